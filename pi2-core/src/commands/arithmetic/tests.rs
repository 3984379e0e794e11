use proptest::prelude::*;

use super::*;
use crate::image::{Complex32, convert};
use crate::testing::for_each_real_pair;

fn ctx() -> Context {
    Context::with_threads(2)
}

fn row<T: Pixel>(pixels: &[T]) -> Image<T> {
    Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row")
}

type ImageCommand<T, U> = fn(&Context, &mut Image<T>, &Image<U>, bool) -> Result<()>;
type ConstantCommand<T> = fn(&Context, &mut Image<T>, f64) -> Result<()>;

fn with_image<T: Pixel, U: Pixel>(command: ImageCommand<T, U>, a: &[T], b: &[U]) -> Vec<T> {
    let mut image = row(a);
    command(&ctx(), &mut image, &row(b), false).expect("equal sizes");
    image.pixels().to_vec()
}

fn with_constant<T: RealPixel>(command: ConstantCommand<T>, a: &[T], x: f64) -> Vec<T> {
    let mut image = row(a);
    command(&ctx(), &mut image, x).expect("no error");
    image.pixels().to_vec()
}

#[test]
fn unsigned_differences_saturate_at_zero() {
    assert_eq!(with_image(subtract_image, &[10u8, 200], &[100u8, 100]), [0, 100]);
}

#[test]
fn constants_round_half_away_from_zero() {
    assert_eq!(with_constant(multiply_constant, &[1u8, 2, 3, 5], 0.5), [1, 1, 2, 3]);
    assert_eq!(with_constant(add_constant, &[0u8, 1, 2, 3, 250, 255], 2.5), [3, 4, 5, 6, 253, 255]);
    assert_eq!(with_constant(subtract_constant, &[0u8, 1, 2, 3, 250, 255], 2.5), [0, 0, 0, 1, 248, 253]);
    assert_eq!(with_constant(multiply_constant, &[-3i16, -2, -1, 1, 2, 3], 0.5), [-2, -1, -1, 1, 1, 2]);
    assert_eq!(with_constant(subtract_constant, &[-128i8, 100], 100.0), [-128, 0]);
    assert_eq!(with_constant(divide_constant, &[5i8, -5, 7], 2.0), [3, -3, 4]);
}

#[test]
fn signed_sums_and_products_saturate_at_both_ends() {
    assert_eq!(with_image(multiply_image, &[-100i8, 0, 100], &[100i8, 0, 100]), [-128, 0, 127]);
    assert_eq!(with_image(add_image, &[100i8, -100], &[100i8, -100]), [127, -128]);
    assert_eq!(with_image(multiply_image, &[i64::MIN, -1], &[-1i64, i64::MIN]), [i64::MAX, i64::MAX]);
}

#[test]
fn a_float_operand_makes_the_work_float() {
    assert_eq!(with_image(add_image, &[1u8, 100, 200], &[1.5f32, -300.0, 300.0]), [3, 0, 255]);
    assert_eq!(with_image(add_image, &[16_777_217u32], &[1.0f32]), [16_777_218]);
}

#[test]
fn division_by_zero_saturates_in_integers() {
    assert_eq!(with_image(divide_image, &[0u8, 7, 255], &[0u8, 0, 0]), [0, 255, 255]);
    assert_eq!(with_image(divide_image, &[0i64, 7, -7], &[0i64, 0, 0]), [0, i64::MAX, i64::MIN]);
    assert_eq!(with_constant(divide_constant, &[0i64, 7, -7], 0.0), [0, i64::MAX, i64::MIN]);
    assert_eq!(with_image(divide_image, &[1.0f32], &[0.0f32]), [f32::INFINITY]);
}

