//! TIFF and BigTIFF files of grey levels; the pages are the slices. TIFF 6.0, with the stacks of ImageJ.
//!
//! Directories are read here, because the `tiff` crate refuses pages that we need (complex pixels, palettes, volumes in
//! one page) and inverts those in which white is 0. The crate decompresses: it is given one strip or tile at a time as
//! a small file of its own, so that strips, tiles and pages are decoded in parallel.

mod compressed;
mod decode;
mod directory;
mod fax;
mod lzma;
mod pages;
mod read;
mod samples;
mod scale;
mod write;

pub use compressed::{TiffCompression, write_compressed};
pub use read::TiffSource;
pub use write::{TiffSink, write};

/// True for the first bytes of a TIFF file.
pub(super) fn begins_like_tiff(head: &[u8]) -> bool {
    directory::layout_of(head).is_some()
}
