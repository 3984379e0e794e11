//! The session as a Python class.

use std::cell::RefCell;
use std::mem;
use std::sync::Arc;

use numpy::PyUntypedArray;
use parking_lot::Mutex;
use pi2_core::image::SharedMemory;
use pi2_core::registry::{Outputs, Value};
use pi2_core::session::Outcome;
use pi2_core::{Context, Dimensions, Error, PixelType, Result};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use crate::arguments::Arguments;
use crate::door::{self, Duty};
use crate::errors::OrRaise;
use crate::progress::Reporter;
use crate::{arrays, dtypes, loans, names};

/// Named images and variables, and the commands that work on them.
#[pyclass(frozen, module = "pi2._native")]
pub struct Session {
    /// Nothing after `close`.
    inner: Mutex<Option<Arc<pi2_core::Session>>>,
    last_error: Mutex<Option<String>>,
    /// Shows the progress of long commands.
    progress: Mutex<Option<Py<PyAny>>>,
}

/// What a call did.
struct Done {
    outcomes: Vec<Outcome>,
    named: Named,
    /// They go after the results are out of their images.
    arguments: Arguments,
}

/// Names that outputs got because the call left them out. What nobody takes is removed: the call was interrupted, or its
/// results did not fit an array.
struct Named {
    session: Arc<pi2_core::Session>,
    names: Vec<String>,
}

impl Drop for Named {
    fn drop(&mut self) {
        self.names.iter().for_each(|name| self.session.remove(name));
    }
}

impl Session {
    fn open(&self) -> Result<Arc<pi2_core::Session>> {
        self.inner.lock().clone().ok_or_else(|| {
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

    fn reporter(&self, py: Python<'_>, command: &str) -> Option<Reporter> {
        self.progress.lock().as_ref().map(|hook| Reporter::new(hook.clone_ref(py), command))
    }

    /// Size, type and memory of an image.
    pub fn pixels(&self, py: Python<'_>, name: &str) -> PyResult<(Dimensions, PixelType, SharedMemory)> {
        let session = self.open().or_raise(py)?;
        // A command of another thread may hold the image and want to print, which needs the interpreter lock.
        let look = || {
            let image = session.image(name)?;
            let image = image.read();
            Ok((image.dims(), image.pixel_type(), image.share()))
        };
        py.detach(look).or_raise(py)
    }

    fn run_call(
        slf: &Bound<'_, Self>,
        command: &str,
        positional: &Bound<'_, PyTuple>,
        keywords: Option<&Bound<'_, PyDict>>,
        by_keyword: bool,
    ) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let this = slf.get();
        let session = this.open().or_raise(py)?;
        let mut arguments = Arguments::new(slf, &session, command, positional, keywords)?;
        arguments.prepare(py, command, outputs(by_keyword, &names::image_name))?;
        let first = arguments.first().filter(|_| by_keyword).map(str::to_owned);
        let mut done = match arguments.duty(command) {
            Duty::Short => door::run_short(py, || call(session.clone(), command, arguments, by_keyword))?,
            Duty::Long => {
                let (session, owned) = (session.clone(), command.to_owned());
                let context = session.context();
                door::run_long(py, &context, this.reporter(py, command), move |context| {
                    call(Arc::new(session.handle_with(context)), &owned, arguments, by_keyword)
                })?
            }
        };
        done.arguments.loans.settle(py, command)?;
        let results = this.results(py, &session, &mem::take(&mut done.named.names))?;
        if results.is_empty() {
            let is_changed = |name| done.outcomes.contains(&Outcome::Image(name));
            return if first.is_some_and(is_changed) { true.into_py_any(py) } else { Ok(py.None()) };
        }
        results.into_py_any(py)
    }

    /// Images as `(True, name)` and values of variables, which are removed, as `(False, value)`. Names that nothing got
    /// were made for forms that did not fit.
    fn results<'py>(
        &self,
        py: Python<'py>,
        session: &pi2_core::Session,
        names: &[String],
    ) -> PyResult<Bound<'py, PyList>> {
        let results = PyList::empty(py);
        for name in names {
            if session.find_image(name).is_some() {
                results.append((true, name))?;
            } else if session.value(name).is_ok() {
                results.append((false, self.value(py, name)?))?;
                session.remove(name);
            }
        }
        Ok(results)
    }
}

/// Outputs may be left out, among arguments in order only if they are not given by keywords.
fn outputs(by_keyword: bool, namer: &dyn Fn() -> String) -> Outputs<'_> {
    if by_keyword { Outputs::ByKeyword(namer) } else { Outputs::Optional(namer) }
}

fn call(session: Arc<pi2_core::Session>, command: &str, arguments: Arguments, by_keyword: bool) -> Result<Done> {
    let named = RefCell::default();
    let namer = || {
        let name = names::image_name();
        Vec::push(&mut named.borrow_mut(), name.clone());
        name
    };
    let outputs = outputs(by_keyword, &namer);
    let outcomes = session.call_with_outputs(command, &arguments.positional, &arguments.keyword, outputs)?;
    Ok(Done { outcomes, named: Named { session, names: named.into_inner() }, arguments })
}

#[pymethods]
impl Session {
    #[new]
    fn new(py: Python<'_>) -> PyResult<Self> {
        door::check_process().or_raise(py)?;
        let session = py.detach(|| pi2_core::Session::with_context(python_context(0)));
        Ok(Self {
            inner: Mutex::new(Some(Arc::new(session))),
            last_error: Mutex::default(),
            progress: Mutex::default(),
        })
    }

