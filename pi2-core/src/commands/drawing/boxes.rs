//! Filled boxes.

use super::shape::{Convex, Interval, ROUNDING, TOLERANCE, difference, dot, fill_shape, frame, plus};
use crate::image::{Image, RealPixel, Region, Vec3d, Vec3i};
use crate::par::for_each_row_in;
use crate::{Context, Result, pi2_command};

/// Draws a filled box along the axes of the image.
///
/// Sets the pixels with position <= coordinate < position + size along each axis. What lies outside the image is cut off;
/// a size below 1 draws nothing.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `box`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 10, 10, 10)
/// box(img, [1, 2, 3], [2, 3, 4], 5)
/// newimage(total, uint64)
/// sum(img, total)   # 120
/// ```
#[pi2_command(name = "box", category = "Drawing", see_also = [capsule, ellipsoid, sphere], pointwise)]
pub fn box_along_axes<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    image: &mut Image<T>,
    /// Corner with the smallest coordinates, in pixels.
    #[arg(default = Vec3i::splat(0))]
    position: Vec3i,
    /// Number of pixels along x, y and z.
    #[arg(default = Vec3i::splat(10))]
    size: Vec3i,
    /// Grey value of the box, rounded and saturated to the pixel type.
    #[arg(default = 1.0)]
    value: f64,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    let region = Region {
        start: std::array::from_fn(|axis| position[axis].saturating_sub(block_origin[axis])),
        size: size.map(|side| side.max(0) as usize).0,
    };
    let value = T::from_f64_saturating(value);
    for_each_row_in(ctx, image, region, |_, _, row| {
        row.fill(value);
        Ok(())
    })
}

/// Draws a filled box of any orientation.
///
/// Sets the pixels whose centre is inside the box, not on its surface. The first side of the box runs along `direction 1`,
/// the second along the part of `direction 2` that is perpendicular to it, the third along their cross product. What lies
/// outside the image is cut off.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if the directions do not span a plane.
///
/// # References
/// pi2, `box`, whose help calls the centre a corner.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 5, 5)
/// box(img, [2, 2, 0], [3, 3, 1], 1, [1, 0, 0], [0, 1, 0])
/// newimage(count, uint64)
/// sum(img, count)   # 9
/// ```
#[pi2_command(name = "box", category = "Drawing", see_also = [capsule, ellipsoid, sphere], pointwise)]
pub fn box_along_directions<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    image: &mut Image<T>,
    /// Centre, in pixels.
    #[arg(default = Vec3d::splat(0.0))]
    position: Vec3d,
    /// Lengths of the three sides, in pixels.
    #[arg(default = Vec3d::splat(10.0))]
    size: Vec3d,
    /// Grey value of the box, rounded and saturated to the pixel type.
    #[arg(default = 1.0)]
    value: f64,
    /// Direction of the first side.
    direction_1: Vec3d,
    /// Direction that spans, with the first, the plane of the first two sides.
    direction_2: Vec3d,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    let frame = frame(direction_1, direction_2)?;
    let cuboid = Cuboid { centre: position, half: size.map(|side| side / 2.0), frame };
    fill_shape(ctx, image, block_origin, value, &cuboid)
}

/// The points inside a box of any orientation.
struct Cuboid {
    centre: Vec3d,
    half: Vec3d,
    frame: [Vec3d; 3],
}

impl Convex for Cuboid {
    fn bounds(&self) -> [Vec3d; 2] {
        let along = |axis: usize| (0..3).map(|i| (self.frame[i][axis] * self.half[i]).abs()).sum::<f64>();
        let reach: Vec3d = std::array::from_fn(along).into();
        [difference(self.centre, reach), plus(self.centre, reach)]
    }

    fn contains(&self, point: Vec3d) -> bool {
        let offset = difference(point, self.centre);
        // The tolerance keeps pixels on the surface outside in spite of rounding.
        (0..3).all(|i| self.half[i] - dot(offset, self.frame[i]).abs() >= TOLERANCE)
    }

