//! Binning without bad pixels.

use multiversion::multiversion;

use crate::image::{Dimensions, Image, RealPixel};
use crate::par::tasks;
use crate::{Context, Error, Result, pi2_command};

/// Makes an image smaller by an integer factor, without counting bad pixels.
///
/// Each pixel of the result is the mean of the pixels of a block that do not have the bad value, or `undefined value` if
/// there are none. Sums are float64, and the mean is rounded half away from zero once. Blocks at the far edges may be
/// incomplete.
///
/// # Shapes
/// `input image` is W×H×D; a side of `output image` becomes round(side / `factor`), at least 1. The last pixels are not
/// used if that is rounded down.
///
/// # Errors
/// `Argument` if `factor` is 0.
///
/// # References
/// pi2, `maskedbin`, which sums in float32 and does not find a bad value that is NaN.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, [0, 0, 0], 8)
/// maskedbin(img, small, 2)   # 8
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [bin, scale],
    whole_image = "blocks at the far edges may be incomplete"
)]
pub fn maskedbin<T: RealPixel>(
    ctx: &Context,
    /// Image to make smaller.
    input_image: &Image<T>,
    /// The binned image.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Size of a block along each axis, in pixels.
    factor: u64,
    /// Grey value of bad pixels, rounded and saturated to the pixel type. NaN means NaN pixels.
    #[arg(default = 0.0)]
    bad_value: f64,
    /// Grey value of blocks of bad pixels only, rounded and saturated to the pixel type.
    #[arg(default = 0.0)]
    undefined_value: f64,
) -> Result<()> {
    if factor == 0 {
        return Err(Error::argument("factor", "positive", factor));
    }
    let side = |side: usize| (side as f64 / factor as f64).round() as usize;
    let dims = input_image.dims().to_array();
    output_image.resize(Dimensions::from(dims.map(side)))?;
    let factor = usize::try_from(factor).unwrap_or(usize::MAX);
    let (bad, undefined) = (T::from_f64_saturating(bad_value), T::from_f64_saturating(undefined_value));
    // No integer pixel is NaN.
    let bad = (!bad_value.is_nan()).then_some(bad);
    let (width, height) = (output_image.width(), output_image.height());
    let range = |at: usize, axis: usize| at * factor..at.saturating_add(1).saturating_mul(factor).min(dims[axis]);
    // One task a row: it stands for many input pixels.
    tasks::chunks_mut(ctx, output_image.pixels_mut(), width, |row_number, row| {
        let (y, z) = (row_number % height, row_number / height);
        let mut means = vec![(0.0, 0u64); width];
        for source_z in range(z, 2) {
            for source_y in range(y, 1) {
                add_row(input_image.row(source_y, source_z), factor, bad, &mut means);
            }
        }
        for (pixel, (sum, count)) in row.iter_mut().zip(means) {
            *pixel = if count > 0 { T::from_f64_saturating(sum / count as f64) } else { undefined };
        }
        Ok(())
    })
}

/// Adds the good pixels of a row to the sums and counts of its blocks.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn add_row<T: RealPixel>(pixels: &[T], factor: usize, bad: Option<T>, means: &mut [(f64, u64)]) {
    for ((sum, count), block) in means.iter_mut().zip(pixels.chunks(factor)) {
        for pixel in block {
            let is_good = bad.map_or(!pixel.is_nan(), |bad| *pixel != bad);
            *sum += if is_good { pixel.to_f64() } else { 0.0 };
            *count += u64::from(is_good);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{for_each_real_type, random_image, sides};

    fn binned<T: RealPixel>(input: &Image<T>, factor: u64, bad: f64, undefined: f64) -> Image<T> {
        let mut output = Image::new([1, 1, 1]).expect("small");
        maskedbin(&Context::with_threads(2), input, &mut output, factor, bad, undefined).expect("valid");
        output
    }

    fn row(pixels: &[f32]) -> Image<f32> {
        Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row")
    }

    #[test]
    fn bad_pixels_do_not_count() {
        assert_eq!(binned(&row(&[1.0, 2.0, 3.0, 4.0, 5.0]), 2, 2.0, 0.0).pixels(), [1.0, 3.5, 5.0]);
        assert_eq!(binned(&row(&[2.0, 2.0, 3.0]), 2, 2.0, -7.0).pixels(), [-7.0, 3.0]);
        assert_eq!(binned(&row(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), 5, 0.0, 0.0).pixels(), [3.0]);
    }

    #[test]
    fn nan_can_be_the_bad_value() {
        let input = row(&[f32::NAN, 2.0, f32::NAN, f32::NAN]);
        assert_eq!(binned(&input, 2, f64::NAN, -1.0).pixels(), [2.0, -1.0]);
        assert!(binned(&input, 2, 5.0, -1.0).pixels()[0].is_nan());
        let integers = Image::from_vec([2, 1, 1], vec![0u8, 4]).expect("two");
        assert_eq!(binned(&integers, 2, f64::NAN, 9.0).pixels(), [2]);
    }

    #[test]
    fn huge_factors_make_one_block_and_zero_is_refused() {
        let input = row(&[1.0, 2.0]);
        assert_eq!(binned(&input, u64::MAX, 0.0, 0.0).pixels(), [1.5]);
        let mut output = Image::new([1, 1, 1]).expect("small");
        let error = maskedbin(&Context::default(), &input, &mut output, 0, 0.0, 0.0).expect_err("zero").to_string();
        assert_eq!(error, "argument `factor` must be positive, but it is 0");
    }

    fn agrees<T: RealPixel>(sides: [usize; 3], factor: usize, seed: u64) -> Result<(), TestCaseError> {
        let few = random_image::<u8>(sides, seed);
        let pixels = few.pixels().iter().map(|&p| T::from_f64_saturating(f64::from(p / 60))).collect();
        let input = Image::from_vec(sides, pixels).expect("as many");
        let size = sides.map(|side| (side as f64 / factor as f64).round().max(1.0) as usize);
        let expected = Image::from_fn(size, |x, y, z| {
            let mut good = Vec::new();
            for index in 0..input.dims().pixel_count() {
                let value = input.pixels()[index].to_f64();
                let at = input.dims().coordinates(index);
                if at.map(|at| at / factor) == [x, y, z] && value != 1.0 {
                    good.push(value);
                }
            }
            let sum: f64 = good.iter().sum();
            T::from_f64_saturating(if good.is_empty() { 99.0 } else { sum / good.len() as f64 })
        });
        prop_assert_eq!(binned(&input, factor as u64, 1.0, 99.0), expected.expect("small"));
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(sides in sides(), factor in 1usize..6, seed: u64) {
            for_each_real_type!(agrees, sides, factor, seed);
        }
    }
}
