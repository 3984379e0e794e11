//! Local thresholds from sums and ranges.

use super::fold::BoxFolds;
use super::{Surroundings, mark};
use crate::image::{Image, RealPixel, WorkFloat};
use crate::moments::Moments;
use crate::par::for_each_window;
use crate::{Context, Result};

/// Rounding errors of sums of squares, relative to these and per value that is added in a row.
const ROUNDING: f64 = 2.0 * f64::EPSILON;

/// How many times farther from zero than wide the range of an image is that is centred.
const NARROW: f64 = 16.0;

/// Thresholds by a rule that needs the mean of the neighbourhood only. Sums of equal pixels are exact, so that these are
/// not above their mean.
pub fn by_mean<T: RealPixel>(
    ctx: &Context,
    input: &Image<T>,
    output: &mut Image<T>,
    surroundings: Surroundings,
    rule: impl Fn(&[Moments], &mut [f64]) + Sync,
) -> Result<()> {
    let count = surroundings.count();
    let moments = move |sum: f64| Moments { count, mean: sum / count as f64, ..Moments::EMPTY };
    threshold(ctx, input, output, surroundings, T::to_f64, |a, b| a + b, moments, rule)
}

/// Thresholds by a rule that needs mean and deviation of the neighbourhood.
pub fn by_deviation<T: RealPixel>(
    ctx: &Context,
    input: &Image<T>,
    output: &mut Image<T>,
    surroundings: Surroundings,
    whole: &Moments,
    rule: impl Fn(&[Moments], &mut [f64]) + Sync,
) -> Result<()> {
    let (centre, count) = (centre::<T>(whole), surroundings.count());
    let terms: usize = surroundings.reach.iter().map(|r| 4 * r + 2).sum();
    let noise = if has_exact_sums::<T>() { 0.0 } else { ROUNDING * terms as f64 };
    let load = move |p: T| {
        let value = p.to_f64() - centre;
        [value, value * value]
    };
    let moments = move |[sum, squares]: [f64; 2]| {
        let mean = sum / count as f64;
        let squared_deviation = squares - sum * mean;
        let is_noise = squared_deviation <= noise * squares;
        Moments {
            count,
            mean: centre + mean,
            squared_deviation: if is_noise { 0.0 } else { squared_deviation },
            ..Moments::EMPTY
        }
    };
    threshold(ctx, input, output, surroundings, load, |a, b| [a[0] + b[0], a[1] + b[1]], moments, rule)
}

/// Thresholds by a rule that needs the range of the neighbourhood.
pub fn by_range<T: RealPixel>(
    ctx: &Context,
    input: &Image<T>,
    output: &mut Image<T>,
    surroundings: Surroundings,
    rule: impl Fn(&[Moments], &mut [f64]) + Sync,
) -> Result<()> {
    let load = |p: T| [p.to_work(), p.to_work()];
    let fold = |a: [T::Work; 2], b: [T::Work; 2]| [pick(a[0], b[0], b[0] < a[0]), pick(a[1], b[1], b[1] > a[1])];
    let count = surroundings.count();
    let moments = move |[low, high]: [T::Work; 2]| Moments {
        count,
        minimum: low.to_f64(),
        maximum: high.to_f64(),
        ..Moments::EMPTY
    };
    threshold(ctx, input, output, surroundings, load, fold, moments, rule)
}

/// The second value if it is better or the first is NaN.
#[inline]
fn pick<W: WorkFloat>(a: W, b: W, is_better: bool) -> W {
    if is_better | a.is_nan() { b } else { a }
}

/// What is subtracted from pixels before they are squared, so that sums of squares do not lose what distinguishes them. It
/// is 0 unless the pixels lie so close around it that all differences are exact.
fn centre<T: RealPixel>(whole: &Moments) -> f64 {
    let middle = T::from_f64_saturating(whole.minimum.midpoint(whole.maximum)).to_f64();
    let is_far = middle.abs() > NARROW * (whole.maximum - whole.minimum);
    if !has_exact_sums::<T>() && is_far && middle.is_finite() { middle } else { 0.0 }
}

/// True if float64 holds all sums of squares that matter.
fn has_exact_sums<T: RealPixel>() -> bool {
    T::TYPE.is_integer() && T::TYPE.size() <= 2
}

/// Folds the loaded pixels of each neighbourhood, makes moments of them, and thresholds the pixels as the rule says.
fn threshold<T: RealPixel, K: Copy + Default + Send>(
    ctx: &Context,
    input: &Image<T>,
    output: &mut Image<T>,
    Surroundings { reach, boundary }: Surroundings,
    load: impl Fn(T) -> K + Sync,
    fold: impl Fn(K, K) -> K + Sync,
    moments: impl Fn(K) -> Moments + Sync,
    rule: impl Fn(&[Moments], &mut [f64]) + Sync,
) -> Result<()> {
    let width = input.width();
    for_each_window(ctx, input, output, reach, 0, boundary, load, |window, block| {
        let [rows, planes] = block.size();
        let mut boxes = BoxFolds::new(window, [rows, planes], reach, &fold);
        let (mut folds, mut sets, mut thresholds) =
            (vec![K::default(); width], vec![Moments::EMPTY; width], vec![0.0; width]);
        for at in (0..planes).flat_map(|z| (0..rows).map(move |y| [y, z])) {
            ctx.check_cancelled()?;
            boxes.row(at, &mut folds, &fold);
            for (set, fold) in sets.iter_mut().zip(&folds) {
                *set = moments(*fold);
            }
            rule(&sets, &mut thresholds);
            mark(input, block, at, &thresholds);
        }
        Ok(())
    })
}
