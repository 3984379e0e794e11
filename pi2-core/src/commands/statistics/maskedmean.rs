use multiversion::multiversion;

use super::{Total, store, sum_integers};
use crate::image::{Image, RealPixel};
use crate::par::{fold_lanes, fold_pixels};
use crate::{Context, Result, pi2_command};

/// Pixels whose square roots are kept at a time; they fit into the fastest memory.
const GROUP: usize = 1024;

/// Calculates the mean of all pixels that do not have a certain value.
///
/// Sums of integers are exact, those of float32 pixels are float64. `ignored value` is converted to the pixel type first:
/// rounded and saturated. NaN as ignored value leaves out pixels that are NaN; integers have none. If no pixel is
/// left, the mean is NaN.
///
/// With `square root`, the mean is that of the square roots of the pixels, rounded to the pixel type, and the ignored
/// value is compared with these. The image itself does not change.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes 1×1×1.
///
/// # References
/// pi2, `maskedmean`, which leaves the square roots in the input image.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 1)
/// set(img, [1, 0, 0], 5)
/// set(img, [2, 0, 0], 8)
/// maskedmean(img, result, 0)   # 6.5
/// ```
#[pi2_command(category = "Statistics", see_also = [mean, stddev, sum], reduce)]
pub fn maskedmean<T: RealPixel>(
    ctx: &Context,
    /// Image to average.
    input_image: &Image<T>,
    /// The mean, one pixel.
    #[arg(out)]
    output_image: &mut Image<f32>,
    /// Pixels of this value, in grey levels, are left out.
    ignored_value: f64,
    /// Set to true to print the mean and the number of pixels that it is made of.
    #[arg(default = false)]
    print_to_log: bool,
    /// Set to true to average the square roots of the pixels.
    #[arg(default = false)]
    square_root: bool,
) -> Result<()> {
    let ignored = Ignored::of(ignored_value);
    let kept = fold_pixels(ctx, input_image, |pixels| kept_of(pixels, ignored, square_root), Kept::plus)?;
    let mean = kept.mean();
    if print_to_log {
        ctx.print(&format!("maskedmean = {mean}\ncount = {}", kept.count));
    }
    store(output_image, mean as f32)
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn kept_of<T: RealPixel>(pixels: &[T], ignored: Ignored<T>, square_root: bool) -> Kept {
    Kept::of(pixels, ignored, square_root)
}

/// The pixels that are left out.
#[derive(Clone, Copy)]
enum Ignored<T> {
    Nothing,
    Nan,
    Value(T),
}

impl<T: RealPixel> Ignored<T> {
    fn of(value: f64) -> Self {
        match (value.is_nan(), T::TYPE.is_integer()) {
            (false, _) => Self::Value(T::from_f64_saturating(value)),
            (true, false) => Self::Nan,
            (true, true) => Self::Nothing,
        }
    }
}

/// Number and sum of the pixels that are kept.
#[derive(Clone, Copy)]
struct Kept {
    count: u64,
    total: Total,
}

impl Kept {
    #[inline(always)]
    fn of<T: RealPixel>(pixels: &[T], ignored: Ignored<T>, square_root: bool) -> Self {
        if !square_root {
            return Self::of_values(pixels, ignored);
        }
        let mut roots = [T::ZERO; GROUP];
        let mut all = Self::of_values(&[], ignored);
        for group in pixels.chunks(GROUP) {
            for (root, pixel) in roots.iter_mut().zip(group) {
                *root = T::from_f64_saturating(pixel.to_f64().sqrt());
            }
            all = all.plus(Self::of_values(&roots[..group.len()], ignored));
        }
        all
    }

    #[inline(always)]
    fn of_values<T: RealPixel>(pixels: &[T], ignored: Ignored<T>) -> Self {
        match ignored {
            Ignored::Value(value) => Self::of_others(pixels, |p| p == value, value.to_i128()),
            Ignored::Nan => Self::of_others(pixels, T::is_nan, 0),
            Ignored::Nothing => Self::of_others(pixels, |_| false, 0),
        }
    }

    /// Of the pixels that are not ignored. Ignored integers all have the same value.
    #[inline(always)]
    fn of_others<T: RealPixel>(pixels: &[T], is_ignored: impl Fn(T) -> bool, value: i128) -> Self {
        // The pieces are so short that the counters do not overflow.
        let count_of =
            |piece: &[T]| u64::from(fold_lanes(piece, 0u32, |count, p| count + u32::from(is_ignored(p)), |a, b| a + b));
        let ignored: u64 = pixels.chunks(1 << 30).map(count_of).sum();
        let total = if T::TYPE.is_integer() {
            Total::Integer(sum_integers(pixels) - value * i128::from(ignored))
        } else {
            let keep = |p: T| if is_ignored(p) { 0.0 } else { p.to_f64() };
            Total::Real(fold_lanes(pixels, 0.0, |sum, p| sum + keep(p), |a, b| a + b))
        };
        Self { count: pixels.len() as u64 - ignored, total }
    }

    fn plus(self, other: Self) -> Self {
        Self { count: self.count + other.count, total: self.total.plus(other.total) }
    }

    fn mean(self) -> f64 {
        self.total.to_f64() / self.count as f64
    }
}
