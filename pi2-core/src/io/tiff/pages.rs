//! From the directories of a TIFF file to the slices of an image: which pages belong to it, and where their pixels are.

use super::directory::{Directory, Layout, tag};
use super::fax::Fax;
use super::samples::Samples;
use super::scale::read_metadata;
use crate::Result;
use crate::image::{Dimensions, Metadata};
use crate::io::input::InputFile;

/// Longer tables than these are of no use to a JPEG decoder.
const MAX_JPEG_TABLES: u64 = 8192;

/// The slices of an image in a TIFF file.
#[derive(Debug)]
pub(super) struct Stack {
    pub dims: Dimensions,
    pub samples: Samples,
    pub slices: Vec<Page>,
    /// What was left out.
    pub notes: Vec<String>,
    /// Voxel size and description.
    pub metadata: Metadata,
}

/// How the pixels of a slice are cut and coded.
#[derive(Debug)]
pub(super) struct Page {
    pub grid: Grid,
    pub compression: Compression,
    pub predictor: u64,
    /// The least significant bit of each stored byte is the first.
    pub reversed_bits: bool,
    pub jpeg_tables: Option<Vec<u8>>,
    pub chunks: Vec<Chunk>,
}

/// A strip or tile in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Chunk {
    pub offset: u64,
    pub bytes: u64,
}

/// The strips or tiles that cover a slice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// Pixels of a chunk along x and y.
    pub size: [usize; 2],
    /// Chunks along x and y.
    pub count: [usize; 2],
    /// Tiles are stored whole, also where they reach over the edge of the image.
    pub is_tiled: bool,
}

/// How chunks are compressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Compression {
    None,
    Lzw,
    Jpeg,
    Deflate,
    OldDeflate,
    PackBits,
    Zstd,
    Lzma,
    Fax(Fax),
}

impl Compression {
    /// The compression for a code. `options` tells more about fax compression.
    fn from_code(code: u64, options: u64) -> Result<Self, String> {
        let name = match code {
            1 => return Ok(Self::None),
            2 => return Ok(Self::Fax(Fax::Runs)),
            3 => return Ok(Self::Fax(Fax::Three { may_be_relative: options & 1 == 1 })),
            4 => return Ok(Self::Fax(Fax::Four)),
            5 => return Ok(Self::Lzw),
            7 => return Ok(Self::Jpeg),
            8 => return Ok(Self::Deflate),
            32773 => return Ok(Self::PackBits),
            32946 => return Ok(Self::OldDeflate),
            34925 => return Ok(Self::Lzma),
            50000 => return Ok(Self::Zstd),
            6 => "old-style JPEG",
            34712 | 33003..=33005 => "JPEG 2000",
            34887 => "LERC",
            50001 => "WebP",
            50002 => "JPEG XL",
            _ => "unknown",
        };
        Err(format!("pixels with {name} compression (code {code}) cannot be read"))
    }

    /// The number that stands for the compression in a file.
    pub const fn code(self) -> u64 {
        match self {
            Self::None => 1,
            Self::Lzw => 5,
            Self::Jpeg => 7,
            Self::Deflate => 8,
            Self::PackBits => 32773,
            Self::OldDeflate => 32946,
            Self::Lzma => 34925,
            Self::Zstd => 50000,
            Self::Fax(Fax::Runs) => 2,
            Self::Fax(Fax::Three { .. }) => 3,
            Self::Fax(Fax::Four) => 4,
        }
    }

    /// More bytes than this never come out of one byte. It bounds what a damaged file can make us allocate.
    const fn max_ratio(self) -> u64 {
        match self {
            Self::None => 1,
            Self::PackBits => 64,
            Self::Deflate | Self::OldDeflate => 1032,
            Self::Lzw | Self::Jpeg => 4096,
            Self::Zstd | Self::Lzma | Self::Fax(_) => 50_000,
        }
    }
}

