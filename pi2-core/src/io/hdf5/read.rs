//! Reading of a data set as an image.

use std::path::Path;
use std::sync::Arc;

use hdf5_reader::error::Error as Hdf5Error;
use hdf5_reader::storage::FileStorage;
use hdf5_reader::{ByteOrder, Dataset, Datatype, H5Type, Hdf5File, SliceInfo, SliceInfoElem};

use super::choose::{Choice, choose, pixel_type, sides};
use crate::image::{Metadata, PixelType, Region};
use crate::io::input::InputFile;
use crate::io::plain::{Layout, checked_dims};
use crate::io::{ImageInfo, ImageSource, check_region};
use crate::par::tasks;
use crate::{Context, Error, Result};

/// Deflate makes at most 1032 bytes of one. What a small file leaves out is filled up.
const MAX_RATIO: u64 = 1032;

/// A data set that is smaller than this may be in any file: what is not stored has one value.
const SMALL: u64 = 1 << 28;

/// Bytes of pixels that a task reads at least, if there are so many.
const PIECE: usize = 1 << 21;

/// A data set, open for reading.
pub struct Hdf5Source {
    data_set: Dataset,
    info: ImageInfo,
    layout: Layout,
}

/// Opens a data set of a file, given by its path in the file. Without one, it is that to which the `default` and
/// `signal` attributes of NeXus lead, that of Data Exchange or NXtomo, or the one with the most axes and pixels.
///
/// # Errors
/// `Io` if there is no such file, `Format` if it is not HDF5 or the data set is no image.
pub fn open(path: &Path, data_set: Option<&str>) -> Result<Box<dyn ImageSource>> {
    let input = InputFile::open(path)?;
    let damaged = |error: &Hdf5Error| input.error(explain(error));
    let storage = FileStorage::open(path).map_err(|error| damaged(&error))?;
    let file = Hdf5File::from_storage(Arc::new(storage)).map_err(|error| damaged(&error))?;
    let choice = choose(&file, data_set).map_err(|message| input.error(message))?;
    let named = format!("`{}`", choice.path);
    let (found, big_endian) = pixel_type(choice.data_set.dtype())
        .map_err(|kind| input.error(format!("the data set {named} holds {kind}, which cannot be read")))?;
    let mut sides = sides(&choice.data_set).to_vec();
    sides.reverse();
    if sides.len() > 3 {
        let axes = sides.len();
        return Err(input.error(format!("the data set {named} has {axes} axes, only 1 to 3 can be read")));
    }
    let dims = checked_dims(&sides).map_err(|message| input.error(message))?;
    let layout = Layout::new(dims, found, big_endian);
    if layout.byte_count() > SMALL && layout.byte_count() / MAX_RATIO > input.len() {
        let message = format!("{} bytes cannot hold the {dims} pixels of {named}", input.len());
        return Err(input.error(format!("the file is cut off or damaged: {message}")));
    }
    let mut info = ImageInfo { metadata: metadata(&choice), ..layout.info(path, "hdf5") };
    if choice.others > 0 {
        let others = choice.others;
        info.notes.push(format!("the data set {named} is read, the file has {others} more that could be meant"));
    }
    Ok(Box::new(Hdf5Source { data_set: choice.data_set, info, layout }))
}

/// What the library found wrong.
fn explain(error: &Hdf5Error) -> String {
    match error {
        Hdf5Error::InvalidMagic => "the file does not begin like an HDF5 file".to_owned(),
        Hdf5Error::UnexpectedEof { .. } => format!("the file is cut off or damaged: {error}"),
        Hdf5Error::UnsupportedFilter(name) => format!("pixels with {name} compression cannot be read"),
        Hdf5Error::Context { source, .. } => explain(source),
        _ => format!("the file cannot be read: {error}"),
    }
}

fn metadata(choice: &Choice) -> Metadata {
    let mut metadata = Metadata::default();
    metadata.insert_text("data set", &choice.path);
    // Fiji and ilastik: the sizes of voxels, slowest first.
    let sizes = choice.data_set.attribute("element_size_um").and_then(|sizes| {
        sizes.read_1d::<f64>().or_else(|_| Ok(sizes.read_1d::<f32>()?.into_iter().map(f64::from).collect()))
    });
    if let Ok(&[z, y, x]) = sizes.as_deref() {
        metadata.insert_vector(Metadata::VOXEL_SIZE, [x, y, z]);
        metadata.insert_text(Metadata::UNIT, "µm");
    }
    if let Some(units) = choice.data_set.attribute("units").ok().and_then(|units| units.read_string().ok()) {
        metadata.insert_text("units of values", units);
    }
    metadata
}

/// The bytes of a stored number.
#[derive(Clone, Copy)]
struct Stored<const N: usize>([u8; N]);

