//! The session as a Python class.

use std::sync::Arc;

use numpy::PyUntypedArray;
use parking_lot::Mutex;
use pi2_core::registry::Value;
use pi2_core::{Context, Error, Result};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::arguments::Arguments;
use crate::arrays;
use crate::door::{self, Duty};
use crate::errors::OrRaise;

/// Named images and variables, and the commands that work on them.
#[pyclass(frozen, module = "pi2._native")]
pub struct Session {
    /// Nothing after `close`.
    session: Mutex<Option<Arc<pi2_core::Session>>>,
    last_error: Mutex<Option<String>>,
}

impl Session {
    fn open(&self) -> Result<Arc<pi2_core::Session>> {
        self.session.lock().clone().ok_or_else(|| {
            let error = Error::call("the session is closed");
            error.with_hint("create a new one with `Pi2()`; arrays that were taken out before remain valid")
        })
    }

    /// Remembers whether the last call failed.
    fn note<T>(&self, py: Python<'_>, result: PyResult<T>) -> PyResult<T> {
        let text = result.as_ref().err().map(|error| error.value(py).to_string());
        *self.last_error.lock() = text;
        result
    }
}

#[pymethods]
impl Session {
    #[new]
    fn new(py: Python<'_>) -> PyResult<Self> {
        door::check_process().or_raise(py)?;
        let session = py.detach(|| {
            let context = Context::default().with_printer(Arc::new(print_to_python));
            pi2_core::Session::with_context(context)
        });
        Ok(Self { session: Mutex::new(Some(Arc::new(session))), last_error: Mutex::default() })
    }

    /// True until `close`.
    #[getter]
    fn is_open(&self) -> bool {
        self.session.lock().is_some()
    }

    /// The text of the error of the last call, if it failed.
    #[getter]
    fn last_error(&self) -> Option<String> {
        self.last_error.lock().clone()
    }

    /// Removes everything. Commands that other threads run are finished before their memory is freed.
    fn close(&self, py: Python<'_>) {
        let session = self.session.lock().take();
        py.detach(|| drop(session));
    }

    /// Calls a command. An argument may be an object of this session, a text, number, vector or array.
    #[pyo3(signature = (command, arguments, keywords = None))]
    fn call(
        slf: &Bound<'_, Self>,
        command: &str,
        arguments: &Bound<'_, PyTuple>,
        keywords: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<()> {
        let py = slf.py();
        let this = slf.get();
        let call = || {
            let session = this.open().or_raise(py)?;
            let arguments = Arguments::new(slf, &session, command, arguments, keywords)?;
            let (duty, command) = (arguments.duty(command), command.to_owned());
            let worker = session.clone();
            door::run(py, duty, &session, move || {
                worker.call_with_keywords(&command, &arguments.positional, &arguments.keyword).map(drop)
            })
        };
        this.note(py, call())
    }

    /// Runs a script.
    fn run_script(&self, py: Python<'_>, script: &str) -> PyResult<()> {
        let run = || {
            let session = self.open().or_raise(py)?;
            let (worker, script) = (session.clone(), script.to_owned());
            door::run(py, Duty::Long, &session, move || worker.run_script(&script))
        };
        self.note(py, run())
    }

    /// Width, height, depth and the word for the pixel type of an image.
    fn info(&self, py: Python<'_>, name: &str) -> PyResult<(usize, usize, usize, &'static str)> {
        let session = self.open().or_raise(py)?;
        // A command of another thread may hold the image and want to print, which needs the interpreter lock.
        let info = py.detach(|| {
            let image = session.image(name)?;
            let image = image.read();
            let [w, h, d] = image.dims().to_array();
            Ok((w, h, d, image.pixel_type().name()))
        });
        info.or_raise(py)
    }

    /// A writable `[x, y, z]` array on the pixels of an image. It keeps the memory alive.
    fn view<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let session = self.open().or_raise(py)?;
        let look = || {
            let image = session.image(name)?;
            let image = image.read();
            Ok((image.dims(), image.pixel_type(), image.share()))
        };
        let (dims, pixel_type, memory) = py.detach(look).or_raise(py)?;
        arrays::view(py, dims, pixel_type, memory)
    }

    /// Puts a copy of an array under a name.
    fn assign(&self, py: Python<'_>, name: &str, array: &Bound<'_, PyUntypedArray>) -> PyResult<()> {
        let session = self.open().or_raise(py)?;
        let refuse =
            |expected: &str, found: &str, hint: &str| Error::argument("array", expected, found).with_hint(hint);
        let image = arrays::image(array, &refuse)?;
        py.detach(|| session.replace_image(name, image));
        Ok(())
    }

    /// The value of a variable: a text, integer, real or boolean.
    fn value(&self, py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
        match self.open().and_then(|session| session.value(name)).or_raise(py)? {
            Value::Text(text) => text.into_py_any(py),
            Value::Integer(integer) => integer.into_py_any(py),
            Value::Real(real) => real.into_py_any(py),
            Value::Boolean(boolean) => boolean.into_py_any(py),
        }
    }

    /// Removes the image and the variable of a name. An unknown name and a closed session are fine.
    fn remove(&self, py: Python<'_>, name: &str) {
        if let Ok(session) = self.open() {
            py.detach(|| session.remove(name));
        }
    }

    /// The names of all images, in order.
    fn image_names(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        Ok(self.open().or_raise(py)?.image_names())
    }

    /// The names of all variables, in order.
    fn value_names(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        Ok(self.open().or_raise(py)?.value_names())
    }

    #[expect(clippy::unused_self, reason = "Python calls it on an object")]
    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err("a session cannot be pickled; create one with `Pi2()` in each process"))
    }
}

/// Prints with the `sys.stdout` of the moment, which notebooks and tests replace.
fn print_to_python(text: &str) {
    // Nothing to print to is left when the interpreter shuts down.
    Python::try_attach(|py| {
        let print = || -> PyResult<()> {
            let stdout = py.import("sys")?.getattr("stdout")?;
            if !stdout.is_none() {
                stdout.call_method1("write", (format!("{text}\n"),))?;
            }
            Ok(())
        };
        if let Err(error) = print() {
            error.write_unraisable(py, None);
        }
    });
}
