//! Writing parts of raw files.

use std::path::Path;

use crate::image::Vec3i;
use crate::io;
use crate::io::raw_block::RawBlocks;
use crate::{Context, DynImage, Result, pi2_command};

/// Writes an image, or a box of it, into a part of a raw file.
///
/// The file has exactly the given name. It is made if there is none, filled with zeros; the pixels of an existing file
/// outside the box stay as they are. What would lie outside the file is left out. Several processes may write different
/// parts of the same file at the same time.
///
/// # Shapes
/// `input image` may have any size.
///
/// # Errors
/// `Argument` if the box is not inside the image. `Format` if the size of the file is not known, or it has more bytes than
/// its pixels need. `Io` if the file cannot be written.
///
/// # References
/// pi2, `writerawblock`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 9)
/// writerawblock(img, "parts_20x10x1.raw", [16, 6, 0])
/// read(whole, "parts_20x10x1.raw")
/// sum(whole, total)   # 144
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [readrawblock, writeraw],
    whole_image = "each process writes its part of the file"
)]
pub fn writerawblock(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the file.
    filename: &str,
    /// Place of the first pixel in the file, along x, y and z.
    position: Vec3i,
    /// Size of the file along x, y and z, in pixels; a component below 1 takes the size from the name.
    #[arg(default = 0)]
    file_dimensions: Vec3i,
    /// First pixel of the box in the image.
    #[arg(default = 0)]
    source_position: Vec3i,
    /// Size of the box, in pixels; a component below 1 writes the whole image.
    #[arg(default = 0)]
    source_block_size: Vec3i,
) -> Result<()> {
    let sink = RawBlocks::open(Path::new(filename), file_dimensions, input_image.pixel_type())?;
    io::write_block(ctx, Box::new(sink), input_image, position, source_position, source_block_size).map(drop)
}
