//! Columns moved along z.

use multiversion::multiversion;

use crate::image::{Image, RealPixel, WorkFloat};
use crate::interpolate::{Interpolation, weights};
use crate::par::{Across, Boundary, fold_pixels, for_each_placed_tile};
use crate::{Context, Error, Result, pi2_command};

/// Moves each column along z by a distance of its own.
///
/// Column (x, y) moves by the value of the shift map at (x, y), towards larger z if that is positive: pixel z becomes the
/// value at z - shift. Positions are float64; pixels of weight zero have no influence. A shift that is NaN makes the
/// column NaN, and zero in integer images.
///
/// # Shapes
/// `image` is W×H×D and keeps its size, `shift map` is W×H.
///
/// # Errors
/// `Dimensions` if the width, height or depth of `shift map` is another one.
///
/// # References
/// R. G. Keys, "Cubic convolution interpolation for digital image processing", IEEE Trans. ASSP 29, 1981. pi2, `shiftz`,
/// whose positions are float32.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 1, 1, 4)
/// set(img, [0, 0, 1], 20)
/// newimage(shifts, float32)
/// set(shifts, 0.5)
/// shiftz(img, shifts, false)
/// maxval(img, top)   # 10
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [drawheightmap, setafterheightmap, setbeforeheightmap],
    whole_image = "pixels move along whole columns, and the mean is that of the whole map"
)]
pub fn shiftz<T: RealPixel>(
    ctx: &Context,
    /// Image whose columns move.
    image: &mut Image<T>,
    /// Distances, in pixels.
    shift_map: &Image<f32>,
    /// True to subtract the mean of the shift map from all distances.
    subtract_mean: bool,
    /// How values between pixels are found.
    #[arg(default = Interpolation::Linear)]
    interpolation_mode: Interpolation,
    /// What lies outside the image.
    #[arg(default = Boundary::Zero)]
    boundary_condition: Boundary,
) -> Result<()> {
    let (dims, size) = (image.dims(), shift_map.dims());
    if size.to_array() != [dims.width, dims.height, 1] {
        let (w, h) = (dims.width, dims.height);
        let message = format!("`shift map` is {size} but `image` is {dims}; the map must be {w}×{h}×1");
        return Err(Error::dimensions(message));
    }
    let mean = if subtract_mean { mean(ctx, shift_map)? } else { 0.0 };
    for_each_placed_tile(ctx, dims, image.pixels_mut(), Across::Z, |[x, y], lines, input, output| {
        let shifts = &shift_map.row(y, 0)[x..x + lines];
        for (line, shift) in shifts.iter().enumerate() {
            let column = Column { pixels: &input[line..], step: lines, len: dims.depth, boundary: boundary_condition };
            column.shift(f64::from(shift - mean), interpolation_mode, &mut output[line..]);
        }
    })
}

fn mean(ctx: &Context, map: &Image<f32>) -> Result<f32> {
    let sum = fold_pixels(ctx, map, |pixels| pixels.iter().map(|&p| f64::from(p)).sum::<f64>(), |a, b| a + b)?;
    Ok((sum / map.pixels().len() as f64) as f32)
}

/// Pixels at equal distances in memory.
struct Column<'a, T> {
    pixels: &'a [T],
    step: usize,
    len: usize,
    boundary: Boundary,
}

