//! Deformation that is known at scattered points.

use multiversion::multiversion;

use crate::image::{Image, Pixel, Vec3i};
use crate::interpolate::{Blend, Interpolation, Line, sample_at};
use crate::par::Boundary;
use crate::{Context, Error, Result, pi2_command};

/// Square of the distance below which a point is a reference point, in pixels.
const SAME: f64 = 1e-14;

/// Deforms an image so that given points come to given places.
///
/// What is at `deformed points` in the image comes to `reference points`. Pixel p of the result is the value of the image
/// at q + shift(q) for q = p + `position`, interpolated linearly; outside the image there are zeros. The shift is the mean
/// of the differences of the points, weighted by 1/dᵉ, where d is the distance from q to the reference point and e is
/// `exponent` (inverse distance weighting). It is computed in float64.
///
/// The time is proportional to the number of points. Exponents that are multiples of one half are fast.
///
/// # Shapes
/// Both lists of points are 3×N: x, y and z of each point. `transformed image` keeps its size. A new one has a single
/// pixel: make it first.
///
/// # Errors
/// `Dimensions` if the lists of points are not 3×N and of equal size; `Argument` if a coordinate or `exponent` is not
/// finite.
///
/// # References
/// D. Shepard, "A two-dimensional interpolation function for irregularly-spaced data", Proceedings of the 23rd ACM
/// National Conference, 1968, 517-524. pi2, `generictransform`, which computes in float32.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4)
/// set(img, [1, 0, 0], 7)
/// newimage(from, float32, 3)
/// newimage(to, float32, 3)
/// set(to, [0, 0, 0], 1)
/// newimage(moved, uint8, 4)
/// generictransform(img, moved, 0, from, to)   # 7
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [pullback, translate],
    whole_image = "displacements may be larger than any block"
)]
pub fn generictransform<T: Pixel + Blend>(
    ctx: &Context,
    /// Image to deform.
    image: &Image<T>,
    /// The deformed image.
    #[arg(out)]
    transformed_image: &mut Image<T>,
    /// Place of the first pixel of the result in the coordinates of the reference points, in pixels.
    position: Vec3i,
    /// Points in the result, in pixels.
    reference_points: &Image<f32>,
    /// The same points in the image, in pixels.
    deformed_points: &Image<f32>,
    /// How fast the weight of a point falls with its distance, dimensionless.
    #[arg(default = 2.5)]
    exponent: f64,
) -> Result<()> {
    if !exponent.is_finite() {
        return Err(Error::argument("exponent", "finite", exponent));
    }
    let pairs = pairs(reference_points, deformed_points)?;
    let (mode, boundary) = (Interpolation::Linear, Boundary::Zero);
    let power = Power::new(exponent);
    sample_at(ctx, image, transformed_image, mode, boundary, &|[y, z], points| {
        let start = [position[0] as f64, y as f64 + position[1] as f64, z as f64 + position[2] as f64];
        displace(&pairs, power, start, points);
    })
}

/// A point of the result and what its shift is.
#[derive(Clone, Copy, Debug)]
struct Pair {
    at: [f64; 3],
    shift: [f64; 3],
}

fn pairs(reference: &Image<f32>, deformed: &Image<f32>) -> Result<Vec<Pair>> {
    let dims = reference.dims();
    if dims != deformed.dims() || dims.width != 3 || dims.depth != 1 {
        let message = format!(
            "`reference points` is {dims} and `deformed points` is {}; both must be 3×N: x, y and z of each point",
            deformed.dims()
        );
        return Err(Error::dimensions(message));
    }
    for (name, points) in [("reference points", reference), ("deformed points", deformed)] {
        if let Some(bad) = points.pixels().iter().find(|coordinate| !coordinate.is_finite()) {
            return Err(Error::argument(name, "finite", format!("{bad} in a point")));
        }
    }
    let points = reference.pixels().chunks_exact(3).zip(deformed.pixels().chunks_exact(3));
    let pair = |(at, to): (&[f32], &[f32])| Pair {
        at: std::array::from_fn(|axis| f64::from(at[axis])),
        shift: std::array::from_fn(|axis| f64::from(to[axis]) - f64::from(at[axis])),
    };
    Ok(points.map(pair).collect())
}

/// How a weight is made of a ratio of squared distances.
#[derive(Clone, Copy, Debug)]
enum Power {
    /// This power of the fourth root: a multiple of one half as exponent.
    OfRoot(i32),
    /// Any power.
    Any(f64),
}

