//! From pixels to the bytes of a chunk file and back.

use super::packer::Packer;
use super::shape::{Numbers, Shape};
use crate::io::input::InputFile;
use crate::io::plain::swap_numbers;
use crate::par::{BoxMut, BoxRef, Cell, Cells, tasks};
use crate::{Context, Error, Result};

/// How the pixels of a chunk become bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::io) struct Pipeline {
    /// Axis k of the stored chunk is the axis `order[k]` of the array.
    pub order: Vec<usize>,
    pub serial: Serial,
    /// What is done with the bytes, the first one first.
    pub packers: Vec<Packer>,
}

/// How pixels become bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::io) enum Serial {
    /// One after the other.
    Bytes {
        /// True if the bytes of numbers are in the other order.
        swap: bool,
    },
    /// In smaller chunks, each of which can be read alone.
    Shards(Box<Shards>),
}

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

/// The encoded bytes of a chunk.
#[derive(Debug)]
pub(in crate::io) struct Data<'a> {
    input: &'a InputFile,
    place: Place,
}

#[derive(Debug)]
enum Place {
    File { start: u64, len: u64 },
    Memory(Vec<u8>),
}

impl<'a> Data<'a> {
    /// The bytes of a file from `start` on.
    pub fn new(input: &'a InputFile, start: u64) -> Self {
        Self { input, place: Place::File { start, len: input.len().saturating_sub(start) } }
    }

    fn len(&self) -> u64 {
        match &self.place {
            Place::File { len, .. } => *len,
            Place::Memory(bytes) => bytes.len() as u64,
        }
    }

    fn bytes(self) -> Result<Vec<u8>> {
        match self.place {
            Place::File { start, len } => self.input.bytes_at(start, len),
            Place::Memory(bytes) => Ok(bytes),
        }
    }

    /// Some of the bytes. An error if they are not all there.
    fn part(&self, start: u64, len: u64) -> Result<Self> {
        if start.checked_add(len).is_none_or(|end| end > self.len()) {
            let message = format!("the file is cut off or damaged: {len} bytes from byte {start} on are not there");
            return Err(self.input.error(message));
        }
        let place = match &self.place {
            Place::File { start: first, .. } => Place::File { start: first + start, len },
            Place::Memory(bytes) => Place::Memory(bytes[start as usize..(start + len) as usize].to_vec()),
        };
        Ok(Self { input: self.input, place })
    }

    /// The bytes before they were packed, of which there are at most `limit`.
    fn unpacked(self, packers: &[Packer], limit: usize) -> Result<Self> {
        let (input, mut bytes) = (self.input, self.bytes()?);
        for (before, packer) in packers.iter().enumerate().rev() {
            // Data that cannot be made smaller become a little larger.
            let limit = if before == 0 { limit } else { limit.saturating_add(limit / 8).saturating_add(4096) };
            bytes = packer.unpack(&bytes, limit).map_err(|message| input.error(message))?;
        }
        Ok(Self { input, place: Place::Memory(bytes) })
    }
}

impl Pipeline {
    /// Reads a box of a chunk that begins at its pixel `start`.
    pub fn read(
        &self,
        ctx: &Context,
        numbers: &Numbers,
        data: Data<'_>,
        shape: &Shape,
        start: [usize; 3],
        mut target: BoxMut<'_>,
    ) -> Result<()> {
        let shape = shape.permuted(&self.order);
        let (size, input) = (numbers.size(), data.input);
        let bytes = shape.pixel_count().map(|count| count * size);
        let bytes = bytes.ok_or_else(|| input.error("the chunks are too large to be addressed"))?;
        match &self.serial {
            Serial::Bytes { swap } => {
                let wanted = shape.range(start, target.size());
                let wanted = wanted.start * size..wanted.end * size;
                let data = if self.packers.is_empty() { data } else { data.unpacked(&self.packers, bytes)? };
                if data.len() != bytes as u64 {
                    let message = format!("the chunk is cut off or damaged: it has {} bytes, not {bytes}", data.len());
                    return Err(input.error(message));
                }
                let mut all = match &data.place {
                    Place::File { .. } => data.part(wanted.start as u64, wanted.len() as u64)?.bytes()?,
                    Place::Memory(_) => data.bytes()?,
                };
                let from = if all.len() == wanted.len() { 0 } else { wanted.start };
                let wanted = &mut all[from..from + wanted.len()];
                if *swap {
                    numbers.swap(wanted);
                }
                shape.copy_out(size, wanted, &mut target);
                Ok(())
            }
            Serial::Shards(shards) => {
                let data = match self.packers[..] {
                    [] => data,
                    // Chunks that cannot be made smaller become a little larger.
                    _ => data.unpacked(&self.packers, bytes.saturating_mul(2).saturating_add(1 << 20))?,
                };
                shards.read(ctx, numbers, &data, &shape, start, target)
            }
        }
    }

