//! Commands that write smaller files: formats with a choice of compression, and JPEG.

use crate::io::png::PngCompression;
use crate::io::tiff::TiffCompression;
use crate::io::{jpeg, png, tiff};
use crate::{Context, DynImage, Image, Result, pi2_command};

/// Writes an image to a compressed TIFF file.
///
/// As the other form, but each slice is compressed in strips of about 256 kB, so that boxes can be read without the rest.
/// LZW, Deflate and Zstandard compress differences of neighbouring pixels.
///
/// # Shapes
/// `input image` has at most 65534 slices.
///
/// # Errors
/// `Dimensions` if the image is too large for the format. `Io` if the file cannot be written.
///
/// # References
/// TIFF 6.0, Adobe 1992; predictor 3 of Adobe Photoshop TIFF Technical Note 3; compression 50000 of libtiff.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 5, 4, 3)
/// set(img, [4, 3, 2], -1.5)
/// writetif(img, "example_zstd", zstd)
/// read(back, "example_zstd.tif")
/// minval(back, low)   # -1.5
/// ```
#[pi2_command(
    name = "writetif",
    category = "Input and output",
    see_also = [read, writeraw, writepng, writejpg],
    whole_image = "a TIFF file is written in one piece; write a raw file instead"
)]
pub fn writetif_compressed(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the file.
    filename: &str,
    /// How the pixels are compressed.
    compression: TiffCompression,
) -> Result<()> {
    tiff::write_compressed(ctx, input_image, filename, compression).map(drop)
}

/// Writes a two-dimensional image to a PNG file with a choice of compression.
///
/// As the other form. All choices keep the pixels exactly, they differ in the time for writing and the size of the file.
///
/// # Shapes
/// `input image` is W×H×1.
///
/// # Errors
/// As the other form.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 5, 4)
/// set(img, [4, 3, 0], 200)
/// writepng(img, "example_best", best)
/// read(back, "example_best.png")
/// maxval(back, top)   # 200
/// ```
#[pi2_command(
    name = "writepng",
    category = "Input and output",
    see_also = [read, writeraw, writetif, writejpg],
    whole_image = "a PNG file is written in one piece; write a raw file instead"
)]
pub fn writepng_compressed(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the file.
    filename: &str,
    /// How hard to try to make the file small.
    compression: PngCompression,
) -> Result<()> {
    png::write_compressed(ctx, input_image, filename, compression).map(drop)
}

/// Writes a two-dimensional image to a JPEG file, which changes the pixels a little.
///
/// For pictures in documents: measure on files of other formats. `.jpg` is added to the name unless it ends in `.jpg` or
/// `.jpeg`. Folders that are missing are made. The file appears under its name when it is complete; until then an older
/// file of that name stays.
///
/// # Shapes
/// `input image` is W×H×1.
///
/// # Errors
/// `Argument` if the quality is not 1 to 100. `Dimensions` if there are several slices or a side is longer than 65535
/// pixels. `Io` if the file cannot be written.
///
/// # References
/// ITU-T T.81: baseline, with the tables of annex K.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10)
/// add(img, 200)
/// writejpg(img, "example")
/// read(back, "example.jpg")
/// maxval(back, top)   # 200
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, writepng, writetif],
    whole_image = "a JPEG file is written in one piece; write a raw file instead"
)]
pub fn writejpg(
    /// Image to write.
    input_image: &Image<u8>,
    /// Name of the file.
    filename: &str,
    /// Quality, dimensionless: 1 for the smallest file, 100 for the best picture.
    #[arg(default = 90)]
    quality: u64,
) -> Result<()> {
    jpeg::write(input_image, filename, quality).map(drop)
}
