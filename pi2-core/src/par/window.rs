//! Blocks of an image with everything in reach of a neighbourhood, for kernels that work on many pixels at once.

use super::pixels::map_slice_into;
use super::tasks::{self, Shared};
use super::{Boundary, Context};
use crate::image::{Dimensions, Image, Pixel};
use crate::{Error, Result};

/// Pixels of a block: enough to hide the cost of what is copied around it.
const BLOCK_PIXELS: usize = 1 << 16;
/// Planes and least number of rows of a block.
const SIDE: usize = 16;

/// A block of pixels and what lies around it, converted to the type in which a kernel works.
pub struct Window<K> {
    values: Vec<K>,
    /// Values per row.
    stride: usize,
    /// Rows per plane.
    rows: usize,
    reach: [usize; 3],
}

impl<K: Copy> Window<K> {
    /// The row `dy` rows and `dz` planes away from row `y` of plane `z` of the block, from the pixel with the offset `dx`
    /// from the first one on. Values behind the reach of the last pixel have no meaning.
    pub fn row(&self, [y, z]: [usize; 2], [dx, dy, dz]: [i64; 3]) -> &[K] {
        &self.values[self.index([y, z], [dx, dy, dz])..]
    }

    /// Where that row begins among all [`values`](Self::values).
    pub fn index(&self, [y, z]: [usize; 2], [dx, dy, dz]: [i64; 3]) -> usize {
        let at =
            |first: usize, axis: usize, offset: i64| (first + self.reach[axis]).wrapping_add_signed(offset as isize);
        at(0, 0, dx) + self.stride * (at(y, 1, dy) + self.rows * at(z, 2, dz))
    }

    /// All values, also around the block.
    pub fn values(&self) -> &[K] {
        &self.values
    }
}

/// The rows of the output that belong to a block.
pub struct BlockRows<'a, B> {
    target: &'a Shared<B>,
    dims: Dimensions,
    start: [usize; 2],
    size: [usize; 2],
}

impl<B: Pixel> BlockRows<'_, B> {
    /// Rows and planes of the block.
    pub fn size(&self) -> [usize; 2] {
        self.size
    }

    /// y and z in the image of row `y` of plane `z` of the block.
    pub fn place(&self, [y, z]: [usize; 2]) -> [usize; 2] {
        [self.start[0] + y, self.start[1] + z]
    }

    /// Row `y` of plane `z` of the block.
    pub fn row(&mut self, [y, z]: [usize; 2]) -> &mut [B] {
        assert!(y < self.size[0] && z < self.size[1], "the row is in the block");
        let start = self.dims.index(0, self.start[0] + y, self.start[1] + z);
        // SAFETY: blocks are disjoint and lie in the image, and `self` is borrowed as long as the row.
        unsafe { std::slice::from_raw_parts_mut(self.target.get().add(start), self.dims.width) }
    }
}

/// Makes `output` as large as `input` and lets `kernel` fill it block by block. Blocks consist of whole rows.
///
/// `reach` is how far the kernel looks beyond a pixel along each axis. Behind each row of a window there is room to read
/// `slack` values more.
///
/// # Errors
/// `Limit` if there is not enough memory; what `kernel` returns.
pub fn for_each_window<A: Pixel, B: Pixel, K: Copy + Default + Send>(
    ctx: &Context,
    input: &Image<A>,
    output: &mut Image<B>,
    reach: [usize; 3],
    slack: usize,
    boundary: Boundary,
    convert: impl Fn(A) -> K + Sync,
    kernel: impl Fn(&Window<K>, &mut BlockRows<B>) -> Result<()> + Sync,
) -> Result<()> {
    output.renew(input.dims())?;
    let dims = input.dims();
    let planes = SIDE.max(2 * reach[2]).min(dims.depth);
    let rows = (BLOCK_PIXELS / (dims.width * planes)).max(SIDE).max(2 * reach[1]).min(dims.height);
    for_each_block(ctx, output, [rows, planes], |start, block| {
        let window = window_of(input, start, block.size(), reach, slack, boundary, &convert)?;
        kernel(&window, block)
    })
}

/// Lets `kernel` fill the image in blocks of up to `size` rows and planes. It gets the y and z of the first row of a block.
pub fn for_each_block<B: Pixel>(
    ctx: &Context,
    image: &mut Image<B>,
    size: [usize; 2],
    kernel: impl Fn([usize; 2], &mut BlockRows<B>) -> Result<()> + Sync,
) -> Result<()> {
    let dims = image.dims();
    let [rows, planes] = size;
    let blocks = [dims.height.div_ceil(rows), dims.depth.div_ceil(planes)];
    let target = Shared::new(image.pixels_mut().as_mut_ptr());
    tasks::run(ctx, blocks[0] * blocks[1], &|task| {
        let start = [task % blocks[0] * rows, task / blocks[0] * planes];
        let size = [rows.min(dims.height - start[0]), planes.min(dims.depth - start[1])];
        kernel(start, &mut BlockRows { target: &target, dims, start, size })
    })
}

