//! Thresholds that the user gives.

#![expect(clippy::inline_always, reason = "the loops over pixels are compiled for several sets of vector instructions")]

use crate::image::{Image, RealPixel};
use crate::par::{map_pixels, zip_pixels};
use crate::{Context, Result, pi2_command};

/// Marks the pixels that are greater than those of another image.
///
/// A pixel becomes 1 if it is greater than the pixel of `parameter image`, else 0. Comparisons with NaN are false.
/// Integers are compared exactly; if one of the images is float32, both are compared in float64, which rounds only 64-bit
/// integers above 2⁵³.
///
/// # Shapes
/// Both images are W×H×D. With `allow broadcast`, `parameter image` may have any size: it is read at coordinates clamped
/// to its own range, so that a missing dimension repeats.
///
/// # Errors
/// `Dimensions` if the sizes differ and `allow broadcast` is false.
///
/// # References
/// pi2, `threshold`, which compares in float32 if one of the images is float32.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 3)
/// newimage(background, float32, 4, 4)
/// set(background, 2.5)
/// threshold(img, background)
/// minval(img, lowest)   # 1
/// ```
#[pi2_command(name = "threshold", category = "Thresholds", see_also = [thresholdrange, doublethreshold, thresholdperiodic, autothreshold], types(T, U = real_pairs), pointwise)]
pub fn threshold_image<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image to threshold.
    image: &mut Image<T>,
    /// Thresholds, in grey levels.
    parameter_image: &Image<U>,
    /// Set to true to allow images of different sizes.
    #[arg(default = false)]
    allow_broadcast: bool,
) -> Result<()> {
    zip_pixels(ctx, image, parameter_image, allow_broadcast, |p, limit| truth(is_greater(p, limit)))
}

/// Marks the pixels that are greater than a constant.
///
/// A pixel becomes 1 if it is greater than `x`, else 0. The constant is not rounded to the pixel type. NaN becomes 0.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `threshold`, which rounds the constant first: an 8-bit image with threshold 0.5 is compared with 1 there.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 1)
/// threshold(img, 0.5)
/// minval(img, lowest)   # 1
/// ```
#[pi2_command(name = "threshold", category = "Thresholds", see_also = [thresholdrange, doublethreshold, thresholdperiodic, autothreshold], pointwise)]
pub fn threshold_constant<T: RealPixel>(
    ctx: &Context,
    /// Image to threshold.
    image: &mut Image<T>,
    /// Threshold, in grey levels.
    x: f64,
) -> Result<()> {
    match Limit::of(x) {
        Limit::Below => map_pixels(ctx, image, |p| truth(!p.is_nan())),
        Limit::At(limit) => map_pixels(ctx, image, |p| truth(p > limit)),
        Limit::Nowhere => map_pixels(ctx, image, |_| T::ZERO),
    }
}

/// Marks the pixels within a range of grey values.
///
/// A pixel becomes 1 if min < pixel <= max, else 0. The limits are not rounded to the pixel type. NaN becomes 0.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `thresholdrange`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 20)
/// thresholdrange(img, 10, 20)
/// minval(img, lowest)   # 1
/// ```
#[pi2_command(category = "Thresholds", see_also = [threshold, autothreshold], pointwise)]
pub fn thresholdrange<T: RealPixel>(
    ctx: &Context,
    /// Image to threshold.
    image: &mut Image<T>,
    /// The largest grey value below the range.
    min: f64,
    /// The largest grey value of the range.
    max: f64,
) -> Result<()> {
    let (min, max) = (Limit::of(min), Limit::of(max));
    let (above_all, limit) = match (min, max) {
        (Limit::Nowhere, _) | (_, Limit::Below) => return map_pixels(ctx, image, |_| T::ZERO),
        (_, Limit::Nowhere) => return map_pixels(ctx, image, |_| T::ZERO),
        (Limit::Below, Limit::At(limit)) => (true, limit),
        (Limit::At(_), Limit::At(limit)) => (false, limit),
    };
    let start = if let Limit::At(start) = min { start } else { T::MIN };
    map_pixels(ctx, image, |p| truth((above_all || p > start) && p <= limit))
}

/// The largest pixel value that is not above a number: `pixel > number` means the same as `pixel > limit`.
#[derive(Clone, Copy)]
enum Limit<T> {
    /// All pixel values are above the number.
    Below,
    /// The largest value that is not above it.
    At(T),
    /// The number is NaN: no comparison with it is true.
    Nowhere,
}

impl<T: RealPixel> Limit<T> {
    fn of(number: f64) -> Self {
        if number.is_nan() {
            return Self::Nowhere;
        }
        if T::TYPE.is_integer() {
            let floor = number.floor();
            // For 64-bit types the largest value rounds up to a power of two, which saturation brings back.
            return if floor < T::MIN.to_f64() {
                Self::Below
            } else {
                Self::At(T::from_i128_saturating(floor as i128))
            };
        }
        let nearest = number as f32;
        let not_above = if f64::from(nearest) > number { next_below(nearest) } else { nearest };
        Self::At(T::from_f32_saturating(not_above))
    }
}

/// The largest float32 below a number that is not -inf.
fn next_below(value: f32) -> f32 {
    match value {
        0.0 => -f32::from_bits(1),
        _ if value > 0.0 => f32::from_bits(value.to_bits() - 1),
        _ => f32::from_bits(value.to_bits() + 1),
    }
}

