//! Histograms of two images.

use super::{store_starts, write_bins};
use crate::histogram::{Bins, bins_of, count_rows, joint_bins, weigh_rows};
use crate::image::{Dimensions, Image, RealPixel};
use crate::{Context, Error, Result, pi2_command};

/// Most bins that a histogram of two images may have: their numbers are stored in 32 bits.
const MAX_COUNT: usize = i32::MAX as usize;

/// Counts how many pixels have which pair of grey levels in two images.
///
/// The bins of each image are those of `hist`. Counts are exact; when they are stored they are rounded to float32, which
/// is exact up to 2²⁴. If the images differ in size, the pixels that both have are counted.
///
/// # Shapes
/// `histogram` becomes M×N×1 for M bins of the first image (along x) and N bins of the second (along y), `bin starts 1`
/// M×1×1, `bin starts 2` N×1×1.
///
/// # Errors
/// `Argument` if a range is empty or not finite, or if there is no bin. `Limit` if there are more than 2³¹ − 1 bins. An
/// I/O error if `output file` cannot be written; the images are then unchanged.
///
/// # References
/// pi2, `hist2`; the differences of `hist` apply.
///
/// # Example
/// ```pi2
/// newimage(first, uint8, 4, 2)
/// newimage(second, uint8, 4, 2)
/// set(second, [1, 1, 0], 200)
/// hist2(first, 0, 256, 2, second, 0, 256, 2, histogram, starts1, starts2)   # 7
/// ```
#[pi2_command(category = "Statistics", see_also = [hist, whist, whist2], types(T, U = real_pairs), reduce)]
pub fn hist2<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image whose grey levels decide about the column of the histogram.
    first_input_image: &Image<T>,
    /// Start of the first bin of the first image, in grey levels.
    #[arg(default = 0.0)]
    min_1: f64,
    /// End of the last bin of the first image, in grey levels.
    #[arg(default = T::MAX.to_f64(), shown_default = "Shown along data types.")]
    max_1: f64,
    /// Number of bins of the first image.
    #[arg(default = 256)]
    bin_count_1: i64,
    /// Image whose grey levels decide about the row of the histogram.
    second_input_image: &Image<U>,
    /// Start of the first bin of the second image, in grey levels.
    #[arg(default = 0.0)]
    min_2: f64,
    /// End of the last bin of the second image, in grey levels.
    #[arg(default = U::MAX.to_f64(), shown_default = "Shown along data types.")]
    max_2: f64,
    /// Number of bins of the second image.
    #[arg(default = 256)]
    bin_count_2: i64,
    /// Number of pixels of each pair of bins.
    #[arg(out)]
    histogram: &mut Image<f32>,
    /// Smallest grey level of each bin of the first image, rounded to float32.
    #[arg(out)]
    bin_starts_1: &mut Image<f32>,
    /// Smallest grey level of each bin of the second image, rounded to float32.
    #[arg(out)]
    bin_starts_2: &mut Image<f32>,
    /// If not empty, the counts are also written into a raw file of this name, as uint64. The size is appended to the
    /// name, as in `name_256x256x1.raw`, if it is not there.
    #[arg(default = "")]
    output_file: &str,
    /// If not negative, it is appended to the name of the file, before the size.
    #[arg(default = -1)]
    block_index: i64,
) -> Result<()> {
    let bins = [
        Bins::new::<T>(min_1, max_1, bin_count_1, ["min 1", "max 1", "bin count 1"])?,
        Bins::new::<U>(min_2, max_2, bin_count_2, ["min 2", "max 2", "bin count 2"])?,
    ];
    let common = common(first_input_image.dims(), second_input_image.dims());
    let size = prepare(&bins, histogram, [bin_starts_1, bin_starts_2])?;
    let (first, second) = (bins_of(first_input_image, &bins[0]), bins_of(second_input_image, &bins[1]));
    let counts = count_rows(ctx, common, &joint_bins(&first, size[0], &second), size[0] * size[1])?;
    for (stored, count) in histogram.pixels_mut().iter_mut().zip(&counts) {
        *stored = *count as f32;
    }
    write_bins(output_file, block_index, size, &counts)
}

