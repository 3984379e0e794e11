//! What a command needs besides its arguments: threads, progress, cancelling, a place to print.

use std::cell::Cell;
use std::env;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::{Error, Result};

/// The most pauses of a thread inside each other in which it does other work.
const MAX_PAUSES: usize = 16;

/// Shows how far a long operation is. Calls come from any thread; `done` may arrive out of order.
pub trait Progress: Send + Sync {
    /// An operation of `total` equal steps starts.
    fn begin(&self, total: usize);
    /// `done` steps are finished.
    fn advance(&self, done: usize);
    /// The operation has ended, complete or not.
    fn end(&self);
}

/// Takes the text that a command prints, without a newline at the end of the last line.
pub type Printer = Arc<dyn Fn(&str) + Send + Sync>;

/// A request to stop, shared between the one who may ask and the one who works.
#[derive(Clone, Default, Debug)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Asks all users of this token to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Takes the request back.
    pub fn reset(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    /// True if somebody asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Threads, progress, cancelling and printing for one session.
///
/// ```
/// let ctx = pi2_core::Context::default();
/// assert!(ctx.threads() >= 1);
/// ```
#[derive(Clone)]
pub struct Context {
    pool: Arc<ThreadPool>,
    progress: Option<Arc<dyn Progress>>,
    cancel: CancelToken,
    printer: Printer,
    /// Operations that are under way, so that only the outermost shows its progress.
    level: Arc<AtomicUsize>,
    /// True if all work is done by the thread that asks for it.
    serial: bool,
    /// True if a task takes less time than waking another thread.
    short_tasks: bool,
}

impl Default for Context {
    /// The shared thread pool (see [`default_threads`]), no progress, output to standard output.
    fn default() -> Self {
        static SHARED: OnceLock<Arc<ThreadPool>> = OnceLock::new();
        let pool = SHARED.get_or_init(|| build_pool(default_threads())).clone();
        Self {
            pool,
            progress: None,
            cancel: CancelToken::default(),
            printer: Arc::new(print_to_stdout),
            level: Arc::default(),
            serial: false,
            short_tasks: false,
        }
    }
}

impl Context {
    /// A context with threads of its own; 0 means [`default_threads`].
    pub fn with_threads(threads: usize) -> Self {
        let mut context = Self::default();
        if threads != 0 && threads != context.threads() {
            context.pool = build_pool(threads);
        }
        context
    }

    /// The same context with another progress display, which shows operations of this context and its clones only.
    #[must_use]
    pub fn with_progress(mut self, progress: Option<Arc<dyn Progress>>) -> Self {
        self.progress = progress;
        self.level = Arc::default();
        self
    }

    /// The same context with another receiver of printed text.
    #[must_use]
    pub fn with_printer(mut self, printer: Printer) -> Self {
        self.printer = printer;
        self
    }

    /// The same context with another cancel token.
    #[must_use]
    pub fn with_cancel(mut self, cancel: CancelToken) -> Self {
        self.cancel = cancel;
        self
    }

    /// Number of threads that work for this context.
    pub fn threads(&self) -> usize {
        if self.serial { 1 } else { self.pool.current_num_threads() }
    }

    /// The same context for work on something that other tasks wait for. A thread of a pool that waits for the parts of
    /// its task starts other tasks meanwhile, which might wait for what this one has; so it does all parts itself.
    #[must_use]
    pub(crate) fn undisturbed(&self) -> Self {
        Self { serial: self.serial || rayon::current_thread_index().is_some(), ..self.clone() }
    }

    /// The same context for tasks that are known to be short: the asking thread works alone for as long as waking the
    /// others would take, and small images are ready by then.
    #[must_use]
    pub(crate) fn with_short_tasks(&self) -> Self {
        Self { short_tasks: true, ..self.clone() }
    }

    pub(crate) fn has_short_tasks(&self) -> bool {
        self.short_tasks
    }

    /// Lets time pass until others have done something: the thread does a part of their work or sleeps.
    pub(crate) fn pause(duration: Duration) {
        thread_local! { static DEPTH: Cell<usize> = const { Cell::new(0) } }
        let depth = DEPTH.get();
        DEPTH.set(depth + 1);
        // Work that has to wait, too, must not fill the stack.
        let worked = depth < MAX_PAUSES && rayon::yield_now() == Some(rayon::Yield::Executed);
        DEPTH.set(depth);
        if !worked {
            std::thread::sleep(duration);
        }
    }

    /// The token that stops operations of this context.
    pub fn cancel_token(&self) -> &CancelToken {
        &self.cancel
    }

    /// `Err(Cancelled)` if somebody asked to stop.
    pub fn check_cancelled(&self) -> Result<()> {
        if self.cancel.is_cancelled() { Err(Error::Cancelled) } else { Ok(()) }
    }

    /// Prints lines of text that the user asked to see.
    pub fn print(&self, text: &str) {
        (self.printer)(text);
    }

    /// Runs a closure on the threads of this context.
    pub(crate) fn install<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        if self.serial { work() } else { self.pool.install(work) }
    }

    /// Announces an operation of `total` steps; nested operations stay silent.
    pub(crate) fn operation(&self, total: usize) -> Operation<'_> {
        let outermost = self.level.fetch_add(1, Ordering::Relaxed) == 0;
        let progress = self.progress.as_deref().filter(|_| outermost && total > 1);
        if let Some(progress) = progress {
            progress.begin(total);
        }
        Operation { progress, level: &self.level, done: AtomicUsize::new(0) }
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("threads", &self.threads()).finish_non_exhaustive()
    }
}

/// An operation whose progress is shown while it lives.
pub(crate) struct Operation<'a> {
    progress: Option<&'a dyn Progress>,
    level: &'a AtomicUsize,
    done: AtomicUsize,
}

impl Operation<'_> {
    /// One step is finished.
    pub fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(progress) = self.progress {
            progress.advance(done);
        }
    }
}

impl Drop for Operation<'_> {
    fn drop(&mut self) {
        self.level.fetch_sub(1, Ordering::Relaxed);
        if let Some(progress) = self.progress {
            progress.end();
        }
    }
}

/// Number of threads if nobody sets it: `PI2_THREADS`, else `SLURM_CPUS_PER_TASK`, else the processors that this
/// process may use.
pub fn default_threads() -> usize {
    ["PI2_THREADS", "SLURM_CPUS_PER_TASK"]
        .into_iter()
        .find_map(|name| env::var(name).ok()?.trim().parse().ok().filter(|&threads| threads > 0))
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

fn build_pool(threads: usize) -> Arc<ThreadPool> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).thread_name(|i| format!("pi2-{i}")).build();
    Arc::new(pool.expect("the system starts threads"))
}

#[expect(clippy::print_stdout, reason = "this is the place where commands print")]
fn print_to_stdout(text: &str) {
    println!("{text}");
}

#[cfg(test)]
impl Context {
    /// All that is printed by what gets the context, without line ends.
    pub(crate) fn printed(work: impl FnOnce(&Self) -> Result<()>) -> String {
        let text = Arc::new(parking_lot::Mutex::new(String::new()));
        let sink = text.clone();
        work(&Self::default().with_printer(Arc::new(move |line| sink.lock().push_str(line)))).expect("no error");
        std::mem::take(&mut *text.lock())
    }
}
