//! Raw files: pixels in native order, x fastest, and nothing else. The size is in the name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::AtomicFile;
use super::input::InputFile;
use super::names::{dims_in_name, find_raw, matching_files, raw_ending, raw_name};
use super::runs::Runs;
use super::{ImageInfo, ImageSink, ImageSource, check_region, write_all};
use crate::image::{Dimensions, DynImage, Image, PixelType, Region};
use crate::par::tasks;
use crate::{Context, Error, Result};

/// Pixels that one task interleaves when an RGB file is written.
const RGB_PIECE: usize = 1 << 19;

/// A raw file, open for reading.
#[derive(Debug)]
pub struct RawSource {
    input: InputFile,
    info: ImageInfo,
    /// True if the number of bytes must be what the type needs, which is how a raw file is recognised.
    strict: bool,
}

impl RawSource {
    /// Opens a file whose name gives the size. The path may be shortened to the start of the name.
    ///
    /// # Errors
    /// `Io` if there is no such file, `Format` if there are several or the name gives no size.
    pub fn open(path: &Path) -> Result<Self> {
        Self::with_dims(path, None, true)
    }

    /// Opens a file with a size that the user gave, or else the one in the name. Bytes behind the last pixel are ignored
    /// if the user gave the pixel type.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_as(path: &Path, dims: Option<Dimensions>, requested: Option<PixelType>) -> Result<Self> {
        Self::with_dims(path, dims, requested.is_none())
    }

    fn with_dims(path: &Path, dims: Option<Dimensions>, strict: bool) -> Result<Self> {
        let path = find_raw(path)?;
        let input = InputFile::open(&path)?;
        let text = path.to_string_lossy();
        let dims = dims.map_or_else(|| dims_in_name(&text).map_err(|message| input.error(message)), Ok)?;
        let count = dims.pixel_count() as u64;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let pixel_type = guess_type(&name, input.len(), count);
        let pixel_size = pixel_type.map_or((input.len() / count) as usize, PixelType::size);
        let info = ImageInfo::new(&path, "raw", dims, pixel_type, pixel_size);
        Ok(Self { input, info, strict })
    }

    fn wrong_length(&self, pixel_type: PixelType) -> Error {
        wrong_length(&self.info.path, self.info.dims, pixel_type, self.input.len())
    }
}

/// The file has not the length that its pixels need.
pub(super) fn wrong_length(path: &Path, dims: Dimensions, pixel_type: PixelType, found: u64) -> Error {
    let needed = dims.pixel_count() as u128 * pixel_type.size() as u128;
    Error::format(path, format!("{dims} pixels of {pixel_type} need {needed} bytes, but the file has {found}"))
}

impl ImageSource for RawSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        let (count, len) = (self.info.dims.pixel_count() as u64, self.input.len());
        let Some(pixel_type) = requested.or(self.info.pixel_type) else {
            let message = format!("the pixel type is unknown: {} pixels in {len} bytes", self.info.dims);
            return Err(self.input.error(message).with_hint("give the data type, for example `int16`"));
        };
        let size = pixel_type.size() as u64;
        let fits = if self.strict { len / count == size } else { len / count >= size };
        if fits { Ok(pixel_type) } else { Err(self.wrong_length(pixel_type)) }
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        check_region(self.info.dims, region, pixel_type.size(), pixels.len())?;
        let read = |position, piece: &mut [u8]| self.input.read_at(position, piece);
        Runs::new(self.info.dims, region).for_each_mut(ctx, pixel_type.size(), pixels, read)
    }
}

/// The type that a word in the name tells, if the length of the file agrees; else the unsigned or float type that gives
/// exactly the length.
pub(super) fn guess_type(name: &str, len: u64, count: u64) -> Option<PixelType> {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let mut types = words.filter_map(|word| word.parse::<PixelType>().ok());
    types.find(|pixel_type| len / count == pixel_type.size() as u64).or_else(|| {
        let by_size = [PixelType::UInt8, PixelType::UInt16, PixelType::Float32, PixelType::UInt64];
        by_size.into_iter().find(|pixel_type| count.checked_mul(pixel_type.size() as u64) == Some(len))
    })
}

