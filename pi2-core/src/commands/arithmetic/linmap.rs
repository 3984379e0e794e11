//! Linear mapping of grey values.

use crate::image::{Image, RealPixel, WorkFloat};
use crate::par::map_pixels;
use crate::{Context, Error, Result, pi2_command};

/// Maps grey values linearly from one range to another.
///
/// `input min` becomes `output min` and `input max` becomes `output max`; values outside the input range become the
/// nearer end of the output range. Either range may run downwards. The result is rounded half away from zero and
/// saturated to the pixel type. The work is done in float32 for 8- and 16-bit integers and for float32, in float64 for
/// wider integers. NaN stays NaN.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if a limit is not finite or the input range is empty.
///
/// # References
/// pi2, `linmap`, which clamps to limits cut to the pixel type: 8-bit values mapped from [0.5, 20.5] to [0, 255] end at
/// 249 there and at 255 here.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 15)
/// linmap(img, 10, 20, 0, 255)
/// maxval(img, top)   # 128
/// ```
#[pi2_command(category = "Arithmetic", see_also = [add, multiply, threshold], pointwise)]
pub fn linmap<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Grey value that becomes `output min`.
    input_min: f64,
    /// Grey value that becomes `output max`.
    input_max: f64,
    /// Grey value for `input min` and what is beyond it.
    output_min: f64,
    /// Grey value for `input max` and what is beyond it.
    output_max: f64,
) -> Result<()> {
    let limits =
        [("input min", input_min), ("input max", input_max), ("output min", output_min), ("output max", output_max)];
    if let Some((name, value)) = limits.into_iter().find(|(_, value)| !value.is_finite()) {
        return Err(Error::argument(name, "finite", value));
    }
    let [from, to, start, end] = limits.map(|(_, value)| <T::Work as WorkFloat>::from_f64(value));
    if from == to {
        return Err(Error::argument("input max", format!("different from `input min` ({input_min})"), input_max));
    }
    let (low, high) = if from < to { (from, to) } else { (to, from) };
    let (length, range) = (to - from, (end - start).to_f64());
    map_pixels(ctx, image, |pixel| {
        let value = pixel.to_work();
        let value = if value < low { low } else { value };
        let value = if value > high { high } else { value };
        // The product of two float32 is exact in float64: this is one fused multiplication and addition.
        let fraction = ((value - from) / length).to_f64();
        T::from_work(<T::Work as WorkFloat>::from_f64(fraction * range + start.to_f64()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped<T: RealPixel>(pixels: &[T], [a, b, c, d]: [f64; 4]) -> Result<Vec<T>> {
        let mut image = Image::from_vec([pixels.len(), 1, 1], pixels.to_vec())?;
        linmap(&Context::with_threads(2), &mut image, a, b, c, d)?;
        Ok(image.pixels().to_vec())
    }

    #[test]
    fn values_are_mapped_and_clamped() {
        assert_eq!(mapped(&[0u8, 10, 20, 128, 255], [10.0, 20.0, 0.0, 255.0]).expect("valid"), [0, 0, 255, 255, 255]);
        assert_eq!(mapped(&[-1.0f32, 0.5, 2.0], [0.0, 1.0, 3.0, 4.0]).expect("valid"), [3.0, 3.5, 4.0]);
    }

    #[test]
    fn fractional_limits_reach_the_whole_output_range() {
        let pixels = mapped(&[0u8, 10, 20, 128, 255], [0.5, 20.5, 0.0, 255.0]).expect("valid");
        assert_eq!(pixels, [0, 121, 249, 255, 255]);
    }

    #[test]
    fn the_input_range_may_run_downwards() {
        let pixels = mapped(&[0u8, 10, 15, 20, 30], [20.0, 10.0, 0.0, 100.0]).expect("valid");
        assert_eq!(pixels, [100, 100, 50, 0, 0]);
    }

    #[test]
    fn wide_integers_keep_their_digits() {
        assert_eq!(mapped(&[16_777_217u32], [0.0, 1e8, 0.0, 1e8]).expect("valid"), [16_777_217]);
        assert_eq!(mapped(&[(1i64 << 40) + 1], [0.0, 2e12, 0.0, 2e12]).expect("valid"), [(1 << 40) + 1]);
    }

    #[test]
    fn nan_stays_nan() {
        assert!(mapped(&[f32::NAN], [0.0, 1.0, 3.0, 4.0]).expect("valid")[0].is_nan());
    }

    #[test]
    fn an_empty_or_infinite_range_is_refused() {
        let error = mapped(&[1u8], [5.0, 5.0, 0.0, 1.0]).expect_err("empty").to_string();
        assert_eq!(error, "argument `input max` must be different from `input min` (5), but it is 5");
        let error = mapped(&[1u8], [0.0, f64::INFINITY, 0.0, 1.0]).expect_err("infinite").to_string();
        assert_eq!(error, "argument `input max` must be finite, but it is inf");
    }
}
