//! NRRD files: a text that describes the pixels, then the pixels or the names of files with them.

mod header;
mod metadata;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

pub(super) use header::begins_like_nrrd;

use self::header::{ByteSkip, Header, MAX_HEADER};
use super::input::InputFile;
use super::names::with_ending;
use super::parts::open_data;
use super::plain::PlainSource;
use super::raw::RawSink;
use super::stream::{Coding, StreamSource};
use super::{ImageInfo, ImageSource, write_all};
use crate::image::{Dimensions, DynImage, Metadata, PixelType};
use crate::{Context, Error, Result};

/// Opens a file with its header, or a header that names the files with the pixels.
///
/// # Errors
/// `Io` if one of the files does not exist, `Format` if the header is not understood or the pixels are not all there.
pub fn open(path: &Path) -> Result<Box<dyn ImageSource>> {
    let input = InputFile::open(path)?;
    let header = header::parse(&input.head(MAX_HEADER)?).map_err(|message| input.error(message))?;
    let Header { layout, coding, data_file, line_skip, byte_skip, metadata } = header;
    let info = ImageInfo { metadata, ..layout.info(path, "nrrd") };
    open_data(input, info, layout, data_file, move |input, info, layout, start| {
        let start = skip_lines(&input, start, line_skip)?;
        Ok(match (coding, byte_skip) {
            (Some(coding @ (Coding::Hex | Coding::Text)), ByteSkip::Count(skip)) => {
                Box::new(StreamSource::new(input, info, layout, coding, start.saturating_add(skip), 0)?)
            }
            (Some(coding), ByteSkip::Count(skip)) => {
                Box::new(StreamSource::new(input, info, layout, coding, start, skip)?)
            }
            (_, ByteSkip::Count(skip)) => Box::new(PlainSource::new(input, info, layout, start.saturating_add(skip))?),
            (_, ByteSkip::ToEnd) => {
                let start = input.len().saturating_sub(layout.byte_count());
                Box::new(PlainSource::new(input, info, layout, start)?)
            }
        })
    })
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
    let header = header_text(dims, pixel_type, image.metadata());
    let sink = RawSink::with_header(&path, header.as_bytes(), dims, pixel_type.size())?;
    write_all(ctx, Box::new(sink), image)
}

/// The header of an image in native byte order. Without a voxel size it is that of the original.
fn header_text(dims: Dimensions, pixel_type: PixelType, metadata: &Metadata) -> String {
    let name = match pixel_type {
        PixelType::Float32 => "float",
        PixelType::Complex32 => "block\nblocksize: 8",
        other => other.name(),
    };
    let axes = dims.dimensionality().max(1);
    let sizes = dims.to_array()[..axes].iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
    // Spaces are younger than the format.
    let (version, space) = metadata::write(metadata, dims).map_or((1, String::new()), |space| (4, space));
    format!(
        "NRRD000{version}\ntype: {name}\ndimension: {axes}\n{space}sizes: {sizes}\nencoding: raw\nendian: little\n\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_has_as_many_axes_as_the_image() {
        let text = |dims: [usize; 3], pixel_type| header_text(dims.into(), pixel_type, &Metadata::default());
        let expected = "NRRD0001\ntype: uint16\ndimension: 3\nsizes: 5 4 3\nencoding: raw\nendian: little\n\n";
        assert_eq!(text([5, 4, 3], PixelType::UInt16), expected);
        assert!(text([5, 1, 1], PixelType::Float32).contains("type: float\ndimension: 1\nsizes: 5\n"));
        assert!(text([1, 1, 1], PixelType::Int8).contains("\ndimension: 1\nsizes: 1\n"));
        let complex = text([1, 1, 2], PixelType::Complex32);
        assert!(complex.contains("type: block\nblocksize: 8\ndimension: 3\nsizes: 1 1 2\n"), "{complex}");
    }
}
