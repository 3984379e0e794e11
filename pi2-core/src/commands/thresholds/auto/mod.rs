//! Thresholds that are found from the image itself.

mod attribute;
mod clustering;
mod direct;
mod entropy;
mod levels;
mod shape;
#[cfg(test)]
mod tests;

pub use levels::{LevelCounts, Levels};

use crate::histogram::{Bins, counts};
use crate::image::{Dimensions, Image, RealPixel};
use crate::moments::Moments;
use crate::par::map_pixels;
use crate::{Choice, Context, Result, pi2_command};

/// Iterations after which a method gives up.
const MAX_ROUNDS: usize = 10_000;

/// Thresholds an image at a grey level that is found from the image itself.
///
/// Pixels above the threshold become 1, all others 0. The threshold is rounded to the pixel type first; to see it, use
/// `autothresholdvalue`.
///
/// Most methods look at the histogram. For these `argument 1` and `argument 2` are the smallest and the largest grey
/// level of the histogram, `argument 3` is the number of bins, and `argument 4` is an argument of the method. By default
/// the histogram of an integer image covers the range of the pixel type (for 8-bit images with one bin per value,
/// otherwise with 500 bins), that of a float32 image the range from 0 to 1 with 500 bins: give the range for other images.
/// The threshold is the lower edge of the bin that is found, so it is as fine as the bins are. Pixels outside the range
/// count in the outermost bins.
///
/// In the table h is the histogram, p = h / Σh, and k the bin that is found. P and Q are the sums of p up to and with k,
/// and after k.
///
/// | method | threshold | arguments | reference |
/// |---|---|---|---|
/// | `Otsu` | greatest variance between the two classes; the last such k | | Otsu 1979 |
/// | `Huang` | least fuzziness: Shannon's entropy of the membership 1 / (1 + distance to the class mean / range) | | Huang & Wang 1995 |
/// | `Intermodes` | h is averaged over 3 bins until it has two peaks; k is the middle between them | | Prewitt & Mendelsohn 1966 |
/// | `Minimum` | as Intermodes; k is the valley between the peaks | | Prewitt & Mendelsohn 1966 |
/// | `IsoData` | first k that is the rounded middle between the means of the bins below and above it | | Ridler & Calvard 1978 |
/// | `Li` | least cross entropy between the image and its class means, by iteration from the mean | | Li & Tam 1998 |
/// | `MaxEntropy` | greatest sum of the entropies of the two classes | | Kapur, Sahoo & Wong 1985 |
/// | `Renyi` (or `RenyiEntropy`) | weighted mean of the k of greatest Rényi entropy of order 1/2, 1 and 2 | | Sezgin & Sankur 2004 |
/// | `Shanbhag` | the two classes, as fuzzy sets, carry equal information | | Shanbhag 1994 |
/// | `Yen` | greatest ln((P Q)² / (Σp² up to k · Σp² after k)) | | Yen, Chang & Chang 1995 |
/// | `Moments` | the image of two values with the same first three moments | | Tsai 1985 |
/// | `Triangle` | bin farthest below the line from the peak to the end of the longer tail | | Zack, Rogers & Latt 1977 |
/// | `MinError` | two normal distributions fitted to the classes are equally likely; iterated from the mean | | Kittler & Illingworth 1986; Glasbey 1993 |
/// | `Percentile` | P is closest to f | 4: f (0.5), the fraction at or below the threshold | Doyle 1962 |
/// | `Median` | first k with P ≥ 1/2, minus c | 4: c (0), in bins | |
/// | `Mean` | mean − c | 1: c (0), in grey levels | Glasbey 1993 |
/// | `MidGrey` | (smallest + largest) / 2 − c | 1: c (0), in grey levels | |
/// | `Niblack` | mean + k · deviation − c | 1: k (1), 2: c (0), in grey levels | Niblack 1986 |
/// | `Phansalkar` | mean · (1 + p · exp(−q · mean) + k · (deviation / r − 1)) | 1: k (0.25), 2: r (0.5), 3: p (2), 4: q (10) | Phansalkar et al. 2011 |
/// | `Sauvola` | mean · (1 + k · (deviation / r − 1)) | 1: k (1), 2: r (1) | Sauvola & Pietikäinen 2000 |
/// | `Bernsen` | (smallest + largest) / 2; smallest if the range is below c | 1: c (half of the range), in grey levels | Bernsen 1986 |
///
/// Means, deviations (with n − 1 in the denominator) and ranges are computed in float64. A NaN pixel makes the mean NaN,
/// which leaves no pixel above the threshold; so does the deviation of an image of one pixel. Ranges ignore NaN, and in
/// histograms it counts in the first bin.
///
/// # Shapes
/// `image` keeps its size and pixel type.
///
/// # Errors
/// `Argument` if the range of the histogram is empty or not finite, if it has no bins, if the fraction of
/// `Percentile` is not between 0 and 1, or if the histogram does not smooth into two peaks (`Intermodes`, `Minimum`).
/// The image is then unchanged.
///
/// # References
/// * J. Bernsen, Dynamic thresholding of grey-level images, Proc. 8th ICPR, 1986.
/// * W. Doyle, Operations useful for similarity-invariant pattern recognition, J. ACM 9, 1962, 259–267.
/// * C. A. Glasbey, An analysis of histogram-based thresholding algorithms, CVGIP: Graph. Models Image Process. 55, 1993,
///   532–537.
/// * L.-K. Huang, M.-J. J. Wang, Image thresholding by minimizing the measures of fuzziness, Pattern Recognition 28(1),
///   1995, 41–51.
/// * J. N. Kapur, P. K. Sahoo, A. K. C. Wong, A new method for gray-level picture thresholding using the entropy of the
///   histogram, CVGIP 29(3), 1985, 273–285.
/// * J. Kittler, J. Illingworth, Minimum error thresholding, Pattern Recognition 19, 1986, 41–47.
/// * C. H. Li, P. K. S. Tam, An iterative algorithm for minimum cross entropy thresholding, Pattern Recognition Lett. 18(8),
///   1998, 771–776.
/// * W. Niblack, An Introduction to Digital Image Processing, Prentice-Hall, 1986.
/// * N. Otsu, A threshold selection method from gray-level histograms, IEEE Trans. SMC 9(1), 1979, 62–66.
/// * N. Phansalkar et al., Adaptive local thresholding for detection of nuclei in diversity stained cytology images, Int.
///   Conf. Communications and Signal Processing, 2011.
/// * J. M. S. Prewitt, M. L. Mendelsohn, The analysis of cell images, Ann. N. Y. Acad. Sci. 128, 1966, 1035–1053.
/// * T. W. Ridler, S. Calvard, Picture thresholding using an iterative selection method, IEEE Trans. SMC 8, 1978,
///   630–632.
/// * J. Sauvola, M. Pietikäinen, Adaptive document image binarization, Pattern Recognition 33(2), 2000, 225–236.
/// * M. Sezgin, B. Sankur, Survey over image thresholding techniques, J. Electronic Imaging 13(1), 2004, 146–165.
/// * A. G. Shanbhag, Utilization of information measure as a means of image thresholding, CVGIP: Graph. Models Image
///   Process. 56(5), 1994, 414–419.
/// * W. Tsai, Moment-preserving thresholding, CVGIP 29, 1985, 377–393.
/// * J. C. Yen, F. J. Chang, S. Chang, A new criterion for automatic multilevel thresholding, IEEE Trans. Image Process. 4(3),
///   1995, 370–378.
/// * G. W. Zack, W. E. Rogers, S. A. Latt, Automatic measurement of sister chromatid exchange frequency, J. Histochem.
///   Cytochem. 25(7), 1977, 741–753.
///
/// Differs from pi2: the histogram of 8-bit images has one bin per value (pi2 rounds the edges of the bins of integer
/// images, which moves thresholds by up to one bin); `Median` can return bin 0; `MinError` starts at the mean grey level
/// (not at the mean count) and always returns; `Bernsen` defaults to half of the range.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 2)
/// set(img, 10)
/// set(img, [0, 0, 0], 200)
/// set(img, [3, 1, 0], 220)
/// autothreshold(img, Otsu)
/// sum(img, count)   # 2
/// ```
#[pi2_command(category = "Thresholding", see_also = [autothresholdvalue, threshold, thresholdrange, hist], stages)]
pub fn autothreshold<T: RealPixel>(
    ctx: &Context,
    /// Image to threshold.
    image: &mut Image<T>,
    /// How the threshold is found.
    #[arg(default = AutoThresholdMethod::Otsu)]
    method: AutoThresholdMethod,
    /// First argument of the method, see the table; for histogram methods the smallest grey level of the histogram. NaN
    /// stands for the default.
    #[arg(default = f64::NAN)]
    argument_1: f64,
    /// Second argument of the method; for histogram methods the largest grey level of the histogram. NaN stands for the
    /// default.
    #[arg(default = f64::NAN)]
    argument_2: f64,
    /// Third argument of the method; for histogram methods the number of bins, rounded. NaN stands for the default.
    #[arg(default = f64::NAN)]
    argument_3: f64,
    /// Fourth argument of the method. NaN stands for the default.
    #[arg(default = f64::NAN)]
    argument_4: f64,
) -> Result<()> {
    let threshold = find_threshold(ctx, image, method, [argument_1, argument_2, argument_3, argument_4])?;
    let threshold = T::from_f64_saturating(threshold);
    map_pixels(ctx, image, |pixel| if pixel > threshold { T::ONE } else { T::ZERO })
}

