//! Commands that write images to files, and that ask what a file is.

use std::path::Path;

use crate::image::{Dimensions, Vec3i};
use crate::io::{self, lz4raw, nifti, nn5, nrrd, png, raw, tiff};
use crate::{Context, DynImage, Error, Image, Result, pi2_command};

/// Writes an image to a raw file.
///
/// The file holds the pixels in little-endian order, x fastest, and nothing else. The size is added to the name:
/// `writeraw(img, "bone")` writes `bone_100x200x300.raw`, unless the name already ends so. Folders that are missing are
/// made. The file appears under its name when it is complete; until then an older file of that name stays.
///
/// With `append`, the slices are added behind those of the file that has this name and slices of the same size, and
/// the file is renamed to its new depth. The file is copied for that, so write many slices at once.
///
/// # Shapes
/// `input image` may have any size.
///
/// # Errors
/// `Io` if the file cannot be written. `Format` if the image cannot be appended to the file that is there.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 5, 4, 3)
/// set(img, [4, 3, 2], 700)
/// writeraw(img, "example")
/// read(back, "example_5x4x3.raw")
/// maxval(back, top)   # 700
/// ```
#[pi2_command(category = "Input and output", see_also = [readraw, read, writetif, writepng], pointwise)]
pub fn writeraw(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the file, without the size.
    filename: &str,
    /// Adds the slices to an existing file instead of replacing it.
    #[arg(default = false)]
    append: bool,
) -> Result<()> {
    raw::write(ctx, input_image, filename, append).map(drop)
}

/// Writes three images to a raw file as red, green and blue.
///
/// Each pixel is three bytes: red, green, blue. The size is added to the name as in the other form. Many programs can
/// show such a file; pi2 does not read it.
///
/// # Shapes
/// `r`, `g` and `b` have the same size.
///
/// # Errors
/// `Dimensions` if the sizes differ. `Io` if the file cannot be written. `Format` if the image cannot be appended to the
/// file that is there.
///
/// # Example
/// ```pi2
/// newimage(r, uint8, 4, 4)
/// newlike(g, r)
/// newlike(b, r)
/// add(b, 9)
/// writeraw(r, g, b, "colours")
/// readraw(bytes, "colours_4x4x1.raw", uint8, [12, 4, 1])
/// maxval(bytes, top)   # 9
/// ```
#[pi2_command(
    name = "writeraw",
    category = "Input and output",
    see_also = [readraw, read, writetif, writepng],
    whole_image = "pixels of three images are interleaved in one file"
)]
pub fn writeraw_rgb(
    ctx: &Context,
    /// Red.
    r: &Image<u8>,
    /// Green.
    g: &Image<u8>,
    /// Blue.
    b: &Image<u8>,
    /// Name of the file, without the size.
    filename: &str,
    /// Adds the slices to an existing file instead of replacing it.
    #[arg(default = false)]
    append: bool,
) -> Result<()> {
    raw::write_rgb(ctx, [r, g, b], filename, append).map(drop)
}

/// Writes an image to a TIFF file.
///
/// Each slice becomes a page, not compressed. More than 4·10⁹ bytes of pixels are written as BigTIFF. If the image has a
/// voxel size, it is written with origin and unit as ImageJ does. `.tif` is added to the name unless it ends in `.tif` or
/// `.tiff`. Folders that are missing are made. The file appears under its name when it is complete; until then an older
/// file of that name stays.
///
/// # Shapes
/// `input image` has at most 65534 slices.
///
/// # Errors
/// `Dimensions` if the image is too large for the format. `Io` if the file cannot be written.
///
/// # References
/// TIFF 6.0, Adobe 1992. Complex pixels have sample format 6, which few other programs read.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 5, 4, 3)
/// set(img, [4, 3, 2], -1.5)
/// writetif(img, "example")
/// read(back, "example.tif")
/// minval(back, low)   # -1.5
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, writeraw, writepng],
    whole_image = "a TIFF file is written in one piece; write a raw file instead"
)]
pub fn writetif(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the file.
    filename: &str,
) -> Result<()> {
    tiff::write(ctx, input_image, filename).map(drop)
}

