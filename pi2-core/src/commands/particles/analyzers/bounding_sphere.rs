//! Smallest sphere around the pixel centres of a particle.

use super::{Analyzer, Particle};

/// Added to the radius, so that all centres are inside in spite of rounding.
const MARGIN: f64 = 1e-6;

pub static BOUNDING_SPHERE: Analyzer = Analyzer {
    name: "boundingsphere",
    description: "Centre and radius of the smallest sphere that contains all pixel centres of the particle, in pixels. The \
                  radius is 0.000001 pixels larger than that, so that no centre is left out by rounding.",
    headers: &[
        "bounding sphere X [pixel]",
        "bounding sphere Y [pixel]",
        "bounding sphere Z [pixel]",
        "bounding sphere radius [pixel]",
    ],
    is_flat: false,
    measure: |particle, numbers| {
        let sphere = smallest_sphere(particle);
        numbers.extend(sphere.centre);
        numbers.push(sphere.radius_squared.sqrt() + MARGIN);
    },
};

#[derive(Clone, Copy, Debug)]
struct Sphere {
    centre: [f64; 3],
    radius_squared: f64,
}

impl Sphere {
    /// Squared distance of a point from the surface, outside.
    fn excess(&self, point: [f64; 3]) -> f64 {
        square(difference(point, self.centre)) - self.radius_squared
    }

    fn contains(&self, point: [f64; 3]) -> bool {
        self.excess(point) <= 1e-9 * (1.0 + self.radius_squared)
    }
}

/// Adds the farthest point to the points on the surface, until none is outside. Of these only the ones that determine the
/// sphere are kept; each sphere is larger than the one before, so this ends.
///
/// Reference: Gärtner, "Fast and robust smallest enclosing balls", ESA 1999.
fn smallest_sphere(particle: &Particle) -> Sphere {
    // Coordinates relative to the particle keep the arithmetic exact for large images.
    let origin = particle.runs[0].ends()[0];
    let mut support: Vec<[f64; 3]> = vec![[0.0; 3]];
    let mut sphere = Sphere { centre: [0.0; 3], radius_squared: 0.0 };
    loop {
        let (mut farthest, mut excess) = ([0.0; 3], f64::NEG_INFINITY);
        for point in particle.ends().map(|point| difference(point, origin)) {
            let outside = sphere.excess(point);
            if outside > excess {
                (farthest, excess) = (point, outside);
            }
        }
        let next = if sphere.contains(farthest) { None } else { through(farthest, &support) };
        match next {
            Some((larger, points)) if larger.radius_squared > sphere.radius_squared => {
                (sphere, support) = (larger, points);
            }
            _ => break,
        }
    }
    sphere.centre = std::array::from_fn(|i| sphere.centre[i] + origin[i]);
    sphere
}

/// The smallest sphere around all points that has `new` and some of `others` (at most four) on its surface, and these
/// points.
fn through(new: [f64; 3], others: &[[f64; 3]]) -> Option<(Sphere, Vec<[f64; 3]>)> {
    let subsets = (1u32..1 << others.len()).filter(|subset| subset.count_ones() <= 3);
    subsets
        .filter_map(|subset| {
            let chosen = others.iter().enumerate().filter(|(i, _)| subset >> i & 1 == 1).map(|(_, &point)| point);
            let points: Vec<_> = std::iter::once(new).chain(chosen).collect();
            let sphere = circumsphere(&points)?;
            others.iter().all(|&point| sphere.contains(point)).then_some((sphere, points))
        })
        .min_by(|(a, _), (b, _)| a.radius_squared.total_cmp(&b.radius_squared))
}

/// The smallest sphere with the given points (two to four) on its surface; none if they do not determine it.
fn circumsphere(points: &[[f64; 3]]) -> Option<Sphere> {
    let edges: Vec<_> = points[1..].iter().map(|&point| difference(point, points[0])).collect();
    let zero = [0.0; 3];
    let (offset, divisor) = match edges[..] {
        [a] => (a, 2.0),
        [a, b] => {
            let normal = cross(a, b);
            let part = |i: usize| square(a) * cross(b, normal)[i] + square(b) * cross(normal, a)[i];
            (std::array::from_fn(part), 2.0 * square(normal))
        }
        [a, b, c] => {
            let (bc, ca, ab) = (cross(b, c), cross(c, a), cross(a, b));
            let part = |i: usize| square(a) * bc[i] + square(b) * ca[i] + square(c) * ab[i];
            (std::array::from_fn(part), 2.0 * dot(a, bc))
        }
        _ => (zero, 0.0),
    };
    // Coordinates are integers, so a divisor that is not zero is at least 1.
    if divisor.abs() < 0.5 {
        return None;
    }
    let offset: [f64; 3] = offset.map(|component| component / divisor);
    let centre = std::array::from_fn(|i| points[0][i] + offset[i]);
    Some(Sphere { centre, radius_squared: square(offset) })
}

fn difference(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|i| a[i] - b[i])
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn square(a: [f64; 3]) -> f64 {
    dot(a, a)
}

fn cross([a, b, c]: [f64; 3], [d, e, f]: [f64; 3]) -> [f64; 3] {
    [b * f - c * e, c * d - a * f, a * e - b * d]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commands::particles::particle::Particles;
    use crate::image::Dimensions;

    fn measure(points: &[[u32; 3]]) -> Vec<f64> {
        let mut numbers = Vec::new();
        (BOUNDING_SPHERE.measure)(&Particles::from_points(Dimensions::new(999, 99, 99), points).get(0), &mut numbers);
        numbers
    }

    /// The smallest of all spheres through two to four of the points that contain the others.
    fn reference(points: &[[u32; 3]]) -> f64 {
        let points: Vec<[f64; 3]> = points.iter().map(|point| point.map(f64::from)).collect();
        if points.len() == 1 {
            return 0.0;
        }
        let subsets = (1u32..1 << points.len()).filter(|subset| (2..=4).contains(&subset.count_ones()));
        let spheres = subsets.filter_map(|subset| {
            let chosen: Vec<_> = (0..points.len()).filter(|i| subset >> i & 1 == 1).map(|i| points[i]).collect();
            circumsphere(&chosen).filter(|sphere| points.iter().all(|&point| sphere.contains(point)))
        });
        spheres.map(|sphere| sphere.radius_squared).fold(f64::INFINITY, f64::min).sqrt()
    }

    proptest! {
        #[test]
        fn spheres_are_the_smallest_of_all(
            points in proptest::collection::hash_set([0u32..6, 0u32..6, 0u32..6], 1..11),
        ) {
            let points: Vec<_> = points.into_iter().collect();
            let (found, expected) = (measure(&points), reference(&points) + MARGIN);
            prop_assert!((found[3] - expected).abs() < 1e-7, "{found:?} {expected}");
            for point in &points {
                let offset: f64 = (0..3).map(|i| (f64::from(point[i]) - found[i]).powi(2)).sum();
                prop_assert!(offset.sqrt() <= found[3]);
            }
        }
    }

    #[test]
    fn a_box_is_touched_at_its_corners() {
        let points: Vec<_> = (0..308).map(|i| [4 + i % 11, 6 + i / 11 % 4, 5 + i / 44]).collect();
        let found = measure(&points);
        let expected = [9.0, 7.5, 8.0, 6.020_798];
        assert!(found.iter().zip(expected).all(|(f, e)| (f - e).abs() < 1e-5), "{found:?}");
        assert_eq!(measure(&[[7, 2, 1]]), [7.0, 2.0, 1.0, MARGIN]);
    }
}
