//! The larger and the smaller of two values.

use crate::image::{Image, RealPixel};
use crate::par::{map_pixels, zip_pixels};
use crate::{Context, Result, pi2_command};

/// Takes the larger pixel of two images.
///
/// The result replaces `image`; its type and size never change. Parameter pixels are rounded half away from zero and
/// saturated to the type of `image`. A NaN in `image` stays NaN; a NaN in `parameter image` changes nothing.
///
/// # Shapes
/// Both images are W×H×D. With `allow broadcast`, `parameter image` may have any size: it is read at coordinates clamped
/// to its own range, so that a missing dimension repeats.
///
/// # Errors
/// `Dimensions` if the sizes differ and `allow broadcast` is false.
///
/// # References
/// pi2, `max`, where parameter pixels wrap instead of saturating.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 10)
/// newimage(other, uint16, 2, 2)
/// set(other, 1000)
/// max(img, other)   # 255
/// ```
#[pi2_command(name = "max", category = "Arithmetic", see_also = [min, clamp], types(T, U = real_pairs), pointwise)]
pub fn max_image<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Other image.
    parameter_image: &Image<U>,
    /// Set to true to allow images of different sizes.
    #[arg(default = false)]
    allow_broadcast: bool,
) -> Result<()> {
    zip_pixels(ctx, image, parameter_image, allow_broadcast, |a, b| {
        let other = T::convert_from(b);
        if !b.is_nan() && a < other { other } else { a }
    })
}

/// Raises pixels that are smaller than a constant to it.
///
/// The constant is rounded half away from zero and saturated to the pixel type. Pixels that are NaN stay NaN; a constant
/// that is NaN changes nothing.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `max`, where a constant outside the pixel type wraps.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// max(img, 7.5)
/// maxval(img, top)   # 8
/// ```
#[pi2_command(name = "max", category = "Arithmetic", see_also = [min, clamp], pointwise)]
pub fn max_constant<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Smallest value of the result, in grey levels.
    x: f64,
) -> Result<()> {
    if x.is_nan() {
        return Ok(());
    }
    let limit = T::from_f64_saturating(x);
    map_pixels(ctx, image, |pixel| if pixel < limit { limit } else { pixel })
}

/// Takes the smaller pixel of two images.
///
/// The result replaces `image`; its type and size never change. Parameter pixels are rounded half away from zero and
/// saturated to the type of `image`. A NaN in `image` stays NaN; a NaN in `parameter image` changes nothing.
///
/// # Shapes
/// Both images are W×H×D. With `allow broadcast`, `parameter image` may have any size: it is read at coordinates clamped
/// to its own range, so that a missing dimension repeats.
///
/// # Errors
/// `Dimensions` if the sizes differ and `allow broadcast` is false.
///
/// # References
/// pi2, `min`, where parameter pixels wrap instead of saturating.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 200)
/// newimage(other, float32, 2, 2)
/// set(other, 12.5)
/// min(img, other)   # 13
/// ```
#[pi2_command(name = "min", category = "Arithmetic", see_also = [max, clamp], types(T, U = real_pairs), pointwise)]
pub fn min_image<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Other image.
    parameter_image: &Image<U>,
    /// Set to true to allow images of different sizes.
    #[arg(default = false)]
    allow_broadcast: bool,
) -> Result<()> {
    zip_pixels(ctx, image, parameter_image, allow_broadcast, |a, b| {
        let other = T::convert_from(b);
        if !b.is_nan() && other < a { other } else { a }
    })
}

