//! The rows of a part of an image.

use super::Context;
use super::tasks::{self, Shared, task_len};
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
    let rows_per_task = (task_len(size_of::<T>()) / w).max(1);
    let pixels = Shared::new(image.pixels_mut().as_mut_ptr());
    tasks::run(ctx, (h * d).div_ceil(rows_per_task), &|task| {
        for row in task * rows_per_task..((task + 1) * rows_per_task).min(h * d) {
            let (row_y, row_z) = (y + row % h, z + row / h);
            // SAFETY: the clipped region lies in the image, and each row of it belongs to one task.
            let part = unsafe { std::slice::from_raw_parts_mut(pixels.get().add(dims.index(x, row_y, row_z)), w) };
            work(row_y, row_z, part)?;
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
