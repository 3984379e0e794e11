//! Accumulators that are too large for one per task, such as histograms.

use std::ops::Range;

use parking_lot::Mutex;

use super::Context;
use super::tasks::{self, task_len};
use crate::Result;

/// Hands the numbers 0 to `len - 1` to `add`, in ranges of moderate size, together with an accumulator that no other
/// task uses meanwhile. Returns all accumulators: at most one per thread, or a single one if there is nothing to add.
///
/// Which accumulator gets which range depends on the threads. So that the result does not, the accumulators must count
/// exactly: integers, not floats.
pub fn accumulate<A: Send>(
    ctx: &Context,
    len: usize,
    item_bytes: usize,
    start: impl Fn() -> A + Sync,
    add: impl Fn(&mut A, Range<usize>) + Sync,
) -> Result<Vec<A>> {
    let idle = Mutex::new(Vec::new());
    let per_task = task_len(item_bytes);
    tasks::run(ctx, len.div_ceil(per_task), &|task| {
        let taken = idle.lock().pop();
        let mut accumulator = taken.unwrap_or_else(&start);
        add(&mut accumulator, task * per_task..len.min((task + 1) * per_task));
        idle.lock().push(accumulator);
        Ok(())
    })?;
    let mut accumulators = idle.into_inner();
    if accumulators.is_empty() {
        accumulators.push(start());
    }
    Ok(accumulators)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_added_once_for_any_number_of_threads() {
        for threads in [1, 3] {
            let ctx = Context::with_threads(threads);
            let sums =
                accumulate(&ctx, 1_000_000, 8, || 0u64, |sum, range| *sum += range.map(|i| i as u64).sum::<u64>());
            let sums = sums.expect("no error");
            assert!(sums.len() <= threads);
            assert_eq!(sums.iter().sum::<u64>(), 499_999_500_000);
        }
    }

    #[test]
    fn nothing_to_add_gives_a_fresh_accumulator() {
        let ctx = Context::with_threads(1);
        assert_eq!(accumulate(&ctx, 0, 8, || 7, |_, _| ()).expect("no error"), [7]);
    }
}
