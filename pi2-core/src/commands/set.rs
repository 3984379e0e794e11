//! Setting and reading of pixels and values.

use crate::image::{Complex32, Dimensions, Image, Pixel, RealPixel, Vec3i};
use crate::par::{fill, map_into};
use crate::{Context, Error, Result, pi2_command};

/// Makes an image equal to another image.
///
/// The target gets the pixel type, the size, the pixels and the metadata of the source.
///
/// # Shapes
/// `target image` becomes as large as `source image`.
///
/// # References
/// pi2, `set`, which does not copy metadata.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3)
/// set(img, 7)
/// newimage(other, uint8)
/// set(other, img)   # 7
/// ```
#[pi2_command(name = "set", category = "Images", see_also = [copy, get], pointwise)]
pub fn set_image<T: Pixel>(
    ctx: &Context,
    /// Image that becomes the copy.
    #[arg(out)]
    target_image: &mut Image<T>,
    /// Image to copy.
    source_image: &Image<T>,
) -> Result<()> {
    map_into(ctx, source_image, target_image, |pixel| pixel)?;
    *target_image.metadata_mut() = source_image.metadata().clone();
    Ok(())
}

/// Sets all pixels to one value.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `set`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3)
/// set(img, 300)   # 255
/// ```
#[pi2_command(name = "set", category = "Images", see_also = [copy, get], pointwise)]
pub fn set_all<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Grey value, rounded half away from zero and saturated to the pixel type.
    x: f64,
) -> Result<()> {
    fill(ctx, image, T::from_f64_saturating(x))
}

/// Sets all pixels of a complex image to one real value.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `set`, which has no constants for complex images.
///
/// # Example
/// ```pi2
/// newimage(img, complex32, 3, 3)
/// set(img, 2.5)   # 2.5+0i
/// ```
#[pi2_command(name = "set", category = "Images", see_also = [copy, get], pointwise)]
pub fn set_all_complex(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<Complex32>,
    /// Real part of the pixels, rounded to float32. The imaginary part becomes 0.
    x: f64,
) -> Result<()> {
    fill(ctx, image, Complex32::new(x as f32, 0.0))
}

/// Sets one pixel.
///
/// A position outside the image is ignored.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `set`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3)
/// set(img, [1, 2, 0], 7)
/// maxval(img, top)   # 7
/// ```
#[pi2_command(name = "set", category = "Images", see_also = [copy, get], pointwise)]
pub fn set_pixel<T: RealPixel>(
    /// Image to modify.
    image: &mut Image<T>,
    /// Position of the pixel.
    position: Vec3i,
    /// Grey value, rounded half away from zero and saturated to the pixel type.
    value: f64,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    let [x, y, z] = std::array::from_fn(|axis| position[axis].saturating_sub(block_origin[axis]));
    if image.dims().contains(x, y, z) {
        image.set(x as usize, y as usize, z as usize, T::from_f64_saturating(value));
    }
    Ok(())
}

/// Sets many pixels, each to a value of its own.
///
/// Coordinates are rounded half away from zero; positions outside the image are ignored. If a position occurs several
/// times, the last one counts.
///
/// # Shapes
/// `image` keeps its size. `positions` is 3×N, a row holds x, y and z; `values` has N pixels in any arrangement.
///
/// # Errors
/// `Dimensions` if `positions` is not 3×N for the N pixels of `values`.
///
/// # References
/// pi2, `set`, which does not accept a single point.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3)
/// newimage(positions, float32, 3, 1)
/// set(positions, [0, 0, 0], 1.6)
/// newimage(values, uint8)
/// set(values, 7)
/// set(img, positions, values)
/// crop(img, part, [2, 0, 0], [1, 1, 1])   # 7
/// ```
#[pi2_command(
    name = "set",
    category = "Images",
    see_also = [copy, get],
    whole_image = "the positions may lie anywhere in the image"
)]
pub fn set_pixels<T: RealPixel>(
    /// Image to modify.
    image: &mut Image<T>,
    /// Positions, one in each row.
    positions: &Image<f32>,
    /// Grey values.
    values: &Image<T>,
) -> Result<()> {
    let (dims, count) = (positions.dims(), values.pixels().len());
    if dims != Dimensions::new(3, count, 1) {
        return Err(Error::dimensions(format!(
            "`positions` is {dims}; it must be 3×{count}×1, since `values` has {count} pixels"
        )));
    }
    let dims = image.dims();
    let pixels = image.pixels_mut();
    for (position, value) in positions.pixels().chunks_exact(3).zip(values.pixels()) {
        if let Some(index) = index_of(position, Vec3i::splat(0), dims) {
            pixels[index] = *value;
        }
    }
    Ok(())
}

