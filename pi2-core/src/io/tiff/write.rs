//! Writes TIFF files: one page per slice, one strip per page, not compressed, little-endian.

use std::path::PathBuf;

use super::directory::{Layout, Value, directory_bytes, header, tag};
use super::scale::Scale;
use crate::image::{Dimensions, DynImage, Metadata, PixelType, Region};
use crate::io::atomic::AtomicFile;
use crate::io::names::with_ending;
use crate::io::runs::Runs;
use crate::io::{ImageSink, check_region, write_all};
use crate::{Context, Error, Result};

/// Bytes of pixels for which it does not matter if the header is longer.
const LARGE: u64 = 1 << 20;

/// More bytes of pixels than this are written as BigTIFF; offsets of classic files end at 2³².
const MAX_CLASSIC_BYTES: u128 = 4_000_000_000;

/// Other programs count pages in 16 bits.
const MAX_PAGES: usize = 65_534;

/// A TIFF file that is being written: all directories, then the pixels without gaps.
#[derive(Debug)]
pub struct TiffSink {
    file: AtomicFile,
    dims: Dimensions,
    pixel_size: usize,
    data: u64,
}

impl TiffSink {
    /// Starts a file. `.tif` is added to the name unless it ends like a TIFF file.
    ///
    /// # Errors
    /// `Dimensions` if the format cannot hold the image, `Io` if the file cannot be made.
    pub fn create(name: &str, dims: Dimensions, pixel_type: PixelType) -> Result<Self> {
        Self::with_metadata(name, dims, pixel_type, &Metadata::default())
    }

    /// As [`create`](Self::create), with the voxel size that is in the metadata.
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub fn with_metadata(name: &str, dims: Dimensions, pixel_type: PixelType, metadata: &Metadata) -> Result<Self> {
        let layout = layout_for(dims, pixel_type)?;
        let (head, data) = head(layout, dims, pixel_type, Scale::new(dims, metadata).as_ref());
        let mut file = AtomicFile::create(&with_ending(name, &[".tif", ".tiff"]))?;
        file.set_len(data + (dims.pixel_count() * pixel_type.size()) as u64)?;
        file.write_at(0, &head)?;
        Ok(Self { file, dims, pixel_size: pixel_type.size(), data })
    }
}

/// The kind of file for an image.
///
/// # Errors
/// `Dimensions` if the format cannot hold the image.
pub(super) fn layout_for(dims: Dimensions, pixel_type: PixelType) -> Result<Layout> {
    let max_side = u32::MAX as usize - 1;
    if dims.width > max_side || dims.height > max_side || dims.depth > MAX_PAGES {
        let message = format!("an image of {dims} is too large for a TIFF file of at most {MAX_PAGES} slices");
        return Err(Error::dimensions(message).with_hint("write it with `writeraw`"));
    }
    let bytes = dims.pixel_count() as u128 * pixel_type.size() as u128;
    Ok(Layout { big_endian: false, big: bytes > MAX_CLASSIC_BYTES })
}

/// How the pixels of a page are stored.
#[derive(Clone, Copy)]
pub(super) struct Strips {
    pub compression: u64,
    pub predictor: u64,
    pub rows: usize,
    pub offsets: Value,
    pub byte_counts: Value,
}

/// The tags of a page. `scale` comes with the position of its bytes.
pub(super) fn page_entries(
    dims: Dimensions,
    pixel_type: PixelType,
    strips: Strips,
    scale: Option<(&Scale, u64)>,
) -> Vec<(u16, Value)> {
    let mut entries = vec![
        (tag::IMAGE_WIDTH, Value::Long(dims.width as u64)),
        (tag::IMAGE_LENGTH, Value::Long(dims.height as u64)),
        (tag::BITS_PER_SAMPLE, Value::Short(8 * pixel_type.size() as u64)),
        (tag::COMPRESSION, Value::Short(strips.compression)),
        (tag::PHOTOMETRIC, Value::Short(1)),
        (tag::STRIP_OFFSETS, strips.offsets),
        (tag::SAMPLES_PER_PIXEL, Value::Short(1)),
        (tag::ROWS_PER_STRIP, Value::Long(strips.rows as u64)),
        (tag::STRIP_BYTE_COUNTS, strips.byte_counts),
        (tag::PLANAR_CONFIGURATION, Value::Short(1)),
        (tag::SOFTWARE, Value::Text(*b"pi2\0")),
        (tag::SAMPLE_FORMAT, Value::Short(sample_format(pixel_type))),
        (tag::IMAGE_DEPTH, Value::Long(1)),
    ];
    if strips.predictor != 1 {
        entries.push((tag::PREDICTOR, Value::Short(strips.predictor)));
    }
    if let Some((scale, offset)) = scale {
        entries.extend(scale.entries(offset));
    }
    entries.sort_unstable_by_key(|(tag, _)| *tag);
    entries
}