impl Power {
    fn new(exponent: f64) -> Self {
        /// Roots are taken to such powers by repeated multiplication.
        const MOST: f64 = 64.0;
        let doubled = 2.0 * exponent;
        if doubled.fract() == 0.0 && (0.0..=MOST).contains(&doubled) {
            Self::OfRoot(doubled as i32)
        } else {
            Self::Any(exponent / 2.0)
        }
    }
}

/// Sets the points of a row that begins at `start` to themselves and their shifts.
fn displace(pairs: &[Pair], power: Power, start: [f64; 3], points: &mut Line) {
    let width = points[0].len();
    let mut nearest = vec![f64::INFINITY; width];
    for pair in pairs {
        lower(start, pair, &mut nearest);
    }
    let mut total = vec![0.0; width];
    for line in points.iter_mut() {
        line.fill(0.0);
    }
    let mut weights = vec![0.0; width];
    for pair in pairs {
        weigh(start, pair, &nearest, power, &mut weights);
        add(&weights, pair.shift, &mut total, points);
    }
    for (axis, line) in points.iter_mut().enumerate() {
        for (x, (value, total)) in line.iter_mut().zip(&total).enumerate() {
            let at = if axis == 0 { start[0] + x as f64 } else { start[axis] };
            *value = at + *value / total;
        }
    }
    // A pixel at a reference point has its shift, that of the first of several ones.
    for pair in pairs.iter().rev() {
        let x = (pair.at[0] - start[0]).round();
        if x >= 0.0 && x < width as f64 && square_distance(start, pair, x) < SAME {
            points[0][x as usize] = start[0] + x + pair.shift[0];
            points[1][x as usize] = start[1] + pair.shift[1];
            points[2][x as usize] = start[2] + pair.shift[2];
        }
    }
}

/// Square of the distance between pixel `x` of a row and a reference point.
#[inline(always)]
fn square_distance(start: [f64; 3], pair: &Pair, x: f64) -> f64 {
    let [dx, dy, dz] = [start[0] + x - pair.at[0], start[1] - pair.at[1], start[2] - pair.at[2]];
    dx * dx + dy * dy + dz * dz
}

/// Lowers squared distances to that from one point.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn lower(start: [f64; 3], pair: &Pair, nearest: &mut [f64]) {
    for (x, nearest) in nearest.iter_mut().enumerate() {
        *nearest = nearest.min(square_distance(start, pair, x as f64));
    }
}

/// Weights of one point, relative to that of the nearest point, so that they neither overflow nor vanish.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn weigh(start: [f64; 3], pair: &Pair, nearest: &[f64], power: Power, weights: &mut [f64]) {
    for (x, (weight, nearest)) in weights.iter_mut().zip(nearest).enumerate() {
        *weight = nearest / square_distance(start, pair, x as f64);
    }
    match power {
        Power::OfRoot(power) => {
            for weight in weights {
                *weight = integer_power(weight.sqrt().sqrt(), power);
            }
        }
        Power::Any(power) => {
            for weight in weights {
                *weight = weight.powf(power);
            }
        }
    }
}

#[inline(always)]
fn integer_power(base: f64, power: i32) -> f64 {
    let (mut result, mut square, mut rest) = (1.0, base, power);
    while rest > 0 {
        if rest & 1 == 1 {
            result *= square;
        }
        square *= square;
        rest >>= 1;
    }
    result
}

