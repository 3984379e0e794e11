//! Many chunks in one file.

use super::packer::Packer;
use super::pipeline::{Data, NewPixels, Pipeline};
use super::shape::{Numbers, Shape};
use crate::io::plain::swap_numbers;
use crate::par::{BoxMut, Cell, Cells, tasks};
use crate::{Context, Error, Result};

/// Chunks in one file, with an index of pairs of numbers: position and length of each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::io) struct Shards {
    /// Sides of the smaller chunks. They divide those of the large one.
    pub chunk: Vec<usize>,
    pub pipeline: Pipeline,
    /// True if the bytes of the numbers of the index are in the other order.
    pub swap_index: bool,
    /// True if a checksum of four bytes follows the index.
    pub checksum: bool,
    /// True if the index is before the chunks.
    pub index_first: bool,
}

/// Position and length of a chunk that is not stored.
const MISSING: [u64; 2] = [u64::MAX; 2];

/// Bytes of an entry of the index.
const ENTRY: usize = 16;

impl Shards {
    /// Number of the smaller chunks along each axis.
    fn grid(&self, shape: &Shape) -> Vec<usize> {
        shape.sides.iter().zip(&self.chunk).map(|(side, chunk)| side / chunk).collect()
    }

    fn inner_shape(&self, shape: &Shape) -> Shape {
        Shape { sides: self.chunk.clone(), axes: shape.axes.clone() }
    }

    fn index_len(&self, entries: usize) -> usize {
        entries * ENTRY + if self.checksum { 4 } else { 0 }
    }

    /// Reads a box of the large chunk that begins at its pixel `start`.
    pub fn read(
        &self,
        ctx: &Context,
        numbers: &Numbers,
        data: &Data<'_>,
        shape: &Shape,
        start: [usize; 3],
        target: BoxMut<'_>,
    ) -> Result<()> {
        let (grid, inner) = (self.grid(shape), self.inner_shape(shape));
        let index = self.read_index(data, grid.iter().product())?;
        target.for_each_cell(ctx, start, inner.in_image(), &|cell: Cell, mut part: BoxMut<'_>| {
            let entry = index[number(&grid, &shape.axes, cell.index)];
            // Like the original, a length without a position is taken for missing.
            if entry[1] == MISSING[1] {
                numbers.fill_box(&mut part);
                return Ok(());
            }
            self.pipeline.read(ctx, numbers, data.part(entry[0], entry[1])?, &inner, cell.inside, part)
        })
    }

    fn read_index(&self, data: &Data<'_>, entries: usize) -> Result<Vec<[u64; 2]>> {
        let len = self.index_len(entries) as u64;
        let start = if self.index_first { Some(0) } else { data.len().checked_sub(len) };
        let message = || data.error("the file is cut off or damaged: the index of its chunks is not there");
        let mut bytes = data.part(start.ok_or_else(message)?, len)?.bytes()?;
        if self.checksum {
            bytes = Packer::Crc32c.unpack(&bytes, bytes.len()).map_err(|message| data.error(message))?;
        }
        if self.swap_index {
            swap_numbers(8, &mut bytes);
        }
        let number = |bytes: &[u8]| bytes.try_into().map_or(0, u64::from_ne_bytes);
        Ok(bytes.chunks_exact(ENTRY).map(|entry| [number(&entry[..8]), number(&entry[8..])]).collect())
    }

    /// The bytes of all chunks and the index, in pieces; none if there are only fill pixels.
    pub fn write(
        &self,
        ctx: &Context,
        numbers: &Numbers,
        shape: &Shape,
        new: &NewPixels<'_>,
        old: Option<&Data<'_>>,
    ) -> Result<Option<Vec<Vec<u8>>>> {
        let (grid, inner) = (self.grid(shape), self.inner_shape(shape));
        let entries: usize = grid.iter().product();
        let old = old.map(|data| Ok::<_, Error>((data, self.read_index(data, entries)?))).transpose()?;
        let cells = Cells::new([0; 3], new.extent, inner.in_image());
        let chunks = tasks::collect(ctx, cells.count(), |task| {
            let cell = cells.get(task);
            let number = number(&grid, &shape.axes, cell.index);
            let old =
                old.as_ref().map(|(data, index)| (data, index[number])).filter(|(_, entry)| entry[1] != MISSING[1]);
            let old = old.map(|(data, entry)| data.part(entry[0], entry[1]));
            let pieces = match new.in_cell(&cell) {
                None => old.transpose()?.map(|data| Ok::<_, Error>(vec![data.bytes()?])).transpose()?,
                Some(new) if new.are_all() => self.pipeline.write(ctx, numbers, &inner, &new, None)?,
                Some(new) => self.pipeline.write(ctx, numbers, &inner, &new, old.transpose()?.as_ref())?,
            };
            Ok(pieces.map(|pieces| (number, pieces)))
        })?;
        if chunks.iter().all(Option::is_none) {
            return Ok(None);
        }
        let mut index = vec![MISSING; entries];
        let mut position = if self.index_first { self.index_len(entries) as u64 } else { 0 };
        let mut all = Vec::new();
        for (number, pieces) in chunks.into_iter().flatten() {
            let len = pieces.iter().map(Vec::len).sum::<usize>() as u64;
            index[number] = [position, len];
            position += len;
            all.extend(pieces);
        }
        let place = if self.index_first { 0 } else { all.len() };
        all.insert(place, self.index_bytes(&index)?);
        Ok(Some(all))
    }

    fn index_bytes(&self, index: &[[u64; 2]]) -> Result<Vec<u8>> {
        let mut bytes: Vec<u8> = index.iter().flatten().flat_map(|number| number.to_ne_bytes()).collect();
        if self.swap_index {
            swap_numbers(8, &mut bytes);
        }
        if self.checksum { Packer::Crc32c.pack(bytes).map_err(Error::limit) } else { Ok(bytes) }
    }
}

/// Number of a position of the image in a grid whose last axis is the fastest.
fn number(grid: &[usize], axes: &[Option<usize>], position: [usize; 3]) -> usize {
    grid.iter().zip(axes).fold(0, |number, (side, axis)| number * side + axis.map_or(0, |axis| position[axis]))
}
