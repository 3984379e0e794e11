//! Writes compressed TIFF files. Strips are compressed in parallel and are short, so that boxes are read quickly.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::write::ZlibEncoder;
use weezl::BitOrder;

use super::directory::{Layout, Value, directory_bytes, header};
use super::scale::Scale;
use super::write::{Strips, layout_for, page_entries, write};
use crate::image::{Dimensions, DynImage, PixelType};
use crate::io::atomic::AtomicFile;
use crate::io::names::with_ending;
use crate::par::tasks;
use crate::{Choice, Context, Error, Result};

/// Bytes of pixels of a strip, about.
const STRIP: usize = 1 << 18;

/// Strips that are in memory at once.
const BATCH: usize = 64;

/// How the pixels of a TIFF file are compressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "compression")]
pub enum TiffCompression {
    /// Not at all.
    #[choice("None", "no", "uncompressed")]
    None,
    /// LZW: every program reads it.
    #[choice("LZW")]
    Lzw,
    /// Deflate: small files that nearly every program reads.
    #[choice("Deflate", "zip", "zlib")]
    Deflate,
    /// Zstandard: small files, quick to write and to read, for newer programs.
    #[choice("Zstd", "zstandard")]
    Zstd,
    /// PackBits: quick, for images with large even areas.
    #[choice("PackBits")]
    PackBits,
}

impl TiffCompression {
    const fn code(self) -> u64 {
        match self {
            Self::None => 1,
            Self::Lzw => 5,
            Self::Deflate => 8,
            Self::Zstd => 50_000,
            Self::PackBits => 32_773,
        }
    }

    /// The number of the predictor that suits the pixels, 1 for none. 64-bit integers go without: few programs know it.
    fn predictor(self, pixel_type: PixelType) -> u64 {
        match pixel_type {
            _ if matches!(self, Self::None | Self::PackBits) => 1,
            PixelType::Float32 => 3,
            PixelType::Complex32 | PixelType::UInt64 | PixelType::Int64 => 1,
            _ => 2,
        }
    }

    fn compress(self, bytes: &[u8], row_bytes: usize) -> std::io::Result<Vec<u8>> {
        match self {
            Self::None => Ok(bytes.to_vec()),
            Self::Lzw => {
                let mut encoder = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8);
                encoder.encode(bytes).map_err(std::io::Error::other)
            }
            Self::Deflate => {
                let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
            Self::Zstd => zstd::bulk::compress(bytes, zstd::DEFAULT_COMPRESSION_LEVEL),
            Self::PackBits => Ok(bytes.chunks(row_bytes).flat_map(pack_bits).collect()),
        }
    }
}

/// Writes an image, with its voxel size if it has one. `.tif` is added to the name unless it ends like a TIFF file.
///
/// # Errors
/// `Dimensions` if the format cannot hold the image, `Io` if the file cannot be written.
pub fn write_compressed(ctx: &Context, image: &DynImage, name: &str, compression: TiffCompression) -> Result<PathBuf> {
    if compression == TiffCompression::None {
        return write(ctx, image, name);
    }
    let layout = layout_for(image.dims(), image.pixel_type())?;
    write_as(ctx, image, &with_ending(name, &[".tif", ".tiff"]), compression, layout)
}

