//! The files of chunks.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::is_temporary;
use super::metadata::{Compression, Metadata};
use crate::image::{Dimensions, PixelType, Region};
use crate::io::lz4raw::{Lz4Sink, Lz4Source};
use crate::io::plain::swap_bytes;
use crate::io::raw::RawSource;
use crate::io::runs::Runs;
use crate::io::{ImageSink, ImageSource};
use crate::{Context, Error, Result};

/// The chunks of a dataset.
#[derive(Debug)]
pub(super) struct Chunks {
    pub root: PathBuf,
    pub metadata: Metadata,
}

/// Position of a chunk in the grid.
pub(super) type Index = [usize; 3];

/// Chunks next to each other. They are counted, not listed: a wrong description may tell of billions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Touching {
    first: Index,
    grid: Dimensions,
}

impl Touching {
    /// Number of chunks.
    pub fn len(self) -> usize {
        self.grid.pixel_count()
    }

    /// The chunk of a number below [`len`](Self::len).
    pub fn get(self, number: usize) -> Index {
        let offset = self.grid.coordinates(number);
        std::array::from_fn(|axis| self.first[axis] + offset[axis])
    }
}

impl Chunks {
    /// The chunks that have pixels in a box inside the image.
    pub fn touching(&self, region: Region) -> Touching {
        let chunk = self.metadata.chunk.to_array();
        let first: Index = std::array::from_fn(|axis| region.start[axis] as usize / chunk[axis]);
        let last: Index = std::array::from_fn(|axis| (region.end()[axis] as usize - 1) / chunk[axis]);
        Touching { first, grid: std::array::from_fn(|axis| last[axis] + 1 - first[axis]).into() }
    }

    /// The pixels of a chunk. Chunks at the border are cut off there.
    pub fn region(&self, index: Index) -> Region {
        let chunk = self.metadata.chunk.to_array();
        let start = std::array::from_fn(|axis| (index[axis] * chunk[axis]) as i64);
        Region { start, size: chunk }.clip(self.metadata.dims)
    }

    fn folder(&self, index: Index) -> PathBuf {
        let levels = self.metadata.dims.dimensionality().max(1);
        index[..levels].iter().fold(self.root.clone(), |folder, position| folder.join(position.to_string()))
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
        let source: Box<dyn ImageSource> = match self.metadata.compression {
            Compression::Raw => Box::new(RawSource::open(&file)?),
            Compression::Lz4 => Box::new(Lz4Source::open(&file)?),
        };
        source.pixel_type(Some(pixel_type))?;
        let local = inside(part, self.region(index));
        let stored = local.clip(source.info().dims);
        if stored == local {
            source.read_region(ctx, local, pixel_type, pixels)?;
        } else {
            // The file has fewer pixels than the chunk; the others are zero.
            pixels.fill(0);
            let mut bytes = vec![0; stored.pixel_count() * pixel_type.size()];
            if !stored.is_empty() {
                source.read_region(ctx, stored, pixel_type, &mut bytes)?;
                Runs::new(Dimensions::from(part.size), inside(stored, local)).paste(pixel_type.size(), &bytes, pixels);
            }
        }
        if self.metadata.swapped {
            swap_bytes(pixel_type, pixels);
        }
        Ok(())
    }

    /// Writes a box inside a chunk; the other pixels of the chunk stay. The file of the chunk is replaced when the new one
    /// is complete.
    pub fn write(&self, ctx: &Context, index: Index, part: Region, pixel_type: PixelType, pixels: &[u8]) -> Result<()> {
        let (whole, size) = (self.region(index), pixel_type.size());
        if part != whole {
            let mut merged = vec![0; whole.pixel_count() * size];
            self.read(ctx, index, whole, pixel_type, &mut merged)?;
            Runs::new(Dimensions::from(whole.size), inside(part, whole)).paste(size, pixels, &mut merged);
            return self.write(ctx, index, whole, pixel_type, &merged);
        }
        let dims = Dimensions::from(whole.size);
        let mut sink = Box::new(Lz4Sink::create_at(&self.folder(index).join("chunk.lz4raw"), dims, pixel_type)?);
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
