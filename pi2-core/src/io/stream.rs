//! Pixels that can only be read from their start on: compressed, or written as text.

use std::io::{self, BufRead, BufReader, Read};

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::{MultiGzDecoder, ZlibDecoder};

use super::input::InputFile;
use super::plain::Layout;
use super::runs::Runs;
use super::{ImageInfo, ImageSource, check_region};
use crate::image::{PixelType, Region};
use crate::{Context, Error, Result};

/// Bytes that are decoded between two looks at a request to stop.
const PIECE: usize = 1 << 20;

/// Characters of the longest number in a text.
const MAX_NUMBER: usize = 64;

/// How the bytes of the pixels are stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Coding {
    Gzip,
    Zlib,
    Bzip2,
    /// Two hexadecimal digits for a byte, with any white space between bytes.
    Hex,
    /// Decimal numbers, with white space or commas between them.
    Text,
}

impl Coding {
    /// The most bytes of pixels that a byte of the file can give.
    fn max_ratio(self) -> u64 {
        match self {
            Self::Gzip | Self::Zlib => 1032,
            // A block of 900,000 runs of 51 bytes, in a few dozen bytes.
            Self::Bzip2 => 1 << 21,
            Self::Hex => 1,
            // One digit for eight bytes; the last number needs no end.
            Self::Text => 8,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip stream",
            Self::Zlib => "zlib stream",
            Self::Bzip2 => "bzip2 stream",
            Self::Hex | Self::Text => "text of the pixels",
        }
    }
}

/// Pixels in a stream, open for reading. A box costs the decoding of all pixels before its end, but only its own memory.
#[derive(Debug)]
pub(super) struct StreamSource {
    input: InputFile,
    info: ImageInfo,
    layout: Layout,
    coding: Coding,
    /// Position of the stream.
    start: u64,
    /// Decoded bytes before the first pixel.
    skip: u64,
}

impl StreamSource {
    /// The pixels of the stream that begins at byte `start`, behind `skip` bytes that are decoded, too.
    ///
    /// # Errors
    /// `Format` if the stream is too short for the pixels.
    pub fn new(
        input: InputFile,
        info: ImageInfo,
        layout: Layout,
        coding: Coding,
        start: u64,
        skip: u64,
    ) -> Result<Self> {
        let there = input.len().saturating_sub(start);
        if layout.byte_count().saturating_add(skip) / coding.max_ratio() > there {
            let message = format!("the file is cut off or damaged: {there} bytes cannot hold {} pixels", layout.dims);
            return Err(input.error(message));
        }
        // Numbers in a text have no byte order.
        let big_endian = layout.big_endian && coding != Coding::Text;
        Ok(Self { input, info, layout: Layout { big_endian, ..layout }, coding, start, skip })
    }

    fn decoder(&self, pixel_type: PixelType) -> Box<dyn Read + '_> {
        let reader = BufReader::with_capacity(1 << 16, self.input.reader_at(self.start));
        match self.coding {
            Coding::Gzip => Box::new(MultiGzDecoder::new(reader)),
            Coding::Zlib => Box::new(ZlibDecoder::new(reader)),
            Coding::Bzip2 => Box::new(MultiBzDecoder::new(reader)),
            Coding::Hex => Box::new(HexReader(reader)),
            Coding::Text => {
                let stored = (!self.layout.double).then_some(pixel_type);
                Box::new(TextReader { reader, stored, number: Vec::new(), given: 0 })
            }
        }
    }

    fn error(&self, source: io::Error) -> Error {
        let name = self.coding.name();
        match source.kind() {
            io::ErrorKind::UnexpectedEof => self.input.error(format!("the file is cut off: the {name} has no end")),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                self.input.error(format!("the {name} is damaged: {source}"))
            }
            _ => Error::io("read", self.input.path(), source),
        }
    }
}

