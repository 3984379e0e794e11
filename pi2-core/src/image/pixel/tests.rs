use super::*;

/// Halves, limits and neighbours of limits, as exact float64 and as integers.
fn edge_values<S: RealPixel>() -> Vec<S> {
    let mut values = vec![S::ZERO, S::ONE, S::MIN, S::MAX];
    for integer in [2i128, -1, -2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 1 << 24, (1 << 24) + 1] {
        values.extend([S::from_i128_saturating(integer), S::from_i128_saturating(-integer)]);
    }
    for power in [31u32, 32, 53, 63, 64] {
        for offset in [-1i128, 0, 1] {
            values.push(S::from_i128_saturating((1i128 << power) + offset));
            values.push(S::from_i128_saturating(-(1i128 << power) + offset));
        }
    }
    for real in [0.5, 1.5, 2.5, 0.499_999_97, 254.5, 255.5, 126.5, 127.5, 32767.5, 65534.5, 8_388_607.5] {
        values.extend([S::from_f64_saturating(real), S::from_f64_saturating(-real)]);
    }
    if !S::TYPE.is_integer() {
        let of = |value: f32| S::from_f32_saturating(value);
        values.extend([of(f32::NAN), of(f32::INFINITY), of(f32::NEG_INFINITY), of(1e30), of(-1e30), of(1e-40)]);
    }
    values
}

/// The rule as it is written in the manual, with no thought for speed.
fn reference<S: RealPixel, T: RealPixel>(value: S) -> T {
    if !T::TYPE.is_integer() {
        return T::from_f32_saturating(value.to_f32());
    }
    let integer = if S::TYPE.is_integer() {
        value.to_i128()
    } else {
        // float32 to i128 cannot overflow silently: the cast saturates, NaN becomes 0.
        value.to_f64().round() as i128
    };
    T::from_i128_saturating(integer)
}

fn check_pair<S: RealPixel, T: RealPixel>() {
    for value in edge_values::<S>() {
        let (got, want) = (convert::<S, T>(value), reference::<S, T>(value));
        let equal = got == want || (got.is_nan() && want.is_nan());
        assert!(equal, "{value} from {} to {}: {got} instead of {want}", S::TYPE, T::TYPE);
    }
}

macro_rules! check_all_pairs {
    ($($s:ty),+) => {
        $(check_all_pairs!(@from $s; u8, u16, u32, u64, i8, i16, i32, i64, f32);)+
    };
    (@from $s:ty; $($t:ty),+) => {
        $(check_pair::<$s, $t>();)+
    };
}

#[test]
fn conversion_follows_the_rule_for_all_pairs_and_edge_values() {
    check_all_pairs!(u8, u16, u32, u64, i8, i16, i32, i64, f32);
}

fn check_from_f64<T: RealPixel>() {
    for value in [
        0.5,
        1.5,
        2.5,
        -0.5,
        -1.5,
        0.499_999_999_999_999_94,
        1e300,
        -1e300,
        f64::INFINITY,
        -1.0,
        4_503_599_627_370_495.5,
    ] {
        let want = if T::TYPE.is_integer() {
            T::from_i128_saturating(value.round() as i128)
        } else {
            T::from_f32_saturating(value as f32)
        };
        assert_eq!(T::from_f64_saturating(value), want, "{value} to {}", T::TYPE);
    }
    if T::TYPE.is_integer() {
        assert_eq!(T::from_f64_saturating(f64::NAN), T::ZERO, "NaN to {}", T::TYPE);
        assert_eq!(T::from_f32_saturating(f32::NAN), T::ZERO, "NaN to {}", T::TYPE);
        assert_eq!(T::from_f64_saturating(f64::INFINITY), T::MAX);
        assert_eq!(T::from_f64_saturating(f64::NEG_INFINITY), T::MIN);
        assert_eq!(T::from_f32_saturating(0.499_999_97), T::ZERO);
    }
}

#[test]
fn float64_rounds_half_away_from_zero_and_saturates() {
    check_from_f64::<u8>();
    check_from_f64::<u16>();
    check_from_f64::<u32>();
    check_from_f64::<u64>();
    check_from_f64::<i8>();
    check_from_f64::<i16>();
    check_from_f64::<i32>();
    check_from_f64::<i64>();
    check_from_f64::<f32>();
}

#[test]
fn the_vectors_of_the_manual_hold() {
    let values = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30, 0.5, -0.5, 2.5];
    assert_eq!(values.map(convert::<f32, i16>), [0, 32767, -32768, 32767, -32768, 1, -1, 3]);
    assert_eq!(values.map(convert::<f32, u8>), [0, 255, 0, 255, 0, 1, 0, 3]);
}

#[test]
fn type_words_are_read_without_regard_to_case_and_blanks() {
    assert_eq!(" UInt16 ".parse::<PixelType>().expect("a type"), PixelType::UInt16);
    let error = "uin8".parse::<PixelType>().expect_err("a misspelling").to_string();
    assert!(error.contains("uint8") && error.contains("`uin8`"), "{error}");
}
