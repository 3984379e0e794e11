//! Gaussian noise.

use std::time::{SystemTime, UNIX_EPOCH};

use rand_mt::Mt;

use crate::image::{Image, RealPixel};
use crate::par::tasks;
use crate::{Context, Error, Result, pi2_command};

/// Adds Gaussian noise to an image.
///
/// Each pixel gets a normally distributed number of its own; the sum is rounded half away from zero and saturated to the
/// pixel type. The numbers depend on the seed and the position in the image only, not on the number of threads.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if `mean` or `standard deviation` is not finite, or the latter negative.
///
/// # References
/// pi2, `noise`. The first 25 000 pixels get the same numbers there: those of the Mersenne Twister MT19937 (Matsumoto,
/// Nishimura, ACM TOMACS 8, 1998) and the polar method (Marsaglia, Bray, SIAM Review 6, 1964). The others depend on thread
/// timing there. Here each further block of 25 000 pixels has a generator of its own, chosen by the seed and the number of
/// the block: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), with the ziggurat method (Marsaglia, Tsang, Journal of
/// Statistical Software 5, 2000; Doornik, "An improved ziggurat method to generate normal random samples", 2005).
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 6, 1)
/// set(img, 100)
/// noise(img, 0, 0, 123)
/// maxval(img, top)   # 143
/// ```
#[pi2_command(
    category = "Drawing",
    see_also = [box, sphere],
    whole_image = "the noise of a pixel depends on its place in the whole image"
)]
pub fn noise<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// Mean of the noise, in grey levels.
    #[arg(default = 0.0)]
    mean: f64,
    /// Standard deviation of the noise, in grey levels. 0 means a tenth of the largest value of an integer pixel type,
    /// and 0.1 for float32.
    #[arg(default = 0.0)]
    standard_deviation: f64,
    /// Number that selects the noise; the lowest 32 bits count. 0 means another noise each time.
    #[arg(default = 0)]
    seed: i64,
) -> Result<()> {
    if !mean.is_finite() {
        return Err(Error::argument("mean", "finite", mean));
    }
    if !standard_deviation.is_finite() || standard_deviation < 0.0 {
        return Err(Error::argument("standard deviation", "finite and not negative", standard_deviation));
    }
    let deviation = match standard_deviation {
        0.0 if T::TYPE.is_integer() => 0.1 * T::MAX.to_f64(),
        0.0 => 0.1,
        deviation => deviation,
    };
    let seed = if seed == 0 { seed_of_the_moment() } else { seed as u32 };
    let layers = Layers::new();
    tasks::chunks_mut(ctx, image.pixels_mut(), BLOCK_LEN, |block, pixels| {
        if block == 0 {
            let mut deviates = Polar { generator: Mt::new(seed), spare: None };
            add(pixels, || deviates.next() * deviation + mean);
        } else {
            let mut deviates = Ziggurat { layers: &layers, generator: SplitMix::new(seed, block) };
            add(pixels, || deviates.next() * deviation + mean);
        }
        Ok(())
    })
}

/// Adds a number to each pixel.
fn add<T: RealPixel>(pixels: &mut [T], mut number: impl FnMut() -> f64) {
    for pixel in pixels {
        *pixel = T::from_f64_saturating(pixel.to_f64() + number());
    }
}

/// Pixels that share a generator.
const BLOCK_LEN: usize = 25_000;

fn seed_of_the_moment() -> u32 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_micros() as u32)
}

/// The largest number below 1.
const BELOW_ONE: f64 = 1.0 - f64::EPSILON / 2.0;

/// Normally distributed numbers with mean 0 and standard deviation 1 by the polar method.
struct Polar {
    generator: Mt,
    spare: Option<f64>,
}

impl Polar {
    fn next(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let x = 2.0 * self.uniform() - 1.0;
            let y = 2.0 * self.uniform() - 1.0;
            let square = x * x + y * y;
            if square > 0.0 && square <= 1.0 {
                let factor = (-2.0 * square.ln() / square).sqrt();
                self.spare = Some(x * factor);
                return y * factor;
            }
        }
    }

    /// A number from 0 to just below 1.
    fn uniform(&mut self) -> f64 {
        let low = f64::from(self.generator.next_u32());
        let high = f64::from(self.generator.next_u32());
        ((low + high * 4_294_967_296.0) / 18_446_744_073_709_551_616.0).min(BELOW_ONE)
    }
}

/// Uniformly distributed 64-bit numbers: a scrambled counter.
struct SplitMix(u64);

impl SplitMix {
    fn new(seed: u32, block: usize) -> Self {
        // Scrambled as well, so that the counters of different blocks are far apart.
        Self(Self((u64::from(seed) << 32) ^ block as u64).next())
    }

    #[inline]
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number above 0 and at most 1.
    fn uniform(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 / (1u64 << 53) as f64
    }
}

/// Number of layers of equal area that cover the bell curve.
const LAYERS: usize = 128;
/// Where the tail begins.
const TAIL: f64 = 3.442_619_855_899;
/// Area of a layer.
const AREA: f64 = 9.912_563_035_262_17e-3;

/// The right ends of the layers, the lowest first. The lowest one includes the tail, which makes it wider.
struct Layers {
    ends: [f64; LAYERS + 1],
}

impl Layers {
    fn new() -> Self {
        let height = |x: f64| (-0.5 * x * x).exp();
        let mut ends = [0.0; LAYERS + 1];
        ends[0] = AREA / height(TAIL);
        ends[1] = TAIL;
        for i in 2..LAYERS {
            ends[i] = (-2.0 * (AREA / ends[i - 1] + height(ends[i - 1])).ln()).sqrt();
        }
        Self { ends }
    }
}

