//! What the sum, difference, product and quotient of two pixels of possibly different types are.

#![expect(clippy::inline_always, reason = "the loops over pixels are compiled for several sets of vector instructions")]

use super::complex;
use crate::image::{Complex32, Pixel, RealPixel};

/// A pixel that can be combined with a pixel of type `U`. The result has the type of the first pixel.
///
/// Integers are combined exactly and saturate once, at the limits of the result. If one of the two is float32, the work
/// is done in float32 for 8- and 16-bit partners and in float64 for wider ones. Quotients are rounded half away from
/// zero; they are exact for 64-bit integers, else computed in float32 (8, 16 bits, float32) or float64.
pub trait Combine<U: Pixel>: Pixel {
    /// `self + other`.
    #[must_use]
    fn plus(self, other: U) -> Self;
    /// `self - other`.
    #[must_use]
    fn minus(self, other: U) -> Self;
    /// `other - self`.
    #[must_use]
    fn taken_from(self, other: U) -> Self;
    /// `self * other`.
    #[must_use]
    fn times(self, other: U) -> Self;
    /// `self / other`; a quotient by zero saturates, 0/0 is 0 in integers and NaN in floats.
    #[must_use]
    fn over(self, other: U) -> Self;
    /// The value of this type that is nearest to `other`.
    #[must_use]
    fn nearest(other: U) -> Self;
}

/// Integer pairs: types, the wider of them, a type for exact products, and how quotients are computed.
macro_rules! integers {
    ($($t:ty, $u:ty, $wide:ty, $product:ty, $quotient:ident;)+) => {$(
        impl Combine<$u> for $t {
            #[inline(always)]
            fn plus(self, other: $u) -> Self {
                (self as $wide).saturating_add(other as $wide).min(Self::MAX as $wide) as Self
            }

            #[inline(always)]
            fn minus(self, other: $u) -> Self {
                (self as $wide).saturating_sub(other as $wide).min(Self::MAX as $wide) as Self
            }

            #[inline(always)]
            fn taken_from(self, other: $u) -> Self {
                (other as $wide).saturating_sub(self as $wide).min(Self::MAX as $wide) as Self
            }

            #[inline(always)]
            fn times(self, other: $u) -> Self {
                let product = self as $product * other as $product;
                product.clamp(Self::MIN as $product, Self::MAX as $product) as Self
            }

            #[inline(always)]
            fn over(self, other: $u) -> Self {
                $quotient(self, other)
            }

            #[inline(always)]
            fn nearest(other: $u) -> Self {
                crate::image::convert(other)
            }
        }
    )+};
}

integers! {
    u8, u8, u8, u16, quotient_f32;
    u8, u16, u16, u32, quotient_f32;
    u8, u32, u32, u64, quotient_f64;
    u8, u64, u64, u128, quotient_exact;
    u16, u8, u16, u32, quotient_f32;
    u16, u16, u16, u32, quotient_f32;
    u16, u32, u32, u64, quotient_f64;
    u16, u64, u64, u128, quotient_exact;
    u32, u8, u32, u64, quotient_f64;
    u32, u16, u32, u64, quotient_f64;
    u32, u32, u32, u64, quotient_f64;
    u32, u64, u64, u128, quotient_exact;
    u64, u8, u64, u128, quotient_exact;
    u64, u16, u64, u128, quotient_exact;
    u64, u32, u64, u128, quotient_exact;
    u64, u64, u64, u128, quotient_exact;
    i8, i8, i8, i16, quotient_f32;
    i16, i16, i16, i32, quotient_f32;
    i32, i32, i32, i64, quotient_f64;
    i64, i64, i64, i128, quotient_exact;
}

/// Pairs with a float32: types and the float in which they are combined.
macro_rules! floats {
    ($($t:ty, $u:ty, $float:ty, $store:ident;)+) => {$(
        impl Combine<$u> for $t {
            #[inline(always)]
            fn plus(self, other: $u) -> Self {
                Self::$store(self as $float + other as $float)
            }

            #[inline(always)]
            fn minus(self, other: $u) -> Self {
                Self::$store(self as $float - other as $float)
            }

            #[inline(always)]
            fn taken_from(self, other: $u) -> Self {
                Self::$store(other as $float - self as $float)
            }

            #[inline(always)]
            fn times(self, other: $u) -> Self {
                Self::$store(self as $float * other as $float)
            }

            #[inline(always)]
            fn over(self, other: $u) -> Self {
                Self::$store(self as $float / other as $float)
            }

            #[inline(always)]
            fn nearest(other: $u) -> Self {
                crate::image::convert(other)
            }
        }
    )+};
}

floats! {
    u8, f32, f32, from_f32_saturating;
    u16, f32, f32, from_f32_saturating;
    u32, f32, f64, from_f64_saturating;
    u64, f32, f64, from_f64_saturating;
    f32, u8, f32, from_f32_saturating;
    f32, u16, f32, from_f32_saturating;
    f32, u32, f64, from_f64_saturating;
    f32, u64, f64, from_f64_saturating;
    f32, f32, f32, from_f32_saturating;
}

impl Combine<Complex32> for Complex32 {
    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self + other
    }

    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        self - other
    }

    #[inline(always)]
    fn taken_from(self, other: Self) -> Self {
        other - self
    }

    #[inline(always)]
    fn times(self, other: Self) -> Self {
        complex::product(self, other)
    }

    #[inline(always)]
    fn over(self, other: Self) -> Self {
        complex::quotient(self, other)
    }

    #[inline(always)]
    fn nearest(other: Self) -> Self {
        other
    }
}

#[inline(always)]
fn quotient_f32<T: RealPixel, U: RealPixel>(a: T, b: U) -> T {
    T::from_f32_saturating(a.to_f32() / b.to_f32())
}

#[inline(always)]
fn quotient_f64<T: RealPixel, U: RealPixel>(a: T, b: U) -> T {
    T::from_f64_saturating(a.to_f64() / b.to_f64())
}

#[inline(always)]
fn quotient_exact<T: RealPixel, U: RealPixel>(a: T, b: U) -> T {
    divide_integers(a, b.to_i128())
}

/// The quotient of integers, rounded half away from zero and saturated.
#[inline]
pub(super) fn divide_integers<T: RealPixel>(a: T, b: i128) -> T {
    let a = a.to_i128();
    if b == 0 {
        return T::from_i128_saturating(a.signum() * i128::MAX);
    }
    let (quotient, rest) = (a / b, a % b);
    let away = if rest.unsigned_abs() >= b.unsigned_abs().div_ceil(2) { a.signum() * b.signum() } else { 0 };
    T::from_i128_saturating(quotient + away)
}
