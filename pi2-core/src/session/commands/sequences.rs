//! Commands that make named images of sequences of files.

use std::path::Path;

use crate::image::Vec3i;
use crate::io::sequence::SequenceSource;
use crate::session::Session;
use crate::{Context, Result, io, pi2_command};

/// Reads an image whose slices are files of their own.
///
/// The slices are all images in a folder, or those whose names match a template: `*` stands for any text, `?` for one
/// character, `@` for one or more digits, in the last part of the path. A file whose name is just the template wins.
/// TIFF, PNG, JPEG and DICOM files are slices, found by their endings in any case. They are ordered by their names, where
/// numbers count by their value (`a2` before `a10`), or by their positions if the files tell them.
///
/// # Errors
/// `Io` or `Format` if there are no such files or one of them cannot be read. All files must hold one slice of the same
/// size and pixel type; the message names the file that does not.
///
/// # References
/// pi2, `readsequence`.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10, 3)
/// set(img, [3, 2, 1], 500)
/// writesequence(img, ./example_output/slices/s_@(3).tif)
/// readsequence(back, ./example_output/slices/s_@.tif)
/// maxval(back, top)   # 500
/// ```
#[pi2_command(category = "Input and output", see_also = [read, readsequenceblock, writesequence, sequenceinfo], controller)]
pub fn readsequence(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// Folder, or template for the names of the files.
    filename_template: &str,
) -> Result<()> {
    let image = io::read_all(ctx, &SequenceSource::open(Path::new(filename_template))?, None)?;
    session.insert_image(image_name, image);
    Ok(())
}

/// Reads a part of an image whose slices are files of their own, with the box given as numbers.
///
/// # Errors
/// As the other form.
///
/// # References
/// pi2, `readsequenceblock`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writesequence(img, ./example_output/parts/s_@.png)
/// readsequenceblock(part, ./example_output/parts/s_@.png, 9, 8, 3, 1, 1, 1)
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    name = "readsequenceblock",
    category = "Input and output",
    see_also = [read, readsequence, writesequenceblock],
    whole_image = "a part of a sequence is read by one process; `readsequence` it and `crop` it"
)]
pub fn readsequenceblock_width(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// Folder, or template for the names of the files.
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
    readsequenceblock(ctx, session, image_name, filename, Vec3i::new(x, y, z), size)
}

/// Reads a part of an image whose slices are files of their own.
///
/// Only the files of the slices in the box are read. Pixels of the box that lie outside the image are zero.
///
/// # Errors
/// `Argument` if the position is outside the image or a side of the box is not positive. `Io` or `Format` as for
/// `readsequence`.
///
/// # References
/// pi2, `readsequenceblock`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 5)
/// set(img, [9, 8, 3], 7)
/// writesequence(img, ./example_output/boxes/s_@.png)
/// readsequenceblock(part, ./example_output/boxes/s_@.png, [9, 8, 3], [1, 1, 1])
/// minval(part, low)   # 7
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, readsequence, writesequenceblock],
    whole_image = "a part of a sequence is read by one process; `readsequence` it and `crop` it"
)]
pub fn readsequenceblock(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// Folder, or template for the names of the files.
    filename: &str,
    /// First pixel of the box along x, y and z.
    position: Vec3i,
    /// Size of the box along x, y and z, in pixels.
    block_size: Vec3i,
) -> Result<()> {
    let source = SequenceSource::open(Path::new(filename))?;
    let image = io::read_block(ctx, &source, position, block_size, None)?;
    session.insert_image(image_name, image);
    Ok(())
}
