//! Images whose chunks are files.

use std::path::{Path, PathBuf};

use super::pipeline::{Data, NewPixels, Pipeline};
use super::shape::{Numbers, Shape};
use crate::image::{Dimensions, Region};
use crate::io::atomic::AtomicFile;
use crate::io::input::InputFile;
use crate::par::{BoxMut, BoxRef, Cell, Cells, tasks};
use crate::{Context, Error, Result};

/// The most axes that an array may have.
pub(in crate::io) const MAX_AXES: usize = 16;

/// An image in chunks of equal size. Chunks reach over the borders of the image; those that are not there are filled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::io) struct Array {
    pub dims: Dimensions,
    /// Size of a chunk along the axes of the array, and which axes of the image they are.
    pub chunk: Shape,
    pub pipeline: Pipeline,
    pub keys: Keys,
}

/// The names of chunk files, relative to the folder of the array.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::io) enum Keys {
    /// `c`, then separator and position for each axis.
    Default { separator: String },
    /// The same without the separators and positions of the last axes of the image along which it has one pixel, which
    /// the original leaves out.
    Short { separator: String },
    /// Positions with separators between them.
    Plain { separator: String },
    /// Folders, and files that begin with the size of the chunk.
    N5,
}

impl Array {
    /// Size of a chunk along the axes of the image.
    pub fn chunk_size(&self) -> [usize; 3] {
        self.chunk.in_image()
    }

    /// The pixels of a chunk that lie in the image.
    pub fn chunk_region(&self, index: [usize; 3]) -> Region {
        Region::cell(index, self.chunk_size()).clip(self.dims)
    }

    /// The file of a chunk, relative to the folder of the array.
    pub fn key(&self, index: [usize; 3]) -> String {
        let positions = self.chunk.axes.iter().map(|axis| axis.map_or(0, |axis| index[axis]).to_string());
        let default = |separator: &str, count: usize| {
            positions.clone().take(count).fold("c".to_owned(), |key, position| key + separator + &position)
        };
        match &self.keys {
            Keys::Default { separator } => default(separator, MAX_AXES),
            Keys::Short { separator } => default(separator, self.dims.dimensionality()),
            Keys::Plain { .. } if self.chunk.axes.is_empty() => "0".to_owned(),
            Keys::Plain { separator } => positions.collect::<Vec<_>>().join(separator),
            Keys::N5 => positions.collect::<Vec<_>>().join("/"),
        }
    }

    /// Reads a box that lies inside the image.
    pub fn read(&self, ctx: &Context, root: &Path, numbers: &Numbers, region: Region, pixels: &mut [u8]) -> Result<()> {
        let start = region.start.map(|start| start as usize);
        let target = BoxMut::whole(pixels, region.size, numbers.size());
        target
            .for_each_cell(ctx, start, self.chunk_size(), &|cell, part| self.read_chunk(ctx, root, numbers, cell, part))
    }

