//! A box of an image in memory, cut along a regular grid, so that each task has a cell of its own.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::{Context, tasks};
use crate::Result;
use crate::image::Dimensions;

/// The cells of a grid that have pixels in a box. They are counted, not listed: a damaged file may tell of billions.
#[derive(Clone, Copy, Debug)]
pub struct Cells {
    start: [usize; 3],
    size: [usize; 3],
    cell: [usize; 3],
    first: [usize; 3],
    grid: [usize; 3],
}

/// The part of a cell that lies in a box.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Position of the cell in the grid.
    pub index: [usize; 3],
    /// First pixel of the part, counted from the corner of the cell.
    pub inside: [usize; 3],
    /// First pixel of the part, counted from the corner of the box.
    pub offset: [usize; 3],
    /// Size of the part.
    pub size: [usize; 3],
}

impl Cells {
    /// The cells of size `cell` of a box that begins at the pixel `start` of the grid.
    pub fn new(start: [usize; 3], size: [usize; 3], cell: [usize; 3]) -> Self {
        let first: [usize; 3] = std::array::from_fn(|axis| start[axis] / cell[axis]);
        let grid = std::array::from_fn(|axis| match size[axis] {
            0 => 0,
            size => (start[axis] + size - 1) / cell[axis] + 1 - first[axis],
        });
        Self { start, size, cell, first, grid }
    }

    /// Number of cells.
    pub fn count(&self) -> usize {
        self.grid.iter().product()
    }

    /// The cell of a number below [`count`](Self::count).
    pub fn get(&self, number: usize) -> Cell {
        let position = Dimensions::from(self.grid).coordinates(number);
        let index: [usize; 3] = std::array::from_fn(|axis| self.first[axis] + position[axis]);
        let from: [usize; 3] = std::array::from_fn(|axis| self.start[axis].max(index[axis] * self.cell[axis]));
        let cell_end = |axis: usize| index[axis].saturating_mul(self.cell[axis]).saturating_add(self.cell[axis]);
        Cell {
            index,
            inside: std::array::from_fn(|axis| from[axis] - index[axis] * self.cell[axis]),
            offset: std::array::from_fn(|axis| from[axis] - self.start[axis]),
            size: std::array::from_fn(|axis| (self.start[axis] + self.size[axis]).min(cell_end(axis)) - from[axis]),
        }
    }
}

/// Pixels of a box in memory that one task may change. Rows along x are contiguous.
#[derive(Debug)]
pub struct BoxMut<'a> {
    pixels: *mut u8,
    pixel_size: usize,
    /// Bytes from one row, and from one slice, to the next.
    strides: [usize; 2],
    size: [usize; 3],
    owner: PhantomData<&'a mut [u8]>,
}

// SAFETY: it is the only one that has its pixels, as a `&mut [u8]` would be.
unsafe impl Send for BoxMut<'_> {}

impl<'a> BoxMut<'a> {
    /// All pixels of an image in memory. Its sides are `size`.
    pub fn whole(pixels: &'a mut [u8], size: [usize; 3], pixel_size: usize) -> Self {
        let [w, h, d] = size;
        assert_eq!(pixels.len(), w * h * d * pixel_size, "the box is the whole image");
        let strides = [w * pixel_size, w * h * pixel_size];
        Self { pixels: pixels.as_mut_ptr(), pixel_size, strides, size, owner: PhantomData }
    }

    /// Number of pixels along each axis.
    pub fn size(&self) -> [usize; 3] {
        self.size
    }

    /// The bytes of a row.
    pub fn row(&mut self, y: usize, z: usize) -> &mut [u8] {
        assert!(y < self.size[1] && z < self.size[2], "the row is in the box");
        // SAFETY: the row lies in the box, whose pixels nobody else uses.
        unsafe {
            let start = self.pixels.add(y * self.strides[0] + z * self.strides[1]);
            std::slice::from_raw_parts_mut(start, self.size[0] * self.pixel_size)
        }
    }

