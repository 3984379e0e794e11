//! Thresholds that divide pixels into three classes.

use super::fixed::truth;
use crate::components::{Components, Connectivity};
use crate::image::{Image, RealPixel};
use crate::par::{map_pixels, tasks};
use crate::{Context, Result, pi2_command};

/// Divides pixels into three classes by two constants.
///
/// A pixel below `first threshold` becomes 0, any other below `second threshold` 1, all others 2. The thresholds are not
/// rounded to the pixel type. NaN is not below anything and becomes 2.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `doublethreshold`, which rounds the thresholds first.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 1)
/// set(img, [1, 0, 0], 10)
/// set(img, [2, 0, 0], 20)
/// doublethreshold(img, 10, 15)
/// sum(img, total)   # 3
/// ```
#[pi2_command(category = "Thresholds", see_also = [dualthreshold, threshold, thresholdrange], pointwise)]
pub fn doublethreshold<T: RealPixel>(
    ctx: &Context,
    /// Image to threshold.
    image: &mut Image<T>,
    /// Smallest grey level of class 1.
    first_threshold: f64,
    /// Smallest grey level of class 2.
    second_threshold: f64,
) -> Result<()> {
    let (first, second) = (Below::new(first_threshold), Below::new(second_threshold));
    let two = T::from_i128_saturating(2);
    map_pixels(ctx, image, |p| match (first.has(p), second.has(p)) {
        (true, _) => T::ZERO,
        (false, true) => T::ONE,
        (false, false) => two,
    })
}

/// Marks the pixels above a threshold, and those above a lower threshold that hang together with them.
///
/// Pixels of at least `upper threshold` become 1. So do pixels of at least `lower threshold` from which a way of such
/// pixels, from face to face, leads to one of at least `upper threshold`. All others become 0. Lowers noise without
/// cutting into objects ("hysteresis"). The thresholds are not rounded to the pixel type. NaN counts as above both.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Limit` if the image has more than 2³² runs of pixels above `lower threshold`. The image is then unchanged.
///
/// # References
/// pi2, `dualthreshold`, which rounds the thresholds first and says "over" where it means "at least".
/// J. Canny, A computational approach to edge detection, IEEE Trans. PAMI 8(6), 1986, 679–698.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 5, 1)
/// set(img, [0, 0, 0], 10)
/// set(img, [2, 0, 0], 10)
/// set(img, [3, 0, 0], 20)
/// dualthreshold(img, 10, 20)
/// sum(img, total)   # 2
/// ```
#[pi2_command(category = "Thresholds", see_also = [doublethreshold, threshold, label], stages)]
pub fn dualthreshold<T: RealPixel>(
    ctx: &Context,
    /// Image to threshold.
    image: &mut Image<T>,
    /// Grey level from which pixels belong to an object if they touch it.
    lower_threshold: f64,
    /// Grey level from which pixels belong to an object.
    upper_threshold: f64,
) -> Result<()> {
    let (lower, upper) = (Below::new(lower_threshold), Below::new(upper_threshold));
    // As in the three classes of `doublethreshold`, what is below the lower threshold is never object.
    let components = Components::find(ctx, image, Connectivity::Nearest, |p| !lower.has(p))?;
    let mut is_object = vec![false; components.count()];
    let pixels: &[T] = image.pixels();
    let width = image.width();
    let found = tasks::collect(ctx, components.slab_count(), |slab| {
        let mut objects: Vec<usize> = Vec::new();
        for (row, run, component) in components.slab_runs(slab) {
            let run = &pixels[row * width + run.start as usize..row * width + run.end as usize];
            if objects.last() != Some(&component) && run.iter().any(|&p| !upper.has(p)) {
                objects.push(component);
            }
        }
        Ok(objects)
    })?;
    for component in found.into_iter().flatten() {
        is_object[component] = true;
    }
    map_pixels(ctx, image, |_| T::ZERO)?;
    components.paint(ctx, image, |component| truth(is_object[component]))
}

/// The pixel values that are smaller than a number.
#[derive(Clone, Copy)]
struct Below<T> {
    /// The largest of them, if there is any.
    largest: Option<T>,
}

impl<T: RealPixel> Below<T> {
    /// Nothing is below NaN.
    fn new(number: f64) -> Self {
        Self { largest: super::fixed::largest_below(number) }
    }

