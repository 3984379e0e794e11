//! Files that appear under their name only when they are complete.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::{Error, Result};

/// A new file under a temporary name in the folder of its target. It is deleted unless it is completed.
#[derive(Debug)]
pub(super) struct AtomicFile {
    temporary: NamedTempFile,
    target: PathBuf,
}

impl AtomicFile {
    /// Starts a file, and creates the folders that it needs.
    pub fn create(target: &Path) -> Result<Self> {
        let target = resolved(target)?;
        let folder = create_folder_of(&target)?;
        let mut name = std::ffi::OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(".");
        let mut builder = tempfile::Builder::new();
        builder.prefix(&name).suffix(".tmp");
        // The user's mask applies to these, as for every other new file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let temporary = builder.tempfile_in(&folder).map_err(|source| Error::io("write", &target, source))?;
        Ok(Self { temporary, target })
    }

    /// The name that the file will have.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The file as it is so far.
    pub fn file(&mut self) -> &mut File {
        self.temporary.as_file_mut()
    }

    /// Sets the length of the new file, for which the disk must have space; the bytes are zero.
    pub fn set_len(&mut self, len: u64) -> Result<()> {
        check_free(self.temporary.as_file(), &self.target, len)?;
        let file = self.temporary.as_file();
        reserve(file, len).and_then(|()| file.set_len(len)).map_err(|source| self.error(source))
    }

    /// Writes at a position, from any thread.
    pub fn write_at(&self, position: u64, bytes: &[u8]) -> Result<()> {
        write_all_at(self.temporary.as_file(), bytes, position).map_err(|source| self.error(source))
    }

    /// Gives the complete file its name.
    pub fn finish(mut self) -> Result<PathBuf> {
        // The old file must live until this has worked.
        let flushed = self.temporary.flush().and_then(|()| settle(self.temporary.as_file()));
        flushed.map_err(|source| self.error(source))?;
        if let Ok(old) = fs::metadata(&self.target) {
            let kept = self.temporary.as_file().set_permissions(old.permissions());
            kept.map_err(|source| self.error(source))?;
        }
        let Self { temporary, target } = self;
        match temporary.persist(&target) {
            Ok(_) => Ok(target),
            Err(error) => Err(Error::io("write", &target, error.error)),
        }
    }

    /// Gives the complete file its name if there is no file of this name.
    pub fn finish_unless_there(self) -> Result<()> {
        let Self { temporary, target } = self;
        match temporary.persist_noclobber(&target) {
            Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => {
                Err(Error::io("write", &target, error.error))
            }
            _ => Ok(()),
        }
    }

    /// An error of the system while this file is written.
    pub fn error(&self, source: io::Error) -> Error {
        Error::io("write", &self.target, source)
    }
}

/// Learns what could not be written. Full disks and lost servers may show only when a file is closed, so one of its
/// descriptors is. To wait for the disk itself, as a program does that has to survive a loss of power, would make every
/// file slow.
pub(super) fn settle(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        let descriptor = std::os::fd::IntoRawFd::into_raw_fd(file.try_clone()?);
        // SAFETY: the descriptor is open and nobody else has it.
        if unsafe { libc::close(descriptor) } == 0 {
            return Ok(());
        }
        let error = io::Error::last_os_error();
        // It is closed all the same.
        if error.kind() == io::ErrorKind::Interrupted { Ok(()) } else { Err(error) }
    }
    #[cfg(not(unix))]
    file.sync_data()
}

/// Gives a complete file the name of another, which it replaces and whose permissions it takes.
pub(super) fn replace(complete: &Path, target: &Path) -> Result<()> {
    let target = resolved(target)?;
    let permissions = fs::metadata(&target).map(|old| old.permissions());
    let renamed = permissions.map_or(Ok(()), |permissions| fs::set_permissions(complete, permissions));
    renamed.and_then(|()| fs::rename(complete, &target)).map_err(|source| Error::io("write", &target, source))
}

/// Creates the folders that a file needs; returns the one that it is in.
pub(super) fn create_folder_of(file: &Path) -> Result<PathBuf> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(|source| Error::io("create folder", folder, source))?;
    Ok(folder.to_owned())
}

/// An error if a file will have more bytes than its disk has left.
pub(super) fn check_free(file: &File, path: &Path, bytes: u64) -> Result<()> {
    match free_bytes(file) {
        Some(free) if free < u128::from(bytes) => Err(Error::limit(format!(
            "{}: {bytes} bytes are needed, but the disk has only {free} left",
            path.display()
        ))),
        _ => Ok(()),
    }
}

