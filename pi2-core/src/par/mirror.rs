//! Lines of pixels that mirror each other.

use super::tasks::{self, Shared, task_len};
use super::{Across, Context};
use crate::Result;
use crate::image::{Image, Pixel};

/// Hands all pairs of rows along x whose places are exchanged when `axis` is reversed to `work`. A row in the middle has
/// no partner.
pub fn for_each_mirrored_pair<T: Pixel>(
    ctx: &Context,
    image: &mut Image<T>,
    axis: Across,
    work: impl Fn(&mut [T], &mut [T]) + Sync,
) -> Result<()> {
    let dims = image.dims();
    // Pixels that stay together, how many such lines make a group that is reversed, and how many groups there are.
    let (line, lines, groups) = match axis {
        Across::Y => (dims.width, dims.height, dims.depth),
        Across::Z => (dims.slice_len(), dims.depth, 1),
    };
    let piece = task_len(size_of::<T>()).min(line);
    let (pieces, pairs) = (line.div_ceil(piece), lines / 2);
    let (count, per_task) = (pieces * pairs * groups, (task_len(size_of::<T>()) / (2 * piece)).max(1));
    let base = Shared::new(image.pixels_mut().as_mut_ptr());
    tasks::run(ctx, count.div_ceil(per_task), &|task| {
        for index in task * per_task..((task + 1) * per_task).min(count) {
            let (start, pair, group) = (index % pieces * piece, index / pieces % pairs, index / pieces / pairs);
            let part = |number: usize| {
                let first = (group * lines + number) * line + start;
                // SAFETY: the piece lies in its line of the image, and each line has one partner, so that no other task
                // has it; a pair are two lines.
                unsafe { std::slice::from_raw_parts_mut(base.get().add(first), piece.min(line - start)) }
            };
            work(part(pair), part(lines - 1 - pair));
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_visited_once() {
        for threads in [1, 3] {
            let ctx = Context::with_threads(threads);
            for dims in [[1, 1, 1], [3, 4, 5], [1000, 301, 2], [2, 2, 9], [700, 600, 3]] {
                let [_, h, d] = dims;
                for axis in [Across::Y, Across::Z] {
                    let mut image = Image::from_fn(dims, |x, y, z| (x + 1000 * (y + 700 * z)) as u32).expect("small");
                    for_each_mirrored_pair(&ctx, &mut image, axis, |a, b| a.swap_with_slice(b)).expect("no error");
                    let expected = Image::from_fn(dims, |x, y, z| {
                        let (y, z) = if axis == Across::Y { (h - 1 - y, z) } else { (y, d - 1 - z) };
                        (x + 1000 * (y + 700 * z)) as u32
                    });
                    assert!(image == expected.expect("small"), "{dims:?} {axis:?}");
                }
            }
        }
    }
}
