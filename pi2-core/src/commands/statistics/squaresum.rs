use multiversion::multiversion;

use super::{Total, report, store};
use crate::image::{Image, RealPixel};
use crate::par::{fold_lanes, fold_pixels};
use crate::{Context, Result, pi2_command};

/// Sums up the squares of all pixels.
///
/// Sums of integers are exact up to 2¹²⁸; the result saturates at the limits of the output type. float32 pixels are
/// squared and summed in float64, in an order that does not depend on the number of threads; NaN and infinity carry over.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes 1×1×1.
///
/// # References
/// pi2, `squaresum`, which saturates the sum of integers at 64 bits also for float32 outputs.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 10, 10)
/// set(img, 200)
/// newimage(total, uint64)
/// squaresum(img, total)   # 4000000
/// ```
#[pi2_command(category = "Statistics", see_also = [sum, stddev, mean], types(T, U = wide_pairs), reduce)]
pub fn squaresum<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image whose pixels are squared.
    input_image: &Image<T>,
    /// The sum of the squares, one pixel.
    #[arg(out, prefer = float32)]
    output_image: &mut Image<U>,
    /// Set to true to print the sum and the number of pixels.
    #[arg(default = false)]
    print_to_log: bool,
) -> Result<()> {
    let total = square_total(ctx, input_image)?;
    report(ctx, print_to_log, "squareSum", total, input_image.dims());
    store(output_image, total.to_pixel())
}

fn square_total<T: RealPixel>(ctx: &Context, image: &Image<T>) -> Result<Total> {
    if !T::TYPE.is_integer() {
        return fold_pixels(ctx, image, sum_float_squares, |a, b| a + b).map(Total::Real);
    }
    let total: u128 = fold_pixels(ctx, image, sum_squares, u128::saturating_add)?;
    // Only pixels of 64 bits get so far.
    Ok(i128::try_from(total).map_or(Total::Real(total as f64), Total::Integer))
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn sum_float_squares<T: RealPixel>(pixels: &[T]) -> f64 {
    fold_lanes(pixels, 0.0, |sum, p| sum + p.to_f64() * p.to_f64(), |a, b| a + b)
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn sum_squares<T: RealPixel>(pixels: &[T]) -> u128 {
    // The blocks are so short that the narrow accumulators cannot overflow.
    match T::TYPE.size() {
        1 => pixels
            .chunks(1 << 15)
            .map(|block| fold_lanes(block, 0, |sum, p| sum + (p.to_i128() as i32).pow(2), |a, b| a + b) as u128)
            .sum(),
        2 => pixels
            .chunks(1 << 30)
            .map(|block| fold_lanes(block, 0, |sum, p| sum + (p.to_i128() as i64).pow(2), |a, b| a + b) as u128)
            .sum(),
        4 => pixels.chunks(1 << 30).map(sum_wide_squares).sum(),
        _ => pixels.iter().map(|p| p.to_i128().unsigned_abs().pow(2)).fold(0, u128::saturating_add),
    }
}

/// The squares of 32-bit pixels need all of 64 bits, so their halves are summed apart.
#[inline(always)]
fn sum_wide_squares<T: RealPixel>(block: &[T]) -> u128 {
    let add = |[low, high]: [u64; 2], p: T| {
        let square = (p.to_i128() as i64).unsigned_abs().pow(2);
        [low + (square & 0xffff_ffff), high + (square >> 32)]
    };
    let [low, high] = fold_lanes(block, [0, 0], add, |a, b| [a[0] + b[0], a[1] + b[1]]);
    u128::from(low) + (u128::from(high) << 32)
}
