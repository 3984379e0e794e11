//! Exact squared Euclidean distance to the nearest background pixel.
//!
//! One pass per axis: two scans along x, then the lower envelope of parabolas along y and z. Everything is integer
//! arithmetic, so the result is exact.
//!
//! References: Meijster, Roerdink, Hesselink, "A general algorithm for computing distance transforms in linear time",
//! 2000; Felzenszwalb, Huttenlocher, "Distance transforms of sampled functions", Theory of Computing 8, 2012.

use std::sync::atomic::{AtomicBool, Ordering};

use multiversion::multiversion;
use num_traits::ToPrimitive;

use crate::image::{Dimensions, Image, Pixel};
use crate::par::tasks;
use crate::par::{Across, Context, for_each_tile};
use crate::{Error, Result};

/// Pixels on either side of a pixel that are compared one by one before the lower envelope takes over. Most distances
/// are short, and comparing uses vector instructions where the envelope branches.
const REACH: usize = 64;

/// An integer that holds squared distances.
pub trait Squared: Pixel + Ord + Into<Self::Wide> {
    /// An integer that holds products of a squared distance and a coordinate.
    type Wide: num_traits::PrimInt + num_traits::NumAssign + Send;
    /// The squared distance where there is no background at all.
    const FAR: Self;

    /// The value of a coordinate, or its square.
    fn from_usize(value: usize) -> Self;
    /// A squared distance from the wide integer.
    fn from_wide(value: Self::Wide) -> Self;
    /// `self + other`.
    #[must_use]
    fn plus(self, other: Self) -> Self;
}

macro_rules! squared {
    ($t:ty, $wide:ty) => {
        impl Squared for $t {
            type Wide = $wide;
            // Half of the range, so that a square can be added without overflow.
            const FAR: Self = <$t>::MAX / 2;

            #[inline(always)]
            fn from_usize(value: usize) -> Self {
                value as Self
            }

            #[inline(always)]
            fn from_wide(value: $wide) -> Self {
                value as Self
            }

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self + other
            }
        }
    };
}

squared!(i32, i64);
squared!(i64, i128);

/// True if every squared distance in an image of this size is below [`Squared::FAR`] of `D`.
pub fn fits<D: Squared>(dims: Dimensions) -> bool {
    let diagonal = dims.to_array().iter().map(|&side| (side as u128 - 1).pow(2)).sum::<u128>();
    diagonal < D::FAR.into().to_u128().unwrap_or(0)
}

/// Sets `distances` (the pixels of an image like `input`) to the squared distance to the nearest background pixel, or
/// [`Squared::FAR`] everywhere if there is none; returns whether there is one.
///
/// # Errors
/// `Limit` if the distances do not fit into `D`, see [`fits`].
pub fn squared<T: Pixel, D: Squared>(
    ctx: &Context,
    input: &Image<T>,
    is_background: impl Fn(T) -> bool + Sync,
    distances: &mut [D],
) -> Result<bool> {
    let dims = input.dims();
    if !fits::<D>(dims) {
        return Err(Error::limit(format!("squared distances in an image of {dims} are too large")));
    }
    let found = AtomicBool::new(false);
    let rows = (tasks::task_len(size_of::<D>()) / dims.width).max(1);
    tasks::chunks_mut(ctx, distances, rows * dims.width, |task, part| {
        let source = &input.pixels()[task * rows * dims.width..][..part.len()];
        for (row, result) in source.chunks_exact(dims.width).zip(part.chunks_exact_mut(dims.width)) {
            if along_row(row, &is_background, result) {
                found.store(true, Ordering::Relaxed);
            }
        }
        Ok(())
    })?;
    let found = found.into_inner();
    if found && dims.height > 1 {
        for_each_tile(ctx, dims, distances, Across::Y, combine)?;
    }
    if found && dims.depth > 1 {
        for_each_tile(ctx, dims, distances, Across::Z, combine)?;
    }
    Ok(found)
}