impl Grid {
    /// Rows that a chunk stores.
    pub fn stored_rows(&self, chunk: usize, height: usize) -> usize {
        let first = chunk / self.count[0] * self.size[1];
        if self.is_tiled { self.size[1] } else { self.size[1].min(height - first) }
    }
}

/// Size and kind of pixels; the pages of one image agree in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Geometry {
    width: u64,
    height: u64,
    samples_per_pixel: u64,
    format: u64,
    bits: u64,
}

/// A reader of values of the open file.
#[derive(Clone, Copy)]
struct Reader<'a> {
    input: &'a InputFile,
    layout: Layout,
}

impl Reader<'_> {
    fn number(self, directory: &Directory, tag: u16, default: u64) -> Result<u64> {
        Ok(directory.number(self.input, self.layout, tag)?.unwrap_or(default))
    }

    fn geometry(self, directory: &Directory) -> Result<Geometry> {
        Ok(Geometry {
            width: self.number(directory, tag::IMAGE_WIDTH, 0)?,
            height: self.number(directory, tag::IMAGE_LENGTH, 0)?,
            samples_per_pixel: self.number(directory, tag::SAMPLES_PER_PIXEL, 1)?,
            format: self.number(directory, tag::SAMPLE_FORMAT, 1)?,
            bits: self.number(directory, tag::BITS_PER_SAMPLE, 1)?,
        })
    }

    /// True for previews and masks.
    fn is_secondary(self, directory: &Directory) -> Result<bool> {
        let kind = self.number(directory, tag::NEW_SUBFILE_TYPE, 0)?;
        Ok(kind & 0b101 != 0 || self.number(directory, tag::OLD_SUBFILE_TYPE, 1)? == 2)
    }
}

/// The pages of the image: the largest one and all that are like it, without previews and masks. Also says what was
/// left out.
fn main_pages<'a>(
    reader: Reader<'_>,
    directories: &'a [Directory],
) -> Result<(Geometry, Vec<&'a Directory>, Vec<String>)> {
    let mut pages = Vec::new();
    for directory in directories {
        if !reader.is_secondary(directory)? {
            pages.push((reader.geometry(directory)?, directory));
        }
    }
    if pages.is_empty() {
        pages.push((reader.geometry(&directories[0])?, &directories[0]));
    }
    let area = |geometry: &Geometry| u128::from(geometry.width) * u128::from(geometry.height);
    let main = pages.iter().map(|(geometry, _)| *geometry);
    let main = main.reduce(|best, other| if area(&other) > area(&best) { other } else { best });
    let main = main.unwrap_or(pages[0].0);
    let like_main: Vec<_> = pages.iter().filter(|(geometry, _)| *geometry == main).map(|(_, page)| *page).collect();
    let notes = match pages.len() - like_main.len() {
        0 => Vec::new(),
        1 => vec!["a page of another size or type is left out".to_owned()],
        others => vec![format!("{others} pages of another size or type are left out")],
    };
    Ok((main, like_main, notes))
}

/// Finds the image in a file and where its pixels are.
pub(super) fn read_stack(input: &InputFile, layout: Layout, directories: &[Directory]) -> Result<Stack> {
    let reader = Reader { input, layout };
    let (main, pages, notes) = main_pages(reader, directories)?;
    let samples = Samples::new(main.samples_per_pixel, main.format, main.bits).map_err(|text| {
        let error = input.error(text);
        if main.samples_per_pixel == 1 {
            error
        } else {
            error.with_hint("save each channel as a grey-level image first")
        }
    })?;
    let (width, height) = sides(main).ok_or_else(|| {
        input.error(format!("the file is damaged: pages of {}×{} pixels are impossible", main.width, main.height))
    })?;
    let first = pages[0];
    let layers = reader.number(first, tag::IMAGE_DEPTH, 1)?.max(1);
    if layers > 1 && pages.len() > 1 {
        return Err(input.error("several pages of which each has a depth cannot be read"));
    }
    let mut budget = input.len();
    let mut slices = Vec::new();
    for directory in pages {
        let geometry = PageGeometry { width, height, layers, samples };
        slices.extend(read_page(reader, directory, geometry, &mut budget)?);
    }
    if let Some(count) = imagej_images(input, layout, first, directories.len())? {
        slices = continue_pages(input, &slices[0], samples.row_bytes(width) as u64 * height as u64, count)?;
    }
    let dims = Dimensions::new(width, height, slices.len());
    let bytes = width.checked_mul(height).and_then(|area| area.checked_mul(slices.len() * 8));
    bytes.ok_or_else(|| input.error(format!("{dims} pixels are more than can be addressed")))?;
    let metadata = read_metadata(input, layout, first)?;
    Ok(Stack { dims, samples, slices, notes, metadata })
}