/// Lowers pixels that are larger than a constant to it.
///
/// The constant is rounded half away from zero and saturated to the pixel type. Pixels that are NaN stay NaN; a constant
/// that is NaN changes nothing.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `min`, where a constant outside the pixel type wraps.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 200)
/// min(img, 1000)
/// maxval(img, top)   # 200
/// ```
#[pi2_command(name = "min", category = "Arithmetic", see_also = [max, clamp], pointwise)]
pub fn min_constant<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Largest value of the result, in grey levels.
    x: f64,
) -> Result<()> {
    if x.is_nan() {
        return Ok(());
    }
    let limit = T::from_f64_saturating(x);
    map_pixels(ctx, image, |pixel| if limit < pixel { limit } else { pixel })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{for_each_real_pair, for_each_real_type, random_image, sides};
    use proptest::prelude::*;

    fn row<T: RealPixel>(pixels: &[T]) -> Image<T> {
        Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row")
    }

    fn ctx() -> Context {
        Context::with_threads(2)
    }

    #[test]
    fn constants_outside_the_pixel_type_saturate() {
        let mut image = row(&[0u8, 100, 255]);
        min_constant(&ctx(), &mut image, 1000.0).expect("no error");
        max_constant(&ctx(), &mut image, -5.0).expect("no error");
        assert_eq!(image.pixels(), [0, 100, 255]);
        max_constant(&ctx(), &mut image, 300.7).expect("no error");
        assert_eq!(image.pixels(), [255; 3]);
    }

    #[test]
    fn nan_pixels_stay_and_nan_parameters_are_ignored() {
        let mut image = row(&[f32::NAN, 1.0, 3.0]);
        max_image(&ctx(), &mut image, &row(&[2.0, f32::NAN, 4.0f32]), false).expect("same size");
        max_constant(&ctx(), &mut image, f64::NAN).expect("no error");
        min_constant(&ctx(), &mut image, f64::NAN).expect("no error");
        assert!(image.get(0, 0, 0).is_nan());
        assert_eq!(image.pixels()[1..], [1.0, 4.0]);
        let mut image = row(&[5u8, 5]);
        min_image(&ctx(), &mut image, &row(&[f32::NAN, f32::NEG_INFINITY]), false).expect("same size");
        assert_eq!(image.pixels(), [5, 0]);
    }

    #[test]
    fn different_sizes_need_broadcasting() {
        let mut image = row(&[1u8, 5, 9]);
        let expected = "`image` is 3×1×1 but `parameter image` is 1×1×1; they must be equal unless `allow broadcast`";
        for command in [max_image::<u8, u8>, min_image::<u8, u8>] {
            let error = command(&ctx(), &mut image, &row(&[4]), false).expect_err("sizes differ");
            assert_eq!(error.to_string(), expected);
        }
        max_image(&ctx(), &mut image, &row(&[4u8]), true).expect("broadcast");
        assert_eq!(image.pixels(), [4, 5, 9]);
    }

    fn agrees<T: RealPixel, U: RealPixel>(sides: [usize; 3], seed: u64) -> std::result::Result<(), TestCaseError> {
        let (a, b) = (random_image::<T>(sides, seed), random_image::<U>(sides, seed / 3));
        let (mut larger, mut smaller) = (a.clone(), a.clone());
        max_image(&ctx(), &mut larger, &b, false)?;
        min_image(&ctx(), &mut smaller, &b, false)?;
        for (i, (&a, &b)) in a.pixels().iter().zip(b.pixels()).enumerate() {
            let b: T = crate::image::convert(b);
            let (high, low) = if a < b { (b, a) } else { (a, b) };
            prop_assert_eq!((larger.pixels()[i], smaller.pixels()[i]), (high, low));
        }
        Ok(())
    }

    fn constant_agrees<T: RealPixel>(sides: [usize; 3], seed: u64, x: f64) -> std::result::Result<(), TestCaseError> {
        let image = random_image::<T>(sides, seed);
        let (mut larger, mut smaller) = (image.clone(), image.clone());
        max_constant(&ctx(), &mut larger, x)?;
        min_constant(&ctx(), &mut smaller, x)?;
        for (i, pixel) in image.pixels().iter().enumerate() {
            let (below, above) = (pixel.to_f64() < x, pixel.to_f64() > x);
            prop_assert_eq!(larger.pixels()[i], if below { T::from_f64_saturating(x) } else { *pixel });
            prop_assert_eq!(smaller.pixels()[i], if above { T::from_f64_saturating(x) } else { *pixel });
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
        }
    }
}
