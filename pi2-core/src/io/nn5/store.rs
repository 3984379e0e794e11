//! Datasets that are changed where they are, by any number of processes.

use std::path::{Path, PathBuf};

use super::chunks::{Chunks, inside};
use super::read::read_metadata;
use super::write::{Nn5Sink, new_metadata};
use super::{KIND, METADATA};
use crate::image::{Dimensions, PixelType, Region};
use crate::io::ImageSink;
use crate::io::chunked::{self, BlockSink, ChunkStore, Job, Pending, check_jobs, check_same, paste};
use crate::par::BoxRef;
use crate::{Context, Error, Result};

/// A dataset, open for changes.
#[derive(Debug)]
pub(super) struct Nn5Store {
    pub chunks: Chunks,
    pub pixel_type: PixelType,
}

impl Nn5Store {
    /// Opens a dataset.
    fn open(path: &Path) -> Result<Self> {
        let metadata = read_metadata(path)?;
        let Some(pixel_type) = metadata.pixel_type else {
            return Err(Error::format(path, "the file does not tell its pixel type"));
        };
        Ok(Self { chunks: Chunks { root: path.to_owned(), metadata }, pixel_type })
    }

    /// Opens a dataset of this size and pixel type, or makes one if `dims` is given and there is none.
    fn open_or_create(path: &Path, dims: Option<Dimensions>, pixel_type: PixelType, chunk: Dimensions) -> Result<Self> {
        if let Some(dims) = dims.filter(|_| !path.join(METADATA).exists()) {
            let metadata = new_metadata(dims, pixel_type, chunk);
            KIND.create_shared(path, metadata.text(pixel_type).as_bytes())?;
        }
        let store = Self::open(path)?;
        check_same(&store, dims, pixel_type)?;
        Ok(store)
    }
}

impl ChunkStore for Nn5Store {
    fn root(&self) -> &Path {
        &self.chunks.root
    }

    fn description(&self) -> PathBuf {
        self.root().join(METADATA)
    }

    fn dims(&self) -> Dimensions {
        self.chunks.metadata.dims
    }

    fn pixel_type(&self) -> PixelType {
        self.pixel_type
    }

    fn chunk_size(&self) -> [usize; 3] {
        self.chunks.metadata.chunk.to_array()
    }

    fn pending_folder(&self, index: [usize; 3]) -> PathBuf {
        self.chunks.folder(index).join("writes")
    }

    fn pending_name(&self, index: [usize; 3], part: Region, _count: usize) -> String {
        let [x, y, z] = inside(part, self.chunks.region(index)).start;
        self.chunks.file_name(&format!("chunk_{x}-{y}-{z}"), part.size.into())
    }

    fn write_pending(
        &self,
        ctx: &Context,
        path: &Path,
        _index: [usize; 3],
        part: Region,
        source: &BoxRef<'_>,
    ) -> Result<()> {
        self.chunks.write_file(ctx, path, part.size.into(), self.pixel_type, &source.bytes())
    }

    fn read_pending(&self, ctx: &Context, path: &Path, index: [usize; 3]) -> Result<Pending> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let numbers = name.strip_prefix("chunk_").and_then(|name| name.split(['_', '.']).next());
        let start: Option<Vec<i64>> =
            numbers.map(|text| text.split('-').filter_map(|part| part.parse().ok()).collect());
        let Some([x, y, z]) = start.and_then(|start| <[i64; 3]>::try_from(start).ok()) else {
            return Err(Error::format(path, "is not the name of a box that waits"));
        };
        let source = self.chunks.open(path, self.pixel_type)?;
        let dims = source.info().dims;
        let pixels = self.chunks.read_file(ctx, &*source, Region::whole(dims), self.pixel_type)?;
        let corner = self.chunks.region(index).start;
        let start = std::array::from_fn(|axis| corner[axis].saturating_add([x, y, z][axis]));
        let region = Region { start, size: dims.to_array() };
        Ok(Pending { region, pixels })
    }

    fn read_chunk(&self, ctx: &Context, index: [usize; 3], part: Region, pixels: &mut [u8]) -> Result<()> {
        self.chunks.read(ctx, index, part, self.pixel_type, pixels)
    }

    fn write_chunk(&self, ctx: &Context, index: [usize; 3], part: Region, source: &BoxRef<'_>) -> Result<()> {
        let (whole, size) = (self.chunks.region(index), self.pixel_type.size());
        if part == whole {
            return self.chunks.replace(ctx, index, self.pixel_type, &source.bytes());
        }
        let mut merged = vec![0; whole.pixel_count() * size];
        self.read_chunk(ctx, index, whole, &mut merged)?;
        paste(source, size, whole, part, &mut merged);
        self.chunks.replace(ctx, index, self.pixel_type, &merged)
    }
}

/// A sink for parts of a dataset, which is made if `dims` is given and it does not exist; its chunks then have the given
/// size. Other processes may write other parts at the same time.
///
/// # Errors
/// `Format` if there is a dataset of another size or pixel type, or a folder that is none; `Io` if the folder cannot be
/// made.
pub fn open_block_sink(
    path: &Path,
    dims: Option<Dimensions>,
    pixel_type: PixelType,
    chunk: Dimensions,
) -> Result<Box<dyn ImageSink>> {
    Ok(Box::new(BlockSink(Nn5Store::open_or_create(path, dims, pixel_type, chunk)?)))
}

/// Prepares a dataset for jobs that read and write parts of it at the same time. A dataset of the same size and pixel
/// type is kept, another one is replaced unless jobs are writing it.
///
/// # Errors
/// `Argument` if the boxes that the jobs write overlap; otherwise as [`Nn5Sink::create`].
pub fn start(
    ctx: &Context,
    path: &Path,
    dims: Dimensions,
    pixel_type: PixelType,
    chunk: Dimensions,
    jobs: &[Job],
) -> Result<()> {
    check_jobs(jobs)?;
    // What cannot be opened is not another dataset.
    if path.join(METADATA).exists() && check_same(&Nn5Store::open(path)?, Some(dims), pixel_type).is_err() {
        Box::new(Nn5Sink::create(path, dims, pixel_type, chunk)?).finish()?;
    }
    let store = Nn5Store::open_or_create(path, Some(dims), pixel_type, chunk)?;
    chunked::start(ctx, &store, jobs)
}

/// Merges what jobs have written into one chunk. It can be repeated.
///
/// # Errors
/// `Io` or `Format` if the dataset or what was written cannot be read or written; `Argument` if there is no such chunk.
pub fn finish_chunk(ctx: &Context, path: &Path, index: [usize; 3]) -> Result<()> {
    chunked::finish_chunk(ctx, &Nn5Store::open(path)?, index)
}

/// Merges what jobs have written into all chunks, and declares the dataset complete. It can be repeated.
///
/// # Errors
/// As [`finish_chunk`].
pub fn finish(ctx: &Context, path: &Path) -> Result<()> {
    chunked::finish(ctx, &Nn5Store::open(path)?)
}
