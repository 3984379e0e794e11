//! Commands that write images as sequences of files.

use crate::image::Vec3i;
use crate::io::{self, sequence};
use crate::{Context, DynImage, Result, pi2_command};

/// Writes each slice of an image to a file of its own.
///
/// In the last part of the name, `@` stands for the number of the slice, counted from 0, `@(4)` for a number of at least
/// four digits and `@(-)` for as many digits as the last slice needs. A name without `@` is a folder of files `@.png`.
/// The slices are PNG files, which hold 8- and 16-bit grey levels, or TIFF files if the name ends in `.tif` or `.tiff`.
/// Folders that are missing are made. The files appear under their names when all of them are complete; until then older
/// files of these names stay. Other files that `readsequence` would take for slices, for example of an older and longer
/// sequence, are reported and left.
///
/// # Shapes
/// `input image` may have any size.
///
/// # Errors
/// `PixelType` if PNG files cannot hold the pixels. `Argument` if a number of digits is none. `Io` if the files cannot be
/// written.
///
/// # References
/// pi2, `writesequence`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 12)
/// set(img, [3, 2, 10], 200)
/// writesequence(img, ./example_output/sequence/slice_@(-).png)
/// read(slice, ./example_output/sequence/slice_10.png)
/// maxval(slice, top)   # 200
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [readsequence, writesequenceblock, sequenceinfo, writetif, writepng],
    pointwise
)]
pub fn writesequence(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Folder, or template for the names of the files.
    filename: &str,
) -> Result<()> {
    sequence::write(ctx, input_image, filename).map(drop)
}

/// Writes an image, or a box of it, into a larger image whose slices are files of their own.
///
/// Names are those of `writesequence`. Slices that are there already are changed in the box only, slices that are not
/// are made and zero outside the box; slices without pixels of the box are not touched. Each slice that changes is
/// written anew, so that whole slices are written fastest. Several processes may write into one sequence at once if they
/// write different slices. What lies outside the larger image is left out.
///
/// # Errors
/// `Argument` if the box is not inside `input image`. `Format` if a slice that is there has another size or pixel type.
/// `Io` if there is no sequence and `file dimensions` are not given, or if the files cannot be written.
///
/// # References
/// pi2, `writesequenceblock`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 5, 5, 1)
/// add(img, 9)
/// writesequenceblock(img, ./example_output/assembled/s_@.tif, [2, 2, 1], [10, 10, 2])
/// writesequenceblock(img, ./example_output/assembled/s_@.tif, [0, 0, 0], [10, 10, 2])
/// readsequence(back, ./example_output/assembled/s_@.tif)
/// newimage(total, float32)
/// sum(back, total)   # 450
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [writesequence, readsequenceblock],
    whole_image = "a block is written by one process"
)]
pub fn writesequenceblock(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Folder, or template for the names of the files.
    filename: &str,
    /// Where the first pixel of the box goes to in the larger image.
    position: Vec3i,
    /// Size of the larger image, in pixels; a component below 1 takes that of the sequence that is there.
    #[arg(default = 0)]
    file_dimensions: Vec3i,
    /// First pixel of the box in `input image`.
    #[arg(default = 0)]
    source_position: Vec3i,
    /// Size of the box, in pixels; a component below 1 means all of `input image`.
    #[arg(default = 0)]
    source_block_size: Vec3i,
) -> Result<()> {
    let dims = io::given_size(file_dimensions)?;
    let sink = sequence::SequenceSink::open_or_create(filename, dims, input_image.pixel_type())?;
    io::write_block(ctx, Box::new(sink), input_image, position, source_position, source_block_size).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PixelType;

    #[test]
    fn slices_of_an_older_sequence_are_reported() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = folder.path().join("s_@.tif").to_string_lossy().into_owned();
        let image = |depth| DynImage::new(PixelType::UInt8, [2, 2, depth]).expect("small");
        let write = |depth| Context::printed(|ctx| writesequence(ctx, &image(depth), &name));
        assert_eq!(write(11), "");
        assert_eq!(write(10), format!("{name}: another file is read as a slice of this sequence: s_10.tif"));
        let expected =
            "7 other files are read as slices of this sequence: s_4.tif, s_5.tif, s_6.tif, s_7.tif, s_8.tif, ...";
        assert_eq!(write(4), format!("{name}: {expected}"));
    }
}
