//! Moving the content of an image.

use super::sampling::check_finite;
use crate::image::{Dimensions, Image, Pixel, Vec3d};
use crate::interpolate::{Blend, Interpolation, resample};
use crate::par::Boundary;
use crate::{Context, Result, pi2_command};

/// Moves the content of an image, also by parts of a pixel.
///
/// Pixel p of the result is the value of the input at p - `shift`, interpolated linearly; outside the image there are
/// zeros. Positions are float64; values are float32 for 8-bit, 16-bit, float32 and complex images, float64 for wider ones,
/// and are rounded once.
///
/// # Shapes
/// `output image` keeps its size, but becomes as large as `input image` if it has a single pixel.
///
/// # Errors
/// `Argument` if `shift` is not finite.
///
/// # References
/// pi2, `translate`, whose positions are float32 and which spreads NaN to neighbours of exact positions.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4)
/// set(img, [0, 0, 0], 10)
/// translate(img, moved, [0.5, 0, 0])   # 5
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [crop, rotate, scale],
    whole_image = "a block needs another part of the input than the one at its place"
)]
pub fn translate<T: Pixel + Blend>(
    ctx: &Context,
    /// Image to move.
    input_image: &Image<T>,
    /// The moved image.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// By how much the content moves along x, y and z, in pixels.
    shift: Vec3d,
) -> Result<()> {
    check_finite("shift", shift)?;
    if output_image.dims() == Dimensions::ONE {
        output_image.resize_like(input_image)?;
    }
    let sides = output_image.dims().to_array();
    let positions = std::array::from_fn(|axis| (0..sides[axis]).map(|at| at as f64 - shift[axis]).collect());
    resample(ctx, input_image, &positions, Interpolation::Linear, Boundary::Zero, output_image)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::{Complex32, RealPixel};
    use crate::interpolate::reference;
    use crate::testing::{for_each_real_type, random_image, sides};

    fn moved<T: Blend>(input: &Image<T>, shift: [f64; 3]) -> Image<T> {
        let mut output = Image::new([1, 1, 1]).expect("small");
        translate(&Context::with_threads(2), input, &mut output, shift.into()).expect("valid");
        output
    }

    #[test]
    fn half_a_pixel_takes_the_mean_of_neighbours() {
        let input = Image::from_vec([4, 1, 1], vec![10u8, 20, 30, 40]).expect("four");
        assert_eq!(moved(&input, [0.5, 0.0, 0.0]).pixels(), [5, 15, 25, 35]);
        let complex = Image::from_vec([2, 1, 1], vec![Complex32::new(2.0, 4.0); 2]).expect("two");
        assert_eq!(moved(&complex, [0.5, 0.0, 0.0]).get(0, 0, 0), Complex32::new(1.0, 2.0));
    }

    #[test]
    fn exact_shifts_do_not_spread_nan() {
        let input = Image::from_vec([3, 1, 1], vec![1f32, f32::NAN, f32::INFINITY]).expect("three");
        let result = moved(&input, [1.0, 0.0, 0.0]);
        assert!(result.pixels()[..2] == [0.0, 1.0] && result.pixels()[2].is_nan(), "{result:?}");
        assert_eq!(moved(&input, [-2.0, 0.0, 0.0]).pixels(), [f32::INFINITY, 0.0, 0.0]);
    }

    #[test]
    fn fractions_survive_far_from_the_origin() {
        let input = Image::from_fn([200_000, 1, 1], |x, _, _| x as f32 / 2.0).expect("small");
        let result = moved(&input, [0.001, 0.0, 0.0]);
        let expected = (199_999.0 - 0.001) / 2.0;
        assert!((f64::from(result.get(199_999, 0, 0)) - expected).abs() < 0.005);
        // In float32 the shift vanishes there: 1/64 is the distance of numbers.
        let wide = Image::from_vec([2, 1, 1], vec![0u32, 1 << 31]).expect("two");
        assert_eq!(moved(&wide, [-1e-4, 0.0, 0.0]).get(0, 0, 0), 214_748);
    }

    #[test]
    fn an_output_of_several_pixels_keeps_its_size() {
        let input = Image::from_vec([2, 1, 1], vec![1u8, 2]).expect("two");
        let mut output = Image::new([3, 2, 1]).expect("small");
        translate(&Context::default(), &input, &mut output, [0.0, 1.0, 0.0].into()).expect("valid");
        assert_eq!(output.pixels(), [0, 0, 0, 1, 2, 0]);
    }

    #[test]
    fn an_infinite_shift_is_refused_and_a_huge_one_empties_the_image() {
        let input = Image::from_vec([2, 1, 1], vec![1u8, 2]).expect("two");
        let mut output = Image::new([1, 1, 1]).expect("small");
        let shift = Vec3d::new(0.0, f64::INFINITY, 0.0);
        let error = translate(&Context::default(), &input, &mut output, shift).expect_err("infinite").to_string();
        assert_eq!(error, "argument `shift` must be finite, but it is [0, inf, 0]");
        assert_eq!(moved(&input, [1e300, 0.0, 0.0]).pixels(), [0, 0]);
        assert_eq!(moved(&input, [-1e300, 0.0, 0.0]).pixels(), [0, 0]);
    }

    fn agrees<T: RealPixel + Blend>(sides: [usize; 3], shift: [f64; 3], seed: u64) -> Result<(), TestCaseError> {
        let input = random_image::<T>(sides, seed);
        let found = moved(&input, shift);
        reference::check(&input, &found, Interpolation::Linear, Boundary::Zero, |at| {
            std::array::from_fn(|axis| at[axis] as f64 - shift[axis])
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            sides in sides(),
            shift in prop::array::uniform3(-4i32..5),
            seed: u64,
        ) {
            let shift = shift.map(|step| f64::from(step) * 0.75);
            for_each_real_type!(agrees, sides, shift, seed);
        }
    }
}
