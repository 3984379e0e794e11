//! From pixels to the bytes of a chunk file and back.

use super::array::paste;
use super::packer::Packer;
use super::shape::{Numbers, Shape};
use super::shards::Shards;
use crate::image::Region;
use crate::io::input::InputFile;
use crate::par::{BoxMut, BoxRef, Cell};
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
    /// An error about the bytes.
    pub fn error(&self, message: impl Into<String>) -> Error {
        self.input.error(message)
    }

    /// The bytes of a file from `start` on.
    pub fn new(input: &'a InputFile, start: u64) -> Self {
        Self { input, place: Place::File { start, len: input.len().saturating_sub(start) } }
    }

    /// Number of bytes.
    pub fn len(&self) -> u64 {
        match &self.place {
            Place::File { len, .. } => *len,
            Place::Memory(bytes) => bytes.len() as u64,
        }
    }

    /// The bytes.
    pub fn bytes(self) -> Result<Vec<u8>> {
        match self.place {
            Place::File { start, len } => self.input.bytes_at(start, len),
            Place::Memory(bytes) => Ok(bytes),
        }
    }

    /// Some of the bytes. An error if they are not all there.
    pub fn part(&self, start: u64, len: u64) -> Result<Self> {
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

    /// The bytes of a chunk, in pieces; none if it has only fill pixels. Pixels that are not new are those of `old`.
    pub fn write(
        &self,
        ctx: &Context,
        numbers: &Numbers,
        shape: &Shape,
        new: &NewPixels<'_>,
        old: Option<&Data<'_>>,
    ) -> Result<Option<Vec<Vec<u8>>>> {
        // Small chunks that do not change are not even unpacked.
        let is_cut = self.packers.is_empty() && matches!(self.serial, Serial::Shards(_));
        if !new.are_all() && !is_cut {
            let merged = self.merged(ctx, numbers, shape, new, old)?;
            let all = NewPixels::all(BoxRef::whole(&merged, new.extent, numbers.size()));
            return self.write(ctx, numbers, shape, &all, None);
        }
        let stored = shape.permuted(&self.order);
        let pieces = match &self.serial {
            Serial::Bytes { .. } if numbers.is_fill(&new.pixels) => None,
            Serial::Bytes { swap } => Some(vec![list(numbers, &stored, &new.pixels, *swap)?]),
            Serial::Shards(shards) => shards.write(ctx, numbers, &stored, new, old)?,
        };
        let Some(mut pieces) = pieces else { return Ok(None) };
        if !self.packers.is_empty() {
            let mut bytes = if pieces.len() == 1 { pieces.swap_remove(0) } else { pieces.concat() };
            for packer in &self.packers {
                bytes = packer.pack(bytes).map_err(Error::limit)?;
            }
            pieces = vec![bytes];
        }
        Ok(Some(pieces))
    }

    /// All pixels of a chunk that lie in the image.
    fn merged(
        &self,
        ctx: &Context,
        numbers: &Numbers,
        shape: &Shape,
        new: &NewPixels<'_>,
        old: Option<&Data<'_>>,
    ) -> Result<Vec<u8>> {
        let mut pixels = vec![0; new.extent.iter().product::<usize>() * numbers.size()];
        match old {
            Some(old) => {
                let target = BoxMut::whole(&mut pixels, new.extent, numbers.size());
                self.read(ctx, numbers, old.part(0, old.len())?, shape, [0; 3], target)?;
            }
            None => numbers.fill_pixels(&mut pixels),
        }
        let part = Region { start: new.start.map(|start| start as i64), size: new.pixels.size() };
        let whole = Region::whole(new.extent.into());
        paste(&new.pixels, numbers.size(), whole, part, &mut pixels);
        Ok(pixels)
    }
}

/// Pixels that are written into a chunk.
#[derive(Clone, Copy, Debug)]
pub(in crate::io) struct NewPixels<'a> {
    pub pixels: BoxRef<'a>,
    /// The first of them in the chunk.
    pub start: [usize; 3],
    /// Size of the part of the chunk that lies in the image.
    pub extent: [usize; 3],
}

impl<'a> NewPixels<'a> {
    /// All pixels of a chunk that lie in the image.
    pub fn all(pixels: BoxRef<'a>) -> Self {
        Self { pixels, start: [0; 3], extent: pixels.size() }
    }

    /// True if no pixel in the image stays.
    pub fn are_all(&self) -> bool {
        self.pixels.size() == self.extent
    }

    /// Those in a cell of the chunk; none if there are none.
    pub fn in_cell(&self, cell: &Cell) -> Option<Self> {
        let end = |axis: usize| (self.start[axis] + self.pixels.size()[axis]).min(cell.offset[axis] + cell.size[axis]);
        let start: [usize; 3] = std::array::from_fn(|axis| self.start[axis].max(cell.offset[axis]));
        if (0..3).any(|axis| start[axis] >= end(axis)) {
            return None;
        }
        let from = std::array::from_fn(|axis| start[axis] - self.start[axis]);
        let size = std::array::from_fn(|axis| end(axis) - start[axis]);
        let start = std::array::from_fn(|axis| start[axis] - cell.offset[axis]);
        Some(Self { pixels: self.pixels.part(from, size), start, extent: cell.size })
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
