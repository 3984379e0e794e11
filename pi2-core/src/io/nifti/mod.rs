//! NIfTI-1 and NIfTI-2 files: one `.nii`, possibly compressed (`.nii.gz`), or a header `.hdr` beside its pixels `.img`.

mod header;
mod write;

use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

pub use write::write;

use self::header::{HEADER, Header};
use super::input::InputFile;
use super::plain::PlainSource;
use super::stream::{Coding, StreamSource};
use super::{ImageInfo, ImageSource};
use crate::{Error, Result};

/// The first bytes of a gzip stream.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// True if a file, or what is compressed in it, begins like NIfTI.
pub(super) fn begins_like_nifti(head: &[u8]) -> bool {
    header::is_nifti(&plain_head(head))
}

/// The start of a file, decompressed if it is a gzip stream.
fn plain_head(head: &[u8]) -> Vec<u8> {
    if !head.starts_with(&GZIP) {
        return head.to_vec();
    }
    let mut plain = Vec::new();
    // What can be decoded before an error counts: the head ends anywhere in the stream.
    let _ = MultiGzDecoder::new(head).take(HEADER as u64).read_to_end(&mut plain);
    plain
}

/// Opens a file, or the pair of header and pixels to which it belongs.
///
/// # Errors
/// `Io` if one of the files does not exist, `Format` if the header is not understood or the pixels are not all there.
pub fn open(path: &Path) -> Result<Box<dyn ImageSource>> {
    // The pixels of a pair have no mark.
    let header_path =
        if has_ending(path, "img") || has_ending(path, "img.gz") { beside(path, "hdr") } else { path.into() };
    let input = InputFile::open(if header_path.is_file() { &header_path } else { path })?;
    let head = plain_head(&input.head(4 * HEADER as u64)?);
    let header = header::parse(&head).map_err(|message| input.error(message))?;
    let info = ImageInfo { metadata: header.metadata.clone(), ..header.layout.info(path, "nifti") };
    if !header.is_pair {
        return open_pixels(input, info, &header);
    }
    let named = [path.to_owned(), beside(&header_path, "img"), beside(&header_path, "img.gz")];
    let missing = || Error::io("read", beside(&header_path, "img"), std::io::ErrorKind::NotFound.into());
    let pixels = named.into_iter().find(|found| *found != header_path && found.is_file()).ok_or_else(missing)?;
    open_pixels(InputFile::open(&pixels)?, info, &header)
}

/// The pixels in a file that may be compressed.
fn open_pixels(input: InputFile, info: ImageInfo, header: &Header) -> Result<Box<dyn ImageSource>> {
    if input.head(2)? == GZIP {
        return Ok(Box::new(StreamSource::new(input, info, header.layout, Coding::Gzip, 0, header.start)?));
    }
    Ok(Box::new(PlainSource::new(input, info, header.layout, header.start)?))
}

fn has_ending(path: &Path, ending: &str) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    name.ends_with(&format!(".{ending}"))
}

/// The other file of a pair. Its ending is written as that of the given one.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let plain = if has_ending(path, "gz") { path.with_extension("") } else { path.to_owned() };
    let upper = plain.extension().is_some_and(|found| found.to_string_lossy().chars().all(char::is_uppercase));
    plain.with_extension(if upper { ending.to_ascii_uppercase() } else { ending.to_owned() })
}