#[test]
fn uint64_arithmetic_is_exact_and_saturates() {
    let half = 1u64 << 63;
    let a = [half, half + 5, 1 << 62, u64::MAX, 5];
    assert_eq!(with_image(add_image, &a, &[3u64; 5]), [half + 3, half + 8, (1 << 62) + 3, u64::MAX, 8]);
    assert_eq!(with_image(subtract_image, &a, &[half; 5]), [0, 5, 0, half - 1, 0]);
    assert_eq!(with_image(multiply_image, &[half - 1, half], &[2u64, 2]), [u64::MAX - 1, u64::MAX]);
    assert_eq!(with_image(divide_image, &[u64::MAX, u64::MAX], &[1u64, 2]), [u64::MAX, half]);
}

#[test]
fn integral_constants_are_exact_for_64_bit_pixels() {
    let odd = (1i64 << 60) + 1;
    assert_eq!(with_constant(add_constant, &[odd, i64::MAX], 1.0), [odd + 1, i64::MAX]);
    assert_eq!(with_constant(subtract_constant, &[odd], -1.0), [odd + 1]);
    assert_eq!(with_constant(multiply_constant, &[odd, -odd], 3.0), [3 * odd, -3 * odd]);
    assert_eq!(with_constant(divide_constant, &[3 * odd], 3.0), [odd]);
    assert_eq!(with_constant(add_constant, &[1u64, u64::MAX], -2.0), [0, u64::MAX - 2]);
    assert_eq!(with_constant(add_constant, &[-128i8], 1e300), [127]);
}

#[test]
fn infinite_and_undefined_constants_saturate_or_become_zero() {
    assert_eq!(with_constant(add_constant, &[1u8], f64::INFINITY), [255]);
    assert_eq!(with_constant(add_constant, &[1i64], f64::NEG_INFINITY), [i64::MIN]);
    assert_eq!(with_constant(multiply_constant, &[1u16], f64::NAN), [0]);
    assert!(with_constant(add_constant, &[1f32], f64::NAN)[0].is_nan());
}

#[test]
fn broadcasting_repeats_the_last_column_and_row() {
    let mut image = Image::from_fn([4, 2, 1], |x, _, _| x as u8 + 1).expect("small");
    add_image(&ctx(), &mut image, &row(&[10u8, 20, 30]), true).expect("broadcast");
    assert_eq!(image.pixels(), [11, 22, 33, 34, 11, 22, 33, 34]);
}

#[test]
fn different_sizes_are_refused_without_broadcasting() {
    let mut image = row(&[1u8, 2]);
    let error = add_image(&ctx(), &mut image, &row(&[1u8, 2, 3]), false).expect_err("sizes differ").to_string();
    assert_eq!(error, "`image` is 2×1×1 but `parameter image` is 3×1×1; they must be equal unless `allow broadcast`");
}

#[test]
fn complex_images_are_combined() {
    let (a, b) = (Complex32::new(1.0, 2.0), Complex32::new(3.0, -4.0));
    assert_eq!(with_image(add_image, &[a], &[b]), [Complex32::new(4.0, -2.0)]);
    assert_eq!(with_image(subtract_image, &[a], &[b]), [Complex32::new(-2.0, 6.0)]);
    assert_eq!(with_image(multiply_image, &[a], &[b]), [Complex32::new(11.0, 2.0)]);
    assert_eq!(with_image(divide_image, &[a], &[b]), [Complex32::new(-0.2, 0.4)]);
}

/// The definition, with no thought for speed: exact integers, else float64, rounded once.
fn reference<T: RealPixel, U: RealPixel>(operation: char, a: T, b: U) -> T {
    let both_integers = T::TYPE.is_integer() && U::TYPE.is_integer();
    let narrow = |value: i128| T::from_i128_saturating(value);
    match operation {
        '+' if both_integers => narrow(a.to_i128() + b.to_i128()),
        '-' if both_integers => narrow(a.to_i128() - b.to_i128()),
        '*' if both_integers => narrow(a.to_i128().saturating_mul(b.to_i128())),
        '/' if both_integers && b.to_i128() == 0 => T::from_f64_saturating(a.to_f64() / 0.0),
        '/' if both_integers => {
            let (a, b) = (a.to_i128(), b.to_i128());
            let sign = a.signum() * b.signum();
            narrow(sign * ((2 * a.abs() + b.abs()) / (2 * b.abs())))
        }
        '+' => T::from_f64_saturating(a.to_f64() + b.to_f64()),
        '-' => T::from_f64_saturating(a.to_f64() - b.to_f64()),
        '*' => T::from_f64_saturating(a.to_f64() * b.to_f64()),
        _ => T::from_f64_saturating(a.to_f64() / b.to_f64()),
    }
}

