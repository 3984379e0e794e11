//! Local thresholds from histograms that slide along the rows.

use super::{Surroundings, mark};
use crate::commands::thresholds::auto::{LevelCounts, Levels};
use crate::histogram::Bins;
use crate::image::{Image, RealPixel};
use crate::par::{Window, for_each_window};
use crate::{Context, Result};

/// Thresholds each pixel at the bin that `rule` finds in the histogram of its neighbourhood.
pub fn threshold<T: RealPixel>(
    ctx: &Context,
    input: &Image<T>,
    output: &mut Image<T>,
    Surroundings { reach, boundary }: Surroundings,
    bins: &Bins,
    rule: impl Fn(Levels) -> Result<f64> + Sync,
) -> Result<()> {
    let bin_of = |pixel: T| bins.of(pixel.to_f64()) as u32;
    for_each_window(ctx, input, output, reach, 0, boundary, bin_of, |window, block| {
        let mut thresholds = vec![0.0; input.width()];
        let mut counts = LevelCounts::new(bins.count());
        let [rows, planes] = block.size();
        for at in (0..planes).flat_map(|z| (0..rows).map(move |y| [y, z])) {
            ctx.check_cancelled()?;
            slide(window, at, reach, &mut counts, |levels| Ok(bins.value_at(rule(levels)?)), &mut thresholds)?;
            mark(input, block, at, &thresholds);
        }
        Ok(())
    })
}

/// Finds the thresholds of a row. The histogram moves on by what leaves and enters; as long as nothing changes, neither
/// does the threshold.
fn slide(
    window: &Window<u32>,
    at: [usize; 2],
    reach: [usize; 3],
    counts: &mut LevelCounts,
    threshold: impl Fn(Levels) -> Result<f64>,
    thresholds: &mut [f64],
) -> Result<()> {
    let [reach_x, reach_y, reach_z] = reach.map(|r| r as i64);
    let bins = window.values();
    let lines = (-reach_z..=reach_z).flat_map(|dz| (-reach_y..=reach_y).map(move |dy| [-reach_x, dy, dz]));
    let starts: Vec<usize> = lines.map(|offset| window.index(at, offset)).collect();
    let side = 2 * reach[0] + 1;
    counts.clear();
    for &start in &starts {
        bins[start..start + side].iter().for_each(|&bin| counts.add(bin as usize));
    }
    let mut now = threshold(counts.levels())?;
    thresholds[0] = now;
    for (x, result) in thresholds.iter_mut().enumerate().skip(1) {
        let mut changed = false;
        for &start in &starts {
            let (leaves, enters) = (bins[start + x - 1], bins[start + x - 1 + side]);
            if leaves != enters {
                counts.remove(leaves as usize);
                counts.add(enters as usize);
                changed = true;
            }
        }
        if changed {
            now = threshold(counts.levels())?;
        }
        *result = now;
    }
    Ok(())
}
