//! Arrays that are changed where they are, by any number of processes.

use std::path::{Path, PathBuf};

use super::METADATA;
use super::read::ZarrSource;
use super::write::{KIND, ZarrOptions, ZarrSink};
use crate::image::{Dimensions, Metadata, PixelType, Region};
use crate::io::chunked::{self, Array, BlockSink, ChunkStore, Job, Numbers, Pending, check_jobs, check_same};
use crate::io::{ImageSink, write_file};
use crate::par::{BoxMut, BoxRef};
use crate::{Context, Error, Result};

/// An array, open for changes.
#[derive(Debug)]
pub(super) struct ZarrStore {
    pub root: PathBuf,
    pub array: Array,
    pub numbers: Numbers,
}

impl ZarrStore {
    /// Opens an array of version 3.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.join(METADATA).exists() {
            return Err(Error::format(
                path,
                format!("the folder has no {METADATA}, only arrays of version 3 are changed"),
            ));
        }
        let source = ZarrSource::open(path)?;
        let Some(numbers) = source.numbers else {
            return Err(Error::format(path, "the array has pixels of a type that pi2 has not"));
        };
        Ok(Self { root: path.to_owned(), array: source.array, numbers })
    }

    /// Opens an array of this size and pixel type, or makes one if `dims` is given and there is none.
    fn open_or_create(
        path: &Path,
        dims: Option<Dimensions>,
        pixel_type: PixelType,
        options: &ZarrOptions,
        metadata: &Metadata,
    ) -> Result<Self> {
        if let Some(dims) = dims.filter(|_| !path.join(METADATA).exists()) {
            let text = options.description(dims, pixel_type, metadata)?;
            KIND.create_shared(path, text.as_bytes())?;
        }
        let store = Self::open(path)?;
        check_same(&store, dims, pixel_type)?;
        Ok(store)
    }
}

impl ChunkStore for ZarrStore {
    fn root(&self) -> &Path {
        &self.root
    }

    fn description(&self) -> PathBuf {
        self.root.join(METADATA)
    }

    fn dims(&self) -> Dimensions {
        self.array.dims
    }

    fn pixel_type(&self) -> PixelType {
        self.numbers.pixel_type
    }

    fn chunk_size(&self) -> [usize; 3] {
        self.array.chunk_size()
    }

    fn pending_folder(&self, index: [usize; 3]) -> PathBuf {
        self.root.join(self.array.key(index) + "_writes")
    }

    fn pending_name(&self, _index: [usize; 3], part: Region, count: usize) -> String {
        format!("{count}_(min = {:?}, max = {:?})", part.start, part.end())
    }

    /// A whole chunk, of which only the box counts; an empty file if it is the same as no chunk.
    fn write_pending(
        &self,
        ctx: &Context,
        path: &Path,
        index: [usize; 3],
        part: Region,
        source: &BoxRef<'_>,
    ) -> Result<()> {
        let new = self.array.new_pixels(index, part, source);
        let pieces = self.array.pipeline.write(ctx, &self.numbers, &self.array.chunk, &new, None)?;
        write_file(path, &pieces.unwrap_or_default().concat())
    }

    fn read_pending(&self, ctx: &Context, path: &Path, index: [usize; 3]) -> Result<Pending> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let whole = self.array.chunk_region(index);
        let region =
            region_in_name(&name).filter(|region| !region.is_empty() && region.intersection(&whole) == *region);
        let Some(region) = region else {
            return Err(Error::format(path, "is not the name of a box that waits for this chunk"));
        };
        let mut pixels = vec![0; region.pixel_count() * self.numbers.size()];
        let inside = std::array::from_fn(|axis| (region.start[axis] - whole.start[axis]) as usize);
        let target = BoxMut::whole(&mut pixels, region.size, self.numbers.size());
        self.array.read_file(ctx, path, &self.numbers, inside, target)?;
        Ok(Pending { region, pixels })
    }

    fn read_chunk(&self, ctx: &Context, _index: [usize; 3], part: Region, pixels: &mut [u8]) -> Result<()> {
        self.array.read(ctx, &self.root, &self.numbers, part, pixels)
    }

    fn write_chunk(&self, ctx: &Context, index: [usize; 3], part: Region, source: &BoxRef<'_>) -> Result<()> {
        self.array.write_chunk(ctx, &self.root, &self.numbers, index, part, source)
    }
}

