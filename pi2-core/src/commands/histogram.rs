//! Histograms.

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
#[pi2_command(category = "Statistics", see_also = [autothreshold, autothresholdvalue, mean, stddev], types(T, U = real_pairs), reduce)]
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
    bin_starts.resize([bins.count(), 1, 1])?;
    let counts = counts(ctx, input_image, &bins)?;
    for (stored, count) in histogram.pixels_mut().iter_mut().zip(counts) {
        *stored = convert(count);
    }
    fill_starts(&bins, bin_starts);
    if !output_file.is_empty() {
        write_file(&raw_name(output_file, block_index, bins.count()), bytemuck::cast_slice(histogram.pixels()))?;
    }
    Ok(())
}

/// Stores the smallest value of each bin.
fn fill_starts(bins: &Bins, starts: &mut Image<f32>) {
    for (n, start) in starts.pixels_mut().iter_mut().enumerate() {
        *start = bins.value_at(n as f64) as f32;
    }
}

/// The name of the file for a histogram of so many bins.
fn raw_name(name: &str, block_index: i64, bins: usize) -> PathBuf {
    let block = if block_index >= 0 { format!("_{block_index}") } else { String::new() };
    let ending = format!("{block}_{bins}x1x1.raw");
    let whole = if name.to_lowercase().ends_with(&ending) { name.to_owned() } else { format!("{name}{ending}") };
    PathBuf::from(whole)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;

    /// Histogram and bin starts, as a script would get them.
    fn run<T: RealPixel, U: RealPixel>(image: &Image<T>, minimum: f64, maximum: f64, bins: i64) -> (Vec<U>, Vec<f32>) {
        let ctx = Context::with_threads(2);
        let mut histogram = Image::new([1, 1, 1]).expect("small");
        let mut starts = Image::new([1, 1, 1]).expect("small");
        hist(&ctx, image, &mut histogram, &mut starts, minimum, maximum, bins, "", -1).expect("no error");
        assert_eq!((histogram.dims(), starts.dims()), ([bins as usize, 1, 1].into(), [bins as usize, 1, 1].into()));
        (histogram.pixels().to_vec(), starts.pixels().to_vec())
    }

    fn line<T: RealPixel>(pixels: &[T]) -> Image<T> {
        Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("fits")
    }

    #[test]
    fn the_default_histogram_of_uint8_has_one_bin_per_value() {
        let all: Vec<u8> = (0..=255).collect();
        let (counts, starts) = run::<u8, u64>(&line(&all), 0.0, 255.0, 256);
        assert!(counts.iter().all(|&count| count == 1));
        assert_eq!((starts[0], starts[1], starts[255]), (0.0, 255.0 / 256.0, 255.0 * 255.0 / 256.0));
        assert_eq!(run::<u8, u8>(&line(&all), 0.0, 256.0, 256).0, vec![1; 256]);
    }

    #[test]
    fn infinite_and_huge_values_lie_at_their_end_and_nan_in_the_first_bin() {
        let counts = |value: f32| run::<f32, u16>(&line(&[value]), 0.0, 1.0, 10).0;
        let bin = |value| counts(value).iter().position(|&count| count == 1).expect("one pixel");
        assert_eq!([f32::NAN, f32::NEG_INFINITY, -1e30, 0.0, 0.1, 0.3].map(bin), [0, 0, 0, 0, 1, 3]);
        assert_eq!([0.7, 1.0, 1e30, f32::INFINITY].map(bin), [7, 9, 9, 9]);
    }

    #[test]
    fn counts_saturate_in_the_type_of_the_histogram() {
        let image = Image::<u16>::new([300, 2, 1]).expect("small");
        assert_eq!(run::<u16, u8>(&image, 0.0, 2.0, 2).0, [255, 0]);
        assert_eq!(run::<u16, f32>(&image, 0.0, 2.0, 2).0, [600.0, 0.0]);
    }

    /// The bin by the definition, with no thought for speed: the number of inner edges that are not above the value.
    fn bin_by_definition<T: RealPixel>(value: T, minimum: f64, maximum: f64, bins: i64) -> usize {
        let edge = |n: i64| {
            let edge = minimum + n as f64 * (maximum - minimum) / bins as f64;
            if T::TYPE.is_integer() { edge } else { f64::from(edge as f32) }
        };
        (1..bins).filter(|&n| value.to_f64() >= edge(n)).count()
    }

    fn check<T: RealPixel, U: RealPixel>(values: &[f64], minimum: f64, width: f64, bins: i64) {
        let pixels: Vec<T> = values.iter().map(|&v| T::from_f64_saturating(v)).collect();
        let mut expected = vec![0u64; bins as usize];
        for &pixel in &pixels {
            expected[bin_by_definition(pixel, minimum, minimum + width, bins)] += 1;
        }
        let expected: Vec<U> = expected.into_iter().map(convert).collect();
        let (counts, _) = run::<T, U>(&line(&pixels), minimum, minimum + width, bins);
        assert_eq!(counts, expected, "{}, {}", T::TYPE, U::TYPE);
    }

    proptest! {
        #[test]
        fn histograms_agree_with_the_definition(
            values in prop::collection::vec(prop_oneof![-300.0..300.0, -1e5..1e5, -1e20..1e20, Just(f64::INFINITY)], 1..400),
            minimum in prop_oneof![-300.0..300.0, (-300i32..300).prop_map(f64::from), Just(-1e10)],
            width in prop_oneof![0.01..600.0, (1i32..70000).prop_map(f64::from), Just(1e19)],
            bins in 1i64..300,
        ) {
            check::<u8, u64>(&values, minimum, width, bins);
            check::<u16, u32>(&values, minimum, width, bins);
            check::<u32, u16>(&values, minimum, width, bins);
            check::<u64, u8>(&values, minimum, width, bins);
            check::<i8, i8>(&values, minimum, width, bins);
            check::<i16, i16>(&values, minimum, width, bins);
            check::<i32, i32>(&values, minimum, width, bins);
            check::<i64, i64>(&values, minimum, width, bins);
            check::<f32, f32>(&values, minimum, width, bins);
            check::<f32, u8>(&values, minimum, width, bins);
        }
    }

    #[test]
    fn the_histogram_is_written_into_a_raw_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = folder.path().join("new").join("h");
        let name = name.to_str().expect("unicode");
        let ctx = Context::with_threads(1);
        let (mut histogram, mut starts) =
            (Image::<u16>::new([1, 1, 1]).expect("small"), Image::new([1, 1, 1]).expect("small"));
        let image = line(&[0u8, 1, 1, 1]);
        for (block, file) in [(-1, "_2x1x1.raw"), (7, "_7_2x1x1.raw")] {
            hist(&ctx, &image, &mut histogram, &mut starts, 0.0, 2.0, 2, name, block).expect("no error");
            let bytes = fs::read(format!("{name}{file}")).expect("the file is there");
            assert_eq!(bytes, [1u16.to_ne_bytes(), 3u16.to_ne_bytes()].concat());
        }
        assert_eq!(fs::read_dir(folder.path().join("new")).expect("a folder").count(), 2);
        assert_eq!(raw_name("a_2X1x1.RAW", -1, 2), PathBuf::from("a_2X1x1.RAW"));
        assert_eq!(raw_name("a.raw", 0, 2), PathBuf::from("a.raw_0_2x1x1.raw"));
    }

    #[test]
    fn a_file_that_cannot_be_written_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let blocked = folder.path().join("h_1x1x1.raw");
        fs::create_dir(&blocked).expect("a folder in the place of the file");
        let error = write_file(&blocked, &[1]).expect_err("a folder").to_string();
        assert!(error.contains("h_1x1x1.raw: there is a folder"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn errors_name_the_arguments_of_the_command() {
        let ctx = Context::with_threads(1);
        let message = |minimum, maximum, bins| {
            let (mut histogram, mut starts) = (Image::<u8>::new([1, 1, 1])?, Image::new([1, 1, 1])?);
            hist(&ctx, &line(&[0u8]), &mut histogram, &mut starts, minimum, maximum, bins, "", -1)
        };
        let text = |minimum, maximum, bins| message(minimum, maximum, bins).expect_err("invalid").to_string();
        let expected =
            "argument `histogram maximum` must be finite and greater than `histogram minimum`, which is 5, but it is 2";
        assert_eq!(text(5.0, 2.0, 8), expected);
        assert_eq!(text(f64::INFINITY, 2.0, 8), "argument `histogram minimum` must be finite, but it is inf");
        assert_eq!(text(0.0, 2.0, -3), "argument `bin count` must be at least 1 and at most 2147483647, but it is -3");
    }
}
