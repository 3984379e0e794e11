use proptest::prelude::*;

use super::*;
use crate::testing::{for_each_real_pair, sides};

type Projection<T, U> = fn(&Context, &Image<T>, &mut Image<U>, u64) -> Result<()>;
type WithValues<T, U> = fn(&Context, &Image<T>, &mut Image<T>, u64, &Image<U>, &mut Image<U>) -> Result<()>;

/// A projection, and whether its first pixel is better than the second.
type Order<T, U> = (WithValues<T, U>, fn(&T, &T) -> bool);

fn projected<T: RealPixel, U: RealPixel>(projection: Projection<T, U>, input: &Image<T>, dimension: u64) -> Image<U> {
    let mut output = Image::new([9, 9, 9]).expect("small");
    projection(&Context::with_threads(2), input, &mut output, dimension).expect("valid");
    output
}

fn with_values<T: RealPixel, U: RealPixel>(
    projection: WithValues<T, U>,
    input: &Image<T>,
    values: &Image<U>,
    dimension: u64,
) -> Result<(Image<T>, Image<U>)> {
    let (mut output, mut picked) = (Image::new([1, 1, 1])?, Image::new([1, 1, 1])?);
    projection(&Context::with_threads(2), input, &mut output, dimension, values, &mut picked)?;
    Ok((output, picked))
}

#[test]
fn along_x_the_slices_are_mirrored() {
    let ramp = Image::from_fn([2, 3, 2], |x, y, z| (x + 2 * y + 6 * z) as u8).expect("small");
    let values = Image::from_fn([2, 3, 2], |x, y, z| (100 + x + 2 * y + 6 * z) as u8).expect("small");
    let (output, picked) = with_values(maxproject_with_values, &ramp, &values, 0).expect("valid");
    assert_eq!(output, Image::from_vec([2, 3, 1], vec![7, 1, 9, 3, 11, 5]).expect("six"));
    assert_eq!(picked.pixels(), [107, 101, 109, 103, 111, 105]);
    let (output, picked) = with_values(minproject_with_values, &ramp, &values, 0).expect("valid");
    assert_eq!(
        (output.pixels(), picked.pixels()),
        ([6, 0, 8, 2, 10, 4].as_slice(), [106, 100, 108, 102, 110, 104].as_slice())
    );
    assert_eq!(projected(sumproject, &ramp, 0).pixels(), [13.0, 1.0, 17.0, 5.0, 21.0, 9.0]);
    assert_eq!(projected(sumproject, &ramp, 1).pixels(), [6.0, 9.0, 24.0, 27.0]);
    assert_eq!(projected(sumproject, &ramp, 2).pixels(), [6.0, 8.0, 10.0, 12.0, 14.0, 16.0]);
}

#[test]
fn means_are_rounded_once() {
    let input = Image::from_vec([3, 1, 1], vec![1u8, 2, 4]).expect("three");
    assert_eq!(projected(meanproject, &input, 0).pixels(), [2.333_333_3]);
    let input = Image::from_vec([1, 1, 3], vec![33_554_433u32, 33_554_433, 33_554_431]).expect("three");
    assert_eq!(projected(meanproject, &input, 2).pixels(), [(100_663_297.0f64 / 3.0) as f32]);
}

#[test]
fn wide_integers_are_exact() {
    let input = Image::from_vec([2, 1, 1], vec![u64::MAX - 1, 3]).expect("two");
    assert_eq!(projected(maxproject::<u64>, &input, 0).pixels(), [u64::MAX - 1]);
    let input = Image::from_vec([2, 1, 1], vec![u64::MAX - 1, u64::MAX]).expect("two");
    assert_eq!(projected(minproject::<u64>, &input, 0).pixels(), [u64::MAX - 1]);
    let input = Image::from_vec([1, 1, 1], vec![i64::MIN]).expect("one");
    let (_, picked) = with_values(maxproject_with_values, &input, &input, 0).expect("valid");
    assert_eq!(picked.pixels(), [i64::MIN]);
}

#[test]
fn nan_is_ignored() {
    let input = Image::from_vec([1, 2, 2], vec![f32::NAN, f32::NAN, f32::NAN, 4.0]).expect("four");
    let values = Image::from_vec([1, 2, 2], vec![1u16, 2, 3, 4]).expect("four");
    let (output, picked) = with_values(maxproject_with_values, &input, &values, 2).expect("valid");
    assert_eq!((output.pixels(), picked.pixels()), ([f32::NEG_INFINITY, 4.0].as_slice(), [0, 4].as_slice()));
    let (output, picked) = with_values(minproject_with_values, &input, &values, 2).expect("valid");
    assert_eq!((output.pixels(), picked.pixels()), ([f32::INFINITY, 4.0].as_slice(), [0, 4].as_slice()));
    assert!(projected(sumproject, &input, 2).pixels().iter().all(|sum| sum.is_nan()));
}