/// Reads many pixels.
///
/// Coordinates are rounded half away from zero. A position outside the image gives 0.
///
/// # Shapes
/// `positions` is 3×N, a row holds x, y and z; `output` becomes N×1×1.
///
/// # Errors
/// `Dimensions` if `positions` is not 3×N.
///
/// # References
/// pi2, `get`, which may leave old values for positions outside the image.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3)
/// set(img, [1, 1, 0], 7)
/// newimage(positions, float32, 3, 1)
/// set(positions, [0, 0, 0], 1)
/// set(positions, [1, 0, 0], 1)
/// get(img, values, positions)   # 7
/// ```
#[pi2_command(category = "Images", see_also = [set], stages)]
pub fn get<T: RealPixel>(
    /// Image to read.
    image: &Image<T>,
    /// Grey values in the order of the positions.
    #[arg(out)]
    output: &mut Image<T>,
    /// Positions, one in each row.
    positions: &Image<f32>,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    let dims = positions.dims();
    if dims != Dimensions::new(3, dims.height, 1) {
        return Err(Error::dimensions(format!("`positions` is {dims}; it must be 3×N×1")));
    }
    output.resize([dims.height, 1, 1])?;
    for (position, value) in positions.pixels().chunks_exact(3).zip(output.pixels_mut()) {
        *value = index_of(position, block_origin, image.dims()).map_or(T::ZERO, |index| image.pixels()[index]);
    }
    Ok(())
}

/// Place in memory of the pixel at a position, if it is in the image.
fn index_of(position: &[f32], block_origin: Vec3i, dims: Dimensions) -> Option<usize> {
    let coordinate = |axis: usize| {
        let value = position[axis];
        (!value.is_nan()).then(|| (value.round() as i64).saturating_sub(block_origin[axis]))
    };
    let (x, y, z) = (coordinate(0)?, coordinate(1)?, coordinate(2)?);
    dims.contains(x, y, z).then(|| dims.index(x as usize, y as usize, z as usize))
}

/// Gives a variable a text.
///
/// The variable is created if it does not exist.
///
/// # References
/// pi2, `set`.
///
/// # Example
/// ```pi2
/// newvalue(name, string)
/// set(name, "bone")   # bone
/// ```
#[pi2_command(name = "set", category = "Values", see_also = [newvalue, print], controller)]
pub fn set_string(
    /// Variable to set.
    #[arg(out)]
    name: &mut String,
    /// Text.
    value: &str,
) -> Result<()> {
    value.clone_into(name);
    Ok(())
}

/// Gives a variable an integer.
///
/// The variable is created if it does not exist.
///
/// # References
/// pi2, `set`.
///
/// # Example
/// ```pi2
/// newvalue(count, int)
/// set(count, 12)   # 12
/// ```
#[pi2_command(name = "set", category = "Values", see_also = [newvalue, print], controller)]
pub fn set_integer(
    /// Variable to set.
    #[arg(out)]
    name: &mut i64,
    /// Number.
    value: i64,
) -> Result<()> {
    *name = value;
    Ok(())
}

/// Gives a variable a real number.
///
/// The variable is created if it does not exist.
///
/// # References
/// pi2, `set`.
///
/// # Example
/// ```pi2
/// newvalue(factor, real)
/// set(factor, 2.5)   # 2.5
/// ```
#[pi2_command(name = "set", category = "Values", see_also = [newvalue, print], controller)]
pub fn set_real(
    /// Variable to set.
    #[arg(out)]
    name: &mut f64,
    /// Number.
    value: f64,
) -> Result<()> {
    *name = value;
    Ok(())
}

