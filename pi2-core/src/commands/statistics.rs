//! Statistics of all pixels: one number from an image.

#![expect(clippy::inline_always, reason = "the loops over pixels are compiled for several sets of vector instructions")]

mod complex_sum;
mod maskedmean;
mod squaresum;

pub use complex_sum::sum_complex;
pub use maskedmean::maskedmean;
pub use squaresum::squaresum;

use std::fmt::Display;

use multiversion::multiversion;

use crate::image::{Dimensions, Image, Pixel, RealPixel};
use crate::moments::Moments;
use crate::par::{fold_lanes, fold_pixels};
use crate::{Context, Result, pi2_command};

/// Sums up all pixels.
///
/// Sums of integers are exact; the result saturates at the limits of the output type. float32 pixels are summed in
/// float64, in an order that does not depend on the number of threads; NaN and infinity carry over.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes 1×1×1.
///
/// # References
/// pi2, `sum`, which saturates the sum of integers at 64 bits also for float32 outputs.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 10, 10)
/// set(img, 200)
/// newimage(total, uint64)
/// sum(img, total)   # 20000
/// ```
#[pi2_command(category = "Statistics", see_also = [squaresum, mean, stddev, minval, maxval], types(T, U = wide_pairs), reduce)]
pub fn sum<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image to sum up.
    input_image: &Image<T>,
    /// The sum, one pixel.
    #[arg(out, prefer = float32)]
    output_image: &mut Image<U>,
    /// Set to true to print the sum and the number of pixels.
    #[arg(default = false)]
    print_to_log: bool,
) -> Result<()> {
    let total = total(ctx, input_image)?;
    report(ctx, print_to_log, "sum", total, input_image.dims());
    store(output_image, total.to_pixel())
}

/// Calculates the mean of all pixels.
///
/// The sum of integers is exact, that of float32 pixels is float64. NaN and infinity carry over.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes 1×1×1.
///
/// # References
/// pi2, `mean`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 1)
/// set(img, [1, 0, 0], 5)
/// mean(img, result)   # 2.5
/// ```
#[pi2_command(category = "Statistics", see_also = [maskedmean, sum, stddev, minval, maxval], reduce)]
pub fn mean<T: RealPixel>(
    ctx: &Context,
    /// Image to average.
    input_image: &Image<T>,
    /// The mean, one pixel.
    #[arg(out)]
    output_image: &mut Image<f32>,
    /// Set to true to print the mean and the number of pixels.
    #[arg(default = false)]
    print_to_log: bool,
) -> Result<()> {
    let mean = mean_value(ctx, input_image)?;
    report(ctx, print_to_log, "mean", mean, input_image.dims());
    store(output_image, mean as f32)
}

/// Finds the smallest pixel value.
///
/// NaN is ignored; the result is NaN only if all pixels are.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes 1×1×1.
///
/// # References
/// pi2, `minval`, which answers 3.4028235e38 if all pixels are NaN or infinite.
///
/// # Example
/// ```pi2
/// newimage(img, int16, 3, 3)
/// set(img, [1, 2, 0], -7)
/// minval(img, lowest)   # -7
/// ```
#[pi2_command(category = "Statistics", see_also = [maxval, mean, sum], types(T, U = wide_pairs), reduce)]
pub fn minval<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image to search.
    input_image: &Image<T>,
    /// The smallest value, one pixel.
    #[arg(out)]
    output_image: &mut Image<U>,
    /// Set to true to print the value and the number of pixels.
    #[arg(default = false)]
    print_to_log: bool,
) -> Result<()> {
    let value = minimum(ctx, input_image)?;
    report(ctx, print_to_log, "min", value, input_image.dims());
    store(output_image, U::convert_from(value))
}

/// Finds the largest pixel value.
///
/// NaN is ignored; the result is NaN only if all pixels are.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes 1×1×1.
///
/// # References
/// pi2, `maxval`, which answers -3.4028235e38 if all pixels are NaN or -inf.
///
/// # Example
/// ```pi2
/// newimage(img, int16, 3, 3)
/// set(img, [1, 2, 0], 7)
/// maxval(img, highest)   # 7
/// ```
#[pi2_command(category = "Statistics", see_also = [minval, mean, sum], types(T, U = wide_pairs), reduce)]
pub fn maxval<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image to search.
    input_image: &Image<T>,
    /// The largest value, one pixel.
    #[arg(out)]
    output_image: &mut Image<U>,
    /// Set to true to print the value and the number of pixels.
    #[arg(default = false)]
    print_to_log: bool,
) -> Result<()> {
    let value = maximum(ctx, input_image)?;
    report(ctx, print_to_log, "max", value, input_image.dims());
    store(output_image, U::convert_from(value))
}

