//! Unsigned integers in the order of the pixel values.

use num_traits::{PrimInt, Unsigned};

use crate::image::RealPixel;

/// An unsigned integer of the size of a pixel.
pub trait Key: PrimInt + Unsigned + bytemuck::Pod + Default + Send + Sync {}

impl<K: PrimInt + Unsigned + bytemuck::Pod + Default + Send + Sync> Key for K {}

/// The key of a pixel: larger for larger pixels, largest for NaN.
#[inline]
pub fn of_pixel<T: RealPixel, K: Key>(pixel: T) -> K {
    let bits: K = bytemuck::cast(pixel);
    if T::TYPE.is_unsigned() {
        bits
    } else if T::TYPE.is_integer() {
        bits ^ sign::<K>()
    } else if pixel.is_nan() {
        K::max_value()
    } else if bits & sign() == K::zero() {
        bits ^ sign()
    } else {
        !bits
    }
}

/// The pixel with a key.
#[inline]
pub fn to_pixel<T: RealPixel, K: Key>(key: K) -> T {
    if T::TYPE.is_unsigned() {
        bytemuck::cast(key)
    } else if T::TYPE.is_integer() || key & sign() != K::zero() {
        bytemuck::cast(key ^ sign::<K>())
    } else {
        bytemuck::cast(!key)
    }
}

/// The bit of the sign.
#[inline]
fn sign<K: Key>() -> K {
    !(K::max_value() >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_order_of_the_pixels() {
        let floats = [f32::NEG_INFINITY, f32::MIN, -1.5, -0.0, 0.0, 1e-40, 2.0, f32::INFINITY];
        assert!(floats.map(of_pixel::<f32, u32>).is_sorted_by(|a, b| a < b));
        assert!([i8::MIN, -1, 0, 1, i8::MAX].map(of_pixel::<i8, u8>).is_sorted_by(|a, b| a < b));
        assert!([0, 1, u64::MAX].map(of_pixel::<u64, u64>).is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn pixels_come_back_from_their_keys() {
        for pixel in [f32::NEG_INFINITY, -1.5, -0.0, 0.0, 3.25, f32::INFINITY] {
            assert_eq!(to_pixel::<f32, u32>(of_pixel(pixel)).to_bits(), pixel.to_bits());
        }
        for pixel in [i64::MIN, -7, 0, i64::MAX] {
            assert_eq!(to_pixel::<i64, u64>(of_pixel(pixel)), pixel);
        }
    }

    #[test]
    fn every_nan_is_larger_than_infinity() {
        for nan in [f32::NAN, -f32::NAN] {
            assert!(of_pixel::<f32, u32>(nan) > of_pixel(f32::INFINITY));
            assert!(to_pixel::<f32, u32>(of_pixel(nan)).is_nan());
        }
    }
}
