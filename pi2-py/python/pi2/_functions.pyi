"""Commands as functions. Written by `cargo dev generate`: do not edit."""

import math
import os
from typing import Literal, TypeAlias, overload
from pi2._enums import AutoThresholdMethod, Binning, BoundaryCondition, Connectivity, ImageDataType, NeighbourhoodType
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
    "add",
    "analyzeparticles",
    "autothreshold",
    "autothresholdvalue",
    "bin",
    "box",
    "clear",
    "clearmeta",
    "convert",
    "copy",
    "copymeta",
    "crop",
    "divide",
    "dmap",
    "echo",
    "endconcurrentwrite",
    "ensuresize",
    "fileinfo",
    "gaussfilter",
    "get",
    "getmapfile",
    "getmaxmemory",
    "getmeta",
    "headers",
    "hello",
    "help",
    "hist",
    "info",
    "isimagefile",
    "label",
    "license",
    "linmap",
    "list",
    "listanalyzers",
    "listmeta",
    "mapraw",
    "maxmemory",
    "maxproject",
    "maxval",
    "mean",
    "medianfilter",
    "metacolumncount",
    "metarowcount",
    "minval",
    "montage",
    "multiply",
    "newimage",
    "newlike",
    "newlikefile",
    "newvalue",
    "noise",
    "print",
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
    "resettiming",
    "savetiming",
    "sequenceinfo",
    "set",
    "setmeta",
    "sphere",
    "stddev",
    "subtract",
    "sum",
    "surfacearea",
    "swapbyteorder",
    "threshold",
    "thresholdrange",
    "timing",
    "waitreturn",
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
_NeighbourhoodType: TypeAlias = NeighbourhoodType | Pi2Value | Literal[
    "rectangular",
    "ellipsoidal",
    "Rectangular",
    "Ellipsoidal",
]

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

    sphere, noise


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

    sphere, noise
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

    autothreshold, autothresholdvalue, mean, stddev
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

    maxval, bin


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

    maxval, bin
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

    sum, stddev, minval, maxval
    """
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

    crop, bin
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
    """
@overload
def multiply(image: OutputImage, x: RealLike) -> None: ...
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

    pi2, noise. The first 25 000 pixels get the same numbers there; the others depend on thread timing there. Here each
    block of 25 000 pixels has a generator of its own: the Mersenne Twister MT19937 (Matsumoto, Nishimura, ACM TOMACS 8,
    1998) seeded with the seed for block 0 and with the key (seed, n) for block n. Deviates are made by the polar method
    (Marsaglia, Bray, SIAM Review 6, 1964).

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

    box, noise
    """
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
    """
@overload
def subtract(image: OutputImage, x: RealLike) -> None: ...
def sum(img: ImageLike) -> float:
    """Return the sum of all pixels. Integers are added exactly, in 64 bits.

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

    mean, stddev, minval, maxval
    """
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

    thresholdrange, autothreshold


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

    thresholdrange, autothreshold
    """
@overload
def threshold(image: OutputImage, x: RealLike) -> None: ...
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
