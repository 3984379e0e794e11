//! Methods that need no histogram, only mean, deviation and range.

use crate::moments::Moments;

/// The mean, minus `shift` (Glasbey 1993).
pub fn mean(pixels: &Moments, shift: f64) -> f64 {
    pixels.mean - shift
}

/// The middle of the range, minus `shift`.
pub fn mid_grey(pixels: &Moments, shift: f64) -> f64 {
    pixels.minimum.midpoint(pixels.maximum) - shift
}

/// The mean plus `k` standard deviations, minus `shift` (Niblack 1986).
pub fn niblack(pixels: &Moments, k: f64, shift: f64) -> f64 {
    pixels.mean + k * pixels.standard_deviation() - shift
}

/// The mean, raised where the deviation exceeds `r` and lowered where it does not reach it, and raised where the mean is
/// small (Phansalkar et al. 2011).
pub fn phansalkar(pixels: &Moments, k: f64, r: f64, p: f64, q: f64) -> f64 {
    let mean = pixels.mean;
    mean * (1.0 + p * (-q * mean).exp() + k * (pixels.standard_deviation() / r - 1.0))
}

/// The mean, raised where the deviation exceeds `r` and lowered where it does not reach it (Sauvola & Pietikäinen 2000).
pub fn sauvola(pixels: &Moments, k: f64, r: f64) -> f64 {
    pixels.mean * (1.0 + k * (pixels.standard_deviation() / r - 1.0))
}

/// The middle of the range. Pixels whose range is smaller than `contrast` are one class: object if the middle of
/// their range is at least that of the range of all pixels of the image, else background (Bernsen 1986).
pub fn bernsen(pixels: &Moments, image: &Moments, contrast: f64) -> f64 {
    let middle = mid_grey(pixels, 0.0);
    if pixels.maximum - pixels.minimum >= contrast {
        middle
    } else if middle >= mid_grey(image, 0.0) {
        pixels.minimum
    } else {
        pixels.maximum
    }
}

/// Half of the difference between the largest and the smallest pixel.
pub fn half_range(pixels: &Moments) -> f64 {
    (pixels.maximum - pixels.minimum) / 2.0
}
