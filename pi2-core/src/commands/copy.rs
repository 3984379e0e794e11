//! Copies of images.

use crate::commands::arithmetic::Combine;
use crate::image::{DynImage, Image, Pixel, Region, Vec3i};
use crate::par::{for_each_row_in, map_into};
use crate::{Context, Dimensions, Result, pi2_command};

/// Copies an image to an image of the same or another pixel type.
///
/// Values are rounded half away from zero and saturated to the type of the output. Metadata is copied, too.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes W×H×D.
///
/// # References
/// pi2, `copy`, which does not copy metadata.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 2, 2)
/// set(img, 2.5)
/// newimage(rounded, uint8)
/// copy(img, rounded)   # 3
/// ```
#[pi2_command(category = "Images", see_also = [set, crop], types(T, U = pairs), pointwise)]
pub fn copy<T: Pixel, U: Pixel + Combine<T>>(
    ctx: &Context,
    /// Image to copy.
    input_image: &Image<T>,
    /// The copy.
    #[arg(out)]
    output_image: &mut Image<U>,
) -> Result<()> {
    map_into(ctx, input_image, output_image, U::nearest)?;
    *output_image.metadata_mut() = input_image.metadata().clone();
    Ok(())
}

/// Copies an image into a part of another image.
///
/// The first pixel of the source image goes to `location` in the target image, the others accordingly. What lies outside
/// the target image is left out; the rest of the target image stays as it is.
///
/// # Shapes
/// `target image` keeps its size.
///
/// # References
/// pi2, `copy`, whose help describes source and target the wrong way round.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2)
/// set(img, 7)
/// newimage(large, uint8, 5, 5)
/// copy(img, large, [-1, 3, 0])
/// sum(large, total)   # 14
/// ```
#[pi2_command(
    name = "copy",
    category = "Images",
    see_also = [crop, set],
    whole_image = "the source image may go to any part of the target image"
)]
pub fn copy_to_location<T: Pixel>(
    ctx: &Context,
    /// Image to copy.
    source_image: &Image<T>,
    /// Image to copy into.
    #[arg(out, keep)]
    target_image: &mut Image<T>,
    /// Place of the first pixel of the source image in the target image. It may lie outside.
    location: Vec3i,
) -> Result<()> {
    let region = Region { start: location.0, size: source_image.dims().to_array() };
    let visible = region.clip(target_image.dims());
    if visible.is_empty() {
        return Ok(());
    }
    let [from_x, from_y, from_z] = std::array::from_fn(|axis| (visible.start[axis] - region.start[axis]) as usize);
    let [first_y, first_z] = [1, 2].map(|axis| visible.start[axis] as usize);
    for_each_row_in(ctx, target_image, visible, |y, z, row| {
        let source = source_image.row(y - first_y + from_y, z - first_z + from_z);
        row.copy_from_slice(&source[from_x..from_x + row.len()]);
        Ok(())
    })
}

/// Makes an image a given size.
///
/// An image that has this size stays as it is. Otherwise it gets the size and all its pixels become 0. Metadata is kept.
///
/// # Shapes
/// `image` becomes `width`×`height`×`depth`; sides below 1 become 1.
///
/// # Errors
/// `Limit` if there is not enough memory.
///
/// # References
/// pi2, `ensuresize`, which clears the image also if it has the size and a side below 1 is asked for.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 7)
/// ensuresize(img, 4, 4)   # 7
/// ensuresize(img, 2, 2)   # 0
/// ```
#[pi2_command(category = "Images", see_also = [crop, copy], controller)]
pub fn ensuresize(
    /// Image to resize.
    image: &mut DynImage,
    /// Pixels along x.
    #[arg(default = 1)]
    width: i64,
    /// Pixels along y.
    #[arg(default = 1)]
    height: i64,
    /// Pixels along z.
    #[arg(default = 1)]
    depth: i64,
) -> Result<()> {
    ensuresize_vector(image, Vec3i::new(width, height, depth))
}

