//! Rounding to integers.

use crate::image::{Image, RealPixel};
use crate::par::map_pixels;
use crate::{Context, Result, pi2_command};

/// Rounds each pixel to the nearest integer, half away from zero.
///
/// Integer images stay as they are.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `round`, which loses digits of 32- and 64-bit integers above 2²⁴.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 2, 2)
/// set(img, -2.5)
/// round(img)
/// maxval(img, top)   # -3
/// ```
#[pi2_command(category = "Arithmetic", see_also = [ceil, floor, convert], pointwise)]
pub fn round<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    /// The largest float32 below one half: with one half itself, 0.49999997 would become 1.
    const HALF: f32 = 0.499_999_97;
    map_floats(ctx, image, |x| (x + HALF.copysign(x)).trunc())
}

/// Replaces each pixel by the smallest integer that is not below it.
///
/// Integer images stay as they are.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `ceil`, which loses digits of 32- and 64-bit integers above 2²⁴; its help describes `floor`.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 2, 2)
/// set(img, 2.1)
/// ceil(img)
/// maxval(img, top)   # 3
/// ```
#[pi2_command(category = "Arithmetic", see_also = [floor, round], pointwise)]
pub fn ceil<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    map_floats(ctx, image, f32::ceil)
}

/// Replaces each pixel by the largest integer that is not above it.
///
/// Integer images stay as they are.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `floor`, which loses digits of 32- and 64-bit integers above 2²⁴; its help describes `ceil`.
///
/// # Example
/// ```pi2
/// newimage(img, float32, 2, 2)
/// set(img, -2.1)
/// floor(img)
/// maxval(img, top)   # -3
/// ```
#[pi2_command(category = "Arithmetic", see_also = [ceil, round], pointwise)]
pub fn floor<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
) -> Result<()> {
    map_floats(ctx, image, f32::floor)
}

fn map_floats<T: RealPixel>(ctx: &Context, image: &mut Image<T>, f: impl Fn(f32) -> f32 + Sync) -> Result<()> {
    if T::TYPE.is_integer() {
        return Ok(());
    }
    map_pixels(ctx, image, |pixel| T::from_f32_saturating(f(pixel.to_f32())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{for_each_real_type, random_image, sides};
    use proptest::prelude::*;

    type Command<T> = fn(&Context, &mut Image<T>) -> Result<()>;
    type Reference = fn(f32) -> f32;

    fn mapped(command: Command<f32>, pixels: &[f32]) -> Vec<f32> {
        let mut image = Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row");
        command(&Context::with_threads(2), &mut image).expect("no error");
        image.pixels().to_vec()
    }

    #[test]
    fn halves_go_away_from_zero() {
        let pixels = [0.5, -0.5, 1.5, 2.5, -2.5, 0.499_999_97, 4_194_304.5, 8_388_609.0, 1e30];
        let rounded = [1.0, -1.0, 2.0, 3.0, -3.0, 0.0, 4_194_305.0, 8_388_609.0, 1e30];
        assert_eq!(mapped(round, &pixels), rounded);
        assert_eq!(mapped(ceil, &[-2.5, 2.1, 3.0]), [-2.0, 3.0, 3.0]);
        assert_eq!(mapped(floor, &[-2.5, 2.9, 3.0]), [-3.0, 2.0, 3.0]);
    }

    #[test]
    fn what_is_not_finite_stays() {
        for command in [round::<f32>, ceil::<f32>, floor::<f32>] {
            let pixels = mapped(command, &[f32::INFINITY, f32::NEG_INFINITY, f32::NAN]);
            assert_eq!(pixels[..2], [f32::INFINITY, f32::NEG_INFINITY]);
            assert!(pixels[2].is_nan());
        }
    }

    fn agrees<T: RealPixel>(sides: [usize; 3], seed: u64) -> std::result::Result<(), TestCaseError> {
        let image = random_image::<T>(sides, seed);
        let commands: [(Command<T>, Reference); 3] = [(round, f32::round), (ceil, f32::ceil), (floor, f32::floor)];
        for (command, reference) in commands {
            let mut result = image.clone();
            command(&Context::with_threads(2), &mut result)?;
            for (&result, &pixel) in result.pixels().iter().zip(image.pixels()) {
                let rounded = T::from_f32_saturating(reference(pixel.to_f32()));
                prop_assert_eq!(result, if T::TYPE.is_integer() { pixel } else { rounded });
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn all_types_agree_with_the_definition(sides in sides(), seed: u64) {
            for_each_real_type!(agrees, sides, seed);
        }
    }
}
