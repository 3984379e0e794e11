//! Pixel types and the one conversion between them.

use std::fmt::{self, Debug, Display};
use std::str::FromStr;

use num_complex::Complex;

use super::{DynImage, Image};
use crate::{Error, Result};

/// A complex pixel: two float32 numbers, real and imaginary part.
pub type Complex32 = Complex<f32>;

/// Calls a macro with all pixel types: `(Variant, Rust type, "word")`, integers first.
macro_rules! for_each_pixel_type {
    ($callback:ident) => {
        $callback! {
            (UInt8, u8, "uint8"), (UInt16, u16, "uint16"), (UInt32, u32, "uint32"), (UInt64, u64, "uint64"),
            (Int8, i8, "int8"), (Int16, i16, "int16"), (Int32, i32, "int32"), (Int64, i64, "int64"),
            (Float32, f32, "float32"), (Complex32, $crate::image::Complex32, "complex32")
        }
    };
}
pub(crate) use for_each_pixel_type;

macro_rules! define_pixel_type {
    ($(($variant:ident, $rust:ty, $word:literal)),+) => {
        /// The type of the pixels of an image.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        pub enum PixelType {
            $(#[doc = concat!("`", $word, "`.")] $variant),+
        }

        impl PixelType {
            /// Every pixel type, unsigned integers first, complex last.
            pub const ALL: [Self; 10] = [$(Self::$variant),+];
            /// Every pixel type but complex32.
            pub const REAL: [Self; 9] = {
                let mut real = [Self::UInt8; 9];
                let mut i = 0;
                while i < 9 {
                    real[i] = Self::ALL[i];
                    i += 1;
                }
                real
            };

            /// The word for the type in scripts, such as `uint8`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Bytes per pixel.
            pub const fn size(self) -> usize {
                match self { $(Self::$variant => size_of::<$rust>()),+ }
            }
        }

        $(impl Pixel for $rust {
            const TYPE: PixelType = PixelType::$variant;

            fn erase(image: Image<Self>) -> DynImage {
                DynImage::$variant(image)
            }

            fn of(image: &DynImage) -> Option<&Image<Self>> {
                match image { DynImage::$variant(image) => Some(image), _ => None }
            }

            fn of_mut(image: &mut DynImage) -> Option<&mut Image<Self>> {
                match image { DynImage::$variant(image) => Some(image), _ => None }
            }

            fn recover(image: DynImage) -> std::result::Result<Image<Self>, DynImage> {
                match image { DynImage::$variant(image) => Ok(image), other => Err(other) }
            }
        })+
    };
}

/// A value that a pixel can have.
pub trait Pixel: Copy + Default + PartialEq + Debug + Send + Sync + bytemuck::Pod + 'static {
    /// The pixel type that is stored in this Rust type.
    const TYPE: PixelType;

    /// Forgets the pixel type of an image at compile time.
    fn erase(image: Image<Self>) -> DynImage;
    /// The image, if its pixels have this type.
    fn of(image: &DynImage) -> Option<&Image<Self>>;
    /// The image, if its pixels have this type.
    fn of_mut(image: &mut DynImage) -> Option<&mut Image<Self>>;
    /// The image, if its pixels have this type; else the unchanged input.
    fn recover(image: DynImage) -> std::result::Result<Image<Self>, DynImage>;
}

for_each_pixel_type!(define_pixel_type);

impl PixelType {
    /// True for the eight integer types.
    pub const fn is_integer(self) -> bool {
        !matches!(self, Self::Float32 | Self::Complex32)
    }

    /// True for the four unsigned integer types.
    pub const fn is_unsigned(self) -> bool {
        matches!(self, Self::UInt8 | Self::UInt16 | Self::UInt32 | Self::UInt64)
    }

    /// True for the four signed integer types.
    pub const fn is_signed_integer(self) -> bool {
        self.is_integer() && !self.is_unsigned()
    }
}

