//! Equal means of all z-slices.

use multiversion::multiversion;

use crate::image::{Image, RealPixel, WorkFloat};
use crate::par::{fold_lanes, for_each_row, tasks};
use crate::{Context, Result, pi2_command};

/// Makes all z-slices equally bright in the mean.
///
/// To each slice, the difference between the target and the mean of the slice is added. Without a target, it is the mean
/// of the means of all slices. Sums are float64. Means and pixels are float32 for 8- and 16-bit integers and for float32,
/// float64 for wider integers; results are rounded half away from zero and saturated.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `normalizez`, which computes means in float32 for all types.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2, 2)
/// set(img, [0, 0, 0], 40)
/// normalizez(img, 100)
/// minval(img, low)   # 90
/// ```
#[pi2_command(
    category = "Arithmetic",
    see_also = [add, linmap, mean],
    whole_image = "the default target is the mean of all slices"
)]
pub fn normalizez<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Mean of all slices in the result, in grey levels. NaN stands for the mean of the image.
    #[arg(default = f64::NAN)]
    target_mean: f64,
) -> Result<()> {
    let input = &*image;
    let means = tasks::collect(ctx, input.depth(), |z| Ok(mean_of_slice(input.slice(z), input.width())))?;
    let mean = means.iter().map(|mean| mean.to_f64()).sum::<f64>() / means.len() as f64;
    let target = T::Work::from_f64(if target_mean.is_nan() { mean } else { target_mean });
    for_each_row(ctx, image, |_, z, row| {
        add_to_row(row, target - means[z]);
        Ok(())
    })
}

/// The mean of the means of the rows.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn mean_of_slice<T: RealPixel>(slice: &[T], width: usize) -> T::Work {
    let length = |count: usize| T::Work::from_f64(count as f64);
    let mut sum = 0.0;
    for row in slice.chunks_exact(width) {
        let of_row = fold_lanes(row, 0.0, |sum, pixel: T| sum + pixel.to_f64(), |a, b| a + b);
        sum += (T::Work::from_f64(of_row) / length(width)).to_f64();
    }
    T::Work::from_f64(sum) / length(slice.len() / width)
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn add_to_row<T: RealPixel>(row: &mut [T], difference: T::Work) {
    for pixel in row {
        *pixel = T::from_work(pixel.to_work() + difference);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{for_each_real_type, random_image, sides};
    use proptest::prelude::*;

    fn normalized<T: RealPixel>(image: &Image<T>, target: f64) -> Image<T> {
        let mut image = image.clone();
        normalizez(&Context::with_threads(2), &mut image, target).expect("no error");
        image
    }

    #[test]
    fn slices_get_the_mean_of_the_image_or_a_given_one() {
        let image = Image::from_vec([2, 1, 2], vec![10u8, 20, 30, 50]).expect("four");
        assert_eq!(normalized(&image, f64::NAN).pixels(), [23, 33, 18, 38]);
        assert_eq!(normalized(&image, 100.0).pixels(), [95, 105, 90, 110]);
        assert_eq!(normalized(&image, f64::INFINITY).pixels(), [255; 4]);
    }

    #[test]
    fn one_slice_stays_as_it_is_without_a_target() {
        let image = random_image::<u16>([7, 5, 1], 3);
        assert_eq!(normalized(&image, f64::NAN), image);
    }

    /// The definition, with no thought for speed, in float64.
    fn agrees<T: RealPixel>(sides: [usize; 3], seed: u64, target: f64) -> std::result::Result<(), TestCaseError> {
        let image = random_image::<T>(sides, seed);
        let result = normalized(&image, target);
        let mean = |z: usize| {
            let slice = image.slice(z);
            slice.iter().map(|pixel| pixel.to_f64()).sum::<f64>() / slice.len() as f64
        };
        let mean_of_all = (0..sides[2]).map(mean).sum::<f64>() / sides[2] as f64;
        let target = if target.is_nan() { mean_of_all } else { target };
        for z in 0..sides[2] {
            for (&result, &pixel) in result.slice(z).iter().zip(image.slice(z)) {
                let expected = T::from_f64_saturating(pixel.to_f64() + target - mean(z)).to_f64();
                let size = T::MAX.to_f64().clamp(1e3, 1e20);
                let near = if T::TYPE.is_integer() { 1.0 + size * 1e-14 } else { 2e-3 };
                prop_assert!((result.to_f64() - expected).abs() <= near, "{} is not {}", result, expected);
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn all_types_agree_with_the_definition(sides in sides(), seed: u64, target in -100.0..100f64) {
            for_each_real_type!(agrees, sides, seed, target);
            for_each_real_type!(agrees, sides, seed, f64::NAN);
        }
    }
}
