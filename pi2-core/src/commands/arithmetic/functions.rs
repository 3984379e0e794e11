//! Functions of single pixels.

use super::Combine;
use super::elementary::{Elementary, Function};
use crate::image::{Image, Pixel};
use crate::par::map_pixels;
use crate::{Context, Result, pi2_command};

/// Replaces each pixel by its absolute value.
///
/// Complex pixels become |z| with the imaginary part 0. The absolute value of the least signed integer is the largest
/// one.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `abs`, which leaves the least signed integer as it is.
///
/// # Example
/// ```pi2
/// newimage(img, int8, 2, 2)
/// set(img, -128)
/// abs(img)
/// maxval(img, top)   # 127
/// ```
#[pi2_command(category = "Arithmetic", see_also = [negate, normsquared, arg], pointwise)]
pub fn abs<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    map_pixels(ctx, image, T::magnitude)
}

/// Changes the sign of each pixel.
///
/// Results saturate: unsigned pixels become 0, the least signed integer becomes the largest one. A float32 zero becomes
/// +0.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `negate`.
///
/// # Example
/// ```pi2
/// newimage(img, int8, 2, 2)
/// set(img, -128)
/// negate(img)
/// maxval(img, top)   # 127
/// ```
#[pi2_command(category = "Arithmetic", see_also = [abs, invsubtract], pointwise)]
pub fn negate<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    map_pixels(ctx, image, T::negative)
}

/// Squares each pixel.
///
/// Integers are squared exactly and saturate. Complex pixels are squared as complex numbers.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `square`, which computes in float32 and so loses digits of 32- and 64-bit integers.
///
/// # Example
/// ```pi2
/// newimage(img, uint32, 2, 2)
/// set(img, 10001)
/// square(img)
/// maxval(img, top)   # 100020001
/// ```
#[pi2_command(category = "Arithmetic", see_also = [squareroot, multiply, normsquared], pointwise)]
pub fn square<T: Pixel + Combine<T>>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    map_pixels(ctx, image, |pixel| pixel.times(pixel))
}

/// Takes the square root of each pixel.
///
/// Integers are rounded half away from zero; wide ones are computed in float64. The root of a negative pixel is NaN,
/// which is 0 in integer images. Complex pixels become the principal root.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `squareroot`, which computes in float32 for all types.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 110)
/// squareroot(img)
/// maxval(img, top)   # 10
/// ```
#[pi2_command(category = "Arithmetic", see_also = [square, exponentiate], pointwise)]
pub fn squareroot<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    map_pixels(ctx, image, T::root)
}

/// Replaces each pixel by 1 divided by it.
///
/// The result is rounded half away from zero and saturated in integer images; wide integers are computed in float64.
/// 1/0 is infinite, which saturates in integer images; that of complex pixels is (∞, NaN).
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `inv`, which computes in float32 for all types.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 2, 2)
/// set(img, 4)
/// inv(img)
/// maxval(img, top)   # 0.25
/// ```
#[pi2_command(category = "Arithmetic", see_also = [divide, negate], pointwise)]
pub fn inv<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    map_pixels(ctx, image, T::inverse)
}

/// Replaces each pixel x by e^x.
///
/// The result is rounded half away from zero and saturated in integer images. float32 values are within one unit of the
/// last place of the exact ones; integers of 8 and 16 bits are computed in float64.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `exponentiate`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 2)
/// exponentiate(img)
/// maxval(img, top)   # 7
/// ```
#[pi2_command(category = "Arithmetic", see_also = [log, square], pointwise)]
pub fn exponentiate<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    T::map(ctx, image, Function::Exponential)
}

/// Takes the natural logarithm of each pixel.
///
/// The result is rounded half away from zero and saturated in integer images. float32 values are within one unit of the
/// last place of the exact ones; integers of 8 and 16 bits are computed in float64. The logarithm of 0 is −∞, that of a
/// negative pixel NaN; in integer images these are the least value and 0. Complex pixels become the principal
/// logarithm.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `log`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 20)
/// log(img)
/// maxval(img, top)   # 3
/// ```
#[pi2_command(category = "Arithmetic", see_also = [log10, exponentiate], pointwise)]
pub fn log<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    T::map(ctx, image, Function::Logarithm)
}

/// Takes the logarithm to base 10 of each pixel.
///
/// The result is rounded half away from zero and saturated in integer images. float32 values are within one unit of the
/// last place of the exact ones; integers of 8 and 16 bits are computed in float64. The logarithm of 0 is −∞, that of a
/// negative pixel NaN; in integer images these are the least value and 0. Complex pixels become the principal
/// logarithm.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `log10`.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 2, 2)
/// set(img, 1000)
/// log10(img)
/// maxval(img, top)   # 3
/// ```
#[pi2_command(category = "Arithmetic", see_also = [log, exponentiate], pointwise)]
pub fn log10<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    T::map(ctx, image, Function::Logarithm10)
}

/// Takes the sine of each pixel.
///
/// Pixels are angles in radians. The result is rounded half away from zero and saturated in integer images. float32
/// values are within one unit of the last place of the exact ones; integers of 8 and 16 bits are computed in float64.
/// The sine of an infinite pixel is NaN.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `sin`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 2)
/// sin(img)
/// maxval(img, top)   # 1
/// ```
#[pi2_command(category = "Arithmetic", see_also = [cos, tan], pointwise)]
pub fn sin<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    T::map(ctx, image, Function::Sine)
}

