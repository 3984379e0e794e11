use std::fs;

use proptest::prelude::*;

use super::*;
use crate::testing::{for_each_real_pair, random_image, sides};

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
    assert_eq!(raw_name("a_2X1x1.RAW", -1, [2, 1]), PathBuf::from("a_2X1x1.RAW"));
    assert_eq!(raw_name("a.raw", 0, [2, 1]), PathBuf::from("a.raw_0_2x1x1.raw"));
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

/// A weighted histogram and its bin starts.
fn weighted<T: RealPixel>(
    image: &Image<T>,
    weight: &Image<f32>,
    range: [f64; 2],
    bins: i64,
) -> Result<(Vec<f32>, Vec<f32>)> {
    let ctx = Context::with_threads(2);
    let (mut histogram, mut starts) = (Image::new([1, 1, 1])?, Image::new([1, 1, 1])?);
    whist(&ctx, image, weight, &mut histogram, &mut starts, range[0], range[1], bins, "", -1)?;
    assert_eq!(histogram.dims(), [bins as usize, 1, 1].into());
    Ok((histogram.pixels().to_vec(), starts.pixels().to_vec()))
}

/// A histogram of pairs, weighted if there are weights.
fn of_pairs<T: RealPixel, U: RealPixel>(
    first: (&Image<T>, [f64; 2], i64),
    second: (&Image<U>, [f64; 2], i64),
    weight: Option<&Image<f32>>,
    file: &str,
) -> Result<Image<f32>> {
    let ctx = Context::with_threads(2);
    let one = || Image::<f32>::new([1, 1, 1]);
    let (mut histogram, mut starts, mut other_starts) = (one()?, one()?, one()?);
    let ((a, [low, high], bins), (b, [other_low, other_high], other_bins)) = (first, second);
    let (h, s, t) = (&mut histogram, &mut starts, &mut other_starts);
    match weight {
        None => hist2(&ctx, a, low, high, bins, b, other_low, other_high, other_bins, h, s, t, file, 3)?,
        Some(w) => whist2(&ctx, a, low, high, bins, b, other_low, other_high, other_bins, w, h, s, t, file, 3)?,
    }
    assert_eq!(histogram.dims(), [bins as usize, other_bins as usize, 1].into());
    assert_eq!((starts.width(), other_starts.width()), (bins as usize, other_bins as usize));
    assert_eq!((starts.get(0, 0, 0), other_starts.get(0, 0, 0)), (low as f32, other_low as f32));
    Ok(histogram)
}

#[test]
fn weights_are_summed() {
    let weight = line(&[0.5f32, 1.0, 2.0, 4.0]);
    let (histogram, starts) = weighted(&line(&[0u8, 1, 2, 3]), &weight, [0.0, 4.0], 2).expect("valid");
    assert_eq!((histogram, starts), (vec![1.5, 6.0], vec![0.0, 2.0]));
    let error = weighted(&line(&[0u8, 1]), &weight, [0.0, 4.0], 2).expect_err("sizes differ").to_string();
    assert_eq!(error, "`input image` is 2×1×1 but `weight` is 4×1×1; they must be equal");
}

#[test]
fn pairs_of_the_common_part_are_counted() {
    let (a, b) = (line(&[0u8, 1, 2, 3]), line(&[0u8, 1, 1]));
    let (first, second) = ((&a, [0.0, 4.0], 2), (&b, [0.0, 2.0], 2));
    assert_eq!(of_pairs(first, second, None, "").expect("valid").pixels(), [1.0, 0.0, 1.0, 1.0]);
    let weight = line(&[5.0f32, 0.25, 0.5]);
    assert_eq!(of_pairs(first, second, Some(&weight), "").expect("valid").pixels(), [5.0, 0.0, 0.25, 0.5]);
    let error = of_pairs(first, second, Some(&line(&[1.0f32; 4])), "").expect_err("sizes differ").to_string();
    assert_eq!(error, "`weight` is 4×1×1 but the input images have 3×1×1 in common; they must be equal");
}

#[test]
fn histograms_of_pairs_are_written_in_full_precision() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("h");
    let name = name.to_str().expect("unicode");
    let (a, b) = (line(&[0u8, 1, 1]), line(&[0u8, 0, 0]));
    let (first, second) = ((&a, [0.0, 2.0], 2), (&b, [0.0, 1.0], 1));
    of_pairs(first, second, None, name).expect("valid");
    let file = format!("{name}_3_2x1x1.raw");
    assert_eq!(fs::read(&file).expect("the file is there"), [1u64.to_ne_bytes(), 2u64.to_ne_bytes()].concat());
    of_pairs(first, second, Some(&line(&[0.5f32, 0.25, 1.0])), name).expect("valid");
    assert_eq!(fs::read(&file).expect("the file is there"), [0.5f64.to_ne_bytes(), 1.25f64.to_ne_bytes()].concat());
    let (mut histogram, mut starts) = (Image::new([1, 1, 1]).expect("small"), Image::new([1, 1, 1]).expect("small"));
    let ctx = Context::with_threads(1);
    whist(&ctx, &a, &line(&[0.5f32, 0.25, 1.0]), &mut histogram, &mut starts, 0.0, 2.0, 2, name, 4).expect("valid");
    let file = format!("{name}_4_2x1x1.raw");
    assert_eq!(fs::read(file).expect("the file is there"), [0.5f64.to_ne_bytes(), 1.25f64.to_ne_bytes()].concat());
}

