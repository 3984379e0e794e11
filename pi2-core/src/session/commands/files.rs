//! Commands that read files into named images.

use std::path::Path;

use super::requested_type;
use crate::image::Vec3i;
use crate::session::Session;
use crate::{Context, Result, io, pi2_command};

/// Reads an image from a file; the format is found out from its content.
///
/// An image of the same name is replaced. Dimensions and pixel type come from the file.
///
/// # Errors
/// `Io` or `Format` if the file cannot be read; the message says what was tried. `Argument` if the data type is not a
/// pixel type.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// set(img, [3, 2, 0], 500)
/// writetif(img, ./example_output/image)
/// read(back, ./example_output/image.tif)
/// maxval(back, top)   # 500
/// ```
#[pi2_command(category = "Input and output", see_also = [readraw, readnn5block, writetif, writepng, writelz4, writenn5], controller)]
pub fn read(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to read.
    filename: &str,
    /// Pixel type; empty or `unknown` takes that of the file.
    #[arg(default = "")]
    data_type: &str,
) -> Result<()> {
    let image = io::read(ctx, Path::new(filename), requested_type(data_type)?)?;
    session.insert_image(image_name, image);
    Ok(())
}

/// Reads a file that contains only pixels, x fastest, in little-endian order.
///
/// Dimensions and type that are not given are found out from the name (`name_256x256x129.raw`) and the file size; the
/// name may be given without its end.
///
/// # Errors
/// `Format` if the size of the file does not fit; `Argument` if the data type is not a pixel type.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// set(img, [3, 2, 0], 500)
/// writeraw(img, ./example_output/raw)
/// readraw(back, ./example_output/raw, uint16)
/// maxval(back, top)   # 500
/// ```
#[pi2_command(name = "readraw", category = "Input and output", see_also = [read, writeraw], controller)]
pub fn readraw_width(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to read.
    filename: &str,
    /// Pixel type; empty or `unknown` finds it out.
    data_type: &str,
    /// Size along x, in pixels; 0 finds all dimensions out.
    width: i64,
    /// Size along y, in pixels.
    height: i64,
    /// Size along z, in pixels.
    depth: i64,
) -> Result<()> {
    readraw(ctx, session, image_name, filename, data_type, Vec3i::new(width, height, depth))
}

/// Reads a file that contains only pixels, x fastest, in little-endian order, with the size given as a vector.
///
/// # Errors
/// `Format` if the size of the file does not fit; `Argument` if the data type is not a pixel type.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10)
/// set(img, 7)
/// writeraw(img, ./example_output/raw8)
/// readraw(back, ./example_output/raw8_20x10x1.raw, uint8, [20, 10, 1])
/// minval(back, low)   # 7
/// ```
#[pi2_command(category = "Input and output", see_also = [read, writeraw], controller)]
pub fn readraw(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to read.
    filename: &str,
    /// Pixel type; empty or `unknown` finds it out.
    #[arg(default = "")]
    data_type: &str,
    /// Size along x, y and z, in pixels; a component below 1 finds all of them out.
    #[arg(default = 0)]
    dimensions: Vec3i,
) -> Result<()> {
    let image = io::read_raw(ctx, Path::new(filename), requested_type(data_type)?, dimensions)?;
    session.insert_image(image_name, image);
    Ok(())
}
