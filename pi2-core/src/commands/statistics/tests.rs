use proptest::prelude::*;

use super::*;

fn ctx() -> Context {
    Context::with_threads(2)
}

fn row<T: RealPixel>(pixels: &[T]) -> Image<T> {
    Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row")
}

type Command<T, U> = fn(&Context, &Image<T>, &mut Image<U>, bool) -> Result<()>;

fn run<T: RealPixel, U: RealPixel>(command: Command<T, U>, pixels: &[T]) -> U {
    let mut output = Image::<U>::new([3, 2, 1]).expect("small");
    command(&ctx(), &row(pixels), &mut output, false).expect("no error");
    assert_eq!(output.dims(), Dimensions::ONE);
    output.get(0, 0, 0)
}

#[test]
fn the_standard_deviation_is_that_of_a_sample() {
    assert_eq!(run(stddev, &[1u8, 2, 4]), 1.527_525_2);
    assert!(run(stddev, &[7u8]).is_nan());
}

#[test]
fn a_large_mean_does_not_spoil_the_standard_deviation() {
    let pixels: Vec<u64> = (0..100_000).map(|i| (1 << 50) + 2 * (i % 2)).collect();
    assert!((run(stddev, &pixels) - 1.0).abs() < 1e-4);
    assert_eq!(run(stddev, &vec![1e8f32; 50_000]), 0.0);
}

#[test]
fn extrema_ignore_nan() {
    assert_eq!(run::<_, f32>(minval, &[f32::NAN, 2.0, 4.0]), 2.0f32);
    assert_eq!(run::<_, f32>(maxval, &[f32::NAN, 2.0, 4.0, f32::NAN]), 4.0f32);
}

#[test]
fn extrema_of_nothing_but_nan_or_infinity_are_what_they_are() {
    let nan: f32 = run(minval, &[f32::NAN; 100]);
    assert!(nan.is_nan());
    assert_eq!(run::<_, f32>(minval, &[f32::INFINITY, f32::NAN]), f32::INFINITY);
    assert_eq!(run::<_, f32>(maxval, &[f32::NEG_INFINITY; 40]), f32::NEG_INFINITY);
}

#[test]
fn sums_of_integers_are_exact_and_saturate_in_the_output() {
    assert_eq!(run::<_, u64>(sum, &[u64::MAX, 1]), u64::MAX);
    assert_eq!(run::<_, i64>(sum, &[i64::MIN, i64::MIN]), i64::MIN);
    assert_eq!(run::<_, u8>(sum, &[100u8, 98]), 198u8);
    assert_eq!(run::<_, u8>(sum, &[200u8, 98]), 255u8);
    assert_eq!(run::<_, u64>(sum, &vec![65_535u16; 70_000]), 65_535u64 * 70_000);
    assert_eq!(run::<_, i64>(sum, &vec![i32::MIN; 70_000]), i64::from(i32::MIN) * 70_000);
}

#[test]
fn nan_carries_over_to_the_mean() {
    assert!(run(mean, &[1.0f32, f32::NAN]).is_nan());
}

#[test]
fn small_types_are_printed_as_numbers_with_all_digits() {
    let printed = Context::printed(|ctx| {
        let mut output = Image::<u8>::new([1, 1, 1])?;
        maxval(ctx, &row(&[65u8, 3]), &mut output, true)?;
        let mut output = Image::<f32>::new([1, 1, 1])?;
        sum(ctx, &row(&[1_234_567u32, 1]), &mut output, true)
    });
    assert_eq!(printed, "max = 65\ncount = 2sum = 1234568\ncount = 2");
}

