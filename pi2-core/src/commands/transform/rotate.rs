//! Rotation about any axis.

use super::sampling::check_finite;
use crate::image::{Dimensions, Image, Pixel, Region, Vec3d, Vec3i};
use crate::interpolate::{Blend, Interpolation, sample_at};
use crate::par::Boundary;
use crate::{Context, Error, Result, pi2_command};

/// Pixels around the rotated corners of a block that its pixels may need.
const MARGIN: f64 = 2.0;

/// Rotates an image about an axis through given points.
///
/// Pixel p of the result is the value of the input at Rᵀ(p - `output center`) + `input center`, where R is the rotation
/// by `angle` about `axis` by the right-hand rule: a positive angle about +z turns +x towards +y, which is clockwise on a
/// screen, where y points down. Positions are float64.
///
/// # Shapes
/// `output image` keeps its size. A new one has a single pixel: make it first.
///
/// # Errors
/// `Argument` if `angle`, `axis` or a centre is not finite, or `axis` is zero.
///
/// # References
/// pi2, `rotate`, whose positions are float32 and which spreads NaN to neighbours of exact positions.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3)
/// set(img, [2, 1, 0], 7)
/// newimage(turned, uint8, 3, 3)
/// rotate(img, turned, 1.5707963267948966, [0, 0, 1], [1, 1, 0], [1, 1, 0], nearest)
/// maxval(turned, top)   # 7
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [rot90cw, rot90ccw, translate, scale],
    blocks = rotate_source(output, input_image.dims(), &Rotation::new(angle, axis, input_center, output_center)?),
)]
pub fn rotate<T: Pixel + Blend>(
    ctx: &Context,
    /// Image to rotate.
    input_image: &Image<T>,
    /// The rotated image.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Angle of the rotation, in radians.
    angle: f64,
    /// Direction of the axis of rotation. Its length does not matter.
    #[arg(default = Vec3d::new(0.0, 0.0, 1.0))]
    axis: Vec3d,
    /// A point on the axis in the input image, in pixels.
    input_center: Vec3d,
    /// The place of that point in the output image, in pixels.
    output_center: Vec3d,
    /// How values between pixels are found.
    #[arg(default = Interpolation::Linear)]
    interpolation_mode: Interpolation,
    /// What lies outside the input image.
    #[arg(default = Boundary::Zero)]
    boundary_condition: Boundary,
    /// Position of the output image in the whole output image, for distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
    /// Size of the whole input image if `input image` is a part of it, for distributed mode.
    #[arg(default = Vec3i::splat(0))]
    full_input_dimensions: Vec3i,
) -> Result<()> {
    let rotation = Rotation::new(angle, axis, input_center, output_center)?;
    let mut start = [0; 3];
    if full_input_dimensions.iter().all(|side| *side > 0) {
        let block = Region { start: block_origin.0, size: output_image.dims().to_array() };
        start = rotate_source(block, Dimensions::from_request(full_input_dimensions)?, &rotation).start;
    }
    sample_at(ctx, input_image, output_image, interpolation_mode, boundary_condition, &|[y, z], points| {
        let [dy, dz] = [(y, 1), (z, 2)].map(|(at, axis)| (at as f64) + block_origin[axis] as f64);
        for (axis, line) in points.iter_mut().enumerate() {
            for (x, position) in line.iter_mut().enumerate() {
                let from = [x as f64 + block_origin[0] as f64, dy, dz];
                *position = rotation.back(from, axis) - start[axis] as f64;
            }
        }
    })
}

