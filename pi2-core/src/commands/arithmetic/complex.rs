//! Complex product and quotient with the infinities of the C standard.

use num_complex::Complex;

use crate::image::Complex32;

/// The product, computed in float64 and rounded once. Infinities follow ISO C 2011, annex G.5.1: infinity times a
/// number that is not zero is an infinity, never NaN in both parts.
pub fn product(a: Complex32, b: Complex32) -> Complex32 {
    let (wide_a, wide_b) = (widen(a), widen(b));
    let result = wide_a * wide_b;
    if !(result.re.is_nan() && result.im.is_nan()) || !(is_infinite(a) || is_infinite(b)) {
        return narrow(result);
    }
    let (a, b) = (box_infinity(wide_a, is_infinite(a)), box_infinity(wide_b, is_infinite(b)));
    let infinite = |part: f64| f64::INFINITY * part;
    narrow(Complex::new(infinite(a.re * b.re - a.im * b.im), infinite(a.re * b.im + a.im * b.re)))
}

/// The quotient, computed in float64 and rounded once. A number by zero is an infinity, a number by an infinity is zero.
pub fn quotient(a: Complex32, b: Complex32) -> Complex32 {
    let (wide_a, wide_b) = (widen(a), widen(b));
    let norm = wide_b.norm_sqr();
    let dividend = wide_a * wide_b.conj();
    let result = Complex::new(dividend.re / norm, dividend.im / norm);
    if !(result.re.is_nan() && result.im.is_nan()) {
        return narrow(result);
    }
    let not_nan = |z: Complex32| !z.re.is_nan() && !z.im.is_nan();
    if norm == 0.0 && !(a.re.is_nan() && a.im.is_nan()) {
        let infinity = f64::INFINITY.copysign(wide_b.re);
        return narrow(Complex::new(infinity * wide_a.re, infinity * wide_a.im));
    }
    if is_infinite(a) && b.is_finite() {
        let (a, b) = (box_infinity(wide_a, true), wide_b);
        let infinite = |part: f64| f64::INFINITY * part;
        return narrow(Complex::new(infinite(a.re * b.re + a.im * b.im), infinite(a.im * b.re - a.re * b.im)));
    }
    if is_infinite(b) && a.is_finite() && not_nan(a) {
        let b = box_infinity(wide_b, true);
        let zero = |part: f64| 0.0 * part;
        return narrow(Complex::new(
            zero(wide_a.re * b.re + wide_a.im * b.im),
            zero(wide_a.im * b.re - wide_a.re * b.im),
        ));
    }
    narrow(result)
}

pub fn widen(z: Complex32) -> Complex<f64> {
    Complex::new(f64::from(z.re), f64::from(z.im))
}

pub fn narrow(z: Complex<f64>) -> Complex32 {
    Complex::new(z.re as f32, z.im as f32)
}

fn is_infinite(z: Complex32) -> bool {
    z.re.is_infinite() || z.im.is_infinite()
}

/// An infinity as a direction: infinite parts become ±1, finite parts ±0. Other numbers only lose their NaN.
fn box_infinity(z: Complex<f64>, infinite: bool) -> Complex<f64> {
    let direction = |part: f64| {
        if infinite {
            f64::from(u8::from(part.is_infinite())).copysign(part)
        } else if part.is_nan() {
            0.0_f64.copysign(part)
        } else {
            part
        }
    };
    Complex::new(direction(z.re), direction(z.im))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INF: f32 = f32::INFINITY;

    #[test]
    fn finite_numbers_are_multiplied_and_divided_as_usual() {
        let (a, b) = (Complex::new(1.0, 2.0), Complex::new(3.0, -4.0));
        assert_eq!(product(a, b), Complex::new(11.0, 2.0));
        assert_eq!(quotient(product(a, b), b), a);
    }

    #[test]
    fn infinity_times_a_number_is_an_infinity() {
        let result = product(Complex::new(INF, f32::NAN), Complex::new(0.0, 2.0));
        assert!(result.re.is_infinite() || result.im.is_infinite(), "{result}");
    }

    #[test]
    fn division_by_zero_is_infinite_and_by_infinity_zero() {
        assert_eq!(quotient(Complex::new(1.0, -1.0), Complex::new(0.0, 0.0)), Complex::new(INF, -INF));
        assert_eq!(quotient(Complex::new(1.0, 1.0), Complex::new(INF, INF)), Complex::new(0.0, 0.0));
        let zero_by_zero = quotient(Complex::new(0.0, 0.0), Complex::new(0.0, 0.0));
        assert!(zero_by_zero.re.is_nan() && zero_by_zero.im.is_nan());
    }
}
