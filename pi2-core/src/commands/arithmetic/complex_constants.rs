//! Complex images and real constants.

use super::complex::{narrow, widen};
use crate::image::{Complex32, Image};
use crate::par::map_pixels;
use crate::{Context, Result, pi2_command};

/// Adds a real constant to each complex pixel.
///
/// The sum of the real parts is computed in float64; the imaginary parts stay as they are.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `add`, which has no constants for complex images.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// add(img, 1.5)   # 1.5+0i
/// ```
#[pi2_command(name = "add", category = "Arithmetic", see_also = [subtract, multiply, divide], pointwise)]
pub fn add_complex_constant(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
    /// Constant to add to the real parts.
    x: f64,
) -> Result<()> {
    map_pixels(ctx, image, |z| narrow(widen(z) + x))
}

/// Subtracts a real constant from each complex pixel.
///
/// The difference of the real parts is computed in float64; the imaginary parts stay as they are.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `subtract`, which has no constants for complex images.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// subtract(img, 1.5)   # -1.5+0i
/// ```
#[pi2_command(name = "subtract", category = "Arithmetic", see_also = [add, multiply, divide], pointwise)]
pub fn subtract_complex_constant(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
    /// Constant to subtract from the real parts.
    x: f64,
) -> Result<()> {
    map_pixels(ctx, image, |z| narrow(widen(z) - x))
}

/// Multiplies each complex pixel by a real constant.
///
/// Both parts are multiplied in float64.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `multiply`, which has no constants for complex images.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// set(img, 3)
/// multiply(img, 0.5)   # 1.5+0i
/// ```
#[pi2_command(name = "multiply", category = "Arithmetic", see_also = [add, subtract, divide], pointwise)]
pub fn multiply_complex_constant(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
    /// Factor, dimensionless.
    x: f64,
) -> Result<()> {
    map_pixels(ctx, image, |z| narrow(widen(z) * x))
}

/// Divides each complex pixel by a real constant.
///
/// Both parts are divided in float64; by zero, they become infinite, and NaN where they are zero.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `divide`, which has no constants for complex images.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 2, 2)
/// set(img, 3)
/// divide(img, 2)   # 1.5+0i
/// ```
#[pi2_command(name = "divide", category = "Arithmetic", see_also = [add, subtract, multiply], pointwise)]
pub fn divide_complex_constant(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
    /// Divisor, dimensionless.
    x: f64,
) -> Result<()> {
    map_pixels(ctx, image, |z| narrow(widen(z) / x))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(pixels: &[Complex32]) -> Image<Complex32> {
        Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row")
    }

    #[test]
    fn constants_are_real_numbers() {
        let ctx = Context::with_threads(2);
        let z = [Complex32::new(1.0, -2.0), Complex32::new(0.0, f32::INFINITY)];
        let after = |command: fn(&Context, &mut Image<Complex32>, f64) -> Result<()>, x| {
            let mut changed = image(&z);
            command(&ctx, &mut changed, x).expect("no error");
            changed.pixels().to_vec()
        };
        assert_eq!(after(add_complex_constant, 2.0), [Complex32::new(3.0, -2.0), Complex32::new(2.0, f32::INFINITY)]);
        assert_eq!(after(subtract_complex_constant, 2.0)[0], Complex32::new(-1.0, -2.0));
        assert_eq!(after(multiply_complex_constant, -2.0)[0], Complex32::new(-2.0, 4.0));
        assert_eq!(after(divide_complex_constant, 2.0)[0], Complex32::new(0.5, -1.0));
        assert_eq!(after(divide_complex_constant, 0.0)[0], Complex32::new(f32::INFINITY, f32::NEG_INFINITY));
    }
}