/// Rotates an image about an axis through its middle.
///
/// As the form with centres, which are half of the sizes of the input and the output image, rounded down: [⌊W/2⌋, ⌊H/2⌋,
/// ⌊D/2⌋]. The middle of an image with an even number of pixels lies half a pixel before that, so that such images move:
/// give (size - 1)/2 as centres to turn them about their exact middle.
///
/// # Shapes
/// `output image` keeps its size. A new one has a single pixel: make it first.
///
/// # Errors
/// `Argument` if `angle` or `axis` is not finite, or `axis` is zero.
///
/// # References
/// pi2, `rotate`, whose positions are float32 and which spreads NaN to neighbours of exact positions.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3)
/// set(img, [2, 1, 0], 7)
/// newimage(turned, uint8, 3, 3)
/// rotate(img, turned, 1.5707963267948966)
/// maxval(turned, top)   # 7
/// ```
#[pi2_command(
    name = "rotate",
    category = "Transforms",
    see_also = [rot90cw, rot90ccw, translate, scale],
    blocks = {
        let dims = [input_image.dims(), output_image.dims()];
        rotate_source(output, dims[0], &Rotation::new(angle, axis, middle(dims[0]), middle(dims[1]))?)
    },
)]
pub fn rotate_about_middle<T: Pixel + Blend>(
    ctx: &Context,
    /// Image to rotate.
    input_image: &Image<T>,
    /// The rotated image.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Angle of the rotation, in radians.
    angle: f64,
    /// Direction of the axis of rotation. Its length does not matter.
    #[arg(default = Vec3d::new(0.0, 0.0, 1.0))]
    axis: Vec3d,
    /// How values between pixels are found.
    #[arg(default = Interpolation::Linear)]
    interpolation_mode: Interpolation,
    /// What lies outside the input image.
    #[arg(default = Boundary::Zero)]
    boundary_condition: Boundary,
    /// Position of the output image in the whole output image, for distributed mode, which gives the centres.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
    /// Size of the whole input image if `input image` is a part of it, for distributed mode.
    #[arg(default = Vec3i::splat(0))]
    full_input_dimensions: Vec3i,
) -> Result<()> {
    let mut input_dims = input_image.dims();
    if full_input_dimensions.iter().all(|side| *side > 0) {
        input_dims = Dimensions::from_request(full_input_dimensions)?;
    }
    let centers = [input_dims, output_image.dims()].map(middle);
    rotate(
        ctx,
        input_image,
        output_image,
        angle,
        axis,
        centers[0],
        centers[1],
        interpolation_mode,
        boundary_condition,
        block_origin,
        full_input_dimensions,
    )
}

/// Half of the sides, rounded down.
fn middle(dims: Dimensions) -> Vec3d {
    dims.to_array().map(|side| (side / 2) as f64).into()
}

/// A rotation that takes one point to another.
pub struct Rotation {
    /// The inverse rotation.
    back: [[f64; 3]; 3],
    input_center: Vec3d,
    output_center: Vec3d,
}

impl Rotation {
    /// The rotation by an angle in radians about a direction.
    ///
    /// # Errors
    /// `Argument` if a number is not finite or the direction is zero.
    pub fn new(angle: f64, axis: Vec3d, input_center: Vec3d, output_center: Vec3d) -> Result<Self> {
        if !angle.is_finite() {
            return Err(Error::argument("angle", "finite", angle));
        }
        check_finite("input center", input_center)?;
        check_finite("output center", output_center)?;
        // Scaled first, so that squares neither overflow nor vanish.
        let largest = axis.iter().fold(0.0, |most: f64, component| most.max(component.abs()));
        let is_direction = axis.iter().all(|component| component.is_finite()) && largest > 0.0;
        if !is_direction {
            return Err(Error::argument("axis", "finite and not zero", axis));
        }
        let scaled = axis.map(|component| component / largest);
        let length = scaled.iter().map(|component| component * component).sum::<f64>().sqrt();
        let [x, y, z] = scaled.map(|component| component / length).0;
        let (sin, cos) = angle.sin_cos();
        let cross = [[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]];
        let unit = [x, y, z];
        // Transposed, since the inverse of a rotation is its transpose.
        let back = std::array::from_fn(|i| {
            std::array::from_fn(|j| {
                let identity = if i == j { cos } else { 0.0 };
                identity + sin * cross[j][i] + (1.0 - cos) * unit[i] * unit[j]
            })
        });
        Ok(Self { back, input_center, output_center })
    }

    /// Coordinate of the point of the input that comes to a point of the output.
    #[inline(always)]
    fn back(&self, point: [f64; 3], axis: usize) -> f64 {
        let [x, y, z] = std::array::from_fn(|i| point[i] - self.output_center[i]);
        let row = self.back[axis];
        row[0] * x + row[1] * y + row[2] * z + self.input_center[axis]
    }
}

