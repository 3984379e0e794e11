//! Copies between images and arrays of any memory layout.

use std::mem::MaybeUninit;
use std::ops::RangeInclusive;

use ndarray::{ArrayView3, ArrayViewMut3};

use super::Context;
use super::stream;
use super::tasks::{self, Shared, task_len};
use super::transpose::Tile;
use crate::Result;
use crate::image::buffer;
use crate::image::{Dimensions, Image, Pixel};

/// Bytes that are written and read in one go where the sides go along different axes.
const TILE_BYTES: [usize; 2] = [1024, 1024];
/// How many rows ahead memory is asked for.
const PREFETCHED_ROWS: usize = 8;
/// Bytes that a task transposes: many for large images, as each task makes room for a tile.
const TASK_BYTES: RangeInclusive<usize> = 1 << 20..=16 << 20;
/// Tasks are this small a part of an image, so that all threads are busy until the end.
const PARTS: usize = 64;
/// Bytes of an array that is not in the cache any more when somebody reads it.
const LARGE: usize = 32 << 20;

/// The image whose pixel (x, y, z) is `convert` of element `[z, y, x]`. An empty array becomes an image of zeros.
///
/// # Errors
/// `Limit` if there is not enough memory; `Cancelled`.
pub fn copy_from_strided<S: Copy + Sync, T: Pixel>(
    ctx: &Context,
    source: &ArrayView3<'_, S>,
    convert: impl Fn(S) -> T + Sync,
) -> Result<Image<T>> {
    let (d, h, w) = source.dim();
    if source.is_empty() {
        return Image::new(Dimensions::new(w, h, d));
    }
    let mut image = Image::undefined(Dimensions::new(w, h, d))?;
    let axes = axes([d, h, w], source.strides(), image.view().strides());
    let target = Shared::new(image.pixels_mut().as_mut_ptr());
    // SAFETY: both have this shape; the image is not used otherwise.
    unsafe { copy(ctx, axes, &Source(source.as_ptr()), &target, &convert)? };
    Ok(image)
}

/// Makes element `[z, y, x]` equal to pixel (x, y, z). Panics if the sizes differ.
///
/// # Errors
/// `Cancelled`; a part of the elements is then as it was.
pub fn copy_to_strided<T: Pixel>(ctx: &Context, image: &Image<T>, mut target: ArrayViewMut3<'_, T>) -> Result<()> {
    let shape = target.raw_dim();
    // SAFETY: only pixels are written, and they are valid elements.
    let target = unsafe { target.raw_view_mut().cast::<MaybeUninit<T>>().deref_into_view_mut() };
    debug_assert_eq!(target.raw_dim(), shape);
    copy_to_uninit(ctx, image, target)
}

/// [`copy_to_strided`] for elements without a value; if it succeeds, all have one.
///
/// # Errors
/// `Cancelled`; a part of the elements is then as it was.
pub fn copy_to_uninit<T: Pixel>(
    ctx: &Context,
    image: &Image<T>,
    mut target: ArrayViewMut3<'_, MaybeUninit<T>>,
) -> Result<()> {
    let source = image.view();
    assert_eq!(source.dim(), target.dim(), "the array has the size of the image");
    let (d, h, w) = source.dim();
    let axes = axes([d, h, w], source.strides(), target.strides());
    let target = Shared::new(target.as_mut_ptr().cast::<T>());
    // SAFETY: both have this shape; nobody else uses the target.
    unsafe { copy(ctx, axes, &Source(source.as_ptr()), &target, &|pixel| pixel) }
}

/// The first element of an array that several tasks read.
struct Source<S>(*const S);

// SAFETY: it is only read.
unsafe impl<S: Sync> Sync for Source<S> {}

/// An axis of both arrays; steps are in elements.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Axis {
    len: usize,
    from: isize,
    to: isize,
}

impl Axis {
    const ONE: Self = Self { len: 1, from: 0, to: 0 };
}

/// Two axes that one side has in adjacent memory: `inner` is followed by `outer` there.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Line {
    inner: Axis,
    outer: Axis,
}

impl Line {
    fn along(axis: Axis) -> Self {
        Self { inner: axis, outer: Axis::ONE }
    }

    fn len(&self) -> usize {
        self.inner.len * self.outer.len
    }

    fn from(&self, i: usize) -> isize {
        (i % self.inner.len) as isize * self.inner.from + (i / self.inner.len) as isize * self.outer.from
    }

