//! Count, mean, variance and range of pixels in one pass.

#![expect(clippy::inline_always, reason = "the loops over pixels are compiled for several sets of vector instructions")]

use multiversion::multiversion;

use crate::histogram::value_counts;
use crate::image::{Image, RealPixel};
use crate::par::{fold_lanes, fold_pixels};
use crate::{Context, Result};

/// Pixels whose mean is subtracted before they are squared; they fit into the fastest memory.
const GROUP: usize = 1024;

/// Count, mean, spread and range of numbers.
///
/// Means and variances are stable: each group of pixels is centred on its own mean, and groups are merged by the
/// formulas of Chan, Golub and LeVeque (1983).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Moments {
    /// Number of pixels.
    pub count: u64,
    /// Mean of the pixels; NaN of no pixels.
    pub mean: f64,
    /// Sum of the squared differences from the mean.
    pub squared_deviation: f64,
    /// Smallest pixel that is not NaN; infinity if there is none.
    pub minimum: f64,
    /// Largest pixel that is not NaN; minus infinity if there is none.
    pub maximum: f64,
}

impl Moments {
    /// Those of no pixels.
    pub const EMPTY: Self =
        Self { count: 0, mean: f64::NAN, squared_deviation: 0.0, minimum: f64::INFINITY, maximum: f64::NEG_INFINITY };

    /// Those of all pixels of an image, whatever the number of threads.
    pub fn of_image<T: RealPixel>(ctx: &Context, image: &Image<T>) -> Result<Self> {
        match value_counts(ctx, image)? {
            Some(values) => Ok(Self::of_counts(&values)),
            None => fold_pixels(ctx, image, moments_of, Self::merged),
        }
    }

