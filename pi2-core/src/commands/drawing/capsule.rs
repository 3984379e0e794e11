//! Filled capsules.

use super::shape::{Convex, Interval, ROUNDING, difference, dot, fill_shape};
use super::sphere::Sphere;
use crate::image::{Image, RealPixel, Vec3d, Vec3i};
use crate::{Context, Error, Result, pi2_command};

/// Draws a filled capsule: a cylinder with half a sphere at each end.
///
/// Sets the pixels whose centre is nearer to the line from `start` to `end` than `radius`; those at exactly this distance
/// are not set. If both ends are equal, this is a sphere. What lies outside the image is cut off.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if `start` or `end` is not finite, or if `radius` is negative or NaN.
///
/// # References
/// pi2, `capsule`, which draws nothing if both ends are equal.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 9, 5)
/// capsule(img, [2, 2, 0], [6, 2, 0], 1.5)
/// newimage(count, uint64)
/// sum(img, count)   # 21
/// ```
#[pi2_command(category = "Drawing", see_also = [line, sphere, drawgraph], pointwise)]
pub fn capsule<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    image: &mut Image<T>,
    /// First end of the axis, in pixels.
    #[arg(default = Vec3d::splat(0.0))]
    start: Vec3d,
    /// Second end of the axis, in pixels.
    #[arg(default = Vec3d::splat(1.0))]
    end: Vec3d,
    /// Radius, in pixels.
    #[arg(default = 5.0)]
    radius: f64,
    /// Grey value of the capsule, rounded and saturated to the pixel type.
    #[arg(default = 1.0)]
    value: f64,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    check_ends(start, end)?;
    if radius.is_nan() || radius < 0.0 {
        return Err(Error::argument("radius", "not negative", radius));
    }
    fill_shape(ctx, image, block_origin, value, &Capsule::new(start, end, radius))
}

/// Refuses ends of a line that are nowhere.
pub fn check_ends(start: Vec3d, end: Vec3d) -> Result<()> {
    for (name, point) in [("start", start), ("end", end)] {
        if point.iter().any(|coordinate| !coordinate.is_finite()) {
            return Err(Error::argument(name, "finite", point));
        }
    }
    Ok(())
}

/// The points nearer to a line between two ends than a radius.
pub struct Capsule {
    ends: [Sphere; 2],
    axis: Vec3d,
    length: f64,
}

impl Capsule {
    pub fn new(start: Vec3d, end: Vec3d, radius: f64) -> Self {
        let axis = difference(end, start);
        let ends = [start, end].map(|centre| Sphere { centre, radius });
        Self { ends, axis, length: dot(axis, axis).sqrt() }
    }

    /// The part of a line along x in the cylinder between the spheres.
    fn cylinder_along_x(&self, y: f64, z: f64, sign: f64) -> Interval {
        let Sphere { centre: start, radius } = self.ends[0];
        let unit = self.axis.map(|component| component / self.length);
        let (dy, dz) = (y - start[1], z - start[2]);
        let along = unit[1] * dy + unit[2] * dz;
        let reach = self.length + radius;
        let limit = radius * radius + sign * ROUNDING * reach * reach;
        // The squared distance to the axis is that to the start without the part along the axis.
        let across = unit[1] * unit[1] + unit[2] * unit[2];
        let near = Interval::of_quadratic(across, -along * unit[0], dy * dy + dz * dz - along * along - limit);
        let half = self.length / 2.0;
        let between = Interval::of_slab(unit[0], along - half, half + sign * ROUNDING * reach);
        near.and(between).shifted(start[0])
    }
}

impl Convex for Capsule {
    fn bounds(&self) -> [Vec3d; 2] {
        let [[low, high], [other_low, other_high]] = [self.ends[0].bounds(), self.ends[1].bounds()];
        let corner = |pick: fn(f64, f64) -> f64, a: Vec3d, b: Vec3d| std::array::from_fn(|axis| pick(a[axis], b[axis]));
        [corner(f64::min, low, other_low).into(), corner(f64::max, high, other_high).into()]
    }

    fn contains(&self, point: Vec3d) -> bool {
        let Sphere { centre: start, radius } = self.ends[0];
        let offset = difference(point, start);
        let along = dot(offset, self.axis) / dot(self.axis, self.axis);
        let along = if self.length > 0.0 { along.clamp(0.0, 1.0) } else { 0.0 };
        let distance = difference(offset, self.axis.map(|component| along * component));
        dot(distance, distance).sqrt() < radius
    }

