use bytemuck::{cast, cast_slice_mut};

use crate::edt::{self, Squared};
use crate::image::{Image, RealPixel};
use crate::par::{fill, fold_pixels, map_into, map_pixels};
use crate::{Context, Error, Result, pi2_command};

/// Measures the Euclidean distance from each pixel to the nearest background pixel.
///
/// Distances are in pixels, between pixel centres; the edge of the image does not count as background. They are exact:
/// only the square root is rounded, to float32, and then to the nearest integer if `output image` has integer pixels.
/// In an image without background each pixel becomes the square root of the largest value of the output pixel type.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes W×H×D.
///
/// # Errors
/// `Limit` if a distance is larger than the largest value of the output pixel type.
///
/// # References
/// Felzenszwalb, Huttenlocher, "Distance transforms of sampled functions", 2012. pi2 computes in the output pixel type:
/// it fails for intermediate values that do not fit, and float32 distances above 4096 can differ in the last digit.
///
/// # Example
/// ```pi2
/// newimage(line, uint8, 9)
/// set(line, 1)
/// set(line, [0, 0, 0], 0)
/// newimage(distance, float32)
/// dmap(line, distance)
/// maxval(distance, largest)   # 8
/// ```
#[pi2_command(
    category = "Distance and thickness",
    see_also = [label, threshold],
    types(T, U = real_pairs),
    stages,
    extra_memory = 1.0,
    job = Slow,
)]
pub fn dmap<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image in which to measure.
    input_image: &Image<T>,
    /// Distances, in pixels.
    #[arg(out)]
    output_image: &mut Image<U>,
    /// Pixels of this value are background.
    #[arg(default = 0.0)]
    background_value: f64,
) -> Result<()> {
    output_image.resize_like(input_image)?;
    let background = T::from_f64_saturating(background_value);
    if edt::fits::<i32>(input_image.dims()) {
        distances::<T, U, i32>(ctx, input_image, output_image, background)
    } else {
        distances::<T, U, i64>(ctx, input_image, output_image, background)
    }
}

/// Distances by way of squared distances in `D`, which use the memory of the output if its pixels have the same size.
fn distances<T: RealPixel, U: RealPixel, D: Squared + RealPixel>(
    ctx: &Context,
    input: &Image<T>,
    output: &mut Image<U>,
    background: T,
) -> Result<()> {
    let is_background = |pixel| pixel == background;
    let found = if size_of::<U>() == size_of::<D>() {
        // Every distance fits into four bytes, so there is no range to check.
        let found = edt::squared::<T, D>(ctx, input, is_background, cast_slice_mut(output.pixels_mut()))?;
        map_pixels(ctx, output, |bits| root::<D, U>(cast(bits)))?;
        found
    } else {
        let mut squared = Image::<D>::new(input.dims())?;
        let found = edt::squared(ctx, input, is_background, squared.pixels_mut())?;
        if found {
            check_range::<D, U>(ctx, &squared)?;
        }
        map_into(ctx, &squared, output, root::<D, U>)?;
        found
    };
    if found { Ok(()) } else { fill(ctx, output, U::from_f64_saturating(U::MAX.to_f64().sqrt())) }
}

/// The distance in the output pixel type, rounded once.
fn root<D: RealPixel, U: RealPixel>(squared: D) -> U {
    U::from_f64_saturating(squared.to_f64().sqrt())
}