    /// Those of values that occur so often.
    fn of_counts<T: RealPixel>(values: &[(T, u64)]) -> Self {
        let count: u64 = values.iter().map(|(_, count)| count).sum();
        let sum: f64 = values.iter().map(|(value, count)| value.to_f64() * *count as f64).sum();
        let mean = sum / count as f64;
        let squares = values.iter().map(|(value, count)| (value.to_f64() - mean).powi(2) * *count as f64);
        Self {
            count,
            mean,
            squared_deviation: squares.sum(),
            minimum: values.iter().map(|(value, _)| value.to_f64()).fold(f64::INFINITY, f64::min),
            maximum: values.iter().map(|(value, _)| value.to_f64()).fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// Those of a slice of pixels.
    #[inline(always)]
    pub fn of<T: RealPixel>(pixels: &[T]) -> Self {
        // A loop: a closure with vector instructions cannot be inlined into the library's `fold`.
        let mut all = Self::EMPTY;
        for group in pixels.chunks(GROUP) {
            all = all.merged(Self::of_group(group));
        }
        all
    }

    #[inline(always)]
    fn of_group<T: RealPixel>(pixels: &[T]) -> Self {
        let count = pixels.len() as f64;
        let rough = fold_lanes(pixels, 0.0, |sum, p| sum + p.to_f64(), |a, b| a + b) / count;
        // The second pass takes the rounding error out of the mean.
        let mean = rough + fold_lanes(pixels, 0.0, |sum, p| sum + (p.to_f64() - rough), |a, b| a + b) / count;
        let square = |p: T| (p.to_f64() - mean) * (p.to_f64() - mean);
        // Comparisons with NaN are false, so it is ignored.
        let lower = |least: f64, value: f64| if value < least { value } else { least };
        let higher = |most: f64, value: f64| if value > most { value } else { most };
        Self {
            count: pixels.len() as u64,
            mean,
            squared_deviation: fold_lanes(pixels, 0.0, |sum, p| sum + square(p), |a, b| a + b),
            minimum: fold_lanes(pixels, f64::INFINITY, |least, p| lower(least, p.to_f64()), lower),
            maximum: fold_lanes(pixels, f64::NEG_INFINITY, |most, p| higher(most, p.to_f64()), higher),
        }
    }

    /// Those of the numbers of both.
    #[must_use]
    #[inline(always)]
    pub fn merged(self, other: Self) -> Self {
        if self.count == 0 {
            return other;
        }
        if other.count == 0 {
            return self;
        }
        let difference = other.mean - self.mean;
        let share = other.count as f64 / (self.count + other.count) as f64;
        let spread = difference * difference * (self.count as f64 * share);
        Self {
            count: self.count + other.count,
            mean: self.mean + difference * share,
            squared_deviation: self.squared_deviation + other.squared_deviation + spread,
            minimum: self.minimum.min(other.minimum),
            maximum: self.maximum.max(other.maximum),
        }
    }

    /// The sample standard deviation, with count − 1 in the denominator; NaN of one pixel.
    #[inline(always)]
    pub fn standard_deviation(&self) -> f64 {
        (self.squared_deviation / (self.count as f64 - 1.0)).sqrt()
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn moments_of<T: RealPixel>(pixels: &[T]) -> Moments {
    Moments::of(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_spread_around_a_large_mean_is_kept() {
        let pixels: Vec<f32> = (0..100_000).map(|i| 16_000_000.0 + (i % 2) as f32).collect();
        let moments = Moments::of(&pixels);
        assert_eq!(moments.mean, 16_000_000.5);
        assert_eq!(Moments::of(&vec![1e8f32; 50_000]).standard_deviation(), 0.0);
        assert!((moments.standard_deviation() - 0.5 * (100_000.0f64 / 99_999.0).sqrt()).abs() < 1e-12);
        assert_eq!((moments.minimum, moments.maximum), (16_000_000.0, 16_000_001.0));
    }

    #[test]
    fn moments_agree_with_their_definition() {
        for len in [1usize, 2, 7, 8, 9, 1023, 1024, 1025, 5000] {
            let pixels: Vec<i16> = (0..len).map(|i| (i * i * 31 % 60_001) as i32 as i16).collect();
            let moments = Moments::of(&pixels);
            let sum: i64 = pixels.iter().map(|&p| i64::from(p)).sum();
            let mean = sum as f64 / len as f64;
            let squares: f64 = pixels.iter().map(|&p| (f64::from(p) - mean).powi(2)).sum();
            assert_eq!(moments.count, len as u64);
            assert!((moments.mean - mean).abs() <= 1e-12 * mean.abs(), "{len}");
            assert!((moments.squared_deviation - squares).abs() <= 1e-12 * squares, "{len}");
            assert_eq!(moments.minimum, f64::from(*pixels.iter().min().expect("not empty")));
            assert_eq!(moments.maximum, f64::from(*pixels.iter().max().expect("not empty")));
        }
    }

    #[test]
    fn the_range_ignores_nan_and_one_pixel_has_no_deviation() {
        let moments = Moments::of(&[f32::NAN, 3.0, -2.0]);
        assert_eq!((moments.minimum, moments.maximum), (-2.0, 3.0));
        assert!(moments.mean.is_nan());
        assert!(Moments::of(&[5u8]).standard_deviation().is_nan());
    }

    #[test]
    fn images_give_the_same_for_any_number_of_threads() {
        let image = Image::from_fn([300, 200, 30], |x, y, z| (x * y) as f32 * 0.37 - z as f32).expect("small");
        let moments = |threads| Moments::of_image(&Context::with_threads(threads), &image).expect("no error");
        assert_eq!(moments(1), moments(3));
        assert_eq!(moments(1).count, 300 * 200 * 30);
    }

    #[test]
    fn moments_from_counted_values_are_those_of_the_pixels() {
        let image =
            Image::from_fn([100, 100, 10], |x, y, z| ((x * y + z * z * 300) as i32 - 500) as i16).expect("small");
        let (fast, plain) =
            (Moments::of_image(&Context::with_threads(2), &image).expect("no error"), Moments::of(image.pixels()));
        assert!((fast.squared_deviation - plain.squared_deviation).abs() < 1e-12 * plain.squared_deviation);
        assert!((fast.mean - plain.mean).abs() < 1e-12 * plain.mean.abs());
        assert_eq!(Moments { mean: plain.mean, squared_deviation: plain.squared_deviation, ..fast }, plain);
    }
}
