//! Reading datasets.

use std::path::Path;

use parking_lot::Mutex;

use super::METADATA;
use super::chunks::{Chunks, inside};
use super::metadata::Metadata;
use crate::image::{Dimensions, PixelType, Region};
use crate::io::input::InputFile;
use crate::io::runs::Runs;
use crate::io::{ImageInfo, ImageSource, check_region};
use crate::par::{Cells, tasks};
use crate::{Context, Error, Result};

/// The longest description that is looked at.
const MAX_METADATA: u64 = 1 << 20;

/// A dataset, open for reading.
#[derive(Debug)]
pub struct Nn5Source {
    chunks: Chunks,
    info: ImageInfo,
}

impl Nn5Source {
    /// Opens a dataset.
    ///
    /// # Errors
    /// `Io` if the system cannot read, `Format` if the folder is not a dataset.
    pub fn open(path: &Path) -> Result<Self> {
        let metadata = read_metadata(path)?;
        let pixel_size = metadata.pixel_type.map_or(0, PixelType::size);
        let info = ImageInfo::new(path, "nn5", metadata.dims, metadata.pixel_type, pixel_size);
        Ok(Self { chunks: Chunks { root: path.to_owned(), metadata }, info })
    }
}

/// The description of the dataset in a folder.
pub(super) fn read_metadata(folder: &Path) -> Result<Metadata> {
    let path = folder.join(METADATA);
    if !folder.is_dir() {
        return Err(Error::format(folder, "is not a folder"));
    }
    if !path.exists() {
        return Err(Error::format(folder, format!("the folder has no {METADATA}")));
    }
    let input = InputFile::open(&path)?;
    if input.len() > MAX_METADATA {
        return Err(input.error(format!("the description has {} bytes, more than any dataset needs", input.len())));
    }
    Metadata::parse(&input.head(MAX_METADATA)?).map_err(|message| input.error(message))
}

impl ImageSource for Nn5Source {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        let size = pixel_type.size();
        check_region(self.info.dims, region, size, pixels.len())?;
        let start = region.start.map(|start| start as usize);
        let cells = Cells::new(start, region.size, self.chunks.metadata.chunk.to_array());
        if cells.count() == 1 {
            return self.chunks.read(ctx, cells.get(0).index, region, pixel_type, pixels);
        }
        // Decoding takes long, copying does not.
        let target = Mutex::new(pixels);
        tasks::run(ctx, cells.count(), &|task| {
            let index = cells.get(task).index;
            let part = self.chunks.region(index).intersection(&region);
            let mut bytes = vec![0; part.pixel_count() * size];
            self.chunks.read(ctx, index, part, pixel_type, &mut bytes)?;
            Runs::new(Dimensions::from(region.size), inside(part, region)).paste(size, &bytes, &mut target.lock());
            Ok(())
        })
    }
}
