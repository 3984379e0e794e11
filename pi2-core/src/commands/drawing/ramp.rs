//! Images of coordinates.

use crate::image::{Image, RealPixel, Vec3i};
use crate::par::for_each_row;
use crate::{Context, Error, Result, pi2_command};

/// Sets each pixel to one of its coordinates.
///
/// Coordinates that the pixel type cannot hold become its largest or smallest value.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if `dimension` is not 0, 1 or 2.
///
/// # References
/// pi2, `ramp`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 300, 2)
/// ramp(img)
/// newimage(total, uint64)
/// sum(img, total)   # 87720
/// ```
#[pi2_command(category = "Drawing", see_also = [ramp3, box], pointwise)]
pub fn ramp<T: RealPixel>(
    ctx: &Context,
    /// Image to fill.
    image: &mut Image<T>,
    /// The coordinate: 0 is x, 1 is y, 2 is z.
    #[arg(default = 0)]
    dimension: i64,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    let axis = usize::try_from(dimension).ok().filter(|axis| *axis < 3);
    let axis = axis.ok_or_else(|| Error::argument("dimension", "0, 1 or 2", dimension))?;
    let values = pixels_from::<T>(i128::from(block_origin[axis]), image.dims().to_array()[axis]);
    for_each_row(ctx, image, |y, z, row| {
        match axis {
            0 => row.copy_from_slice(&values),
            1 => row.fill(values[y]),
            _ => row.fill(values[z]),
        }
        Ok(())
    })
}

/// Sets each pixel to the sum of its coordinates.
///
/// Sums that the pixel type cannot hold become its largest or smallest value.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `ramp3`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 3, 2)
/// ramp3(img)
/// maxval(img, top)   # 6
/// ```
#[pi2_command(category = "Drawing", see_also = [ramp, box], pointwise)]
pub fn ramp3<T: RealPixel>(
    ctx: &Context,
    /// Image to fill.
    image: &mut Image<T>,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    // Rows are parts of one ramp, so it is made once and copied.
    let longest = image.dims().to_array().iter().sum::<usize>() - 2;
    let values = pixels_from::<T>(block_origin.iter().copied().map(i128::from).sum(), longest);
    for_each_row(ctx, image, |y, z, row| {
        row.copy_from_slice(&values[y + z..][..row.len()]);
        Ok(())
    })
}

/// The pixel values nearest to `first`, `first` + 1, ...
fn pixels_from<T: RealPixel>(first: i128, count: usize) -> Vec<T> {
    (first..).take(count).map(T::from_i128_saturating).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{for_each_real_type, random_image, sides};

    fn check<T: RealPixel>(dims: [usize; 3], origin: [i64; 3], seed: u64) -> Result<(), TestCaseError> {
        let ctx = Context::with_threads(2);
        let position = |x: usize, y: usize, z: usize| [x, y, z].map(|c| c as i128);
        let total: i128 = origin.iter().copied().map(i128::from).sum();
        for axis in 0..3 {
            let mut image = random_image::<T>(dims, seed);
            ramp(&ctx, &mut image, axis as i64, origin.into())?;
            let value = |x, y, z| T::from_i128_saturating(position(x, y, z)[axis] + i128::from(origin[axis]));
            prop_assert_eq!(image, Image::from_fn(dims, value)?);
        }
        let mut image = random_image::<T>(dims, seed);
        ramp3(&ctx, &mut image, origin.into())?;
        let value = |x, y, z| T::from_i128_saturating(position(x, y, z).iter().sum::<i128>() + total);
        prop_assert_eq!(image, Image::from_fn(dims, value)?);
        Ok(())
    }

    proptest! {
        #[test]
        fn pixels_are_coordinates(
            dims in sides(),
            origin in prop::array::uniform3(prop_oneof![-300i64..300, any::<i64>()]),
            seed in any::<u64>(),
        ) {
            for_each_real_type!(check, dims, origin, seed);
        }
    }

    #[test]
    fn there_are_three_dimensions() {
        let mut image = Image::from_vec([2, 1, 1], vec![5u8, 6]).expect("two");
        let ctx = Context::with_threads(1);
        let mut error = |dimension| ramp(&ctx, &mut image, dimension, Vec3i::splat(0)).expect_err("none").to_string();
        assert_eq!(error(3), "argument `dimension` must be 0, 1 or 2, but it is 3");
        assert_eq!(error(-1), "argument `dimension` must be 0, 1 or 2, but it is -1");
        assert_eq!(image.pixels(), [5, 6]);
    }
}
