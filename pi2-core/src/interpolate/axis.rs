//! Which pixels along an axis have which weight.

use super::{Interpolation, round, weights};
use crate::image::WorkFloat;
use crate::par::Boundary;

/// For each of a list of positions along one axis of an image, the neighbours and their weights.
pub struct Axis<W> {
    len: usize,
    taps: usize,
    /// Neighbours, all those of the first tap before those of the second. Each is below the side of the image.
    indices: Vec<usize>,
    /// Their weights. A neighbour outside that counts as zero has the weight zero.
    weights: Vec<W>,
}

impl<W: WorkFloat> Axis<W> {
    /// The neighbours of `positions` on an axis of `side` pixels. A position that is NaN has none.
    pub fn new(positions: &[f64], side: usize, interpolation: Interpolation, boundary: Boundary) -> Self {
        let taps = interpolation.taps();
        let mut axis = Self { len: positions.len(), taps: 0, indices: Vec::new(), weights: Vec::new() };
        for tap in 0..taps {
            let neighbours = positions.iter().map(|&position| neighbour(position, tap, interpolation));
            let fitted = neighbours.map(|(index, weight)| fit(index, weight, side, boundary));
            let (indices, weights): (Vec<usize>, Vec<W>) =
                fitted.map(|(index, weight)| (index, W::from_f64(weight))).unzip();
            // Exact positions need one tap only.
            if weights.iter().any(|weight| *weight != W::zero()) {
                axis.taps += 1;
                axis.indices.extend(indices);
                axis.weights.extend(weights);
            }
        }
        axis
    }

    /// Number of positions.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The neighbours of a position with a weight other than zero.
    pub fn neighbours(&self, position: usize) -> impl Iterator<Item = (usize, W)> + '_ {
        (0..self.taps)
            .map(move |tap| (self.indices[tap * self.len + position], self.weights[tap * self.len + position]))
            .filter(|(_, weight)| *weight != W::zero())
    }

    /// For each tap, the neighbours and weights of all positions.
    pub fn taps(&self) -> impl Iterator<Item = (&[usize], &[W])> {
        self.indices.chunks(self.len).zip(self.weights.chunks(self.len))
    }
}

/// The neighbour of a tap, which may lie outside, and its weight.
fn neighbour(position: f64, tap: usize, interpolation: Interpolation) -> (f64, f64) {
    if interpolation == Interpolation::Nearest {
        return (round(position), 1.0);
    }
    let first = position.floor();
    // Infinite positions are outside; the nearest pixel has all the weight.
    let t = if position.is_infinite() { 0.0 } else { position - first };
    if interpolation == Interpolation::Linear {
        (first + tap as f64, weights::<f64, 2>(t)[tap])
    } else {
        (first + tap as f64 - 1.0, weights::<f64, 4>(t)[tap])
    }
}

/// A neighbour inside, or any with the weight zero.
fn fit(index: f64, weight: f64, side: usize, boundary: Boundary) -> (usize, f64) {
    let last = (side - 1) as f64;
    let counts = (0.0..=last).contains(&index) || (boundary == Boundary::Nearest && !index.is_nan());
    (index.clamp(0.0, last) as usize, if counts { weight } else { 0.0 })
}
