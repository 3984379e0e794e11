//! Images in files, one file of code per format.
//!
//! A format reads through [`ImageSource`] and writes through [`ImageSink`]; both move boxes of pixels, so that the same
//! code serves whole images and blocks. [`detect`] knows the formats and finds the one of a file. A file that is
//! written appears under its name only when it is complete.

mod atomic;
mod blocks;
pub mod chunked;
mod detect;
pub mod dicom;
pub mod hdf5;
mod ini;
mod input;
pub mod jpeg;
pub mod lz4raw;
pub mod mapped;
pub mod metaimage;
pub mod n5;
mod names;
pub mod nifti;
pub mod nn5;
pub mod nrrd;
mod parts;
mod plain;
pub mod png;
pub mod raw;
pub mod raw_block;
mod runs;
pub mod sequence;
mod stream;
pub mod tiff;
pub mod vol;
pub mod zarr;

use std::path::{Path, PathBuf};

pub use blocks::{read_block, write_block};
pub use detect::open;
pub use names::natural_order;
pub(crate) use names::with_ending;
pub(crate) use plain::swap_bytes;

use crate::image::{Dimensions, DynImage, Metadata, PixelType, Region};
use crate::{Context, Error, Result};

/// What a file tells about its image before the pixels are read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImageInfo {
    /// The file that holds the pixels. It differs from the name asked for if that was an abbreviation.
    pub path: PathBuf,
    /// Name of the format, such as `tiff`.
    pub format: &'static str,
    /// Size of the image.
    pub dims: Dimensions,
    /// Type of the pixels; none if the file does not tell, or none of ours is the same.
    pub pixel_type: Option<PixelType>,
    /// Bytes per pixel in the file.
    pub pixel_size: usize,
    /// What the image leaves out of the file, in plain words.
    pub notes: Vec<String>,
    /// Voxel size and whatever else the file tells about the image; the image that is read has it, too.
    pub metadata: Metadata,
}

impl ImageInfo {
    fn new(
        path: impl Into<PathBuf>,
        format: &'static str,
        dims: Dimensions,
        pixel_type: Option<PixelType>,
        pixel_size: usize,
    ) -> Self {
        let (notes, metadata) = (Vec::new(), Metadata::default());
        Self { path: path.into(), format, dims, pixel_type, pixel_size, notes, metadata }
    }
}

/// An image in a file, open for reading.
pub trait ImageSource: Send + Sync {
    /// Size, pixel type and format.
    fn info(&self) -> &ImageInfo;

    /// The type in which the pixels can be read if the user asked for `requested`.
    ///
    /// # Errors
    /// `Format` if the file has pixels of another type, or does not tell its type and none was requested.
    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        let info = self.info();
        match (requested, info.pixel_type) {
            (None, Some(found)) => Ok(found),
            (Some(requested), Some(found)) if requested == found => Ok(found),
            (Some(requested), Some(found)) => {
                let message = format!("the pixels are {found}, they cannot be read as {requested}");
                Err(Error::format(&info.path, message).with_hint("read the image as it is and `convert` it"))
            }
            (_, None) => Err(Error::format(&info.path, "the file does not tell its pixel type")),
        }
    }

    /// Reads a box of pixels that lies inside the image, x fastest, as native bytes of a type that
    /// [`pixel_type`](Self::pixel_type) allows.
    ///
    /// # Errors
    /// `Format` or `Io` if the pixels cannot be read; the contents of `pixels` are then undefined.
    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()>;
}

/// An image file that is being written. Without [`finish`](Self::finish) nothing is left of it.
pub trait ImageSink: Send {
    /// Size of the image.
    fn dims(&self) -> Dimensions;

    /// Writes a box of pixels that lies inside the image, x fastest, as native bytes.
    ///
    /// # Errors
    /// `Io` if the system cannot write.
    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()>;

    /// Completes the file and gives it its name, which is returned.
    ///
    /// # Errors
    /// `Io` if the system cannot write; an older file of the same name is then unchanged.
    fn finish(self: Box<Self>) -> Result<PathBuf>;
}

/// Reads a whole image. The format is found from the content of the file, then from its name.
///
/// # Errors
/// `Io` if there is no such file, `Format` with the reason of every format that could not read it, or if its pixels
/// are not of the requested type.
pub fn read(ctx: &Context, path: impl AsRef<Path>, requested: Option<PixelType>) -> Result<DynImage> {
    read_all(ctx, &*open(path.as_ref())?, requested)
}

/// Reads a raw file. The size `dims` is used if all its sides are positive, else the size comes from the name.
///
/// # Errors
/// `Io` if there is no such file, `Format` if its size is unknown or does not fit.
pub fn read_raw(
    ctx: &Context,
    path: impl AsRef<Path>,
    requested: Option<PixelType>,
    dims: crate::Vec3i,
) -> Result<DynImage> {
    read_all(ctx, &raw::RawSource::open_as(path.as_ref(), given_size(dims)?, requested)?, requested)
}

/// The size that the user gave for a raw file, if all its sides are positive.
pub(crate) fn given_size(dims: crate::Vec3i) -> Result<Option<Dimensions>> {
    dims.iter().all(|side| *side > 0).then(|| Dimensions::from_request(dims)).transpose()
}

/// What a file tells about its image.
///
/// # Errors
/// As [`read`].
pub fn info(path: impl AsRef<Path>) -> Result<ImageInfo> {
    Ok(open(path.as_ref())?.info().clone())
}

/// Reads all pixels of a source.
///
/// # Errors
/// Those of the source, and `Limit` if there is not enough memory.
pub fn read_all(ctx: &Context, source: &dyn ImageSource, requested: Option<PixelType>) -> Result<DynImage> {
    let pixel_type = source.pixel_type(requested)?;
    let info = source.info();
    for note in &info.notes {
        ctx.print(&format!("{}: {note}", info.path.display()));
    }
    let mut image = DynImage::new(pixel_type, info.dims)?;
    image.metadata_mut().clone_from(&info.metadata);
    source.read_region(ctx, Region::whole(info.dims), pixel_type, image.bytes_mut())?;
    Ok(image)
}

/// Writes all pixels of an image and completes the file.
///
/// # Errors
/// Those of the sink.
pub fn write_all(ctx: &Context, mut sink: Box<dyn ImageSink>, image: &DynImage) -> Result<PathBuf> {
    sink.write_region(ctx, Region::whole(image.dims()), image.bytes())?;
    sink.finish()
}

/// Writes a file. It appears under its name only when it is complete; missing folders are created.
///
/// # Errors
/// `Io` if the system cannot write; an older file of the same name is then unchanged.
pub fn write_file(path: &Path, content: &[u8]) -> Result<()> {
    let mut file = atomic::AtomicFile::create(path)?;
    let written = std::io::Write::write_all(file.file(), content);
    written.map_err(|source| file.error(source))?;
    file.finish().map(drop)
}

/// An error if a box of pixels is not inside an image or has not the given number of bytes.
fn check_region(dims: Dimensions, region: Region, pixel_size: usize, bytes: usize) -> Result<()> {
    let inside = region.start.iter().all(|start| *start >= 0)
        && (0..3).all(|axis| region.end()[axis] as u64 <= dims.to_array()[axis] as u64);
    if inside && bytes == region.pixel_count() * pixel_size {
        return Ok(());
    }
    Err(Error::dimensions(format!(
        "{bytes} bytes for a box of {}×{}×{} pixels at {:?} do not fit an image of {dims}",
        region.size[0], region.size[1], region.size[2], region.start
    )))
}