/// Writes a two-dimensional image to a PNG file.
///
/// PNG holds 8- and 16-bit grey levels. Signed pixels are stored as their bit patterns, so that they are read back as
/// unsigned ones. `.png` is added to the name unless it is there. Folders that are missing are made. The file appears
/// under its name when it is complete; until then an older file of that name stays.
///
/// # Shapes
/// `input image` is W×H×1.
///
/// # Errors
/// `PixelType` if the pixels have more than 16 bits. `Dimensions` if there are several slices. `Io` if the file cannot be
/// written.
///
/// # References
/// Portable Network Graphics (PNG) Specification, W3C.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 5, 4)
/// set(img, [4, 3, 0], 200)
/// writepng(img, "example")
/// read(back, "example.png")
/// maxval(back, top)   # 200
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, writeraw, writetif],
    whole_image = "a PNG file is written in one piece; write a raw file instead"
)]
pub fn writepng(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the file.
    filename: &str,
) -> Result<()> {
    png::write(ctx, input_image, filename).map(drop)
}

/// Writes an image to an NRRD file.
///
/// A text header is followed by the pixels in little-endian order, not compressed. Complex pixels become blocks of 8
/// bytes; name the data type, `complex32`, when they are read. If the image has a voxel size, it is written with origin
/// and unit. `.nrrd` is added to the name unless it is there. Folders that are missing are made. The file appears under
/// its name when it is complete; until then an older file of that name stays.
///
/// # Shapes
/// `input image` may have any size. The file has as many axes as the image needs.
///
/// # Errors
/// `Io` if the file cannot be written.
///
/// # References
/// Nearly Raw Raster Data, <https://teem.sourceforge.net/nrrd/format.html>.
///
/// # Example
/// ```pi2
/// newimage(img, int16, 5, 4, 3)
/// set(img, [4, 3, 2], -15)
/// writenrrd(img, "example")
/// read(back, "example.nrrd")
/// minval(back, low)   # -15
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, writeraw, writetif],
    whole_image = "an NRRD file is written in one piece; write a raw file instead"
)]
pub fn writenrrd(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the file.
    filename: &str,
) -> Result<()> {
    nrrd::write(ctx, input_image, filename).map(drop)
}

/// Writes an image to a NIfTI file.
///
/// A header of numbers is followed by the pixels in little-endian order. They are compressed if the name ends in
/// `.nii.gz`; otherwise `.nii` is added unless it is there. Voxel size, origin and unit (`m`, `mm` or `µm`) of the image
/// are written, with the axes of the image as those of space. Folders that are missing are made. The file appears under
/// its name when it is complete; until then an older file of that name stays.
///
/// # Shapes
/// `input image` may have any size. An image with a side of more than 32767 pixels is written as NIfTI-2, any other as
/// NIfTI-1.
///
/// # Errors
/// `Io` if the file cannot be written.
///
/// # References
/// The NIfTI-1 and NIfTI-2 data formats, <https://nifti.nimh.nih.gov>. The original does not have this command.
///
/// # Example
/// ```pi2
/// newimage(img, int16, 5, 4, 3)
/// set(img, [4, 3, 2], -15)
/// writenii(img, "example.nii.gz")
/// read(back, "example.nii.gz")
/// minval(back, low)   # -15
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, writenrrd, writetif],
    whole_image = "a NIfTI file is written in one piece; write a raw file instead"
)]
pub fn writenii(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the file.
    filename: &str,
) -> Result<()> {
    nifti::write(ctx, input_image, filename).map(drop)
}

/// Writes an image to an LZ4 raw file.
///
/// The file holds size and pixel type, then all pixels, x fastest, compressed with LZ4, which is fast and works well on
/// images of few grey levels. `.lz4raw` is added to the name unless it is there. Folders that are missing are made. The
/// file appears under its name when it is complete; until then an older file of that name stays.
///
/// # Shapes
/// `input image` may have any size.
///
/// # Errors
/// `Io` if the file cannot be written.
///
/// # References
/// LZ4 Frame Format 1.6, Collet.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 5, 4, 3)
/// set(img, [4, 3, 2], -1.5)
/// writelz4(img, "example")
/// read(back, "example.lz4raw")
/// minval(back, low)   # -1.5
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, writeraw, writetif],
    whole_image = "an LZ4 raw file is written in one piece; write a raw file instead"
)]
pub fn writelz4(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the file.
    filename: &str,
) -> Result<()> {
    lz4raw::write(ctx, input_image, filename).map(drop)
}

