//! Lines one pixel thick.

use super::capsule::check_ends;
use super::shape::{TOLERANCE, difference, dot};
use crate::image::{Image, RealPixel, Vec3d, Vec3i};
use crate::{Context, Result, pi2_command};

/// Draws a line one pixel thick.
///
/// Sets the pixels in which at least a thousandth of a pixel of the line lies. Unlike in the other drawing commands, pixel
/// (x, y, z) is the cube from [x, y, z] to [x + 1, y + 1, z + 1]. A line of length zero has no pixels. What lies outside
/// the image is cut off.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if `start` or `end` is not finite.
///
/// # References
/// R. L. Siddon, "Fast calculation of the exact radiological path for a three-dimensional CT array", Medical Physics 12,
/// 1985. pi2, `line`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 6, 6)
/// line(img, [1, 1, 0], [4, 1, 0])
/// newimage(count, uint64)
/// sum(img, count)   # 3
/// ```
#[pi2_command(category = "Drawing", see_also = [capsule, drawgraph], pointwise)]
pub fn line<T: RealPixel>(
    _ctx: &Context,
    /// Image to draw into.
    image: &mut Image<T>,
    /// First end of the line, in pixels.
    #[arg(default = Vec3d::splat(0.0))]
    start: Vec3d,
    /// Second end of the line, in pixels.
    #[arg(default = Vec3d::splat(1.0))]
    end: Vec3d,
    /// Grey value of the line, rounded and saturated to the pixel type.
    #[arg(default = 1.0)]
    value: f64,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    check_ends(start, end)?;
    draw_line(image, [start, end], T::from_f64_saturating(value), block_origin);
    Ok(())
}

/// Shorter pieces of a line do not count.
const SHORTEST_PIECE: f64 = 1e-3;

/// Sets the pixels on a line. The first pixel is at `origin`.
pub fn draw_line<T: RealPixel>(image: &mut Image<T>, [start, end]: [Vec3d; 2], color: T, origin: Vec3i) {
    let ray = Ray::new(start, end);
    let sides = image.dims().to_array();
    let low = origin.map(|o| o as f64);
    let high: [f64; 3] = std::array::from_fn(|axis| low[axis] + sides[axis] as f64);
    let Some([first, last]) = ray.clipped(low.0, high) else { return };
    let mut here = first;
    let mut planes: [f64; 3] = std::array::from_fn(|axis| ray.plane_behind(axis, first));
    // One more than there are planes in the image: coordinates beyond 2^53 cannot be counted one by one.
    for _ in 0..=sides.iter().sum::<usize>() + 3 {
        if here >= last {
            break;
        }
        let crossings: [f64; 3] = std::array::from_fn(|axis| ray.crossing(axis, planes[axis]));
        let axis = (1..3).fold(0, |nearest, axis| if crossings[axis] < crossings[nearest] { axis } else { nearest });
        let next = crossings[axis].min(last);
        if next - here >= SHORTEST_PIECE {
            let middle = ray.at(f64::midpoint(here, next));
            let [x, y, z] = std::array::from_fn(|axis| (middle[axis].floor() - low[axis]) as i64);
            if image.dims().contains(x, y, z) {
                image.set(x as usize, y as usize, z as usize, color);
            }
        }
        here = here.max(next);
        planes[axis] += ray.unit[axis].signum();
    }
}

/// A line with a direction. Places on it are distances from its start.
struct Ray {
    start: Vec3d,
    unit: Vec3d,
    length: f64,
}

impl Ray {
    fn new(start: Vec3d, end: Vec3d) -> Self {
        let way = difference(end, start);
        let length = dot(way, way).sqrt();
        // A component this small does not leave its pixel.
        let unit = way.map(|component| component / length).map(|u| if u.abs() >= TOLERANCE { u } else { 0.0 });
        Self { start, unit, length }
    }

    fn at(&self, distance: f64) -> [f64; 3] {
        std::array::from_fn(|axis| self.start[axis] + distance * self.unit[axis])
    }

    /// The place where a coordinate has a value. Block-wise and whole drawing agree, as it does not depend on the block.
    fn crossing(&self, axis: usize, plane: f64) -> f64 {
        if self.unit[axis] == 0.0 { f64::INFINITY } else { (plane - self.start[axis]) / self.unit[axis] }
    }

    /// The first integer coordinate that the line meets behind a place.
    fn plane_behind(&self, axis: usize, distance: f64) -> f64 {
        let coordinate = self.at(distance)[axis];
        if self.unit[axis] > 0.0 { coordinate.floor() + 1.0 } else { coordinate.ceil() - 1.0 }
    }

