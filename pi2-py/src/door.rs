//! The one door between Python and the commands: releases the interpreter lock, lets Ctrl+C through, reports progress,
//! turns panics into errors.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use pi2_core::par::{CancelToken, Context};
use pi2_core::{Error, Result};
use pyo3::prelude::*;

use crate::errors::OrRaise;
use crate::progress::{Meter, Reporter};

/// How long a signal may wait for its handler.
const SIGNAL_INTERVAL: Duration = Duration::from_millis(40);

/// How long the work behind the door may take.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Some microseconds: nobody can press Ctrl+C in that time.
    Short,
    /// Anything.
    Long,
}

/// Runs short work without the interpreter lock.
///
/// # Errors
/// The exception for the error of `work`.
pub fn run_short<R: Send>(py: Python<'_>, work: impl FnOnce() -> Result<R> + Send) -> PyResult<R> {
    check_process().or_raise(py)?;
    py.detach(|| guarded(work)).or_raise(py)
}

/// Runs work that may take long, without the interpreter lock, in a context of its own.
///
/// Python runs signal handlers on its main thread only, and progress displays on the thread that asks. So another thread
/// does the work, and the asking one looks after signals and progress: an exception in a handler (`KeyboardInterrupt`)
/// or in a display cancels the work, and a second one leaves it behind, should it not react. Handing over costs more
/// than a command on a small image, which is what [`run_short`] is for.
///
/// # Errors
/// The exception for the error of `work`, or that of a signal handler or display.
pub fn run_long<R: Send + 'static>(
    py: Python<'_>,
    context: &Context,
    mut reporter: Option<Reporter>,
    work: impl FnOnce(Context) -> Result<R> + Send + 'static,
) -> PyResult<R> {
    check_process().or_raise(py)?;
    let cancel = CancelToken::default();
    let meter = reporter.is_some().then(|| Arc::new(Meter::default()));
    let progress = meter.clone().map(|meter| meter as Arc<dyn pi2_core::par::Progress>);
    let context = context.clone().with_cancel(cancel.clone()).with_progress(progress);
    let (sender, mut receiver) = mpsc::channel();
    // The other side waits until there is an answer, so it is always received.
    submit(Box::new(move || drop(sender.send(guarded(|| work(context))))));
    let mut interrupt: Option<PyErr> = None;
    let result = loop {
        let (returned, answer) = py.detach(move || wait(receiver));
        receiver = returned;
        match answer {
            Ok(result) => break result,
            Err(RecvTimeoutError::Disconnected) => break Err(Error::bug("the thread of the commands has ended")),
            Err(RecvTimeoutError::Timeout) => {
                let mut report = || match (&meter, &mut reporter) {
                    (Some(meter), Some(reporter)) if interrupt.is_none() => reporter.report(py, meter),
                    _ => Ok(()),
                };
                let Err(raised) = py.check_signals().and_then(|()| report()) else { continue };
                cancel.cancel();
                if interrupt.is_some() {
                    // The work keeps all memory that it uses.
                    WORKER.take();
                    return Err(raised);
                }
                interrupt = Some(raised);
            }
        }
    };
    let closed = reporter.map_or(Ok(()), |reporter| reporter.close(py, result.is_ok()));
    match interrupt {
        Some(raised) => Err(raised),
        None => result.or_raise(py).and_then(|value| closed.map(|()| value)),
    }
}

fn guarded<R>(work: impl FnOnce() -> Result<R>) -> Result<R> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(panic_error(panic.as_ref())))
}

/// Threads do not survive a fork, so waiting for them would never end.
pub fn check_process() -> Result<()> {
    static STARTED_IN: OnceLock<u32> = OnceLock::new();
    if *STARTED_IN.get_or_init(process::id) == process::id() {
        return Ok(());
    }
    let error = Error::call("pi2 was used before this process was forked, and its threads are left behind");
    Err(error.with_hint("start processes with the `spawn` method of multiprocessing, or use pi2 only in the children"))
}

fn panic_error(panic: &(dyn Any + Send)) -> Error {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    Error::bug(text.unwrap_or("a command panicked"))
}

fn wait<R>(receiver: Receiver<R>) -> (Receiver<R>, std::result::Result<R, RecvTimeoutError>) {
    let answer = receiver.recv_timeout(SIGNAL_INTERVAL);
    (receiver, answer)
}

type Job = Box<dyn FnOnce() + Send>;

thread_local! {
    /// The thread that works for this thread of Python; it starts with the first job and ends with its sender.
    static WORKER: RefCell<Option<Sender<Job>>> = const { RefCell::new(None) };
}

fn submit(job: Job) {
    WORKER.with_borrow_mut(|worker| {
        let sender = worker.get_or_insert_with(|| {
            let (sender, jobs) = mpsc::channel::<Job>();
            thread::spawn(move || jobs.into_iter().for_each(|job| job()));
            sender
        });
        // The thread ends only after its sender is gone.
        drop(sender.send(job));
    });
}
