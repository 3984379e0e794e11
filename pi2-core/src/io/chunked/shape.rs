//! How the pixels of a chunk lie in a list of numbers.

use crate::image::PixelType;
use crate::io::plain::swap_bytes;
use crate::par::{BoxMut, BoxRef};

/// Pixels that are copied together where rows of the image are not contiguous in the chunk, along each axis: what the
/// processor has loaded for one row is still there for the next.
const TILE: usize = 32;

/// The axes of a chunk in the order in which it is stored: the last one is the fastest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::io) struct Shape {
    /// Size along each axis.
    pub sides: Vec<usize>,
    /// The axis of the image that is meant, 0 for x; none if the array has one position along this axis.
    pub axes: Vec<Option<usize>>,
}

impl Shape {
    /// The shape whose axis k is the axis `order[k]` of this one.
    pub fn permuted(&self, order: &[usize]) -> Self {
        Self {
            sides: order.iter().map(|axis| self.sides[*axis]).collect(),
            axes: order.iter().map(|axis| self.axes[*axis]).collect(),
        }
    }

    /// Size along the axes of the image.
    pub fn in_image(&self) -> [usize; 3] {
        let mut sides = [1; 3];
        for (side, axis) in self.sides.iter().zip(&self.axes) {
            if let Some(axis) = axis {
                sides[*axis] = *side;
            }
        }
        sides
    }

    /// Number of pixels; none if it is impossible.
    pub fn pixel_count(&self) -> Option<usize> {
        let count = self.sides.iter().try_fold(8usize, |count, side| count.checked_mul(*side))?;
        isize::try_from(count).is_ok().then_some(count / 8)
    }

    /// Distance in the list of pixels that are neighbours along x, y and z. The shape must have a pixel count.
    fn strides(&self) -> [usize; 3] {
        let (mut strides, mut stride) = ([0; 3], 1);
        for (side, axis) in self.sides.iter().zip(&self.axes).rev() {
            if let Some(axis) = axis {
                strides[*axis] = stride;
            }
            stride *= side;
        }
        strides
    }

    /// The numbers from the first to behind the last one of a box.
    pub fn range(&self, start: [usize; 3], size: [usize; 3]) -> std::ops::Range<usize> {
        let strides = self.strides();
        let first: usize = (0..3).map(|axis| start[axis] * strides[axis]).sum();
        let last: usize = (0..3).map(|axis| (size[axis] - 1) * strides[axis]).sum();
        first..first + last + 1
    }

    /// Copies a box out of the list; `numbers` are those of its [`range`](Self::range).
    pub fn copy_out(&self, pixel_size: usize, numbers: &[u8], target: &mut BoxMut<'_>) {
        let strides = self.strides().map(|stride| stride * pixel_size);
        for_each_piece(target.size(), strides[0] == pixel_size, |[x, y, z], count| {
            let from = x * strides[0] + y * strides[1] + z * strides[2];
            let row = &mut target.row(y, z)[x * pixel_size..(x + count) * pixel_size];
            match pixel_size {
                _ if strides[0] == pixel_size => row.copy_from_slice(&numbers[from..from + row.len()]),
                1 => gather::<1>(&numbers[from..], strides[0], row),
                2 => gather::<2>(&numbers[from..], strides[0], row),
                4 => gather::<4>(&numbers[from..], strides[0], row),
                _ => gather::<8>(&numbers[from..], strides[0], row),
            }
        });
    }

    /// Copies a box that begins at the pixel `start` of the chunk into the list of all numbers.
    pub fn copy_in(&self, pixel_size: usize, source: &BoxRef<'_>, start: [usize; 3], numbers: &mut [u8]) {
        let strides = self.strides().map(|stride| stride * pixel_size);
        let first = self.range(start, [1; 3]).start * pixel_size;
        for_each_piece(source.size(), strides[0] == pixel_size, |[x, y, z], count| {
            let to = first + x * strides[0] + y * strides[1] + z * strides[2];
            let row = &source.row(y, z)[x * pixel_size..(x + count) * pixel_size];
            if strides[0] == pixel_size {
                numbers[to..to + row.len()].copy_from_slice(row);
            } else {
                let places = numbers[to..].chunks_mut(strides[0].max(pixel_size));
                for (place, pixel) in places.zip(row.chunks_exact(pixel_size)) {
                    place[..pixel_size].copy_from_slice(pixel);
                }
            }
        });
    }
}

/// Cuts a box into pieces of rows: first pixel and number of pixels. Whole rows if they are contiguous, else tile by tile.
fn for_each_piece(size: [usize; 3], contiguous: bool, mut work: impl FnMut([usize; 3], usize)) {
    let tile = if contiguous { size.map(|side| side.max(1)) } else { [TILE; 3] };
    let starts = |axis: usize| (0..size[axis]).step_by(tile[axis]);
    for [x, y, z] in starts(2).flat_map(|z| starts(1).flat_map(move |y| starts(0).map(move |x| [x, y, z]))) {
        for row_z in z..size[2].min(z + tile[2]) {
            for row_y in y..size[1].min(y + tile[1]) {
                work([x, row_y, row_z], tile[0].min(size[0] - x));
            }
        }
    }
}

/// Copies pixels of `N` bytes that are `stride` bytes apart. A stride of 0 means a single pixel.
fn gather<const N: usize>(numbers: &[u8], stride: usize, row: &mut [u8]) {
    for (pixel, place) in row.chunks_exact_mut(N).zip(numbers.chunks(stride.max(N))) {
        pixel.copy_from_slice(&place[..N]);
    }
}

/// The pixels of an array.
#[derive(Clone, Copy, Debug)]
pub(in crate::io) struct Numbers {
    pub pixel_type: PixelType,
    /// The native bytes of the pixel that is everywhere where nothing is stored.
    pub fill: [u8; 8],
}

impl Numbers {
    /// Bytes of a pixel.
    pub fn size(&self) -> usize {
        self.pixel_type.size()
    }

    /// The bytes of the fill pixel.
    pub fn fill(&self) -> &[u8] {
        &self.fill[..self.size()]
    }

    /// Changes the byte order.
    pub fn swap(&self, pixels: &mut [u8]) {
        swap_bytes(self.pixel_type, pixels);
    }

    /// Fills pixels with the fill pixel.
    pub fn fill_pixels(&self, pixels: &mut [u8]) {
        match self.fill().iter().find(|byte| **byte != self.fill[0]) {
            None => pixels.fill(self.fill[0]),
            Some(_) => pixels.chunks_exact_mut(self.size()).for_each(|pixel| pixel.copy_from_slice(self.fill())),
        }
    }

    /// Fills a box with the fill pixel.
    pub fn fill_box(&self, target: &mut BoxMut<'_>) {
        for (z, y) in rows(target.size()) {
            self.fill_pixels(target.row(y, z));
        }
    }

    /// True if a box has only fill pixels.
    pub fn is_fill(&self, source: &BoxRef<'_>) -> bool {
        rows(source.size()).all(|(z, y)| source.row(y, z).chunks_exact(self.size()).all(|pixel| pixel == self.fill()))
    }
}

/// z and y of the rows of a box.
fn rows(size: [usize; 3]) -> impl Iterator<Item = (usize, usize)> {
    (0..size[2]).flat_map(move |z| (0..size[1]).map(move |y| (z, y)))
}
