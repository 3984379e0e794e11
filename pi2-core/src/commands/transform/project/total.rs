//! Projections of the sum and the mean.

use multiversion::multiversion;

use super::{Lines, project, project_source};
use crate::image::{Image, RealPixel};
use crate::par::fold_lanes;
use crate::{Context, Result, pi2_command};

/// Sums up the pixels along an axis.
///
/// Sums are float64 and rounded to float32 once: those of 8-, 16- and 32-bit integers are exact before that. NaN and
/// infinity carry over.
///
/// # Shapes
/// `input image` is W×H×D. `output image` becomes W×H for dimension 2, W×D (x, z) for dimension 1, and D×H for
/// dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.
///
/// # Errors
/// `Argument` if `dimension` is above 2.
///
/// # References
/// pi2, `sumproject`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 1, 1, 3)
/// set(img, 200)
/// sumproject(img, total)   # 600
/// ```
#[pi2_command(category = "Transforms", see_also = [sum, meanproject, maxproject], blocks = project_source(output, dimension))]
pub fn sumproject<T: RealPixel>(
    ctx: &Context,
    /// Image to project.
    input_image: &Image<T>,
    /// The projection.
    #[arg(out)]
    output_image: &mut Image<f32>,
    /// Axis along which to project: 0 is x, 1 is y, 2 is z.
    #[arg(default = 2)]
    dimension: u64,
) -> Result<()> {
    let lines = Lines::new(input_image.dims(), dimension)?;
    project(ctx, lines, input_image, output_image, 0.0, add_to::<T>, |sum: f64| sum as f32)
}

/// Averages the pixels along an axis.
///
/// Sums and quotients are float64; only the result is rounded to float32. NaN and infinity carry over.
///
/// # Shapes
/// `input image` is W×H×D. `output image` becomes W×H for dimension 2, W×D (x, z) for dimension 1, and D×H for
/// dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.
///
/// # Errors
/// `Argument` if `dimension` is above 2.
///
/// # References
/// pi2, `meanproject`, which rounds the sum to float32 before the division. Results differ by at most 1 ulp.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 1, 1, 2)
/// set(img, [0, 0, 1], 5)
/// meanproject(img, middle)   # 2.5
/// ```
#[pi2_command(category = "Transforms", see_also = [mean, sumproject, maxproject], blocks = project_source(output, dimension))]
pub fn meanproject<T: RealPixel>(
    ctx: &Context,
    /// Image to project.
    input_image: &Image<T>,
    /// The projection.
    #[arg(out)]
    output_image: &mut Image<f32>,
    /// Axis along which to project: 0 is x, 1 is y, 2 is z.
    #[arg(default = 2)]
    dimension: u64,
) -> Result<()> {
    let lines = Lines::new(input_image.dims(), dimension)?;
    let count = lines.length() as f64;
    project(ctx, lines, input_image, output_image, 0.0, add_to::<T>, |sum: f64| (sum / count) as f32)
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn add_to<T: RealPixel>(sums: &mut [f64], pixels: &[T]) {
    if let [sum] = sums {
        *sum += fold_lanes(pixels, 0.0, |sum, pixel| sum + pixel.to_f64(), |a, b| a + b);
        return;
    }
    for (sum, pixel) in sums.iter_mut().zip(pixels) {
        *sum += pixel.to_f64();
    }
}
