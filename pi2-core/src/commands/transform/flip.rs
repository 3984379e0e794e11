//! Mirror images.

use multiversion::multiversion;

use crate::image::{Dimensions, Image, Pixel, Region};
use crate::par::{Across, for_each_mirrored_pair, for_each_row};
use crate::{Context, Error, Result, pi2_command};

/// Reverses an axis of an image in place.
///
/// Pixels change places exactly; no memory is needed.
///
/// # Errors
/// `Argument` if `dimension` is not 0, 1 or 2.
///
/// # References
/// pi2, `flip`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 2)
/// set(img, [2, 0, 0], 7)
/// flip(img, 0)   # 7
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [rot90cw, rot90ccw, reslice],
    blocks = flip_source(output, image.dims(), dimension),
    job = Fast,
)]
pub fn flip<T: Pixel>(
    ctx: &Context,
    /// Image to change.
    image: &mut Image<T>,
    /// The axis to reverse: 0 is x, 1 is y, 2 is z.
    dimension: u64,
) -> Result<()> {
    match dimension {
        0 => for_each_row(ctx, image, |_, _, row| {
            reverse(row);
            Ok(())
        }),
        1 => for_each_mirrored_pair(ctx, image, Across::Y, exchange),
        2 => for_each_mirrored_pair(ctx, image, Across::Z, exchange),
        _ => Err(Error::argument("dimension", "0, 1 or 2", dimension)),
    }
}

/// The part of the image that comes to a part of the flipped image.
pub fn flip_source(output: Region, image: Dimensions, dimension: u64) -> Region {
    let mut source = output;
    if let (Some(start), Some(side)) =
        (source.start.get_mut(dimension as usize), image.to_array().get(dimension as usize))
    {
        *start = *side as i64 - *start - output.size[dimension as usize] as i64;
    }
    source
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn reverse<T: Pixel>(row: &mut [T]) {
    row.reverse();
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn exchange<T: Pixel>(row: &mut [T], partner: &mut [T]) {
    row.swap_with_slice(partner);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::{Complex32, RealPixel};
    use crate::testing::{for_each_real_type, random_image, sides};

    fn flipped<T: Pixel>(image: &Image<T>, dimension: u64) -> Image<T> {
        let mut image = image.clone();
        flip(&Context::with_threads(2), &mut image, dimension).expect("valid");
        image
    }

    fn agrees<T: Pixel>(image: &Image<T>) -> Result<(), TestCaseError> {
        for dimension in 0..3 {
            let expected = Image::from_fn(image.dims(), |x, y, z| {
                let mut at = [x, y, z];
                at[dimension] = image.dims().to_array()[dimension] - 1 - at[dimension];
                image.get(at[0], at[1], at[2])
            });
            let found = flipped(image, dimension as u64);
            prop_assert_eq!(&found, &expected.expect("small"));
            prop_assert_eq!(&flipped(&found, dimension as u64), image);
        }
        Ok(())
    }

    fn real_agrees<T: RealPixel>(sides: [usize; 3], seed: u64) -> Result<(), TestCaseError> {
        agrees(&random_image::<T>(sides, seed))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn every_pixel_comes_to_its_place(sides in sides(), seed: u64) {
            for_each_real_type!(real_agrees, sides, seed);
            let real = random_image::<f32>(sides, seed);
            let pixels = real.pixels().iter().map(|&re| Complex32::new(re, 3.0)).collect();
            agrees(&Image::from_vec(sides, pixels).expect("as many"))?;
        }
    }

    #[test]
    fn a_block_comes_from_the_other_end() {
        let part = Region { start: [1, 2, 3], size: [2, 1, 4] };
        let source = |dimension| flip_source(part, Dimensions::new(10, 10, 10), dimension).start;
        assert_eq!([source(0), source(1), source(2), source(9)], [[7, 2, 3], [1, 7, 3], [1, 2, 3], [1, 2, 3]]);
    }

    #[test]
    fn a_fourth_axis_is_refused() {
        let mut image = Image::<u8>::new([2, 1, 1]).expect("small");
        let error = flip(&Context::default(), &mut image, 3).expect_err("no axis").to_string();
        assert_eq!(error, "argument `dimension` must be 0, 1 or 2, but it is 3");
    }
}
