//! Histograms.

mod hist2;
#[cfg(test)]
mod tests;
mod whist;

pub use hist2::{hist2, whist2};
pub use whist::whist;

use std::path::PathBuf;

use crate::histogram::{Bins, counts};
use crate::image::{Image, RealPixel, convert};
use crate::io::write_file;
use crate::{Context, Result, pi2_command};

/// Counts how many pixels have which grey level.
///
/// The range from `histogram minimum` to `histogram maximum` is divided into `bin count` equal bins. A bin holds the
/// values from its start (included) to the start of the next bin (excluded). Values below the range count in the
/// first bin, values above it in the last, NaN in the first. For one bin per grey level of a uint8 image use the range
/// from 0 to 256. Float32 images need a range, as by default it ends at the largest float32.
///
/// Counts are exact; when they are stored they saturate at the largest value of the type of `histogram`, so uint64 or
/// float32 (exact up to 2²⁴) are good types. `histogram` and `bin starts` must exist if their type is not clear.
///
/// # Shapes
/// `input image` is W×H×D; `histogram` and `bin starts` become N×1×1 for N bins.
///
/// # Errors
/// `Argument` if the range is empty or not finite, or if there is no bin or more than 2³¹ − 1. An I/O error if
/// `output file` cannot be written; the images are then unchanged.
///
/// # References
/// pi2, `hist`. pi2 rounds the edges of the bins of integer images, which moves grey levels to a neighbouring bin (its
/// default histogram of uint8 has nothing in bin 128), and puts infinite and huge values at the wrong end.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 2)
/// set(img, [1, 1, 0], 200)
/// newimage(histogram, uint64)
/// newimage(starts, float32)
/// hist(img, histogram, starts, 0, 256, 4)   # 7
/// maxval(starts, last)   # 192
/// ```
#[pi2_command(category = "Statistics", see_also = [whist, hist2, whist2, autothreshold, autothresholdvalue, mean, stddev], types(T, U = real_pairs), reduce)]
pub fn hist<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image whose grey levels are counted.
    input_image: &Image<T>,
    /// Number of pixels in each bin.
    #[arg(out, prefer = uint64)]
    histogram: &mut Image<U>,
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
    /// If not empty, `histogram` is also written into a raw file of this name. The size is appended to the name, as in
    /// `name_256x1x1.raw`, if it is not there.
    #[arg(default = "")]
    output_file: &str,
    /// If not negative, it is appended to the name of the file, before the size.
    #[arg(default = -1)]
    block_index: i64,
) -> Result<()> {
    let names = ["histogram minimum", "histogram maximum", "bin count"];
    let bins = Bins::new::<T>(histogram_minimum, histogram_maximum, bin_count, names)?;
    histogram.resize([bins.count(), 1, 1])?;
    store_starts(&bins, bin_starts)?;
    let counts = counts(ctx, input_image, &bins)?;
    for (stored, count) in histogram.pixels_mut().iter_mut().zip(counts) {
        *stored = convert(count);
    }
    write_bins(output_file, block_index, [bins.count(), 1], histogram.pixels())
}

/// Stores the smallest value of each bin.
fn store_starts(bins: &Bins, starts: &mut Image<f32>) -> Result<()> {
    starts.resize([bins.count(), 1, 1])?;
    for (n, start) in starts.pixels_mut().iter_mut().enumerate() {
        *start = bins.value_at(n as f64) as f32;
    }
    Ok(())
}

/// Writes the bins of a histogram into a raw file, if it has a name.
fn write_bins<B: bytemuck::Pod>(name: &str, block_index: i64, size: [usize; 2], bins: &[B]) -> Result<()> {
    if name.is_empty() {
        return Ok(());
    }
    write_file(&raw_name(name, block_index, size), bytemuck::cast_slice(bins))
}

/// The name of the file for a histogram of so many bins.
fn raw_name(name: &str, block_index: i64, [columns, rows]: [usize; 2]) -> PathBuf {
    let block = if block_index >= 0 { format!("_{block_index}") } else { String::new() };
    let ending = format!("{block}_{columns}x{rows}x1.raw");
    let whole = if name.to_lowercase().ends_with(&ending) { name.to_owned() } else { format!("{name}{ending}") };
    PathBuf::from(whole)
}
