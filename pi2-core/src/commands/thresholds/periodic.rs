use super::fixed::truth;
use crate::image::{Image, RealPixel};
use crate::par::map_pixels;
use crate::{Context, Error, Result, pi2_command};

/// Quotients up to which a fused multiplication finds the exact remainder.
const MAX_QUOTIENT: f64 = 4_503_599_627_370_496.0;

/// Marks the pixels within a range of values that repeat, such as angles.
///
/// Values that differ by a multiple of `period end` − `period start` are the same. A pixel becomes 1 if
/// min < pixel <= max around the circle, else 0. If `max` − `min` is the period or more, all pixels become 1; if
/// `max` is not above `min`, all become 0. All is compared in float64. NaN and infinite pixels are in no range.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if the limits of the period are not finite, or its end is not above its start, or if `min` or `max`
/// is not finite.
///
/// # References
/// pi2, `thresholdperiodic`.
///
/// # Example
/// ```pi2
/// newimage(angle, float32, 2, 1)
/// set(angle, [0, 0, 0], -3.1)
/// thresholdperiodic(angle, -3.14159, 3.14159, 3, 4)
/// sum(angle, total)   # 1
/// ```
#[pi2_command(category = "Thresholds", see_also = [thresholdrange, threshold], pointwise)]
pub fn thresholdperiodic<T: RealPixel>(
    ctx: &Context,
    /// Image to threshold.
    image: &mut Image<T>,
    /// Start of the period.
    period_start: f64,
    /// End of the period; means the same as its start.
    period_end: f64,
    /// The largest value below the range.
    min: f64,
    /// The largest value of the range.
    max: f64,
) -> Result<()> {
    for (name, value) in [("period start", period_start), ("period end", period_end), ("min", min), ("max", max)] {
        if !value.is_finite() {
            return Err(Error::argument(name, "finite", value));
        }
    }
    let period = period_end - period_start;
    if !(period > 0.0 && period.is_finite()) {
        let expected = format!("greater than `period start`, which is {period_start}");
        return Err(Error::argument("period end", expected, period_end));
    }
    if min >= max {
        return map_pixels(ctx, image, |_| T::ZERO);
    }
    if max - min >= period {
        return map_pixels(ctx, image, |p| truth(p.to_f64().is_finite()));
    }
    let wrap = |value: f64| period_start + modulo(value - period_start, period);
    let (start, end) = (wrap(min), wrap(max));
    if start < end {
        map_pixels(ctx, image, |p| {
            let place = wrap(p.to_f64());
            truth(start < place && place <= end)
        })
    } else {
        map_pixels(ctx, image, |p| {
            let place = wrap(p.to_f64());
            truth(place <= end || start < place)
        })
    }
}

/// The rest of a division, between 0 and the divisor; NaN of infinite numbers.
#[inline]
fn modulo(number: f64, divisor: f64) -> f64 {
    let quotient = (number / divisor).floor();
    if quotient.abs() < MAX_QUOTIENT {
        let rest = (-quotient).mul_add(divisor, number);
        // The quotient may have been rounded across an integer.
        if rest < 0.0 {
            (1.0 - quotient).mul_add(divisor, number)
        } else if rest >= divisor {
            (-1.0 - quotient).mul_add(divisor, number)
        } else {
            rest
        }
    } else {
        number.rem_euclid(divisor)
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use proptest::prelude::*;

    use super::*;
    use crate::testing::for_each_real_type;

    fn within<T: RealPixel>(pixels: &[T], period: [f64; 2], range: [f64; 2]) -> Result<Vec<T>> {
        let mut image = Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row");
        thresholdperiodic(&Context::with_threads(2), &mut image, period[0], period[1], range[0], range[1])?;
        Ok(image.pixels().to_vec())
    }

    #[test]
    fn ranges_reach_across_the_end_of_the_period() {
        let angles = [-3.2f32, -3.0, -1.0, 0.0, 1.0, 3.0, 3.2, 4.0];
        let marked = within(&angles, [-PI, PI], [3.0, 4.0]).expect("valid");
        assert_eq!(marked, [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0]);
        assert_eq!(
            within(&[0u8, 1, 2, 9, 10, 11, 12], [0.0, 10.0], [9.0, 11.0]).expect("valid"),
            [1, 1, 0, 0, 1, 1, 0]
        );
    }

    #[test]
    fn whole_periods_and_empty_ranges_are_all_or_nothing() {
        assert_eq!(within(&[0.0f32, 7.0, f32::NAN], [0.0, 1.0], [5.0, 6.5]).expect("valid"), [1.0, 1.0, 0.0]);
        assert_eq!(within(&[0.0f32, 7.0], [0.0, 1.0], [0.5, 0.5]).expect("valid"), [0.0, 0.0]);
        assert_eq!(within(&[0.0f32, 7.0], [0.0, 1.0], [2.0, 1.0]).expect("valid"), [0.0, 0.0]);
    }

    #[test]
    fn nan_and_infinity_are_in_no_range() {
        let pixels = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30];
        let marked = within(&pixels, [0.0, 1.0], [0.9, 1.1]).expect("valid");
        assert_eq!(marked, [0.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn bad_periods_and_ranges_are_refused() {
        let text = |period, range| within(&[1u8], period, range).expect_err("invalid").to_string();
        let error = text([2.0, 2.0], [0.0, 1.0]);
        assert_eq!(error, "argument `period end` must be greater than `period start`, which is 2, but it is 2");
        assert_eq!(text([0.0, f64::INFINITY], [0.0, 1.0]), "argument `period end` must be finite, but it is inf");
        assert_eq!(text([0.0, 1.0], [f64::NAN, 1.0]), "argument `min` must be finite, but it is NaN");
        assert!(text([-1e308, 1e308], [0.0, 1.0]).contains("`period end`"));
    }

    fn agrees<T: RealPixel>(numbers: &[f64], period: [f64; 2], range: [f64; 2]) -> Result<(), TestCaseError> {
        let pixels: Vec<T> = numbers.iter().map(|&v| T::from_f64_saturating(v)).collect();
        let length = period[1] - period[0];
        let wrap = |v: f64| period[0] + (v - period[0]).rem_euclid(length);
        let is_in = |p: f64| {
            let (a, b, p) = (wrap(range[0]), wrap(range[1]), wrap(p));
            if range[1] - range[0] >= length {
                true
            } else if range[0] >= range[1] {
                false
            } else if a < b {
                a < p && p <= b
            } else {
                p <= b || a < p
            }
        };
        let expected: Vec<T> = pixels.iter().map(|p| truth(is_in(p.to_f64()))).collect();
        prop_assert_eq!(within(&pixels, period, range).expect("valid"), expected);
        Ok(())
    }

    proptest! {
        #[test]
        fn all_types_agree_with_the_definition(
            numbers in prop::collection::vec(prop_oneof![-10.0..10.0, -1e6..1e6, (-9i32..9).prop_map(f64::from)], 1..50),
            start in (-20i32..20).prop_map(|i| f64::from(i) / 4.0),
            length in (1i32..40).prop_map(|i| f64::from(i) / 4.0),
            (min, max) in (-30.0..30.0, -30.0..30.0),
        ) {
            for_each_real_type!(agrees, &numbers, [start, start + length], [min, max]);
        }
    }
}
