//! Histograms over pixels whose bins several images decide, or that have weights.

use std::ops::Range;

use super::Bins;
use super::count::{Counter, GROUP, MAX_SPREAD_BINS, SPREAD, find_bins, totals};
use crate::image::{Dimensions, Image, RealPixel};
use crate::par::{accumulate, tasks};
use crate::{Context, Result};

/// The most pieces of an image whose weights are summed apart.
const MAX_PIECES: usize = 64;
/// Pixels of a piece per bin, so that the sums need less memory than the image.
const PIXELS_PER_BIN: usize = 8;

/// Finds the bins of a range of pixels of row `[y, z]`. Called once for many pixels, so that kernels need not be compiled
/// for each pair of pixel types.
pub type RowBins<'a> = dyn Fn([usize; 2], Range<usize>, &mut [u32]) + Sync + 'a;

/// The bins of the pixels of an image.
pub fn bins_of<'a, T: RealPixel>(
    image: &'a Image<T>,
    bins: &'a Bins,
) -> impl Fn([usize; 2], Range<usize>, &mut [u32]) + Sync + 'a {
    move |[y, z], range, numbers| find_bins(&image.row(y, z)[range], bins, numbers)
}

/// The bins of pairs of pixels, numbered row by row: a row has `row_len` bins.
pub fn joint_bins<'a>(
    first: &'a RowBins<'a>,
    row_len: usize,
    second: &'a RowBins<'a>,
) -> impl Fn([usize; 2], Range<usize>, &mut [u32]) + Sync + 'a {
    move |row, range, numbers| {
        let mut rows = [0; GROUP];
        let rows = &mut rows[..range.len()];
        first(row, range.clone(), numbers);
        second(row, range, rows);
        for (number, row) in numbers.iter_mut().zip(rows) {
            *number += *row * row_len as u32;
        }
    }
}

/// The number of pixels in each of `count` bins, of the pixels at the coordinates of an image of the given size.
pub fn count_rows(ctx: &Context, dims: Dimensions, bins: &RowBins, count: usize) -> Result<Vec<u64>> {
    let groups = Groups::new(dims);
    let counters = accumulate(
        ctx,
        groups.count(),
        groups.bytes(),
        || Counter::new(count),
        |counter, range| groups.for_each(range, bins, |_, _, numbers| counter.add(numbers)),
    )?;
    Ok(totals(counters, count))
}

/// As [`count_rows`], but pixels count as much as the pixel of `weight` at their place. Sums are float64; their order does
/// not depend on the number of threads.
pub fn weigh_rows(ctx: &Context, weight: &Image<f32>, bins: &RowBins, count: usize) -> Result<Vec<f64>> {
    let groups = Groups::new(weight.dims());
    let pieces = (weight.pixels().len() / (PIXELS_PER_BIN * count)).clamp(1, MAX_PIECES);
    let per_piece = groups.count().div_ceil(pieces);
    let sums = tasks::collect(ctx, groups.count().div_ceil(per_piece), |piece| {
        let mut sums = Sums::new(count);
        let range = piece * per_piece..groups.count().min((piece + 1) * per_piece);
        groups.for_each(range, bins, |[y, z], range, numbers| {
            sums.add(numbers, &weight.row(y, z)[range]);
        });
        Ok(sums.finish())
    })?;
    let plus = |mut total: Vec<f64>, sums: Vec<f64>| {
        total.iter_mut().zip(sums).for_each(|(total, sum)| *total += sum);
        total
    };
    Ok(sums.into_iter().reduce(plus).unwrap_or_default())
}

/// The rows of an image, cut into short pieces.
struct Groups {
    dims: Dimensions,
    per_row: usize,
}

impl Groups {
    fn new(dims: Dimensions) -> Self {
        Self { dims, per_row: dims.width.div_ceil(GROUP) }
    }

    fn count(&self) -> usize {
        self.per_row * self.dims.row_count()
    }

    /// Bytes of one group of float32 pixels.
    fn bytes(&self) -> usize {
        size_of::<f32>() * self.dims.width.min(GROUP)
    }

    /// Hands the groups of a range with their bins to `work`.
    fn for_each(&self, range: Range<usize>, bins: &RowBins, mut work: impl FnMut([usize; 2], Range<usize>, &[u32])) {
        let mut numbers = [0; GROUP];
        for group in range {
            let (row, start) = (group / self.per_row, group % self.per_row * GROUP);
            let row = [row % self.dims.height, row / self.dims.height];
            let pixels = start..self.dims.width.min(start + GROUP);
            let numbers = &mut numbers[..pixels.len()];
            bins(row, pixels.clone(), numbers);
            work(row, pixels, numbers);
        }
    }
}

/// Sums of weights.
struct Sums {
    spread: usize,
    sums: Vec<f64>,
}

impl Sums {
    fn new(bins: usize) -> Self {
        let spread = if bins <= MAX_SPREAD_BINS { SPREAD } else { 1 };
        Self { spread, sums: vec![0.0; bins * spread] }
    }

    fn add(&mut self, numbers: &[u32], weights: &[f32]) {
        match self.spread {
            SPREAD => add_weights::<SPREAD>(&mut self.sums, numbers, weights),
            _ => add_weights::<1>(&mut self.sums, numbers, weights),
        }
    }

    fn finish(self) -> Vec<f64> {
        if self.spread == 1 {
            self.sums
        } else {
            self.sums.chunks_exact(self.spread).map(|sums| sums.iter().sum()).collect()
        }
    }
}

fn add_weights<const SPREAD: usize>(sums: &mut [f64], numbers: &[u32], weights: &[f32]) {
    for (i, (number, weight)) in numbers.iter().zip(weights).enumerate() {
        sums[*number as usize * SPREAD + i % SPREAD] += f64::from(*weight);
    }
}