/// Calculates the standard deviation of all pixels.
///
/// The result is √(Σ(p - mean)² / (n - 1)) for n pixels, computed in float64 around the mean, so that large grey values
/// do not cancel. It is NaN for a single pixel.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes 1×1×1.
///
/// # References
/// pi2, `stddev`, which subtracts two large sums and so loses digits where the mean is large.
/// T. F. Chan, G. H. Golub, R. J. LeVeque, The American Statistician 37, 1983, 242-247.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 1)
/// set(img, [0, 0, 0], 1)
/// set(img, [1, 0, 0], 2)
/// set(img, [2, 0, 0], 3)
/// stddev(img, result)   # 1
/// ```
#[pi2_command(category = "Statistics", see_also = [mean, sum], reduce)]
pub fn stddev<T: RealPixel>(
    ctx: &Context,
    /// Image to measure.
    input_image: &Image<T>,
    /// The standard deviation, one pixel.
    #[arg(out)]
    output_image: &mut Image<f32>,
    /// Set to true to print the standard deviation and the number of pixels.
    #[arg(default = false)]
    print_to_log: bool,
) -> Result<()> {
    let deviation = Moments::of_image(ctx, input_image)?.standard_deviation();
    report(ctx, print_to_log, "stddev", deviation, input_image.dims());
    store(output_image, deviation as f32)
}

/// A sum of pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Total {
    /// Of integer pixels, exact.
    Integer(i128),
    /// Of float32 pixels.
    Real(f64),
}

impl Total {
    fn to_pixel<T: RealPixel>(self) -> T {
        match self {
            Self::Integer(total) => T::from_i128_saturating(total),
            Self::Real(total) => T::from_f64_saturating(total),
        }
    }

    fn to_f64(self) -> f64 {
        match self {
            Self::Integer(total) => total as f64,
            Self::Real(total) => total,
        }
    }

    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Self::Integer(a + b),
            (a, b) => Self::Real(a.to_f64() + b.to_f64()),
        }
    }
}

impl Display for Total {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(total) => total.fmt(f),
            Self::Real(total) => total.fmt(f),
        }
    }
}

/// The sum of all pixels.
pub(crate) fn total<T: RealPixel>(ctx: &Context, image: &Image<T>) -> Result<Total> {
    if T::TYPE.is_integer() {
        return fold_pixels(ctx, image, sum_integers, |a, b| a + b).map(Total::Integer);
    }
    fold_pixels(ctx, image, sum_floats, |a, b| a + b).map(Total::Real)
}

/// The mean of all pixels in float64.
pub(crate) fn mean_value<T: RealPixel>(ctx: &Context, image: &Image<T>) -> Result<f64> {
    Ok(total(ctx, image)?.to_f64() / image.pixels().len() as f64)
}

/// The smallest pixel that is not NaN, NaN if there is none.
pub(crate) fn minimum<T: RealPixel>(ctx: &Context, image: &Image<T>) -> Result<T> {
    fold_pixels(ctx, image, lowest, lower)
}

/// The largest pixel that is not NaN, NaN if there is none.
pub(crate) fn maximum<T: RealPixel>(ctx: &Context, image: &Image<T>) -> Result<T> {
    fold_pixels(ctx, image, highest, higher)
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn sum_integers<T: RealPixel>(pixels: &[T]) -> i128 {
    // The blocks are so short that the narrow accumulators cannot overflow, and narrow ones fill vectors best.
    match T::TYPE.size() {
        1 | 2 => pixels
            .chunks(1 << 15)
            .map(|block| fold_lanes(block, 0, |sum, p| sum + p.to_i128() as i32, |a, b| a + b) as i128)
            .sum(),
        4 => pixels
            .chunks(1 << 30)
            .map(|block| fold_lanes(block, 0, |sum, p| sum + p.to_i128() as i64, |a, b| a + b) as i128)
            .sum(),
        _ => pixels.iter().map(|p| p.to_i128()).sum(),
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn sum_floats<T: RealPixel>(pixels: &[T]) -> f64 {
    fold_lanes(pixels, 0.0, |sum, p| sum + p.to_f64(), |a, b| a + b)
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn lowest<T: RealPixel>(pixels: &[T]) -> T {
    pixels.first().map_or(T::ZERO, |first| fold_lanes(pixels, *first, lower, lower))
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn highest<T: RealPixel>(pixels: &[T]) -> T {
    pixels.first().map_or(T::ZERO, |first| fold_lanes(pixels, *first, higher, higher))
}

#[inline(always)]
pub(crate) fn lower<T: RealPixel>(best: T, pixel: T) -> T {
    if pixel < best || best.is_nan() { pixel } else { best }
}

#[inline(always)]
pub(crate) fn higher<T: RealPixel>(best: T, pixel: T) -> T {
    if pixel > best || best.is_nan() { pixel } else { best }
}

/// Prints a result and the number of pixels, if that is wanted.
fn report(ctx: &Context, wanted: bool, name: &str, value: impl Display, dims: Dimensions) {
    if wanted {
        ctx.print(&format!("{name} = {value}\ncount = {}", dims.pixel_count()));
    }
}

/// Makes the image one pixel with a value.
fn store<T: Pixel>(image: &mut Image<T>, value: T) -> Result<()> {
    image.resize(Dimensions::ONE)?;
    image.set(0, 0, 0, value);
    Ok(())
}

#[cfg(test)]
mod tests;
