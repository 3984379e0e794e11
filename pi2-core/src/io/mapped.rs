//! Raw files as the memory of images: pixels are read when they are first used, and changes go back to the file.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::ptr::NonNull;
use std::sync::Arc;

use memmap2::MmapOptions;

use super::atomic::{check_free, create_folder_of};
use super::names::raw_name;
use super::raw::{RawSource, wrong_length};
use super::{ImageSource, given_size};
use crate::image::{Dimensions, DynImage, PixelType, Vec3i};
use crate::{Error, Result};

/// What may be done with the file behind an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MapAccess {
    /// The file stays as it is.
    ReadOnly,
    /// Changes of the image are changes of the file; a new file is made if there is none.
    Writable,
}

/// A file that holds exactly the pixels of an image.
struct RawFile {
    path: PathBuf,
    dims: Dimensions,
    pixel_type: PixelType,
    exists: bool,
}

/// The image whose memory is a raw file.
///
/// If all sides of `dims` are positive, the file is `name` with the size added (`name_WxHxD.raw`), or else the file of
/// exactly this name. Without a size, `name` may be the start of a name that tells it.
///
/// # Errors
/// `Io` if there is no such file and none can be made; `Format` if the length of the file is not that of the pixels.
pub fn map_raw(name: &str, requested: Option<PixelType>, dims: Vec3i, access: MapAccess) -> Result<DynImage> {
    let raw = find(name, requested, given_size(dims)?)?;
    let wrong_size = || Error::limit(format!("{} pixels of {} are too many to be mapped", raw.dims, raw.pixel_type));
    let bytes = raw.dims.pixel_count().checked_mul(raw.pixel_type.size()).ok_or_else(wrong_size)?;
    let file = match access {
        MapAccess::ReadOnly => File::open(&raw.path).map_err(|source| Error::io("read", &raw.path, source))?,
        MapAccess::Writable if raw.exists => open_to_write(&raw.path)?,
        MapAccess::Writable => create(&raw.path, bytes as u64)?,
    };
    let found = file.metadata().map_err(|source| Error::io("read", &raw.path, source))?.len();
    if found != bytes as u64 {
        return Err(wrong_length(&raw.path, raw.dims, raw.pixel_type, found));
    }
    map(&file, bytes, &raw, access).map_err(|source| Error::io("map", &raw.path, source))
}

fn find(name: &str, requested: Option<PixelType>, dims: Option<Dimensions>) -> Result<RawFile> {
    let sized = dims.map(|dims| raw_name(name, dims));
    let given = PathBuf::from(name);
    let path = match (sized, dims.zip(requested)) {
        (Some(sized), _) if sized.is_file() => sized,
        (Some(path), Some((dims, pixel_type))) if !given.is_file() => {
            return Ok(RawFile { path, dims, pixel_type, exists: false });
        }
        _ => given,
    };
    let source = RawSource::open_as(&path, dims, requested).map_err(|error| match error.root() {
        Error::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
            error.with_hint("give the data type and the size to make a new file")
        }
        _ => error,
    })?;
    let (pixel_type, info) = (source.pixel_type(requested)?, source.info());
    Ok(RawFile { path: info.path.clone(), dims: info.dims, pixel_type, exists: true })
}

fn open_to_write(path: &Path) -> Result<File> {
    OpenOptions::new().read(true).write(true).open(path).map_err(|source| {
        let is_denied = source.kind() == std::io::ErrorKind::PermissionDenied;
        let error = Error::io("write", path, source);
        if is_denied { error.with_hint("map it with `read only` to look at it") } else { error }
    })
}

/// Makes a file of zeros that takes up no space until it is written to.
fn create(path: &Path, bytes: u64) -> Result<File> {
    create_folder_of(path)?;
    let fail = |source| Error::io("write", path, source);
    let file = OpenOptions::new().read(true).write(true).create_new(true).open(path).map_err(fail)?;
    // Without this, the program would be killed when the pixels that do not fit are written.
    let sized = check_free(&file, path, bytes).and_then(|()| file.set_len(bytes).map_err(fail));
    // The file is new and ours, so nothing is lost with it.
    sized.inspect_err(|_| drop(fs::remove_file(path)))?;
    Ok(file)
}

