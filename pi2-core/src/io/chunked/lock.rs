//! A chunk that several processes change is changed by one after the other.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::{Context, Error, Result};

/// Time between two attempts to get a lock.
const PAUSE: Duration = Duration::from_millis(1);

/// The right to change a chunk, until it is dropped. The system takes it back from a process that ends.
#[derive(Debug)]
pub(super) struct ChunkLock {
    _file: File,
}

impl ChunkLock {
    /// Waits until nobody else has the lock of a number in the dataset of this description.
    pub fn wait(ctx: &Context, description: &Path, number: u64) -> Result<Self> {
        loop {
            match try_lock(description, number) {
                Ok(Some(file)) => return Ok(Self { _file: file }),
                Ok(None) => {
                    ctx.check_cancelled()?;
                    Context::pause(PAUSE);
                }
                Err(source) => {
                    let hint = "write boxes that cover whole chunks, which needs no lock";
                    return Err(Error::io("lock", description, source).with_hint(hint));
                }
            }
        }
    }
}

/// A lock of one byte of the description, so that chunks do not wait for each other and nothing is left on the disk.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn try_lock(description: &Path, number: u64) -> io::Result<Option<File>> {
    use std::os::fd::AsRawFd;
    let file = OpenOptions::new().read(true).write(true).open(description)?;
    // SAFETY: the structure holds only numbers.
    let mut lock = unsafe { std::mem::zeroed::<libc::flock>() };
    lock.l_type = libc::F_WRLCK as _;
    lock.l_whence = libc::SEEK_SET as _;
    lock.l_start = (number & (i64::MAX as u64 >> 1)) as _;
    lock.l_len = 1;
    // SAFETY: the descriptor is that of an open file, and the structure outlives the call.
    let status = unsafe { libc::fcntl(file.as_raw_fd(), libc::F_OFD_SETLK, &raw const lock) };
    answer(status == 0, file)
}

/// A lock of the whole dataset.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn try_lock(description: &Path, _number: u64) -> io::Result<Option<File>> {
    use std::os::fd::AsRawFd;
    let file = OpenOptions::new().read(true).open(description)?;
    // SAFETY: the descriptor is that of an open file.
    let status = unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) };
    answer(status == 0, file)
}

#[cfg(unix)]
fn answer(locked: bool, file: File) -> io::Result<Option<File>> {
    if locked {
        return Ok(Some(file));
    }
    let error = io::Error::last_os_error();
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::PermissionDenied | io::ErrorKind::Interrupted => Ok(None),
        _ => Err(error),
    }
}

/// A file that only one process can open, and that is gone when it is closed.
#[cfg(windows)]
fn try_lock(description: &Path, number: u64) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let path = description.with_file_name(format!(".{number}.lock.tmp"));
    match OpenOptions::new().write(true).create(true).share_mode(0).custom_flags(DELETE_ON_CLOSE).open(path) {
        Ok(file) => Ok(Some(file)),
        // Another process has it, or is just deleting it.
        Err(error) if matches!(error.raw_os_error(), Some(5 | 32)) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_after_the_other_has_the_lock_of_a_number() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("description");
        std::fs::write(&path, "").expect("writable");
        let (ctx, inside) = (Context::default(), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let _lock = ChunkLock::wait(&ctx, &path, 7).expect("free at some time");
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
    }

    #[test]
    fn waiting_can_be_cancelled() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("description");
        std::fs::write(&path, "").expect("writable");
        let ctx = Context::default().with_cancel(crate::par::CancelToken::default());
        let _held = ChunkLock::wait(&ctx, &path, 1).expect("free");
        ctx.cancel_token().cancel();
        assert!(matches!(ChunkLock::wait(&ctx, &path, 1), Err(Error::Cancelled)));
    }
}