#[test]
fn wrong_axes_and_sizes_are_refused() {
    let (a, b) = (Image::<u8>::new([2, 1, 1]).expect("small"), Image::<u8>::new([3, 1, 1]).expect("small"));
    for projection in [maxproject_with_values, minproject_with_values] {
        let message = |values, axis| with_values(projection, &a, values, axis).expect_err("invalid").to_string();
        assert_eq!(message(&a, 3), "argument `dimension` must be 0, 1 or 2, but it is 3");
        assert_eq!(message(&b, 2), "`input image` is 2×1×1 but `input value image` is 3×1×1; they must be equal");
    }
    for projection in [sumproject::<u8>, meanproject::<u8>] {
        let mut output = Image::new([3, 1, 1]).expect("small");
        let error = projection(&Context::with_threads(1), &a, &mut output, u64::MAX).expect_err("no such axis");
        assert!(error.to_string().starts_with("argument `dimension` must be 0, 1 or 2"), "{error}");
        assert_eq!(output.width(), 3, "the output is unchanged");
    }
}

/// The pixels of the line of output pixel (x, y), by the definition.
fn line_of<T: RealPixel>(input: &Image<T>, dimension: u64, x: usize, y: usize) -> Vec<T> {
    let [w, h, d] = input.dims().to_array();
    match dimension {
        0 => (0..w).map(|i| input.get(i, y, d - 1 - x)).collect(),
        1 => (0..h).map(|i| input.get(x, i, y)).collect(),
        _ => (0..d).map(|i| input.get(x, y, i)).collect(),
    }
}

/// The definitions, with no thought for speed.
fn agrees<T: RealPixel, U: RealPixel>(dims: [usize; 3], seed: usize) {
    let hash = |x: usize, y: usize, z: usize| (x * 31 + y * 57 + z * 97 + seed) % 13;
    let input = Image::from_fn(dims, |x, y, z| T::from_f64_saturating(hash(x, y, z) as f64 - 5.0)).expect("small");
    let values = Image::from_fn(dims, |x, y, z| U::from_f64_saturating((1 + x + 2 * y + 3 * z) as f64)).expect("small");
    let [w, h, d] = dims;
    for (dimension, size) in [(0, [d, h, 1]), (1, [w, d, 1]), (2, [w, h, 1])] {
        let orders: [Order<T, U>; 2] = [(maxproject_with_values, |a, b| a > b), (minproject_with_values, |a, b| a < b)];
        for (projection, is_better) in orders {
            let best = |x, y| {
                let line = line_of(&input, dimension, x, y);
                (1..line.len()).fold(0, |best, i| if is_better(&line[i], &line[best]) { i } else { best })
            };
            let (output, picked) = with_values(projection, &input, &values, dimension).expect("valid");
            let expected = Image::from_fn(size, |x, y, _| line_of(&input, dimension, x, y)[best(x, y)]);
            assert_eq!(output, expected.expect("small"));
            let expected = Image::from_fn(size, |x, y, _| line_of(&values, dimension, x, y)[best(x, y)]);
            assert_eq!(picked, expected.expect("small"));
        }
        let sum = |x, y| line_of(&input, dimension, x, y).iter().map(|p| p.to_f64()).sum::<f64>();
        let expected = Image::from_fn(size, |x, y, _| sum(x, y) as f32).expect("small");
        assert_eq!(projected(sumproject::<T>, &input, dimension), expected);
        let count = dims[dimension as usize] as f64;
        let expected = Image::from_fn(size, |x, y, _| (sum(x, y) / count) as f32).expect("small");
        assert_eq!(projected(meanproject::<T>, &input, dimension), expected);
    }
}

macro_rules! check_pairs {
    ($dims:ident, $seed:ident: $($t:ty: $($u:ty),+;)+) => {$($(agrees::<$t, $u>($dims, $seed);)+)+};
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn all_pairs_agree_with_the_definition(dims in sides(), seed in 0usize..1000) {
        for_each_real_pair!(check_pairs, dims, seed);
    }
}