/// Gives a variable a truth value.
///
/// The variable is created if it does not exist.
///
/// # References
/// pi2, `set`.
///
/// # Example
/// ```pi2
/// newvalue(flag, bool)
/// set(flag, true)   # true
/// ```
#[pi2_command(name = "set", category = "Values", see_also = [newvalue, print], controller)]
pub fn set_boolean(
    /// Variable to set.
    #[arg(out)]
    name: &mut bool,
    /// `true` or `false`.
    value: bool,
) -> Result<()> {
    *name = value;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ctx() -> Context {
        Context::with_threads(2)
    }

    fn points(rows: &[[f32; 3]]) -> Image<f32> {
        Image::from_vec([3, rows.len(), 1], rows.concat()).expect("3×N")
    }

    fn read(image: &Image<u8>, rows: &[[f32; 3]], origin: i64) -> Vec<u8> {
        let mut output = Image::from_vec([rows.len(), 1, 1], vec![99; rows.len()]).expect("one row");
        get(image, &mut output, &points(rows), Vec3i::splat(origin)).expect("3×N");
        output.pixels().to_vec()
    }

    #[test]
    fn a_constant_is_rounded_and_saturated() {
        let mut image = Image::<i8>::new([2, 1, 1]).expect("small");
        set_all(&ctx(), &mut image, -7.5).expect("no error");
        assert_eq!(image.pixels(), [-8, -8]);
        set_all(&ctx(), &mut image, 300.0).expect("no error");
        assert_eq!(image.pixels(), [127, 127]);
    }

    #[test]
    fn the_copy_has_size_and_metadata_of_the_source() {
        let mut source = Image::from_vec([2, 1, 1], vec![1u16, 2]).expect("two");
        source.metadata_mut().insert_text("k", "v");
        let mut target = Image::<u16>::new([5, 1, 1]).expect("small");
        set_image(&ctx(), &mut target, &source).expect("no error");
        assert_eq!((&target, target.metadata()), (&source, source.metadata()));
    }

    #[test]
    fn pixels_outside_are_ignored() {
        let mut image = Image::<u8>::new([2, 2, 1]).expect("small");
        let origin = Vec3i::new(10, 10, 10);
        set_pixel(&mut image, Vec3i::new(11, 10, 10), 5.0, origin).expect("inside");
        set_pixel(&mut image, Vec3i::new(2, 0, 0), 9.0, Vec3i::splat(0)).expect("outside");
        set_pixel(&mut image, Vec3i::splat(i64::MIN), 9.0, origin).expect("outside");
        assert_eq!(image.pixels(), [0, 5, 0, 0]);
    }

    #[test]
    fn a_single_point_is_accepted_and_later_points_win() {
        let mut image = Image::<u8>::new([3, 1, 1]).expect("small");
        let value = |v| Image::from_vec([1, 1, 1], vec![v]).expect("one");
        set_pixels(&mut image, &points(&[[1.5, 0.0, 0.0]]), &value(7)).expect("one point");
        let rows = [[0.4, 0.0, 0.0], [-0.4, 0.0, 0.0], [-0.5, 0.0, 0.0], [f32::NAN, 0.0, 0.0]];
        let values = Image::from_vec([2, 2, 1], vec![1, 2, 3, 4]).expect("four");
        set_pixels(&mut image, &points(&rows), &values).expect("four points");
        assert_eq!(image.pixels(), [2, 0, 7]);
    }

    #[test]
    fn positions_outside_read_zero() {
        let image = Image::from_vec([3, 1, 1], vec![1, 2, 3]).expect("three");
        let rows = [[2.4, 0.0, 0.0], [2.5, 0.0, 0.0], [-0.5, 0.0, 0.0], [f32::NAN, 0.0, 0.0], [0.0, 0.4, 0.0]];
        assert_eq!(read(&image, &rows, 0), [3, 0, 0, 0, 1]);
        assert_eq!(read(&image, &[[6.0, 5.0, 5.0]], 5), [2]);
    }

    #[test]
    fn tables_of_another_shape_are_refused() {
        let mut image = Image::<u8>::new([3, 1, 1]).expect("small");
        let error = set_pixels(&mut image, &points(&[[0.0; 3]; 2]), &Image::new([3, 1, 1]).expect("small"));
        assert_eq!(
            error.expect_err("two and three").to_string(),
            "`positions` is 3×2×1; it must be 3×3×1, since `values` has 3 pixels"
        );
        let wide = Image::new([4, 2, 1]).expect("small");
        let error = get(&Image::<u8>::new([1, 1, 1]).expect("small"), &mut image, &wide, Vec3i::splat(0));
        assert_eq!(error.expect_err("too wide").to_string(), "`positions` is 4×2×1; it must be 3×N×1");
    }

    #[test]
    fn values_are_stored() {
        let (mut text, mut integer, mut real, mut flag) = (String::new(), 0, 0.0, false);
        set_string(&mut text, "a, b").expect("no error");
        set_integer(&mut integer, -3).expect("no error");
        set_real(&mut real, 0.5).expect("no error");
        set_boolean(&mut flag, true).expect("no error");
        assert_eq!((text.as_str(), integer, real, flag), ("a, b", -3, 0.5, true));
    }

    fn round_trip<T: RealPixel>(positions: &[[f32; 3]]) {
        let mut image = Image::<T>::new([4, 5, 6]).expect("small");
        let values: Vec<T> = (0..positions.len()).map(|i| T::from_f64_saturating(i as f64 + 1.0)).collect();
        let values = Image::from_vec([1, positions.len(), 1], values).expect("one column");
        set_pixels(&mut image, &points(positions), &values).expect("3×N");
        let mut read = Image::<T>::new([1, 1, 1]).expect("small");
        get(&image, &mut read, &points(positions), Vec3i::splat(0)).expect("3×N");
        for (i, position) in positions.iter().enumerate() {
            let rounded = position.map(|c| c.round() as i64);
            let last = positions.iter().rposition(|other| other.map(|c| c.round() as i64) == rounded).expect("itself");
            let inside = image.dims().contains(rounded[0], rounded[1], rounded[2]);
            assert_eq!(read.get(i, 0, 0), if inside { values.get(0, last, 0) } else { T::ZERO });
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn what_is_set_is_read(positions in prop::collection::vec(prop::array::uniform3(-2.0..8.0f32), 1..30)) {
            round_trip::<u8>(&positions);
            round_trip::<u16>(&positions);
            round_trip::<u32>(&positions);
            round_trip::<u64>(&positions);
            round_trip::<i8>(&positions);
            round_trip::<i16>(&positions);
            round_trip::<i32>(&positions);
            round_trip::<i64>(&positions);
            round_trip::<f32>(&positions);
        }
    }
}
