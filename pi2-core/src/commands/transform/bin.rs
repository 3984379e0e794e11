//! Binning: one pixel from a block of pixels.

use multiversion::multiversion;

use crate::commands::statistics::{higher, lower};
use crate::image::{Dimensions, Image, RealPixel, Region, Vec3i};
use crate::par::tasks;
use crate::{Choice, Context, Error, Result, pi2_command};

/// What becomes of the pixels of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "string")]
pub enum BinMethod {
    /// Their mean.
    #[choice("mean", "average", "avg", "normal")]
    Mean,
    /// Their sum.
    #[choice("sum")]
    Sum,
    /// The largest.
    #[choice("max", "maximum")]
    Max,
    /// The smallest.
    #[choice("min", "minimum")]
    Min,
}

/// Makes an image smaller by an integer factor.
///
/// Each pixel of the result stands for a block of pixels. Pixels at the far edges that do not fill a block are ignored,
/// but an axis shorter than the factor counts as one block. Sums and means are computed in float64 and rounded half away
/// from zero once. `min` and `max` ignore NaN.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes ⌊W/f⌋×⌊H/g⌋×⌊D/h⌋ for the factor [f, g, h], at least 1 along each axis.
///
/// # Errors
/// `Argument` if a component of `factor` is not positive.
///
/// # References
/// pi2, `bin`, which sums in float32. A block of nothing but NaN gives NaN here.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 5, 1)
/// set(img, [0, 0, 0], 1)
/// set(img, [1, 0, 0], 2)
/// newimage(small, float32)
/// bin(img, small, 2)   # 1.5
/// ```
#[pi2_command(category = "Transforms", see_also = [crop, maxproject], types(T, U = real_pairs), blocks = bin_source(output, factor))]
pub fn bin<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image to make smaller.
    input_image: &Image<T>,
    /// The binned image.
    #[arg(out)]
    output_image: &mut Image<U>,
    /// Size of a block along x, y and z, in pixels. One number sets all three.
    factor: Vec3i,
    /// What becomes of the pixels of a block: `mean`, `sum`, `max` or `min`.
    #[arg(default = BinMethod::Mean)]
    binning_type: BinMethod,
) -> Result<()> {
    if factor.iter().any(|side| *side <= 0) {
        return Err(Error::argument("factor", "positive along each axis", factor));
    }
    let dims = input_image.dims().to_array();
    let block: [usize; 3] = std::array::from_fn(|axis| (factor[axis] as usize).min(dims[axis]));
    output_image.resize(Dimensions::from(std::array::from_fn(|axis| dims[axis] / block[axis])))?;
    let count = (block[0] * block[1] * block[2]) as f64;
    let sum: Fold<T, f64> = (zero, add_line);
    let bins = Bins { input: input_image, block };
    match binning_type {
        BinMethod::Mean => bins.fill(ctx, output_image, sum, |sum| U::from_f64_saturating(sum / count)),
        BinMethod::Sum => bins.fill(ctx, output_image, sum, U::from_f64_saturating),
        BinMethod::Max => bins.fill(ctx, output_image, (itself, highest_line), U::convert_from),
        BinMethod::Min => bins.fill(ctx, output_image, (itself, lowest_line), U::convert_from),
    }
}

/// The part of the input image that a part of the output image is made of.
pub fn bin_source(output: Region, factor: Vec3i) -> Region {
    Region {
        start: std::array::from_fn(|axis| output.start[axis].saturating_mul(factor[axis])),
        size: std::array::from_fn(|axis| output.size[axis].saturating_mul(factor[axis].max(1) as usize)),
    }
}

/// How an accumulator starts, and how a row of pixels is added to a row of accumulators.
type Fold<T, A> = (fn(T) -> A, fn(&mut [A], &[T], usize));

/// An image cut into blocks.
struct Bins<'a, T> {
    input: &'a Image<T>,
    block: [usize; 3],
}

impl<T: RealPixel> Bins<'_, T> {
    /// Makes each output pixel `finish(accumulator)`. An accumulator starts as `start(first pixel of the block)`;
    /// `fold_line` adds a row of the input to the accumulators of a row of blocks of the given width.
    fn fill<U: RealPixel, A>(
        &self,
        ctx: &Context,
        output: &mut Image<U>,
        (start, fold_line): Fold<T, A>,
        finish: impl Fn(A) -> U + Sync,
    ) -> Result<()> {
        let [w, h, d] = self.block;
        let (width, height) = (output.width(), output.height());
        // One task a row: it stands for many input pixels.
        tasks::chunks_mut(ctx, output.pixels_mut(), width, |row_number, row| {
            let (y, z) = (row_number % height, row_number / height);
            let first = self.input.row(y * h, z * d);
            let mut line: Vec<A> = first.iter().step_by(w).take(width).map(|&pixel| start(pixel)).collect();
            for source_z in z * d..(z + 1) * d {
                for source_y in y * h..(y + 1) * h {
                    fold_line(&mut line, self.input.row(source_y, source_z), w);
                }
            }
            for (pixel, accumulator) in row.iter_mut().zip(line) {
                *pixel = finish(accumulator);
            }
            Ok(())
        })
    }
}

fn zero<T: RealPixel>(_: T) -> f64 {
    0.0
}