/// Finds the grey level at which `autothreshold` would threshold an image.
///
/// The methods and their arguments are those of `autothreshold`. `threshold(image, value)` then gives the same as
/// `autothreshold`.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes 1×1×1.
///
/// # Errors
/// Those of `autothreshold`.
///
/// # References
/// See `autothreshold`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 2)
/// set(img, 10)
/// set(img, [0, 0, 0], 200)
/// set(img, [3, 1, 0], 220)
/// newimage(value, uint8)
/// autothresholdvalue(img, value, Otsu)   # 199
/// ```
#[pi2_command(category = "Thresholding", see_also = [autothreshold, threshold, hist], reduce)]
pub fn autothresholdvalue<T: RealPixel>(
    ctx: &Context,
    /// Image whose threshold is wanted.
    input_image: &Image<T>,
    /// The threshold, rounded to the pixel type of `input image`.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// How the threshold is found.
    #[arg(default = AutoThresholdMethod::Otsu)]
    method: AutoThresholdMethod,
    /// First argument of the method; for histogram methods the smallest grey level of the histogram. NaN stands for the
    /// default.
    #[arg(default = f64::NAN)]
    argument_1: f64,
    /// Second argument of the method; for histogram methods the largest grey level of the histogram. NaN stands for the
    /// default.
    #[arg(default = f64::NAN)]
    argument_2: f64,
    /// Third argument of the method; for histogram methods the number of bins, rounded. NaN stands for the default.
    #[arg(default = f64::NAN)]
    argument_3: f64,
    /// Fourth argument of the method. NaN stands for the default.
    #[arg(default = f64::NAN)]
    argument_4: f64,
) -> Result<()> {
    let threshold = find_threshold(ctx, input_image, method, [argument_1, argument_2, argument_3, argument_4])?;
    output_image.resize(Dimensions::ONE)?;
    output_image.set(0, 0, 0, T::from_f64_saturating(threshold));
    Ok(())
}