impl<T: RealPixel> Column<'_, T> {
    /// Writes the shifted column into pixels that lie as those of this column do.
    fn shift(&self, shift: f64, mode: Interpolation, output: &mut [T]) {
        if shift.is_nan() {
            output.iter_mut().step_by(self.step).for_each(|pixel| *pixel = T::from_f64_saturating(f64::NAN));
            return;
        }
        let whole = (-shift).floor();
        // The distance from a pixel to the position, the same for the whole column.
        let rest = if shift.is_finite() { -shift - whole } else { 0.0 };
        match mode {
            Interpolation::Nearest => {
                for (z, pixel) in output.iter_mut().step_by(self.step).enumerate() {
                    *pixel = self.get((z as f64 - shift).round() as i64);
                }
            }
            Interpolation::Linear => self.sample(whole as i64, weights::<f64, 2>(rest), output),
            Interpolation::Cubic => self.sample((whole as i64).saturating_sub(1), weights::<f64, 4>(rest), output),
        }
    }

    /// The pixel at z.
    fn get(&self, z: i64) -> T {
        let last = self.len as i64 - 1;
        if self.boundary == Boundary::Zero && !(0..=last).contains(&z) {
            return T::ZERO;
        }
        self.pixels[z.clamp(0, last) as usize * self.step]
    }

    /// Makes pixel z the weighted sum of the pixels from z + `first` on.
    fn sample<const N: usize>(&self, first: i64, weights: [f64; N], output: &mut [T]) {
        let weights = weights.map(T::Work::from_f64);
        // Pixels whose neighbours are all inside.
        let low = first.saturating_neg().clamp(0, self.len as i64) as usize;
        let high =
            (self.len as i64).saturating_sub(first).saturating_sub(N as i64 - 1).clamp(low as i64, self.len as i64);
        let inside = low..high as usize;
        for z in (0..inside.start).chain(inside.end..self.len) {
            let neighbour = |i: usize| self.get((z as i64).saturating_add(first).saturating_add(i as i64)).to_work();
            output[z * self.step] = weighted_sum(&weights, neighbour).to_pixel();
        }
        if !inside.is_empty() {
            let from = &self.pixels[(inside.start as i64 + first) as usize * self.step..];
            let to = &mut output[inside.start * self.step..];
            sample_inside(from, &mut to[..=(inside.len() - 1) * self.step], self.step, &weights);
        }
    }
}

