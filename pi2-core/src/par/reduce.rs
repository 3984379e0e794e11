//! One result from all pixels, in a fixed order.

use super::Context;
use super::tasks::{self, task_len};
use crate::Result;
use crate::image::{Image, Pixel};

/// Folds the pixels in memory order into accumulators of equally long pieces, then the accumulators in order. The result
/// does not depend on the number of threads.
///
/// `fold` gets a slice of pixels. It is a function with `multiversion` if vector instructions help.
pub fn fold_pixels<T: Pixel, A: Send>(
    ctx: &Context,
    image: &Image<T>,
    fold: impl Fn(&[T]) -> A + Sync,
    merge: impl Fn(A, A) -> A,
) -> Result<A> {
    let (pixels, len) = (image.pixels(), task_len(size_of::<T>()));
    let pieces = tasks::collect(&ctx.with_short_tasks(), pixels.len().div_ceil(len), |task| {
        let start = task * len;
        Ok(fold(&pixels[start..pixels.len().min(start + len)]))
    })?;
    Ok(pieces.into_iter().reduce(merge).unwrap_or_else(|| fold(&[])))
}

/// As [`fold_pixels`], for kernels that need to know the row: `fold` gets y, z, the row and the accumulator.
pub fn fold_rows<T: Pixel, A: Send>(
    ctx: &Context,
    image: &Image<T>,
    start: impl Fn() -> A + Sync,
    fold: impl Fn(&mut A, usize, usize, &[T]) + Sync,
    merge: impl Fn(A, A) -> A,
) -> Result<A> {
    let (height, rows) = (image.height(), image.dims().row_count());
    let per_task = (task_len(size_of::<T>()) / image.width()).max(1);
    let pieces = tasks::collect(ctx, rows.div_ceil(per_task), |task| {
        let mut accumulator = start();
        for row in task * per_task..rows.min((task + 1) * per_task) {
            let (y, z) = (row % height, row / height);
            fold(&mut accumulator, y, z, image.row(y, z));
        }
        Ok(accumulator)
    })?;
    Ok(pieces.into_iter().reduce(merge).unwrap_or_else(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn float_sums_do_not_depend_on_the_number_of_threads() {
        let image =
            Image::from_fn([200, 100, 40], |x, y, z| ((x * 31 + y * 17 + z * 7) % 1000) as f32 * 1e-3).expect("small");
        let sum = |threads| {
            let ctx = Context::with_threads(threads);
            fold_pixels(&ctx, &image, |p| p.iter().map(|&v| f64::from(v)).sum::<f64>(), |a, b| a + b).expect("no error")
        };
        assert_eq!(sum(1).to_bits(), sum(3).to_bits());
    }

    #[test]
    fn rows_come_with_their_place() {
        let image = Image::<u8>::new([1, 300, 300]).expect("small");
        let ctx = Context::with_threads(2);
        let last =
            fold_rows(&ctx, &image, || 0, |best: &mut usize, y, z, _| *best = (*best).max(1000 * z + y), Ord::max);
        assert_eq!(last.expect("no error"), 299_299);
    }
}
