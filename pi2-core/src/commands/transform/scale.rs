//! Scaling by any factor.

use crate::commands::filters::{check_sigma, gaussian};
use crate::image::{Dimensions, Image, Pixel, Region, Vec3d, Vec3i};
use crate::interpolate::{Blend, Interpolation, resample};
use crate::par::{Boundary, LineKernel};
use crate::{Context, Error, Result, pi2_command};

/// Makes an image larger or smaller by any factor.
///
/// Pixel p of the result is the value of the input at p / factor, without a shift by half a pixel. Details smaller than
/// the new pixels cause artefacts in a smaller image unless `average when downsizing` is set: then the input is smoothed
/// first with a Gaussian of standard deviation (1/factor - 1)/2 along each axis that gets shorter. Positions are float64;
/// values are float32 for 8-bit, 16-bit, float32 and complex images, float64 for wider ones.
///
/// # Shapes
/// `input image` is W×H×D; a side of `output image` becomes round(factor · side), at least 1. An axis with the factor 0
/// keeps the side of `output image`, which gives the factor. With a `block origin`, the output keeps its size.
///
/// # Errors
/// `Argument` if a factor is not finite, or so small that averaging needs a standard deviation above 1000000. `Limit` if
/// the output is too large.
///
/// # References
/// pi2, `scale`, whose positions are float32, which spreads NaN to neighbours of exact positions, and in which single
/// factors that are 0 give garbage.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4)
/// set(img, [1, 0, 0], 20)
/// scale(img, large, [2, 1, 1])
/// sum(large, total)   # 40
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [scalelabels, bin, crop, rotate],
    blocks = {
        let plan = scale_plan(input_image.dims(), output_image.dims(), scaling_factor)?;
        scale_source(output, plan.factors, average_when_downsizing).clip(input_image.dims())
    },
    extra_memory = 1.0,
    job = Fast,
)]
pub fn scale<T: Pixel + Blend>(
    ctx: &Context,
    /// Image to scale.
    input_image: &Image<T>,
    /// The scaled image.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Output size divided by input size along x, y and z, dimensionless. One number sets all three, also for
    /// two-dimensional images. 0 or less takes it from the size of the output image.
    #[arg(default = Vec3d::splat(0.0))]
    scaling_factor: Vec3d,
    /// True to smooth the input image along axes that get shorter.
    #[arg(default = false)]
    average_when_downsizing: bool,
    /// How values between pixels are found.
    #[arg(default = Interpolation::Linear)]
    interpolation_mode: Interpolation,
    /// What lies outside the input image.
    #[arg(default = Boundary::Nearest)]
    boundary_condition: Boundary,
    /// Position of the output image in the whole output image, for distributed mode; the input image is then the part
    /// that this block needs.
    #[arg(default = Vec3i::splat(-1))]
    block_origin: Vec3i,
) -> Result<()> {
    let plan = scale_plan(input_image.dims(), output_image.dims(), scaling_factor)?;
    let kernels = if average_when_downsizing { smoothing(plan.factors)? } else { None };
    // A block has the size that is wanted.
    if block_origin.iter().any(|start| *start < 0) {
        output_image.resize(plan.size)?;
    }
    let sides = output_image.dims().to_array();
    let block = Region { start: block_origin.map(|start| start.max(0)).0, size: sides };
    let needed = scale_source(block, plan.factors, average_when_downsizing);
    let positions = std::array::from_fn(|axis| {
        let (start, factor) = (block.start[axis] as f64, plan.factors[axis]);
        // Positions in a part are those in the whole image, less whole pixels.
        (0..sides[axis]).map(|at| (at as f64 + start) / factor - needed.start[axis] as f64).collect()
    });
    let Some(kernels) = kernels else {
        return resample(ctx, input_image, &positions, interpolation_mode, boundary_condition, output_image);
    };
    let smooth = T::smooth(ctx, input_image, &kernels, boundary_condition)?;
    resample(ctx, &smooth, &positions, interpolation_mode, boundary_condition, output_image)
}

/// Factors and output size of a scaling.
pub struct ScalePlan {
    /// Output size divided by input size, positive.
    pub factors: [f64; 3],
    /// Size of the output.
    pub size: Dimensions,
}

/// What the factors that a user gave mean for images of given sizes.
///
/// # Errors
/// `Argument` if a factor is not finite, `Limit` if the output is too large.
pub fn scale_plan(input: Dimensions, output: Dimensions, factor: Vec3d) -> Result<ScalePlan> {
    super::sampling::check_finite("scaling factor", factor)?;
    let (input, output) = (input.to_array(), output.to_array());
    let is_given = factor.map(|factor| factor > 0.0);
    let factors =
        std::array::from_fn(
            |axis| {
                if is_given[axis] { factor[axis] } else { output[axis] as f64 / input[axis] as f64 }
            },
        );
    let size = std::array::from_fn(|axis| {
        // A size that is too large saturates and is refused below.
        if is_given[axis] { (factors[axis] * input[axis] as f64).round() as i64 } else { output[axis] as i64 }
    });
    Ok(ScalePlan { factors, size: Dimensions::from_request(Vec3i::from(size))? })
}

