//! The bins of a histogram.

use crate::image::RealPixel;
use crate::{Error, Result};

/// Most bins that a histogram may have: their numbers are stored in 32 bits.
const MAX_COUNT: i64 = i32::MAX as i64;

/// Equally wide bins that cover a range of pixel values.
///
/// Bin n holds the values v with edge(n) <= v < edge(n + 1), where edge(n) = minimum + n * (maximum - minimum) / count in
/// float64; for float32 pixels the edges are rounded to float32, so that the pixel value 0.7 lies in the bin that
/// starts at 0.7. Values below the range are put in the first bin, values above it in the last, NaN in the first.
///
/// Of bins that are narrower than the spacing of float32, so that their edges coincide, only some are used.
#[derive(Clone, Debug)]
pub struct Bins {
    minimum: f64,
    width: f64,
    maximum: f64,
    /// Bins per unit.
    scale: f64,
    /// Greatest distance from the middle of a bin, in bins, at which an estimated bin is certain.
    certain: f64,
    /// Edges 0 to count. The outermost two are NaN, which no value is below or above.
    edges: Vec<f64>,
}

impl Bins {
    /// `count` bins from `minimum` to `maximum`, for pixels of type `T`. `names` are the names of the three arguments for
    /// the user.
    ///
    /// # Errors
    /// `Argument` if the range is empty or not finite, or if there is no bin or more than 2³¹ − 1.
    pub fn new<T: RealPixel>(minimum: f64, maximum: f64, count: i64, names: [&str; 3]) -> Result<Self> {
        if !minimum.is_finite() {
            return Err(Error::argument(names[0], "finite", minimum));
        }
        if !(maximum > minimum && ((maximum - minimum) * MAX_COUNT as f64).is_finite()) {
            let expected = format!("finite and greater than `{}`, which is {minimum}", names[0]);
            return Err(Error::argument(names[1], expected, maximum));
        }
        if !(1..=MAX_COUNT).contains(&count) {
            return Err(Error::argument(names[2], format!("at least 1 and at most {MAX_COUNT}"), count));
        }
        let mut edges = Vec::new();
        if edges.try_reserve_exact(count as usize + 1).is_err() {
            return Err(Error::limit(format!("there is not enough memory for {count} bins")));
        }
        let scale = count as f64 / (maximum - minimum);
        let rounding = if T::TYPE.is_integer() { f64::EPSILON } else { f64::from(f32::EPSILON) };
        let error = f64::EPSILON * count as f64 + rounding * minimum.abs().max(maximum.abs()) * scale;
        let mut bins = Self { minimum, width: maximum - minimum, maximum, scale, certain: 0.5 - 4.0 * error, edges };
        for n in 0..=count {
            let edge = bins.position(n as f64, count as usize);
            bins.edges.push(if T::TYPE.is_integer() { edge } else { f64::from(edge as f32) });
        }
        bins.edges[0] = f64::NAN;
        bins.edges[count as usize] = f64::NAN;
        Ok(bins)
    }

    /// Number of bins.
    pub fn count(&self) -> usize {
        self.edges.len() - 1
    }

    /// The value at a place counted in bins: that of n is the start of bin n.
    pub fn value_at(&self, bin: f64) -> f64 {
        self.position(bin, self.count())
    }

    // The product comes first: for integer ranges it is exact, so that only the quotient is rounded.
    fn position(&self, bin: f64, count: usize) -> f64 {
        if bin == count as f64 { self.maximum } else { self.minimum + bin * self.width / count as f64 }
    }

    /// The bin of a value.
    #[inline(always)]
    pub fn of(&self, value: f64) -> usize {
        self.correct(value, self.estimate(value).0) as usize
    }

    /// The bin of a value or one of its neighbours, and whether this is certain; no branches, no table.
    #[inline(always)]
    pub(super) fn estimate(&self, value: f64) -> (u32, bool) {
        let place = (value - self.minimum) * self.scale;
        // The middles of the outermost bins stand for all that lies beyond. Written so that NaN goes to the first bin.
        let place = if place > 0.5 { place } else { 0.5 };
        let last = self.count() as f64 - 0.5;
        let place = if place < last { place } else { last };
        let bin = place as i32;
        (bin as u32, (place - 0.5 - f64::from(bin)).abs() <= self.certain)
    }

    /// Moves an estimate to the bin whose edges enclose the value.
    #[inline(always)]
    pub(super) fn correct(&self, value: f64, estimate: u32) -> u32 {
        let bin = estimate as usize;
        let below = value < self.edges[bin];
        let above = value >= self.edges[bin + 1];
        estimate + u32::from(above) - u32::from(below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["minimum", "maximum", "count"];

    fn bins<T: RealPixel>(minimum: f64, maximum: f64, count: i64) -> Bins {
        Bins::new::<T>(minimum, maximum, count, NAMES).expect("valid")
    }

    #[test]
    fn each_integer_has_its_own_bin_when_bins_are_about_one_wide() {
        for maximum in [255.0, 256.0] {
            let bins = bins::<u8>(0.0, maximum, 256);
            assert!((0..256).all(|v| bins.of(v as f64) == v), "{maximum}");
        }
        for count in 1..500 {
            let bins = bins::<u16>(0.0, count as f64, count);
            assert!((0..count).all(|v| bins.of(v as f64) == v as usize), "{count}");
        }
    }

    #[test]
    fn integers_are_divided_without_error() {
        for (range, count) in [(7, 3), (255, 256), (1000, 7), (65535, 500), (3, 1000), (4_294_967_295, 777)] {
            let bins = bins::<u32>(0.0, range as f64, count);
            for v in (0..range).step_by(range as usize / 1000 + 1) {
                assert_eq!(bins.of(v as f64), (v * count / range) as usize, "{v} of {range} in {count}");
            }
        }
    }

    #[test]
    fn float_values_lie_in_the_bin_that_starts_at_them() {
        let bins = bins::<f32>(0.0, 1.0, 10);
        let places = [0.0f32, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(|v| bins.of(f64::from(v)));
        assert_eq!(places, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    #[test]
    fn values_outside_the_range_lie_in_the_outermost_bins() {
        let bins = bins::<f32>(0.0, 1.0, 10);
        let places = [-1.0, -1e30, f64::NEG_INFINITY, 1.0, 1e30, f64::INFINITY, f64::NAN].map(|v| bins.of(v));
        assert_eq!(places, [0, 0, 0, 9, 9, 9, 0]);
    }

    #[test]
    fn a_full_float_range_works() {
        let bins = bins::<f32>(f64::from(f32::MIN), f64::from(f32::MAX), 3);
        assert_eq!([-3e38, 0.0, 3e38, f64::INFINITY].map(|v| bins.of(v)), [0, 1, 2, 2]);
    }

    #[test]
    fn empty_and_infinite_ranges_are_refused() {
        let message =
            |minimum, maximum, count| Bins::new::<u8>(minimum, maximum, count, NAMES).expect_err("invalid").to_string();
        let expected = "argument `maximum` must be finite and greater than `minimum`, which is 5, but it is 5";
        assert_eq!(message(5.0, 5.0, 10), expected);
        assert!(message(0.0, f64::INFINITY, 10).contains("`maximum`"));
        assert!(message(0.0, f64::NAN, 10).contains("`maximum`"));
        assert!(message(-1e308, 1e308, 10).contains("`maximum`"));
        assert_eq!(message(f64::NEG_INFINITY, 0.0, 10), "argument `minimum` must be finite, but it is -inf");
        let expected = "argument `count` must be at least 1 and at most 2147483647, but it is 0";
        assert_eq!(message(0.0, 1.0, 0), expected);
    }
}
