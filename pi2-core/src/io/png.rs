//! PNG files: one slice of 8- or 16-bit grey levels.

use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use ::png::{
    BitDepth, ColorType, Compression, Decoder, DecodingError, Encoder, EncodingError, Limits, Transformations,
};

use super::atomic::AtomicFile;
use super::input::{InputFile, InputReader};
use super::names::with_ending;
use super::runs::Runs;
use super::{ImageInfo, ImageSink, ImageSource, check_region, write_all};
use crate::image::{Dimensions, DynImage, PixelType, Region};
use crate::{Choice, Context, Error, Result};

/// The first bytes of every PNG file.
pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Deflate makes at most 1032 bytes of one.
const MAX_RATIO: u64 = 1032;

/// The longest side that the format allows.
const MAX_SIDE: usize = (1 << 31) - 1;

/// A PNG file, open for reading.
#[derive(Debug)]
pub struct PngSource {
    input: InputFile,
    info: ImageInfo,
}

type Reader<'a> = ::png::Reader<BufReader<InputReader<'a>>>;

impl PngSource {
    /// Opens a grey-level image.
    ///
    /// # Errors
    /// `Io` if there is no such file, `Format` if it is not such an image.
    pub fn open(path: &Path) -> Result<Self> {
        let input = InputFile::open(path)?;
        if !input.head(8)?.starts_with(&SIGNATURE) {
            return Err(input.error("the file does not begin like a PNG file"));
        }
        let (dims, pixel_type) = {
            let reader = start(&input)?;
            let header = reader.info();
            if header.color_type != ColorType::Grayscale {
                let kind = match header.color_type {
                    ColorType::GrayscaleAlpha => "grey levels with transparency",
                    ColorType::Indexed => "palette colours",
                    _ => "colours",
                };
                let error = input.error(format!("the image has {kind}, only grey levels can be read"));
                return Err(error.with_hint("save it as a grey-level image first"));
            }
            let pixel_type = if header.bit_depth == BitDepth::Sixteen { PixelType::UInt16 } else { PixelType::UInt8 };
            (Dimensions::new(header.width as usize, header.height as usize, 1), pixel_type)
        };
        let path = path.to_owned();
        let (pixel_type, pixel_size) = (Some(pixel_type), pixel_type.size());
        let info = ImageInfo::new(path, "png", dims, pixel_type, pixel_size);
        Ok(Self { input, info })
    }

    /// All pixels as the file holds them: packed bits, big-endian words.
    fn decode(&self) -> Result<(Vec<u8>, BitDepth)> {
        let error = |error| decoding_error(&self.input, error);
        let mut reader = start(&self.input)?;
        let depth = reader.info().bit_depth;
        let len = reader.output_buffer_size().ok_or_else(|| self.input.error("the image is too large"))?;
        if len as u64 / MAX_RATIO > self.input.len() {
            let message =
                format!("the file is cut off: {} bytes cannot hold {} pixels", self.input.len(), self.info.dims);
            return Err(self.input.error(message));
        }
        let mut bytes = vec![0; len];
        reader.next_frame(&mut bytes).map_err(error)?;
        reader.finish().map_err(error)?;
        Ok((bytes, depth))
    }
}

/// A decoder that has read the header.
fn start(input: &InputFile) -> Result<Reader<'_>> {
    // What the decoder needs besides the pixels grows with a row, and rows are checked against the file.
    let mut decoder = Decoder::new_with_limits(BufReader::new(input.reader()), Limits { bytes: 1 << 30 });
    decoder.set_transformations(Transformations::IDENTITY);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.read_info().map_err(|error| decoding_error(input, error))
}

fn decoding_error(input: &InputFile, error: DecodingError) -> Error {
    match error {
        DecodingError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            input.error("the file is cut off")
        }
        DecodingError::IoError(source) => Error::io("read", input.path(), source),
        error => input.error(format!("the PNG data are damaged: {error}")),
    }
}

/// Grey levels of 1, 2 or 4 bits, spread to 0..=255. Each row starts at a byte.
fn unpack(packed: &[u8], bits: usize, dims: Dimensions) -> Vec<u8> {
    let per_byte = 8 / bits;
    let top = (1u8 << bits) - 1;
    let rows = packed.chunks_exact(dims.width.div_ceil(per_byte));
    let level = |row: &[u8], x: usize| (row[x / per_byte] >> (8 - bits * (x % per_byte + 1))) & top;
    rows.flat_map(|row| (0..dims.width).map(move |x| level(row, x) * (255 / top))).collect()
}

impl ImageSource for PngSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        let (dims, size) = (self.info.dims, pixel_type.size());
        check_region(dims, region, size, pixels.len())?;
        let (bytes, depth) = self.decode()?;
        let bytes = match depth {
            BitDepth::One => unpack(&bytes, 1, dims),
            BitDepth::Two => unpack(&bytes, 2, dims),
            BitDepth::Four => unpack(&bytes, 4, dims),
            BitDepth::Eight | BitDepth::Sixteen => bytes,
        };
        Runs::new(dims, region).for_each_mut(ctx, size, pixels, |position, piece| {
            let stored = bytes.get(position as usize..position as usize + piece.len());
            piece.copy_from_slice(
                stored.ok_or_else(|| self.input.error("the PNG data are damaged: pixels are missing"))?,
            );
            if size == 2 {
                piece.chunks_exact_mut(2).for_each(|pixel| pixel.swap(0, 1));
            }
            Ok(())
        })
    }
}