    /// Where the line enters and leaves a box.
    fn clipped(&self, low: [f64; 3], high: [f64; 3]) -> Option<[f64; 2]> {
        let (mut first, mut last) = (0.0f64, self.length);
        for axis in 0..3 {
            if self.unit[axis] == 0.0 {
                if self.start[axis] < low[axis] || self.start[axis] > high[axis] {
                    return None;
                }
                continue;
            }
            let (a, b) = (self.crossing(axis, low[axis]), self.crossing(axis, high[axis]));
            first = first.max(a.min(b));
            last = last.min(a.max(b));
        }
        (first < last && last.is_finite()).then_some([first, last])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{for_each_real_type, sides};

    fn draw<T: RealPixel>(dims: [usize; 3], start: [f64; 3], end: [f64; 3], origin: [i64; 3]) -> Image<T> {
        let mut image = Image::new(dims).expect("small");
        line(&Context::with_threads(1), &mut image, start.into(), end.into(), 300.0, origin.into()).expect("valid");
        image
    }

    fn places(image: &Image<u8>) -> Vec<[usize; 2]> {
        let set = image.pixels().iter().enumerate().filter(|(_, pixel)| **pixel == 255);
        set.map(|(index, _)| image.dims().coordinates(index)).map(|[x, y, _]| [x, y]).collect()
    }

    #[test]
    fn a_line_covers_the_pixels_it_crosses() {
        let draw = |start, end| places(&draw([6, 6, 1], start, end, [0; 3]));
        let along_x = [[1, 1], [2, 1], [3, 1]];
        assert_eq!(draw([1.0, 1.0, 0.0], [4.0, 1.0, 0.0]), along_x);
        assert_eq!(draw([4.0, 1.0, 0.0], [1.0, 1.0, 0.0]), along_x);
        assert_eq!(draw([0.0, 0.0, 0.0], [4.0, 2.0, 0.0]), [[0, 0], [1, 0], [2, 1], [3, 1]]);
        assert!(draw([2.0, 2.0, 0.0], [2.0, 2.0, 0.0]).is_empty());
        assert!(draw([-9.0, 2.0, 5.0], [1e9, 2.0, 5.0]).is_empty());
    }

    #[test]
    fn lines_far_longer_than_the_image_are_cut_off() {
        assert_eq!(places(&draw([3, 1, 1], [-1e9, 0.5, 0.5], [1e9, 0.5, 0.5], [0; 3])), [[0, 0], [1, 0], [2, 0]]);
        assert!(places(&draw([3, 1, 1], [-1e300, 0.5, 0.5], [1e300, 0.5, 0.5], [0; 3])).len() <= 3);
    }

    #[test]
    fn ends_must_be_finite() {
        let mut image = Image::<u8>::new([2, 2, 2]).expect("small");
        let (start, end) = (Vec3d::splat(0.0), Vec3d::new(1.0, f64::NAN, 2.0));
        let error = line(&Context::with_threads(1), &mut image, start, end, 1.0, Vec3i::splat(0)).expect_err("NaN");
        assert_eq!(error.to_string(), "argument `end` must be finite, but it is [1, NaN, 2]");
    }

    /// The length of a line inside each pixel, with no thought for speed.
    fn check<T: RealPixel>(
        dims: [usize; 3],
        start: [f64; 3],
        end: [f64; 3],
        origin: [i64; 3],
    ) -> Result<(), TestCaseError> {
        let image = draw::<T>(dims, start, end, origin);
        let length = (0..3).map(|axis| (end[axis] - start[axis]).powi(2)).sum::<f64>().sqrt();
        for (index, pixel) in image.pixels().iter().enumerate() {
            let (mut first, mut last) = (0.0f64, 1.0f64);
            for (axis, place) in image.dims().coordinates(index).into_iter().enumerate() {
                let (low, way) = ((place as i64 + origin[axis]) as f64, end[axis] - start[axis]);
                let (a, b) = ((low - start[axis]) / way, (low + 1.0 - start[axis]) / way);
                first = first.max(a.min(b));
                last = last.min(a.max(b));
            }
            let inside = (last - first) * length;
            // Rounding decides about pieces of just the limit.
            if (inside - SHORTEST_PIECE).abs() > 1e-9 {
                let expected = if inside > SHORTEST_PIECE { T::from_f64_saturating(300.0) } else { T::ZERO };
                prop_assert_eq!(*pixel, expected, "{} at {}", inside, index);
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            dims in sides(),
            start in prop::array::uniform3(-4.0..12.0f64),
            end in prop::array::uniform3(-4.0..12.0f64),
            origin in prop::array::uniform3(-3i64..4),
        ) {
            for_each_real_type!(check, dims, start, end, origin);
        }
    }
}
