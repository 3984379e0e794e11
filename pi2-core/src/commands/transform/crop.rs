//! Cutting out a part of an image.

use crate::image::{Dimensions, Image, Pixel, Region, Vec3i};
use crate::par::for_each_row;
use crate::{Context, Result, pi2_command};

/// Copies a part of an image.
///
/// The part may reach outside the input image, where the result is 0: negative positions and large sizes pad the image
/// with zeros.
///
/// # Shapes
/// `output image` becomes `size` if all three sizes are positive; else it keeps the size that it has.
///
/// # Errors
/// `Limit` if there is not enough memory for the output.
///
/// # References
/// pi2, `crop`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, [2, 1, 0], 7)
/// crop(img, part, [2, 1, 0], [2, 2, 1])   # 7
/// ```
#[pi2_command(category = "Transforms", see_also = [copy, bin], blocks = crop_source(output, position))]
pub fn crop<T: Pixel>(
    ctx: &Context,
    /// Image to cut from.
    input_image: &Image<T>,
    /// The part.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// First pixel of the part in the input image.
    #[arg(default = Vec3i::splat(0))]
    position: Vec3i,
    /// Number of pixels along x, y and z. If one of them is not positive, the output image keeps its size.
    #[arg(default = Vec3i::splat(0))]
    size: Vec3i,
) -> Result<()> {
    if size.iter().all(|side| *side > 0) {
        output_image.resize(Dimensions::from_request(size)?)?;
    }
    let width = output_image.width();
    for_each_row(ctx, output_image, |y, z, row| {
        row.fill(T::default());
        let wanted = crop_source(Region { start: [0, y as i64, z as i64], size: [width, 1, 1] }, position);
        let found = wanted.clip(input_image.dims());
        if !found.is_empty() {
            let [from, source_y, source_z] = found.start.map(|start| start as usize);
            let to = (found.start[0] - wanted.start[0]) as usize;
            let source = &input_image.row(source_y, source_z)[from..from + found.size[0]];
            row[to..to + found.size[0]].copy_from_slice(source);
        }
        Ok(())
    })
}

/// The part of the input image that a part of the output image shows.
pub fn crop_source(output: Region, position: Vec3i) -> Region {
    Region { start: std::array::from_fn(|axis| output.start[axis].saturating_add(position[axis])), ..output }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::{Complex32, RealPixel};

    fn cropped<T: Pixel>(input: &Image<T>, position: [i64; 3], size: [i64; 3]) -> Image<T> {
        let mut output = Image::new([2, 2, 1]).expect("small");
        crop(&Context::with_threads(2), input, &mut output, position.into(), size.into()).expect("valid");
        output
    }

    #[test]
    fn outside_the_image_there_are_zeros() {
        let input = Image::from_vec([3, 2, 1], vec![1u8, 2, 3, 4, 5, 6]).expect("six");
        assert_eq!(cropped(&input, [-1, 1, 0], [3, 2, 1]).pixels(), [0, 4, 5, 0, 0, 0]);
        assert_eq!(cropped(&input, [i64::MAX, 0, 0], [2, 1, 1]).pixels(), [0, 0]);
        assert_eq!(cropped(&input, [i64::MIN, 0, 0], [2, 1, 1]).pixels(), [0, 0]);
    }

    #[test]
    fn without_a_size_the_output_keeps_its_own() {
        let input = Image::from_vec([3, 2, 1], vec![1u8, 2, 3, 4, 5, 6]).expect("six");
        assert_eq!(cropped(&input, [1, 0, 0], [0, 9, 9]), Image::from_vec([2, 2, 1], vec![2, 3, 5, 6]).expect("four"));
    }

    #[test]
    fn an_impossible_size_is_refused() {
        let input = Image::<u8>::new([1, 1, 1]).expect("small");
        let mut output = Image::new([1, 1, 1]).expect("small");
        let size = Vec3i::splat(1 << 40);
        let error = crop(&Context::with_threads(1), &input, &mut output, Vec3i::splat(0), size).expect_err("too large");
        assert!(error.to_string().contains("too large to be addressed"), "{error}");
    }

    fn agrees<T: Pixel>(dims: [usize; 3], position: [i64; 3], size: [i64; 3], value: impl Fn(usize) -> T) {
        let input = Image::from_fn(dims, |x, y, z| value(1 + x + 7 * (y + 7 * z))).expect("small");
        let expected = Image::from_fn(size.map(|side| side as usize), |x, y, z| {
            let [x, y, z] = [x as i64 + position[0], y as i64 + position[1], z as i64 + position[2]];
            let inside = input.dims().contains(x, y, z);
            if inside { input.get(x as usize, y as usize, z as usize) } else { T::default() }
        });
        assert_eq!(cropped(&input, position, size), expected.expect("small"));
    }

    fn agrees_for<T: RealPixel>(dims: [usize; 3], position: [i64; 3], size: [i64; 3]) {
        agrees(dims, position, size, |i| T::from_f64_saturating(i as f64));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn all_types_agree_with_the_definition(
            dims in prop::array::uniform3(1usize..8),
            position in prop::array::uniform3(-8i64..9),
            size in prop::array::uniform3(1i64..8),
        ) {
            agrees_for::<u8>(dims, position, size);
            agrees_for::<u16>(dims, position, size);
            agrees_for::<u32>(dims, position, size);
            agrees_for::<u64>(dims, position, size);
            agrees_for::<i8>(dims, position, size);
            agrees_for::<i16>(dims, position, size);
            agrees_for::<i32>(dims, position, size);
            agrees_for::<i64>(dims, position, size);
            agrees_for::<f32>(dims, position, size);
            agrees(dims, position, size, |i| Complex32::new(i as f32, -1.0));
        }
    }
}