    #[inline]
    fn has(self, pixel: T) -> bool {
        self.largest.is_some_and(|largest| pixel <= largest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{for_each_real_type, random_image, sides};

    fn row<T: RealPixel>(pixels: &[T]) -> Image<T> {
        Image::from_vec([pixels.len(), 1, 1], pixels.to_vec()).expect("one row")
    }

    fn classes<T: RealPixel>(pixels: &[T], first: f64, second: f64) -> Vec<T> {
        let mut image = row(pixels);
        doublethreshold(&Context::with_threads(2), &mut image, first, second).expect("no error");
        image.pixels().to_vec()
    }

    fn objects<T: RealPixel>(pixels: &[T], lower: f64, upper: f64) -> Vec<T> {
        let mut image = row(pixels);
        dualthreshold(&Context::with_threads(2), &mut image, lower, upper).expect("no error");
        image.pixels().to_vec()
    }

    #[test]
    fn pixels_fall_into_three_classes() {
        assert_eq!(classes(&[0u8, 5, 9, 10, 11, 20], 9.6, 19.5), [0, 0, 0, 1, 1, 2]);
        assert_eq!(classes(&[9u8, 10], 9.4, 100.0), [0, 1]);
        assert_eq!(classes(&[0u8, 255], -1.0, 256.0), [1, 1]);
        assert_eq!(classes(&[i64::MIN, i64::MAX], f64::NEG_INFINITY, f64::INFINITY), [1, 1]);
        assert_eq!(classes(&[0.1f32, f32::from_bits(0.1f32.to_bits() + 1)], 0.1, 1.0), [1.0, 1.0]);
        assert_eq!(classes(&[-1.0f32, f32::NEG_INFINITY, f32::INFINITY, f32::NAN], -0.5, 0.5), [0.0, 0.0, 2.0, 2.0]);
        assert_eq!(classes(&[3u8, 5, 7], 6.0, 4.0), [0, 0, 2]);
        assert_eq!(classes(&[0u8, 7], f64::NAN, 5.0), [1, 2]);
    }

    #[test]
    fn weak_pixels_need_a_strong_one() {
        assert_eq!(objects(&[0u8, 5, 9, 10, 11, 20, 0, 10, 0], 10.0, 20.0), [0, 0, 0, 1, 1, 1, 0, 0, 0]);
        assert_eq!(objects(&[1.0f32, f32::NAN, 1.0, -1.0, 1.0], 0.5, 2.0), [1.0, 1.0, 1.0, 0.0, 0.0]);
        assert_eq!(objects(&[30u8, 5], 10.0, 4.0), [1, 0]);
    }

    /// The definition, with no thought for speed: objects grow until nothing changes.
    fn grown<T: RealPixel>(image: &Image<T>, lower: f64, upper: f64) -> Image<T> {
        let at = |image: &Image<T>, [x, y, z]: [i64; 3]| {
            if image.dims().contains(x, y, z) { image.get(x as usize, y as usize, z as usize) } else { T::ZERO }
        };
        let class = |p: T| u8::from(p.to_f64() >= lower) * (1 + u8::from(p.to_f64() >= upper));
        let [w, h, d] = image.dims().to_array();
        let mut now = Image::from_fn([w, h, d], |x, y, z| truth::<T>(class(image.get(x, y, z)) == 2)).expect("small");
        loop {
            let next = Image::from_fn([w, h, d], |x, y, z| {
                let [i, j, k] = [x as i64, y as i64, z as i64];
                let around = [[i - 1, j, k], [i + 1, j, k], [i, j - 1, k], [i, j + 1, k], [i, j, k - 1], [i, j, k + 1]];
                let touches = around.iter().any(|&place| at(&now, place) == T::ONE);
                truth(now.get(x, y, z) == T::ONE || (touches && class(image.get(x, y, z)) == 1))
            });
            let next = next.expect("small");
            if next == now {
                return now;
            }
            now = next;
        }
    }

    fn agrees<T: RealPixel>(dims: [usize; 3], seed: u64, [low, high]: [f64; 2]) -> Result<(), TestCaseError> {
        let image = random_image::<T>(dims, seed);
        let (minimum, range) =
            if T::TYPE.is_integer() { (T::MIN.to_f64(), T::MAX.to_f64() - T::MIN.to_f64()) } else { (-1000.0, 1000.0) };
        let (lower, upper) = (minimum + low * range, minimum + high * range);
        let mut found = image.clone();
        dualthreshold(&Context::with_threads(2), &mut found, lower, upper).expect("no error");
        prop_assert_eq!(found, grown(&image, lower, upper), "{}", T::TYPE);
        let mut found = image.clone();
        doublethreshold(&Context::with_threads(2), &mut found, lower, upper).expect("no error");
        for (class, p) in found.pixels().iter().zip(image.pixels()) {
            let expected = if p.to_f64() < lower { 0.0 } else { 1.0 + f64::from(p.to_f64() >= upper) };
            prop_assert_eq!(class.to_f64(), expected, "{} of {}", p, T::TYPE);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn all_types_agree_with_the_definition(
            dims in sides(), seed in any::<u64>(), low in 0.2..0.8f64, gap in 0.0..0.3f64,
        ) {
            for_each_real_type!(agrees, dims, seed, [low, low + gap]);
        }
    }
}
