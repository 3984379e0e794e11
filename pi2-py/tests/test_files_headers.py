"""Files of NRRD, NIfTI, MetaImage, DICOM and HDF5: what other libraries write is read, and the other way round."""

from collections.abc import Callable
from pathlib import Path

import h5py
import nibabel
import nrrd
import numpy as np
import pi2
import pydicom
import pytest
import SimpleITK as sitk

TYPES = ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float32", "complex64"]
REAL = TYPES[:-1]
# Index [z, y, x].
SHAPES = [(1, 1, 1), (1, 1, 7), (1, 5, 1), (1, 5, 7), (3, 1, 1), (3, 5, 7), (2, 1, 9)]
SPACING = (0.25, 0.5, 2.0)
ORIGIN = (-1.5, 2.0, 30.0)


def pixels(dtype: str, shape: tuple[int, ...]) -> np.ndarray:
    """Make pixels that differ from their neighbours and are as large as the type allows."""
    generator = np.random.default_rng(1)
    if dtype == "complex64":
        return (generator.normal(size=shape) + 1j * generator.normal(size=shape)).astype(dtype)
    if dtype.startswith("float"):
        return generator.normal(size=shape).astype(dtype)
    info = np.iinfo(dtype)
    return generator.integers(info.min, info.max, shape, dtype, endpoint=True)


def same(image: pi2.Image, expected: np.ndarray) -> None:
    assert image.dtype == expected.dtype.newbyteorder("=")
    assert np.array_equal(image.zyx.reshape(expected.shape), expected)


def placed(array: np.ndarray) -> pi2.Image:
    """Make an image whose voxels have a size and a place."""
    image = pi2.from_zyx(array)
    image.setmeta("voxel size", list(SPACING), -1)
    image.setmeta("origin", list(ORIGIN), -1)
    image.setmeta("unit", "mm")
    return image


def numbers(image: pi2.Image, key: str) -> tuple[float, ...]:
    """Read an item of the metadata that is a vector."""
    return tuple(float(image.getmeta(key, column)) for column in range(3))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("dtype", TYPES)
def test_other_libraries_read_what_is_written(tmp_path: Path, dtype: str, shape: tuple[int, int, int]) -> None:
    expected = pixels(dtype, shape)
    image = placed(expected)
    for name in ["a.nii", "a.nii.gz"]:
        image.writenii(tmp_path / name)
        found = nibabel.load(tmp_path / name)
        assert found.get_data_dtype() == expected.dtype
        assert np.array_equal(np.asanyarray(found.dataobj).T.reshape(shape), expected)
        used = 3 if shape[0] > 1 else 2 if shape[1] > 1 else 1
        assert found.header.get_zooms()[:used] == SPACING[:used]
        assert found.affine[:3, 3].tolist() == list(ORIGIN)
        same(pi2.read(tmp_path / name), expected)
    image.writenrrd(tmp_path / "a.nrrd")
    if dtype != "complex64":
        array, header = nrrd.read(str(tmp_path / "a.nrrd"), index_order="C")
        assert np.array_equal(array.reshape(shape), expected)
        assert np.diag(header["space directions"]).tolist() == list(SPACING[: array.ndim])
        assert header["space origin"].tolist() == list(ORIGIN[: array.ndim])
        found = pi2.read(tmp_path / "a.nrrd")
        same(found, expected)
        assert numbers(found, "voxel size")[: array.ndim] == SPACING[: array.ndim]


@pytest.mark.parametrize("ending", ["nrrd", "nhdr", "mha", "mhd", "nii", "nii.gz"])
@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("dtype", REAL)
def test_files_of_simpleitk_are_read(tmp_path: Path, dtype: str, compressed: bool, ending: str) -> None:
    for shape in [(3, 5, 7), (1, 1, 1), (2, 1, 9)]:
        expected = pixels(dtype, shape)
        image = sitk.GetImageFromArray(expected)
        image.SetSpacing(SPACING)
        image.SetOrigin(ORIGIN)
        path = tmp_path / f"a.{ending}"
        sitk.WriteImage(image, str(path), useCompression=compressed)
        found = pi2.read(path)
        same(found, expected)
        assert numbers(found, "voxel size") == SPACING
        # NIfTI has other directions of x and y.
        assert tuple(map(abs, numbers(found, "origin"))) == tuple(map(abs, ORIGIN))


@pytest.mark.parametrize("encoding", ["raw", "gzip", "bzip2", "ascii"])
@pytest.mark.parametrize("dtype", REAL)
def test_files_of_pynrrd_are_read(tmp_path: Path, dtype: str, encoding: str) -> None:
    for shape in [(3, 5, 7), (5, 7), (4,), (1,)]:
        expected = pixels(dtype, shape)
        for name in ["a.nrrd", "b.nhdr"]:
            nrrd.write(str(tmp_path / name), expected, {"encoding": encoding}, index_order="C")
            found = pi2.read(tmp_path / name)
            # The library writes these with fewer digits than they have.
            if encoding == "ascii" and dtype in ("float32", "int64", "uint64"):
                assert np.allclose(found.zyx.reshape(shape), expected, rtol=1e-6)
            else:
                same(found, expected)


