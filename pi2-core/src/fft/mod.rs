//! Discrete Fourier transforms of real images.
//!
//! Of the transform of a real image, only the half with kx = 0 to W/2 is kept; the other half is its mirror image. Lines
//! along x are transformed as real ones, lines along y and z many neighbours at a time, see
//! [`for_each_line`]. Where a z-slice fits into the cache, both transforms of a slice are done in one go.

use std::sync::Arc;

use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use rustfft::{Fft, FftPlanner};

use crate::image::{Complex32, Dimensions, Image};
use crate::par::{Across, for_each_line, tasks};
use crate::{Context, Result};

/// Bytes of a slice of the spectrum that stays in the cache between two transforms.
const SLICE_BYTES: usize = 1 << 20;

/// Size of the spectrum of an image.
pub fn spectrum_dims(dims: Dimensions) -> Dimensions {
    Dimensions { width: dims.width / 2 + 1, ..dims }
}

/// Makes `spectrum` the transform Σ f(x) exp(−2πi k·x/N) of an image, without normalisation.
///
/// # Errors
/// `Limit` if there is not enough memory.
pub fn forward(ctx: &Context, input: &Image<f32>, spectrum: &mut Image<Complex32>) -> Result<()> {
    let dims = spectrum_dims(input.dims());
    spectrum.renew(dims)?;
    let along_x = RealFftPlanner::new().plan_fft_forward(input.width());
    let [pairs, along_y, along_z] = plans(input.dims(), FftPlanner::plan_fft_forward);
    let rows = rows_per_task(dims);
    let fused = rows == dims.height && dims.height > 1;
    let (slice, width) = (Dimensions { depth: 1, ..dims }, input.width());
    tasks::chunks_mut(ctx, spectrum.pixels_mut(), rows * dims.width, |task, target| {
        let source = &input.pixels()[task * rows * width..];
        let single = if width % 2 == 1 { pairs_forward(&*pairs, source, target) } else { 0 };
        rows_forward(&*along_x, &source[single * width..], &mut target[single * dims.width..]);
        if fused { transform_lines(&ctx.undisturbed(), slice, None, target, Across::Y, &along_y) } else { Ok(()) }
    })?;
    if !fused {
        transform_lines(ctx, dims, None, spectrum.pixels_mut(), Across::Y, &along_y)?;
    }
    transform_lines(ctx, dims, None, spectrum.pixels_mut(), Across::Z, &along_z)
}

/// Makes the image whose transform is `spectrum`; `output` has the size of the image already.
///
/// # Errors
/// `Limit` if there is not enough memory.
pub fn inverse(ctx: &Context, spectrum: &Image<Complex32>, output: &mut Image<f32>) -> Result<()> {
    let dims = spectrum.dims();
    let along_x = RealFftPlanner::new().plan_fft_inverse(output.width());
    let [_, along_y, along_z] = plans(dims, FftPlanner::plan_fft_inverse);
    let mut work = Image::<Complex32>::undefined(if dims.depth > 1 { dims } else { Dimensions::ONE })?;
    let source = if dims.depth > 1 {
        transform_lines(ctx, dims, Some(spectrum.pixels()), work.pixels_mut(), Across::Z, &along_z)?;
        work.pixels()
    } else {
        spectrum.pixels()
    };
    let scale = 1.0 / output.dims().pixel_count() as f32;
    let width = output.width();
    if rows_per_task(dims) == dims.height {
        let slice = Dimensions { depth: 1, ..dims };
        return tasks::chunks_mut(ctx, output.pixels_mut(), dims.height * width, |z, target| {
            let source = &source[z * slice.slice_len()..(z + 1) * slice.slice_len()];
            let mut lines = source.to_vec();
            transform_lines(&ctx.undisturbed(), slice, None, &mut lines, Across::Y, &along_y)?;
            rows_inverse(&*along_x, &lines, target, scale);
            Ok(())
        });
    }
    let mut lines = Image::<Complex32>::undefined(dims)?;
    transform_lines(ctx, dims, Some(source), lines.pixels_mut(), Across::Y, &along_y)?;
    let rows = rows_per_task(dims);
    tasks::chunks_mut(ctx, output.pixels_mut(), rows * width, |task, target| {
        rows_inverse(&*along_x, &lines.pixels()[task * rows * dims.width..], target, scale);
        Ok(())
    })
}