fn itself<T: RealPixel>(pixel: T) -> T {
    pixel
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn add_line<T: RealPixel>(line: &mut [f64], pixels: &[T], width: usize) {
    for (sum, block) in line.iter_mut().zip(pixels.chunks_exact(width)) {
        for pixel in block {
            *sum += pixel.to_f64();
        }
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn highest_line<T: RealPixel>(line: &mut [T], pixels: &[T], width: usize) {
    for (best, block) in line.iter_mut().zip(pixels.chunks_exact(width)) {
        for pixel in block {
            *best = higher(*best, *pixel);
        }
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn lowest_line<T: RealPixel>(line: &mut [T], pixels: &[T], width: usize) {
    for (best, block) in line.iter_mut().zip(pixels.chunks_exact(width)) {
        for pixel in block {
            *best = lower(*best, *pixel);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::convert;
    use crate::testing::for_each_real_pair;

    fn binned<T: RealPixel, U: RealPixel>(input: &Image<T>, factor: [i64; 3], method: BinMethod) -> Image<U> {
        let mut output = Image::new([1, 1, 1]).expect("small");
        bin(&Context::with_threads(2), input, &mut output, factor.into(), method).expect("valid");
        output
    }

    fn row<T: RealPixel>(pixels: &[T]) -> Image<T> {
        Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row")
    }

    #[test]
    fn incomplete_blocks_are_ignored_but_a_short_axis_is_a_block() {
        let mean = binned::<u8, f32>(&row(&[1, 2, 3, 4, 5]), [2, 2, 2], BinMethod::Mean);
        assert_eq!(mean.pixels(), [1.5, 3.5]);
        assert_eq!(binned::<u8, u8>(&row(&[1, 2, 3]), [5, 5, 5], BinMethod::Mean).pixels(), [2]);
    }

    #[test]
    fn sums_saturate_and_keep_the_digits_of_wide_integers() {
        assert_eq!(binned::<u8, u8>(&row(&[100, 200, 3]), [2, 1, 1], BinMethod::Sum).pixels(), [255]);
        let sum = binned::<u32, u32>(&row(&[16_777_217, 16_777_217]), [2, 1, 1], BinMethod::Sum);
        assert_eq!(sum.pixels(), [33_554_434]);
    }

    #[test]
    fn extrema_ignore_nan() {
        let input = row(&[f32::NAN, 2.0, f32::NAN, f32::NAN]);
        let max = binned::<f32, f32>(&input, [2, 1, 1], BinMethod::Max);
        assert!(max.pixels()[0] == 2.0 && max.pixels()[1].is_nan());
        assert_eq!(binned::<f32, f32>(&input, [2, 1, 1], BinMethod::Min).pixels()[0], 2.0);
    }

    #[test]
    fn a_factor_of_zero_is_refused() {
        let mut output = Image::<u8>::new([1, 1, 1]).expect("small");
        let factor = Vec3i::new(2, 0, 1);
        let error = bin(&Context::with_threads(1), &row(&[1u8]), &mut output, factor, BinMethod::Mean);
        assert_eq!(
            error.expect_err("zero").to_string(),
            "argument `factor` must be positive along each axis, but it is [2, 0, 1]"
        );
    }

    /// The definition, with no thought for speed.
    fn agrees<T: RealPixel, U: RealPixel>(dims: [usize; 3], factor: [i64; 3], seed: usize) {
        let value = |x, y, z| T::from_f64_saturating(((x * 31 + y * 57 + z * 97 + seed) % 211) as f64 - 50.0);
        let input = Image::from_fn(dims, value).expect("small");
        let block: [usize; 3] = std::array::from_fn(|axis| dims[axis].min(factor[axis] as usize));
        let size: [usize; 3] = std::array::from_fn(|axis| dims[axis] / block[axis]);
        let pixels_of = |x: usize, y: usize, z: usize| {
            let mut pixels: Vec<T> = Vec::new();
            for k in 0..block[2] {
                for j in 0..block[1] {
                    for i in 0..block[0] {
                        pixels.push(input.get(x * block[0] + i, y * block[1] + j, z * block[2] + k));
                    }
                }
            }
            pixels.sort_by(|a, b| a.partial_cmp(b).expect("no NaN"));
            pixels
        };
        let sum = |x, y, z| pixels_of(x, y, z).iter().map(|p| p.to_f64()).sum::<f64>();
        let count = (block[0] * block[1] * block[2]) as f64;
        let check = |method, definition: &dyn Fn(usize, usize, usize) -> U| {
            let expected = Image::from_fn(size, definition).expect("small");
            assert_eq!(binned::<T, U>(&input, factor, method), expected, "{method:?} of {}", T::TYPE);
        };
        check(BinMethod::Sum, &|x, y, z| U::from_f64_saturating(sum(x, y, z)));
        check(BinMethod::Mean, &|x, y, z| U::from_f64_saturating(sum(x, y, z) / count));
        check(BinMethod::Min, &|x, y, z| convert(pixels_of(x, y, z)[0]));
        check(BinMethod::Max, &|x, y, z| convert(*pixels_of(x, y, z).last().expect("one")));
    }

    macro_rules! check_pairs {
        ($dims:ident, $factor:ident, $seed:ident: $($t:ty: $($u:ty),+;)+) => {
            $($(agrees::<$t, $u>($dims, $factor, $seed);)+)+
        };
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn all_pairs_agree_with_the_definition(
            dims in prop::array::uniform3(1usize..8),
            factor in prop::array::uniform3(1i64..9),
            seed in 0usize..1000,
        ) {
            for_each_real_pair!(check_pairs, dims, factor, seed);
        }
    }
}
