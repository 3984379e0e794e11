//! Codecs that make bytes of bytes.

use std::io::{Read, Write};

use super::blosc::{self, Blosc};

/// How bytes are made smaller, or protected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::io) enum Packer {
    Blosc(Blosc),
    Gzip {
        level: u32,
    },
    Zlib {
        level: u32,
    },
    Zstd {
        level: i32,
        checksum: bool,
    },
    /// A length of four bytes and one LZ4 block, as numcodecs writes it.
    Lz4,
    /// Blocks with headers, as the Java library writes them.
    Lz4Java,
    /// A checksum behind the bytes.
    Crc32c,
}

/// First bytes of a block of [`Packer::Lz4Java`].
const JAVA_MAGIC: &[u8] = b"LZ4Block";

impl Packer {
    /// Bytes that can come out of one byte at most.
    fn largest_ratio(&self) -> usize {
        match self {
            Self::Blosc(_) | Self::Zstd { .. } => 40_000,
            Self::Gzip { .. } | Self::Zlib { .. } => 1_100,
            Self::Lz4 | Self::Lz4Java => 256,
            Self::Crc32c => 1,
        }
    }

    /// The bytes that were packed. There are at most `limit`.
    pub fn unpack(&self, bytes: &[u8], limit: usize) -> Result<Vec<u8>, String> {
        let limit = limit.min(bytes.len().saturating_mul(self.largest_ratio()));
        match self {
            Self::Blosc(_) => blosc::unpack(bytes, limit),
            Self::Gzip { .. } => read_all(flate2::read::MultiGzDecoder::new(bytes), limit, "gzip"),
            Self::Zlib { .. } => read_all(flate2::read::ZlibDecoder::new(bytes), limit, "zlib"),
            Self::Zstd { .. } => unpack_zstd(bytes, limit),
            Self::Lz4 => unpack_lz4(bytes, limit).ok_or_else(|| damaged("LZ4")),
            Self::Lz4Java => unpack_lz4_java(bytes, limit).ok_or_else(|| damaged("LZ4")),
            Self::Crc32c => match bytes.split_last_chunk::<4>() {
                Some((data, sum)) if crc32c::crc32c(data) == u32::from_le_bytes(*sum) => Ok(data.to_vec()),
                _ => Err("the data are damaged: the checksum is wrong".to_owned()),
            },
        }
    }

    /// The packed bytes.
    pub fn pack(&self, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
        match self {
            Self::Blosc(blosc) => blosc::pack(blosc, &bytes),
            Self::Gzip { level } => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(*level));
                encoder.write_all(&bytes).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
            }
            Self::Zlib { level } => {
                let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(*level));
                encoder.write_all(&bytes).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
            }
            Self::Zstd { level, checksum } => pack_zstd(&bytes, *level, *checksum).map_err(|error| error.to_string()),
            Self::Lz4 | Self::Lz4Java => Err("LZ4 data are only read".to_owned()),
            Self::Crc32c => {
                let sum = crc32c::crc32c(&bytes);
                let mut bytes = bytes;
                bytes.extend(sum.to_le_bytes());
                Ok(bytes)
            }
        }
    }
}

fn damaged(kind: &str) -> String {
    format!("the {kind} data are damaged")
}

/// Room for bytes of which a file tells the number.
fn room(len: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(len).map_err(|_| format!("there is no memory for {len} bytes of a chunk"))?;
    Ok(bytes)
}

/// What a decoder gives, up to `limit` bytes.
fn read_all(decoder: impl Read, limit: usize, kind: &str) -> Result<Vec<u8>, String> {
    let mut bytes = room(limit)?;
    decoder.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|_| damaged(kind))?;
    if bytes.len() > limit { Err(damaged(kind)) } else { Ok(bytes) }
}

fn unpack_zstd(bytes: &[u8], limit: usize) -> Result<Vec<u8>, String> {
    let mut unpacked = room(limit)?;
    let decoder = zstd::bulk::Decompressor::new();
    let decoded = decoder.and_then(|mut decoder| decoder.decompress_to_buffer(bytes, &mut unpacked));
    decoded.map(|_| unpacked).map_err(|_| damaged("zstd"))
}