/// Squared distances inside a row; returns whether there is background in it.
fn along_row<T: Copy, D: Squared>(row: &[T], is_background: &impl Fn(T) -> bool, result: &mut [D]) -> bool {
    let (zero, one) = (D::from_usize(0), D::from_usize(1));
    let none = D::from_usize(row.len());
    let mut distance = none;
    for (&pixel, value) in row.iter().zip(result.iter_mut()) {
        distance = if is_background(pixel) { zero } else { distance.plus(one) };
        *value = distance;
    }
    // Without background, the last distance counts all pixels on top of the start value.
    if distance == none.plus(none) {
        result.fill(D::FAR);
        return false;
    }
    for value in result.iter_mut().rev() {
        distance = distance.plus(one).min(*value);
        *value = distance;
    }
    for value in result {
        *value = D::from_wide((*value).into() * (*value).into());
    }
    true
}

/// Makes each pixel of a line the smallest of (squared distance along the line) + (value there).
fn combine<D: Squared>(lines: usize, input: &[D], output: &mut [D]) {
    if !compare_near(lines, input, output) {
        let mut parabolas = Vec::with_capacity(input.len() / lines);
        for line in 0..lines {
            lower_envelope(&input[line..], &mut output[line..], lines, &mut parabolas);
        }
    }
}

/// Compares each pixel with the ones that are near enough to matter; returns false if [`REACH`] is not enough.
/// `output` starts as a copy of `input`.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn compare_near<D: Squared>(lines: usize, input: &[D], output: &mut [D]) -> bool {
    let len = input.len() / lines;
    for (i, results) in output.chunks_exact_mut(lines).enumerate() {
        for distance in 1..=i.max(len - 1 - i) {
            let square = D::from_usize(distance * distance);
            let largest = results.iter().fold(square, |largest, &value| largest.max(value));
            if largest == square {
                break;
            }
            if distance > REACH {
                return false;
            }
            if let Some(before) = i.checked_sub(distance) {
                take_smaller(results, &input[before * lines..], square);
            }
            if i + distance < len {
                take_smaller(results, &input[(i + distance) * lines..], square);
            }
        }
    }
    true
}

#[expect(clippy::inline_always, reason = "only then it is compiled for the instructions of its caller")]
#[inline(always)]
fn take_smaller<D: Squared>(results: &mut [D], others: &[D], square: D) {
    for (result, &other) in results.iter_mut().zip(others) {
        *result = (*result).min(other.plus(square));
    }
}

/// The parabola `height + (i - position)²`, stored as `lifted = height + position²`.
struct Parabola<W> {
    position: W,
    lifted: W,
}

/// The lower envelope of the parabolas at the pixels of a line, whose pixels are `step` elements apart.
fn lower_envelope<D: Squared>(input: &[D], output: &mut [D], step: usize, envelope: &mut Vec<Parabola<D::Wide>>) {
    envelope.clear();
    let mut position = D::from_usize(0).into();
    let one = D::from_usize(1).into();
    for &height in input.iter().step_by(step) {
        if height != D::FAR {
            let new = Parabola { position, lifted: height.into() + position * position };
            while let [.., before, last] = envelope.as_slice() {
                // The last one is hidden if it meets its predecessor behind the place where it meets the new one.
                let hidden = (last.lifted - before.lifted) * (new.position - last.position)
                    >= (new.lifted - last.lifted) * (last.position - before.position);
                if !hidden {
                    break;
                }
                envelope.pop();
            }
            envelope.push(new);
        }
        position += one;
    }
    let Some((mut lowest, mut rest)) = envelope.split_first() else { return };
    let mut position = D::from_usize(0).into();
    let value =
        |parabola: &Parabola<D::Wide>, at: D::Wide| parabola.lifted + at * (at - parabola.position - parabola.position);
    for result in output.iter_mut().step_by(step) {
        while let Some((next, others)) = rest.split_first() {
            if value(next, position) > value(lowest, position) {
                break;
            }
            (lowest, rest) = (next, others);
        }
        *result = D::from_wide(value(lowest, position));
        position += one;
    }
}

#[cfg(test)]
mod tests;
