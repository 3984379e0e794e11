//! Exact counting of pixels.

use bytemuck::cast_slice;
use multiversion::multiversion;
use num_traits::AsPrimitive;

use super::Bins;
use crate::image::{Image, RealPixel};
use crate::par::accumulate;
use crate::{Context, Result};

/// Pixels that are binned together, in fast memory.
pub(super) const GROUP: usize = 1024;
/// Pixels that share one look at the table of edges.
const VECTOR: usize = 32;
/// The most pixels that 32-bit counters can take without overflow.
const CAPACITY: usize = u32::MAX as usize;
/// With up to so many bins, neighbouring pixels use different counters of the same bin, so that equal pixels do not wait
/// for each other.
pub(super) const MAX_SPREAD_BINS: usize = 1 << 12;
pub(super) const SPREAD: usize = 4;

/// The number of pixels in each bin.
///
/// Of 8- and 16-bit images the values are counted, and then each value is binned once.
pub fn counts<T: RealPixel>(ctx: &Context, image: &Image<T>, bins: &Bins) -> Result<Vec<u64>> {
    if let Some(values) = value_counts(ctx, image)? {
        let mut counts = vec![0; bins.count()];
        for (value, count) in values {
            counts[bins.of(value.to_f64())] += count;
        }
        return Ok(counts);
    }
    tally(ctx, image.pixels(), bins.count(), |counter, pixels| {
        let mut numbers = [0; GROUP];
        for group in pixels.chunks(GROUP) {
            let numbers = &mut numbers[..group.len()];
            find_bins(group, bins, numbers);
            counter.add(numbers);
        }
    })
}

/// The values that occur in the image, in no useful order, and how often. None unless this is a fast way to learn about the
/// image: for 8- and 16-bit pixels, if the image is not small.
pub fn value_counts<T: RealPixel>(ctx: &Context, image: &Image<T>) -> Result<Option<Vec<(T, u64)>>> {
    let pixels = image.pixels();
    let bits = 8 * size_of::<T>();
    if bits > 16 || pixels.len() < 1 << bits {
        return Ok(None);
    }
    let counts = tally(ctx, pixels, 1 << bits, |counter, pixels| match bits {
        8 => counter.add(cast_slice::<T, u8>(pixels)),
        _ => counter.add(cast_slice::<T, u16>(pixels)),
    })?;
    let value = |pattern: usize| match bits {
        8 => bytemuck::cast::<u8, T>(pattern as u8),
        _ => bytemuck::cast::<u16, T>(pattern as u16),
    };
    let values = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    Ok(Some(values.map(|(pattern, count)| (value(pattern), count)).collect()))
}

/// Finds the bin of each pixel. The estimate has vector instructions, and few pixels are so near to an edge that the table
/// of edges must be asked.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
pub(super) fn find_bins<T: RealPixel>(pixels: &[T], bins: &Bins, numbers: &mut [u32]) {
    for (pixels, numbers) in pixels.chunks(VECTOR).zip(numbers.chunks_mut(VECTOR)) {
        let mut doubts = 0;
        for (number, pixel) in numbers.iter_mut().zip(pixels) {
            let (estimate, certain) = bins.estimate(pixel.to_f64());
            *number = estimate;
            doubts |= u32::from(!certain);
        }
        if doubts > 0 {
            for (number, pixel) in numbers.iter_mut().zip(pixels) {
                *number = bins.correct(pixel.to_f64(), *number);
            }
        }
    }
}

/// Shares out the pixels to counters and adds these.
fn tally<T: RealPixel>(
    ctx: &Context,
    pixels: &[T],
    bins: usize,
    add: impl Fn(&mut Counter, &[T]) + Sync,
) -> Result<Vec<u64>> {
    let counters = accumulate(
        ctx,
        pixels.len(),
        size_of::<T>(),
        || Counter::new(bins),
        |counter, range| add(counter, &pixels[range]),
    )?;
    Ok(totals(counters, bins))
}

/// The sums of the counts of all counters.
pub(super) fn totals(counters: Vec<Counter>, bins: usize) -> Vec<u64> {
    let mut totals = vec![0; bins];
    for mut counter in counters {
        counter.flush();
        totals.iter_mut().zip(&counter.totals).for_each(|(total, count)| *total += count);
    }
    totals
}

/// Counts how often each number occurs.
pub(super) struct Counter {
    spread: usize,
    recent: Vec<u32>,
    recent_count: usize,
    totals: Vec<u64>,
}

impl Counter {
    pub(super) fn new(bins: usize) -> Self {
        let spread = if bins <= MAX_SPREAD_BINS { SPREAD } else { 1 };
        Self { spread, recent: vec![0; bins * spread], recent_count: 0, totals: vec![0; bins] }
    }

    /// Counts at most `CAPACITY` numbers.
    pub(super) fn add<N: AsPrimitive<usize>>(&mut self, numbers: &[N]) {
        if self.recent_count + numbers.len() > CAPACITY {
            self.flush();
        }
        self.recent_count += numbers.len();
        match self.spread {
            SPREAD => count_numbers::<N, SPREAD>(&mut self.recent, numbers),
            _ => count_numbers::<N, 1>(&mut self.recent, numbers),
        }
    }

    fn flush(&mut self) {
        for (total, recent) in self.totals.iter_mut().zip(self.recent.chunks_exact_mut(self.spread)) {
            *total += recent.iter().map(|&count| u64::from(count)).sum::<u64>();
            recent.fill(0);
        }
        self.recent_count = 0;
    }
}

fn count_numbers<N: AsPrimitive<usize>, const SPREAD: usize>(counters: &mut [u32], numbers: &[N]) {
    let groups = numbers.chunks_exact(SPREAD);
    let rest = groups.remainder();
    for group in groups {
        for i in 0..SPREAD {
            counters[group[i].as_() * SPREAD + i] += 1;
        }
    }
    for number in rest {
        counters[number.as_() * SPREAD] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_do_not_overflow() {
        let mut counter = Counter::new(3);
        counter.add(&[1u8, 1, 2]);
        counter.recent_count = CAPACITY;
        counter.add(&[1u8, 1, 1, 1, 0]);
        assert_eq!((counter.recent_count, counter.totals[1]), (5, 2));
        counter.flush();
        assert_eq!(counter.totals, [1, 6, 1]);
    }

    #[test]
    fn counting_values_first_gives_the_same_as_binning_pixels() {
        let ctx = Context::with_threads(3);
        let image =
            Image::from_fn([70, 70, 41], |x, y, z| (x * 977 + y * 31 + z * z * 7) as i16 as i32).expect("small");
        let narrow =
            Image::from_vec(image.dims(), image.pixels().iter().map(|&v| v as i16).collect()).expect("as large");
        for (lowest, highest, count) in [(-32768.0, 32767.0, 500), (-100.5, 3000.25, 9000), (0.0, 1.0, 1)] {
            let bins = Bins::new::<i16>(lowest, highest, count, ["", "", ""]).expect("valid");
            let counts = counts(&ctx, &narrow, &bins).expect("no error");
            assert_eq!(counts, super::counts(&ctx, &image, &bins).expect("no error"));
            assert_eq!(counts.iter().sum::<u64>(), 70 * 70 * 41);
        }
    }
}
