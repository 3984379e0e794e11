//! Commands that make and remove images by name.

use std::path::Path;

use super::{mandatory_type, requested_type, size_like};
use crate::image::{Dimensions, DynImage, Vec3i};
use crate::par::{Context, tasks};
use crate::session::Session;
use crate::{Error, Result, io, pi2_command};

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

/// Creates an image filled with zeros, of the type and size of an image in a file.
///
/// What is given explicitly wins over the file, of which only the description is read.
///
/// # Errors
/// `Io` or `Format` if the file cannot be read; the message says what was tried. `Argument` if the data type is not a
/// pixel type; `Limit` if there is not enough memory.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// writetif(img, ./example_output/template)
/// newlikefile(other, ./example_output/template.tif, float32, 5)
/// set(other, 2)
/// sum(other, total)   # 100
/// ```
#[pi2_command(name = "newlikefile", category = "Images and variables", see_also = [newlike, newimage, read], controller)]
pub fn newlikefile_width(
    ctx: &Context,
    session: &Session,
    /// Name of the new image.
    #[arg(identifier)]
    image_name: &str,
    /// File whose type and size are taken, in any format that can be read.
    template_filename: &str,
    /// Pixel type; empty or `unknown` takes that of the file.
    #[arg(default = "")]
    data_type: &str,
    /// Size along x, in pixels; 0 takes that of the file.
    #[arg(default = 0)]
    width: i64,
    /// Size along y, in pixels; 0 takes that of the file.
    #[arg(default = 0)]
    height: i64,
    /// Size along z, in pixels; 0 takes that of the file.
    #[arg(default = 0)]
    depth: i64,
) -> Result<()> {
    newlikefile(ctx, session, image_name, template_filename, data_type, Vec3i::new(width, height, depth))
}

/// Creates an image filled with zeros, of the type of an image in a file, with the size given as a vector.
///
/// # Errors
/// As the other form.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// writeraw(img, ./example_output/template)
/// newlikefile(other, ./example_output/template, uint8, [0, 0, 3])
/// set(other, 1)
/// newimage(total, float32)
/// sum(other, total)   # 600
/// ```
#[pi2_command(category = "Images and variables", see_also = [newlike, newimage, read], controller)]
pub fn newlikefile(
    ctx: &Context,
    session: &Session,
    /// Name of the new image.
    #[arg(identifier)]
    image_name: &str,
    /// File whose type and size are taken, in any format that can be read.
    template_filename: &str,
    /// Pixel type; empty or `unknown` takes that of the file.
    #[arg(default = "")]
    data_type: &str,
    /// Size along x, y and z, in pixels; components below 1 are taken from the file.
    #[arg(default = 0)]
    dimensions: Vec3i,
) -> Result<()> {
    let requested = requested_type(data_type)?;
    let template = io::info(Path::new(template_filename))?;
    let unknown = || {
        let error = Error::format(&template.path, "the file does not tell its pixel type");
        error.with_hint("give the data type, for example `int16`")
    };
    let pixel_type = requested.or(template.pixel_type).ok_or_else(unknown)?;
    create(ctx, session, image_name, DynImage::new(pixel_type, size_like(dimensions, template.dims)?)?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PixelType;

    #[test]
    fn an_image_like_a_file_has_its_size_and_type_unless_others_are_given() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a_4x3x2.raw");
        std::fs::write(&path, [0; 48]).expect("writable");
        let name = path.to_string_lossy();
        let session = Session::new();
        for (arguments, pixel_type, dims) in [
            ("", PixelType::UInt16, [4, 3, 2]),
            (", int8", PixelType::Int8, [4, 3, 2]),
            (", unknown, 5", PixelType::UInt16, [5, 3, 2]),
            (", float32, [0, 7, 0]", PixelType::Float32, [4, 7, 2]),
        ] {
            session.run_script(&format!("newlikefile(img, \"{name}\"{arguments})")).expect("it is there");
            let image = session.image("img").expect("it exists");
            assert_eq!((image.read().pixel_type(), image.read().dims().to_array()), (pixel_type, dims), "{arguments}");
        }
    }

    #[test]
    fn a_file_that_does_not_tell_its_type_needs_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a_4x3x2.raw");
        std::fs::write(&path, [0; 72]).expect("writable");
        let (session, name) = (Session::new(), path.to_string_lossy());
        let error =
            session.run_script(&format!("newlikefile(img, \"{name}\")")).expect_err("three bytes each").render();
        assert!(error.contains("a_4x3x2.raw: the file does not tell its pixel type"), "{error}");
        assert!(error.ends_with("hint: give the data type, for example `int16`"), "{error}");
        session.run_script(&format!("newlikefile(img, \"{name}\", int8)")).expect("the type is given");
        session.run_script("newlikefile(img, \"/nowhere/at/all\")").expect_err("there is no such file");
    }
}