    fn read_chunk(
        &self,
        ctx: &Context,
        root: &Path,
        numbers: &Numbers,
        cell: Cell,
        mut part: BoxMut<'_>,
    ) -> Result<()> {
        let path = root.join(self.key(cell.index));
        // Most chunks are there, so it is not asked before.
        match InputFile::open(&path) {
            Ok(input) => self.read_open(ctx, &input, numbers, cell.inside, part),
            Err(_) if !path.exists() => {
                numbers.fill_box(&mut part);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Reads a box that begins at the pixel `start` of the chunk in a file. An empty file has fill pixels.
    pub fn read_file(
        &self,
        ctx: &Context,
        path: &Path,
        numbers: &Numbers,
        start: [usize; 3],
        mut part: BoxMut<'_>,
    ) -> Result<()> {
        let input = InputFile::open(path)?;
        if input.len() == 0 {
            numbers.fill_box(&mut part);
            return Ok(());
        }
        self.read_open(ctx, &input, numbers, start, part)
    }

    fn read_open(
        &self,
        ctx: &Context,
        input: &InputFile,
        numbers: &Numbers,
        inside: [usize; 3],
        mut part: BoxMut<'_>,
    ) -> Result<()> {
        if self.keys != Keys::N5 {
            return self.pipeline.read(ctx, numbers, Data::new(input, 0), &self.chunk, inside, part);
        }
        let (sides, start) = super::block::header(input, self.chunk.sides.len())?;
        let stored = Shape { sides, axes: self.chunk.axes.clone() };
        let size = stored.in_image();
        if (0..3).all(|axis| inside[axis] + part.size()[axis] <= size[axis]) {
            return self.pipeline.read(ctx, numbers, Data::new(input, start), &stored, inside, part);
        }
        // A block may have fewer pixels than its place; the others are zero.
        numbers.fill_box(&mut part);
        let covered = std::array::from_fn(|axis| size[axis].saturating_sub(inside[axis]).min(part.size()[axis]));
        if covered.contains(&0) {
            return Ok(());
        }
        part.for_each_cell(ctx, [0; 3], covered, &|piece, target| match piece.index {
            [0, 0, 0] => self.pipeline.read(ctx, numbers, Data::new(input, start), &stored, inside, target),
            _ => Ok(()),
        })
    }

    /// Writes a box that lies inside the image into files that nobody else writes. Chunks that it covers partly keep
    /// their other pixels.
    pub fn write(&self, ctx: &Context, root: &Path, numbers: &Numbers, region: Region, pixels: &[u8]) -> Result<()> {
        let source = BoxRef::whole(pixels, region.size, numbers.size());
        for_each_chunk(ctx, self.chunk_size(), region, source, &|index, part, source| {
            self.write_chunk(ctx, root, numbers, index, part, source)
        })
    }

    /// Writes a box inside a chunk; the other pixels of the chunk stay. The file is replaced when the new one is complete,
    /// or removed if the chunk is the same without.
    pub fn write_chunk(
        &self,
        ctx: &Context,
        root: &Path,
        numbers: &Numbers,
        index: [usize; 3],
        part: Region,
        source: &BoxRef<'_>,
    ) -> Result<()> {
        let path = root.join(self.key(index));
        let new = self.new_pixels(index, part, source);
        let old = if new.are_all() || !path.exists() { None } else { Some(InputFile::open(&path)?) };
        let old = old.as_ref().map(|input| Data::new(input, 0));
        match self.pipeline.write(ctx, numbers, &self.chunk, &new, old.as_ref())? {
            Some(pieces) => write_pieces(&path, &pieces).map(drop),
            None => match std::fs::remove_file(&path) {
                Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", path, source)),
                _ => Ok(()),
            },
        }
    }

    /// The pixels of a box, to be written into a chunk.
    pub fn new_pixels<'a>(&self, index: [usize; 3], part: Region, source: &BoxRef<'a>) -> NewPixels<'a> {
        let whole = self.chunk_region(index);
        let start = std::array::from_fn(|axis| (part.start[axis] - whole.start[axis]) as usize);
        NewPixels { pixels: *source, start, extent: whole.size }
    }
}

/// What is done with a chunk of a box.
pub(in crate::io) type ChunkWork<'a> = dyn Fn([usize; 3], Region, &BoxRef<'_>) -> Result<()> + Sync + 'a;

/// Hands each chunk that has pixels in a box to a task, with its position, the part of the box that lies in it and the
/// pixels of this part.
pub(in crate::io) fn for_each_chunk(
    ctx: &Context,
    chunk: [usize; 3],
    region: Region,
    source: BoxRef<'_>,
    work: &ChunkWork<'_>,
) -> Result<()> {
    let cells = Cells::new(region.start.map(|start| start as usize), region.size, chunk);
    tasks::run(ctx, cells.count(), &|task| {
        let cell = cells.get(task);
        let start = std::array::from_fn(|axis| region.start[axis] + cell.offset[axis] as i64);
        work(cell.index, Region { start, size: cell.size }, &source.part(cell.offset, cell.size))
    })
}

/// Copies a box into the pixels of a larger one.
pub(in crate::io) fn paste(source: &BoxRef<'_>, size: usize, whole: Region, part: Region, pixels: &mut [u8]) {
    let [x, y, z] = std::array::from_fn(|axis| (part.start[axis] - whole.start[axis]) as usize);
    for (row_z, row_y) in (0..part.size[2]).flat_map(|z| (0..part.size[1]).map(move |y| (z, y))) {
        let (row, at) = (source.row(row_y, row_z), Dimensions::from(whole.size).index(x, y + row_y, z + row_z) * size);
        pixels[at..at + row.len()].copy_from_slice(row);
    }
}

fn write_pieces(path: &Path, pieces: &[Vec<u8>]) -> Result<PathBuf> {
    let file = AtomicFile::create(path)?;
    let mut position = 0;
    for piece in pieces {
        file.write_at(position, piece)?;
        position += piece.len() as u64;
    }
    file.finish()
}
