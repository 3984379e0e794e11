//! Methods that divide the pixels into two classes of similar grey levels.

use super::{Levels, MAX_ROUNDS, running_sums};

/// The last maximiser of the variance between the classes (Otsu 1979).
pub fn otsu(histogram: Levels) -> f64 {
    let (first, end) = (histogram.first().max(1), histogram.len().saturating_sub(2));
    let total: f64 = histogram[histogram.occupied()].iter().sum();
    let total_moment: f64 = histogram.occupied().map(|i| i as f64 * histogram[i]).sum();
    let (mut count, mut moment) = (histogram[0], 0.0);
    let (mut best, mut greatest) = (0, 0.0);
    for k in first..=histogram.last().min(end) {
        let h = histogram[k];
        if h == 0.0 && k > first {
            // The classes are those of the level before.
            best = if best + 1 == k { k } else { best };
            continue;
        }
        count += h;
        moment += k as f64 * h;
        let denominator = count * (total - count);
        let difference = count / total * total_moment - moment;
        let variance = if denominator == 0.0 { 0.0 } else { difference * difference / denominator };
        if variance >= greatest {
            (best, greatest) = (k, variance);
        }
    }
    // Without any variance, all levels are equally good.
    if greatest > 0.0 { best as f64 } else { end as f64 }
}

/// The first level that is the middle between the means of the levels below and above it (Ridler & Calvard 1978).
pub fn isodata(histogram: Levels) -> f64 {
    let counts = running_sums(histogram, |_, h| h);
    let moments = running_sums(histogram, |i, h| i * h);
    let last = histogram.len() - 1;
    let first = (histogram.first().max(1)..=last).find(|&i| histogram[i] > 0.0).unwrap_or(last);
    for level in first + 1..=histogram.last() {
        let (below, above) = (counts[level - 1], counts[last] - counts[level]);
        if below == 0.0 || above == 0.0 {
            continue;
        }
        let (low, high) = (moments[level - 1] / below, (moments[last] - moments[level]) / above);
        if low.midpoint(high).round() == level as f64 {
            return level as f64;
        }
    }
    0.0
}

/// The level at which two normal distributions, fitted to the pixels at or below and above it, are equally likely
/// (Kittler & Illingworth 1986, iterated as by Glasbey 1993). If they never are, the last level that was tried.
pub fn min_error(histogram: Levels) -> f64 {
    let counts = running_sums(histogram, |_, h| h);
    let moments = running_sums(histogram, |i, h| i * h);
    let squares = running_sums(histogram, |i, h| i * i * h);
    let last = histogram.len() - 1;
    let (n, s1, s2) = (counts[last], moments[last], squares[last]);
    let mut level = (s1 / n).round();
    for _ in 0..MAX_ROUNDS {
        let k = level as usize;
        let (below, above) = (counts[k], n - counts[k]);
        let (mean, other_mean) = (moments[k] / below, (s1 - moments[k]) / above);
        let variance = squares[k] / below - mean * mean;
        let other_variance = (s2 - squares[k]) / above - other_mean * other_mean;
        // The two densities are equal at the roots of w0 x² - 2 w1 x + w2.
        let w0 = 1.0 / variance - 1.0 / other_variance;
        let w1 = mean / variance - other_mean / other_variance;
        let ratio = variance * above * above / (other_variance * below * below);
        let w2 = mean * mean / variance - other_mean * other_mean / other_variance + ratio.log10();
        let root = ((w1 + (w1 * w1 - w0 * w2).sqrt()) / w0).floor();
        let next = root.clamp(0.0, last as f64);
        if !root.is_finite() || next == level {
            break;
        }
        level = next;
    }
    level
}

/// The level at which the cross entropy between the image and its two class means is least, by iteration (Li & Tam
/// 1998).
pub fn li(histogram: Levels) -> f64 {
    let counts = running_sums(histogram, |_, h| h);
    let moments = running_sums(histogram, |i, h| i * h);
    let last = histogram.len() - 1;
    let mean = |moment: f64, count: f64| if count == 0.0 { 0.0 } else { moment / count };
    let mut threshold = moments[last] / counts[last];
    let mut level = 0;
    for _ in 0..MAX_ROUNDS {
        level = (threshold.round() as usize).min(last);
        let below = mean(moments[level], counts[level]);
        let above = mean(moments[last] - moments[level], counts[last] - counts[level]);
        let next = ((below - above) / (below.ln() - above.ln()) + 0.5).trunc();
        // Also stops at NaN, which one empty class can cause.
        if (next - threshold).abs() <= 0.5 || next.is_nan() {
            break;
        }
        threshold = next;
    }
    level as f64
}
