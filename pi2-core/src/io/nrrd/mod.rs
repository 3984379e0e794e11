//! NRRD files: a text that describes the pixels, then the pixels or the name of a file with them.

mod gzip;
mod header;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

pub(super) use header::begins_like_nrrd;

use self::gzip::GzipSource;
use self::header::{ByteSkip, Encoding, MAX_HEADER};
use super::input::InputFile;
use super::names::with_ending;
use super::plain::PlainSource;
use super::raw::RawSink;
use super::{ImageInfo, ImageSource, write_all};
use crate::image::{Dimensions, DynImage, PixelType};
use crate::{Context, Error, Result};

/// Opens a file with its header, or a header that names the file with the pixels.
///
/// # Errors
/// `Io` if one of the files does not exist, `Format` if the header is not understood or the pixels are not all there.
pub fn open(path: &Path) -> Result<Box<dyn ImageSource>> {
    let input = InputFile::open(path)?;
    let header = header::parse(&input.head(MAX_HEADER)?).map_err(|message| input.error(message))?;
    let layout = header.layout;
    let (dims, pixel_type, pixel_size) = (layout.dims, layout.pixel_type, layout.pixel_size);
    let info = ImageInfo::new(path, "nrrd", dims, pixel_type, pixel_size);
    let (input, start) = match header.data_file {
        Some(name) => (InputFile::open(&path.with_file_name(name))?, 0),
        None => (input, header.len),
    };
    let start = skip_lines(&input, start, header.line_skip)?;
    match (header.encoding, header.byte_skip) {
        (Encoding::Gzip, ByteSkip::Count(skip)) => Ok(Box::new(GzipSource::new(input, info, layout, start, skip)?)),
        (_, ByteSkip::Count(skip)) => Ok(Box::new(PlainSource::new(input, info, layout, start.saturating_add(skip))?)),
        (_, ByteSkip::ToEnd) => {
            let start = input.len().saturating_sub(layout.byte_count());
            Ok(Box::new(PlainSource::new(input, info, layout, start)?))
        }
    }
}

/// The position behind `count` lines from `start` on.
fn skip_lines(input: &InputFile, start: u64, count: u64) -> Result<u64> {
    let mut reader = BufReader::new(input.reader_at(start));
    let mut position = start;
    for _ in 0..count {
        let len = reader.skip_until(b'\n').map_err(|source| Error::io("read", input.path(), source))?;
        if len == 0 {
            return Err(input.error(format!("the file is cut off: it has no {count} lines before the pixels")));
        }
        position += len as u64;
    }
    Ok(position)
}

/// Writes an image with an attached header. `.nrrd` is added to the name unless it is there.
///
/// # Errors
/// `Io` if the file cannot be written.
pub fn write(ctx: &Context, image: &DynImage, name: &str) -> Result<PathBuf> {
    let (dims, pixel_type) = (image.dims(), image.pixel_type());
    let path = with_ending(name, &[".nrrd"]);
    let sink = RawSink::with_header(&path, header_text(dims, pixel_type).as_bytes(), dims, pixel_type.size())?;
    write_all(ctx, Box::new(sink), image)
}

/// The header of an image in native byte order.
fn header_text(dims: Dimensions, pixel_type: PixelType) -> String {
    let name = match pixel_type {
        PixelType::Float32 => "float",
        PixelType::Complex32 => "block\nblocksize: 8",
        other => other.name(),
    };
    let axes = dims.dimensionality().max(1);
    let sizes = dims.to_array()[..axes].iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
    format!("NRRD0001\ntype: {name}\ndimension: {axes}\nsizes: {sizes}\nencoding: raw\nendian: little\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_has_as_many_axes_as_the_image() {
        let text = |dims: [usize; 3], pixel_type| header_text(dims.into(), pixel_type);
        let expected = "NRRD0001\ntype: uint16\ndimension: 3\nsizes: 5 4 3\nencoding: raw\nendian: little\n\n";
        assert_eq!(text([5, 4, 3], PixelType::UInt16), expected);
        assert!(text([5, 1, 1], PixelType::Float32).contains("type: float\ndimension: 1\nsizes: 5\n"));
        assert!(text([1, 1, 1], PixelType::Int8).contains("\ndimension: 1\nsizes: 1\n"));
        let complex = text([1, 1, 2], PixelType::Complex32);
        assert!(complex.contains("type: block\nblocksize: 8\ndimension: 3\nsizes: 1 1 2\n"), "{complex}");
    }
}