/// Makes an image a given size.
///
/// An image that has this size stays as it is. Otherwise it gets the size and all its pixels become 0. Metadata is kept.
///
/// # Shapes
/// `image` becomes `size`; sides below 1 become 1.
///
/// # Errors
/// `Limit` if there is not enough memory.
///
/// # References
/// pi2, `ensuresize`, which clears the image also if it has the size and a side below 1 is asked for.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 7)
/// ensuresize(img, [4, 4, 1])   # 7
/// ```
#[pi2_command(name = "ensuresize", category = "Images", see_also = [crop, copy], controller)]
pub fn ensuresize_vector(
    /// Image to resize.
    image: &mut DynImage,
    /// Pixels along x, y and z.
    size: Vec3i,
) -> Result<()> {
    image.resize(Dimensions::from_request(size)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::{Complex32, PixelType, RealPixel, convert};
    use crate::testing::for_each_real_pair;

    fn ctx() -> Context {
        Context::with_threads(2)
    }

    fn copied<T: Pixel, U: Pixel + Combine<T>>(pixels: &[T]) -> Vec<U> {
        let input = Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row");
        let mut output = Image::new([1, 1, 1]).expect("small");
        copy(&ctx(), &input, &mut output).expect("no error");
        assert_eq!(output.dims(), input.dims());
        output.pixels().to_vec()
    }

    #[test]
    fn values_are_rounded_and_saturated() {
        let pixels = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30, 0.5, -0.5, 2.5];
        assert_eq!(copied::<f32, u8>(&pixels), [0, 255, 0, 255, 0, 1, 0, 3]);
        assert_eq!(copied::<Complex32, Complex32>(&[Complex32::new(1.0, 2.0)]), [Complex32::new(1.0, 2.0)]);
    }

    #[test]
    fn metadata_is_copied() {
        let mut input = Image::<u8>::new([2, 1, 1]).expect("small");
        input.metadata_mut().insert_text("unit", "mm");
        let mut output = Image::<u16>::new([1, 1, 1]).expect("small");
        copy(&ctx(), &input, &mut output).expect("no error");
        assert_eq!(output.metadata().cell("unit", 0, 0), Some("mm"));
    }

    #[test]
    fn only_another_size_clears_an_image() {
        let mut image = DynImage::from(Image::from_vec([2, 1, 1], vec![5u8, 6]).expect("two"));
        image.metadata_mut().insert_text("k", "v");
        ensuresize(&mut image, 2, 0, -3).expect("same size");
        assert_eq!(image.bytes(), [5, 6]);
        ensuresize_vector(&mut image, Vec3i::new(1, 2, 1)).expect("small");
        assert_eq!((image.bytes(), image.pixel_type()), ([0, 0].as_slice(), PixelType::UInt8));
        assert_eq!(image.metadata().cell("k", 0, 0), Some("v"));
        let error = ensuresize(&mut image, i64::MAX, i64::MAX, 1).expect_err("too large").to_string();
        assert!(error.contains("too large to be addressed"), "{error}");
    }

    fn agrees<T: RealPixel, U: RealPixel + Combine<T>>(numbers: &[f64]) {
        let pixels: Vec<T> = numbers.iter().map(|&v| T::from_f64_saturating(v)).collect();
        let expected: Vec<U> = pixels.iter().map(|&p| convert(p)).collect();
        assert_eq!(copied::<T, U>(&pixels), expected, "{} to {}", T::TYPE, U::TYPE);
    }

    macro_rules! check_pairs {
        ($numbers:ident: $($t:ty: $($u:ty),+;)+) => {$($(agrees::<$t, $u>(&$numbers);)+)+};
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn all_pairs_agree_with_the_conversion(
            numbers in prop::collection::vec(prop_oneof![-300.0..300.0, -1e5..1e5, -1e20..1e20], 1..40),
        ) {
            for_each_real_pair!(check_pairs, numbers);
        }

        #[test]
        fn copies_into_a_larger_image_are_clipped(
            source_dims in prop::array::uniform3(1usize..7),
            target_dims in prop::array::uniform3(1usize..7),
            location in prop::array::uniform3(-7i64..8),
        ) {
            let source = Image::from_fn(source_dims, |x, y, z| (1 + x + 7 * y + 49 * z) as i16).expect("small");
            let mut target = Image::from_fn(target_dims, |_, _, _| -1i16).expect("small");
            copy_to_location(&ctx(), &source, &mut target, location.into()).expect("no error");
            let expected = Image::from_fn(target_dims, |x, y, z| {
                let [x, y, z] = [x as i64 - location[0], y as i64 - location[1], z as i64 - location[2]];
                let inside = source.dims().contains(x, y, z);
                if inside { source.get(x as usize, y as usize, z as usize) } else { -1 }
            });
            prop_assert_eq!(target, expected.expect("small"));
        }
    }
}
