//! Functions of float64 that the compiler can turn into vector instructions, and those that the standard library lacks.
//!
//! All are within one or two units in the last place. Sums of products are fused where the text says so and nowhere else,
//! so that results are the same on every machine. Coefficients and reductions of `log`, `sin`, `cos`, `erf` and `erfc` are those of fdlibm: Copyright (C)
//! 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this software is
//! freely granted, provided that this notice is preserved.

use std::f64::consts::{FRAC_2_PI, LN_2, LOG2_E, SQRT_2};

/// Added to a number below 2⁵¹, this rounds it to an integer, which then stands in the low bits.
const ROUNDING: f64 = 6_755_399_441_055_744.0;

/// Larger angles lose digits in [`sin_near`] and [`cos_near`].
pub const NEAR: f64 = 1.0e6;

#[inline(always)]
fn polynomial<const N: usize>(x: f64, coefficients: [f64; N]) -> f64 {
    let mut sum = coefficients[N - 1];
    let mut power = N - 1;
    while power > 0 {
        power -= 1;
        sum = sum.mul_add(x, coefficients[power]);
    }
    sum
}

/// 2ⁿ for the integer that was rounded with [`ROUNDING`].
#[inline(always)]
fn power_of_two(rounded: f64) -> f64 {
    f64::from_bits(rounded.to_bits().wrapping_add(1023) << 52)
}

/// eˣ.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    // Beyond these, the result is infinite or zero; NaN fails both comparisons.
    let x = if x > 720.0 { 720.0 } else { x };
    let x = if x < -760.0 { -760.0 } else { x };
    let n = x.mul_add(LOG2_E, ROUNDING) - ROUNDING;
    let rest = (-n).mul_add(LN_2_LOW, (-n).mul_add(LN_2_HIGH, x));
    let series = polynomial(
        rest,
        [
            1.0 / 2.0,
            1.0 / 6.0,
            1.0 / 24.0,
            1.0 / 120.0,
            1.0 / 720.0,
            1.0 / 5040.0,
            1.0 / 40_320.0,
            1.0 / 362_880.0,
            1.0 / 3_628_800.0,
            1.0 / 39_916_800.0,
            1.0 / 479_001_600.0,
            1.0 / 6_227_020_800.0,
        ],
    );
    let mantissa = 1.0 + (rest * rest).mul_add(series, rest);
    // In two steps, as 2ⁿ may be beyond the range of float64 where the result is not.
    let half = n.mul_add(0.5, ROUNDING);
    mantissa * power_of_two(half) * power_of_two((n - (half - ROUNDING)) + ROUNDING)
}

/// The natural logarithm.
#[inline(always)]
pub fn log(x: f64) -> f64 {
    const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    /// The bits of √½, without the low word.
    const SQRT_HALF: u64 = 0x3fe6_a09e << 32;
    let is_tiny = x < f64::MIN_POSITIVE;
    let scaled = if is_tiny { x * 18_014_398_509_481_984.0 } else { x };
    let bits = scaled.to_bits().wrapping_add((0x3ff0_0000_u64 << 32) - SQRT_HALF);
    // The exponent becomes a float as the low bits of 2⁵².
    let biased = f64::from_bits(0x4330_0000_0000_0000 | (bits >> 52)) - 4_503_599_627_370_496.0;
    let exponent = biased - if is_tiny { 1023.0 + 54.0 } else { 1023.0 };
    let f = f64::from_bits((bits & 0x000f_ffff_ffff_ffff).wrapping_add(SQRT_HALF)) - 1.0;
    let s = f / (2.0 + f);
    let square = s * s;
    let series = square
        * polynomial(
            square,
            [
                6.666_666_666_666_735e-1,
                3.999_999_999_940_942e-1,
                2.857_142_874_366_239e-1,
                2.222_219_843_214_978_4e-1,
                1.818_357_216_161_805e-1,
                1.531_383_769_920_937_3e-1,
                1.479_819_860_511_658_6e-1,
            ],
        );
    let half = 0.5 * f * f;
    let result = exponent * LN_2_HIGH - ((half - (s * (half + series) + exponent * LN_2_LOW)) - f);
    let result = if x == 0.0 { f64::NEG_INFINITY } else { result };
    let result = if x < 0.0 { f64::NAN } else { result };
    if x < f64::INFINITY { result } else { x }
}

/// Sine and cosine of `angle + rest`, at most π/4 from zero.
#[inline(always)]
fn sine_and_cosine(angle: f64, rest: f64) -> (f64, f64) {
    let square = angle * angle;
    let cube = square * angle;
    let series = polynomial(
        square,
        [
            8.333_333_333_322_49e-3,
            -1.984_126_982_985_795e-4,
            2.755_731_370_707_006_8e-6,
            -2.505_076_025_340_686_3e-8,
            1.589_690_995_211_55e-10,
        ],
    );
    let sine = angle - ((square * (0.5 * rest - cube * series) - rest) + cube * 1.666_666_666_666_663_2e-1);
    let series = square
        * polynomial(
            square,
            [
                4.166_666_666_666_66e-2,
                -1.388_888_888_887_411e-3,
                2.480_158_728_947_673e-5,
                -2.755_731_435_139_066_3e-7,
                2.087_572_321_298_175e-9,
                -1.135_964_755_778_819_5e-11,
            ],
        );
    let half = 0.5 * square;
    let most = 1.0 - half;
    let cosine = most + (((1.0 - most) - half) + (square * series - angle * rest));
    (sine, cosine)
}

