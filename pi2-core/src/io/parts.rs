//! Pixels that a header spreads over several files, each with equally many slices.

use std::path::{Path, PathBuf};

use super::input::InputFile;
use super::plain::Layout;
use super::{ImageInfo, ImageSource, check_region};
use crate::image::{Dimensions, PixelType, Region};
use crate::par::tasks;
use crate::{Context, Error, Result};

/// Where a header says that the pixels are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum DataFile {
    /// Behind the header, which has this many bytes.
    Attached(u64),
    One(String),
    /// Each has equally many slices.
    Several(Vec<String>),
}

/// Opens the pixels that a header tells about. `info` and `layout` are those of the whole image; `open` gets a file, those
/// of the pixels in it, and the byte behind the header.
///
/// # Errors
/// `Io` if one of the files does not exist; `Format` if the image cannot be cut into the files; those of `open`.
pub(super) fn open_data(
    input: InputFile,
    info: ImageInfo,
    layout: Layout,
    data_file: DataFile,
    open: impl Fn(InputFile, ImageInfo, Layout, u64) -> Result<Box<dyn ImageSource>> + Send + Sync + 'static,
) -> Result<Box<dyn ImageSource>> {
    let beside = |name: &str| input.path().with_file_name(name);
    match data_file {
        DataFile::Attached(start) => open(input, info, layout, start),
        DataFile::One(name) => open(InputFile::open(&beside(&name))?, info, layout, 0),
        DataFile::Several(names) => {
            let paths: Vec<PathBuf> = names.iter().map(|name| beside(name)).collect();
            let dims = part_dims(info.dims, paths.len()).map_err(|message| input.error(message))?;
            let (part, format) = (Layout { dims, ..layout }, info.format);
            let open = move |path: &Path| open(InputFile::open(path)?, part.info(path, format), part, 0);
            Ok(Box::new(PartsSource::new(info, paths, open)?))
        }
    }
}

/// Opens the pixels of one file as an image.
type OpenPart = dyn Fn(&Path) -> Result<Box<dyn ImageSource>> + Send + Sync;

/// An image in several files, open for reading. The files are opened when they are read, as there may be more of them
/// than a program may have open.
struct PartsSource {
    info: ImageInfo,
    paths: Vec<PathBuf>,
    open: Box<OpenPart>,
}

/// The size of each of `count` parts of an image: it is cut along its last axis of more than one pixel.
///
/// # Errors
/// A text that says that the image cannot be cut so.
fn part_dims(dims: Dimensions, count: usize) -> Result<Dimensions, String> {
    let mut sides = dims.to_array();
    let axis = dims.dimensionality().max(1) - 1;
    if count == 0 || sides[axis] % count != 0 {
        let sides = dims.to_string();
        return Err(format!("the header names {count} files, which do not fit an image of {sides} pixels"));
    }
    sides[axis] /= count;
    Ok(sides.into())
}

/// The names that a pattern such as `slice_%03d.raw` gives for the numbers from `first` to `last`. There may be at most
/// `most` of them.
///
/// # Errors
/// A text that says what is wrong with the pattern.
pub(super) fn numbered_names(
    pattern: &str,
    first: i64,
    last: i64,
    step: i64,
    most: usize,
) -> Result<Vec<String>, String> {
    let bad = || format!("`{pattern}` is no pattern for names of files, as `slice_%03d.raw` is");
    let (before, rest) = pattern.split_once('%').ok_or_else(bad)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(bad)?;
    let (width, after) = (&rest[..end], rest[end..].strip_prefix(['d', 'i', 'u']).ok_or_else(bad)?);
    let (zeros, width) = (width.starts_with('0'), width.parse().unwrap_or(0usize));
    if after.contains('%') || width > 100 {
        return Err(bad());
    }
    let count = (i128::from(last) - i128::from(first)).checked_div(i128::from(step)).filter(|count| *count >= 0);
    let Some(count) = count.filter(|count| *count < most as i128) else {
        return Err(format!("the numbers from {first} to {last} in steps of {step} do not fit the size of the image"));
    };
    let name = |index: i128| {
        let number = i128::from(first) + index * i128::from(step);
        let number = if zeros { format!("{number:0width$}") } else { format!("{number:width$}") };
        format!("{before}{number}{after}")
    };
    Ok((0..=count).map(name).collect())
}

