//! Where the pixels of a box lie in an image that is stored without gaps.

use std::ops::Range;

use crate::image::{Dimensions, Region};
use crate::par::tasks;
use crate::{Context, Result};

/// Bytes that one task reads or writes.
const PIECE: usize = 1 << 21;

/// The pixels of a box as runs of equal length that are contiguous in the image. In the box, the runs follow each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Runs {
    dims: Dimensions,
    region: Region,
    len: usize,
}

impl Runs {
    /// The runs of a box inside an image.
    pub fn new(dims: Dimensions, region: Region) -> Self {
        let [w, h, d] = region.size;
        let len = match (w == dims.width, h == dims.height) {
            (true, true) => w * h * d,
            (true, false) => w * h,
            (false, _) => w,
        };
        Self { dims, region, len }
    }

    /// Position in the image of a pixel of the box, and the number of pixels from there to the end of its run.
    fn locate(&self, index: usize) -> (usize, usize) {
        let [w, h, _] = self.region.size;
        let [x, y, z] = self.region.start.map(|start| start as usize);
        let row = index / w;
        (self.dims.index(x + index % w, y + row % h, z + row / h), self.len - index % self.len)
    }

    /// The parts of `count` pixels of the box from `first` on that are contiguous in the image: position in the image,
    /// range from `first` on.
    pub fn pieces(self, first: usize, count: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
        let mut done = 0;
        std::iter::from_fn(move || {
            let (position, left) = (done < count).then(|| self.locate(first + done))?;
            let range = done..count.min(done + left);
            done = range.end;
            Some((position, range))
        })
    }

    /// Hands the bytes of a box to several tasks: each gets a piece that is contiguous in the box and in the image.
    /// `work` takes the position in the image in bytes and the piece.
    pub fn for_each_mut(
        &self,
        ctx: &Context,
        pixel_size: usize,
        pixels: &mut [u8],
        work: impl Fn(u64, &mut [u8]) -> Result<()> + Sync,
    ) -> Result<()> {
        let len = (PIECE / pixel_size).max(1);
        tasks::chunks_mut(ctx, pixels, len * pixel_size, |task, bytes| {
            self.pieces(task * len, bytes.len() / pixel_size).try_for_each(|(position, range)| {
                let piece = &mut bytes[range.start * pixel_size..range.end * pixel_size];
                work(position as u64 * pixel_size as u64, piece)
            })
        })
    }

    /// As [`for_each_mut`](Self::for_each_mut), for pieces that are only looked at.
    pub fn for_each(
        &self,
        ctx: &Context,
        pixel_size: usize,
        pixels: &[u8],
        work: impl Fn(u64, &[u8]) -> Result<()> + Sync,
    ) -> Result<()> {
        let len = (PIECE / pixel_size).max(1);
        tasks::run(ctx, pixels.len().div_ceil(len * pixel_size), &|task| {
            let bytes = &pixels[task * len * pixel_size..];
            self.pieces(task * len, len.min(bytes.len() / pixel_size)).try_for_each(|(position, range)| {
                work(position as u64 * pixel_size as u64, &bytes[range.start * pixel_size..range.end * pixel_size])
            })
        })
    }

    /// Hands out the contiguous parts one after the other, in the order of the image, for streams. `work` takes the
    /// position in the image in bytes and the range in the box in bytes.
    pub fn in_order(
        self,
        ctx: &Context,
        pixel_size: usize,
        mut work: impl FnMut(u64, Range<usize>) -> Result<()>,
    ) -> Result<()> {
        let (len, count) = ((PIECE / pixel_size).max(1), self.region.pixel_count());
        let operation = ctx.operation(count.div_ceil(len));
        for first in (0..count).step_by(len) {
            ctx.check_cancelled()?;
            self.pieces(first, len.min(count - first)).try_for_each(|(position, range)| {
                let bytes = (first + range.start) * pixel_size..(first + range.end) * pixel_size;
                work(position as u64 * pixel_size as u64, bytes)
            })?;
            operation.tick();
        }
        Ok(())
    }

    /// Copies the pixels of a box out of an image in memory.
    pub fn cut(self, pixel_size: usize, image: &[u8]) -> Vec<u8> {
        let mut pixels = Vec::with_capacity(self.region.pixel_count() * pixel_size);
        for (position, range) in self.pieces(0, self.region.pixel_count()) {
            pixels.extend(&image[position * pixel_size..(position + range.len()) * pixel_size]);
        }
        pixels
    }

    /// Copies the pixels of a box into an image in memory.
    pub fn paste(self, pixel_size: usize, pixels: &[u8], image: &mut [u8]) {
        for (position, range) in self.pieces(0, self.region.pixel_count()) {
            let target = position * pixel_size..(position + range.len()) * pixel_size;
            image[target].copy_from_slice(&pixels[range.start * pixel_size..range.end * pixel_size]);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_box_is_copied_pixel_by_pixel(
            size in prop::array::uniform3(1usize..7),
            cut in prop::array::uniform3((0usize..7, 0usize..7)),
        ) {
            let dims = Dimensions::from(size);
            let start: [usize; 3] = std::array::from_fn(|axis| cut[axis].0 % size[axis]);
            let region = Region {
                start: start.map(|start| start as i64),
                size: std::array::from_fn(|axis| 1 + cut[axis].1 % (size[axis] - start[axis])),
            };
            let stored: Vec<u16> = (0..dims.pixel_count() as u16).collect();
            let stored: &[u8] = bytemuck::cast_slice(&stored);
            let mut pixels = vec![0u16; region.pixel_count()];
            let copy = |position: u64, piece: &mut [u8]| {
                piece.copy_from_slice(&stored[position as usize..position as usize + piece.len()]);
                Ok(())
            };
            Runs::new(dims, region).for_each_mut(&Context::default(), 2, bytemuck::cast_slice_mut(&mut pixels), copy)?;
            let mut index = 0;
            for z in 0..region.size[2] {
                for y in 0..region.size[1] {
                    for x in 0..region.size[0] {
                        let expected = dims.index(start[0] + x, start[1] + y, start[2] + z) as u16;
                        prop_assert_eq!(pixels[index], expected);
                        index += 1;
                    }
                }
            }
        }
    }
}
