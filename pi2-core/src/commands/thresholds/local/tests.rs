use proptest::prelude::*;

use super::*;
use crate::commands::thresholds::auto::Levels;
use crate::par::neighbourhood;
use crate::testing::{boundaries, for_each_real_type, radii, random_image, sides};

const NONE: [f64; 4] = [f64::NAN; 4];

/// The methods that find a threshold for every neighbourhood.
const METHODS: [AutoThresholdMethod; 19] = [
    AutoThresholdMethod::Otsu,
    AutoThresholdMethod::Huang,
    AutoThresholdMethod::IsoData,
    AutoThresholdMethod::Li,
    AutoThresholdMethod::MaxEntropy,
    AutoThresholdMethod::MinError,
    AutoThresholdMethod::Moments,
    AutoThresholdMethod::Percentile,
    AutoThresholdMethod::Renyi,
    AutoThresholdMethod::Shanbhag,
    AutoThresholdMethod::Triangle,
    AutoThresholdMethod::Yen,
    AutoThresholdMethod::Median,
    AutoThresholdMethod::Mean,
    AutoThresholdMethod::MidGrey,
    AutoThresholdMethod::Niblack,
    AutoThresholdMethod::Phansalkar,
    AutoThresholdMethod::Sauvola,
    AutoThresholdMethod::Bernsen,
];

fn marked_with<T: RealPixel>(
    ctx: &Context,
    image: &Image<T>,
    radius: Vec3i,
    method: AutoThresholdMethod,
    [a, b, c, d]: [f64; 4],
    boundary: Boundary,
) -> Result<Image<T>> {
    let mut output = Image::new([2, 3, 1])?;
    localthreshold(ctx, image, &mut output, radius, method, a, b, c, d, boundary)?;
    assert_eq!(output.dims(), image.dims());
    Ok(output)
}

fn marked<T: RealPixel>(pixels: &[T], radius: i64, method: AutoThresholdMethod, arguments: [f64; 4]) -> Vec<T> {
    let image = Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row");
    let ctx = Context::with_threads(2);
    let marked = marked_with(&ctx, &image, radius.into(), method, arguments, Boundary::Nearest);
    marked.expect("valid").pixels().to_vec()
}

#[test]
fn bernsen_judges_flat_neighbourhoods_by_the_range_of_the_image() {
    let contrast = [50.0, f64::NAN, f64::NAN, f64::NAN];
    let pixels = [10u8, 10, 10, 11, 200, 10, 10];
    assert_eq!(marked(&pixels, 2, AutoThresholdMethod::Bernsen, contrast), [0, 0, 0, 0, 1, 0, 0]);
    // The first neighbourhoods are flat and dark, the last ones flat and bright: only pixels above the least are marked.
    let pixels = [10u8, 11, 12, 10, 200, 201, 200, 202];
    let marked = marked(&pixels, 1, AutoThresholdMethod::Bernsen, contrast);
    assert_eq!(marked, [0, 0, 0, 0, 1, 1, 0, 1]);
}

