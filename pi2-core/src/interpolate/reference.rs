//! The definition of interpolation, with no thought for speed.

use proptest::prelude::*;

use super::{Blend, Interpolation};
use crate::image::{Image, RealPixel};
use crate::par::{Boundary, read};

/// Weight of a pixel at a distance along one axis.
fn weight(interpolation: Interpolation, distance: f64) -> f64 {
    let d = distance.abs();
    match interpolation {
        Interpolation::Linear => (1.0 - d).max(0.0),
        Interpolation::Cubic if d < 1.0 => 1.5 * d.powi(3) - 2.5 * d.powi(2) + 1.0,
        Interpolation::Cubic if d < 2.0 => -0.5 * d.powi(3) + 2.5 * d.powi(2) - 4.0 * d + 2.0,
        Interpolation::Nearest | Interpolation::Cubic => 0.0,
    }
}

/// The value at a point.
pub fn sample<T: RealPixel>(
    image: &Image<T>,
    point: [f64; 3],
    interpolation: Interpolation,
    boundary: Boundary,
) -> f64 {
    if interpolation == Interpolation::Nearest {
        return read(image, point.map(|at| at.round() as i64), boundary).to_f64();
    }
    let mut sum = 0.0;
    let first = point.map(|at| at.floor() as i64);
    for z in first[2] - 1..=first[2] + 2 {
        for y in first[1] - 1..=first[1] + 2 {
            for x in first[0] - 1..=first[0] + 2 {
                let weights = [x, y, z].into_iter().zip(point).map(|(at, p)| weight(interpolation, at as f64 - p));
                let product: f64 = weights.product();
                if product != 0.0 {
                    sum += product * read(image, [x, y, z], boundary).to_f64();
                }
            }
        }
    }
    sum
}

/// Compares an image with the definition, up to rounding.
pub fn check<T: RealPixel + Blend>(
    input: &Image<T>,
    found: &Image<T>,
    interpolation: Interpolation,
    boundary: Boundary,
    point_of: impl Fn([usize; 3]) -> [f64; 3],
) -> Result<(), TestCaseError> {
    let scale = input.pixels().iter().fold(0.0, |most: f64, pixel| most.max(pixel.to_f64().abs()));
    let precise = size_of::<T::Weight>() == 8;
    let tolerance = if precise { 1e-13 } else { 2e-6 } * scale + if T::TYPE.is_integer() { 1.0 } else { 0.0 };
    for index in 0..found.dims().pixel_count() {
        let at = found.dims().coordinates(index);
        let point = point_of(at);
        let exact = sample(input, point, interpolation, boundary);
        let exact = exact.clamp(T::MIN.to_f64(), T::MAX.to_f64());
        let value = found.pixels()[index].to_f64();
        let limit = if interpolation == Interpolation::Nearest { 0.0 } else { tolerance };
        prop_assert!((value - exact).abs() <= limit, "{} at {point:?}: {value} instead of {exact}", T::TYPE);
    }
    Ok(())
}
