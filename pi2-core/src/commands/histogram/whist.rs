use super::{store_starts, write_bins};
use crate::histogram::{Bins, bins_of, weigh_rows};
use crate::image::{Image, RealPixel};
use crate::{Context, Error, Result, pi2_command};

/// Sums up the weights of the pixels of each grey level.
///
/// As `hist`, but each pixel counts as much as the pixel of `weight` at its place. Sums are float64, in an order that does
/// not depend on the number of threads, and rounded to float32 once.
///
/// # Shapes
/// `input image` and `weight` are W×H×D; `histogram` and `bin starts` become N×1×1 for N bins.
///
/// # Errors
/// `Argument` if the range is empty or not finite, or if there is no bin or more than 2³¹ − 1. `Dimensions` if the
/// images differ in size. An I/O error if `output file` cannot be written; the images are then unchanged.
///
/// # References
/// pi2, `whist`; the differences of `hist` apply.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 2)
/// set(img, [1, 1, 0], 200)
/// newimage(weight, float32, 4, 2)
/// set(weight, 0.5)
/// whist(img, weight, histogram, starts, 0, 256, 4)   # 3.5
/// ```
#[pi2_command(category = "Statistics", see_also = [hist, hist2, whist2], reduce)]
pub fn whist<T: RealPixel>(
    ctx: &Context,
    /// Image whose grey levels decide about the bins.
    input_image: &Image<T>,
    /// Weights of the pixels.
    weight: &Image<f32>,
    /// Sum of the weights in each bin.
    #[arg(out)]
    histogram: &mut Image<f32>,
    /// Smallest grey level of each bin, rounded to float32.
    #[arg(out)]
    bin_starts: &mut Image<f32>,
    /// Start of the first bin, in grey levels.
    #[arg(default = 0.0)]
    histogram_minimum: f64,
    /// End of the last bin, in grey levels.
    #[arg(default = T::MAX.to_f64(), shown_default = "Shown along data types.")]
    histogram_maximum: f64,
    /// Number of bins.
    #[arg(default = 256)]
    bin_count: i64,
    /// If not empty, the sums are also written into a raw file of this name, as float64. The size is appended to the
    /// name, as in `name_256x1x1.raw`, if it is not there.
    #[arg(default = "")]
    output_file: &str,
    /// If not negative, it is appended to the name of the file, before the size.
    #[arg(default = -1)]
    block_index: i64,
) -> Result<()> {
    let (dims, weight_dims) = (input_image.dims(), weight.dims());
    if dims != weight_dims {
        let message = format!("`input image` is {dims} but `weight` is {weight_dims}; they must be equal");
        return Err(Error::dimensions(message));
    }
    let names = ["histogram minimum", "histogram maximum", "bin count"];
    let bins = Bins::new::<T>(histogram_minimum, histogram_maximum, bin_count, names)?;
    histogram.resize([bins.count(), 1, 1])?;
    store_starts(&bins, bin_starts)?;
    let sums = weigh_rows(ctx, weight, &bins_of(input_image, &bins), bins.count())?;
    for (stored, sum) in histogram.pixels_mut().iter_mut().zip(&sums) {
        *stored = *sum as f32;
    }
    write_bins(output_file, block_index, [bins.count(), 1], &sums)
}