    fn to(&self, i: usize) -> isize {
        (i % self.inner.len) as isize * self.inner.to + (i / self.inner.len) as isize * self.outer.to
    }
}

/// Axes in the order of the memory of the target, the last one is that of its rows.
fn axes(shape: [usize; 3], from: &[isize], to: &[isize]) -> [Axis; 3] {
    let mut all: Vec<Axis> = (0..3)
        .map(|axis| Axis { len: shape[axis], from: from[axis], to: to[axis] })
        .filter(|axis| axis.len > 1)
        .collect();
    all.sort_by_key(|axis| std::cmp::Reverse(axis.to.unsigned_abs()));
    let mut merged: Vec<Axis> = Vec::new();
    for axis in all {
        let len = axis.len as isize;
        match merged.last_mut() {
            Some(last) if (last.from, last.to) == (axis.from * len, axis.to * len) => {
                *last = Axis { len: last.len * axis.len, ..axis };
            }
            _ => merged.push(axis),
        }
    }
    let mut axes = [Axis::ONE; 3];
    axes[3 - merged.len()..].copy_from_slice(&merged);
    axes
}

/// # Safety
/// All elements that the axes reach from `source` can be read, and those from `target` written, each by one task.
unsafe fn copy<S: Copy + Sync, T: Pixel>(
    ctx: &Context,
    axes: [Axis; 3],
    source: &Source<S>,
    target: &Shared<T>,
    convert: &(impl Fn(S) -> T + Sync),
) -> Result<()> {
    // A step of 0 repeats one element, which is near whatever the order.
    let distance = |axis: &usize| match axes[*axis].from.unsigned_abs() {
        0 if *axis != 2 => usize::MAX,
        distance => distance,
    };
    let nearest = [2, 1, 0].into_iter().min_by_key(distance).unwrap_or(2);
    // SAFETY: the caller's promise.
    unsafe {
        if nearest == 2 {
            return copy_rows(ctx, axes, source, target, convert);
        }
        let (column, other) = (axes[nearest], axes[1 - nearest]);
        let mut tiles = Tiles { row: Line::along(axes[2]), column: Line::along(column), outer: other };
        // The shorter side goes on along the third axis where that is adjacent memory.
        if tiles.row.len() <= tiles.column.len() && other.to == tiles.row.len() as isize * axes[2].to {
            tiles.row.outer = std::mem::replace(&mut tiles.outer, Axis::ONE);
        } else if other.from == tiles.column.len() as isize * column.from {
            tiles.column.outer = std::mem::replace(&mut tiles.outer, Axis::ONE);
        }
        copy_tiles(ctx, tiles, source, target, convert)
    }
}

/// Both sides have their rows along the same axis.
///
/// # Safety
/// As for [`copy`].
unsafe fn copy_rows<S: Copy + Sync, T: Pixel>(
    ctx: &Context,
    axes: [Axis; 3],
    source: &Source<S>,
    target: &Shared<T>,
    convert: &(impl Fn(S) -> T + Sync),
) -> Result<()> {
    let [slices, rows, row] = axes;
    let budget = task_len(size_of::<S>().max(size_of::<T>()));
    let piece = budget.min(row.len);
    let (pieces, rows_per_task) = (row.len.div_ceil(piece), (budget / piece).max(1));
    let row_count = slices.len * rows.len;
    let passes_cache = row.to == 1 && is_large::<T>(row_count * row.len);
    tasks::run(ctx, pieces * row_count.div_ceil(rows_per_task), &|task| {
        let start = task % pieces * piece;
        let first = task / pieces * rows_per_task;
        for index in first..(first + rows_per_task).min(row_count) {
            let (i, j) = ((index / rows.len) as isize, (index % rows.len) as isize);
            let from = i * slices.from + j * rows.from + start as isize * row.from;
            let to = i * slices.to + j * rows.to + start as isize * row.to;
            let len = piece.min(row.len - start);
            // SAFETY: the caller's promise; each row piece belongs to one task.
            unsafe {
                let (from, to) = (source.0.offset(from), target.get().offset(to));
                if passes_cache {
                    stream_line(from, row.from, to, len, convert);
                } else {
                    copy_line(from, row.from, to, row.to, len, convert);
                }
            }
        }
        stream::fence();
        Ok(())
    })
}

/// What is read along columns and written along rows.
#[derive(Clone, Copy)]
struct Tiles {
    row: Line,
    column: Line,
    outer: Axis,
}

