//! Stores that go past the cache.

/// Copies to memory that is not read again soon. Lines of the cache that are written as a whole are not fetched from
/// memory first, which saves a third of the traffic. [`fence`] makes the copy visible to other threads.
///
/// # Safety
/// `from` can be read and `to` written for `len` elements, and they do not overlap.
pub unsafe fn copy<T: Copy>(from: *const T, to: *mut T, len: usize) {
    // SAFETY: the caller's promise.
    unsafe { copy_bytes(from.cast(), to.cast(), len * size_of::<T>()) }
}

#[cfg(target_arch = "x86_64")]
unsafe fn copy_bytes(from: *const u8, to: *mut u8, len: usize) {
    use std::arch::x86_64::{_mm_loadu_si128, _mm_stream_si128};

    const LINE: usize = 64;
    let head = to.align_offset(LINE).min(len);
    let lines = (len - head) / LINE;
    let tail = head + lines * LINE;
    // SAFETY: the caller's promise; the addresses of the streamed lines are aligned.
    unsafe {
        to.copy_from_nonoverlapping(from, head);
        for start in (head..tail).step_by(16) {
            _mm_stream_si128(to.add(start).cast(), _mm_loadu_si128(from.add(start).cast()));
        }
        to.add(tail).copy_from_nonoverlapping(from.add(tail), len - tail);
    }
}

#[cfg(not(target_arch = "x86_64"))]
unsafe fn copy_bytes(from: *const u8, to: *mut u8, len: usize) {
    // SAFETY: the caller's promise.
    unsafe { to.copy_from_nonoverlapping(from, len) }
}

/// Asks for memory that is read soon. An address that does not exist is fine.
pub fn prefetch<T>(from: *const T, len: usize) {
    #[cfg(target_arch = "x86_64")]
    for start in (0..len * size_of::<T>()).step_by(64) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: the instruction never faults.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(from.cast::<i8>().wrapping_add(start)) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (from, len);
}

/// Orders the copies of this thread before all that it does later.
pub fn fence() {
    // SAFETY: all processors of this kind have the instruction.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        std::arch::x86_64::_mm_sfence();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_alignment_and_length_is_copied() {
        let source: Vec<u16> = (0..300).collect();
        for first in 0..40 {
            for len in [0, 1, 31, 32, 64, 200] {
                let mut target = vec![u16::MAX; 300];
                // SAFETY: both ranges lie inside their vectors.
                unsafe { copy(source.as_ptr().add(7), target.as_mut_ptr().add(first), len) };
                fence();
                assert_eq!(target[first..first + len], source[7..7 + len]);
                assert!(target[..first].iter().chain(&target[first + len..]).all(|&pixel| pixel == u16::MAX));
            }
        }
    }
}
