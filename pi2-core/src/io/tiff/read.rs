//! Reads the pixels of a TIFF file.

use std::path::Path;

use super::decode::{decode_chunk, to_native};
use super::directory::{Layout, read_directories};
use super::pages::{Compression, Page, Stack, read_stack};
use super::samples::{Conversion, Samples};
use crate::image::{PixelType, Region};
use crate::io::input::InputFile;
use crate::io::{ImageInfo, ImageSource, check_region};
use crate::par::tasks;
use crate::{Context, Result};

/// Bytes of pixels that one task reads, at least.
const PIECE: usize = 1 << 20;

/// A TIFF file, open for reading.
#[derive(Debug)]
pub struct TiffSource {
    input: InputFile,
    layout: Layout,
    samples: Samples,
    slices: Vec<Page>,
    info: ImageInfo,
}

/// Consecutive rows of a slice and the memory for them.
struct Job<'a> {
    slice: &'a Page,
    y: usize,
    pixels: &'a mut [u8],
}

/// What is the same for all rows of a box.
#[derive(Clone, Copy)]
struct Cut {
    x: usize,
    width: usize,
    conversion: Conversion,
    /// Bytes of a pixel that is delivered.
    size: usize,
}

impl TiffSource {
    /// Opens a file and finds its pages.
    ///
    /// # Errors
    /// `Io` if there is no such file, `Format` if it is damaged or holds something else than grey levels.
    pub fn open(path: &Path) -> Result<Self> {
        let input = InputFile::open(path)?;
        let (layout, directories) = read_directories(&input)?;
        let Stack { dims, samples, slices, notes, metadata } = read_stack(&input, layout, &directories)?;
        let (pixel_type, pixel_size) = (samples.pixel_type, samples.pixel_size());
        let info = ImageInfo { notes, metadata, ..ImageInfo::new(path, "tiff", dims, pixel_type, pixel_size) };
        Ok(Self { input, layout, samples, slices, info })
    }

    /// Reads rows that can be fetched as they are: strips that are not compressed.
    fn fetch_rows(&self, job: &mut Job<'_>, cut: Cut) -> Result<()> {
        let grid = job.slice.grid;
        let row_bytes = self.samples.row_bytes(self.info.dims.width) as u64;
        let position = |y: usize| job.slice.chunks[y / grid.size[1]].offset + (y % grid.size[1]) as u64 * row_bytes;
        let target_bytes = cut.width * cut.size;
        let is_whole = target_bytes as u64 == row_bytes;
        let mut y = job.y;
        let mut rest = &mut *job.pixels;
        while !rest.is_empty() {
            let start = position(y);
            let left = rest.len() / target_bytes;
            // Strips that follow each other are read at once.
            let follows = |rows: &usize| is_whole && position(y + rows) == start + *rows as u64 * row_bytes;
            let rows = (1..left).find(|rows| !follows(rows)).unwrap_or(left);
            let (run, others) = rest.split_at_mut(rows * target_bytes);
            self.input.read_at(start + (cut.x * cut.size) as u64, run)?;
            to_native(self.layout, self.samples, run);
            y += rows;
            rest = others;
        }
        Ok(())
    }

    /// Reads rows by decoding the strips or tiles that touch them.
    fn decode_rows(&self, job: &mut Job<'_>, cut: Cut) -> Result<()> {
        let grid = job.slice.grid;
        let [tile_width, tile_height] = grid.size;
        let row_bytes = self.samples.row_bytes(tile_width);
        let target_bytes = cut.width * cut.size;
        let end = job.y + job.pixels.len() / target_bytes;
        for band in job.y / tile_height..=(end - 1) / tile_height {
            let (first, last) = (job.y.max(band * tile_height), end.min((band + 1) * tile_height));
            for column in cut.x / tile_width..=(cut.x + cut.width - 1) / tile_width {
                let chunk = band * grid.count[0] + column;
                let height = self.info.dims.height;
                let tile = decode_chunk(&self.input, self.layout, self.samples, job.slice, chunk, height)?;
                let (left, right) =
                    (cut.x.max(column * tile_width), (cut.x + cut.width).min((column + 1) * tile_width));
                for y in first..last {
                    let row = &tile[(y - band * tile_height) * row_bytes..][..row_bytes];
                    let target = &mut job.pixels[(y - job.y) * target_bytes..][..target_bytes];
                    let target = &mut target[(left - cut.x) * cut.size..(right - cut.x) * cut.size];
                    self.samples.convert_row(cut.conversion, row, left - column * tile_width, target);
                }
            }
        }
        Ok(())
    }

    /// Cuts the memory for a box into rows for tasks. A strip or tile is decoded by one task only.
    fn jobs<'a>(&'a self, region: Region, cut: Cut, mut pixels: &'a mut [u8]) -> Vec<Job<'a>> {
        let target_bytes = cut.width * cut.size;
        let [first, end] = [region.start[1] as usize, region.start[1] as usize + region.size[1]];
        let mut jobs = Vec::new();
        for slice in &self.slices[region.start[2] as usize..][..region.size[2]] {
            let band = if can_fetch(slice, cut) { 1 } else { slice.grid.size[1] };
            let bands = (PIECE / target_bytes / band).max(1);
            let mut y = first;
            while y < end {
                let next = (y / band).saturating_add(bands).saturating_mul(band).min(end);
                let (piece, rest) = pixels.split_at_mut((next - y) * target_bytes);
                jobs.push(Job { slice, y, pixels: piece });
                pixels = rest;
                y = next;
            }
        }
        jobs
    }
}

/// True if the pixels are in the file as they are needed.
fn can_fetch(slice: &Page, cut: Cut) -> bool {
    let is_plain = slice.compression == Compression::None && !slice.reversed_bits;
    cut.conversion == Conversion::Copy && is_plain && !slice.grid.is_tiled
}

impl ImageSource for TiffSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        let found = self.info.pixel_type;
        let size = found.map_or(self.info.pixel_size, PixelType::size);
        match (requested, found) {
            (None, Some(found)) => Ok(found),
            (None, None) if self.samples.is_double() => Err(self
                .input
                .error("the pixels are float64, which pi2 has not")
                .with_hint("give the data type float32 to read the nearest float32")),
            (None, None) => {
                let message = format!("the file does not tell the type of its pixels of {size} bytes");
                Err(self.input.error(message).with_hint("give the data type"))
            }
            (Some(PixelType::Float32), None) if self.samples.is_double() => Ok(PixelType::Float32),
            (Some(requested), _) if requested.size() == size => Ok(requested),
            (Some(requested), _) => {
                let kind = found.map_or_else(|| format!("have {size} bytes"), |found| format!("are {found}"));
                let message = format!("the pixels {kind}, they cannot be read as {requested}");
                Err(self.input.error(message).with_hint("read the image as it is and `convert` it"))
            }
        }
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        check_region(self.info.dims, region, pixel_type.size(), pixels.len())?;
        if region.is_empty() {
            return Ok(());
        }
        let conversion = self.samples.conversion(pixel_type);
        let cut = Cut { x: region.start[0] as usize, width: region.size[0], conversion, size: pixel_type.size() };
        let mut jobs = self.jobs(region, cut, pixels);
        tasks::chunks_mut(ctx, &mut jobs, 1, |_, job| {
            let job = &mut job[0];
            if can_fetch(job.slice, cut) { self.fetch_rows(job, cut) } else { self.decode_rows(job, cut) }
        })
    }
}
