//! Which folders a new dataset may replace.

use std::fs;
use std::path::{Path, PathBuf};

use super::read::read_metadata;
use super::{MARKER, METADATA, is_temporary};
use crate::io::names::matches;
use crate::{Error, Result};

/// An error unless the folder is a dataset and has nothing that is not part of it. Links are not followed.
pub(super) fn check(folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        return Err(Error::format(folder, "there is a file of this name, a dataset cannot replace it"));
    }
    let hint = "remove it or choose another name";
    let Ok(metadata) = read_metadata(folder) else {
        let message = "there is a folder of this name that is not an NN5 dataset, it is not replaced";
        return Err(Error::format(folder, message).with_hint(hint));
    };
    if folder.join(MARKER).exists() {
        let message = "the dataset is being written by several processes, it is not replaced";
        let hint = format!("if none of them runs any more, remove the file `{MARKER}` in the folder");
        return Err(Error::format(folder, message).with_hint(hint));
    }
    match foreign(folder, metadata.dims.dimensionality().max(1), true)? {
        None => Ok(()),
        Some(path) => {
            let message =
                format!("the dataset contains {}, which is no part of it; it is not replaced", path.display());
            Err(Error::format(folder, message).with_hint(hint))
        }
    }
}

/// Something in a folder that is not part of a dataset. `levels` is the number of grid levels below the folder.
fn foreign(folder: &Path, levels: usize, is_root: bool) -> Result<Option<PathBuf>> {
    let error = |source| Error::io("read", folder, source);
    for entry in fs::read_dir(folder).map_err(error)? {
        let entry = entry.map_err(error)?;
        let (kind, name) = (entry.file_type().map_err(error)?, entry.file_name());
        let name = name.to_string_lossy();
        let is_position = levels > 0 && name.bytes().all(|c| c.is_ascii_digit());
        if kind.is_dir() && is_position {
            if let Some(found) = foreign(&entry.path(), levels - 1, false)? {
                return Ok(Some(found));
            }
            continue;
        }
        let is_chunk = levels == 0 && (name == "chunk.lz4raw" || matches("chunk_@x@x@.raw", &name));
        if !kind.is_file() || !(is_root && name == METADATA || is_chunk || is_temporary(&name)) {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}
