//! Area of the surface of a particle.

use std::sync::LazyLock;

use crate::marching_cubes::{ROW_BITS, area_in_cell, case_between};

use super::super::particle::PlacedRun;
use super::{Analyzer, Particle};

pub static SURFACE_AREA: Analyzer = Analyzer {
    name: "surfacearea",
    description: "Area of the surface of the particle, in squared pixels, by marching cubes. The surface lies \
                  128/255 of the way from other pixels to those of the particle; it is closed also where the particle touches the edge of \
                  the image.",
    headers: &["Surface area [pixel^2]"],
    is_flat: false,
    measure: |particle, numbers| {
        let counts = case_counts(particle);
        numbers.push(counts.iter().zip(&*CASE_AREAS).map(|(&count, area)| count as f64 * area).sum());
    },
};

/// Value of the particle; all else is 0.
const INSIDE: f64 = 255.0;
/// Value of the surface: that of the original, a little off the middle.
const ISOVALUE: f64 = 128.0;

/// Area inside a cell of each case.
static CASE_AREAS: LazyLock<[f64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|case| {
        let values = std::array::from_fn(|corner| if case >> corner & 1 == 1 { 0.0 } else { INSIDE });
        area_in_cell(case as u8, &values, ISOVALUE)
    })
});

/// Steps in y and z to the four rows of a cell, in the order of [`ROW_BITS`].
const ROW_STEPS: [[i64; 2]; 4] = [[0, 0], [1, 0], [0, 1], [1, 1]];

/// Number of cells of each case around a particle; those between pixels of equal sides need not be right.
fn case_counts(particle: &Particle) -> [u64; 256] {
    let mut counts = [0; 256];
    // Rows of cells are visited in raster order. Each of their four rows of pixels walks through the runs on its own.
    let mut rest = [particle.runs; 4];
    let place = |row: usize, run: &PlacedRun| {
        let [y_step, z_step] = ROW_STEPS[row];
        (i64::from(run.z) - z_step, i64::from(run.y) - y_step)
    };
    while let Some(next) = (0..4).filter_map(|row| Some(place(row, rest[row].first()?))).min() {
        let rows: [&[PlacedRun]; 4] = std::array::from_fn(|row| {
            let len = rest[row].iter().take_while(|run| place(row, run) == next).count();
            let (here, later) = rest[row].split_at(len);
            rest[row] = later;
            here
        });
        count_row(rows, &mut counts);
    }
    counts
}

/// Counts the cases of the cells between four rows of pixels.
fn count_row(rows: [&[PlacedRun]; 4], counts: &mut [u64; 256]) {
    let (mut passed, mut column) = ([0; 4], ROW_BITS.iter().sum());
    let mut x = 0;
    while let Some(next) = (0..4).filter_map(|row| boundary(rows[row], passed[row])).min() {
        // All columns from x to next are alike.
        counts[usize::from(case_between(column, column))] += u64::from(next - x).saturating_sub(1);
        let before = column;
        for row in 0..4 {
            while boundary(rows[row], passed[row]) == Some(next) {
                column ^= ROW_BITS[row];
                passed[row] += 1;
            }
        }
        counts[usize::from(case_between(before, column))] += 1;
        x = next;
    }
}

/// The next x at which a row changes sides, after `passed` changes.
fn boundary(row: &[PlacedRun], passed: usize) -> Option<u32> {
    let run = row.get(passed / 2)?;
    Some(if passed % 2 == 0 { run.start } else { run.end })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Particles;
    use super::*;
    use crate::image::{Dimensions, Image};
    use crate::{Context, marching_cubes};

    fn measure(points: &[[u32; 3]]) -> f64 {
        let mut numbers = Vec::new();
        (SURFACE_AREA.measure)(&Particles::from_points(Dimensions::new(9, 9, 9), points).get(0), &mut numbers);
        numbers[0]
    }

    /// The definition: an image of the particle with a border of background, and marching cubes.
    fn reference(points: &[[u32; 3]]) -> f64 {
        let mut image = Image::<u8>::new([11, 11, 11]).expect("small");
        for [x, y, z] in points.iter().map(|point| point.map(|coordinate| coordinate as usize + 1)) {
            image.set(x, y, z, 255);
        }
        marching_cubes::area(&Context::with_threads(1), &image, 128.0).expect("not cancelled")
    }

    proptest! {
        #[test]
        fn areas_are_those_of_marching_cubes(
            points in proptest::collection::hash_set([0u32..9, 0u32..9, 0u32..9], 1..400),
        ) {
            let points: Vec<_> = points.into_iter().collect();
            let expected = reference(&points);
            prop_assert!((measure(&points) - expected).abs() < 1e-9 * expected);
        }
    }

    #[test]
    fn surfaces_are_closed_on_all_sides() {
        let cube: Vec<_> = (0..27).map(|i| [i % 3, i / 3 % 3, i / 9]).collect();
        assert!((measure(&cube) - 42.622_505).abs() < 1e-6);
        for corner in [[0, 0, 0], [8, 8, 8], [4, 4, 4]] {
            assert!((measure(&[corner]) - 1.718_492_3).abs() < 1e-6);
        }
    }
}
