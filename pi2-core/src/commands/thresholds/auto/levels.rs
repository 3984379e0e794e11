//! Counts of grey levels with the range that is not empty.

use std::ops::{Deref, RangeInclusive};

/// The counts of all bins of a histogram. Small sets of pixels have few levels: methods need not look at the others.
#[derive(Clone, Copy)]
pub struct Levels<'a> {
    counts: &'a [f64],
    first: usize,
    last: usize,
}

impl<'a> Levels<'a> {
    /// The levels of a histogram.
    pub fn new(counts: &'a [f64]) -> Self {
        let first = counts.iter().position(|&h| h > 0.0).unwrap_or(0);
        let last = counts.iter().rposition(|&h| h > 0.0).unwrap_or(counts.len() - 1);
        Self { counts, first, last }
    }

    /// Other numbers for the same bins, which are 0 where the counts are.
    pub fn with_counts(self, counts: &[f64]) -> Levels<'_> {
        Levels { counts, first: self.first, last: self.last }
    }

    /// The first bin that is not empty.
    pub fn first(&self) -> usize {
        self.first
    }

    /// The last bin that is not empty.
    pub fn last(&self) -> usize {
        self.last
    }

    /// From the first to the last bin that is not empty.
    pub fn occupied(&self) -> RangeInclusive<usize> {
        self.first..=self.last
    }
}

impl Deref for Levels<'_> {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        self.counts
    }
}

/// The levels of a set of pixels that changes.
pub struct LevelCounts {
    counts: Vec<f64>,
    /// No bin before the first or after the last has pixels.
    first: usize,
    last: usize,
}

impl LevelCounts {
    /// Those of no pixels.
    pub fn new(bins: usize) -> Self {
        Self { counts: vec![0.0; bins], first: bins - 1, last: 0 }
    }

    /// Adds a pixel.
    #[inline]
    pub fn add(&mut self, bin: usize) {
        self.counts[bin] += 1.0;
        self.first = self.first.min(bin);
        self.last = self.last.max(bin);
    }

    /// Takes a pixel away that was added before.
    #[inline]
    pub fn remove(&mut self, bin: usize) {
        self.counts[bin] -= 1.0;
    }

    /// Takes all pixels away.
    pub fn clear(&mut self) {
        if self.first <= self.last {
            self.counts[self.first..=self.last].fill(0.0);
        }
        (self.first, self.last) = (self.counts.len() - 1, 0);
    }

    /// The levels of the pixels, of which there must be one.
    pub fn levels(&mut self) -> Levels<'_> {
        while self.counts[self.first] == 0.0 {
            self.first += 1;
        }
        while self.counts[self.last] == 0.0 {
            self.last -= 1;
        }
        Levels { counts: &self.counts, first: self.first, last: self.last }
    }
}