impl Tiles {
    /// True if what is written is adjacent memory, from the first element on.
    fn fill_memory(&self) -> bool {
        let axes = [self.row.inner, self.row.outer, self.column.inner, self.column.outer, self.outer];
        let span: isize = axes.iter().map(|axis| (axis.len as isize - 1) * axis.to).sum();
        span + 1 == self.len() as isize && axes.iter().all(|axis| axis.to >= 0)
    }

    fn len(&self) -> usize {
        self.row.len() * self.column.len() * self.outer.len
    }
}

/// The sides go along different axes: reads and writes whole cache lines and transposes in between.
///
/// # Safety
/// As for [`copy`].
unsafe fn copy_tiles<S: Copy + Sync, T: Pixel>(
    ctx: &Context,
    tiles: Tiles,
    source: &Source<S>,
    target: &Shared<T>,
    convert: &(impl Fn(S) -> T + Sync),
) -> Result<()> {
    let Tiles { row, column, outer } = tiles;
    // All tiles are about equally large: a small one at the end would cost as much as a full one.
    let lens = [row.len(), column.len()];
    let [width, height] = std::array::from_fn(|i| {
        let side = TILE_BYTES[i] / size_of::<T>();
        lens[i].div_ceil(lens[i].div_ceil(side))
    });
    let counts = [lens[0].div_ceil(width), lens[1].div_ceil(height), outer.len];
    let count = counts.iter().product::<usize>();
    let task_bytes = (tiles.len() * size_of::<T>() / PARTS).clamp(*TASK_BYTES.start(), *TASK_BYTES.end());
    let per_task = (task_bytes / size_of::<T>() / (width * height)).max(1);
    let passes_cache = row.inner.to == 1 && is_large::<T>(tiles.len());
    if passes_cache && tiles.fill_memory() {
        // SAFETY: the caller's promise.
        unsafe { populate(ctx, target, tiles.len())? };
    }
    tasks::run(ctx, count.div_ceil(per_task), &|task| {
        let mut tile = Tile::<T>::new(width, height);
        for index in task * per_task..((task + 1) * per_task).min(count) {
            let (x, y) = (index % counts[0] * width, index / counts[0] % counts[1] * height);
            let z = (index / counts[0] / counts[1]) as isize;
            let (width, height) = (width.min(row.len() - x), height.min(column.len() - y));
            // SAFETY: the caller's promise; each tile belongs to one task.
            unsafe {
                // Along the column, the elements that are read are equally far apart; so are those that are written along
                // the row.
                let from = source.0.offset(z * outer.from + y as isize * column.inner.from);
                tile.fill(|i, pixels| {
                    if i >= width {
                        return;
                    }
                    if column.inner.from == 1 {
                        // The rows are far apart, so the processor does not foresee the next ones.
                        let ahead = (x + i + PREFETCHED_ROWS).min(row.len() - 1);
                        stream::prefetch(from.wrapping_offset(row.from(ahead)), height);
                    }
                    let from = from.offset(row.from(x + i));
                    copy_line(from, column.inner.from, pixels.as_mut_ptr(), 1, height, convert);
                });
                let to = target.get().offset(z * outer.to + x as isize * row.inner.to);
                for (j, pixels) in tile.columns().take(height).enumerate() {
                    let to = to.offset(column.to(y + j));
                    if passes_cache {
                        stream::copy(pixels.as_ptr(), to, width);
                    } else {
                        copy_line(pixels.as_ptr(), 1, to, row.inner.to, width, &|pixel| pixel);
                    }
                }
            }
        }
        stream::fence();
        Ok(())
    })
}

/// Fetches memory before tasks write to it here and there.
///
/// # Safety
/// `len` elements of the target belong to the caller.
unsafe fn populate<T: Pixel>(ctx: &Context, target: &Shared<T>, len: usize) -> Result<()> {
    /// A multiple of large pages.
    const PIECE: usize = 16 << 20;
    let bytes = len * size_of::<T>();
    tasks::run(ctx, bytes.div_ceil(PIECE), &|task| {
        let start = task * PIECE;
        // SAFETY: the piece ends inside the target.
        unsafe { buffer::populate(target.get().cast::<u8>().add(start), PIECE.min(bytes - start)) };
        Ok(())
    })
}

/// True for what does not stay in the cache until somebody reads it.
fn is_large<T>(pixels: usize) -> bool {
    pixels * size_of::<T>() >= LARGE
}

