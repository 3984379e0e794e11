//! Names for objects that the user did not name.

use std::sync::atomic::{AtomicU64, Ordering};

use pyo3::prelude::*;

/// Another number at each call in this process.
#[pyfunction]
pub fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A name for an image or variable that nobody else has: `image_` and ten letters.
#[pyfunction]
pub fn image_name() -> String {
    name_with_letters("image_")
}

/// A name for a variable that nobody else has: `value_` and ten letters.
#[pyfunction]
pub fn value_name() -> String {
    name_with_letters("value_")
}

fn name_with_letters(prefix: &str) -> String {
    let mut number = next_number();
    let mut letters = [b'A'; 10];
    for letter in letters.iter_mut().rev() {
        *letter += (number % 26) as u8;
        number /= 26;
    }
    letters.iter().fold(prefix.to_owned(), |name, &letter| name + char::from(letter).encode_utf8(&mut [0; 4]))
}

/// A name for an array that is an argument of one call.
pub fn array_name() -> String {
    format!("array_{:010}", next_number())
}
