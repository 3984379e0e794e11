//! Memory of an image, shared with whoever still looks at it.

use std::alloc::Layout;
use std::path::Path;
use std::ptr::NonNull;
use std::sync::{Arc, OnceLock};

use super::Pixel;
use super::recycle::Heap;
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
    memory: Memory,
    is_read_only: bool,
    /// The file whose bytes these are.
    file: Option<Arc<Path>>,
}

enum Memory {
    /// Of this process.
    Heap(Arc<Heap>),
    /// A mapped file, a NumPy array.
    Foreign(Arc<dyn Owner>),
    /// Zeros of this process that are made when somebody looks at them.
    Lazy(OnceLock<Arc<Heap>>),
}

// SAFETY: the memory belongs to an owner that is Send and Sync; access through `&` and `&mut` follows the borrow rules.
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
        let heap = Heap::zeroed(layout).ok_or_else(too_large)?;
        use_huge_pages(heap.pointer().as_ptr(), layout.size());
        Ok(Self::from_heap(heap, len))
    }

    /// Memory filled with zeros, for a result that most commands put into other memory: it is made only when it is used.
    pub fn lazy(len: usize) -> Self {
        let memory = Memory::Lazy(OnceLock::new());
        Self { pointer: NonNull::dangling(), len, memory, is_read_only: false, file: None }
    }

    /// Memory of an image that is gone, if there is some of this size. What it holds is of no use.
    pub fn reused(len: usize) -> Option<Self> {
        let layout = Layout::array::<T>(len).ok()?;
        Heap::reused(layout).map(|heap| Self::from_heap(heap, len))
    }

    /// The memory holds `len` pixels: all-zero bytes and the bytes of any image are pixels (`Pod`).
    fn from_heap(heap: Heap, len: usize) -> Self {
        let pointer = heap.pointer().cast();
        Self { pointer, len, memory: Memory::Heap(Arc::new(heap)), is_read_only: false, file: None }
    }

    pub fn from_vec(pixels: Vec<T>) -> Self {
        let len = pixels.len();
        match Heap::from_vec(pixels) {
            Some(heap) => Self::from_heap(heap, len),
            // SAFETY: no pixels are read or written.
            None => unsafe { Self::from_raw(NonNull::dangling(), 0, Arc::new(())) },
        }
    }

    /// # Safety
    /// `pointer` must be valid for reads and writes of `len` pixels as long as `owner` lives, and nothing else may
    /// write there while an image is at work.
    pub unsafe fn from_raw(pointer: NonNull<T>, len: usize, owner: Arc<dyn Owner>) -> Self {
        Self { pointer, len, memory: Memory::Foreign(owner), is_read_only: false, file: None }
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
        unsafe { std::slice::from_raw_parts(self.pointer().as_ptr(), self.len) }
    }

    pub fn as_mut_slice(&mut self) -> &mut [T] {
        self.mark_as_used();
        // SAFETY: see `from_raw`; `&mut self` excludes other access in this crate.
        unsafe { std::slice::from_raw_parts_mut(self.pointer().as_ptr(), self.len) }
    }

    /// Address of the first pixel.
    fn pointer(&self) -> NonNull<T> {
        match &self.memory {
            Memory::Lazy(_) => self.heap().map_or(self.pointer, |heap| heap.pointer().cast()),
            _ => self.pointer,
        }
    }

    /// The memory, if it is of this process. Lazy memory is made now.
    fn heap(&self) -> Option<&Arc<Heap>> {
        match &self.memory {
            Memory::Heap(heap) => Some(heap),
            Memory::Foreign(_) => None,
            Memory::Lazy(_) if self.len == 0 => None,
            // Commands ask for the size of their results before they use them, and get an error if it is too large.
            Memory::Lazy(heap) => Some(heap.get_or_init(|| match Self::zeroed(self.len).map(|zeros| zeros.memory) {
                Ok(Memory::Heap(heap)) => heap,
                _ => panic!("there is not enough memory for {} {} pixels", self.len, T::TYPE),
            })),
        }
    }

    fn mark_as_used(&self) {
        if let Some(heap) = self.heap() {
            heap.mark_as_used();
        }
    }

    /// True if somebody else depends on this memory: a view, a mapped file, a foreign array.
    pub fn is_observed(&self) -> bool {
        match &self.memory {
            Memory::Heap(heap) => Arc::strong_count(heap) > 1,
            Memory::Foreign(_) => true,
            Memory::Lazy(heap) => heap.get().is_some_and(|heap| Arc::strong_count(heap) > 1),
        }
    }

    /// True if the memory was handed out by the system and not used since.
    pub fn is_fresh(&self) -> bool {
        match &self.memory {
            Memory::Heap(heap) => !heap.is_used(),
            Memory::Foreign(_) => false,
            Memory::Lazy(heap) => heap.get().is_none_or(|heap| !heap.is_used()),
        }
    }

    /// True for [lazy](Self::lazy) memory that nobody looked at.
    pub fn is_missing(&self) -> bool {
        matches!(&self.memory, Memory::Lazy(heap) if heap.get().is_none())
    }

    pub fn share(&self) -> SharedMemory {
        self.mark_as_used();
        SharedMemory {
            pointer: self.pointer().cast(),
            bytes: self.len * size_of::<T>(),
            is_read_only: self.is_read_only,
            _owner: match &self.memory {
                Memory::Foreign(owner) => owner.clone(),
                _ => self.heap().map_or_else(|| Arc::new(()) as Arc<dyn Owner>, |heap| heap.clone()),
            },
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
    fn lazy_memory_is_made_once_and_holds_zeros() {
        let mut buffer = Buffer::<u16>::lazy(5);
        assert!(buffer.is_missing() && buffer.is_fresh() && !buffer.is_observed());
        assert_eq!(buffer.as_slice(), [0; 5]);
        assert!(!buffer.is_missing() && buffer.is_fresh());
        let view = buffer.share();
        assert!(buffer.is_observed() && !buffer.is_fresh());
        buffer.as_mut_slice()[4] = 0x0707;
        // SAFETY: the view keeps 10 bytes alive.
        assert_eq!(unsafe { view.as_ptr().add(8).read() }, 7);
        assert!(Buffer::<u8>::lazy(0).as_slice().is_empty());
    }

    #[test]
    fn an_impossible_size_is_an_error() {
        assert!(Buffer::<u64>::zeroed(usize::MAX / 8).is_err());
    }
}
