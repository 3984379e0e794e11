//! Functions of single pixels of every type.
//!
//! Values of float32 pixels are computed in float64 by kernels without branches and rounded once, so that loops over
//! pixels become vector instructions; nothing is fused, so that the results are the same on every machine. The
//! polynomials are Chebyshev fits of the named functions on the stated intervals. 8- and 16-bit pixels read a table of
//! all values of their type.

use std::f64::consts::{FRAC_2_PI, LN_2, LOG2_E, LOG10_E};

use multiversion::multiversion;
use num_complex::Complex;

use super::complex::{narrow, quotient, widen};
use crate::image::{Complex32, Image, Pixel, RealPixel, WorkFloat};
use crate::par::{map_pixels, tasks};
use crate::{Context, Result};

/// A function of one pixel that is computed by a series.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Function {
    /// e to the power of the pixel.
    Exponential,
    /// Natural logarithm.
    Logarithm,
    /// Logarithm to base 10.
    Logarithm10,
    /// Sine of an angle in radians.
    Sine,
    /// Cosine of an angle in radians.
    Cosine,
    /// Tangent of an angle in radians.
    Tangent,
}

/// A pixel with the functions of analysis. Results in integers are rounded half away from zero and saturated.
pub trait Elementary: Pixel {
    /// The absolute value.
    #[must_use]
    fn magnitude(self) -> Self;
    /// 0 minus the pixel.
    #[must_use]
    fn negative(self) -> Self;
    /// The square root; the principal one of complex pixels.
    #[must_use]
    fn root(self) -> Self;
    /// 1 by the pixel.
    #[must_use]
    fn inverse(self) -> Self;
    /// Replaces all pixels of an image by their values of a function.
    fn map(ctx: &Context, image: &mut Image<Self>, function: Function) -> Result<()>;
}

macro_rules! integers {
    ($($t:ty)+) => {$(
        impl Elementary for $t {
            #[inline(always)]
            fn magnitude(self) -> Self {
                self.max(Self::ZERO.saturating_sub(self))
            }

            #[inline(always)]
            fn negative(self) -> Self {
                Self::ZERO.saturating_sub(self)
            }

            #[inline(always)]
            fn root(self) -> Self {
                Self::from_work(self.to_work().sqrt())
            }

            #[inline(always)]
            fn inverse(self) -> Self {
                Self::from_work(<Self as RealPixel>::Work::from_f64(1.0) / self.to_work())
            }

            fn map(ctx: &Context, image: &mut Image<Self>, function: Function) -> Result<()> {
                map_integers(ctx, image, function.of_real())
            }
        }
    )+};
}

integers! { u8 u16 u32 u64 i8 i16 i32 i64 }

impl Elementary for f32 {
    #[inline(always)]
    fn magnitude(self) -> Self {
        self.abs()
    }

    #[inline(always)]
    fn negative(self) -> Self {
        0.0 - self
    }

    #[inline(always)]
    fn root(self) -> Self {
        self.sqrt()
    }

    #[inline(always)]
    fn inverse(self) -> Self {
        1.0 / self
    }

    fn map(ctx: &Context, image: &mut Image<Self>, function: Function) -> Result<()> {
        match function {
            Function::Exponential => map_pixels(ctx, image, |x| exponential(x.into()) as f32),
            Function::Logarithm => map_pixels(ctx, image, |x| logarithm(x.into()) as f32),
            Function::Logarithm10 => map_pixels(ctx, image, |x| (logarithm(x.into()) * LOG10_E) as f32),
            Function::Sine => map_angles(ctx, image, sine, f64::sin),
            Function::Cosine => map_angles(ctx, image, cosine, f64::cos),
            Function::Tangent => map_angles(ctx, image, tangent, f64::tan),
        }
    }
}

impl Elementary for Complex32 {
    #[inline(always)]
    fn magnitude(self) -> Self {
        Complex::new(norm(self), 0.0)
    }

    #[inline(always)]
    fn negative(self) -> Self {
        Complex::new(0.0 - self.re, 0.0 - self.im)
    }

    fn root(self) -> Self {
        narrow(widen(self).sqrt())
    }

    fn inverse(self) -> Self {
        quotient(Complex::new(1.0, 0.0), self)
    }

    fn map(ctx: &Context, image: &mut Image<Self>, function: Function) -> Result<()> {
        let function = function.of_complex();
        map_pixels(ctx, image, move |z| narrow(function(widen(z))))
    }
}

