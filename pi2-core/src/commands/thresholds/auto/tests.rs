//! The methods against their definitions, written down once more with no thought for speed.

use proptest::prelude::*;

use super::*;

const NONE: [f64; 4] = [f64::NAN; 4];

const HISTOGRAM_METHODS: [AutoThresholdMethod; 15] = [
    AutoThresholdMethod::Otsu,
    AutoThresholdMethod::Huang,
    AutoThresholdMethod::Intermodes,
    AutoThresholdMethod::IsoData,
    AutoThresholdMethod::Li,
    AutoThresholdMethod::MaxEntropy,
    AutoThresholdMethod::MinError,
    AutoThresholdMethod::Minimum,
    AutoThresholdMethod::Moments,
    AutoThresholdMethod::Percentile,
    AutoThresholdMethod::Renyi,
    AutoThresholdMethod::Shanbhag,
    AutoThresholdMethod::Triangle,
    AutoThresholdMethod::Yen,
    AutoThresholdMethod::Median,
];

const DIRECT_METHODS: [AutoThresholdMethod; 6] = [
    AutoThresholdMethod::Mean,
    AutoThresholdMethod::MidGrey,
    AutoThresholdMethod::Niblack,
    AutoThresholdMethod::Phansalkar,
    AutoThresholdMethod::Sauvola,
    AutoThresholdMethod::Bernsen,
];

fn line<T: RealPixel>(pixels: &[T]) -> Image<T> {
    Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("fits")
}

fn value<T: RealPixel>(pixels: &[T], method: AutoThresholdMethod, [a, b, c, d]: [f64; 4]) -> Result<T> {
    let mut output = Image::new([3, 2, 1])?;
    autothresholdvalue(&Context::with_threads(2), &line(pixels), &mut output, method, a, b, c, d)?;
    assert_eq!(output.dims(), Dimensions::ONE);
    Ok(output.get(0, 0, 0))
}

fn bin(histogram: &[f64], method: AutoThresholdMethod) -> f64 {
    match method.rule() {
        Rule::Histogram(rule) => rule(Levels::new(histogram), f64::NAN).expect("a bin"),
        Rule::Direct(..) => panic!("{method:?} needs no histogram"),
    }
}

/// Two hills of 30 bins, around 10 and 40, with 3 times as many pixels in the first.
fn two_hills() -> Vec<f64> {
    let hill = |i: f64, centre: f64| (-(i - centre).powi(2) / 18.0).exp();
    (0..64).map(|i| (3000.0 * hill(i as f64, 10.0) + 1000.0 * hill(i as f64, 40.0)).round()).collect()
}

#[test]
fn every_histogram_method_separates_two_hills() {
    let histogram = two_hills();
    for method in HISTOGRAM_METHODS {
        let bin = bin(&histogram, method);
        // The median lies in the greater hill, and so does the level with half of the pixels below it.
        let least =
            if matches!(method, AutoThresholdMethod::Percentile | AutoThresholdMethod::Median) { 9.0 } else { 13.0 };
        assert!((least..=37.0).contains(&bin), "{method:?}: {bin}");
    }
}

#[test]
fn a_histogram_without_two_peaks_is_an_error_for_methods_that_need_them() {
    for method in [AutoThresholdMethod::Intermodes, AutoThresholdMethod::Minimum] {
        for pixels in [vec![7u8; 5], vec![1, 2, 2, 3, 3, 3, 4, 4, 5]] {
            let mut image = line(&pixels);
            let ctx = Context::with_threads(1);
            let error = autothreshold(&ctx, &mut image, method, f64::NAN, f64::NAN, f64::NAN, f64::NAN);
            let text = error.expect_err("one peak").render();
            assert!(text.starts_with("the histogram does not smooth into a bimodal shape in 10000 iterations\nhint:"));
            assert_eq!(image.pixels(), pixels);
        }
    }
}

