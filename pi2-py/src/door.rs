//! The one door between Python and the commands: releases the interpreter lock, lets Ctrl+C through, turns panics into
//! errors.

use std::any::Any;
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process;
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use parking_lot::Mutex;
use pi2_core::par::CancelToken;
use pi2_core::{Error, Result, Session};
use pyo3::prelude::*;

use crate::errors::OrRaise;

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

/// Runs `work` without the interpreter lock.
///
/// Python runs signal handlers on its main thread only. So if that thread asks for something long, another thread does
/// it, and the main thread looks after signals: an exception in a handler (`KeyboardInterrupt`) cancels the work, and a
/// second one leaves it behind, should it not react. Handing over costs more than a command on a small image, so short
/// work stays where it is.
///
/// # Errors
/// The exception for the error of `work`, or that of a signal handler.
pub fn run<R: Send + 'static>(
    py: Python<'_>,
    duty: Duty,
    session: &Session,
    work: impl FnOnce() -> Result<R> + Send + 'static,
) -> PyResult<R> {
    check_process().or_raise(py)?;
    let work = || catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(panic_error(panic.as_ref())));
    let result =
        if duty == Duty::Short || !is_main_thread(py)? { py.detach(work) } else { run_watched(py, session, work)? };
    result.or_raise(py)
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

fn is_main_thread(py: Python<'_>) -> PyResult<bool> {
    thread_local! {
        static IS_MAIN: OnceCell<bool> = const { OnceCell::new() };
    }
    if let Some(known) = IS_MAIN.with(|is_main| is_main.get().copied()) {
        return Ok(known);
    }
    let threading = py.import("threading")?;
    let main = threading.call_method0("main_thread")?.getattr("ident")?;
    let answer = main.eq(threading.call_method0("get_ident")?)?;
    Ok(IS_MAIN.with(|is_main| *is_main.get_or_init(|| answer)))
}

fn run_watched<R: Send + 'static>(
    py: Python<'_>,
    session: &Session,
    work: impl FnOnce() -> Result<R> + Send + 'static,
) -> PyResult<Result<R>> {
    let context = session.context();
    let cancel = context.cancel_token();
    let (sender, mut receiver) = mpsc::channel();
    // The other side waits until there is an answer, so it is always received.
    submit(Box::new(move || drop(sender.send(work()))));
    let mut interrupt: Option<PyErr> = None;
    let result = loop {
        let (returned, answer) = py.detach(move || wait(receiver));
        receiver = returned;
        match answer {
            Ok(result) => break result,
            Err(RecvTimeoutError::Disconnected) => break Err(Error::bug("the thread of the commands has ended")),
            Err(RecvTimeoutError::Timeout) => {
                let Err(raised) = py.check_signals() else { continue };
                cancel.cancel();
                if interrupt.is_some() {
                    // The work keeps its token, which stays cancelled, and all memory that it uses.
                    *WORKER.lock() = None;
                    session.set_context(context.clone().with_cancel(CancelToken::default()));
                    return Err(raised);
                }
                interrupt = Some(raised);
            }
        }
    };
    match interrupt {
        Some(raised) => {
            cancel.reset();
            Err(raised)
        }
        None => Ok(result),
    }
}

fn wait<R>(receiver: Receiver<R>) -> (Receiver<R>, std::result::Result<R, RecvTimeoutError>) {
    let answer = receiver.recv_timeout(SIGNAL_INTERVAL);
    (receiver, answer)
}

type Job = Box<dyn FnOnce() + Send>;

/// The thread that works for the main thread of Python; it starts with the first job.
static WORKER: Mutex<Option<Sender<Job>>> = Mutex::new(None);

fn submit(job: Job) {
    let mut worker = WORKER.lock();
    let sender = worker.get_or_insert_with(|| {
        let (sender, jobs) = mpsc::channel::<Job>();
        thread::spawn(move || jobs.into_iter().for_each(|job| job()));
        sender
    });
    // The thread ends only after its sender is gone.
    drop(sender.send(job));
}