/// The number of quarter turns, in the low bits, and sine and cosine of the rest of the angle.
#[inline(always)]
fn reduced(x: f64) -> (u64, f64, f64) {
    const FIRST: f64 = 1.570_796_326_734_125_6;
    const SECOND: f64 = 6.077_100_506_303_966e-11;
    const SECOND_TAIL: f64 = 2.022_266_248_795_950_6e-21;
    let rounded = x.mul_add(FRAC_2_PI, ROUNDING);
    let n = rounded - ROUNDING;
    let first = (-n).mul_add(FIRST, x);
    let second = n * SECOND;
    let difference = first - second;
    let tail = n.mul_add(SECOND_TAIL, (difference - first) + second);
    let angle = difference - tail;
    let (sine, cosine) = sine_and_cosine(angle, (difference - angle) - tail);
    (rounded.to_bits(), sine, cosine)
}

/// The sine of an angle up to [`NEAR`].
#[inline(always)]
pub fn sin_near(x: f64) -> f64 {
    let (quarter, sine, cosine) = reduced(x);
    let value = if quarter & 1 == 0 { sine } else { cosine };
    f64::from_bits(value.to_bits() ^ ((quarter & 2) << 62))
}

/// The cosine of an angle up to [`NEAR`].
#[inline(always)]
pub fn cos_near(x: f64) -> f64 {
    let (quarter, sine, cosine) = reduced(x);
    let value = if quarter & 1 == 0 { cosine } else { sine };
    f64::from_bits(value.to_bits() ^ ((quarter.wrapping_add(1) & 2) << 62))
}

/// The error function.
pub fn erf(x: f64) -> f64 {
    let size = x.abs();
    if size < 0.84375 {
        x + x * small_erf(x * x)
    } else if size < 1.25 {
        (ERF_ONE + around_one(size)).copysign(x)
    } else if size < 6.0 {
        (1.0 - erfc_tail(size)).copysign(x)
    } else if x.is_nan() {
        x
    } else {
        1.0_f64.copysign(x)
    }
}

/// One minus the error function.
pub fn erfc(x: f64) -> f64 {
    let size = x.abs();
    if size < 0.84375 {
        1.0 - (x + x * small_erf(x * x))
    } else if size < 1.25 {
        if x > 0.0 { (1.0 - ERF_ONE) - around_one(size) } else { 1.0 + (ERF_ONE + around_one(size)) }
    } else if size < 28.0 {
        if x > 0.0 { erfc_tail(size) } else { 2.0 - erfc_tail(size) }
    } else if x.is_nan() {
        x
    } else if x > 0.0 {
        0.0
    } else {
        2.0
    }
}

/// erf(1) in a few bits.
const ERF_ONE: f64 = 0.845_062_911_510_467_5;

/// erf(x)/x − 1, from x².
fn small_erf(square: f64) -> f64 {
    let above = polynomial(
        square,
        [
            1.283_791_670_955_125_6e-1,
            -3.250_421_072_470_015e-1,
            -2.848_174_957_559_851e-2,
            -5.770_270_296_489_442e-3,
            -2.376_301_665_665_016_3e-5,
        ],
    );
    let below = polynomial(
        square,
        [
            1.0,
            3.979_172_239_591_553_5e-1,
            6.502_224_998_876_73e-2,
            5.081_306_281_875_766e-3,
            1.324_947_380_043_216_4e-4,
            -3.960_228_278_775_368e-6,
        ],
    );
    above / below
}

/// erf(x) − [`ERF_ONE`].
fn around_one(x: f64) -> f64 {
    let s = x - 1.0;
    let above = polynomial(
        s,
        [
            -2.362_118_560_752_659_4e-3,
            4.148_561_186_837_483_3e-1,
            -3.722_078_760_357_013e-1,
            3.183_466_199_011_617_5e-1,
            -1.108_946_942_823_966_8e-1,
            3.547_830_432_561_823_6e-2,
            -2.166_375_594_868_791e-3,
        ],
    );
    let below = polynomial(
        s,
        [
            1.0,
            1.064_208_804_008_442_3e-1,
            5.403_979_177_021_71e-1,
            7.182_865_441_419_627e-2,
            1.261_712_198_087_616_4e-1,
            1.363_708_391_202_905e-2,
            1.198_449_984_679_910_7e-2,
        ],
    );
    above / below
}

