//! The shapes of neighbourhoods.

use crate::image::{Dimensions, Vec3i};
use crate::{Choice, Error, Result};

/// Largest radius, and largest number of chords, of a neighbourhood.
const MAX_RADIUS: i64 = 1_000_000;
const MAX_CHORDS: i64 = 1 << 24;

/// Which pixels around a pixel belong to its neighbourhood.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "neighbourhood type")]
pub enum NeighbourhoodType {
    /// Those at most the radius away along each axis.
    #[choice("Rectangular", "rect", "box")]
    Rectangular,
    /// Those in the ellipsoid whose semi-axes are the radius; its surface belongs to it.
    #[choice("Ellipsoidal", "ellipsoid", "ell", "spherical", "sphere", "sph")]
    Ellipsoidal,
}

/// The members of a neighbourhood that lie in one row: the offsets `dx` from −`half` to `half`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chord {
    /// Offset of the row along y.
    pub dy: i64,
    /// Offset of the row along z.
    pub dz: i64,
    /// Largest offset along x.
    pub half: i64,
}

/// The radius of a neighbourhood in an image: 0 along the axes beyond the dimensionality.
///
/// # Errors
/// `Argument` if a component is negative or above 1000000.
pub(crate) fn radius_in(radius: Vec3i, dims: Dimensions) -> Result<Vec3i> {
    if !radius.iter().all(|r| (0..=MAX_RADIUS).contains(r)) {
        return Err(Error::argument("radius", format!("between 0 and {MAX_RADIUS} along each axis"), radius));
    }
    Ok(Vec3i::from(std::array::from_fn(|axis| if axis < dims.dimensionality() { radius[axis] } else { 0 })))
}

/// The rows of a neighbourhood, y fastest. A row always has its middle, so the neighbourhood has an odd number of members.
///
/// # Errors
/// `Limit` if there are more than 2²⁴ rows.
pub(crate) fn chords(shape: NeighbourhoodType, radius: Vec3i) -> Result<Vec<Chord>> {
    let [rx, ry, rz] = *radius;
    if (2 * ry + 1) * (2 * rz + 1) > MAX_CHORDS {
        return Err(Error::limit(format!("a neighbourhood of radius {radius} has too many pixels")));
    }
    let rows = (-rz..=rz).flat_map(|dz| (-ry..=ry).map(move |dy| (dy, dz)));
    let half = |dy, dz| match shape {
        NeighbourhoodType::Rectangular => Some(rx),
        NeighbourhoodType::Ellipsoidal => (0..=rx).rev().find(|&dx| is_in_ellipsoid([dx, dy, dz], radius)),
    };
    Ok(rows.filter_map(|(dy, dz)| Some(Chord { dy, dz, half: half(dy, dz)? })).collect())
}

/// The offsets of all members, in memory order.
pub(crate) fn members(chords: &[Chord]) -> impl Iterator<Item = [i64; 3]> {
    chords.iter().flat_map(|chord| (-chord.half..=chord.half).map(|dx| [dx, chord.dy, chord.dz]))
}

/// The sum of float64 quotients decides, in the order x, y, z, as in pi2: of radii up to 80 only 27 and 54 lose a few
/// members (of the kind (22, 14, 7)) to rounding.
fn is_in_ellipsoid(offset: [i64; 3], radius: Vec3i) -> bool {
    let terms = offset.into_iter().zip(*radius).filter(|(_, r)| *r > 0);
    terms.map(|(d, r)| (d * d) as f64 / (r * r) as f64).sum::<f64>() <= 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(shape: NeighbourhoodType, radius: [i64; 3]) -> usize {
        members(&chords(shape, radius.into()).expect("small")).count()
    }

    #[test]
    fn ellipsoids_have_the_documented_numbers_of_members() {
        let cases =
            [([0, 0, 0], 1), ([1, 1, 1], 7), ([2, 2, 2], 33), ([3, 3, 3], 123), ([4, 4, 4], 257), ([5, 5, 5], 515)];
        let uneven = [([10, 10, 10], 4169), ([2, 1, 1], 9), ([3, 2, 5], 113), ([3, 1, 0], 9), ([10, 10, 0], 317)];
        for (radius, expected) in cases.into_iter().chain(uneven) {
            assert_eq!(count(NeighbourhoodType::Ellipsoidal, radius), expected, "radius {radius:?}");
        }
    }

    #[test]
    fn a_ball_of_radius_27_lacks_the_offsets_that_rounding_excludes() {
        let ball = members(&chords(NeighbourhoodType::Ellipsoidal, 27.into()).expect("small")).collect::<Vec<_>>();
        assert!(!ball.contains(&[22, 14, 7]) && !ball.contains(&[-14, 22, -7]) && ball.contains(&[7, 22, 14]));
    }

    #[test]
    fn a_box_has_all_offsets_in_memory_order() {
        let rows = chords(NeighbourhoodType::Rectangular, [1, 0, 1].into()).expect("small");
        let all: Vec<_> = members(&rows).collect();
        assert_eq!(
            all,
            [[-1, 0, -1], [0, 0, -1], [1, 0, -1], [-1, 0, 0], [0, 0, 0], [1, 0, 0], [-1, 0, 1], [0, 0, 1], [1, 0, 1]]
        );
    }

    #[test]
    fn the_radius_is_zero_beyond_the_dimensionality() {
        assert_eq!(radius_in(3.into(), Dimensions::new(5, 4, 1)).expect("valid"), Vec3i::new(3, 3, 0));
        assert_eq!(radius_in(3.into(), Dimensions::new(1, 1, 2)).expect("valid"), Vec3i::new(3, 3, 3));
    }

    #[test]
    fn impossible_radii_are_refused() {
        let error = radius_in([1, -1, 1].into(), Dimensions::ONE).expect_err("negative").to_string();
        assert_eq!(error, "argument `radius` must be between 0 and 1000000 along each axis, but it is [1, -1, 1]");
        let error = chords(NeighbourhoodType::Rectangular, 10_000.into()).expect_err("too many").to_string();
        assert_eq!(error, "a neighbourhood of radius [10000, 10000, 10000] has too many pixels");
    }
}
