//! Fourier transforms.

use crate::fft::{forward, inverse, spectrum_dims};
use crate::image::{Complex32, Image};
use crate::{Context, Error, Result, pi2_command};

/// Calculates the discrete Fourier transform of an image.
///
/// The result is F(k) = Σ f(x) exp(−2πi k·x/N) over all pixels x, without normalisation, in float32. The half with
/// kx = 0 to W/2 is stored; the other half is its mirror image. Along y and z, frequencies are in the order 0, 1, …, −1.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes (⌊W/2⌋+1)×H×D.
///
/// # Errors
/// `Dimensions` if the image has only one pixel.
///
/// # References
/// pi2, `fft`. Results differ by rounding in float32, as the order of operations is another one.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 4)
/// set(img, 1.5)
/// newimage(spectrum, complex32)
/// fft(img, spectrum)   # 6+0i
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [ifft, conjugate, multiply],
    whole_image = "each frequency depends on all pixels"
)]
pub fn fft(
    ctx: &Context,
    /// Image to transform.
    input_image: &Image<f32>,
    /// The transform.
    #[arg(out)]
    output_image: &mut Image<Complex32>,
) -> Result<()> {
    if input_image.dims().pixel_count() == 1 {
        return Err(Error::dimensions("`input image` has only one pixel; there is nothing to transform"));
    }
    forward(ctx, input_image, output_image)
}