/// The part of the input image from which a part of the output image is made.
pub fn rotate_source(output: Region, input: Dimensions, rotation: &Rotation) -> Region {
    let ends = output.end();
    let corner = |number: usize, axis: usize| {
        let point =
            std::array::from_fn(|i| if number >> i & 1 == 0 { output.start[i] as f64 } else { ends[i] as f64 - 1.0 });
        rotation.back(point, axis)
    };
    let sides = input.to_array();
    // Where the block sees nothing of the image, it gets the nearest pixels for the boundary condition.
    let limit = |position: f64, axis: usize| position.clamp(0.0, sides[axis] as f64) as usize;
    let bounds: [[usize; 2]; 3] = std::array::from_fn(|axis| {
        let corners = (0..8).map(|number| corner(number, axis));
        let (low, high) =
            corners.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (at.min(low), at.max(high)));
        let start = limit((low - MARGIN).floor(), axis).min(sides[axis] - 1);
        [start, limit((high + MARGIN).ceil() + 1.0, axis).max(start + 1)]
    });
    Region { start: bounds.map(|[start, _]| start as i64), size: bounds.map(|[start, end]| end - start) }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::{FRAC_PI_2, PI};

    use proptest::prelude::*;

    use super::*;
    use crate::commands::transform::crop;
    use crate::image::{Complex32, RealPixel};
    use crate::interpolate::reference;
    use crate::testing::{boundaries, for_each_real_type, random_image, sides};

    const Z: Vec3d = Vec3d::new(0.0, 0.0, 1.0);

    #[derive(Clone, Copy, Debug)]
    struct Turn {
        angle: f64,
        axis: Vec3d,
        centers: [Vec3d; 2],
        mode: Interpolation,
        boundary: Boundary,
    }

    fn turned<T: Blend>(input: &Image<T>, size: [usize; 3], turn: Turn, block: [Vec3i; 2]) -> Result<Image<T>> {
        let mut output = Image::new(size)?;
        let Turn { angle, axis, centers: [from, to], mode, boundary } = turn;
        let ctx = Context::with_threads(2);
        rotate(&ctx, input, &mut output, angle, axis, from, to, mode, boundary, block[0], block[1])?;
        Ok(output)
    }

    fn whole() -> [Vec3i; 2] {
        [Vec3i::splat(0); 2]
    }

    fn about_middle(input: &Image<u8>, angle: f64) -> Image<u8> {
        let mut output = Image::new(input.dims()).expect("small");
        let (mode, boundary) = (Interpolation::Nearest, Boundary::Zero);
        let [origin, dims] = whole();
        rotate_about_middle(&Context::default(), input, &mut output, angle, Z, mode, boundary, origin, dims)
            .expect("valid");
        output
    }

    fn ramp(side: usize) -> Image<u8> {
        Image::from_fn([side, side, 1], |x, y, _| (x + side * y) as u8).expect("small")
    }

    #[test]
    fn a_quarter_turn_moves_pixels() {
        assert_eq!(about_middle(&ramp(3), FRAC_PI_2).pixels(), [6, 3, 0, 7, 4, 1, 8, 5, 2]);
    }

    #[test]
    fn the_middle_of_an_even_side_is_rounded_up() {
        let expected = [0, 12, 8, 4, 0, 13, 9, 5, 0, 14, 10, 6, 0, 15, 11, 7];
        assert_eq!(about_middle(&ramp(4), FRAC_PI_2).pixels(), expected);
        let centers = [Vec3d::new(1.5, 1.5, 0.0); 2];
        let turn = Turn { angle: FRAC_PI_2, axis: Z, centers, mode: Interpolation::Nearest, boundary: Boundary::Zero };
        let expected = [12, 8, 4, 0, 13, 9, 5, 1, 14, 10, 6, 2, 15, 11, 7, 3];
        assert_eq!(turned(&ramp(4), [4, 4, 1], turn, whole()).expect("valid").pixels(), expected);
    }

    #[test]
    fn the_length_of_the_axis_does_not_matter() {
        let input = random_image::<f32>([6, 5, 4], 2);
        let turn = |axis: Vec3d| Turn {
            angle: 0.7,
            axis,
            centers: [Vec3d::splat(2.0); 2],
            mode: Interpolation::Linear,
            boundary: Boundary::Nearest,
        };
        let results = [1.0, 1e-200, 1e200].map(|length| {
            turned(&input, [6, 5, 4], turn(Vec3d::new(1.0, -1.0, 2.0).map(|a| a * length)), whole()).expect("valid")
        });
        for other in &results[1..] {
            assert!(results[0].pixels().iter().zip(other.pixels()).all(|(a, b)| (a - b).abs() < 1e-2));
        }
    }

    #[test]
    fn impossible_rotations_are_refused() {
        let input = ramp(2);
        let error = |angle, axis, center: f64| {
            let (mode, boundary) = (Interpolation::Linear, Boundary::Zero);
            let turn = Turn { angle, axis, centers: [Vec3d::splat(center), Vec3d::splat(0.0)], mode, boundary };
            turned(&input, [2, 2, 1], turn, whole()).expect_err("impossible").to_string()
        };
        assert_eq!(error(f64::NAN, Z, 0.0), "argument `angle` must be finite, but it is NaN");
        let zero = Vec3d::splat(0.0);
        assert_eq!(error(1.0, zero, 0.0), "argument `axis` must be finite and not zero, but it is [0, 0, 0]");
        assert_eq!(error(1.0, Z, f64::INFINITY), "argument `input center` must be finite, but it is [inf, inf, inf]");
    }

    #[test]
    fn complex_images_are_rotated() {
        let input = Image::from_fn([3, 3, 1], |x, y, _| Complex32::new(x as f32, y as f32)).expect("small");
        let centers = [Vec3d::new(1.0, 1.0, 0.0); 2];
        let turn = Turn { angle: PI, axis: Z, centers, mode: Interpolation::Linear, boundary: Boundary::Nearest };
        let result = turned(&input, [3, 3, 1], turn, whole()).expect("valid");
        assert!((result.get(0, 1, 0) - Complex32::new(2.0, 1.0)).norm() < 1e-6, "{result:?}");
    }

    fn agrees<T: RealPixel + Blend>(
        (sides, size): ([usize; 3], [usize; 3]),
        turn: Turn,
        seed: u64,
    ) -> Result<(), TestCaseError> {
        let input = random_image::<T>(sides, seed);
        let whole_output = turned(&input, size, turn, whole()).expect("valid");
        let rotation = Rotation::new(turn.angle, turn.axis, turn.centers[0], turn.centers[1]).expect("valid");
        reference::check(&input, &whole_output, turn.mode, turn.boundary, |at| {
            std::array::from_fn(|axis| rotation.back(at.map(|at| at as f64), axis))
        })?;
        // A block of the output, made of the part of the input that it needs.
        let part = Region { start: size.map(|side| side as i64 / 2), size: size.map(|side| side - side / 2) };
        let source = rotate_source(part, input.dims(), &rotation);
        let cut = |image: &Image<T>, region: Region| {
            let mut cut = Image::new([1, 1, 1]).expect("small");
            let size = Vec3i::from(region.size.map(|side| side as i64));
            crop(&Context::default(), image, &mut cut, region.start.into(), size).expect("valid");
            cut
        };
        let full = Vec3i::from(sides.map(|side| side as i64));
        let block = turned(&cut(&input, source), part.size, turn, [part.start.into(), full]).expect("valid");
        let expected = cut(&whole_output, part);
        let scale = input.pixels().iter().fold(0.0, |most: f64, pixel| most.max(pixel.to_f64().abs()));
        for (a, b) in block.pixels().iter().zip(expected.pixels()) {
            prop_assert!((a.to_f64() - b.to_f64()).abs() <= 1.0 + 1e-6 * scale, "{a} {b}");
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            sizes in (sides(), sides()),
            angle in -7.0f64..7.0,
            axis in prop::array::uniform3(-1.0f64..1.0),
            centers in prop::array::uniform6(-1.0f64..6.0),
            is_cubic: bool,
            boundary in boundaries(),
            seed: u64,
        ) {
            let [a, b, c, d, e, f] = centers;
            let centers = [Vec3d::new(a, b, c), Vec3d::new(d, e, f)];
            let mode = if is_cubic { Interpolation::Cubic } else { Interpolation::Linear };
            let turn = Turn { angle, axis: axis.into(), centers, mode, boundary };
            for_each_real_type!(agrees, sizes, turn, seed);
        }
    }
}
