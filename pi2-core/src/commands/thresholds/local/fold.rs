//! Folds over boxes in a time that does not depend on their size.
//!
//! Lines are cut into blocks as long as the box. A box covers the end of one block and the start of the next, so that
//! its fold is made of two parts, each of which grows by one value at a time (van Herk 1992, Gil & Werman 1993). Nothing is
//! ever subtracted: a NaN or a huge value matters in its neighbourhood only.

use multiversion::multiversion;

use crate::par::Window;

/// Folds of boxes along y and z, ready to be folded along x.
pub struct BoxFolds<K> {
    values: Vec<K>,
    stride: usize,
    rows: usize,
    radius: usize,
    suffixes: Vec<K>,
}

impl<K: Copy + Default> BoxFolds<K> {
    /// Of the pixels of a block of `rows` and `planes`.
    pub fn new(window: &Window<K>, [rows, planes]: [usize; 2], reach: [usize; 3], fold: impl Fn(K, K) -> K) -> Self {
        let start = window.index([0, 0], reach.map(|r| -(r as i64)));
        let [_, step, plane_step] = [[0, 0], [1, 0], [0, 1]]
            .map(|[y, z]| window.index([0, 0], [-(reach[0] as i64), y - reach[1] as i64, z - reach[2] as i64]) - start);
        let [_, radius_y, radius_z] = reach;
        let loaded_rows = rows + 2 * radius_y;
        let mut across_z = vec![K::default(); planes * plane_step];
        let mut scratch = Vec::new();
        for y in 0..loaded_rows {
            let (from, to) = (&window.values()[start + y * step..], &mut across_z[y * step..]);
            fold_lines(from, to, plane_step, step, planes, radius_z, &mut scratch, &fold);
        }
        let mut values = vec![K::default(); planes * rows * step];
        for z in 0..planes {
            let (from, to) = (&across_z[z * plane_step..], &mut values[z * rows * step..]);
            fold_lines(from, to, step, step, rows, radius_y, &mut scratch, &fold);
        }
        Self { values, stride: step, rows, radius: reach[0], suffixes: Vec::new() }
    }

    /// The folds of the boxes around the pixels of a row of the block.
    pub fn row(&mut self, [y, z]: [usize; 2], results: &mut [K], fold: impl Fn(K, K) -> K) {
        let start = (z * self.rows + y) * self.stride;
        fold_row(&self.values[start..start + self.stride], results, self.radius, &mut self.suffixes, fold);
    }
}

/// Folds each `2 * radius + 1` consecutive lines, element by element. Lines of `len` elements begin `step` apart; there
/// are `count` results.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn fold_lines<K: Copy + Default, F: Fn(K, K) -> K>(
    values: &[K],
    results: &mut [K],
    step: usize,
    len: usize,
    count: usize,
    radius: usize,
    scratch: &mut Vec<K>,
    fold: &F,
) {
    let side = 2 * radius + 1;
    let line = |i: usize| &values[i * step..i * step + len];
    // The last line of it is that of the prefixes.
    scratch.resize((side + 1) * len, K::default());
    let (suffixes, prefix) = scratch.split_at_mut(side * len);
    for block in (0..count).step_by(side) {
        suffixes[(side - 1) * len..].copy_from_slice(line(block + side - 1));
        for k in (0..side - 1).rev() {
            let (here, after) = suffixes[k * len..(k + 2) * len].split_at_mut(len);
            for ((suffix, value), after) in here.iter_mut().zip(line(block + k)).zip(after) {
                *suffix = fold(*value, *after);
            }
        }
        results[block * step..block * step + len].copy_from_slice(&suffixes[..len]);
        for k in 1..side.min(count - block) {
            let next = line(block + side + k - 1);
            if k == 1 {
                prefix.copy_from_slice(next);
            } else {
                for (prefix, value) in prefix.iter_mut().zip(next) {
                    *prefix = fold(*prefix, *value);
                }
            }
            let result = &mut results[(block + k) * step..(block + k) * step + len];
            for ((result, suffix), prefix) in result.iter_mut().zip(&suffixes[k * len..]).zip(&*prefix) {
                *result = fold(*suffix, *prefix);
            }
        }
    }
}

/// As [`fold_lines`] for lines of one element: these need no loop of their own.
fn fold_row<K: Copy>(values: &[K], results: &mut [K], radius: usize, suffixes: &mut Vec<K>, fold: impl Fn(K, K) -> K) {
    let side = 2 * radius + 1;
    for (block, results) in results.chunks_mut(side).enumerate() {
        let (values, next) = values[block * side..].split_at(side);
        suffixes.clear();
        suffixes.extend_from_slice(values);
        for k in (0..side - 1).rev() {
            suffixes[k] = fold(suffixes[k], suffixes[k + 1]);
        }
        let (first, others) = results.split_at_mut(1);
        first[0] = suffixes[0];
        let mut prefix = None;
        for ((result, suffix), value) in others.iter_mut().zip(&suffixes[1..]).zip(next) {
            let whole = prefix.map_or(*value, |prefix| fold(prefix, *value));
            *result = fold(*suffix, whole);
            prefix = Some(whole);
        }
    }
}
