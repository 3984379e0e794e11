//! Methods that maximise the information that the two classes carry.

use super::{Levels, running_sums};

/// Probabilities p of the bins and what all methods here need of them.
struct Distribution<'a> {
    p: Vec<f64>,
    /// For each bin the probability of the bins up to it and of those after it.
    classes: Vec<(f64, f64)>,
    /// The histogram.
    levels: Levels<'a>,
    /// The bins from the first to the last at which both classes have pixels.
    first: usize,
    last: usize,
}

impl<'a> Distribution<'a> {
    fn of(histogram: Levels<'a>) -> Self {
        let total: f64 = histogram[histogram.occupied()].iter().sum();
        let mut p = vec![0.0; histogram.len()];
        for i in histogram.occupied() {
            p[i] = histogram[i] / total;
        }
        let (first, last) = (histogram.first(), histogram.last());
        let classes = sums(histogram.with_counts(&p), |p| p);
        Self { p, classes, levels: histogram, first, last: first.max(last.saturating_sub(1)) }
    }

    /// As the function [`sums`].
    fn sums(&self, f: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        sums(self.levels.with_counts(&self.p), f)
    }

    /// The first bin with the greatest value, if that is above `least`; else 0.
    fn maximise(&self, least: f64, value: impl Fn(usize) -> f64) -> usize {
        let (mut best, mut greatest) = (0, least);
        for t in self.first..=self.last {
            let value = value(t);
            if value > greatest {
                (best, greatest) = (t, value);
            }
        }
        best
    }
}

/// For each bin the sums of f(p) over the bins up to it and over those after it. Both are added up from their end, so that
/// neither loses digits.
fn sums(p: Levels, f: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let mut sums: Vec<(f64, f64)> = running_sums(p, |_, p| f(p)).into_iter().map(|lower| (lower, 0.0)).collect();
    let mut sum = 0.0;
    for i in p.occupied().rev() {
        sums[i].1 = sum;
        sum += f(p[i]);
    }
    sums[..p.first()].iter_mut().for_each(|pair| pair.1 = sum);
    sums
}

/// p ln p, which is 0 at 0.
fn p_ln_p(p: f64) -> f64 {
    if p > 0.0 { p * p.ln() } else { 0.0 }
}

/// The maximiser of the sum of the entropies of the two classes, if that is above `least`; else 0.
fn maximum_entropy(distribution: &Distribution, least: f64) -> usize {
    let sums = distribution.sums(p_ln_p);
    // -Σ q ln q with q = p / P is ln P - Σ(p ln p) / P.
    let entropy = |whole: f64, sum: f64| if whole > 0.0 { whole.ln() - sum / whole } else { 0.0 };
    distribution.maximise(least, |t| {
        let (lower, upper) = distribution.classes[t];
        entropy(lower, sums[t].0) + entropy(upper, sums[t].1)
    })
}

/// The maximiser of the sum of the entropies of the two classes (Kapur, Sahoo & Wong 1985).
pub fn max_entropy(histogram: Levels) -> f64 {
    maximum_entropy(&Distribution::of(histogram), f64::NEG_INFINITY) as f64
}

/// A weighted mean of the thresholds of greatest Rényi entropy of order 1/2, 1 and 2 (Kapur, Sahoo & Wong 1985; Sezgin &
/// Sankur 2004). May lie between two bins.
pub fn renyi(histogram: Levels) -> f64 {
    let distribution = Distribution::of(histogram);
    let of_order = |order: f64, power: fn(f64) -> f64| {
        let sums = distribution.sums(power);
        distribution.maximise(0.0, |t| {
            let (lower, upper) = distribution.classes[t];
            let product = sums[t].0 / power(lower) * (sums[t].1 / power(upper));
            if product > 0.0 { product.ln() / (1.0 - order) } else { 0.0 }
        })
    };
    let mut levels = [of_order(0.5, f64::sqrt), maximum_entropy(&distribution, 0.0), of_order(2.0, |p| p * p)];
    levels.sort_unstable();
    let [low, middle, high] = levels;
    let weights = match (middle - low <= 5, high - middle <= 5) {
        (true, false) => [0.0, 1.0, 3.0],
        (false, true) => [3.0, 1.0, 0.0],
        _ => [1.0, 2.0, 1.0],
    };
    let (below, above) = (distribution.classes[low].0, distribution.classes[high].1);
    let between = distribution.classes[high].0 - below;
    low as f64 * (below + between * weights[0] / 4.0)
        + middle as f64 * between * weights[1] / 4.0
        + high as f64 * (above + between * weights[2] / 4.0)
}

/// The level at which the two classes, taken as fuzzy sets, carry the most equal information (Shanbhag 1994); -1 if
/// there is none.
pub fn shanbhag(histogram: Levels) -> f64 {
    let distribution = Distribution::of(histogram);
    let Distribution { p, classes, .. } = &distribution;
    let occupied: Vec<usize> = histogram.occupied().filter(|&i| i > 0 && p[i] > 0.0).collect();
    let (mut best, mut least) = (-1.0, f64::INFINITY);
    for t in distribution.first..=distribution.last {
        let (lower, upper) = occupied.split_at(occupied.partition_point(|&i| i <= t));
        let (a, c) = (0.5 / classes[t].0, 0.5 / classes[t].1);
        let background: f64 = lower.iter().map(|&i| p[i] * (1.0 - a * classes[i - 1].0).ln()).sum();
        let object: f64 = upper.iter().map(|&i| p[i] * (1.0 - c * classes[i].1).ln()).sum();
        let difference = (c * object - a * background).abs();
        if difference < least {
            (best, least) = (t as f64, difference);
        }
    }
    best
}

/// The maximiser of the correlation between the image and its two classes (Yen, Chang & Chang 1995).
pub fn yen(histogram: Levels) -> f64 {
    let distribution = Distribution::of(histogram);
    let squares = distribution.sums(|p| p * p);
    let ln = |value: f64| if value > 0.0 { value.ln() } else { 0.0 };
    let (mut best, mut greatest) = (0, f64::NEG_INFINITY);
    // Other levels are as good as one of these, and come later.
    for t in std::iter::once(0).chain(histogram.occupied()) {
        let (lower, upper) = distribution.classes[t];
        let value = 2.0 * ln(lower * upper) - ln(squares[t].0 * squares[t].1);
        if value > greatest {
            (best, greatest) = (t, value);
        }
    }
    best as f64
}