/// Equal, or as near as one rounding to float32 may put them.
fn near<T: RealPixel>(a: T, b: T, exact: bool) -> bool {
    let (a, b) = (a.to_f64(), b.to_f64());
    a == b || a.is_nan() && b.is_nan() || !exact && (a - b).abs() <= 1.0_f64.max(b.abs() * 2e-7)
}

fn agrees<T: RealPixel + Combine<U>, U: RealPixel>(a: &[f64], b: &[f64]) -> std::result::Result<(), TestCaseError> {
    let a: Vec<T> = a.iter().map(|&v| T::from_f64_saturating(v)).collect();
    let b: Vec<U> = b.iter().map(|&v| U::from_f64_saturating(v)).collect();
    let exact = T::TYPE.is_integer() && U::TYPE.is_integer();
    let commands: [(char, ImageCommand<T, U>); 4] =
        [('+', add_image), ('-', subtract_image), ('*', multiply_image), ('/', divide_image)];
    for (operation, command) in commands {
        for (i, &result) in with_image(command, &a, &b).iter().enumerate() {
            let expected = reference(operation, a[i], b[i]);
            let (x, y, t, u) = (a[i], b[i], T::TYPE, U::TYPE);
            prop_assert!(near(result, expected, exact), "{t} {x} {operation} {u} {y} = {result}, not {expected}");
        }
    }
    for (i, &value) in b.iter().enumerate() {
        prop_assert_eq!(T::nearest(value), convert::<U, T>(value), "value {}", i);
    }
    Ok(())
}

/// Numbers near the limits of all types, and small ones.
fn numbers() -> impl Strategy<Value = Vec<f64>> {
    let limits = [8, 15, 16, 24, 31, 32, 53, 62, 63, 64].map(|bits| f64::from(bits).exp2());
    let near_a_limit = (prop::sample::select(limits.to_vec()), -3..3, prop::bool::ANY)
        .prop_map(|(limit, offset, negative)| if negative { -limit } else { limit + f64::from(offset) });
    let number = prop_oneof![(-300.0..300.0f64), (-10..10).prop_map(f64::from), near_a_limit];
    prop::collection::vec(number, 40)
}

macro_rules! check_pairs {
    ($a:ident, $b:ident: $($t:ty: $($u:ty),+;)+) => {$($(agrees::<$t, $u>(&$a, &$b)?;)+)+};
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn all_pairs_agree_with_the_definition(a in numbers(), b in numbers()) {
        for_each_real_pair!(check_pairs, a, b);
    }

    #[test]
    fn integral_constants_agree_with_images_of_that_constant(a in numbers(), x in -200..200i32) {
        fn check<T: RealPixel + Combine<T>>(a: &[f64], x: f64) {
            let a: Vec<T> = a.iter().map(|&v| T::from_f64_saturating(v)).collect();
            if T::from_f64_saturating(x).to_f64() != x {
                return;
            }
            let b = vec![T::from_f64_saturating(x); a.len()];
            assert_eq!(with_constant(add_constant, &a, x), with_image(add_image, &a, &b));
            assert_eq!(with_constant(subtract_constant, &a, x), with_image(subtract_image, &a, &b));
            assert_eq!(with_constant(multiply_constant, &a, x), with_image(multiply_image, &a, &b));
            assert_eq!(with_constant(divide_constant, &a, x), with_image(divide_image, &a, &b));
        }
        let x = f64::from(x);
        check::<u8>(&a, x);
        check::<u16>(&a, x);
        check::<u32>(&a, x);
        check::<u64>(&a, x);
        check::<i8>(&a, x);
        check::<i16>(&a, x);
        check::<i32>(&a, x);
        check::<i64>(&a, x);
    }
}
