//! Writing NIfTI files.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::header::{HEADER, HEADER_1, TYPES, UNITS};
use crate::image::{Dimensions, DynImage, Metadata, PixelType};
use crate::io::atomic::AtomicFile;
use crate::io::names::with_ending;
use crate::io::raw::RawSink;
use crate::io::write_all;
use crate::par::tasks;
use crate::{Context, Result};

/// Version 1 has sides of 16 bits.
const MAX_SIDE: usize = i16::MAX as usize;

/// Bytes that one task compresses.
const PIECE: usize = 1 << 20;

/// Pieces that are compressed before they are written.
const BATCH: usize = 32;

/// Writes an image: version 1 if its sides allow it, else version 2; compressed if the name ends in `.nii.gz`. `.nii` is
/// added to the name unless it has one of the endings.
///
/// # Errors
/// `Io` if the file cannot be written.
pub fn write(ctx: &Context, image: &DynImage, name: &str) -> Result<PathBuf> {
    let (dims, pixel_type) = (image.dims(), image.pixel_type());
    let header = if dims.to_array().iter().all(|side| *side <= MAX_SIDE) {
        version_1(dims, pixel_type, image.metadata())
    } else {
        version_2(dims, pixel_type, image.metadata())
    };
    let path = with_ending(name, &[".nii", ".nii.gz"]);
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz")) {
        return write_compressed(ctx, &header, image.bytes(), &path);
    }
    write_all(ctx, Box::new(RawSink::with_header(&path, &header, dims, pixel_type.size())?), image)
}

/// Writes header and pixels as gzip streams, one behind the other, which are read as one.
fn write_compressed(ctx: &Context, header: &[u8], pixels: &[u8], path: &Path) -> Result<PathBuf> {
    let mut file = AtomicFile::create(path)?;
    let compress = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).and_then(|()| encoder.finish())
    };
    let head = compress(header);
    head.and_then(|bytes| file.file().write_all(&bytes)).map_err(|source| file.error(source))?;
    let operation = ctx.operation(pixels.len().div_ceil(PIECE * BATCH));
    for batch in pixels.chunks(PIECE * BATCH) {
        let pieces: Vec<&[u8]> = batch.chunks(PIECE).collect();
        for piece in tasks::collect(ctx, pieces.len(), |index| Ok(compress(pieces[index])))? {
            piece.and_then(|bytes| file.file().write_all(&bytes)).map_err(|source| file.error(source))?;
        }
        operation.tick();
    }
    file.finish()
}

/// What a header says, whatever its version.
struct Content {
    /// Number of axes, then the sides.
    dim: [usize; 8],
    code: i16,
    bits: i16,
    /// The first number is the sense of the axes, then come the distances of pixels.
    pixdim: [f64; 8],
    origin: [f64; 3],
    /// 1 if size and position of the pixels are known, else 0.
    is_placed: u8,
    units: u8,
}

fn content(dims: Dimensions, pixel_type: PixelType, metadata: &Metadata) -> Content {
    let axes = dims.dimensionality().max(1);
    let code = TYPES.iter().find(|(_, known)| *known == pixel_type).map_or(0, |(code, _)| *code);
    let unit = metadata.unit().map(|unit| if unit == "um" || unit == "\u{3bc}m" { "µm" } else { unit });
    let units = UNITS.iter().find(|(_, name)| Some(*name) == unit).map_or(0, |(code, _)| *code as u8);
    let (size, [w, h, d]) = (metadata.voxel_size(), dims.to_array());
    let [x, y, z] = size.unwrap_or([1.0; 3]);
    Content {
        dim: [axes, w, h, d, 1, 1, 1, 1],
        code,
        bits: 8 * pixel_type.size() as i16,
        pixdim: [1.0, x, y, z, 1.0, 1.0, 1.0, 1.0],
        origin: metadata.origin().unwrap_or([0.0; 3]),
        is_placed: size.is_some().into(),
        units,
    }
}

impl Content {
    /// The rows of the matrix from indices of pixels to positions.
    fn matrix(&self) -> [f64; 12] {
        let mut matrix = [0.0; 12];
        for axis in 0..3 {
            matrix[5 * axis] = self.pixdim[axis + 1];
            matrix[4 * axis + 3] = self.origin[axis];
        }
        matrix
    }
}

