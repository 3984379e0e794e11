//! Names for objects that the user did not name.

use std::sync::atomic::{AtomicU64, Ordering};

use pyo3::prelude::*;

/// Another number at each call in this process.
#[pyfunction]
pub fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A name for an array that is an argument of one call.
pub fn array_name() -> String {
    format!("array_{:010}", next_number())
}
