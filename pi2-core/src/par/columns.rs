//! Lines along y or z, many neighbours at a time.

use super::Context;
use super::tasks::{self, Shared};
use crate::Result;
use crate::image::{Dimensions, Pixel};

/// Bytes of pixels in a tile: it and its result fit into the second-level cache.
const TILE_BYTES: usize = 1 << 16;
/// Bytes of adjacent pixels that are at least read from each row, so that whole cache lines and vectors are used.
const TILE_ROW_BYTES: usize = 64;

/// An axis that crosses the rows of an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Across {
    /// Lines along y.
    Y,
    /// Lines along z.
    Z,
}

/// Replaces all lines along `axis` by what `work` makes of them.
///
/// Lines with adjacent x form a tile: `work` gets the number of lines, their pixels (pixel i of line j is element
/// `i * lines + j`) and the place for the result, which is laid out alike and filled with the same pixels.
pub fn for_each_tile<T: Pixel>(
    ctx: &Context,
    dims: Dimensions,
    pixels: &mut [T],
    axis: Across,
    work: impl Fn(usize, &[T], &mut [T]) + Sync,
) -> Result<()> {
    for_each_placed_tile(ctx, dims, pixels, axis, |_, lines, input, output| work(lines, input, output))
}

/// As [`for_each_tile`], for work that depends on the place: it also gets the x of the first line, and the coordinate of
/// all lines along the other axis, z or y.
pub fn for_each_placed_tile<T: Pixel>(
    ctx: &Context,
    dims: Dimensions,
    pixels: &mut [T],
    axis: Across,
    work: impl Fn([usize; 2], usize, &[T], &mut [T]) + Sync,
) -> Result<()> {
    assert_eq!(pixels.len(), dims.pixel_count(), "the pixels are those of an image of this size");
    let slice = dims.slice_len();
    let (len, step, others, other_step) = match axis {
        Across::Y => (dims.height, dims.width, dims.depth, slice),
        Across::Z => (dims.depth, slice, dims.height, dims.width),
    };
    let widest = (TILE_BYTES / size_of::<T>() / len).max(TILE_ROW_BYTES / size_of::<T>()).min(dims.width);
    let tiles = dims.width.div_ceil(widest);
    let base = Shared::new(pixels.as_mut_ptr());
    tasks::run(ctx, tiles * others, &|task| {
        let first = task % tiles * widest;
        let width = widest.min(dims.width - first);
        let origin = first + task / tiles * other_step;
        let mut tile = vec![T::default(); 2 * len * width];
        let (input, output) = tile.split_at_mut(len * width);
        for (i, row) in input.chunks_exact_mut(width).enumerate() {
            // SAFETY: row i of the tile lies inside the image, and no other task has pixels of the same x and line.
            row.copy_from_slice(unsafe { std::slice::from_raw_parts(base.get().add(origin + i * step), width) });
        }
        output.copy_from_slice(input);
        work([first, task / tiles], width, input, output);
        for (i, row) in output.chunks_exact(width).enumerate() {
            // SAFETY: as above.
            unsafe { std::slice::from_raw_parts_mut(base.get().add(origin + i * step), width) }.copy_from_slice(row);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Image;

    #[test]
    fn every_line_is_reversed_once() {
        for threads in [1, 3] {
            let ctx = Context::with_threads(threads);
            for dims in [[1, 1, 1], [5, 4, 3], [70, 3, 300], [1000, 90, 1]] {
                let [_, h, d] = dims;
                let mut image = Image::from_fn(dims, |x, y, z| (x + 1000 * (y + 500 * z)) as u32).expect("small");
                let dims = image.dims();
                for axis in [Across::Y, Across::Z] {
                    for_each_tile(&ctx, dims, image.pixels_mut(), axis, |lines, input, output| {
                        for (from, to) in input.chunks(lines).zip(output.chunks_mut(lines).rev()) {
                            to.copy_from_slice(from);
                        }
                    })
                    .expect("no error");
                }
                let turned =
                    Image::from_fn(dims, |x, y, z| (x + 1000 * (h - 1 - y + 500 * (d - 1 - z))) as u32).expect("small");
                assert_eq!(image, turned);
            }
        }
    }
}
