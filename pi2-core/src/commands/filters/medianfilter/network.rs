//! Medians of many small sets at once, by a sorting network on vectors.

use multiversion::multiversion;

use super::Key;

/// Finds the medians of `LANES` sets of the same odd size.
///
/// Both halves of the sets are sorted; then the median is the least value that is the larger one of `i` smallest of one
/// half and the rest from the other.
pub struct Network<K, const LANES: usize> {
    count: usize,
    /// Pairs of places to put in order, the lower place first.
    exchanges: Vec<[u16; 2]>,
    key: std::marker::PhantomData<K>,
}

impl<K: Key, const LANES: usize> Network<K, LANES> {
    /// The network for sets of `count` values, an odd number.
    pub fn new(count: usize) -> Self {
        assert!(count % 2 == 1 && u16::try_from(count).is_ok(), "{count} is odd and small");
        let larger = count.div_ceil(2);
        let upper = batcher(count / 2).into_iter().map(|pair| pair.map(|place| place + larger as u16));
        let exchanges = batcher(larger).into_iter().chain(upper).collect();
        Self { count, exchanges, key: std::marker::PhantomData }
    }

    /// Memory for [`medians`](Self::medians).
    pub fn buffer(&self) -> Vec<[K; LANES]> {
        vec![[K::zero(); LANES]; self.count]
    }

    /// The medians of the sets whose members stand in `sources` from `start` on.
    pub fn medians<'a>(&self, sources: &[&[K]], start: usize, values: &'a mut [[K; LANES]]) -> &'a [K; LANES] {
        medians(&self.exchanges, sources, start, values);
        &values[0]
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn medians<K: Key, const LANES: usize>(
    exchanges: &[[u16; 2]],
    sources: &[&[K]],
    start: usize,
    values: &mut [[K; LANES]],
) {
    for (value, source) in values.iter_mut().zip(sources) {
        value.copy_from_slice(&source[start..start + LANES]);
    }
    for &[low, high] in exchanges {
        let (before, from_high) = values.split_at_mut(usize::from(high));
        exchange(&mut before[usize::from(low)], &mut from_high[0]);
    }
    let (larger, smaller) = values.split_at(values.len().div_ceil(2));
    // A value of its own instead of a reference, so that the compiler knows that nothing else changes it.
    let mut least = larger[smaller.len()];
    for (a, b) in larger.iter().zip(smaller.iter().rev()) {
        for ((least, a), b) in least.iter_mut().zip(a).zip(b) {
            *least = (*least).min((*a).max(*b));
        }
    }
    values[0] = least;
}

#[inline]
fn exchange<K: Key, const LANES: usize>(low: &mut [K; LANES], high: &mut [K; LANES]) {
    for (low, high) in low.iter_mut().zip(high) {
        (*low, *high) = ((*low).min(*high), (*low).max(*high));
    }
}

/// The exchanges of Batcher's merge exchange sort (Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M).
fn batcher(count: usize) -> Vec<[u16; 2]> {
    let mut exchanges = Vec::new();
    let top = count.next_power_of_two() / 2;
    let mut part = top;
    while part > 0 {
        let (mut step, mut bit, mut distance) = (top, 0, part);
        loop {
            let places = (0..count.saturating_sub(distance)).filter(|place| place & part == bit);
            exchanges.extend(places.map(|place| [place as u16, (place + distance) as u16]));
            if step == part {
                break;
            }
            distance = step - part;
            step /= 2;
            bit = part;
        }
        part /= 2;
    }
    exchanges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batchers_exchanges_sort_every_sequence_of_zeros_and_ones() {
        // If a network sorts these, it sorts everything (zero-one principle).
        for count in 0..=12usize {
            for bits in 0..1u32 << count {
                let mut values: Vec<u32> = (0..count).map(|i| bits >> i & 1).collect();
                for [low, high] in batcher(count).into_iter().map(|pair| pair.map(usize::from)) {
                    if values[low] > values[high] {
                        values.swap(low, high);
                    }
                }
                assert!(values.is_sorted(), "{count} values, {bits:b}");
            }
        }
    }

    #[test]
    fn every_lane_gets_its_median() {
        for count in (1..60).step_by(2) {
            let network = Network::<u16, 8>::new(count);
            let rows: Vec<Vec<u16>> =
                (0..count).map(|i| (0..10).map(|x| ((i * 7919 + x * 104_729) % 251) as u16).collect()).collect();
            let sources: Vec<&[u16]> = rows.iter().map(Vec::as_slice).collect();
            let mut values = network.buffer();
            let medians = network.medians(&sources, 2, &mut values);
            for (lane, median) in medians.iter().enumerate() {
                let mut set: Vec<u16> = rows.iter().map(|row| row[2 + lane]).collect();
                set.sort_unstable();
                assert_eq!(*median, set[count / 2]);
            }
        }
    }
}
