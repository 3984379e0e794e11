//! Gaussian smoothing.

use crate::image::{Image, RealPixel, Vec3d, Vec3i};
use crate::par::{Boundary, LineKernel, convolve_separable};
use crate::{Context, Error, Result, pi2_command};

/// Largest standard deviation, so that a kernel always fits into memory.
const MAX_SIGMA: f64 = 1e6;

/// Smooths an image with a Gaussian kernel.
///
/// Removes noise and blurs edges. The kernel is separable and is cut off at ⌈3σ⌉ voxels; an axis with σ = 0 and the
/// axes beyond the dimensionality of the image are left as they are. Lines are float32 for 8-bit, 16-bit and float32
/// images, float64 for wider ones; the result is rounded once, when it is stored.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes W×H×D.
///
/// # Errors
/// `InvalidArgument` if a component of `spatial sigma` is negative, not finite, or above 1000000.
///
/// # References
/// pi2, `gaussfilter`. It rounds integers after each axis and blanks a border strip of float32 images if the boundary
/// condition is Zero and optimisation is allowed; we do neither. Integer results differ by at most two grey levels,
/// float32 results by a relative error of 10⁻⁶ outside that strip.
///
/// # Example
/// ```pi2
/// newimage(peak, float32, 7, 7, 7)
/// set(peak, [3, 3, 3], 1)
/// newlike(smooth, peak)
/// gaussfilter(peak, smooth, 1)
/// maxval(smooth, top)   # 0.0635
/// ```
#[pi2_command(
    category = "Filters",
    see_also = [medianfilter],
    margin = kernel_radius(spatial_sigma),
    extra_memory = 0.0,
)]
pub fn gaussfilter<T: RealPixel>(
    ctx: &Context,
    /// Image to smooth.
    input_image: &Image<T>,
    /// Smoothed image, with the pixel type of `input image`.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Standard deviation along x, y and z, in voxels. One number sets all three.
    spatial_sigma: Vec3d,
    /// What lies outside the image.
    #[arg(default = Boundary::Nearest)]
    boundary_condition: Boundary,
    /// Kept for old scripts: never changes the result.
    #[arg(default = true)]
    _allow_optimization: bool,
) -> Result<()> {
    check_sigma(spatial_sigma)?;
    convolve_separable(ctx, input_image, output_image, &spatial_sigma.0.map(gaussian), boundary_condition)
}

/// Refuses a standard deviation along an axis for which there is no kernel.
pub(crate) fn check_sigma(sigma: Vec3d) -> Result<()> {
    if sigma.iter().all(|sigma| (0.0..=MAX_SIGMA).contains(sigma)) {
        return Ok(());
    }
    Err(Error::argument("spatial sigma", format!("between 0 and {MAX_SIGMA} along each axis"), sigma))
}

/// The number of voxels by which the Gaussian kernels of these standard deviations reach beyond the centre.
pub(crate) fn kernel_radius(sigma: Vec3d) -> Vec3i {
    sigma.map(|sigma| (3.0 * sigma).ceil() as i64)
}

/// The Gaussian kernel with the sum 1; σ = 0 gives the kernel that changes nothing.
fn gaussian(sigma: f64) -> LineKernel {
    if sigma == 0.0 {
        return LineKernel::identity();
    }
    let radius = kernel_radius(sigma.into())[0];
    let half: Vec<f64> = (0..=radius).map(|x| (-((x * x) as f64) / (2.0 * sigma * sigma)).exp()).collect();
    let sum = half[0] + 2.0 * half[1..].iter().sum::<f64>();
    LineKernel::even(half.into_iter().map(|weight| weight / sum).collect())
}