/// First the strips, then the tables and directories that tell where they are.
fn write_as(
    ctx: &Context,
    image: &DynImage,
    path: &Path,
    compression: TiffCompression,
    layout: Layout,
) -> Result<PathBuf> {
    let (dims, pixel_type) = (image.dims(), image.pixel_type());
    let row_bytes = dims.width * pixel_type.size();
    let rows = (STRIP / row_bytes).clamp(1, dims.height);
    let strips = dims.height.div_ceil(rows) * dims.depth;
    let file = AtomicFile::create(path)?;
    let mut end = header(layout).len() as u64;
    let mut places = Vec::with_capacity(strips);
    let operation = ctx.operation(strips.div_ceil(BATCH));
    for first in (0..strips).step_by(BATCH) {
        let batch = tasks::collect(ctx, BATCH.min(strips - first), |index| {
            let mut strip = strip(image, rows, first + index).to_vec();
            predict(compression.predictor(pixel_type), pixel_type.size(), row_bytes, &mut strip);
            let compressed = compression.compress(&strip, row_bytes);
            compressed.map_err(|source| Error::io("compress", file.target(), source))
        })?;
        for bytes in batch {
            file.write_at(end, &bytes)?;
            places.push([end, bytes.len() as u64]);
            end += bytes.len() as u64;
        }
        operation.tick();
    }
    let scale = Scale::new(dims, image.metadata());
    let tables = Tables { layout, dims, pixel_type, compression, rows, places: &places };
    let start = end.next_multiple_of(16);
    let (directory, tail) = tables.bytes(start, scale.as_ref());
    file.write_at(start, &tail)?;
    let mut head = header(layout);
    head.truncate(head.len() - layout.offset_size());
    layout.push(&mut head, directory, layout.offset_size());
    file.write_at(0, &head)?;
    file.finish()
}

/// The pixels of a strip; strips are numbered through all pages.
fn strip(image: &DynImage, rows: usize, index: usize) -> &[u8] {
    let dims = image.dims();
    let row_bytes = dims.width * image.pixel_type().size();
    let per_page = dims.height.div_ceil(rows);
    let (page, y) = (index / per_page, index % per_page * rows);
    let first = page * dims.height + y;
    &image.bytes()[first * row_bytes..(first + rows.min(dims.height - y)) * row_bytes]
}

/// What is behind the pixels.
struct Tables<'a> {
    layout: Layout,
    dims: Dimensions,
    pixel_type: PixelType,
    compression: TiffCompression,
    rows: usize,
    /// Position and length of the strips.
    places: &'a [[u64; 2]],
}

impl Tables<'_> {
    /// The tables, which begin at a position in the file, and the position of the first directory.
    fn bytes(&self, start: u64, scale: Option<&Scale>) -> (u64, Vec<u8>) {
        let mut tail = scale.map(|scale| scale.bytes(self.layout)).unwrap_or_default();
        let per_page = self.places.len() / self.dims.depth;
        let pages = self.places.chunks(per_page);
        let values: Vec<[Value; 2]> =
            pages.map(|page| [0, 1].map(|part| self.values(start, page, part, &mut tail))).collect();
        let directory = |page: &[Value; 2], next| {
            let strips = Strips {
                compression: self.compression.code(),
                predictor: self.compression.predictor(self.pixel_type),
                rows: self.rows,
                offsets: page[0],
                byte_counts: page[1],
            };
            let scale = scale.map(|scale| (scale, start));
            directory_bytes(self.layout, &page_entries(self.dims, self.pixel_type, strips, scale), next)
        };
        tail.resize(tail.len().next_multiple_of(8), 0);
        let first = start + tail.len() as u64;
        for (z, page) in values.iter().enumerate() {
            let next = start + (tail.len() + directory(page, 0).len()) as u64;
            tail.extend(directory(page, if z + 1 == values.len() { 0 } else { next }));
        }
        (first, tail)
    }

    /// The value of a tag for the strips of a page. More than one number goes to the tables.
    fn values(&self, start: u64, page: &[[u64; 2]], part: usize, tail: &mut Vec<u8>) -> Value {
        if let [only] = page {
            return Value::Offset(only[part]);
        }
        tail.resize(tail.len().next_multiple_of(8), 0);
        let offset = start + tail.len() as u64;
        for place in page {
            self.layout.push(tail, place[part], self.layout.offset_size());
        }
        Value::Elsewhere { kind: self.layout.offset_kind(), count: page.len() as u64, offset }
    }
}

