//! Which arrays have the layout of pixels.

use numpy::{PyArrayDescrMethods, PyUntypedArray, PyUntypedArrayMethods};
use pi2_core::PixelType;
use pyo3::prelude::*;

/// The pixel type whose memory looks like the elements of an array, if there is one.
pub fn pixel_type(array: &Bound<'_, PyUntypedArray>) -> Option<PixelType> {
    let dtype = array.dtype();
    if dtype.is_native_byteorder() == Some(false) {
        return None;
    }
    Some(match (dtype.kind(), dtype.itemsize()) {
        (b'u', 1) => PixelType::UInt8,
        (b'u', 2) => PixelType::UInt16,
        (b'u', 4) => PixelType::UInt32,
        (b'u', 8) => PixelType::UInt64,
        (b'i', 1) => PixelType::Int8,
        (b'i', 2) => PixelType::Int16,
        (b'i', 4) => PixelType::Int32,
        (b'i', 8) => PixelType::Int64,
        (b'f', 4) => PixelType::Float32,
        (b'c', 8) => PixelType::Complex32,
        _ => return None,
    })
}

/// The name that NumPy has for a pixel type.
pub fn name(pixel_type: PixelType) -> &'static str {
    match pixel_type {
        PixelType::Complex32 => "complex64",
        real => real.name(),
    }
}

/// An attribute of `array.flags`.
pub fn flag(array: &Bound<'_, PyUntypedArray>, name: &str) -> PyResult<bool> {
    array.getattr("flags")?.getattr(name)?.extract()
}

/// The address of the first element.
pub fn address(array: &Bound<'_, PyUntypedArray>) -> *mut u8 {
    // SAFETY: a bound array object is alive, and its data pointer is part of it.
    unsafe { (*array.as_array_ptr()).fields.data.cast() }
}

/// The shape as Python writes it.
pub fn shape(array: &Bound<'_, PyUntypedArray>) -> String {
    match array.shape() {
        [side] => format!("({side},)"),
        sides => format!("({})", sides.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    }
}
