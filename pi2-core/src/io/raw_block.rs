//! Boxes of pixels that are written into a raw file, by one process or by many at once.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use super::atomic::{check_free, create_folder_of, settle, write_all_at};
use super::names::dims_in_name;
use super::runs::Runs;
use super::{ImageSink, check_region, given_size};
use crate::image::{Dimensions, PixelType, Region, Vec3i};
use crate::{Context, Error, Result};

/// A raw file whose pixels are replaced in place. Processes that write different pixels do not disturb each other.
#[derive(Debug)]
pub struct RawBlocks {
    file: File,
    path: PathBuf,
    dims: Dimensions,
    pixel_size: usize,
}

impl RawBlocks {
    /// Opens a file of exactly this name, or makes one of zeros. If a side of `dims` is not positive, the size is the one
    /// in the name. A file that is too short is continued with zeros.
    ///
    /// # Errors
    /// `Format` if the name gives no size or the file has more bytes than the pixels need; `Limit` if the disk is too
    /// small; `Io` if the file cannot be written.
    pub fn open(path: &Path, dims: Vec3i, pixel_type: PixelType) -> Result<Self> {
        let named = || dims_in_name(&path.to_string_lossy()).map_err(|message| Error::format(path, message));
        let dims = given_size(dims)?.map_or_else(named, Ok)?;
        let pixel_size = pixel_type.size();
        let too_large = || Error::limit(format!("{dims} pixels of {pixel_type} are too many for a file"));
        let needed = (dims.pixel_count() as u64).checked_mul(pixel_size as u64).ok_or_else(too_large)?;
        create_folder_of(path)?;
        let fail = |source| Error::io("write", path, source);
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).map_err(fail)?;
        let found = file.metadata().map_err(fail)?.len();
        if found > needed {
            let message = format!("{dims} pixels of {pixel_type} need {needed} bytes, but the file has {found}");
            return Err(
                Error::format(path, message).with_hint("give the size and pixel type of the file, or remove it")
            );
        }
        if found < needed {
            check_free(&file, path, needed - found)?;
            file.set_len(needed).map_err(fail)?;
        }
        Ok(Self { file, path: path.to_owned(), dims, pixel_size })
    }
}

impl ImageSink for RawBlocks {
    fn dims(&self) -> Dimensions {
        self.dims
    }

    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        check_region(self.dims, region, self.pixel_size, pixels.len())?;
        Runs::new(self.dims, region).for_each(ctx, self.pixel_size, pixels, |position, piece| {
            write_all_at(&self.file, piece, position).map_err(|source| Error::io("write", &self.path, source))
        })
    }

    fn finish(self: Box<Self>) -> Result<PathBuf> {
        settle(&self.file).map_err(|source| Error::io("write", &self.path, source))?;
        Ok(self.path)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::DynImage;
    use crate::io::raw::RawSource;
    use crate::io::{read_all, write_block};

    const DIMS: Dimensions = Dimensions { width: 7, height: 5, depth: 4 };

    fn image(value: impl Fn(usize) -> u16) -> DynImage {
        let mut image = DynImage::new(PixelType::UInt16, DIMS).expect("small");
        for (i, pixel) in image.bytes_mut().chunks_exact_mut(2).enumerate() {
            pixel.copy_from_slice(&value(i).to_le_bytes());
        }
        image
    }

    fn write(path: &Path, image: &DynImage, position: [i64; 3], source: ([i64; 3], [i64; 3])) -> Result<PathBuf> {
        let sink = RawBlocks::open(path, Vec3i::splat(0), PixelType::UInt16)?;
        write_block(&Context::default(), Box::new(sink), image, position.into(), source.0.into(), source.1.into())
    }

    fn pixels(path: &Path) -> Vec<u16> {
        let source = RawSource::open(path).expect("a raw file");
        let image = read_all(&Context::default(), &source, Some(PixelType::UInt16)).expect("complete");
        bytemuck::cast_slice(image.bytes()).to_vec()
    }

    #[test]
    fn boxes_go_where_they_belong_wherever_they_are_cut() {
        let folder = tempfile::tempdir().expect("a folder");
        let image = image(|i| i as u16 + 1);
        let boxes =
            [([0, 0, 0], [0, 0, 0], [0, 0, 0]), ([-2, 3, 1], [1, 0, 2], [5, 5, 2]), ([6, -4, 3], [0; 3], [7, 5, 4])];
        for (i, (position, from, size)) in boxes.into_iter().enumerate() {
            let path = folder.path().join(format!("new/{i}_7x5x4.raw"));
            write(&path, &image, position, (from, size)).expect("space");
            let size = if size == [0; 3] { [7, 5, 4] } else { size };
            let mut expected = vec![0; DIMS.pixel_count()];
            for z in 0..size[2] {
                for y in 0..size[1] {
                    for x in 0..size[0] {
                        let [tx, ty, tz] = [position[0] + x, position[1] + y, position[2] + z];
                        if DIMS.contains(tx, ty, tz) {
                            let source =
                                DIMS.index((from[0] + x) as usize, (from[1] + y) as usize, (from[2] + z) as usize);
                            expected[DIMS.index(tx as usize, ty as usize, tz as usize)] = source as u16 + 1;
                        }
                    }
                }
            }
            assert_eq!(pixels(&path), expected, "box {i}");
        }
    }

    #[test]
    fn other_pixels_of_the_file_stay_and_a_short_file_is_continued() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a_7x5x4.raw");
        fs::write(&path, [9; 20]).expect("space");
        write(&path, &image(|_| 7), [6, 4, 3], ([0; 3], [1; 3])).expect("space");
        let found = pixels(&path);
        assert_eq!((found[0], found[9], found[10], found[139]), (0x0909, 0x0909, 0, 7));
    }

    #[test]
    fn nothing_is_cut_off_and_wrong_boxes_are_errors() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a_7x5x4.raw");
        fs::write(&path, [9; 281]).expect("space");
        let error = write(&path, &image(|_| 7), [0; 3], ([0; 3], [1; 3])).expect_err("too long").to_string();
        assert!(error.contains("280 bytes") && error.contains("281"), "{error}");
        assert_eq!(fs::read(&path).expect("is there"), [9; 281]);
        let unnamed = folder.path().join("a.raw");
        assert!(write(&unnamed, &image(|_| 7), [0; 3], ([0; 3], [1; 3])).is_err());
        assert!(!unnamed.exists());
        let other = folder.path().join("b_7x5x4.raw");
        for (from, size) in [([1, 0, 0], [7, 1, 1]), ([-1, 0, 0], [2, 1, 1]), ([0, 0, i64::MAX], [1, 1, i64::MAX])] {
            let error = write(&other, &image(|_| 7), [0; 3], (from, size)).expect_err("outside").to_string();
            assert!(error.contains("inside the image of 7×5×4 pixels"), "{error}");
        }
    }
}
