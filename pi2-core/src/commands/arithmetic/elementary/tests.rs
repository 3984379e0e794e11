use super::*;

fn row<T: Pixel>(pixels: Vec<T>) -> Image<T> {
    Image::from_vec([pixels.len(), 1, 1], pixels).expect("one row")
}

fn mapped<T: Elementary>(function: Function, pixels: Vec<T>) -> Vec<T> {
    let mut image = row(pixels);
    T::map(&Context::with_threads(2), &mut image, function).expect("no error");
    image.pixels().to_vec()
}

const ALL: [Function; 6] = [
    Function::Exponential,
    Function::Logarithm,
    Function::Logarithm10,
    Function::Sine,
    Function::Cosine,
    Function::Tangent,
];

/// Distance of two float32 in units of the last place; a NaN is near to a NaN only.
fn distance(a: f32, b: f32) -> u32 {
    let place =
        |x: f32| if x < 0.0 { -((x.to_bits() & 0x7fff_ffff) as i64) } else { i64::from(x.to_bits() & 0x7fff_ffff) };
    match (a.is_nan(), b.is_nan()) {
        (true, true) => 0,
        (false, false) => (place(a) - place(b)).unsigned_abs() as u32,
        _ => u32::MAX,
    }
}

#[test]
fn float32_functions_are_within_one_unit_of_the_last_place_everywhere() {
    // About a million numbers of all signs and exponents, all numbers with a mantissa of few bits, and special ones.
    let all = (0..=u32::MAX).step_by(4099).chain((0..=u32::MAX).step_by(1 << 16)).map(f32::from_bits);
    let small = (0..400_000).map(|i| (i - 200_000) as f32 * 1e-3);
    let numbers: Vec<f32> = all.chain(small).chain([f32::MIN_POSITIVE, f32::MAX, f32::MIN, 1.0, -1.0]).collect();
    for function in ALL {
        let exact = function.of_real();
        let mut rounded_wrongly = 0;
        for (&x, &value) in numbers.iter().zip(&mapped(function, numbers.clone())) {
            let expected = exact(f64::from(x)) as f32;
            let error = distance(value, expected);
            assert!(error <= 1, "{function:?} of {x:e} is {value:e}, not {expected:e}");
            rounded_wrongly += u32::from(error > 0);
        }
        assert!(rounded_wrongly < 500, "{function:?}: {rounded_wrongly} of {}", numbers.len());
    }
}

#[test]
fn limits_and_signs_are_kept() {
    let infinity = f32::INFINITY;
    assert_eq!(
        mapped(Function::Exponential, vec![infinity, -infinity, 89.0, -104.0, 0.0]),
        [infinity, 0.0, infinity, 0.0, 1.0]
    );
    assert_eq!(mapped(Function::Logarithm, vec![0.0f32, -0.0, infinity, 1.0]), [-infinity, -infinity, infinity, 0.0]);
    assert_eq!(mapped(Function::Logarithm10, vec![1000.0f32, 1e-10, 0.0]), [3.0, -10.0, -infinity]);
    assert!(mapped(Function::Logarithm, vec![-1.0f32, -infinity]).iter().all(|value| value.is_nan()));
    for function in ALL {
        assert!(mapped(function, vec![f32::NAN])[0].is_nan(), "{function:?}");
    }
    for function in [Function::Sine, Function::Tangent] {
        assert_eq!(mapped(function, vec![-0.0f32])[0].to_bits(), (-0.0f32).to_bits(), "{function:?}");
    }
    for function in [Function::Sine, Function::Cosine, Function::Tangent] {
        assert!(mapped(function, vec![infinity])[0].is_nan(), "{function:?}");
    }
}

#[test]
fn a_large_angle_does_not_change_its_neighbours() {
    let angles: Vec<f32> = (0..1000).map(|i| i as f32 * 0.37 - 100.0).collect();
    let mut with_large = angles.clone();
    with_large[500] = 1e30;
    for function in [Function::Sine, Function::Cosine, Function::Tangent] {
        let (mut one, other) = (mapped(function, angles.clone()), mapped(function, with_large.clone()));
        assert_eq!(other[500], function.of_real()(f64::from(1e30f32)) as f32);
        one[500] = other[500];
        assert_eq!(one, other);
    }
}

#[test]
fn tables_and_single_pixels_agree() {
    fn check<T: RealPixel + Elementary>(count: i128) {
        let all: Vec<T> = (0..count).map(|i| T::from_i128_saturating(T::MIN.to_i128() + i)).collect();
        for function in ALL {
            let many = mapped(function, all.clone());
            for (&pixel, &value) in all.iter().zip(&many).step_by(97) {
                let expected = T::from_f64_saturating(function.of_real()(pixel.to_f64()));
                assert_eq!(value, expected, "{function:?} of {pixel}");
                assert_eq!(mapped(function, vec![pixel]), [expected], "{function:?} of {pixel}");
            }
        }
    }
    check::<u8>(256);
    check::<i8>(256);
    check::<u16>(1 << 16);
    check::<i16>(1 << 16);
    check::<u32>(300);
    check::<i64>(300);
}

#[test]
fn integers_round_and_saturate() {
    assert_eq!(mapped(Function::Logarithm, vec![0u8, 1, 3, 20]), [0, 0, 1, 3]);
    assert_eq!(mapped(Function::Logarithm, vec![0i32, -1, 3]), [i32::MIN, 0, 1]);
    assert_eq!(mapped(Function::Exponential, vec![0u8, 1, 2, 10]), [1, 3, 7, 255]);
    assert_eq!(mapped(Function::Sine, vec![0i8, 1, 2, -2]), [0, 1, 1, -1]);
    assert_eq!(mapped(Function::Logarithm10, vec![0u16, 1, 1000, 31622, 31623]), [0, 0, 3, 4, 5]);
}

#[test]
fn complex_functions_agree_with_real_ones_on_the_real_axis_and_with_known_values() {
    let z = |re, im| Complex32::new(re, im);
    let near = |a: Complex32, b: Complex32| (a - b).norm() <= 1e-6 * b.norm().max(1.0);
    for function in ALL {
        for x in [0.3f32, 1.0, 2.5] {
            let value = mapped(function, vec![z(x, 0.0)])[0];
            assert!(near(value, z(function.of_real()(x.into()) as f32, 0.0)), "{function:?} of {x} is {value}");
        }
    }
    assert!(near(mapped(Function::Exponential, vec![z(0.0, std::f32::consts::PI)])[0], z(-1.0, 0.0)));
    assert!(near(mapped(Function::Logarithm, vec![z(-1.0, 0.0)])[0], z(0.0, std::f32::consts::PI)));
    assert!(near(mapped(Function::Sine, vec![z(0.0, 1.0)])[0], z(0.0, 1.175_201_2)));
    assert_eq!(mapped(Function::Tangent, vec![z(1.0, 1e6), z(1.0, f32::NEG_INFINITY)]), [z(0.0, 1.0), z(0.0, -1.0)]);
    assert_eq!(mapped(Function::Sine, vec![z(0.0, 1e6)]), [z(0.0, f32::INFINITY)]);
    assert_eq!(norm(z(f32::NAN, f32::INFINITY)), f32::INFINITY);
    assert_eq!(norm(z(3e38, 3e38)), f32::INFINITY);
    assert_eq!(norm(z(2e38, 0.0)), 2e38);
    assert_eq!(norm(z(3.0, -4.0)), 5.0);
}
