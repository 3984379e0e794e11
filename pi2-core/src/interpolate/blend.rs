//! Pixels of which weighted sums can be made.

use std::ops::{AddAssign, Mul};

use num_complex::Complex;

use crate::image::{Complex32, Image, Pixel, RealPixel, WorkFloat};
use crate::par::{Boundary, LineKernel, convolve_separable, map_into, zip_pixels};
use crate::{Context, Result};

/// A pixel of which weighted sums can be made: every pixel type.
pub trait Blend: Pixel {
    /// The float of the weights.
    type Weight: WorkFloat;
    /// A weighted sum of pixels.
    type Sum: Copy + Default + Send + Sync + AddAssign + Mul<Self::Weight, Output = Self::Sum> + 'static;
    /// The pixel type of a smoothed image, which should be rounded as late as possible.
    type Smooth: Blend<Sum = Self::Sum, Weight = Self::Weight>;
    /// True if pixels can be NaN or infinite, so that a weight of zero does not make them zero.
    const CAN_BE_NAN: bool;

    /// The pixel as a sum.
    fn to_sum(self) -> Self::Sum;
    /// The pixel value nearest to a sum.
    fn from_sum(sum: Self::Sum) -> Self;
    /// The pixel value nearest to a real number.
    fn from_real(value: f64) -> Self;
    /// The image convolved along x, y and z. Axes beyond its dimensionality are left as they are.
    fn smooth(
        ctx: &Context,
        image: &Image<Self>,
        kernels: &[LineKernel; 3],
        boundary: Boundary,
    ) -> Result<Image<Self::Smooth>>;
}

macro_rules! blend_real {
    ($($t:ty => $smooth:ty),+) => {$(
        impl Blend for $t {
            type Weight = <$t as RealPixel>::Work;
            type Sum = <$t as RealPixel>::Work;
            type Smooth = $smooth;
            const CAN_BE_NAN: bool = !<$t as Pixel>::TYPE.is_integer();

            #[inline(always)]
            fn to_sum(self) -> Self::Sum {
                self.to_work()
            }

            #[inline(always)]
            fn from_sum(sum: Self::Sum) -> Self {
                Self::from_work(sum)
            }

            fn from_real(value: f64) -> Self {
                Self::from_f64_saturating(value)
            }

            fn smooth(
                ctx: &Context,
                image: &Image<Self>,
                kernels: &[LineKernel; 3],
                boundary: Boundary,
            ) -> Result<Image<$smooth>> {
                let mut smooth = Image::new([1, 1, 1])?;
                convolve_separable(ctx, image, &mut smooth, kernels, boundary)?;
                Ok(smooth)
            }
        }
    )+};
}

blend_real!(u8 => f32, u16 => f32, u32 => u32, u64 => u64, i8 => f32, i16 => f32, i32 => i32, i64 => i64, f32 => f32);

impl Blend for Complex32 {
    type Weight = f32;
    type Sum = Complex<f32>;
    type Smooth = Self;
    const CAN_BE_NAN: bool = true;

    #[inline(always)]
    fn to_sum(self) -> Self {
        self
    }

    #[inline(always)]
    fn from_sum(sum: Self) -> Self {
        sum
    }

    fn from_real(value: f64) -> Self {
        Self::new(value as f32, 0.0)
    }

    fn smooth(
        ctx: &Context,
        image: &Image<Self>,
        kernels: &[LineKernel; 3],
        boundary: Boundary,
    ) -> Result<Image<Self>> {
        let smooth_part = |part: fn(Self) -> f32| {
            let mut real = Image::<f32>::new([1, 1, 1])?;
            map_into(ctx, image, &mut real, part)?;
            f32::smooth(ctx, &real, kernels, boundary)
        };
        let mut smooth = Image::new(image.dims())?;
        zip_pixels(ctx, &mut smooth, &smooth_part(|pixel| pixel.re)?, false, |pixel: Self, re| {
            Self::new(re, pixel.im)
        })?;
        zip_pixels(ctx, &mut smooth, &smooth_part(|pixel| pixel.im)?, false, |pixel: Self, im| {
            Self::new(pixel.re, im)
        })?;
        Ok(smooth)
    }
}
