"""Commands as functions. Written by `cargo dev generate`: do not edit."""

import math
import os
from typing import Any, Literal, TypeAlias, overload
from pi2._enums import (
    AutoThresholdMethod,
    Binning,
    BoundaryCondition,
    Connectivity,
    EllipsoidType,
    ImageDataType,
    Interpolation,
    NeighbourhoodType,
    ResliceDirection,
)
from pi2._objects import Pi2Image, Pi2Value
from pi2._session import Pi2
from pi2._types import (
    BooleanLike,
    ContentLike,
    DataTypeLike,
    FileLike,
    ImageLike,
    IntegerLike,
    IntegerVectorLike,
    OutputImage,
    OutputValue,
    RealLike,
    Size,
    TextLike,
    VectorLike,
)

__all__ = [
    "abs",
    "add",
    "analyzeparticles",
    "arg",
    "autothreshold",
    "autothresholdvalue",
    "bin",
    "box",
    "capsule",
    "carttocyl",
    "ceil",
    "clamp",
    "clear",
    "clearmeta",
    "conjugate",
    "convert",
    "copy",
    "copymeta",
    "cos",
    "crop",
    "divide",
    "dmap",
    "doublethreshold",
    "drawellipsoids",
    "drawgraph",
    "drawheightmap",
    "drawspheres2",
    "dualthreshold",
    "echo",
    "ellipsoid",
    "endconcurrentwrite",
    "ensurefinite",
    "ensuresize",
    "eval",
    "exponentiate",
    "fft",
    "fileinfo",
    "flip",
    "floor",
    "gaussfilter",
    "generictransform",
    "get",
    "getmapfile",
    "getmaxmemory",
    "getmeta",
    "headers",
    "hello",
    "help",
    "hist",
    "hist2",
    "ifft",
    "imag",
    "info",
    "inv",
    "invsubtract",
    "isimagefile",
    "label",
    "license",
    "line",
    "linmap",
    "list",
    "listanalyzers",
    "listmeta",
    "localthreshold",
    "log",
    "log10",
    "mapraw",
    "maskedbin",
    "maskedmean",
    "max",
    "maxmemory",
    "maxproject",
    "maxval",
    "mean",
    "meanproject",
    "medianfilter",
    "metacolumncount",
    "metarowcount",
    "min",
    "minproject",
    "minval",
    "montage",
    "multiply",
    "negate",
    "newimage",
    "newlike",
    "newlikefile",
    "newvalue",
    "noise",
    "normalize",
    "normalizez",
    "normsquared",
    "pointstodeformed",
    "print",
    "pullback",
    "ramp",
    "ramp3",
    "rawinfo",
    "read",
    "readblock",
    "readmeta",
    "readnn5block",
    "readraw",
    "readrawblock",
    "readsequence",
    "readsequenceblock",
    "readvol",
    "real",
    "replace",
    "resettiming",
    "reslice",
    "rot90ccw",
    "rot90cw",
    "rotate",
    "round",
    "savetiming",
    "scale",
    "scalelabels",
    "sequenceinfo",
    "set",
    "setafterheightmap",
    "setbeforeheightmap",
    "setedges",
    "setmeta",
    "shiftz",
    "sin",
    "sphere",
    "square",
    "squareroot",
    "squaresum",
    "stddev",
    "subtract",
    "sum",
    "sumproject",
    "surfacearea",
    "swapbyteorder",
    "tan",
    "threshold",
    "thresholdperiodic",
    "thresholdrange",
    "timing",
    "translate",
    "waitreturn",
    "whist",
    "whist2",
    "writejpg",
    "writelz4",
    "writemeta",
    "writenii",
    "writenn5",
    "writenn5block",
    "writenrrd",
    "writepng",
    "writeraw",
    "writerawblock",
    "writesequence",
    "writesequenceblock",
    "writetif",
    "writevtk",
    "writezarr",
    "writezarrblock",
]

_AutoThresholdMethod: TypeAlias = AutoThresholdMethod | Pi2Value | Literal[
    "Otsu",
    "Huang",
    "Intermodes",
    "IsoData",
    "Li",
    "MaxEntropy",
    "Mean",
    "MinError",
    "Minimum",
    "Moments",
    "Percentile",
    "Renyi",
    "Shanbhag",
    "Triangle",
    "Yen",
    "Median",
    "MidGrey",
    "Niblack",
    "Phansalkar",
    "Sauvola",
    "Bernsen",
]
_Binning: TypeAlias = Binning | Pi2Value | Literal["mean", "sum", "min", "max"]
_BoundaryCondition: TypeAlias = BoundaryCondition | Pi2Value | Literal["zero", "nearest", "Zero", "Nearest"]
_Connectivity: TypeAlias = Connectivity | Pi2Value | Literal["nearest", "all", "Nearest", "All"]
_EllipsoidType: TypeAlias = EllipsoidType | Pi2Value | Literal[
    "Principal",
    "BoundingEllipsoid",
    "BoundingSphere",
    "CorrectVolume",
    "principal",
    "bounding ellipsoid",
    "volume",
    "bounding sphere",
]
_Interpolation: TypeAlias = Interpolation | Pi2Value | Literal[
    "nearest",
    "linear",
    "cubic",
    "Nearest",
    "Linear",
    "Cubic",
]
_NeighbourhoodType: TypeAlias = NeighbourhoodType | Pi2Value | Literal[
    "rectangular",
    "ellipsoidal",
    "Rectangular",
    "Ellipsoidal",
]
_ResliceDirection: TypeAlias = ResliceDirection | Pi2Value | Literal[
    "top",
    "bottom",
    "left",
    "right",
    "Top",
    "Bottom",
    "Left",
    "Right",
]

def abs(image: OutputImage) -> None:
    """abs(image)
    ==========

    Replaces each pixel by its absolute value.

    Complex pixels become |z| with the imaginary part 0. The absolute value of the least signed integer is the largest
    one.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, abs, which leaves the least signed integer as it is.

    Example
    -------

    newimage(img, int8, 2, 2)
    set(img, -128)
    abs(img)
    maxval(img, top)   # 127

    See also
    --------

    negate, normsquared, arg
    """
@overload
def add(
    image: OutputImage,
    parameter_image: ImageLike,
    allow_broadcast: BooleanLike = False,
    *,
    broadcast: BooleanLike = ...,
) -> None:
    """add(image, parameter image, allow broadcast)
    ============================================

    Adds another image to an image.

    The result replaces image; its type and size never change. Integers are added exactly and saturate at the limits of
    the type of image. If one of the images is float32, the sum is computed in float32 (float64 beside 32- and 64-bit
    integers) and rounded half away from zero.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    parameter image [input; image<any>]:
      Image to add.

    allow broadcast [input; boolean(False)]:
      Set to true to allow images of different sizes.

    Shapes
    ------

    Both images are W×H×D. With allow broadcast, parameter image may have any size: it is read at coordinates clamped
    to its own range, so that a missing dimension repeats.

    Errors
    ------

    Dimensions if the sizes differ and allow broadcast is false.

    References
    ----------

    pi2, add. uint64 sums above 2⁶³ are right here.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 200)
    newimage(other, uint8, 2, 2)
    set(other, 100)
    add(img, other)   # 255

    See also
    --------

    subtract, multiply, divide


    add(image, x)
    =============

    Adds a constant to each pixel.

    An integral constant is added exactly to integer pixels. In all other cases the sum is computed in float64, rounded
    half away from zero and saturated to the pixel type.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    x [input; real]:
      Constant to add, in grey levels.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, add. Integral constants are exact for 64-bit pixels, too.

    Example
    -------

    newimage(img, uint8, 4, 4)
    add(img, 300)
    maxval(img, top)   # 255

    See also
    --------

    subtract, multiply, divide


    add(image, x)
    =============

    Adds a real constant to each complex pixel.

    The sum of the real parts is computed in float64; the imaginary parts stay as they are.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    x [input; real]:
      Constant to add to the real parts.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, add, which has no constants for complex images.

    Example
    -------

    newimage(img, complex32, 2, 2)
    add(img, 1.5)   # 1.5+0i

    See also
    --------

    subtract, multiply, divide
    """
@overload
def add(image: OutputImage, x: RealLike) -> None: ...
@overload
def analyzeparticles(
    input_image: OutputImage,
    results: OutputImage,
    analyzers: TextLike = "coordinates, volume",
    connectivity: _Connectivity = "nearest",
    volume_limit: IntegerLike = 0,
    single_threaded: BooleanLike = False,
    *,
    limit: IntegerLike = ...,
    threaded: BooleanLike = ...,
) -> None:
    """analyzeparticles(input image, results, analyzers, connectivity, volume limit, single-threaded)
    ==============================================================================================

    Measures each particle of an image.

    A particle is a connected region of non-zero pixels, whatever their values. Each one gives a row of results, in the
    order of their first pixels (x fastest, then y, then z); the columns are those of the analyzers, in the given order.
    Their names with units, such as X [pixel], Volume [pixel], are in the metadata item column headers of results; in
    Python, results.to_pandas() is a data frame with these names.

    Afterwards the pixels of measured particles have one value, and those of particles that are left out because of
    volume limit another one: 128 and 230 in uint8, 64 and 100 in int8, 2 and 3 in float32 images, the largest value
    of the pixel type and one less in all others.

    The table is float32, so coordinates and volumes above 16777216 are rounded.

    Works in distributed mode in several passes. It needs 2 times the memory of its images in addition.

    Arguments
    ---------

    input image [input & output; image<real>]:
      Image with the particles.

    results [output; image<float32>]:
      Table of measurements.

    analyzers [input; string("coordinates, volume")]:
      Names of analyzers, separated by commas, blanks or any other character that is no letter or digit. Upper and lower
      case are equal.

    connectivity [input; connectivity(Nearest)]:
      Which pixels are neighbours.
      - Nearest (or nearestneighbours, nearest_neighbours, nearestneighbors, nearest_neighbors, nearestneigbours, nearestneigbors, 4, 6, 0): Pixels with a common face: 4 neighbours in two dimensions, 6 in three.
      - All (or allneighbours, all_neighbours, allneighbors, all_neighbors, allneigbours, allneigbors, 8, 26, 27, 1): Pixels with a common face, edge or corner: 8 neighbours in two dimensions, 26 in three.

    volume limit [input; positive integer(0)]:
      Only particles of fewer pixels are measured; 0 means all.

    single-threaded [input; boolean(False)]:
      Kept for old scripts: has no effect.

    Shapes
    ------

    input image keeps its size W×H×D; results becomes C×N for C columns and N particles.

    Errors
    ------

    Argument if analyzers has an unknown name, or a two-dimensional analyzer for an image with D > 1; if there
    is no particle to measure. The image is then unchanged.

    References
    ----------

    He, Chao, Suzuki, "A run-based two-scan labeling algorithm", 2008. pi2 lists particles by blocks of slices, ignores
    unknown analyzers, and takes pixels that have one of the final values for no particles.

    Example
    -------

    newimage(row, uint8, 5)
    set(row, [1, 0, 0], 7)
    set(row, [3, 0, 0], 20)
    set(row, [4, 0, 0], 1)
    newimage(table, float32)
    analyzeparticles(row, table, "volume")
    sum(table, volume)   # 3

    See also
    --------

    label
    """
@overload
def analyzeparticles(
    input_image: OutputImage,
    analyzers: TextLike = "coordinates, volume",
    connectivity: _Connectivity = "nearest",
    volume_limit: IntegerLike = 0,
    single_threaded: BooleanLike = False,
    *,
    limit: IntegerLike = ...,
    threaded: BooleanLike = ...,
) -> Pi2Image: ...
def arg(image: OutputImage) -> None:
    """arg(image)
    ==========

    Replaces each complex pixel by its argument.

    The argument is the angle between the pixel and the positive real axis, in (−π, π] radians. The imaginary part
    becomes 0.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, arg.

    Example
    -------

    newimage(img, complex32, 2, 2)
    exponentiate(img)
    negate(img)
    squareroot(img)   # 0+1i
    arg(img)   # 1.5707964+0i

    See also
    --------

    abs, real, imag
    """
def autothreshold(
    image: OutputImage,
    method: _AutoThresholdMethod = "Otsu",
    argument_1: RealLike = ...,
    argument_2: RealLike = ...,
    argument_3: RealLike = ...,
    argument_4: RealLike = ...,
) -> None:
    """autothreshold(image, method, argument 1, argument 2, argument 3, argument 4)
    ============================================================================

    Thresholds an image at a grey level that is found from the image itself.

    Pixels above the threshold become 1, all others 0. The threshold is rounded to the pixel type first; to see it, use
    autothresholdvalue.

    Most methods look at the histogram. For these argument 1 and argument 2 are the smallest and the largest grey
    level of the histogram, argument 3 is the number of bins, and argument 4 is an argument of the method. By default
    the histogram of an integer image covers the range of the pixel type (for 8-bit images with one bin per value,
    otherwise with 500 bins), that of a float32 image the range from 0 to 1 with 500 bins: give the range for other images.
    The threshold is the lower edge of the bin that is found, so it is as fine as the bins are. Pixels outside the range
    count in the outermost bins.

    In the table h is the histogram, p = h / Σh, and k the bin that is found. P and Q are the sums of p up to and with k,
    and after k.

    | method | threshold | arguments | reference |
    |---|---|---|---|
    | Otsu | greatest variance between the two classes; the last such k | | Otsu 1979 |
    | Huang | least fuzziness: Shannon's entropy of the membership 1 / (1 + distance to the class mean / range) | | Huang & Wang 1995 |
    | Intermodes | h is averaged over 3 bins until it has two peaks; k is the middle between them | | Prewitt & Mendelsohn 1966 |
    | Minimum | as Intermodes; k is the valley between the peaks | | Prewitt & Mendelsohn 1966 |
    | IsoData | first k that is the rounded middle between the means of the bins below and above it | | Ridler & Calvard 1978 |
    | Li | least cross entropy between the image and its class means, by iteration from the mean | | Li & Tam 1998 |
    | MaxEntropy | greatest sum of the entropies of the two classes | | Kapur, Sahoo & Wong 1985 |
    | Renyi (or RenyiEntropy) | weighted mean of the k of greatest Rényi entropy of order 1/2, 1 and 2 | | Sezgin & Sankur 2004 |
    | Shanbhag | the two classes, as fuzzy sets, carry equal information | | Shanbhag 1994 |
    | Yen | greatest ln((P Q)² / (Σp² up to k · Σp² after k)) | | Yen, Chang & Chang 1995 |
    | Moments | the image of two values with the same first three moments | | Tsai 1985 |
    | Triangle | bin farthest below the line from the peak to the end of the longer tail | | Zack, Rogers & Latt 1977 |
    | MinError | two normal distributions fitted to the classes are equally likely; iterated from the mean | | Kittler & Illingworth 1986; Glasbey 1993 |
    | Percentile | P is closest to f | 4: f (0.5), the fraction at or below the threshold | Doyle 1962 |
    | Median | first k with P ≥ 1/2, minus c | 4: c (0), in bins | |
    | Mean | mean − c | 1: c (0), in grey levels | Glasbey 1993 |
    | MidGrey | (smallest + largest) / 2 − c | 1: c (0), in grey levels | |
    | Niblack | mean + k · deviation − c | 1: k (1), 2: c (0), in grey levels | Niblack 1986 |
    | Phansalkar | mean · (1 + p · exp(−q · mean) + k · (deviation / r − 1)) | 1: k (0.25), 2: r (0.5), 3: p (2), 4: q (10) | Phansalkar et al. 2011 |
    | Sauvola | mean · (1 + k · (deviation / r − 1)) | 1: k (1), 2: r (1) | Sauvola & Pietikäinen 2000 |
    | Bernsen | (smallest + largest) / 2; smallest if the range is below c | 1: c (half of the range), in grey levels | Bernsen 1986 |

    Means, deviations (with n − 1 in the denominator) and ranges are computed in float64. A NaN pixel makes the mean NaN,
    which leaves no pixel above the threshold; so does the deviation of an image of one pixel. Ranges ignore NaN, and in
    histograms it counts in the first bin.

    Works in distributed mode in several passes.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to threshold.

    method [input; string(Otsu)]:
      How the threshold is found.
      - Otsu: Greatest variance between the classes.
      - Huang: Least fuzziness.
      - Intermodes: Middle between two peaks.
      - IsoData: Middle between the class means.
      - Li: Least cross entropy.
      - MaxEntropy: Greatest entropy of the classes.
      - Mean: Mean.
      - MinError: Two normal distributions.
      - Minimum: Valley between two peaks.
      - Moments: Same moments.
      - Percentile: A fraction of the pixels.
      - Renyi (or RenyiEntropy): Rényi entropies of the classes.
      - Shanbhag: Equal information of fuzzy classes.
      - Triangle: Farthest from a line.
      - Yen: Greatest correlation.
      - Median: Median.
      - MidGrey: Middle of the range.
      - Niblack: From mean and deviation.
      - Phansalkar: From mean and deviation, for low contrast.
      - Sauvola: From mean and deviation.
      - Bernsen: Middle of the range, unless that is small.

    argument 1 [input; real(nan)]:
      First argument of the method, see the table; for histogram methods the smallest grey level of the histogram. NaN
      stands for the default.

    argument 2 [input; real(nan)]:
      Second argument of the method; for histogram methods the largest grey level of the histogram. NaN stands for the
      default.

    argument 3 [input; real(nan)]:
      Third argument of the method; for histogram methods the number of bins, rounded. NaN stands for the default.

    argument 4 [input; real(nan)]:
      Fourth argument of the method. NaN stands for the default.

    Shapes
    ------

    image keeps its size and pixel type.

    Errors
    ------

    Argument if the range of the histogram is empty or not finite, if it has no bins, if the fraction of
    Percentile is not between 0 and 1, or if the histogram does not smooth into two peaks (Intermodes, Minimum).
    The image is then unchanged.

    References
    ----------

    * J. Bernsen, Dynamic thresholding of grey-level images, Proc. 8th ICPR, 1986.
    * W. Doyle, Operations useful for similarity-invariant pattern recognition, J. ACM 9, 1962, 259–267.
    * C. A. Glasbey, An analysis of histogram-based thresholding algorithms, CVGIP: Graph. Models Image Process. 55, 1993,
      532–537.
    * L.-K. Huang, M.-J. J. Wang, Image thresholding by minimizing the measures of fuzziness, Pattern Recognition 28(1),
      1995, 41–51.
    * J. N. Kapur, P. K. Sahoo, A. K. C. Wong, A new method for gray-level picture thresholding using the entropy of the
      histogram, CVGIP 29(3), 1985, 273–285.
    * J. Kittler, J. Illingworth, Minimum error thresholding, Pattern Recognition 19, 1986, 41–47.
    * C. H. Li, P. K. S. Tam, An iterative algorithm for minimum cross entropy thresholding, Pattern Recognition Lett. 18(8),
      1998, 771–776.
    * W. Niblack, An Introduction to Digital Image Processing, Prentice-Hall, 1986.
    * N. Otsu, A threshold selection method from gray-level histograms, IEEE Trans. SMC 9(1), 1979, 62–66.
    * N. Phansalkar et al., Adaptive local thresholding for detection of nuclei in diversity stained cytology images, Int.
      Conf. Communications and Signal Processing, 2011.
    * J. M. S. Prewitt, M. L. Mendelsohn, The analysis of cell images, Ann. N. Y. Acad. Sci. 128, 1966, 1035–1053.
    * T. W. Ridler, S. Calvard, Picture thresholding using an iterative selection method, IEEE Trans. SMC 8, 1978,
      630–632.
    * J. Sauvola, M. Pietikäinen, Adaptive document image binarization, Pattern Recognition 33(2), 2000, 225–236.
    * M. Sezgin, B. Sankur, Survey over image thresholding techniques, J. Electronic Imaging 13(1), 2004, 146–165.
    * A. G. Shanbhag, Utilization of information measure as a means of image thresholding, CVGIP: Graph. Models Image
      Process. 56(5), 1994, 414–419.
    * W. Tsai, Moment-preserving thresholding, CVGIP 29, 1985, 377–393.
    * J. C. Yen, F. J. Chang, S. Chang, A new criterion for automatic multilevel thresholding, IEEE Trans. Image Process. 4(3),
      1995, 370–378.
    * G. W. Zack, W. E. Rogers, S. A. Latt, Automatic measurement of sister chromatid exchange frequency, J. Histochem.
      Cytochem. 25(7), 1977, 741–753.

    Differs from pi2: the histogram of 8-bit images has one bin per value (pi2 rounds the edges of the bins of integer
    images, which moves thresholds by up to one bin); Median can return bin 0; MinError starts at the mean grey level
    (not at the mean count) and always returns; Bernsen defaults to half of the range.

    Example
    -------

    newimage(img, uint8, 4, 2)
    set(img, 10)
    set(img, [0, 0, 0], 200)
    set(img, [3, 1, 0], 220)
    autothreshold(img, Otsu)
    sum(img, count)   # 2

    See also
    --------

    autothresholdvalue, threshold, thresholdrange, hist
    """
def autothresholdvalue(
    img: ImageLike,
    method: AutoThresholdMethod | str = AutoThresholdMethod.OTSU,
    arg0: float = math.nan,
    arg1: float = math.nan,
    arg2: float = math.nan,
    arg3: float = math.nan,
) -> float:
    """Return the threshold that a method finds.

    autothresholdvalue(input image, output image, method, argument 1, argument 2, argument 3, argument 4)
    =====================================================================================================

    Finds the grey level at which autothreshold would threshold an image.

    The methods and their arguments are those of autothreshold. threshold(image, value) then gives the same as
    autothreshold.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image whose threshold is wanted.

    output image [output; image<real>]:
      The threshold, rounded to the pixel type of input image.

    method [input; string(Otsu)]:
      How the threshold is found.
      - Otsu: Greatest variance between the classes.
      - Huang: Least fuzziness.
      - Intermodes: Middle between two peaks.
      - IsoData: Middle between the class means.
      - Li: Least cross entropy.
      - MaxEntropy: Greatest entropy of the classes.
      - Mean: Mean.
      - MinError: Two normal distributions.
      - Minimum: Valley between two peaks.
      - Moments: Same moments.
      - Percentile: A fraction of the pixels.
      - Renyi (or RenyiEntropy): Rényi entropies of the classes.
      - Shanbhag: Equal information of fuzzy classes.
      - Triangle: Farthest from a line.
      - Yen: Greatest correlation.
      - Median: Median.
      - MidGrey: Middle of the range.
      - Niblack: From mean and deviation.
      - Phansalkar: From mean and deviation, for low contrast.
      - Sauvola: From mean and deviation.
      - Bernsen: Middle of the range, unless that is small.

    argument 1 [input; real(nan)]:
      First argument of the method; for histogram methods the smallest grey level of the histogram. NaN stands for the
      default.

    argument 2 [input; real(nan)]:
      Second argument of the method; for histogram methods the largest grey level of the histogram. NaN stands for the
      default.

    argument 3 [input; real(nan)]:
      Third argument of the method; for histogram methods the number of bins, rounded. NaN stands for the default.

    argument 4 [input; real(nan)]:
      Fourth argument of the method. NaN stands for the default.

    Shapes
    ------

    input image is W×H×D; output image becomes 1×1×1.

    Errors
    ------

    Those of autothreshold.

    References
    ----------

    See autothreshold.

    Example
    -------

    newimage(img, uint8, 4, 2)
    set(img, 10)
    set(img, [0, 0, 0], 200)
    set(img, [3, 1, 0], 220)
    newimage(value, uint8)
    autothresholdvalue(img, value, Otsu)   # 199

    See also
    --------

    autothreshold, threshold, hist
    """
@overload
def bin(
    input_image: ImageLike,
    output_image: OutputImage,
    factor: IntegerVectorLike,
    binning_type: _Binning = "mean",
    *,
    type: _Binning = ...,
) -> None:
    """bin(input image, output image, factor, binning type)
    ====================================================

    Makes an image smaller by an integer factor.

    Each pixel of the result stands for a block of pixels. Pixels at the far edges that do not fill a block are ignored,
    but an axis shorter than the factor counts as one block. Sums and means are computed in float64 and rounded half away
    from zero once. min and max ignore NaN.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to make smaller.

    output image [output; image<real>]:
      The binned image.

    factor [input; 3-component integer vector]:
      Size of a block along x, y and z, in pixels. One number sets all three.

    binning type [input; string(mean)]:
      What becomes of the pixels of a block: mean, sum, max or min.
      - mean (or average, avg, normal): Their mean.
      - sum: Their sum.
      - max (or maximum): The largest.
      - min (or minimum): The smallest.

    Shapes
    ------

    input image is W×H×D; output image becomes ⌊W/f⌋×⌊H/g⌋×⌊D/h⌋ for the factor [f, g, h], at least 1 along each axis.

    Errors
    ------

    Argument if a component of factor is not positive.

    References
    ----------

    pi2, bin, which sums in float32. A block of nothing but NaN gives NaN here.

    Example
    -------

    newimage(img, uint8, 5, 1)
    set(img, [0, 0, 0], 1)
    set(img, [1, 0, 0], 2)
    newimage(small, float32)
    bin(img, small, 2)   # 1.5

    See also
    --------

    crop, maxproject
    """
@overload
def bin(
    input_image: ImageLike,
    factor: IntegerVectorLike,
    binning_type: _Binning = "mean",
    *,
    type: _Binning = ...,
) -> Pi2Image: ...
@overload
def box(
    image: OutputImage,
    position: IntegerVectorLike = (0, 0, 0),
    size: IntegerVectorLike = (10, 10, 10),
    value: RealLike = 1,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    origin: IntegerVectorLike = ...,
) -> None:
    """box(image, position, size, value, block origin)
    ===============================================

    Draws a filled box along the axes of the image.

    Sets the pixels with position <= coordinate < position + size along each axis. What lies outside the image is cut off;
    a size below 1 draws nothing.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to draw into.

    position [input; 3-component integer vector("[0, 0, 0]")]:
      Corner with the smallest coordinates, in pixels.

    size [input; 3-component integer vector("[10, 10, 10]")]:
      Number of pixels along x, y and z.

    value [input; real(1)]:
      Grey value of the box, rounded and saturated to the pixel type.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, box.

    Example
    -------

    newimage(img, uint8, 10, 10, 10)
    box(img, [1, 2, 3], [2, 3, 4], 5)
    newimage(total, uint64)
    sum(img, total)   # 120

    See also
    --------

    capsule, ellipsoid, sphere


    box(image, position, size, value, direction 1, direction 2, block origin)
    =========================================================================

    Draws a filled box of any orientation.

    Sets the pixels whose centre is inside the box, not on its surface. The first side of the box runs along direction 1,
    the second along the part of direction 2 that is perpendicular to it, the third along their cross product. What lies
    outside the image is cut off.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to draw into.

    position [input; 3-component real vector("[0, 0, 0]")]:
      Centre, in pixels.

    size [input; 3-component real vector("[10, 10, 10]")]:
      Lengths of the three sides, in pixels.

    value [input; real(1)]:
      Grey value of the box, rounded and saturated to the pixel type.

    direction 1 [input; 3-component real vector]:
      Direction of the first side.

    direction 2 [input; 3-component real vector]:
      Direction that spans, with the first, the plane of the first two sides.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if the directions do not span a plane.

    References
    ----------

    pi2, box, whose help calls the centre a corner.

    Example
    -------

    newimage(img, uint8, 5, 5)
    box(img, [2, 2, 0], [3, 3, 1], 1, [1, 0, 0], [0, 1, 0])
    newimage(count, uint64)
    sum(img, count)   # 9

    See also
    --------

    capsule, ellipsoid, sphere
    """
@overload
def box(
    image: OutputImage,
    position: VectorLike,
    size: VectorLike,
    value: RealLike,
    direction_1: VectorLike,
    direction_2: VectorLike,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    origin: IntegerVectorLike = ...,
) -> None: ...
@overload
def box(
    image: OutputImage,
    *,
    position: VectorLike = (0, 0, 0),
    size: VectorLike = (10, 10, 10),
    value: RealLike = 1,
    direction_1: VectorLike,
    direction_2: VectorLike,
    block_origin: IntegerVectorLike = (0, 0, 0),
    origin: IntegerVectorLike = ...,
) -> None: ...
def capsule(
    image: OutputImage,
    start: VectorLike = (0, 0, 0),
    end: VectorLike = (1, 1, 1),
    radius: RealLike = 5,
    value: RealLike = 1,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    origin: IntegerVectorLike = ...,
) -> None:
    """capsule(image, start, end, radius, value, block origin)
    =======================================================

    Draws a filled capsule: a cylinder with half a sphere at each end.

    Sets the pixels whose centre is nearer to the line from start to end than radius; those at exactly this distance
    are not set. If both ends are equal, this is a sphere. What lies outside the image is cut off.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to draw into.

    start [input; 3-component real vector("[0, 0, 0]")]:
      First end of the axis, in pixels.

    end [input; 3-component real vector("[1, 1, 1]")]:
      Second end of the axis, in pixels.

    radius [input; real(5)]:
      Radius, in pixels.

    value [input; real(1)]:
      Grey value of the capsule, rounded and saturated to the pixel type.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if start or end is not finite, or if radius is negative or NaN.

    References
    ----------

    pi2, capsule, which draws nothing if both ends are equal.

    Example
    -------

    newimage(img, uint8, 9, 5)
    capsule(img, [2, 2, 0], [6, 2, 0], 1.5)
    newimage(count, uint64)
    sum(img, count)   # 21

    See also
    --------

    line, sphere, drawgraph
    """
@overload
def carttocyl(
    input_image: ImageLike,
    output_image: OutputImage,
    origin: VectorLike = (0, 0, 0),
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    *,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
) -> None:
    """carttocyl(input image, output image, origin, interpolation mode, boundary condition)
    ====================================================================================

    Unrolls an image about an axis along z.

    Pixel (r, a, z) of the result is the value of the input at the distance r from origin and the angle φ = 2π · a / H
    from the x-axis towards the y-axis: (x₀ + r cos φ, y₀ + r sin φ, z₀ + z) for origin [x₀, y₀, z₀] and an output of
    height H. Positions are float64.

    Not available in distributed mode: each row of the result needs pixels all around the axis.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to unroll.

    output image [output; image<real>]:
      The unrolled image: x is the distance from the axis, y the angle.

    origin [input; 3-component real vector("[0, 0, 0]")]:
      Place of the axis along x and y, and the first z, in pixels of the input image.

    interpolation mode [input; interpolation mode(Linear)]:
      How values between pixels are found.
      - Nearest (or 0, no, none, off, nearest neighbour, nearest neighbor, nearestneighbour, nearestneighbor): The nearest pixel; half-way between two, the one that is farther from coordinate 0.
      - Linear (or 1, linear interpolation): Straight lines between neighbouring pixels.
      - Cubic (or 2, cubic interpolation): Cubic convolution of Keys with a = -0.5: smooth, may overshoot.

    boundary condition [input; boundary condition(Zero)]:
      What lies outside the input image.
      - Zero (or 0): Zeros.
      - Nearest (or 1): The nearest pixel inside.

    Shapes
    ------

    output image keeps its size. A new one has a single pixel: make it first.

    Errors
    ------

    Argument if origin is not finite.

    References
    ----------

    pi2, carttocyl, whose positions are float32.

    Example
    -------

    newimage(img, uint8, 3, 3)
    set(img, [1, 1, 0], 7)
    newimage(unrolled, uint8, 2, 4)
    carttocyl(img, unrolled, [1, 1, 0])   # 7

    See also
    --------

    rotate, generictransform
    """
@overload
def carttocyl(
    input_image: ImageLike,
    origin: VectorLike = (0, 0, 0),
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    *,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
) -> Pi2Image: ...
def ceil(image: OutputImage) -> None:
    """ceil(image)
    ===========

    Replaces each pixel by the smallest integer that is not below it.

    Integer images stay as they are.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, ceil, which loses digits of 32- and 64-bit integers above 2²⁴; its help describes floor.

    Example
    -------

    newimage(img, float32, 2, 2)
    set(img, 2.1)
    ceil(img)
    maxval(img, top)   # 3

    See also
    --------

    floor, round
    """
def clamp(image: OutputImage, lower_bound: RealLike, upper_bound: RealLike) -> None:
    """clamp(image, lower bound, upper bound)
    ======================================

    Limits pixels to a range.

    The bounds are rounded half away from zero and saturated to the pixel type. Pixels below the lower bound become the
    lower bound, others above the upper bound become the upper bound. NaN stays NaN; a bound that is NaN is no bound.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    lower bound [input; real]:
      Smallest value of the result, in grey levels.

    upper bound [input; real]:
      Largest value of the result, in grey levels.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, clamp.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 200)
    clamp(img, 10, 100)
    maxval(img, top)   # 100

    See also
    --------

    min, max, linmap, replace
    """
def clear(image_name: OutputImage = "") -> None:
    """clear(image name)
    =================

    Removes images and variables.

    Memory is free at once, except while a view in another language still looks at it. A name that does not exist is
    fine.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string("")]:
      Name of the image or variable; empty removes all of them.

    Example
    -------

    newimage(img, uint8, 100, 100)
    clear(img)
    newimage(img, uint8)
    sum(img, total)   # 0

    See also
    --------

    newimage, newvalue, list
    """
def clearmeta(image: OutputImage) -> None:
    """clearmeta(image)
    ================

    Removes all metadata of an image.

    Not available in distributed mode: metadata is not stored with the blocks of an image.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, clearmeta.

    Example
    -------

    newimage(img, uint8)
    setmeta(img, sample, bone)
    clearmeta(img)
    metarowcount(img, sample, rows)   # -1

    See also
    --------

    setmeta, copymeta
    """
def conjugate(image: OutputImage) -> None:
    """conjugate(image)
    ================

    Changes the sign of the imaginary part of each complex pixel.

    In Fourier space, this turns an image around its first pixel.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, conjugate.

    Example
    -------

    newimage(img, complex32, 2, 2)
    exponentiate(img)
    negate(img)
    squareroot(img)   # 0+1i
    conjugate(img)   # 0-1i

    See also
    --------

    real, imag, fft
    """
