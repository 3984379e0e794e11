//! Commands that read a part of a file of any format into a named image.

use std::path::Path;

use super::requested_type;
use crate::image::Vec3i;
use crate::session::Session;
use crate::{Context, Result, io, pi2_command};

/// Reads a part of an image file of any format, with the box given as numbers.
///
/// # Errors
/// As the other form.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writetif(img, ./example_output/part)
/// readblock(part, ./example_output/part.tif, 9, 8, 3, 1, 1, 1)
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    name = "readblock",
    category = "Input and output",
    see_also = [read, readsequenceblock, readnn5block],
    whole_image = "a part of a file is read by one process; `read` the file and `crop` it"
)]
pub fn readblock_width(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to read.
    filename: &str,
    /// First column, in pixels.
    x: i64,
    /// First row, in pixels.
    y: i64,
    /// First slice, in pixels.
    z: i64,
    /// Size along x, in pixels.
    block_width: i64,
    /// Size along y, in pixels.
    block_height: i64,
    /// Size along z, in pixels.
    block_depth: i64,
    /// Pixel type; empty or `unknown` takes that of the file.
    #[arg(default = "")]
    data_type: &str,
) -> Result<()> {
    let size = Vec3i::new(block_width, block_height, block_depth);
    readblock(ctx, session, image_name, filename, Vec3i::new(x, y, z), size, data_type)
}

/// Reads a part of an image file; the format is found out as by `read`.
///
/// Formats that store strips, tiles, chunks or slices are read only where they touch the box. Pixels of the box that lie
/// outside the image are zero.
///
/// # Errors
/// `Argument` if the position is outside the image, a side of the box is not positive, or the data type is not a pixel
/// type. `Io` or `Format` if the file cannot be read.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writetif(img, ./example_output/part)
/// readblock(part, ./example_output/part.tif, [9, 8, 3], [1, 1, 1])
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, readsequenceblock, readnn5block],
    whole_image = "a part of a file is read by one process; `read` the file and `crop` it"
)]
pub fn readblock(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to read.
    filename: &str,
    /// First pixel of the box along x, y and z.
    position: Vec3i,
    /// Size of the box along x, y and z, in pixels.
    block_size: Vec3i,
    /// Pixel type; empty or `unknown` takes that of the file.
    #[arg(default = "")]
    data_type: &str,
) -> Result<()> {
    let source = io::open(Path::new(filename))?;
    let image = io::read_block(ctx, &*source, position, block_size, requested_type(data_type)?)?;
    session.insert_image(image_name, image);
    Ok(())
}
