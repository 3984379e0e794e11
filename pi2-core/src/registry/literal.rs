//! Strict reading of numbers, booleans and vectors: the whole text or nothing.

use crate::image::{Vec3d, Vec3i};

/// A number: decimal or exponent form, or `nan`, `inf`, `infinity` with an optional sign, in any case.
pub fn real(text: &str) -> Option<f64> {
    let text = text.trim();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_word = ["nan", "inf", "infinity"].iter().any(|word| unsigned.eq_ignore_ascii_case(word));
    let is_number = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if is_word || is_number { text.parse().ok().filter(|value: &f64| is_word || value.is_finite()) } else { None }
}

/// A signed integer; an integral real (`5.0`, `1e3`) is one too.
pub fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse().ok().or_else(|| integral(real(text)?, -(2f64.powi(63)), 2f64.powi(63)).map(|value| value as i64))
}

/// An unsigned integer; an integral real is one too.
pub fn unsigned(text: &str) -> Option<u64> {
    let text = text.trim();
    text.parse().ok().or_else(|| integral(real(text)?, 0.0, 2f64.powi(64)).map(|value| value as u64))
}

/// The value if it is whole and `low <= value < high`.
pub fn integral(value: f64, low: f64, high: f64) -> Option<f64> {
    (value.fract() == 0.0 && value >= low && value < high).then_some(value)
}

/// `true`, `on`, `yes`, `1` or `false`, `off`, `no`, `0`, in any case.
pub fn boolean(text: &str) -> Option<bool> {
    let text = text.trim();
    let among = |words: [&str; 4]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if among(["true", "on", "yes", "1"]) { Some(true) } else { among(["false", "off", "no", "0"]).then_some(false) }
}

/// `[x, y, z]`, `[x y z]`, `x, y, z`, or one number for all three.
pub fn real_vector(text: &str) -> Option<Vec3d> {
    vector(text, real)
}

/// As [`real_vector`], with integral components.
pub fn integer_vector(text: &str) -> Option<Vec3i> {
    vector(text, integer)
}

fn vector<T: Copy>(text: &str, component: impl Fn(&str) -> Option<T>) -> Option<crate::image::Vec3<T>> {
    let text = text.trim();
    let inner = match text.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']')?,
        None => text,
    };
    let parts: Vec<&str> = if inner.contains(',') {
        inner.split(',').map(str::trim).collect()
    } else {
        inner.split_whitespace().collect()
    };
    let components = parts.into_iter().map(component).collect::<Option<Vec<T>>>()?;
    match components[..] {
        [value] => Some(value.into()),
        [x, y, z] => Some([x, y, z].into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_garbage_is_no_number() {
        for text in ["5abc", "2.9.1", "banana", "info", "0x10", "1e400", "", "-", "nanny"] {
            assert_eq!(real(text), None, "{text}");
        }
        assert_eq!((real(" 1.5e3 "), real("-Infinity")), (Some(1500.0), Some(f64::NEG_INFINITY)));
        assert!(real("NaN").is_some_and(f64::is_nan));
    }

    #[test]
    fn integral_reals_are_integers_and_others_are_not() {
        assert_eq!((integer("5.0"), integer("1e3"), integer("2.9")), (Some(5), Some(1000), None));
        assert_eq!((unsigned("-1"), unsigned("18446744073709551615")), (None, Some(u64::MAX)));
        assert_eq!(integer("9223372036854775808"), None);
    }

    #[test]
    fn vectors_have_three_components_or_one() {
        assert_eq!(real_vector("[1, 2.5, -3]"), Some(Vec3d::new(1.0, 2.5, -3.0)));
        assert_eq!(real_vector("[1 2 3]"), real_vector("1,2,3"));
        assert_eq!(integer_vector("7"), Some(Vec3i::splat(7)));
        assert_eq!(integer_vector("[1, 2]"), None);
        assert_eq!(integer_vector("[1.5, 2, 0]"), None);
        assert_eq!(integer_vector("[1, 2, 0"), None);
    }

    #[test]
    fn booleans_are_read_in_any_case() {
        assert_eq!((boolean("tRuE"), boolean("YES"), boolean("Off")), (Some(true), Some(true), Some(false)));
        assert_eq!(boolean("2"), None);
    }
}