impl ImageSource for StreamSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        self.layout.choose_type(&self.info, requested)
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        let (dims, size, stored) = (self.info.dims, pixel_type.size(), self.layout.pixel_size);
        check_region(dims, region, size, pixels.len())?;
        let mut decoder = self.decoder(pixel_type);
        let (mut position, mut unused) = (0, vec![0; PIECE]);
        for (first, range) in Runs::new(dims, region).pieces(0, region.pixel_count()) {
            let start = self.skip + (first * stored) as u64;
            let mut skip = start - position;
            while skip > 0 {
                ctx.check_cancelled()?;
                let piece = skip.min(PIECE as u64);
                decoder.read_exact(&mut unused[..piece as usize]).map_err(|source| self.error(source))?;
                skip -= piece;
            }
            position = start + (range.len() * stored) as u64;
            for piece in pixels[range.start * size..range.end * size].chunks_mut(PIECE) {
                ctx.check_cancelled()?;
                let mut read = |stored: &mut [u8]| decoder.read_exact(stored).map_err(|source| self.error(source));
                self.layout.fill(pixel_type, piece, &mut read)?;
            }
        }
        if region.end() == Region::whole(dims).end() {
            // Checksums are behind the last pixel.
            decoder.read(&mut unused[..1]).map_err(|source| self.error(source))?;
        }
        Ok(())
    }
}

/// The next byte of a stream that is not white space; none at the end.
fn next_visible(reader: &mut impl BufRead, is_space: impl Fn(u8) -> bool) -> io::Result<Option<u8>> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        if let Some(index) = buffer.iter().position(|byte| !is_space(*byte)) {
            let byte = buffer[index];
            reader.consume(index + 1);
            return Ok(Some(byte));
        }
        let len = buffer.len();
        reader.consume(len);
    }
}

/// The bytes that hexadecimal digits stand for.
struct HexReader<R>(R);

impl<R: BufRead> Read for HexReader<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut digit = || match next_visible(&mut self.0, |byte| byte.is_ascii_whitespace())? {
            None => Ok(None),
            Some(byte) => match char::from(byte).to_digit(16) {
                Some(digit) => Ok(Some(digit as u8)),
                None => Err(damaged(&[byte], "hexadecimal digit")),
            },
        };
        for (index, byte) in bytes.iter_mut().enumerate() {
            let Some(high) = digit()? else { return Ok(index) };
            *byte = high << 4 | digit()?.ok_or(io::ErrorKind::UnexpectedEof)?;
        }
        Ok(bytes.len())
    }
}

/// The native bytes of numbers in a text.
struct TextReader<R> {
    reader: R,
    /// None stands for float64.
    stored: Option<PixelType>,
    /// Bytes of the number that is being handed out, and how many of them were.
    number: Vec<u8>,
    given: usize,
}

impl<R: BufRead> TextReader<R> {
    /// Reads the next number. False at the end.
    fn advance(&mut self) -> io::Result<bool> {
        let is_space = |byte: u8| byte.is_ascii_whitespace() || byte == b',';
        let Some(first) = next_visible(&mut self.reader, is_space)? else {
            return Ok(false);
        };
        let mut word = vec![first];
        loop {
            let buffer = self.reader.fill_buf()?;
            let end = buffer.iter().position(|byte| is_space(*byte));
            let len = end.unwrap_or(buffer.len()).min(MAX_NUMBER + 1);
            word.extend(&buffer[..len]);
            let at_end = end.is_some() || buffer.is_empty();
            self.reader.consume(len);
            if at_end || word.len() > MAX_NUMBER {
                break;
            }
        }
        let text = std::str::from_utf8(&word).ok().filter(|_| word.len() <= MAX_NUMBER);
        self.number = text
            .and_then(|text| number_bytes(text, self.stored))
            .ok_or_else(|| damaged(&word, self.stored.map_or("float64", PixelType::name)))?;
        self.given = 0;
        Ok(true)
    }
}