@overload
def convert(input_image: ImageLike, output_image: OutputImage, data_type: DataTypeLike) -> None:
    """convert(input image, output image, data type)
    =============================================

    Makes a copy of an image in another pixel type.

    Real values are rounded half away from zero and saturate; NaN becomes 0 in integer types. A complex target gets the
    imaginary part 0. Metadata is kept.

    Works block by block in distributed mode.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to convert.

    output image [input; string]:
      Name of the converted image; it is created or replaced.

    data type [input; string]:
      Pixel type of the converted image.

    Errors
    ------

    Argument if the data type is not a pixel type.

    Example
    -------

    newimage(img, float32)
    set(img, 2.5)
    convert(img, rounded, uint8)
    maxval(rounded, top)   # 3

    See also
    --------

    copy, linmap


    convert(image, data type)
    =========================

    Changes the pixel type of an image.

    Real values are rounded half away from zero and saturate; NaN becomes 0 in integer types. A complex target gets the
    imaginary part 0. Metadata is kept.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to convert.

    data type [input; string]:
      New pixel type of the image.

    Errors
    ------

    Argument if the data type is not a pixel type.

    Example
    -------

    newimage(img, float32)
    set(img, -7)
    convert(img, int8)
    minval(img, low)   # -7

    See also
    --------

    copy, linmap


    convert(input image, output image, data type)
    =============================================

    Makes a real copy of a complex image.

    The real parts are rounded half away from zero and saturate; NaN becomes 0 in integer types. The imaginary parts are
    lost, unless the new type is complex32, too. Metadata is kept.

    Works block by block in distributed mode.

    Arguments
    ---------

    input image [input; image<complex32>]:
      Image to convert.

    output image [input; string]:
      Name of the converted image; it is created or replaced.

    data type [input; string]:
      Pixel type of the converted image.

    Errors
    ------

    Argument if the data type is not a pixel type.

    References
    ----------

    pi2, convert, which has no complex images.

    Example
    -------

    newimage(img, complex32)
    add(img, 2.5)
    convert(img, rounded, uint8)
    maxval(rounded, top)   # 3

    See also
    --------

    real, copy


    convert(image, data type)
    =========================

    Makes a complex image a real one.

    The real parts are rounded half away from zero and saturate; NaN becomes 0 in integer types. The imaginary parts are
    lost, unless the new type is complex32, too. Metadata is kept.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to convert.

    data type [input; string]:
      New pixel type of the image.

    Errors
    ------

    Argument if the data type is not a pixel type.

    References
    ----------

    pi2, convert, which has no complex images.

    Example
    -------

    newimage(img, complex32)
    subtract(img, 7)
    convert(img, int8)
    minval(img, low)   # -7

    See also
    --------

    real, copy
    """
@overload
def convert(input_image: ImageLike, output_image: OutputImage, type: DataTypeLike) -> None: ...
@overload
def convert(image: OutputImage, data_type: DataTypeLike) -> None: ...
@overload
def convert(image: OutputImage, type: DataTypeLike) -> None: ...
@overload
def copy(input_image: ImageLike, output_image: OutputImage) -> None:
    """copy(input image, output image)
    ===============================

    Copies an image to an image of the same or another pixel type.

    Values are rounded half away from zero and saturated to the type of the output. Metadata is copied, too.

    Works block by block in distributed mode.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to copy.

    output image [output; image<any>]:
      The copy.

    Shapes
    ------

    input image is W×H×D; output image becomes W×H×D.

    References
    ----------

    pi2, copy, which does not copy metadata.

    Example
    -------

    newimage(img, float32, 2, 2)
    set(img, 2.5)
    newimage(rounded, uint8)
    copy(img, rounded)   # 3

    See also
    --------

    set, crop


    copy(source image, target image, location)
    ==========================================

    Copies an image into a part of another image.

    The first pixel of the source image goes to location in the target image, the others accordingly. What lies outside
    the target image is left out; the rest of the target image stays as it is.

    Not available in distributed mode: the source image may go to any part of the target image.

    Arguments
    ---------

    source image [input; image<any>]:
      Image to copy.

    target image [output; image<any>]:
      Image to copy into.

    location [input; 3-component integer vector]:
      Place of the first pixel of the source image in the target image. It may lie outside.

    Shapes
    ------

    target image keeps its size.

    References
    ----------

    pi2, copy, whose help describes source and target the wrong way round.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 7)
    newimage(large, uint8, 5, 5)
    copy(img, large, [-1, 3, 0])
    sum(large, total)   # 14

    See also
    --------

    crop, set
    """
@overload
def copy(source_image: ImageLike, target_image: OutputImage, location: IntegerVectorLike) -> None: ...
@overload
def copy(input_image: ImageLike) -> Pi2Image: ...
def copymeta(input_image: ImageLike, output_image: OutputImage) -> None:
    """copymeta(input image, output image)
    ===================================

    Replaces the metadata of an image by that of another image.

    The pixels stay as they are.

    Not available in distributed mode: metadata is not stored with the blocks of an image.

    Arguments
    ---------

    input image [input; image<any>]:
      Image whose metadata is copied.

    output image [output; image<any>]:
      Image that gets the metadata.

    Shapes
    ------

    output image keeps its size.

    References
    ----------

    pi2, copymeta.

    Example
    -------

    newimage(img, uint8)
    setmeta(img, sample, bone)
    newimage(other, float32)
    copymeta(img, other)
    getmeta(other, sample, text)   # bone

    See also
    --------

    setmeta, clearmeta
    """
def cos(image: OutputImage) -> None:
    """cos(image)
    ==========

    Takes the cosine of each pixel.

    Pixels are angles in radians. The result is rounded half away from zero and saturated in integer images. float32
    values are within one unit of the last place of the exact ones; integers of 8 and 16 bits are computed in float64.
    The cosine of an infinite pixel is NaN.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, cos.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 1)
    cos(img)
    maxval(img, top)   # 1

    See also
    --------

    sin, tan
    """
@overload
def crop(
    input_image: ImageLike,
    output_image: OutputImage,
    position: IntegerVectorLike = (0, 0, 0),
    size: IntegerVectorLike = (0, 0, 0),
) -> None:
    """crop(input image, output image, position, size)
    ===============================================

    Copies a part of an image.

    The part may reach outside the input image, where the result is 0: negative positions and large sizes pad the image
    with zeros.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to cut from.

    output image [output; image<any>]:
      The part.

    position [input; 3-component integer vector("[0, 0, 0]")]:
      First pixel of the part in the input image.

    size [input; 3-component integer vector("[0, 0, 0]")]:
      Number of pixels along x, y and z. If one of them is not positive, the output image keeps its size.

    Shapes
    ------

    output image becomes size if all three sizes are positive; else it keeps the size that it has.

    Errors
    ------

    Limit if there is not enough memory for the output.

    References
    ----------

    pi2, crop.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, [2, 1, 0], 7)
    crop(img, part, [2, 1, 0], [2, 2, 1])   # 7

    See also
    --------

    copy, bin
    """
@overload
def crop(
    input_image: ImageLike,
    position: IntegerVectorLike = (0, 0, 0),
    size: IntegerVectorLike = (0, 0, 0),
) -> Pi2Image: ...
@overload
def divide(
    image: OutputImage,
    parameter_image: ImageLike,
    allow_broadcast: BooleanLike = False,
    *,
    broadcast: BooleanLike = ...,
) -> None:
    """divide(image, parameter image, allow broadcast)
    ===============================================

    Divides an image by another image.

    The result replaces image; its type and size never change. Quotients are rounded half away from zero. They are
    computed in float32 for 8- and 16-bit integers and for float32, in float64 beside wider integers; those of 64-bit
    integers are exact. Division by zero saturates in integer images, and 0/0 is 0 there; float32 images get infinity and
    NaN.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    parameter image [input; image<any>]:
      Divisors.

    allow broadcast [input; boolean(False)]:
      Set to true to allow images of different sizes.

    Shapes
    ------

    Both images are W×H×D. With allow broadcast, parameter image may have any size: it is read at coordinates clamped
    to its own range, so that a missing dimension repeats.

    Errors
    ------

    Dimensions if the sizes differ and allow broadcast is false.

    References
    ----------

    pi2, divide, which computes in float32 for all types and so loses digits of 32- and 64-bit integers.

    Example
    -------

    newimage(img, int8, 2, 2)
    set(img, -5)
    newimage(other, int8, 2, 2)
    set(other, 2)
    divide(img, other)   # -3

    See also
    --------

    add, subtract, multiply


    divide(image, x)
    ================

    Divides each pixel by a constant.

    The quotient is computed in float32 for 8- and 16-bit integers and for float32, in float64 for wider integers, then
    rounded half away from zero and saturated. 64-bit pixels are divided by integral constants exactly. Division by zero
    saturates in integer images, and 0/0 is 0 there.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    x [input; real]:
      Divisor, dimensionless.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, divide, which computes in float32 for all types and so loses digits of 32- and 64-bit integers.

    Example
    -------

    newimage(img, uint32, 4, 4)
    set(img, 16777217)
    divide(img, 1)
    maxval(img, top)   # 16777217

    See also
    --------

    add, subtract, multiply


    divide(image, x)
    ================

    Divides each complex pixel by a real constant.

    Both parts are divided in float64; by zero, they become infinite, and NaN where they are zero.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    x [input; real]:
      Divisor, dimensionless.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, divide, which has no constants for complex images.

    Example
    -------

    newimage(img, complex32, 2, 2)
    set(img, 3)
    divide(img, 2)   # 1.5+0i

    See also
    --------

    add, subtract, multiply
    """
@overload
def divide(image: OutputImage, x: RealLike) -> None: ...
@overload
def dmap(
    input_image: ImageLike,
    output_image: OutputImage,
    background_value: RealLike = 0,
    *,
    value: RealLike = ...,
) -> None:
    """dmap(input image, output image, background value)
    =================================================

    Measures the Euclidean distance from each pixel to the nearest background pixel.

    Distances are in pixels, between pixel centres; the edge of the image does not count as background. They are exact:
    only the square root is rounded, to float32, and then to the nearest integer if output image has integer pixels.
    In an image without background each pixel becomes the square root of the largest value of the output pixel type.

    Works in distributed mode in several passes. It needs 1 times the memory of its images in addition.

    Arguments
    ---------

    input image [input; image<real>]:
      Image in which to measure.

    output image [output; image<real>]:
      Distances, in pixels.

    background value [input; real(0)]:
      Pixels of this value are background.

    Shapes
    ------

    input image is W×H×D; output image becomes W×H×D.

    Errors
    ------

    Limit if a distance is larger than the largest value of the output pixel type.

    References
    ----------

    Felzenszwalb, Huttenlocher, "Distance transforms of sampled functions", 2012. pi2 computes in the output pixel type:
    it fails for intermediate values that do not fit, and float32 distances above 4096 can differ in the last digit.

    Example
    -------

    newimage(line, uint8, 9)
    set(line, 1)
    set(line, [0, 0, 0], 0)
    newimage(distance, float32)
    dmap(line, distance)
    maxval(distance, largest)   # 8

    See also
    --------

    label, threshold
    """
@overload
def dmap(input_image: ImageLike, background_value: RealLike = 0, *, value: RealLike = ...) -> Pi2Image: ...
def doublethreshold(image: OutputImage, first_threshold: RealLike, second_threshold: RealLike) -> None:
    """doublethreshold(image, first threshold, second threshold)
    =========================================================

    Divides pixels into three classes by two constants.

    A pixel below first threshold becomes 0, any other below second threshold 1, all others 2. The thresholds are not
    rounded to the pixel type. NaN is not below anything and becomes 2.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to threshold.

    first threshold [input; real]:
      Smallest grey level of class 1.

    second threshold [input; real]:
      Smallest grey level of class 2.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, doublethreshold, which rounds the thresholds first.

    Example
    -------

    newimage(img, uint8, 3, 1)
    set(img, [1, 0, 0], 10)
    set(img, [2, 0, 0], 20)
    doublethreshold(img, 10, 15)
    sum(img, total)   # 3

    See also
    --------

    dualthreshold, threshold, thresholdrange
    """
@overload
def drawellipsoids(
    image: OutputImage,
    analyzers: TextLike,
    results: ImageLike,
    fill_color: RealLike,
    ellipsoid_type: _EllipsoidType = "Principal",
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    type: _EllipsoidType = ...,
    origin: IntegerVectorLike = ...,
) -> None:
    """drawellipsoids(image, analyzers, results, fill color, ellipsoid type, block origin)
    ===================================================================================

    Draws each measured particle as an ellipsoid or a sphere.

    The principal ellipsoid needs the analyzer pca, the bounding ellipsoid too, that of the same volume pca and
    volume, the sphere boundingsphere only. Particles with a semi-axis that is zero or not finite are not drawn. Where
    particles overlap, the later one is seen.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to draw into.

    analyzers [input; string]:
      Names of the analyzers that made results.

    results [input; image<float32>]:
      Table of measurements.

    fill color [input; real]:
      Grey value of the ellipsoids, rounded and saturated to the pixel type.

    ellipsoid type [input; string(principal)]:
      What is drawn: principal, bounding ellipsoid, volume or bounding sphere.
      - principal: The ellipsoid whose semi-axes are the standard deviations along the principal axes.
      - bounding ellipsoid (or boundingellipsoid, bounding): The principal ellipsoid, scaled so that it encloses the particle.
      - volume (or correctvolume, correct volume): The principal ellipsoid, scaled to the volume of the particle.
      - bounding sphere (or boundingsphere): The smallest sphere that encloses the particle.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size. results is C×N for C columns and N particles, as analyzeparticles makes it.

    Errors
    ------

    Argument if analyzers has an unknown name or lacks a needed column. Dimensions if results has another number of
    columns than analyzers. The image is then unchanged.

    References
    ----------

    pi2, drawellipsoids, which needs the columns of pca for spheres, too, and does not move spheres by the block origin.

    Example
    -------

    newimage(img, uint8, 9, 9)
    box(img, [2, 2, 0], [5, 5, 1])
    newimage(table, float32)
    analyzeparticles(img, table, "boundingsphere")
    drawellipsoids(img, "boundingsphere", table, 7, "bounding sphere")
    maxval(img, top)   # 7

    See also
    --------

    analyzeparticles, ellipsoid, sphere
    """
@overload
def drawellipsoids(
    image: OutputImage,
    analyzers: TextLike,
    results: ImageLike,
    color: RealLike,
    ellipsoid_type: _EllipsoidType = "Principal",
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    type: _EllipsoidType = ...,
    origin: IntegerVectorLike = ...,
) -> None: ...
@overload
def drawgraph(
    image: OutputImage,
    vertices: ImageLike,
    edges: ImageLike,
    measurements: ImageLike,
    edge_points: ImageLike,
    vertex_radius: RealLike = 2,
    vertex_color: RealLike = ...,
    edge_color: RealLike = ...,
    use_measured_edge_area: BooleanLike = True,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    radius: RealLike = ...,
    area: BooleanLike = ...,
    origin: IntegerVectorLike = ...,
) -> None:
    """drawgraph(image, vertices, edges, measurements, edge points, vertex radius, vertex color, edge color, use measured edge area, block origin)
    ===========================================================================================================================================

    Draws a graph with edges as thick as measured.

    First the edges are drawn as straight capsules, in their order, then the vertices as spheres. The cross-section of a
    capsule has the measured area; if that is NaN, or its radius is below 0.75 pixels, the edge is a
    [line](fn@super::line). Vertices with a NaN coordinate are not drawn, and neither are their edges.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to draw into.

    vertices [input; image<float32>]:
      Positions of the vertices, in pixels.

    edges [input; image<uint64>]:
      Vertices of the edges.

    measurements [input; image<float32>]:
      Measurements of the edges.

    edge points [input; image<int32>]:
      Points on the edges. They are checked, not drawn.

    vertex radius [input; real(2)]:
      Radius of the spheres, in pixels.

    vertex color [input; real (depends on the pixel type)("Shown along data types.")]:
      Grey value of the spheres, rounded and saturated to the pixel type.

    edge color [input; real (depends on the pixel type)("Shown along data types.")]:
      Grey value of the edges, rounded and saturated to the pixel type.

    use measured edge area [input; boolean(True)]:
      False draws all edges as lines.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size. vertices is 3×N, a row is x, y, z. edges is 2×M, a row is the two vertices of an edge,
    counted from 0. measurements is 3×M, a row is the number of points, the length and the area of the cross-section.
    edge points has M numbers of points and then x, y and z of each point.

    Errors
    ------

    Argument if vertex radius is negative or NaN, or if an edge has a vertex that does not exist. Dimensions if the
    size of an image of the graph is not as above. The image is then unchanged.

    References
    ----------

    pi2, drawgraph, which computes in float32 and ends the program if a vertex does not exist.

    Example
    -------

    newimage(img, uint8, 6, 6)
    newimage(vertices, float32, 3, 1)
    set(vertices, 2)
    newimage(edges, uint64, 2, 1)
    newimage(measurements, float32, 3, 1)
    newimage(points, int32, 1)
    drawgraph(img, vertices, edges, measurements, points, 3, 9, 5)
    maxval(img, top)   # 9

    See also
    --------

    capsule, line, sphere


    drawgraph(image, vertices, edges, vertex radius, vertex color, edge color, block origin)
    ========================================================================================

    Draws a graph with thin edges.

    First the edges are drawn as a [line](fn@super::line) each, in their order, then the vertices as spheres. Vertices
    with a NaN coordinate are not drawn, and neither are their edges.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to draw into.

    vertices [input; image<float32>]:
      Positions of the vertices, in pixels.

    edges [input; image<uint64>]:
      Vertices of the edges.

    vertex radius [input; real(2)]:
      Radius of the spheres, in pixels.

    vertex color [input; real (depends on the pixel type)("Shown along data types.")]:
      Grey value of the spheres, rounded and saturated to the pixel type.

    edge color [input; real (depends on the pixel type)("Shown along data types.")]:
      Grey value of the edges, rounded and saturated to the pixel type.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size. vertices is 3×N, a row is x, y, z. edges is 2×M, a row is the two vertices of an edge,
    counted from 0.

    Errors
    ------

    Argument if vertex radius is negative or NaN, or if an edge has a vertex that does not exist. Dimensions if the
    size of an image of the graph is not as above. The image is then unchanged.

    References
    ----------

    pi2, drawgraph, which computes in float32 and ends the program if a vertex does not exist.

    Example
    -------

    newimage(img, uint8, 6, 6)
    newimage(vertices, float32, 3, 1)
    set(vertices, 2)
    newimage(edges, uint64, 2, 1)
    drawgraph(img, vertices, edges, 3, 9, 5)
    maxval(img, top)   # 9

    See also
    --------

    capsule, line, sphere
    """
@overload
def drawgraph(
    image: OutputImage,
    vertices: ImageLike,
    edges: ImageLike,
    vertex_radius: RealLike = 2,
    vertex_color: RealLike = ...,
    edge_color: RealLike = ...,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    radius: RealLike = ...,
    origin: IntegerVectorLike = ...,
) -> None: ...
@overload
def drawheightmap(geometry: OutputImage, height_map: ImageLike, visualization_color: RealLike) -> None:
    """drawheightmap(geometry, height map, visualization color)
    ========================================================

    Draws a height map as a surface one pixel thick.

    Sets pixel (x, y, z) where z is the height at (x, y), rounded half away from zero. Heights outside the image and NaN
    draw nothing.

    Not available in distributed mode: heights are counted from the first slice, and the map covers all rows.

    Arguments
    ---------

    geometry [input & output; image<real>]:
      Image to draw into.

    height map [input; image<float32>]:
      Height of the surface, in pixels.

    visualization color [input; real]:
      Grey value of the surface, rounded and saturated to the pixel type.

    Shapes
    ------

    geometry is W×H×D and keeps its size, height map is W×H.

    Errors
    ------

    Dimensions if the width, height or depth of height map is another one.

    References
    ----------

    pi2, drawheightmap.

    Example
    -------

    newimage(img, uint8, 3, 3, 5)
    newimage(heights, float32, 3, 3)
    set(heights, 2.5)
    drawheightmap(img, heights, 7)
    newimage(total, uint64)
    sum(img, total)   # 63

    See also
    --------

    setafterheightmap, setbeforeheightmap, shiftz
    """
@overload
def drawheightmap(geometry: OutputImage, height_map: ImageLike, color: RealLike) -> None: ...
@overload
def drawspheres2(
    input_image: ImageLike,
    output_image: OutputImage,
    save_memory: BooleanLike = False,
    block_size: IntegerVectorLike = (0, 0, 0),
    *,
    memory: BooleanLike = ...,
    size: IntegerVectorLike = ...,
) -> None:
    """drawspheres2(input image, output image, save memory, block size)
    ================================================================

    Draws a sphere around each pixel, whose value is the squared radius.

    Each pixel becomes the largest squared radius of the spheres in which it lies, 0 if there is none. A pixel lies in a
    sphere if its squared distance to the centre is smaller than the squared radius. Pixels that are not positive have no
    sphere. This makes a local thickness map of the ridge of a squared distance map.

    Works in distributed mode in several passes.

    Arguments
    ---------

    input image [input; image<real>]:
      Squared radii of the spheres, in pixels.

    output image [output; image<real>]:
      Squared radius of the largest sphere at each pixel.

    save memory [input; boolean(False)]:
      Kept for old scripts: has no effect, little memory is needed anyway.

    block size [input; 3-component integer vector("[0, 0, 0]")]:
      Kept for old scripts: has no effect.

    Shapes
    ------

    input image is W×H×D; output image becomes W×H×D.

    References
    ----------

    Hildebrand, Rüegsegger, "A new method for the model-independent assessment of thickness in three-dimensional images",
    Journal of Microscopy 185, 1997. pi2, drawspheres2, which cuts off fractions of squared radii if save memory is
    true.

    Example
    -------

    newimage(img, uint16, 7, 7)
    set(img, [3, 3, 0], 5)
    newimage(spheres, uint16)
    drawspheres2(img, spheres)
    newimage(total, uint64)
    sum(spheres, total)   # 65

    See also
    --------

    dmap, sphere
    """
@overload
def drawspheres2(
    input_image: ImageLike,
    save_memory: BooleanLike = False,
    block_size: IntegerVectorLike = (0, 0, 0),
    *,
    memory: BooleanLike = ...,
    size: IntegerVectorLike = ...,
) -> Pi2Image: ...
def dualthreshold(image: OutputImage, lower_threshold: RealLike, upper_threshold: RealLike) -> None:
    """dualthreshold(image, lower threshold, upper threshold)
    ======================================================

    Marks the pixels above a threshold, and those above a lower threshold that hang together with them.

    Pixels of at least upper threshold become 1. So do pixels of at least lower threshold from which a way of such
    pixels, from face to face, leads to one of at least upper threshold. All others become 0. Lowers noise without
    cutting into objects ("hysteresis"). The thresholds are not rounded to the pixel type. NaN counts as above both.

    Works in distributed mode in several passes.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to threshold.

    lower threshold [input; real]:
      Grey level from which pixels belong to an object if they touch it.

    upper threshold [input; real]:
      Grey level from which pixels belong to an object.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Limit if the image has more than 2³² runs of pixels above lower threshold. The image is then unchanged.

    References
    ----------

    pi2, dualthreshold, which rounds the thresholds first and says "over" where it means "at least".
    J. Canny, A computational approach to edge detection, IEEE Trans. PAMI 8(6), 1986, 679–698.

    Example
    -------

    newimage(img, uint8, 5, 1)
    set(img, [0, 0, 0], 10)
    set(img, [2, 0, 0], 10)
    set(img, [3, 0, 0], 20)
    dualthreshold(img, 10, 20)
    sum(img, total)   # 2

    See also
    --------

    doublethreshold, threshold, label
    """
def echo(commands: BooleanLike = True, timing: BooleanLike = False) -> None:
    """echo(commands, timing)
    ======================

    Switches the printing of commands and of their run time on or off.

    Works the same way in distributed mode.

    Arguments
    ---------

    commands [input; boolean(True)]:
      True to print each command before it runs.

    timing [input; boolean(False)]:
      True to print how long each command took.

    Example
    -------

    echo(false, false)
    print(done)   # done

    See also
    --------

    timing, print
    """
def ellipsoid(
    image: OutputImage,
    position: VectorLike = (0, 0, 0),
    semi_axis_lengths: VectorLike = (10, 20, 30),
    value: RealLike = 1,
    direction_1: VectorLike = (1, 0, 0),
    direction_2: VectorLike = (0, 1, 0),
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    lengths: VectorLike = ...,
    origin: IntegerVectorLike = ...,
) -> None:
    """ellipsoid(image, position, semi-axis lengths, value, direction 1, direction 2, block origin)
    ============================================================================================

    Draws a filled ellipsoid of any orientation.

    Sets the pixels whose centre is inside the ellipsoid, not on its surface. The first semi-axis runs along direction 1,
    the second along the part of direction 2 that is perpendicular to it, the third along their cross product. What lies
    outside the image is cut off. An ellipsoid with a semi-axis of length zero has no pixels.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to draw into.

    position [input; 3-component real vector("[0, 0, 0]")]:
      Centre, in pixels.

    semi-axis lengths [input; 3-component real vector("[10, 20, 30]")]:
      Lengths of the three semi-axes, in pixels.

    value [input; real(1)]:
      Grey value of the ellipsoid, rounded and saturated to the pixel type.

    direction 1 [input; 3-component real vector("[1, 0, 0]")]:
      Direction of the first semi-axis.

    direction 2 [input; 3-component real vector("[0, 1, 0]")]:
      Direction that spans, with the first, the plane of the first two semi-axes.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if a semi-axis is negative or not finite, or if the directions do not span a plane.

    References
    ----------

    pi2, ellipsoid.

    Example
    -------

    newimage(img, uint8, 11, 11, 11)
    ellipsoid(img, [5, 5, 5], [4, 3, 2], 1, [1, 1, 0], [-1, 1, 0])
    newimage(count, uint64)
    sum(img, count)   # 91

    See also
    --------

    box, drawellipsoids, sphere
    """
@overload
def endconcurrentwrite(filename: FileLike, chunk_index: IntegerVectorLike) -> None:
    """endconcurrentwrite(filename, chunk index)
    =========================================

    Merges what jobs have written into a chunk of a dataset, after all of them are done.

    Jobs that read and write an NN5 dataset or a Zarr array at the same time put boxes of chunks that others use into
    files of their own. This command brings them into one chunk, or into all if a component of the index is negative,
    after which the dataset is complete. If it was interrupted, it can be repeated. Where nothing waits, nothing happens.

    Works the same way in distributed mode.

    Arguments
    ---------

    filename [input; string]:
      Name of the folder.

    chunk index [input; 3-component integer vector]:
      Position of the chunk in the grid of chunks along x, y and z.

    Errors
    ------

    Argument if there is no such chunk. Format if the folder is no dataset. Io if it cannot be written.

    References
    ----------

    pi2, endconcurrentwrite.

    Example
    -------

    newimage(part, uint8, 10, 10)
    writenn5block(part, "jobs", [0, 0, 0], [20, 10, 1])
    endconcurrentwrite("jobs", [0, 0, 0])
    endconcurrentwrite("jobs", -1)
    isimagefile("jobs", yes)   # 1

    See also
    --------

    writenn5block, writezarrblock
    """
@overload
def endconcurrentwrite(filename: FileLike, index: IntegerVectorLike) -> None: ...
def ensurefinite(image: OutputImage, replacement: RealLike = 0) -> None:
    """ensurefinite(image, replacement)
    ================================

    Replaces NaN and infinite pixels by a number.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<float32>]:
      Image to modify.

    replacement [input; real(0)]:
      Value in place of NaN and ±∞, in grey levels.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, ensurefinite.

    Example
    -------

    newimage(img, float32, 4, 4)
    log(img)
    ensurefinite(img, 5)
    maxval(img, top)   # 5

    See also
    --------

    replace, clamp
    """
@overload
def ensuresize(image: OutputImage, width: IntegerLike = 1, height: IntegerLike = 1, depth: IntegerLike = 1) -> None:
    """ensuresize(image, width, height, depth)
    =======================================

    Makes an image a given size.

    An image that has this size stays as it is. Otherwise it gets the size and all its pixels become 0. Metadata is kept.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to resize.

    width [input; integer(1)]:
      Pixels along x.

    height [input; integer(1)]:
      Pixels along y.

    depth [input; integer(1)]:
      Pixels along z.

    Shapes
    ------

    image becomes width×height×depth; sides below 1 become 1.

    Errors
    ------

    Limit if there is not enough memory.

    References
    ----------

    pi2, ensuresize, which clears the image also if it has the size and a side below 1 is asked for.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 7)
    ensuresize(img, 4, 4)   # 7
    ensuresize(img, 2, 2)   # 0

    See also
    --------

    crop, copy


    ensuresize(image, size)
    =======================

    Makes an image a given size.

    An image that has this size stays as it is. Otherwise it gets the size and all its pixels become 0. Metadata is kept.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to resize.

    size [input; 3-component integer vector]:
      Pixels along x, y and z.

    Shapes
    ------

    image becomes size; sides below 1 become 1.

    Errors
    ------

    Limit if there is not enough memory.

    References
    ----------

    pi2, ensuresize, which clears the image also if it has the size and a side below 1 is asked for.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 7)
    ensuresize(img, [4, 4, 1])   # 7

    See also
    --------

    crop, copy
    """
@overload
def ensuresize(image: OutputImage, size: IntegerVectorLike) -> None: ...
@overload
def eval(expression: TextLike, image: OutputImage) -> None:
    """eval(expression, image)
    =======================

    Computes each pixel from an expression.

    In the expression, x0 is the pixel. The expression is evaluated in float64 for each pixel by itself, and its value
    is rounded half away from zero and saturated to the pixel type. There are operators (+ - * / % ^, comparisons,
    and, or, …), c ? a : b, about sixty functions (sqrt, clamp, if, …), variables and loops; names may be
    written in upper or lower case. Quote the expression if it contains a comma or a bracket. The guide to expressions
    describes the language.

    Works block by block in distributed mode.

    Arguments
    ---------

    expression [input; string]:
      Value of a pixel; x0 is its value until then.

    image [input & output; image<real>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Syntax with the place in the text, before any pixel changes.

    References
    ----------

    pi2, eval, which uses the library ExprTk (A. Partow). exp, log, sin, cos differ by at most two units in the
    last place of float64.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 120)
    eval("if(x0 > 100, x0 - 100, 0)", img)
    maxval(img, top)   # 20

    See also
    --------

    add, multiply, linmap, threshold


    eval(expression, image, argument image)
    =======================================

    Computes each pixel from an expression about two images.

    In the expression, x0 is the pixel of image and x1 that of argument image. All else is as in the form with
    one image.

    Works block by block in distributed mode.

    Arguments
    ---------

    expression [input; string]:
      Value of a pixel; x0 and x1 are the pixels of the images.

    image [input & output; image<real>]:
      Image to modify.

    argument image [input; image<real>]:
      Image whose pixels are x1.

    Shapes
    ------

    Both images are W×H×D.

    Errors
    ------

    Syntax with the place in the text, Dimensions if the sizes differ; both before any pixel changes.

    References
    ----------

    pi2, eval, where signed images can be combined with images of the same type only.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 120)
    newimage(weight, float32, 4, 4)
    set(weight, 0.5)
    eval("x0 * x1 + 1", img, weight)
    maxval(img, top)   # 61

    See also
    --------

    add, multiply, linmap, threshold


    eval(expression, image, argument image, argument image 2)
    =========================================================

    Computes each pixel from an expression about three images.

    In the expression, x0 is the pixel of image, x1 that of argument image and x2 that of argument image 2.
    All else is as in the form with one image.

    Works block by block in distributed mode.

    Arguments
    ---------

    expression [input; string]:
      Value of a pixel; x0, x1 and x2 are the pixels of the images.

    image [input & output; image<uint8, uint16, uint32, uint64, float32>]:
      Image to modify.

    argument image [input; image<uint8, uint16, uint32, uint64, float32>]:
      Image whose pixels are x1.

    argument image 2 [input; image<uint8, uint16, uint32, uint64, float32>]:
      Image whose pixels are x2.

    Shapes
    ------

    All images are W×H×D.

    Errors
    ------

    Syntax with the place in the text, Dimensions if the sizes differ; both before any pixel changes.

    References
    ----------

    pi2, eval.

    Example
    -------

    newimage(img, uint8, 4, 4)
    newimage(a, uint16, 4, 4)
    set(a, 300)
    newimage(b, float32, 4, 4)
    set(b, 0.25)
    eval("x0 + x1 * x2", img, a, b)
    maxval(img, top)   # 75

    See also
    --------

    add, multiply, linmap, threshold
    """
@overload
def eval(expression: TextLike, image: OutputImage, argument_image: ImageLike) -> None: ...
@overload
def eval(expression: TextLike, image: OutputImage, argument_image: ImageLike, argument_image_2: ImageLike) -> None: ...
def exponentiate(image: OutputImage) -> None:
    """exponentiate(image)
    ===================

    Replaces each pixel x by e^x.

    The result is rounded half away from zero and saturated in integer images. float32 values are within one unit of the
    last place of the exact ones; integers of 8 and 16 bits are computed in float64.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, exponentiate.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 2)
    exponentiate(img)
    maxval(img, top)   # 7

    See also
    --------

    log, square
    """
@overload
def fft(input_image: ImageLike, output_image: OutputImage) -> None:
    """fft(input image, output image)
    ==============================

    Calculates the discrete Fourier transform of an image.

    The result is F(k) = Σ f(x) exp(−2πi k·x/N) over all pixels x, without normalisation, in float32. The half with
    kx = 0 to W/2 is stored; the other half is its mirror image. Along y and z, frequencies are in the order 0, 1, …, −1.

    Not available in distributed mode: each frequency depends on all pixels.

    Arguments
    ---------

    input image [input; image<float32>]:
      Image to transform.

    output image [output; image<complex32>]:
      The transform.

    Shapes
    ------

    input image is W×H×D; output image becomes (⌊W/2⌋+1)×H×D.

    Errors
    ------

    Dimensions if the image has only one pixel.

    References
    ----------

    pi2, fft. Results differ by rounding in float32, as the order of operations is another one.

    Example
    -------

    newimage(img, float32, 4)
    set(img, 1.5)
    newimage(spectrum, complex32)
    fft(img, spectrum)   # 6+0i

    See also
    --------

    ifft, conjugate, multiply
    """
