//! Differences with the image as what is taken away.

use super::{Combine, integral, shift};
use crate::image::{Image, Pixel, RealPixel};
use crate::par::{map_pixels, zip_pixels};
use crate::{Context, Result, pi2_command};

/// Subtracts an image from another image.
///
/// The result, `parameter image` − `image`, replaces `image`; its type and size never change. Differences of integers are
/// exact and saturate at the limits of the type of `image`. If one of the images is float32, the difference is computed
/// in float32 (float64 beside 32- and 64-bit integers) and rounded half away from zero.
///
/// # Shapes
/// Both images are W×H×D. With `allow broadcast`, `parameter image` may have any size: it is read at coordinates clamped
/// to its own range, so that a missing dimension repeats.
///
/// # Errors
/// `Dimensions` if the sizes differ and `allow broadcast` is false.
///
/// # References
/// pi2, `invsubtract`. uint64 differences above 2⁶³ are right here.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 10)
/// newimage(other, uint16, 2, 2)
/// set(other, 100)
/// invsubtract(img, other)   # 90
/// ```
#[pi2_command(name = "invsubtract", category = "Arithmetic", see_also = [subtract, add], types(T, U = pairs), pointwise)]
pub fn invsubtract_image<T: Pixel + Combine<U>, U: Pixel>(
    ctx: &Context,
    /// Image to subtract; becomes the result.
    image: &mut Image<T>,
    /// Image to subtract from.
    parameter_image: &Image<U>,
    /// Set to true to allow images of different sizes.
    #[arg(default = false)]
    allow_broadcast: bool,
) -> Result<()> {
    zip_pixels(ctx, image, parameter_image, allow_broadcast, T::taken_from)
}

/// Subtracts each pixel from a constant.
///
/// Integer pixels are subtracted exactly from an integral constant. In all other cases the difference is computed in
/// float64, rounded half away from zero and saturated to the pixel type.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `invsubtract`. Integral constants are exact for 64-bit pixels, too.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 10)
/// invsubtract(img, 100.5)
/// maxval(img, top)   # 91
/// ```
#[pi2_command(name = "invsubtract", category = "Arithmetic", see_also = [subtract, add], pointwise)]
pub fn invsubtract_constant<T: RealPixel + Combine<T>>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Constant to subtract from, in grey levels.
    x: f64,
) -> Result<()> {
    match integral::<T>(x) {
        Some(x) => {
            // What lies outside the pixel type is added afterwards.
            let start = T::from_i128_saturating(x);
            shift(ctx, image, x.saturating_sub(start.to_i128()), |p| p.taken_from(start))
        }
        None => map_pixels(ctx, image, |p| T::from_f64_saturating(x - p.to_f64())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::subtract_image;
    use super::*;
    use crate::testing::{for_each_real_pair, for_each_real_type, random_image, sides};
    use proptest::prelude::*;

    fn inverse<T: RealPixel + Combine<T>>(pixels: &[T], x: f64) -> Vec<T> {
        let mut image = Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row");
        invsubtract_constant(&Context::with_threads(2), &mut image, x).expect("no error");
        image.pixels().to_vec()
    }

    #[test]
    fn differences_round_and_saturate() {
        assert_eq!(inverse(&[10u8, 200], 100.5), [91, 0]);
        assert_eq!(inverse(&[i8::MIN, 100], 100.0), [127, 0]);
        assert_eq!(inverse(&[u64::MAX, 3], 1e300), [u64::MAX, u64::MAX]);
        assert_eq!(inverse(&[i64::MIN, 1 << 60], -1.0), [i64::MAX, -(1 << 60) - 1]);
        assert_eq!(inverse(&[1.5f32], f64::INFINITY), [f32::INFINITY]);
        assert_eq!(inverse(&[7u16], f64::NAN), [0]);
    }

    #[test]
    fn different_sizes_are_refused_without_broadcasting() {
        let mut image = Image::<u8>::new([2, 1, 1]).expect("small");
        let other = Image::<u8>::new([3, 1, 1]).expect("small");
        let error = invsubtract_image(&Context::with_threads(1), &mut image, &other, false).expect_err("sizes differ");
        let expected = "`image` is 2×1×1 but `parameter image` is 3×1×1; they must be equal unless `allow broadcast`";
        assert_eq!(error.to_string(), expected);
    }

    fn agrees<T: RealPixel + Combine<U>, U: RealPixel>(
        sides: [usize; 3],
        seed: u64,
    ) -> std::result::Result<(), TestCaseError> {
        let (a, b) = (random_image::<T>(sides, seed), random_image::<U>(sides, seed / 3));
        let mut result = a.clone();
        invsubtract_image(&Context::with_threads(2), &mut result, &b, false)?;
        for ((&a, &b), &result) in a.pixels().iter().zip(b.pixels()).zip(result.pixels()) {
            let expected = if T::TYPE.is_integer() && U::TYPE.is_integer() {
                T::from_i128_saturating(b.to_i128() - a.to_i128())
            } else if T::TYPE.size() > 2 && T::TYPE.is_integer() || U::TYPE.size() > 2 && U::TYPE.is_integer() {
                T::from_f64_saturating(b.to_f64() - a.to_f64())
            } else {
                T::from_f32_saturating(b.to_f32() - a.to_f32())
            };
            prop_assert_eq!(result, expected);
        }
        Ok(())
    }

    fn constant_agrees<T: RealPixel + Combine<T>>(
        sides: [usize; 3],
        seed: u64,
        x: f64,
    ) -> std::result::Result<(), TestCaseError> {
        let image = random_image::<T>(sides, seed);
        for (&result, &pixel) in inverse(image.pixels(), x).iter().zip(image.pixels()) {
            let exact = T::TYPE.is_integer() && x.fract() == 0.0;
            let wide = T::from_f64_saturating(x - pixel.to_f64());
            let expected = if exact { T::from_i128_saturating(x as i128 - pixel.to_i128()) } else { wide };
            prop_assert_eq!(result, expected);
        }
        Ok(())
    }

    macro_rules! check_pairs {
        ($sides:ident, $seed:ident: $($t:ty: $($u:ty),+;)+) => {$($(agrees::<$t, $u>($sides, $seed)?;)+)+};
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn all_pairs_agree_with_the_definition(sides in sides(), seed: u64) {
            for_each_real_pair!(check_pairs, sides, seed);
        }

        #[test]
        fn constants_agree_with_the_definition(sides in sides(), seed: u64, x in -1e5..1e5f64) {
            for_each_real_type!(constant_agrees, sides, seed, x);
            for_each_real_type!(constant_agrees, sides, seed, x.round());
        }

        #[test]
        fn subtraction_the_other_way_round_gives_the_same(sides in sides(), seed: u64) {
            let (a, b) = (random_image::<i16>(sides, seed), random_image::<i16>(sides, !seed));
            let (mut one, mut other) = (a.clone(), b.clone());
            invsubtract_image(&Context::with_threads(2), &mut one, &b, false)?;
            subtract_image(&Context::with_threads(2), &mut other, &a, false)?;
            prop_assert_eq!(one, other);
        }
    }
}