/// Puts bytes into a header.
fn put(header: &mut [u8], at: usize, bytes: impl IntoIterator<Item = u8>) {
    header[at..].iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
}

fn version_1(dims: Dimensions, pixel_type: PixelType, metadata: &Metadata) -> Vec<u8> {
    let content = content(dims, pixel_type, metadata);
    let floats =
        |numbers: &[f64]| numbers.iter().flat_map(|number| (*number as f32).to_le_bytes()).collect::<Vec<u8>>();
    // Four bytes that tell that no extension follows.
    let mut header = vec![0; HEADER_1 + 4];
    let len = header.len() as f32;
    put(&mut header, 0, (HEADER_1 as i32).to_le_bytes());
    put(&mut header, 38, [b'r']);
    put(&mut header, 40, content.dim.iter().flat_map(|side| (*side as i16).to_le_bytes()));
    put(&mut header, 70, content.code.to_le_bytes());
    put(&mut header, 72, content.bits.to_le_bytes());
    put(&mut header, 76, floats(&content.pixdim));
    put(&mut header, 108, len.to_le_bytes());
    // Pixels are what they are.
    put(&mut header, 112, floats(&[1.0, 0.0]));
    header[123] = content.units;
    put(&mut header, 148, *b"pi2");
    header[252] = content.is_placed;
    header[254] = content.is_placed;
    put(&mut header, 268, floats(&content.origin));
    put(&mut header, 280, floats(&content.matrix()));
    put(&mut header, 344, *b"n+1\0");
    header
}

fn version_2(dims: Dimensions, pixel_type: PixelType, metadata: &Metadata) -> Vec<u8> {
    let content = content(dims, pixel_type, metadata);
    let floats = |numbers: &[f64]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let mut header = vec![0; HEADER + 4];
    let len = header.len() as i64;
    put(&mut header, 0, (HEADER as i32).to_le_bytes());
    put(&mut header, 4, *b"n+2\0\r\n\x1a\n");
    put(&mut header, 12, content.code.to_le_bytes());
    put(&mut header, 14, content.bits.to_le_bytes());
    put(&mut header, 16, content.dim.iter().flat_map(|side| (*side as i64).to_le_bytes()));
    put(&mut header, 104, floats(&content.pixdim));
    put(&mut header, 168, len.to_le_bytes());
    put(&mut header, 176, floats(&[1.0, 0.0]));
    put(&mut header, 240, *b"pi2");
    header[344] = content.is_placed;
    header[348] = content.is_placed;
    put(&mut header, 376, floats(&content.origin));
    put(&mut header, 400, floats(&content.matrix()));
    header[500] = content.units;
    header
}

#[cfg(test)]
mod tests {
    use super::super::header::parse;
    use super::*;

    #[test]
    fn both_versions_say_the_same() {
        let mut metadata = Metadata::default();
        metadata.insert_text("description", "pi2");
        metadata.insert_vector(Metadata::VOXEL_SIZE, [0.1, 0.25, 3.0]);
        metadata.insert_vector(Metadata::ORIGIN, [-1.0, 0.0, 12.5]);
        metadata.insert_text(Metadata::UNIT, "µm");
        for (code, pixel_type) in TYPES {
            let dims = Dimensions::new(5, 4, 3);
            for header in [version_1(dims, pixel_type, &metadata), version_2(dims, pixel_type, &metadata)] {
                let parsed = parse(&header).expect("good");
                assert_eq!((parsed.layout.dims, parsed.layout.pixel_type), (dims, Some(pixel_type)), "{code}");
                assert_eq!((parsed.start, parsed.is_pair), (header.len() as u64, false));
                assert_eq!(parsed.metadata, metadata);
            }
        }
    }

    #[test]
    fn without_a_voxel_size_the_pixels_have_no_place() {
        for header in [version_1, version_2] {
            let parsed = parse(&header(Dimensions::ONE, PixelType::Int8, &Metadata::default())).expect("good");
            assert_eq!(parsed.metadata.keys().collect::<Vec<_>>(), ["description"]);
        }
    }
}