/// Normally distributed numbers with mean 0 and standard deviation 1 by the ziggurat method.
struct Ziggurat<'a> {
    layers: &'a Layers,
    generator: SplitMix,
}

impl Ziggurat<'_> {
    #[inline]
    fn next(&mut self) -> f64 {
        loop {
            let bits = self.generator.next();
            let layer = bits as usize % LAYERS;
            let [end, inner] = [self.layers.ends[layer], self.layers.ends[layer + 1]];
            // The upper 53 bits with a sign: from -1 to just below 1.
            let number = ((bits as i64) >> 11) as f64 / (1u64 << 52) as f64 * end;
            if number.abs() < inner {
                return number;
            }
            if let Some(number) = self.next_at_edge(layer, number) {
                return number;
            }
        }
    }

    /// Decides about a number in the part of a layer that is not wholly under the curve.
    #[cold]
    fn next_at_edge(&mut self, layer: usize, number: f64) -> Option<f64> {
        if layer == 0 {
            return Some(self.tail().copysign(number));
        }
        let relative_height = |x: f64| (-0.5 * (x * x - number * number)).exp();
        let (low, high) = (relative_height(self.layers.ends[layer]), relative_height(self.layers.ends[layer + 1]));
        (low + self.generator.uniform() * (high - low) < 1.0).then_some(number)
    }

    /// A number in the tail (Marsaglia, Technometrics 6, 1964).
    fn tail(&mut self) -> f64 {
        loop {
            let x = -self.generator.uniform().ln() / TAIL;
            let y = -self.generator.uniform().ln();
            if 2.0 * y >= x * x {
                return TAIL + x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noisy<T: RealPixel>(threads: usize, dims: [usize; 3], value: f64, arguments: (f64, f64, i64)) -> Image<T> {
        let mut image = Image::from_fn(dims, |_, _, _| T::from_f64_saturating(value)).expect("small");
        let (mean, deviation, seed) = arguments;
        noise(&Context::with_threads(threads), &mut image, mean, deviation, seed).expect("valid");
        image
    }

    #[test]
    fn a_seed_gives_the_numbers_of_the_original() {
        let expected = [99.860_78_f32, 104.391_67, 103.221_74, 102.935_19, 104.042_725, 100.903_5];
        assert_eq!(noisy::<f32>(1, [6, 1, 1], 100.0, (1.0, 2.0, 123)).pixels(), expected);
        assert_eq!(noisy::<u8>(1, [6, 1, 1], 100.0, (0.0, 0.0, 123)).pixels(), [85, 143, 128, 125, 139, 99]);
    }

    #[test]
    fn the_noise_does_not_depend_on_the_number_of_threads() {
        let noise = |threads| noisy::<f32>(threads, [50, 40, 60], 0.0, (0.0, 1.0, 7));
        assert_eq!(noise(1), noise(3));
    }

    #[test]
    fn blocks_have_different_noise_of_the_right_width() {
        let image = noisy::<f32>(2, [25_000, 8, 1], 0.0, (3.0, 2.0, 7));
        assert!((1..8).all(|y| image.row(y, 0)[..10] != image.row(y - 1, 0)[..10]));
        let count = image.pixels().len() as f64;
        let mean = image.pixels().iter().map(|&p| f64::from(p)).sum::<f64>() / count;
        let variance = image.pixels().iter().map(|&p| (f64::from(p) - mean).powi(2)).sum::<f64>() / count;
        assert!((mean - 3.0).abs() < 0.03 && (variance.sqrt() - 2.0).abs() < 0.03, "{mean} {variance}");
    }

    #[test]
    fn large_images_have_a_bell_curve_with_tails() {
        let image = noisy::<f32>(2, [1000, 1000, 2], 0.0, (0.0, 1.0, 5));
        let part = |low: f32, high: f32| {
            let count = image.pixels().iter().filter(|&&pixel| pixel > low && pixel <= high).count();
            count as f64 / image.pixels().len() as f64
        };
        let expected = [
            (-0.5, 0.5, 0.382_925),
            (0.5, 1.0, 0.149_882),
            (-1.0, -0.5, 0.149_882),
            (1.0, 2.0, 0.135_905),
            (-3.0, -2.0, 0.021_400),
            (3.0, 3.4, 0.001_013),
            (3.5, 9.0, 0.000_232_6),
            (-9.0, -3.5, 0.000_232_6),
        ];
        for (low, high, probability) in expected {
            // Five standard deviations of a count of two million.
            let tolerance = 5.0 * f64::sqrt(probability / 2e6);
            assert!((part(low, high) - probability).abs() < tolerance, "{low} {high} {}", part(low, high));
        }
    }

    #[test]
    fn seed_zero_is_another_noise_each_time() {
        let first = noisy::<f32>(1, [10, 1, 1], 0.0, (0.0, 1.0, 0));
        std::thread::sleep(std::time::Duration::from_millis(2));
        assert_ne!(first, noisy::<f32>(1, [10, 1, 1], 0.0, (0.0, 1.0, 0)));
    }

    #[test]
    fn only_finite_numbers_are_accepted() {
        let mut image = Image::<u8>::new([1, 1, 1]).expect("small");
        let mut error = |mean, deviation| {
            noise(&Context::with_threads(1), &mut image, mean, deviation, 1).expect_err("not valid").to_string()
        };
        assert_eq!(error(f64::NAN, 1.0), "argument `mean` must be finite, but it is NaN");
        assert_eq!(error(0.0, -1.0), "argument `standard deviation` must be finite and not negative, but it is -1");
    }
}