impl PartsSource {
    /// The image whose parts are in the files.
    ///
    /// # Errors
    /// `Format` if the size of the image is no multiple of the number of files, and those of `open` for any of them.
    pub fn new(
        info: ImageInfo,
        paths: Vec<PathBuf>,
        open: impl Fn(&Path) -> Result<Box<dyn ImageSource>> + Send + Sync + 'static,
    ) -> Result<Self> {
        part_dims(info.dims, paths.len()).map_err(|message| Error::format(&info.path, message))?;
        for path in &paths {
            open(path)?;
        }
        Ok(Self { info, paths, open: Box::new(open) })
    }
}

impl ImageSource for PartsSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        (self.open)(&self.paths[0])?.pixel_type(requested)
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        let (dims, size) = (self.info.dims, pixel_type.size());
        check_region(dims, region, size, pixels.len())?;
        if region.is_empty() {
            return Ok(());
        }
        let axis = dims.dimensionality().max(1) - 1;
        let side = dims.to_array()[axis] / self.paths.len();
        let (mut start, end) = (region.start[axis] as usize, region.end()[axis] as usize);
        let slice = region.pixel_count() / region.size[axis] * size;
        // What is cut along the last axis is in one piece in the box.
        let (mut rest, mut jobs) = (pixels, Vec::new());
        while start < end {
            let (part, inside) = (start / side, start % side);
            let count = (side - inside).min(end - start);
            let (piece, others) = rest.split_at_mut(count * slice);
            let mut box_of_part = region;
            (box_of_part.start[axis], box_of_part.size[axis]) = (inside as i64, count);
            jobs.push((part, box_of_part, piece));
            (rest, start) = (others, start + count);
        }
        tasks::chunks_mut(ctx, &mut jobs, 1, |_, job| {
            let (part, box_of_part, piece) = &mut job[0];
            (self.open)(&self.paths[*part])?.read_region(ctx, *box_of_part, pixel_type, piece)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_cut_along_its_last_axis() {
        let parts = |sides: [usize; 3], count| part_dims(sides.into(), count).map(Dimensions::to_array);
        assert_eq!(parts([5, 4, 6], 3), Ok([5, 4, 2]));
        assert_eq!(parts([5, 4, 1], 4), Ok([5, 1, 1]));
        assert_eq!(parts([1, 1, 1], 1), Ok([1, 1, 1]));
        let error = "the header names 4 files, which do not fit an image of 5×4×6 pixels";
        assert_eq!(parts([5, 4, 6], 4), Err(error.to_owned()));
        assert!(parts([5, 4, 6], 0).is_err());
    }

    #[test]
    fn patterns_are_those_of_printf() {
        let names = |pattern, first, last, step| numbered_names(pattern, first, last, step, 3);
        assert_eq!(names("a%02d.raw", 9, 11, 1).expect("good"), ["a09.raw", "a10.raw", "a11.raw"]);
        assert_eq!(names("%d", 3, -1, -2).expect("good"), ["3", "1", "-1"]);
        assert_eq!(names("a%3dz", 1, 2, 5).expect("good"), ["a  1z"]);
        for pattern in ["a", "a%", "a%s", "%d%d", "%999d", "%0"] {
            let error = format!("`{pattern}` is no pattern for names of files, as `slice_%03d.raw` is");
            assert_eq!(names(pattern, 1, 1, 1), Err(error));
        }
        for (first, last, step) in [(1, 4, 1), (1, 2, 0), (2, 1, 1), (i64::MIN, i64::MAX, 1)] {
            let error =
                format!("the numbers from {first} to {last} in steps of {step} do not fit the size of the image");
            assert_eq!(names("%d", first, last, step), Err(error));
        }
    }
}
