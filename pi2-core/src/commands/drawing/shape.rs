//! Filled convex shapes: the one loop that draws them, and geometry that they share.

use std::ops::Range;

use crate::image::{Image, RealPixel, Region, Vec3d, Vec3i};
use crate::par::for_each_row_in;
use crate::{Context, Error, Result};

/// A convex set of points.
///
/// [`contains`](Self::contains) is the definition. The other functions may be less exact: the drawing loop asks the
/// definition about each pixel that only some of them call inside.
pub trait Convex: Sync {
    /// Two corners of a box along the axes with all points of the set.
    fn bounds(&self) -> [Vec3d; 2];

    /// True if the point belongs to the set.
    fn contains(&self, point: Vec3d) -> bool;

    /// The part in the set of the line along x with the given y and z. With `sign` 1 it has all points of the set there,
    /// with -1 it has no others, in spite of rounding.
    fn along_x(&self, y: f64, z: f64, sign: f64) -> Interval;
}

/// Part of errors that rounding makes, generously.
pub const ROUNDING: f64 = 1e-12;

/// The real numbers between two limits; none if the first is larger. A limit that is NaN is not known.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    pub const NONE: Self = Self { low: f64::INFINITY, high: f64::NEG_INFINITY };
    pub const ALL: Self = Self { low: f64::NEG_INFINITY, high: f64::INFINITY };

    /// The x of a centre ± half a width.
    pub fn around(centre: f64, half: f64) -> Self {
        Self { low: centre - half, high: centre + half }
    }

    /// The x with a·x² + 2·b·x + c < 0, for a that is not negative.
    pub fn of_quadratic(a: f64, b: f64, c: f64) -> Self {
        let square = b * b - a * c;
        if square < 0.0 {
            return Self::NONE;
        }
        if a == 0.0 {
            return if c < 0.0 { Self::ALL } else { Self::NONE };
        }
        let root = square.sqrt();
        Self { low: (-b - root) / a, high: (root - b) / a }
    }

    /// The x with |a·x + b| < limit.
    pub fn of_slab(a: f64, b: f64, limit: f64) -> Self {
        if limit.is_nan() || b.is_nan() {
            return Self { low: f64::NAN, high: f64::NAN };
        }
        if limit < 0.0 || (a == 0.0 && b.abs() > limit) {
            return Self::NONE;
        }
        if a == 0.0 {
            return Self::ALL;
        }
        let (p, q) = ((-limit - b) / a, (limit - b) / a);
        Self { low: smaller(p, q), high: larger(p, q) }
    }

    pub fn is_empty(self) -> bool {
        self.low > self.high
    }

    pub fn shifted(self, distance: f64) -> Self {
        Self { low: self.low + distance, high: self.high + distance }
    }

    pub fn and(self, other: Self) -> Self {
        Self { low: larger(self.low, other.low), high: smaller(self.high, other.high) }
    }

    /// The smallest interval with both. An empty one has no part in it.
    pub fn hull(self, other: Self) -> Self {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other,
            (_, true) => self,
            _ => Self { low: smaller(self.low, other.low), high: larger(self.high, other.high) },
        }
    }

    /// The pixels of a row between the limits. `first` is the coordinate of the first pixel, `slack` is added to both sides.
    fn pixels(self, first: f64, len: usize, slack: f64) -> Range<usize> {
        let slack_of = |limit: f64| slack * (1.0 + limit.abs().max(first.abs() + len as f64));
        // A cast of a number out of range gives the nearest integer, and 0 of NaN.
        let low = (self.low - slack_of(self.low) - first).ceil() as usize;
        let high = (self.high + slack_of(self.high) - first).floor();
        let end = if high.is_nan() { len } else { ((high + 1.0).max(0.0) as usize).min(len) };
        low.min(len)..end
    }
}

/// The smaller number, NaN if one of them is NaN.
fn smaller(a: f64, b: f64) -> f64 {
    if a.is_nan() || a < b { a } else { b }
}

/// The larger number, NaN if one of them is NaN.
fn larger(a: f64, b: f64) -> f64 {
    if a.is_nan() || a > b { a } else { b }
}

/// Sets the pixels whose centre is in a shape. `origin` is the position of the first pixel.
pub fn fill_shape<T: RealPixel>(
    ctx: &Context,
    image: &mut Image<T>,
    origin: Vec3i,
    value: f64,
    shape: &impl Convex,
) -> Result<()> {
    let value = T::from_f64_saturating(value);
    let region = region_of(shape, origin).clip(image.dims());
    let [x, y, z] = std::array::from_fn(|axis| (region.start[axis].max(0)).saturating_add(origin[axis]));
    let [row_y, row_z] = [1, 2].map(|axis| region.start[axis].max(0));
    for_each_row_in(ctx, image, region, |at_y, at_z, row| {
        let y = y.saturating_add(at_y as i64 - row_y) as f64;
        let z = z.saturating_add(at_z as i64 - row_z) as f64;
        fill_row(row, [x as f64, y, z], value, shape);
        Ok(())
    })
}

