//! The frame of an image.

use crate::image::{Image, RealPixel};
use crate::par::for_each_row;
use crate::{Context, Result, pi2_command};

/// Sets the edges of an image to one value.
///
/// The frame is `radius` pixels thick along each axis of more than one pixel; an axis of one pixel has no frame.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `setedges`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 7, 7)
/// setedges(img, 9, 2)
/// sum(img, total)   # 360
/// ```
#[pi2_command(
    category = "Images",
    see_also = [set, crop],
    whole_image = "the edges of a block are not those of the image"
)]
pub fn setedges<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Grey value of the frame, rounded half away from zero and saturated to the pixel type.
    #[arg(default = 0.0)]
    edge_value: f64,
    /// Thickness of the frame, in pixels. Less than 1 is 1.
    #[arg(default = 1)]
    radius: i64,
) -> Result<()> {
    let value = T::from_f64_saturating(edge_value);
    let [width, height, depth] = image.dims().to_array();
    let radius = usize::try_from(radius.max(1)).unwrap_or(usize::MAX);
    // Along an axis of one pixel there is no frame.
    let in_frame = |position: usize, side: usize| {
        let thickness = radius.min(side - 1);
        position < thickness || position >= side - thickness
    };
    let thickness = radius.min(width - 1);
    for_each_row(ctx, image, |y, z, row| {
        if in_frame(y, height) || in_frame(z, depth) {
            row.fill(value);
        } else {
            row[..thickness].fill(value);
            row[width - thickness..].fill(value);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{for_each_real_type, random_image, sides};
    use proptest::prelude::*;

    fn agrees<T: RealPixel>(
        sides: [usize; 3],
        seed: u64,
        value: f64,
        radius: i64,
    ) -> std::result::Result<(), TestCaseError> {
        let image = random_image::<T>(sides, seed);
        let mut result = image.clone();
        setedges(&Context::with_threads(2), &mut result, value, radius)?;
        let [w, h, d] = sides;
        for (z, y, x) in (0..d).flat_map(|z| (0..h).flat_map(move |y| (0..w).map(move |x| (z, y, x)))) {
            let framed = [x, y, z].into_iter().zip(sides).any(|(at, side)| {
                let thickness = radius.max(1).min(side as i64 - 1);
                (at as i64) < thickness || at as i64 >= side as i64 - thickness
            });
            let expected = if framed { T::from_f64_saturating(value) } else { image.get(x, y, z) };
            prop_assert_eq!(result.get(x, y, z), expected);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn the_frame_is_as_thick_as_asked(sides in sides(), seed: u64, value in -1e3..1e3f64, radius in -2..9i64) {
            for_each_real_type!(agrees, sides, seed, value, radius);
        }
    }

    #[test]
    fn a_single_pixel_has_no_edge_and_absurd_radii_are_limited() {
        let mut pixel = Image::from_vec([1, 1, 1], vec![5u8]).expect("one");
        setedges(&Context::with_threads(1), &mut pixel, 9.0, i64::MAX).expect("no error");
        assert_eq!(pixel.pixels(), [5]);
        let mut row = Image::from_vec([3, 1, 1], vec![1u8, 2, 3]).expect("three");
        setedges(&Context::with_threads(1), &mut row, 300.0, i64::MAX).expect("no error");
        assert_eq!(row.pixels(), [255; 3]);
    }
}
