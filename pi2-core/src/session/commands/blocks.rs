//! Commands that read a part of a file into a named image.

use std::path::Path;

use super::requested_type;
use crate::image::Vec3i;
use crate::io::nn5::Nn5Source;
use crate::io::raw::RawSource;
use crate::session::Session;
use crate::{Context, Result, io, pi2_command};

/// Reads a part of an NN5 dataset, with the box given as numbers.
///
/// # Errors
/// As the other form.
///
/// # References
/// pi2, `readnn5block`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writenn5(img, ./example_output/blocks, [8, 8, 8])
/// readnn5block(part, ./example_output/blocks, 9, 8, 3, 1, 1, 1)
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    name = "readnn5block",
    category = "Input and output",
    see_also = [read, writenn5],
    whole_image = "a part of a file is read by one process; `read` the file and `crop` it"
)]
pub fn readnn5block_width(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// Folder of the dataset.
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
) -> Result<()> {
    let size = Vec3i::new(block_width, block_height, block_depth);
    readnn5block(ctx, session, image_name, filename, Vec3i::new(x, y, z), size)
}

/// Reads a part of an NN5 dataset.
///
/// Only the chunks that have pixels in the box are read. Pixels of the box that lie outside the dataset are zero.
///
/// # Errors
/// `Argument` if the position is outside the dataset or a side of the box is not positive. `Io` or `Format` if the
/// dataset cannot be read.
///
/// # References
/// pi2, `readnn5block`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writenn5(img, ./example_output/blocks, [8, 8, 8])
/// readnn5block(part, ./example_output/blocks, [9, 8, 3], [1, 1, 1])
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, writenn5],
    whole_image = "a part of a file is read by one process; `read` the file and `crop` it"
)]
pub fn readnn5block(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// Folder of the dataset.
    filename: &str,
    /// First pixel of the box along x, y and z.
    position: Vec3i,
    /// Size of the box along x, y and z, in pixels.
    block_size: Vec3i,
) -> Result<()> {
    let source = Nn5Source::open(Path::new(filename))?;
    let image = io::read_block(ctx, &source, position, block_size, None)?;
    session.insert_image(image_name, image);
    Ok(())
}

/// Reads a part of a file of any format, with the box given as numbers.
///
/// # Errors
/// As the other form.
///
/// # References
/// pi2, `readblock`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writetif(img, ./example_output/whole)
/// readblock(part, ./example_output/whole.tif, 9, 8, 3, 1, 1, 1)
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    name = "readblock",
    category = "Input and output",
    see_also = [read, readrawblock, readnn5block],
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

/// Reads a part of a file of any format.
///
/// The format is found out as by `read`. Most formats read only what is in the box; those that are compressed as a whole
/// are decompressed up to its end. Pixels of the box that lie outside the image are zero.
///
/// # Errors
/// `Argument` if the position is outside the image or a side of the box is not positive. `Io` or `Format` if the file
/// cannot be read; the message says what was tried.
///
/// # References
/// pi2, `readblock`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writetif(img, ./example_output/whole)
/// readblock(part, ./example_output/whole.tif, [9, 8, 3], [1, 1, 1])
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, readrawblock, readnn5block],
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

/// Reads a part of a raw file, with the box and the size of the file given as numbers.
///
/// # Errors
/// As the other form.
///
/// # References
/// pi2, `readrawblock`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writeraw(img, ./example_output/whole)
/// readrawblock(part, ./example_output/whole, 9, 8, 3, 1, 1, 1)
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    name = "readrawblock",
    category = "Input and output",
    see_also = [readraw, writerawblock, readblock],
    whole_image = "a part of a file is read by one process; `read` the file and `crop` it"
)]
pub fn readrawblock_width(
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
    /// Pixel type; empty or `unknown` finds it out.
    #[arg(default = "")]
    data_type: &str,
    /// Size of the file along x, in pixels; 0 finds all dimensions out.
    #[arg(default = 0)]
    total_width: i64,
    /// Size of the file along y, in pixels.
    #[arg(default = 0)]
    total_height: i64,
    /// Size of the file along z, in pixels.
    #[arg(default = 0)]
    total_depth: i64,
) -> Result<()> {
    let size = Vec3i::new(block_width, block_height, block_depth);
    let total = Vec3i::new(total_width, total_height, total_depth);
    readrawblock(ctx, session, image_name, filename, Vec3i::new(x, y, z), size, data_type, total)
}

/// Reads a part of a raw file.
///
/// Only the pixels of the box are read. Those that lie outside the image are zero. Dimensions and type that are not given
/// are found out as by `readraw`.
///
/// # Errors
/// `Argument` if the position is outside the image or a side of the box is not positive. `Format` if the size of the file
/// does not fit.
///
/// # References
/// pi2, `readrawblock`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writeraw(img, ./example_output/whole)
/// readrawblock(part, ./example_output/whole_20x10x5.raw, [9, 8, 3], [1, 1, 1], uint8, [20, 10, 5])
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [readraw, writerawblock, readblock],
    whole_image = "a part of a file is read by one process; `read` the file and `crop` it"
)]
pub fn readrawblock(
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
    /// Pixel type; empty or `unknown` finds it out.
    #[arg(default = "")]
    data_type: &str,
    /// Size of the file along x, y and z, in pixels; a component below 1 finds all of them out.
    #[arg(default = 0)]
    image_size: Vec3i,
) -> Result<()> {
    let requested = requested_type(data_type)?;
    let source = RawSource::open_as(Path::new(filename), io::given_size(image_size)?, requested)?;
    let image = io::read_block(ctx, &source, position, block_size, requested)?;
    session.insert_image(image_name, image);
    Ok(())
}
