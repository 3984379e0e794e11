//! Filled ellipsoids.

use super::shape::{Convex, Interval, ROUNDING, TOLERANCE, difference, dot, fill_shape, frame, plus};
use crate::image::{Image, RealPixel, Vec3d, Vec3i};
use crate::{Context, Error, Result, pi2_command};

/// Draws a filled ellipsoid of any orientation.
///
/// Sets the pixels whose centre is inside the ellipsoid, not on its surface. The first semi-axis runs along `direction 1`,
/// the second along the part of `direction 2` that is perpendicular to it, the third along their cross product. What lies
/// outside the image is cut off. An ellipsoid with a semi-axis of length zero has no pixels.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if a semi-axis is negative or not finite, or if the directions do not span a plane.
///
/// # References
/// pi2, `ellipsoid`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 11, 11, 11)
/// ellipsoid(img, [5, 5, 5], [4, 3, 2], 1, [1, 1, 0], [-1, 1, 0])
/// newimage(count, uint64)
/// sum(img, count)   # 91
/// ```
#[pi2_command(category = "Drawing", see_also = [box, drawellipsoids, sphere], pointwise)]
pub fn ellipsoid<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    image: &mut Image<T>,
    /// Centre, in pixels.
    #[arg(default = Vec3d::splat(0.0))]
    position: Vec3d,
    /// Lengths of the three semi-axes, in pixels.
    #[arg(name = "semi-axis lengths", default = Vec3d::new(10.0, 20.0, 30.0))]
    semi_axis_lengths: Vec3d,
    /// Grey value of the ellipsoid, rounded and saturated to the pixel type.
    #[arg(default = 1.0)]
    value: f64,
    /// Direction of the first semi-axis.
    #[arg(default = Vec3d::new(1.0, 0.0, 0.0))]
    direction_1: Vec3d,
    /// Direction that spans, with the first, the plane of the first two semi-axes.
    #[arg(default = Vec3d::new(0.0, 1.0, 0.0))]
    direction_2: Vec3d,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    if semi_axis_lengths.iter().any(|length| !length.is_finite() || *length < 0.0) {
        return Err(Error::argument("semi-axis lengths", "finite and not negative", semi_axis_lengths));
    }
    let frame = frame(direction_1, direction_2)?;
    fill_shape(ctx, image, block_origin, value, &Ellipsoid { centre: position, lengths: semi_axis_lengths, frame })
}

/// The points inside an ellipsoid.
pub struct Ellipsoid {
    pub centre: Vec3d,
    /// Lengths of the semi-axes.
    pub lengths: Vec3d,
    /// Directions of the semi-axes.
    pub frame: [Vec3d; 3],
}

impl Convex for Ellipsoid {
    fn bounds(&self) -> [Vec3d; 2] {
        let along = |axis: usize| (0..3).map(|i| (self.frame[i][axis] * self.lengths[i]).powi(2)).sum::<f64>().sqrt();
        let reach: Vec3d = std::array::from_fn(along).into();
        [difference(self.centre, reach), plus(self.centre, reach)]
    }

    fn contains(&self, point: Vec3d) -> bool {
        let offset = difference(point, self.centre);
        let square = |i: usize| dot(offset, self.frame[i]).powi(2) / (self.lengths[i] * self.lengths[i]);
        1.0 - (square(0) + square(1) + square(2)) >= TOLERANCE
    }

    fn along_x(&self, y: f64, z: f64, sign: f64) -> Interval {
        let offset = Vec3d::new(0.0, y - self.centre[1], z - self.centre[2]);
        let [mut a, mut b, mut c] = [0.0; 3];
        let (mut shortest, mut longest) = (f64::INFINITY, 0.0f64);
        for (axis, length) in self.frame.iter().zip(*self.lengths) {
            let (slope, start) = (axis[0] / length, dot(offset, *axis) / length);
            a += slope * slope;
            b += slope * start;
            c += start * start;
            (shortest, longest) = (shortest.min(length), longest.max(length));
        }
        // Terms of the sum are as large as the square of this ratio while the sum is about 1.
        let slack = ROUNDING * (1.0 + (longest / shortest).powi(2));
        Interval::of_quadratic(a, b, c - (1.0 + sign * slack)).shifted(self.centre[0])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commands::drawing::shape::tests::agrees_with_definition;
    use crate::testing::sides;

    fn draw(lengths: [f64; 3], d1: [f64; 3], d2: [f64; 3]) -> Result<Image<u8>> {
        let mut image = Image::<u8>::new([11, 11, 11]).expect("small");
        let (ctx, centre) = (Context::with_threads(2), Vec3d::splat(5.0));
        ellipsoid(&ctx, &mut image, centre, lengths.into(), 300.0, d1.into(), d2.into(), Vec3i::splat(0))?;
        Ok(image)
    }

    const X: [f64; 3] = [1.0, 0.0, 0.0];
    const Y: [f64; 3] = [0.0, 1.0, 0.0];

    #[test]
    fn the_semi_axes_have_their_lengths_and_the_colour_saturates() {
        let image = draw([4.5, 3.0, 1.5], Y, X).expect("valid");
        let row = |image: &Image<u8>, at: fn(usize) -> [usize; 3]| {
            (0..11)
                .filter(|&i| {
                    let [x, y, z] = at(i);
                    image.get(x, y, z) == 255
                })
                .count()
        };
        assert_eq!([row(&image, |i| [i, 5, 5]), row(&image, |i| [5, i, 5]), row(&image, |i| [5, 5, i])], [5, 9, 3]);
    }

    #[test]
    fn a_flat_ellipsoid_has_no_pixels() {
        assert!(draw([4.0, 0.0, 4.0], X, Y).expect("valid").pixels().iter().all(|&pixel| pixel == 0));
    }

    #[test]
    fn impossible_ellipsoids_are_refused() {
        let error = |lengths, d2| draw(lengths, X, d2).expect_err("not valid").to_string();
        assert_eq!(
            error([1.0, -2.0, 3.0], Y),
            "argument `semi-axis lengths` must be finite and not negative, but it is [1, -2, 3]"
        );
        assert!(error([1.0, f64::NAN, 3.0], Y).contains("[1, NaN, 3]"));
        assert_eq!(
            error([1.0; 3], [2.0, 0.0, 0.0]),
            "argument `direction 2` must be finite and not parallel to `direction 1`, but it is [2, 0, 0]"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn the_set_pixels_are_those_inside(
            dims in sides(),
            (d1, d2) in (prop::array::uniform3(-2i32..3), prop::array::uniform3(-2i32..3)),
            lengths in prop::array::uniform3(0i32..12),
            scale in prop_oneof![Just(1.0), Just(0.37), Just(1000.0)],
            centre in prop::array::uniform3(-4i32..20),
            origin in prop::array::uniform3(-3i64..4),
        ) {
            let real = |vector: [i32; 3], unit: f64| Vec3d::from(vector.map(|c| f64::from(c) * unit));
            if let Ok(frame) = frame(real(d1, 1.0), real(d2, 1.0)) {
                let mut lengths = real(lengths, 0.5);
                lengths[0] *= scale;
                agrees_with_definition::<i16>(dims, origin, &Ellipsoid { centre: real(centre, 0.5), lengths, frame })?;
            }
        }
    }
}