impl<const N: usize> H5Type for Stored<N> {
    fn hdf5_type() -> Datatype {
        Datatype::FixedPoint { size: N as u8, signed: false, byte_order: ByteOrder::LittleEndian }
    }

    fn from_bytes(bytes: &[u8], _: &Datatype) -> hdf5_reader::error::Result<Self> {
        let bytes = bytes.get(..N).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| Hdf5Error::InvalidData(format!("there are not {N} bytes")))
    }

    fn element_size(_: &Datatype) -> usize {
        N
    }

    fn native_copy_compatible(_: &Datatype) -> bool {
        true
    }
}

impl Hdf5Source {
    /// Reads a box that lies inside the image, as it is stored.
    fn read_stored<const N: usize>(&self, region: Region, bytes: &mut [u8]) -> Result<()> {
        let ranges = (0..3).map(|axis| (region.start[axis] as u64, region.end()[axis] as u64));
        let mut ranges: Vec<(u64, u64)> = ranges.collect();
        // Axes that the data set does not have come last here, and those of one pixel that the image does not have first.
        ranges.resize(self.data_set.ndim(), (0, 1));
        ranges.reverse();
        let selections = ranges.into_iter().map(|(start, end)| SliceInfoElem::Slice { start, end, step: 1 }).collect();
        let read = self.data_set.read_slice::<Stored<N>>(&SliceInfo { selections });
        let read = read.map_err(|error| Error::format(&self.info.path, explain(&error)))?;
        if read.len() * N != bytes.len() {
            return Err(Error::format(&self.info.path, "the file is damaged: pixels are missing"));
        }
        for (place, stored) in bytes.chunks_exact_mut(N).zip(&read) {
            place.copy_from_slice(&stored.0);
        }
        Ok(())
    }

    /// Sides of the boxes in which the data set is stored, along y and z; 1 for what is not stored in boxes.
    fn chunk(&self) -> [usize; 2] {
        let chunk = self.data_set.chunks().unwrap_or_default();
        // A last number would be that of bytes of an element.
        let side = |axis: usize| {
            let index = self.data_set.ndim().checked_sub(axis + 1);
            index.and_then(|index| chunk.get(index)).map_or(1, |side| (*side).max(1) as usize)
        };
        [side(1), side(2)]
    }
}

/// How far a task reads from `start` on: whole chunks of at least `rows` rows or slices, but not behind `end`.
fn next_stop(start: usize, end: usize, chunk: usize, least: usize) -> usize {
    (start + least).div_ceil(chunk).saturating_mul(chunk).min(end)
}

impl ImageSource for Hdf5Source {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        self.layout.choose_type(&self.info, requested)
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        let size = pixel_type.size();
        check_region(self.info.dims, region, size, pixels.len())?;
        let row = region.size[0] * size;
        let slice = region.size[1] * row;
        let [chunk_y, chunk_z] = self.chunk();
        let least = |bytes: usize| PIECE.div_ceil(bytes.max(1));
        // No chunk is decoded by two tasks, and no task holds much more than a row of chunks.
        let (mut rest, mut jobs) = (pixels, Vec::new());
        let (mut z, end) = (region.start[2] as usize, region.end()[2] as usize);
        while z < end && !rest.is_empty() {
            let stop = next_stop(z, end, chunk_z, least(slice));
            let (piece, others) = rest.split_at_mut((stop - z) * slice);
            jobs.push((z, stop - z, piece));
            (rest, z) = (others, stop);
        }
        tasks::chunks_mut(ctx, &mut jobs, 1, |_, job| {
            let (z, depth, piece) = &mut job[0];
            let (mut y, end) = (region.start[1] as usize, region.end()[1] as usize);
            while y < end {
                ctx.check_cancelled()?;
                let stop = next_stop(y, end, chunk_y, least(row * *depth));
                let start = [region.start[0], y as i64, *z as i64];
                let part = Region { start, size: [region.size[0], stop - y, *depth] };
                let mut bytes = vec![0; part.pixel_count() * size];
                self.layout.fill(pixel_type, &mut bytes, |stored| match self.layout.pixel_size {
                    1 => self.read_stored::<1>(part, stored),
                    2 => self.read_stored::<2>(part, stored),
                    4 => self.read_stored::<4>(part, stored),
                    _ => self.read_stored::<8>(part, stored),
                })?;
                let first = (y - region.start[1] as usize) * row;
                for (slice_of_part, slice_of_piece) in
                    bytes.chunks_exact((stop - y) * row).zip(piece.chunks_exact_mut(slice))
                {
                    slice_of_piece[first..first + slice_of_part.len()].copy_from_slice(slice_of_part);
                }
                y = stop;
            }
            Ok(())
        })
    }
}