/// The absolute value of a complex pixel, rounded once.
#[inline(always)]
pub fn norm(z: Complex32) -> f32 {
    let (re, im) = (f64::from(z.re), f64::from(z.im));
    if re.is_infinite() || im.is_infinite() { f32::INFINITY } else { (re * re + im * im).sqrt() as f32 }
}

impl Function {
    fn of_real(self) -> fn(f64) -> f64 {
        match self {
            Self::Exponential => f64::exp,
            Self::Logarithm => f64::ln,
            Self::Logarithm10 => f64::log10,
            Self::Sine => f64::sin,
            Self::Cosine => f64::cos,
            Self::Tangent => f64::tan,
        }
    }

    fn of_complex(self) -> fn(Complex<f64>) -> Complex<f64> {
        match self {
            Self::Exponential => Complex::exp,
            Self::Logarithm => Complex::ln,
            Self::Logarithm10 => |z| z.ln() * LOG10_E,
            Self::Sine => |z| limit_imaginary(z).sin(),
            Self::Cosine => |z| limit_imaginary(z).cos(),
            Self::Tangent => |z| limit_imaginary(z).tan(),
        }
    }
}

/// Hyperbolic functions of larger parts overflow in float64, where the result in float32 has long been 0, ±1 or infinite.
fn limit_imaginary(z: Complex<f64>) -> Complex<f64> {
    Complex::new(z.re, z.im.clamp(-300.0, 300.0))
}

/// Small types read their values from a table if the image has more pixels than the type has values.
fn map_integers<T: RealPixel>(ctx: &Context, image: &mut Image<T>, function: fn(f64) -> f64) -> Result<()> {
    let value = |pixel: T| T::from_f64_saturating(function(pixel.to_f64()));
    if T::TYPE.size() > 2 || image.pixels().len() < 1 << (8 * T::TYPE.size()) {
        return map_pixels(ctx, image, value);
    }
    // Pixels of 8 bits use a part of it. An index of 16 bits is always inside, so that nothing needs to be checked.
    let mut values = vec![T::ZERO; TABLE_LEN];
    for pixel in T::MIN.to_i128()..=T::MAX.to_i128() {
        values[usize::from(pixel as u16)] = value(T::from_i128_saturating(pixel));
    }
    let table: &[T; TABLE_LEN] = values.as_slice().try_into().expect("the table has this length");
    map_pixels(ctx, image, |pixel| table[usize::from(pixel.to_i128() as u16)])
}

const TABLE_LEN: usize = 1 << 16;

/// Angles up to here are reduced by [`reduce`] without loss.
const LARGEST_ANGLE: f32 = 4_194_304.0;

/// Pixels among which one large angle makes the loop a slow one.
const ANGLES: usize = 256;

