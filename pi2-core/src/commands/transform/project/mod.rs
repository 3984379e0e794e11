//! Projections: one pixel from a line of pixels along an axis.

mod extreme;
mod total;

pub use extreme::{maxproject, maxproject_with_values, minproject, minproject_with_values};
pub use total::{meanproject, sumproject};

use crate::image::{Dimensions, Image, RealPixel, Region};
use crate::par::tasks;
use crate::{Context, Error, Result};

/// The part of the input image that a part of the projection is made of. Along the projected axis it is longer than any
/// image; so is z for dimension 0, where it is mirrored.
pub fn project_source(output: Region, dimension: u64) -> Region {
    const WHOLE: (i64, usize) = (0, 1 << 40);
    let ([x, y, _], [w, h, _]) = (output.start, output.size);
    let [x, y, z] = match dimension {
        0 => [WHOLE, (y, h), WHOLE],
        1 => [(x, w), WHOLE, (y, h)],
        _ => [(x, w), (y, h), WHOLE],
    };
    Region { start: [x.0, y.0, z.0], size: [x.1, y.1, z.1] }
}

/// The lines of an image along one axis, and where their results go.
#[derive(Clone, Copy)]
struct Lines {
    dims: Dimensions,
    dimension: u64,
}

impl Lines {
    fn new(dims: Dimensions, dimension: u64) -> Result<Self> {
        if dimension > 2 {
            return Err(Error::argument("dimension", "0, 1 or 2", dimension));
        }
        Ok(Self { dims, dimension })
    }

    fn output_dims(self) -> Dimensions {
        let Dimensions { width, height, depth } = self.dims;
        match self.dimension {
            0 => Dimensions::new(depth, height, 1),
            1 => Dimensions::new(width, depth, 1),
            _ => Dimensions::new(width, height, 1),
        }
    }

    /// y and z of the input row that is one line, for dimension 0.
    fn row_of(self, x: usize, y: usize) -> (usize, usize) {
        (y, self.dims.depth - 1 - x)
    }

    /// y and z of the input row that holds element `i` of the lines of row `y` of the output, for dimensions 1 and 2.
    fn row_at(self, y: usize, i: usize) -> (usize, usize) {
        if self.dimension == 1 { (i, y) } else { (y, i) }
    }

    /// Number of pixels of a line.
    fn length(self) -> usize {
        self.dims.to_array()[self.dimension as usize]
    }
}

/// Rows of the output per task: each stands for many input pixels. Rows beside each other lie together in each slice of
/// the input, and memory is read fastest in long pieces.
fn rows_per_task<T>(output: Dimensions) -> usize {
    const PIECE: usize = 1 << 16;
    const TASKS: usize = 8;
    (PIECE / size_of::<T>() / output.width).min(output.height / TASKS).max(8)
}

/// Makes each output pixel what `finish` makes of the fold of its line. `fold(results, pixels)` folds each pixel into the
/// result at its place; a single result takes all pixels.
fn project<T: RealPixel, A: Copy + Send + Sync, U: RealPixel>(
    ctx: &Context,
    lines: Lines,
    input: &Image<T>,
    output: &mut Image<U>,
    start: A,
    fold: fn(&mut [A], &[T]),
    finish: impl Fn(A) -> U + Sync,
) -> Result<()> {
    output.resize(lines.output_dims())?;
    let (width, rows) = (output.width(), rows_per_task::<T>(output.dims()));
    tasks::chunks_mut(ctx, output.pixels_mut(), rows * width, |task, band| {
        let first_y = task * rows;
        let mut results = vec![start; band.len()];
        if lines.dimension == 0 {
            for (i, result) in results.iter_mut().enumerate() {
                let (source_y, source_z) = lines.row_of(i % width, first_y + i / width);
                fold(std::slice::from_mut(result), input.row(source_y, source_z));
            }
        } else if lines.dimension == 1 {
            for (y, row) in results.chunks_exact_mut(width).enumerate() {
                for i in 0..lines.length() {
                    let (source_y, source_z) = lines.row_at(first_y + y, i);
                    fold(row, input.row(source_y, source_z));
                }
            }
        } else {
            // Rows beside each other are beside each other in the input, too.
            for i in 0..lines.length() {
                let (source_y, source_z) = lines.row_at(first_y, i);
                let start = lines.dims.index(0, source_y, source_z);
                fold(&mut results, &input.pixels()[start..start + band.len()]);
            }
        }
        band.iter_mut().zip(results).for_each(|(pixel, result)| *pixel = finish(result));
        Ok(())
    })
}

#[cfg(test)]
mod tests;