/// The definitions, with no thought for speed.
fn agrees<T: RealPixel>(numbers: &[f64]) {
    let pixels: Vec<T> = numbers.iter().map(|&v| T::from_f64_saturating(v)).collect();
    let values: Vec<f64> = pixels.iter().map(|p| p.to_f64()).collect();
    let n = values.len() as f64;
    let average = values.iter().sum::<f64>() / n;
    let spread = (values.iter().map(|v| (v - average).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    let largest = values.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    let near = |a: f32, b: f64| (f64::from(a) - b).abs() <= 1e-6 * largest + 1e-6;
    assert!(near(run(mean, &pixels), average), "mean of {pixels:?}");
    assert!(near(run(stddev, &pixels), spread), "standard deviation of {pixels:?}");
    let mut sorted = pixels.clone();
    sorted.sort_by(|a, b| a.partial_cmp(b).expect("no NaN"));
    assert_eq!(run::<T, T>(minval, &pixels), sorted[0]);
    assert_eq!(run::<T, T>(maxval, &pixels), sorted[sorted.len() - 1]);
    if T::TYPE.is_integer() {
        let exact = pixels.iter().map(|p| p.to_i128()).sum::<i128>();
        assert_eq!(total(&ctx(), &row(&pixels)).expect("no error"), Total::Integer(exact));
    } else {
        assert!(near(run::<T, f32>(sum, &pixels), average * n));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn all_types_agree_with_the_definitions(
        numbers in prop::collection::vec(prop_oneof![-300.0..300.0, -1e5..1e5, -1e19..2e19], 2..100),
    ) {
        agrees::<u8>(&numbers);
        agrees::<u16>(&numbers);
        agrees::<u32>(&numbers);
        agrees::<u64>(&numbers);
        agrees::<i8>(&numbers);
        agrees::<i16>(&numbers);
        agrees::<i32>(&numbers);
        agrees::<i64>(&numbers);
        agrees::<f32>(&numbers);
    }
}

#[test]
fn sums_of_squares_are_exact_and_saturate_in_the_output() {
    assert_eq!(run::<_, u8>(squaresum, &[10u8, 12]), 244u8);
    assert_eq!(run::<_, u8>(squaresum, &[10u8, 13]), 255u8);
    assert_eq!(run::<_, i64>(squaresum, &vec![i8::MIN; 70_000]), 70_000 << 14);
    assert_eq!(run::<_, u64>(squaresum, &vec![u16::MAX; 70_000]), 65_535u64.pow(2) * 70_000);
    assert_eq!(run::<_, i64>(squaresum, &[i32::MIN, 3]), (1 << 62) + 9);
    assert_eq!(run::<_, u64>(squaresum, &[u32::MAX, u32::MAX]), u64::MAX);
    assert_eq!(run::<_, f32>(squaresum, &[u32::MAX, u32::MAX]), 36_893_488_130_239_234_050u128 as f32);
    assert_eq!(run::<_, f32>(squaresum, &[u64::MAX, u64::MAX]), u128::MAX as f32);
    assert_eq!(run::<_, f32>(squaresum, &[1.5f32, -2.0]), 6.25f32);
    assert!(run::<_, f32>(squaresum, &[1.5f32, f32::NAN]).is_nan());
}

/// A masked mean and the printed text.
fn masked<T: RealPixel>(pixels: &[T], ignored: f64, square_root: bool) -> f32 {
    let mut output = Image::<f32>::new([3, 2, 1]).expect("small");
    maskedmean(&ctx(), &row(pixels), &mut output, ignored, false, square_root).expect("no error");
    assert_eq!(output.dims(), Dimensions::ONE);
    output.get(0, 0, 0)
}

#[test]
fn the_masked_mean_leaves_out_one_value() {
    assert_eq!(masked(&[0u8, 5, 8, 0], 0.0, false), 6.5);
    assert_eq!(masked(&[f32::NAN, 2.0, 4.0], f64::NAN, false), 3.0);
    assert_eq!(masked(&[f32::INFINITY, 2.0, 4.0], f64::INFINITY, false), 3.0);
    assert!(masked(&[f32::NAN, 2.0, 4.0], 2.0, false).is_nan());
    assert!(masked(&[3u16, 3, 3], 3.0, false).is_nan());
    assert_eq!(masked(&[0u8, 4], f64::NAN, false), 2.0);
    assert_eq!(masked(&[u64::MAX, 4], 1e30, false), 4.0);
}

#[test]
fn the_masked_mean_of_square_roots_does_not_change_the_image() {
    let image = row(&[1u8, 2, 4]);
    let mut output = Image::<f32>::new([1, 1, 1]).expect("small");
    maskedmean(&ctx(), &image, &mut output, 1.0, false, true).expect("no error");
    assert_eq!((output.pixels(), image.pixels()), ([2.0f32].as_slice(), [1u8, 2, 4].as_slice()));
    assert_eq!(masked(&vec![9.0f32; 5000], 0.0, true), 3.0);
}

#[test]
fn the_masked_mean_prints_the_number_of_pixels_it_is_made_of() {
    let printed = Context::printed(|ctx| {
        let mut output = Image::<f32>::new([1, 1, 1])?;
        maskedmean(ctx, &row(&[0u8, 5, 8]), &mut output, 0.0, true, false)?;
        let mut output = Image::<u64>::new([1, 1, 1])?;
        squaresum(ctx, &row(&[3u8, 1]), &mut output, true)
    });
    assert_eq!(printed, "maskedmean = 6.5\ncount = 2squareSum = 10\ncount = 2");
}

#[test]
fn sums_of_float32_pixels_keep_what_six_digits_would_lose() {
    // The original joins blocks by texts of six digits (D-28).
    let pixels: Vec<f32> = (0..300_000).map(|i| if i % 2 == 0 { 1.078_781_7 } else { 1.078_781_4 }).collect();
    let exact: f64 = pixels.iter().map(|&p| f64::from(p)).sum();
    assert_eq!(run::<_, f32>(sum, &pixels), exact as f32);
    assert_eq!(run(mean, &pixels), (exact / 300_000.0) as f32);
    assert_eq!(masked(&pixels, 0.0, false), (exact / 300_000.0) as f32);
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let pixels: Vec<f32> = (0..500_000i64).map(|i| ((i * 7919 % 10_007) as f32 * 0.013).sin()).collect();
    let image = row(&pixels);
    let results = |threads: usize| {
        let ctx = Context::with_threads(threads);
        let commands: [Command<f32, f32>; 6] = [sum, squaresum, mean, stddev, minval, maxval];
        let mut all: Vec<u32> = Vec::new();
        for command in commands {
            let mut output = Image::new([1, 1, 1]).expect("small");
            command(&ctx, &image, &mut output, false).expect("no error");
            all.push(output.get(0, 0, 0).to_bits());
        }
        all
    };
    assert_eq!(results(1), results(3));
}

proptest! {
    #[test]
    fn masked_means_and_square_sums_agree_with_the_definitions(
        numbers in prop::collection::vec(prop_oneof![(-4i32..4).prop_map(f64::from), -1e5..1e5], 1..100),
        ignored in (-4i32..4).prop_map(f64::from),
        square_root in any::<bool>(),
    ) {
        fn check<T: RealPixel>(numbers: &[f64], ignored: f64, square_root: bool) -> Result<(), TestCaseError> {
            let pixels: Vec<T> = numbers.iter().map(|&v| T::from_f64_saturating(v)).collect();
            let root = |p: T| if square_root { T::from_f64_saturating(p.to_f64().sqrt()) } else { p };
            let ignored_pixel = T::from_f64_saturating(ignored);
            let kept = pixels.iter().map(|&p| root(p)).filter(|&p| p != ignored_pixel);
            let kept: Vec<f64> = kept.map(T::to_f64).collect();
            let expected = kept.iter().sum::<f64>() / kept.len() as f64;
            let mean = f64::from(masked(&pixels, ignored, square_root));
            let is_near = (mean - expected).abs() <= 1e-6 * expected.abs().max(1.0);
            prop_assert!(is_near || (mean.is_nan() && expected.is_nan()), "{mean}, not {expected}");
            let squares: f64 = pixels.iter().map(|p| p.to_f64() * p.to_f64()).sum();
            let sum: f32 = run(squaresum, &pixels);
            prop_assert!((f64::from(sum) - squares).abs() <= 1e-6 * squares, "{sum}, not {squares}");
            Ok(())
        }
        crate::testing::for_each_real_type!(check, &numbers, ignored, square_root);
    }
}

#[test]
fn statistics_and_projections_of_a_mapped_file_leave_it_a_file() {
    use crate::commands::histogram::hist;
    use crate::commands::transform::{maxproject, meanproject, minproject, sumproject};
    use crate::io::mapped::{MapAccess, map_raw};

    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("m");
    let name = name.to_str().expect("unicode");
    let bytes: Vec<u8> = (0..120u8).collect();
    std::fs::write(format!("{name}_4x5x6.raw"), &bytes).expect("written");
    let mapped = map_raw(name, Some(crate::PixelType::UInt8), [4, 5, 6].into(), MapAccess::ReadOnly).expect("mapped");
    let image = <u8 as crate::Pixel>::of(&mapped).expect("uint8");
    let heap = Image::from_vec([4, 5, 6], bytes).expect("as many");
    let commands: [Command<u8, f32>; 6] = [sum, squaresum, mean, stddev, minval, maxval];
    for command in commands {
        let value = |image: &Image<u8>| {
            let mut output = Image::new([1, 1, 1]).expect("small");
            command(&ctx(), image, &mut output, false).expect("no error");
            output
        };
        assert_eq!(value(image), value(&heap));
    }
    for dimension in 0..3 {
        type Projection<T> = fn(&Context, &Image<u8>, &mut Image<T>, u64) -> Result<()>;
        fn same<T: RealPixel>(projection: Projection<T>, images: [&Image<u8>; 2], dimension: u64) {
            let [a, b] = images.map(|image| {
                let mut output = Image::new([1, 1, 1]).expect("small");
                projection(&ctx(), image, &mut output, dimension).expect("no error");
                output
            });
            assert_eq!(a, b);
        }
        same(sumproject, [image, &heap], dimension);
        same(meanproject, [image, &heap], dimension);
        same(maxproject::<u8>, [image, &heap], dimension);
        same(minproject::<u8>, [image, &heap], dimension);
    }
    let (mut histogram, mut starts) =
        (Image::<u64>::new([1, 1, 1]).expect("small"), Image::new([1, 1, 1]).expect("small"));
    hist(&ctx(), image, &mut histogram, &mut starts, 0.0, 120.0, 3, "", -1).expect("no error");
    assert_eq!(histogram.pixels(), [40, 40, 40]);
    assert!(image.mapped_file().is_some() && image.is_read_only());
}