/// The box in a name such as `0_(min = [0, 0, 0], max = [8, 8, 8])`.
fn region_in_name(name: &str) -> Option<Region> {
    let (_, name) = name.split_once("_(min = [")?;
    let (min, max) = name.strip_suffix("])")?.split_once("], max = [")?;
    let vector = |text: &str| -> Option<[i64; 3]> {
        let numbers: Option<Vec<i64>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
        numbers?.try_into().ok().filter(|vector: &[i64; 3]| vector.iter().all(|number| *number >= 0))
    };
    let (start, end) = (vector(min)?, vector(max)?);
    let size = std::array::from_fn(|axis| (end[axis] - start[axis]).max(0) as usize);
    let count = size.iter().try_fold(8usize, |count, side| count.checked_mul(*side));
    count.map(|_| Region { start, size })
}

/// A sink for parts of an array, which is made if `dims` is given and it does not exist; it is then stored with the
/// options. Other processes may write other parts at the same time.
///
/// # Errors
/// `Format` if there is an array of another size or pixel type, or a folder that is none; `Argument` if the options do
/// not fit each other; `Io` if the folder cannot be made.
pub fn open_block_sink(
    path: &Path,
    dims: Option<Dimensions>,
    pixel_type: PixelType,
    options: &ZarrOptions,
    metadata: &Metadata,
) -> Result<Box<dyn ImageSink>> {
    Ok(Box::new(BlockSink(ZarrStore::open_or_create(path, dims, pixel_type, options, metadata)?)))
}

/// Prepares an array for jobs that read and write parts of it at the same time. An array of the same size and pixel type
/// is kept, another one is replaced unless jobs are writing it.
///
/// # Errors
/// `Argument` if the boxes that the jobs write overlap; otherwise as [`ZarrSink::create`].
pub fn start(
    ctx: &Context,
    path: &Path,
    dims: Dimensions,
    pixel_type: PixelType,
    options: &ZarrOptions,
    jobs: &[Job],
) -> Result<()> {
    check_jobs(jobs)?;
    let metadata = Metadata::default();
    // What cannot be opened is not another array.
    if path.join(METADATA).exists() && check_same(&ZarrStore::open(path)?, Some(dims), pixel_type).is_err() {
        Box::new(ZarrSink::create(path, dims, pixel_type, options, &metadata)?).finish()?;
    }
    let store = ZarrStore::open_or_create(path, Some(dims), pixel_type, options, &metadata)?;
    chunked::start(ctx, &store, jobs)
}

/// Merges what jobs have written into one chunk. It can be repeated.
///
/// # Errors
/// `Io` or `Format` if the array or what was written cannot be read or written; `Argument` if there is no such chunk.
pub fn finish_chunk(ctx: &Context, path: &Path, index: [usize; 3]) -> Result<()> {
    chunked::finish_chunk(ctx, &ZarrStore::open(path)?, index)
}

/// Merges what jobs have written into all chunks, and declares the array complete. It can be repeated.
///
/// # Errors
/// As [`finish_chunk`].
pub fn finish(ctx: &Context, path: &Path) -> Result<()> {
    chunked::finish(ctx, &ZarrStore::open(path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_found_in_names() {
        let region = Region { start: [1, 20, 3], size: [4, 5, 6] };
        let name = format!("7_(min = {:?}, max = {:?})", region.start, region.end());
        assert_eq!(name, "7_(min = [1, 20, 3], max = [5, 25, 9])");
        assert_eq!(region_in_name(&name), Some(region));
        for wrong in [
            "",
            "0",
            "0_(min = [1, 2], max = [3, 4])",
            "0_(min = [-1, 2, 3], max = [3, 4, 5])",
            "0_(min = [0, 0, 0], max = [9223372036854775807, 9223372036854775807, 1])",
        ] {
            assert_eq!(region_in_name(wrong), None, "{wrong}");
        }
    }
}