/// Adds the weighted shift of one point.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn add(weights: &[f64], shift: [f64; 3], total: &mut [f64], sums: &mut Line) {
    for (total, weight) in total.iter_mut().zip(weights) {
        *total += weight;
    }
    for (sums, shift) in sums.iter_mut().zip(shift) {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += weight * shift;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::{Complex32, RealPixel};
    use crate::interpolate::reference;
    use crate::testing::{for_each_real_type, random_image, sides};

    fn list(points: &[[f32; 3]]) -> Image<f32> {
        Image::from_vec([3, points.len(), 1], points.concat()).expect("3×N")
    }

    fn deformed<T: Pixel + Blend>(
        image: &Image<T>,
        size: [usize; 3],
        position: [i64; 3],
        points: [&Image<f32>; 2],
        exponent: f64,
    ) -> Result<Image<T>> {
        let mut output = Image::new(size)?;
        let ctx = Context::with_threads(2);
        generictransform(&ctx, image, &mut output, position.into(), points[0], points[1], exponent)?;
        Ok(output)
    }

    #[test]
    fn a_single_point_moves_everything() {
        let image = Image::from_vec([6, 1, 1], vec![0u8, 10, 20, 30, 40, 50]).expect("six");
        let points = [list(&[[0.0; 3]]), list(&[[1.0, 0.0, 0.0]])];
        let result = deformed(&image, [6, 1, 1], [0; 3], points.each_ref(), 2.5).expect("valid");
        assert_eq!(result.pixels(), [10, 20, 30, 40, 50, 0]);
        let complex = Image::from_vec([2, 1, 1], vec![Complex32::new(1.0, 2.0), Complex32::new(3.0, 4.0)]);
        let result = deformed(&complex.expect("two"), [1, 1, 1], [0; 3], points.each_ref(), 2.5).expect("valid");
        assert_eq!(result.pixels(), [Complex32::new(3.0, 4.0)]);
    }

    #[test]
    fn the_first_of_equal_reference_points_counts() {
        let image = Image::from_vec([4, 1, 1], vec![0u8, 10, 20, 30]).expect("four");
        let points = [list(&[[1.0, 0.0, 0.0]; 2]), list(&[[3.0, 0.0, 0.0], [1.0, 0.0, 0.0]])];
        let result = deformed(&image, [1, 1, 1], [1, 0, 0], points.each_ref(), 2.5).expect("valid");
        assert_eq!(result.pixels(), [30]);
    }

    #[test]
    fn large_exponents_take_the_nearest_point() {
        let image = Image::from_fn([9, 1, 1], |x, _, _| x as u8).expect("small");
        let points = [list(&[[0.0; 3], [7.5, 0.0, 0.0]]), list(&[[2.0, 0.0, 0.0], [6.5, 0.0, 0.0]])];
        let result = deformed(&image, [9, 1, 1], [0; 3], points.each_ref(), 5000.0).expect("valid");
        assert_eq!(result.pixels(), [2, 3, 4, 5, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn impossible_points_are_refused() {
        let image = Image::from_vec([2, 1, 1], vec![0u8, 10]).expect("two");
        let error = |from: &Image<f32>, to: &Image<f32>, exponent| {
            deformed(&image, [2, 1, 1], [0; 3], [from, to], exponent).expect_err("impossible").to_string()
        };
        let (one, two) = (list(&[[0.0; 3]]), list(&[[0.0; 3]; 2]));
        let expected =
            "`reference points` is 3×1×1 and `deformed points` is 3×2×1; both must be 3×N: x, y and z of each point";
        assert_eq!(error(&one, &two, 2.0), expected);
        assert_eq!(error(&one, &one, f64::NAN), "argument `exponent` must be finite, but it is NaN");
        let nan = list(&[[0.0, f32::NAN, 0.0]]);
        assert_eq!(error(&one, &nan, 2.0), "argument `deformed points` must be finite, but it is NaN in a point");
    }

    fn agrees<T: RealPixel + Blend>(
        (sides, size): ([usize; 3], [usize; 3]),
        exponent: f64,
        seed: u64,
    ) -> Result<(), TestCaseError> {
        let image = random_image::<T>(sides, seed);
        let lists = [seed >> 1, seed >> 2].map(|seed| {
            let noise = random_image::<f32>([3, 4, 1], seed);
            Image::from_fn([3, 4, 1], |x, y, _| (noise.get(x, y, 0) / 150.0).round() / 2.0).expect("small")
        });
        let output = deformed(&image, size, [1, -1, 0], lists.each_ref(), exponent).expect("valid");
        let pairs = pairs(&lists[0], &lists[1]).expect("valid");
        reference::check(&image, &output, Interpolation::Linear, Boundary::Zero, |at| {
            let q = [at[0] as f64 + 1.0, at[1] as f64 - 1.0, at[2] as f64];
            let distance = |pair: &Pair| (0..3).map(|axis| (q[axis] - pair.at[axis]).powi(2)).sum::<f64>().sqrt();
            if let Some(pair) = pairs.iter().find(|pair| distance(pair) < 1e-7) {
                return std::array::from_fn(|axis| q[axis] + pair.shift[axis]);
            }
            let weights: Vec<f64> = pairs.iter().map(|pair| distance(pair).powf(-exponent)).collect();
            let total: f64 = weights.iter().sum();
            std::array::from_fn(|axis| {
                q[axis] + weights.iter().zip(&pairs).map(|(w, pair)| w * pair.shift[axis]).sum::<f64>() / total
            })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            sizes in (sides(), sides()),
            exponent in 0usize..5,
            seed: u64,
        ) {
            for_each_real_type!(agrees, sizes, [0.0, 1.0, 2.5, 2.7, 4.0][exponent], seed);
        }
    }
}