impl Display for PixelType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for PixelType {
    type Err = Error;

    /// Parses a pixel type word; case and surrounding blanks do not matter.
    fn from_str(text: &str) -> Result<Self> {
        let word = text.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|pixel_type| pixel_type.name() == word).ok_or_else(|| {
            let all = Self::ALL.map(Self::name).join(", ");
            Error::argument("data type", format!("one of {all}"), format!("`{text}`"))
        })
    }
}

/// A pixel with an order and arithmetic: every type but complex32.
///
/// The conversions follow one rule: an integer target rounds half away from zero and saturates, NaN becomes 0; a
/// float32 target takes the nearest float32.
pub trait RealPixel: Pixel + PartialOrd + Display {
    /// Smallest finite value.
    const MIN: Self;
    /// Largest finite value.
    const MAX: Self;
    /// The value 0.
    const ZERO: Self;
    /// The value 1.
    const ONE: Self;
    /// The float in which neighbourhood kernels compute: float32 for 8- and 16-bit integers and for float32, float64
    /// for wider integers.
    type Work: WorkFloat;

    /// The nearest float64.
    fn to_f64(self) -> f64;
    /// The nearest float32.
    fn to_f32(self) -> f32;
    /// The pixel value nearest to a float64.
    fn from_f64_saturating(value: f64) -> Self;
    /// The pixel value nearest to a float32.
    fn from_f32_saturating(value: f32) -> Self;
    /// The integer nearest to zero between the pixel value and zero; exact for integers.
    fn to_i128(self) -> i128;
    /// The pixel value nearest to an integer.
    fn from_i128_saturating(value: i128) -> Self;
    /// The value in the working float.
    fn to_work(self) -> Self::Work;
    /// The pixel value nearest to a working float.
    fn from_work(value: Self::Work) -> Self;
    /// True for NaN, which only float32 has.
    fn is_nan(self) -> bool;
    /// The pixel value nearest to a value of another type, see [`convert`].
    fn convert_from<S: RealPixel>(value: S) -> Self;
}

/// Converts a value from one pixel type to another: rounded half away from zero, saturated, NaN to 0 in integers.
#[inline]
pub fn convert<S: RealPixel, T: RealPixel>(value: S) -> T {
    T::convert_from(value)
}

/// The largest float64 below one half: adding it instead of 0.5 rounds half away from zero without the error at
/// 0.49999999999999994.
const HALF_F64: f64 = 0.499_999_999_999_999_94;
/// The largest float32 below one half.
const HALF_F32: f32 = 0.499_999_97;

