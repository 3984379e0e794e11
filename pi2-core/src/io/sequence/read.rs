//! Reads the slices of a sequence.

use std::path::{Path, PathBuf};

use super::SLICE_POSITION;
use super::template::{is_template, slice_files};
use crate::image::{Dimensions, Metadata, PixelType, Region};
use crate::io::{ImageInfo, ImageSource, check_region, detect};
use crate::par::tasks;
use crate::{Context, Error, Result};

/// The files of a sequence. A file is opened when its slice is read.
pub struct SequenceSource {
    files: Vec<PathBuf>,
    /// The file that tells size and type of all slices.
    first: Box<dyn ImageSource>,
    info: ImageInfo,
}

/// Opens a folder or a template, but not a single file: that has a format of its own.
pub(in crate::io) fn open(path: &Path) -> Result<Box<dyn ImageSource>> {
    let is_single = path.is_file();
    if is_single || !path.is_dir() && !is_template(&path.to_string_lossy()) {
        return Err(Error::format(path, "is neither a folder nor a template for names of slices"));
    }
    Ok(Box::new(SequenceSource::open(path)?))
}

impl SequenceSource {
    /// Opens all slices of a folder, those that a template stands for (`*` any text, `?` one character, `@` digits), or
    /// a single one. They are in the natural order of their names, or in that of their positions if the files tell them.
    ///
    /// # Errors
    /// `Io` or `Format` if there are no such files, or the first of them cannot be read.
    pub fn open(path: &Path) -> Result<Self> {
        let mut files = slice_files(&path.to_string_lossy())?;
        let mut first = open_slice(&files[0])?;
        let mut spacing = None;
        if first.info().metadata.rows(SLICE_POSITION).is_some() {
            if let Some(positions) = positions(&files)? {
                let mut order: Vec<(f64, PathBuf)> = positions.into_iter().zip(files).collect();
                // Names decide between equal positions, because the sort is stable.
                order.sort_by(|(a, _), (b, _)| a.total_cmp(b));
                let gaps = (order.len() > 1).then(|| (order.len() - 1) as f64);
                spacing = gaps.map(|gaps| (order[order.len() - 1].0 - order[0].0) / gaps);
                files = order.into_iter().map(|(_, file)| file).collect();
                first = open_slice(&files[0])?;
            }
        }
        let slice = first.info();
        let dims = Dimensions::new(slice.dims.width, slice.dims.height, files.len());
        let mut info = ImageInfo::new(path, "sequence", dims, slice.pixel_type, slice.pixel_size);
        info.notes.clone_from(&slice.notes);
        info.metadata = volume_metadata(&slice.metadata, spacing);
        Ok(Self { files, first, info })
    }

    /// Opens a slice and checks that it is like the first one.
    fn open_slice(&self, file: &Path) -> Result<Box<dyn ImageSource>> {
        let slice = open_slice(file)?;
        let (this, first) = (slice.info(), self.first.info());
        if this.dims != first.dims {
            let message =
                format!("the slice is {}, but the first slice {} is {}", this.dims, first.path.display(), first.dims);
            return Err(Error::format(file, message));
        }
        if (this.pixel_type, this.pixel_size) == (first.pixel_type, first.pixel_size) {
            return Ok(slice);
        }
        let kind = |info: &ImageInfo| info.pixel_type.map_or_else(|| "unknown".to_owned(), |kind| kind.to_string());
        let message = format!(
            "the pixels of the slice are {}, but those of the first slice {} are {}",
            kind(this),
            first.path.display(),
            kind(first)
        );
        Err(Error::format(file, message))
    }
}

/// Opens a file that holds one slice.
fn open_slice(file: &Path) -> Result<Box<dyn ImageSource>> {
    let slice = detect::open_file(file)?;
    let dims = slice.info().dims;
    if dims.depth == 1 {
        return Ok(slice);
    }
    let message = format!("the file holds {} slices, but each file of a sequence holds one", dims.depth);
    Err(Error::format(file, message).with_hint("`read` this file instead of the sequence"))
}

/// The positions of all slices, if all files tell theirs.
fn positions(files: &[PathBuf]) -> Result<Option<Vec<f64>>> {
    let ctx = Context::default();
    let position = |slice: Box<dyn ImageSource>| slice.info().metadata.cell(SLICE_POSITION, 0, 0)?.parse().ok();
    let found = tasks::collect(&ctx, files.len(), |index| Ok(position(open_slice(&files[index])?)))?;
    Ok(found.into_iter().collect::<Option<Vec<f64>>>().filter(|all| all.iter().all(|position| position.is_finite())))
}

/// The metadata of a slice as that of the whole image; `spacing` is the distance of the slices, if it is known.
fn volume_metadata(slice: &Metadata, spacing: Option<f64>) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, rows) in slice.iter().filter(|(key, _)| *key != SLICE_POSITION) {
        metadata.insert(key, rows.to_vec());
    }
    if let (Some([x, y, _]), Some(spacing)) = (metadata.voxel_size(), spacing.filter(|spacing| *spacing > 0.0)) {
        metadata.insert_vector(Metadata::VOXEL_SIZE, [x, y, spacing]);
    }
    metadata
}

impl ImageSource for SequenceSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        self.first.pixel_type(requested)
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        check_region(self.info.dims, region, pixel_type.size(), pixels.len())?;
        if region.is_empty() {
            return Ok(());
        }
        let [x, y, z] = region.start;
        let [width, height, _] = region.size;
        let in_slice = Region { start: [x, y, 0], size: [width, height, 1] };
        tasks::chunks_mut(ctx, pixels, width * height * pixel_type.size(), |index, slice| {
            let file = &self.files[z as usize + index];
            self.open_slice(file)?.read_region(ctx, in_slice, pixel_type, slice)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_of_slices_comes_from_their_positions() {
        let mut slice = Metadata::default();
        slice.insert_text(SLICE_POSITION, "-3.5");
        slice.insert_text("modality", "CT");
        assert_eq!(volume_metadata(&slice, Some(2.0)).keys().collect::<Vec<_>>(), ["modality"]);
        slice.insert_vector(Metadata::VOXEL_SIZE, [0.5, 0.6, 9.0]);
        for (spacing, z) in [(Some(2.0), 2.0), (Some(0.0), 9.0), (None, 9.0)] {
            assert_eq!(volume_metadata(&slice, spacing).voxel_size(), Some([0.5, 0.6, z]));
        }
    }
}