fn map(file: &File, bytes: usize, raw: &RawFile, access: MapAccess) -> std::io::Result<DynImage> {
    let mut options = MmapOptions::new();
    options.len(bytes).no_reserve_swap();
    // SAFETY: the file has this length. Other programs must not shorten it meanwhile, which no system can prevent and the
    // documentation of `mapraw` says; this one never does. A read-only file is mapped so that the memory can be written
    // to all the same: pages that are written become private, so that safe code cannot fault.
    let mut memory = unsafe {
        match access {
            MapAccess::ReadOnly => options.map_copy(file)?,
            MapAccess::Writable => options.map_mut(file)?,
        }
    };
    let pointer = NonNull::new(memory.as_mut_ptr()).unwrap_or(NonNull::dangling());
    // SAFETY: the mapping has the bytes of all pixels from a page boundary on, and lives as long as its owner; any bytes
    // are valid pixels.
    let image = unsafe { DynImage::from_memory(raw.pixel_type, raw.dims, pointer, Arc::new(memory)) };
    let image = image.of_file(&raw.path);
    Ok(if access == MapAccess::ReadOnly { image.into_read_only() } else { image })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn name(folder: &tempfile::TempDir, name: &str) -> String {
        folder.path().join(name).to_string_lossy().into_owned()
    }

    fn writable(name: &str, requested: Option<PixelType>, dims: [i64; 3]) -> Result<DynImage> {
        map_raw(name, requested, dims.into(), MapAccess::Writable)
    }

    #[test]
    fn changes_reach_the_file_and_other_images_of_it() {
        let folder = folder();
        let name = name(&folder, "new/deep/a");
        let mut image = writable(&name, Some(PixelType::UInt16), [4, 3, 2]).expect("a new file");
        assert_eq!((image.pixel_type(), image.dims()), (PixelType::UInt16, Dimensions::new(4, 3, 2)));
        assert!(image.bytes().iter().all(|byte| *byte == 0) && !image.is_read_only());
        image.typed_mut::<u16>().expect("uint16").set(1, 2, 1, 700);
        let again = writable(&name, None, [0; 3]).expect("found by the start of its name");
        assert_eq!(again.typed::<u16>().expect("uint16").get(1, 2, 1), 700);
        drop((image, again));
        let bytes = fs::read(format!("{name}_4x3x2.raw")).expect("the file stays");
        assert_eq!((bytes.len(), &bytes[42..44]), (48, &700u16.to_le_bytes()[..]));
    }

    #[test]
    fn the_file_that_is_there_is_mapped() {
        let folder = folder();
        for (file, asked, requested, dims) in [
            ("flat_4x4.raw", "flat", None, [0; 3]),
            ("dash-4x4x1.raw", "dash", Some(PixelType::Int8), [0, 4, 1]),
            ("plain.bin", "plain.bin", Some(PixelType::UInt8), [4, 4, 1]),
            ("sized_4x4x1.raw", "sized_4x4x1.raw", None, [4, 4, 1]),
        ] {
            fs::write(folder.path().join(file), [7; 16]).expect("writable");
            let before = fs::read_dir(folder.path()).expect("a folder").count();
            let image = writable(&name(&folder, asked), requested, dims).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!((image.dims().to_array(), image.bytes()), ([4, 4, 1], &[7; 16][..]), "{file}");
            assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), before, "{file}");
        }
    }

    #[test]
    fn a_file_of_another_length_is_an_error_and_stays_as_it_is() {
        let folder = folder();
        let path = folder.path().join("a_4x4x1.raw");
        for len in [0, 15, 17, 32] {
            fs::write(&path, vec![7; len]).expect("writable");
            for dims in [[4, 4, 1], [0; 3]] {
                let error = writable(&name(&folder, "a"), Some(PixelType::UInt8), dims).expect_err("wrong length");
                let expected = format!("4×4×1 pixels of uint8 need 16 bytes, but the file has {len}");
                assert!(error.to_string().ends_with(&expected), "{error}");
            }
            assert_eq!(fs::read(&path).expect("still there"), vec![7; len]);
        }
        let error = writable(&name(&folder, "a_4x4x1.raw"), Some(PixelType::UInt8), [8, 8, 1]).expect_err("too short");
        assert!(error.to_string().contains("8×8×1 pixels of uint8 need 64 bytes"), "{error}");
    }

    #[test]
    fn a_missing_file_needs_type_and_size_to_be_made() {
        let folder = folder();
        for (requested, dims) in [(None, [2, 2, 2]), (Some(PixelType::UInt8), [2, 2, 0])] {
            let error = writable(&name(&folder, "a"), requested, dims).expect_err("not there").render();
            assert!(error.ends_with("hint: give the data type and the size to make a new file"), "{error}");
        }
        let read_only = map_raw(&name(&folder, "a"), Some(PixelType::UInt8), [2, 2, 2].into(), MapAccess::ReadOnly);
        assert!(read_only.expect_err("not there").to_string().ends_with("a_2x2x2.raw: no such file or folder"));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn a_file_that_does_not_fit_on_the_disk_is_not_made() {
        let folder = folder();
        let dims = [1 << 20, 1 << 20, 1 << 20];
        let error = writable(&name(&folder, "a"), Some(PixelType::UInt8), dims).expect_err("too large for any disk");
        assert!(matches!(error, Error::Limit(_) | Error::Io { .. }), "{error}");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn what_is_written_to_a_read_only_file_stays_in_memory() {
        let folder = folder();
        fs::write(folder.path().join("a_4x4x1.raw"), [7; 16]).expect("writable");
        let mut image = map_raw(&name(&folder, "a"), None, [0; 3].into(), MapAccess::ReadOnly).expect("it is there");
        assert!(image.is_read_only() && image.share().is_read_only() && !image.clone().is_read_only());
        image.bytes_mut()[0] = 8;
        image.resize([3, 3, 3]).expect("small");
        assert!(!image.is_read_only());
        assert_eq!(fs::read(folder.path().join("a_4x4x1.raw")).expect("it stays"), [7; 16]);
    }
}