/// The sum of weights times values. A weight of zero takes nothing, not even NaN.
#[expect(clippy::inline_always, reason = "only then it is compiled for the instructions of its caller")]
#[inline(always)]
fn weighted_sum<W: WorkFloat, const N: usize>(weights: &[W; N], value: impl Fn(usize) -> W) -> W {
    let zero = W::from_f64(0.0);
    let mut sum = zero;
    for (i, weight) in weights.iter().enumerate() {
        sum += if *weight == zero { zero } else { *weight * value(i) };
    }
    sum
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn sample_inside<T: RealPixel, const N: usize>(from: &[T], to: &mut [T], step: usize, weights: &[T::Work; N]) {
    for (z, pixel) in to.iter_mut().step_by(step).enumerate() {
        *pixel = weighted_sum(weights, |i| from[(z + i) * step].to_work()).to_pixel();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{boundaries, for_each_real_type, random_image, sides};

    const MODES: [Interpolation; 3] = [Interpolation::Nearest, Interpolation::Linear, Interpolation::Cubic];

    fn shifted<T: RealPixel>(column: &[T], shift: f32, mode: Interpolation, boundary: Boundary) -> Vec<T> {
        let mut image = Image::from_vec([1, 1, column.len()], column.to_vec()).expect("one column");
        let map = Image::from_vec([1, 1, 1], vec![shift]).expect("one");
        shiftz(&Context::with_threads(1), &mut image, &map, false, mode, boundary).expect("valid");
        image.pixels().to_vec()
    }

    #[test]
    fn a_column_moves_by_half_a_pixel() {
        let column = [10u8, 20, 30, 40];
        assert_eq!(shifted(&column, 0.5, Interpolation::Linear, Boundary::Zero), [5, 15, 25, 35]);
        assert_eq!(shifted(&column, 0.5, Interpolation::Linear, Boundary::Nearest), [10, 15, 25, 35]);
        // Halves go away from zero: the first position is -0.5.
        assert_eq!(shifted(&column, 0.5, Interpolation::Nearest, Boundary::Zero), [0, 20, 30, 40]);
        assert_eq!(shifted(&[0u8, 0, 255, 255], 0.5, Interpolation::Cubic, Boundary::Nearest), [0, 0, 128, 255]);
    }

    #[test]
    fn pixels_of_weight_zero_have_no_influence() {
        let column = [1.0, f32::NAN, 3.0, f32::INFINITY];
        for mode in MODES {
            let result = shifted(&column, 1.0, mode, Boundary::Zero);
            assert!(result[0] == 0.0 && result[1] == 1.0 && result[2].is_nan() && result[3] == 3.0, "{result:?}");
        }
    }

    #[test]
    fn endless_shifts_leave_the_boundary_and_nan_leaves_nan() {
        for mode in MODES {
            for (shift, edge) in [(f32::INFINITY, 10.0), (1e30, 10.0), (f32::NEG_INFINITY, 40.0), (-1e30, 40.0)] {
                let column = [10.0f32, 20.0, 40.0];
                assert_eq!(shifted(&column, shift, mode, Boundary::Zero), [0.0; 3]);
                assert_eq!(shifted(&column, shift, mode, Boundary::Nearest), [edge; 3]);
            }
            assert!(shifted(&[1.0f32, 2.0], f32::NAN, mode, Boundary::Zero).iter().all(|pixel| pixel.is_nan()));
            assert_eq!(shifted(&[1u16, 2], f32::NAN, mode, Boundary::Nearest), [0, 0]);
        }
    }

    #[test]
    fn the_mean_of_the_map_can_be_subtracted() {
        let mut image = Image::from_fn([2, 1, 4], |_, _, z| 10.0 * (z + 1) as f32).expect("small");
        let map = Image::from_vec([2, 1, 1], vec![4.0, 6.0]).expect("two");
        let (ctx, linear) = (Context::with_threads(1), Interpolation::Linear);
        shiftz(&ctx, &mut image, &map, true, linear, Boundary::Zero).expect("valid");
        assert_eq!(image.pixels(), [20.0, 0.0, 30.0, 10.0, 40.0, 20.0, 0.0, 30.0]);
    }

    #[test]
    fn a_map_of_another_size_is_refused() {
        let (mut image, map) = (Image::<u8>::new([2, 3, 4]).expect("small"), Image::new([3, 2, 1]).expect("small"));
        let ctx = Context::with_threads(1);
        let error = shiftz(&ctx, &mut image, &map, false, Interpolation::Linear, Boundary::Zero).expect_err("sizes");
        assert_eq!(error.to_string(), "`shift map` is 3×2×1 but `image` is 2×3×4; the map must be 2×3×1");
    }

    /// The definition at one position, with no thought for speed.
    fn reference<T: RealPixel>(column: &[T], position: f64, mode: Interpolation, boundary: Boundary) -> f64 {
        let value = |z: i64| match (boundary, usize::try_from(z).ok().and_then(|z| column.get(z))) {
            (_, Some(pixel)) => pixel.to_f64(),
            (Boundary::Zero, None) => 0.0,
            (Boundary::Nearest, None) => column[z.clamp(0, column.len() as i64 - 1) as usize].to_f64(),
        };
        let weight = |t: f64| match mode {
            Interpolation::Linear => (1.0 - t).max(0.0),
            _ if t < 1.0 => 1.5 * t.powi(3) - 2.5 * t.powi(2) + 1.0,
            _ if t < 2.0 => -0.5 * t.powi(3) + 2.5 * t.powi(2) - 4.0 * t + 2.0,
            _ => 0.0,
        };
        if mode == Interpolation::Nearest {
            return value(position.round() as i64);
        }
        let base = position.floor() as i64;
        (base - 1..=base + 2).map(|z| weight((position - z as f64).abs()) * value(z)).sum()
    }

    fn check<T: RealPixel>(dims: [usize; 3], boundary: Boundary, seed: u64) -> Result<(), TestCaseError> {
        let before = random_image::<T>(dims, seed);
        let map = random_image::<f32>([dims[0], dims[1], 1], seed ^ 1);
        let map = Image::from_fn([dims[0], dims[1], 1], |x, y, _| (map.get(x, y, 0) * 0.04).round() / 8.0)?;
        for mode in MODES {
            let mut image = before.clone();
            shiftz(&Context::with_threads(2), &mut image, &map, false, mode, boundary)?;
            for (index, pixel) in image.pixels().iter().enumerate() {
                let [x, y, z] = image.dims().coordinates(index);
                let column: Vec<T> = (0..dims[2]).map(|z| before.get(x, y, z)).collect();
                let exact = reference(&column, z as f64 - f64::from(map.get(x, y, 0)), mode, boundary);
                let expected = T::from_f64_saturating(exact).to_f64();
                let range = if T::TYPE.is_integer() { T::MAX.to_f64() } else { 1000.0 };
                let tolerance = if T::TYPE.size() <= 2 { 1.0 } else { range * 1e-5 };
                prop_assert!((pixel.to_f64() - expected).abs() <= tolerance, "{pixel} {expected} {mode:?}");
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            dims in sides(),
            boundary in boundaries(),
            seed in any::<u64>(),
        ) {
            for_each_real_type!(check, dims, boundary, seed);
        }
    }
}
