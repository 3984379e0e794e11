//! Separable convolution.

use multiversion::multiversion;

use super::pixels::map_slice_into;
use super::tasks::{self, Shared};
use super::window::{load_row, try_filled};
use super::{Boundary, Context, map_into};
use crate::Result;
use crate::image::{Dimensions, Image, RealPixel, WorkFloat, convert};

/// Pixels that the kernel keeps in registers. Buffers are padded to multiples of it, so that there is no remainder.
const LANES: usize = 32;
/// Bytes of filtered planes that a task keeps: they should stay in the second-level cache of one processor.
const RING_BYTES: usize = 1 << 18;
/// Rows of a task that the choice of its width aims at.
const ROWS: usize = 16;
/// Planes of one task per plane that it filters only for its neighbour.
const PLANES_PER_EXTRA: usize = 4;
/// Number of tasks below which the image is also cut along z.
const MANY_TASKS: usize = 16;

/// The weights of a convolution along one axis, symmetric or antisymmetric about the centre.
#[derive(Clone, PartialEq, Debug)]
pub struct LineKernel {
    /// Weights at the offsets 0, 1, …, radius.
    half: Vec<f64>,
    odd: bool,
}

impl LineKernel {
    /// The kernel that changes nothing.
    pub fn identity() -> Self {
        Self::even(vec![1.0])
    }

    /// The kernel with these weights at the offsets 0, 1, … and the same at 0, −1, ….
    pub fn even(half: Vec<f64>) -> Self {
        Self { half, odd: false }
    }

    /// The kernel with these weights at the offsets 0, 1, … and the negative ones at −1, …; weight 0 must be 0.
    pub fn odd(half: Vec<f64>) -> Self {
        Self { half, odd: true }
    }

    /// Largest offset with a weight.
    pub fn radius(&self) -> usize {
        self.half.len() - 1
    }

    fn is_identity(&self) -> bool {
        !self.odd && self.half == [1.0]
    }

    /// The kernel with the same effect on lines of `side` pixels whose radius is below `side`: farther offsets always
    /// meet the end of the line.
    fn fitted(&self, side: usize, boundary: Boundary) -> Self {
        let mut half = self.half.clone();
        let tail: f64 = half.drain(side.min(half.len())..).sum();
        if boundary == Boundary::Nearest {
            // In a line of one pixel both ends are the centre.
            let last = half.len() - 1;
            half[last] += if side > 1 { tail } else { 2.0 * tail };
        }
        if side == 1 && self.odd {
            half[0] = 0.0;
        }
        Self { half, odd: self.odd }
    }
}

/// Convolves along x, y and z. The working float of the input type is kept between the axes; the result is rounded once,
/// when it is stored.
///
/// Axes beyond the dimensionality of the image are left as they are. Needs a cache-sized buffer per thread, no copy of
/// the image.
///
/// # Errors
/// `Limit` if there is not enough memory.
pub fn convolve_separable<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    input: &Image<T>,
    output: &mut Image<U>,
    kernels: &[LineKernel; 3],
    boundary: Boundary,
) -> Result<()> {
    let dims = input.dims();
    let used: [LineKernel; 3] = std::array::from_fn(|axis| {
        let kernel = if axis < dims.dimensionality() { &kernels[axis] } else { &LineKernel::identity() };
        kernel.fitted(dims.to_array()[axis], boundary)
    });
    if used.iter().all(LineKernel::is_identity) {
        // Exact also for integers that the working float cannot hold.
        return map_into(ctx, input, output, convert::<T, U>);
    }
    output.renew(input.dims())?;
    let passes = used.map(|kernel| Pass::<T::Work>::new(&kernel));
    let plan = Plan::new(dims, &passes);
    let target = Shared::new(output.pixels_mut().as_mut_ptr());
    tasks::run(ctx, plan.task_count(), &|task| {
        let part = plan.part(task);
        Column::new(input, &passes, boundary, &part)?.filter(ctx, |y, z, row| {
            let [start, _] = part.x;
            // SAFETY: the parts of the plan are disjoint and inside the image, so this piece of a row is only ours.
            let result =
                unsafe { std::slice::from_raw_parts_mut(target.get().add(dims.index(start, y, z)), part.width()) };
            map_slice_into(row, result, &|value: T::Work| value.to_pixel());
        })
    })
}

/// The kernel of one axis in the working float.
struct Pass<W> {
    half: Vec<W>,
    odd: bool,
}