/// A way to find a threshold; `autothreshold` has the table of definitions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "string")]
pub enum AutoThresholdMethod {
    /// Greatest variance between the classes.
    #[choice("Otsu")]
    Otsu,
    /// Least fuzziness.
    #[choice("Huang")]
    Huang,
    /// Middle between two peaks.
    #[choice("Intermodes")]
    Intermodes,
    /// Middle between the class means.
    #[choice("IsoData")]
    IsoData,
    /// Least cross entropy.
    #[choice("Li")]
    Li,
    /// Greatest entropy of the classes.
    #[choice("MaxEntropy")]
    MaxEntropy,
    /// Mean.
    #[choice("Mean")]
    Mean,
    /// Two normal distributions.
    #[choice("MinError")]
    MinError,
    /// Valley between two peaks.
    #[choice("Minimum")]
    Minimum,
    /// Same moments.
    #[choice("Moments")]
    Moments,
    /// A fraction of the pixels.
    #[choice("Percentile")]
    Percentile,
    /// Rényi entropies of the classes.
    #[choice("Renyi", "RenyiEntropy")]
    Renyi,
    /// Equal information of fuzzy classes.
    #[choice("Shanbhag")]
    Shanbhag,
    /// Farthest from a line.
    #[choice("Triangle")]
    Triangle,
    /// Greatest correlation.
    #[choice("Yen")]
    Yen,
    /// Median.
    #[choice("Median")]
    Median,
    /// Middle of the range.
    #[choice("MidGrey")]
    MidGrey,
    /// From mean and deviation.
    #[choice("Niblack")]
    Niblack,
    /// From mean and deviation, for low contrast.
    #[choice("Phansalkar")]
    Phansalkar,
    /// From mean and deviation.
    #[choice("Sauvola")]
    Sauvola,
    /// Middle of the range, unless that is small.
    #[choice("Bernsen")]
    Bernsen,
}

