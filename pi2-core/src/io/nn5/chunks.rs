//! The files of chunks.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::metadata::{Compression, Metadata};
use crate::image::{Dimensions, PixelType, Region};
use crate::io::chunked::is_temporary;
use crate::io::lz4raw::{Lz4Sink, Lz4Source};
use crate::io::plain::swap_bytes;
use crate::io::raw::RawSource;
use crate::io::runs::Runs;
use crate::io::{ImageSink, ImageSource, write_file};
use crate::{Context, Error, Result};

/// The chunks of a dataset.
#[derive(Debug)]
pub(super) struct Chunks {
    pub root: PathBuf,
    pub metadata: Metadata,
}

/// Position of a chunk in the grid.
pub(super) type Index = [usize; 3];

impl Chunks {
    /// The pixels of a chunk. Chunks at the border are cut off there.
    pub fn region(&self, index: Index) -> Region {
        Region::cell(index, self.metadata.chunk.to_array()).clip(self.metadata.dims)
    }

    /// The folder of a chunk.
    pub fn folder(&self, index: Index) -> PathBuf {
        let levels = self.metadata.dims.dimensionality().max(1);
        index[..levels].iter().fold(self.root.clone(), |folder, position| folder.join(position.to_string()))
    }

    /// Opens a file of pixels.
    pub fn open(&self, file: &Path, pixel_type: PixelType) -> Result<Box<dyn ImageSource>> {
        let source: Box<dyn ImageSource> = match self.metadata.compression {
            Compression::Raw => Box::new(RawSource::open(file)?),
            Compression::Lz4 => Box::new(Lz4Source::open(file)?),
        };
        source.pixel_type(Some(pixel_type))?;
        Ok(source)
    }

    /// Reads a box inside a chunk.
    pub fn read(
        &self,
        ctx: &Context,
        index: Index,
        part: Region,
        pixel_type: PixelType,
        pixels: &mut [u8],
    ) -> Result<()> {
        let Some(file) = chunk_file(&self.folder(index))? else {
            pixels.fill(0);
            return Ok(());
        };
        let source = self.open(&file, pixel_type)?;
        let local = inside(part, self.region(index));
        let stored = local.clip(source.info().dims);
        if stored == local {
            source.read_region(ctx, local, pixel_type, pixels)?;
            if self.metadata.swapped {
                swap_bytes(pixel_type, pixels);
            }
            return Ok(());
        }
        // The file has fewer pixels than the chunk; the others are zero.
        pixels.fill(0);
        if !stored.is_empty() {
            let bytes = self.read_file(ctx, &*source, stored, pixel_type)?;
            Runs::new(Dimensions::from(part.size), inside(stored, local)).paste(pixel_type.size(), &bytes, pixels);
        }
        Ok(())
    }

    /// The pixels of a box of a file.
    pub fn read_file(
        &self,
        ctx: &Context,
        source: &dyn ImageSource,
        region: Region,
        pixel_type: PixelType,
    ) -> Result<Vec<u8>> {
        let mut bytes = vec![0; region.pixel_count() * pixel_type.size()];
        source.read_region(ctx, region, pixel_type, &mut bytes)?;
        if self.metadata.swapped {
            swap_bytes(pixel_type, &mut bytes);
        }
        Ok(bytes)
    }

    /// Replaces the file of a chunk when the new one is complete. `pixels` are all that lie in the image.
    pub fn replace(&self, ctx: &Context, index: Index, pixel_type: PixelType, pixels: &[u8]) -> Result<()> {
        let (folder, dims) = (self.folder(index), Dimensions::from(self.region(index).size));
        let old = chunk_file(&folder)?;
        let path = match &old {
            // The name of a chunk does not matter unless it tells the size.
            Some(old) if self.metadata.compression == Compression::Lz4 => old.clone(),
            _ => folder.join(self.file_name("chunk", dims)),
        };
        self.write_file(ctx, &path, dims, pixel_type, pixels)?;
        match old {
            Some(old) if old != path => fs::remove_file(&old).map_err(|source| Error::io("remove", old, source)),
            _ => Ok(()),
        }
    }

    /// The name of a file of so many pixels.
    pub fn file_name(&self, name: &str, dims: Dimensions) -> String {
        match self.metadata.compression {
            Compression::Raw => format!("{name}_{}x{}x{}.raw", dims.width, dims.height, dims.depth),
            Compression::Lz4 => format!("{name}.lz4raw"),
        }
    }

    /// Writes a file of pixels.
    pub fn write_file(
        &self,
        ctx: &Context,
        path: &Path,
        dims: Dimensions,
        pixel_type: PixelType,
        pixels: &[u8],
    ) -> Result<()> {
        let mut swapped = Vec::new();
        let mut pixels = pixels;
        if self.metadata.swapped {
            swapped.extend(pixels);
            swap_bytes(pixel_type, &mut swapped);
            pixels = &swapped;
        }
        if self.metadata.compression == Compression::Raw {
            return write_file(path, pixels);
        }
        let mut sink = Box::new(Lz4Sink::create_at(path, dims, pixel_type)?);
        sink.write_region(ctx, Region::whole(dims), pixels)?;
        sink.finish().map(drop)
    }
}

/// A box relative to the corner of another.
pub(super) fn inside(part: Region, whole: Region) -> Region {
    Region { start: std::array::from_fn(|axis| part.start[axis] - whole.start[axis]), size: part.size }
}

/// The file of the chunk that has this folder, whatever its name.
fn chunk_file(folder: &Path) -> Result<Option<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::io("read", folder, source)),
    };
    let mut found = None;
    for entry in entries {
        let entry = entry.map_err(|source| Error::io("read", folder, source))?;
        if is_temporary(&entry.file_name().to_string_lossy()) || !entry.path().is_file() {
            continue;
        }
        if found.replace(entry.path()).is_some() {
            return Err(Error::format(folder, "the chunk has several files, it is not clear which one is right"));
        }
    }
    Ok(found)
}