/// Takes the cosine of each pixel.
///
/// Pixels are angles in radians. The result is rounded half away from zero and saturated in integer images. float32
/// values are within one unit of the last place of the exact ones; integers of 8 and 16 bits are computed in float64.
/// The cosine of an infinite pixel is NaN.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `cos`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 1)
/// cos(img)
/// maxval(img, top)   # 1
/// ```
#[pi2_command(category = "Arithmetic", see_also = [sin, tan], pointwise)]
pub fn cos<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    T::map(ctx, image, Function::Cosine)
}

/// Takes the tangent of each pixel.
///
/// Pixels are angles in radians. The result is rounded half away from zero and saturated in integer images. float32
/// values are within one unit of the last place of the exact ones; integers of 8 and 16 bits are computed in float64.
/// The tangent of an infinite pixel is NaN.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `tan`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 1)
/// tan(img)
/// maxval(img, top)   # 2
/// ```
#[pi2_command(category = "Arithmetic", see_also = [sin, cos], pointwise)]
pub fn tan<T: Pixel + Elementary>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    T::map(ctx, image, Function::Tangent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{Complex32, RealPixel};
    use crate::testing::{for_each_real_type, random_image, sides};
    use proptest::prelude::*;

    type Command<T> = fn(&Context, &mut Image<T>) -> Result<()>;
    type Reference<'a, T> = &'a dyn Fn(T) -> T;

    fn mapped<T: Pixel>(command: Command<T>, pixels: &[T]) -> Vec<T> {
        let mut image = Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row");
        command(&Context::with_threads(2), &mut image).expect("no error");
        image.pixels().to_vec()
    }

    #[test]
    fn signs_change_and_saturate() {
        assert_eq!(mapped(abs, &[i8::MIN, -5, 5]), [127, 5, 5]);
        assert_eq!(mapped(abs, &[i64::MIN]), [i64::MAX]);
        assert_eq!(mapped(negate, &[i8::MIN, 5]), [127, -5]);
        assert_eq!(mapped(negate, &[0u16, 7]), [0, 0]);
        assert_eq!(mapped(negate, &[0.0f32, 2.0]).iter().map(|x| x.to_bits()).collect::<Vec<_>>(), [0, 0xc000_0000]);
    }

    #[test]
    fn squares_of_wide_integers_are_exact() {
        assert_eq!(mapped(square, &[16_777_217u64, u64::MAX]), [281_475_010_265_089, u64::MAX]);
        assert_eq!(mapped(square, &[-16i8, 11, -12]), [127, 121, 127]);
    }

    #[test]
    fn roots_and_inverses_round() {
        assert_eq!(mapped(squareroot, &[0u8, 2, 3, 110, 111]), [0, 1, 2, 10, 11]);
        assert_eq!(mapped(squareroot, &[-4i16, 4]), [0, 2]);
        assert_eq!(mapped(squareroot, &[(1u64 << 60) + (1 << 31)]), [(1 << 30) + 1]);
        assert_eq!(mapped(inv, &[0u8, 1, 2, 3]), [255, 1, 1, 0]);
        assert_eq!(mapped(inv, &[0.0f32, -4.0]), [f32::INFINITY, -0.25]);
    }

    #[test]
    fn complex_pixels_are_complex_numbers() {
        let z = |re, im| Complex32::new(re, im);
        assert_eq!(mapped(abs, &[z(3.0, -4.0)]), [z(5.0, 0.0)]);
        assert_eq!(mapped(square, &[z(1.0, 2.0)]), [z(-3.0, 4.0)]);
        assert_eq!(mapped(squareroot, &[z(-4.0, 0.0)]), [z(0.0, 2.0)]);
        assert_eq!(mapped(inv, &[z(0.0, 2.0)]), [z(0.0, -0.5)]);
        assert_eq!(mapped(negate, &[z(1.0, -2.0)]), [z(-1.0, 2.0)]);
        let infinite = mapped(inv, &[z(0.0, 0.0)])[0];
        assert!(infinite.re == f32::INFINITY && infinite.im.is_nan(), "{infinite}");
    }

    fn agrees<T: RealPixel + Elementary + Combine<T>>(
        sides: [usize; 3],
        seed: u64,
    ) -> std::result::Result<(), TestCaseError> {
        let image = random_image::<T>(sides, seed);
        let work = |pixel: T, f: fn(f64) -> f64| match T::TYPE.size() {
            4 | 8 if T::TYPE.is_integer() => T::from_f64_saturating(f(pixel.to_f64())),
            _ => T::from_f32_saturating(f(pixel.to_f64()) as f32),
        };
        let exact = |pixel: T, of_integer: fn(i128) -> i128, of_float: fn(f64) -> f64| {
            if T::TYPE.is_integer() {
                T::from_i128_saturating(of_integer(pixel.to_i128()))
            } else {
                T::from_f64_saturating(of_float(pixel.to_f64()))
            }
        };
        let commands: [(Command<T>, Reference<T>); 5] = [
            (abs, &|p| exact(p, i128::abs, f64::abs)),
            (negate, &|p| exact(p, |x| -x, |x| -x)),
            (square, &|p| exact(p, |x| x.saturating_mul(x), |x| x * x)),
            (squareroot, &|p| work(p, f64::sqrt)),
            (inv, &|p| work(p, |x| 1.0 / x)),
        ];
        for (i, (command, reference)) in commands.into_iter().enumerate() {
            for (&result, &pixel) in mapped(command, image.pixels()).iter().zip(image.pixels()) {
                let expected = reference(pixel);
                let both_nan = result.is_nan() && expected.is_nan();
                prop_assert!(result == expected || both_nan, "{} of {}: {}, not {}", i, pixel, result, expected);
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn all_types_agree_with_the_definition(sides in sides(), seed: u64) {
            for_each_real_type!(agrees, sides, seed);
        }
    }
}
