use super::*;
use crate::Error;
use crate::par::{CancelToken, neighbourhood};

const BOUNDARIES: [Boundary; 2] = [Boundary::Zero, Boundary::Nearest];

/// The three-dimensional sum, with no thought for speed.
fn reference(input: &Image<u16>, kernels: &[LineKernel; 3], boundary: Boundary) -> Image<f32> {
    let weight = |kernel: &LineKernel, offset: i64| {
        let weight = kernel.half[offset.unsigned_abs() as usize];
        if kernel.odd && offset < 0 { -weight } else { weight }
    };
    let (mut offsets, mut weights) = (Vec::new(), Vec::new());
    let [rx, ry, rz] = std::array::from_fn(|axis| kernels[axis].radius() as i64);
    for dz in -rz..=rz {
        for dy in -ry..=ry {
            for dx in -rx..=rx {
                // A convolution: the weight at +1 meets the pixel at −1.
                offsets.push([-dx, -dy, -dz]);
                weights.push(weight(&kernels[0], dx) * weight(&kernels[1], dy) * weight(&kernels[2], dz));
            }
        }
    }
    let mut sums = Image::new(input.dims()).expect("small");
    neighbourhood(&Context::with_threads(2), input, &mut sums, &offsets, boundary, |values| {
        values.iter().zip(&weights).map(|(&value, weight)| f64::from(value) * weight).sum::<f64>() as f32
    })
    .expect("no error");
    sums
}

fn convolved(input: &Image<u16>, kernels: &[LineKernel; 3], boundary: Boundary, threads: usize) -> Image<f32> {
    let mut output = Image::new([1, 1, 1]).expect("small");
    convolve_separable(&Context::with_threads(threads), input, &mut output, kernels, boundary).expect("no error");
    output
}

fn assert_near(found: &Image<f32>, expected: &Image<f32>) {
    assert_eq!(found.dims(), expected.dims());
    let scale = expected.pixels().iter().fold(1.0f32, |most, value| most.max(value.abs()));
    for (index, (found, expected)) in found.pixels().iter().zip(expected.pixels()).enumerate() {
        assert!((found - expected).abs() <= 2e-6 * scale, "pixel {index}: {found} instead of {expected}");
    }
}

fn pattern(dims: [usize; 3]) -> Image<u16> {
    Image::from_fn(dims, |x, y, z| ((x * 7919 + y * 104_729 + z * 1299 + x * y * 31) % 60_013) as u16).expect("small")
}

fn kernels() -> [LineKernel; 3] {
    [
        LineKernel::even(vec![0.4, 0.2, 0.1]),
        LineKernel::odd(vec![0.0, 0.5]),
        LineKernel::even(vec![0.3, 0.2, 0.1, 0.05]),
    ]
}

#[test]
fn images_of_many_parts_agree_with_the_definition() {
    for dims in [[300, 20, 50], [33, 70, 3], [600, 1, 2]] {
        let input = pattern(dims);
        for boundary in BOUNDARIES {
            assert_near(&convolved(&input, &kernels(), boundary, 2), &reference(&input, &kernels(), boundary));
        }
    }
}

#[test]
fn lines_shorter_than_the_kernel_agree_with_the_definition() {
    let long = vec![0.2, 0.15, 0.1, 0.06, 0.05, 0.03];
    let odd = vec![0.0, 0.3, 0.2, 0.1, 0.07];
    for kernels in [
        [LineKernel::even(long.clone()), LineKernel::even(long.clone()), LineKernel::odd(odd.clone())],
        [LineKernel::odd(odd.clone()), LineKernel::even(long.clone()), LineKernel::even(long.clone())],
    ] {
        for dims in [[1, 1, 2], [2, 3, 4], [5, 1, 6], [1, 4, 3]] {
            let input = pattern(dims);
            for boundary in BOUNDARIES {
                assert_near(&convolved(&input, &kernels, boundary, 1), &reference(&input, &kernels, boundary));
            }
        }
    }
}

#[test]
fn axes_beyond_the_dimensionality_are_left_alone() {
    let input = Image::from_vec([3, 1, 1], vec![0u16, 100, 0]).expect("three pixels");
    let blur = LineKernel::even(vec![0.5, 0.25]);
    let result = convolved(&input, &[blur.clone(), blur.clone(), blur], Boundary::Zero, 1);
    assert_eq!(result.pixels(), [25.0, 50.0, 25.0]);
}

#[test]
fn the_weight_at_plus_one_meets_the_pixel_at_minus_one() {
    let input = Image::from_fn([5, 1, 1], |x, _, _| 10 * x as u16).expect("small");
    let [_, slope, _] = kernels();
    let identity = LineKernel::identity();
    let result = convolved(&input, &[slope, identity.clone(), identity], Boundary::Nearest, 1);
    assert_eq!(result.pixels(), [-5.0, -10.0, -10.0, -10.0, -5.0]);
}

#[test]
fn identity_kernels_copy_integers_that_no_float_holds() {
    let input = Image::from_vec([2, 1, 1], vec![u64::MAX, (1 << 53) + 1]).expect("two pixels");
    let mut output = Image::<u64>::new([1, 1, 1]).expect("small");
    let kernels = std::array::from_fn(|_| LineKernel::identity());
    convolve_separable(&Context::with_threads(1), &input, &mut output, &kernels, Boundary::Zero).expect("no error");
    assert_eq!(output.pixels(), input.pixels());
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let input = pattern([70, 80, 30]);
    let [one, three] = [1, 3].map(|threads| convolved(&input, &kernels(), Boundary::Nearest, threads));
    assert_eq!(one, three);
}

#[test]
fn a_request_to_stop_ends_the_convolution() {
    let token = CancelToken::default();
    token.cancel();
    let ctx = Context::with_threads(1).with_cancel(token);
    let mut output = Image::<f32>::new([1, 1, 1]).expect("small");
    let result = convolve_separable(&ctx, &pattern([4, 4, 4]), &mut output, &kernels(), Boundary::Nearest);
    assert!(matches!(result, Err(Error::Cancelled)));
}
