use crate::components::{Components, Connectivity};
use crate::image::{Image, PixelType, RealPixel};
use crate::{Context, Error, Result, pi2_command};

/// Labels connected regions with consecutive numbers.
///
/// Regions are numbered 1, 2, 3, ... in the order of their first pixels (x fastest, then y, then z). With
/// `region color` 0, each non-zero pixel belongs to a region, and regions of different values that touch are one. With
/// another `region color` only pixels of that value are labelled and all others are kept, so that labels may coincide
/// with values that are already there; the label that is equal to the colour is left out.
///
/// # Shapes
/// `image` keeps its size W×H×D and its pixel type.
///
/// # Errors
/// `Limit` if there are more regions than the pixel type has numbers (float32 counts to 16777216), or more runs of
/// region pixels in the rows than 32 bits can count. The image is then unchanged.
///
/// # References
/// He, Chao, Suzuki, "A run-based two-scan labeling algorithm", 2008. pi2 leaves the three largest values of the pixel
/// type unused.
///
/// # Example
/// ```pi2
/// newimage(row, uint8, 5)
/// set(row, [1, 0, 0], 7)
/// set(row, [3, 0, 0], 20)
/// set(row, [4, 0, 0], 1)
/// label(row)
/// maxval(row, regions)   # 2
/// ```
#[pi2_command(
    category = "Labels and regions",
    see_also = [analyzeparticles, dmap],
    whole_image = "a region may reach from one end of the image to the other",
    extra_memory = 1.0,
    job = Slow,
)]
pub fn label<T: RealPixel>(
    ctx: &Context,
    /// Image whose regions become labels.
    image: &mut Image<T>,
    /// Value of the pixels that are labelled, or 0 for all non-zero pixels.
    #[arg(default = 0.0)]
    region_color: f64,
    /// Which pixels are neighbours.
    #[arg(default = Connectivity::Nearest)]
    connectivity: Connectivity,
) -> Result<()> {
    let color = T::from_f64_saturating(region_color);
    let regions = if color == T::ZERO {
        Components::find(ctx, image, connectivity, |pixel| pixel != T::ZERO)?
    } else {
        Components::find(ctx, image, connectivity, |pixel| pixel == color)?
    };
    // A colour such as 2.5 is no label.
    let skipped = Some(color.to_i128()).filter(|&label| T::from_i128_saturating(label) == color).unwrap_or(0);
    let last = label_of(regions.count() as i128, skipped);
    if last > largest_label::<T>() {
        let (count, pixels, most) = (regions.count(), T::TYPE, largest_label::<T>());
        let message = format!("there are {count} regions, but labels in {pixels} pixels end at {most}");
        return Err(Error::limit(message).with_hint("convert first, with `convert(image, uint32)`"));
    }
    regions.paint(ctx, image, |region| T::from_i128_saturating(label_of(region as i128 + 1, skipped)))
}

/// The n-th label, counted from 1, if one label is left out.
fn label_of(n: i128, skipped: i128) -> i128 {
    n + i128::from(skipped > 0 && n >= skipped)
}