/// A raw file that is being written.
#[derive(Debug)]
pub struct RawSink {
    file: AtomicFile,
    dims: Dimensions,
    pixel_size: usize,
    /// Bytes that come first: a header, or the pixels of an older file.
    base: u64,
    /// The older file, which goes away when this one is complete.
    replaced: Option<PathBuf>,
}

impl RawSink {
    /// Starts a file. The size is added to the name unless it is there.
    ///
    /// # Errors
    /// `Io` if the file or its folder cannot be made.
    pub fn create(name: &str, dims: Dimensions, pixel_size: usize) -> Result<Self> {
        let mut file = AtomicFile::create(&raw_name(name, dims))?;
        file.set_len(dims.pixel_count() as u64 * pixel_size as u64)?;
        Ok(Self { file, dims, pixel_size, base: 0, replaced: None })
    }

    /// Starts a file of any name whose pixels come after a header.
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub(super) fn with_header(path: &Path, header: &[u8], dims: Dimensions, pixel_size: usize) -> Result<Self> {
        let mut file = AtomicFile::create(path)?;
        let base = header.len() as u64;
        file.write_at(0, header)?;
        file.set_len(base + dims.pixel_count() as u64 * pixel_size as u64)?;
        Ok(Self { file, dims, pixel_size, base, replaced: None })
    }

    /// Starts a file that continues, in z, the one of the same name and slice size, or a new file if there is none.
    ///
    /// # Errors
    /// `Format` if the slices of the older file are different or it is not clear which one is meant.
    pub fn append(name: &str, dims: Dimensions, pixel_size: usize) -> Result<Self> {
        let Some((old, old_dims)) = file_to_continue(name, dims)? else {
            return Self::create(name, dims, pixel_size);
        };
        let mut source = File::open(&old).map_err(|source| Error::io("read", &old, source))?;
        let len = source.metadata().map_err(|source| Error::io("read", &old, source))?.len();
        let base = old_dims.pixel_count() as u64 * pixel_size as u64;
        if len != base {
            let message = format!("{old_dims} pixels of {pixel_size} bytes need {base} bytes, but the file has {len}");
            return Err(Error::format(&old, format!("nothing can be appended: {message}")));
        }
        let all = Dimensions::new(dims.width, dims.height, old_dims.depth.saturating_add(dims.depth));
        let text = old.to_string_lossy();
        let name = text.strip_suffix(&raw_ending(old_dims)).unwrap_or(&text);
        let target = raw_name(name, all);
        if target.exists() {
            return Err(Error::format(&target, format!("appending to {text} would replace this file")));
        }
        let mut file = AtomicFile::create(&target)?;
        io::copy(&mut source, file.file()).map_err(|source| file.error(source))?;
        Ok(Self { file, dims, pixel_size, base, replaced: Some(old) })
    }
}

/// The raw file that an image of the given size continues, and its size.
fn file_to_continue(name: &str, dims: Dimensions) -> Result<Option<(PathBuf, Dimensions)>> {
    let named = |path: PathBuf| dims_in_name(&path.to_string_lossy()).ok().map(|dims| (path, dims));
    let given = Path::new(name).is_file().then(|| named(PathBuf::from(name))).flatten();
    let prefix = name.strip_suffix(&raw_ending(dims)).unwrap_or(name);
    let listed = || matching_files(&format!("{prefix}_@x@x@.raw")).into_iter().filter_map(named).collect();
    let candidates: Vec<_> = given.map_or_else(listed, |given| vec![given]);
    let fits = |found: &Dimensions| (found.width, found.height) == (dims.width, dims.height);
    let fitting: Vec<_> = candidates.iter().filter(|(_, found)| fits(found)).collect();
    match (&fitting[..], &candidates[..]) {
        ([only], _) => Ok(Some((*only).clone())),
        ([], []) => Ok(None),
        ([], [(path, found), ..]) => {
            let (slice, own) = ((found.width, found.height), (dims.width, dims.height));
            let message = format!("has slices of {}×{} pixels, those of {}×{}", slice.0, slice.1, own.0, own.1);
            Err(Error::format(path, format!("{message} cannot be appended")))
        }
        ([(first, _), (second, _), ..], _) => {
            let message = format!("the image could be appended to this file and to {}", second.display());
            Err(Error::format(first, message).with_hint("give the full name of the file"))
        }
    }
}

