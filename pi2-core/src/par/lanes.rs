//! A fold over a slice that vector instructions can do.

#![expect(clippy::inline_always, reason = "the loops over pixels are compiled for several sets of vector instructions")]

/// Number of accumulators: one vector of 8-bit values, eight of float64.
const LANES: usize = 32;

/// Folds the pixels `i`, `i + 32`, `i + 64`, ... into accumulator `i`, then merges accumulators 16 apart, 8 apart and so on.
/// The order is fixed, so float results do not depend on the machine. `start` is the neutral element, or does no harm if
/// it is merged several times.
#[inline(always)]
pub fn fold_lanes<T: Copy, A: Copy>(pixels: &[T], start: A, fold: impl Fn(A, T) -> A, merge: impl Fn(A, A) -> A) -> A {
    let mut lanes = [start; LANES];
    let chunks = pixels.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        // Arrays of a fixed size stay in registers, where slices would go through memory in each round.
        let Ok(chunk): Result<&[T; LANES], _> = chunk.try_into() else { break };
        for i in 0..LANES {
            lanes[i] = fold(lanes[i], chunk[i]);
        }
    }
    for (lane, pixel) in lanes.iter_mut().zip(rest) {
        *lane = fold(*lane, *pixel);
    }
    // Halves are merged with each other, which vector instructions can do, too.
    let mut count = LANES / 2;
    while count > 0 {
        for i in 0..count {
            lanes[i] = merge(lanes[i], lanes[i + count]);
        }
        count /= 2;
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_counts_once() {
        for len in [0, 1, 31, 32, 33, 100] {
            let pixels: Vec<u32> = (1..=len).collect();
            assert_eq!(fold_lanes(&pixels, 0, |sum, p| sum + p, |a, b| a + b), len * (len + 1) / 2);
        }
    }
}