impl<R: BufRead> Read for TextReader<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < bytes.len() {
            if self.given == self.number.len() && !self.advance()? {
                break;
            }
            let len = (bytes.len() - filled).min(self.number.len() - self.given);
            bytes[filled..filled + len].copy_from_slice(&self.number[self.given..self.given + len]);
            (filled, self.given) = (filled + len, self.given + len);
        }
        Ok(filled)
    }
}

/// Something that is no number.
fn damaged(word: &[u8], expected: &str) -> io::Error {
    let shown: String = String::from_utf8_lossy(word).chars().take(20).collect();
    io::Error::new(io::ErrorKind::InvalidData, format!("`{shown}` is no {expected}"))
}

/// A number of a type as native bytes; none if it is not one. Real and imaginary part of complex numbers are two numbers.
fn number_bytes(text: &str, stored: Option<PixelType>) -> Option<Vec<u8>> {
    // Some programs write integers as 1.0e+03.
    macro_rules! parse {
        ($type:ty) => {{
            let whole = || text.parse().ok().filter(|number: &f64| *number == (*number as $type) as f64);
            let number = text.parse::<$type>().ok().or_else(|| whole().map(|number| number as $type));
            number?.to_ne_bytes().to_vec()
        }};
    }
    Some(match stored {
        // The layout takes float64 as little-endian.
        None => text.parse::<f64>().ok()?.to_le_bytes().to_vec(),
        Some(PixelType::UInt8) => parse!(u8),
        Some(PixelType::UInt16) => parse!(u16),
        Some(PixelType::UInt32) => parse!(u32),
        Some(PixelType::UInt64) => parse!(u64),
        Some(PixelType::Int8) => parse!(i8),
        Some(PixelType::Int16) => parse!(i16),
        Some(PixelType::Int32) => parse!(i32),
        Some(PixelType::Int64) => parse!(i64),
        Some(PixelType::Float32 | PixelType::Complex32) => parse!(f32),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, stored: Option<PixelType>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let reader = BufReader::with_capacity(3, text.as_bytes());
        TextReader { reader, stored, number: Vec::new(), given: 0 }.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn numbers_in_a_text_are_read_whatever_separates_them() {
        assert_eq!(text(" 1,-2\r\n\t30 ", Some(PixelType::Int16)).expect("good"), [1, 0, 254, 255, 30, 0]);
        assert_eq!(text("", Some(PixelType::Int16)).expect("empty"), [0; 0]);
        assert_eq!(text("1.27e+02 -3.0", Some(PixelType::Int8)).expect("good"), [127, 253]);
        let floats = text("1e-3 nan -inf", Some(PixelType::Float32)).expect("good");
        let floats: Vec<f32> = floats.chunks_exact(4).map(bytemuck::pod_read_unaligned).collect();
        assert_eq!((floats[0], floats[1].is_nan(), floats[2]), (0.001, true, f32::NEG_INFINITY));
    }

    #[test]
    fn what_is_no_number_is_named() {
        for (word, stored, expected) in [
            ("1 256", Some(PixelType::UInt8), "`256` is no uint8"),
            ("1.5", Some(PixelType::Int32), "`1.5` is no int32"),
            ("-1.0", Some(PixelType::UInt64), "`-1.0` is no uint64"),
            ("nan", Some(PixelType::UInt8), "`nan` is no uint8"),
            ("é", None, "`é` is no float64"),
            (&"1".repeat(100), Some(PixelType::Float32), "`11111111111111111111` is no float32"),
        ] {
            assert_eq!(text(word, stored).expect_err(word).to_string(), expected);
        }
    }

    #[test]
    fn hexadecimal_digits_are_read_in_pairs() {
        let hex = |text: &str| {
            let mut bytes = Vec::new();
            HexReader(text.as_bytes()).read_to_end(&mut bytes).map(|_| bytes)
        };
        assert_eq!(hex("00 fF\n1\n0").expect("good"), [0, 255, 16]);
        assert_eq!(hex("0g").expect_err("no digit").to_string(), "`g` is no hexadecimal digit");
        assert_eq!(hex("001").expect_err("half a byte").kind(), io::ErrorKind::UnexpectedEof);
    }
}