macro_rules! integer_pixels {
    ($($t:ty, $work:ty, $narrow:ty);+ $(;)?) => {$(
        impl RealPixel for $t {
            const MIN: Self = <$t>::MIN;
            const MAX: Self = <$t>::MAX;
            const ZERO: Self = 0;
            const ONE: Self = 1;
            type Work = $work;

            #[inline(always)]
            fn to_f64(self) -> f64 {
                self as f64
            }

            #[inline(always)]
            fn to_f32(self) -> f32 {
                self as f32
            }

            // A cast of a float saturates and makes 0 of NaN, but vector instructions know only the unchecked cast to int32.
            #[inline(always)]
            fn from_f64_saturating(value: f64) -> Self {
                let rounded = value + HALF_F64.copysign(value);
                if size_of::<Self>() > 2 {
                    return (rounded as $narrow).clamp(Self::MIN as $narrow, Self::MAX as $narrow) as Self;
                }
                let limited = if rounded.is_nan() { 0.0 } else { rounded.clamp(Self::MIN as f64, Self::MAX as f64) };
                // SAFETY: the value is between the limits of a 16-bit integer.
                unsafe { limited.to_int_unchecked::<i32>() as Self }
            }

            #[inline(always)]
            fn from_f32_saturating(value: f32) -> Self {
                let rounded = value + HALF_F32.copysign(value);
                if size_of::<Self>() > 2 {
                    return (rounded as $narrow).clamp(Self::MIN as $narrow, Self::MAX as $narrow) as Self;
                }
                let limited = if rounded.is_nan() { 0.0 } else { rounded.clamp(Self::MIN as f32, Self::MAX as f32) };
                // SAFETY: the value is between the limits of a 16-bit integer.
                unsafe { limited.to_int_unchecked::<i32>() as Self }
            }

            #[inline(always)]
            fn to_i128(self) -> i128 {
                self as i128
            }

            #[inline(always)]
            fn from_i128_saturating(value: i128) -> Self {
                value.clamp(Self::MIN as i128, Self::MAX as i128) as Self
            }

            #[inline(always)]
            fn to_work(self) -> $work {
                self as $work
            }

            #[inline(always)]
            fn from_work(value: $work) -> Self {
                <$work as WorkFloat>::to_pixel(value)
            }

            #[inline(always)]
            fn is_nan(self) -> bool {
                false
            }

            #[inline(always)]
            fn convert_from<S: RealPixel>(value: S) -> Self {
                if !S::TYPE.is_integer() {
                    Self::from_f32_saturating(value.to_f32())
                } else if S::TYPE.size() < 8 && Self::TYPE.size() < 8 {
                    // Exact in float64, and far faster than 128-bit arithmetic.
                    (value.to_i128() as i64).clamp(Self::MIN as i64, Self::MAX as i64) as Self
                } else {
                    Self::from_i128_saturating(value.to_i128())
                }
            }
        }
    )+};
}

integer_pixels! {
    u8, f32, i32; i8, f32, i32; u16, f32, i32; i16, f32, i32;
    u32, f64, u32; i32, f64, i32; u64, f64, u64; i64, f64, i64;
}

impl RealPixel for f32 {
    const MIN: Self = f32::MIN;
    const MAX: Self = f32::MAX;
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;
    type Work = f32;

    #[inline(always)]
    fn to_f64(self) -> f64 {
        self as f64
    }

    #[inline(always)]
    fn to_f32(self) -> f32 {
        self
    }

    #[inline(always)]
    fn from_f64_saturating(value: f64) -> Self {
        value as f32
    }

    #[inline(always)]
    fn from_f32_saturating(value: f32) -> Self {
        value
    }

    #[inline(always)]
    fn to_i128(self) -> i128 {
        self as i128
    }

    #[inline(always)]
    fn from_i128_saturating(value: i128) -> Self {
        value as f32
    }

    #[inline(always)]
    fn to_work(self) -> f32 {
        self
    }

    #[inline(always)]
    fn from_work(value: f32) -> Self {
        value
    }

    #[inline(always)]
    fn is_nan(self) -> bool {
        f32::is_nan(self)
    }

    #[inline(always)]
    fn convert_from<S: RealPixel>(value: S) -> Self {
        value.to_f32()
    }
}

/// The float in which a kernel computes: float32 or float64.
pub trait WorkFloat: num_traits::Float + num_traits::NumAssign + Default + Debug + Send + Sync + 'static {
    /// The nearest working float.
    fn from_f64(value: f64) -> Self;
    /// The value as float64.
    fn to_f64(self) -> f64;
    /// The nearest pixel value.
    fn to_pixel<T: RealPixel>(self) -> T;
}

impl WorkFloat for f32 {
    #[inline(always)]
    fn from_f64(value: f64) -> Self {
        value as f32
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        self as f64
    }

    #[inline(always)]
    fn to_pixel<T: RealPixel>(self) -> T {
        T::from_f32_saturating(self)
    }
}

impl WorkFloat for f64 {
    #[inline(always)]
    fn from_f64(value: f64) -> Self {
        value
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        self
    }

    #[inline(always)]
    fn to_pixel<T: RealPixel>(self) -> T {
        T::from_f64_saturating(self)
    }
}

#[cfg(test)]
mod tests;
