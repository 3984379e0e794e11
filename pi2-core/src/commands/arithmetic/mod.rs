//! Commands that combine an image with another image or with a constant.

mod combine;
pub(super) mod complex;
mod complex_constants;
mod complex_parts;
mod edges;
mod elementary;
mod extremes;
mod functions;
mod invsubtract;
mod linmap;
mod mapping;
mod normalizez;
mod rounding;

pub use combine::Combine;
use combine::divide_integers;
pub use complex_constants::{
    add_complex_constant, divide_complex_constant, multiply_complex_constant, subtract_complex_constant,
};
pub use complex_parts::{arg, conjugate, imag, normalize, normsquared, real};
pub use edges::setedges;
pub use elementary::Elementary;
pub use extremes::{max_constant, max_image, min_constant, min_image};
pub use functions::{abs, cos, exponentiate, inv, log, log10, negate, sin, square, squareroot, tan};
pub use invsubtract::{invsubtract_constant, invsubtract_image};
pub use linmap::linmap;
pub use mapping::{clamp, ensurefinite, replace};
pub use normalizez::normalizez;
pub use rounding::{ceil, floor, round};

use crate::image::{Image, Pixel, RealPixel, WorkFloat};
use crate::par::{map_pixels, zip_pixels};
use crate::{Context, Result, pi2_command};

/// Adds another image to an image.
///
/// The result replaces `image`; its type and size never change. Integers are added exactly and saturate at the limits of
/// the type of `image`. If one of the images is float32, the sum is computed in float32 (float64 beside 32- and 64-bit
/// integers) and rounded half away from zero.
///
/// # Shapes
/// Both images are W×H×D. With `allow broadcast`, `parameter image` may have any size: it is read at coordinates clamped
/// to its own range, so that a missing dimension repeats.
///
/// # Errors
/// `Dimensions` if the sizes differ and `allow broadcast` is false.
///
/// # References
/// pi2, `add`. uint64 sums above 2⁶³ are right here.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 200)
/// newimage(other, uint8, 2, 2)
/// set(other, 100)
/// add(img, other)   # 255
/// ```
#[pi2_command(name = "add", category = "Arithmetic", see_also = [subtract, multiply, divide], types(T, U = pairs), pointwise)]
pub fn add_image<T: Pixel + Combine<U>, U: Pixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Image to add.
    parameter_image: &Image<U>,
    /// Set to true to allow images of different sizes.
    #[arg(default = false)]
    allow_broadcast: bool,
) -> Result<()> {
    zip_pixels(ctx, image, parameter_image, allow_broadcast, T::plus)
}

/// Adds a constant to each pixel.
///
/// An integral constant is added exactly to integer pixels. In all other cases the sum is computed in float64, rounded
/// half away from zero and saturated to the pixel type.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `add`. Integral constants are exact for 64-bit pixels, too.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// add(img, 300)
/// maxval(img, top)   # 255
/// ```
#[pi2_command(name = "add", category = "Arithmetic", see_also = [subtract, multiply, divide], pointwise)]
pub fn add_constant<T: RealPixel + Combine<T>>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Constant to add, in grey levels.
    x: f64,
) -> Result<()> {
    match integral::<T>(x) {
        Some(x) => shift(ctx, image, x, |p| p),
        None => map_pixels(ctx, image, |p| T::from_f64_saturating(p.to_f64() + x)),
    }
}

