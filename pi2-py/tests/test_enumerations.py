"""Every enumeration, member and alias of the first version of the Python interface."""

import pytest
from pi2py2 import *

# Class: value: names.
WORDS = {
    Connectivity: {"nearest": "NEAREST Nearest", "all": "ALL All"},
    BoundaryCondition: {"zero": "ZERO Zero", "nearest": "NEAREST Nearest"},
    Interpolation: {"nearest": "NEAREST Nearest", "linear": "LINEAR Linear", "cubic": "CUBIC Cubic"},
    NeighbourhoodType: {
        "rectangular": "RECTANGULAR Rectangular BOX Box",
        "ellipsoidal": "ELLIPSOIDAL Ellipsoidal SPHERE Sphere SPHERICAL Spherical ROUND Round CIRCLE Circle CIRCULAR "
        "Circular",
    },
    ImageDataType: {
        "unknown": "UNKNOWN Unknown",
        "uint8": "UINT8 UInt8",
        "uint16": "UINT16 UInt16",
        "uint32": "UINT32 UInt32",
        "uint64": "UINT64 UInt64",
        "int8": "INT8 Int8",
        "int16": "INT16 Int16",
        "int32": "INT32 Int32",
        "int64": "INT64 Int64",
        "float32": "FLOAT32 Float32",
        "complex32": "COMPLEX32 Complex32",
    },
    Distributor: {"": "NONE No OFF Off", "local": "LOCAL Local", "slurm": "SLURM Slurm", "lsf": "LSF Lsf"},
    Direction: {"up": "UP Up", "down": "DOWN Down"},
    ResliceDirection: {"top": "TOP Top", "bottom": "BOTTOM Bottom", "left": "LEFT Left", "right": "RIGHT Right"},
    EllipsoidType: {
        "Principal": "PRINCIPAL Principal",
        "BoundingEllipsoid": "BOUNDING Bounding",
        "BoundingSphere": "BOUNDINGSPHERE BoundingSphere",
        "CorrectVolume": "VOLUME Volume",
    },
    AutoThresholdMethod: {
        "Otsu": "OTSU Otsu",
        "Huang": "HUANG Huang",
        "Intermodes": "INTERMODES Intermodes",
        "IsoData": "ISODATA Isodata",
        "Li": "LI Li",
        "MaxEntropy": "MAXENTROPY MaxEntropy",
        "Mean": "MEAN Mean",
        "MinError": "MINERROR MinError",
        "Minimum": "MINIMUM Minimum",
        "Moments": "MOMENTS Moments",
        "Percentile": "PERCENTILE Percentile",
        "Renyi": "RENYI Renyi",
        "Shanbhag": "SHANBHAG Shanbhag",
        "Triangle": "TRIANGLE Triangle",
        "Yen": "YEN Yen",
        "Median": "MEDIAN Median",
        "MidGrey": "MIDGREY MidGrey",
        "Niblack": "NIBLACK Niblack",
        "Phansalkar": "PHANSALKAR Phansalkar",
        "Sauvola": "SAUVOLA Sauvola",
        "Bernsen": "BERNSEN Bernsen",
    },
    Binning: {"mean": "MEAN Mean", "sum": "SUM Sum", "min": "MIN Min", "max": "MAX Max"},
}


@pytest.mark.parametrize("enumeration", WORDS, ids=lambda enumeration: enumeration.__name__)
def test_each_member_has_its_value_and_aliases(enumeration: type[Enum]) -> None:
    for value, names in WORDS[enumeration].items():
        for name in names.split():
            assert str(getattr(enumeration, name)) == value
            assert enumeration[name] is enumeration(value)
    assert [member.value for member in enumeration] == list(WORDS[enumeration])


def test_members_and_plain_strings_are_the_same_argument(pi: Pi2) -> None:
    assert pi.newimage(ImageDataType.INT16).get_data_type() is ImageDataType.Int16
    assert pi.newimage("int16").get_data_type() == "int16"
    assert pi.newimage("INT16").get_data_type() == ImageDataType.INT16
