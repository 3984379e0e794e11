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
/// `Argument` if a component of `spatial sigma` is negative, not finite, or above 1000000.
///
/// # References
/// pi2, `gaussfilter`. It rounds integers after each axis, computes 32- and 64-bit integers in float32, and blanks a border
/// strip of float32 images if the boundary condition is Zero and optimisation is allowed; we do none of this. Results of
/// 8- and 16-bit images differ by at most two grey levels, those of wider ones and of float32 by 10⁻⁶ of the largest value
/// in reach outside that strip.
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
pub(crate) fn gaussian(sigma: f64) -> LineKernel {
    if sigma == 0.0 {
        return LineKernel::identity();
    }
    let radius = kernel_radius(sigma.into())[0];
    let half: Vec<f64> = (0..=radius).map(|x| (-((x * x) as f64) / (2.0 * sigma * sigma)).exp()).collect();
    let sum = half[0] + 2.0 * half[1..].iter().sum::<f64>();
    LineKernel::even(half.into_iter().map(|weight| weight / sum).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::par::neighbourhood;
    use crate::testing::{boundaries, for_each_real_type, random_image, sides};

    fn smoothed<T: RealPixel>(input: &Image<T>, sigma: Vec3d, boundary: Boundary, optimise: bool) -> Image<T> {
        let mut output = Image::new([1, 1, 1]).expect("small");
        gaussfilter(&Context::with_threads(2), input, &mut output, sigma, boundary, optimise).expect("valid arguments");
        output
    }

    /// A sum without the rounding of its thousands of steps (Neumaier 1974).
    fn exact_sum(values: impl Iterator<Item = f64>) -> f64 {
        let (mut sum, mut lost) = (0.0f64, 0.0);
        for value in values {
            let next = sum + value;
            lost += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
            sum = next;
        }
        sum + lost
    }

    /// The three-dimensional Gaussian in float64, with no thought for speed.
    fn reference<T: RealPixel>(input: &Image<T>, sigma: Vec3d, boundary: Boundary) -> Image<T> {
        let dimensionality = input.dims().dimensionality();
        let sigma: [f64; 3] = std::array::from_fn(|axis| if axis < dimensionality { sigma[axis] } else { 0.0 });
        let radius = sigma.map(|sigma| (3.0 * sigma).ceil() as i64);
        let mut offsets = Vec::new();
        let mut weights = Vec::new();
        for dz in -radius[2]..=radius[2] {
            for dy in -radius[1]..=radius[1] {
                for dx in -radius[0]..=radius[0] {
                    let terms = [dx, dy, dz].into_iter().zip(sigma).filter(|(_, sigma)| *sigma > 0.0);
                    let exponent: f64 = terms.map(|(d, sigma)| (d * d) as f64 / (2.0 * sigma * sigma)).sum();
                    offsets.push([dx, dy, dz]);
                    weights.push((-exponent).exp());
                }
            }
        }
        let total = exact_sum(weights.iter().copied());
        let mut output = Image::new([1, 1, 1]).expect("small");
        neighbourhood(&Context::with_threads(1), input, &mut output, &offsets, boundary, |values: &mut [T]| {
            let sum = exact_sum(values.iter().zip(&weights).map(|(value, weight)| value.to_f64() * weight));
            T::from_f64_saturating(sum / total)
        })
        .expect("no error");
        output
    }

    fn check<T: RealPixel>(
        sides: [usize; 3],
        sigma: Vec3d,
        boundary: Boundary,
        seed: u64,
    ) -> Result<(), TestCaseError> {
        let input = random_image::<T>(sides, seed);
        let found = smoothed(&input, sigma, boundary, true);
        let expected = reference(&input, sigma, boundary);
        // One grey level where the exact result is half-way between two, float32 rounding, float64 rounding.
        let (level, relative) = if T::TYPE.is_integer() { (1.0, 4e-15) } else { (0.0, 1e-6) };
        let scale = input.pixels().iter().fold(0.0, |most: f64, pixel| most.max(pixel.to_f64().abs()));
        for (found, expected) in found.pixels().iter().zip(expected.pixels()) {
            let difference = (found.to_f64() - expected.to_f64()).abs();
            prop_assert!(difference <= level + relative * scale, "{}: {found} instead of {expected}", T::TYPE);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            sides in sides(),
            sigma in [0..4u8, 0..4u8, 0..4u8],
            boundary in boundaries(),
            seed: u64,
        ) {
            let sigma = Vec3d::from(sigma.map(|step| 0.6 * f64::from(step)));
            for_each_real_type!(check, sides, sigma, boundary, seed);
        }
    }

    #[test]
    fn a_constant_image_is_unchanged() {
        let flat = Image::from_vec([5, 4, 3], vec![u16::MAX; 60]).expect("60 pixels");
        assert_eq!(smoothed(&flat, 2.0.into(), Boundary::Nearest, true), flat);
    }

    #[test]
    fn a_ball_of_8_bit_pixels_is_rounded_once() {
        let inside =
            |x: usize, y: usize, z: usize| [x, y, z].map(|at| at.abs_diff(7).pow(2)).iter().sum::<usize>() <= 30;
        let ball = Image::from_fn([15; 3], |x, y, z| if inside(x, y, z) { 200u8 } else { 0 }).expect("small");
        let row = smoothed(&ball, 1.0.into(), Boundary::Nearest, true).row(7, 7).to_vec();
        assert_eq!(row, [11, 59, 138, 187, 199, 200, 200, 200, 200, 200, 199, 187, 138, 59, 11]);
    }

    #[test]
    fn optimisation_never_changes_the_result() {
        let input = random_image::<f32>([9, 8, 7], 1);
        let sigma = Vec3d::new(1.0, 1.5, 0.7);
        for boundary in [Boundary::Zero, Boundary::Nearest] {
            assert_eq!(smoothed(&input, sigma, boundary, true), smoothed(&input, sigma, boundary, false));
        }
    }

    #[test]
    fn sigma_zero_leaves_large_integers_exact() {
        let input = random_image::<u64>([3, 3, 3], 5);
        assert_eq!(smoothed(&input, 0.0.into(), Boundary::Zero, true), input);
    }

    #[test]
    fn a_kernel_much_larger_than_the_image_takes_the_mean_of_the_ends() {
        let input = Image::from_vec([2, 1, 1], vec![0f32, 8.0]).expect("two pixels");
        let result = smoothed(&input, 1e5.into(), Boundary::Nearest, true);
        assert!(result.pixels().iter().all(|value| (value - 4.0).abs() < 1e-3), "{result:?}");
    }

    #[test]
    fn an_impossible_sigma_is_refused() {
        for sigma in [-1.0, f64::NAN, f64::INFINITY, 2e6] {
            let input = Image::<u8>::new([2, 2, 1]).expect("small");
            let mut output = Image::<u8>::new([1, 1, 1]).expect("small");
            let sigma = Vec3d::new(1.0, sigma, 1.0);
            let error = gaussfilter(&Context::default(), &input, &mut output, sigma, Boundary::Nearest, true);
            let expected =
                format!("argument `spatial sigma` must be between 0 and 1000000 along each axis, but it is {sigma}");
            assert_eq!(error.expect_err("impossible").to_string(), expected);
        }
    }
}