/// The largest label up to which all integers are pixel values.
fn largest_label<T: RealPixel>() -> i128 {
    if T::TYPE == PixelType::Float32 { 1 << f32::MANTISSA_DIGITS } else { T::MAX.to_i128() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::components::tests::{images, reference};
    use crate::image::convert;

    fn check<T: RealPixel>(values: &Image<u8>, color: u8, connectivity: Connectivity) {
        let ctx = Context::with_threads(2);
        let mut image = Image::<T>::from_fn(values.dims(), |x, y, z| convert(values.get(x, y, z))).expect("small");
        let is_region = |value: u8| if color == 0 { value != 0 } else { value == color };
        let labels: Vec<usize> = (1..).filter(|&label| label != color as usize).take(values.pixels().len()).collect();
        let expected: Vec<T> = reference(values, connectivity, is_region)
            .into_iter()
            .zip(values.pixels())
            .map(|(region, &old)| T::from_f64_saturating(region.map_or(f64::from(old), |region| labels[region] as f64)))
            .collect();
        label(&ctx, &mut image, f64::from(color), connectivity).expect("there are few regions");
        assert_eq!(image.pixels(), expected);
    }

    fn labelled<T: RealPixel>(row: &[T], color: f64) -> Vec<T> {
        let mut image = Image::from_vec([row.len(), 1, 1], row.to_vec()).expect("the size fits");
        label(&Context::with_threads(1), &mut image, color, Connectivity::Nearest).expect("there are few regions");
        image.pixels().to_vec()
    }

    proptest! {
        #[test]
        fn every_pixel_type_agrees_with_flood_filling(image in images(), color in 0u8..4, all in any::<bool>()) {
            let connectivity = if all { Connectivity::All } else { Connectivity::Nearest };
            check::<u8>(&image, color, connectivity);
            check::<u16>(&image, color, connectivity);
            check::<u32>(&image, color, connectivity);
            check::<u64>(&image, color, connectivity);
            check::<i8>(&image, color, connectivity);
            check::<i16>(&image, color, connectivity);
            check::<i32>(&image, color, connectivity);
            check::<i64>(&image, color, connectivity);
            check::<f32>(&image, color, connectivity);
        }
    }

    #[test]
    fn the_region_colour_selects_pixels_and_is_no_label() {
        let row = [7u8, 7, 7, 0, 1, 1, 20, 20, 0, 7, 0, 0];
        assert_eq!(labelled(&row, 0.0), [1, 1, 1, 0, 2, 2, 2, 2, 0, 3, 0, 0]);
        assert_eq!(labelled(&row, 7.0), [1, 1, 1, 0, 1, 1, 20, 20, 0, 2, 0, 0]);
        assert_eq!(labelled(&row, 1.0), [7, 7, 7, 0, 2, 2, 20, 20, 0, 7, 0, 0]);
    }

    #[test]
    fn negative_and_fractional_pixels_are_regions() {
        assert_eq!(labelled(&[-3i16, 0, 5, -5], 0.0), [1, 0, 2, 2]);
        assert_eq!(labelled(&[-3i16, 0, 5, -3], -3.0), [1, 0, 5, 2]);
        assert_eq!(labelled(&[0.5f32, 0.0, f32::NAN, 2.5], 0.0), [1.0, 0.0, 2.0, 2.0]);
        assert_eq!(labelled(&[2.5f32, 1.0, 2.5, 2.0, 2.5], 2.5), [1.0, 1.0, 2.0, 2.0, 3.0]);
    }

    #[test]
    fn the_full_range_of_the_pixel_type_is_used_and_one_region_more_is_an_error() {
        let dots = |count: usize| Image::<u8>::from_fn([2 * count, 1, 1], |x, _, _| (x % 2) as u8).expect("small");
        let ctx = Context::with_threads(1);
        let mut full = dots(255);
        label(&ctx, &mut full, 0.0, Connectivity::Nearest).expect("255 labels");
        assert_eq!(full.get(509, 0, 0), 255);
        for (count, color) in [(256, 0.0), (255, 1.0)] {
            let mut image = dots(count);
            let error = label(&ctx, &mut image, color, Connectivity::Nearest).expect_err("too many regions").render();
            let expected = format!(
                "there are {count} regions, but labels in uint8 pixels end at 255\n\
                 hint: convert first, with `convert(image, uint32)`"
            );
            assert_eq!(error, expected);
            assert_eq!(image, dots(count));
        }
    }

    #[test]
    fn float32_counts_as_far_as_it_is_exact() {
        assert_eq!(largest_label::<f32>(), 16_777_216);
        assert_eq!(largest_label::<i64>(), i128::from(i64::MAX));
    }
}