    fn along_x(&self, y: f64, z: f64, sign: f64) -> Interval {
        let ends = self.ends[0].along_x(y, z, sign).hull(self.ends[1].along_x(y, z, sign));
        if self.length > 0.0 { ends.hull(self.cylinder_along_x(y, z, sign)) } else { ends }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commands::drawing::shape::tests::agrees_with_definition;
    use crate::commands::drawing::sphere;
    use crate::testing::{random_image, sides};

    fn draw(start: [f64; 3], end: [f64; 3], radius: f64) -> Result<Image<u8>> {
        let mut image = Image::<u8>::new([9, 9, 9]).expect("small");
        capsule(&Context::with_threads(2), &mut image, start.into(), end.into(), radius, 1.0, Vec3i::splat(0))?;
        Ok(image)
    }

    #[test]
    fn equal_ends_are_a_sphere() {
        let centre = [4.2, 3.7, 4.5];
        let mut expected = Image::<u8>::new([9, 9, 9]).expect("small");
        let ctx = Context::with_threads(1);
        sphere(&ctx, &mut expected, centre.into(), 3.1, 1.0, Vec3i::splat(0)).expect("valid");
        assert_eq!(draw(centre, centre, 3.1).expect("valid"), expected);
    }

    #[test]
    fn both_ends_are_alike() {
        let (a, b) = ([1.25, 2.5, 3.75], [6.5, 7.25, 5.125]);
        assert_eq!(draw(a, b, 2.3).expect("valid"), draw(b, a, 2.3).expect("valid"));
    }

    #[test]
    fn an_endless_radius_fills_the_image() {
        assert!(draw([1.0; 3], [2.0; 3], f64::INFINITY).expect("valid").pixels().iter().all(|&pixel| pixel == 1));
    }

    #[test]
    fn impossible_capsules_are_refused() {
        let error = |start, end, radius| draw(start, end, radius).expect_err("not valid").to_string();
        assert_eq!(error([1.0; 3], [2.0; 3], -1.0), "argument `radius` must be not negative, but it is -1");
        let nowhere = [1.0, f64::NAN, 0.0];
        assert_eq!(error(nowhere, [2.0; 3], 1.0), "argument `start` must be finite, but it is [1, NaN, 0]");
        assert_eq!(
            error([0.0; 3], [f64::INFINITY; 3], 1.0),
            "argument `end` must be finite, but it is [inf, inf, inf]"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn the_set_pixels_are_those_near_the_axis(
            dims in sides(),
            start in prop::array::uniform3(-8i32..20),
            end in prop::array::uniform3(-8i32..20),
            radius in 0i32..12,
            origin in prop::array::uniform3(-3i64..4),
            scale in prop_oneof![Just(0.5), Just(0.31), Just(50.0)],
        ) {
            let real = |vector: [i32; 3]| Vec3d::from(vector.map(|c| f64::from(c) * scale));
            let capsule = Capsule::new(real(start), real(end), f64::from(radius) * 0.5);
            agrees_with_definition::<f32>(dims, origin, &capsule)?;
        }

        #[test]
        fn blocks_of_an_image_are_drawn_like_the_whole(
            start in prop::array::uniform3(-2.0..12.0f64),
            end in prop::array::uniform3(-2.0..12.0f64),
            origin in prop::array::uniform3(0usize..6),
            seed in any::<u64>(),
        ) {
            let ctx = Context::with_threads(1);
            let mut whole = random_image::<i32>([9, 9, 9], seed);
            let mut block = Image::from_fn([3, 3, 3], |x, y, z| whole.get(x + origin[0], y + origin[1], z + origin[2]))?;
            capsule(&ctx, &mut whole, start.into(), end.into(), 2.0, 5.0, Vec3i::splat(0))?;
            let place = Vec3i::from(origin.map(|o| o as i64));
            capsule(&ctx, &mut block, start.into(), end.into(), 2.0, 5.0, place)?;
            let expected = Image::from_fn([3, 3, 3], |x, y, z| whole.get(x + origin[0], y + origin[1], z + origin[2]))?;
            prop_assert_eq!(block, expected);
        }
    }
}