fn pack_zstd(bytes: &[u8], level: i32, checksum: bool) -> std::io::Result<Vec<u8>> {
    let mut encoder = zstd::bulk::Compressor::new(level)?;
    encoder.include_checksum(checksum)?;
    encoder.compress(bytes)
}

fn unpack_lz4(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let (len, block) = bytes.split_first_chunk::<4>()?;
    let len = u32::from_le_bytes(*len) as usize;
    let unpacked = (len <= limit).then(|| lz4_flex::block::decompress(block, len).ok())??;
    (unpacked.len() == len).then_some(unpacked)
}

fn unpack_lz4_java(mut bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut unpacked = room(limit).ok()?;
    loop {
        let (token, rest) = bytes.strip_prefix(JAVA_MAGIC)?.split_first()?;
        let (header, rest) = rest.split_first_chunk::<12>()?;
        let number =
            |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]) as usize;
        let (packed, len) = (number(0), number(4));
        if len == 0 {
            return Some(unpacked);
        }
        if packed > rest.len() || len > limit - unpacked.len() {
            return None;
        }
        let (block, rest) = rest.split_at(packed);
        match token & 0xf0 {
            // Not compressed.
            0x10 if packed == len => unpacked.extend(block),
            0x20 => {
                let piece = lz4_flex::block::decompress(block, len).ok()?;
                unpacked.extend((piece.len() == len).then_some(piece)?);
            }
            _ => return None,
        }
        // Some writers leave out the empty block at the end.
        if rest.is_empty() {
            return Some(unpacked);
        }
        bytes = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_bytes_come_back_and_prefixes_are_errors() {
        let bytes: Vec<u8> = (0..5000u32).map(|i| (i * i / 99) as u8).collect();
        for packer in [
            Packer::Gzip { level: 5 },
            Packer::Zlib { level: 1 },
            Packer::Zstd { level: 3, checksum: false },
            Packer::Zstd { level: 3, checksum: true },
            Packer::Crc32c,
        ] {
            let packed = packer.pack(bytes.clone()).expect("in memory");
            assert_eq!(packer.unpack(&packed, bytes.len()).expect("its own"), bytes, "{packer:?}");
            assert!(packer.unpack(&packed, bytes.len() - 1).is_err() || packer == Packer::Crc32c, "{packer:?}");
            for len in 0..packed.len() {
                let prefix = packer.unpack(&packed[..len], bytes.len());
                assert!(prefix.is_err() || prefix.is_ok_and(|bytes| bytes.is_empty()), "{packer:?}: {len} bytes");
            }
        }
    }

    #[test]
    fn both_kinds_of_lz4_are_read() {
        let bytes: Vec<u8> = (0..3000u32).map(|i| (i / 50) as u8).collect();
        let block = lz4_flex::block::compress(&bytes);
        let packed = [&(bytes.len() as u32).to_le_bytes()[..], &block].concat();
        assert_eq!(Packer::Lz4.unpack(&packed, bytes.len()).expect("LZ4"), bytes);
        let header = |token: u8, packed: usize, len: usize| {
            let numbers = [packed as u32, len as u32, 0].map(u32::to_le_bytes).concat();
            [JAVA_MAGIC, &[token], &numbers].concat()
        };
        let end = header(0x15, 0, 0);
        let packed = [&header(0x25, block.len(), bytes.len())[..], &block, &header(0x15, 3, 3), b"abc", &end].concat();
        let expected = [&bytes[..], b"abc"].concat();
        assert_eq!(Packer::Lz4Java.unpack(&packed, expected.len()).expect("LZ4"), expected);
        assert!(Packer::Lz4Java.unpack(&packed, expected.len() - 1).is_err());
        for len in 0..packed.len() {
            let prefix = Packer::Lz4Java.unpack(&packed[..len], expected.len());
            assert!(
                prefix.is_err()
                    || prefix.is_ok_and(|bytes| bytes.len() < expected.len() || len + end.len() == packed.len())
            );
        }
    }
}