/// Subtracts another image from an image.
///
/// The result replaces `image`; its type and size never change. Differences of integers are exact and saturate at the
/// limits of the type of `image`, so that an unsigned image never gets below 0. If one of the images is float32, the
/// difference is computed in float32 (float64 beside 32- and 64-bit integers) and rounded half away from zero.
///
/// # Shapes
/// Both images are W×H×D. With `allow broadcast`, `parameter image` may have any size: it is read at coordinates clamped
/// to its own range, so that a missing dimension repeats.
///
/// # Errors
/// `Dimensions` if the sizes differ and `allow broadcast` is false.
///
/// # References
/// pi2, `subtract`. uint64 differences above 2⁶³ are right here.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 10)
/// newimage(other, uint8, 2, 2)
/// set(other, 100)
/// subtract(img, other)   # 0
/// ```
#[pi2_command(name = "subtract", category = "Arithmetic", see_also = [add, multiply, divide], types(T, U = pairs), pointwise)]
pub fn subtract_image<T: Pixel + Combine<U>, U: Pixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Image to subtract.
    parameter_image: &Image<U>,
    /// Set to true to allow images of different sizes.
    #[arg(default = false)]
    allow_broadcast: bool,
) -> Result<()> {
    zip_pixels(ctx, image, parameter_image, allow_broadcast, T::minus)
}

/// Subtracts a constant from each pixel.
///
/// An integral constant is subtracted exactly from integer pixels. In all other cases the difference is computed in
/// float64, rounded half away from zero and saturated to the pixel type.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `subtract`. Integral constants are exact for 64-bit pixels, too.
///
/// # Example
/// ```pi2
/// newimage(img, int8, 4, 4)
/// subtract(img, 2.5)
/// maxval(img, top)   # -3
/// ```
#[pi2_command(name = "subtract", category = "Arithmetic", see_also = [add, multiply, divide], pointwise)]
pub fn subtract_constant<T: RealPixel + Combine<T>>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Constant to subtract, in grey levels.
    x: f64,
) -> Result<()> {
    match integral::<T>(x) {
        Some(x) => shift(ctx, image, x.saturating_neg(), |p| p),
        None => map_pixels(ctx, image, |p| T::from_f64_saturating(p.to_f64() - x)),
    }
}

/// Multiplies an image by another image.
///
/// The result replaces `image`; its type and size never change. Products of integers are exact and saturate at the limits
/// of the type of `image`. If one of the images is float32, the product is computed in float32 (float64 beside 32- and
/// 64-bit integers) and rounded half away from zero. Complex products keep the infinities of the C standard.
///
/// # Shapes
/// Both images are W×H×D. With `allow broadcast`, `parameter image` may have any size: it is read at coordinates clamped
/// to its own range, so that a missing dimension repeats.
///
/// # Errors
/// `Dimensions` if the sizes differ and `allow broadcast` is false.
///
/// # References
/// pi2, `multiply`. uint64 products above 2⁶³ are right here.
///
/// # Example
/// ```pi2
/// newimage(img, int8, 2, 2)
/// set(img, -100)
/// newimage(other, int8, 2, 2)
/// set(other, 100)
/// multiply(img, other)   # -128
/// ```
#[pi2_command(name = "multiply", category = "Arithmetic", see_also = [add, subtract, divide], types(T, U = pairs), pointwise)]
pub fn multiply_image<T: Pixel + Combine<U>, U: Pixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Factors.
    parameter_image: &Image<U>,
    /// Set to true to allow images of different sizes.
    #[arg(default = false)]
    allow_broadcast: bool,
) -> Result<()> {
    zip_pixels(ctx, image, parameter_image, allow_broadcast, T::times)
}

/// Multiplies each pixel by a constant.
///
/// The product is computed in float64, rounded half away from zero and saturated to the pixel type. An integral constant
/// multiplies 64-bit pixels exactly.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `multiply`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 5)
/// multiply(img, 0.5)
/// maxval(img, top)   # 3
/// ```
#[pi2_command(name = "multiply", category = "Arithmetic", see_also = [add, subtract, divide], pointwise)]
pub fn multiply_constant<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Factor, dimensionless.
    x: f64,
) -> Result<()> {
    match integral::<T>(x) {
        Some(x) if T::TYPE.size() == 8 => {
            map_pixels(ctx, image, |p| T::from_i128_saturating(p.to_i128().saturating_mul(x)))
        }
        _ => map_pixels(ctx, image, |p| T::from_f64_saturating(p.to_f64() * x)),
    }
}