fn sides(geometry: Geometry) -> Option<(usize, usize)> {
    let side = |pixels: u64| u32::try_from(pixels).ok().filter(|pixels| *pixels > 0).map(|pixels| pixels as usize);
    Some((side(geometry.width)?, side(geometry.height)?))
}

#[derive(Clone, Copy)]
struct PageGeometry {
    width: usize,
    height: usize,
    layers: u64,
    samples: Samples,
}

/// The slices of one page. `budget` is the number of strips and tiles that a file of this length can still have.
fn read_page(reader: Reader<'_>, directory: &Directory, page: PageGeometry, budget: &mut u64) -> Result<Vec<Page>> {
    let Reader { input, layout } = reader;
    let PageGeometry { width, height, layers, samples } = page;
    let fax_options = reader.number(directory, tag::T4_OPTIONS, 0)?;
    let compression = Compression::from_code(reader.number(directory, tag::COMPRESSION, 1)?, fax_options);
    let hint = "save it with another compression first, such as LZW or Deflate";
    let compression = compression.map_err(|text| input.error(text).with_hint(hint))?;
    // The bits of JPEG have an order of their own.
    let reversed_bits = reader.number(directory, tag::FILL_ORDER, 1)? == 2 && compression != Compression::Jpeg;
    let predictor = reader.number(directory, tag::PREDICTOR, 1)?;
    let predictor = if compression == Compression::None { 1 } else { predictor };
    samples.check_coding(compression, predictor).map_err(|text| input.error(text))?;
    let has_tables = compression == Compression::Jpeg && directory.count(tag::JPEG_TABLES) <= MAX_JPEG_TABLES;
    let jpeg_tables = if has_tables { directory.bytes(input, layout, tag::JPEG_TABLES)? } else { None };

    let grid = read_grid(reader, directory, width, height)?;
    let count = grid.count;
    let total = (count[0] as u64).checked_mul(count[1] as u64).and_then(|area| area.checked_mul(layers));
    let total = total.filter(|total| *total <= *budget);
    let total = total.ok_or_else(|| input.error("the file is damaged: it is too short for its strips or tiles"))?;
    *budget -= total;

    let chunks = read_chunks(reader, directory, &grid, total)?;
    let slice_chunks = count[0] * count[1];
    let row_bytes = samples.row_bytes(grid.size[0]) as u64;
    let check = |(index, (offset, stored)): (usize, (u64, Option<u64>))| {
        let needed = row_bytes.saturating_mul(grid.stored_rows(index % slice_chunks, height) as u64);
        let bytes = stored.unwrap_or(needed);
        let inside = offset.checked_add(bytes).is_some_and(|end| end <= input.len());
        if inside && needed <= bytes.saturating_mul(compression.max_ratio()) {
            return Ok(Chunk { offset, bytes });
        }
        let message = format!("the file is cut off or damaged: {needed} bytes of pixels should be in {bytes} bytes");
        Err(input.error(format!("{message} at {offset}, but the file has {}", input.len())))
    };
    let chunks: Vec<Chunk> = chunks.into_iter().enumerate().map(check).collect::<Result<_>>()?;
    let slice = |chunks: &[Chunk]| Page {
        grid,
        compression,
        predictor,
        reversed_bits,
        jpeg_tables: jpeg_tables.clone(),
        chunks: chunks.to_vec(),
    };
    Ok(chunks.chunks(slice_chunks).map(slice).collect())
}