fn map_angles(
    ctx: &Context,
    image: &mut Image<f32>,
    kernel: impl Fn(f64) -> f64 + Sync,
    exact: fn(f64) -> f64,
) -> Result<()> {
    tasks::chunks_mut(ctx, image.pixels_mut(), tasks::task_len(size_of::<f32>()), |_, pixels| {
        map_angles_in(pixels, &kernel, exact);
        Ok(())
    })
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn map_angles_in<F: Fn(f64) -> f64>(pixels: &mut [f32], kernel: &F, exact: fn(f64) -> f64) {
    for block in pixels.chunks_mut(ANGLES) {
        let mut small = true;
        for pixel in &*block {
            small &= pixel.abs() <= LARGEST_ANGLE;
        }
        if small {
            for pixel in block {
                *pixel = kernel(f64::from(*pixel)) as f32;
            }
        } else {
            for pixel in block {
                let angle = f64::from(*pixel);
                *pixel = if pixel.abs() <= LARGEST_ANGLE { kernel(angle) } else { exact(angle) } as f32;
            }
        }
    }
}

/// The value of a polynomial, the constant first.
#[inline(always)]
fn polynomial<const N: usize>(x: f64, coefficients: [f64; N]) -> f64 {
    let mut value = 0.0;
    for i in (0..N).rev() {
        value = value * x + coefficients[i];
    }
    value
}

/// Adding it rounds a float64 to an integer, which then is in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// e^x of a float32, with a relative error of 2⁻³⁸.
#[inline(always)]
fn exponential(x: f64) -> f64 {
    // Beyond these bounds float32 has only 0 and infinity. NaN passes.
    let x = if x > 130.0 { 130.0 } else { x };
    let x = if x < -150.0 { -150.0 } else { x };
    let shifted = x * LOG2_E + ROUND;
    let rest = x - (shifted - ROUND) * LN_2;
    // (e^r − 1 − r) / r² for |r| ≤ ln 2 / 2.
    let fit = [
        0.5,
        0.166_666_667_189_975_08,
        0.041_666_666_718_980_845,
        0.008_333_298_483_754_886,
        0.001_388_885_404_961_482,
        0.000_198_992_739_586_493_6,
        2.485_957_822_262_529_5e-5,
    ];
    let power = 1.0 + rest + rest * rest * polynomial(rest, fit);
    let scale = f64::from_bits((shifted.to_bits() << 52).wrapping_add(1023 << 52));
    power * scale
}

/// Bits of √½, the exponent of 1 and the mask of mantissas.
const ROOT_OF_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
const ONE: u64 = 1023 << 52;
const MANTISSA: u64 = (1 << 52) - 1;

/// ln x of a float32, with a relative error of 2⁻⁴³.
#[inline(always)]
fn logarithm(x: f64) -> f64 {
    // x = 2^e·m with m in [√½, √2). No float32 is subnormal in float64.
    let shifted = x.to_bits().wrapping_sub(ROOT_OF_HALF).wrapping_add(ONE);
    // An integer e below 2⁵² as the low bits of 2⁵² + e.
    let exponent = f64::from_bits((shifted >> 52) | 0x4330_0000_0000_0000) - 4_503_599_627_371_519.0;
    let m = f64::from_bits((shifted & MANTISSA).wrapping_add(ROOT_OF_HALF));
    let s = (m - 1.0) / (m + 1.0);
    // (ln((1 + s) / (1 − s)) / s − 2) / s² as a function of s².
    let fit = [
        0.666_666_666_673_750_9,
        0.399_999_987_973_375_9,
        0.285_717_545_359_144_9,
        0.221_914_008_303_083_05,
        0.193_626_537_142_020_08,
    ];
    let square = s * s;
    let value = exponent * LN_2 + (2.0 * s + s * square * polynomial(square, fit));
    let value = if x > f64::from(f32::MAX) { x } else { value };
    let value = if x == 0.0 { f64::NEG_INFINITY } else { value };
    if x >= 0.0 { value } else { f64::NAN }
}

/// An angle as a number of quarter turns, in the low bits, and the rest in [−π/4, π/4].
#[inline(always)]
fn reduce(x: f64) -> (u64, f64) {
    // π/2 in two parts; products of the first one with 22-bit integers are exact.
    const HIGH: f64 = 1.570_796_325_802_803;
    const LOW: f64 = 9.920_935_796_805_404e-10;
    let shifted = x * FRAC_2_PI + ROUND;
    let turns = shifted - ROUND;
    (shifted.to_bits(), x - turns * HIGH - turns * LOW)
}

/// Sine and cosine of an angle in [−π/4, π/4], with relative errors of 2⁻⁴⁵ and 2⁻⁴¹.
#[inline(always)]
fn sine_and_cosine(x: f64) -> (f64, f64) {
    // (sin x / x − 1) / x² and (cos x − 1) / x² as functions of x².
    let sine = [
        -0.166_666_666_666_638_85,
        0.008_333_333_331_079_223,
        -0.000_198_412_669_169_859_66,
        2.755_599_092_956_532e-6,
        -2.480_563_624_183_476_2e-8,
    ];
    let cosine = [
        -0.499_999_999_999_638_9,
        0.041_666_666_637_396_07,
        -0.001_388_888_509_139_92,
        2.479_986_219_014_839_6e-5,
        -2.723_714_041_801_6e-7,
    ];
    let square = x * x;
    // A product keeps the sign of zero.
    (x * (1.0 + square * polynomial(square, sine)), 1.0 + square * polynomial(square, cosine))
}

#[inline(always)]
fn sine(x: f64) -> f64 {
    let (turns, rest) = reduce(x);
    quarter(turns, sine_and_cosine(rest))
}

#[inline(always)]
fn cosine(x: f64) -> f64 {
    let (turns, rest) = reduce(x);
    quarter(turns.wrapping_add(1), sine_and_cosine(rest))
}

#[inline(always)]
fn tangent(x: f64) -> f64 {
    let (turns, rest) = reduce(x);
    let (sine, cosine) = sine_and_cosine(rest);
    let odd = turns & 1 == 1;
    let (dividend, divisor) = if odd { (-cosine, sine) } else { (sine, cosine) };
    dividend / divisor
}

/// The sine of an angle behind a number of quarter turns.
#[inline(always)]
fn quarter(turns: u64, (sine, cosine): (f64, f64)) -> f64 {
    let value = if turns & 1 == 1 { cosine } else { sine };
    f64::from_bits(value.to_bits() ^ ((turns & 2) << 62))
}

#[cfg(test)]
mod tests;