/// Converts a line in the cache and stores it past the cache.
///
/// # Safety
/// As for [`copy_line`], with a step of 1 for `to`.
unsafe fn stream_line<S: Copy, T: Pixel>(
    from: *const S,
    from_step: isize,
    to: *mut T,
    len: usize,
    convert: &impl Fn(S) -> T,
) {
    const PIECE: usize = 1024;
    let mut pixels = [T::default(); PIECE];
    for start in (0..len).step_by(PIECE) {
        let piece = PIECE.min(len - start);
        // SAFETY: the caller's promise.
        unsafe {
            copy_line(from.offset(start as isize * from_step), from_step, pixels.as_mut_ptr(), 1, piece, convert);
            stream::copy(pixels.as_ptr(), to.add(start), piece);
        }
    }
}

/// # Safety
/// `len` elements at these steps can be read and written, and do not overlap.
#[inline(always)]
unsafe fn copy_line<S: Copy, T>(
    from: *const S,
    from_step: isize,
    to: *mut T,
    to_step: isize,
    len: usize,
    convert: &impl Fn(S) -> T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        if (from_step, to_step) == (1, 1) {
            let source = std::slice::from_raw_parts(from, len);
            let target = std::slice::from_raw_parts_mut(to.cast::<MaybeUninit<T>>(), len);
            for (target, pixel) in target.iter_mut().zip(source) {
                target.write(convert(*pixel));
            }
            return;
        }
        for i in 0..len as isize {
            to.offset(i * to_step).write(convert(*from.offset(i * from_step)));
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array3, s};
    use proptest::prelude::*;

    use super::*;

    const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    /// An array that is looked at along permuted axes, with steps of any sign.
    fn look<T>(array: &Array3<T>, order: [usize; 3], steps: [isize; 3]) -> ArrayView3<'_, T> {
        array.view().permuted_axes(order).slice_move(s![..;steps[0], ..;steps[1], ..;steps[2]])
    }

    fn check<T: Pixel>(shape: [usize; 3], order: [usize; 3], steps: [isize; 3], pixel: impl Fn(usize) -> T) {
        let ctx = Context::default();
        let mut next = 0;
        let array = Array3::from_shape_simple_fn(shape, || {
            next += 1;
            pixel(next)
        });
        let source = look(&array, order, steps);
        let image = copy_from_strided(&ctx, &source, |pixel| pixel).expect("small");
        let (d, h, w) = source.dim();
        for ((z, y, x), &expected) in source.indexed_iter() {
            assert_eq!(image.get(x, y, z), expected);
        }
        assert_eq!(image.dims(), Dimensions::new(w, h, d));

        let mut target = Array3::from_elem(shape, T::default());
        let view = target.view_mut().permuted_axes(order);
        copy_to_strided(&ctx, &image, view.slice_move(s![..;steps[0], ..;steps[1], ..;steps[2]]))
            .expect("not cancelled");
        assert_eq!(look(&target, order, steps), source);
        let written = source.len();
        let others = target.iter().filter(|&&pixel| pixel == T::default()).count();
        assert!(others >= array.len() - written, "elements between the steps are left alone");
    }

    proptest! {
        #[test]
        fn copies_are_those_of_a_loop(
            shape in prop::array::uniform3(1_usize..40),
            order in prop::sample::select(ORDERS.to_vec()),
            steps in prop::array::uniform3(prop::sample::select(vec![1_isize, 1, -1, 2, -3])),
        ) {
            check(shape, order, steps, |i| (i % 250 + 1) as u8);
            check(shape, order, steps, |i| i as u16);
            check(shape, order, steps, |i| i as f32);
            check(shape, order, steps, |i| i as i64);
            check(shape, order, steps, |i| crate::image::Complex32::new(i as f32, 1.0));
        }
    }

    #[test]
    fn large_arrays_of_both_orders_are_copied_past_the_cache() {
        let shape = [70, 300, 1700];
        for order in ORDERS {
            check(shape, order, [1, 1, 1], |i| (i % 250 + 1) as u8);
        }
    }

    #[test]
    fn pixels_are_converted_and_repeated_elements_are_read() {
        let ctx = Context::default();
        let row = ndarray::arr1(&[1.5_f64, 2.5]);
        let source = row.broadcast((3, 4, 2)).expect("repeats the row");
        let image = copy_from_strided(&ctx, &source, |pixel| pixel as f32).expect("small");
        assert_eq!(image.pixels(), [1.5, 2.5].repeat(12));
    }
}