/// Sums up the weights of the pixels of each pair of grey levels in two images.
///
/// As `hist2`, but each pixel counts as much as the pixel of `weight` at its place. Sums are float64, in an order that
/// does not depend on the number of threads, and rounded to float32 once.
///
/// # Shapes
/// `weight` has the pixels that both images have. `histogram` becomes M×N×1 for M bins of the first image (along x) and N
/// bins of the second (along y), `bin starts 1` M×1×1, `bin starts 2` N×1×1.
///
/// # Errors
/// `Argument` if a range is empty or not finite, or if there is no bin. `Limit` if there are more than 2³¹ − 1 bins.
/// `Dimensions` if `weight` does not fit. An I/O error if `output file` cannot be written; the images are then unchanged.
///
/// # References
/// pi2, `whist2`; the differences of `hist` apply.
///
/// # Example
/// ```pi2
/// newimage(first, uint8, 4, 2)
/// newimage(second, uint8, 4, 2)
/// set(second, [1, 1, 0], 200)
/// newimage(weight, float32, 4, 2)
/// set(weight, 0.5)
/// whist2(first, 0, 256, 2, second, 0, 256, 2, weight, histogram, starts1, starts2)   # 3.5
/// ```
#[pi2_command(category = "Statistics", see_also = [hist, whist, hist2], types(T, U = real_pairs), reduce)]
pub fn whist2<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image whose grey levels decide about the column of the histogram.
    first_input_image: &Image<T>,
    /// Start of the first bin of the first image, in grey levels.
    #[arg(default = 0.0)]
    min_1: f64,
    /// End of the last bin of the first image, in grey levels.
    #[arg(default = T::MAX.to_f64(), shown_default = "Shown along data types.")]
    max_1: f64,
    /// Number of bins of the first image.
    #[arg(default = 256)]
    bin_count_1: i64,
    /// Image whose grey levels decide about the row of the histogram.
    second_input_image: &Image<U>,
    /// Start of the first bin of the second image, in grey levels.
    #[arg(default = 0.0)]
    min_2: f64,
    /// End of the last bin of the second image, in grey levels.
    #[arg(default = U::MAX.to_f64(), shown_default = "Shown along data types.")]
    max_2: f64,
    /// Number of bins of the second image.
    #[arg(default = 256)]
    bin_count_2: i64,
    /// Weights of the pixels.
    weight: &Image<f32>,
    /// Sum of the weights of each pair of bins.
    #[arg(out)]
    histogram: &mut Image<f32>,
    /// Smallest grey level of each bin of the first image, rounded to float32.
    #[arg(out)]
    bin_starts_1: &mut Image<f32>,
    /// Smallest grey level of each bin of the second image, rounded to float32.
    #[arg(out)]
    bin_starts_2: &mut Image<f32>,
    /// If not empty, the sums are also written into a raw file of this name, as float64. The size is appended to the
    /// name, as in `name_256x256x1.raw`, if it is not there.
    #[arg(default = "")]
    output_file: &str,
    /// If not negative, it is appended to the name of the file, before the size.
    #[arg(default = -1)]
    block_index: i64,
) -> Result<()> {
    let bins = [
        Bins::new::<T>(min_1, max_1, bin_count_1, ["min 1", "max 1", "bin count 1"])?,
        Bins::new::<U>(min_2, max_2, bin_count_2, ["min 2", "max 2", "bin count 2"])?,
    ];
    let common = common(first_input_image.dims(), second_input_image.dims());
    if weight.dims() != common {
        let (found, expected) = (weight.dims(), common);
        let message = format!("`weight` is {found} but the input images have {expected} in common; they must be equal");
        return Err(Error::dimensions(message));
    }
    let size = prepare(&bins, histogram, [bin_starts_1, bin_starts_2])?;
    let (first, second) = (bins_of(first_input_image, &bins[0]), bins_of(second_input_image, &bins[1]));
    let sums = weigh_rows(ctx, weight, &joint_bins(&first, size[0], &second), size[0] * size[1])?;
    for (stored, sum) in histogram.pixels_mut().iter_mut().zip(&sums) {
        *stored = *sum as f32;
    }
    write_bins(output_file, block_index, size, &sums)
}

/// The size of what two images have in common.
fn common(a: Dimensions, b: Dimensions) -> Dimensions {
    Dimensions::new(a.width.min(b.width), a.height.min(b.height), a.depth.min(b.depth))
}

/// Gives the outputs their sizes and the bin starts their values. Returns the size of the histogram.
fn prepare(bins: &[Bins; 2], histogram: &mut Image<f32>, starts: [&mut Image<f32>; 2]) -> Result<[usize; 2]> {
    let [columns, rows] = [bins[0].count(), bins[1].count()];
    if columns.saturating_mul(rows) > MAX_COUNT {
        return Err(Error::limit(format!("a histogram of {columns}×{rows} bins is too large")));
    }
    histogram.resize([columns, rows, 1])?;
    for (bins, starts) in bins.iter().zip(starts) {
        store_starts(bins, starts)?;
    }
    Ok([columns, rows])
}
