//! Commands that make and remove images by name.

use super::{mandatory_type, requested_type, size_like};
use crate::image::{Dimensions, DynImage, RealPixel, Vec3i};
use crate::par::{self, Context, tasks};
use crate::session::Session;
use crate::{Image, PixelType, Result, pi2_command};

/// Creates an image filled with zeros.
///
/// An image of the same name is replaced. Sizes below 1 become 1.
///
/// # Errors
/// `Argument` if the data type is not a pixel type; `Limit` if there is not enough memory.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// maxval(img, top)   # 0
/// ```
#[pi2_command(category = "Images and variables", see_also = [newlike, ensuresize, clear, read], controller)]
pub fn newimage(
    ctx: &Context,
    session: &Session,
    /// Name of the image: a letter or `_`, then letters, digits or `_`.
    #[arg(identifier)]
    image_name: &str,
    /// Pixel type: uint8, uint16, uint32, uint64, int8, int16, int32, int64, float32 or complex32.
    #[arg(default = "uint8")]
    data_type: &str,
    /// Size along x, in pixels.
    #[arg(default = 1)]
    width: i64,
    /// Size along y, in pixels.
    #[arg(default = 1)]
    height: i64,
    /// Size along z, in pixels.
    #[arg(default = 1)]
    depth: i64,
) -> Result<()> {
    newimage_sized(ctx, session, image_name, data_type, Vec3i::new(width, height, depth))
}

/// Creates an image filled with zeros, with the size given as a vector.
///
/// # Errors
/// `Argument` if the data type is not a pixel type; `Limit` if there is not enough memory.
///
/// # Example
/// ```pi2
/// newimage(img, float32, [20, 10, 5])
/// add(img, 1)
/// sum(img, total)   # 1000
/// ```
#[pi2_command(name = "newimage", category = "Images and variables", see_also = [newlike, ensuresize, clear], controller)]
pub fn newimage_sized(
    ctx: &Context,
    session: &Session,
    /// Name of the image: a letter or `_`, then letters, digits or `_`.
    #[arg(identifier)]
    image_name: &str,
    /// Pixel type: uint8, uint16, uint32, uint64, int8, int16, int32, int64, float32 or complex32.
    data_type: &str,
    /// Size along x, y and z, in pixels.
    dimensions: Vec3i,
) -> Result<()> {
    let image = DynImage::new(mandatory_type(data_type)?, Dimensions::from_request(dimensions)?)?;
    create(ctx, session, image_name, image)
}

/// Creates an image filled with zeros, of the type and size of another one.
///
/// What is given explicitly wins over the template. Metadata is not copied.
///
/// # Errors
/// `Argument` if the data type is not a pixel type; `Limit` if there is not enough memory.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// newlike(other, img, float32, 5)
/// set(other, 2)
/// sum(other, total)   # 100
/// ```
#[pi2_command(category = "Images and variables", see_also = [newimage, copy], controller)]
pub fn newlike(
    ctx: &Context,
    session: &Session,
    /// Name of the new image.
    #[arg(identifier)]
    image_name: &str,
    /// Image whose type and size are taken.
    template_image: &DynImage,
    /// Pixel type; empty or `unknown` takes that of the template.
    #[arg(default = "")]
    data_type: &str,
    /// Size along x, in pixels; 0 takes that of the template.
    #[arg(default = 0)]
    width: i64,
    /// Size along y, in pixels; 0 takes that of the template.
    #[arg(default = 0)]
    height: i64,
    /// Size along z, in pixels; 0 takes that of the template.
    #[arg(default = 0)]
    depth: i64,
) -> Result<()> {
    newlike_sized(ctx, session, image_name, template_image, data_type, Vec3i::new(width, height, depth))
}

/// Creates an image filled with zeros, of the type of another one, with the size given as a vector.
///
/// # Errors
/// `Argument` if the data type is not a pixel type; `Limit` if there is not enough memory.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// newlike(other, img, uint8, [0, 0, 3])
/// set(other, 1)
/// newimage(total, float32)
/// sum(other, total)   # 600
/// ```
#[pi2_command(name = "newlike", category = "Images and variables", see_also = [newimage, copy], controller)]
pub fn newlike_sized(
    ctx: &Context,
    session: &Session,
    /// Name of the new image.
    #[arg(identifier)]
    image_name: &str,
    /// Image whose type and size are taken.
    template_image: &DynImage,
    /// Pixel type; empty or `unknown` takes that of the template.
    #[arg(default = "")]
    data_type: &str,
    /// Size along x, y and z, in pixels; components below 1 are taken from the template.
    dimensions: Vec3i,
) -> Result<()> {
    let pixel_type = requested_type(data_type)?.unwrap_or(template_image.pixel_type());
    create(ctx, session, image_name, DynImage::new(pixel_type, size_like(dimensions, template_image.dims())?)?)
}

/// Puts a new image under its name. Its memory is touched at once, so that a machine that has too little of it says so
/// now and not in the middle of a later command.
fn create(ctx: &Context, session: &Session, name: &str, mut image: DynImage) -> Result<()> {
    tasks::chunks_mut(ctx, image.bytes_mut(), tasks::task_len(1), |_, bytes| {
        bytes.fill(0);
        Ok(())
    })?;
    session.insert_image(name, image);
    Ok(())
}

/// Removes images and variables.
///
/// Memory is free at once, except while a view in another language still looks at it. A name that does not exist is
/// fine.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 100, 100)
/// clear(img)
/// newimage(img, uint8)
/// sum(img, total)   # 0
/// ```
#[pi2_command(category = "Images and variables", see_also = [newimage, newvalue, list], controller)]
pub fn clear(
    session: &Session,
    /// Name of the image or variable; empty removes all of them.
    #[arg(identifier, default = "")]
    image_name: &str,
) -> Result<()> {
    if image_name.is_empty() {
        session.clear();
    } else {
        session.remove(image_name);
    }
    Ok(())
}

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
    *image = converted(ctx, image, mandatory_type(data_type)?)?;
    Ok(())
}

fn converted(ctx: &Context, image: &DynImage, pixel_type: PixelType) -> Result<DynImage> {
    let mut result = DynImage::new(pixel_type, Dimensions::ONE)?;
    macro_rules! from_real {
        ($source:ident; $($variant:ident),+) => {
            match &mut result {
                $(DynImage::$variant(target) => par::map_into(ctx, $source, target, crate::image::convert)?,)+
                DynImage::Complex32(target) => {
                    par::map_into(ctx, $source, target, |pixel| crate::image::Complex32::new(pixel.to_f32(), 0.0))?;
                }
            }
        };
    }
    macro_rules! from_any {
        ($($variant:ident),+) => {
            match image {
                $(DynImage::$variant(source) => {
                    from_real!(source; UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64, Float32);
                })+
                DynImage::Complex32(source) => result = Image::clone(source).into(),
            }
        };
    }
    from_any!(UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64, Float32);
    *result.metadata_mut() = image.metadata().clone();
    Ok(result)
}