type Plan = Arc<dyn Fft<f32>>;

fn plans(dims: Dimensions, plan: fn(&mut FftPlanner<f32>, usize) -> Plan) -> [Plan; 3] {
    let mut planner = FftPlanner::new();
    dims.to_array().map(|len| plan(&mut planner, len))
}

/// Rows that one task transforms: those of a slice if it stays in the cache.
fn rows_per_task(dims: Dimensions) -> usize {
    let pixel = size_of::<Complex32>();
    if dims.depth > 1 && dims.slice_len() * pixel <= SLICE_BYTES {
        return dims.height;
    }
    (tasks::task_len(pixel) / dims.width).clamp(1, dims.height)
}

fn transform_lines(
    ctx: &Context,
    dims: Dimensions,
    source: Option<&[Complex32]>,
    target: &mut [Complex32],
    axis: Across,
    plan: &Plan,
) -> Result<()> {
    if plan.len() == 1 {
        if let Some(source) = source {
            target.copy_from_slice(source);
        }
        return Ok(());
    }
    let scratch = || vec![Complex32::default(); plan.get_inplace_scratch_len()];
    for_each_line(ctx, dims, source, target, axis, scratch, |scratch, line| plan.process_with_scratch(line, scratch))
}

/// Transforms as many rows of an image as there are in the target.
fn rows_forward(plan: &dyn RealToComplex<f32>, source: &[f32], target: &mut [Complex32]) {
    let mut line = plan.make_input_vec();
    let mut scratch = plan.make_scratch_vec();
    let width = line.len();
    for (row, result) in source.chunks_exact(width).zip(target.chunks_exact_mut(width / 2 + 1)) {
        line.copy_from_slice(row);
        plan.process_with_scratch(&mut line, result, &mut scratch).expect("the lengths are those of the plan");
    }
}

/// Transforms pairs of rows of an image as real and imaginary parts of one row: real transforms of an odd length are
/// complex ones, too. Returns how many rows are done, all or all but one.
fn pairs_forward(plan: &dyn Fft<f32>, source: &[f32], target: &mut [Complex32]) -> usize {
    let width = plan.len();
    let half = width / 2 + 1;
    let mut line = vec![Complex32::default(); width];
    let mut scratch = vec![Complex32::default(); plan.get_inplace_scratch_len()];
    let pairs = target.chunks_exact_mut(2 * half);
    let done = 2 * pairs.len();
    for (rows, result) in source.chunks_exact(2 * width).zip(pairs) {
        let (first, second) = rows.split_at(width);
        for (value, (&re, &im)) in line.iter_mut().zip(first.iter().zip(second)) {
            *value = Complex32::new(re, im);
        }
        plan.process_with_scratch(&mut line, &mut scratch);
        let (first, second) = result.split_at_mut(half);
        for k in 0..half {
            let (value, mirrored) = (line[k], line[(width - k) % width].conj());
            first[k] = (value + mirrored) * 0.5;
            let difference = (value - mirrored) * 0.5;
            second[k] = Complex32::new(difference.im, -difference.re);
        }
    }
    done
}

/// Transforms as many rows of a spectrum as there are in the target.
fn rows_inverse(plan: &dyn ComplexToReal<f32>, source: &[Complex32], target: &mut [f32], scale: f32) {
    let mut line = plan.make_input_vec();
    let mut scratch = plan.make_scratch_vec();
    let width = plan.len();
    for (row, result) in source.chunks_exact(width / 2 + 1).zip(target.chunks_exact_mut(width)) {
        for (value, pixel) in line.iter_mut().zip(row) {
            *value = pixel * scale;
        }
        // These belong to real images only if they are real.
        line[0].im = 0.0;
        if width % 2 == 0 {
            line[width / 2].im = 0.0;
        }
        plan.process_with_scratch(&mut line, result, &mut scratch).expect("the lengths are those of the plan");
    }
}
