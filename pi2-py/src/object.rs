//! The base class of Python objects for images and variables: their name, and the buffer protocol for pixels.

use std::ffi::{CStr, c_int, c_void};
use std::ptr;

use pi2_core::image::SharedMemory;
use pi2_core::{Dimensions, PixelType};
use pyo3::exceptions::PyBufferError;
use pyo3::ffi;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::session::Session;

/// Something with a name in a session.
#[pyclass(frozen, subclass, module = "pi2._native")]
pub struct Object {
    /// The session object of Python.
    pi2: Py<PyAny>,
    session: Py<Session>,
    pub name: String,
    /// Whether it is an image or a variable.
    pub is_image: bool,
}

impl Object {
    pub fn belongs_to(&self, session: &Bound<'_, Session>) -> bool {
        self.session.is(session)
    }
}

#[pymethods]
impl Object {
    #[new]
    #[classmethod]
    fn new(class: &Bound<'_, PyType>, pi2: &Bound<'_, PyAny>, name: String) -> PyResult<Self> {
        let session = pi2.getattr("piobj")?.cast_into::<Session>()?.unbind();
        let is_image = class.getattr("_is_image")?.extract()?;
        Ok(Self { pi2: pi2.clone().unbind(), session, name, is_image })
    }

    /// The session.
    #[getter]
    fn pi2(&self, py: Python<'_>) -> Py<PyAny> {
        self.pi2.clone_ref(py)
    }

    #[getter]
    fn _session(&self, py: Python<'_>) -> Py<Session> {
        self.session.clone_ref(py)
    }

    /// The name in the session.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// Remove the object from its session. Arrays that look at its pixels remain valid.
    fn clear(&self, py: Python<'_>) {
        self.session.get().remove(py, &self.name);
    }

    // Cycles are broken by the dictionaries of Python objects, which every cycle through here goes through.
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.pi2)?;
        visit.call(&self.session)
    }

    /// # Safety
    /// Python calls it with a buffer to fill.
    unsafe fn __getbuffer__(slf: Bound<'_, Self>, view: *mut ffi::Py_buffer, flags: c_int) -> PyResult<()> {
        let py = slf.py();
        if view.is_null() {
            return Err(PyBufferError::new_err("there is no buffer to fill"));
        }
        // SAFETY: `view` points to a buffer of the caller, who looks at it only after success.
        unsafe { (*view).obj = ptr::null_mut() };
        let this = slf.get();
        if !this.is_image {
            return Err(PyBufferError::new_err(format!("`{}` is a variable and has no pixels", this.name)));
        }
        let (dims, pixel_type, memory) =
            this.session.get().pixels(py, &this.name).map_err(|error| PyBufferError::new_err(error.to_string()))?;
        let export = Box::new(Export::new(dims, pixel_type, memory));
        if flags & ffi::PyBUF_STRIDES != ffi::PyBUF_STRIDES && export.dimensions() > 1
            || flags & ffi::PyBUF_C_CONTIGUOUS == ffi::PyBUF_C_CONTIGUOUS && export.dimensions() > 1
        {
            let text =
                "pixels are in Fortran order, but a C-contiguous buffer is wanted; use `numpy.ascontiguousarray`";
            return Err(PyBufferError::new_err(text));
        }
        if flags & ffi::PyBUF_WRITABLE == ffi::PyBUF_WRITABLE && export.memory.is_read_only() {
            return Err(PyBufferError::new_err(format!("`{}` is a read-only mapped file", this.name)));
        }
        // SAFETY: as above; the pointers into `export` are valid until `__releasebuffer__` drops it.
        unsafe { export.fill(view, flags, slf.into_any()) };
        Ok(())
    }

    /// # Safety
    /// Python calls it with a buffer that `__getbuffer__` filled.
    #[expect(clippy::unused_self, reason = "Python calls it on an object")]
    unsafe fn __releasebuffer__(&self, view: *mut ffi::Py_buffer) {
        // SAFETY: `fill` put the box there, and Python releases a buffer once.
        unsafe { drop(Box::from_raw((*view).internal.cast::<Export>())) };
    }
}

/// What a buffer refers to while somebody uses it.
struct Export {
    memory: SharedMemory,
    shape: Vec<isize>,
    strides: Vec<isize>,
    pixel_type: PixelType,
}

impl Export {
    fn new(dims: Dimensions, pixel_type: PixelType, memory: SharedMemory) -> Self {
        let mut shape: Vec<isize> = dims.to_array().map(|side| side as isize).to_vec();
        while shape.len() > 1 && shape.last() == Some(&1) {
            shape.pop();
        }
        let strides = shape.iter().scan(pixel_type.size() as isize, |next, side| {
            let stride = *next;
            *next *= side;
            Some(stride)
        });
        Self { strides: strides.collect(), memory, shape, pixel_type }
    }

    fn dimensions(&self) -> usize {
        self.shape.len()
    }

    /// # Safety
    /// `view` must be valid for writes.
    unsafe fn fill(mut self: Box<Self>, view: *mut ffi::Py_buffer, flags: c_int, owner: Bound<'_, PyAny>) {
        let wants = |flag: c_int| flags & flag == flag;
        // SAFETY: the caller's promise. The vectors do not move with the box.
        unsafe {
            (*view).obj = owner.into_ptr();
            (*view).buf = self.memory.as_ptr().cast();
            (*view).len = self.memory.len() as isize;
            (*view).itemsize = self.pixel_type.size() as isize;
            (*view).readonly = c_int::from(self.memory.is_read_only());
            (*view).ndim = self.dimensions() as c_int;
            (*view).format =
                if wants(ffi::PyBUF_FORMAT) { format(self.pixel_type).as_ptr().cast_mut() } else { ptr::null_mut() };
            (*view).shape = if wants(ffi::PyBUF_ND) { self.shape.as_mut_ptr() } else { ptr::null_mut() };
            (*view).strides = if wants(ffi::PyBUF_STRIDES) { self.strides.as_mut_ptr() } else { ptr::null_mut() };
            (*view).suboffsets = ptr::null_mut();
            (*view).internal = Box::into_raw(self).cast::<c_void>();
        }
    }
}

/// The code of the module `struct` for a pixel type.
fn format(pixel_type: PixelType) -> &'static CStr {
    // NumPy's 64-bit integers are C's `long` where that has 64 bits.
    const LONG_HAS_64_BITS: bool = size_of::<std::ffi::c_long>() == 8;
    match pixel_type {
        PixelType::UInt8 => c"B",
        PixelType::UInt16 => c"H",
        PixelType::UInt32 => c"I",
        PixelType::UInt64 if LONG_HAS_64_BITS => c"L",
        PixelType::UInt64 => c"Q",
        PixelType::Int8 => c"b",
        PixelType::Int16 => c"h",
        PixelType::Int32 => c"i",
        PixelType::Int64 if LONG_HAS_64_BITS => c"l",
        PixelType::Int64 => c"q",
        PixelType::Float32 => c"f",
        PixelType::Complex32 => c"Zf",
    }
}
