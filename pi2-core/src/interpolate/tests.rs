use proptest::prelude::*;

use super::*;
use crate::Context;
use crate::image::{Complex32, Image, RealPixel};
use crate::par::Boundary;
use crate::testing::{boundaries, for_each_real_type, random_image, sides};

fn modes() -> impl Strategy<Value = Interpolation> {
    prop_oneof![Just(Interpolation::Nearest), Just(Interpolation::Linear), Just(Interpolation::Cubic)]
}

type Points = [[f64; 3]; 3];

/// Point of a pixel: a slope and an offset along each axis, or a general linear map.
fn point(map: &Points, offset: [f64; 3], at: [usize; 3]) -> [f64; 3] {
    std::array::from_fn(|axis| offset[axis] + (0..3).map(|i| map[axis][i] * at[i] as f64).sum::<f64>())
}

fn general<T: Blend>(
    input: &Image<T>,
    size: [usize; 3],
    mode: Interpolation,
    boundary: Boundary,
    point_of: impl Fn([usize; 3]) -> [f64; 3] + Sync,
) -> Image<T> {
    let mut output = Image::new(size).expect("small");
    sample_at(&Context::with_threads(2), input, &mut output, mode, boundary, &|[y, z], points| {
        for (axis, line) in points.iter_mut().enumerate() {
            for (x, position) in line.iter_mut().enumerate() {
                *position = point_of([x, y, z])[axis];
            }
        }
    })
    .expect("no error");
    output
}

fn on_grid<T: Blend>(input: &Image<T>, positions: &[Vec<f64>; 3], mode: Interpolation, boundary: Boundary) -> Image<T> {
    let mut output = Image::new([1, 1, 1]).expect("small");
    resample(&Context::with_threads(2), input, positions, mode, boundary, &mut output).expect("no error");
    output
}

fn check<T: RealPixel + Blend>(
    sides: [usize; 3],
    size: [usize; 3],
    (map, offset): (Points, [f64; 3]),
    mode: Interpolation,
    boundary: Boundary,
    seed: u64,
) -> Result<(), TestCaseError> {
    let input = random_image::<T>(sides, seed);
    let point_of = |at| point(&map, offset, at);
    reference::check(&input, &general(&input, size, mode, boundary, point_of), mode, boundary, point_of)?;
    let along = |axis: usize, at: usize| offset[axis] + map[axis][axis] * at as f64;
    let positions = std::array::from_fn(|axis| (0..size[axis]).map(|at| along(axis, at)).collect());
    let found = on_grid(&input, &positions, mode, boundary);
    reference::check(&input, &found, mode, boundary, |at| std::array::from_fn(|axis| along(axis, at[axis])))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_pixel_type_agrees_with_the_definition(
        (sides, size) in (sides(), sides()),
        map in prop::array::uniform9(-6i32..7),
        offset in prop::array::uniform3(-9i32..20),
        (mode, boundary) in (modes(), boundaries()),
        seed: u64,
    ) {
        let map = std::array::from_fn(|i| std::array::from_fn(|j| f64::from(map[3 * i + j]) / 4.0));
        let place = (map, offset.map(|step| f64::from(step) / 4.0));
        for_each_real_type!(check, sides, size, place, mode, boundary, seed);
    }
}

#[test]
fn points_between_pixels_are_the_same_on_a_grid_and_anywhere() {
    let input = random_image::<f32>([40, 30, 20], 3);
    for mode in [Interpolation::Nearest, Interpolation::Linear, Interpolation::Cubic] {
        for boundary in [Boundary::Zero, Boundary::Nearest] {
            let positions: [Vec<f64>; 3] =
                std::array::from_fn(|axis| (0..50).map(|at| at as f64 * 0.73 - 2.0 + axis as f64).collect());
            let grid = on_grid(&input, &positions, mode, boundary);
            let anywhere =
                general(&input, [50; 3], mode, boundary, |at| std::array::from_fn(|axis| positions[axis][at[axis]]));
            let same = grid.pixels().iter().zip(anywhere.pixels()).all(|(a, b)| (a - b).abs() <= 1e-3);
            assert!(same, "{mode:?} {boundary:?}");
        }
    }
}

#[test]
fn complex_pixels_are_two_real_ones() {
    let (re, im) = (random_image::<f32>([7, 6, 5], 1), random_image::<f32>([7, 6, 5], 2));
    let pixels = re.pixels().iter().zip(im.pixels()).map(|(&re, &im)| Complex32::new(re, im)).collect();
    let complex = Image::from_vec([7, 6, 5], pixels).expect("as many");
    let point_of = |at: [usize; 3]| at.map(|at| at as f64 * 0.8 - 0.5);
    for mode in [Interpolation::Nearest, Interpolation::Linear, Interpolation::Cubic] {
        let result = general(&complex, [6; 3], mode, Boundary::Nearest, point_of);
        let parts = [&re, &im].map(|part| general(part, [6; 3], mode, Boundary::Nearest, point_of));
        for ((pixel, &re), &im) in result.pixels().iter().zip(parts[0].pixels()).zip(parts[1].pixels()) {
            assert_eq!(*pixel, Complex32::new(re, im));
        }
    }
}

#[test]
fn nearest_pixels_are_exact_and_halves_go_away_from_zero() {
    let input = Image::from_vec([3, 1, 1], vec![u64::MAX, 5, u64::MAX - 1]).expect("three");
    let positions = [vec![-0.5, 0.49, 0.5, 1.5, 2.5], vec![0.0], vec![0.0]];
    let expected = [0, u64::MAX, 5, u64::MAX - 1, 0];
    assert_eq!(on_grid(&input, &positions, Interpolation::Nearest, Boundary::Zero).pixels(), expected);
    let found =
        general(&input, [5, 1, 1], Interpolation::Nearest, Boundary::Zero, |[x, _, _]| [positions[0][x], 0.0, 0.0]);
    assert_eq!(found.pixels(), expected);
}

#[test]
fn neighbours_without_weight_are_not_read() {
    let mut input = Image::from_fn([9, 9, 9], |_, _, _| 2f32).expect("small");
    input.set(4, 4, 4, f32::NAN);
    input.set(6, 4, 4, f32::INFINITY);
    for mode in [Interpolation::Linear, Interpolation::Cubic] {
        let found = general(&input, [9, 9, 9], mode, Boundary::Zero, |at| at.map(|at| at as f64));
        let same =
            |other: &Image<f32>| input.pixels().iter().zip(other.pixels()).all(|(a, b)| a.to_bits() == b.to_bits());
        assert!(same(&found), "{mode:?}");
        let positions = std::array::from_fn(|_| (0..9).map(f64::from).collect());
        assert!(same(&on_grid(&input, &positions, mode, Boundary::Zero)), "{mode:?}");
    }
}

#[test]
fn impossible_points_are_zero_and_infinite_ones_outside() {
    let input = Image::from_vec([2, 1, 1], vec![3u8, 4]).expect("two");
    let places = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300];
    for mode in [Interpolation::Nearest, Interpolation::Linear, Interpolation::Cubic] {
        for (boundary, expected) in [(Boundary::Zero, [0; 5]), (Boundary::Nearest, [0, 4, 3, 4, 3])] {
            let found = general(&input, [5, 1, 1], mode, boundary, |[x, _, _]| [places[x], 0.0, 0.0]);
            assert_eq!(found.pixels(), expected, "{mode:?}");
            let positions = [places.to_vec(), vec![0.0], vec![0.0]];
            assert_eq!(on_grid(&input, &positions, mode, boundary).pixels(), expected, "{mode:?}");
        }
    }
}