/// The kernels that smooth an image before it gets smaller, if it does.
pub(super) fn smoothing(factors: [f64; 3]) -> Result<Option<[LineKernel; 3]>> {
    let sigma = factors.map(|factor| ((1.0 / factor - 1.0) / 2.0).max(0.0));
    if sigma == [0.0; 3] {
        return Ok(None);
    }
    let allowed = check_sigma(sigma.into());
    allowed.map_err(|_| Error::argument("scaling factor", "at least 10⁻⁶ for averaging", Vec3d::from(factors)))?;
    Ok(Some(sigma.map(gaussian)))
}

/// The part of the input image from which a part of the output image is made. It may reach beyond the far edges.
pub fn scale_source(output: Region, factors: [f64; 3], average: bool) -> Region {
    /// Pixels beside a position that cubic interpolation reads.
    const NEIGHBOURS: f64 = 2.0;
    let bounds: [[i64; 2]; 3] = std::array::from_fn(|axis| {
        let factor = factors[axis];
        let sigma = if average { ((1.0 / factor - 1.0) / 2.0).max(0.0) } else { 0.0 };
        let reach = NEIGHBOURS + (3.0 * sigma).ceil();
        let last = (output.end()[axis] - 1).max(output.start[axis]) as f64;
        let start = ((output.start[axis] as f64 / factor).floor() - reach).max(0.0);
        [start as i64, ((last / factor).floor() + reach + 1.0).max(start + 1.0) as i64]
    });
    Region { start: bounds.map(|[start, _]| start), size: bounds.map(|[start, end]| (end - start) as usize) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commands::transform::crop;
    use crate::image::{Complex32, RealPixel};
    use crate::interpolate::reference;
    use crate::testing::{boundaries, for_each_real_type, random_image, sides};

    #[derive(Clone, Copy, Debug)]
    struct Options {
        factor: [f64; 3],
        average: bool,
        mode: Interpolation,
        boundary: Boundary,
        origin: [i64; 3],
    }

    const PLAIN: Options = Options {
        factor: [0.0; 3],
        average: false,
        mode: Interpolation::Linear,
        boundary: Boundary::Nearest,
        origin: [-1; 3],
    };

    fn scaled<T: Pixel + Blend>(input: &Image<T>, size: [usize; 3], options: Options) -> Result<Image<T>> {
        let mut output = Image::new(size)?;
        let Options { factor, average, mode, boundary, origin } = options;
        let ctx = Context::with_threads(2);
        scale(&ctx, input, &mut output, factor.into(), average, mode, boundary, origin.into())?;
        Ok(output)
    }

    fn row(options: Options) -> Vec<f32> {
        let input = Image::from_vec([4, 1, 1], vec![10f32, 20.0, 30.0, 40.0]).expect("four");
        scaled(&input, [3, 1, 1], options).expect("valid").pixels().to_vec()
    }

    #[test]
    fn a_row_gets_twice_as_long() {
        let double = Options { factor: [2.0, 1.0, 1.0], ..PLAIN };
        assert_eq!(row(double), [10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 40.0]);
        let zero = Options { boundary: Boundary::Zero, ..double };
        assert_eq!(row(zero)[6..], [40.0, 20.0]);
        let nearest = Options { mode: Interpolation::Nearest, ..double };
        assert_eq!(row(nearest), [10.0, 20.0, 20.0, 30.0, 30.0, 40.0, 40.0, 40.0]);
        assert_eq!(row(Options { boundary: Boundary::Zero, ..nearest })[6..], [40.0, 0.0]);
        let cubic = Options { mode: Interpolation::Cubic, ..double };
        assert_eq!(row(cubic), [10.0, 14.375, 20.0, 25.0, 30.0, 35.625, 40.0, 40.625]);
    }

    #[test]
    fn a_row_gets_shorter() {
        let half = Options { factor: [0.5, 1.0, 1.0], ..PLAIN };
        assert_eq!(row(half), [10.0, 30.0]);
        let average = row(Options { average: true, ..half });
        assert!((average[0] - 11.069_783).abs() < 1e-5 && (average[1] - 29.997_36).abs() < 1e-5, "{average:?}");
        assert_eq!(row(PLAIN), [10.0, 23.333_334, 36.666_668]);
    }

    #[test]
    fn single_factors_that_are_zero_come_from_the_size_of_the_output() {
        let input = random_image::<u16>([4, 5, 6], 1);
        let some = scaled(&input, [9, 9, 9], Options { factor: [0.0, 2.0, -1.0], ..PLAIN }).expect("valid");
        let all = scaled(&input, [1, 1, 1], Options { factor: [9.0 / 4.0, 2.0, 9.0 / 6.0], ..PLAIN }).expect("valid");
        assert_eq!(some.dims(), Dimensions::new(9, 10, 9));
        assert_eq!(some, all);
    }

    #[test]
    fn averages_of_complex_images_are_those_of_their_parts() {
        let (re, im) = (random_image::<f32>([9, 8, 7], 1), random_image::<f32>([9, 8, 7], 2));
        let pixels = re.pixels().iter().zip(im.pixels()).map(|(&re, &im)| Complex32::new(re, im)).collect();
        let options = Options { factor: [0.5, 0.4, 0.7], average: true, ..PLAIN };
        let complex = scaled(&Image::from_vec([9, 8, 7], pixels).expect("as many"), [1; 3], options).expect("valid");
        let parts = [&re, &im].map(|part| scaled(part, [1; 3], options).expect("valid"));
        for ((pixel, &re), &im) in complex.pixels().iter().zip(parts[0].pixels()).zip(parts[1].pixels()) {
            assert_eq!(*pixel, Complex32::new(re, im));
        }
    }

    #[test]
    fn a_constant_image_stays_constant() {
        let flat = Image::from_vec([5, 4, 3], vec![201u8; 60]).expect("60");
        for average in [false, true] {
            let options = Options { factor: [0.6, 1.7, 0.5], average, mode: Interpolation::Cubic, ..PLAIN };
            assert!(scaled(&flat, [1; 3], options).expect("valid").pixels().iter().all(|&pixel| pixel == 201));
        }
    }

    #[test]
    fn impossible_factors_are_refused() {
        let input = random_image::<u8>([2, 2, 2], 1);
        let error = |factor, average| {
            scaled(&input, [1; 3], Options { factor, average, ..PLAIN }).expect_err("impossible").to_string()
        };
        let nan = error([1.0, f64::NAN, 1.0], false);
        assert_eq!(nan, "argument `scaling factor` must be finite, but it is [1, NaN, 1]");
        assert!(error([1e18, 1e18, 1.0], false).contains("too large to be addressed"));
        let tiny = error([1e-9, 1.0, 1.0], true);
        assert!(tiny.starts_with("argument `scaling factor` must be at least 10⁻⁶ for averaging"), "{tiny}");
    }

    fn agrees<T: RealPixel + Blend>(sides: [usize; 3], options: Options, seed: u64) -> Result<(), TestCaseError> {
        let input = random_image::<T>(sides, seed);
        let output = scaled(&input, [3, 4, 2], options).expect("valid");
        let plan = scale_plan(input.dims(), Dimensions::new(3, 4, 2), options.factor.into()).expect("valid");
        prop_assert_eq!(output.dims(), plan.size);
        reference::check(&input, &output, options.mode, options.boundary, |at| {
            std::array::from_fn(|axis| at[axis] as f64 / plan.factors[axis])
        })
    }

    #[test]
    fn blocks_make_the_whole() {
        let input = random_image::<f32>([40, 37, 33], 4);
        for (factor, average) in [([1.7, 0.6, 1.3], false), ([0.7, 0.55, 0.9], true), ([2.0, 3.0, 1.0], false)] {
            let options = Options { factor, average, mode: Interpolation::Cubic, ..PLAIN };
            let whole = scaled(&input, [1; 3], options).expect("valid");
            let part = Region { start: [7, 9, 8], size: [6, 5, 7] };
            let block = cut(&input, scale_source(part, factor, average).clip(input.dims()));
            let found = scaled(&block, part.size, Options { origin: part.start, ..options }).expect("valid");
            let expected = cut(&whole, part);
            let same = found.pixels().iter().zip(expected.pixels()).all(|(a, b)| (a - b).abs() < 1e-3);
            assert!(same, "{factor:?}");
        }
    }

    fn cut<T: Pixel>(image: &Image<T>, region: Region) -> Image<T> {
        let mut cut = Image::new([1, 1, 1]).expect("small");
        let size = Vec3i::from(region.size.map(|side| side as i64));
        crop(&Context::default(), image, &mut cut, region.start.into(), size).expect("valid");
        cut
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            sides in sides(),
            factor in prop::array::uniform3(0i32..12),
            mode in 0usize..3,
            boundary in boundaries(),
            seed: u64,
        ) {
            let mode = [Interpolation::Nearest, Interpolation::Linear, Interpolation::Cubic][mode];
            let factor = factor.map(|step| f64::from(step) / 4.0);
            for_each_real_type!(agrees, sides, Options { factor, mode, boundary, ..PLAIN }, seed);
        }
    }
}
