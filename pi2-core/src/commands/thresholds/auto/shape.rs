//! Methods that look at the shape of the histogram: its peaks and valleys.

use super::{Levels, MAX_ROUNDS};
use crate::{Error, Result};

/// The middle between the two peaks of the smoothed histogram (Prewitt & Mendelsohn 1966). May lie between two bins.
pub fn intermodes(histogram: Levels) -> Result<f64> {
    let (first, smooth) = smooth_to_two_peaks(histogram)?;
    let peaks: Vec<usize> = peaks(&smooth).collect();
    Ok((peaks[0] + peaks[1]) as f64 / 2.0 + first as f64)
}

/// The first valley of the smoothed histogram (Prewitt & Mendelsohn 1966).
pub fn minimum(histogram: Levels) -> Result<f64> {
    let (first, smooth) = smooth_to_two_peaks(histogram)?;
    let valley = smooth.windows(3).position(|y| y[0] > y[1] && y[2] >= y[1]);
    Ok(valley.map_or(-1.0, |left| (left + 1) as f64) + first as f64)
}

/// Averages three neighbouring bins again and again until there are two peaks. Empty ends are cut off before: also
/// returns the number of the bin that is now the first.
fn smooth_to_two_peaks(histogram: Levels) -> Result<(usize, Vec<f64>)> {
    let (first, last) = (histogram.first(), histogram.last());
    let mut smooth = histogram[first..=last].to_vec();
    for _ in 0..=MAX_ROUNDS {
        if peaks(&smooth).take(3).count() == 2 {
            return Ok((first, smooth));
        }
        let mut left = 0.0;
        for i in 0..smooth.len() {
            let right = smooth.get(i + 1).copied().unwrap_or(0.0);
            let mean = (left + smooth[i] + right) / 3.0;
            left = std::mem::replace(&mut smooth[i], mean);
        }
    }
    let message = format!("the histogram does not smooth into a bimodal shape in {MAX_ROUNDS} iterations");
    Err(Error::call(message).with_hint("choose a method that does not need two peaks, such as Otsu or Triangle"))
}

/// The places of strict maxima that are not at the ends.
fn peaks(histogram: &[f64]) -> impl Iterator<Item = usize> + '_ {
    histogram.windows(3).enumerate().filter(|(_, y)| y[0] < y[1] && y[1] > y[2]).map(|(left, _)| left + 1)
}

/// The bin farthest below the line from the peak to the end of the longer tail (Zack, Rogers & Latt 1977).
pub fn triangle(histogram: Levels) -> f64 {
    let end = histogram.len() - 1;
    let (first, last) = (histogram.first(), histogram.last());
    let first = first.saturating_sub(1);
    let last = (last + 1).min(end);
    let peak = first_maximum(histogram);
    if peak - first < last - peak {
        let mirrored: Vec<f64> = histogram.iter().rev().copied().collect();
        return end as f64 - farthest_from_line(&mirrored, end - last, end - peak);
    }
    if first == peak {
        return first as f64;
    }
    farthest_from_line(&histogram, first, peak)
}

/// The bin before the one that lies farthest below the line from `foot` to `peak`. As in the original, the line has the
/// slope of one from an empty foot; it passes through the histogram there, which may not be empty at the end of the range.
fn farthest_from_line(histogram: &[f64], foot: usize, peak: usize) -> f64 {
    let (normal_x, normal_y) = (histogram[peak], foot as f64 - peak as f64);
    let length = normal_x.hypot(normal_y);
    let distance = |i: usize| (normal_x * i as f64 + normal_y * histogram[i]) / length;
    let (mut farthest, mut greatest) = (foot, 0.0);
    for i in foot + 1..=peak {
        let distance = distance(i) - distance(foot);
        if distance > greatest {
            (farthest, greatest) = (i, distance);
        }
    }
    farthest as f64 - 1.0
}

fn first_maximum(histogram: Levels) -> usize {
    let mut best = histogram.first();
    for i in histogram.occupied() {
        if histogram[i] > histogram[best] {
            best = i;
        }
    }
    best
}
