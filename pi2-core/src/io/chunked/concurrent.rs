//! Writing parts of one dataset from several processes.
//!
//! A chunk is only ever replaced as a whole. Processes that change parts of the same chunk do so one after the other. If
//! some of them read what others replace, their boxes must not reach the chunks before all are done: [`start`] makes a
//! folder for each such chunk, into which writers put their boxes as files, and [`finish_chunk`] merges them.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::array::{for_each_chunk, paste};
use super::folder::{MARKER, is_temporary};
use super::lock::ChunkLock;
use crate::image::{Dimensions, PixelType, Region};
use crate::io::names::natural_order;
use crate::io::{ImageSink, check_region, write_file};
use crate::par::{BoxRef, Cells, tasks};
use crate::{Context, Error, Result};

/// A box that waits in a file until it is merged into its chunk.
pub(in crate::io) struct Pending {
    /// The pixels of the image that it has.
    pub region: Region,
    /// Their bytes.
    pub pixels: Vec<u8>,
}

/// An error unless a dataset has the size, if one is given, and the pixel type of the image that is written into it.
pub(in crate::io) fn check_same(store: &dyn ChunkStore, dims: Option<Dimensions>, pixel_type: PixelType) -> Result<()> {
    let (path, found) = (store.root(), store.pixel_type());
    if dims.is_some_and(|wanted| wanted != store.dims()) {
        let message = format!("the dataset has {} pixels, it does not change its size", store.dims());
        return Err(Error::format(path, message));
    }
    if pixel_type != found {
        let message = format!("the dataset has {found} pixels, those of the image are {pixel_type}");
        return Err(Error::format(path, message));
    }
    Ok(())
}

/// A dataset on the disk, open for changes.
pub(in crate::io) trait ChunkStore: Send + Sync {
    /// Folder of the dataset.
    fn root(&self) -> &Path;

    /// The file that describes the dataset.
    fn description(&self) -> PathBuf;

    /// Size of the image.
    fn dims(&self) -> Dimensions;

    /// Type of the pixels.
    fn pixel_type(&self) -> PixelType;

    /// Size of a chunk that does not reach the border of the image.
    fn chunk_size(&self) -> [usize; 3];

    /// The folder for boxes that wait for being merged into a chunk.
    fn pending_folder(&self, index: [usize; 3]) -> PathBuf;

    /// The name of the file of such a box, of which the folder already has `count`.
    fn pending_name(&self, index: [usize; 3], part: Region, count: usize) -> String;

    /// Writes the file of such a box.
    fn write_pending(
        &self,
        ctx: &Context,
        path: &Path,
        index: [usize; 3],
        part: Region,
        source: &BoxRef<'_>,
    ) -> Result<()>;

    /// Reads the file of such a box.
    fn read_pending(&self, ctx: &Context, path: &Path, index: [usize; 3]) -> Result<Pending>;

    /// Reads a box inside a chunk.
    fn read_chunk(&self, ctx: &Context, index: [usize; 3], part: Region, pixels: &mut [u8]) -> Result<()>;

    /// Writes a box inside a chunk; its other pixels stay. The file of the chunk is replaced when the new one is complete.
    fn write_chunk(&self, ctx: &Context, index: [usize; 3], part: Region, source: &BoxRef<'_>) -> Result<()>;
}

/// The pixels of a chunk that lie in the image.
fn chunk_region(store: &dyn ChunkStore, index: [usize; 3]) -> Region {
    Region::cell(index, store.chunk_size()).clip(store.dims())
}

/// All chunks of a dataset.
fn chunks(store: &dyn ChunkStore) -> Cells {
    Cells::new([0; 3], store.dims().to_array(), store.chunk_size())
}

/// The number of a chunk, for its lock.
fn number(store: &dyn ChunkStore, index: [usize; 3]) -> u64 {
    let size = store.chunk_size();
    let [w, h, _] = std::array::from_fn(|axis| store.dims().to_array()[axis].div_ceil(size[axis]) as u64);
    (index[2] as u64 * h + index[1] as u64) * w + index[0] as u64
}

/// Writes a box inside a chunk, whatever other processes do with the other pixels of the chunk.
fn write_part(
    ctx: &Context,
    store: &dyn ChunkStore,
    index: [usize; 3],
    part: Region,
    source: &BoxRef<'_>,
) -> Result<()> {
    let folder = store.pending_folder(index);
    if folder.is_dir() {
        let path = folder.join(store.pending_name(index, part, pending(&folder)?.len()));
        return store.write_pending(ctx, &path, index, part, source);
    }
    // Nobody else has pixels of a chunk that is written as a whole.
    if part == chunk_region(store, index) {
        return store.write_chunk(ctx, index, part, source);
    }
    let _lock = ChunkLock::wait(ctx, &store.description(), number(store, index))?;
    // Whoever has a lock must not wait for another one.
    store.write_chunk(&ctx.undisturbed(), index, part, source)
}

/// Boxes that are written into a dataset on the disk. Other processes may write other boxes at the same time.
pub(in crate::io) struct BlockSink<S>(pub S);

impl<S: ChunkStore> ImageSink for BlockSink<S> {
    fn dims(&self) -> Dimensions {
        self.0.dims()
    }

    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        let (store, size) = (&self.0, self.0.pixel_type().size());
        check_region(store.dims(), region, size, pixels.len())?;
        let source = BoxRef::whole(pixels, region.size, size);
        for_each_chunk(ctx, store.chunk_size(), region, source, &|index, part, source| {
            write_part(ctx, store, index, part, source)
        })
    }

