//! Parts of complex numbers. The images stay complex; real results have the imaginary part 0.

use super::complex::{narrow, widen};
use super::elementary::norm;
use crate::image::{Complex32, Image};
use crate::par::map_pixels;
use crate::{Context, Result, pi2_command};

/// Replaces each complex pixel by its real part.
///
/// The imaginary part becomes 0.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `real`.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// exponentiate(img)
/// negate(img)
/// squareroot(img)   # 0+1i
/// real(img)   # 0+0i
/// ```
#[pi2_command(category = "Complex", see_also = [imag, conjugate, abs], pointwise)]
pub fn real(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
) -> Result<()> {
    map_pixels(ctx, image, |z| Complex32::new(z.re, 0.0))
}

/// Replaces each complex pixel by its imaginary part.
///
/// The result is the real part of the pixel; its imaginary part becomes 0.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `imag`.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// exponentiate(img)
/// negate(img)
/// squareroot(img)   # 0+1i
/// imag(img)   # 1+0i
/// ```
#[pi2_command(category = "Complex", see_also = [real, conjugate, arg], pointwise)]
pub fn imag(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
) -> Result<()> {
    map_pixels(ctx, image, |z| Complex32::new(z.im, 0.0))
}

/// Replaces each complex pixel by its argument.
///
/// The argument is the angle between the pixel and the positive real axis, in (−π, π] radians. The imaginary part
/// becomes 0.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `arg`.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// exponentiate(img)
/// negate(img)
/// squareroot(img)   # 0+1i
/// arg(img)   # 1.5707964+0i
/// ```
#[pi2_command(category = "Complex", see_also = [abs, real, imag], pointwise)]
pub fn arg(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
) -> Result<()> {
    map_pixels(ctx, image, |z| Complex32::new(f64::from(z.im).atan2(f64::from(z.re)) as f32, 0.0))
}

/// Changes the sign of the imaginary part of each complex pixel.
///
/// In Fourier space, this turns an image around its first pixel.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `conjugate`.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// exponentiate(img)
/// negate(img)
/// squareroot(img)   # 0+1i
/// conjugate(img)   # 0-1i
/// ```
#[pi2_command(category = "Complex", see_also = [real, imag, fft], pointwise)]
pub fn conjugate(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
) -> Result<()> {
    map_pixels(ctx, image, |z| z.conj())
}

/// Replaces each complex pixel by the square of its absolute value.
///
/// The result is re² + im², rounded once; the imaginary part becomes 0.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `normsquared`.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// exponentiate(img)
/// negate(img)
/// squareroot(img)   # 0+1i
/// normsquared(img)   # 1+0i
/// ```
#[pi2_command(category = "Complex", see_also = [abs, square, normalize], pointwise)]
pub fn normsquared(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
) -> Result<()> {
    map_pixels(ctx, image, |z| Complex32::new(widen(z).norm_sqr() as f32, 0.0))
}

/// Divides each complex pixel by its absolute value.
///
/// Zero stays zero. The parts of infinite pixels become 0 or NaN.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `normalize`.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// exponentiate(img)   # 1+0i
/// exponentiate(img)
/// normalize(img)   # 1+0i
/// ```
#[pi2_command(category = "Complex", see_also = [abs, arg, normsquared], pointwise)]
pub fn normalize(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
) -> Result<()> {
    map_pixels(ctx, image, normalized)
}

/// The pixel on the unit circle, computed in float64, where squares of float32 neither overflow nor vanish.
#[inline(always)]
fn normalized(z: Complex32) -> Complex32 {
    if norm(z) == 0.0 {
        return z;
    }
    let wide = widen(z);
    narrow(wide / wide.norm_sqr().sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(command: fn(&Context, &mut Image<Complex32>) -> Result<()>, re: f32, im: f32) -> (f32, f32) {
        let mut image = Image::from_vec([1, 1, 1], vec![Complex32::new(re, im)]).expect("one pixel");
        command(&Context::with_threads(2), &mut image).expect("no error");
        let z = image.get(0, 0, 0);
        (z.re, z.im)
    }

    #[test]
    fn parts_are_taken() {
        assert_eq!(mapped(real, 3.0, -4.0), (3.0, 0.0));
        assert_eq!(mapped(imag, 3.0, -4.0), (-4.0, 0.0));
        assert_eq!(mapped(conjugate, 3.0, -4.0), (3.0, 4.0));
        assert_eq!(mapped(normsquared, 3.0, -4.0), (25.0, 0.0));
        assert_eq!(mapped(normalize, 3.0, -4.0), (0.6, -0.8));
    }

    #[test]
    fn arguments_are_in_one_turn() {
        let pi = std::f32::consts::PI;
        assert_eq!(mapped(arg, 0.0, 0.0), (0.0, 0.0));
        assert_eq!(mapped(arg, -2.0, 0.0), (pi, 0.0));
        assert_eq!(mapped(arg, 0.0, -1.0), (-pi / 2.0, 0.0));
        assert_eq!(mapped(arg, 1.0, 1.0), (pi / 4.0, 0.0));
    }

    #[test]
    fn zero_and_extreme_numbers_are_normalized() {
        assert_eq!(mapped(normalize, 0.0, 0.0), (0.0, 0.0));
        assert_eq!(mapped(normalize, 3e38, 0.0), (1.0, 0.0));
        assert_eq!(mapped(normalize, 0.0, -1e-45), (0.0, -1.0));
        assert!(mapped(normalize, f32::NAN, 1.0).0.is_nan());
        assert_eq!(mapped(normsquared, 1e30, 0.0), (f32::INFINITY, 0.0));
    }
}
