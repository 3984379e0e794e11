//! Commands that draw shapes and noise into an image.

mod boxes;
mod noise;
mod sphere;

pub use boxes::{box_along_axes, box_along_directions};
pub use noise::noise;
pub use sphere::sphere;

use crate::image::{Image, RealPixel, Region, Vec3d, Vec3i};
use crate::par::for_each_row_in;
use crate::{Context, Result};

/// Sets the pixels of a region whose centre is inside a shape.
fn fill_shape<T: RealPixel>(
    ctx: &Context,
    image: &mut Image<T>,
    region: Region,
    value: f64,
    is_inside: impl Fn(Vec3d) -> bool + Sync,
) -> Result<()> {
    let value = T::from_f64_saturating(value);
    let first_x = region.start[0].max(0) as f64;
    for_each_row_in(ctx, image, region, |y, z, row| {
        for (i, pixel) in row.iter_mut().enumerate() {
            if is_inside(Vec3d::new(first_x + i as f64, y as f64, z as f64)) {
                *pixel = value;
            }
        }
        Ok(())
    })
}

/// The pixels between two points and one more on each side.
fn region_between(low: Vec3d, high: Vec3d) -> Region {
    // Far beyond all images, and differences still fit.
    let coordinate = |value: f64| value.clamp(-1e15, 1e15) as i64;
    let start = low.map(|value| coordinate(value.floor()) - 1);
    let end = high.map(|value| coordinate(value.ceil()) + 2);
    Region { start: start.0, size: std::array::from_fn(|axis| (end[axis] - start[axis]).max(0) as usize) }
}

/// A position in a block whose first pixel is `origin`.
fn relative(position: Vec3d, origin: Vec3i) -> Vec3d {
    Vec3d::new(position[0] - origin[0] as f64, position[1] - origin[1] as f64, position[2] - origin[2] as f64)
}

fn difference(a: Vec3d, b: Vec3d) -> Vec3d {
    Vec3d::new(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

fn dot(a: Vec3d, b: Vec3d) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: Vec3d, b: Vec3d) -> Vec3d {
    Vec3d::new(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
}
