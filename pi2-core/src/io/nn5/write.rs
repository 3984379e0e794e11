//! Writing datasets.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::chunks::{Chunks, inside};
use super::metadata::{Compression, Metadata};
use super::{METADATA, replace};
use crate::image::{Dimensions, DynImage, PixelType, Region};
use crate::io::runs::Runs;
use crate::io::{ImageSink, check_region, write_all, write_file};
use crate::par::tasks;
use crate::{Context, Error, Result};

/// A dataset that is being written, in a temporary folder next to its place.
#[derive(Debug)]
pub struct Nn5Sink {
    chunks: Chunks,
    pixel_type: PixelType,
    target: PathBuf,
    staging: TempDir,
}

impl Nn5Sink {
    /// Starts a dataset. It will replace one of the same name, but nothing else.
    ///
    /// # Errors
    /// `Format` if there is something else of this name, `Io` if the folder cannot be made.
    pub fn create(path: &Path, dims: Dimensions, pixel_type: PixelType, chunk: Dimensions) -> Result<Self> {
        let mut target = path.to_owned();
        if path.symlink_metadata().is_ok() {
            target = path.canonicalize().map_err(|source| Error::io("write", path, source))?;
            replace::check(&target)?;
        }
        let Some(name) = target.file_name() else {
            return Err(Error::format(path, "is not the name of a folder that can be made"));
        };
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|source| Error::io("create folder", parent, source))?;
        let prefix = format!(".{}.", name.to_string_lossy());
        let staging = tempfile::Builder::new().prefix(&prefix).suffix(".tmp").tempdir_in(parent);
        let staging = staging.map_err(|source| Error::io("write", &target, source))?;
        let root = staging.path().join("new");
        fs::create_dir(&root).map_err(|source| Error::io("create folder", &root, source))?;
        let metadata =
            Metadata { dims, chunk, pixel_type: Some(pixel_type), compression: Compression::Lz4, swapped: false };
        Ok(Self { chunks: Chunks { root, metadata }, pixel_type, target, staging })
    }
}

impl ImageSink for Nn5Sink {
    fn dims(&self) -> Dimensions {
        self.chunks.metadata.dims
    }

    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        let size = self.pixel_type.size();
        check_region(self.dims(), region, size, pixels.len())?;
        let touching = self.chunks.touching(region);
        tasks::run(ctx, touching.len(), &|task| {
            let part = self.chunks.region(touching.get(task)).intersection(&region);
            if part == region {
                return self.chunks.write(ctx, touching.get(task), part, self.pixel_type, pixels);
            }
            let bytes = Runs::new(Dimensions::from(region.size), inside(part, region)).cut(size, pixels);
            self.chunks.write(ctx, touching.get(task), part, self.pixel_type, &bytes)
        })
    }

    fn finish(self: Box<Self>) -> Result<PathBuf> {
        let (new, target) = (&self.chunks.root, &self.target);
        write_file(&new.join(METADATA), self.chunks.metadata.text(self.pixel_type).as_bytes())?;
        let error = |source| Error::io("write", target, source);
        if target.symlink_metadata().is_ok() {
            // Somebody may have put something into the folder meanwhile.
            replace::check(target)?;
            let old = self.staging.path().join("old");
            fs::rename(target, &old).map_err(error)?;
            if let Err(source) = fs::rename(new, target) {
                fs::rename(&old, target).map_err(error)?;
                return Err(error(source));
            }
        } else {
            fs::rename(new, target).map_err(error)?;
        }
        self.staging.close().map_err(error)?;
        Ok(self.target)
    }
}

/// Writes an image as a dataset of chunks of the given size.
///
/// # Errors
/// As [`Nn5Sink::create`].
pub fn write(ctx: &Context, image: &DynImage, path: &Path, chunk: Dimensions) -> Result<PathBuf> {
    write_all(ctx, Box::new(Nn5Sink::create(path, image.dims(), image.pixel_type(), chunk)?), image)
}