impl ImageSink for RawSink {
    fn dims(&self) -> Dimensions {
        self.dims
    }

    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        check_region(self.dims, region, self.pixel_size, pixels.len())?;
        let write = |position, piece: &[u8]| self.file.write_at(self.base + position, piece);
        Runs::new(self.dims, region).for_each(ctx, self.pixel_size, pixels, write)
    }

    fn finish(self: Box<Self>) -> Result<PathBuf> {
        let written = self.file.finish()?;
        if let Some(old) = &self.replaced {
            fs::remove_file(old).map_err(|source| Error::io("remove", old, source))?;
        }
        Ok(written)
    }
}

/// Writes an image, or appends its slices to a file of the same name and slice size.
///
/// # Errors
/// As [`RawSink::create`] and [`RawSink::append`].
pub fn write(ctx: &Context, image: &DynImage, name: &str, append: bool) -> Result<PathBuf> {
    let start = if append { RawSink::append } else { RawSink::create };
    write_all(ctx, Box::new(start(name, image.dims(), image.pixel_type().size())?), image)
}

/// Writes three images of equal size as interleaved red, green and blue bytes.
///
/// # Errors
/// `Dimensions` if the sizes differ, and as [`write`].
pub fn write_rgb(ctx: &Context, channels: [&Image<u8>; 3], name: &str, append: bool) -> Result<PathBuf> {
    let [r, g, b] = channels;
    for (other, channel) in [("g", g), ("b", b)] {
        if channel.dims() != r.dims() {
            let (dims, found) = (r.dims(), channel.dims());
            return Err(Error::dimensions(format!("`r` is {dims} but `{other}` is {found}; they must be equal")));
        }
    }
    let start = if append { RawSink::append } else { RawSink::create };
    let sink = start(name, r.dims(), 3)?;
    tasks::run(ctx, r.pixels().len().div_ceil(RGB_PIECE), &|task| {
        let range = task * RGB_PIECE..r.pixels().len().min((task + 1) * RGB_PIECE);
        let [r, g, b] = channels.map(|channel| &channel.pixels()[range.clone()]);
        let bytes: Vec<u8> = r.iter().zip(g).zip(b).flat_map(|((r, g), b)| [*r, *g, *b]).collect();
        sink.file.write_at(sink.base + 3 * range.start as u64, &bytes)
    })?;
    Box::new(sink).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_is_a_word_of_the_name_that_agrees_with_the_length() {
        let guess = |name, len| guess_type(name, len, 10);
        assert_eq!(guess("a_int16_10x1x1.raw", 20), Some(PixelType::Int16));
        assert_eq!(guess("INT8-a_10x1x1.raw", 10), Some(PixelType::Int8));
        assert_eq!(guess("int16_as_int32_10x1x1.raw", 40), Some(PixelType::Int32));
        // Not a word of its own, and not the right length.
        assert_eq!(guess("paint16_10x1x1.raw", 20), Some(PixelType::UInt16));
        assert_eq!(guess("uint8_10x1x1.raw", 40), Some(PixelType::Float32));
        assert_eq!(guess("a_10x1x1.raw", 80), Some(PixelType::UInt64));
        assert_eq!(guess("a_10x1x1.raw", 30), None);
        assert_eq!(guess("a_10x1x1.raw", 21), None);
        assert_eq!(guess("int16_10x1x1.raw", 21), Some(PixelType::Int16));
    }
}
