//! Row by row and slab by slab: disjoint mutable parts of the output.

use super::Context;
use super::tasks::{self, task_len};
use crate::Result;
use crate::image::{Image, Pixel};

/// Hands each row (line along x) with its y and z to `work`.
pub fn for_each_row<T: Pixel>(
    ctx: &Context,
    image: &mut Image<T>,
    work: impl Fn(usize, usize, &mut [T]) -> Result<()> + Sync,
) -> Result<()> {
    let (width, height) = (image.width(), image.height());
    let rows = (task_len(size_of::<T>()) / width).max(1);
    tasks::chunks_mut(ctx, image.pixels_mut(), rows * width, |task, pixels| {
        for (i, row) in pixels.chunks_exact_mut(width).enumerate() {
            let row_number = task * rows + i;
            work(row_number % height, row_number / height, row)?;
        }
        Ok(())
    })
}

/// Cuts the image into slabs of `thickness` z-slices (the last may be thinner) and hands each with its first z to `work`.
pub fn for_each_slab<T: Pixel>(
    ctx: &Context,
    image: &mut Image<T>,
    thickness: usize,
    work: impl Fn(usize, &mut [T]) -> Result<()> + Sync,
) -> Result<()> {
    let thickness = thickness.max(1);
    let len = thickness * image.dims().slice_len();
    tasks::chunks_mut(ctx, image.pixels_mut(), len, |task, pixels| work(task * thickness, pixels))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_and_slab_is_visited_once_with_its_place() {
        let ctx = Context::with_threads(2);
        let mut image = Image::<u32>::new([3, 50, 7]).expect("small");
        for_each_row(&ctx, &mut image, |y, z, row| {
            for pixel in row {
                *pixel += (100 * z + y) as u32;
            }
            Ok(())
        })
        .expect("no error");
        for_each_slab(&ctx, &mut image, 2, |z, slab| {
            for pixel in slab {
                *pixel += 10_000 * z as u32;
            }
            Ok(())
        })
        .expect("no error");
        assert_eq!((image.get(2, 49, 6), image.get(0, 3, 5)), (60_649, 40_503));
    }
}