/// erfc(x) for x from 1.25.
fn erfc_tail(x: f64) -> f64 {
    let s = 1.0 / (x * x);
    let ratio = if x < 1.0 / 0.35 {
        let above = [
            -9.864_944_034_847_148e-3,
            -6.938_585_727_071_818e-1,
            -1.055_862_622_532_329_1e1,
            -6.237_533_245_032_601e1,
            -1.623_966_694_625_734_7e2,
            -1.846_050_929_067_110_4e2,
            -8.128_743_550_630_66e1,
            -9.814_329_344_169_145,
        ];
        let below = [
            1.0,
            1.965_127_166_743_925_7e1,
            1.376_577_541_435_190_4e2,
            4.345_658_774_752_292_3e2,
            6.453_872_717_332_679e2,
            4.290_081_400_275_678_3e2,
            1.086_350_055_417_794_4e2,
            6.570_249_770_319_282,
            -6.042_441_521_485_81e-2,
        ];
        polynomial(s, above) / polynomial(s, below)
    } else {
        let above = [
            -9.864_942_924_700_1e-3,
            -7.992_832_376_805_23e-1,
            -1.775_795_491_775_475_2e1,
            -1.606_363_848_558_219_2e2,
            -6.375_664_433_683_896e2,
            -1.025_095_131_611_077_2e3,
            -4.835_191_916_086_514e2,
        ];
        let below = [
            1.0,
            3.033_806_074_348_246e1,
            3.257_925_129_965_739e2,
            1.536_729_586_084_437e3,
            3.199_858_219_508_596e3,
            2.553_050_406_433_164_4e3,
            4.745_285_412_069_554e2,
            -2.244_095_244_658_582e1,
        ];
        polynomial(s, above) / polynomial(s, below)
    };
    // The square of the high part is exact.
    let high = f64::from_bits(x.to_bits() & 0xffff_ffff_0000_0000);
    (-high * high - 0.5625).exp() * ((high - x) * (high + x) + ratio).exp() / x
}

/// The distribution function of the standard normal distribution.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * erfc(-x / SQRT_2)
}

/// The logarithm to base 2.
#[inline(always)]
pub fn log2(x: f64) -> f64 {
    log(x) / LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Distance in units in the last place of the expected value, which is at least `least`.
    fn error(found: f64, expected: f64, least: f64) -> f64 {
        if found == expected || (found.is_nan() && expected.is_nan()) {
            return 0.0;
        }
        (found - expected).abs() / (expected.abs().max(least) * f64::EPSILON)
    }

    fn spread(range: f64) -> impl Iterator<Item = f64> {
        (-100_000..=100_000).map(move |i| f64::from(i) / 100_000.0 * range)
    }

    #[test]
    fn exponential_and_logarithm_agree_with_the_standard_library() {
        for x in spread(700.0) {
            assert!(error(exp(x), x.exp(), f64::MIN_POSITIVE) <= 1.5, "exp({x})");
            let y = (x * 1.01).exp();
            assert!(error(log(y), y.ln(), f64::MIN_POSITIVE) <= 1.5, "log({y})");
            assert!(error(log(1.0 + x / 1e4), (1.0 + x / 1e4).ln(), f64::MIN_POSITIVE) <= 1.5, "log(1 + {x}/10000)");
        }
        for x in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 0.0, -0.0, -1.0, 5e-324, 1e-310, -745.0, 709.7, 1e300] {
            assert!(error(exp(x), x.exp(), f64::MIN_POSITIVE) <= 1.5, "exp({x})");
            assert!(error(log(x), x.ln(), f64::MIN_POSITIVE) <= 1.5, "log({x})");
        }
    }

    #[test]
    fn sine_and_cosine_agree_with_the_standard_library() {
        for range in [1.0, 100.0, NEAR] {
            for x in spread(range) {
                assert!(error(sin_near(x), x.sin(), f64::MIN_POSITIVE) <= 1.5, "sin({x})");
                assert!(error(cos_near(x), x.cos(), f64::MIN_POSITIVE) <= 1.5, "cos({x})");
            }
        }
    }

    #[test]
    fn the_error_function_has_known_values() {
        let known = [
            (0.1, 0.112_462_916_018_284_9),
            (0.9, 0.796_908_212_422_832_2),
            (1.5, 0.966_105_146_475_310_8),
            (3.0, 0.999_977_909_503_001_4),
            (7.0, 1.0),
        ];
        for (x, value) in known {
            assert!(error(erf(x), value, 1.0) <= 1.0, "erf({x})");
            assert_eq!(erf(-x), -erf(x));
            assert!(error(erfc(x), 1.0 - value, 1.0) <= 1.0, "erfc({x})");
            assert!(error(erfc(-x), 1.0 + value, 1.0) <= 1.0, "erfc(-{x})");
        }
        assert!(error(erfc(5.0), 1.537_459_794_428_034_8e-12, f64::MIN_POSITIVE) <= 4.0);
        assert!(error(normal_cdf(1.0), 0.841_344_746_068_542_9, 1.0) <= 1.0);
        assert!(erf(f64::NAN).is_nan() && erfc(f64::NAN).is_nan());
        assert_eq!((erfc(40.0), erfc(-40.0), erf(f64::NEG_INFINITY)), (0.0, 2.0, -1.0));
    }
}
