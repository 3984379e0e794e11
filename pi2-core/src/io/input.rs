//! A file that is read at given positions by many tasks at once.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// An open file whose reads are checked against its length.
#[derive(Debug)]
pub(super) struct InputFile {
    file: File,
    path: PathBuf,
    len: u64,
}

impl InputFile {
    /// Opens a regular file.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|source| Error::io("read", path, source))?;
        let metadata = file.metadata().map_err(|source| Error::io("read", path, source))?;
        if !metadata.is_file() {
            return Err(Error::format(path, if metadata.is_dir() { "is a folder" } else { "is not a regular file" }));
        }
        Ok(Self { file, path: path.to_owned(), len: metadata.len() })
    }

    /// Name of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Length in bytes when the file was opened.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// The file as a stream from its start, for decoders that read on their own.
    pub fn reader(&self) -> InputReader<'_> {
        self.reader_at(0)
    }

    /// The file as a stream from a position on.
    pub fn reader_at(&self, position: u64) -> InputReader<'_> {
        InputReader { input: self, position }
    }

    /// An error about the content of the file.
    pub fn error(&self, message: impl Into<String>) -> Error {
        Error::format(&self.path, message)
    }

    /// Fills `bytes` from a position in the file.
    pub fn read_at(&self, position: u64, bytes: &mut [u8]) -> Result<()> {
        self.check_range(position, bytes.len() as u64)?;
        read_exact_at(&self.file, bytes, position).map_err(|source| match source.kind() {
            io::ErrorKind::UnexpectedEof => self.error("the file was cut while it was read"),
            _ => Error::io("read", &self.path, source),
        })
    }

    /// The bytes of a part of the file. Nothing is allocated for a part that is not there.
    pub fn bytes_at(&self, position: u64, len: u64) -> Result<Vec<u8>> {
        self.check_range(position, len)?;
        let mut bytes = vec![0; len as usize];
        self.read_at(position, &mut bytes)?;
        Ok(bytes)
    }

    /// The first bytes, at most `len`.
    pub fn head(&self, len: u64) -> Result<Vec<u8>> {
        self.bytes_at(0, len.min(self.len))
    }

    fn check_range(&self, position: u64, len: u64) -> Result<()> {
        if position.checked_add(len).is_some_and(|end| end <= self.len) {
            return Ok(());
        }
        let message = format!("the file is cut off or damaged: it has {} bytes, but {len} are needed", self.len);
        Err(self.error(format!("{message} from byte {position} on")))
    }
}

/// A stream over a file with a position of its own, so that several can read at once.
#[derive(Debug)]
pub(super) struct InputReader<'a> {
    input: &'a InputFile,
    position: u64,
}

impl Read for InputReader<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let len = (bytes.len() as u64).min(self.input.len.saturating_sub(self.position)) as usize;
        read_exact_at(&self.input.file, &mut bytes[..len], self.position)?;
        self.position += len as u64;
        Ok(len)
    }
}

impl Seek for InputReader<'_> {
    fn seek(&mut self, target: SeekFrom) -> io::Result<u64> {
        let position = match target {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(step) => self.position.checked_add_signed(step),
            SeekFrom::End(step) => self.input.len.checked_add_signed(step),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], position: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, position)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut bytes: &mut [u8], mut position: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, position) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => {
                bytes = &mut bytes[read..];
                position += read as u64;
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

    #[test]
    fn nothing_is_read_or_allocated_behind_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        std::fs::write(&path, b"12345").expect("writable");
        let input = InputFile::open(&path).expect("readable");
        assert_eq!(input.bytes_at(1, 4).expect("inside"), b"2345");
        assert_eq!(input.head(100).expect("inside"), b"12345");
        for (position, len) in [(1, 5), (6, 0), (0, u64::MAX), (u64::MAX, u64::MAX)] {
            let error = input.bytes_at(position, len).expect_err("outside").to_string();
            assert!(error.contains("cut off or damaged: it has 5 bytes"), "{error}");
        }
    }

    #[test]
    fn a_folder_is_not_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = InputFile::open(folder.path()).expect_err("not a file").to_string();
        assert!(error.ends_with("is a folder"), "{error}");
    }
}
