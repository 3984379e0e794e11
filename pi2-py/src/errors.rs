//! Errors of commands as Python exceptions.

use std::io;

use pi2_core::{Error, ErrorKind};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// The exception for an error, with its text and hint.
pub fn exception(py: Python<'_>, error: &Error) -> PyErr {
    let class = match error.kind() {
        ErrorKind::Io => match error.root() {
            Error::Io { source, .. } if source.kind() == io::ErrorKind::NotFound => "MissingFileError",
            _ => "FileError",
        },
        ErrorKind::Limit => "LimitError",
        ErrorKind::Cancelled => "CancelledError",
        ErrorKind::Bug => "InternalError",
        _ => "ArgumentError",
    };
    match exception_class(py, class) {
        Ok(class) => PyErr::from_type(class, (error.render(),)),
        Err(error) => error,
    }
}

fn exception_class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyType>> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let import = || PyResult::Ok(py.import("pi2._errors")?.unbind());
    Ok(MODULE.get_or_try_init(py, import)?.bind(py).getattr(name)?.cast_into()?)
}

/// Turns errors of commands into exceptions.
pub trait OrRaise<T> {
    /// The value, or the exception for the error.
    fn or_raise(self, py: Python<'_>) -> PyResult<T>;
}

impl<T> OrRaise<T> for pi2_core::Result<T> {
    fn or_raise(self, py: Python<'_>) -> PyResult<T> {
        self.map_err(|error| exception(py, &error))
    }
}