/// Calculates the image that has a given Fourier transform.
///
/// This is the inverse of `fft`: the sum with exp(+2πi k·x/N), divided by the number of pixels. The imaginary parts that
/// the transform of a real image cannot have are ignored.
///
/// # Shapes
/// `output image` must have the size W×H×D of the result before the command; `input image` is (⌊W/2⌋+1)×H×D.
///
/// # Errors
/// `Dimensions` if the sizes do not fit together or the result has only one pixel.
///
/// # References
/// pi2, `ifft`, which destroys the input image and accepts output images that are too large, for which it reads pixels
/// outside the input image.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 4)
/// set(img, 2.5)
/// newimage(spectrum, complex32)
/// fft(img, spectrum)
/// newimage(back, float32, 4)
/// ifft(spectrum, back)   # 2.5
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [fft, conjugate, multiply],
    whole_image = "each pixel depends on all frequencies",
    extra_memory = 1.0
)]
pub fn ifft(
    ctx: &Context,
    /// Transform of an image.
    input_image: &Image<Complex32>,
    /// The image. It must have its size already.
    #[arg(out, keep)]
    output_image: &mut Image<f32>,
) -> Result<()> {
    let (spectrum, dims) = (input_image.dims(), output_image.dims());
    if spectrum != spectrum_dims(dims) || dims.pixel_count() == 1 {
        let width = spectrum.width;
        let widths = if width == 1 { "1".to_owned() } else { format!("{} or {}", 2 * width - 2, 2 * width - 1) };
        return Err(Error::dimensions(format!(
            "`output image` is {dims}; for an `input image` of {spectrum} its width must be {widths} before the \
             command, its height {} and its depth {}",
            spectrum.height, spectrum.depth
        )));
    }
    inverse(ctx, input_image, output_image)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{random_image, sides};
    use num_complex::Complex;
    use proptest::prelude::*;
    use std::f64::consts::PI;

    fn ctx() -> Context {
        Context::with_threads(2)
    }

    fn transformed(image: &Image<f32>) -> Image<Complex32> {
        let mut result = Image::new([1, 1, 1]).expect("small");
        fft(&ctx(), image, &mut result).expect("more than one pixel");
        result
    }

    /// The definition, with no thought for speed.
    fn reference(image: &Image<f32>, k: [usize; 3]) -> Complex<f64> {
        let [w, h, d] = image.dims().to_array();
        let mut sum = Complex::new(0.0, 0.0);
        for (z, y, x) in (0..d).flat_map(|z| (0..h).flat_map(move |y| (0..w).map(move |x| (z, y, x)))) {
            let phase = [(x, w, k[0]), (y, h, k[1]), (z, d, k[2])]
                .map(|(at, side, k)| (at * k % side) as f64 / side as f64)
                .iter()
                .sum::<f64>();
            sum += Complex::from_polar(f64::from(image.get(x, y, z)), -2.0 * PI * phase);
        }
        sum
    }

    #[test]
    fn five_numbers_have_a_known_transform() {
        let image = Image::from_vec([5, 1, 1], vec![1.0f32, 2.0, 3.0, 4.0, 5.0]).expect("five");
        let expected = [(15.0, 0.0), (-2.5, 3.440_955), (-2.5, 0.812_299_2)];
        for (value, (re, im)) in transformed(&image).pixels().iter().zip(expected) {
            assert!((value - Complex32::new(re, im)).norm() < 1e-5, "{value}");
        }
    }

    fn round_trip_error(image: &Image<f32>) -> f32 {
        let mut back = Image::new(image.dims()).expect("small");
        ifft(&ctx(), &transformed(image), &mut back).expect("sizes fit");
        image.pixels().iter().zip(back.pixels()).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn transforms_agree_with_the_definition(sides in sides(), seed: u64) {
            prop_assume!(sides != [1, 1, 1]);
            let image = random_image::<f32>(sides, seed);
            let result = transformed(&image);
            let [w, h, d] = sides;
            prop_assert_eq!(result.dims().to_array(), [w / 2 + 1, h, d]);
            for (z, y, x) in (0..d).flat_map(|z| (0..h).flat_map(move |y| (0..=w / 2).map(move |x| (z, y, x)))) {
                let (value, expected) = (result.get(x, y, z), reference(&image, [x, y, z]));
                let error = (Complex::new(f64::from(value.re), f64::from(value.im)) - expected).norm();
                prop_assert!(error <= 0.05, "{} is not {}", value, expected);
            }
        }

        #[test]
        fn the_inverse_restores_the_image(sides in sides(), seed: u64) {
            prop_assume!(sides != [1, 1, 1]);
            prop_assert!(round_trip_error(&random_image::<f32>(sides, seed)) < 2e-3);
        }
    }

    #[test]
    fn large_slices_flat_images_and_odd_sides_are_restored() {
        for sides in
            [[600, 450, 3], [700, 500, 1], [1, 300, 40], [40, 1, 300], [100_003, 1, 1], [1, 1, 5000], [2, 2, 2]]
        {
            let error = round_trip_error(&random_image::<f32>(sides, 5));
            assert!(error < 5e-3, "{sides:?}: {error}");
        }
    }

    #[test]
    fn results_do_not_depend_on_the_number_of_threads() {
        let image = random_image::<f32>([30, 40, 50], 7);
        let mut one = Image::new([1, 1, 1]).expect("small");
        fft(&Context::with_threads(1), &image, &mut one).expect("many pixels");
        assert_eq!(one, transformed(&image));
    }

    #[test]
    fn wrong_sizes_are_refused() {
        let error = fft(&ctx(), &Image::new([1, 1, 1]).expect("small"), &mut Image::new([1, 1, 1]).expect("small"));
        let text = error.expect_err("one pixel").to_string();
        assert_eq!(text, "`input image` has only one pixel; there is nothing to transform");
        let spectrum = Image::<Complex32>::new([3, 4, 5]).expect("small");
        for dims in [[6, 4, 5], [3, 4, 5], [4, 4, 6], [4, 3, 5], [1, 1, 1]] {
            let mut output = Image::new(dims).expect("small");
            let error = ifft(&ctx(), &spectrum, &mut output).expect_err("wrong size").to_string();
            let expected = format!(
                "`output image` is {}; for an `input image` of 3×4×5 its width must be 4 or 5 before the command, its \
                 height 4 and its depth 5",
                output.dims()
            );
            assert_eq!(error, expected);
        }
        for width in [4, 5] {
            ifft(&ctx(), &spectrum, &mut Image::new([width, 4, 5]).expect("small")).expect("the right size");
        }
    }
}
