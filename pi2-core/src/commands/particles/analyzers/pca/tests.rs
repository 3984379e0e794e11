use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

use proptest::prelude::*;

use super::*;
use crate::commands::particles::particle::Particles;
use crate::image::Dimensions;

fn measure(analyzer: &Analyzer, points: &[[u32; 3]]) -> Vec<f64> {
    let mut numbers = Vec::new();
    (analyzer.measure)(&Particles::from_points(Dimensions::new(99, 99, 99), points).get(0), &mut numbers);
    numbers
}

fn assert_near(found: &[f64], expected: &[f64]) {
    let near = found.iter().zip(expected).all(|(f, e)| (f - e).abs() < 1e-6);
    assert!(near && found.len() == expected.len(), "{found:?} {expected:?}");
}

#[test]
fn a_box_has_its_sides_as_axes() {
    let points: Vec<_> = (0..308).map(|i| [4 + i % 11, 6 + i / 11 % 4, 5 + i / 44]).collect();
    let lengths = [10f64.sqrt(), 2.0, 1.25f64.sqrt()];
    let angles = [0.0, FRAC_PI_2, 0.0, 0.0, FRAC_PI_2, FRAC_PI_2];
    let scale = (25.0 / 10.0 + 9.0 / 4.0 + 2.25 / 1.25f64).sqrt();
    let rest = [6.020_797_289, 10.0, 6.0, 3.0, scale];
    let start = [9.0, 7.5, 8.0, 0.992_156_742];
    let expected = [start.as_slice(), &lengths, &angles, &rest].concat();
    assert_near(&measure(&PCA, &points), &expected);
}

#[test]
fn flat_particles_have_zeros_instead_of_nan() {
    let mut expected = vec![3.0, 4.0, 5.0, 0.0, 0.0, 0.0, 0.0];
    expected.extend([0.0, 0.0, FRAC_PI_2, FRAC_PI_2, 0.0, FRAC_PI_2, 0.0, 0.0, 0.0, 0.0, 0.0]);
    assert_near(&measure(&PCA, &[[3, 4, 5]]), &expected);
    // A plane that is parallel to no axis.
    let plane: Vec<_> = (0..49).map(|i| [i % 7, i / 7, 20 - i % 7 - i / 7]).collect();
    let found = measure(&PCA, &plane);
    assert!(found.iter().all(|number| number.is_finite()), "{found:?}");
    assert_eq!((found[6], found[3]), (0.0, 1.0));
    assert!(found[17] > 1.0);
}

#[test]
fn flat_lines_and_squares_are_measured_along_their_axes() {
    let line = [[0, 0, 0], [1, 0, 0], [2, 0, 0], [3, 0, 0]];
    let length = 1.25f64.sqrt();
    assert_near(&measure(&PCA_2D, &line), &[1.5, 0.0, 1.0, length, 0.0, 0.0, 1.5, 3.0, 0.0, 1.5 / length]);
    let upright = [[2, 0, 0], [2, 1, 0], [2, 2, 0], [2, 3, 0], [2, 4, 0]];
    let length = 2f64.sqrt();
    assert_near(&measure(&PCA_2D, &upright), &[2.0, 2.0, 1.0, length, 0.0, FRAC_PI_2, 2.0, 4.0, 0.0, 2.0 / length]);
    let square = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0]];
    let half = 0.5f64.sqrt();
    assert_near(&measure(&PCA_2D, &square), &[0.5, 0.5, 0.0, 0.5, 0.5, 0.0, half, 1.0, 1.0, 2f64.sqrt()]);
    let falling = [[0, 2, 0], [1, 1, 0], [2, 0, 0]];
    assert_near(&[measure(&PCA_2D, &falling)[5]], &[-FRAC_PI_4]);
}

proptest! {
    #[test]
    fn variances_and_extents_agree_with_all_points(
        points in proptest::collection::hash_set([0u32..7, 0u32..7, 0u32..7], 1..40),
    ) {
        let points: Vec<_> = points.into_iter().collect();
        let found = measure(&PCA, &points);
        let n = points.len() as f64;
        let centre: [f64; 3] = std::array::from_fn(|i| points.iter().map(|p| f64::from(p[i])).sum::<f64>() / n);
        let offsets: Vec<[f64; 3]> =
            points.iter().map(|p| std::array::from_fn(|i| f64::from(p[i]) - centre[i])).collect();
        let farthest = offsets.iter().map(|o| o.iter().map(|v| v * v).sum::<f64>().sqrt()).fold(0.0, f64::max);
        assert_near(&found[..3], &centre);
        assert_near(&[found[13]], &[farthest]);
        let mut scales = vec![0.0; points.len()];
        for axis in 0..3 {
            let [phi, theta] = [found[7 + 2 * axis], found[8 + 2 * axis]];
            let direction = [phi.cos() * theta.sin(), phi.sin() * theta.sin(), theta.cos()];
            let along: Vec<f64> = offsets.iter().map(|o| (0..3).map(|i| o[i] * direction[i]).sum()).collect();
            let variance = along.iter().map(|v| v * v).sum::<f64>() / n;
            // Angles near the pole are known to about the root of the rounding error only.
            prop_assert!((variance - found[4 + axis].powi(2)).abs() < 1e-6);
            let extent = along.iter().fold(0.0, |m: f64, v| m.max(*v)) - along.iter().fold(0.0, |m: f64, v| m.min(*v));
            prop_assert!((extent - found[14 + axis]).abs() < 1e-5);
            if found[4 + axis] > 1e-3 {
                scales.iter_mut().zip(&along).for_each(|(s, v)| *s += (v / found[4 + axis]).powi(2));
            }
        }
        let scale = scales.into_iter().fold(0.0, f64::max).sqrt();
        prop_assert!((scale - found[17]).abs() < 1e-4, "{scale} {}", found[17]);
    }
}
