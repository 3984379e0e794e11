//! Writes the slices of a sequence.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::read::SequenceSource;
use super::template::{Template, slice_files};
use crate::image::{Dimensions, DynImage, Metadata, PixelType, Region};
use crate::io::png::{self, PngSink};
use crate::io::runs::Runs;
use crate::io::tiff::TiffSink;
use crate::io::{ImageSink, ImageSource, atomic, check_region, detect, write_all};
use crate::par::tasks;
use crate::{Context, Error, Result};

/// Names of other files that a warning lists.
const LISTED: usize = 5;

/// A sequence that is being written. Slices wait in a folder of their own beside their targets until all are complete.
pub struct SequenceSink {
    template: Template,
    dims: Dimensions,
    pixel_type: PixelType,
    metadata: Metadata,
    /// Slices that are there already are changed where pixels are written, otherwise they are replaced.
    updates: bool,
    waiting: TempDir,
    /// Slices that wait.
    written: Vec<bool>,
}

impl SequenceSink {
    /// Starts a sequence. In `name`, `@` stands for the number of the slice, `@(n)` for one of n digits, `@(-)` for as
    /// many digits as needed; a folder gets files `@.png`. Files are PNG unless the name ends like a TIFF file.
    ///
    /// # Errors
    /// `Argument` if the name is no template, `PixelType` or `Dimensions` if the files cannot hold the slices, `Io` if
    /// the folder cannot be made.
    pub fn create(name: &str, dims: Dimensions, pixel_type: PixelType) -> Result<Self> {
        Self::new(Template::parse(name)?, dims, pixel_type)
    }

    /// Starts to write parts of a sequence. Slices and pixels that are not written stay as they are; in new slices they
    /// are zero. Without `dims`, the sequence must exist and has its size.
    ///
    /// # Errors
    /// As [`create`](Self::create), and those of opening a sequence.
    pub fn open_or_create(name: &str, dims: Option<Dimensions>, pixel_type: PixelType) -> Result<Self> {
        let template = Template::parse(name)?;
        let dims = match dims {
            Some(dims) => dims,
            None => match SequenceSource::open(Path::new(&template.reading)) {
                Ok(source) => source.info().dims,
                Err(error) => return Err(error.with_hint("give the file dimensions to make a new sequence")),
            },
        };
        Ok(Self { updates: true, ..Self::new(template, dims, pixel_type)? })
    }

    fn new(template: Template, dims: Dimensions, pixel_type: PixelType) -> Result<Self> {
        let slice = Dimensions::new(dims.width, dims.height, 1);
        if template.is_png() {
            let hint = "convert the image to uint8 or uint16 first, or let the name end in `_@.tif`";
            png::check(slice, pixel_type).map_err(|error| error.with_hint(hint))?;
        }
        let folder = if template.folder.as_os_str().is_empty() { Path::new(".") } else { &template.folder };
        fs::create_dir_all(folder).map_err(|source| Error::io("create folder", folder, source))?;
        let waiting = tempfile::Builder::new().prefix(".slices.").suffix(".tmp").tempdir_in(folder);
        let waiting = waiting.map_err(|source| Error::io("write", folder, source))?;
        let written = vec![false; dims.depth];
        Ok(Self { template, dims, pixel_type, metadata: Metadata::default(), updates: false, waiting, written })
    }

    fn name(&self, z: usize) -> String {
        self.template.name(z, self.dims.depth)
    }

    /// Writes a part of a slice.
    fn write_slice(&self, ctx: &Context, z: usize, region: Region, pixels: &[u8]) -> Result<()> {
        let dims = Dimensions::new(self.dims.width, self.dims.height, 1);
        let path = self.waiting.path().join(self.name(z));
        let name = path.to_string_lossy();
        let whole = Region::whole(dims);
        let complete;
        let pixels = if region == whole {
            pixels
        } else {
            let mut slice = self.present(ctx, z, dims)?;
            Runs::new(dims, region).paste(self.pixel_type.size(), pixels, &mut slice);
            complete = slice;
            &complete
        };
        let mut sink: Box<dyn ImageSink> = if self.template.is_png() {
            Box::new(PngSink::create(&name, dims, self.pixel_type)?)
        } else {
            Box::new(TiffSink::with_metadata(&name, dims, self.pixel_type, &self.metadata)?)
        };
        sink.write_region(ctx, whole, pixels)?;
        sink.finish().map(drop)
    }

