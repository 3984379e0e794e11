//! HDF5 files, among them NeXus and Data Exchange: one of their data sets is the image.

#[cfg(feature = "hdf5")]
mod choose;
#[cfg(feature = "hdf5")]
mod read;

use std::path::{Path, PathBuf};

#[cfg(feature = "hdf5")]
pub use read::open;

use super::ImageSource;
use crate::Result;

/// The first bytes of a file.
const SIGNATURE: [u8; 8] = *b"\x89HDF\r\n\x1a\n";

/// True if a file begins like HDF5.
pub(super) fn begins_like_hdf5(head: &[u8]) -> bool {
    head.starts_with(&SIGNATURE)
}

/// Opens a data set that is named behind the file, as in `scan.h5:/entry/data`. None if the path is not such a name.
pub(super) fn open_named(path: &Path) -> Option<Result<Box<dyn ImageSource>>> {
    let (file, data_set) = split(path)?;
    Some(open(&file, Some(&data_set)))
}

/// File and data set; none if there is no file of the first name, or one of the whole name.
fn split(path: &Path) -> Option<(PathBuf, String)> {
    let text = path.to_str().filter(|_| !path.exists())?;
    let mut colons = text.match_indices(":/").map(|(index, _)| text.split_at(index));
    let (file, data_set) = colons.find(|(file, _)| Path::new(file).is_file())?;
    Some((PathBuf::from(file), data_set[1..].to_owned()))
}

/// Tells that files cannot be read.
///
/// # Errors
/// `Io` if there is no such file, else `Format`.
#[cfg(not(feature = "hdf5"))]
pub fn open(path: &Path, _: Option<&str>) -> Result<Box<dyn ImageSource>> {
    let input = super::input::InputFile::open(path)?;
    Err(input.error(if begins_like_hdf5(&input.head(8)?) {
        "the file is HDF5, which was left out when this program was built (cargo feature `hdf5`)"
    } else {
        "the file does not begin like an HDF5 file"
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_set_is_named_behind_an_existing_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for name in ["a.h5", "b:"] {
            std::fs::write(path(name), b"").expect("writable");
        }
        assert_eq!(split(&path("a.h5:/x/y:/z")), Some((path("a.h5"), "/x/y:/z".to_owned())));
        assert_eq!(split(&path("b::/x")), Some((path("b:"), "/x".to_owned())));
        for name in ["a.h5", "b:", "c.h5:/x", "a.h5:x"] {
            assert_eq!(split(&path(name)), None, "{name}");
        }
    }
}