fn check_range<D: Squared + RealPixel, U: RealPixel>(ctx: &Context, squared: &Image<D>) -> Result<()> {
    let largest = |part: &[D]| part.iter().copied().max().unwrap_or(D::ZERO);
    let distance = fold_pixels(ctx, squared, largest, Ord::max)?.to_f64().sqrt().round();
    if distance > U::MAX.to_f64() {
        let (found, most) = (U::TYPE, U::MAX);
        let message = format!("the largest distance is {distance} pixels, but {found} pixels hold at most {most}");
        return Err(Error::limit(message).with_hint("use a float32 output image"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::image::convert;

    /// The definition, with no thought for speed.
    fn reference<T: RealPixel>(image: &Image<T>, background: T) -> Option<Vec<f64>> {
        let dims = image.dims();
        let places = || (0..dims.pixel_count()).map(|index| dims.coordinates(index).map(|c| c as f64));
        let background: Vec<_> =
            places().zip(image.pixels()).filter(|(_, pixel)| **pixel == background).map(|(place, _)| place).collect();
        let distance =
            |[x, y, z]: [f64; 3], [u, v, w]: [f64; 3]| ((x - u).powi(2) + (y - v).powi(2) + (z - w).powi(2)).sqrt();
        (!background.is_empty()).then(|| {
            let nearest = |here| background.iter().map(|&there| distance(here, there)).fold(f64::INFINITY, f64::min);
            places().map(nearest).collect()
        })
    }

    fn check<T: RealPixel, U: RealPixel>(values: &Image<u8>, background: u8) {
        let ctx = Context::with_threads(2);
        let image = Image::<T>::from_fn(values.dims(), |x, y, z| convert(values.get(x, y, z))).expect("small");
        let mut output = Image::<U>::new([1, 1, 1]).expect("small");
        dmap(&ctx, &image, &mut output, f64::from(background)).expect("the distances are short");
        let without = vec![U::MAX.to_f64().sqrt(); image.pixels().len()];
        let expected = reference(&image, convert(background)).unwrap_or(without);
        assert_eq!(output.pixels(), expected.into_iter().map(U::from_f64_saturating).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            (dims, pixels) in [1usize..8, 1usize..8, 1usize..8]
                .prop_flat_map(|dims| (Just(dims), proptest::collection::vec(0u8..6, dims.iter().product::<usize>()))),
            background in 0u8..8,
        ) {
            let image = Image::from_vec(dims, pixels).expect("the size fits");
            check::<u8, u8>(&image, background);
            check::<u8, f32>(&image, background);
            check::<u16, u32>(&image, background);
            check::<u32, u64>(&image, background);
            check::<u64, u16>(&image, background);
            check::<i8, i8>(&image, background);
            check::<i16, i16>(&image, background);
            check::<i32, i32>(&image, background);
            check::<i64, i64>(&image, background);
            check::<f32, f32>(&image, background);
        }
    }

    #[test]
    fn a_single_pixel_is_background_or_not() {
        for pixel in [0, 1] {
            check::<u8, f32>(&Image::from_vec([1, 1, 1], vec![pixel]).expect("one"), 0);
        }
    }

    #[test]
    fn without_background_each_pixel_is_the_root_of_the_largest_value() {
        let ctx = Context::with_threads(1);
        let image = Image::<u8>::from_vec([2, 1, 1], vec![1, 2]).expect("two");
        let mut int8 = Image::<u8>::new([1, 1, 1]).expect("small");
        dmap(&ctx, &image, &mut int8, 0.0).expect("no range to check");
        assert_eq!(int8.pixels(), [16, 16]);
        let mut float32 = Image::<f32>::new([1, 1, 1]).expect("small");
        dmap(&ctx, &image, &mut float32, 0.0).expect("no range to check");
        assert_eq!(float32.pixels(), [1.844_674_3e19; 2]);
    }

    #[test]
    fn the_background_value_is_rounded_to_a_pixel() {
        let ctx = Context::with_threads(1);
        let image = Image::<u8>::from_vec([3, 1, 1], vec![0, 1, 255]).expect("three");
        let mut output = Image::<u16>::new([1, 1, 1]).expect("small");
        for (background, expected) in [(-5.0, [0, 1, 2]), (300.0, [2, 1, 0]), (0.6, [1, 0, 1])] {
            dmap(&ctx, &image, &mut output, background).expect("no error");
            assert_eq!(output.pixels(), expected);
        }
    }

    #[test]
    fn only_a_final_distance_that_does_not_fit_is_an_error() {
        let ctx = Context::with_threads(1);
        let line = Image::<u8>::from_fn([257, 1, 1], |x, _, _| u8::from(x != 0)).expect("small");
        let mut output = Image::<u8>::new([1, 1, 1]).expect("small");
        let error = dmap(&ctx, &line, &mut output, 0.0).expect_err("256 does not fit").render();
        let expected = "the largest distance is 256 pixels, but uint8 pixels hold at most 255\n\
                        hint: use a float32 output image";
        assert_eq!(error, expected);
        // Along x alone, the distance would be 299.
        let both = Image::<i16>::from_fn([300, 2, 1], |x, y, _| i16::from(x != 0 && y == 0)).expect("small");
        let mut output = Image::<i16>::new([1, 1, 1]).expect("small");
        dmap(&ctx, &both, &mut output, 0.0).expect("final distances are 1");
        assert_eq!(output.get(299, 0, 0), 1);
    }

    #[test]
    fn an_image_with_a_long_diagonal_is_measured_in_64_bits() {
        let ctx = Context::with_threads(2);
        let image = Image::<u8>::from_fn([1, 40_000, 1], |_, y, _| u8::from(y != 0)).expect("small");
        let mut output = Image::<f32>::new([1, 1, 1]).expect("small");
        dmap(&ctx, &image, &mut output, 0.0).expect("float32 has room");
        assert_eq!(output.get(0, 39_999, 0), 39_999.0);
    }
}
