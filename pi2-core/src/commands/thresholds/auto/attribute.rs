//! Methods that keep a property of the image: a fraction of pixels, its moments, its fuzziness.

use super::{Levels, running_sums};
use crate::{Error, Result};

/// The first level at which the fraction of pixels at or below it is closest to `fraction` (Doyle 1962).
pub fn percentile(histogram: Levels, fraction: f64) -> Result<f64> {
    if !(0.0..=1.0).contains(&fraction) {
        return Err(Error::argument("argument 4", "a fraction between 0 and 1", fraction));
    }
    let counts = running_sums(histogram, |_, h| h);
    let total = counts[counts.len() - 1];
    let (mut best, mut least) = (0, f64::INFINITY);
    // Other levels are as far away as one of these, and come later.
    for i in std::iter::once(0).chain(histogram.occupied()) {
        let difference = (counts[i] / total - fraction).abs();
        if difference < least {
            (best, least) = (i, difference);
        }
    }
    Ok(best as f64)
}

/// The first level with at least half of the pixels at or below it, minus `shift`, in bins.
pub fn median(histogram: Levels, shift: f64) -> f64 {
    let half = histogram[histogram.occupied()].iter().sum::<f64>() / 2.0;
    let mut count = 0.0;
    let middle = histogram.occupied().find(|&i| {
        count += histogram[i];
        count >= half
    });
    // A histogram without pixels has no first level.
    let middle = if half == 0.0 { 0 } else { middle.unwrap_or(histogram.len()) };
    middle as f64 - shift
}

/// The level at which an image of two values has the same first three moments (Tsai 1985).
pub fn moments(histogram: Levels) -> f64 {
    let counts = running_sums(histogram, |_, h| h);
    let total = counts[counts.len() - 1];
    let moment = |power| histogram.occupied().map(|i| (i as f64).powi(power) * histogram[i] / total).sum::<f64>();
    let (m1, m2, m3) = (moment(1), moment(2), moment(3));
    let determinant = m2 - m1 * m1;
    let c0 = (m1 * m3 - m2 * m2) / determinant;
    let c1 = (m1 * m2 - m3) / determinant;
    let root = (c1 * c1 - 4.0 * c0).sqrt();
    let (low, high) = (-0.5 * (c1 + root), -0.5 * (c1 - root));
    let fraction = (high - m1) / (high - low);
    counts.iter().position(|count| count / total > fraction).unwrap_or(0) as f64
}

/// The level at which the image is least fuzzy, by Shannon's entropy of the membership in the two classes (Huang & Wang
/// 1995); -1 if there is one grey level only.
pub fn huang(histogram: Levels) -> f64 {
    let (first, last) = (histogram.first(), histogram.last());
    if first == last {
        return -1.0;
    }
    let scale = 1.0 / (last - first) as f64;
    let (lower, upper) = class_means(histogram, first, last);
    let occupied: Vec<usize> = (first..=last).filter(|&i| histogram[i] > 0.0).collect();
    let fuzziness = |i: usize, mean: f64| {
        let membership = 1.0 / (1.0 + scale * (i as f64 - mean).abs());
        if !(1e-6..=0.999_999).contains(&membership) {
            return 0.0;
        }
        -membership * membership.ln() - (1.0 - membership) * (1.0 - membership).ln()
    };
    let (mut best, mut least) = (-1.0, f64::INFINITY);
    // Other levels are as good as one of these, and come later.
    for t in std::iter::once(0).chain(first..=last) {
        let sum: f64 =
            occupied.iter().map(|&i| histogram[i] * fuzziness(i, if i <= t { lower[t] } else { upper[t] })).sum();
        if sum < least {
            (best, least) = (t as f64, sum);
        }
    }
    best
}

/// For each level the mean of the levels up to it and of those after it; 0 where there are none.
fn class_means(histogram: Levels, first: usize, last: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut lower, mut upper) = (vec![0.0; histogram.len()], vec![0.0; histogram.len()]);
    let (mut count, mut moment) = (0.0, 0.0);
    for i in first..histogram.len() {
        count += histogram[i];
        moment += i as f64 * histogram[i];
        lower[i] = moment / count;
    }
    (count, moment) = (0.0, 0.0);
    for i in (1..=last).rev() {
        count += histogram[i];
        moment += i as f64 * histogram[i];
        upper[i - 1] = moment / count;
    }
    (lower, upper)
}
