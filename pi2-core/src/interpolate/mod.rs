//! Values of an image between its pixels.
//!
//! Pixel (x, y, z) is the value at the point (x, y, z): there is no shift by half a pixel. Positions are float64. A
//! neighbour whose weight is zero is not read, so that NaN beside an exact position does no harm.

mod axis;
mod blend;
mod grid;
mod points;

use crate::Choice;

pub use blend::Blend;
pub use grid::resample;
pub use points::{Line, sample_at};

/// How a value between pixels is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "interpolation mode")]
pub enum Interpolation {
    /// The nearest pixel; half-way between two, the one that is farther from coordinate 0.
    #[choice(
        "Nearest",
        "0",
        "no",
        "none",
        "off",
        "nearest neighbour",
        "nearest neighbor",
        "nearestneighbour",
        "nearestneighbor"
    )]
    Nearest,
    /// Straight lines between neighbouring pixels.
    #[choice("Linear", "1", "linear interpolation")]
    Linear,
    /// Cubic convolution of Keys with a = -0.5: smooth, may overshoot.
    #[choice("Cubic", "2", "cubic interpolation")]
    Cubic,
}

impl Interpolation {
    /// Number of neighbours along each axis.
    const fn taps(self) -> usize {
        match self {
            Self::Nearest => 1,
            Self::Linear => 2,
            Self::Cubic => 4,
        }
    }
}

/// The integer nearest to a position, half away from zero.
#[inline(always)]
fn round(position: f64) -> f64 {
    /// The largest float64 below one half.
    const HALF: f64 = 0.499_999_999_999_999_94;
    (position + HALF.copysign(position)).trunc()
}

/// Weights of the `N` pixels around a point that lies `t` behind the pixel before it: 2 for linear interpolation, 4 for
/// cubic interpolation (R. G. Keys, IEEE Transactions on Acoustics, Speech, and Signal Processing 29(6), 1981).
#[inline(always)]
pub(crate) fn weights<W: crate::image::WorkFloat, const N: usize>(t: W) -> [W; N] {
    let [half, two] = [W::from_f64(0.5), W::from_f64(2.0)];
    let [three_halves, five_halves, four] = [W::from_f64(1.5), W::from_f64(2.5), W::from_f64(4.0)];
    let inner = |d: W| (three_halves * d - five_halves) * d * d + W::one();
    let outer = |d: W| ((five_halves - half * d) * d - four) * d + two;
    let s = W::one() - t;
    std::array::from_fn(|k| match (N, k) {
        (2, 0) => s,
        (2, _) => t,
        (_, 0) => outer(W::one() + t),
        (_, 1) => inner(t),
        (_, 2) => inner(s),
        _ => outer(W::one() + s),
    })
}

#[cfg(test)]
pub(crate) mod reference;
#[cfg(test)]
mod tests;