    /// True until `close`.
    #[getter]
    fn is_open(&self) -> bool {
        self.inner.lock().is_some()
    }

    /// The text of the error of the last call, if it failed.
    #[getter]
    fn last_error(&self) -> Option<String> {
        self.last_error.lock().clone()
    }

    /// Number of threads; set 0 for the default.
    #[getter]
    fn threads(&self, py: Python<'_>) -> PyResult<usize> {
        Ok(self.open().or_raise(py)?.context().threads())
    }

    #[setter]
    fn set_threads(&self, py: Python<'_>, threads: usize) -> PyResult<()> {
        let session = self.open().or_raise(py)?;
        py.detach(|| session.set_context(python_context(threads)));
        Ok(())
    }

    /// Whether commands are printed, and their run time.
    #[getter]
    fn echo(&self, py: Python<'_>) -> PyResult<(bool, bool)> {
        Ok(self.open().or_raise(py)?.echo())
    }

    #[setter]
    fn set_echo(&self, py: Python<'_>, echo: (bool, bool)) -> PyResult<()> {
        let (commands, timing) = echo;
        self.open().or_raise(py)?.set_echo(commands, timing);
        Ok(())
    }

    /// What shows the progress of long commands: an object with `start(command)`, which gives one with
    /// `update(done, total)` and `close(completed)`.
    #[getter]
    fn progress(&self, py: Python<'_>) -> Option<Py<PyAny>> {
        self.progress.lock().as_ref().map(|hook| hook.clone_ref(py))
    }

    #[setter]
    fn set_progress(&self, hook: Option<Py<PyAny>>) {
        let old = mem::replace(&mut *self.progress.lock(), hook);
        drop(old);
    }

    /// Removes everything. Commands that other threads run are finished before their memory is freed.
    fn close(&self, py: Python<'_>) {
        let session = self.inner.lock().take();
        py.detach(|| drop(session));
    }

    /// Calls a command. An argument may be an object of this session, a text, number, vector or array.
    ///
    /// Outputs may be left out. Then they are returned, as `(True, name of the image)` and `(False, value)`. If none is
    /// left out the result is `None`; with `by_keyword` (only keywords give outputs) it is `True` if the command has
    /// changed its first argument.
    #[pyo3(signature = (command, arguments, keywords = None, by_keyword = false))]
    fn call(
        slf: &Bound<'_, Self>,
        command: &str,
        arguments: &Bound<'_, PyTuple>,
        keywords: Option<&Bound<'_, PyDict>>,
        by_keyword: bool,
    ) -> PyResult<Py<PyAny>> {
        let result = Self::run_call(slf, command, arguments, keywords, by_keyword);
        slf.get().note(slf.py(), result)
    }

    /// Runs a script.
    fn run_script(&self, py: Python<'_>, script: &str) -> PyResult<()> {
        let run = || {
            let session = self.open().or_raise(py)?;
            let script = script.to_owned();
            let context = session.context();
            door::run_long(py, &context, self.reporter(py, "run_script"), move |context| {
                session.handle_with(context).run_script(&script)
            })
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
        let (dims, pixel_type, memory) = self.pixels(py, name)?;
        arrays::view(py, dims, pixel_type, memory)
    }

    /// A new `[x, y, z]` array with a copy of the pixels of an image, in Fortran order or in C order.
    fn copy_out<'py>(&self, py: Python<'py>, name: &str, fortran: bool) -> PyResult<Bound<'py, PyAny>> {
        let session = self.open().or_raise(py)?;
        let image = session.image(name).or_raise(py)?;
        arrays::copy(py, &session.context(), &image, fortran)
    }

    /// The address of the pixels of an image and their number of bytes.
    fn memory(&self, py: Python<'_>, name: &str) -> PyResult<(usize, usize)> {
        let (_, _, memory) = self.pixels(py, name)?;
        Ok((memory.as_ptr().addr(), memory.len()))
    }

    /// Puts a copy of an array under a name.
    fn assign(&self, py: Python<'_>, name: &str, array: &Bound<'_, PyUntypedArray>) -> PyResult<()> {
        let session = self.open().or_raise(py)?;
        let image = arrays::image(&session.context(), array, &refuse)?;
        py.detach(|| session.replace_image(name, image));
        Ok(())
    }

    /// Puts an image on the memory of an array under a name, or on a copy if the array is read-only or has another layout.
    /// True if it is the same memory.
    fn adopt(&self, py: Python<'_>, name: &str, array: &Bound<'_, PyUntypedArray>) -> PyResult<bool> {
        let session = self.open().or_raise(py)?;
        let borrowed = if dtypes::flag(array, "writeable")? { loans::borrow(array)? } else { None };
        let is_shared = borrowed.is_some();
        let image = borrowed.map_or_else(|| arrays::image(&session.context(), array, &refuse), Ok)?;
        py.detach(|| session.insert_image(name, image));
        Ok(is_shared)
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
    pub fn remove(&self, py: Python<'_>, name: &str) {
        // A forked process must not wait for locks that threads of the other one hold.
        if door::check_process().is_ok()
            && let Ok(session) = self.open()
        {
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

fn refuse(expected: &str, found: &str, hint: &str) -> Error {
    Error::argument("array", expected, found).with_hint(hint)
}

/// A context that prints through Python.
fn python_context(threads: usize) -> Context {
    Context::with_threads(threads).with_printer(Arc::new(print_to_python))
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