/// How a method computes its threshold.
pub enum Rule {
    /// The bin of the threshold, from the counts of the bins (at least one pixel in all) and `argument 4`.
    Histogram(fn(Levels, f64) -> Result<f64>),
    /// The thresholds of sets of pixels, from the moments of these, those of the whole image, and the four arguments.
    Direct(Statistics, fn(&[Moments], &Moments, [f64; 4], &mut [f64])),
}

/// What a direct method uses of the moments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Statistics {
    /// The mean only.
    Mean,
    /// Mean and standard deviation.
    Deviation,
    /// Minimum and maximum.
    Range,
}

impl AutoThresholdMethod {
    /// How the method computes its threshold. Arguments that are NaN stand for their defaults.
    pub fn rule(self) -> Rule {
        use Rule::{Direct, Histogram};
        match self {
            Self::Otsu => Histogram(|h, _| Ok(clustering::otsu(h))),
            Self::Huang => Histogram(|h, _| Ok(attribute::huang(h))),
            Self::Intermodes => Histogram(|h, _| shape::intermodes(h)),
            Self::IsoData => Histogram(|h, _| Ok(clustering::isodata(h))),
            Self::Li => Histogram(|h, _| Ok(clustering::li(h))),
            Self::MaxEntropy => Histogram(|h, _| Ok(entropy::max_entropy(h))),
            Self::MinError => Histogram(|h, _| Ok(clustering::min_error(h))),
            Self::Minimum => Histogram(|h, _| shape::minimum(h)),
            Self::Moments => Histogram(|h, _| Ok(attribute::moments(h))),
            Self::Percentile => Histogram(|h, f| attribute::percentile(h, or(f, 0.5))),
            Self::Renyi => Histogram(|h, _| Ok(entropy::renyi(h))),
            Self::Shanbhag => Histogram(|h, _| Ok(entropy::shanbhag(h))),
            Self::Triangle => Histogram(|h, _| Ok(shape::triangle(h))),
            Self::Yen => Histogram(|h, _| Ok(entropy::yen(h))),
            Self::Median => Histogram(|h, c| Ok(attribute::median(h, or(c, 0.0)))),
            Self::Mean => Direct(Statistics::Mean, |sets, _, [c, ..], thresholds| {
                let c = or(c, 0.0);
                each(sets, thresholds, |pixels| direct::mean(pixels, c));
            }),
            Self::MidGrey => Direct(Statistics::Range, |sets, _, [c, ..], thresholds| {
                let c = or(c, 0.0);
                each(sets, thresholds, |pixels| direct::mid_grey(pixels, c));
            }),
            Self::Niblack => Direct(Statistics::Deviation, |sets, _, [k, c, ..], thresholds| {
                let (k, c) = (or(k, 1.0), or(c, 0.0));
                each(sets, thresholds, |pixels| direct::niblack(pixels, k, c));
            }),
            Self::Phansalkar => Direct(Statistics::Deviation, |sets, _, [k, r, p, q], thresholds| {
                let (k, r, p, q) = (or(k, 0.25), or(r, 0.5), or(p, 2.0), or(q, 10.0));
                each(sets, thresholds, |pixels| direct::phansalkar(pixels, k, r, p, q));
            }),
            Self::Sauvola => Direct(Statistics::Deviation, |sets, _, [k, r, ..], thresholds| {
                let (k, r) = (or(k, 1.0), or(r, 1.0));
                each(sets, thresholds, |pixels| direct::sauvola(pixels, k, r));
            }),
            Self::Bernsen => Direct(Statistics::Range, |sets, image, [c, ..], thresholds| {
                let contrast = or(c, direct::half_range(image));
                each(sets, thresholds, |pixels| direct::bernsen(pixels, image, contrast));
            }),
        }
    }
}