#[test]
fn errors_name_the_arguments_of_the_command() {
    let error = |arguments| value(&[1u8], AutoThresholdMethod::Otsu, arguments).expect_err("invalid").to_string();
    let expected = "argument `argument 2` must be finite and greater than `argument 1`, which is 5, but it is 5";
    assert_eq!(error([5.0, 5.0, f64::NAN, f64::NAN]), expected);
    assert!(error([f64::NEG_INFINITY, 5.0, f64::NAN, f64::NAN]).starts_with("argument `argument 1` must be finite"));
    assert!(error([0.0, 5.0, 0.4, f64::NAN]).starts_with("argument `argument 3` must be at least 1"));
    let fraction = [0.0, 5.0, 5.0, 1.5];
    let error = value(&[1u8], AutoThresholdMethod::Percentile, fraction).expect_err("above 1").to_string();
    assert_eq!(error, "argument `argument 4` must be a fraction between 0 and 1, but it is 1.5");
}

#[test]
fn the_default_range_of_8_bit_images_has_one_bin_per_value() {
    let pixels = [10u8, 10, 12, 14, 200, 210, 220, 10];
    assert_eq!(value(&pixels, AutoThresholdMethod::Otsu, NONE).expect("valid"), 199);
    let signed = pixels.map(|p| (i16::from(p) - 128) as i8);
    assert_eq!(value(&signed, AutoThresholdMethod::Otsu, NONE).expect("valid"), 71);
    for level in 0..=255u8 {
        assert_eq!(value(&[level], AutoThresholdMethod::Median, NONE).expect("valid"), level);
    }
}

#[test]
fn the_median_can_lie_in_the_first_bin_and_is_shifted_by_bins() {
    let median =
        |pixels: &[u8], shift| value(pixels, AutoThresholdMethod::Median, [0.0, 256.0, 128.0, shift]).expect("valid");
    assert_eq!(median(&[0, 0, 0, 7], f64::NAN), 0);
    assert_eq!(median(&[20, 100, 200], f64::NAN), 100);
    assert_eq!(median(&[20, 100, 200], 5.5), 89);
}

#[test]
fn the_fraction_of_percentile_lies_at_or_below_the_threshold() {
    let pixels: Vec<u8> = (1..=100).collect();
    let level =
        |fraction| value(&pixels, AutoThresholdMethod::Percentile, [0.0, 256.0, 256.0, fraction]).expect("valid");
    assert_eq!([level(f64::NAN), level(0.25), level(0.99)], [50, 25, 99]);
}

#[test]
fn infinite_pixels_count_in_the_outermost_bins() {
    let pixels = [f32::NEG_INFINITY, 0.25, 0.3, 0.75, 0.8, f32::INFINITY];
    let level = value(&pixels, AutoThresholdMethod::Otsu, NONE).expect("valid");
    assert!((0.3..=0.75).contains(&level), "{level}");
}

#[test]
fn a_nan_pixel_leaves_nothing_above_the_mean() {
    let mut image = line(&[1.0, f32::NAN, 5.0]);
    let ctx = Context::with_threads(1);
    autothreshold(&ctx, &mut image, AutoThresholdMethod::Mean, f64::NAN, f64::NAN, f64::NAN, f64::NAN).expect("valid");
    assert_eq!(image.pixels(), [0.0; 3]);
    assert_eq!(value(&[1.0, f32::NAN, 5.0], AutoThresholdMethod::MidGrey, NONE).expect("valid"), 3.0);
}

#[test]
fn bernsen_judges_pixels_of_low_contrast_by_the_whole_image() {
    let image = Moments::of(&[0.0f32, 100.0]);
    let threshold = |pixels: [f32; 2], contrast| {
        let Rule::Direct(_, rule) = AutoThresholdMethod::Bernsen.rule() else { panic!("a direct method") };
        let mut threshold = [0.0];
        rule(&[Moments::of(&pixels)], &image, [contrast, f64::NAN, f64::NAN, f64::NAN], &mut threshold);
        threshold[0]
    };
    assert_eq!(threshold([10.0, 30.0], 15.0), 20.0);
    assert_eq!(threshold([10.0, 30.0], f64::NAN), 30.0);
    assert_eq!(threshold([60.0, 80.0], f64::NAN), 60.0);
    assert_eq!(threshold([10.0, 60.0], f64::NAN), 35.0);
}