#[test]
fn nan_matters_in_its_neighbourhood_only() {
    let pixels = [1.0f32, 5.0, 1.0, f32::NAN, 1.0, 5.0, 1.0, 1e30, 1.0, 5.0, 1.0];
    let mean = marked(&pixels, 1, AutoThresholdMethod::Mean, NONE);
    assert_eq!(mean, [0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
    let deviation = marked(&pixels, 1, AutoThresholdMethod::Niblack, NONE);
    assert_eq!(deviation[8..], [0.0, 1.0, 0.0]);
    let range = marked(&pixels, 1, AutoThresholdMethod::MidGrey, NONE);
    assert_eq!(range, [0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
    assert_eq!(marked(&[f32::NAN; 3], 1, AutoThresholdMethod::MidGrey, NONE), [0.0; 3]);
}

#[test]
fn equal_pixels_are_not_above_their_mean() {
    let below = [-1.0, f64::NAN, f64::NAN, f64::NAN];
    for value in [0.1f32, 1e7, 1e-20] {
        let mut pixels = vec![value; 40];
        assert_eq!(marked(&pixels, 3, AutoThresholdMethod::Niblack, below), [0.0; 40]);
        pixels[39] = value * 1.5;
        assert_eq!(marked(&pixels, 3, AutoThresholdMethod::Mean, NONE)[..36], [0.0; 36]);
        assert_eq!(marked(&pixels, 3, AutoThresholdMethod::Niblack, below)[..36], [0.0; 36]);
    }
    let pixels = [(1u64 << 52) + 1; 40];
    assert_eq!(marked(&pixels, 3, AutoThresholdMethod::Niblack, below), [0; 40]);
}

#[test]
fn a_large_mean_does_not_spoil_deviations() {
    // 1 and -1 around 2^40: the deviation is about 1.1, so 1 is above the mean plus 0.8 deviations, not 1.
    let pixels: Vec<i64> = (0..60).map(|i| (1 << 40) + if i % 2 == 0 { 1 } else { -1 }).collect();
    let niblack = |k| marked(&pixels, 10, AutoThresholdMethod::Niblack, [k, f64::NAN, f64::NAN, f64::NAN]);
    assert!(niblack(0.8)[15..45].iter().zip(&pixels[15..45]).all(|(mark, pixel)| *mark == i64::from(pixel & 2 == 0)));
    assert!(niblack(1.2)[15..45].iter().all(|mark| *mark == 0));
}

#[test]
fn a_single_pixel_is_not_above_itself() {
    for method in METHODS.into_iter().filter(|method| matches!(method.rule(), Rule::Direct(..))) {
        assert_eq!(marked(&[7u8], 3, method, NONE), [0], "{method:?}");
    }
}

#[test]
fn errors_of_single_neighbourhoods_are_errors() {
    let image = Image::<u8>::from_vec([5, 1, 1], vec![1, 2, 3, 4, 5]).expect("five");
    let ctx = Context::with_threads(1);
    let text = |radius: Vec3i, method, arguments| {
        marked_with(&ctx, &image, radius, method, arguments, Boundary::Nearest).expect_err("invalid").to_string()
    };
    let error = text(1.into(), AutoThresholdMethod::Percentile, [f64::NAN, f64::NAN, f64::NAN, 2.0]);
    assert_eq!(error, "argument `argument 4` must be a fraction between 0 and 1, but it is 2");
    let error = text(0.into(), AutoThresholdMethod::Minimum, NONE);
    assert!(error.starts_with("the histogram does not smooth into a bimodal shape"), "{error}");
    let error = text(Vec3i::new(1, -1, 1), AutoThresholdMethod::Mean, NONE);
    assert_eq!(error, "argument `radius` must be between 0 and 1000000 along each axis, but it is [1, -1, 1]");
    let error = text(1.into(), AutoThresholdMethod::Otsu, [5.0, 2.0, f64::NAN, f64::NAN]);
    assert_eq!(error, "argument `argument 2` must be finite and greater than `argument 1`, which is 5, but it is 2");
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let image = Image::from_fn([150, 60, 20], |x, y, z| ((x * y + z * 31) as f32 * 0.37).sin()).expect("small");
    for method in [
        AutoThresholdMethod::Mean,
        AutoThresholdMethod::Sauvola,
        AutoThresholdMethod::MidGrey,
        AutoThresholdMethod::Otsu,
    ] {
        let result = |threads| {
            let arguments = [-1.0, 1.0, 40.0, f64::NAN];
            marked_with(&Context::with_threads(threads), &image, 2.into(), method, arguments, Boundary::Zero)
        };
        assert_eq!(result(1).expect("valid"), result(3).expect("valid"), "{method:?}");
    }
}

/// The definition, with no thought for speed.
fn reference<T: RealPixel>(
    image: &Image<T>,
    radius: Vec3i,
    method: AutoThresholdMethod,
    arguments: [f64; 4],
    boundary: Boundary,
) -> Image<T> {
    let ctx = Context::with_threads(1);
    let dimensionality = image.dims().dimensionality();
    let [rx, ry, rz] = std::array::from_fn(|axis| if axis < dimensionality { radius[axis] } else { 0 });
    let offsets: Vec<[i64; 3]> =
        (-rz..=rz).flat_map(|z| (-ry..=ry).flat_map(move |y| (-rx..=rx).map(move |x| [x, y, z]))).collect();
    let whole = Moments::of(image.pixels());
    let threshold = |values: &[T]| match method.rule() {
        Rule::Histogram(rule) => {
            let bins = histogram_bins::<T>(arguments).expect("valid");
            let mut histogram = vec![0.0; bins.count()];
            for value in values {
                histogram[bins.of(value.to_f64())] += 1.0;
            }
            bins.value_at(rule(Levels::new(&histogram), arguments[3]).expect("a bin"))
        }
        Rule::Direct(_, rule) => {
            let mut threshold = [0.0];
            rule(&[Moments::of(values)], &whole, arguments, &mut threshold);
            threshold[0]
        }
    };
    let mut output = Image::new([1, 1, 1]).expect("small");
    neighbourhood(&ctx, image, &mut output, &offsets, boundary, |values| {
        if values[offsets.len() / 2].to_f64() > threshold(values) { T::ONE } else { T::ZERO }
    })
    .expect("no error");
    output
}

fn agrees<T: RealPixel>(
    dims: [usize; 3],
    seed: u64,
    radius: Vec3i,
    method: AutoThresholdMethod,
    boundary: Boundary,
) -> Result<(), TestCaseError> {
    let image = random_image::<T>(dims, seed);
    let arguments = match (method.rule(), T::TYPE.is_integer()) {
        (Rule::Histogram(_), true) => [f64::NAN, f64::NAN, 40.0, f64::NAN],
        (Rule::Histogram(_), false) => [-1000.0, 1000.0, 40.0, f64::NAN],
        (Rule::Direct(..), _) => [0.3, f64::NAN, f64::NAN, 1e-3],
    };
    let found = marked_with(&Context::with_threads(2), &image, radius, method, arguments, boundary).expect("valid");
    prop_assert_eq!(found, reference(&image, radius, method, arguments, boundary), "{:?} of {}", method, T::TYPE);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn all_methods_and_types_agree_with_the_definition(
        dims in sides(),
        seed in any::<u64>(),
        radius in radii(0..4),
        method in prop::sample::select(METHODS.to_vec()),
        boundary in boundaries(),
    ) {
        for_each_real_type!(agrees, dims, seed, radius, method, boundary);
    }
}
