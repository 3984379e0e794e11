//! Points on a grid whose lines are those of the image: one axis at a time.

use multiversion::multiversion;

use super::axis::Axis;
use super::{Blend, Interpolation};
use crate::image::{Dimensions, Image};
use crate::par::{BlockRows, Boundary, for_each_block};
use crate::{Context, Result};

/// Bytes of a plane that is kept: four of them stay in the second-level cache of one processor.
const PLANE_BYTES: usize = 1 << 16;
/// Planes of a block.
const PLANES: usize = 64;
/// Most rows of a block.
const ROWS: usize = 1024;
/// Planes, and rows, that are kept: as many as there are neighbours. Neighbours are adjacent, so each has a place of its own.
const KEPT: usize = 4;

/// Makes `output` the image at the points (x, y, z) for all x, y and z of three lists of `positions`.
///
/// A position that is NaN gives zero. Pixels of the same type are copied exactly if `interpolation` is nearest.
pub fn resample<S, T>(
    ctx: &Context,
    input: &Image<S>,
    positions: &[Vec<f64>; 3],
    interpolation: Interpolation,
    boundary: Boundary,
    output: &mut Image<T>,
) -> Result<()>
where
    S: Blend,
    T: Blend<Sum = S::Sum>,
{
    output.renew(Dimensions::from(positions.each_ref().map(Vec::len)))?;
    let sides = input.dims().to_array();
    let axes: [Axis<S::Weight>; 3] =
        std::array::from_fn(|axis| Axis::new(&positions[axis], sides[axis], interpolation, boundary));
    let rows = (PLANE_BYTES / size_of::<S::Sum>() / output.width()).clamp(1, ROWS);
    let grid = Grid { input, axes: &axes };
    for_each_block(ctx, output, [rows, PLANES], |start, block| {
        if interpolation == Interpolation::Nearest {
            grid.pick(ctx, start, block)
        } else {
            grid.blend(ctx, start, block)
        }
    })
}

/// An image and the points at which it is wanted.
struct Grid<'a, S: Blend> {
    input: &'a Image<S>,
    axes: &'a [Axis<S::Weight>; 3],
}

impl<S: Blend> Grid<'_, S> {
    /// Fills a block with the nearest pixels.
    fn pick<T: Blend<Sum = S::Sum>>(&self, ctx: &Context, start: [usize; 2], block: &mut BlockRows<T>) -> Result<()> {
        let [rows, planes] = block.size();
        let mut line = vec![T::default(); self.axes[0].len()];
        for z in 0..planes {
            ctx.check_cancelled()?;
            let source_z = self.axes[2].neighbours(start[1] + z).next();
            let mut held = None;
            for y in 0..rows {
                let source_y = self.axes[1].neighbours(start[0] + y).next();
                let source = source_y.zip(source_z).map(|((y, _), (z, _))| (y, z));
                if held != Some(source) {
                    line.fill(T::default());
                    if let (Some((y, z)), Some((indices, weights))) = (source, self.axes[0].taps().next()) {
                        // SAFETY: indices along x are below the width of the input.
                        unsafe { pick_line(self.input.row(y, z), indices, weights, &mut line) };
                    }
                    held = Some(source);
                }
                block.row([y, z]).copy_from_slice(&line);
            }
        }
        Ok(())
    }

    /// Fills a block with weighted sums, first along x, then y, then z.
    fn blend<T: Blend<Sum = S::Sum>>(&self, ctx: &Context, start: [usize; 2], block: &mut BlockRows<T>) -> Result<()> {
        let ([rows, planes], width) = (block.size(), self.axes[0].len());
        let mut kept = Kept::new(rows * width);
        let mut lines = Kept::new(width);
        let mut sum = vec![S::Sum::default(); width];
        for z in 0..planes {
            ctx.check_cancelled()?;
            for (source, _) in self.axes[2].neighbours(start[1] + z) {
                if let Some(plane) = kept.place_for(source) {
                    self.blend_plane(source, start[0], plane, &mut lines);
                }
            }
            for y in 0..rows {
                let part = y * width..(y + 1) * width;
                let terms = self.axes[2].neighbours(start[1] + z);
                add_up::<S>(terms.map(|(source, weight)| (&kept.get(source)[part.clone()], weight)), &mut sum);
                store(&sum, block.row([y, z]));
            }
        }
        Ok(())
    }

    /// Fills rows of one plane of the input, at the positions along y from `first` on.
    fn blend_plane(&self, z: usize, first: usize, plane: &mut [S::Sum], lines: &mut Kept<S::Sum>) {
        lines.forget();
        for (y, row) in plane.chunks_exact_mut(self.axes[0].len()).enumerate() {
            for (source, _) in self.axes[1].neighbours(first + y) {
                if let Some(line) = lines.place_for(source) {
                    let pixels = self.input.row(source, z);
                    line.fill(S::Sum::default());
                    for (indices, weights) in self.axes[0].taps() {
                        // SAFETY: indices along x are below the width of the input.
                        unsafe { add_neighbours::<S>(pixels, indices, weights, line) };
                    }
                }
            }
            let terms = self.axes[1].neighbours(first + y);
            add_up::<S>(terms.map(|(source, weight)| (lines.get(source), weight)), row);
        }
    }
}

