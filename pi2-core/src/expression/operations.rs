//! What can be done with one, two or three numbers, each written once, for single numbers and for rows.

use multiversion::multiversion;

use super::math;

/// Numbers in a row.
pub const ROW: usize = 512;

/// A block of pixels as float64; a few of them fit into the first cache.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub struct Row(pub [f64; ROW]);

impl Row {
    pub const ZERO: Self = Self([0.0; ROW]);
}

/// An argument of an operation on rows.
#[derive(Clone, Copy)]
pub enum Values<'a> {
    Row(&'a Row),
    Constant(f64),
}

#[inline(always)]
fn number(truth: bool) -> f64 {
    if truth { 1.0 } else { 0.0 }
}

#[inline(always)]
fn truth(number: f64) -> bool {
    // NaN is true.
    number != 0.0
}

#[inline(always)]
fn map(out: &mut Row, a: &Row, f: impl Fn(f64) -> f64) {
    for (out, a) in out.0.iter_mut().zip(&a.0) {
        *out = f(*a);
    }
}

#[inline(always)]
fn zip(out: &mut Row, a: Values<'_>, b: Values<'_>, f: impl Fn(f64, f64) -> f64) {
    match (a, b) {
        (Values::Row(a), Values::Row(b)) => {
            for ((out, a), b) in out.0.iter_mut().zip(&a.0).zip(&b.0) {
                *out = f(*a, *b);
            }
        }
        (Values::Row(a), Values::Constant(b)) => map(out, a, |a| f(a, b)),
        (Values::Constant(a), Values::Row(b)) => map(out, b, |b| f(a, b)),
        (Values::Constant(a), Values::Constant(b)) => out.0.fill(f(a, b)),
    }
}

#[inline(always)]
fn zip_three(out: &mut Row, [a, b, c]: [&Row; 3], f: impl Fn(f64, f64, f64) -> f64) {
    for (((out, a), b), c) in out.0.iter_mut().zip(&a.0).zip(&b.0).zip(&c.0) {
        *out = f(*a, *b, *c);
    }
}

macro_rules! unary {
    ($($name:ident => $function:expr;)+) => {
        /// A function of one number.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Unary { $($name),+ }

        impl Unary {
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$name),+];

        }

        // Compiled for several targets, as fused multiplication is slow without an instruction for it.
        #[multiversion(targets("x86_64+avx2+fma+bmi2"))]
        fn unary_number(operation: Unary, a: f64) -> f64 {
            match operation { $(Unary::$name => ($function)(a)),+ }
        }

        #[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
        fn unary_row(operation: Unary, out: &mut Row, a: &Row) {
            match operation { $(Unary::$name => map(out, a, $function)),+ }
        }
    };
}

macro_rules! binary {
    ($($name:ident => $function:expr;)+) => {
        /// A function of two numbers.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Binary { $($name),+ }

        impl Binary {
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The value for two numbers.
            pub fn apply(self, a: f64, b: f64) -> f64 {
                match self { $(Self::$name => ($function)(a, b)),+ }
            }
        }

        #[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
        pub fn binary_row(operation: Binary, out: &mut Row, a: Values<'_>, b: Values<'_>) {
            match operation { $(Binary::$name => zip(out, a, b, $function)),+ }
        }
    };
}

macro_rules! ternary {
    ($($name:ident => $function:expr;)+) => {
        /// A function of three numbers.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Ternary { $($name),+ }

        impl Ternary {
            /// The value for three numbers.
            pub fn apply(self, a: f64, b: f64, c: f64) -> f64 {
                match self { $(Self::$name => ($function)(a, b, c)),+ }
            }
        }

        #[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
        pub fn ternary_row(operation: Ternary, out: &mut Row, arguments: [&Row; 3]) {
            match operation { $(Ternary::$name => zip_three(out, arguments, $function)),+ }
        }
    };
}

unary! {
    Negate => |a: f64| -a;
    Abs => |a: f64| a.abs();
    Not => |a: f64| number(a == 0.0);
    Truth => |a: f64| number(truth(a));
    Ceil => |a: f64| a.ceil();
    Floor => |a: f64| a.floor();
    Round => |a: f64| if a < 0.0 { (a - 0.5).ceil() } else { (a + 0.5).floor() };
    Truncate => |a: f64| a.trunc();
    Fraction => |a: f64| a - a.trunc();
    Sign => |a: f64| number(a > 0.0) - number(a < 0.0);
    Sqrt => |a: f64| a.sqrt();
    Square => |a: f64| a * a;
    Cube => |a: f64| a * a * a;
    Fourth => |a: f64| (a * a) * (a * a);
    Exp => math::exp;
    Log => math::log;
    Log2 => math::log2;
    Sin => math::sin_near;
    Cos => math::cos_near;
    Tan => |a: f64| a.tan();
    Acos => |a: f64| a.acos();
    Acosh => |a: f64| a.acosh();
    Asin => |a: f64| a.asin();
    Asinh => |a: f64| a.asinh();
    Atan => |a: f64| a.atan();
    Atanh => |a: f64| a.atanh();
    Cosh => |a: f64| a.cosh();
    Sinh => |a: f64| a.sinh();
    Tanh => |a: f64| a.tanh();
    Sinc => |a: f64| if a == 0.0 { 1.0 } else { a.sin() / a };
    Erf => math::erf;
    Erfc => math::erfc;
    NormalCdf => math::normal_cdf;
    ExpM1 => |a: f64| a.exp_m1();
    Log1p => |a: f64| a.ln_1p();
    Log10 => |a: f64| a.log10();
}

