//! Folders that are datasets: how they are made, replaced and recognised.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::io::atomic::AtomicFile;
use crate::io::names::matches;
use crate::{Error, Result};

/// Name of the file that is there while several processes write a dataset.
pub(in crate::io) const MARKER: &str = "concurrent";

/// True for the name of a file that is not complete, or was left by a process that was stopped.
pub(in crate::io) fn is_temporary(name: &str) -> bool {
    matches(".*.tmp", name)
}

/// Tells whether a file or folder is part of a dataset, from the names of the folders that it is in and its own, and
/// whether it is a folder.
pub(in crate::io) type IsPart = Box<dyn Fn(&[String], bool) -> bool>;

/// A kind of dataset.
#[derive(Clone, Copy, Debug)]
pub(in crate::io) struct Kind {
    /// Its name, with an article.
    pub name: &'static str,
    /// Name of the file that describes a dataset.
    pub description: &'static str,
    /// What belongs to the dataset in a folder; none if the folder is not a dataset of this kind.
    pub parts: fn(&Path) -> Option<IsPart>,
}

impl Kind {
    /// An error unless the folder is a dataset and has nothing that is not part of it. Links are not followed.
    fn check_replaceable(&self, folder: &Path) -> Result<()> {
        let name = self.name;
        if !folder.is_dir() {
            return Err(Error::format(folder, "there is a file of this name, a dataset cannot replace it"));
        }
        let hint = "remove it or choose another name";
        let Some(is_part) = (self.parts)(folder) else {
            let message = format!("there is a folder of this name that is not {name}, it is not replaced");
            return Err(Error::format(folder, message).with_hint(hint));
        };
        if folder.join(MARKER).exists() {
            let message = "the dataset is being written by several processes, it is not replaced";
            let hint = format!("if none of them runs any more, remove the file `{MARKER}` in the folder");
            return Err(Error::format(folder, message).with_hint(hint));
        }
        match foreign(folder, &mut Vec::new(), &is_part)? {
            None => Ok(()),
            Some(path) => {
                let message =
                    format!("the dataset contains {}, which is no part of it; it is not replaced", path.display());
                Err(Error::format(folder, message).with_hint(hint))
            }
        }
    }

    /// Makes the folder of a dataset with its description, unless somebody else has just done it. There must be no
    /// other folder of this name.
    pub fn create_shared(&self, folder: &Path, description: &[u8]) -> Result<()> {
        let path = folder.join(self.description);
        let is_part: IsPart = Box::new(|_, _| false);
        if folder.symlink_metadata().is_ok() {
            let found = foreign(folder, &mut Vec::new(), &is_part)?;
            // Others may have made the dataset meanwhile.
            if found.is_some() && !path.exists() {
                let message = format!("there is a folder of this name that is not {}", self.name);
                return Err(Error::format(folder, message).with_hint("remove it or choose another name"));
            }
        }
        let mut file = AtomicFile::create(&path)?;
        let written = std::io::Write::write_all(file.file(), description);
        written.map_err(|source| file.error(source))?;
        file.finish_unless_there()
    }
}

/// Something in a folder that is not part of a dataset. `names` are the folders on the way to it.
fn foreign(folder: &Path, names: &mut Vec<String>, is_part: &IsPart) -> Result<Option<PathBuf>> {
    let error = |source| Error::io("read", folder, source);
    for entry in fs::read_dir(folder).map_err(error)? {
        let entry = entry.map_err(error)?;
        let (kind, name) = (entry.file_type().map_err(error)?, entry.file_name().to_string_lossy().into_owned());
        if kind.is_file() && is_temporary(&name) {
            continue;
        }
        names.push(name);
        let fits = (kind.is_file() || kind.is_dir()) && is_part(names, kind.is_dir());
        let found = match fits {
            false => Some(entry.path()),
            true if kind.is_dir() => foreign(&entry.path(), names, is_part)?,
            true => None,
        };
        if found.is_some() {
            return Ok(found);
        }
        names.pop();
    }
    Ok(None)
}

/// A dataset that is being written, in a temporary folder next to its place. Nothing is left of it unless it is
/// finished.
#[derive(Debug)]
pub(in crate::io) struct Staging {
    kind: Kind,
    target: PathBuf,
    folder: TempDir,
}

impl Staging {
    /// Starts a dataset. It will replace one of the same kind and name, but nothing else.
    pub fn create(path: &Path, kind: Kind) -> Result<Self> {
        let mut target = path.to_owned();
        if path.symlink_metadata().is_ok() {
            target = path.canonicalize().map_err(|source| Error::io("write", path, source))?;
            kind.check_replaceable(&target)?;
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
        let folder = tempfile::Builder::new().prefix(&prefix).suffix(".tmp").tempdir_in(parent);
        let folder = folder.map_err(|source| Error::io("write", &target, source))?;
        let staging = Self { kind, target, folder };
        let root = staging.root();
        fs::create_dir(&root).map_err(|source| Error::io("create folder", &root, source))?;
        Ok(staging)
    }

    /// The folder of the dataset as long as it is written.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("new")
    }

    /// Puts the complete dataset into its place.
    pub fn finish(self) -> Result<PathBuf> {
        let (new, target) = (self.root(), &self.target);
        let error = |source| Error::io("write", target, source);
        if target.symlink_metadata().is_ok() {
            // Somebody may have put something into the folder meanwhile.
            self.kind.check_replaceable(target)?;
            if exchange(&new, target).is_err() {
                let old = self.folder.path().join("old");
                fs::rename(target, &old).map_err(error)?;
                if let Err(source) = fs::rename(new, target) {
                    fs::rename(&old, target).map_err(error)?;
                    return Err(error(source));
                }
            }
        } else {
            fs::rename(new, target).map_err(error)?;
        }
        self.folder.close().map_err(error)?;
        Ok(self.target)
    }
}

/// Exchanges the names of two folders, so that there is one of each name all the time. Not all systems can do that.
fn exchange(a: &Path, b: &Path) -> std::io::Result<()> {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use std::ffi::CString;
        use std::os::unix::ffi::OsStrExt;
        let [a, b] = [CString::new(a.as_os_str().as_bytes())?, CString::new(b.as_os_str().as_bytes())?];
        let here = libc::AT_FDCWD;
        // SAFETY: both are texts that end with a zero.
        match unsafe { libc::renameat2(here, a.as_ptr(), here, b.as_ptr(), libc::RENAME_EXCHANGE) } {
            0 => Ok(()),
            _ => Err(std::io::Error::last_os_error()),
        }
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    {
        let _ = (a, b);
        Err(std::io::ErrorKind::Unsupported.into())
    }
}