/// An error if a PNG file cannot hold an image.
pub(super) fn check(dims: Dimensions, pixel_type: PixelType) -> Result<()> {
    if pixel_type.size() > 2 {
        let message = format!("a PNG file holds images of 8 or 16 bits, but the image is {pixel_type}");
        return Err(Error::pixel_type(message)
            .with_hint("convert the image to uint8 or uint16 first, or write it with `writetif`"));
    }
    if dims.depth > 1 {
        let message = format!("a PNG file holds one slice, but the image is {dims}");
        return Err(Error::dimensions(message).with_hint("write the volume with `writetif`"));
    }
    if dims.width > MAX_SIDE || dims.height > MAX_SIDE {
        return Err(Error::dimensions(format!("an image of {dims} is too large for a PNG file")));
    }
    Ok(())
}

/// A PNG file that is being written. The data are one compressed stream, so the pixels wait until the end.
#[derive(Debug)]
pub struct PngSink {
    file: AtomicFile,
    dims: Dimensions,
    pixel_size: usize,
    compression: PngCompression,
    pixels: Vec<u8>,
}

/// How hard a writer tries to make a PNG file small.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "compression")]
pub enum PngCompression {
    /// Quick to write, a little larger.
    #[choice("Fast")]
    Fast,
    /// A good compromise.
    #[choice("Default", "balanced")]
    Default,
    /// The smallest file, slow to write.
    #[choice("Best", "high")]
    Best,
    /// Not compressed.
    #[choice("None", "no", "uncompressed")]
    None,
}

impl PngSink {
    /// Starts a file. `.png` is added to the name unless it is there. Signed integers are stored as their bit patterns.
    ///
    /// # Errors
    /// `PixelType` or `Dimensions` if the format cannot hold the image, `Io` if the file cannot be made.
    pub fn create(name: &str, dims: Dimensions, pixel_type: PixelType) -> Result<Self> {
        check(dims, pixel_type)?;
        let file = AtomicFile::create(&with_ending(name, &[".png"]))?;
        let pixels = vec![0; dims.pixel_count() * pixel_type.size()];
        Ok(Self { file, dims, pixel_size: pixel_type.size(), compression: PngCompression::Default, pixels })
    }

    fn encode(&mut self) -> Result<(), EncodingError> {
        let mut file = BufWriter::with_capacity(1 << 20, self.file.file());
        let mut encoder = Encoder::new(&mut file, self.dims.width as u32, self.dims.height as u32);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(if self.pixel_size == 2 { BitDepth::Sixteen } else { BitDepth::Eight });
        encoder.set_compression(match self.compression {
            PngCompression::Fast => Compression::Fast,
            PngCompression::Default => Compression::Balanced,
            PngCompression::Best => Compression::High,
            PngCompression::None => Compression::NoCompression,
        });
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(file.flush()?)
    }
}

impl ImageSink for PngSink {
    fn dims(&self) -> Dimensions {
        self.dims
    }

    fn write_region(&mut self, _: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        check_region(self.dims, region, self.pixel_size, pixels.len())?;
        let row_bytes = region.size[0] * self.pixel_size;
        for (row, source) in pixels.chunks_exact(row_bytes).enumerate() {
            let start = self.dims.index(region.start[0] as usize, region.start[1] as usize + row, 0) * self.pixel_size;
            let target = &mut self.pixels[start..start + row_bytes];
            target.copy_from_slice(source);
            if self.pixel_size == 2 {
                target.chunks_exact_mut(2).for_each(|pixel| pixel.swap(0, 1));
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf> {
        match self.encode() {
            Ok(()) => self.file.finish(),
            Err(EncodingError::IoError(source)) => Err(self.file.error(source)),
            Err(error) => Err(Error::format(self.file.target(), error.to_string())),
        }
    }
}

/// Writes an image of one slice.
///
/// # Errors
/// As [`PngSink::create`].
pub fn write(ctx: &Context, image: &DynImage, name: &str) -> Result<PathBuf> {
    write_compressed(ctx, image, name, PngCompression::Default)
}

/// Writes an image of one slice with a choice of compression.
///
/// # Errors
/// As [`PngSink::create`].
pub fn write_compressed(ctx: &Context, image: &DynImage, name: &str, compression: PngCompression) -> Result<PathBuf> {
    let sink = PngSink::create(name, image.dims(), image.pixel_type())?;
    write_all(ctx, Box::new(PngSink { compression, ..sink }), image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_bits_are_spread_to_the_whole_range() {
        let unpacked = |packed: &[u8], bits, width| unpack(packed, bits, Dimensions::new(width, packed.len(), 1));
        assert_eq!(unpacked(&[0b1010_0000, 0b0100_0000], 1, 3), [255, 0, 255, 0, 255, 0]);
        assert_eq!(unpacked(&[0b0001_1011], 2, 4), [0, 85, 170, 255]);
        assert_eq!(unpacked(&[0x0f], 4, 2), [0, 255]);
    }
}