@overload
def fft(input_image: ImageLike) -> Pi2Image: ...
@overload
def fileinfo(filename: FileLike, info: OutputImage) -> None:
    """fileinfo(filename, info)
    ========================

    Finds out size and pixel type of an image in a file.

    Works the same way in distributed mode.

    Arguments
    ---------

    filename [input; string]:
      File, folder or template to look at.

    info [output; image<uint32>]:
      Size and pixel type.

    Shapes
    ------

    info becomes 4×1×1: width, height, depth and a number for the pixel type, from 1 on: uint8, uint16, uint32, uint64,
    float32, complex32, int8, int16, int32, int64; 0 if the file does not tell it. All of them are 0 if there is no image.

    Errors
    ------

    None: a file that is missing or cannot be read is no image.

    References
    ----------

    pi2, fileinfo.

    Example
    -------

    newimage(img, uint16, 20, 10, 3)
    writetif(img, ./example_output/looked_at)
    newimage(found, uint32)
    fileinfo(./example_output/looked_at.tif, found)
    maxval(found, width)   # 20

    See also
    --------

    read, isimagefile, newlikefile


    fileinfo(filename)
    ==================

    Prints size and pixel type of an image in a file.

    Works the same way in distributed mode.

    Arguments
    ---------

    filename [input; string]:
      File, folder or template to look at.

    Errors
    ------

    None: the reasons why the file is no image are printed.

    References
    ----------

    pi2, fileinfo.

    Example
    -------

    newimage(img, uint8, 20, 10, 3)
    writetif(img, ./example_output/looked_at)
    fileinfo(./example_output/looked_at.tif)
    print(done)   # done

    See also
    --------

    read, isimagefile, newlikefile
    """
@overload
def fileinfo(filename: FileLike) -> None: ...
def flip(image: OutputImage, dimension: IntegerLike) -> None:
    """flip(image, dimension)
    ======================

    Reverses an axis of an image in place.

    Pixels change places exactly; no memory is needed.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to change.

    dimension [input; positive integer]:
      The axis to reverse: 0 is x, 1 is y, 2 is z.

    Errors
    ------

    Argument if dimension is not 0, 1 or 2.

    References
    ----------

    pi2, flip.

    Example
    -------

    newimage(img, uint8, 3, 2)
    set(img, [2, 0, 0], 7)
    flip(img, 0)   # 7

    See also
    --------

    rot90cw, rot90ccw, reslice
    """
def floor(image: OutputImage) -> None:
    """floor(image)
    ============

    Replaces each pixel by the largest integer that is not above it.

    Integer images stay as they are.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, floor, which loses digits of 32- and 64-bit integers above 2²⁴; its help describes ceil.

    Example
    -------

    newimage(img, float32, 2, 2)
    set(img, -2.1)
    floor(img)
    maxval(img, top)   # -3

    See also
    --------

    ceil, round
    """
@overload
def gaussfilter(
    input_image: ImageLike,
    output_image: OutputImage,
    spatial_sigma: VectorLike,
    boundary_condition: _BoundaryCondition = "nearest",
    allow_optimization: BooleanLike = True,
    *,
    condition: _BoundaryCondition = ...,
    optimization: BooleanLike = ...,
) -> None:
    """gaussfilter(input image, output image, spatial sigma, boundary condition, allow optimization)
    =============================================================================================

    Smooths an image with a Gaussian kernel.

    Removes noise and blurs edges. The kernel is separable and is cut off at ⌈3σ⌉ voxels; an axis with σ = 0 and the
    axes beyond the dimensionality of the image are left as they are. Lines are float32 for 8-bit, 16-bit and float32
    images, float64 for wider ones; the result is rounded once, when it is stored.

    Works block by block in distributed mode, with a margin around each block.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to smooth.

    output image [output; image<real>]:
      Smoothed image, with the pixel type of input image.

    spatial sigma [input; 3-component real vector]:
      Standard deviation along x, y and z, in voxels. One number sets all three.

    boundary condition [input; boundary condition(Nearest)]:
      What lies outside the image.
      - Zero (or 0): Zeros.
      - Nearest (or 1): The nearest pixel inside.

    allow optimization [input; boolean(True)]:
      Kept for old scripts: never changes the result.

    Shapes
    ------

    input image is W×H×D; output image becomes W×H×D.

    Errors
    ------

    Argument if a component of spatial sigma is negative, not finite, or above 1000000.

    References
    ----------

    pi2, gaussfilter. It rounds integers after each axis, computes 32- and 64-bit integers in float32, and blanks a border
    strip of float32 images if the boundary condition is Zero and optimisation is allowed; we do none of this. Results of
    8- and 16-bit images differ by at most two grey levels, those of wider ones and of float32 by 10⁻⁶ of the largest value
    in reach outside that strip.

    Example
    -------

    newimage(peak, float32, 7, 7, 7)
    set(peak, [3, 3, 3], 1)
    newlike(smooth, peak)
    gaussfilter(peak, smooth, 1)
    maxval(smooth, top)   # 0.0635

    See also
    --------

    medianfilter
    """
@overload
def gaussfilter(
    input_image: ImageLike,
    output_image: OutputImage,
    sigma: VectorLike,
    boundary_condition: _BoundaryCondition = "nearest",
    allow_optimization: BooleanLike = True,
    *,
    condition: _BoundaryCondition = ...,
    optimization: BooleanLike = ...,
) -> None: ...
@overload
def gaussfilter(
    input_image: ImageLike,
    spatial_sigma: VectorLike,
    boundary_condition: _BoundaryCondition = "nearest",
    allow_optimization: BooleanLike = True,
    *,
    condition: _BoundaryCondition = ...,
    optimization: BooleanLike = ...,
) -> Pi2Image: ...
@overload
def gaussfilter(
    input_image: ImageLike,
    sigma: VectorLike,
    boundary_condition: _BoundaryCondition = "nearest",
    allow_optimization: BooleanLike = True,
    *,
    condition: _BoundaryCondition = ...,
    optimization: BooleanLike = ...,
) -> Pi2Image: ...
@overload
def generictransform(
    image: ImageLike,
    transformed_image: OutputImage,
    position: IntegerVectorLike,
    reference_points: ImageLike,
    deformed_points: ImageLike,
    exponent: RealLike = 2.5,
) -> None:
    """generictransform(image, transformed image, position, reference points, deformed points, exponent)
    =================================================================================================

    Deforms an image so that given points come to given places.

    What is at deformed points in the image comes to reference points. Pixel p of the result is the value of the image
    at q + shift(q) for q = p + position, interpolated linearly; outside the image there are zeros. The shift is the mean
    of the differences of the points, weighted by 1/dᵉ, where d is the distance from q to the reference point and e is
    exponent (inverse distance weighting). It is computed in float64.

    The time is proportional to the number of points. Exponents that are multiples of one half are fast.

    Not available in distributed mode: displacements may be larger than any block.

    Arguments
    ---------

    image [input; image<any>]:
      Image to deform.

    transformed image [output; image<any>]:
      The deformed image.

    position [input; 3-component integer vector]:
      Place of the first pixel of the result in the coordinates of the reference points, in pixels.

    reference points [input; image<float32>]:
      Points in the result, in pixels.

    deformed points [input; image<float32>]:
      The same points in the image, in pixels.

    exponent [input; real(2.5)]:
      How fast the weight of a point falls with its distance, dimensionless.

    Shapes
    ------

    Both lists of points are 3×N: x, y and z of each point. transformed image keeps its size. A new one has a single
    pixel: make it first.

    Errors
    ------

    Dimensions if the lists of points are not 3×N and of equal size; Argument if a coordinate or exponent is not
    finite.

    References
    ----------

    D. Shepard, "A two-dimensional interpolation function for irregularly-spaced data", Proceedings of the 23rd ACM
    National Conference, 1968, 517-524. pi2, generictransform, which computes in float32.

    Example
    -------

    newimage(img, uint8, 4)
    set(img, [1, 0, 0], 7)
    newimage(from, float32, 3)
    newimage(to, float32, 3)
    set(to, [0, 0, 0], 1)
    newimage(moved, uint8, 4)
    generictransform(img, moved, 0, from, to)   # 7

    See also
    --------

    pullback, translate
    """
@overload
def generictransform(
    image: ImageLike,
    position: IntegerVectorLike,
    reference_points: ImageLike,
    deformed_points: ImageLike,
    exponent: RealLike = 2.5,
) -> Pi2Image: ...
@overload
def get(
    image: ImageLike,
    output: OutputImage,
    positions: ImageLike,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    origin: IntegerVectorLike = ...,
) -> None:
    """get(image, output, positions, block origin)
    ===========================================

    Reads many pixels.

    Coordinates are rounded half away from zero. A position outside the image gives 0.

    Works in distributed mode in several passes.

    Arguments
    ---------

    image [input; image<real>]:
      Image to read.

    output [output; image<real>]:
      Grey values in the order of the positions.

    positions [input; image<float32>]:
      Positions, one in each row.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    positions is 3×N, a row holds x, y and z; output becomes N×1×1.

    Errors
    ------

    Dimensions if positions is not 3×N.

    References
    ----------

    pi2, get, which may leave old values for positions outside the image.

    Example
    -------

    newimage(img, uint8, 3, 3)
    set(img, [1, 1, 0], 7)
    newimage(positions, float32, 3, 1)
    set(positions, [0, 0, 0], 1)
    set(positions, [1, 0, 0], 1)
    get(img, values, positions)   # 7

    See also
    --------

    set
    """
@overload
def get(
    image: ImageLike,
    positions: ImageLike,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    origin: IntegerVectorLike = ...,
) -> Pi2Image: ...
@overload
def getmapfile(image: OutputImage, mapfile: OutputValue) -> None:
    """getmapfile(image, mapfile)
    ==========================

    Finds the file that is the memory of an image.

    Not available in distributed mode: a distributed image has no memory of its own.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image that mapraw made.

    mapfile [output; string]:
      Name of the file; empty if the image has ordinary memory.

    Shapes
    ------

    image may have any size.

    References
    ----------

    pi2, getmapfile.

    Example
    -------

    mapraw(img, ./example_output/mapped, uint8, [20, 10, 1])
    getmapfile(img, file)
    print(file)   # ./example_output/mapped_20x10x1.raw

    See also
    --------

    mapraw
    """
@overload
def getmapfile(image: OutputImage) -> str: ...
def getmaxmemory() -> float:
    """Return the memory that distributed processing may use, in megabytes.

    getmaxmemory(maximum memory)
    ============================

    Tells how much memory this process may use.

    This is the memory of the machine, or less if the process runs in a control group with a limit, as in a container or
    a job of a cluster.

    Works the same way in distributed mode.

    Arguments
    ---------

    maximum memory [output; real]:
      Memory in MiB (2²⁰ bytes).

    Errors
    ------

    Limit if the system does not tell it.

    Example
    -------

    getmaxmemory(most)
    print(done)   # done

    See also
    --------

    maxmemory, info
    """
@overload
def getmeta(
    image: ImageLike,
    key: TextLike,
    value: OutputValue,
    column: IntegerLike = 0,
    row: IntegerLike = 0,
    default: ContentLike = "",
) -> None:
    """getmeta(image, key, value, column, row, default)
    ================================================

    Reads an item of the metadata of an image.

    With column and row, one cell of the table under the key. With column = -1 a whole row as [a, b, c], with both
    -1 the whole table, one row a line. With row = -1 alone, the cell in the first row.

    Not available in distributed mode: metadata is not stored with the blocks of an image.

    Arguments
    ---------

    image [input; image<any>]:
      Image to ask.

    key [input; string]:
      Name of the item.

    value [output; string]:
      The text that was found.

    column [input; integer(0)]:
      Column of the table, counted from 0; -1 for the whole row.

    row [input; integer(0)]:
      Row of the table, counted from 0; -1 for the first row or, if column is -1, too, for all rows.

    default [input; string("")]:
      Text to return if there is no such item or cell.

    Errors
    ------

    Argument if column or row is below -1.

    References
    ----------

    pi2, getmeta.

    Example
    -------

    newimage(img, uint8)
    setmeta(img, sample, bone)
    getmeta(img, sample, text)   # bone

    See also
    --------

    setmeta, listmeta
    """
@overload
def getmeta(
    image: ImageLike,
    key: TextLike,
    column: IntegerLike = 0,
    row: IntegerLike = 0,
    default: ContentLike = "",
) -> str: ...
@overload
def headers(analyzers: TextLike) -> None:
    """headers(analyzers)
    ==================

    Prints the names of the columns that analyzers make.

    Works the same way in distributed mode.

    Arguments
    ---------

    analyzers [input; string]:
      Names of analyzers, in the order in which they are given to analyzeparticles.

    Errors
    ------

    Argument if a name is not that of an analyzer.

    Example
    -------

    headers("isonedge, volume")   # Is on edge [0/1], Volume [pixel]

    See also
    --------

    analyzeparticles, listanalyzers


    headers(analyzers, value)
    =========================

    Stores the names of the columns that analyzers make.

    Works the same way in distributed mode.

    Arguments
    ---------

    analyzers [input; string]:
      Names of analyzers, in the order in which they are given to analyzeparticles.

    value [output; string]:
      Names of the columns, separated by a comma and a blank.

    Errors
    ------

    Argument if a name is not that of an analyzer.

    Example
    -------

    headers("isonedge, volume", columns)   # Is on edge [0/1], Volume [pixel]

    See also
    --------

    analyzeparticles, listanalyzers
    """
@overload
def headers(analyzers: TextLike, value: OutputValue) -> None: ...
def hello(name: TextLike = "there") -> None:
    """hello(name)
    ===========

    Greets: shows that the program works.

    Works the same way in distributed mode.

    Arguments
    ---------

    name [input; string(there)]:
      Whom to greet.

    Example
    -------

    hello(world)   # Hello world!

    See also
    --------

    print, info
    """
def help(topic: TextLike = "", format: TextLike = "text") -> None:
    """help(topic, format)
    ===================

    Prints help on a command, or the list of all commands.

    For an unknown topic, the commands whose name or text contains it are listed.

    Works the same way in distributed mode.

    Arguments
    ---------

    topic [input; string("")]:
      Name of a command, or a word to search for; empty lists all commands.

    format [input; string(text)]:
      text, markdown, or rst for reStructuredText.

    Errors
    ------

    Argument if the format is unknown.

    Example
    -------

    help(hello)
    print(done)   # done

    See also
    --------

    info, list
    """
