"""The words that commands accept, as enumerations. A plain string does as well.

Members are strings: `str(member)` and `member.value` are the word in the command language. A class has several names
for some members, as existing scripts use them.
"""

from enum import StrEnum


class Connectivity(StrEnum):
    """Which pixels are neighbours."""

    NEAREST = Nearest = "nearest"
    ALL = All = "all"


class BoundaryCondition(StrEnum):
    """What lies outside an image."""

    ZERO = Zero = "zero"
    NEAREST = Nearest = "nearest"


class Interpolation(StrEnum):
    """How values between pixels are found."""

    NEAREST = Nearest = "nearest"
    LINEAR = Linear = "linear"
    CUBIC = Cubic = "cubic"


class NeighbourhoodType(StrEnum):
    """Shape of a neighbourhood."""

    RECTANGULAR = Rectangular = BOX = Box = "rectangular"
    ELLIPSOIDAL = Ellipsoidal = "ellipsoidal"
    SPHERE = Sphere = SPHERICAL = Spherical = "ellipsoidal"
    ROUND = Round = CIRCLE = Circle = CIRCULAR = Circular = "ellipsoidal"


class ImageDataType(StrEnum):
    """Pixel type. `UNKNOWN` leaves the choice to the command."""

    UNKNOWN = Unknown = "unknown"
    UINT8 = UInt8 = "uint8"
    UINT16 = UInt16 = "uint16"
    UINT32 = UInt32 = "uint32"
    UINT64 = UInt64 = "uint64"
    INT8 = Int8 = "int8"
    INT16 = Int16 = "int16"
    INT32 = Int32 = "int32"
    INT64 = Int64 = "int64"
    FLOAT32 = Float32 = "float32"
    COMPLEX32 = Complex32 = "complex32"


class Distributor(StrEnum):
    """Where distributed commands run."""

    NONE = No = OFF = Off = ""
    LOCAL = Local = "local"
    SLURM = Slurm = "slurm"
    LSF = Lsf = "lsf"


class Direction(StrEnum):
    """Up or down."""

    UP = Up = "up"
    DOWN = Down = "down"


class ResliceDirection(StrEnum):
    """Side from which an image is looked at."""

    TOP = Top = "top"
    BOTTOM = Bottom = "bottom"
    LEFT = Left = "left"
    RIGHT = Right = "right"


class EllipsoidType(StrEnum):
    """Ellipsoid that stands for a particle."""

    PRINCIPAL = Principal = "Principal"
    BOUNDING = Bounding = "BoundingEllipsoid"
    BOUNDINGSPHERE = BoundingSphere = "BoundingSphere"
    VOLUME = Volume = "CorrectVolume"


class AutoThresholdMethod(StrEnum):
    """Method that finds a threshold."""

    OTSU = Otsu = "Otsu"
    HUANG = Huang = "Huang"
    INTERMODES = Intermodes = "Intermodes"
    ISODATA = Isodata = "IsoData"
    LI = Li = "Li"
    MAXENTROPY = MaxEntropy = "MaxEntropy"
    MEAN = Mean = "Mean"
    MINERROR = MinError = "MinError"
    MINIMUM = Minimum = "Minimum"
    MOMENTS = Moments = "Moments"
    PERCENTILE = Percentile = "Percentile"
    RENYI = Renyi = "Renyi"
    SHANBHAG = Shanbhag = "Shanbhag"
    TRIANGLE = Triangle = "Triangle"
    YEN = Yen = "Yen"
    MEDIAN = Median = "Median"
    MIDGREY = MidGrey = "MidGrey"
    NIBLACK = Niblack = "Niblack"
    PHANSALKAR = Phansalkar = "Phansalkar"
    SAUVOLA = Sauvola = "Sauvola"
    BERNSEN = Bernsen = "Bernsen"


class Binning(StrEnum):
    """How the pixels of a block become one."""

    MEAN = Mean = "mean"
    SUM = Sum = "sum"
    MIN = Min = "min"
    MAX = Max = "max"
