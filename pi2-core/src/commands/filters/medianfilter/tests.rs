use proptest::prelude::*;

use super::*;
use crate::par::neighbourhood;
use crate::testing::{boundaries, for_each_real_type, radii, random_image, sides};

fn filtered<T: RealPixel>(input: &Image<T>, radius: Vec3i, shape: NeighbourhoodType, boundary: Boundary) -> Image<T> {
    let mut output = Image::new([1, 1, 1]).expect("small");
    medianfilter(&Context::with_threads(2), input, &mut output, radius, shape, boundary).expect("valid arguments");
    output
}

/// Sorts the members, with no thought for speed.
fn reference<T: RealPixel>(input: &Image<T>, radius: Vec3i, shape: NeighbourhoodType, boundary: Boundary) -> Image<T> {
    let radius = radius_in(radius, input.dims()).expect("valid radius");
    let offsets: Vec<_> = members(&chords(shape, radius).expect("small")).collect();
    let mut output = Image::new([1, 1, 1]).expect("small");
    neighbourhood(&Context::with_threads(2), input, &mut output, &offsets, boundary, |values: &mut [T]| {
        values.sort_by(|a, b| a.partial_cmp(b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan())));
        values[values.len() / 2]
    })
    .expect("no error");
    output
}

fn shapes() -> impl Strategy<Value = NeighbourhoodType> {
    prop_oneof![Just(NeighbourhoodType::Rectangular), Just(NeighbourhoodType::Ellipsoidal)]
}

fn check<T: RealPixel>(
    sides: [usize; 3],
    radius: Vec3i,
    shape: NeighbourhoodType,
    boundary: Boundary,
    seed: u64,
) -> Result<(), TestCaseError> {
    let input = random_image::<T>(sides, seed);
    prop_assert_eq!(filtered(&input, radius, shape, boundary), reference(&input, radius, shape, boundary));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn every_pixel_type_agrees_with_the_definition(
        sides in sides(),
        radius in radii(0..4),
        shape in shapes(),
        boundary in boundaries(),
        seed: u64,
    ) {
        for_each_real_type!(check, sides, radius, shape, boundary, seed);
    }
}

#[test]
fn images_of_many_blocks_agree_with_the_definition() {
    let input = random_image::<u16>([70, 35, 18], 3);
    for (radius, shape) in [(1, NeighbourhoodType::Ellipsoidal), (4, NeighbourhoodType::Rectangular)] {
        for boundary in [Boundary::Zero, Boundary::Nearest] {
            let radius = Vec3i::splat(radius);
            let found = filtered(&input, radius, shape, boundary);
            assert!(found == reference(&input, radius, shape, boundary), "radius {radius}, {shape:?}, {boundary:?}");
        }
    }
}

#[test]
fn radius_zero_changes_nothing() {
    let input = random_image::<i64>([5, 4, 3], 8);
    assert_eq!(filtered(&input, 0.into(), NeighbourhoodType::Ellipsoidal, Boundary::Zero), input);
}

#[test]
fn large_integers_are_exact() {
    let input = Image::from_vec([3, 1, 1], vec![4_000_000_123u32; 3]).expect("three pixels");
    assert_eq!(filtered(&input, 1.into(), NeighbourhoodType::Rectangular, Boundary::Nearest), input);
}

#[test]
fn nan_is_larger_than_every_number() {
    let input = Image::from_vec([5, 1, 1], vec![f32::INFINITY, f32::NAN, 1.0, -f32::NAN, 3.0]).expect("five pixels");
    let result = filtered(&input, 1.into(), NeighbourhoodType::Rectangular, Boundary::Nearest);
    assert_eq!(result.pixels()[..2], [f32::INFINITY; 2]);
    assert!(result.pixels()[2].is_nan());
    assert_eq!(result.pixels()[3..], [3.0; 2]);
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let input = random_image::<f32>([60, 50, 40], 4);
    let [one, three] = [1, 3].map(|threads| {
        let mut output = Image::new([1, 1, 1]).expect("small");
        let shape = NeighbourhoodType::Ellipsoidal;
        medianfilter(&Context::with_threads(threads), &input, &mut output, 2.into(), shape, Boundary::Nearest)
            .expect("valid arguments");
        output
    });
    assert_eq!(one, three);
}

#[test]
fn a_negative_radius_is_refused() {
    let input = Image::<u8>::new([2, 2, 1]).expect("small");
    let mut output = Image::<u8>::new([1, 1, 1]).expect("small");
    let shape = NeighbourhoodType::Ellipsoidal;
    let error = medianfilter(&Context::default(), &input, &mut output, [1, 1, -2].into(), shape, Boundary::Nearest);
    assert_eq!(
        error.expect_err("negative").to_string(),
        "argument `radius` must be between 0 and 1000000 along each axis, but it is [1, 1, -2]"
    );
}
