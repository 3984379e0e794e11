//! From Cartesian to cylindrical coordinates.

use std::f64::consts::TAU;

use super::sampling::check_finite;
use crate::image::{Image, RealPixel, Vec3d};
use crate::interpolate::{Blend, Interpolation, sample_at};
use crate::par::Boundary;
use crate::{Context, Result, pi2_command};

/// Unrolls an image about an axis along z.
///
/// Pixel (r, a, z) of the result is the value of the input at the distance r from `origin` and the angle φ = 2π · a / H
/// from the x-axis towards the y-axis: (x₀ + r cos φ, y₀ + r sin φ, z₀ + z) for `origin` [x₀, y₀, z₀] and an output of
/// height H. Positions are float64.
///
/// # Shapes
/// `output image` keeps its size. A new one has a single pixel: make it first.
///
/// # Errors
/// `Argument` if `origin` is not finite.
///
/// # References
/// pi2, `carttocyl`, whose positions are float32.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3)
/// set(img, [1, 1, 0], 7)
/// newimage(unrolled, uint8, 2, 4)
/// carttocyl(img, unrolled, [1, 1, 0])   # 7
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [rotate, generictransform],
    whole_image = "each row of the result needs pixels all around the axis"
)]
pub fn carttocyl<T: RealPixel + Blend>(
    ctx: &Context,
    /// Image to unroll.
    input_image: &Image<T>,
    /// The unrolled image: x is the distance from the axis, y the angle.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Place of the axis along x and y, and the first z, in pixels of the input image.
    #[arg(default = Vec3d::splat(0.0))]
    origin: Vec3d,
    /// How values between pixels are found.
    #[arg(default = Interpolation::Linear)]
    interpolation_mode: Interpolation,
    /// What lies outside the input image.
    #[arg(default = Boundary::Zero)]
    boundary_condition: Boundary,
) -> Result<()> {
    check_finite("origin", origin)?;
    let step = TAU / output_image.height() as f64;
    sample_at(ctx, input_image, output_image, interpolation_mode, boundary_condition, &|[a, z], points| {
        let (sin, cos) = (a as f64 * step).sin_cos();
        for (axis, slope) in [(0, cos), (1, sin)] {
            for (r, position) in points[axis].iter_mut().enumerate() {
                *position = origin[axis] + r as f64 * slope;
            }
        }
        points[2].fill(origin[2] + z as f64);
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::interpolate::reference;
    use crate::testing::{boundaries, for_each_real_type, random_image, sides};

    #[test]
    fn rows_go_outwards_from_the_origin() {
        let input = Image::from_fn([3, 3, 1], |x, y, _| (x + 3 * y) as u8).expect("small");
        let mut output = Image::new([2, 4, 1]).expect("small");
        let origin = Vec3d::new(1.0, 1.0, 0.0);
        carttocyl(&Context::default(), &input, &mut output, origin, Interpolation::Linear, Boundary::Zero)
            .expect("valid");
        assert_eq!(output.pixels(), [4, 5, 4, 7, 4, 3, 4, 1]);
    }

    #[test]
    fn an_infinite_origin_is_refused() {
        let input = Image::<u8>::new([2, 2, 1]).expect("small");
        let mut output = Image::new([2, 2, 1]).expect("small");
        let origin = Vec3d::new(0.0, f64::NAN, 0.0);
        let error = carttocyl(&Context::default(), &input, &mut output, origin, Interpolation::Linear, Boundary::Zero);
        let text = error.expect_err("not a number").to_string();
        assert_eq!(text, "argument `origin` must be finite, but it is [0, NaN, 0]");
    }

    fn agrees<T: RealPixel + Blend>(
        (sides, size): ([usize; 3], [usize; 3]),
        origin: [f64; 3],
        boundary: Boundary,
        seed: u64,
    ) -> Result<(), TestCaseError> {
        let input = random_image::<T>(sides, seed);
        let mut output = Image::new(size).expect("small");
        let mode = Interpolation::Cubic;
        carttocyl(&Context::with_threads(2), &input, &mut output, origin.into(), mode, boundary).expect("valid");
        reference::check(&input, &output, mode, boundary, |[r, a, z]| {
            let angle = a as f64 / size[1] as f64 * TAU;
            let r = r as f64;
            [origin[0] + r * angle.cos(), origin[1] + r * angle.sin(), origin[2] + z as f64]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            sizes in (sides(), sides()),
            origin in prop::array::uniform3(-2.0f64..6.0),
            boundary in boundaries(),
            seed: u64,
        ) {
            for_each_real_type!(agrees, sizes, origin, boundary, seed);
        }
    }
}
