//! The core of all drivers: numbered tasks on the threads of a context, with progress and cancelling.

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::Context;
use crate::Result;

/// Bytes of pixels that one task handles: small enough for prompt cancelling and even load, large enough to hide the
/// cost of a task.
const TASK_BYTES: usize = 1 << 18;

/// About how long it takes until other threads begin to help.
const WAKING: Duration = Duration::from_micros(40);

/// Number of pixels per task for pixels of the given size.
pub fn task_len(pixel_bytes: usize) -> usize {
    (TASK_BYTES / pixel_bytes.max(1)).max(1)
}

/// Runs `work(0)` to `work(count - 1)`, each once, in any order. The first error (by task number) is returned; after a
/// request to stop no new task starts.
pub fn run(ctx: &Context, count: usize, work: &(dyn Fn(usize) -> Result<()> + Sync)) -> Result<()> {
    let operation = ctx.operation(count);
    let task = |index| {
        ctx.check_cancelled()?;
        work(index)?;
        operation.tick();
        Ok(())
    };
    if count <= 1 || ctx.threads() == 1 {
        return (0..count).try_for_each(task);
    }
    let mut done = 0;
    if ctx.has_short_tasks() {
        let start = Instant::now();
        while done < count && start.elapsed() < WAKING {
            task(done)?;
            done += 1;
        }
    }
    if done == count {
        return Ok(());
    }
    ctx.install(|| (done..count).into_par_iter().try_for_each(task))
}

/// Runs `work(0)` to `work(count - 1)` and returns the results in this order, whatever the number of threads.
pub fn collect<R: Send>(ctx: &Context, count: usize, work: impl Fn(usize) -> Result<R> + Sync) -> Result<Vec<R>> {
    let mut results: Vec<Option<R>> = Vec::new();
    results.resize_with(count, || None);
    chunks_mut(ctx, &mut results, 1, |index, slot| {
        slot[0] = Some(work(index)?);
        Ok(())
    })?;
    Ok(results.into_iter().flatten().collect())
}

/// Cuts a slice into pieces of `len` elements (the last may be shorter) and hands each to one task.
pub fn chunks_mut<T: Send>(
    ctx: &Context,
    data: &mut [T],
    len: usize,
    work: impl Fn(usize, &mut [T]) -> Result<()> + Sync,
) -> Result<()> {
    let total = data.len();
    let base = Shared::new(data.as_mut_ptr());
    run(ctx, total.div_ceil(len.max(1)), &|index| {
        let start = index * len;
        // SAFETY: tasks have different numbers, so the pieces are disjoint, and each ends inside the slice.
        let piece = unsafe { std::slice::from_raw_parts_mut(base.get().add(start), len.min(total - start)) };
        work(index, piece)
    })
}

/// A pointer that several tasks may use, each for a part of its own.
pub(crate) struct Shared<T>(*mut T);

// SAFETY: whoever dereferences it promises that the parts are disjoint.
unsafe impl<T: Send> Sync for Shared<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for Shared<T> {}

impl<T> Shared<T> {
    pub fn new(pointer: *mut T) -> Self {
        Self(pointer)
    }

    pub fn get(&self) -> *mut T {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::par::Progress;
    use crate::{Error, par::CancelToken};

    #[test]
    fn results_come_in_order_for_any_number_of_threads() {
        for threads in [1, 2, 5] {
            let ctx = Context::with_threads(threads);
            let squares = collect(&ctx, 100, |i| Ok(i * i)).expect("no error");
            assert!(squares.iter().enumerate().all(|(i, &square)| square == i * i));
        }
    }

    #[test]
    fn short_tasks_are_all_done_once_by_one_thread_or_by_many() {
        let ctx = Context::with_threads(3).with_short_tasks();
        for (count, pause) in [(3, 0), (200, 5)] {
            let done = collect(&ctx, count, |i| {
                std::thread::sleep(Duration::from_micros(pause));
                Ok(i)
            });
            assert!(done.expect("no error").into_iter().eq(0..count));
        }
        let result = run(&ctx, 5, &|index| if index == 1 { Err(Error::Cancelled) } else { Ok(()) });
        assert!(matches!(result, Err(Error::Cancelled)));
    }

    #[test]
    fn nested_operations_work() {
        let ctx = Context::with_threads(2);
        let sums = collect(&ctx, 10, |i| Ok(collect(&ctx, 20, |j| Ok(i + j))?.iter().sum::<usize>()));
        assert_eq!(sums.expect("no error")[1], 20 + 190);
    }

    #[test]
    fn undisturbed_work_stays_on_the_thread_of_its_task() {
        let ctx = Context::with_threads(2);
        let names = |ctx: &Context| {
            collect(ctx, 20, |_| Ok(std::thread::current().id())).expect("no error").into_iter().collect::<HashSet<_>>()
        };
        let ids = collect(&ctx, 8, |_| Ok((std::thread::current().id(), names(&ctx.undisturbed())))).expect("no error");
        assert!(ids.iter().all(|(id, inner)| inner.len() == 1 && inner.contains(id)));
        // Outside of the pool, nothing can disturb it.
        assert_eq!(ctx.undisturbed().threads(), 2);
    }

    #[test]
    fn cancelling_stops_before_the_next_task() {
        let token = CancelToken::default();
        let ctx = Context::with_threads(1).with_cancel(token.clone());
        let started = AtomicUsize::new(0);
        let result = run(&ctx, 100, &|index| {
            started.fetch_add(1, Ordering::Relaxed);
            if index == 3 {
                token.cancel();
            }
            Ok(())
        });
        assert!(matches!(result, Err(Error::Cancelled)));
        assert_eq!(started.load(Ordering::Relaxed), 4);
    }

    #[derive(Default)]
    struct Recorder(Mutex<Vec<String>>);

    impl Progress for Recorder {
        fn begin(&self, total: usize) {
            self.0.lock().expect("not poisoned").push(format!("begin {total}"));
        }

        fn advance(&self, done: usize) {
            self.0.lock().expect("not poisoned").push(done.to_string());
        }

        fn end(&self) {
            self.0.lock().expect("not poisoned").push("end".to_owned());
        }
    }

    #[test]
    fn only_the_outermost_operation_shows_progress() {
        let recorder = std::sync::Arc::new(Recorder::default());
        let ctx = Context::with_threads(1).with_progress(Some(recorder.clone()));
        run(&ctx, 2, &|_| run(&ctx, 5, &|_| Ok(()))).expect("no error");
        assert_eq!(*recorder.0.lock().expect("not poisoned"), ["begin 2", "1", "2", "end"]);
    }
}
