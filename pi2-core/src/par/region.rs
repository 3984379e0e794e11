//! The rows of a part of an image.

use super::Context;
use super::tasks::{self, task_len};
use crate::Result;
use crate::image::{Image, Pixel, Region};

/// Hands the part of each row (line along x) that lies in `region`, with its y and z, to `work`. Rows outside the region
/// are not touched.
pub fn for_each_row_in<T: Pixel>(
    ctx: &Context,
    image: &mut Image<T>,
    region: Region,
    work: impl Fn(usize, usize, &mut [T]) -> Result<()> + Sync,
) -> Result<()> {
    let (dims, region) = (image.dims(), region.clip(image.dims()));
    if region.is_empty() {
        return Ok(());
    }
    let [x, y, z] = region.start.map(|start| start as usize);
    let [w, h, d] = region.size;
    let rows_per_task = (task_len(size_of::<T>()) / dims.width).max(1);
    let slices = &mut image.pixels_mut()[z * dims.slice_len()..(z + d) * dims.slice_len()];
    tasks::chunks_mut(ctx, slices, rows_per_task * dims.width, |task, pixels| {
        for (i, row) in pixels.chunks_exact_mut(dims.width).enumerate() {
            let row_number = z * dims.height + task * rows_per_task + i;
            let row_y = row_number % dims.height;
            if (y..y + h).contains(&row_y) {
                work(row_y, row_number / dims.height, &mut row[x..x + w])?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pixels_of_the_region_are_visited() {
        let ctx = Context::with_threads(2);
        let mut image = Image::<u16>::new([5, 4, 3]).expect("small");
        let region = Region { start: [3, -1, 1], size: [9, 3, 2] };
        for_each_row_in(&ctx, &mut image, region, |y, z, row| {
            for pixel in row {
                *pixel += (10 * z + y + 1) as u16;
            }
            Ok(())
        })
        .expect("no error");
        let expected =
            Image::from_fn([5, 4, 3], |x, y, z| if x >= 3 && y < 2 && z >= 1 { (10 * z + y + 1) as u16 } else { 0 });
        assert_eq!(image, expected.expect("small"));
    }
}
