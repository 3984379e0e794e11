//! How far a long command is, shown by whatever Python object the user chose.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use pi2_core::par::Progress;
use pyo3::prelude::*;

/// Shorter commands show nothing.
const WORTH_SHOWING: Duration = Duration::from_millis(500);

/// Steps of the operation that is under way, counted by the threads that work.
#[derive(Default)]
pub struct Meter {
    total: AtomicUsize,
    done: AtomicUsize,
}

impl Progress for Meter {
    fn begin(&self, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    fn advance(&self, done: usize) {
        self.done.fetch_max(done, Ordering::Relaxed);
    }

    fn end(&self) {}
}

/// Tells a Python object about progress: `hook.start(command)` gives a display with `update(done, total)` and
/// `close(completed)`.
pub struct Reporter {
    hook: Py<PyAny>,
    command: String,
    start: Instant,
    display: Option<Py<PyAny>>,
}

impl Reporter {
    pub fn new(hook: Py<PyAny>, command: &str) -> Self {
        Self { hook, command: command.to_owned(), start: Instant::now(), display: None }
    }

    /// Shows the state of the meter once the command takes long enough.
    pub fn report(&mut self, py: Python<'_>, meter: &Meter) -> PyResult<()> {
        let total = meter.total.load(Ordering::Relaxed);
        if total == 0 || self.start.elapsed() < WORTH_SHOWING {
            return Ok(());
        }
        let done = meter.done.load(Ordering::Relaxed).min(total);
        if self.display.is_none() {
            let display = self.hook.bind(py).call_method1("start", (self.command.as_str(),))?;
            self.display = Some(display.unbind());
        }
        let Some(display) = self.display.as_ref().map(|display| display.bind(py)) else { return Ok(()) };
        display.call_method1("update", (done, total)).map(drop)
    }

    /// The command has ended.
    pub fn close(self, py: Python<'_>, completed: bool) -> PyResult<()> {
        match self.display {
            Some(display) => display.bind(py).call_method1("close", (completed,)).map(drop),
            None => Ok(()),
        }
    }
}