    /// The bytes of a chunk, in pieces; none if it has only fill pixels. `source` is the part of the chunk that lies in
    /// the image, which begins at the corner of the chunk.
    pub fn write(
        &self,
        ctx: &Context,
        numbers: &Numbers,
        shape: &Shape,
        source: &BoxRef<'_>,
    ) -> Result<Option<Vec<Vec<u8>>>> {
        let shape = shape.permuted(&self.order);
        let mut pieces = match &self.serial {
            Serial::Bytes { .. } if numbers.is_fill(source) => return Ok(None),
            Serial::Bytes { swap } => vec![list(numbers, &shape, source, *swap)?],
            Serial::Shards(shards) => match shards.write(ctx, numbers, &shape, source)? {
                None => return Ok(None),
                Some(pieces) => pieces,
            },
        };
        if !self.packers.is_empty() {
            let mut bytes = if pieces.len() == 1 { pieces.swap_remove(0) } else { pieces.concat() };
            for packer in &self.packers {
                bytes = packer.pack(bytes).map_err(Error::limit)?;
            }
            pieces = vec![bytes];
        }
        Ok(Some(pieces))
    }
}

/// The pixels of a chunk one after the other.
fn list(numbers: &Numbers, shape: &Shape, source: &BoxRef<'_>, swap: bool) -> Result<Vec<u8>> {
    let size = numbers.size();
    let too_large = || Error::limit(format!("chunks of {:?} pixels are too large for the memory", shape.sides));
    let len = shape.pixel_count().ok_or_else(too_large)? * size;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(len).map_err(|_| too_large())?;
    bytes.resize(len, 0);
    if source.size() != shape.in_image() {
        numbers.fill_pixels(&mut bytes);
    }
    shape.copy_in(size, source, [0; 3], &mut bytes);
    if swap {
        numbers.swap(&mut bytes);
    }
    Ok(bytes)
}

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

    fn read(
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
        let message = || data.input.error("the file is cut off or damaged: the index of its chunks is not there");
        let mut bytes = data.part(start.ok_or_else(message)?, len)?.bytes()?;
        if self.checksum {
            bytes = Packer::Crc32c.unpack(&bytes, bytes.len()).map_err(|message| data.input.error(message))?;
        }
        if self.swap_index {
            swap_numbers(8, &mut bytes);
        }
        let number = |bytes: &[u8]| bytes.try_into().map_or(0, u64::from_ne_bytes);
        Ok(bytes.chunks_exact(ENTRY).map(|entry| [number(&entry[..8]), number(&entry[8..])]).collect())
    }

    fn write(
        &self,
        ctx: &Context,
        numbers: &Numbers,
        shape: &Shape,
        source: &BoxRef<'_>,
    ) -> Result<Option<Vec<Vec<u8>>>> {
        let (grid, inner) = (self.grid(shape), self.inner_shape(shape));
        let cells = Cells::new([0; 3], source.size(), inner.in_image());
        let chunks = tasks::collect(ctx, cells.len(), |task| {
            let cell = cells.get(task);
            let pieces = self.pipeline.write(ctx, numbers, &inner, &source.part(cell.offset, cell.size))?;
            Ok(pieces.map(|pieces| (number(&grid, &shape.axes, cell.index), pieces)))
        })?;
        if chunks.iter().all(Option::is_none) {
            return Ok(None);
        }
        let entries: usize = grid.iter().product();
        let mut index = vec![MISSING; entries];
        let mut position = if self.index_first { self.index_len(entries) as u64 } else { 0 };
        let mut all = Vec::new();
        for (number, pieces) in chunks.into_iter().flatten() {
            let len = pieces.iter().map(Vec::len).sum::<usize>() as u64;
            index[number] = [position, len];
            position += len;
            all.extend(pieces);
        }
        let mut index: Vec<u8> = index.iter().flatten().flat_map(|number| number.to_ne_bytes()).collect();
        if self.swap_index {
            swap_numbers(8, &mut index);
        }
        if self.checksum {
            index = Packer::Crc32c.pack(index).map_err(Error::limit)?;
        }
        if self.index_first {
            all.insert(0, index);
        } else {
            all.push(index);
        }
        Ok(Some(all))
    }
}

/// Number of a position of the image in a grid whose last axis is the fastest.
fn number(grid: &[usize], axes: &[Option<usize>], position: [usize; 3]) -> usize {
    grid.iter().zip(axes).fold(0, |number, (side, axis)| number * side + axis.map_or(0, |axis| position[axis]))
}
