//! Filled spheres.

use super::shape::{Convex, Interval, ROUNDING, difference, dot, fill_shape};
use crate::image::{Image, RealPixel, Vec3d, Vec3i};
use crate::{Context, Error, Result, pi2_command};

/// Draws a filled sphere.
///
/// Sets the pixels whose centre is nearer to `position` than `radius`; those at exactly this distance are not set. What
/// lies outside the image is cut off. In a two-dimensional image this is a disc.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if `radius` is negative or NaN.
///
/// # References
/// pi2, `sphere`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 5, 5)
/// sphere(img, [2, 2, 0], 2)
/// newimage(count, uint64)
/// sum(img, count)   # 9
/// ```
#[pi2_command(category = "Drawing", see_also = [box, capsule, ellipsoid], pointwise)]
pub fn sphere<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    image: &mut Image<T>,
    /// Centre, in pixels.
    #[arg(default = Vec3d::splat(0.0))]
    position: Vec3d,
    /// Radius, in pixels.
    #[arg(default = 10.0)]
    radius: f64,
    /// Grey value of the sphere, rounded and saturated to the pixel type.
    #[arg(default = 1.0)]
    value: f64,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    if radius.is_nan() || radius < 0.0 {
        return Err(Error::argument("radius", "not negative", radius));
    }
    fill_shape(ctx, image, block_origin, value, &Sphere { centre: position, radius })
}

/// The points nearer to a centre than a radius.
pub struct Sphere {
    pub centre: Vec3d,
    pub radius: f64,
}

impl Convex for Sphere {
    fn bounds(&self) -> [Vec3d; 2] {
        [self.centre.map(|c| c - self.radius), self.centre.map(|c| c + self.radius)]
    }

    fn contains(&self, point: Vec3d) -> bool {
        let distance = difference(point, self.centre);
        dot(distance, distance).sqrt() < self.radius
    }

    fn along_x(&self, y: f64, z: f64, sign: f64) -> Interval {
        let (dy, dz) = (y - self.centre[1], z - self.centre[2]);
        let square = self.radius * self.radius * (1.0 + sign * ROUNDING) - dy * dy - dz * dz;
        if square < 0.0 { Interval::NONE } else { Interval::around(self.centre[0], square.sqrt()) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commands::drawing::shape::tests::agrees_with_definition;
    use crate::testing::{for_each_real_type, sides};

    fn drawn<T: RealPixel>(dims: [usize; 3], centre: [f64; 3], radius: f64, value: f64) -> Image<T> {
        let mut image = Image::new(dims).expect("small");
        sphere(&Context::with_threads(2), &mut image, centre.into(), radius, value, Vec3i::splat(0)).expect("valid");
        image
    }

    #[test]
    fn pixels_at_the_radius_are_not_set() {
        let image = drawn::<u8>([5, 5, 1], [2.0, 2.0, 0.0], 2.0, 1.0);
        let expected = Image::from_fn([5, 5, 1], |x, y, _| u8::from((1..4).contains(&x) && (1..4).contains(&y)));
        assert_eq!(image, expected.expect("small"));
    }

    #[test]
    fn the_value_saturates_and_a_far_sphere_draws_nothing() {
        assert_eq!(drawn::<u8>([1, 1, 1], [0.0; 3], 1.0, 300.0).pixels(), [255]);
        assert_eq!(drawn::<u8>([2, 1, 1], [1e300, 0.0, 0.0], 5.0, 1.0).pixels(), [0, 0]);
        assert_eq!(drawn::<u8>([2, 1, 1], [0.0; 3], f64::INFINITY, 1.0).pixels(), [1, 1]);
    }

    #[test]
    fn the_block_origin_shifts_the_sphere() {
        let mut image = Image::<u8>::new([3, 1, 1]).expect("small");
        let origin = Vec3i::new(10, 20, 30);
        sphere(&Context::with_threads(1), &mut image, Vec3d::new(12.0, 20.0, 30.0), 1.0, 7.0, origin).expect("valid");
        assert_eq!(image.pixels(), [0, 0, 7]);
    }

    #[test]
    fn a_negative_radius_is_refused() {
        let mut image = Image::<u8>::new([3, 1, 1]).expect("small");
        let error = sphere(&Context::with_threads(1), &mut image, Vec3d::splat(0.0), -1.0, 7.0, Vec3i::splat(0));
        assert_eq!(error.expect_err("negative").to_string(), "argument `radius` must be not negative, but it is -1");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_set_pixels_are_those_nearer_than_the_radius(
            (w, h, d) in (1usize..8, 1usize..8, 1usize..8),
            centre in prop::array::uniform3(-3.0..9.0f64),
            radius in 0.0..6.0f64,
        ) {
            let expected = Image::from_fn([w, h, d], |x, y, z| {
                let [a, b, c] = [x as f64 - centre[0], y as f64 - centre[1], z as f64 - centre[2]];
                if a * a + b * b + c * c < radius * radius { -3.0f32 } else { 0.0 }
            });
            prop_assert_eq!(drawn::<f32>([w, h, d], centre, radius, -3.0), expected.expect("small"));
        }

        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            dims in sides(),
            centre in prop::array::uniform3(-6i32..16),
            radius in 0i32..12,
            origin in prop::array::uniform3(-3i64..4),
        ) {
            // Halves have many pixels at exactly the radius.
            let sphere = Sphere { centre: centre.map(|c| f64::from(c) / 2.0).into(), radius: f64::from(radius) / 2.0 };
            for_each_real_type!(agrees_with_definition, dims, origin, &sphere);
        }
    }
}
