//! Random images and lists of pixel types for property tests.

use std::ops::Range;

use proptest::prelude::*;

use crate::image::{Image, RealPixel, Vec3i};
use crate::par::Boundary;

/// Sides of a small image.
pub fn sides() -> impl Strategy<Value = [usize; 3]> {
    prop_oneof![
        [1..8usize, 1..8usize, 1..8usize],
        [1..8usize, 1..8usize, 1..2usize],
        [1..8usize, 1..2usize, 1..2usize],
        Just([1, 1, 1])
    ]
}

/// Both boundary conditions.
pub fn boundaries() -> impl Strategy<Value = Boundary> {
    prop_oneof![Just(Boundary::Zero), Just(Boundary::Nearest)]
}

/// A radius along each axis.
pub fn radii(range: Range<i64>) -> impl Strategy<Value = Vec3i> {
    [range.clone(), range.clone(), range].prop_map(Vec3i::from)
}

/// An image of values over the whole range of an integer type, or between −1000 and 1000 in float32.
pub fn random_image<T: RealPixel>(sides: [usize; 3], seed: u64) -> Image<T> {
    let mut state = seed;
    let pixels = (0..sides.iter().product()).map(|_| {
        // Linear congruential generator of Knuth.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if T::TYPE.is_integer() {
            let range = T::MAX.to_i128() - T::MIN.to_i128() + 1;
            T::from_i128_saturating(T::MIN.to_i128() + ((i128::from(state >> 2) * range) >> 62))
        } else {
            T::from_f64_saturating((state >> 40) as f64 / f64::from(1 << 23) * 1000.0 - 1000.0)
        }
    });
    Image::from_vec(sides, pixels.collect()).expect("as many pixels")
}

/// Calls a generic test function for each real pixel type: `for_each_real_type!(check, arguments…)`.
macro_rules! for_each_real_type {
    ($check:ident $(, $argument:expr)*) => {
        $check::<u8>($($argument),*)?;
        $check::<u16>($($argument),*)?;
        $check::<u32>($($argument),*)?;
        $check::<u64>($($argument),*)?;
        $check::<i8>($($argument),*)?;
        $check::<i16>($($argument),*)?;
        $check::<i32>($($argument),*)?;
        $check::<i64>($($argument),*)?;
        $check::<f32>($($argument),*)?;
    };
}
pub(crate) use for_each_real_type;

/// Hands all pairs of real pixel types that commands accept to a macro, behind its arguments:
/// `for_each_real_pair!(check_pairs, a, b)` is `check_pairs!(a, b: u8: u8, u16, …; …)`.
macro_rules! for_each_real_pair {
    ($check:ident $(, $argument:ident)+) => {
        $check!($($argument),+:
            u8: u8, u16, u32, u64, f32;
            u16: u8, u16, u32, u64, f32;
            u32: u8, u16, u32, u64, f32;
            u64: u8, u16, u32, u64, f32;
            f32: u8, u16, u32, u64, f32;
            i8: i8;
            i16: i16;
            i32: i32;
            i64: i64;
        );
    };
}
pub(crate) use for_each_real_pair;