    fn finish(self: Box<Self>) -> Result<PathBuf> {
        Ok(self.0.root().to_owned())
    }
}

/// What one of several processes reads from a dataset and writes into it, in pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Job {
    /// The box that it reads; empty if it reads something else.
    pub read: Region,
    /// The box that it writes.
    pub write: Region,
}

/// The jobs that use a chunk.
#[derive(Default)]
struct Users {
    readers: Vec<usize>,
    writers: Vec<usize>,
}

impl Users {
    /// True if the chunk may be replaced while the jobs run.
    fn is_safe(&self) -> bool {
        match self.writers[..] {
            [] => true,
            [writer] => self.readers.iter().all(|reader| *reader == writer),
            _ => false,
        }
    }
}

/// An error if boxes that jobs write overlap.
pub(in crate::io) fn check_jobs(jobs: &[Job]) -> Result<()> {
    for (number, job) in jobs.iter().enumerate() {
        if let Some(other) = jobs[..number].iter().find(|other| !other.write.intersection(&job.write).is_empty()) {
            let found = format!("{:?} and {:?}", other.write, job.write);
            return Err(Error::argument("jobs", "boxes that do not overlap", found));
        }
    }
    Ok(())
}

/// Prepares a dataset for [checked](check_jobs) jobs that run at the same time.
pub(in crate::io) fn start(ctx: &Context, store: &dyn ChunkStore, jobs: &[Job]) -> Result<()> {
    let mut users: BTreeMap<[usize; 3], Users> = BTreeMap::new();
    for (number, job) in jobs.iter().enumerate() {
        let touched = |region: Region| {
            let region = region.clip(store.dims());
            let cells = Cells::new(region.start.map(|start| start.max(0) as usize), region.size, store.chunk_size());
            (0..cells.count()).map(move |task| cells.get(task).index)
        };
        touched(job.read).for_each(|index| users.entry(index).or_default().readers.push(number));
        touched(job.write).for_each(|index| users.entry(index).or_default().writers.push(number));
    }
    write_file(&store.root().join(MARKER), &[])?;
    let shared: Vec<[usize; 3]> =
        users.into_iter().filter(|(_, users)| !users.is_safe()).map(|(index, _)| index).collect();
    tasks::run(ctx, shared.len(), &|task| {
        let folder = store.pending_folder(shared[task]);
        fs::create_dir_all(&folder).map_err(|source| Error::io("create folder", &folder, source))
    })
}

/// Names of the files that wait in a folder, in natural order.
fn pending(folder: &Path) -> Result<Vec<String>> {
    let error = |source| Error::io("read", folder, source);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        let name = entry.map_err(error)?.file_name().to_string_lossy().into_owned();
        if !is_temporary(&name) {
            names.push(name);
        }
    }
    names.sort_by(|a, b| natural_order(a, b));
    Ok(names)
}

/// Merges the boxes that wait for a chunk into it. If it is interrupted, it can be repeated.
pub(in crate::io) fn finish_chunk(ctx: &Context, store: &dyn ChunkStore, index: [usize; 3]) -> Result<()> {
    if chunk_region(store, index).is_empty() {
        let [x, y, z] = index;
        return Err(Error::argument("chunk index", "that of a chunk of the dataset", format!("[{x}, {y}, {z}]")));
    }
    let folder = store.pending_folder(index);
    if !folder.is_dir() {
        return Ok(());
    }
    let names = pending(&folder)?;
    if !names.is_empty() {
        let (whole, size) = (chunk_region(store, index), store.pixel_type().size());
        let mut merged = vec![0; whole.pixel_count() * size];
        store.read_chunk(ctx, index, whole, &mut merged)?;
        for name in &names {
            let path = folder.join(name);
            let Pending { region, pixels } = store.read_pending(ctx, &path, index)?;
            if region.is_empty() || region.intersection(&whole) != region {
                return Err(Error::format(path, "the box does not lie in its chunk"));
            }
            paste(&BoxRef::whole(&pixels, region.size, size), size, whole, region, &mut merged);
        }
        // The boxes stay until the chunk has their pixels.
        store.write_chunk(ctx, index, whole, &BoxRef::whole(&merged, whole.size, size))?;
    }
    match fs::remove_dir_all(&folder) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(Error::io("remove", folder, source)),
        _ => Ok(()),
    }
}

/// Merges all boxes that wait, and declares the dataset complete.
pub(in crate::io) fn finish(ctx: &Context, store: &dyn ChunkStore) -> Result<()> {
    let chunks = chunks(store);
    tasks::run(ctx, chunks.count(), &|task| finish_chunk(ctx, store, chunks.get(task).index))?;
    let marker = store.root().join(MARKER);
    match fs::remove_file(&marker) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(Error::io("remove", marker, source)),
        _ => Ok(()),
    }
}