/// Computes one threshold for each set of pixels.
#[inline]
fn each(sets: &[Moments], thresholds: &mut [f64], threshold: impl Fn(&Moments) -> f64) {
    for (result, pixels) in thresholds.iter_mut().zip(sets) {
        *result = threshold(pixels);
    }
}

fn or(argument: f64, default: f64) -> f64 {
    if argument.is_nan() { default } else { argument }
}

/// The bins that histogram methods use for an image of type `T` if the first three arguments are these.
pub fn histogram_bins<T: RealPixel>(arguments: [f64; 4]) -> Result<Bins> {
    let (minimum, maximum, count) = match (T::TYPE.is_integer(), T::TYPE.size()) {
        (true, 1) => (T::MIN.to_f64(), T::MAX.to_f64() + 1.0, 256.0),
        (true, _) => (T::MIN.to_f64(), T::MAX.to_f64(), 500.0),
        (false, _) => (0.0, 1.0, 500.0),
    };
    let [lowest, highest, bins, _] = arguments;
    let names = ["argument 1", "argument 2", "argument 3"];
    Bins::new::<T>(or(lowest, minimum), or(highest, maximum), or(bins, count).round() as i64, names)
}

fn find_threshold<T: RealPixel>(
    ctx: &Context,
    image: &Image<T>,
    method: AutoThresholdMethod,
    arguments: [f64; 4],
) -> Result<f64> {
    match method.rule() {
        Rule::Direct(_, rule) => {
            let moments = Moments::of_image(ctx, image)?;
            let mut threshold = [0.0];
            rule(&[moments], &moments, arguments, &mut threshold);
            Ok(threshold[0])
        }
        Rule::Histogram(threshold_bin) => {
            let bins = histogram_bins::<T>(arguments)?;
            let histogram: Vec<f64> = counts(ctx, image, &bins)?.into_iter().map(|count| count as f64).collect();
            Ok(bins.value_at(threshold_bin(Levels::new(&histogram), arguments[3])?))
        }
    }
}

/// For each bin i the sum of f(i, count) over the bins up to it; f(i, 0) is 0.
fn running_sums(histogram: Levels, f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; histogram.len()];
    let mut sum = 0.0;
    for i in histogram.occupied() {
        sum += f(i as f64, histogram[i]);
        sums[i] = sum;
    }
    sums[histogram.last() + 1..].fill(sum);
    sums
}