/// Writes an image to an NN5 dataset.
///
/// A dataset is a folder: the image is cut into chunks, each a compressed file of its own, so that a part of a large image
/// can be read without the rest. Folders that are missing are made. An older dataset of that name is replaced when the
/// new one is complete; a folder that is anything else, or has other files in it, is never touched.
///
/// # Shapes
/// `input image` may have any size. Chunks at its borders are smaller.
///
/// # Errors
/// `Argument` if a side of the chunk is not positive. `Format` if there is something of this name that is not an NN5
/// dataset. `Io` if the dataset cannot be written.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 50, 40, 30)
/// set(img, [44, 33, 22], 700)
/// writenn5(img, "example", [32, 32, 32])
/// readnn5block(part, "example", [40, 30, 20], [5, 5, 5])
/// maxval(part, top)   # 700
/// ```
#[pi2_command(category = "Input and output", see_also = [read, readnn5block, writenn5block, writezarr], pointwise)]
pub fn writenn5(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the folder.
    path: &str,
    /// Size of a chunk, in pixels.
    #[arg(default = Vec3i::splat(1536))]
    chunk_size: Vec3i,
) -> Result<()> {
    if chunk_size.iter().any(|side| *side < 1) {
        let found = format!("[{}, {}, {}]", chunk_size[0], chunk_size[1], chunk_size[2]);
        return Err(Error::argument("chunk size", "positive along all axes", found));
    }
    nn5::write(ctx, input_image, Path::new(path), Dimensions::from_request(chunk_size)?).map(drop)
}

/// Finds out whether a file is an image that can be read.
///
/// Only the start of the file is looked at: damage further on shows when it is read. A raw file is an image if its name
/// tells the size; it may be given without its end.
///
/// # Shapes
/// The first pixel of `result` becomes 1 if the file is an image, else 0. Its other pixels stay as they are; a new image
/// has one.
///
/// # Errors
/// None: a file that is missing or cannot be opened is no image.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 5, 4)
/// writepng(img, "./example_output/image")
/// isimagefile("./example_output/image.png", yes)   # 1
/// ```
#[pi2_command(category = "Input and output", see_also = [read, newlikefile], trivial)]
pub fn isimagefile(
    /// File to look at.
    filename: &str,
    /// Image whose first pixel is set.
    #[arg(out, keep)]
    result: &mut Image<u8>,
) -> Result<()> {
    result.set(0, 0, 0, io::open(Path::new(filename)).is_ok().into());
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_files_that_can_be_read_are_images() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let image = DynImage::from(Image::<u8>::new([5, 4, 1]).expect("small"));
        let ctx = Context::default();
        writetif(&ctx, &image, &path("a")).expect("writable");
        writeraw(&ctx, &image, &path("b"), false).expect("writable");
        fs::write(path("c_5x4x1.raw"), [0; 33]).expect("writable");
        fs::write(path("d.txt"), "no image").expect("writable");
        fs::write(path("e.tif"), b"II*\0\x08").expect("writable");
        fs::create_dir(path("f_5x4x1.raw")).expect("writable");
        for (name, expected) in
            [("a.tif", 1), ("b", 1), ("c", 1), ("d.txt", 0), ("e.tif", 0), ("f_5x4x1.raw", 0), ("missing", 0)]
        {
            let mut result = Image::from_vec([2, 1, 1], vec![7, 7]).expect("two pixels");
            isimagefile(&path(name), &mut result).expect("never an error");
            assert_eq!(result.pixels(), [expected, 7], "{name}");
        }
        // The folder is a sequence that begins with `a.tif`.
        for (name, expected) in [(path(""), 1), (String::new(), 0)] {
            let mut result = Image::from_vec([1, 1, 1], vec![7]).expect("one pixel");
            isimagefile(&name, &mut result).expect("never an error");
            assert_eq!(result.pixels(), [expected], "{name}");
        }
    }
}
