//! Replacement of values.

use crate::image::{Image, RealPixel};
use crate::par::map_pixels;
use crate::{Context, Result, pi2_command};

/// Limits pixels to a range.
///
/// The bounds are rounded half away from zero and saturated to the pixel type. Pixels below the lower bound become the
/// lower bound, others above the upper bound become the upper bound. NaN stays NaN; a bound that is NaN is no bound.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `clamp`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 200)
/// clamp(img, 10, 100)
/// maxval(img, top)   # 100
/// ```
#[pi2_command(category = "Arithmetic", see_also = [min, max, linmap, replace], pointwise)]
pub fn clamp<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Smallest value of the result, in grey levels.
    lower_bound: f64,
    /// Largest value of the result, in grey levels.
    upper_bound: f64,
) -> Result<()> {
    let bound = |value: f64, none: f64| T::from_f64_saturating(if value.is_nan() { none } else { value });
    let (lower, upper) = (bound(lower_bound, f64::NEG_INFINITY), bound(upper_bound, f64::INFINITY));
    if lower > upper {
        return map_pixels(ctx, image, |pixel| match pixel {
            pixel if pixel < lower => lower,
            pixel if pixel > upper => upper,
            pixel => pixel,
        });
    }
    // Vector instructions have the larger and the smaller of two values.
    map_pixels(ctx, image, |pixel| {
        let raised = if pixel < lower { lower } else { pixel };
        if raised > upper { upper } else { raised }
    })
}

/// Replaces one value by another.
///
/// Both values are rounded half away from zero and saturated to the pixel type. Pixels that are equal to `a` become `b`;
/// if `a` is NaN, these are the pixels that are NaN.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `replace`, where infinite pixels are never found and float32 pixels may be up to 10⁻¹⁰ away from `a`.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 4, 4)
/// set(img, inf)
/// replace(img, inf, 7)
/// maxval(img, top)   # 7
/// ```
#[pi2_command(category = "Arithmetic", see_also = [ensurefinite, clamp], pointwise)]
pub fn replace<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Value to replace, in grey levels.
    a: f64,
    /// Value to replace it by, in grey levels.
    b: f64,
) -> Result<()> {
    let (old, new) = (T::from_f64_saturating(a), T::from_f64_saturating(b));
    if old.is_nan() {
        return map_pixels(ctx, image, |pixel| if pixel.is_nan() { new } else { pixel });
    }
    map_pixels(ctx, image, |pixel| if pixel == old { new } else { pixel })
}

/// Replaces NaN and infinite pixels by a number.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `ensurefinite`.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 4, 4)
/// log(img)
/// ensurefinite(img, 5)
/// maxval(img, top)   # 5
/// ```
#[pi2_command(category = "Arithmetic", see_also = [replace, clamp], pointwise)]
pub fn ensurefinite(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<f32>,
    /// Value in place of NaN and ±∞, in grey levels.
    #[arg(default = 0.0)]
    replacement: f64,
) -> Result<()> {
    let replacement = replacement as f32;
    map_pixels(ctx, image, |pixel| if pixel.is_finite() { pixel } else { replacement })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{for_each_real_type, random_image, sides};
    use proptest::prelude::*;

    fn ctx() -> Context {
        Context::with_threads(2)
    }

    fn clamped<T: RealPixel>(pixels: &[T], lower: f64, upper: f64) -> Vec<T> {
        let mut image = Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row");
        clamp(&ctx(), &mut image, lower, upper).expect("no error");
        image.pixels().to_vec()
    }

    fn replaced<T: RealPixel>(pixels: &[T], a: f64, b: f64) -> Vec<T> {
        let mut image = Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row");
        replace(&ctx(), &mut image, a, b).expect("no error");
        image.pixels().to_vec()
    }

    #[test]
    fn bounds_are_rounded_and_may_be_missing() {
        assert_eq!(clamped(&[0u8, 5, 255], 1.5, 9.5), [2, 5, 10]);
        assert_eq!(clamped(&[-128i8, 5, 127], f64::NAN, 100.0), [-128, 5, 100]);
        assert_eq!(clamped(&[-128i8, 5, 127], -5.0, f64::NAN), [-5, 5, 127]);
        assert_eq!(clamped(&[f32::NEG_INFINITY, 1.0, f32::INFINITY], f64::NAN, 9.0), [f32::NEG_INFINITY, 1.0, 9.0]);
        assert!(clamped(&[f32::NAN], 0.0, 1.0)[0].is_nan());
    }

    #[test]
    fn the_lower_bound_wins_if_it_is_above_the_upper_one() {
        assert_eq!(clamped(&[3u8, 7, 12], 10.0, 5.0), [10, 10, 5]);
    }

    #[test]
    fn infinities_and_nan_are_replaced() {
        let pixels = [f32::INFINITY, f32::NEG_INFINITY, 1.0];
        assert_eq!(replaced(&pixels, f64::INFINITY, 5.0), [5.0, f32::NEG_INFINITY, 1.0]);
        assert_eq!(replaced(&[f32::NAN, 2.0], f64::NAN, -1.0), [-1.0, 2.0]);
        assert_eq!(replaced(&[0.1f32, 1e-11, -0.0], 0.0, 3.0), [0.1, 1e-11, 3.0]);
        assert_eq!(replaced(&[0.1f32], 0.1, 3.0), [3.0]);
        assert_eq!(replaced(&[1u16, 2], 1.0, 70_000.0), [u16::MAX, 2]);
    }

    #[test]
    fn only_finite_pixels_are_left() {
        let pixels = vec![f32::INFINITY, f32::NEG_INFINITY, f32::NAN, f32::MAX];
        let mut image = Image::from_vec([4, 1, 1], pixels).expect("four");
        ensurefinite(&ctx(), &mut image, -7.5).expect("no error");
        assert_eq!(image.pixels(), [-7.5, -7.5, -7.5, f32::MAX]);
    }

    fn agrees<T: RealPixel>(sides: [usize; 3], seed: u64, a: f64, b: f64) -> std::result::Result<(), TestCaseError> {
        let image = random_image::<T>(sides, seed);
        let pixels = image.pixels();
        let (low, high) = (T::from_f64_saturating(a), T::from_f64_saturating(b));
        for (&result, &pixel) in clamped(pixels, a, b).iter().zip(pixels) {
            let limited = if pixel > high { high } else { pixel };
            prop_assert_eq!(result, if pixel < low { low } else { limited });
        }
        let value = pixels[pixels.len() / 2];
        for (&result, &pixel) in replaced(pixels, value.to_f64(), b).iter().zip(pixels) {
            let same = pixel == T::from_f64_saturating(value.to_f64());
            prop_assert_eq!(result, if same { high } else { pixel });
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn all_types_agree_with_the_definition(sides in sides(), seed: u64, a in -500.0..500f64, b in -500.0..500f64) {
            for_each_real_type!(agrees, sides, seed, a, b);
        }
    }
}