def test_float64_is_read_on_request(tmp_path: Path) -> None:
    expected = pixels("float64", (3, 5, 7))
    nrrd.write(str(tmp_path / "a.nrrd"), expected, index_order="C")
    nibabel.save(nibabel.Nifti1Image(expected.T, np.eye(4)), tmp_path / "a.nii")
    sitk.WriteImage(sitk.GetImageFromArray(expected), str(tmp_path / "a.mha"))
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["data"] = expected
    for name in ["a.nrrd", "a.nii", "a.mha", "a.h5"]:
        with pytest.raises(pi2.Pi2Error, match="float64"):
            pi2.read(tmp_path / name)
        same(pi2.read(tmp_path / name, "float32"), expected.astype("f4"))


OPTIONS: list[dict[str, object]] = [
    {},
    {"chunks": (2, 3, 4)},
    {"chunks": True, "compression": "gzip", "shuffle": True},
    {"chunks": (1, 5, 7), "compression": "gzip", "fletcher32": True, "maxshape": (None, None, None)},
]


@pytest.mark.parametrize("libver", ["earliest", "latest"])
@pytest.mark.parametrize("dtype", [*TYPES, ">i2", ">f4"])
def test_files_of_h5py_are_read(tmp_path: Path, dtype: str, libver: str) -> None:
    for number, options in enumerate(OPTIONS):
        path, expected = (
            tmp_path / f"{number}.h5",
            pixels(dtype.replace(">i2", "int16").replace(">f4", "float32"), (3, 5, 7)),
        )
        with h5py.File(path, "w", libver=libver) as file:
            file.create_dataset("entry/scan", data=expected.astype(dtype), **options)
            file["other"] = np.zeros((2, 2))
        same(pi2.read(path), expected)
        same(pi2.read(f"{path}:/entry/scan"), expected)


def dicom(
    array: np.ndarray, syntax: str, change: Callable[[pydicom.Dataset], None] = lambda _: None
) -> pydicom.Dataset:
    """Make a file of a stack of slices."""
    meta = pydicom.dataset.FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = "1.2.840.10008.5.1.4.1.1.7", "1.2.3"
    meta.TransferSyntaxUID = syntax
    found = pydicom.Dataset()
    found.file_meta = meta
    found.SOPClassUID, found.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    found.NumberOfFrames, found.Rows, found.Columns = array.shape
    found.BitsAllocated = found.BitsStored = 8 * array.dtype.itemsize
    found.HighBit, found.PixelRepresentation = found.BitsAllocated - 1, int(array.dtype.kind == "i")
    found.SamplesPerPixel, found.PhotometricInterpretation = 1, "MONOCHROME2"
    found.PixelSpacing, found.SliceThickness = [SPACING[1], SPACING[0]], SPACING[2]
    found.RescaleSlope, found.RescaleIntercept = 1.5, -1024
    found.ImagePositionPatient, found.ImageOrientationPatient = list(ORIGIN), [1, 0, 0, 0, 1, 0]
    order = ">" if syntax == pydicom.uid.ExplicitVRBigEndian else "<"
    data = array.astype(array.dtype.newbyteorder(order)).tobytes()
    found.PixelData = data + b"\0" * (len(data) % 2)
    found["PixelData"].VR = "OB" if array.dtype.itemsize == 1 else "OW"
    change(found)
    return found


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 5, 7), (3, 5, 7)])
@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int16", "uint32", "int32"])
@pytest.mark.parametrize(
    "syntax", [pydicom.uid.ImplicitVRLittleEndian, pydicom.uid.ExplicitVRLittleEndian, pydicom.uid.ExplicitVRBigEndian]
)
def test_files_of_pydicom_are_read(tmp_path: Path, syntax: str, dtype: str, shape: tuple[int, int, int]) -> None:
    expected = pixels(dtype, shape)
    dicom(expected, syntax).save_as(tmp_path / "a.dcm", enforce_file_format=True)
    image = pi2.read(tmp_path / "a.dcm")
    same(image, expected)
    assert (numbers(image, "voxel size"), numbers(image, "origin")) == (SPACING, ORIGIN)
    assert [float(image.getmeta(key)) for key in ["rescale slope", "rescale intercept", "slice position"]] == [
        1.5,
        -1024,
        ORIGIN[2],
    ]


def test_compressed_dicom_is_refused(tmp_path: Path) -> None:
    def compress(found: pydicom.Dataset) -> None:
        found.compress(pydicom.uid.RLELossless)

    data = dicom(pixels("uint16", (1, 5, 7)), pydicom.uid.ExplicitVRLittleEndian, compress)
    data.save_as(tmp_path / "a.dcm", enforce_file_format=True)
    with pytest.raises(pi2.Pi2Error, match=r"run length \(RLE\) compression"):
        pi2.read(tmp_path / "a.dcm")
