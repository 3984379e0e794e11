//! Neighbourhood access with boundary conditions.

use super::{Context, for_each_row};
use crate::image::{Dimensions, Image, Pixel};
use crate::{Choice, Result};

/// What lies outside the image.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "boundary condition")]
pub enum Boundary {
    /// Zeros.
    #[choice("Zero", "0")]
    Zero,
    /// The nearest pixel inside.
    #[choice("Nearest", "1")]
    Nearest,
}

/// Makes `output` as large as `input` and each of its pixels `kernel(values of the neighbours)`.
///
/// `offsets` are the members of the neighbourhood relative to the pixel, in the order in which the kernel gets their
/// values. The kernel may change its buffer (sort it, for instance).
pub fn neighbourhood<A: Pixel, B: Pixel>(
    ctx: &Context,
    input: &Image<A>,
    output: &mut Image<B>,
    offsets: &[[i64; 3]],
    boundary: Boundary,
    kernel: impl Fn(&mut [A]) -> B + Sync,
) -> Result<()> {
    output.renew(input.dims())?;
    let dims = input.dims();
    let linear: Vec<isize> = offsets.iter().map(|&offset| linear_offset(dims, offset)).collect();
    let reach: [i64; 3] = std::array::from_fn(|axis| offsets.iter().map(|o| o[axis].abs()).max().unwrap_or(0));
    let pixels = input.pixels();
    for_each_row(ctx, output, |y, z, row| {
        let inside = |at: usize, axis: usize| {
            at as i64 >= reach[axis] && (at as i64) + reach[axis] < dims.to_array()[axis] as i64
        };
        let row_inside = inside(y, 1) && inside(z, 2);
        let mut values = vec![A::default(); offsets.len()];
        for (x, result) in row.iter_mut().enumerate() {
            if row_inside && inside(x, 0) {
                let centre = dims.index(x, y, z);
                for (value, offset) in values.iter_mut().zip(&linear) {
                    *value = pixels[centre.wrapping_add_signed(*offset)];
                }
            } else {
                for (value, &[dx, dy, dz]) in values.iter_mut().zip(offsets) {
                    *value = read(input, [x as i64 + dx, y as i64 + dy, z as i64 + dz], boundary);
                }
            }
            *result = kernel(&mut values);
        }
        Ok(())
    })
}

fn linear_offset(dims: Dimensions, [dx, dy, dz]: [i64; 3]) -> isize {
    (dx + dims.width as i64 * (dy + dims.height as i64 * dz)) as isize
}

/// The pixel at a position that may lie outside the image.
pub(crate) fn read<T: Pixel>(image: &Image<T>, [x, y, z]: [i64; 3], boundary: Boundary) -> T {
    let dims = image.dims();
    if boundary == Boundary::Zero && !dims.contains(x, y, z) {
        return T::default();
    }
    let clamp = |at: i64, side: usize| at.clamp(0, side as i64 - 1) as usize;
    image.pixels()[dims.index(clamp(x, dims.width), clamp(y, dims.height), clamp(z, dims.depth))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_boundaries_give_what_lies_outside() {
        let ctx = Context::with_threads(2);
        let image = Image::from_vec([3, 1, 1], vec![1u8, 2, 4]).expect("three");
        let mut sums = Image::<u8>::new([1, 1, 1]).expect("small");
        let offsets = [[-1, 0, 0], [0, 0, 0], [1, 0, 0]];
        let sum = |values: &mut [u8]| values.iter().sum();
        neighbourhood(&ctx, &image, &mut sums, &offsets, Boundary::Zero, sum).expect("no error");
        assert_eq!(sums.pixels(), [3, 7, 6]);
        neighbourhood(&ctx, &image, &mut sums, &offsets, Boundary::Nearest, sum).expect("no error");
        assert_eq!(sums.pixels(), [4, 7, 10]);
    }

    #[test]
    fn a_single_pixel_sees_itself_everywhere() {
        let ctx = Context::with_threads(1);
        let image = Image::from_vec([1, 1, 1], vec![9u8]).expect("one");
        let mut result = Image::<u8>::new([1, 1, 1]).expect("small");
        let offsets = [[0, -5, 0], [0, 0, 5]];
        neighbourhood(&ctx, &image, &mut result, &offsets, Boundary::Nearest, |v| v[0].min(v[1])).expect("no error");
        assert_eq!(result.pixels(), [9]);
    }
}
