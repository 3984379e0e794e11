//! Writing datasets.

use std::path::{Path, PathBuf};

use super::chunks::Chunks;
use super::metadata::{Compression, Metadata};
use super::store::Nn5Store;
use super::{KIND, METADATA};
use crate::image::{Dimensions, DynImage, PixelType, Region};
use crate::io::chunked::{BlockSink, Staging};
use crate::io::{ImageSink, write_all, write_file};
use crate::{Context, Result};

/// A dataset that is being written, in a temporary folder next to its place.
pub struct Nn5Sink {
    sink: Box<BlockSink<Nn5Store>>,
    staging: Staging,
}

impl Nn5Sink {
    /// Starts a dataset. It will replace one of the same name, but nothing else.
    ///
    /// # Errors
    /// `Format` if there is something else of this name, `Io` if the folder cannot be made.
    pub fn create(path: &Path, dims: Dimensions, pixel_type: PixelType, chunk: Dimensions) -> Result<Self> {
        let staging = Staging::create(path, KIND)?;
        let root = staging.root();
        let metadata = new_metadata(dims, pixel_type, chunk);
        // Locks of chunks need the description.
        write_file(&root.join(METADATA), metadata.text(pixel_type).as_bytes())?;
        let store = Nn5Store { chunks: Chunks { root, metadata }, pixel_type };
        Ok(Self { sink: Box::new(BlockSink(store)), staging })
    }
}

/// The description of a new dataset.
pub(super) fn new_metadata(dims: Dimensions, pixel_type: PixelType, chunk: Dimensions) -> Metadata {
    Metadata { dims, chunk, pixel_type: Some(pixel_type), compression: Compression::Lz4, swapped: false }
}

impl ImageSink for Nn5Sink {
    fn dims(&self) -> Dimensions {
        self.sink.dims()
    }

    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        self.sink.write_region(ctx, region, pixels)
    }

    fn finish(self: Box<Self>) -> Result<PathBuf> {
        self.staging.finish()
    }
}

/// Writes an image as a dataset of chunks of the given size.
///
/// # Errors
/// As [`Nn5Sink::create`].
pub fn write(ctx: &Context, image: &DynImage, path: &Path, chunk: Dimensions) -> Result<PathBuf> {
    write_all(ctx, Box::new(Nn5Sink::create(path, image.dims(), image.pixel_type(), chunk)?), image)
}