#[test]
fn direct_methods_follow_their_formulas() {
    let pixels = [2.0f32, 4.0, 4.0, 10.0];
    let (mean, deviation) = (5.0, (36.0f64 / 3.0).sqrt());
    let check = |method, arguments: [f64; 4], expected: f64| {
        let level = f64::from(value(&pixels, method, arguments).expect("valid"));
        assert!((level - expected).abs() <= 1e-6 * expected.abs(), "{method:?}: {level}, not {expected}");
    };
    let some = [0.5, 3.0, 1.5, 0.2];
    check(AutoThresholdMethod::Mean, NONE, mean);
    check(AutoThresholdMethod::Mean, some, mean - 0.5);
    check(AutoThresholdMethod::MidGrey, NONE, 6.0);
    check(AutoThresholdMethod::MidGrey, some, 5.5);
    check(AutoThresholdMethod::Niblack, NONE, mean + deviation);
    check(AutoThresholdMethod::Niblack, some, mean + 0.5 * deviation - 3.0);
    check(AutoThresholdMethod::Sauvola, NONE, mean * deviation);
    check(AutoThresholdMethod::Sauvola, some, mean * (1.0 + 0.5 * (deviation / 3.0 - 1.0)));
    let phansalkar = |k, r, p, q: f64| mean * (1.0 + p * (-q * mean).exp() + k * (deviation / r - 1.0));
    check(AutoThresholdMethod::Phansalkar, NONE, phansalkar(0.25, 0.5, 2.0, 10.0));
    check(AutoThresholdMethod::Phansalkar, some, phansalkar(0.5, 3.0, 1.5, 0.2));
    check(AutoThresholdMethod::Bernsen, NONE, 6.0);
    check(AutoThresholdMethod::Bernsen, [9.0, f64::NAN, f64::NAN, f64::NAN], 2.0);
}

fn agree<T: RealPixel>(values: &[f64]) {
    let ctx = Context::with_threads(2);
    let pixels: Vec<T> = values.iter().map(|&v| T::from_f64_saturating(v)).collect();
    for method in HISTOGRAM_METHODS.into_iter().chain(DIRECT_METHODS) {
        let arguments = if DIRECT_METHODS.contains(&method) { NONE } else { [0.0, 128.0, 64.0, f64::NAN] };
        let [a, b, c, d] = arguments;
        let mut image = line(&pixels);
        let done = autothreshold(&ctx, &mut image, method, a, b, c, d);
        let Ok(level) = value(&pixels, method, arguments) else {
            assert!(done.is_err());
            continue;
        };
        let expected = pixels.iter().map(|&p| if p > level { T::ONE } else { T::ZERO });
        assert_eq!(image.pixels(), expected.collect::<Vec<T>>(), "{method:?}");
    }
}

/// p, and functions for Σ f(p) up to and with t and after t.
struct Naive(Vec<f64>);

impl Naive {
    fn of(histogram: &[f64]) -> Self {
        let total: f64 = histogram.iter().sum();
        Self(histogram.iter().map(|h| h / total).collect())
    }

    fn lower(&self, t: usize, f: impl Fn(usize, f64) -> f64) -> f64 {
        (0..=t).filter(|&i| self.0[i] > 0.0).map(|i| f(i, self.0[i])).sum()
    }

    fn upper(&self, t: usize, f: impl Fn(usize, f64) -> f64) -> f64 {
        (t + 1..self.0.len()).filter(|&i| self.0[i] > 0.0).map(|i| f(i, self.0[i])).sum()
    }

    fn classes(&self, t: usize) -> (f64, f64) {
        (self.lower(t, |_, p| p), self.upper(t, |_, p| p))
    }

    fn means(&self, t: usize) -> (f64, f64) {
        let (below, above) = self.classes(t);
        (self.lower(t, |i, p| i as f64 * p) / below, self.upper(t, |i, p| i as f64 * p) / above)
    }

    /// Levels at which both classes have pixels.
    fn levels(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.0.len()).filter(|&t| self.classes(t).0 > 0.0 && self.classes(t).1 > 0.0)
    }

    fn renyi_entropy(&self, t: usize, order: f64) -> f64 {
        let (below, above) = self.classes(t);
        if order == 1.0 {
            let entropy = |q: f64| -q * q.ln();
            return self.lower(t, |_, p| entropy(p / below)) + self.upper(t, |_, p| entropy(p / above));
        }
        let product = self.lower(t, |_, p| (p / below).powf(order)) * self.upper(t, |_, p| (p / above).powf(order));
        product.ln() / (1.0 - order)
    }
}