impl<W: WorkFloat> Pass<W> {
    fn new(kernel: &LineKernel) -> Self {
        Self { half: kernel.half.iter().map(|&weight| W::from_f64(weight)).collect(), odd: kernel.odd }
    }

    fn radius(&self) -> usize {
        self.half.len() - 1
    }

    /// Sets `result` to the weighted sum of lines of `lines` that begin at `starts`, one per offset from −radius on.
    fn apply(&self, lines: &[W], starts: &[usize], result: &mut [W]) {
        if self.odd {
            weighted_sum::<W, true>(&self.half, lines, starts, result);
        } else {
            weighted_sum::<W, false>(&self.half, lines, starts, result);
        }
    }
}

/// How the image is cut into columns that stand along z.
struct Plan {
    dims: Dimensions,
    /// Size of a part.
    size: [usize; 3],
    /// Number of parts along each axis.
    counts: [usize; 3],
}

/// The pixels of one task: first and one past the last coordinate along each axis.
struct Part {
    x: [usize; 2],
    y: [usize; 2],
    z: [usize; 2],
}

impl Part {
    fn width(&self) -> usize {
        self.x[1] - self.x[0]
    }
}

impl Plan {
    /// Parts are so large that the planes in reach of the z-kernel fit into the cache, and whole along z unless there
    /// are few.
    fn new<W: WorkFloat>(dims: Dimensions, passes: &[Pass<W>; 3]) -> Self {
        let reach = 2 * passes[2].radius();
        let row_bytes = |width: usize| (reach + 1) * width * size_of::<W>();
        let width = if row_bytes(256) * ROWS <= RING_BYTES { 256 } else { 128 }.min(dims.width);
        let height = (RING_BYTES / row_bytes(width)).clamp(ROWS / 2, 4 * ROWS).min(dims.height);
        let columns = dims.width.div_ceil(width) * dims.height.div_ceil(height);
        let wanted = dims.depth.div_ceil(MANY_TASKS.div_ceil(columns));
        let thickness = wanted.max(PLANES_PER_EXTRA * reach).min(dims.depth);
        let size = [width, height, thickness];
        let counts = std::array::from_fn(|axis| dims.to_array()[axis].div_ceil(size[axis]));
        Self { dims, size, counts }
    }

    fn task_count(&self) -> usize {
        self.counts.iter().product()
    }

    fn part(&self, task: usize) -> Part {
        let [columns, rows, _] = self.counts;
        let place = [task % columns, task / columns % rows, task / columns / rows];
        let range = |axis: usize| {
            let start = place[axis] * self.size[axis];
            [start, (start + self.size[axis]).min(self.dims.to_array()[axis])]
        };
        Part { x: range(0), y: range(1), z: range(2) }
    }
}

/// The work on one part: planes are filtered along y and x one after the other and kept while they are in reach of the
/// z-kernel.
struct Column<'a, T: RealPixel> {
    input: &'a Image<T>,
    passes: &'a [Pass<T::Work>; 3],
    boundary: Boundary,
    part: &'a Part,
    /// Pixels between the rows of `ring`.
    stride: usize,
    /// Filtered planes; the last row is zero.
    ring: Vec<T::Work>,
    /// Rows of one plane with the columns and rows in reach of the kernels; the last row is zero.
    loaded: Vec<T::Work>,
    /// One row filtered along y.
    line: Vec<T::Work>,
    starts: Vec<usize>,
}

impl<'a, T: RealPixel> Column<'a, T> {
    fn new(input: &'a Image<T>, passes: &'a [Pass<T::Work>; 3], boundary: Boundary, part: &'a Part) -> Result<Self> {
        let [radius_x, radius_y, radius_z] = std::array::from_fn(|axis| passes[axis].radius());
        let rows = part.y[1] - part.y[0];
        let stride = part.width().next_multiple_of(LANES);
        let padded = (stride + 2 * radius_x).next_multiple_of(LANES);
        let loaded_rows = (rows + 2 * radius_y).min(input.height());
        let zeros = |rows: usize, stride: usize| try_filled(rows.checked_mul(stride), T::Work::default());
        Ok(Self {
            input,
            passes,
            boundary,
            part,
            stride,
            ring: zeros((2 * radius_z + 1) * rows + 1, stride)?,
            loaded: zeros(loaded_rows + 1, padded)?,
            line: zeros(1, padded)?,
            starts: Vec::new(),
        })
    }

