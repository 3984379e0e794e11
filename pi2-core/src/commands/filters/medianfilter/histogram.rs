//! Medians of large sets that slide along x, by counting.

use super::Key;
use super::key::to_pixel;
use crate::commands::filters::neighbourhood_shape::{Chord, members};
use crate::image::RealPixel;
use crate::par::{BlockRows, Window};
use crate::{Context, Result};

/// Ranks whose counts are also kept as a sum, so that the search for the median may skip them.
const GROUP: usize = 64;

/// Fills a block with the medians of neighbourhoods of any size. Values are replaced by their ranks among all values of
/// the window, so that all pixel types are counted alike.
pub fn count_rows<T: RealPixel, K: Key>(
    ctx: &Context,
    window: &Window<K>,
    block: &mut BlockRows<T>,
    chords: &[Chord],
) -> Result<()> {
    let mut sorted = window.values().to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let ranks: Vec<u32> = window.values().iter().map(|value| sorted.partition_point(|v| v < value) as u32).collect();
    let count = members(chords).count();
    let mut histogram = Histogram::new(sorted.len(), count / 2);
    let [rows, planes] = block.size();
    for at in (0..planes).flat_map(|z| (0..rows).map(move |y| [y, z])) {
        ctx.check_cancelled()?;
        let row = block.row(at);
        // Where the values stand that leave and enter when the neighbourhood of the first pixel moves on.
        let ends: Vec<[usize; 2]> = chords
            .iter()
            .map(|chord| [-chord.half, chord.half + 1].map(|dx| window.index(at, [dx, chord.dy, chord.dz])))
            .collect();
        let last = row.len() - 1;
        for &[start, end] in &ends {
            ranks[start..end].iter().for_each(|&rank| histogram.add(rank));
        }
        for (x, pixel) in row.iter_mut().enumerate() {
            *pixel = to_pixel(sorted[histogram.median()]);
            if x < last {
                for &[leaves, enters] in &ends {
                    histogram.remove(ranks[leaves + x]);
                    histogram.add(ranks[enters + x]);
                }
            }
        }
        for &[start, end] in &ends {
            ranks[start + last..end + last].iter().for_each(|&rank| histogram.remove(rank));
        }
    }
    Ok(())
}

/// How often each rank occurs, and where the median was last.
struct Histogram {
    counts: Vec<u32>,
    /// Sums of the counts of `GROUP` ranks each.
    groups: Vec<u32>,
    /// Number of smaller members that the median has.
    wanted: u32,
    /// Rank of the last median.
    at: usize,
    /// Number of members with a rank below `at`.
    below: u32,
}

impl Histogram {
    fn new(ranks: usize, wanted: usize) -> Self {
        let groups = ranks.div_ceil(GROUP);
        Self { counts: vec![0; groups * GROUP], groups: vec![0; groups], wanted: wanted as u32, at: 0, below: 0 }
    }

    #[inline]
    fn add(&mut self, rank: u32) {
        self.counts[rank as usize] += 1;
        self.groups[rank as usize / GROUP] += 1;
        self.below += u32::from((rank as usize) < self.at);
    }

    #[inline]
    fn remove(&mut self, rank: u32) {
        self.counts[rank as usize] -= 1;
        self.groups[rank as usize / GROUP] -= 1;
        self.below -= u32::from((rank as usize) < self.at);
    }

    /// The rank of the median, searched from the last one on.
    fn median(&mut self) -> usize {
        while self.below > self.wanted {
            let group = self.at / GROUP;
            if self.at % GROUP == 0 && self.below - self.groups[group - 1] > self.wanted {
                self.at -= GROUP;
                self.below -= self.groups[group - 1];
            } else {
                self.at -= 1;
                self.below -= self.counts[self.at];
            }
        }
        while self.below + self.counts[self.at] <= self.wanted {
            let group = self.at / GROUP;
            if self.at % GROUP == 0 && self.below + self.groups[group] <= self.wanted {
                self.below += self.groups[group];
                self.at += GROUP;
            } else {
                self.below += self.counts[self.at];
                self.at += 1;
            }
        }
        self.at
    }
}