/// Sets the pixels of a row whose centre is in a shape. The first one is at `position`.
fn fill_row<T: Copy>(row: &mut [T], [first, y, z]: [f64; 3], value: T, shape: &impl Convex) {
    let outer = shape.along_x(y, z, 1.0);
    if outer.is_empty() {
        return;
    }
    let possible = outer.pixels(first, row.len(), ROUNDING);
    let inner = shape.along_x(y, z, -1.0);
    let mut certain = if inner.low <= inner.high { inner.pixels(first, row.len(), -ROUNDING) } else { 0..0 };
    if certain.is_empty() {
        certain = possible.start..possible.start;
    }
    for x in (possible.start..certain.start).chain(certain.end..possible.end) {
        if shape.contains(Vec3d::new(first + x as f64, y, z)) {
            row[x] = value;
        }
    }
    row[certain].fill(value);
}

/// The pixels in the bounds of a shape and one more on each side.
fn region_of(shape: &impl Convex, origin: Vec3i) -> Region {
    // Far beyond all images, and differences still fit.
    let coordinate = |value: f64| value.clamp(-1e15, 1e15) as i64;
    let [low, high] = shape.bounds();
    let start: [i64; 3] = std::array::from_fn(|axis| (coordinate(low[axis].floor()) - 1).saturating_sub(origin[axis]));
    let size = |axis: usize| (coordinate(high[axis].ceil()) + 2).saturating_sub(coordinate(low[axis].floor()) - 1);
    Region { start, size: std::array::from_fn(|axis| size(axis).max(0) as usize) }
}

/// Lengths below it are zero.
pub const TOLERANCE: f64 = 1e-15;

/// The three perpendicular unit vectors of a box or an ellipsoid.
pub fn frame(direction_1: Vec3d, direction_2: Vec3d) -> Result<[Vec3d; 3]> {
    let unit = |vector: Vec3d| {
        let length = dot(vector, vector).sqrt();
        (length >= TOLERANCE && length.is_finite()).then(|| vector.map(|component| component / length))
    };
    let first =
        unit(direction_1).ok_or_else(|| Error::argument("direction 1", "finite and longer than zero", direction_1))?;
    let third = unit(direction_2)
        .and_then(|second| unit(cross(first, second)))
        .ok_or_else(|| Error::argument("direction 2", "finite and not parallel to `direction 1`", direction_2))?;
    Ok([first, cross(third, first), third])
}

pub fn plus(a: Vec3d, b: Vec3d) -> Vec3d {
    Vec3d::new(a[0] + b[0], a[1] + b[1], a[2] + b[2])
}

pub fn difference(a: Vec3d, b: Vec3d) -> Vec3d {
    Vec3d::new(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

pub fn dot(a: Vec3d, b: Vec3d) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub fn cross(a: Vec3d, b: Vec3d) -> Vec3d {
    Vec3d::new(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Asserts that drawing sets the pixels for which the definition holds. It asks each pixel, with no thought for speed.
    pub fn agrees_with_definition<T: RealPixel>(
        dims: [usize; 3],
        origin: [i64; 3],
        shape: &impl Convex,
    ) -> Result<(), TestCaseError> {
        let mut image = Image::<T>::new(dims)?;
        fill_shape(&Context::with_threads(2), &mut image, origin.into(), 7.0, shape)?;
        let expected = Image::from_fn(dims, |x, y, z| {
            let position: [f64; 3] = std::array::from_fn(|axis| ([x, y, z][axis] as i64 + origin[axis]) as f64);
            if shape.contains(position.into()) { T::from_f64_saturating(7.0) } else { T::ZERO }
        });
        prop_assert_eq!(image, expected?);
        Ok(())
    }

    #[test]
    fn intervals_of_pixels_end_at_the_row() {
        assert_eq!(Interval { low: 2.5, high: 5.0 }.pixels(0.0, 9, 0.0), 3..6);
        assert_eq!(Interval { low: 2.5, high: 5.0 }.pixels(2.0, 2, 0.0), 1..2);
        assert_eq!(Interval::ALL.pixels(5.0, 9, 0.0), 0..9);
        assert!(Interval::NONE.is_empty() && Interval::of_slab(0.0, 3.0, 2.0).is_empty());
        assert_eq!(Interval { low: -7.0, high: -0.5 }.pixels(0.0, 9, 0.0), 0..0);
    }

    #[test]
    fn hulls_ignore_empty_intervals() {
        let (a, b) = (Interval { low: 1.0, high: 2.0 }, Interval { low: 4.0, high: 5.0 });
        assert_eq!(a.hull(b), Interval { low: 1.0, high: 5.0 });
        assert_eq!(a.hull(Interval::NONE).hull(Interval::NONE), a);
        assert_eq!(Interval::NONE.hull(b), b);
    }
}