/// Replaces little-endian numbers by their differences in each row, which compress better.
fn predict(predictor: u64, size: usize, row_bytes: usize, rows: &mut [u8]) {
    for row in rows.chunks_mut(row_bytes) {
        match (predictor, size) {
            (2, 1) => difference(row),
            (2, 2) => differences(row, |a, b| u16::from_le_bytes(a).wrapping_sub(u16::from_le_bytes(b)).to_le_bytes()),
            (2, 4) => differences(row, |a, b| u32::from_le_bytes(a).wrapping_sub(u32::from_le_bytes(b)).to_le_bytes()),
            (3, _) => {
                // All first bytes come first, then all second ones; the most significant byte is the first.
                let planes: Vec<u8> =
                    (0..size).rev().flat_map(|byte| row.iter().skip(byte).step_by(size).copied()).collect();
                row.copy_from_slice(&planes);
                difference(row);
            }
            _ => {}
        }
    }
}

fn difference(row: &mut [u8]) {
    for index in (1..row.len()).rev() {
        row[index] = row[index].wrapping_sub(row[index - 1]);
    }
}

/// As [`difference`], for numbers of `N` bytes.
fn differences<const N: usize>(row: &mut [u8], minus: impl Fn([u8; N], [u8; N]) -> [u8; N]) {
    for end in (2 * N..=row.len()).rev().step_by(N) {
        let number = |end: usize| std::array::from_fn(|byte| row[end - N + byte]);
        let difference = minus(number(end), number(end - N));
        row[end - N..end].copy_from_slice(&difference);
    }
}

/// Runs of equal bytes are stored as length and byte, others as they are (TIFF 6.0, section 9).
fn pack_bits(row: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut rest = row;
    while let Some(&byte) = rest.first() {
        let run = rest.iter().take(128).take_while(|other| **other == byte).count();
        if run > 1 {
            packed.extend([(1 - run as i64) as u8, byte]);
            rest = &rest[run..];
            continue;
        }
        // A pair inside other bytes is shorter as it is.
        let is_run = |at: usize| rest[at..].len() > 2 && rest[at] == rest[at + 1] && rest[at] == rest[at + 2];
        let len = (1..rest.len().min(128)).find(|at| is_run(*at)).unwrap_or(rest.len().min(128));
        packed.push((len - 1) as u8);
        packed.extend(&rest[..len]);
        rest = &rest[len..];
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io;

    #[test]
    fn directories_of_both_kinds_of_files_lead_to_the_strips() {
        let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
        // Three strips per page.
        let mut image = DynImage::new(PixelType::UInt16, [700, 500, 2]).expect("small");
        let pixels = image.bytes_mut().iter_mut().enumerate();
        pixels.for_each(|(index, byte)| *byte = (index / 3 % 251) as u8);
        image.metadata_mut().insert_vector(crate::Metadata::VOXEL_SIZE, [0.5, 0.5, 2.0]);
        for big in [false, true] {
            let path = folder.path().join(format!("{big}.tif"));
            let layout = Layout { big_endian: false, big };
            write_as(&ctx, &image, &path, TiffCompression::Deflate, layout).expect("writable");
            assert_eq!(io::read(&ctx, &path, None).expect("readable"), image);
            assert!(std::fs::metadata(&path).expect("there").len() < 100_000);
        }
    }

    #[test]
    fn bytes_are_packed_as_in_the_standard() {
        let bytes = [
            0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0x22, 0xaa, 0xaa, 0xaa, 0xaa,
            0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa,
        ];
        let expected = [0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa];
        assert_eq!(pack_bits(&bytes), expected);
        assert_eq!(pack_bits(&[7; 300]), [129, 7, 129, 7, 213, 7]);
        let mixed: Vec<u8> = (0..=255).collect();
        assert_eq!(pack_bits(&mixed).len(), 258);
    }

    #[test]
    fn differences_are_those_of_numbers() {
        let mut row = [1, 0, 0, 1, 255, 0];
        predict(2, 2, 6, &mut row);
        assert_eq!(row, [1, 0, 255, 0, 255, 255]);
        let mut row = [5, 4, 9];
        predict(2, 1, 3, &mut row);
        assert_eq!(row, [5, 255, 5]);
        // 1.0 and 2.0.
        let mut row = [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40];
        predict(3, 4, 8, &mut row);
        assert_eq!(row, [0x3f, 1, 0x40, 0x80, 0, 0, 0, 0]);
    }
}