#[test]
fn bad_ranges_and_sizes_of_pairs_name_their_arguments() {
    let a = line(&[0u8]);
    let text = |first, second| of_pairs(first, second, None, "").expect_err("invalid").to_string();
    let good = (&a, [0.0, 2.0], 2);
    let error = text((&a, [f64::NAN, 2.0], 2), good);
    assert_eq!(error, "argument `min 1` must be finite, but it is NaN");
    let error = text(good, (&a, [5.0, 2.0], 2));
    assert_eq!(error, "argument `max 2` must be finite and greater than `min 2`, which is 5, but it is 2");
    let error = text(good, (&a, [0.0, 2.0], 0));
    assert_eq!(error, "argument `bin count 2` must be at least 1 and at most 2147483647, but it is 0");
    let error = text((&a, [0.0, 2.0], 1 << 20), (&a, [0.0, 2.0], 1 << 20));
    assert_eq!(error, "a histogram of 1048576×1048576 bins is too large");
}

#[test]
fn weighted_histograms_do_not_depend_on_the_number_of_threads() {
    let image = Image::from_fn([1500, 90, 3], |x, y, z| ((x * 31 + y * 17 + z * 7) % 1000) as u16).expect("small");
    let weight = Image::from_fn([1500, 90, 3], |x, y, z| ((x * y + z) as f32 * 0.37).sin()).expect("small");
    let histogram = |threads: usize| {
        let (mut histogram, mut starts) =
            (Image::new([1, 1, 1]).expect("small"), Image::new([1, 1, 1]).expect("small"));
        let ctx = Context::with_threads(threads);
        whist(&ctx, &image, &weight, &mut histogram, &mut starts, 0.0, 1000.0, 100, "", -1).expect("valid");
        histogram
    };
    assert_eq!(histogram(1), histogram(3));
}

/// Weighted histograms and those of pairs by the definition, with no thought for speed.
fn pairs_agree<T: RealPixel, U: RealPixel>(
    dims: [usize; 3],
    other_dims: [usize; 3],
    seed: u64,
) -> Result<(), TestCaseError> {
    let (a, b) = (random_image::<T>(dims, seed), random_image::<U>(other_dims, seed + 1));
    let range = |low: f64, high: f64| if high < 1e4 { [low, high] } else { [0.0, 30_000.0] };
    let (range, other_range) = (range(T::MIN.to_f64(), T::MAX.to_f64()), range(U::MIN.to_f64(), U::MAX.to_f64()));
    let common: [usize; 3] = std::array::from_fn(|axis| dims[axis].min(other_dims[axis]));
    let weight = Image::from_fn(common, |x, y, z| 0.25 * (1 + x + 2 * y + 3 * z) as f32).expect("small");
    let (mut counts, mut sums) = (vec![0.0f32; 5 * 4], vec![0.0f32; 5 * 4]);
    for z in 0..common[2] {
        for y in 0..common[1] {
            for x in 0..common[0] {
                let i = bin_by_definition(a.get(x, y, z), range[0], range[1], 5);
                let j = bin_by_definition(b.get(x, y, z), other_range[0], other_range[1], 4);
                counts[i + 5 * j] += 1.0;
                sums[i + 5 * j] += weight.get(x, y, z);
            }
        }
    }
    let (first, second) = ((&a, range, 5), (&b, other_range, 4));
    let found = [None, Some(&weight)].map(|weight| of_pairs(first, second, weight, "").expect("valid"));
    prop_assert_eq!(found[0].pixels(), &counts);
    prop_assert_eq!(found[1].pixels(), &sums);
    if dims == common {
        let columns: Vec<f32> = (0..5).map(|i| (0..4).map(|j| sums[i + 5 * j]).sum()).collect();
        prop_assert_eq!(weighted(&a, &weight, range, 5).expect("valid").0, columns);
    }
    Ok(())
}

macro_rules! check_pairs {
    ($dims:ident, $other:ident, $seed:ident: $($t:ty: $($u:ty),+;)+) => {$($(
        pairs_agree::<$t, $u>($dims, $other, $seed)?;
    )+)+};
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn histograms_of_pairs_agree_with_the_definition(
        dims in sides(), other in sides(), same in any::<bool>(), seed in any::<u32>(),
    ) {
        let (other, seed) = (if same { dims } else { other }, u64::from(seed));
        for_each_real_pair!(check_pairs, dims, other, seed);
    }
}