/// Divides an image by another image.
///
/// The result replaces `image`; its type and size never change. Quotients are rounded half away from zero. They are
/// computed in float32 for 8- and 16-bit integers and for float32, in float64 beside wider integers; those of 64-bit
/// integers are exact. Division by zero saturates in integer images, and 0/0 is 0 there; float32 images get infinity and
/// NaN.
///
/// # Shapes
/// Both images are W×H×D. With `allow broadcast`, `parameter image` may have any size: it is read at coordinates clamped
/// to its own range, so that a missing dimension repeats.
///
/// # Errors
/// `Dimensions` if the sizes differ and `allow broadcast` is false.
///
/// # References
/// pi2, `divide`, which computes in float32 for all types and so loses digits of 32- and 64-bit integers.
///
/// # Example
/// ```pi2
/// newimage(img, int8, 2, 2)
/// set(img, -5)
/// newimage(other, int8, 2, 2)
/// set(other, 2)
/// divide(img, other)   # -3
/// ```
#[pi2_command(name = "divide", category = "Arithmetic", see_also = [add, subtract, multiply], types(T, U = pairs), pointwise)]
pub fn divide_image<T: Pixel + Combine<U>, U: Pixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Divisors.
    parameter_image: &Image<U>,
    /// Set to true to allow images of different sizes.
    #[arg(default = false)]
    allow_broadcast: bool,
) -> Result<()> {
    zip_pixels(ctx, image, parameter_image, allow_broadcast, T::over)
}

/// Divides each pixel by a constant.
///
/// The quotient is computed in float32 for 8- and 16-bit integers and for float32, in float64 for wider integers, then
/// rounded half away from zero and saturated. 64-bit pixels are divided by integral constants exactly. Division by zero
/// saturates in integer images, and 0/0 is 0 there.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `divide`, which computes in float32 for all types and so loses digits of 32- and 64-bit integers.
///
/// # Example
/// ```pi2
/// newimage(img, uint32, 4, 4)
/// set(img, 16777217)
/// divide(img, 1)
/// maxval(img, top)   # 16777217
/// ```
#[pi2_command(name = "divide", category = "Arithmetic", see_also = [add, subtract, multiply], pointwise)]
pub fn divide_constant<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Divisor, dimensionless.
    x: f64,
) -> Result<()> {
    match integral::<T>(x) {
        Some(x) if T::TYPE.size() == 8 && x != 0 => map_pixels(ctx, image, |p| divide_integers(p, x)),
        _ => {
            let divisor = <T::Work as WorkFloat>::from_f64(x);
            map_pixels(ctx, image, |p| T::from_work(p.to_work() / divisor))
        }
    }
}

/// The constant as an integer, if it is one and the pixels are integers.
fn integral<T: RealPixel>(x: f64) -> Option<i128> {
    (T::TYPE.is_integer() && x.fract() == 0.0).then_some(x as i128)
}

/// Adds an integer to what a function makes of integer pixels, exactly and saturating.
///
/// The integer is added in steps of the pixel type, as 200 is 127 + 73 for int8; three reach from the lowest value to the
/// highest. Steps into one direction saturate as the whole does, and vector instructions have them.
fn shift<T: RealPixel + Combine<T>>(
    ctx: &Context,
    image: &mut Image<T>,
    by: i128,
    before: impl Fn(T) -> T + Sync,
) -> Result<()> {
    let mut rest = by.saturating_abs();
    let [a, b, c] = [(); 3].map(|()| {
        let step = T::from_i128_saturating(rest);
        rest -= step.to_i128();
        step
    });
    if by >= 0 {
        map_pixels(ctx, image, |p| before(p).plus(a).plus(b).plus(c))
    } else {
        map_pixels(ctx, image, |p| before(p).minus(a).minus(b).minus(c))
    }
}

#[cfg(test)]
mod tests;
