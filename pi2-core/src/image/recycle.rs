//! Memory of images that are gone, kept for the next image of the same size.
//!
//! The system clears each page of fresh memory when it is first written to. That takes about as long as a copy of the
//! image, so that a command whose result replaces an image of the same size would take twice as long.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::mem::ManuallyDrop;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Smaller pieces come from the allocator fast enough.
const SMALLEST: usize = 1 << 20;
/// The most bytes that are kept.
const MOST: usize = 256 << 20;

/// Memory that belongs to whoever holds this; when it is dropped, the memory is kept if it was used.
pub struct Heap {
    piece: Piece,
    /// False as long as the system has not handed out the pages.
    is_used: AtomicBool,
}

/// Memory of an allocator.
#[derive(Clone, Copy)]
struct Piece {
    pointer: NonNull<u8>,
    layout: Layout,
}

// SAFETY: only its owner uses the memory.
unsafe impl Send for Piece {}
// SAFETY: as above.
unsafe impl Sync for Piece {}

/// Kept memory, the oldest first.
static KEPT: Mutex<Vec<Piece>> = Mutex::new(Vec::new());

impl Piece {
    fn bytes(&self) -> usize {
        self.layout.size()
    }

    /// # Safety
    /// Nobody uses the memory any more.
    unsafe fn free(self) {
        // SAFETY: the memory was allocated with this layout.
        unsafe { dealloc(self.pointer.as_ptr(), self.layout) };
    }
}

impl Heap {
    fn new(pointer: NonNull<u8>, layout: Layout, is_used: bool) -> Self {
        Self { piece: Piece { pointer, layout }, is_used: is_used.into() }
    }

    /// Zeros, which the system hands out lazily; nothing if there is not enough memory. The layout has a size.
    pub fn zeroed(layout: Layout) -> Option<Self> {
        debug_assert_ne!(layout.size(), 0);
        // SAFETY: the layout has a size.
        NonNull::new(unsafe { alloc_zeroed(layout) }).map(|pointer| Self::new(pointer, layout, false))
    }

    /// Kept memory of this size; its bytes are those of an image that is gone.
    pub fn reused(layout: Layout) -> Option<Self> {
        if !(SMALLEST..=MOST).contains(&layout.size()) {
            return None;
        }
        let mut kept = kept();
        let fits = |piece: &Piece| piece.bytes() == layout.size() && piece.layout.align() >= layout.align();
        let index = kept.iter().rposition(fits)?;
        let piece = kept.remove(index);
        Some(Self::new(piece.pointer, piece.layout, true))
    }

    /// The memory of a vector; nothing if it has none.
    pub fn from_vec<T: Copy>(vector: Vec<T>) -> Option<Self> {
        let mut vector = ManuallyDrop::new(vector);
        let layout = Layout::array::<T>(vector.capacity()).ok().filter(|layout| layout.size() > 0)?;
        // The vector would free the memory with this layout; its elements need no care.
        NonNull::new(vector.as_mut_ptr()).map(|pointer| Self::new(pointer.cast(), layout, true))
    }

    /// Address of the first byte.
    pub fn pointer(&self) -> NonNull<u8> {
        self.piece.pointer
    }

    /// To be called before anybody can write to the memory.
    pub fn mark_as_used(&self) {
        self.is_used.store(true, Ordering::Relaxed);
    }

    /// True if somebody may have written to the memory.
    pub fn is_used(&self) -> bool {
        self.is_used.load(Ordering::Relaxed)
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        if !self.is_used() || !(SMALLEST..=MOST).contains(&self.piece.bytes()) {
            // SAFETY: the owner is being dropped.
            return unsafe { self.piece.free() };
        }
        let mut kept = kept();
        kept.push(self.piece);
        let mut bytes: usize = kept.iter().map(Piece::bytes).sum();
        while bytes > MOST {
            let oldest = kept.remove(0);
            bytes -= oldest.bytes();
            // SAFETY: nobody but this list knows the memory.
            unsafe { oldest.free() };
        }
    }
}

fn kept() -> MutexGuard<'static, Vec<Piece>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(bytes: usize) -> Layout {
        Layout::array::<u16>(bytes / 2).expect("small")
    }

    #[test]
    fn memory_is_used_again_for_the_same_size_only() {
        // A size of which no other test makes images.
        let layout = layout(SMALLEST + 4242);
        drop(Heap::zeroed(layout));
        assert!(Heap::reused(layout).is_none(), "memory that nobody used is given back");
        let first = Heap::zeroed(layout).expect("small");
        first.mark_as_used();
        let address = first.pointer();
        drop(first);
        assert!(Heap::reused(self::layout(SMALLEST + 4244)).is_none());
        let second = Heap::reused(layout).expect("it was kept");
        assert_eq!(second.pointer(), address);
        assert!(Heap::reused(layout).is_none());
    }

    #[test]
    fn not_more_is_kept_than_allowed() {
        let layout = layout(MOST / 3 + 2222);
        let pieces: Vec<_> = (0..4).map(|_| Heap::zeroed(layout).expect("lazily")).collect();
        pieces.iter().for_each(Heap::mark_as_used);
        drop(pieces);
        let bytes: usize = kept().iter().map(Piece::bytes).sum();
        assert!(bytes <= MOST, "{bytes}");
    }
}