/// The level is one of those with the greatest value.
fn assert_best(method: AutoThresholdMethod, histogram: &[f64], levels: &[usize], value: impl Fn(usize) -> f64) {
    let best = levels.iter().map(|&t| value(t)).fold(f64::NEG_INFINITY, f64::max);
    let level = bin(histogram, method);
    assert!(levels.contains(&(level as usize)), "{method:?}: {level} is not possible");
    let found = value(level as usize);
    assert!(found >= best - 1e-9 * (1.0 + best.abs()), "{method:?}: {found} at {level}, but there is {best}");
}

/// Means of the bins in a range and 0 if there are no pixels.
fn mean_of(histogram: &[f64], range: std::ops::Range<usize>) -> Option<f64> {
    let count: f64 = histogram[range.clone()].iter().sum();
    (count > 0.0).then(|| range.map(|i| i as f64 * histogram[i]).sum::<f64>() / count)
}

fn isodata_by_definition(h: &[f64]) -> f64 {
    let Some(first) = (1..h.len()).find(|&i| h[i] > 0.0) else { return 0.0 };
    let balanced = |&g: &usize| match (mean_of(h, 0..g), mean_of(h, g + 1..h.len())) {
        (Some(low), Some(high)) => low.midpoint(high).round() == g as f64,
        _ => false,
    };
    (first + 1..h.len()).find(balanced).unwrap_or(0) as f64
}

fn li_by_definition(h: &[f64]) -> f64 {
    let mut threshold = mean_of(h, 0..h.len()).expect("pixels");
    loop {
        let level = threshold.round() as usize;
        let low = mean_of(h, 0..level + 1).unwrap_or(0.0);
        let high = mean_of(h, level + 1..h.len()).unwrap_or(0.0);
        let old = threshold;
        threshold = ((low - high) / (low.ln() - high.ln())).round();
        if (threshold - old).abs() <= 0.5 || threshold.is_nan() {
            return level as f64;
        }
    }
}

fn triangle_by_definition(h: &[f64]) -> f64 {
    let (first, last) = (h.iter().position(|&h| h > 0.0), h.iter().rposition(|&h| h > 0.0));
    let (first, last) = (first.expect("pixels").saturating_sub(1), (last.expect("pixels") + 1).min(h.len() - 1));
    let top = h.iter().copied().fold(0.0, f64::max);
    let peak = h.iter().position(|&h| h == top).expect("pixels");
    if first == peak && last == peak {
        return first as f64;
    }
    let mirrored = peak - first < last - peak;
    let foot = if mirrored { last } else { first };
    // Height of the line above the histogram, in steps from the foot to the peak.
    let slope = top / peak.abs_diff(foot) as f64;
    let place = |step: usize| if mirrored { foot - step } else { foot + step };
    let height = |step: usize| h[foot] + slope * step as f64 - h[place(step)];
    let steps = peak.abs_diff(foot);
    let greatest = (0..=steps).map(height).fold(0.0, f64::max);
    let farthest = (0..=steps).find(|&step| height(step) >= greatest - 1e-9 * top).expect("the foot itself");
    if mirrored { place(farthest) as f64 + 1.0 } else { place(farthest) as f64 - 1.0 }
}

fn smoothed_by_definition(h: &[f64]) -> Option<(usize, Vec<f64>, Vec<usize>)> {
    let (first, last) = (h.iter().position(|&h| h > 0.0)?, h.iter().rposition(|&h| h > 0.0)?);
    let mut y = h[first..=last].to_vec();
    for _ in 0..=10_000 {
        let at = |i: i64| if i < 0 { 0.0 } else { y.get(i as usize).copied().unwrap_or(0.0) };
        let peaks: Vec<usize> = (1..y.len().max(2) - 1).filter(|&k| y[k - 1] < y[k] && y[k] > y[k + 1]).collect();
        if peaks.len() == 2 {
            return Some((first, y, peaks));
        }
        y = (0..y.len() as i64).map(|i| (at(i - 1) + at(i) + at(i + 1)) / 3.0).collect();
    }
    None
}

