//! Lines along y or z, each one contiguous in memory while it is worked on.

use super::tasks::{self, Shared};
use super::{Across, Context};
use crate::Result;
use crate::image::{Dimensions, Pixel};

/// Bytes of a bundle: it stays in the second-level cache.
const BUNDLE_BYTES: usize = 1 << 16;
/// Bytes of adjacent pixels that are at least read from each row, so that whole cache lines are used.
const ROW_BYTES: usize = 128;
/// Bytes between the lines of a bundle: lines of a power of two pixels would all want the same places in the cache.
const GAP_BYTES: usize = 64;

/// Makes lines along `axis` of `target` what `work` makes of the lines of `source` or, without one, of `target` itself.
///
/// Adjacent lines form a bundle. `start` makes what the work on one bundle needs; `work` gets it and one line after the
/// other.
pub fn for_each_line<T: Pixel, S>(
    ctx: &Context,
    dims: Dimensions,
    source: Option<&[T]>,
    target: &mut [T],
    axis: Across,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &mut [T]) + Sync,
) -> Result<()> {
    assert_eq!(target.len(), dims.pixel_count(), "the pixels are those of an image of this size");
    assert!(source.is_none_or(|source| source.len() == target.len()), "source and target are equally large");
    let slice = dims.slice_len();
    // Number of pixels of a line, of adjacent lines and of sets of adjacent lines.
    let (len, columns, sets) = match axis {
        Across::Y => (dims.height, dims.width, dims.depth),
        Across::Z => (dims.depth, slice, 1),
    };
    let widest = (BUNDLE_BYTES / size_of::<T>() / len).max(ROW_BYTES / size_of::<T>()).min(columns);
    let bundles = columns.div_ceil(widest);
    let stride = len + GAP_BYTES / size_of::<T>();
    let base = Shared::new(target.as_mut_ptr());
    tasks::run(ctx, bundles * sets, &|task| {
        let first = task % bundles * widest;
        let width = widest.min(columns - first);
        let origin = first + task / bundles * slice;
        let mut lines = vec![T::default(); stride * width];
        for i in 0..len {
            let at = origin + i * columns;
            let row = match source {
                Some(source) => &source[at..at + width],
                // SAFETY: the row lies inside the image, and no other task has pixels of these lines.
                None => unsafe { std::slice::from_raw_parts(base.get().add(at), width) },
            };
            for (line, pixel) in lines[i..].iter_mut().step_by(stride).zip(row) {
                *line = *pixel;
            }
        }
        let mut state = start();
        for line in lines.chunks_exact_mut(stride) {
            work(&mut state, &mut line[..len]);
        }
        for i in 0..len {
            // SAFETY: as above.
            let row = unsafe { std::slice::from_raw_parts_mut(base.get().add(origin + i * columns), width) };
            for (pixel, line) in row.iter_mut().zip(lines[i..].iter().step_by(stride)) {
                *pixel = *line;
            }
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
            for dims in [[1, 1, 1], [5, 4, 3], [70, 3, 300], [1000, 90, 1], [3, 1, 20_000]] {
                let [_, h, d] = dims;
                let image = Image::from_fn(dims, |x, y, z| (x + 1000 * (y + 500 * z)) as u32).expect("small");
                let mut result = image.clone();
                let dims = image.dims();
                let reverse = |(): &mut (), line: &mut [u32]| line.reverse();
                for_each_line(&ctx, dims, None, result.pixels_mut(), Across::Y, || (), reverse).expect("no error");
                let source = result.clone();
                result.pixels_mut().fill(0);
                let source = Some(source.pixels());
                for_each_line(&ctx, dims, source, result.pixels_mut(), Across::Z, || (), reverse).expect("no error");
                let turned =
                    Image::from_fn(dims, |x, y, z| (x + 1000 * (h - 1 - y + 500 * (d - 1 - z))) as u32).expect("small");
                assert_eq!(result, turned);
            }
        }
    }
}
