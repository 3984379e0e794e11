//! Thresholds that follow the surroundings of each pixel.

mod fold;
mod levels;
mod moments;
#[cfg(test)]
mod tests;

use super::auto::{AutoThresholdMethod, Rule, Statistics, histogram_bins};
use crate::commands::filters::radius_in;
use crate::image::{Image, RealPixel, Vec3i};
use crate::moments::Moments;
use crate::par::{BlockRows, Boundary};
use crate::{Context, Result, pi2_command};

/// Thresholds each pixel at a grey level that is found from its neighbourhood.
///
/// Follows uneven background. The neighbourhood is a box with sides of 2 · radius + 1 pixels; methods and arguments are
/// those of `autothreshold`, applied to its pixels. A pixel becomes 1 if it is above the threshold, else 0. The
/// threshold is not rounded to the pixel type; where it is NaN, the pixel becomes 0. `Bernsen` compares the middle of the
/// neighbourhood with that of the range of the whole image, and its default contrast is half of that range.
///
/// The histogram of a histogram method has by default the range of the pixel type (float32: 0 to 1): give
/// `argument 1` and `argument 2` for images that use less of it. A coarse histogram (`argument 3`) is also a fast one.
///
/// The time does not depend on the radius for methods that need mean, deviation or range only. For others it grows with
/// the sides of the neighbourhood along y and z. Sums of 8- and 16-bit pixels are exact; others are float64, and
/// deviations that are too small for it count as zero.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes W×H×D, with the same pixel type.
///
/// # Errors
/// `Argument` if a component of `radius` is negative or above 1000000, and for the reasons of `autothreshold`, also if
/// they apply to a single neighbourhood. `Limit` if the memory does not suffice for the surroundings of a pixel.
///
/// # References
/// See `autothreshold`. Sums, minima and maxima of boxes are those of M. van Herk, Pattern Recognition Lett. 13(7),
/// 1992, 517–521, and J. Gil, M. Werman, IEEE Trans. PAMI 15(5), 1993, 504–507; histograms slide (T. Huang, G. Yang,
/// G. Tang, IEEE Trans. ASSP 27(1), 1979, 13–18).
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 7, 1)
/// set(img, 10)
/// set(img, [4, 0, 0], 200)
/// localthreshold(img, marked, 2, Mean)
/// sum(marked, count)   # 1
/// ```
#[pi2_command(category = "Thresholding", see_also = [autothreshold, autothresholdvalue, threshold], margin = radius)]
pub fn localthreshold<T: RealPixel>(
    ctx: &Context,
    /// Image to threshold.
    input_image: &Image<T>,
    /// Ones and zeros.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Radius of the neighbourhood along x, y and z, in pixels. One number sets all three.
    #[arg(default = Vec3i::splat(1))]
    radius: Vec3i,
    /// How the threshold is found.
    #[arg(default = AutoThresholdMethod::Otsu)]
    method: AutoThresholdMethod,
    /// First argument of the method; for histogram methods the smallest grey level of the histogram. NaN stands for the
    /// default.
    #[arg(default = f64::NAN)]
    argument_1: f64,
    /// Second argument of the method; for histogram methods the largest grey level of the histogram. NaN stands for the
    /// default.
    #[arg(default = f64::NAN)]
    argument_2: f64,
    /// Third argument of the method; for histogram methods the number of bins, rounded. NaN stands for the default.
    #[arg(default = f64::NAN)]
    argument_3: f64,
    /// Fourth argument of the method. NaN stands for the default.
    #[arg(default = f64::NAN)]
    argument_4: f64,
    /// What lies outside the image.
    #[arg(default = Boundary::Nearest)]
    boundary_condition: Boundary,
) -> Result<()> {
    let radius = radius_in(radius, input_image.dims())?;
    let surroundings = Surroundings { reach: radius.map(|r| r as usize).0, boundary: boundary_condition };
    let arguments = [argument_1, argument_2, argument_3, argument_4];
    match method.rule() {
        Rule::Histogram(rule) => {
            let bins = histogram_bins::<T>(arguments)?;
            levels::threshold(ctx, input_image, output_image, surroundings, &bins, |h| rule(h, argument_4))
        }
        Rule::Direct(statistics, rule) => {
            let whole = Moments::of_image(ctx, input_image)?;
            let rule = |sets: &[Moments], thresholds: &mut [f64]| rule(sets, &whole, arguments, thresholds);
            match statistics {
                Statistics::Mean => moments::by_mean(ctx, input_image, output_image, surroundings, rule),
                Statistics::Deviation => {
                    moments::by_deviation(ctx, input_image, output_image, surroundings, &whole, rule)
                }
                Statistics::Range => moments::by_range(ctx, input_image, output_image, surroundings, rule),
            }
        }
    }
}

/// How far the neighbourhood of a pixel reaches along each axis, and what lies outside the image.
#[derive(Clone, Copy)]
struct Surroundings {
    reach: [usize; 3],
    boundary: Boundary,
}

impl Surroundings {
    /// Number of pixels of a neighbourhood.
    fn count(self) -> u64 {
        self.reach.iter().map(|&r| 2 * r as u64 + 1).product()
    }
}

/// Marks the pixels of a row of a block that are above their thresholds.
fn mark<T: RealPixel>(input: &Image<T>, block: &mut BlockRows<T>, at: [usize; 2], thresholds: &[f64]) {
    let [y, z] = block.place(at);
    let pixels = input.row(y, z).iter().zip(thresholds);
    for (result, (pixel, threshold)) in block.row(at).iter_mut().zip(pixels) {
        *result = if pixel.to_f64() > *threshold { T::ONE } else { T::ZERO };
    }
}
