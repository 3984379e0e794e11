//! Memory of an image, shared with whoever still looks at it.

use std::alloc::{Layout, alloc_zeroed};
use std::path::Path;
use std::ptr::NonNull;
use std::sync::Arc;

use super::Pixel;
use crate::{Error, Result};

/// Whatever keeps a piece of memory alive: a vector, a mapped file, a NumPy array.
pub trait Owner: Send + Sync {}

impl<T: Send + Sync> Owner for T {}

/// Reference-counted memory of `len` pixels.
///
/// An image is the only writer of its buffer inside this crate. Views that were handed out (`share`) keep the memory
/// alive after the image has moved on to another buffer; they never see freed memory.
pub(crate) struct Buffer<T> {
    pointer: NonNull<T>,
    len: usize,
    owner: Arc<dyn Owner>,
    is_heap: bool,
    is_read_only: bool,
    /// The file whose bytes these are.
    file: Option<Arc<Path>>,
}

// SAFETY: the memory belongs to `owner`, which is Send and Sync; access through `&` and `&mut` follows the borrow rules.
unsafe impl<T: Send> Send for Buffer<T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Buffer<T> {}

/// A look at the memory of an image that keeps it alive, for views in other languages.
#[derive(Clone)]
pub struct SharedMemory {
    pointer: NonNull<u8>,
    bytes: usize,
    is_read_only: bool,
    _owner: Arc<dyn Owner>,
}

// SAFETY: only the address is held here; the memory belongs to `owner`.
unsafe impl Send for SharedMemory {}
// SAFETY: as above.
unsafe impl Sync for SharedMemory {}

impl SharedMemory {
    /// Address of the first byte. It stays valid as long as this object lives.
    pub fn as_ptr(&self) -> *mut u8 {
        self.pointer.as_ptr()
    }

    /// Number of bytes.
    pub fn len(&self) -> usize {
        self.bytes
    }

    /// True if some bytes belong to both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let (start, other_start) = (self.as_ptr().addr(), other.as_ptr().addr());
        start < other_start + other.bytes && other_start < start + self.bytes
    }

    /// True if there are no bytes, which no image has.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// True if the memory should not be written to, see [`Image::is_read_only`](super::Image::is_read_only).
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }
}

impl<T: Pixel> Buffer<T> {
    /// Memory filled with zeros, which the system hands out lazily.
    pub fn zeroed(len: usize) -> Result<Self> {
        let too_large = || Error::limit(format!("cannot allocate {len} {} pixels", T::TYPE));
        if len == 0 {
            return Ok(Self::from_vec(Vec::new()));
        }
        let layout = Layout::array::<T>(len).map_err(|_| too_large())?;
        // SAFETY: the layout has a non-zero size; all-zero bytes are a valid pixel (`Pod`), and the vector takes over
        // memory of exactly the layout that it would have asked for itself.
        #[expect(clippy::same_length_and_capacity, reason = "the allocation has exactly this size")]
        let pixels = unsafe {
            let pointer = alloc_zeroed(layout).cast::<T>();
            if pointer.is_null() {
                return Err(too_large());
            }
            use_huge_pages(pointer.cast(), layout.size());
            Vec::from_raw_parts(pointer, len, len)
        };
        Ok(Self::from_vec(pixels))
    }

    pub fn from_vec(mut pixels: Vec<T>) -> Self {
        let pointer = NonNull::new(pixels.as_mut_ptr()).unwrap_or(NonNull::dangling());
        // The vector is never touched again; its memory does not move with it.
        Self { pointer, len: pixels.len(), owner: Arc::new(pixels), is_heap: true, is_read_only: false, file: None }
    }

    /// # Safety
    /// `pointer` must be valid for reads and writes of `len` pixels as long as `owner` lives, and nothing else may
    /// write there while an image is at work.
    pub unsafe fn from_raw(pointer: NonNull<T>, len: usize, owner: Arc<dyn Owner>) -> Self {
        Self { pointer, len, owner, is_heap: false, is_read_only: false, file: None }
    }

    /// The same memory, known to be the bytes of a file.
    pub fn of_file(self, file: &Path) -> Self {
        Self { file: Some(file.into()), ..self }
    }

    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The same memory, marked: what is written there is lost.
    pub fn into_read_only(self) -> Self {
        Self { is_read_only: true, ..self }
    }

    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    pub fn as_slice(&self) -> &[T] {
        // SAFETY: see `from_raw`; `&self` excludes writers in this crate.
        unsafe { std::slice::from_raw_parts(self.pointer.as_ptr(), self.len) }
    }

    pub fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: see `from_raw`; `&mut self` excludes other access in this crate.
        unsafe { std::slice::from_raw_parts_mut(self.pointer.as_ptr(), self.len) }
    }

    /// True if somebody else depends on this memory: a view, a mapped file, a foreign array.
    pub fn is_observed(&self) -> bool {
        !self.is_heap || Arc::strong_count(&self.owner) > 1
    }

    pub fn share(&self) -> SharedMemory {
        SharedMemory {
            pointer: self.pointer.cast(),
            bytes: self.len * size_of::<T>(),
            is_read_only: self.is_read_only,
            _owner: self.owner.clone(),
        }
    }
}

/// Asks the system for large pages: a new image is touched with a fraction of the page faults.
#[cfg(target_os = "linux")]
fn use_huge_pages(pointer: *mut u8, bytes: usize) {
    const PAGE: usize = 4096;
    const WORTHWHILE: usize = 4 << 20;
    if bytes < WORTHWHILE {
        return;
    }
    let skipped = pointer.align_offset(PAGE);
    // SAFETY: the range lies inside one fresh allocation; the advice does not change its contents. A refusal costs speed
    // only.
    unsafe {
        libc::madvise(pointer.add(skipped).cast(), (bytes - skipped) & !(PAGE - 1), libc::MADV_HUGEPAGE);
    }
}

#[cfg(not(target_os = "linux"))]
fn use_huge_pages(_pointer: *mut u8, _bytes: usize) {}

/// Makes the system hand out memory now that it would hand out at the first access. Threads that first write here and
/// there to the same large pages all fetch each page, and all but one in vain.
///
/// # Safety
/// The memory belongs to the caller.
pub(crate) unsafe fn populate(pointer: *mut u8, bytes: usize) {
    #[cfg(target_os = "linux")]
    {
        const PAGE: usize = 4096;
        let skipped = pointer.align_offset(PAGE).min(bytes);
        // SAFETY: the caller's promise; the contents stay. A refusal (by an old system) costs speed only.
        unsafe {
            let start = pointer.add(skipped).cast();
            libc::madvise(start, (bytes - skipped) & !(PAGE - 1), libc::MADV_POPULATE_WRITE);
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (pointer, bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_outlives_the_buffer() {
        let mut buffer = Buffer::<u8>::zeroed(8).expect("small");
        buffer.as_mut_slice()[3] = 7;
        let view = buffer.share();
        assert!(buffer.is_observed());
        drop(buffer);
        // SAFETY: the view keeps 8 bytes alive.
        let last = unsafe { view.as_ptr().add(3).read() };
        assert_eq!((last, view.len()), (7, 8));
    }

    #[test]
    fn an_impossible_size_is_an_error() {
        assert!(Buffer::<u64>::zeroed(usize::MAX / 8).is_err());
    }
}
