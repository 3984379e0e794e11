//! Commands that read a part of a file into a named image.

use std::path::Path;

use crate::image::Vec3i;
use crate::io::nn5::Nn5Source;
use crate::session::Session;
use crate::{Context, Result, io, pi2_command};

/// Reads a part of an NN5 dataset, with the box given as numbers.
///
/// # Errors
/// As the other form.
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