fn histograms() -> impl Strategy<Value = Vec<f64>> {
    let count = prop_oneof![2 => Just(0u32), 3 => 0u32..10, 3 => 0u32..1000];
    prop::collection::vec(count, 1..50).prop_map(|mut counts| {
        let sum: u32 = counts.iter().sum();
        counts[0] += u32::from(sum == 0);
        counts.into_iter().map(f64::from).collect()
    })
}

proptest! {
    #[test]
    fn the_image_is_thresholded_at_the_value(values in prop::collection::vec(-20.0..150.0, 1..40)) {
        agree::<u8>(&values);
        agree::<u16>(&values);
        agree::<u32>(&values);
        agree::<u64>(&values);
        agree::<i8>(&values);
        agree::<i16>(&values);
        agree::<i32>(&values);
        agree::<i64>(&values);
        agree::<f32>(&values);
    }

    #[test]
    fn maximisers_are_maximal(h in histograms()) {
        use AutoThresholdMethod::*;
        let naive = Naive::of(&h);
        let variance = |t: usize| {
            let (below, above) = naive.classes(t);
            let (low, high) = naive.means(t);
            if below * above > 0.0 { below * above * (high - low).powi(2) } else { 0.0 }
        };
        let inner: Vec<usize> = (1..h.len().saturating_sub(1)).collect();
        if !inner.is_empty() {
            assert_best(Otsu, &h, &inner, variance);
        }
        let levels: Vec<usize> = naive.levels().collect();
        prop_assume!(!levels.is_empty());
        assert_best(MaxEntropy, &h, &levels, |t| naive.renyi_entropy(t, 1.0));
        assert_best(Shanbhag, &h, &levels, |t| {
            let (below, above) = naive.classes(t);
            let low = naive.lower(t, |i, p| if i > 0 { p * (1.0 - naive.classes(i - 1).0 / (2.0 * below)).ln() } else { 0.0 });
            let high = naive.upper(t, |i, p| p * (1.0 - naive.classes(i).1 / (2.0 * above)).ln());
            -(high / above / 2.0 - low / below / 2.0).abs()
        });
        assert_best(Yen, &h, &(0..h.len()).collect::<Vec<_>>(), |t| {
            let (below, above) = naive.classes(t);
            let squares = naive.lower(t, |_, p| p * p) * naive.upper(t, |_, p| p * p);
            if squares > 0.0 { 2.0 * (below * above).ln() - squares.ln() } else { 0.0 }
        });
    }

    #[test]
    fn renyi_is_the_weighted_mean_of_three_maximisers(h in histograms()) {
        let naive = Naive::of(&h);
        let best = |order| {
            let values: Vec<(usize, f64)> = naive.levels().map(|t| (t, naive.renyi_entropy(t, order))).collect();
            let greatest = values.iter().map(|v| v.1).fold(0.0, f64::max);
            let near: Vec<_> = values.iter().filter(|v| v.1 > greatest - 1e-9).collect();
            // Levels in a gap of the histogram are equal; other ties depend on rounding.
            let unique = near.iter().all(|v| naive.lower(v.0, |_, p| p) == naive.lower(near[0].0, |_, p| p));
            (near.first().map_or(0, |v| v.0), unique && greatest > 1e-9)
        };
        let [a, b, c] = [best(0.5), best(1.0), best(2.0)];
        prop_assume!(a.1 && b.1 && c.1);
        let mut t = [a.0, b.0, c.0];
        t.sort_unstable();
        let weights = match (t[1] - t[0] > 5, t[2] - t[1] > 5) {
            (false, true) => [0.0, 1.0, 3.0],
            (true, false) => [3.0, 1.0, 0.0],
            _ => [1.0, 2.0, 1.0],
        };
        let (p1, p3) = (naive.classes(t[0]).0, naive.classes(t[2]).0);
        let shares = [p1 + (p3 - p1) * weights[0] / 4.0, (p3 - p1) * weights[1] / 4.0, 1.0 - p3 + (p3 - p1) * weights[2] / 4.0];
        let expected: f64 = t.iter().zip(shares).map(|(&t, share)| t as f64 * share).sum();
        prop_assert!((bin(&h, AutoThresholdMethod::Renyi) - expected).abs() < 1e-9);
    }

    #[test]
    fn huang_is_least_fuzzy(h in histograms()) {
        let used: Vec<usize> = (0..h.len()).filter(|&i| h[i] > 0.0).collect();
        let range = (used[used.len() - 1] - used[0]) as f64;
        if range == 0.0 {
            prop_assert_eq!(bin(&h, AutoThresholdMethod::Huang), -1.0);
            return Ok(());
        }
        let naive = Naive::of(&h);
        assert_best(AutoThresholdMethod::Huang, &h, &(0..h.len()).collect::<Vec<_>>(), |t| {
            let (low, high) = naive.means(t);
            let fuzziness = |i: usize| {
                let u = 1.0 / (1.0 + (i as f64 - if i <= t { low } else { high }).abs() / range);
                if (1e-6..=0.999_999).contains(&u) { -u * u.ln() - (1.0 - u) * (1.0 - u).ln() } else { 0.0 }
            };
            -used.iter().map(|&i| h[i] * fuzziness(i)).sum::<f64>()
        });
    }

    #[test]
    fn the_other_methods_agree_with_their_definitions(h in histograms(), fraction in 0.0..1.0) {
        use AutoThresholdMethod::*;
        let total: f64 = h.iter().sum();
        let below = |t: usize| h[..=t].iter().sum::<f64>();
        prop_assert_eq!(bin(&h, IsoData), isodata_by_definition(&h));
        prop_assert_eq!(bin(&h, Li), li_by_definition(&h));
        prop_assert_eq!(bin(&h, Triangle), triangle_by_definition(&h));
        let median = (0..h.len()).find(|&t| 2.0 * below(t) >= total).expect("the last bin");
        prop_assert_eq!(bin(&h, Median), median as f64);
        let percentile = attribute::percentile(Levels::new(&h), fraction).expect("a fraction") as usize;
        let closest = (0..h.len()).map(|t| (below(t) / total - fraction).abs()).fold(1.0, f64::min);
        prop_assert_eq!((below(percentile) / total - fraction).abs(), closest);
    }

    #[test]
    fn the_image_of_two_values_has_the_same_moments(h in histograms()) {
        let total: f64 = h.iter().sum();
        let moment = |k: i32| h.iter().enumerate().map(|(i, h)| (i as f64).powi(k) * h / total).sum::<f64>();
        let (mean, variance) = (moment(1), moment(2) - moment(1).powi(2));
        prop_assume!(variance > 1e-3);
        // With central moments: z± = mean + s ± sqrt(s² + variance), s = skewness / 2 variance; p0 = fraction at z-.
        let third = moment(3) - 3.0 * mean * moment(2) + 2.0 * mean.powi(3);
        let s = third / variance / 2.0;
        let root = (s * s + variance).sqrt();
        let fraction = (s + root) / (2.0 * root);
        let level = bin(&h, AutoThresholdMethod::Moments) as usize;
        let below = |t: usize| h[..=t].iter().sum::<f64>() / total;
        prop_assert!(below(level) > fraction - 1e-6);
        prop_assert!(level == 0 || below(level - 1) <= fraction + 1e-6);
    }

    #[test]
    fn min_error_ends_inside_the_histogram(h in histograms()) {
        let level = bin(&h, AutoThresholdMethod::MinError);
        prop_assert!((0.0..h.len() as f64).contains(&level));
    }

    #[test]
    fn peaks_and_valleys_are_those_of_the_smoothed_histogram(h in histograms()) {
        let Rule::Histogram(intermodes) = AutoThresholdMethod::Intermodes.rule() else { panic!("a histogram method") };
        let Rule::Histogram(minimum) = AutoThresholdMethod::Minimum.rule() else { panic!("a histogram method") };
        let Some((first, y, peaks)) = smoothed_by_definition(&h) else {
            prop_assert!(intermodes(Levels::new(&h), f64::NAN).is_err() && minimum(Levels::new(&h), f64::NAN).is_err());
            return Ok(());
        };
        let middle = (peaks[0] + peaks[1]) as f64 / 2.0 + first as f64;
        prop_assert_eq!(intermodes(Levels::new(&h), f64::NAN).expect("two peaks"), middle);
        let valley = (1..y.len() - 1).find(|&i| y[i - 1] > y[i] && y[i + 1] >= y[i]).expect("between the peaks");
        prop_assert_eq!(minimum(Levels::new(&h), f64::NAN).expect("two peaks"), (valley + first) as f64);
    }
}
