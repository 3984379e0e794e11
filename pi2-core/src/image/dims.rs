//! Sizes, positions and boxes on the pixel grid.

use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::{Error, Result};

/// Three numbers, along x, y and z.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Vec3<T>(pub [T; 3]);

/// A real vector: a position, a scaling factor, a standard deviation along each axis.
pub type Vec3d = Vec3<f64>;
/// An integer vector: a pixel position, a size, a radius along each axis.
pub type Vec3i = Vec3<i64>;

impl<T: Copy> Vec3<T> {
    /// The vector (x, y, z).
    pub const fn new(x: T, y: T, z: T) -> Self {
        Self([x, y, z])
    }

    /// The vector with three equal components.
    pub const fn splat(value: T) -> Self {
        Self([value; 3])
    }

    /// The vector of the function's results for x, y and z.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Vec3<U> {
        Vec3(self.0.map(f))
    }
}

impl<T> Deref for Vec3<T> {
    type Target = [T; 3];

    fn deref(&self) -> &[T; 3] {
        &self.0
    }
}

impl<T> DerefMut for Vec3<T> {
    fn deref_mut(&mut self) -> &mut [T; 3] {
        &mut self.0
    }
}

impl<T> From<[T; 3]> for Vec3<T> {
    fn from(components: [T; 3]) -> Self {
        Self(components)
    }
}

impl<T: Copy> From<T> for Vec3<T> {
    fn from(value: T) -> Self {
        Self::splat(value)
    }
}

impl<T: fmt::Display> fmt::Display for Vec3<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {}, {}]", self.0[0], self.0[1], self.0[2])
    }
}

/// The size of an image in pixels. Each side is at least 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Dimensions {
    /// Pixels along x.
    pub width: usize,
    /// Pixels along y.
    pub height: usize,
    /// Pixels along z.
    pub depth: usize,
}

impl Dimensions {
    /// One pixel.
    pub const ONE: Self = Self { width: 1, height: 1, depth: 1 };

    /// The size `width` x `height` x `depth`; a side of 0 becomes 1.
    pub const fn new(width: usize, height: usize, depth: usize) -> Self {
        const fn at_least_one(side: usize) -> usize {
            if side == 0 { 1 } else { side }
        }
        Self { width: at_least_one(width), height: at_least_one(height), depth: at_least_one(depth) }
    }

    /// The size that a user asked for: sides below 1 become 1.
    ///
    /// # Errors
    /// `Limit` if the number of pixels cannot be counted in 63 bits.
    pub fn from_request(size: Vec3i) -> Result<Self> {
        let [w, h, d] = size.0.map(|side| side.max(1));
        if w.checked_mul(h).and_then(|area| area.checked_mul(d)).is_none() {
            return Err(Error::limit(format!("an image of {w}×{h}×{d} pixels is too large to be addressed")));
        }
        Ok(Self::new(w as usize, h as usize, d as usize))
    }

    /// Number of pixels.
    pub const fn pixel_count(self) -> usize {
        self.width * self.height * self.depth
    }

    /// Number of pixels in a z-slice.
    pub const fn slice_len(self) -> usize {
        self.width * self.height
    }

    /// Number of rows (lines along x).
    pub const fn row_count(self) -> usize {
        self.height * self.depth
    }

    /// Width, height and depth.
    pub const fn to_array(self) -> [usize; 3] {
        [self.width, self.height, self.depth]
    }

    /// 3 if depth > 1, else 2 if height > 1, else 1 if width > 1, else 0.
    pub const fn dimensionality(self) -> usize {
        match self {
            Self { depth: 2.., .. } => 3,
            Self { height: 2.., .. } => 2,
            Self { width: 2.., .. } => 1,
            _ => 0,
        }
    }

    /// Position of pixel (x, y, z) in memory.
    pub const fn index(self, x: usize, y: usize, z: usize) -> usize {
        x + self.width * (y + self.height * z)
    }

    /// Coordinates of the pixel at a position in memory.
    pub const fn coordinates(self, index: usize) -> [usize; 3] {
        let row = index / self.width;
        [index % self.width, row % self.height, row / self.height]
    }

    /// True if the position is inside the image.
    pub const fn contains(self, x: i64, y: i64, z: i64) -> bool {
        x >= 0 && y >= 0 && z >= 0 && x < self.width as i64 && y < self.height as i64 && z < self.depth as i64
    }
}

