//! Decodes LZMA compression: an XZ stream (format 1.1) per strip or tile.

use std::io::Read;

use lzma_rust2::Lzma2Reader;
use lzma_rust2::filter::delta::DeltaReader;

const MAGIC: &[u8] = b"\xfd7zXZ\0";

/// Bytes before the first block.
const STREAM_HEADER: usize = 12;

/// The smallest dictionary that the decoder knows.
const MIN_DICTIONARY: u32 = 4096;

/// The `len` bytes of pixels in a stream, or what is wrong with it.
pub(super) fn decode(stored: &[u8], len: usize) -> Result<Vec<u8>, String> {
    let block = stored.get(STREAM_HEADER..).filter(|_| stored.starts_with(MAGIC)).ok_or("it is no XZ stream")?;
    let filters = Filters::parse(block).ok_or("the header of the XZ stream is not understood")?;
    // A match never reaches further back than the first pixel, so the memory grows with the pixels only.
    let dictionary = filters.dictionary.min(u32::try_from(len).unwrap_or(u32::MAX)).max(MIN_DICTIONARY);
    let reader = Lzma2Reader::new(&block[filters.header_bytes..], dictionary, None);
    let mut pixels = vec![0; len];
    let read = match filters.delta {
        Some(distance) => DeltaReader::new(reader, distance).read_exact(&mut pixels),
        None => { reader }.read_exact(&mut pixels),
    };
    read.map_err(|error| error.to_string())?;
    Ok(pixels)
}

/// How the block of a stream is coded.
struct Filters {
    header_bytes: usize,
    /// Bytes are differences to those so far before.
    delta: Option<usize>,
    dictionary: u32,
}

impl Filters {
    /// Reads the header of a block. None stands for filters that are no use for pixels.
    fn parse(block: &[u8]) -> Option<Self> {
        let header_bytes = 4 * (usize::from(*block.first()?) + 1);
        let flags = *block.get(1)?;
        let mut rest = block.get(2..header_bytes)?;
        for size in [0x40, 0x80] {
            if flags & size != 0 {
                number(&mut rest)?;
            }
        }
        let mut filters = Self { header_bytes, delta: None, dictionary: 0 };
        for _ in 0..=flags & 3 {
            let (id, len) = (number(&mut rest)?, number(&mut rest)?);
            let property = usize::from(*rest.first().filter(|_| len == 1)?);
            rest = &rest[1..];
            match (id, property) {
                (3, _) if filters.delta.is_none() && filters.dictionary == 0 => filters.delta = Some(property + 1),
                (0x21, 40) => filters.dictionary = u32::MAX,
                (0x21, 0..40) => filters.dictionary = (2 | property as u32 & 1) << (property / 2 + 11),
                _ => return None,
            }
        }
        (filters.dictionary > 0).then_some(filters)
    }
}

/// A number of seven bits per byte, least significant first.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for position in 0..9 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << (7 * position);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