    /// Hands each filtered row of the part with its y and z to `finish`.
    fn filter(mut self, ctx: &Context, finish: impl Fn(usize, usize, &[T::Work])) -> Result<()> {
        let radius = self.passes[2].radius();
        let ([first_z, end_z], [first_y, end_y]) = (self.part.z, self.part.y);
        let rows = end_y - first_y;
        let mut ready = first_z.saturating_sub(radius);
        let mut result = vec![T::Work::default(); self.stride];
        for z in first_z..end_z {
            ctx.check_cancelled()?;
            while ready <= (z + radius).min(self.input.depth() - 1) {
                self.filter_plane(ready);
                ready += 1;
            }
            for y in first_y..end_y {
                let zero_row = self.ring.len() - self.stride;
                let row_of_plane = |plane: usize| ((plane % (2 * radius + 1)) * rows + y - first_y) * self.stride;
                gather(&mut self.starts, z, radius, self.input.depth(), self.boundary, zero_row, row_of_plane);
                self.passes[2].apply(&self.ring, &self.starts, &mut result);
                finish(y, z, &result[..self.part.width()]);
            }
        }
        Ok(())
    }

    /// Filters the part of one plane along y and x into its place in the ring.
    fn filter_plane(&mut self, z: usize) {
        let [rx, ry, rz] = std::array::from_fn(|axis| self.passes[axis].radius());
        let [first_y, end_y] = self.part.y;
        let (padded, rows) = (self.line.len(), end_y - first_y);
        let first_loaded = first_y.saturating_sub(ry);
        for (i, y) in (first_loaded..(end_y + ry).min(self.input.height())).enumerate() {
            let line = &mut self.loaded[i * padded..][..self.part.width() + 2 * rx];
            let first = self.part.x[0] as isize - rx as isize;
            load_row(self.input.row(y, z), first, self.boundary, line, &T::to_work);
        }
        for y in first_y..end_y {
            let zero_row = self.loaded.len() - padded;
            let row_start = |y: usize| (y - first_loaded) * padded;
            gather(&mut self.starts, y, ry, self.input.height(), self.boundary, zero_row, row_start);
            self.passes[1].apply(&self.loaded, &self.starts, &mut self.line);
            self.starts.clear();
            self.starts.extend(0..=2 * rx);
            let slot = ((z % (2 * rz + 1)) * rows + y - first_y) * self.stride;
            self.passes[0].apply(&self.line, &self.starts, &mut self.ring[slot..slot + self.stride]);
        }
    }
}

/// Lists where the lines at the offsets −radius to radius from `centre` begin; `side` is the number of lines in the image.
fn gather(
    starts: &mut Vec<usize>,
    centre: usize,
    radius: usize,
    side: usize,
    boundary: Boundary,
    zeros: usize,
    start_of: impl Fn(usize) -> usize,
) {
    starts.clear();
    starts.extend((0..=2 * radius).map(|i| match (centre + i).checked_sub(radius) {
        Some(at) if at < side => start_of(at),
        _ if boundary == Boundary::Zero => zeros,
        Some(_) => start_of(side - 1),
        None => start_of(0),
    }));
}

/// The inner loop of all passes: opposite offsets share their weight, so that their values are added (or subtracted) first.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn weighted_sum<W: WorkFloat, const ODD: bool>(half: &[W], lines: &[W], starts: &[usize], result: &mut [W]) {
    let radius = half.len() - 1;
    let (before, after) = (starts[..radius].iter().rev(), &starts[radius + 1..]);
    let pairs = || half[1..].iter().zip(before.clone().zip(after));
    for (i, block) in result.chunks_exact_mut(LANES).enumerate() {
        let block_at = |start: usize| -> &[W; LANES] { lines[start + i * LANES..][..LANES].try_into().expect("LANES") };
        let mut sum = *block_at(starts[radius]);
        for value in &mut sum {
            *value *= half[0];
        }
        for (&weight, (&before, &after)) in pairs() {
            let (before, after) = (block_at(before), block_at(after));
            for lane in 0..LANES {
                let pair = if ODD { before[lane] - after[lane] } else { before[lane] + after[lane] };
                sum[lane] += weight * pair;
            }
        }
        block.copy_from_slice(&sum);
    }
}

#[cfg(test)]
mod tests;