    /// Hands each cell of a grid to a task. The box begins at the pixel `start` of the grid.
    pub fn for_each_cell(
        self,
        ctx: &Context,
        start: [usize; 3],
        cell: [usize; 3],
        work: &(dyn Fn(Cell, BoxMut<'_>) -> Result<()> + Sync),
    ) -> Result<()> {
        let cells = Cells::new(start, self.size, cell);
        let pixels = tasks::Shared::new(self.pixels);
        let (pixel_size, strides) = (self.pixel_size, self.strides);
        tasks::run(ctx, cells.count(), &|task| {
            let cell = cells.get(task);
            let [x, y, z] = cell.offset;
            // SAFETY: cells are disjoint and lie in the box, which is ours until all tasks are done.
            let pixels = unsafe { pixels.get().add(x * pixel_size + y * strides[0] + z * strides[1]) };
            work(cell, BoxMut { pixels, pixel_size, strides, size: cell.size, owner: PhantomData })
        })
    }
}

/// Pixels of a box in memory. Rows along x are contiguous.
#[derive(Clone, Copy, Debug)]
pub struct BoxRef<'a> {
    pixels: &'a [u8],
    pixel_size: usize,
    strides: [usize; 2],
    size: [usize; 3],
}

impl<'a> BoxRef<'a> {
    /// All pixels of an image in memory. Its sides are `size`.
    pub fn whole(pixels: &'a [u8], size: [usize; 3], pixel_size: usize) -> Self {
        let [w, h, d] = size;
        assert_eq!(pixels.len(), w * h * d * pixel_size, "the box is the whole image");
        Self { pixels, pixel_size, strides: [w * pixel_size, w * h * pixel_size], size }
    }

    /// Number of pixels along each axis.
    pub fn size(&self) -> [usize; 3] {
        self.size
    }

    /// A box inside this one.
    #[must_use]
    pub fn part(&self, start: [usize; 3], size: [usize; 3]) -> Self {
        let [x, y, z] = start;
        let first = x * self.pixel_size + y * self.strides[0] + z * self.strides[1];
        Self { pixels: &self.pixels[first..], size, ..*self }
    }

    /// The bytes of all pixels, row by row. They are copied only if they are not contiguous.
    pub fn bytes(&self) -> Cow<'a, [u8]> {
        let [w, h, d] = self.size;
        let row = w * self.pixel_size;
        if (h == 1 || self.strides[0] == row) && (d == 1 || self.strides[1] == row * h) {
            return Cow::Borrowed(&self.pixels[..row * h * d]);
        }
        let mut bytes = Vec::with_capacity(row * h * d);
        (0..d).for_each(|z| (0..h).for_each(|y| bytes.extend_from_slice(self.row(y, z))));
        Cow::Owned(bytes)
    }

    /// The bytes of a row.
    pub fn row(&self, y: usize, z: usize) -> &'a [u8] {
        let start = y * self.strides[0] + z * self.strides[1];
        &self.pixels[start..start + self.size[0] * self.pixel_size]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_pixel_is_in_one_cell(
            start in prop::array::uniform3(0usize..9),
            size in prop::array::uniform3(0usize..7),
            cell in prop::array::uniform3(1usize..5),
        ) {
            let mut pixels = vec![0u8; size.iter().product::<usize>() * 2];
            let whole = BoxMut::whole(&mut pixels, size, 2);
            let work = |cell_found: Cell, mut part: BoxMut<'_>| {
                let [_, h, d] = part.size();
                for (z, y) in (0..d).flat_map(|z| (0..h).map(move |y| (z, y))) {
                    for (x, pixel) in part.row(y, z).chunks_exact_mut(2).enumerate() {
                        for (axis, position) in [x, y, z].into_iter().enumerate() {
                            let in_grid = cell_found.index[axis] * cell[axis] + cell_found.inside[axis] + position;
                            assert_eq!(in_grid, start[axis] + cell_found.offset[axis] + position);
                            assert!(cell_found.inside[axis] + position < cell[axis]);
                        }
                        pixel[0] += 1;
                        pixel[1] = cell_found.index[0] as u8;
                    }
                }
                Ok(())
            };
            whole.for_each_cell(&Context::default(), start, cell, &work)?;
            prop_assert!(pixels.chunks_exact(2).all(|pixel| pixel[0] == 1));
            let whole = BoxRef::whole(&pixels, size, 2);
            for (z, y, x) in (0..size[2]).flat_map(|z| (0..size[1]).flat_map(move |y| (0..size[0]).map(move |x| (z, y, x)))) {
                let part = whole.part([x, y, z], [1, 1, 1]);
                prop_assert_eq!(usize::from(part.row(0, 0)[1]), (start[0] + x) / cell[0]);
                prop_assert_eq!(&whole.row(y, z)[2 * x..2 * x + 2], part.row(0, 0));
                let rest = whole.part([x, y, z], [size[0] - x, size[1] - y, size[2] - z]);
                let rows = (z..size[2]).flat_map(|z| (y..size[1]).map(move |y| whole.row(y, z)[2 * x..].to_vec()));
                prop_assert_eq!(rest.bytes().into_owned(), rows.collect::<Vec<_>>().concat());
            }
        }
    }
}