    fn along_x(&self, y: f64, z: f64, sign: f64) -> Interval {
        let offset = Vec3d::new(0.0, y - self.centre[1], z - self.centre[2]);
        let slack = sign * (TOLERANCE + ROUNDING * self.half.iter().map(|half| half.abs()).sum::<f64>());
        let slab = |i: usize| Interval::of_slab(self.frame[i][0], dot(offset, self.frame[i]), self.half[i] + slack);
        slab(0).and(slab(1)).and(slab(2)).shifted(self.centre[0])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commands::drawing::shape::cross;
    use crate::commands::drawing::shape::tests::agrees_with_definition;
    use crate::testing::sides;

    fn ctx() -> Context {
        Context::with_threads(2)
    }

    fn origin() -> Vec3i {
        Vec3i::splat(0)
    }

    #[test]
    fn a_box_of_any_orientation_has_its_centre_at_the_position() {
        let mut image = Image::<u8>::new([5, 5, 1]).expect("small");
        let (centre, size) = (Vec3d::new(2.0, 2.0, 0.0), Vec3d::new(3.0, 3.0, 1.0));
        let (x, y) = (Vec3d::new(1.0, 0.0, 0.0), Vec3d::new(0.0, 1.0, 0.0));
        box_along_directions(&ctx(), &mut image, centre, size, 1.0, x, y, origin()).expect("valid");
        let expected = Image::from_fn([5, 5, 1], |x, y, _| u8::from((1..4).contains(&x) && (1..4).contains(&y)));
        assert_eq!(image, expected.expect("small"));
    }

    #[test]
    fn parallel_directions_are_refused() {
        let mut image = Image::<u8>::new([5, 5, 1]).expect("small");
        let x = Vec3d::new(1.0, 0.0, 0.0);
        let mut draw = |d1, d2| {
            box_along_directions(&ctx(), &mut image, x, x, 1.0, d1, d2, origin()).expect_err("no frame").to_string()
        };
        assert_eq!(
            draw(x, x.map(|c| -2.0 * c)),
            "argument `direction 2` must be finite and not parallel to `direction 1`, but it is [-2, -0, -0]"
        );
        assert_eq!(
            draw(Vec3d::splat(0.0), x),
            "argument `direction 1` must be finite and longer than zero, but it is [0, 0, 0]"
        );
    }

    #[test]
    fn huge_and_negative_sizes_are_cut_off() {
        let mut image = Image::<u16>::new([3, 1, 1]).expect("small");
        let far = Vec3i::new(i64::MAX, 0, 0);
        box_along_axes(&ctx(), &mut image, far, Vec3i::splat(i64::MAX), 1.0, origin()).expect("valid");
        box_along_axes(&ctx(), &mut image, origin(), Vec3i::splat(-1), 1.0, origin()).expect("valid");
        assert_eq!(image.pixels(), [0, 0, 0]);
        box_along_axes(&ctx(), &mut image, Vec3i::splat(-5), Vec3i::splat(i64::MAX), 2.5, origin()).expect("valid");
        assert_eq!(image.pixels(), [3, 3, 3]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_set_pixels_are_those_between_the_corners(
            dims in prop::array::uniform3(1usize..8),
            corner in prop::array::uniform3(-4i64..9),
            size in prop::array::uniform3(-2i64..9),
            shift in -3i64..4,
        ) {
            let mut image = Image::<i32>::new(dims).expect("small");
            box_along_axes(&ctx(), &mut image, corner.into(), size.into(), 9.0, Vec3i::splat(shift)).expect("valid");
            let expected = Image::from_fn(dims, |x, y, z| {
                let inside = [x, y, z].into_iter().enumerate().all(|(axis, at)| {
                    let at = at as i64 + shift;
                    at >= corner[axis] && at < corner[axis] + size[axis]
                });
                if inside { 9 } else { 0 }
            });
            prop_assert_eq!(image, expected.expect("small"));
        }

        #[test]
        fn the_set_pixels_are_those_inside_the_turned_box(
            dims in sides(),
            (d1, d2) in (prop::array::uniform3(-2i32..3), prop::array::uniform3(-2i32..3)),
            size in prop::array::uniform3(-2i32..24),
            centre in prop::array::uniform3(-4i32..20),
            origin in prop::array::uniform3(-3i64..4),
        ) {
            // Small integers make surfaces that run through pixel centres.
            let real = |vector: [i32; 3], unit: f64| Vec3d::from(vector.map(|c| f64::from(c) * unit));
            if let Ok(frame) = frame(real(d1, 1.0), real(d2, 1.0)) {
                let cuboid = Cuboid { centre: real(centre, 0.5), half: real(size, 0.25), frame };
                agrees_with_definition::<u16>(dims, origin, &cuboid)?;
            }
        }

        #[test]
        fn the_volume_of_a_turned_box_is_that_of_the_box(
            d1 in prop::array::uniform3(-1.0..1.0f64),
            d2 in prop::array::uniform3(-1.0..1.0f64),
        ) {
            let (d1, d2) = (Vec3d::from(d1), Vec3d::from(d2));
            prop_assume!(dot(cross(d1, d2), cross(d1, d2)) > 0.01);
            let mut image = Image::<u8>::new([40, 40, 40]).expect("small");
            let (centre, size) = (Vec3d::splat(19.5), Vec3d::new(24.0, 16.0, 12.0));
            box_along_directions(&ctx(), &mut image, centre, size, 1.0, d1, d2, origin()).expect("valid");
            let volume = image.pixels().iter().map(|&p| f64::from(p)).sum::<f64>();
            prop_assert!((volume / (24.0 * 16.0 * 12.0) - 1.0).abs() < 0.08, "{volume}");
        }
    }
}