@overload
def hist(
    input_image: ImageLike,
    histogram: OutputImage,
    bin_starts: OutputImage,
    histogram_minimum: RealLike = 0,
    histogram_maximum: RealLike = ...,
    bin_count: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    minimum: RealLike = ...,
    maximum: RealLike = ...,
    count: IntegerLike = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> None:
    """hist(input image, histogram, bin starts, histogram minimum, histogram maximum, bin count, output file, block index)
    ===================================================================================================================

    Counts how many pixels have which grey level.

    The range from histogram minimum to histogram maximum is divided into bin count equal bins. A bin holds the
    values from its start (included) to the start of the next bin (excluded). Values below the range count in the
    first bin, values above it in the last, NaN in the first. For one bin per grey level of a uint8 image use the range
    from 0 to 256. Float32 images need a range, as by default it ends at the largest float32.

    Counts are exact; when they are stored they saturate at the largest value of the type of histogram, so uint64 or
    float32 (exact up to 2²⁴) are good types. histogram and bin starts must exist if their type is not clear.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image whose grey levels are counted.

    histogram [output; image<real>]:
      Number of pixels in each bin.

    bin starts [output; image<float32>]:
      Smallest grey level of each bin, rounded to float32.

    histogram minimum [input; real(0)]:
      Start of the first bin, in grey levels.

    histogram maximum [input; real (depends on the pixel type)("Shown along data types.")]:
      End of the last bin, in grey levels.

    bin count [input; integer(256)]:
      Number of bins.

    output file [input; string("")]:
      If not empty, histogram is also written into a raw file of this name. The size is appended to the name, as in
      name_256x1x1.raw, if it is not there.

    block index [input; integer(-1)]:
      If not negative, it is appended to the name of the file, before the size.

    Shapes
    ------

    input image is W×H×D; histogram and bin starts become N×1×1 for N bins.

    Errors
    ------

    Argument if the range is empty or not finite, or if there is no bin or more than 2³¹ − 1. An I/O error if
    output file cannot be written; the images are then unchanged.

    References
    ----------

    pi2, hist. pi2 rounds the edges of the bins of integer images, which moves grey levels to a neighbouring bin (its
    default histogram of uint8 has nothing in bin 128), and puts infinite and huge values at the wrong end.

    Example
    -------

    newimage(img, uint8, 4, 2)
    set(img, [1, 1, 0], 200)
    newimage(histogram, uint64)
    newimage(starts, float32)
    hist(img, histogram, starts, 0, 256, 4)   # 7
    maxval(starts, last)   # 192

    See also
    --------

    whist, hist2, whist2, autothreshold, autothresholdvalue, mean, stddev
    """
@overload
def hist(
    input_image: ImageLike,
    histogram_minimum: RealLike = 0,
    histogram_maximum: RealLike = ...,
    bin_count: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    minimum: RealLike = ...,
    maximum: RealLike = ...,
    count: IntegerLike = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> tuple[Pi2Image, Pi2Image]: ...
@overload
def hist(
    input_image: ImageLike,
    histogram_minimum: RealLike = 0,
    histogram_maximum: RealLike = ...,
    bin_count: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    histogram: OutputImage,
    minimum: RealLike = ...,
    maximum: RealLike = ...,
    count: IntegerLike = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> Pi2Image: ...
@overload
def hist(
    input_image: ImageLike,
    histogram_minimum: RealLike = 0,
    histogram_maximum: RealLike = ...,
    bin_count: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    bin_starts: OutputImage,
    minimum: RealLike = ...,
    maximum: RealLike = ...,
    count: IntegerLike = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> Pi2Image: ...
@overload
def hist2(
    first_input_image: ImageLike,
    min_1: RealLike,
    max_1: RealLike,
    bin_count_1: IntegerLike,
    second_input_image: ImageLike,
    min_2: RealLike,
    max_2: RealLike,
    bin_count_2: IntegerLike,
    histogram: OutputImage,
    bin_starts_1: OutputImage,
    bin_starts_2: OutputImage,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> None:
    """hist2(first input image, min 1, max 1, bin count 1, second input image, min 2, max 2, bin count 2, histogram, bin starts 1, bin starts 2, output file, block index)
    ===================================================================================================================================================================

    Counts how many pixels have which pair of grey levels in two images.

    The bins of each image are those of hist. Counts are exact; when they are stored they are rounded to float32, which
    is exact up to 2²⁴. If the images differ in size, the pixels that both have are counted.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    first input image [input; image<real>]:
      Image whose grey levels decide about the column of the histogram.

    min 1 [input; real(0)]:
      Start of the first bin of the first image, in grey levels.

    max 1 [input; real (depends on the pixel type)("Shown along data types.")]:
      End of the last bin of the first image, in grey levels.

    bin count 1 [input; integer(256)]:
      Number of bins of the first image.

    second input image [input; image<real>]:
      Image whose grey levels decide about the row of the histogram.

    min 2 [input; real(0)]:
      Start of the first bin of the second image, in grey levels.

    max 2 [input; real (depends on the pixel type)("Shown along data types.")]:
      End of the last bin of the second image, in grey levels.

    bin count 2 [input; integer(256)]:
      Number of bins of the second image.

    histogram [output; image<float32>]:
      Number of pixels of each pair of bins.

    bin starts 1 [output; image<float32>]:
      Smallest grey level of each bin of the first image, rounded to float32.

    bin starts 2 [output; image<float32>]:
      Smallest grey level of each bin of the second image, rounded to float32.

    output file [input; string("")]:
      If not empty, the counts are also written into a raw file of this name, as uint64. The size is appended to the
      name, as in name_256x256x1.raw, if it is not there.

    block index [input; integer(-1)]:
      If not negative, it is appended to the name of the file, before the size.

    Shapes
    ------

    histogram becomes M×N×1 for M bins of the first image (along x) and N bins of the second (along y), bin starts 1
    M×1×1, bin starts 2 N×1×1.

    Errors
    ------

    Argument if a range is empty or not finite, or if there is no bin. Limit if there are more than 2³¹ − 1 bins. An
    I/O error if output file cannot be written; the images are then unchanged.

    References
    ----------

    pi2, hist2; the differences of hist apply.

    Example
    -------

    newimage(first, uint8, 4, 2)
    newimage(second, uint8, 4, 2)
    set(second, [1, 1, 0], 200)
    hist2(first, 0, 256, 2, second, 0, 256, 2, histogram, starts1, starts2)   # 7

    See also
    --------

    hist, whist, whist2
    """
@overload
def hist2(
    first_input_image: ImageLike,
    *,
    min_1: RealLike = 0,
    max_1: RealLike = ...,
    bin_count_1: IntegerLike = 256,
    second_input_image: ImageLike,
    min_2: RealLike = 0,
    max_2: RealLike = ...,
    bin_count_2: IntegerLike = 256,
    histogram: OutputImage,
    bin_starts_1: OutputImage,
    bin_starts_2: OutputImage,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> None: ...
@overload
def hist2(
    first_input_image: ImageLike,
    min_1: RealLike,
    max_1: RealLike,
    bin_count_1: IntegerLike,
    second_input_image: ImageLike,
    min_2: RealLike = 0,
    max_2: RealLike = ...,
    bin_count_2: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> tuple[Pi2Image, Pi2Image, Pi2Image]: ...
@overload
def hist2(
    first_input_image: ImageLike,
    *,
    min_1: RealLike = 0,
    max_1: RealLike = ...,
    bin_count_1: IntegerLike = 256,
    second_input_image: ImageLike,
    min_2: RealLike = 0,
    max_2: RealLike = ...,
    bin_count_2: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> tuple[Pi2Image, Pi2Image, Pi2Image]: ...
@overload
def hist2(
    first_input_image: ImageLike,
    *,
    min_1: RealLike = 0,
    max_1: RealLike = ...,
    bin_count_1: IntegerLike = 256,
    second_input_image: ImageLike,
    min_2: RealLike = 0,
    max_2: RealLike = ...,
    bin_count_2: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    histogram: OutputImage = ...,
    bin_starts_1: OutputImage = ...,
    bin_starts_2: OutputImage = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> Any: ...
def ifft(input_image: ImageLike, output_image: OutputImage) -> None:
    """ifft(input image, output image)
    ===============================

    Calculates the image that has a given Fourier transform.

    This is the inverse of fft: the sum with exp(+2πi k·x/N), divided by the number of pixels. The imaginary parts that
    the transform of a real image cannot have are ignored.

    Not available in distributed mode: each pixel depends on all frequencies.

    Arguments
    ---------

    input image [input; image<complex32>]:
      Transform of an image.

    output image [output; image<float32>]:
      The image. It must have its size already.

    Shapes
    ------

    output image must have the size W×H×D of the result before the command; input image is (⌊W/2⌋+1)×H×D.

    Errors
    ------

    Dimensions if the sizes do not fit together or the result has only one pixel.

    References
    ----------

    pi2, ifft, which destroys the input image and accepts output images that are too large, for which it reads pixels
    outside the input image.

    Example
    -------

    newimage(img, float32, 4)
    set(img, 2.5)
    newimage(spectrum, complex32)
    fft(img, spectrum)
    newimage(back, float32, 4)
    ifft(spectrum, back)   # 2.5

    See also
    --------

    fft, conjugate, multiply
    """
def imag(image: OutputImage) -> None:
    """imag(image)
    ===========

    Replaces each complex pixel by its imaginary part.

    The result is the real part of the pixel; its imaginary part becomes 0.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, imag.

    Example
    -------

    newimage(img, complex32, 2, 2)
    exponentiate(img)
    negate(img)
    squareroot(img)   # 0+1i
    imag(img)   # 1+0i

    See also
    --------

    real, conjugate, arg
    """
def info() -> None:
    """info()
    ======

    Prints the version of the program and what it uses of the machine.

    Works the same way in distributed mode.

    Example
    -------

    info()
    print(done)   # done

    See also
    --------

    license, help, list
    """
def inv(image: OutputImage) -> None:
    """inv(image)
    ==========

    Replaces each pixel by 1 divided by it.

    The result is rounded half away from zero and saturated in integer images; wide integers are computed in float64.
    1/0 is infinite, which saturates in integer images; that of complex pixels is (∞, NaN).

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, inv, which computes in float32 for all types.

    Example
    -------

    newimage(img, float32, 2, 2)
    set(img, 4)
    inv(img)
    maxval(img, top)   # 0.25

    See also
    --------

    divide, negate
    """
@overload
def invsubtract(
    image: OutputImage,
    parameter_image: ImageLike,
    allow_broadcast: BooleanLike = False,
    *,
    broadcast: BooleanLike = ...,
) -> None:
    """invsubtract(image, parameter image, allow broadcast)
    ====================================================

    Subtracts an image from another image.

    The result, parameter image − image, replaces image; its type and size never change. Differences of integers are
    exact and saturate at the limits of the type of image. If one of the images is float32, the difference is computed
    in float32 (float64 beside 32- and 64-bit integers) and rounded half away from zero.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to subtract; becomes the result.

    parameter image [input; image<any>]:
      Image to subtract from.

    allow broadcast [input; boolean(False)]:
      Set to true to allow images of different sizes.

    Shapes
    ------

    Both images are W×H×D. With allow broadcast, parameter image may have any size: it is read at coordinates clamped
    to its own range, so that a missing dimension repeats.

    Errors
    ------

    Dimensions if the sizes differ and allow broadcast is false.

    References
    ----------

    pi2, invsubtract. uint64 differences above 2⁶³ are right here.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 10)
    newimage(other, uint16, 2, 2)
    set(other, 100)
    invsubtract(img, other)   # 90

    See also
    --------

    subtract, add


    invsubtract(image, x)
    =====================

    Subtracts each pixel from a constant.

    Integer pixels are subtracted exactly from an integral constant. In all other cases the difference is computed in
    float64, rounded half away from zero and saturated to the pixel type.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    x [input; real]:
      Constant to subtract from, in grey levels.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, invsubtract. Integral constants are exact for 64-bit pixels, too.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 10)
    invsubtract(img, 100.5)
    maxval(img, top)   # 91

    See also
    --------

    subtract, add
    """
@overload
def invsubtract(image: OutputImage, x: RealLike) -> None: ...
def isimagefile(filename: str | os.PathLike[str]) -> bool:
    """Return True if a file is an image that can be read.

    isimagefile(filename, result)
    =============================

    Finds out whether a file is an image that can be read.

    Only the start of the file is looked at: damage further on shows when it is read. A raw file is an image if its name
    tells the size; it may be given without its end.

    Works the same way in distributed mode.

    Arguments
    ---------

    filename [input; string]:
      File to look at.

    result [output; image<uint8>]:
      Image whose first pixel is set.

    Shapes
    ------

    The first pixel of result becomes 1 if the file is an image, else 0. Its other pixels stay as they are; a new image
    has one.

    Errors
    ------

    None: a file that is missing or cannot be opened is no image.

    Example
    -------

    newimage(img, uint8, 5, 4)
    writepng(img, "./example_output/image")
    isimagefile("./example_output/image.png", yes)   # 1

    See also
    --------

    read, newlikefile
    """
def label(
    image: OutputImage,
    region_color: RealLike = 0,
    connectivity: _Connectivity = "nearest",
    *,
    color: RealLike = ...,
) -> None:
    """label(image, region color, connectivity)
    ========================================

    Labels connected regions with consecutive numbers.

    Regions are numbered 1, 2, 3, ... in the order of their first pixels (x fastest, then y, then z). With
    region color 0, each non-zero pixel belongs to a region, and regions of different values that touch are one. With
    another region color only pixels of that value are labelled and all others are kept, so that labels may coincide
    with values that are already there; the label that is equal to the colour is left out.

    Not available in distributed mode: a region may reach from one end of the image to the other.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image whose regions become labels.

    region color [input; real(0)]:
      Value of the pixels that are labelled, or 0 for all non-zero pixels.

    connectivity [input; connectivity(Nearest)]:
      Which pixels are neighbours.
      - Nearest (or nearestneighbours, nearest_neighbours, nearestneighbors, nearest_neighbors, nearestneigbours, nearestneigbors, 4, 6, 0): Pixels with a common face: 4 neighbours in two dimensions, 6 in three.
      - All (or allneighbours, all_neighbours, allneighbors, all_neighbors, allneigbours, allneigbors, 8, 26, 27, 1): Pixels with a common face, edge or corner: 8 neighbours in two dimensions, 26 in three.

    Shapes
    ------

    image keeps its size W×H×D and its pixel type.

    Errors
    ------

    Limit if there are more regions than the pixel type has numbers (float32 counts to 16777216), or more runs of
    region pixels in the rows than 32 bits can count. The image is then unchanged.

    References
    ----------

    He, Chao, Suzuki, "A run-based two-scan labeling algorithm", 2008. pi2 leaves the three largest values of the pixel
    type unused.

    Example
    -------

    newimage(row, uint8, 5)
    set(row, [1, 0, 0], 7)
    set(row, [3, 0, 0], 20)
    set(row, [4, 0, 0], 1)
    label(row)
    maxval(row, regions)   # 2

    See also
    --------

    analyzeparticles, dmap
    """
def license() -> None:
    """license()
    =========

    Prints the licence.

    Works the same way in distributed mode.

    Example
    -------

    license()
    print(done)   # done

    See also
    --------

    info
    """
def line(
    image: OutputImage,
    start: VectorLike = (0, 0, 0),
    end: VectorLike = (1, 1, 1),
    value: RealLike = 1,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    origin: IntegerVectorLike = ...,
) -> None:
    """line(image, start, end, value, block origin)
    ============================================

    Draws a line one pixel thick.

    Sets the pixels in which at least a thousandth of a pixel of the line lies. Unlike in the other drawing commands, pixel
    (x, y, z) is the cube from [x, y, z] to [x + 1, y + 1, z + 1]. A line of length zero has no pixels. What lies outside
    the image is cut off.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to draw into.

    start [input; 3-component real vector("[0, 0, 0]")]:
      First end of the line, in pixels.

    end [input; 3-component real vector("[1, 1, 1]")]:
      Second end of the line, in pixels.

    value [input; real(1)]:
      Grey value of the line, rounded and saturated to the pixel type.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if start or end is not finite.

    References
    ----------

    R. L. Siddon, "Fast calculation of the exact radiological path for a three-dimensional CT array", Medical Physics 12,
    1985. pi2, line.

    Example
    -------

    newimage(img, uint8, 6, 6)
    line(img, [1, 1, 0], [4, 1, 0])
    newimage(count, uint64)
    sum(img, count)   # 3

    See also
    --------

    capsule, drawgraph
    """
def linmap(
    image: OutputImage,
    input_min: RealLike,
    input_max: RealLike,
    output_min: RealLike,
    output_max: RealLike,
) -> None:
    """linmap(image, input min, input max, output min, output max)
    ===========================================================

    Maps grey values linearly from one range to another.

    input min becomes output min and input max becomes output max; values outside the input range become the
    nearer end of the output range. Either range may run downwards. The result is rounded half away from zero and
    saturated to the pixel type. The work is done in float32 for 8- and 16-bit integers and for float32, in float64 for
    wider integers. NaN stays NaN.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    input min [input; real]:
      Grey value that becomes output min.

    input max [input; real]:
      Grey value that becomes output max.

    output min [input; real]:
      Grey value for input min and what is beyond it.

    output max [input; real]:
      Grey value for input max and what is beyond it.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if a limit is not finite or the input range is empty.

    References
    ----------

    pi2, linmap, which clamps to limits cut to the pixel type: 8-bit values mapped from [0.5, 20.5] to [0, 255] end at
    249 there and at 255 here.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 15)
    linmap(img, 10, 20, 0, 255)
    maxval(img, top)   # 128

    See also
    --------

    add, multiply, threshold
    """
def list() -> None:
    """list()
    ======

    Lists the images and variables of the session.

    Works in distributed mode without touching pixels.

    Example
    -------

    newvalue(n, int, 3)
    list()
    print(n)   # 3

    See also
    --------

    clear, info
    """
def listanalyzers() -> None:
    """listanalyzers()
    ===============

    Prints the analyzers for particles and what each one measures.

    Works the same way in distributed mode.

    Example
    -------

    listanalyzers()
    print(done)   # done

    See also
    --------

    analyzeparticles, headers
    """
@overload
def listmeta(image: ImageLike, names: OutputValue) -> None:
    """listmeta(image, names)
    ======================

    Lists the keys of the metadata of an image.

    The keys are in bytewise order, joined with , .

    Not available in distributed mode: metadata is not stored with the blocks of an image.

    Arguments
    ---------

    image [input; image<any>]:
      Image to ask.

    names [output; string]:
      The keys.

    References
    ----------

    pi2, listmeta.

    Example
    -------

    newimage(img, uint8)
    setmeta(img, sample, bone)
    setmeta(img, date, today)
    listmeta(img, keys)   # date, sample

    See also
    --------

    getmeta, setmeta
    """
@overload
def listmeta(image: ImageLike) -> str: ...
@overload
def localthreshold(
    input_image: ImageLike,
    output_image: OutputImage,
    radius: IntegerVectorLike = (1, 1, 1),
    method: _AutoThresholdMethod = "Otsu",
    argument_1: RealLike = ...,
    argument_2: RealLike = ...,
    argument_3: RealLike = ...,
    argument_4: RealLike = ...,
    boundary_condition: _BoundaryCondition = "nearest",
    *,
    condition: _BoundaryCondition = ...,
) -> None:
    """localthreshold(input image, output image, radius, method, argument 1, argument 2, argument 3, argument 4, boundary condition)
    =============================================================================================================================

    Thresholds each pixel at a grey level that is found from its neighbourhood.

    Follows uneven background. The neighbourhood is a box with sides of 2 · radius + 1 pixels; methods and arguments are
    those of autothreshold, applied to its pixels. A pixel becomes 1 if it is above the threshold, else 0. The
    threshold is not rounded to the pixel type; where it is NaN, the pixel becomes 0. Bernsen compares the middle of the
    neighbourhood with that of the range of the whole image, and its default contrast is half of that range.

    The histogram of a histogram method has by default the range of the pixel type (float32: 0 to 1): give
    argument 1 and argument 2 for images that use less of it. A coarse histogram (argument 3) is also a fast one.

    The time does not depend on the radius for methods that need mean, deviation or range only. For others it grows with
    the sides of the neighbourhood along y and z. Sums of 8- and 16-bit pixels are exact; others are float64, and
    deviations that are too small for it count as zero.

    Works block by block in distributed mode, with a margin around each block.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to threshold.

    output image [output; image<real>]:
      Ones and zeros.

    radius [input; 3-component integer vector("[1, 1, 1]")]:
      Radius of the neighbourhood along x, y and z, in pixels. One number sets all three.

    method [input; string(Otsu)]:
      How the threshold is found.
      - Otsu: Greatest variance between the classes.
      - Huang: Least fuzziness.
      - Intermodes: Middle between two peaks.
      - IsoData: Middle between the class means.
      - Li: Least cross entropy.
      - MaxEntropy: Greatest entropy of the classes.
      - Mean: Mean.
      - MinError: Two normal distributions.
      - Minimum: Valley between two peaks.
      - Moments: Same moments.
      - Percentile: A fraction of the pixels.
      - Renyi (or RenyiEntropy): Rényi entropies of the classes.
      - Shanbhag: Equal information of fuzzy classes.
      - Triangle: Farthest from a line.
      - Yen: Greatest correlation.
      - Median: Median.
      - MidGrey: Middle of the range.
      - Niblack: From mean and deviation.
      - Phansalkar: From mean and deviation, for low contrast.
      - Sauvola: From mean and deviation.
      - Bernsen: Middle of the range, unless that is small.

    argument 1 [input; real(nan)]:
      First argument of the method; for histogram methods the smallest grey level of the histogram. NaN stands for the
      default.

    argument 2 [input; real(nan)]:
      Second argument of the method; for histogram methods the largest grey level of the histogram. NaN stands for the
      default.

    argument 3 [input; real(nan)]:
      Third argument of the method; for histogram methods the number of bins, rounded. NaN stands for the default.

    argument 4 [input; real(nan)]:
      Fourth argument of the method. NaN stands for the default.

    boundary condition [input; boundary condition(Nearest)]:
      What lies outside the image.
      - Zero (or 0): Zeros.
      - Nearest (or 1): The nearest pixel inside.

    Shapes
    ------

    input image is W×H×D; output image becomes W×H×D, with the same pixel type.

    Errors
    ------

    Argument if a component of radius is negative or above 1000000, and for the reasons of autothreshold, also if
    they apply to a single neighbourhood. Limit if the memory does not suffice for the surroundings of a pixel.

    References
    ----------

    See autothreshold. Sums, minima and maxima of boxes are those of M. van Herk, Pattern Recognition Lett. 13(7),
    1992, 517–521, and J. Gil, M. Werman, IEEE Trans. PAMI 15(5), 1993, 504–507; histograms slide (T. Huang, G. Yang,
    G. Tang, IEEE Trans. ASSP 27(1), 1979, 13–18).

    Example
    -------

    newimage(img, uint8, 7, 1)
    set(img, 10)
    set(img, [4, 0, 0], 200)
    localthreshold(img, marked, 2, Mean)
    sum(marked, count)   # 1

    See also
    --------

    autothreshold, autothresholdvalue, threshold
    """
@overload
def localthreshold(
    input_image: ImageLike,
    radius: IntegerVectorLike = (1, 1, 1),
    method: _AutoThresholdMethod = "Otsu",
    argument_1: RealLike = ...,
    argument_2: RealLike = ...,
    argument_3: RealLike = ...,
    argument_4: RealLike = ...,
    boundary_condition: _BoundaryCondition = "nearest",
    *,
    condition: _BoundaryCondition = ...,
) -> Pi2Image: ...
def log(image: OutputImage) -> None:
    """log(image)
    ==========

    Takes the natural logarithm of each pixel.

    The result is rounded half away from zero and saturated in integer images. float32 values are within one unit of the
    last place of the exact ones; integers of 8 and 16 bits are computed in float64. The logarithm of 0 is −∞, that of a
    negative pixel NaN; in integer images these are the least value and 0. Complex pixels become the principal
    logarithm.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, log.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 20)
    log(img)
    maxval(img, top)   # 3

    See also
    --------

    log10, exponentiate
    """
def log10(image: OutputImage) -> None:
    """log10(image)
    ============

    Takes the logarithm to base 10 of each pixel.

    The result is rounded half away from zero and saturated in integer images. float32 values are within one unit of the
    last place of the exact ones; integers of 8 and 16 bits are computed in float64. The logarithm of 0 is −∞, that of a
    negative pixel NaN; in integer images these are the least value and 0. Complex pixels become the principal
    logarithm.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, log10.

    Example
    -------

    newimage(img, float32, 2, 2)
    set(img, 1000)
    log10(img)
    maxval(img, top)   # 3

    See also
    --------

    log, exponentiate
    """
def mapraw(
    filename: str | os.PathLike[str],
    data_type: ImageDataType | str = ImageDataType.UNKNOWN,
    width: int = 0,
    height: int = 0,
    depth: int = 0,
) -> Pi2Image:
    """Return an image whose pixels are a .raw file: changes go to the file.

    mapraw(image name, filename, data type, width, height, depth, read only)
    ========================================================================

    Maps a raw file into memory, so that the image is the file.

    Pixels are read from the file when they are first used, and changes of the image go to the file, without a further
    command; the system writes them in the background. The image may be larger than the memory of the machine. Other
    programs that map or read the file see the changes. The file stays when the image is cleared.

    With data type and size, the file is filename with the size added (name_100x200x300.raw), unless a file of the
    name that was given exists. If there is none, a file of zeros is made with the folders that it needs; it takes up disk
    space as pixels are written. Without them, they are found out from the name and the length of the file, and the name
    may be given without its end, as in readraw.

    Commands that store a result of another size or pixel type in the image give it ordinary memory, and the file stays
    as it was. A file must not be shortened by other programs while it is mapped, and its disk must not be filled up:
    the system ends programs that use pixels that are not there.

    Not available in distributed mode: a mapped file is memory of one process.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to map, without the size if it is to be added.

    data type [input; string]:
      Pixel type; empty or unknown finds it out.

    width [input; integer]:
      Size along x, in pixels; 0 finds all dimensions out.

    height [input; integer]:
      Size along y, in pixels.

    depth [input; integer]:
      Size along z, in pixels.

    read only [input; boolean(False)]:
      True to leave the file as it is: commands cannot change the image then.

    Errors
    ------

    Format if the length of the file is not that of the pixels. Io if there is no such file and data type and size
    are not given, or if it cannot be opened or made. Limit if a new file does not fit on the disk. Argument if the
    data type is not a pixel type. Commands that would change the image of a read-only file fail with Argument.

    Example
    -------

    mapraw(img, ./example_output/map, uint16, 20, 10, 1)
    set(img, [3, 2, 0], 500)
    clear(img)
    read(back, ./example_output/map)
    maxval(back, top)   # 500

    See also
    --------

    readraw, writeraw, read


    mapraw(image name, filename, data type, dimensions, read only)
    ==============================================================

    Maps a raw file into memory, so that the image is the file, with the size given as a vector.

    Not available in distributed mode: a mapped file is memory of one process.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to map, without the size if it is to be added.

    data type [input; string("")]:
      Pixel type; empty or unknown finds it out.

    dimensions [input; 3-component integer vector("[0, 0, 0]")]:
      Size along x, y and z, in pixels; a component below 1 finds all of them out.

    read only [input; boolean(False)]:
      True to leave the file as it is: commands cannot change the image then.

    Errors
    ------

    As the other form.

    Example
    -------

    mapraw(img, ./example_output/mapped, uint8, [20, 10, 1])
    set(img, 7)
    mapraw(view, ./example_output/mapped, uint8, [20, 10, 1], true)
    minval(view, low)   # 7

    See also
    --------

    readraw, writeraw, read
    """
@overload
def maskedbin(
    input_image: ImageLike,
    output_image: OutputImage,
    factor: IntegerLike,
    bad_value: RealLike = 0,
    undefined_value: RealLike = 0,
) -> None:
    """maskedbin(input image, output image, factor, bad value, undefined value)
    ========================================================================

    Makes an image smaller by an integer factor, without counting bad pixels.

    Each pixel of the result is the mean of the pixels of a block that do not have the bad value, or undefined value if
    there are none. Sums are float64, and the mean is rounded half away from zero once. Blocks at the far edges may be
    incomplete.

    Not available in distributed mode: blocks at the far edges may be incomplete.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to make smaller.

    output image [output; image<real>]:
      The binned image.

    factor [input; positive integer]:
      Size of a block along each axis, in pixels.

    bad value [input; real(0)]:
      Grey value of bad pixels, rounded and saturated to the pixel type. NaN means NaN pixels.

    undefined value [input; real(0)]:
      Grey value of blocks of bad pixels only, rounded and saturated to the pixel type.

    Shapes
    ------

    input image is W×H×D; a side of output image becomes round(side / factor), at least 1. The last pixels are not
    used if that is rounded down.

    Errors
    ------

    Argument if factor is 0.

    References
    ----------

    pi2, maskedbin, which sums in float32 and does not find a bad value that is NaN.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, [0, 0, 0], 8)
    maskedbin(img, small, 2)   # 8

    See also
    --------

    bin, scale
    """
@overload
def maskedbin(
    input_image: ImageLike,
    factor: IntegerLike,
    bad_value: RealLike = 0,
    undefined_value: RealLike = 0,
) -> Pi2Image: ...
@overload
def maskedmean(
    input_image: ImageLike,
    output_image: OutputImage,
    ignored_value: RealLike,
    print_to_log: BooleanLike = False,
    square_root: BooleanLike = False,
    *,
    log: BooleanLike = ...,
    root: BooleanLike = ...,
) -> None:
    """maskedmean(input image, output image, ignored value, print to log, square root)
    ===============================================================================

    Calculates the mean of all pixels that do not have a certain value.

    Sums of integers are exact, those of float32 pixels are float64. ignored value is converted to the pixel type first:
    rounded and saturated. NaN as ignored value leaves out pixels that are NaN; integers have none. If no pixel is
    left, the mean is NaN.

    With square root, the mean is that of the square roots of the pixels, rounded to the pixel type, and the ignored
    value is compared with these. The image itself does not change.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to average.

    output image [output; image<float32>]:
      The mean, one pixel.

    ignored value [input; real]:
      Pixels of this value, in grey levels, are left out.

    print to log [input; boolean(False)]:
      Set to true to print the mean and the number of pixels that it is made of.

    square root [input; boolean(False)]:
      Set to true to average the square roots of the pixels.

    Shapes
    ------

    input image is W×H×D; output image becomes 1×1×1.

    References
    ----------

    pi2, maskedmean, which leaves the square roots in the input image.

    Example
    -------

    newimage(img, uint8, 4, 1)
    set(img, [1, 0, 0], 5)
    set(img, [2, 0, 0], 8)
    maskedmean(img, result, 0)   # 6.5

    See also
    --------

    mean, stddev, sum
    """
@overload
def maskedmean(
    input_image: ImageLike,
    output_image: OutputImage,
    value: RealLike,
    print_to_log: BooleanLike = False,
    square_root: BooleanLike = False,
    *,
    log: BooleanLike = ...,
    root: BooleanLike = ...,
) -> None: ...
@overload
def maskedmean(
    input_image: ImageLike,
    ignored_value: RealLike,
    print_to_log: BooleanLike = False,
    square_root: BooleanLike = False,
    *,
    log: BooleanLike = ...,
    root: BooleanLike = ...,
) -> Pi2Image: ...
@overload
def maskedmean(
    input_image: ImageLike,
    value: RealLike,
    print_to_log: BooleanLike = False,
    square_root: BooleanLike = False,
    *,
    log: BooleanLike = ...,
    root: BooleanLike = ...,
) -> Pi2Image: ...
@overload
def max(
    image: OutputImage,
    parameter_image: ImageLike,
    allow_broadcast: BooleanLike = False,
    *,
    broadcast: BooleanLike = ...,
) -> None:
    """max(image, parameter image, allow broadcast)
    ============================================

    Takes the larger pixel of two images.

    The result replaces image; its type and size never change. Parameter pixels are rounded half away from zero and
    saturated to the type of image. A NaN in image stays NaN; a NaN in parameter image changes nothing.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    parameter image [input; image<real>]:
      Other image.

    allow broadcast [input; boolean(False)]:
      Set to true to allow images of different sizes.

    Shapes
    ------

    Both images are W×H×D. With allow broadcast, parameter image may have any size: it is read at coordinates clamped
    to its own range, so that a missing dimension repeats.

    Errors
    ------

    Dimensions if the sizes differ and allow broadcast is false.

    References
    ----------

    pi2, max, where parameter pixels wrap instead of saturating.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 10)
    newimage(other, uint16, 2, 2)
    set(other, 1000)
    max(img, other)   # 255

    See also
    --------

    min, clamp


    max(image, x)
    =============

    Raises pixels that are smaller than a constant to it.

    The constant is rounded half away from zero and saturated to the pixel type. Pixels that are NaN stay NaN; a constant
    that is NaN changes nothing.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    x [input; real]:
      Smallest value of the result, in grey levels.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, max, where a constant outside the pixel type wraps.

    Example
    -------

    newimage(img, uint8, 4, 4)
    max(img, 7.5)
    maxval(img, top)   # 8

    See also
    --------

    min, clamp
    """
@overload
def max(image: OutputImage, x: RealLike) -> None: ...
def maxmemory(maximum_memory: RealLike = 0, *, memory: RealLike = ...) -> None:
    """maxmemory(maximum memory)
    =========================

    Kept for old scripts: limits the memory of each job of a distributed run.

    Where commands run in this process, as always so far, the limit has no effect: they need what they need.

    Works the same way in distributed mode.

    Arguments
    ---------

    maximum memory [input; real(0)]:
      Limit in MiB (2²⁰ bytes); 0 chooses it from the memory of the machine.

    Example
    -------

    maxmemory(1000)
    print(done)   # done

    See also
    --------

    getmaxmemory
    """
@overload
def maxproject(input_image: ImageLike, output_image: OutputImage, dimension: IntegerLike = 2) -> None:
    """maxproject(input image, output image, dimension)
    ================================================

    Projects the largest pixel value along an axis.

    NaN is ignored; a line of nothing but NaN gives -inf.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to project.

    output image [output; image<real>]:
      The projection.

    dimension [input; positive integer(2)]:
      Axis along which to project: 0 is x, 1 is y, 2 is z.

    Shapes
    ------

    input image is W×H×D. output image becomes W×H for dimension 2, W×D (x, z) for dimension 1, and D×H for
    dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.

    Errors
    ------

    Argument if dimension is above 2.

    References
    ----------

    pi2, maxproject, which loses digits of 64-bit integers above 2⁵³.

    Example
    -------

    newimage(img, uint8, 3, 3, 3)
    set(img, [0, 0, 2], 9)
    maxproject(img, top)   # 9

    See also
    --------

    maxval, minproject, bin


    maxproject(input image, output image, dimension, input value image, output value image)
    =======================================================================================

    Projects the largest pixel value along an axis, and the pixel of another image at the same place.

    The other image is read at the first position (the lowest coordinate) at which the largest value is reached. NaN is
    ignored; for a line of nothing but NaN the projection is -inf and the value 0.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to project.

    output image [output; image<real>]:
      The projection.

    dimension [input; positive integer(2)]:
      Axis along which to project: 0 is x, 1 is y, 2 is z.

    input value image [input; image<real>]:
      Image from which a value is taken where the input image is largest.

    output value image [output; image<real>]:
      The values.

    Shapes
    ------

    input image and input value image are W×H×D. Both outputs become W×H for dimension 2, W×D (x, z) for dimension 1,
    and D×H for dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.

    Errors
    ------

    Argument if dimension is above 2. Dimensions if the input images differ in size.

    References
    ----------

    pi2, maxproject, which loses digits of 64-bit integers above 2⁵³.

    Example
    -------

    newimage(img, uint8, 3, 3, 3)
    set(img, [0, 0, 2], 9)
    newimage(colour, float32, 3, 3, 3)
    set(colour, [0, 0, 2], 0.5)
    newimage(found, float32)
    maxproject(img, top, 2, colour, found)
    maxval(found, value)   # 0.5

    See also
    --------

    maxval, minproject, bin
    """
@overload
def maxproject(
    input_image: ImageLike,
    output_image: OutputImage,
    dimension: IntegerLike,
    input_value_image: ImageLike,
    output_value_image: OutputImage,
) -> None: ...
@overload
def maxproject(
    input_image: ImageLike,
    output_image: OutputImage,
    *,
    dimension: IntegerLike = 2,
    input_value_image: ImageLike,
    output_value_image: OutputImage,
) -> None: ...
@overload
def maxproject(input_image: ImageLike, dimension: IntegerLike = 2) -> Pi2Image: ...
@overload
def maxproject(
    input_image: ImageLike,
    dimension: IntegerLike,
    input_value_image: ImageLike,
) -> tuple[Pi2Image, Pi2Image]: ...
@overload
def maxproject(
    input_image: ImageLike,
    *,
    dimension: IntegerLike = 2,
    input_value_image: ImageLike,
) -> tuple[Pi2Image, Pi2Image]: ...
@overload
def maxproject(
    input_image: ImageLike,
    dimension: IntegerLike,
    input_value_image: ImageLike,
    *,
    output_image: OutputImage,
) -> Pi2Image: ...
@overload
def maxproject(
    input_image: ImageLike,
    *,
    dimension: IntegerLike = 2,
    input_value_image: ImageLike,
    output_image: OutputImage,
) -> Pi2Image: ...
@overload
def maxproject(
    input_image: ImageLike,
    dimension: IntegerLike,
    input_value_image: ImageLike,
    *,
    output_value_image: OutputImage,
) -> Pi2Image: ...
@overload
def maxproject(
    input_image: ImageLike,
    *,
    dimension: IntegerLike = 2,
    input_value_image: ImageLike,
    output_value_image: OutputImage,
) -> Pi2Image: ...
def maxval(img: ImageLike) -> float:
    """Return the largest pixel.

    maxval(input image, output image, print to log)
    ===============================================

    Finds the largest pixel value.

    NaN is ignored; the result is NaN only if all pixels are.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to search.

    output image [output; image<real>]:
      The largest value, one pixel.

    print to log [input; boolean(False)]:
      Set to true to print the value and the number of pixels.

    Shapes
    ------

    input image is W×H×D; output image becomes 1×1×1.

    References
    ----------

    pi2, maxval, which answers -3.4028235e38 if all pixels are NaN or -inf.

    Example
    -------

    newimage(img, int16, 3, 3)
    set(img, [1, 2, 0], 7)
    maxval(img, highest)   # 7

    See also
    --------

    minval, mean, sum
    """
def mean(img: ImageLike) -> float:
    """Return the mean of all pixels.

    mean(input image, output image, print to log)
    =============================================

    Calculates the mean of all pixels.

    The sum of integers is exact, that of float32 pixels is float64. NaN and infinity carry over.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to average.

    output image [output; image<float32>]:
      The mean, one pixel.

    print to log [input; boolean(False)]:
      Set to true to print the mean and the number of pixels.

    Shapes
    ------

    input image is W×H×D; output image becomes 1×1×1.

    References
    ----------

    pi2, mean.

    Example
    -------

    newimage(img, uint8, 2, 1)
    set(img, [1, 0, 0], 5)
    mean(img, result)   # 2.5

    See also
    --------

    maskedmean, sum, stddev, minval, maxval
    """
@overload
def meanproject(input_image: ImageLike, output_image: OutputImage, dimension: IntegerLike = 2) -> None:
    """meanproject(input image, output image, dimension)
    =================================================

    Averages the pixels along an axis.

    Sums and quotients are float64; only the result is rounded to float32. NaN and infinity carry over.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to project.

    output image [output; image<float32>]:
      The projection.

    dimension [input; positive integer(2)]:
      Axis along which to project: 0 is x, 1 is y, 2 is z.

    Shapes
    ------

    input image is W×H×D. output image becomes W×H for dimension 2, W×D (x, z) for dimension 1, and D×H for
    dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.

    Errors
    ------

    Argument if dimension is above 2.

    References
    ----------

    pi2, meanproject, which rounds the sum to float32 before the division. Results differ by at most 1 ulp.

    Example
    -------

    newimage(img, uint8, 1, 1, 2)
    set(img, [0, 0, 1], 5)
    meanproject(img, middle)   # 2.5

    See also
    --------

    mean, sumproject, maxproject
    """
@overload
def meanproject(input_image: ImageLike, dimension: IntegerLike = 2) -> Pi2Image: ...
@overload
def medianfilter(
    input_image: ImageLike,
    output_image: OutputImage,
    radius: IntegerVectorLike = (1, 1, 1),
    neighbourhood_type: _NeighbourhoodType = "ellipsoidal",
    boundary_condition: _BoundaryCondition = "nearest",
    *,
    type: _NeighbourhoodType = ...,
    condition: _BoundaryCondition = ...,
) -> None:
    """medianfilter(input image, output image, radius, neighbourhood type, boundary condition)
    =======================================================================================

    Replaces each pixel by the median of its neighbourhood.

    Removes outliers ("salt and pepper") and keeps edges. The result is always one of the pixel values in the
    neighbourhood, in every pixel type. NaN counts as larger than all numbers. With the boundary condition Zero, the zeros
    outside count as members.

    Works block by block in distributed mode, with a margin around each block.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to filter.

    output image [output; image<real>]:
      Filtered image, with the pixel type of input image.

    radius [input; 3-component integer vector("[1, 1, 1]")]:
      Radius of the neighbourhood along x, y and z, in voxels. One number sets all three. The sides of a box are
      2 · radius + 1.

    neighbourhood type [input; neighbourhood type(Ellipsoidal)]:
      Shape of the neighbourhood.
      - Rectangular (or rect, box): Those at most the radius away along each axis.
      - Ellipsoidal (or ellipsoid, ell, spherical, sphere, sph): Those in the ellipsoid whose semi-axes are the radius; its surface belongs to it.

    boundary condition [input; boundary condition(Nearest)]:
      What lies outside the image.
      - Zero (or 0): Zeros.
      - Nearest (or 1): The nearest pixel inside.

    Shapes
    ------

    input image is W×H×D; output image becomes W×H×D.

    Errors
    ------

    Argument if a component of radius is negative or above 1000000; Limit if the memory does not suffice for
    the surroundings of a pixel.

    References
    ----------

    pi2, medianfilter. It computes 32- and 64-bit integers in float32 and does not define the place of NaN; other results
    are equal. Small neighbourhoods are sorted by a network (Batcher 1968), large ones are counted in a sliding histogram
    (Huang, Yang, Tang 1979).

    Example
    -------

    newimage(img, uint16, 5, 5, 5)
    set(img, [2, 2, 2], 1000)
    newlike(clean, img)
    medianfilter(img, clean, 1)
    maxval(clean, top)   # 0

    See also
    --------

    gaussfilter
    """
@overload
def medianfilter(
    input_image: ImageLike,
    radius: IntegerVectorLike = (1, 1, 1),
    neighbourhood_type: _NeighbourhoodType = "ellipsoidal",
    boundary_condition: _BoundaryCondition = "nearest",
    *,
    type: _NeighbourhoodType = ...,
    condition: _BoundaryCondition = ...,
) -> Pi2Image: ...
@overload
def metacolumncount(image: ImageLike, key: TextLike, row_index: IntegerLike, count: OutputValue) -> None:
    """metacolumncount(image, key, row index, count)
    =============================================

    Counts the columns of a row of an item of the metadata.

    The count is -1 if there is no such item or row.

    Not available in distributed mode: metadata is not stored with the blocks of an image.

    Arguments
    ---------

    image [input; image<any>]:
      Image to ask.

    key [input; string]:
      Name of the item.

    row index [input; integer]:
      Row of the table, counted from 0; -1 for the first row.

    count [output; integer]:
      Number of columns.

    Errors
    ------

    Argument if row index is below -1.

    References
    ----------

    pi2, metacolumncount.

    Example
    -------

    newimage(img, uint8)
    setmeta(img, table, x, 3, 0)
    metacolumncount(img, table, 0, columns)   # 4

    See also
    --------

    metarowcount, getmeta
    """
@overload
def metacolumncount(image: ImageLike, key: TextLike, index: IntegerLike, count: OutputValue) -> None: ...
@overload
def metacolumncount(image: ImageLike, key: TextLike, row_index: IntegerLike) -> int: ...
@overload
def metacolumncount(image: ImageLike, key: TextLike, index: IntegerLike) -> int: ...
@overload
def metarowcount(image: ImageLike, key: TextLike, count: OutputValue) -> None:
    """metarowcount(image, key, count)
    ===============================

    Counts the rows of an item of the metadata.

    The count is -1 if there is no such item.

    Not available in distributed mode: metadata is not stored with the blocks of an image.

    Arguments
    ---------

    image [input; image<any>]:
      Image to ask.

    key [input; string]:
      Name of the item.

    count [output; integer]:
      Number of rows.

    References
    ----------

    pi2, metarowcount.

    Example
    -------

    newimage(img, uint8)
    setmeta(img, table, x, 0, 3)
    metarowcount(img, table, rows)   # 4

    See also
    --------

    metacolumncount, getmeta
    """
@overload
def metarowcount(image: ImageLike, key: TextLike) -> int: ...
@overload
def min(
    image: OutputImage,
    parameter_image: ImageLike,
    allow_broadcast: BooleanLike = False,
    *,
    broadcast: BooleanLike = ...,
) -> None:
    """min(image, parameter image, allow broadcast)
    ============================================

    Takes the smaller pixel of two images.

    The result replaces image; its type and size never change. Parameter pixels are rounded half away from zero and
    saturated to the type of image. A NaN in image stays NaN; a NaN in parameter image changes nothing.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    parameter image [input; image<real>]:
      Other image.

    allow broadcast [input; boolean(False)]:
      Set to true to allow images of different sizes.

    Shapes
    ------

    Both images are W×H×D. With allow broadcast, parameter image may have any size: it is read at coordinates clamped
    to its own range, so that a missing dimension repeats.

    Errors
    ------

    Dimensions if the sizes differ and allow broadcast is false.

    References
    ----------

    pi2, min, where parameter pixels wrap instead of saturating.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 200)
    newimage(other, float32, 2, 2)
    set(other, 12.5)
    min(img, other)   # 13

    See also
    --------

    max, clamp


    min(image, x)
    =============

    Lowers pixels that are larger than a constant to it.

    The constant is rounded half away from zero and saturated to the pixel type. Pixels that are NaN stay NaN; a constant
    that is NaN changes nothing.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    x [input; real]:
      Largest value of the result, in grey levels.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, min, where a constant outside the pixel type wraps.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 200)
    min(img, 1000)
    maxval(img, top)   # 200

    See also
    --------

    max, clamp
    """
@overload
def min(image: OutputImage, x: RealLike) -> None: ...
@overload
def minproject(input_image: ImageLike, output_image: OutputImage, dimension: IntegerLike = 2) -> None:
    """minproject(input image, output image, dimension)
    ================================================

    Projects the smallest pixel value along an axis.

    NaN is ignored; a line of nothing but NaN gives inf.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to project.

    output image [output; image<real>]:
      The projection.

    dimension [input; positive integer(2)]:
      Axis along which to project: 0 is x, 1 is y, 2 is z.

    Shapes
    ------

    input image is W×H×D. output image becomes W×H for dimension 2, W×D (x, z) for dimension 1, and D×H for
    dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.

    Errors
    ------

    Argument if dimension is above 2.

    References
    ----------

    pi2, minproject, which loses digits of 64-bit integers above 2⁵³.

    Example
    -------

    newimage(img, uint8, 3, 3, 1)
    set(img, 9)
    minproject(img, lowest)   # 9

    See also
    --------

    minval, maxproject, bin


    minproject(input image, output image, dimension, input value image, output value image)
    =======================================================================================

    Projects the smallest pixel value along an axis, and the pixel of another image at the same place.

    The other image is read at the first position (the lowest coordinate) at which the smallest value is reached. NaN is
    ignored; for a line of nothing but NaN the projection is inf and the value 0.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to project.

    output image [output; image<real>]:
      The projection.

    dimension [input; positive integer(2)]:
      Axis along which to project: 0 is x, 1 is y, 2 is z.

    input value image [input; image<real>]:
      Image from which a value is taken where the input image is smallest.

    output value image [output; image<real>]:
      The values.

    Shapes
    ------

    input image and input value image are W×H×D. Both outputs become W×H for dimension 2, W×D (x, z) for dimension 1,
    and D×H for dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.

    Errors
    ------

    Argument if dimension is above 2. Dimensions if the input images differ in size.

    References
    ----------

    pi2, minproject, which loses digits of 64-bit integers above 2⁵³.

    Example
    -------

    newimage(img, uint8, 1, 1, 3)
    set(img, 9)
    set(img, [0, 0, 2], 4)
    newimage(colour, float32, 1, 1, 3)
    set(colour, [0, 0, 2], 0.5)
    newimage(found, float32)
    minproject(img, lowest, 2, colour, found)   # 4
    minval(found, value)   # 0.5

    See also
    --------

    minval, maxproject, bin
    """
@overload
def minproject(
    input_image: ImageLike,
    output_image: OutputImage,
    dimension: IntegerLike,
    input_value_image: ImageLike,
    output_value_image: OutputImage,
) -> None: ...
@overload
def minproject(
    input_image: ImageLike,
    output_image: OutputImage,
    *,
    dimension: IntegerLike = 2,
    input_value_image: ImageLike,
    output_value_image: OutputImage,
) -> None: ...
@overload
def minproject(input_image: ImageLike, dimension: IntegerLike = 2) -> Pi2Image: ...
@overload
def minproject(
    input_image: ImageLike,
    dimension: IntegerLike,
    input_value_image: ImageLike,
) -> tuple[Pi2Image, Pi2Image]: ...
@overload
def minproject(
    input_image: ImageLike,
    *,
    dimension: IntegerLike = 2,
    input_value_image: ImageLike,
) -> tuple[Pi2Image, Pi2Image]: ...
@overload
def minproject(
    input_image: ImageLike,
    dimension: IntegerLike,
    input_value_image: ImageLike,
    *,
    output_image: OutputImage,
) -> Pi2Image: ...
@overload
def minproject(
    input_image: ImageLike,
    *,
    dimension: IntegerLike = 2,
    input_value_image: ImageLike,
    output_image: OutputImage,
) -> Pi2Image: ...
@overload
def minproject(
    input_image: ImageLike,
    dimension: IntegerLike,
    input_value_image: ImageLike,
    *,
    output_value_image: OutputImage,
) -> Pi2Image: ...
@overload
def minproject(
    input_image: ImageLike,
    *,
    dimension: IntegerLike = 2,
    input_value_image: ImageLike,
    output_value_image: OutputImage,
) -> Pi2Image: ...
def minval(img: ImageLike) -> float:
    """Return the smallest pixel.

    minval(input image, output image, print to log)
    ===============================================

    Finds the smallest pixel value.

    NaN is ignored; the result is NaN only if all pixels are.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to search.

    output image [output; image<real>]:
      The smallest value, one pixel.

    print to log [input; boolean(False)]:
      Set to true to print the value and the number of pixels.

    Shapes
    ------

    input image is W×H×D; output image becomes 1×1×1.

    References
    ----------

    pi2, minval, which answers 3.4028235e38 if all pixels are NaN or infinite.

    Example
    -------

    newimage(img, int16, 3, 3)
    set(img, [1, 2, 0], -7)
    minval(img, lowest)   # -7

    See also
    --------

    maxval, mean, sum
    """
@overload
def montage(
    input_image: ImageLike,
    output_image: OutputImage,
    columns: IntegerLike,
    rows: IntegerLike,
    scale: RealLike = 1,
    first_slice: IntegerLike = 0,
    last_slice: IntegerLike = 18446744073709551615,
    step: IntegerLike = 0,
    border_width: IntegerLike = 0,
    border_color: RealLike = 0,
    *,
    width: IntegerLike = ...,
    color: RealLike = ...,
) -> None:
    """montage(input image, output image, columns, rows, scale, first slice, last slice, step, border width, border color)
    ===================================================================================================================

    Makes one two-dimensional image of several slices of an image.

    The slices first slice, first slice + step, ... up to last slice fill a table row by row; slices that find no
    cell are left out, and cells without a slice have the border colour. Scaled slices are interpolated linearly, with the
    nearest pixel beyond their edges. If they get smaller, they are smoothed first with a Gaussian of standard deviation
    (1/scale - 1)/2, with zeros beyond their edges, which darkens the edges of small tiles.

    Not available in distributed mode: the table is made of slices of the whole image.

    Arguments
    ---------

    input image [input; image<any>]:
      Image whose slices are shown.

    output image [output; image<any>]:
      The table of slices.

    columns [input; positive integer]:
      Number of slices side by side.

    rows [input; positive integer]:
      Number of slices one below the other.

    scale [input; real(1)]:
      Factor by which slices are scaled, dimensionless.

    first slice [input; positive integer(0)]:
      The first slice to show.

    last slice [input; positive integer(18446744073709551615)]:
      The last slice to show. The last slice of the image if it is beyond that.

    step [input; positive integer(0)]:
      Distance between slices that are shown. 0 spreads them over the range.

    border width [input; positive integer(0)]:
      Distance between tiles, in pixels.

    border color [input; real(0)]:
      Grey value between tiles and of empty cells, rounded and saturated to the pixel type.

    Shapes
    ------

    input image is W×H×D. A tile is w×h with w = round(W · scale) and h = round(H · scale), at least 1. output
    image becomes (w + b) · columns - b times (h + b) · rows - b pixels for the border width b.

    Errors
    ------

    Argument if columns, rows or scale is not positive or first slice is not in the image.

    References
    ----------

    pi2, montage, which darkens the right and lower edges of enlarged slices and may leave old pixels in unused cells.

    Example
    -------

    newimage(img, uint8, 2, 2, 3)
    set(img, [0, 0, 0], 7)
    montage(img, table, 2, 2, 1, 0, 2, 1, 1, 9)   # 7
    maxval(table, top)   # 9

    See also
    --------

    crop, bin, scale
    """
@overload
def montage(
    input_image: ImageLike,
    columns: IntegerLike,
    rows: IntegerLike,
    scale: RealLike = 1,
    first_slice: IntegerLike = 0,
    last_slice: IntegerLike = 18446744073709551615,
    step: IntegerLike = 0,
    border_width: IntegerLike = 0,
    border_color: RealLike = 0,
    *,
    width: IntegerLike = ...,
    color: RealLike = ...,
) -> Pi2Image: ...
@overload
def multiply(
    image: OutputImage,
    parameter_image: ImageLike,
    allow_broadcast: BooleanLike = False,
    *,
    broadcast: BooleanLike = ...,
) -> None:
    """multiply(image, parameter image, allow broadcast)
    =================================================

    Multiplies an image by another image.

    The result replaces image; its type and size never change. Products of integers are exact and saturate at the limits
    of the type of image. If one of the images is float32, the product is computed in float32 (float64 beside 32- and
    64-bit integers) and rounded half away from zero. Complex products keep the infinities of the C standard.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    parameter image [input; image<any>]:
      Factors.

    allow broadcast [input; boolean(False)]:
      Set to true to allow images of different sizes.

    Shapes
    ------

    Both images are W×H×D. With allow broadcast, parameter image may have any size: it is read at coordinates clamped
    to its own range, so that a missing dimension repeats.

    Errors
    ------

    Dimensions if the sizes differ and allow broadcast is false.

    References
    ----------

    pi2, multiply. uint64 products above 2⁶³ are right here.

    Example
    -------

    newimage(img, int8, 2, 2)
    set(img, -100)
    newimage(other, int8, 2, 2)
    set(other, 100)
    multiply(img, other)   # -128

    See also
    --------

    add, subtract, divide


    multiply(image, x)
    ==================

    Multiplies each pixel by a constant.

    The product is computed in float64, rounded half away from zero and saturated to the pixel type. An integral constant
    multiplies 64-bit pixels exactly.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    x [input; real]:
      Factor, dimensionless.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, multiply.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 5)
    multiply(img, 0.5)
    maxval(img, top)   # 3

    See also
    --------

    add, subtract, divide


    multiply(image, x)
    ==================

    Multiplies each complex pixel by a real constant.

    Both parts are multiplied in float64.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    x [input; real]:
      Factor, dimensionless.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, multiply, which has no constants for complex images.

    Example
    -------

    newimage(img, complex32, 2, 2)
    set(img, 3)
    multiply(img, 0.5)   # 1.5+0i

    See also
    --------

    add, subtract, divide
    """
@overload
def multiply(image: OutputImage, x: RealLike) -> None: ...
def negate(image: OutputImage) -> None:
    """negate(image)
    =============

    Changes the sign of each pixel.

    Results saturate: unsigned pixels become 0, the least signed integer becomes the largest one. A float32 zero becomes
    +0.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, negate.

    Example
    -------

    newimage(img, int8, 2, 2)
    set(img, -128)
    negate(img)
    maxval(img, top)   # 127

    See also
    --------

    abs, invsubtract
    """
def newimage(
    data_type: ImageDataType | str = ImageDataType.UINT8,
    width: Size = 1,
    height: int = 1,
    depth: int = 1,
) -> Pi2Image:
    """Create an image filled with zeros and return it. `width` may be a list or array of all three dimensions.

    newimage(image name, data type, width, height, depth)
    =====================================================

    Creates an image filled with zeros.

    An image of the same name is replaced. Sizes below 1 become 1.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the image: a letter or _, then letters, digits or _.

    data type [input; string(uint8)]:
      Pixel type: uint8, uint16, uint32, uint64, int8, int16, int32, int64, float32 or complex32.

    width [input; integer(1)]:
      Size along x, in pixels.

    height [input; integer(1)]:
      Size along y, in pixels.

    depth [input; integer(1)]:
      Size along z, in pixels.

    Errors
    ------

    Argument if the data type is not a pixel type; Limit if there is not enough memory.

    Example
    -------

    newimage(img, uint16, 20, 10)
    maxval(img, top)   # 0

    See also
    --------

    newlike, ensuresize, clear, read


    newimage(image name, data type, dimensions)
    ===========================================

    Creates an image filled with zeros, with the size given as a vector.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the image: a letter or _, then letters, digits or _.

    data type [input; string]:
      Pixel type: uint8, uint16, uint32, uint64, int8, int16, int32, int64, float32 or complex32.

    dimensions [input; 3-component integer vector]:
      Size along x, y and z, in pixels.

    Errors
    ------

    Argument if the data type is not a pixel type; Limit if there is not enough memory.

    Example
    -------

    newimage(img, float32, [20, 10, 5])
    add(img, 1)
    sum(img, total)   # 1000

    See also
    --------

    newlike, ensuresize, clear
    """
def newlike(
    template_image: ImageLike,
    data_type: ImageDataType | str = ImageDataType.UNKNOWN,
    width: Size = 0,
    height: int = 0,
    depth: int = 0,
) -> Pi2Image:
    """Create an image filled with zeros and return it. What is not given is taken from a template image.

    newlike(image name, template image, data type, width, height, depth)
    ====================================================================

    Creates an image filled with zeros, of the type and size of another one.

    What is given explicitly wins over the template. Metadata is not copied.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the new image.

    template image [input; image<any>]:
      Image whose type and size are taken.

    data type [input; string("")]:
      Pixel type; empty or unknown takes that of the template.

    width [input; integer(0)]:
      Size along x, in pixels; 0 takes that of the template.

    height [input; integer(0)]:
      Size along y, in pixels; 0 takes that of the template.

    depth [input; integer(0)]:
      Size along z, in pixels; 0 takes that of the template.

    Errors
    ------

    Argument if the data type is not a pixel type; Limit if there is not enough memory.

    Example
    -------

    newimage(img, uint16, 20, 10)
    newlike(other, img, float32, 5)
    set(other, 2)
    sum(other, total)   # 100

    See also
    --------

    newimage, copy


    newlike(image name, template image, data type, dimensions)
    ==========================================================

    Creates an image filled with zeros, of the type of another one, with the size given as a vector.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the new image.

    template image [input; image<any>]:
      Image whose type and size are taken.

    data type [input; string("")]:
      Pixel type; empty or unknown takes that of the template.

    dimensions [input; 3-component integer vector]:
      Size along x, y and z, in pixels; components below 1 are taken from the template.

    Errors
    ------

    Argument if the data type is not a pixel type; Limit if there is not enough memory.

    Example
    -------

    newimage(img, uint16, 20, 10)
    newlike(other, img, uint8, [0, 0, 3])
    set(other, 1)
    newimage(total, float32)
    sum(other, total)   # 600

    See also
    --------

    newimage, copy
    """
@overload
def newlikefile(
    image_name: OutputImage,
    template_filename: FileLike,
    data_type: DataTypeLike = "",
    width: IntegerLike = 0,
    height: IntegerLike = 0,
    depth: IntegerLike = 0,
    *,
    type: DataTypeLike = ...,
) -> None:
    """newlikefile(image name, template filename, data type, width, height, depth)
    ===========================================================================

    Creates an image filled with zeros, of the type and size of an image in a file.

    What is given explicitly wins over the file, of which only the description is read.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the new image.

    template filename [input; string]:
      File whose type and size are taken, in any format that can be read.

    data type [input; string("")]:
      Pixel type; empty or unknown takes that of the file.

    width [input; integer(0)]:
      Size along x, in pixels; 0 takes that of the file.

    height [input; integer(0)]:
      Size along y, in pixels; 0 takes that of the file.

    depth [input; integer(0)]:
      Size along z, in pixels; 0 takes that of the file.

    Errors
    ------

    Io or Format if the file cannot be read; the message says what was tried. Argument if the data type is not a
    pixel type; Limit if there is not enough memory.

    Example
    -------

    newimage(img, uint16, 20, 10)
    writetif(img, ./example_output/template)
    newlikefile(other, ./example_output/template.tif, float32, 5)
    set(other, 2)
    sum(other, total)   # 100

    See also
    --------

    newlike, newimage, read


    newlikefile(image name, template filename, data type, dimensions)
    =================================================================

    Creates an image filled with zeros, of the type of an image in a file, with the size given as a vector.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the new image.

    template filename [input; string]:
      File whose type and size are taken, in any format that can be read.

    data type [input; string("")]:
      Pixel type; empty or unknown takes that of the file.

    dimensions [input; 3-component integer vector("[0, 0, 0]")]:
      Size along x, y and z, in pixels; components below 1 are taken from the file.

    Errors
    ------

    As the other form.

    Example
    -------

    newimage(img, uint16, 20, 10)
    writeraw(img, ./example_output/template)
    newlikefile(other, ./example_output/template, uint8, [0, 0, 3])
    set(other, 1)
    newimage(total, float32)
    sum(other, total)   # 600

    See also
    --------

    newlike, newimage, read
    """
@overload
def newlikefile(
    image_name: OutputImage,
    filename: FileLike,
    data_type: DataTypeLike = "",
    width: IntegerLike = 0,
    height: IntegerLike = 0,
    depth: IntegerLike = 0,
    *,
    type: DataTypeLike = ...,
) -> None: ...
@overload
def newlikefile(
    image_name: OutputImage,
    template_filename: FileLike,
    data_type: DataTypeLike = "",
    dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    type: DataTypeLike = ...,
) -> None: ...
@overload
def newlikefile(
    image_name: OutputImage,
    filename: FileLike,
    data_type: DataTypeLike = "",
    dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    type: DataTypeLike = ...,
) -> None: ...
@overload
def newlikefile(
    template_filename: FileLike,
    data_type: DataTypeLike = "",
    width: IntegerLike = 0,
    height: IntegerLike = 0,
    depth: IntegerLike = 0,
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
@overload
def newlikefile(
    filename: FileLike,
    data_type: DataTypeLike = "",
    width: IntegerLike = 0,
    height: IntegerLike = 0,
    depth: IntegerLike = 0,
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
@overload
def newlikefile(
    template_filename: FileLike,
    data_type: DataTypeLike = "",
    dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
@overload
def newlikefile(
    filename: FileLike,
    data_type: DataTypeLike = "",
    dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
def newvalue(value_type: str = "string", value: object = "") -> Pi2Value:
    """Create a variable of type string, int, real or bool and return it.

    newvalue(name, type, value)
    ===========================

    Creates a variable.

    A variable of the same name is replaced. Wherever a text or a number is an input, the bare name of a variable stands
    for its value; a quoted text never does.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    name [input; string]:
      Name of the variable.

    type [input; string(string)]:
      string, int (or integer), real (or float, double), bool (or boolean).

    value [input; string("")]:
      Initial value; empty means an empty text, 0 or False.

    Errors
    ------

    Argument if the type is unknown or the value does not fit it.

    Example
    -------

    newvalue(radius, real, 2.5)
    newimage(img, float32)
    set(img, radius)
    maxval(img, top)   # 2.5

    See also
    --------

    set, clear, print
    """
def noise(
    image: OutputImage,
    mean: RealLike = 0,
    standard_deviation: RealLike = 0,
    seed: IntegerLike = 0,
    *,
    deviation: RealLike = ...,
) -> None:
    """noise(image, mean, standard deviation, seed)
    ============================================

    Adds Gaussian noise to an image.

    Each pixel gets a normally distributed number of its own; the sum is rounded half away from zero and saturated to the
    pixel type. The numbers depend on the seed and the position in the image only, not on the number of threads.

    Not available in distributed mode: the noise of a pixel depends on its place in the whole image.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    mean [input; real(0)]:
      Mean of the noise, in grey levels.

    standard deviation [input; real(0)]:
      Standard deviation of the noise, in grey levels. 0 means a tenth of the largest value of an integer pixel type,
      and 0.1 for float32.

    seed [input; integer(0)]:
      Number that selects the noise; the lowest 32 bits count. 0 means another noise each time.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if mean or standard deviation is not finite, or the latter negative.

    References
    ----------

    pi2, noise. The first 25 000 pixels get the same numbers there: those of the Mersenne Twister MT19937 (Matsumoto,
    Nishimura, ACM TOMACS 8, 1998) and the polar method (Marsaglia, Bray, SIAM Review 6, 1964). The others depend on thread
    timing there. Here each further block of 25 000 pixels has a generator of its own, chosen by the seed and the number of
    the block: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), with the ziggurat method (Marsaglia, Tsang, Journal of
    Statistical Software 5, 2000; Doornik, "An improved ziggurat method to generate normal random samples", 2005).

    Example
    -------

    newimage(img, uint8, 6, 1)
    set(img, 100)
    noise(img, 0, 0, 123)
    maxval(img, top)   # 143

    See also
    --------

    box, sphere
    """
def normalize(image: OutputImage) -> None:
    """normalize(image)
    ================

    Divides each complex pixel by its absolute value.

    Zero stays zero. The parts of infinite pixels become 0 or NaN.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, normalize.

    Example
    -------

    newimage(img, complex32, 2, 2)
    exponentiate(img)   # 1+0i
    exponentiate(img)
    normalize(img)   # 1+0i

    See also
    --------

    abs, arg, normsquared
    """
def normalizez(image: OutputImage, target_mean: RealLike = ..., *, mean: RealLike = ...) -> None:
    """normalizez(image, target mean)
    ==============================

    Makes all z-slices equally bright in the mean.

    To each slice, the difference between the target and the mean of the slice is added. Without a target, it is the mean
    of the means of all slices. Sums are float64. Means and pixels are float32 for 8- and 16-bit integers and for float32,
    float64 for wider integers; results are rounded half away from zero and saturated.

    Not available in distributed mode: the default target is the mean of all slices.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    target mean [input; real(nan)]:
      Mean of all slices in the result, in grey levels. NaN stands for the mean of the image.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, normalizez, which computes means in float32 for all types.

    Example
    -------

    newimage(img, uint8, 2, 2, 2)
    set(img, [0, 0, 0], 40)
    normalizez(img, 100)
    minval(img, low)   # 90

    See also
    --------

    add, linmap, mean
    """
def normsquared(image: OutputImage) -> None:
    """normsquared(image)
    ==================

    Replaces each complex pixel by the square of its absolute value.

    The result is re² + im², rounded once; the imaginary part becomes 0.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, normsquared.

    Example
    -------

    newimage(img, complex32, 2, 2)
    exponentiate(img)
    negate(img)
    squareroot(img)   # 0+1i
    normsquared(img)   # 1+0i

    See also
    --------

    abs, square, normalize
    """
@overload
def pointstodeformed(points: OutputImage, file_name_prefix: FileLike) -> None:
    """pointstodeformed(points, file name prefix)
    ==========================================

    Moves points from the reference image to the deformed image, with the files of block matching.

    A point X becomes X + shift(X). The shift is linear between the points of the grid, and as at the nearest edge outside
    the grid; it is computed in float64.

    Reads <prefix>_refpoints.txt and <prefix>_defpoints_<size>.raw. The first six lines of the example write what a
    block matching would: a single grid point at (1, 1, 1) that comes to the origin.

    Not available in distributed mode: lists of points are small.

    Arguments
    ---------

    points [input & output; image<float32>]:
      Points to move, in pixels.

    file name prefix [input; string]:
      Start of the names of the files.

    Shapes
    ------

    points is 3×N: x, y and z of each point.

    Errors
    ------

    Dimensions if points is not 3×N; Io if a file is missing, Format if it is not one of block matching.

    References
    ----------

    pi2, pointstodeformed, which calls points an input although it changes them.

    Example
    -------

    newimage(text, uint32, 2, 3)
    set(text, 170991660)
    box(text, 0, [1, 3, 1], 824192049)
    writerawblock(text, "match_refpoints.txt", 0, [2, 3, 1])
    newimage(place, uint64, 3)
    writerawblock(place, "match_defpoints_1x1x1.raw", 0, [3, 1, 1])
    newimage(points, float32, 3)
    pointstodeformed(points, match)   # -1

    See also
    --------

    pullback
    """
@overload
def pointstodeformed(points: OutputImage, prefix: FileLike) -> None: ...
def print(string: ContentLike) -> None:
    """print(string)
    =============

    Prints a text.

    Works the same way in distributed mode.

    Arguments
    ---------

    string [input; string]:
      Text, or the name of a variable whose value is printed.

    Example
    -------

    newvalue(n, int, 3)
    print(n)   # 3

    See also
    --------

    echo, hello
    """
@overload
def pullback(
    image: ImageLike,
    pullback_image: OutputImage,
    file_name_prefix: FileLike,
    interpolation_mode: _Interpolation = "cubic",
    *,
    mode: _Interpolation = ...,
) -> None:
    """pullback(image, pullback image, file name prefix, interpolation mode)
    =====================================================================

    Brings a deformed image back to the coordinates of the reference image, with the files of block matching.

    Pixel p of the result is the value of the image at p + shift(p); outside the image there are zeros. The shift is
    linear between the points of the grid, and as at the nearest edge outside the grid. All is computed in float64.

    Reads <prefix>_refpoints.txt and <prefix>_defpoints_<size>.raw.

    Not available in distributed mode: displacements may be larger than any block.

    Arguments
    ---------

    image [input; image<real>]:
      The deformed image.

    pullback image [output; image<real>]:
      The image without the deformation.

    file name prefix [input; string]:
      Start of the names of the files.

    interpolation mode [input; interpolation mode(Cubic)]:
      How values between pixels are found.
      - Nearest (or 0, no, none, off, nearest neighbour, nearest neighbor, nearestneighbour, nearestneighbor): The nearest pixel; half-way between two, the one that is farther from coordinate 0.
      - Linear (or 1, linear interpolation): Straight lines between neighbouring pixels.
      - Cubic (or 2, cubic interpolation): Cubic convolution of Keys with a = -0.5: smooth, may overshoot.

    Shapes
    ------

    pullback image becomes as large as image.

    Errors
    ------

    Io if a file is missing, Format if it is not one of block matching.

    References
    ----------

    pi2, pullback, which spreads NaN to neighbours of exact positions.

    Example
    -------

    newimage(img, uint8, 4)
    set(img, [1, 0, 0], 7)
    newimage(x, float32, 2)
    set(x, [0, 0, 0], 1)
    set(x, [1, 0, 0], 4)
    newlike(y, x)
    newlike(z, x)
    pullback(img, moved, 0, [3, 1, 1], [3, 0, 0], x, y, z, nearest)   # 7

    See also
    --------

    pointstodeformed, generictransform


    pullback(image, pullback image, grid start, grid step, grid max, x, y, z, interpolation mode, pullback position, pullback size)
    ===============================================================================================================================

    Brings a deformed image back to the coordinates of the reference image, with positions in images.

    The points of the grid are grid start, grid start + grid step, ... up to grid max along each axis. Pixel p of
    the result is the value of the image at X + shift(X) for X = p + pullback position; outside the image there are
    zeros. The shift is linear between the points of the grid, and as at the nearest edge outside the grid. All is
    computed in float64.

    Not available in distributed mode: displacements may be larger than any block.

    Arguments
    ---------

    image [input; image<real>]:
      The deformed image.

    pullback image [output; image<real>]:
      The image without the deformation.

    grid start [input; 3-component integer vector]:
      First point of the grid, in pixels of the reference image.

    grid step [input; 3-component integer vector]:
      Distance of the points of the grid, in pixels.

    grid max [input; 3-component integer vector]:
      Largest possible coordinates of points, in pixels.

    x [input; image<float32>]:
      X-coordinates of the grid points in the deformed image.

    y [input; image<float32>]:
      Y-coordinates of the grid points in the deformed image.

    z [input; image<float32>]:
      Z-coordinates of the grid points in the deformed image.

    interpolation mode [input; interpolation mode(Cubic)]:
      How values between pixels are found.
      - Nearest (or 0, no, none, off, nearest neighbour, nearest neighbor, nearestneighbour, nearestneighbor): The nearest pixel; half-way between two, the one that is farther from coordinate 0.
      - Linear (or 1, linear interpolation): Straight lines between neighbouring pixels.
      - Cubic (or 2, cubic interpolation): Cubic convolution of Keys with a = -0.5: smooth, may overshoot.

    pullback position [input; 3-component real vector("[0, 0, 0]")]:
      Place of the first pixel of the result in the reference image, in pixels.

    pullback size [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the result. [0, 0, 0] is the size of image.

    Shapes
    ------

    x, y and z have one pixel for each point of the grid. pullback image becomes pullback size, or as large as
    image if that is zero.

    Errors
    ------

    Argument if grid step is not positive, grid max is below grid start, or pullback position is not finite;
    Dimensions if x, y or z does not have the size of the grid; Limit if the result is too large.

    References
    ----------

    pi2, pullback, which spreads NaN to neighbours of exact positions.

    Example
    -------

    newimage(img, uint8, 4)
    set(img, [1, 0, 0], 7)
    newimage(x, float32, 2)
    set(x, [0, 0, 0], 1)
    set(x, [1, 0, 0], 4)
    newlike(y, x)
    newlike(z, x)
    pullback(img, moved, 0, [3, 1, 1], [3, 0, 0], x, y, z, nearest)   # 7

    See also
    --------

    pointstodeformed, generictransform
    """
@overload
def pullback(
    image: ImageLike,
    pullback_image: OutputImage,
    prefix: FileLike,
    interpolation_mode: _Interpolation = "cubic",
    *,
    mode: _Interpolation = ...,
) -> None: ...
@overload
def pullback(
    image: ImageLike,
    pullback_image: OutputImage,
    grid_start: IntegerVectorLike,
    grid_step: IntegerVectorLike,
    grid_max: IntegerVectorLike,
    x: ImageLike,
    y: ImageLike,
    z: ImageLike,
    interpolation_mode: _Interpolation = "cubic",
    pullback_position: VectorLike = (0, 0, 0),
    pullback_size: IntegerVectorLike = (0, 0, 0),
    *,
    mode: _Interpolation = ...,
    position: VectorLike = ...,
    size: IntegerVectorLike = ...,
) -> None: ...
@overload
def pullback(
    image: ImageLike,
    pullback_image: OutputImage,
    start: IntegerVectorLike,
    step: IntegerVectorLike,
    max: IntegerVectorLike,
    x: ImageLike,
    y: ImageLike,
    z: ImageLike,
    interpolation_mode: _Interpolation = "cubic",
    pullback_position: VectorLike = (0, 0, 0),
    pullback_size: IntegerVectorLike = (0, 0, 0),
    *,
    mode: _Interpolation = ...,
    position: VectorLike = ...,
    size: IntegerVectorLike = ...,
) -> None: ...
@overload
def pullback(
    image: ImageLike,
    file_name_prefix: FileLike,
    interpolation_mode: _Interpolation = "cubic",
    *,
    mode: _Interpolation = ...,
) -> Pi2Image: ...
@overload
def pullback(
    image: ImageLike,
    prefix: FileLike,
    interpolation_mode: _Interpolation = "cubic",
    *,
    mode: _Interpolation = ...,
) -> Pi2Image: ...
@overload
def pullback(
    image: ImageLike,
    grid_start: IntegerVectorLike,
    grid_step: IntegerVectorLike,
    grid_max: IntegerVectorLike,
    x: ImageLike,
    y: ImageLike,
    z: ImageLike,
    interpolation_mode: _Interpolation = "cubic",
    pullback_position: VectorLike = (0, 0, 0),
    pullback_size: IntegerVectorLike = (0, 0, 0),
    *,
    mode: _Interpolation = ...,
    position: VectorLike = ...,
    size: IntegerVectorLike = ...,
) -> Pi2Image: ...
@overload
def pullback(
    image: ImageLike,
    start: IntegerVectorLike,
    step: IntegerVectorLike,
    max: IntegerVectorLike,
    x: ImageLike,
    y: ImageLike,
    z: ImageLike,
    interpolation_mode: _Interpolation = "cubic",
    pullback_position: VectorLike = (0, 0, 0),
    pullback_size: IntegerVectorLike = (0, 0, 0),
    *,
    mode: _Interpolation = ...,
    position: VectorLike = ...,
    size: IntegerVectorLike = ...,
) -> Pi2Image: ...
def ramp(
    image: OutputImage,
    dimension: IntegerLike = 0,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    origin: IntegerVectorLike = ...,
) -> None:
    """ramp(image, dimension, block origin)
    ====================================

    Sets each pixel to one of its coordinates.

    Coordinates that the pixel type cannot hold become its largest or smallest value.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to fill.

    dimension [input; integer(0)]:
      The coordinate: 0 is x, 1 is y, 2 is z.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if dimension is not 0, 1 or 2.

    References
    ----------

    pi2, ramp.

    Example
    -------

    newimage(img, uint8, 300, 2)
    ramp(img)
    newimage(total, uint64)
    sum(img, total)   # 87720

    See also
    --------

    ramp3, box
    """
def ramp3(image: OutputImage, block_origin: IntegerVectorLike = (0, 0, 0), *, origin: IntegerVectorLike = ...) -> None:
    """ramp3(image, block origin)
    ==========================

    Sets each pixel to the sum of its coordinates.

    Sums that the pixel type cannot hold become its largest or smallest value.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to fill.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, ramp3.

    Example
    -------

    newimage(img, uint8, 4, 3, 2)
    ramp3(img)
    maxval(img, top)   # 6

    See also
    --------

    ramp, box
    """
def rawinfo(filename: FileLike) -> None:
    """rawinfo(filename)
    =================

    Prints size and pixel type of a raw file.

    They are found out from the name, which may be given without its end, and the length of the file.

    Works the same way in distributed mode.

    Arguments
    ---------

    filename [input; string]:
      File to look at.

    Errors
    ------

    None: the reason why the file is no raw image is printed.

    References
    ----------

    pi2, rawinfo.

    Example
    -------

    newimage(img, uint8, 20, 10, 3)
    writeraw(img, ./example_output/looked_at)
    rawinfo(./example_output/looked_at)
    print(done)   # done

    See also
    --------

    readraw, fileinfo, sequenceinfo, isimagefile
    """
def read(
    filename: str | os.PathLike[str],
    data_type_override: ImageDataType | str = "",
    target_image: Pi2Image | None = None,
) -> Pi2Image:
    """Read an image from a file into a new image, or into the target image, and return it.

    read(image name, filename, data type)
    =====================================

    Reads an image from a file; the format is found out from its content.

    An image of the same name is replaced. Dimensions and pixel type come from the file, and so do voxel size, origin and
    unit, if it has them; listmeta names these and the other items that the file tells. Pixels are as they are stored:
    rescaling (DICOM, NIfTI) is in the items rescale slope and rescale intercept. Pixels of type float64 are read if
    the data type is float32.

    A data set of an HDF5 file is named behind the file, as in scan.h5:/entry/data. Without a name, it is the one to
    which the attributes of NeXus lead, /exchange/data, /entry1/tomo_entry/data/data, or the one with the most axes
    and pixels.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to read.

    data type [input; string("")]:
      Pixel type; empty or unknown takes that of the file.

    Errors
    ------

    Io or Format if the file cannot be read; the message says what was tried. Argument if the data type is not a
    pixel type.

    Example
    -------

    newimage(img, uint16, 20, 10)
    set(img, [3, 2, 0], 500)
    writetif(img, ./example_output/image)
    read(back, ./example_output/image.tif)
    maxval(back, top)   # 500

    See also
    --------

    readraw, readnn5block, writetif, writepng, writelz4, writenn5
    """
@overload
def readblock(
    image_name: OutputImage,
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    block_width: IntegerLike,
    block_height: IntegerLike,
    block_depth: IntegerLike,
    data_type: DataTypeLike = "",
    *,
    type: DataTypeLike = ...,
) -> None:
    """readblock(image name, filename, x, y, z, block width, block height, block depth, data type)
    ===========================================================================================

    Reads a part of a file of any format, with the box given as numbers.

    Not available in distributed mode: a part of a file is read by one process; read the file and crop it.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to read.

    x [input; integer]:
      First column, in pixels.

    y [input; integer]:
      First row, in pixels.

    z [input; integer]:
      First slice, in pixels.

    block width [input; integer]:
      Size along x, in pixels.

    block height [input; integer]:
      Size along y, in pixels.

    block depth [input; integer]:
      Size along z, in pixels.

    data type [input; string("")]:
      Pixel type; empty or unknown takes that of the file.

    Errors
    ------

    As the other form.

    References
    ----------

    pi2, readblock.

    Example
    -------

    newimage(img, uint8, 20, 10, 5)
    set(img, [9, 8, 3], 7)
    writetif(img, ./example_output/whole)
    readblock(part, ./example_output/whole.tif, 9, 8, 3, 1, 1, 1)
    minval(part, low)   # 7

    See also
    --------

    read, readrawblock, readnn5block


    readblock(image name, filename, position, block size, data type)
    ================================================================

    Reads a part of a file of any format.

    The format is found out as by read. Most formats read only what is in the box; those that are compressed as a whole
    are decompressed up to its end. Pixels of the box that lie outside the image are zero.

    Not available in distributed mode: a part of a file is read by one process; read the file and crop it.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to read.

    position [input; 3-component integer vector]:
      First pixel of the box along x, y and z.

    block size [input; 3-component integer vector]:
      Size of the box along x, y and z, in pixels.

    data type [input; string("")]:
      Pixel type; empty or unknown takes that of the file.

    Errors
    ------

    Argument if the position is outside the image or a side of the box is not positive. Io or Format if the file
    cannot be read; the message says what was tried.

    References
    ----------

    pi2, readblock.

    Example
    -------

    newimage(img, uint8, 20, 10, 5)
    set(img, [9, 8, 3], 7)
    writetif(img, ./example_output/whole)
    readblock(part, ./example_output/whole.tif, [9, 8, 3], [1, 1, 1])
    minval(part, low)   # 7

    See also
    --------

    read, readrawblock, readnn5block
    """
@overload
def readblock(
    image_name: OutputImage,
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
    data_type: DataTypeLike = "",
    *,
    type: DataTypeLike = ...,
) -> None: ...
@overload
def readblock(
    image_name: OutputImage,
    filename: FileLike,
    position: IntegerVectorLike,
    block_size: IntegerVectorLike,
    data_type: DataTypeLike = "",
    *,
    type: DataTypeLike = ...,
) -> None: ...
@overload
def readblock(
    image_name: OutputImage,
    filename: FileLike,
    position: IntegerVectorLike,
    size: IntegerVectorLike,
    data_type: DataTypeLike = "",
    *,
    type: DataTypeLike = ...,
) -> None: ...
@overload
def readblock(
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    block_width: IntegerLike,
    block_height: IntegerLike,
    block_depth: IntegerLike,
    data_type: DataTypeLike = "",
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
@overload
def readblock(
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
    data_type: DataTypeLike = "",
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
@overload
def readblock(
    filename: FileLike,
    position: IntegerVectorLike,
    block_size: IntegerVectorLike,
    data_type: DataTypeLike = "",
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
@overload
def readblock(
    filename: FileLike,
    position: IntegerVectorLike,
    size: IntegerVectorLike,
    data_type: DataTypeLike = "",
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
def readmeta(image: OutputImage, filename: FileLike) -> None:
    """readmeta(image, filename)
    =========================

    Reads metadata from a text file.

    Items of the file replace items with the same key; the others stay. Files of pi2 and files written by hand are read,
    too.

    Not available in distributed mode: metadata is not stored with the blocks of an image.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    filename [input; string]:
      Name of the file.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Io if the file cannot be read.

    References
    ----------

    pi2, readmeta, which loses the last letter of the key in key=value.

    Example
    -------

    newimage(img, uint8)
    setmeta(img, sample, bone)
    writemeta(img, "./example_items.txt")
    setmeta(img, sample, wood)
    readmeta(img, "./example_items.txt")
    getmeta(img, sample, text)   # bone

    See also
    --------

    writemeta, setmeta
    """
@overload
def readnn5block(
    image_name: OutputImage,
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    block_width: IntegerLike,
    block_height: IntegerLike,
    block_depth: IntegerLike,
) -> None:
    """readnn5block(image name, filename, x, y, z, block width, block height, block depth)
    ===================================================================================

    Reads a part of an NN5 dataset, with the box given as numbers.

    Not available in distributed mode: a part of a file is read by one process; read the file and crop it.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      Folder of the dataset.

    x [input; integer]:
      First column, in pixels.

    y [input; integer]:
      First row, in pixels.

    z [input; integer]:
      First slice, in pixels.

    block width [input; integer]:
      Size along x, in pixels.

    block height [input; integer]:
      Size along y, in pixels.

    block depth [input; integer]:
      Size along z, in pixels.

    Errors
    ------

    As the other form.

    References
    ----------

    pi2, readnn5block.

    Example
    -------

    newimage(img, uint8, 20, 10, 5)
    set(img, [9, 8, 3], 7)
    writenn5(img, ./example_output/blocks, [8, 8, 8])
    readnn5block(part, ./example_output/blocks, 9, 8, 3, 1, 1, 1)
    minval(part, low)   # 7

    See also
    --------

    read, writenn5


    readnn5block(image name, filename, position, block size)
    ========================================================

    Reads a part of an NN5 dataset.

    Only the chunks that have pixels in the box are read. Pixels of the box that lie outside the dataset are zero.

    Not available in distributed mode: a part of a file is read by one process; read the file and crop it.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      Folder of the dataset.

    position [input; 3-component integer vector]:
      First pixel of the box along x, y and z.

    block size [input; 3-component integer vector]:
      Size of the box along x, y and z, in pixels.

    Errors
    ------

    Argument if the position is outside the dataset or a side of the box is not positive. Io or Format if the
    dataset cannot be read.

    References
    ----------

    pi2, readnn5block.

    Example
    -------

    newimage(img, uint8, 20, 10, 5)
    set(img, [9, 8, 3], 7)
    writenn5(img, ./example_output/blocks, [8, 8, 8])
    readnn5block(part, ./example_output/blocks, [9, 8, 3], [1, 1, 1])
    minval(part, low)   # 7

    See also
    --------

    read, writenn5
    """
@overload
def readnn5block(
    image_name: OutputImage,
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
) -> None: ...
@overload
def readnn5block(
    image_name: OutputImage,
    filename: FileLike,
    position: IntegerVectorLike,
    block_size: IntegerVectorLike,
) -> None: ...
@overload
def readnn5block(
    image_name: OutputImage,
    filename: FileLike,
    position: IntegerVectorLike,
    size: IntegerVectorLike,
) -> None: ...
@overload
def readnn5block(
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    block_width: IntegerLike,
    block_height: IntegerLike,
    block_depth: IntegerLike,
) -> Pi2Image: ...
@overload
def readnn5block(
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
) -> Pi2Image: ...
@overload
def readnn5block(filename: FileLike, position: IntegerVectorLike, block_size: IntegerVectorLike) -> Pi2Image: ...
@overload
def readnn5block(filename: FileLike, position: IntegerVectorLike, size: IntegerVectorLike) -> Pi2Image: ...
@overload
def readraw(
    image_name: OutputImage,
    filename: FileLike,
    data_type: DataTypeLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
) -> None:
    """readraw(image name, filename, data type, width, height, depth)
    ==============================================================

    Reads a file that contains only pixels, x fastest, in little-endian order.

    Dimensions and type that are not given are found out from the name (name_256x256x129.raw) and the file size; the
    name may be given without its end.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to read.

    data type [input; string]:
      Pixel type; empty or unknown finds it out.

    width [input; integer]:
      Size along x, in pixels; 0 finds all dimensions out.

    height [input; integer]:
      Size along y, in pixels.

    depth [input; integer]:
      Size along z, in pixels.

    Errors
    ------

    Format if the size of the file does not fit; Argument if the data type is not a pixel type.

    Example
    -------

    newimage(img, uint16, 20, 10)
    set(img, [3, 2, 0], 500)
    writeraw(img, ./example_output/raw)
    readraw(back, ./example_output/raw, uint16)
    maxval(back, top)   # 500

    See also
    --------

    read, writeraw


    readraw(image name, filename, data type, dimensions)
    ====================================================

    Reads a file that contains only pixels, x fastest, in little-endian order, with the size given as a vector.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to read.

    data type [input; string("")]:
      Pixel type; empty or unknown finds it out.

    dimensions [input; 3-component integer vector("[0, 0, 0]")]:
      Size along x, y and z, in pixels; a component below 1 finds all of them out.

    Errors
    ------

    Format if the size of the file does not fit; Argument if the data type is not a pixel type.

    Example
    -------

    newimage(img, uint8, 20, 10)
    set(img, 7)
    writeraw(img, ./example_output/raw8)
    readraw(back, ./example_output/raw8_20x10x1.raw, uint8, [20, 10, 1])
    minval(back, low)   # 7

    See also
    --------

    read, writeraw
    """
@overload
def readraw(
    image_name: OutputImage,
    filename: FileLike,
    type: DataTypeLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
) -> None: ...
@overload
def readraw(
    image_name: OutputImage,
    filename: FileLike,
    data_type: DataTypeLike = "",
    dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    type: DataTypeLike = ...,
) -> None: ...
@overload
def readraw(
    filename: FileLike,
    data_type: DataTypeLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
) -> Pi2Image: ...
@overload
def readraw(
    filename: FileLike,
    type: DataTypeLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
) -> Pi2Image: ...
@overload
def readraw(
    filename: FileLike,
    data_type: DataTypeLike = "",
    dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
@overload
def readrawblock(
    image_name: OutputImage,
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    block_width: IntegerLike,
    block_height: IntegerLike,
    block_depth: IntegerLike,
    data_type: DataTypeLike = "",
    total_width: IntegerLike = 0,
    total_height: IntegerLike = 0,
    total_depth: IntegerLike = 0,
    *,
    type: DataTypeLike = ...,
) -> None:
    """readrawblock(image name, filename, x, y, z, block width, block height, block depth, data type, total width, total height, total depth)
    ======================================================================================================================================

    Reads a part of a raw file, with the box and the size of the file given as numbers.

    Not available in distributed mode: a part of a file is read by one process; read the file and crop it.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to read.

    x [input; integer]:
      First column, in pixels.

    y [input; integer]:
      First row, in pixels.

    z [input; integer]:
      First slice, in pixels.

    block width [input; integer]:
      Size along x, in pixels.

    block height [input; integer]:
      Size along y, in pixels.

    block depth [input; integer]:
      Size along z, in pixels.

    data type [input; string("")]:
      Pixel type; empty or unknown finds it out.

    total width [input; integer(0)]:
      Size of the file along x, in pixels; 0 finds all dimensions out.

    total height [input; integer(0)]:
      Size of the file along y, in pixels.

    total depth [input; integer(0)]:
      Size of the file along z, in pixels.

    Errors
    ------

    As the other form.

    References
    ----------

    pi2, readrawblock.

    Example
    -------

    newimage(img, uint8, 20, 10, 5)
    set(img, [9, 8, 3], 7)
    writeraw(img, ./example_output/whole)
    readrawblock(part, ./example_output/whole, 9, 8, 3, 1, 1, 1)
    minval(part, low)   # 7

    See also
    --------

    readraw, writerawblock, readblock


    readrawblock(image name, filename, position, block size, data type, image size)
    ===============================================================================

    Reads a part of a raw file.

    Only the pixels of the box are read. Those that lie outside the image are zero. Dimensions and type that are not given
    are found out as by readraw.

    Not available in distributed mode: a part of a file is read by one process; read the file and crop it.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to read.

    position [input; 3-component integer vector]:
      First pixel of the box along x, y and z.

    block size [input; 3-component integer vector]:
      Size of the box along x, y and z, in pixels.

    data type [input; string("")]:
      Pixel type; empty or unknown finds it out.

    image size [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the file along x, y and z, in pixels; a component below 1 finds all of them out.

    Errors
    ------

    Argument if the position is outside the image or a side of the box is not positive. Format if the size of the file
    does not fit.

    References
    ----------

    pi2, readrawblock.

    Example
    -------

    newimage(img, uint8, 20, 10, 5)
    set(img, [9, 8, 3], 7)
    writeraw(img, ./example_output/whole)
    readrawblock(part, ./example_output/whole_20x10x5.raw, [9, 8, 3], [1, 1, 1], uint8, [20, 10, 5])
    minval(part, low)   # 7

    See also
    --------

    readraw, writerawblock, readblock
    """
@overload
def readrawblock(
    image_name: OutputImage,
    filename: FileLike,
    position: IntegerVectorLike,
    block_size: IntegerVectorLike,
    data_type: DataTypeLike = "",
    image_size: IntegerVectorLike = (0, 0, 0),
    *,
    type: DataTypeLike = ...,
) -> None: ...
@overload
def readrawblock(
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    block_width: IntegerLike,
    block_height: IntegerLike,
    block_depth: IntegerLike,
    data_type: DataTypeLike = "",
    total_width: IntegerLike = 0,
    total_height: IntegerLike = 0,
    total_depth: IntegerLike = 0,
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
@overload
def readrawblock(
    filename: FileLike,
    position: IntegerVectorLike,
    block_size: IntegerVectorLike,
    data_type: DataTypeLike = "",
    image_size: IntegerVectorLike = (0, 0, 0),
    *,
    type: DataTypeLike = ...,
) -> Pi2Image: ...
@overload
def readsequence(image_name: OutputImage, filename_template: FileLike) -> None:
    """readsequence(image name, filename template)
    ===========================================

    Reads an image whose slices are files of their own.

    The slices are all images in a folder, or those whose names match a template: * stands for any text, ? for one
    character, @ for one or more digits, in the last part of the path. A file whose name is just the template wins.
    TIFF, PNG, JPEG and DICOM files are slices, found by their endings in any case. They are ordered by their names, where
    numbers count by their value (a2 before a10), or by their positions if the files tell them.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename template [input; string]:
      Folder, or template for the names of the files.

    Errors
    ------

    Io or Format if there are no such files or one of them cannot be read. All files must hold one slice of the same
    size and pixel type; the message names the file that does not.

    References
    ----------

    pi2, readsequence.

    Example
    -------

    newimage(img, uint16, 20, 10, 3)
    set(img, [3, 2, 1], 500)
    writesequence(img, ./example_output/slices/s_@(3).tif)
    readsequence(back, ./example_output/slices/s_@.tif)
    maxval(back, top)   # 500

    See also
    --------

    read, readsequenceblock, writesequence, sequenceinfo
    """
@overload
def readsequence(image_name: OutputImage, template: FileLike) -> None: ...
@overload
def readsequence(filename_template: FileLike) -> Pi2Image: ...
@overload
def readsequence(template: FileLike) -> Pi2Image: ...
@overload
def readsequenceblock(
    image_name: OutputImage,
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    block_width: IntegerLike,
    block_height: IntegerLike,
    block_depth: IntegerLike,
) -> None:
    """readsequenceblock(image name, filename, x, y, z, block width, block height, block depth)
    ========================================================================================

    Reads a part of an image whose slices are files of their own, with the box given as numbers.

    Not available in distributed mode: a part of a sequence is read by one process; readsequence it and crop it.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      Folder, or template for the names of the files.

    x [input; integer]:
      First column, in pixels.

    y [input; integer]:
      First row, in pixels.

    z [input; integer]:
      First slice, in pixels.

    block width [input; integer]:
      Size along x, in pixels.

    block height [input; integer]:
      Size along y, in pixels.

    block depth [input; integer]:
      Size along z, in pixels.

    Errors
    ------

    As the other form.

    References
    ----------

    pi2, readsequenceblock.

    Example
    -------

    newimage(img, uint8, 20, 10, 5)
    set(img, [9, 8, 3], 7)
    writesequence(img, ./example_output/parts/s_@.png)
    readsequenceblock(part, ./example_output/parts/s_@.png, 9, 8, 3, 1, 1, 1)
    minval(part, low)   # 7

    See also
    --------

    read, readsequence, writesequenceblock


    readsequenceblock(image name, filename, position, block size)
    =============================================================

    Reads a part of an image whose slices are files of their own.

    Only the files of the slices in the box are read. Pixels of the box that lie outside the image are zero.

    Not available in distributed mode: a part of a sequence is read by one process; readsequence it and crop it.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      Folder, or template for the names of the files.

    position [input; 3-component integer vector]:
      First pixel of the box along x, y and z.

    block size [input; 3-component integer vector]:
      Size of the box along x, y and z, in pixels.

    Errors
    ------

    Argument if the position is outside the image or a side of the box is not positive. Io or Format as for
    readsequence.

    References
    ----------

    pi2, readsequenceblock.

    Example
    -------

    newimage(img, uint8, 20, 10, 5)
    set(img, [9, 8, 3], 7)
    writesequence(img, ./example_output/boxes/s_@.png)
    readsequenceblock(part, ./example_output/boxes/s_@.png, [9, 8, 3], [1, 1, 1])
    minval(part, low)   # 7

    See also
    --------

    read, readsequence, writesequenceblock
    """
@overload
def readsequenceblock(
    image_name: OutputImage,
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
) -> None: ...
@overload
def readsequenceblock(
    image_name: OutputImage,
    filename: FileLike,
    position: IntegerVectorLike,
    block_size: IntegerVectorLike,
) -> None: ...
@overload
def readsequenceblock(
    image_name: OutputImage,
    filename: FileLike,
    position: IntegerVectorLike,
    size: IntegerVectorLike,
) -> None: ...
@overload
def readsequenceblock(
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    block_width: IntegerLike,
    block_height: IntegerLike,
    block_depth: IntegerLike,
) -> Pi2Image: ...
@overload
def readsequenceblock(
    filename: FileLike,
    x: IntegerLike,
    y: IntegerLike,
    z: IntegerLike,
    width: IntegerLike,
    height: IntegerLike,
    depth: IntegerLike,
) -> Pi2Image: ...
@overload
def readsequenceblock(filename: FileLike, position: IntegerVectorLike, block_size: IntegerVectorLike) -> Pi2Image: ...
@overload
def readsequenceblock(filename: FileLike, position: IntegerVectorLike, size: IntegerVectorLike) -> Pi2Image: ...
@overload
def readvol(image_name: OutputImage, filename: FileLike) -> None:
    """readvol(image name, filename)
    =============================

    Reads a volume with a small text header: SimpleVol or PyHST.

    A SimpleVol file (.vol, .longvol) begins with its header. A PyHST volume (name.vol) has its header beside it, in
    name.vol.info; its pixel type follows from its name and length. read finds out both of them, too.

    Not available in distributed mode: the header is not known to jobs; write the image to a raw file first.

    Arguments
    ---------

    image name [input; string]:
      Name of the image.

    filename [input; string]:
      File to read.

    Errors
    ------

    Io if there is no such file; Format if the header is not understood or the pixels are not all there.

    References
    ----------

    SimpleVol, <https://perso.liris.cnrs.fr/david.coeurjolly/Code/SimpleVol/>.

    Example
    -------

    newimage(img, uint8, 4, 2)
    set(img, 58)
    writeraw(img, ./example_output/volume)
    setmeta(img, NUM_X, 4); setmeta(img, NUM_Y, 2); setmeta(img, NUM_Z, 1)
    writemeta(img, ./example_output/volume_4x2x1.raw.info)
    readvol(back, ./example_output/volume_4x2x1.raw)
    maxval(back, top)   # 58

    See also
    --------

    read, readraw
    """
@overload
def readvol(filename: FileLike) -> Pi2Image: ...
def real(image: OutputImage) -> None:
    """real(image)
    ===========

    Replaces each complex pixel by its real part.

    The imaginary part becomes 0.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, real.

    Example
    -------

    newimage(img, complex32, 2, 2)
    exponentiate(img)
    negate(img)
    squareroot(img)   # 0+1i
    real(img)   # 0+0i

    See also
    --------

    imag, conjugate, abs
    """
def replace(image: OutputImage, a: RealLike, b: RealLike) -> None:
    """replace(image, a, b)
    ====================

    Replaces one value by another.

    Both values are rounded half away from zero and saturated to the pixel type. Pixels that are equal to a become b;
    if a is NaN, these are the pixels that are NaN.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    a [input; real]:
      Value to replace, in grey levels.

    b [input; real]:
      Value to replace it by, in grey levels.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, replace, where infinite pixels are never found and float32 pixels may be up to 10⁻¹⁰ away from a.

    Example
    -------

    newimage(img, float32, 4, 4)
    set(img, inf)
    replace(img, inf, 7)
    maxval(img, top)   # 7

    See also
    --------

    ensurefinite, clamp
    """
def resettiming() -> None:
    """resettiming()
    =============

    Forgets the time spent so far.

    Works the same way in distributed mode.

    Example
    -------

    resettiming()
    print(done)   # done

    See also
    --------

    timing, savetiming
    """
@overload
def reslice(input_image: ImageLike, output_image: OutputImage, direction: _ResliceDirection) -> None:
    """reslice(input image, output image, direction)
    =============================================

    Cuts an image into slices along another axis.

    Pixels are copied exactly.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to cut.

    output image [output; image<any>]:
      The image with its slices along z.

    direction [input; string]:
      From where the slices are seen: Top, Bottom, Left or Right.
      - Top: From smaller y: slices along y, with z pointing up.
      - Bottom: From larger y: slices along y, the first is that with the largest y.
      - Left: From smaller x: slices along x, with z pointing left.
      - Right: From larger x: slices along x, the first is that with the largest x.

    Shapes
    ------

    input image is W×H×D. Pixel (x, y, z) comes to
    (x, D - 1 - z, y) for Top, (x, z, H - 1 - y) for Bottom: output image becomes W×D×H;
    (D - 1 - z, y, x) for Left, (z, y, W - 1 - x) for Right: output image becomes D×H×W.

    Errors
    ------

    Limit if there is not enough memory. Another direction fits no form of the command.

    References
    ----------

    pi2, reslice.

    Example
    -------

    newimage(img, uint8, 3, 2, 2)
    set(img, [0, 0, 1], 6)
    reslice(img, slices, top)   # 6

    See also
    --------

    rot90cw, rot90ccw, flip, rotate
    """
@overload
def reslice(input_image: ImageLike, direction: _ResliceDirection) -> Pi2Image: ...
@overload
def rot90ccw(input_image: ImageLike, output_image: OutputImage) -> None:
    """rot90ccw(input image, output image)
    ===================================

    Turns an image counterclockwise by 90 degrees about the z-axis.

    Counterclockwise is meant on a screen, where y points down: the y-axis becomes the x-axis. Pixels are copied exactly.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to turn.

    output image [output; image<any>]:
      The turned image.

    Shapes
    ------

    input image is W×H×D; output image becomes H×W×D, with pixel (x, y, z) at (y, W - 1 - x, z).

    Errors
    ------

    Limit if there is not enough memory.

    References
    ----------

    pi2, rot90ccw.

    Example
    -------

    newimage(img, uint8, 3, 2)
    set(img, [2, 0, 0], 4)
    rot90ccw(img, turned)   # 4

    See also
    --------

    rot90cw, rotate, flip, reslice
    """
@overload
def rot90ccw(input_image: ImageLike) -> Pi2Image: ...
@overload
def rot90cw(input_image: ImageLike, output_image: OutputImage) -> None:
    """rot90cw(input image, output image)
    ==================================

    Turns an image clockwise by 90 degrees about the z-axis.

    Clockwise is meant on a screen, where y points down: the x-axis becomes the y-axis. Pixels are copied exactly.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to turn.

    output image [output; image<any>]:
      The turned image.

    Shapes
    ------

    input image is W×H×D; output image becomes H×W×D, with pixel (x, y, z) at (H - 1 - y, x, z).

    Errors
    ------

    Limit if there is not enough memory.

    References
    ----------

    pi2, rot90cw.

    Example
    -------

    newimage(img, uint8, 3, 2)
    set(img, [0, 1, 0], 4)
    rot90cw(img, turned)   # 4

    See also
    --------

    rot90ccw, rotate, flip, reslice
    """
@overload
def rot90cw(input_image: ImageLike) -> Pi2Image: ...
@overload
def rotate(
    input_image: ImageLike,
    output_image: OutputImage,
    angle: RealLike,
    axis: VectorLike,
    input_center: VectorLike,
    output_center: VectorLike,
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    block_origin: IntegerVectorLike = (0, 0, 0),
    full_input_dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
    origin: IntegerVectorLike = ...,
    dimensions: IntegerVectorLike = ...,
) -> None:
    """rotate(input image, output image, angle, axis, input center, output center, interpolation mode, boundary condition, block origin, full input dimensions)
    ========================================================================================================================================================

    Rotates an image about an axis through given points.

    Pixel p of the result is the value of the input at Rᵀ(p - output center) + input center, where R is the rotation
    by angle about axis by the right-hand rule: a positive angle about +z turns +x towards +y, which is clockwise on a
    screen, where y points down. Positions are float64.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to rotate.

    output image [output; image<any>]:
      The rotated image.

    angle [input; real]:
      Angle of the rotation, in radians.

    axis [input; 3-component real vector("[0, 0, 1]")]:
      Direction of the axis of rotation. Its length does not matter.

    input center [input; 3-component real vector]:
      A point on the axis in the input image, in pixels.

    output center [input; 3-component real vector]:
      The place of that point in the output image, in pixels.

    interpolation mode [input; interpolation mode(Linear)]:
      How values between pixels are found.
      - Nearest (or 0, no, none, off, nearest neighbour, nearest neighbor, nearestneighbour, nearestneighbor): The nearest pixel; half-way between two, the one that is farther from coordinate 0.
      - Linear (or 1, linear interpolation): Straight lines between neighbouring pixels.
      - Cubic (or 2, cubic interpolation): Cubic convolution of Keys with a = -0.5: smooth, may overshoot.

    boundary condition [input; boundary condition(Zero)]:
      What lies outside the input image.
      - Zero (or 0): Zeros.
      - Nearest (or 1): The nearest pixel inside.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Position of the output image in the whole output image, for distributed mode.

    full input dimensions [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the whole input image if input image is a part of it, for distributed mode.

    Shapes
    ------

    output image keeps its size. A new one has a single pixel: make it first.

    Errors
    ------

    Argument if angle, axis or a centre is not finite, or axis is zero.

    References
    ----------

    pi2, rotate, whose positions are float32 and which spreads NaN to neighbours of exact positions.

    Example
    -------

    newimage(img, uint8, 3, 3)
    set(img, [2, 1, 0], 7)
    newimage(turned, uint8, 3, 3)
    rotate(img, turned, 1.5707963267948966, [0, 0, 1], [1, 1, 0], [1, 1, 0], nearest)
    maxval(turned, top)   # 7

    See also
    --------

    rot90cw, rot90ccw, translate, scale


    rotate(input image, output image, angle, axis, interpolation mode, boundary condition, block origin, full input dimensions)
    ===========================================================================================================================

    Rotates an image about an axis through its middle.

    As the form with centres, which are half of the sizes of the input and the output image, rounded down: [⌊W/2⌋, ⌊H/2⌋,
    ⌊D/2⌋]. The middle of an image with an even number of pixels lies half a pixel before that, so that such images move:
    give (size - 1)/2 as centres to turn them about their exact middle.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to rotate.

    output image [output; image<any>]:
      The rotated image.

    angle [input; real]:
      Angle of the rotation, in radians.

    axis [input; 3-component real vector("[0, 0, 1]")]:
      Direction of the axis of rotation. Its length does not matter.

    interpolation mode [input; interpolation mode(Linear)]:
      How values between pixels are found.
      - Nearest (or 0, no, none, off, nearest neighbour, nearest neighbor, nearestneighbour, nearestneighbor): The nearest pixel; half-way between two, the one that is farther from coordinate 0.
      - Linear (or 1, linear interpolation): Straight lines between neighbouring pixels.
      - Cubic (or 2, cubic interpolation): Cubic convolution of Keys with a = -0.5: smooth, may overshoot.

    boundary condition [input; boundary condition(Zero)]:
      What lies outside the input image.
      - Zero (or 0): Zeros.
      - Nearest (or 1): The nearest pixel inside.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Position of the output image in the whole output image, for distributed mode, which gives the centres.

    full input dimensions [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the whole input image if input image is a part of it, for distributed mode.

    Shapes
    ------

    output image keeps its size. A new one has a single pixel: make it first.

    Errors
    ------

    Argument if angle or axis is not finite, or axis is zero.

    References
    ----------

    pi2, rotate, whose positions are float32 and which spreads NaN to neighbours of exact positions.

    Example
    -------

    newimage(img, uint8, 3, 3)
    set(img, [2, 1, 0], 7)
    newimage(turned, uint8, 3, 3)
    rotate(img, turned, 1.5707963267948966)
    maxval(turned, top)   # 7

    See also
    --------

    rot90cw, rot90ccw, translate, scale
    """
@overload
def rotate(
    input_image: ImageLike,
    output_image: OutputImage,
    angle: RealLike,
    *,
    axis: VectorLike = (0, 0, 1),
    input_center: VectorLike,
    output_center: VectorLike,
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    block_origin: IntegerVectorLike = (0, 0, 0),
    full_input_dimensions: IntegerVectorLike = (0, 0, 0),
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
    origin: IntegerVectorLike = ...,
    dimensions: IntegerVectorLike = ...,
) -> None: ...
@overload
def rotate(
    input_image: ImageLike,
    output_image: OutputImage,
    angle: RealLike,
    axis: VectorLike = (0, 0, 1),
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    block_origin: IntegerVectorLike = (0, 0, 0),
    full_input_dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
    origin: IntegerVectorLike = ...,
    dimensions: IntegerVectorLike = ...,
) -> None: ...
@overload
def rotate(
    input_image: ImageLike,
    angle: RealLike,
    axis: VectorLike,
    input_center: VectorLike,
    output_center: VectorLike,
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    block_origin: IntegerVectorLike = (0, 0, 0),
    full_input_dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
    origin: IntegerVectorLike = ...,
    dimensions: IntegerVectorLike = ...,
) -> Pi2Image: ...
@overload
def rotate(
    input_image: ImageLike,
    angle: RealLike,
    *,
    axis: VectorLike = (0, 0, 1),
    input_center: VectorLike,
    output_center: VectorLike,
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    block_origin: IntegerVectorLike = (0, 0, 0),
    full_input_dimensions: IntegerVectorLike = (0, 0, 0),
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
    origin: IntegerVectorLike = ...,
    dimensions: IntegerVectorLike = ...,
) -> Pi2Image: ...
@overload
def rotate(
    input_image: ImageLike,
    angle: RealLike,
    axis: VectorLike = (0, 0, 1),
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    block_origin: IntegerVectorLike = (0, 0, 0),
    full_input_dimensions: IntegerVectorLike = (0, 0, 0),
    *,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
    origin: IntegerVectorLike = ...,
    dimensions: IntegerVectorLike = ...,
) -> Pi2Image: ...
def round(image: OutputImage) -> None:
    """round(image)
    ============

    Rounds each pixel to the nearest integer, half away from zero.

    Integer images stay as they are.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, round, which loses digits of 32- and 64-bit integers above 2²⁴.

    Example
    -------

    newimage(img, float32, 2, 2)
    set(img, -2.5)
    round(img)
    maxval(img, top)   # -3

    See also
    --------

    ceil, floor, convert
    """
@overload
def savetiming(file_name: FileLike) -> None:
    """savetiming(file name)
    =====================

    Writes the time spent so far to a file, in the form of timing.

    Works the same way in distributed mode.

    Arguments
    ---------

    file name [input; string]:
      File to write; missing folders are created.

    Errors
    ------

    Io if the file cannot be written.

    Example
    -------

    savetiming("./example_output/timing.txt")
    print(saved)   # saved

    See also
    --------

    timing, resettiming
    """
@overload
def savetiming(name: FileLike) -> None: ...
@overload
def scale(
    input_image: ImageLike,
    output_image: OutputImage,
    scaling_factor: VectorLike = (0, 0, 0),
    average_when_downsizing: BooleanLike = False,
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "nearest",
    block_origin: IntegerVectorLike = (-1, -1, -1),
    *,
    factor: VectorLike = ...,
    downsizing: BooleanLike = ...,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
    origin: IntegerVectorLike = ...,
) -> None:
    """scale(input image, output image, scaling factor, average when downsizing, interpolation mode, boundary condition, block origin)
    ===============================================================================================================================

    Makes an image larger or smaller by any factor.

    Pixel p of the result is the value of the input at p / factor, without a shift by half a pixel. Details smaller than
    the new pixels cause artefacts in a smaller image unless average when downsizing is set: then the input is smoothed
    first with a Gaussian of standard deviation (1/factor - 1)/2 along each axis that gets shorter. Positions are float64;
    values are float32 for 8-bit, 16-bit, float32 and complex images, float64 for wider ones.

    Works block by block in distributed mode; blocks of input and output correspond. It needs 1 times the memory of its images in addition.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to scale.

    output image [output; image<any>]:
      The scaled image.

    scaling factor [input; 3-component real vector("[0, 0, 0]")]:
      Output size divided by input size along x, y and z, dimensionless. One number sets all three, also for
      two-dimensional images. 0 or less takes it from the size of the output image.

    average when downsizing [input; boolean(False)]:
      True to smooth the input image along axes that get shorter.

    interpolation mode [input; interpolation mode(Linear)]:
      How values between pixels are found.
      - Nearest (or 0, no, none, off, nearest neighbour, nearest neighbor, nearestneighbour, nearestneighbor): The nearest pixel; half-way between two, the one that is farther from coordinate 0.
      - Linear (or 1, linear interpolation): Straight lines between neighbouring pixels.
      - Cubic (or 2, cubic interpolation): Cubic convolution of Keys with a = -0.5: smooth, may overshoot.

    boundary condition [input; boundary condition(Nearest)]:
      What lies outside the input image.
      - Zero (or 0): Zeros.
      - Nearest (or 1): The nearest pixel inside.

    block origin [input; 3-component integer vector("[-1, -1, -1]")]:
      Position of the output image in the whole output image, for distributed mode; the input image is then the part
      that this block needs.

    Shapes
    ------

    input image is W×H×D; a side of output image becomes round(factor · side), at least 1. An axis with the factor 0
    keeps the side of output image, which gives the factor. With a block origin, the output keeps its size.

    Errors
    ------

    Argument if a factor is not finite, or so small that averaging needs a standard deviation above 1000000. Limit if
    the output is too large.

    References
    ----------

    pi2, scale, whose positions are float32, which spreads NaN to neighbours of exact positions, and in which single
    factors that are 0 give garbage.

    Example
    -------

    newimage(img, uint8, 4)
    set(img, [1, 0, 0], 20)
    scale(img, large, [2, 1, 1])
    sum(large, total)   # 40

    See also
    --------

    scalelabels, bin, crop, rotate
    """
@overload
def scale(
    input_image: ImageLike,
    scaling_factor: VectorLike = (0, 0, 0),
    average_when_downsizing: BooleanLike = False,
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "nearest",
    block_origin: IntegerVectorLike = (-1, -1, -1),
    *,
    factor: VectorLike = ...,
    downsizing: BooleanLike = ...,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
    origin: IntegerVectorLike = ...,
) -> Pi2Image: ...
@overload
def scalelabels(
    input_image: ImageLike,
    output_image: OutputImage,
    scaling_factor: IntegerVectorLike = (0, 0, 0),
    block_origin: IntegerVectorLike = (-1, -1, -1),
    *,
    factor: IntegerVectorLike = ...,
    origin: IntegerVectorLike = ...,
) -> None:
    """scalelabels(input image, output image, scaling factor, block origin)
    ====================================================================

    Makes an image of labels larger by an integer factor, with smooth boundaries.

    Each pixel of the result is the median of a box of 2f + 1 pixels along an axis with the factor f around it in the image
    whose pixels are enlarged f times. No values appear that are not in the image.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to enlarge.

    output image [output; image<real>]:
      The enlarged image.

    scaling factor [input; 3-component integer vector("[0, 0, 0]")]:
      Output size divided by input size along x, y and z, dimensionless. One number sets all three, also for
      two-dimensional images. 0 or less takes it from the size of the output image.

    block origin [input; 3-component integer vector("[-1, -1, -1]")]:
      Position of the output image in the whole output image, for distributed mode; the input image is then the part
      that this block needs.

    Shapes
    ------

    input image is W×H×D; a side of output image becomes factor · side. An axis with the factor 0 keeps the side of
    output image, and the factor is that side divided by that of the input, rounded down. With a
    block origin, the output keeps its size.

    Errors
    ------

    Argument if a factor is above 65536, or an axis with the factor 0 has fewer pixels in the output than in the input.
    Limit if the output is too large.

    References
    ----------

    pi2, scalelabels, which cannot take single factors from the size of the output.

    Example
    -------

    newimage(img, uint8, 3, 1)
    set(img, [0, 0, 0], 7)
    scalelabels(img, large, [3, 1, 1])
    sum(large, total)   # 21

    See also
    --------

    scale, label
    """
@overload
def scalelabels(
    input_image: ImageLike,
    scaling_factor: IntegerVectorLike = (0, 0, 0),
    block_origin: IntegerVectorLike = (-1, -1, -1),
    *,
    factor: IntegerVectorLike = ...,
    origin: IntegerVectorLike = ...,
) -> Pi2Image: ...
@overload
def sequenceinfo(filename_template: FileLike) -> None:
    """sequenceinfo(filename template)
    ===============================

    Prints size and pixel type of an image whose slices are files of their own.

    Only the first file is opened, unless the files tell their positions.

    Works the same way in distributed mode.

    Arguments
    ---------

    filename template [input; string]:
      Folder, or template for the names of the files.

    Errors
    ------

    None: the reason why the files are no sequence is printed.

    References
    ----------

    pi2, sequenceinfo.

    Example
    -------

    newimage(img, uint8, 20, 10, 3)
    writesequence(img, ./example_output/looked_at/s_@.png)
    sequenceinfo(./example_output/looked_at/s_@.png)
    print(done)   # done

    See also
    --------

    readsequence, fileinfo, rawinfo, isimagefile
    """
@overload
def sequenceinfo(template: FileLike) -> None: ...
@overload
def set(target_image: OutputImage, source_image: ImageLike) -> None:
    """set(target image, source image)
    ===============================

    Makes an image equal to another image.

    The target gets the pixel type, the size, the pixels and the metadata of the source.

    Works block by block in distributed mode.

    Arguments
    ---------

    target image [output; image<any>]:
      Image that becomes the copy.

    source image [input; image<any>]:
      Image to copy.

    Shapes
    ------

    target image becomes as large as source image.

    References
    ----------

    pi2, set, which does not copy metadata.

    Example
    -------

    newimage(img, uint8, 3, 3)
    set(img, 7)
    newimage(other, uint8)
    set(other, img)   # 7

    See also
    --------

    copy, get


    set(image, x)
    =============

    Sets all pixels to one value.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    x [input; real]:
      Grey value, rounded half away from zero and saturated to the pixel type.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, set.

    Example
    -------

    newimage(img, uint8, 3, 3)
    set(img, 300)   # 255

    See also
    --------

    copy, get


    set(image, x)
    =============

    Sets all pixels of a complex image to one real value.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    x [input; real]:
      Real part of the pixels, rounded to float32. The imaginary part becomes 0.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, set, which has no constants for complex images.

    Example
    -------

    newimage(img, complex32, 3, 3)
    set(img, 2.5)   # 2.5+0i

    See also
    --------

    copy, get


    set(image, position, value, block origin)
    =========================================

    Sets one pixel.

    A position outside the image is ignored.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    position [input; 3-component integer vector]:
      Position of the pixel.

    value [input; real]:
      Grey value, rounded half away from zero and saturated to the pixel type.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, set.

    Example
    -------

    newimage(img, uint8, 3, 3)
    set(img, [1, 2, 0], 7)
    maxval(img, top)   # 7

    See also
    --------

    copy, get


    set(image, positions, values)
    =============================

    Sets many pixels, each to a value of its own.

    Coordinates are rounded half away from zero; positions outside the image are ignored. If a position occurs several
    times, the last one counts.

    Not available in distributed mode: the positions may lie anywhere in the image.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    positions [input; image<float32>]:
      Positions, one in each row.

    values [input; image<real>]:
      Grey values.

    Shapes
    ------

    image keeps its size. positions is 3×N, a row holds x, y and z; values has N pixels in any arrangement.

    Errors
    ------

    Dimensions if positions is not 3×N for the N pixels of values.

    References
    ----------

    pi2, set, which does not accept a single point.

    Example
    -------

    newimage(img, uint8, 3, 3)
    newimage(positions, float32, 3, 1)
    set(positions, [0, 0, 0], 1.6)
    newimage(values, uint8)
    set(values, 7)
    set(img, positions, values)
    crop(img, part, [2, 0, 0], [1, 1, 1])   # 7

    See also
    --------

    copy, get


    set(name, value)
    ================

    Gives a variable a text.

    The variable is created if it does not exist.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    name [output; string]:
      Variable to set.

    value [input; string]:
      Text.

    References
    ----------

    pi2, set.

    Example
    -------

    newvalue(name, string)
    set(name, "bone")   # bone

    See also
    --------

    newvalue, print


    set(name, value)
    ================

    Gives a variable an integer.

    The variable is created if it does not exist.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    name [output; integer]:
      Variable to set.

    value [input; integer]:
      Number.

    References
    ----------

    pi2, set.

    Example
    -------

    newvalue(count, int)
    set(count, 12)   # 12

    See also
    --------

    newvalue, print


    set(name, value)
    ================

    Gives a variable a real number.

    The variable is created if it does not exist.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    name [output; real]:
      Variable to set.

    value [input; real]:
      Number.

    References
    ----------

    pi2, set.

    Example
    -------

    newvalue(factor, real)
    set(factor, 2.5)   # 2.5

    See also
    --------

    newvalue, print


    set(name, value)
    ================

    Gives a variable a truth value.

    The variable is created if it does not exist.

    Works in distributed mode without touching pixels.

    Arguments
    ---------

    name [output; boolean]:
      Variable to set.

    value [input; boolean]:
      true or false.

    References
    ----------

    pi2, set.

    Example
    -------

    newvalue(flag, bool)
    set(flag, true)   # true

    See also
    --------

    newvalue, print
    """
@overload
def set(image: OutputImage, x: RealLike) -> None: ...
@overload
def set(
    image: OutputImage,
    position: IntegerVectorLike,
    value: RealLike,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    origin: IntegerVectorLike = ...,
) -> None: ...
@overload
def set(image: OutputImage, positions: ImageLike, values: ImageLike) -> None: ...
@overload
def set(name: OutputValue, value: ContentLike) -> None: ...
@overload
def setafterheightmap(geometry: OutputImage, height_map: ImageLike, visualization_color: RealLike) -> None:
    """setafterheightmap(geometry, height map, visualization color)
    ============================================================

    Sets all pixels after a height map.

    Pixel (x, y, z) is set if z is larger than the height at (x, y). Where the height is NaN, no pixel is set.

    Not available in distributed mode: heights are counted from the first slice, and the map covers all rows.

    Arguments
    ---------

    geometry [input & output; image<real>]:
      Image to draw into.

    height map [input; image<float32>]:
      Height, in pixels.

    visualization color [input; real]:
      Grey value of the pixels after the height map, rounded and saturated to the pixel type.

    Shapes
    ------

    geometry is W×H×D and keeps its size, height map is W×H.

    Errors
    ------

    Dimensions if the width, height or depth of height map is another one.

    References
    ----------

    pi2, setafterheightmap.

    Example
    -------

    newimage(img, uint8, 3, 3, 5)
    newimage(heights, float32, 3, 3)
    set(heights, 2.5)
    setafterheightmap(img, heights, 1)
    newimage(count, uint64)
    sum(img, count)   # 18

    See also
    --------

    drawheightmap, setbeforeheightmap, shiftz
    """
@overload
def setafterheightmap(geometry: OutputImage, height_map: ImageLike, color: RealLike) -> None: ...
@overload
def setbeforeheightmap(geometry: OutputImage, height_map: ImageLike, visualization_color: RealLike) -> None:
    """setbeforeheightmap(geometry, height map, visualization color)
    =============================================================

    Sets all pixels before a height map.

    Pixel (x, y, z) is set if z is smaller than the height at (x, y). Where the height is NaN, no pixel is set.

    Not available in distributed mode: heights are counted from the first slice, and the map covers all rows.

    Arguments
    ---------

    geometry [input & output; image<real>]:
      Image to draw into.

    height map [input; image<float32>]:
      Height, in pixels.

    visualization color [input; real]:
      Grey value of the pixels before the height map, rounded and saturated to the pixel type.

    Shapes
    ------

    geometry is W×H×D and keeps its size, height map is W×H.

    Errors
    ------

    Dimensions if the width, height or depth of height map is another one.

    References
    ----------

    pi2, setbeforeheightmap.

    Example
    -------

    newimage(img, uint8, 3, 3, 5)
    newimage(heights, float32, 3, 3)
    set(heights, 2.5)
    setbeforeheightmap(img, heights, 1)
    newimage(count, uint64)
    sum(img, count)   # 27

    See also
    --------

    drawheightmap, setafterheightmap, shiftz
    """
@overload
def setbeforeheightmap(geometry: OutputImage, height_map: ImageLike, color: RealLike) -> None: ...
def setedges(image: OutputImage, edge_value: RealLike = 0, radius: IntegerLike = 1, *, value: RealLike = ...) -> None:
    """setedges(image, edge value, radius)
    ===================================

    Sets the edges of an image to one value.

    The frame is radius pixels thick along each axis of more than one pixel; an axis of one pixel has no frame.

    Not available in distributed mode: the edges of a block are not those of the image.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    edge value [input; real(0)]:
      Grey value of the frame, rounded half away from zero and saturated to the pixel type.

    radius [input; integer(1)]:
      Thickness of the frame, in pixels. Less than 1 is 1.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, setedges.

    Example
    -------

    newimage(img, uint8, 7, 7)
    setedges(img, 9, 2)
    sum(img, total)   # 360

    See also
    --------

    set, crop
    """
def setmeta(
    image: OutputImage,
    key: TextLike,
    value: ContentLike,
    column: IntegerLike = 0,
    row: IntegerLike = 0,
) -> None:
    """setmeta(image, key, value, column, row)
    =======================================

    Sets an item of the metadata of an image.

    An item is a table of texts under a key. With column and row, one cell is set and the table grows as needed. With
    row = -1 the table is cut to one row first. With column = -1 the value becomes a whole row: a list such as
    [a, b, c] fills its columns, any other text becomes its only cell; if row is -1, too, a text replaces the table.

    Not available in distributed mode: metadata is not stored with the blocks of an image.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    key [input; string]:
      Name of the item.

    value [input; string]:
      Text to store.

    column [input; integer(0)]:
      Column of the table, counted from 0; -1 for the whole row.

    row [input; integer(0)]:
      Row of the table, counted from 0; -1 for the whole item.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if key is empty, or column or row is below -1 or above 1 000 000.

    References
    ----------

    pi2, setmeta.

    Example
    -------

    newimage(img, uint8)
    setmeta(img, voxel size, "[1.5, 1.5, 3]", -1, 0)
    getmeta(img, voxel size, size, 2)   # 3

    See also
    --------

    getmeta, listmeta, clearmeta
    """
@overload
def shiftz(
    image: OutputImage,
    shift_map: ImageLike,
    subtract_mean: BooleanLike,
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    *,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
) -> None:
    """shiftz(image, shift map, subtract mean, interpolation mode, boundary condition)
    ===============================================================================

    Moves each column along z by a distance of its own.

    Column (x, y) moves by the value of the shift map at (x, y), towards larger z if that is positive: pixel z becomes the
    value at z - shift. Positions are float64; pixels of weight zero have no influence. A shift that is NaN makes the
    column NaN, and zero in integer images.

    Not available in distributed mode: pixels move along whole columns, and the mean is that of the whole map.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image whose columns move.

    shift map [input; image<float32>]:
      Distances, in pixels.

    subtract mean [input; boolean]:
      True to subtract the mean of the shift map from all distances.

    interpolation mode [input; interpolation mode(Linear)]:
      How values between pixels are found.
      - Nearest (or 0, no, none, off, nearest neighbour, nearest neighbor, nearestneighbour, nearestneighbor): The nearest pixel; half-way between two, the one that is farther from coordinate 0.
      - Linear (or 1, linear interpolation): Straight lines between neighbouring pixels.
      - Cubic (or 2, cubic interpolation): Cubic convolution of Keys with a = -0.5: smooth, may overshoot.

    boundary condition [input; boundary condition(Zero)]:
      What lies outside the image.
      - Zero (or 0): Zeros.
      - Nearest (or 1): The nearest pixel inside.

    Shapes
    ------

    image is W×H×D and keeps its size, shift map is W×H.

    Errors
    ------

    Dimensions if the width, height or depth of shift map is another one.

    References
    ----------

    R. G. Keys, "Cubic convolution interpolation for digital image processing", IEEE Trans. ASSP 29, 1981. pi2, shiftz,
    whose positions are float32.

    Example
    -------

    newimage(img, uint8, 1, 1, 4)
    set(img, [0, 0, 1], 20)
    newimage(shifts, float32)
    set(shifts, 0.5)
    shiftz(img, shifts, false)
    maxval(img, top)   # 10

    See also
    --------

    drawheightmap, setafterheightmap, setbeforeheightmap
    """
@overload
def shiftz(
    image: OutputImage,
    shift_map: ImageLike,
    mean: BooleanLike,
    interpolation_mode: _Interpolation = "linear",
    boundary_condition: _BoundaryCondition = "zero",
    *,
    mode: _Interpolation = ...,
    condition: _BoundaryCondition = ...,
) -> None: ...
def sin(image: OutputImage) -> None:
    """sin(image)
    ==========

    Takes the sine of each pixel.

    Pixels are angles in radians. The result is rounded half away from zero and saturated in integer images. float32
    values are within one unit of the last place of the exact ones; integers of 8 and 16 bits are computed in float64.
    The sine of an infinite pixel is NaN.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, sin.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 2)
    sin(img)
    maxval(img, top)   # 1

    See also
    --------

    cos, tan
    """
def sphere(
    image: OutputImage,
    position: VectorLike = (0, 0, 0),
    radius: RealLike = 10,
    value: RealLike = 1,
    block_origin: IntegerVectorLike = (0, 0, 0),
    *,
    origin: IntegerVectorLike = ...,
) -> None:
    """sphere(image, position, radius, value, block origin)
    ====================================================

    Draws a filled sphere.

    Sets the pixels whose centre is nearer to position than radius; those at exactly this distance are not set. What
    lies outside the image is cut off. In a two-dimensional image this is a disc.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to draw into.

    position [input; 3-component real vector("[0, 0, 0]")]:
      Centre, in pixels.

    radius [input; real(10)]:
      Radius, in pixels.

    value [input; real(1)]:
      Grey value of the sphere, rounded and saturated to the pixel type.

    block origin [input; 3-component integer vector("[0, 0, 0]")]:
      Coordinates of the first pixel of image within a larger image; used in distributed mode.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if radius is negative or NaN.

    References
    ----------

    pi2, sphere.

    Example
    -------

    newimage(img, uint8, 5, 5)
    sphere(img, [2, 2, 0], 2)
    newimage(count, uint64)
    sum(img, count)   # 9

    See also
    --------

    box, capsule, ellipsoid
    """
def square(image: OutputImage) -> None:
    """square(image)
    =============

    Squares each pixel.

    Integers are squared exactly and saturate. Complex pixels are squared as complex numbers.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, square, which computes in float32 and so loses digits of 32- and 64-bit integers.

    Example
    -------

    newimage(img, uint32, 2, 2)
    set(img, 10001)
    square(img)
    maxval(img, top)   # 100020001

    See also
    --------

    squareroot, multiply, normsquared
    """
def squareroot(image: OutputImage) -> None:
    """squareroot(image)
    =================

    Takes the square root of each pixel.

    Integers are rounded half away from zero; wide ones are computed in float64. The root of a negative pixel is NaN,
    which is 0 in integer images. Complex pixels become the principal root.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, squareroot, which computes in float32 for all types.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 110)
    squareroot(img)
    maxval(img, top)   # 10

    See also
    --------

    square, exponentiate
    """
@overload
def squaresum(
    input_image: ImageLike,
    output_image: OutputImage,
    print_to_log: BooleanLike = False,
    *,
    log: BooleanLike = ...,
) -> None:
    """squaresum(input image, output image, print to log)
    ==================================================

    Sums up the squares of all pixels.

    Sums of integers are exact up to 2¹²⁸; the result saturates at the limits of the output type. float32 pixels are
    squared and summed in float64, in an order that does not depend on the number of threads; NaN and infinity carry over.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image whose pixels are squared.

    output image [output; image<real>]:
      The sum of the squares, one pixel.

    print to log [input; boolean(False)]:
      Set to true to print the sum and the number of pixels.

    Shapes
    ------

    input image is W×H×D; output image becomes 1×1×1.

    References
    ----------

    pi2, squaresum, which saturates the sum of integers at 64 bits also for float32 outputs.

    Example
    -------

    newimage(img, uint8, 10, 10)
    set(img, 200)
    newimage(total, uint64)
    squaresum(img, total)   # 4000000

    See also
    --------

    sum, stddev, mean
    """
@overload
def squaresum(input_image: ImageLike, print_to_log: BooleanLike = False, *, log: BooleanLike = ...) -> Pi2Image: ...
def stddev(img: ImageLike) -> float:
    """Return the standard deviation of all pixels.

    stddev(input image, output image, print to log)
    ===============================================

    Calculates the standard deviation of all pixels.

    The result is √(Σ(p - mean)² / (n - 1)) for n pixels, computed in float64 around the mean, so that large grey values
    do not cancel. It is NaN for a single pixel.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to measure.

    output image [output; image<float32>]:
      The standard deviation, one pixel.

    print to log [input; boolean(False)]:
      Set to true to print the standard deviation and the number of pixels.

    Shapes
    ------

    input image is W×H×D; output image becomes 1×1×1.

    References
    ----------

    pi2, stddev, which subtracts two large sums and so loses digits where the mean is large.
    T. F. Chan, G. H. Golub, R. J. LeVeque, The American Statistician 37, 1983, 242-247.

    Example
    -------

    newimage(img, uint8, 3, 1)
    set(img, [0, 0, 0], 1)
    set(img, [1, 0, 0], 2)
    set(img, [2, 0, 0], 3)
    stddev(img, result)   # 1

    See also
    --------

    mean, sum
    """
@overload
def subtract(
    image: OutputImage,
    parameter_image: ImageLike,
    allow_broadcast: BooleanLike = False,
    *,
    broadcast: BooleanLike = ...,
) -> None:
    """subtract(image, parameter image, allow broadcast)
    =================================================

    Subtracts another image from an image.

    The result replaces image; its type and size never change. Differences of integers are exact and saturate at the
    limits of the type of image, so that an unsigned image never gets below 0. If one of the images is float32, the
    difference is computed in float32 (float64 beside 32- and 64-bit integers) and rounded half away from zero.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    parameter image [input; image<any>]:
      Image to subtract.

    allow broadcast [input; boolean(False)]:
      Set to true to allow images of different sizes.

    Shapes
    ------

    Both images are W×H×D. With allow broadcast, parameter image may have any size: it is read at coordinates clamped
    to its own range, so that a missing dimension repeats.

    Errors
    ------

    Dimensions if the sizes differ and allow broadcast is false.

    References
    ----------

    pi2, subtract. uint64 differences above 2⁶³ are right here.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 10)
    newimage(other, uint8, 2, 2)
    set(other, 100)
    subtract(img, other)   # 0

    See also
    --------

    add, multiply, divide


    subtract(image, x)
    ==================

    Subtracts a constant from each pixel.

    An integral constant is subtracted exactly from integer pixels. In all other cases the difference is computed in
    float64, rounded half away from zero and saturated to the pixel type.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to modify.

    x [input; real]:
      Constant to subtract, in grey levels.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, subtract. Integral constants are exact for 64-bit pixels, too.

    Example
    -------

    newimage(img, int8, 4, 4)
    subtract(img, 2.5)
    maxval(img, top)   # -3

    See also
    --------

    add, multiply, divide


    subtract(image, x)
    ==================

    Subtracts a real constant from each complex pixel.

    The difference of the real parts is computed in float64; the imaginary parts stay as they are.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<complex32>]:
      Image to modify.

    x [input; real]:
      Constant to subtract from the real parts.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, subtract, which has no constants for complex images.

    Example
    -------

    newimage(img, complex32, 2, 2)
    subtract(img, 1.5)   # -1.5+0i

    See also
    --------

    add, multiply, divide
    """
@overload
def subtract(image: OutputImage, x: RealLike) -> None: ...
def sum(img: ImageLike) -> Any:
    """Return the sum of all pixels, complex for complex images. Integers are added exactly, in 64 bits.

    sum(input image, output image, print to log)
    ============================================

    Sums up all pixels.

    Sums of integers are exact; the result saturates at the limits of the output type. float32 pixels are summed in
    float64, in an order that does not depend on the number of threads; NaN and infinity carry over.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to sum up.

    output image [output; image<real>]:
      The sum, one pixel.

    print to log [input; boolean(False)]:
      Set to true to print the sum and the number of pixels.

    Shapes
    ------

    input image is W×H×D; output image becomes 1×1×1.

    References
    ----------

    pi2, sum, which saturates the sum of integers at 64 bits also for float32 outputs.

    Example
    -------

    newimage(img, uint8, 10, 10)
    set(img, 200)
    newimage(total, uint64)
    sum(img, total)   # 20000

    See also
    --------

    squaresum, mean, stddev, minval, maxval


    sum(input image, output image, print to log)
    ============================================

    Sums up all pixels of a complex image.

    Both parts are summed in float64, in an order that does not depend on the number of threads; NaN and infinity carry
    over.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<complex32>]:
      Image to sum up.

    output image [output; image<complex32>]:
      The sum, one pixel.

    print to log [input; boolean(False)]:
      Set to true to print the sum and the number of pixels.

    Shapes
    ------

    input image is W×H×D; output image becomes 1×1×1.

    References
    ----------

    pi2, sum, which has no complex images.

    Example
    -------

    newimage(img, complex32, 10, 10)
    set(img, 2)
    sum(img, total)   # 200+0i

    See also
    --------

    squaresum, mean, stddev, minval, maxval
    """
@overload
def sumproject(input_image: ImageLike, output_image: OutputImage, dimension: IntegerLike = 2) -> None:
    """sumproject(input image, output image, dimension)
    ================================================

    Sums up the pixels along an axis.

    Sums are float64 and rounded to float32 once: those of 8-, 16- and 32-bit integers are exact before that. NaN and
    infinity carry over.

    Works block by block in distributed mode; blocks of input and output correspond.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to project.

    output image [output; image<float32>]:
      The projection.

    dimension [input; positive integer(2)]:
      Axis along which to project: 0 is x, 1 is y, 2 is z.

    Shapes
    ------

    input image is W×H×D. output image becomes W×H for dimension 2, W×D (x, z) for dimension 1, and D×H for
    dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.

    Errors
    ------

    Argument if dimension is above 2.

    References
    ----------

    pi2, sumproject.

    Example
    -------

    newimage(img, uint8, 1, 1, 3)
    set(img, 200)
    sumproject(img, total)   # 600

    See also
    --------

    sum, meanproject, maxproject
    """
@overload
def sumproject(input_image: ImageLike, dimension: IntegerLike = 2) -> Pi2Image: ...
def surfacearea(img: ImageLike, isovalue: float = 1) -> float:
    """Return the area of the surface where an image has a value.

    surfacearea(geometry, surface area, isovalue)
    =============================================

    Measures the area of the surface between pixels below a value and the others.

    The surface is that of marching cubes: it crosses the line between two neighbouring pixels where linear interpolation
    gives isovalue. It is open where the inside meets the border of the image, and an image of depth 1 has none. The
    area is summed in float64, in an order that does not depend on the number of threads.

    For images of zeros and ones, give 0.5: the default value 1 puts the surface through the centres of the outermost
    pixels, so that a single pixel has no area.

    NaN pixels are inside; if there are any next to the surface, the area is NaN.

    Not available in distributed mode: cells at the borders of blocks need pixels of both.

    Arguments
    ---------

    geometry [input; image<real>]:
      Image with the inside brighter than the outside.

    surface area [output; real]:
      Area of the surface, in squared pixels.

    isovalue [input; real(1)]:
      Grey level of the surface; pixels below it are outside.

    Shapes
    ------

    geometry is W×H×D.

    Errors
    ------

    Argument if isovalue is not finite.

    References
    ----------

    W. E. Lorensen, H. E. Cline, "Marching cubes: A high resolution 3D surface construction algorithm", Computer Graphics
    21(4), 1987, 163-169. P. Bourke, "Polygonising a scalar field", 1994, with the table of C. G. Bloyd.

    Example
    -------

    newimage(img, uint8, 7, 7, 7)
    box(img, [2, 2, 2], 3, 1)
    surfacearea(img, area, 0.5)   # 42.702614

    See also
    --------

    analyzeparticles, sum, mean
    """
def swapbyteorder(image: OutputImage) -> None:
    """swapbyteorder(image)
    ====================

    Reverses the bytes of each pixel.

    Pixels that were read in the wrong byte order become right. Real and imaginary part of a complex pixel are reversed
    separately; pixels of one byte stay as they are.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to change.

    Shapes
    ------

    image may have any size.

    References
    ----------

    pi2, swapbyteorder.

    Example
    -------

    newimage(img, uint16, 20, 10)
    set(img, 258)
    swapbyteorder(img)
    maxval(img, top)   # 513

    See also
    --------

    readraw, convert
    """
def tan(image: OutputImage) -> None:
    """tan(image)
    ==========

    Takes the tangent of each pixel.

    Pixels are angles in radians. The result is rounded half away from zero and saturated in integer images. float32
    values are within one unit of the last place of the exact ones; integers of 8 and 16 bits are computed in float64.
    The tangent of an infinite pixel is NaN.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<any>]:
      Image to modify.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, tan.

    Example
    -------

    newimage(img, uint8, 2, 2)
    set(img, 1)
    tan(img)
    maxval(img, top)   # 2

    See also
    --------

    sin, cos
    """
@overload
def threshold(
    image: OutputImage,
    parameter_image: ImageLike,
    allow_broadcast: BooleanLike = False,
    *,
    broadcast: BooleanLike = ...,
) -> None:
    """threshold(image, parameter image, allow broadcast)
    ==================================================

    Marks the pixels that are greater than those of another image.

    A pixel becomes 1 if it is greater than the pixel of parameter image, else 0. Comparisons with NaN are false.
    Integers are compared exactly; if one of the images is float32, both are compared in float64, which rounds only 64-bit
    integers above 2⁵³.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to threshold.

    parameter image [input; image<real>]:
      Thresholds, in grey levels.

    allow broadcast [input; boolean(False)]:
      Set to true to allow images of different sizes.

    Shapes
    ------

    Both images are W×H×D. With allow broadcast, parameter image may have any size: it is read at coordinates clamped
    to its own range, so that a missing dimension repeats.

    Errors
    ------

    Dimensions if the sizes differ and allow broadcast is false.

    References
    ----------

    pi2, threshold, which compares in float32 if one of the images is float32.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 3)
    newimage(background, float32, 4, 4)
    set(background, 2.5)
    threshold(img, background)
    minval(img, lowest)   # 1

    See also
    --------

    thresholdrange, doublethreshold, thresholdperiodic, autothreshold


    threshold(image, x)
    ===================

    Marks the pixels that are greater than a constant.

    A pixel becomes 1 if it is greater than x, else 0. The constant is not rounded to the pixel type. NaN becomes 0.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to threshold.

    x [input; real]:
      Threshold, in grey levels.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, threshold, which rounds the constant first: an 8-bit image with threshold 0.5 is compared with 1 there.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 1)
    threshold(img, 0.5)
    minval(img, lowest)   # 1

    See also
    --------

    thresholdrange, doublethreshold, thresholdperiodic, autothreshold
    """
@overload
def threshold(image: OutputImage, x: RealLike) -> None: ...
@overload
def thresholdperiodic(
    image: OutputImage,
    period_start: RealLike,
    period_end: RealLike,
    min: RealLike,
    max: RealLike,
) -> None:
    """thresholdperiodic(image, period start, period end, min, max)
    ============================================================

    Marks the pixels within a range of values that repeat, such as angles.

    Values that differ by a multiple of period end − period start are the same. A pixel becomes 1 if
    min < pixel <= max around the circle, else 0. If max − min is the period or more, all pixels become 1; if
    max is not above min, all become 0. All is compared in float64. NaN and infinite pixels are in no range.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to threshold.

    period start [input; real]:
      Start of the period.

    period end [input; real]:
      End of the period; means the same as its start.

    min [input; real]:
      The largest value below the range.

    max [input; real]:
      The largest value of the range.

    Shapes
    ------

    image keeps its size.

    Errors
    ------

    Argument if the limits of the period are not finite, or its end is not above its start, or if min or max
    is not finite.

    References
    ----------

    pi2, thresholdperiodic.

    Example
    -------

    newimage(angle, float32, 2, 1)
    set(angle, [0, 0, 0], -3.1)
    thresholdperiodic(angle, -3.14159, 3.14159, 3, 4)
    sum(angle, total)   # 1

    See also
    --------

    thresholdrange, threshold
    """
@overload
def thresholdperiodic(image: OutputImage, start: RealLike, end: RealLike, min: RealLike, max: RealLike) -> None: ...
def thresholdrange(image: OutputImage, min: RealLike, max: RealLike) -> None:
    """thresholdrange(image, min, max)
    ===============================

    Marks the pixels within a range of grey values.

    A pixel becomes 1 if min < pixel <= max, else 0. The limits are not rounded to the pixel type. NaN becomes 0.

    Works block by block in distributed mode.

    Arguments
    ---------

    image [input & output; image<real>]:
      Image to threshold.

    min [input; real]:
      The largest grey value below the range.

    max [input; real]:
      The largest grey value of the range.

    Shapes
    ------

    image keeps its size.

    References
    ----------

    pi2, thresholdrange.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 20)
    thresholdrange(img, 10, 20)
    minval(img, lowest)   # 1

    See also
    --------

    threshold, autothreshold
    """
def timing() -> None:
    """timing()
    ========

    Prints the time spent so far, by class: overhead, input and output, computation.

    Works the same way in distributed mode.

    Example
    -------

    resettiming()
    timing()
    print(done)   # done

    See also
    --------

    savetiming, resettiming, echo
    """
@overload
def translate(input_image: ImageLike, output_image: OutputImage, shift: VectorLike) -> None:
    """translate(input image, output image, shift)
    ===========================================

    Moves the content of an image, also by parts of a pixel.

    Pixel p of the result is the value of the input at p - shift, interpolated linearly; outside the image there are
    zeros. Positions are float64; values are float32 for 8-bit, 16-bit, float32 and complex images, float64 for wider ones,
    and are rounded once.

    Not available in distributed mode: a block needs another part of the input than the one at its place.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to move.

    output image [output; image<any>]:
      The moved image.

    shift [input; 3-component real vector]:
      By how much the content moves along x, y and z, in pixels.

    Shapes
    ------

    output image keeps its size, but becomes as large as input image if it has a single pixel.

    Errors
    ------

    Argument if shift is not finite.

    References
    ----------

    pi2, translate, whose positions are float32 and which spreads NaN to neighbours of exact positions.

    Example
    -------

    newimage(img, uint8, 4)
    set(img, [0, 0, 0], 10)
    translate(img, moved, [0.5, 0, 0])   # 5

    See also
    --------

    crop, rotate, scale
    """
@overload
def translate(input_image: ImageLike, shift: VectorLike) -> Pi2Image: ...
def waitreturn() -> None:
    """waitreturn()
    ============

    Waits until the user presses the return key.

    Continues at once if standard input has ended.

    Works the same way in distributed mode.

    Example
    -------

    waitreturn()
    print(done)   # done

    See also
    --------

    print
    """
@overload
def whist(
    input_image: ImageLike,
    weight: ImageLike,
    histogram: OutputImage,
    bin_starts: OutputImage,
    histogram_minimum: RealLike = 0,
    histogram_maximum: RealLike = ...,
    bin_count: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    minimum: RealLike = ...,
    maximum: RealLike = ...,
    count: IntegerLike = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> None:
    """whist(input image, weight, histogram, bin starts, histogram minimum, histogram maximum, bin count, output file, block index)
    ============================================================================================================================

    Sums up the weights of the pixels of each grey level.

    As hist, but each pixel counts as much as the pixel of weight at its place. Sums are float64, in an order that does
    not depend on the number of threads, and rounded to float32 once.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    input image [input; image<real>]:
      Image whose grey levels decide about the bins.

    weight [input; image<float32>]:
      Weights of the pixels.

    histogram [output; image<float32>]:
      Sum of the weights in each bin.

    bin starts [output; image<float32>]:
      Smallest grey level of each bin, rounded to float32.

    histogram minimum [input; real(0)]:
      Start of the first bin, in grey levels.

    histogram maximum [input; real (depends on the pixel type)("Shown along data types.")]:
      End of the last bin, in grey levels.

    bin count [input; integer(256)]:
      Number of bins.

    output file [input; string("")]:
      If not empty, the sums are also written into a raw file of this name, as float64. The size is appended to the
      name, as in name_256x1x1.raw, if it is not there.

    block index [input; integer(-1)]:
      If not negative, it is appended to the name of the file, before the size.

    Shapes
    ------

    input image and weight are W×H×D; histogram and bin starts become N×1×1 for N bins.

    Errors
    ------

    Argument if the range is empty or not finite, or if there is no bin or more than 2³¹ − 1. Dimensions if the
    images differ in size. An I/O error if output file cannot be written; the images are then unchanged.

    References
    ----------

    pi2, whist; the differences of hist apply.

    Example
    -------

    newimage(img, uint8, 4, 2)
    set(img, [1, 1, 0], 200)
    newimage(weight, float32, 4, 2)
    set(weight, 0.5)
    whist(img, weight, histogram, starts, 0, 256, 4)   # 3.5

    See also
    --------

    hist, hist2, whist2
    """
@overload
def whist(
    input_image: ImageLike,
    weight: ImageLike,
    histogram_minimum: RealLike = 0,
    histogram_maximum: RealLike = ...,
    bin_count: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    minimum: RealLike = ...,
    maximum: RealLike = ...,
    count: IntegerLike = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> tuple[Pi2Image, Pi2Image]: ...
@overload
def whist(
    input_image: ImageLike,
    weight: ImageLike,
    histogram_minimum: RealLike = 0,
    histogram_maximum: RealLike = ...,
    bin_count: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    histogram: OutputImage,
    minimum: RealLike = ...,
    maximum: RealLike = ...,
    count: IntegerLike = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> Pi2Image: ...
@overload
def whist(
    input_image: ImageLike,
    weight: ImageLike,
    histogram_minimum: RealLike = 0,
    histogram_maximum: RealLike = ...,
    bin_count: IntegerLike = 256,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    bin_starts: OutputImage,
    minimum: RealLike = ...,
    maximum: RealLike = ...,
    count: IntegerLike = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> Pi2Image: ...
@overload
def whist2(
    first_input_image: ImageLike,
    min_1: RealLike,
    max_1: RealLike,
    bin_count_1: IntegerLike,
    second_input_image: ImageLike,
    min_2: RealLike,
    max_2: RealLike,
    bin_count_2: IntegerLike,
    weight: ImageLike,
    histogram: OutputImage,
    bin_starts_1: OutputImage,
    bin_starts_2: OutputImage,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> None:
    """whist2(first input image, min 1, max 1, bin count 1, second input image, min 2, max 2, bin count 2, weight, histogram, bin starts 1, bin starts 2, output file, block index)
    ============================================================================================================================================================================

    Sums up the weights of the pixels of each pair of grey levels in two images.

    As hist2, but each pixel counts as much as the pixel of weight at its place. Sums are float64, in an order that
    does not depend on the number of threads, and rounded to float32 once.

    Works in distributed mode: results of blocks are combined.

    Arguments
    ---------

    first input image [input; image<real>]:
      Image whose grey levels decide about the column of the histogram.

    min 1 [input; real(0)]:
      Start of the first bin of the first image, in grey levels.

    max 1 [input; real (depends on the pixel type)("Shown along data types.")]:
      End of the last bin of the first image, in grey levels.

    bin count 1 [input; integer(256)]:
      Number of bins of the first image.

    second input image [input; image<real>]:
      Image whose grey levels decide about the row of the histogram.

    min 2 [input; real(0)]:
      Start of the first bin of the second image, in grey levels.

    max 2 [input; real (depends on the pixel type)("Shown along data types.")]:
      End of the last bin of the second image, in grey levels.

    bin count 2 [input; integer(256)]:
      Number of bins of the second image.

    weight [input; image<float32>]:
      Weights of the pixels.

    histogram [output; image<float32>]:
      Sum of the weights of each pair of bins.

    bin starts 1 [output; image<float32>]:
      Smallest grey level of each bin of the first image, rounded to float32.

    bin starts 2 [output; image<float32>]:
      Smallest grey level of each bin of the second image, rounded to float32.

    output file [input; string("")]:
      If not empty, the sums are also written into a raw file of this name, as float64. The size is appended to the
      name, as in name_256x256x1.raw, if it is not there.

    block index [input; integer(-1)]:
      If not negative, it is appended to the name of the file, before the size.

    Shapes
    ------

    weight has the pixels that both images have. histogram becomes M×N×1 for M bins of the first image (along x) and N
    bins of the second (along y), bin starts 1 M×1×1, bin starts 2 N×1×1.

    Errors
    ------

    Argument if a range is empty or not finite, or if there is no bin. Limit if there are more than 2³¹ − 1 bins.
    Dimensions if weight does not fit. An I/O error if output file cannot be written; the images are then unchanged.

    References
    ----------

    pi2, whist2; the differences of hist apply.

    Example
    -------

    newimage(first, uint8, 4, 2)
    newimage(second, uint8, 4, 2)
    set(second, [1, 1, 0], 200)
    newimage(weight, float32, 4, 2)
    set(weight, 0.5)
    whist2(first, 0, 256, 2, second, 0, 256, 2, weight, histogram, starts1, starts2)   # 3.5

    See also
    --------

    hist, whist, hist2
    """
@overload
def whist2(
    first_input_image: ImageLike,
    *,
    min_1: RealLike = 0,
    max_1: RealLike = ...,
    bin_count_1: IntegerLike = 256,
    second_input_image: ImageLike,
    min_2: RealLike = 0,
    max_2: RealLike = ...,
    bin_count_2: IntegerLike = 256,
    weight: ImageLike,
    histogram: OutputImage,
    bin_starts_1: OutputImage,
    bin_starts_2: OutputImage,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> None: ...
@overload
def whist2(
    first_input_image: ImageLike,
    min_1: RealLike,
    max_1: RealLike,
    bin_count_1: IntegerLike,
    second_input_image: ImageLike,
    min_2: RealLike,
    max_2: RealLike,
    bin_count_2: IntegerLike,
    weight: ImageLike,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    *,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> tuple[Pi2Image, Pi2Image, Pi2Image]: ...
@overload
def whist2(
    first_input_image: ImageLike,
    *,
    min_1: RealLike = 0,
    max_1: RealLike = ...,
    bin_count_1: IntegerLike = 256,
    second_input_image: ImageLike,
    min_2: RealLike = 0,
    max_2: RealLike = ...,
    bin_count_2: IntegerLike = 256,
    weight: ImageLike,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> tuple[Pi2Image, Pi2Image, Pi2Image]: ...
@overload
def whist2(
    first_input_image: ImageLike,
    *,
    min_1: RealLike = 0,
    max_1: RealLike = ...,
    bin_count_1: IntegerLike = 256,
    second_input_image: ImageLike,
    min_2: RealLike = 0,
    max_2: RealLike = ...,
    bin_count_2: IntegerLike = 256,
    weight: ImageLike,
    output_file: FileLike = "",
    block_index: IntegerLike = -1,
    histogram: OutputImage = ...,
    bin_starts_1: OutputImage = ...,
    bin_starts_2: OutputImage = ...,
    file: FileLike = ...,
    index: IntegerLike = ...,
) -> Any: ...
def writejpg(input_image: ImageLike, filename: FileLike, quality: IntegerLike = 90) -> None:
    """writejpg(input image, filename, quality)
    ========================================

    Writes a two-dimensional image to a JPEG file, which changes the pixels a little.

    For pictures in documents: measure on files of other formats. .jpg is added to the name unless it ends in .jpg or
    .jpeg. Folders that are missing are made. The file appears under its name when it is complete; until then an older
    file of that name stays.

    Not available in distributed mode: a JPEG file is written in one piece; write a raw file instead.

    Arguments
    ---------

    input image [input; image<uint8>]:
      Image to write.

    filename [input; string]:
      Name of the file.

    quality [input; positive integer(90)]:
      Quality, dimensionless: 1 for the smallest file, 100 for the best picture.

    Shapes
    ------

    input image is W×H×1.

    Errors
    ------

    Argument if the quality is not 1 to 100. Dimensions if there are several slices or a side is longer than 65535
    pixels. Io if the file cannot be written.

    References
    ----------

    ITU-T T.81: baseline, with the tables of annex K.

    Example
    -------

    newimage(img, uint8, 20, 10)
    add(img, 200)
    writejpg(img, "example")
    read(back, "example.jpg")
    maxval(back, top)   # 200

    See also
    --------

    read, writepng, writetif
    """
def writelz4(input_image: ImageLike, filename: FileLike) -> None:
    """writelz4(input image, filename)
    ===============================

    Writes an image to an LZ4 raw file.

    The file holds size and pixel type, then all pixels, x fastest, compressed with LZ4, which is fast and works well on
    images of few grey levels. .lz4raw is added to the name unless it is there. Folders that are missing are made. The
    file appears under its name when it is complete; until then an older file of that name stays.

    Not available in distributed mode: an LZ4 raw file is written in one piece; write a raw file instead.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the file.

    Shapes
    ------

    input image may have any size.

    Errors
    ------

    Io if the file cannot be written.

    References
    ----------

    LZ4 Frame Format 1.6, Collet.

    Example
    -------

    newimage(img, float32, 5, 4, 3)
    set(img, [4, 3, 2], -1.5)
    writelz4(img, "example")
    read(back, "example.lz4raw")
    minval(back, low)   # -1.5

    See also
    --------

    read, writeraw, writetif
    """
def writemeta(image: ImageLike, filename: FileLike) -> None:
    """writemeta(image, filename)
    ==========================

    Writes the metadata of an image to a text file.

    The file is replaced as a whole: after a failure the old one is still there. Missing folders are created.

    Not available in distributed mode: metadata is not stored with the blocks of an image.

    Arguments
    ---------

    image [input; image<any>]:
      Image whose metadata is written.

    filename [input; string]:
      Name of the file.

    Errors
    ------

    Io if the file cannot be written.

    References
    ----------

    pi2, writemeta, which cannot write empty rows and loses some special characters.

    Example
    -------

    newimage(img, uint8)
    setmeta(img, sample, bone)
    writemeta(img, "./example_metadata.txt")
    newimage(other, uint8)
    readmeta(other, "./example_metadata.txt")
    getmeta(other, sample, text)   # bone

    See also
    --------

    readmeta, getmeta
    """
def writenii(input_image: ImageLike, filename: FileLike) -> None:
    """writenii(input image, filename)
    ===============================

    Writes an image to a NIfTI file.

    A header of numbers is followed by the pixels in little-endian order. They are compressed if the name ends in
    .nii.gz; otherwise .nii is added unless it is there. Voxel size, origin and unit (m, mm or µm) of the image
    are written, with the axes of the image as those of space. Folders that are missing are made. The file appears under
    its name when it is complete; until then an older file of that name stays.

    Not available in distributed mode: a NIfTI file is written in one piece; write a raw file instead.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the file.

    Shapes
    ------

    input image may have any size. An image with a side of more than 32767 pixels is written as NIfTI-2, any other as
    NIfTI-1.

    Errors
    ------

    Io if the file cannot be written.

    References
    ----------

    The NIfTI-1 and NIfTI-2 data formats, <https://nifti.nimh.nih.gov>. The original does not have this command.

    Example
    -------

    newimage(img, int16, 5, 4, 3)
    set(img, [4, 3, 2], -15)
    writenii(img, "example.nii.gz")
    read(back, "example.nii.gz")
    minval(back, low)   # -15

    See also
    --------

    read, writenrrd, writetif
    """
def writenn5(
    input_image: ImageLike,
    path: FileLike,
    chunk_size: IntegerVectorLike = (1536, 1536, 1536),
    *,
    size: IntegerVectorLike = ...,
) -> None:
    """writenn5(input image, path, chunk size)
    =======================================

    Writes an image to an NN5 dataset.

    A dataset is a folder: the image is cut into chunks, each a compressed file of its own, so that a part of a large image
    can be read without the rest. Folders that are missing are made. An older dataset of that name is replaced when the
    new one is complete; a folder that is anything else, or has other files in it, is never touched.

    Works block by block in distributed mode.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    path [input; string]:
      Name of the folder.

    chunk size [input; 3-component integer vector("[1536, 1536, 1536]")]:
      Size of a chunk, in pixels.

    Shapes
    ------

    input image may have any size. Chunks at its borders are smaller.

    Errors
    ------

    Argument if a side of the chunk is not positive. Format if there is something of this name that is not an NN5
    dataset. Io if the dataset cannot be written.

    Example
    -------

    newimage(img, uint16, 50, 40, 30)
    set(img, [44, 33, 22], 700)
    writenn5(img, "example", [32, 32, 32])
    readnn5block(part, "example", [40, 30, 20], [5, 5, 5])
    maxval(part, top)   # 700

    See also
    --------

    read, readnn5block, writenn5block, writezarr
    """
def writenn5block(
    input_image: ImageLike,
    filename: FileLike,
    position: IntegerVectorLike,
    file_dimensions: IntegerVectorLike = (0, 0, 0),
    source_position: IntegerVectorLike = (0, 0, 0),
    source_block_size: IntegerVectorLike = (0, 0, 0),
    chunk_size: IntegerVectorLike = (1536, 1536, 1536),
    *,
    dimensions: IntegerVectorLike = ...,
) -> None:
    """writenn5block(input image, filename, position, file dimensions, source position, source block size, chunk size)
    ===============================================================================================================

    Writes a part of an image into an NN5 dataset.

    Any number of processes may write different boxes at once: a chunk is replaced when its new file is complete, and
    processes on machines that share the disk change the same chunk one after the other. It is fastest if each writes
    whole chunks. A dataset that does not exist is made; pixels that nobody writes are zero.

    Not available in distributed mode: a part of a dataset is written by one process; writenn5 writes all of them.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the folder.

    position [input; 3-component integer vector]:
      Where the first pixel of the box goes in the dataset, along x, y and z.

    file dimensions [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the dataset along x, y and z, in pixels; a component below 1 takes that of the dataset that is there.

    source position [input; 3-component integer vector("[0, 0, 0]")]:
      First pixel of the box in the image, along x, y and z.

    source block size [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the box along x, y and z, in pixels; a component below 1 takes the whole image.

    chunk size [input; 3-component integer vector("[1536, 1536, 1536]")]:
      Size of a chunk along x, y and z, in pixels, if the dataset is made.

    Shapes
    ------

    The box lies inside input image. What would lie outside the dataset is left out.

    Errors
    ------

    Format if there is a dataset of another size or pixel type, or a folder that is none. Argument if there is none
    and file dimensions are not given, or if the box is not inside the image. Io if the dataset cannot be written.

    References
    ----------

    pi2, writenn5block.

    Example
    -------

    newimage(part, uint16, 10, 10, 10)
    set(part, 7)
    writenn5block(part, "parts", [0, 0, 0], [20, 10, 10])
    writenn5block(part, "parts", [10, 0, 0], [20, 10, 10])
    read(whole, "parts")
    minval(whole, low)   # 7

    See also
    --------

    writenn5, readnn5block, writezarrblock
    """
def writenrrd(input_image: ImageLike, filename: FileLike) -> None:
    """writenrrd(input image, filename)
    ================================

    Writes an image to an NRRD file.

    A text header is followed by the pixels in little-endian order, not compressed. Complex pixels become blocks of 8
    bytes; name the data type, complex32, when they are read. If the image has a voxel size, it is written with origin
    and unit. .nrrd is added to the name unless it is there. Folders that are missing are made. The file appears under
    its name when it is complete; until then an older file of that name stays.

    Not available in distributed mode: an NRRD file is written in one piece; write a raw file instead.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the file.

    Shapes
    ------

    input image may have any size. The file has as many axes as the image needs.

    Errors
    ------

    Io if the file cannot be written.

    References
    ----------

    Nearly Raw Raster Data, <https://teem.sourceforge.net/nrrd/format.html>.

    Example
    -------

    newimage(img, int16, 5, 4, 3)
    set(img, [4, 3, 2], -15)
    writenrrd(img, "example")
    read(back, "example.nrrd")
    minval(back, low)   # -15

    See also
    --------

    read, writeraw, writetif
    """
@overload
def writepng(
    input_image: ImageLike,
    filename: FileLike,
    compression: Literal["Fast", "Default", "Best", "None"] | TextLike,
) -> None:
    """writepng(input image, filename, compression)
    ============================================

    Writes a two-dimensional image to a PNG file with a choice of compression.

    As the other form. All choices keep the pixels exactly, they differ in the time for writing and the size of the file.

    Not available in distributed mode: a PNG file is written in one piece; write a raw file instead.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the file.

    compression [input; compression]:
      How hard to try to make the file small.
      - Fast: Quick to write, a little larger.
      - Default (or balanced): A good compromise.
      - Best (or high): The smallest file, slow to write.
      - None (or no, uncompressed): Not compressed.

    Shapes
    ------

    input image is W×H×1.

    Errors
    ------

    As the other form.

    Example
    -------

    newimage(img, uint8, 5, 4)
    set(img, [4, 3, 0], 200)
    writepng(img, "example_best", best)
    read(back, "example_best.png")
    maxval(back, top)   # 200

    See also
    --------

    read, writeraw, writetif, writejpg


    writepng(input image, filename)
    ===============================

    Writes a two-dimensional image to a PNG file.

    PNG holds 8- and 16-bit grey levels. Signed pixels are stored as their bit patterns, so that they are read back as
    unsigned ones. .png is added to the name unless it is there. Folders that are missing are made. The file appears
    under its name when it is complete; until then an older file of that name stays.

    Not available in distributed mode: a PNG file is written in one piece; write a raw file instead.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the file.

    Shapes
    ------

    input image is W×H×1.

    Errors
    ------

    PixelType if the pixels have more than 16 bits. Dimensions if there are several slices. Io if the file cannot be
    written.

    References
    ----------

    Portable Network Graphics (PNG) Specification, W3C.

    Example
    -------

    newimage(img, uint8, 5, 4)
    set(img, [4, 3, 0], 200)
    writepng(img, "example")
    read(back, "example.png")
    maxval(back, top)   # 200

    See also
    --------

    read, writeraw, writetif
    """
@overload
def writepng(input_image: ImageLike, filename: FileLike) -> None: ...
@overload
def writeraw(input_image: ImageLike, filename: FileLike, append: BooleanLike = False) -> None:
    """writeraw(input image, filename, append)
    =======================================

    Writes an image to a raw file.

    The file holds the pixels in little-endian order, x fastest, and nothing else. The size is added to the name:
    writeraw(img, "bone") writes bone_100x200x300.raw, unless the name already ends so. Folders that are missing are
    made. The file appears under its name when it is complete; until then an older file of that name stays.

    With append, the slices are added behind those of the file that has this name and slices of the same size, and
    the file is renamed to its new depth. The file is copied for that, so write many slices at once.

    Works block by block in distributed mode.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the file, without the size.

    append [input; boolean(False)]:
      Adds the slices to an existing file instead of replacing it.

    Shapes
    ------

    input image may have any size.

    Errors
    ------

    Io if the file cannot be written. Format if the image cannot be appended to the file that is there.

    Example
    -------

    newimage(img, uint16, 5, 4, 3)
    set(img, [4, 3, 2], 700)
    writeraw(img, "example")
    read(back, "example_5x4x3.raw")
    maxval(back, top)   # 700

    See also
    --------

    readraw, read, writetif, writepng


    writeraw(r, g, b, filename, append)
    ===================================

    Writes three images to a raw file as red, green and blue.

    Each pixel is three bytes: red, green, blue. The size is added to the name as in the other form. Many programs can
    show such a file; pi2 does not read it.

    Not available in distributed mode: pixels of three images are interleaved in one file.

    Arguments
    ---------

    r [input; image<uint8>]:
      Red.

    g [input; image<uint8>]:
      Green.

    b [input; image<uint8>]:
      Blue.

    filename [input; string]:
      Name of the file, without the size.

    append [input; boolean(False)]:
      Adds the slices to an existing file instead of replacing it.

    Shapes
    ------

    r, g and b have the same size.

    Errors
    ------

    Dimensions if the sizes differ. Io if the file cannot be written. Format if the image cannot be appended to the
    file that is there.

    Example
    -------

    newimage(r, uint8, 4, 4)
    newlike(g, r)
    newlike(b, r)
    add(b, 9)
    writeraw(r, g, b, "colours")
    readraw(bytes, "colours_4x4x1.raw", uint8, [12, 4, 1])
    maxval(bytes, top)   # 9

    See also
    --------

    readraw, read, writetif, writepng
    """
@overload
def writeraw(r: ImageLike, g: ImageLike, b: ImageLike, filename: FileLike, append: BooleanLike = False) -> None: ...
def writerawblock(
    input_image: ImageLike,
    filename: FileLike,
    position: IntegerVectorLike,
    file_dimensions: IntegerVectorLike = (0, 0, 0),
    source_position: IntegerVectorLike = (0, 0, 0),
    source_block_size: IntegerVectorLike = (0, 0, 0),
    *,
    dimensions: IntegerVectorLike = ...,
    size: IntegerVectorLike = ...,
) -> None:
    """writerawblock(input image, filename, position, file dimensions, source position, source block size)
    ===================================================================================================

    Writes an image, or a box of it, into a part of a raw file.

    The file has exactly the given name. It is made if there is none, filled with zeros; the pixels of an existing file
    outside the box stay as they are. What would lie outside the file is left out. Several processes may write different
    parts of the same file at the same time.

    Not available in distributed mode: each process writes its part of the file.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the file.

    position [input; 3-component integer vector]:
      Place of the first pixel in the file, along x, y and z.

    file dimensions [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the file along x, y and z, in pixels; a component below 1 takes the size from the name.

    source position [input; 3-component integer vector("[0, 0, 0]")]:
      First pixel of the box in the image.

    source block size [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the box, in pixels; a component below 1 writes the whole image.

    Shapes
    ------

    input image may have any size.

    Errors
    ------

    Argument if the box is not inside the image. Format if the size of the file is not known, or it has more bytes than
    its pixels need. Io if the file cannot be written.

    References
    ----------

    pi2, writerawblock.

    Example
    -------

    newimage(img, uint8, 4, 4)
    set(img, 9)
    writerawblock(img, "parts_20x10x1.raw", [16, 6, 0])
    read(whole, "parts_20x10x1.raw")
    sum(whole, total)   # 144

    See also
    --------

    readrawblock, writeraw
    """
def writesequence(input_image: ImageLike, filename: FileLike) -> None:
    """writesequence(input image, filename)
    ====================================

    Writes each slice of an image to a file of its own.

    In the last part of the name, @ stands for the number of the slice, counted from 0, @(4) for a number of at least
    four digits and @(-) for as many digits as the last slice needs. A name without @ is a folder of files @.png.
    The slices are PNG files, which hold 8- and 16-bit grey levels, or TIFF files if the name ends in .tif or .tiff.
    Folders that are missing are made. The files appear under their names when all of them are complete; until then older
    files of these names stay. Other files that readsequence would take for slices, for example of an older and longer
    sequence, are reported and left.

    Works block by block in distributed mode.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Folder, or template for the names of the files.

    Shapes
    ------

    input image may have any size.

    Errors
    ------

    PixelType if PNG files cannot hold the pixels. Argument if a number of digits is none. Io if the files cannot be
    written.

    References
    ----------

    pi2, writesequence.

    Example
    -------

    newimage(img, uint8, 20, 10, 12)
    set(img, [3, 2, 10], 200)
    writesequence(img, ./example_output/sequence/slice_@(-).png)
    read(slice, ./example_output/sequence/slice_10.png)
    maxval(slice, top)   # 200

    See also
    --------

    readsequence, writesequenceblock, sequenceinfo, writetif, writepng
    """
def writesequenceblock(
    input_image: ImageLike,
    filename: FileLike,
    position: IntegerVectorLike,
    file_dimensions: IntegerVectorLike = (0, 0, 0),
    source_position: IntegerVectorLike = (0, 0, 0),
    source_block_size: IntegerVectorLike = (0, 0, 0),
    *,
    dimensions: IntegerVectorLike = ...,
    size: IntegerVectorLike = ...,
) -> None:
    """writesequenceblock(input image, filename, position, file dimensions, source position, source block size)
    ========================================================================================================

    Writes an image, or a box of it, into a larger image whose slices are files of their own.

    Names are those of writesequence. Slices that are there already are changed in the box only, slices that are not
    are made and zero outside the box; slices without pixels of the box are not touched. Each slice that changes is
    written anew, so that whole slices are written fastest. Several processes may write into one sequence at once if they
    write different slices. What lies outside the larger image is left out.

    Not available in distributed mode: a block is written by one process.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Folder, or template for the names of the files.

    position [input; 3-component integer vector]:
      Where the first pixel of the box goes to in the larger image.

    file dimensions [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the larger image, in pixels; a component below 1 takes that of the sequence that is there.

    source position [input; 3-component integer vector("[0, 0, 0]")]:
      First pixel of the box in input image.

    source block size [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the box, in pixels; a component below 1 means all of input image.

    Errors
    ------

    Argument if the box is not inside input image. Format if a slice that is there has another size or pixel type.
    Io if there is no sequence and file dimensions are not given, or if the files cannot be written.

    References
    ----------

    pi2, writesequenceblock.

    Example
    -------

    newimage(img, uint8, 5, 5, 1)
    add(img, 9)
    writesequenceblock(img, ./example_output/assembled/s_@.tif, [2, 2, 1], [10, 10, 2])
    writesequenceblock(img, ./example_output/assembled/s_@.tif, [0, 0, 0], [10, 10, 2])
    readsequence(back, ./example_output/assembled/s_@.tif)
    newimage(total, float32)
    sum(back, total)   # 450

    See also
    --------

    writesequence, readsequenceblock
    """
@overload
def writetif(
    input_image: ImageLike,
    filename: FileLike,
    compression: Literal["None", "LZW", "Deflate", "Zstd", "PackBits"] | TextLike,
) -> None:
    """writetif(input image, filename, compression)
    ============================================

    Writes an image to a compressed TIFF file.

    As the other form, but each slice is compressed in strips of about 256 kB, so that boxes can be read without the rest.
    LZW, Deflate and Zstandard compress differences of neighbouring pixels.

    Not available in distributed mode: a TIFF file is written in one piece; write a raw file instead.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the file.

    compression [input; compression]:
      How the pixels are compressed.
      - None (or no, uncompressed): Not at all.
      - LZW: LZW: every program reads it.
      - Deflate (or zip, zlib): Deflate: small files that nearly every program reads.
      - Zstd (or zstandard): Zstandard: small files, quick to write and to read, for newer programs.
      - PackBits: PackBits: quick, for images with large even areas.

    Shapes
    ------

    input image has at most 65534 slices.

    Errors
    ------

    Dimensions if the image is too large for the format. Io if the file cannot be written.

    References
    ----------

    TIFF 6.0, Adobe 1992; predictor 3 of Adobe Photoshop TIFF Technical Note 3; compression 50000 of libtiff.

    Example
    -------

    newimage(img, float32, 5, 4, 3)
    set(img, [4, 3, 2], -1.5)
    writetif(img, "example_zstd", zstd)
    read(back, "example_zstd.tif")
    minval(back, low)   # -1.5

    See also
    --------

    read, writeraw, writepng, writejpg


    writetif(input image, filename)
    ===============================

    Writes an image to a TIFF file.

    Each slice becomes a page, not compressed. More than 4·10⁹ bytes of pixels are written as BigTIFF. If the image has a
    voxel size, it is written with origin and unit as ImageJ does. .tif is added to the name unless it ends in .tif or
    .tiff. Folders that are missing are made. The file appears under its name when it is complete; until then an older
    file of that name stays.

    Not available in distributed mode: a TIFF file is written in one piece; write a raw file instead.

    Arguments
    ---------

    input image [input; image<any>]:
      Image to write.

    filename [input; string]:
      Name of the file.

    Shapes
    ------

    input image has at most 65534 slices.

    Errors
    ------

    Dimensions if the image is too large for the format. Io if the file cannot be written.

    References
    ----------

    TIFF 6.0, Adobe 1992. Complex pixels have sample format 6, which few other programs read.

    Example
    -------

    newimage(img, float32, 5, 4, 3)
    set(img, [4, 3, 2], -1.5)
    writetif(img, "example")
    read(back, "example.tif")
    minval(back, low)   # -1.5

    See also
    --------

    read, writeraw, writepng
    """
@overload
def writetif(input_image: ImageLike, filename: FileLike) -> None: ...
@overload
def writevtk(points: ImageLike, lines: ImageLike, filename: FileLike) -> None:
    """writevtk(points, lines, filename)
    =================================

    Writes points and lines between them to a VTK file.

    The file is a legacy ASCII file of polygonal data (# vtk DataFile Version 3.0), which ParaView opens. Numbers are
    written with as many digits as float32 has. .vtk is added to the name unless it is there. Folders that are missing
    are made. The file appears under its name when it is complete; until then an older file of that name stays.

    Not available in distributed mode: the points of a line may be anywhere in the list.

    Arguments
    ---------

    points [input; image<float32>]:
      Positions of the points.

    lines [input; image<uint64>]:
      Which points each line connects.

    filename [input; string]:
      Name of the file.

    Shapes
    ------

    points is 3×N×1: each row is the x, y and z of one point. lines may have any size: its pixels are the number of
    lines, then for each line the number of its points and their rows in points, from 0.

    Errors
    ------

    Dimensions if points has not three columns. Argument if lines ends too early or too late, or names a point
    that is not there. Io if the file cannot be written.

    References
    ----------

    VTK file formats, <https://docs.vtk.org/en/latest/vtk_file_formats/vtk_legacy_file_format.html>.

    Example
    -------

    newimage(points, float32, 3, 2)
    set(points, [2, 1, 0], 7.5)
    newimage(lines, uint64, 4)
    set(lines, [0, 0, 0], 1)
    set(lines, [1, 0, 0], 2)
    set(lines, [3, 0, 0], 1)
    writevtk(points, lines, "example")
    maxval(points, top)   # 7.5

    See also
    --------

    read, writeraw


    writevtk(points, lines, filename, point data name, point data)
    ==============================================================

    Writes points with measured values, and lines between them, to a VTK file.

    As the form without values. A blank in a name is written as %20, which VTK shows as a blank.

    Not available in distributed mode: the points of a line may be anywhere in the list.

    Arguments
    ---------

    points [input; image<float32>]:
      Positions of the points.

    lines [input; image<uint64>]:
      Which points each line connects.

    filename [input; string]:
      Name of the file.

    point data name [input; string("")]:
      Names of the columns of point data, with commas between them. If it is empty, no values are written.

    point data [input; image<float32>]:
      Values of the points.

    Shapes
    ------

    points is 3×N×1 and lines as in the form without values. point data is M×N×1: a column for each of M names, a
    row for each point.

    Errors
    ------

    As in the form without values; and Dimensions if point data has not as many columns as there are names, or not as
    many rows as there are points.

    Example
    -------

    newimage(points, float32, 3, 2)
    newimage(lines, uint64)
    newimage(radii, float32, 1, 2)
    set(radii, 1.5)
    writevtk(points, lines, "example", "radius", radii)
    maxval(radii, top)   # 1.5

    See also
    --------

    read, writeraw


    writevtk(points, lines, filename, point data name, point data, line data name, cell data)
    =========================================================================================

    Writes points and lines, both with measured values, to a VTK file.

    As the form without values. A blank in a name is written as %20, which VTK shows as a blank.

    Not available in distributed mode: the points of a line may be anywhere in the list.

    Arguments
    ---------

    points [input; image<float32>]:
      Positions of the points.

    lines [input; image<uint64>]:
      Which points each line connects.

    filename [input; string]:
      Name of the file.

    point data name [input; string("")]:
      Names of the columns of point data, with commas between them. If it is empty, no values are written.

    point data [input; image<float32>]:
      Values of the points.

    line data name [input; string("")]:
      Names of the columns of cell data, with commas between them. If it is empty, no values are written.

    cell data [input; image<float32>]:
      Values of the lines.

    Shapes
    ------

    points is 3×N×1 and lines as in the form without values. point data is M×N×1: a column for each of M names, a
    row for each point. cell data has a column for each of its names and a row for each line.

    Errors
    ------

    As in the form without values; and Dimensions if point data or cell data has not as many columns as there are
    names, or not as many rows as there are points or lines.

    Example
    -------

    newimage(points, float32, 3, 2)
    newimage(lines, uint64, 2)
    set(lines, [0, 0, 0], 1)
    newimage(lengths, float32)
    set(lengths, 2.5)
    writevtk(points, lines, "example", "", points, "length", lengths)
    maxval(lengths, top)   # 2.5

    See also
    --------

    read, writeraw
    """
@overload
def writevtk(
    points: ImageLike,
    lines: ImageLike,
    filename: FileLike,
    point_data_name: TextLike,
    point_data: ImageLike,
    *,
    name: TextLike = ...,
) -> None: ...
@overload
def writevtk(
    points: ImageLike,
    lines: ImageLike,
    filename: FileLike,
    *,
    point_data_name: TextLike = "",
    point_data: ImageLike,
    name: TextLike = ...,
) -> None: ...
@overload
def writevtk(
    points: ImageLike,
    lines: ImageLike,
    filename: FileLike,
    point_data_name: TextLike,
    point_data: ImageLike,
    line_data_name: TextLike,
    cell_data: ImageLike,
) -> None: ...
@overload
def writevtk(
    points: ImageLike,
    lines: ImageLike,
    filename: FileLike,
    *,
    point_data_name: TextLike = "",
    point_data: ImageLike,
    line_data_name: TextLike = "",
    cell_data: ImageLike,
) -> None: ...
def writezarr(
    input_image: ImageLike,
    path: FileLike,
    chunk_size: IntegerVectorLike = (1024, 1024, 1024),
    codecs: str = "[{\"configuration\":{\"chunk_shape\":[32,32,32],\"codecs\":[{\"configuration\":{\"order\":[2,1,0]},\"name\":\"transpose\"},{\"configuration\":{\"endian\":\"little\"},\"name\":\"bytes\"},{\"configuration\":{\"blocksize\":0,\"clevel\":5,\"cname\":\"zstd\",\"shuffle\":\"noshuffle\",\"typesize\":0},\"name\":\"blosc\"}],\"index_codecs\":[{\"configuration\":{\"endian\":\"little\"},\"name\":\"bytes\"}],\"index_location\":\"end\"},\"name\":\"sharding_indexed\"}]",
    fillValue: IntegerLike = 0,
    separator: TextLike = "/",
    *,
    size: IntegerVectorLike = ...,
) -> None:
    """writezarr(input image, path, chunk size, codecs, fillValue, separator)
    ======================================================================

    Writes an image to a Zarr array of version 3.

    An array is a folder: the image is cut into chunks, each a file of its own, so that a part of a large image can be
    read without the rest. The axes of the array are z, y and x, and have these names. Voxel size, origin and unit of the
    image are attributes of the array. Folders that are missing are made. An older array of that name is replaced when the
    new one is complete; a folder that is anything else, or has other files in it, is never touched.

    codecs is a list as in the description of an array, in JSON, for the axes z, y and x. There are bytes, transpose,
    sharding_indexed, blosc, zstd, gzip and crc32c. By default, a chunk is a shard of smaller chunks of 32×32×32
    pixels, each compressed, which can be read alone. The transposition in the default list is left out: it is there for
    arrays with the axes x, y, z. Chunks whose pixels are all fillValue have no file.

    Works block by block in distributed mode.

    Arguments
    ---------

    input image [input; image<real>]:
      Image to write.

    path [input; string]:
      Name of the folder.

    chunk size [input; 3-component integer vector("[1024, 1024, 1024]")]:
      Size of a chunk along x, y and z, in pixels.

    codecs [input; json format([{"configuration":{"chunk_shape":[32,32,32],"codecs":[{"configuration":{"order":[2,1,0]},"name":"transpose"},{"configuration":{"endian":"little"},"name":"bytes"},{"configuration":{"blocksize":0,"clevel":5,"cname":"zstd","shuffle":"noshuffle","typesize":0},"name":"blosc"}],"index_codecs":[{"configuration":{"endian":"little"},"name":"bytes"}],"index_location":"end"},"name":"sharding_indexed"}])]:
      How the pixels of a chunk become bytes.

    fillValue [input; integer(0)]:
      Pixel value of chunks that have no file, in grey levels. The nearest one of the pixel type is taken.

    separator [input; string(/)]:
      What is between the positions in the name of a chunk: / makes folders, . does not.

    Shapes
    ------

    input image may have any size. Chunks reach over its borders; a chunk of the default size is not larger than the
    image needs.

    Errors
    ------

    Argument if a side of the chunk is not positive, or the codecs or the separator cannot be used. Format if there is
    something of this name that is not a Zarr array. Io if the array cannot be written.

    References
    ----------

    Zarr core specification, version 3, <https://zarr-specs.readthedocs.io>.

    Example
    -------

    newimage(img, uint16, 50, 40, 30)
    set(img, [44, 33, 22], 700)
    writezarr(img, "example.zarr", [32, 32, 32], '[{"name": "bytes"}, {"name": "zstd"}]')
    read(back, "example.zarr")
    maxval(back, top)   # 700

    See also
    --------

    read, writezarrblock, writenn5, writeraw
    """
def writezarrblock(
    image: ImageLike,
    filename: FileLike,
    image_position: IntegerVectorLike,
    file_dimensions: IntegerVectorLike = (0, 0, 0),
    block_position: IntegerVectorLike = (0, 0, 0),
    block_size: IntegerVectorLike = (0, 0, 0),
    chunk_size: IntegerVectorLike = (1024, 1024, 1024),
    codecs: str = "[{\"configuration\":{\"chunk_shape\":[32,32,32],\"codecs\":[{\"configuration\":{\"order\":[2,1,0]},\"name\":\"transpose\"},{\"configuration\":{\"endian\":\"little\"},\"name\":\"bytes\"},{\"configuration\":{\"blocksize\":0,\"clevel\":5,\"cname\":\"zstd\",\"shuffle\":\"noshuffle\",\"typesize\":0},\"name\":\"blosc\"}],\"index_codecs\":[{\"configuration\":{\"endian\":\"little\"},\"name\":\"bytes\"}],\"index_location\":\"end\"},\"name\":\"sharding_indexed\"}]",
    fillValue: IntegerLike = 0,
    separator: TextLike = "/",
    *,
    dimensions: IntegerVectorLike = ...,
) -> None:
    """writezarrblock(image, filename, image position, file dimensions, block position, block size, chunk size, codecs, fillValue, separator)
    ======================================================================================================================================

    Writes a part of an image into a Zarr array.

    Any number of processes may write different boxes at once: a chunk is replaced when its new file is complete, and
    processes on machines that share the disk change the same chunk one after the other. It is fastest if each writes
    whole chunks. An array that does not exist is made; chunks without a file have fillValue.

    Not available in distributed mode: a part of an array is written by one process; writezarr writes all of them.

    Arguments
    ---------

    image [input; image<real>]:
      Image to write.

    filename [input; string]:
      Name of the folder.

    image position [input; 3-component integer vector]:
      Where the first pixel of the image lies in the array, along x, y and z.

    file dimensions [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the array along x, y and z, in pixels; a component below 1 takes that of the array that is there.

    block position [input; 3-component integer vector("[0, 0, 0]")]:
      First pixel of the box along x, y and z, in the array.

    block size [input; 3-component integer vector("[0, 0, 0]")]:
      Size of the box along x, y and z, in pixels; a component below 1 takes the whole image.

    chunk size [input; 3-component integer vector("[1024, 1024, 1024]")]:
      Size of a chunk along x, y and z, in pixels, if the array is made.

    codecs [input; json format([{"configuration":{"chunk_shape":[32,32,32],"codecs":[{"configuration":{"order":[2,1,0]},"name":"transpose"},{"configuration":{"endian":"little"},"name":"bytes"},{"configuration":{"blocksize":0,"clevel":5,"cname":"zstd","shuffle":"noshuffle","typesize":0},"name":"blosc"}],"index_codecs":[{"configuration":{"endian":"little"},"name":"bytes"}],"index_location":"end"},"name":"sharding_indexed"}])]:
      How the pixels of a chunk become bytes, if the array is made.

    fillValue [input; integer(0)]:
      Pixel value of chunks that have no file, in grey levels, if the array is made.

    separator [input; string(/)]:
      What is between the positions in the name of a chunk, if the array is made.

    Shapes
    ------

    The box is given in pixels of the array. Only what lies in image and in the array is written.

    Errors
    ------

    Format if there is an array of another size or pixel type, or a folder that is not an array. Argument if there is
    none and file dimensions are not given, or as in writezarr. Io if the array cannot be written.

    References
    ----------

    Zarr core specification, version 3, <https://zarr-specs.readthedocs.io>.

    Example
    -------

    newimage(part, uint16, 10, 10, 10)
    set(part, 7)
    writezarrblock(part, "parts.zarr", [0, 0, 0], [20, 10, 10])
    writezarrblock(part, "parts.zarr", [10, 0, 0], [20, 10, 10])
    read(whole, "parts.zarr")
    minval(whole, low)   # 7

    See also
    --------

    writezarr, writenn5block, read
    """

def default_session() -> Pi2:
    """Return the session of functions that are called without an image."""
def session_of(*values: object) -> Pi2:
    """Return the session of the first object of a session among some values, else the default session."""