/// The strips or tiles of a page.
fn read_grid(reader: Reader<'_>, directory: &Directory, width: usize, height: usize) -> Result<Grid> {
    let input = reader.input;
    let is_tiled = directory.count(tag::TILE_WIDTH) > 0;
    let size = if is_tiled {
        [reader.number(directory, tag::TILE_WIDTH, 0)?, reader.number(directory, tag::TILE_LENGTH, 0)?]
    } else {
        [width as u64, reader.number(directory, tag::ROWS_PER_STRIP, u64::MAX)?.min(height as u64)]
    };
    if size.iter().any(|side| *side == 0 || *side > u64::from(u32::MAX)) {
        return Err(input.error(format!("the file is damaged: tiles of {}×{} pixels are impossible", size[0], size[1])));
    }
    let size = size.map(|side| side as usize);
    let count = [width.div_ceil(size[0]), height.div_ceil(size[1])];
    Ok(Grid { size, count, is_tiled })
}

/// Position and, if known, number of bytes of the strips or tiles of a page.
fn read_chunks(reader: Reader<'_>, directory: &Directory, grid: &Grid, total: u64) -> Result<Vec<(u64, Option<u64>)>> {
    let Reader { input, layout } = reader;
    let (mut offsets, mut counts) = (tag::STRIP_OFFSETS, tag::STRIP_BYTE_COUNTS);
    if grid.is_tiled && directory.count(tag::TILE_OFFSETS) > 0 {
        (offsets, counts) = (tag::TILE_OFFSETS, tag::TILE_BYTE_COUNTS);
    }
    let offsets = directory.numbers(input, layout, offsets, total)?;
    if directory.count(counts) == 0 {
        return Ok(offsets.into_iter().map(|offset| (offset, None)).collect());
    }
    let counts = directory.numbers(input, layout, counts, total)?;
    Ok(offsets.into_iter().zip(counts.into_iter().map(Some)).collect())
}

/// The number of images that ImageJ announces, if they are more than the pages: they follow each other without pages.
fn imagej_images(input: &InputFile, layout: Layout, first: &Directory, pages: usize) -> Result<Option<u64>> {
    let Some(description) = first.bytes(input, layout, tag::IMAGE_DESCRIPTION)? else {
        return Ok(None);
    };
    if !description.starts_with(b"ImageJ=") {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&description);
    let images = text.lines().find_map(|line| line.strip_prefix("images=")?.trim().parse::<u64>().ok());
    Ok(images.filter(|images| *images > pages as u64))
}

/// The slices that follow the first one without gaps.
fn continue_pages(input: &InputFile, first: &Page, slice_bytes: u64, count: u64) -> Result<Vec<Page>> {
    let start = first.chunks[0].offset;
    let end = slice_bytes.checked_mul(count).and_then(|bytes| bytes.checked_add(start));
    if first.grid.is_tiled || first.compression != Compression::None || end.is_none_or(|end| end > input.len()) {
        let message = format!("the file is cut off or damaged: the {count} images that ImageJ announces are not in it");
        return Err(input.error(message));
    }
    let width = first.grid.size[0];
    let grid = Grid { size: [width, usize::MAX], count: [1, 1], is_tiled: false };
    let slice = |z| Page {
        grid,
        compression: Compression::None,
        predictor: 1,
        reversed_bits: first.reversed_bits,
        jpeg_tables: None,
        chunks: vec![Chunk { offset: start + z * slice_bytes, bytes: slice_bytes }],
    };
    Ok((0..count).map(slice).collect())
}