/// Everything before the pixels, and where these begin.
fn head(layout: Layout, dims: Dimensions, pixel_type: PixelType, scale: Option<&Scale>) -> (Vec<u8>, u64) {
    let slice_bytes = dims.slice_len() as u64 * pixel_type.size() as u64;
    let directory = |offset, scale_at, next| {
        let (offsets, byte_counts) = (Value::Offset(offset), Value::Offset(slice_bytes));
        let strips = Strips { compression: 1, predictor: 1, rows: dims.height, offsets, byte_counts };
        let scale = scale.map(|scale| (scale, scale_at));
        directory_bytes(layout, &page_entries(dims, pixel_type, strips, scale), next)
    };
    let mut head = header(layout);
    let size = directory(0, 0, 0).len() as u64;
    let end = head.len() as u64 + size * dims.depth as u64;
    // Values begin at even positions.
    let scale_at = end.next_multiple_of(2);
    let scale_bytes = scale.map(|scale| scale.bytes(layout)).unwrap_or_default();
    // Pages of memory that are written as a whole are written fastest.
    let alignment = if slice_bytes * dims.depth as u64 >= LARGE { 4096 } else { 16 };
    let data = (scale_at + scale_bytes.len() as u64).next_multiple_of(alignment);
    for z in 0..dims.depth as u64 {
        let next = if z + 1 == dims.depth as u64 { 0 } else { head.len() as u64 + size };
        head.extend(directory(data + z * slice_bytes, scale_at, next));
    }
    head.resize(scale_at as usize, 0);
    head.extend(scale_bytes);
    (head, data)
}

/// The code for the kind of numbers in pixels.
fn sample_format(pixel_type: PixelType) -> u64 {
    match pixel_type {
        PixelType::Float32 => 3,
        PixelType::Complex32 => 6,
        _ if pixel_type.is_signed_integer() => 2,
        _ => 1,
    }
}

impl ImageSink for TiffSink {
    fn dims(&self) -> Dimensions {
        self.dims
    }

    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        check_region(self.dims, region, self.pixel_size, pixels.len())?;
        let write = |position, piece: &[u8]| self.file.write_at(self.data + position, piece);
        Runs::new(self.dims, region).for_each(ctx, self.pixel_size, pixels, write)
    }

    fn finish(self: Box<Self>) -> Result<PathBuf> {
        self.file.finish()
    }
}

/// Writes an image, with its voxel size if it has one.
///
/// # Errors
/// As [`TiffSink::create`].
pub fn write(ctx: &Context, image: &DynImage, name: &str) -> Result<PathBuf> {
    let sink = TiffSink::with_metadata(name, image.dims(), image.pixel_type(), image.metadata())?;
    write_all(ctx, Box::new(sink), image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_volumes_get_long_offsets() {
        let layout = Layout { big_endian: false, big: true };
        let dims = Dimensions::new(100_000, 100_000, 3);
        let (head, data) = head(layout, dims, PixelType::UInt16, None);
        assert_eq!(head[..16], [b'I', b'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!((head.len(), data), (16 + 3 * (8 + 13 * 20 + 8), 4096));
        // Entry 5 of the last directory is the offset of its strip.
        let entry = head.len() - 276 + 8 + 5 * 20;
        assert_eq!(head[entry..entry + 4], [17, 1, 16, 0]);
        assert_eq!(head[entry + 12..entry + 20], (4096u64 + 2 * 20_000_000_000).to_le_bytes());
    }
}