/// The largest pixel value that is smaller than a number, if there is any. Nothing is smaller than NaN.
pub(super) fn largest_below<T: RealPixel>(number: f64) -> Option<T> {
    if number.is_nan() {
        return None;
    }
    if T::TYPE.is_integer() {
        let below = (number.ceil() as i128).saturating_sub(1);
        return (below >= T::MIN.to_i128()).then(|| T::from_i128_saturating(below));
    }
    let nearest = number as f32;
    if f64::from(nearest) < number {
        return Some(T::from_f32_saturating(nearest));
    }
    (nearest != f32::NEG_INFINITY).then(|| T::from_f32_saturating(next_below(nearest)))
}

#[inline(always)]
pub(super) fn truth<T: RealPixel>(condition: bool) -> T {
    if condition { T::ONE } else { T::ZERO }
}

#[inline(always)]
fn is_greater<T: RealPixel, U: RealPixel>(a: T, b: U) -> bool {
    if T::TYPE.is_integer() && U::TYPE.is_integer() { a.to_i128() > b.to_i128() } else { a.to_f64() > b.to_f64() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::for_each_real_pair;

    fn row<T: RealPixel>(pixels: &[T]) -> Image<T> {
        Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row")
    }

    fn above<T: RealPixel>(pixels: &[T], x: f64) -> Vec<T> {
        let mut image = row(pixels);
        threshold_constant(&Context::with_threads(2), &mut image, x).expect("no error");
        image.pixels().to_vec()
    }

    fn within<T: RealPixel>(pixels: &[T], min: f64, max: f64) -> Vec<T> {
        let mut image = row(pixels);
        thresholdrange(&Context::with_threads(2), &mut image, min, max).expect("no error");
        image.pixels().to_vec()
    }

    fn above_image<T: RealPixel, U: RealPixel>(pixels: &[T], limits: &[U]) -> Vec<T> {
        let mut image = row(pixels);
        threshold_image(&Context::with_threads(2), &mut image, &row(limits), false).expect("equal sizes");
        image.pixels().to_vec()
    }

    #[test]
    fn constants_are_not_rounded() {
        assert_eq!(above(&[126u8, 127, 128, 129], 127.4), [0, 0, 1, 1]);
        assert_eq!(above(&[126u8, 127, 128, 129], 127.5), [0, 0, 1, 1]);
        assert_eq!(above(&[0.1f32, f32::from_bits(0.1f32.to_bits() - 1)], 0.1), [1.0, 0.0]);
        assert_eq!(above(&[0.0f32, -1e-45, 1e-45], -1e-300), [1.0, 0.0, 1.0]);
        assert_eq!(above(&[-0.1f32], -0.1), [0.0]);
        assert_eq!(above(&[(1i64 << 60) + 1], (1i64 << 60) as f64), [1]);
    }

    #[test]
    fn constants_outside_the_pixel_type_are_below_or_above_everything() {
        assert_eq!(above(&[0u8, 255], -0.5), [1, 1]);
        assert_eq!(above(&[0u8, 255], 255.0), [0, 0]);
        assert_eq!(above(&[0u8, 255], 1000.0), [0, 0]);
        assert_eq!(above(&[u64::MAX], 2.0f64.powi(64)), [0]);
        assert_eq!(above(&[i64::MIN, 0], f64::NEG_INFINITY), [1, 1]);
        assert_eq!(above(&[f32::NEG_INFINITY, 0.0], f64::NEG_INFINITY), [0.0, 1.0]);
        assert_eq!(above(&[1u8], f64::NAN), [0]);
    }

    #[test]
    fn nan_is_never_above() {
        assert_eq!(above(&[f32::NAN, 1.0], 0.0), [0.0, 1.0]);
        assert_eq!(within(&[f32::NAN], -1.0, 1.0), [0.0]);
        assert_eq!(above_image(&[1u8, 1], &[f32::NAN, 0.5]), [0, 1]);
    }

    #[test]
    fn a_range_excludes_its_start_and_includes_its_end() {
        assert_eq!(within(&[1.0f32, 1.5, 2.0, 2.5], 1.0, 2.0), [0.0, 1.0, 1.0, 0.0]);
        assert_eq!(within(&[0u8, 1, 2], -5.0, 1.5), [1, 1, 0]);
        assert_eq!(within(&[0u8, 1, 2], 2.0, 1.0), [0, 0, 0]);
        assert_eq!(within(&[0u8, 255], 0.0, 1e9), [0, 1]);
        assert_eq!(within(&[0u8, 255], -9.0, -5.0), [0, 0]);
    }

    macro_rules! check_pairs {
        ($a:ident, $b:ident: $($t:ty: $($u:ty),+;)+) => {$($(
            let a: Vec<$t> = $a.iter().map(|&v| <$t>::from_f64_saturating(v)).collect();
            let b: Vec<$u> = $b.iter().map(|&v| <$u>::from_f64_saturating(v)).collect();
            let expected: Vec<$t> =
                a.iter().zip(&b).map(|(a, b)| u8::from(a.to_f64() > b.to_f64()) as $t).collect();
            prop_assert_eq!(above_image(&a, &b), expected);
        )+)+};
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn all_pairs_agree_with_the_definition(
            a in prop::collection::vec(-300.0..70_000.0f64, 40),
            b in prop::collection::vec(-300.0..70_000.0f64, 40),
        ) {
            for_each_real_pair!(check_pairs, a, b);
        }

        #[test]
        fn ranges_are_differences_of_thresholds(
            pixels in prop::collection::vec(any::<i16>(), 1..50),
            (min, max) in (-4e4..4e4, -4e4..4e4),
        ) {
            let expected: Vec<i16> =
                pixels.iter().map(|&p| (f64::from(p) > min && f64::from(p) <= max) as i16).collect();
            prop_assert_eq!(within(&pixels, min, max), expected);
        }
    }
}
