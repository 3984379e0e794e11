//! JPEG files: one slice of 8-bit grey levels, not exact.

mod encode;

use std::io::BufReader;
use std::path::{Path, PathBuf};

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::input::{InputFile, InputReader};
use super::names::with_ending;
use super::runs::Runs;
use super::{ImageInfo, ImageSource, check_region, write_file};
use crate::image::{Dimensions, Image, PixelType, Region};
use crate::{Context, Error, Result};

/// The first bytes of every JPEG file: the start of the image, then another marker.
pub(super) const SIGNATURE: [u8; 3] = [0xff, 0xd8, 0xff];

/// The end of the image.
const END: [u8; 2] = [0xff, 0xd9];

/// The end of the image is looked for in so many bytes at the end of the file.
const MAX_TAIL: u64 = 1 << 16;

/// The longest side that the format allows.
const MAX_SIDE: usize = (1 << 16) - 1;

/// More pixels than this never come out of one byte. It bounds what a damaged file can make us allocate.
const MAX_RATIO: usize = 4096;

/// A JPEG file, open for reading.
#[derive(Debug)]
pub struct JpegSource {
    input: InputFile,
    info: ImageInfo,
}

impl JpegSource {
    /// Opens a grey-level image.
    ///
    /// # Errors
    /// `Io` if there is no such file, `Format` if it is not such an image.
    pub fn open(path: &Path) -> Result<Self> {
        let input = InputFile::open(path)?;
        if !input.head(3)?.starts_with(&SIGNATURE) {
            return Err(input.error("the file does not begin like a JPEG file"));
        }
        let header = start(&input)?.info().ok_or_else(|| input.error("the file is cut off in its header"))?;
        if header.components != 1 {
            let message = format!("the image has {} colour channels, only grey levels can be read", header.components);
            return Err(input.error(message).with_hint("save it as a grey-level image first"));
        }
        let dims = Dimensions::new(header.width.into(), header.height.into(), 1);
        if (dims.pixel_count() / MAX_RATIO) as u64 > input.len() {
            let message = format!("the file is cut off: {} bytes cannot hold {dims} pixels", input.len());
            return Err(input.error(message));
        }
        // Data of other kinds may follow the end of the image, but not many.
        let tail = input.bytes_at(input.len().saturating_sub(MAX_TAIL), input.len().min(MAX_TAIL))?;
        if !tail.windows(2).any(|marker| marker == END) {
            return Err(input.error("the file is cut off: the image has no end"));
        }
        let info = ImageInfo::new(path, "jpeg", dims, Some(PixelType::UInt8), 1);
        Ok(Self { input, info })
    }
}

/// A decoder that has read the header.
fn start(input: &InputFile) -> Result<JpegDecoder<BufReader<InputReader<'_>>>> {
    let options = DecoderOptions::default()
        .set_max_width(MAX_SIDE)
        .set_max_height(MAX_SIDE)
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        // Otherwise what is missing of a damaged file would be grey.
        .set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(BufReader::new(input.reader()), options);
    decoder.decode_headers().map_err(|error| decoding_error(input, &error))?;
    Ok(decoder)
}

fn decoding_error(input: &InputFile, error: &DecodeErrors) -> Error {
    input.error(format!("the JPEG data are cut off or damaged: {error}"))
}

impl ImageSource for JpegSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        let dims = self.info.dims;
        check_region(dims, region, pixel_type.size(), pixels.len())?;
        let decode = |image: &mut [u8]| {
            start(&self.input)?.decode_into(image).map_err(|error| decoding_error(&self.input, &error))
        };
        if region == Region::whole(dims) {
            return decode(pixels);
        }
        let mut image = vec![0; dims.pixel_count()];
        decode(&mut image)?;
        Runs::new(dims, region).for_each_mut(ctx, 1, pixels, |position, piece| {
            piece.copy_from_slice(&image[position as usize..][..piece.len()]);
            Ok(())
        })
    }
}

/// Writes an image of one slice. `.jpg` is added to the name unless it ends like a JPEG file.
///
/// # Errors
/// `Argument` if the quality is not 1 to 100, `Dimensions` if the format cannot hold the image, `Io` if the file cannot
/// be written.
pub fn write(image: &Image<u8>, name: &str, quality: u64) -> Result<PathBuf> {
    let dims = image.dims();
    if !(1..=100).contains(&quality) {
        return Err(Error::argument("quality", "1 to 100", quality));
    }
    if dims.depth > 1 {
        let message = format!("a JPEG file holds one slice, but the image is {dims}");
        return Err(Error::dimensions(message).with_hint("write the volume with `writetif`"));
    }
    if dims.width > MAX_SIDE || dims.height > MAX_SIDE {
        return Err(Error::dimensions(format!("an image of {dims} is too large for a JPEG file")));
    }
    let bytes = encode::encode(image.pixels(), dims.width, dims.height, quality as u32);
    let path = with_ending(name, &[".jpg", ".jpeg"]);
    write_file(&path, &bytes)?;
    Ok(path)
}