fn window_of<A: Pixel, K: Copy + Default>(
    input: &Image<A>,
    start: [usize; 2],
    size: [usize; 2],
    reach: [usize; 3],
    slack: usize,
    boundary: Boundary,
    convert: &impl Fn(A) -> K,
) -> Result<Window<K>> {
    let dims = input.dims();
    let stride = dims.width + 2 * reach[0] + slack;
    let [rows, planes] = [size[0] + 2 * reach[1], size[1] + 2 * reach[2]];
    let len = stride.checked_mul(rows).and_then(|plane| plane.checked_mul(planes));
    let mut values = try_filled(len, convert(A::default()))?;
    for (i, line) in values.chunks_exact_mut(stride).enumerate() {
        let inside = |at: usize, axis: usize, side: usize| {
            let nearest = at.saturating_sub(reach[axis]).min(side - 1);
            (boundary == Boundary::Nearest || nearest + reach[axis] == at).then_some(nearest)
        };
        let y = inside(start[0] + i % rows, 1, dims.height);
        let z = inside(start[1] + i / rows, 2, dims.depth);
        if let (Some(y), Some(z)) = (y, z) {
            let line = &mut line[..stride - slack];
            load_row(input.row(y, z), -(reach[0] as isize), boundary, line, convert);
        }
    }
    Ok(Window { values, stride, rows, reach })
}

/// A vector of equal values, of a length that may be too large to be counted.
pub(super) fn try_filled<K: Clone>(len: Option<usize>, value: K) -> Result<Vec<K>> {
    let mut values = Vec::new();
    let reserved = len.filter(|&len| values.try_reserve_exact(len).is_ok());
    let len = reserved.ok_or_else(|| Error::limit("there is not enough memory for so large a neighbourhood"))?;
    values.resize(len, value);
    Ok(values)
}

/// Fills a line with the converted pixels of a row from `first` on, which may lie outside.
pub(super) fn load_row<A: Pixel, K: Copy>(
    row: &[A],
    first: isize,
    boundary: Boundary,
    line: &mut [K],
    convert: &impl Fn(A) -> K,
) {
    let before = first.min(0).unsigned_abs().min(line.len());
    let from = first.max(0) as usize;
    let inside = (line.len() - before).min(row.len() - from);
    let outside = |end: A| convert(if boundary == Boundary::Zero { A::default() } else { end });
    line[..before].fill(outside(row[0]));
    map_slice_into(&row[from..from + inside], &mut line[before..before + inside], convert);
    line[before + inside..].fill(outside(row[row.len() - 1]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::par::neighbourhood::read;

    #[test]
    fn a_reach_without_end_is_an_error() {
        let input = Image::<u8>::new([2, 2, 2]).expect("small");
        let mut output = Image::<u8>::new([2, 2, 2]).expect("small");
        let (ctx, far) = (Context::with_threads(1), [1 << 40, 1 << 40, 1]);
        let result = for_each_window(&ctx, &input, &mut output, far, 0, Boundary::Zero, u32::from, |_, _| Ok(()));
        let error = result.expect_err("too large").to_string();
        assert_eq!(error, "there is not enough memory for so large a neighbourhood");
    }

    #[test]
    fn a_window_shows_what_lies_around_each_pixel() {
        let dims = [5, 40, 37];
        let input = Image::from_fn(dims, |x, y, z| (1 + x + 10 * y + 1000 * z) as u16).expect("small");
        let offset = [-2, 3, -1];
        for boundary in [Boundary::Zero, Boundary::Nearest] {
            let mut output = Image::<u16>::new([1, 1, 1]).expect("small");
            let ctx = Context::with_threads(2);
            for_each_window(&ctx, &input, &mut output, [2, 3, 1], 0, boundary, u32::from, |window, block| {
                let [rows, planes] = block.size();
                for at in (0..planes).flat_map(|z| (0..rows).map(move |y| [y, z])) {
                    for (pixel, value) in block.row(at).iter_mut().zip(window.row(at, offset)) {
                        *pixel = *value as u16;
                    }
                }
                Ok(())
            })
            .expect("no error");
            let expected =
                Image::from_fn(dims, |x, y, z| read(&input, [x as i64 - 2, y as i64 + 3, z as i64 - 1], boundary));
            assert_eq!(output, expected.expect("small"));
        }
    }
}
