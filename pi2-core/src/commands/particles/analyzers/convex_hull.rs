//! Convex hull of a particle in two dimensions.

use super::{Analyzer, Particle};

pub static CONVEX_HULL_2D: Analyzer = Analyzer {
    name: "convexhull2d",
    description: "Area and perimeter of the convex hull of the particle, whose pixels are squares, in pixels.",
    headers: &["Convex area [pixel^2]", "Convex perimeter [pixel]"],
    is_flat: true,
    measure: |particle, numbers| {
        let hull = hull(particle);
        let (mut twice_area, mut perimeter) = (0, 0.0);
        for (i, [x, y]) in hull.iter().enumerate() {
            let [next_x, next_y] = hull[(i + 1) % hull.len()];
            twice_area += x * next_y - next_x * y;
            perimeter += ((next_x - x) as f64).hypot((next_y - y) as f64);
        }
        numbers.extend([twice_area as f64 / 2.0, perimeter]);
    },
};

/// Corners of the convex hull of the pixel corners.
///
/// Reference: Andrew, "Another efficient algorithm for convex hulls in two dimensions", Inf. Process. Lett. 9, 1979.
fn hull(particle: &Particle) -> Vec<[i128; 2]> {
    // Runs are in raster order, so the first start and the last end in a row are its outermost corners.
    let rows = particle.runs.chunk_by(|a, b| a.y == b.y).map(|row| {
        let y = i128::from(row[0].y);
        (i128::from(row[0].start), i128::from(row[row.len() - 1].end), [y, y + 1])
    });
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (start, end, ys) in rows {
        for y in ys {
            append(&mut left, [start, y], 1);
            append(&mut right, [end, y], -1);
        }
    }
    left.reverse();
    right.extend(left);
    right
}

/// Appends a point to a chain with ascending y that turns one way only: counterclockwise, seen with y up, on the right
/// side (`side` -1).
fn append(chain: &mut Vec<[i128; 2]>, new: [i128; 2], side: i128) {
    // Two corners of neighbouring rows have the same y; only the outer one counts.
    if let Some(&[x, y]) = chain.last() {
        if y == new[1] {
            if (new[0] - x) * side >= 0 {
                return;
            }
            chain.pop();
        }
    }
    while let [.., before, last] = chain.as_slice() {
        let turn = (last[0] - before[0]) * (new[1] - last[1]) - (last[1] - before[1]) * (new[0] - last[0]);
        if turn * side < 0 {
            break;
        }
        chain.pop();
    }
    chain.push(new);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commands::particles::particle::Particles;
    use crate::image::Dimensions;

    /// Area and perimeter by gift wrapping, with no thought for speed.
    fn reference(points: &[[u32; 2]]) -> [f64; 2] {
        let corners: Vec<[i64; 2]> = points
            .iter()
            .flat_map(|&[x, y]| [[x, y], [x + 1, y], [x, y + 1], [x + 1, y + 1]])
            .map(|point| point.map(i64::from))
            .collect();
        let start = *corners.iter().min().expect("not empty");
        let (mut here, mut area, mut perimeter) = (start, 0, 0.0);
        loop {
            let mut next = corners.iter().copied().find(|corner| *corner != here).expect("four corners");
            let offset = |a: [i64; 2]| [a[0] - here[0], a[1] - here[1]];
            let square = |a: [i64; 2]| offset(a)[0].pow(2) + offset(a)[1].pow(2);
            for &corner in &corners {
                let cross = offset(next)[0] * offset(corner)[1] - offset(next)[1] * offset(corner)[0];
                if cross < 0 || (cross == 0 && square(corner) > square(next)) {
                    next = corner;
                }
            }
            area += here[0] * next[1] - next[0] * here[1];
            perimeter += (square(next) as f64).sqrt();
            here = next;
            if here == start {
                return [area as f64 / 2.0, perimeter];
            }
        }
    }

    fn measure(points: &[[u32; 2]]) -> Vec<f64> {
        let points: Vec<_> = points.iter().map(|&[x, y]| [x, y, 0]).collect();
        let mut numbers = Vec::new();
        (CONVEX_HULL_2D.measure)(&Particles::from_points(Dimensions::new(9, 9, 1), &points).get(0), &mut numbers);
        numbers
    }

    proptest! {
        #[test]
        fn hulls_agree_with_gift_wrapping(points in proptest::collection::hash_set([0u32..9, 0u32..9], 1..12)) {
            let points: Vec<_> = points.into_iter().collect();
            let (found, expected) = (measure(&points), reference(&points));
            prop_assert!((found[0] - expected[0]).abs() < 1e-9 && (found[1] - expected[1]).abs() < 1e-9, "{found:?} {expected:?}");
        }
    }

    #[test]
    fn a_line_of_pixels_is_a_rectangle() {
        assert_eq!(measure(&[[2, 3], [3, 3], [4, 3], [5, 3]]), [4.0, 10.0]);
        assert_eq!(measure(&[[2, 0], [2, 1], [2, 2], [2, 3], [2, 4]]), [5.0, 12.0]);
    }
}