/// Bytes that are free on the disk of a file, where the system tells it.
#[cfg(unix)]
fn free_bytes(file: &File) -> Option<u128> {
    let mut stats = std::mem::MaybeUninit::<libc::statvfs>::zeroed();
    // SAFETY: the descriptor is open, and the system fills the structure, for which zeros are valid.
    let (status, stats) = unsafe {
        let status = libc::fstatvfs(std::os::fd::AsRawFd::as_raw_fd(file), stats.as_mut_ptr());
        (status, stats.assume_init())
    };
    (status == 0 && stats.f_blocks > 0).then(|| u128::from(stats.f_bavail) * u128::from(stats.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_file: &File) -> Option<u128> {
    None
}

/// Asks the system to keep space for a new file, so that nobody else takes it and writing does not have to look for it.
/// Systems that cannot do that find space while the file is written.
#[cfg(target_os = "linux")]
fn reserve(file: &File, bytes: u64) -> io::Result<()> {
    let Ok(len @ 1..) = libc::off_t::try_from(bytes) else { return Ok(()) };
    // SAFETY: the descriptor is open.
    if unsafe { libc::fallocate(std::os::fd::AsRawFd::as_raw_fd(file), 0, 0, len) } == 0 {
        return Ok(());
    }
    let error = io::Error::last_os_error();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn reserve(_file: &File, _bytes: u64) -> io::Result<()> {
    Ok(())
}

/// The file behind a link, checked to be one that may be replaced.
fn resolved(target: &Path) -> Result<PathBuf> {
    let Ok(metadata) = fs::metadata(target) else {
        return Ok(target.to_owned());
    };
    if !metadata.is_file() {
        let kind = if metadata.is_dir() { "folder" } else { "device" };
        return Err(Error::format(target, format!("there is a {kind} of this name, a file cannot replace it")));
    }
    if metadata.permissions().readonly() {
        return Err(Error::io("write", target, io::ErrorKind::PermissionDenied.into()));
    }
    let is_link = target.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    if is_link {
        target.canonicalize().map_err(|source| Error::io("write", target, source))
    } else {
        Ok(target.to_owned())
    }
}

#[cfg(unix)]
pub(super) fn write_all_at(file: &File, bytes: &[u8], position: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, position)
}

#[cfg(windows)]
pub(super) fn write_all_at(file: &File, mut bytes: &[u8], mut position: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_write(file, bytes, position) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => {
                bytes = &bytes[written..];
                position += written as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").file_name());
        entries.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_finished_file_replaces_the_old_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/deep/a.raw");
        for text in [&b"first"[..], b"2nd"] {
            let file = AtomicFile::create(&path).expect("writable");
            file.write_at(0, text).expect("writable");
            assert_eq!(file.finish().expect("writable"), path);
            assert_eq!(fs::read(&path).expect("written"), text);
        }
        assert_eq!(names(path.parent().expect("a folder")), ["a.raw"]);
    }

    #[test]
    fn a_file_of_known_length_has_its_space_and_is_full_of_zeros() {
        let folder = tempfile::tempdir().expect("a folder");
        for len in [0, 1, 1 << 20] {
            let mut file = AtomicFile::create(&folder.path().join("a.raw")).expect("writable");
            file.set_len(len).expect("space");
            #[cfg(target_os = "linux")]
            {
                let blocks = std::os::unix::fs::MetadataExt::blocks(&file.file().metadata().expect("open"));
                assert!(512 * blocks >= len, "{blocks} blocks are kept for {len} bytes");
            }
            let path = file.finish().expect("writable");
            assert_eq!(fs::read(&path).expect("written"), vec![0; len as usize]);
        }
    }

    #[test]
    fn an_unfinished_file_leaves_the_old_one_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.raw");
        fs::write(&path, b"old").expect("writable");
        let file = AtomicFile::create(&path).expect("writable");
        file.write_at(0, b"half of the n").expect("writable");
        drop(file);
        assert_eq!(fs::read(&path).expect("still there"), b"old");
        assert_eq!(names(folder.path()), ["a.raw"]);
    }

    #[test]
    fn a_folder_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = AtomicFile::create(folder.path()).expect_err("a folder").to_string();
        assert!(error.ends_with("there is a folder of this name, a file cannot replace it"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn the_target_of_a_link_is_replaced_and_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let (path, link) = (folder.path().join("a.raw"), folder.path().join("link"));
        fs::write(&path, b"old").expect("writable");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("own file");
        std::os::unix::fs::symlink(&path, &link).expect("links exist here");
        AtomicFile::create(&link).expect("writable").finish().expect("writable");
        assert_eq!(fs::read(&path).expect("replaced"), b"");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
        assert!(link.symlink_metadata().expect("there").is_symlink());
    }
}