    /// The pixels of a slice as they are now.
    fn present(&self, ctx: &Context, z: usize, dims: Dimensions) -> Result<Vec<u8>> {
        let mut pixels = vec![0; dims.pixel_count() * self.pixel_type.size()];
        let folder = if self.written[z] { self.waiting.path() } else { &self.template.folder };
        let path = folder.join(self.name(z));
        let is_there = self.written[z] || self.updates && path.exists();
        if !is_there {
            return Ok(pixels);
        }
        let source = detect::open_file(&path)?;
        let found = source.info();
        // PNG has no signed pixels: they come back as unsigned ones.
        let same_type = |found: PixelType| {
            found == self.pixel_type || self.template.is_png() && found.size() == self.pixel_type.size()
        };
        let Some(pixel_type) = found.pixel_type.filter(|found| same_type(*found)).filter(|_| found.dims == dims) else {
            let kind = found.pixel_type.map_or_else(|| "unknown".to_owned(), |kind| kind.to_string());
            let message = format!(
                "the slice is {} of {kind} pixels, a part of {dims} {} pixels cannot be changed in it",
                found.dims, self.pixel_type
            );
            return Err(Error::format(&path, message).with_hint("delete the sequence if it is an old one"));
        };
        source.read_region(ctx, Region::whole(dims), pixel_type, &mut pixels)?;
        Ok(pixels)
    }
}

impl ImageSink for SequenceSink {
    fn dims(&self) -> Dimensions {
        self.dims
    }

    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        check_region(self.dims, region, self.pixel_type.size(), pixels.len())?;
        if region.is_empty() {
            return Ok(());
        }
        let [x, y, z] = region.start;
        let [width, height, depth] = region.size;
        let in_slice = Region { start: [x, y, 0], size: [width, height, 1] };
        let len = width * height * self.pixel_type.size();
        let first = z as usize;
        tasks::run(ctx, depth, &|index| {
            self.write_slice(ctx, first + index, in_slice, &pixels[index * len..(index + 1) * len])
        })?;
        self.written[first..first + depth].fill(true);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<PathBuf> {
        for z in (0..self.dims.depth).filter(|z| self.written[*z]) {
            let name = self.name(z);
            atomic::replace(&self.waiting.path().join(&name), &self.template.folder.join(&name))?;
        }
        Ok(PathBuf::from(self.template.reading))
    }
}

/// Writes an image as a sequence. Other images that are read with it are reported.
///
/// # Errors
/// As [`SequenceSink::create`].
pub fn write(ctx: &Context, image: &DynImage, name: &str) -> Result<PathBuf> {
    let mut sink = SequenceSink::create(name, image.dims(), image.pixel_type())?;
    sink.metadata = image.metadata().clone();
    let names: Vec<String> = (0..image.dims().depth).map(|z| sink.name(z)).collect();
    let written = write_all(ctx, Box::new(sink), image)?;
    if let Some(warning) = foreign_slices(&written, &names) {
        ctx.print(&warning);
    }
    Ok(written)
}

/// What to tell the user about files that are read with a sequence of the given files.
fn foreign_slices(reading: &Path, names: &[String]) -> Option<String> {
    let names: std::collections::HashSet<&str> = names.iter().map(String::as_str).collect();
    let files = slice_files(&reading.to_string_lossy()).ok()?;
    let found = files.iter().filter_map(|file| file.file_name()?.to_str()).filter(|name| !names.contains(name));
    let found: Vec<&str> = found.collect();
    let listed = found[..found.len().min(LISTED)].join(", ");
    let more = if found.len() > LISTED { ", ..." } else { "" };
    let place = if reading.as_os_str().is_empty() { Path::new(".") } else { reading };
    let place = place.display();
    match found.len() {
        0 => None,
        1 => Some(format!("{place}: another file is read as a slice of this sequence: {listed}")),
        count => Some(format!("{place}: {count} other files are read as slices of this sequence: {listed}{more}")),
    }
}
