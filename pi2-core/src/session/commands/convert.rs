//! Conversion to another pixel type.

use super::mandatory_type;
use crate::image::{Complex32, Dimensions, DynImage, RealPixel, convert as convert_pixel};
use crate::par::{self, Context};
use crate::session::Session;
use crate::{PixelType, Result, pi2_command};

/// Makes a copy of an image in another pixel type.
///
/// Real values are rounded half away from zero and saturate; NaN becomes 0 in integer types. A complex target gets the
/// imaginary part 0. Metadata is kept.
///
/// # Errors
/// `Argument` if the data type is not a pixel type.
///
/// # Example
/// ```pi2
/// newimage(img, float32)
/// set(img, 2.5)
/// convert(img, rounded, uint8)
/// maxval(rounded, top)   # 3
/// ```
#[pi2_command(category = "Images and variables", see_also = [copy, linmap], pointwise, job = Fast)]
pub fn convert(
    ctx: &Context,
    session: &Session,
    /// Image to convert.
    #[arg(types = real)]
    input_image: &DynImage,
    /// Name of the converted image; it is created or replaced.
    #[arg(identifier)]
    output_image: &str,
    /// Pixel type of the converted image.
    data_type: &str,
) -> Result<()> {
    session.replace_image(output_image, converted(ctx, input_image, mandatory_type(data_type)?)?);
    Ok(())
}

/// Changes the pixel type of an image.
///
/// Real values are rounded half away from zero and saturate; NaN becomes 0 in integer types. A complex target gets the
/// imaginary part 0. Metadata is kept.
///
/// # Errors
/// `Argument` if the data type is not a pixel type.
///
/// # Example
/// ```pi2
/// newimage(img, float32)
/// set(img, -7)
/// convert(img, int8)
/// minval(img, low)   # -7
/// ```
#[pi2_command(name = "convert", category = "Images and variables", see_also = [copy, linmap], pointwise, job = Fast)]
pub fn convert_in_place(
    ctx: &Context,
    /// Image to convert.
    #[arg(types = real)]
    image: &mut DynImage,
    /// New pixel type of the image.
    data_type: &str,
) -> Result<()> {
    let converted = converted(ctx, image, mandatory_type(data_type)?)?;
    image.take_pixels_of(converted);
    Ok(())
}

/// Makes a real copy of a complex image.
///
/// The real parts are rounded half away from zero and saturate; NaN becomes 0 in integer types. The imaginary parts are
/// lost, unless the new type is complex32, too. Metadata is kept.
///
/// # Errors
/// `Argument` if the data type is not a pixel type.
///
/// # References
/// pi2, `convert`, which has no complex images.
///
/// # Example
/// ```pi2
/// newimage(img, complex32)
/// add(img, 2.5)
/// convert(img, rounded, uint8)
/// maxval(rounded, top)   # 3
/// ```
#[pi2_command(name = "convert", category = "Images and variables", see_also = [real, copy], pointwise, job = Fast)]
pub fn convert_complex(
    ctx: &Context,
    session: &Session,
    /// Image to convert.
    #[arg(types = [Complex32])]
    input_image: &DynImage,
    /// Name of the converted image; it is created or replaced.
    #[arg(identifier)]
    output_image: &str,
    /// Pixel type of the converted image.
    data_type: &str,
) -> Result<()> {
    convert(ctx, session, input_image, output_image, data_type)
}

/// Makes a complex image a real one.
///
/// The real parts are rounded half away from zero and saturate; NaN becomes 0 in integer types. The imaginary parts are
/// lost, unless the new type is complex32, too. Metadata is kept.
///
/// # Errors
/// `Argument` if the data type is not a pixel type.
///
/// # References
/// pi2, `convert`, which has no complex images.
///
/// # Example
/// ```pi2
/// newimage(img, complex32)
/// subtract(img, 7)
/// convert(img, int8)
/// minval(img, low)   # -7
/// ```
#[pi2_command(name = "convert", category = "Images and variables", see_also = [real, copy], pointwise, job = Fast)]
pub fn convert_complex_in_place(
    ctx: &Context,
    /// Image to convert.
    #[arg(types = [Complex32])]
    image: &mut DynImage,
    /// New pixel type of the image.
    data_type: &str,
) -> Result<()> {
    convert_in_place(ctx, image, data_type)
}

/// A copy of an image in another pixel type. Complex pixels give their real parts to real ones.
fn converted(ctx: &Context, image: &DynImage, pixel_type: PixelType) -> Result<DynImage> {
    let mut result = DynImage::new(pixel_type, Dimensions::ONE)?;
    macro_rules! fill {
        ($source:ident, $real:expr, $complex:expr) => {
            fill!($source, $real, $complex; UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64, Float32)
        };
        ($source:ident, $real:expr, $complex:expr; $($variant:ident),+) => {
            match &mut result {
                $(DynImage::$variant(target) => par::map_into(ctx, $source, target, $real)?,)+
                DynImage::Complex32(target) => par::map_into(ctx, $source, target, $complex)?,
            }
        };
    }
    macro_rules! from_any {
        ($($variant:ident),+) => {
            match image {
                $(DynImage::$variant(source) => {
                    fill!(source, convert_pixel, |pixel| Complex32::new(pixel.to_f32(), 0.0));
                })+
                DynImage::Complex32(source) => fill!(source, |z| convert_pixel(z.re), |z| z),
            }
        };
    }
    from_any!(UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64, Float32);
    *result.metadata_mut() = image.metadata().clone();
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Image;

    #[test]
    fn complex_images_become_real_ones() {
        let session = Session::new();
        let pixels = vec![Complex32::new(2.5, 1.0), Complex32::new(-3.0, 9.0), Complex32::new(f32::NAN, 0.0)];
        session.insert_image("z", Image::from_vec([3, 1, 1], pixels.clone()).expect("three"));
        session
            .run_script("convert(z, small, uint8); convert(z, same, complex32); convert(z, float32)")
            .expect("valid");
        let image = |name| session.image(name).expect("it exists").read().clone();
        assert_eq!(image("small").bytes(), [3, 0, 0]);
        assert_eq!(image("z").pixel_type(), PixelType::Float32);
        assert_eq!(image("z").bytes()[..8], [2.5f32.to_ne_bytes(), (-3.0f32).to_ne_bytes()].concat());
        let DynImage::Complex32(same) = image("same") else { panic!("it is complex") };
        assert_eq!(same.pixels()[..2], pixels[..2]);
    }
}