binary! {
    Add => |a: f64, b: f64| a + b;
    Subtract => |a: f64, b: f64| a - b;
    Multiply => |a: f64, b: f64| a * b;
    Divide => |a: f64, b: f64| a / b;
    Remainder => |a: f64, b: f64| a % b;
    Power => |a: f64, b: f64| a.powf(b);
    Less => |a: f64, b: f64| number(a < b);
    LessEqual => |a: f64, b: f64| number(a <= b);
    Equal => |a: f64, b: f64| number(a == b);
    NotEqual => |a: f64, b: f64| number(a != b);
    GreaterEqual => |a: f64, b: f64| number(a >= b);
    Greater => |a: f64, b: f64| number(a > b);
    And => |a: f64, b: f64| number(truth(a) & truth(b));
    Or => |a: f64, b: f64| number(truth(a) | truth(b));
    ExclusiveOr => |a: f64, b: f64| number(truth(a) != truth(b));
    Minimum => |a: f64, b: f64| if b < a { b } else { a };
    Maximum => |a: f64, b: f64| if a < b { b } else { a };
    Hypotenuse => |a: f64, b: f64| (a * a + b * b).sqrt();
    NearlyEqual => |a: f64, b: f64| {
        let (size, limit) = (if b.abs() > a.abs() { b.abs() } else { a.abs() }, 1.0);
        number((a - b).abs() <= 1e-10 * if size > limit { size } else { limit })
    };
    Atan2 => |a: f64, b: f64| a.atan2(b);
    LogBase => |a: f64, b: f64| math::log(a) / math::log(b);
    Root => |a: f64, b: f64| {
        let is_odd = (b % 2.0).abs() == 1.0;
        if a < 0.0 && is_odd { -(-a).powf(1.0 / b) } else { a.powf(1.0 / b) }
    };
    RoundDigits => |a: f64, b: f64| {
        let power = 10f64.powi(b.clamp(0.0, 15.0) as i32);
        if a < 0.0 { (a * power - 0.5).ceil() / power } else { (a * power + 0.5).floor() / power }
    };
    ShiftLeft => |a: f64, b: f64| a * b.trunc().exp2();
    ShiftRight => |a: f64, b: f64| a * (-b.trunc()).exp2();
}

ternary! {
    Select => |a: f64, b: f64, c: f64| if truth(a) { b } else { c };
    Clamp => |low: f64, v: f64, high: f64| {
        let below = if v > high { high } else { v };
        if v < low { low } else { below }
    };
    OutsideClamp => |low: f64, v: f64, high: f64| {
        let nearer = if 2.0 * v <= high + low { low } else { high };
        let moved = if v > low { nearer } else { v };
        if v < high { moved } else { v }
    };
    InRange => |low: f64, v: f64, high: f64| number(low <= v) * number(v <= high);
}

impl Unary {
    /// The value for one number.
    pub fn apply(self, a: f64) -> f64 {
        match self {
            Self::Sin if !is_near(a) => a.sin(),
            Self::Cos if !is_near(a) => a.cos(),
            _ => unary_number(self, a),
        }
    }

    /// The values for a row.
    pub fn apply_row(self, out: &mut Row, a: &Row) {
        unary_row(self, out, a);
        if matches!(self, Self::Sin | Self::Cos) && !all_near(a) {
            map(out, a, |angle| self.apply(angle));
        }
    }
}

#[inline(always)]
fn is_near(angle: f64) -> bool {
    angle.abs() <= math::NEAR
}

/// Without an early exit, which would keep the compiler from comparing several numbers at once.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn all_near(angles: &Row) -> bool {
    angles.0.iter().fold(true, |all, angle| all & is_near(*angle))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPECIAL: [f64; 16] = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -2.5,
        3.0,
        7.25,
        1e-9,
        1e7,
        -1e300,
        65_535.0,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
        5e-324,
    ];

    fn same(a: f64, b: f64) -> bool {
        a == b || (a.is_nan() && b.is_nan())
    }

    #[test]
    fn rows_and_numbers_give_the_same() {
        let a = Row(std::array::from_fn(|i| SPECIAL[i % 16]));
        let b = Row(std::array::from_fn(|i| SPECIAL[i / 16 % 16]));
        let mut out = Row::ZERO;
        for operation in Unary::ALL {
            operation.apply_row(&mut out, &a);
            assert!((0..16).all(|i| same(out.0[i], operation.apply(a.0[i]))), "{operation:?}");
        }
        for operation in Binary::ALL {
            binary_row(*operation, &mut out, Values::Row(&a), Values::Row(&b));
            assert!((0..256).all(|i| same(out.0[i], operation.apply(a.0[i], b.0[i]))), "{operation:?}");
            for constant in SPECIAL {
                binary_row(*operation, &mut out, Values::Row(&a), Values::Constant(constant));
                assert!((0..16).all(|i| same(out.0[i], operation.apply(a.0[i], constant))), "{operation:?}");
                binary_row(*operation, &mut out, Values::Constant(constant), Values::Row(&a));
                assert!((0..16).all(|i| same(out.0[i], operation.apply(constant, a.0[i]))), "{operation:?}");
            }
        }
    }

    #[test]
    fn shifts_and_digits_take_any_number() {
        assert_eq!(Binary::ShiftLeft.apply(3.0, 4.9), 48.0);
        assert_eq!(Binary::ShiftRight.apply(48.0, 4.0), 3.0);
        assert_eq!(Binary::RoundDigits.apply(-2.345_67, 2.0), -2.35);
        assert_eq!(Binary::RoundDigits.apply(2.5, f64::NAN), 3.0);
        assert_eq!(Binary::Root.apply(-8.0, 3.0), -2.0);
        assert!(Binary::Root.apply(-8.0, 2.0).is_nan());
    }
}
