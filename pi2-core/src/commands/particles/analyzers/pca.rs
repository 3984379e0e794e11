//! Principal axes of a particle.

use super::{Analyzer, Particle};
use crate::eigen;

/// A variance below this part of the largest one is rounding noise of a flat particle.
const NEGLIGIBLE_VARIANCE: f64 = 1e-14;

pub static PCA: Analyzer = Analyzer {
    name: "pca",
    description: "Principal component analysis of the pixel centres: centroid (CX, CY, CZ); \
                  e = sqrt(1 - (l3 / l1)^4); standard deviations along the principal axes (l1 >= l2 >= l3; a solid \
                  ellipsoid has semi-axes sqrt(5) times as long); azimuthal and polar angles of the axes (phi, theta); \
                  largest distance from the centroid (rmax); diameters along the axes (d1, d2, d3); factor by which an \
                  ellipsoid with semi-axes l1, l2, l3 encloses the particle (bounding scale; axes of length zero are \
                  left out).",
    headers: &[
        "CX [pixel]",
        "CY [pixel]",
        "CZ [pixel]",
        "e (meridional)",
        "l1 [pixel]",
        "l2 [pixel]",
        "l3 [pixel]",
        "phi1 [rad]",
        "theta1 [rad]",
        "phi2 [rad]",
        "theta2 [rad]",
        "phi3 [rad]",
        "theta3 [rad]",
        "rmax [pixel]",
        "d1 [pixel]",
        "d2 [pixel]",
        "d3 [pixel]",
        "bounding scale [1]",
    ],
    is_flat: false,
    measure: |particle, numbers| {
        let (centre, covariance) = moments(particle);
        let (variances, axes) = eigen::symmetric3(covariance);
        let lengths = deviations(variances);
        numbers.extend(centre);
        numbers.push(eccentricity(lengths[0], lengths[2]));
        numbers.extend(lengths);
        for [x, y, z] in axes {
            numbers.extend([y.atan2(x), z.clamp(-1.0, 1.0).acos()]);
        }
        extents(particle, centre, axes, lengths, numbers);
    },
};

pub static PCA_2D: Analyzer = Analyzer {
    name: "pca2d",
    description: "Principal component analysis of the pixel centres in two dimensions: centroid (CX, CY); \
                  e = sqrt(1 - (l2 / l1)^4); standard deviations along the principal axes (l1 >= l2); angle between the \
                  first axis and x (alpha); largest distance from the centroid (rmax); diameters along the axes (d1, \
                  d2); factor by which an ellipse with semi-axes l1, l2 encloses the particle (bounding scale; axes of \
                  length zero are left out).",
    headers: &[
        "CX [pixel]",
        "CY [pixel]",
        "e",
        "l1 [pixel]",
        "l2 [pixel]",
        "alpha [rad]",
        "rmax [pixel]",
        "d1 [pixel]",
        "d2 [pixel]",
        "bounding scale [1]",
    ],
    is_flat: true,
    measure: |particle, numbers| {
        let (centre, [[xx, xy, _], [_, yy, _], _]) = moments(particle);
        let (mean, spread) = (f64::midpoint(xx, yy), ((xx - yy) / 2.0).hypot(xy));
        let lengths = deviations([mean + spread, mean - spread]);
        let alpha = (2.0 * xy).atan2(xx - yy) / 2.0;
        let (sine, cosine) = alpha.sin_cos();
        numbers.extend([centre[0], centre[1], eccentricity(lengths[0], lengths[1])]);
        numbers.extend(lengths);
        numbers.push(alpha);
        extents(particle, centre, [[cosine, sine, 0.0], [-sine, cosine, 0.0]], lengths, numbers);
    },
};

/// Centroid and covariance matrix of the pixel centres, from exact integer sums.
fn moments(particle: &Particle) -> ([f64; 3], [[f64; 3]; 3]) {
    let (mut count, mut sums, mut products) = (0, [0i128; 3], [[0i128; 3]; 3]);
    for run in particle.runs {
        let [first, end, y, z] = [run.start, run.end, run.y, run.z].map(i128::from);
        let n = end - first;
        let xs = n * (first + end - 1) / 2;
        let row = [xs, n * y, n * z];
        count += n;
        (0..3).for_each(|i| sums[i] += row[i]);
        let squares_below = |x: i128| (x - 1) * x * (2 * x - 1) / 6;
        products[0][0] += squares_below(end) - squares_below(first);
        products[0][1] += xs * y;
        products[0][2] += xs * z;
        products[1][1] += n * y * y;
        products[1][2] += n * y * z;
        products[2][2] += n * z * z;
    }
    let n = count as f64;
    let covariance = std::array::from_fn(|i| {
        std::array::from_fn(|j| {
            let (i, j) = (i.min(j), i.max(j));
            (count * products[i][j] - sums[i] * sums[j]) as f64 / (n * n)
        })
    });
    (sums.map(|sum| sum as f64 / n), covariance)
}

/// Standard deviations from variances in descending order.
fn deviations<const N: usize>(variances: [f64; N]) -> [f64; N] {
    let smallest = NEGLIGIBLE_VARIANCE * variances[0];
    variances.map(|variance| if variance > smallest { variance.sqrt() } else { 0.0 })
}

/// An eccentricity of the variances, kept for compatibility: that of an ellipse with half-axes `long`² and `short`².
fn eccentricity(long: f64, short: f64) -> f64 {
    let (long, short) = (long * long, short * short);
    if long > 1e-6 { (1.0 - (short / long).powi(2)).max(0.0).sqrt() } else { 0.0 }
}

/// Appends the largest distance from the centre, the diameters along the axes and the bounding scale.
fn extents<const N: usize>(
    particle: &Particle,
    centre: [f64; 3],
    axes: [[f64; 3]; N],
    lengths: [f64; N],
    numbers: &mut Vec<f64>,
) {
    let (mut farthest, mut scale) = (0.0f64, 0.0f64);
    let (mut low, mut high) = ([0.0f64; N], [0.0f64; N]);
    // All of these are largest at an end of a run.
    for point in particle.ends() {
        let offset: [f64; 3] = std::array::from_fn(|i| point[i] - centre[i]);
        farthest = farthest.max(offset.iter().map(|o| o * o).sum());
        let mut relative = 0.0;
        for (i, axis) in axes.iter().enumerate() {
            let along: f64 = offset.iter().zip(axis).map(|(o, a)| o * a).sum();
            (low[i], high[i]) = (low[i].min(along), high[i].max(along));
            if lengths[i] > 0.0 {
                relative += (along / lengths[i]).powi(2);
            }
        }
        scale = scale.max(relative);
    }
    numbers.push(farthest.sqrt());
    numbers.extend((0..N).map(|i| high[i] - low[i]));
    numbers.push(scale.sqrt());
}

#[cfg(test)]
mod tests;
