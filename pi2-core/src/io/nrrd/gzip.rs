//! Pixels that are one gzip stream.

use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::image::{PixelType, Region};
use crate::io::input::InputFile;
use crate::io::plain::Layout;
use crate::io::runs::Runs;
use crate::io::{ImageInfo, ImageSource, check_region};
use crate::{Context, Error, Result};

/// Deflate makes at most 1032 bytes of one.
const MAX_RATIO: u64 = 1032;

/// Bytes that are decoded between two looks at a request to stop.
const PIECE: usize = 1 << 20;

/// Compressed pixels, open for reading. A box costs the decoding of all pixels before its end, but only its own memory.
#[derive(Debug)]
pub(super) struct GzipSource {
    input: InputFile,
    info: ImageInfo,
    layout: Layout,
    /// Position of the stream.
    start: u64,
    /// Decoded bytes before the first pixel.
    skip: u64,
}

impl GzipSource {
    /// The pixels of the stream that begins at byte `start`.
    ///
    /// # Errors
    /// `Format` if the stream is too short for the pixels.
    pub fn new(input: InputFile, info: ImageInfo, layout: Layout, start: u64, skip: u64) -> Result<Self> {
        let there = input.len().saturating_sub(start);
        if layout.byte_count().saturating_add(skip) / MAX_RATIO > there {
            let message = format!("the file is cut off or damaged: {there} bytes cannot hold {} pixels", layout.dims);
            return Err(input.error(message));
        }
        Ok(Self { input, info, layout, start, skip })
    }

    fn error(&self, source: io::Error) -> Error {
        match source.kind() {
            io::ErrorKind::UnexpectedEof => self.input.error("the file is cut off: the gzip stream has no end"),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                self.input.error(format!("the gzip stream is damaged: {source}"))
            }
            _ => Error::io("read", self.input.path(), source),
        }
    }
}

impl ImageSource for GzipSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        self.layout.choose_type(&self.info, requested)
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        let (dims, size) = (self.info.dims, pixel_type.size());
        check_region(dims, region, size, pixels.len())?;
        let mut decoder = MultiGzDecoder::new(BufReader::new(self.input.reader_at(self.start)));
        let (mut position, mut unused) = (0, vec![0; PIECE]);
        let mut advance = |decoder: &mut dyn Read, mut count: u64| {
            while count > 0 {
                ctx.check_cancelled()?;
                let piece = count.min(PIECE as u64);
                decoder.read_exact(&mut unused[..piece as usize]).map_err(|source| self.error(source))?;
                count -= piece;
            }
            Ok(())
        };
        for (first, range) in Runs::new(dims, region).pieces(0, region.pixel_count()) {
            let start = self.skip + (first * size) as u64;
            advance(&mut decoder, start - position)?;
            position = start + (range.len() * size) as u64;
            for piece in pixels[range.start * size..range.end * size].chunks_mut(PIECE) {
                ctx.check_cancelled()?;
                decoder.read_exact(piece).map_err(|source| self.error(source))?;
            }
        }
        if region.end() == Region::whole(dims).end() {
            // The checksum is behind the last pixel.
            decoder.read(&mut unused[..1]).map_err(|source| self.error(source))?;
        }
        self.layout.to_native(pixel_type, pixels);
        Ok(())
    }
}
