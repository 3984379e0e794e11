use super::{report, store};
use crate::commands::arithmetic::complex::{narrow, widen};
use crate::image::{Complex32, Image};
use crate::par::fold_pixels;
use crate::{Context, Result, pi2_command};

/// Sums up all pixels of a complex image.
///
/// Both parts are summed in float64, in an order that does not depend on the number of threads; NaN and infinity carry
/// over.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes 1×1×1.
///
/// # References
/// pi2, `sum`, which has no complex images.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 10, 10)
/// set(img, 2)
/// sum(img, total)   # 200+0i
/// ```
#[pi2_command(name = "sum", category = "Statistics", see_also = [squaresum, mean, stddev, minval, maxval], reduce)]
pub fn sum_complex(
    ctx: &Context,
    /// Image to sum up.
    input_image: &Image<Complex32>,
    /// The sum, one pixel.
    #[arg(out)]
    output_image: &mut Image<Complex32>,
    /// Set to true to print the sum and the number of pixels.
    #[arg(default = false)]
    print_to_log: bool,
) -> Result<()> {
    let total = fold_pixels(ctx, input_image, |pixels| pixels.iter().map(|&z| widen(z)).sum(), |a, b| a + b)?;
    report(ctx, print_to_log, "sum", total, input_image.dims());
    store(output_image, narrow(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complex_sums_are_exact_to_float64() {
        let mut pixels = vec![Complex32::new(1.0, -0.5); 20_000_001];
        pixels[0] = Complex32::new(1e9, 0.0);
        let image = Image::from_vec([pixels.len(), 1, 1], pixels).expect("one row");
        let mut total = Image::new([2, 2, 2]).expect("small");
        for threads in [1, 2, 3] {
            sum_complex(&Context::with_threads(threads), &image, &mut total, false).expect("no error");
            assert_eq!(total.pixels(), [Complex32::new(1.02e9, -1e7)]);
        }
    }
}
