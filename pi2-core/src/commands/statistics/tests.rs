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