impl From<[usize; 3]> for Dimensions {
    fn from([width, height, depth]: [usize; 3]) -> Self {
        Self::new(width, height, depth)
    }
}

impl From<(usize, usize, usize)> for Dimensions {
    fn from((width, height, depth): (usize, usize, usize)) -> Self {
        Self::new(width, height, depth)
    }
}

impl fmt::Display for Dimensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}×{}×{}", self.width, self.height, self.depth)
    }
}

/// A box of pixels: `start <= position < start + size` along each axis. It may reach outside an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Region {
    /// Corner with the smallest coordinates.
    pub start: [i64; 3],
    /// Number of pixels along each axis.
    pub size: [usize; 3],
}

impl Region {
    /// The box that covers a whole image.
    pub const fn whole(dims: Dimensions) -> Self {
        Self { start: [0; 3], size: dims.to_array() }
    }

    /// The cell of a regular grid that begins at the first pixel.
    pub fn cell(index: [usize; 3], size: [usize; 3]) -> Self {
        let start = |axis: usize| i64::try_from(index[axis].saturating_mul(size[axis])).unwrap_or(i64::MAX);
        Self { start: std::array::from_fn(start), size }
    }

    /// First coordinate behind the box, along each axis.
    pub fn end(&self) -> [i64; 3] {
        std::array::from_fn(|axis| self.start[axis].saturating_add(self.size[axis] as i64))
    }

    /// Number of pixels.
    pub const fn pixel_count(&self) -> usize {
        self.size[0] * self.size[1] * self.size[2]
    }

    /// True if there is no pixel in the box.
    pub const fn is_empty(&self) -> bool {
        self.pixel_count() == 0
    }

    /// The common part of two boxes.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let (end, other_end) = (self.end(), other.end());
        let start = std::array::from_fn(|axis| self.start[axis].max(other.start[axis]));
        let size = std::array::from_fn(|axis| (end[axis].min(other_end[axis]) - start[axis]).max(0) as usize);
        Self { start, size }
    }

    /// The part of the box that lies inside an image.
    #[must_use]
    pub fn clip(&self, dims: Dimensions) -> Self {
        self.intersection(&Self::whole(dims))
    }

    /// The box grown by a margin on both sides of each axis.
    #[must_use]
    pub fn grow(&self, margin: [usize; 3]) -> Self {
        Self {
            start: std::array::from_fn(|axis| self.start[axis] - margin[axis] as i64),
            size: std::array::from_fn(|axis| self.size[axis] + 2 * margin[axis]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_below_one_become_one() {
        assert_eq!(Dimensions::new(0, 3, 0), Dimensions::new(1, 3, 1));
        assert_eq!(Dimensions::from_request(Vec3::new(-4, 0, 2)).expect("small"), Dimensions::new(1, 1, 2));
    }

    #[test]
    fn a_size_that_overflows_is_refused() {
        let error = Dimensions::from_request(Vec3::splat(1 << 40)).expect_err("too large");
        assert!(error.to_string().contains("too large to be addressed"), "{error}");
    }

    #[test]
    fn dimensionality_is_that_of_the_last_axis_in_use() {
        let dimensionality = |w, h, d| Dimensions::new(w, h, d).dimensionality();
        assert_eq!([dimensionality(1, 1, 1), dimensionality(5, 1, 1), dimensionality(1, 5, 1)], [0, 1, 2]);
        assert_eq!(dimensionality(1, 1, 30), 3);
    }

    #[test]
    fn coordinates_invert_index() {
        let dims = Dimensions::new(3, 4, 5);
        for index in 0..dims.pixel_count() {
            let [x, y, z] = dims.coordinates(index);
            assert_eq!(dims.index(x, y, z), index);
        }
    }

    #[test]
    fn clipping_a_region_outside_leaves_nothing() {
        let dims = Dimensions::new(4, 4, 4);
        let inside = Region { start: [-2, 3, 1], size: [4, 4, 2] }.clip(dims);
        assert_eq!(inside, Region { start: [0, 3, 1], size: [2, 1, 2] });
        assert!(Region { start: [9, 0, 0], size: [2, 2, 2] }.clip(dims).is_empty());
    }
}