/// The last few planes or rows, by their coordinate.
struct Kept<A> {
    held: [Option<usize>; KEPT],
    values: [Vec<A>; KEPT],
}

impl<A: Copy + Default> Kept<A> {
    fn new(len: usize) -> Self {
        Self { held: [None; KEPT], values: std::array::from_fn(|_| vec![A::default(); len]) }
    }

    fn forget(&mut self) {
        self.held = [None; KEPT];
    }

    /// Where to put the values of a coordinate, if they are not there yet.
    fn place_for(&mut self, coordinate: usize) -> Option<&mut [A]> {
        let slot = coordinate % KEPT;
        let is_new = self.held[slot].replace(coordinate) != Some(coordinate);
        is_new.then(|| &mut self.values[slot][..])
    }

    fn get(&self, coordinate: usize) -> &[A] {
        &self.values[coordinate % KEPT]
    }
}

/// # Safety
/// All indices are below the number of pixels.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
unsafe fn pick_line<S, T>(pixels: &[S], indices: &[usize], weights: &[S::Weight], line: &mut [T])
where
    S: Blend,
    T: Blend<Sum = S::Sum>,
{
    let zero = S::Weight::default();
    for ((pixel, &index), &weight) in line.iter_mut().zip(indices).zip(weights) {
        // SAFETY: the caller's promise.
        let found = unsafe { *pixels.get_unchecked(index) };
        *pixel = if weight == zero {
            T::default()
        } else if S::TYPE == T::TYPE {
            bytemuck::cast(found)
        } else {
            T::from_sum(found.to_sum())
        };
    }
}

/// Adds one neighbour of each position, times its weight.
///
/// # Safety
/// All indices are below the number of pixels.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
unsafe fn add_neighbours<S: Blend>(pixels: &[S], indices: &[usize], weights: &[S::Weight], line: &mut [S::Sum]) {
    let zero = S::Weight::default();
    for ((sum, &index), &weight) in line.iter_mut().zip(indices).zip(weights) {
        // SAFETY: the caller's promise.
        let term = unsafe { *pixels.get_unchecked(index) }.to_sum() * weight;
        *sum += if S::CAN_BE_NAN && weight == zero { S::Sum::default() } else { term };
    }
}

/// Sets a line to the weighted sum of lines.
fn add_up<'a, S: Blend>(terms: impl Iterator<Item = (&'a [S::Sum], S::Weight)>, line: &mut [S::Sum]) {
    let mut is_first = true;
    for (values, weight) in terms {
        add_line::<S>(values, weight, line, is_first);
        is_first = false;
    }
    if is_first {
        line.fill(S::Sum::default());
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn add_line<S: Blend>(values: &[S::Sum], weight: S::Weight, line: &mut [S::Sum], is_first: bool) {
    if is_first {
        for (sum, &value) in line.iter_mut().zip(values) {
            *sum = value * weight;
        }
    } else {
        for (sum, &value) in line.iter_mut().zip(values) {
            *sum += value * weight;
        }
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn store<T: Blend>(sums: &[T::Sum], row: &mut [T]) {
    for (pixel, &sum) in row.iter_mut().zip(sums) {
        *pixel = T::from_sum(sum);
    }
}
