"""TIFF, PNG, JPEG and image sequences, compared with what other Python libraries write and read."""

from pathlib import Path
from typing import Any

import imageio.v3 as iio
import numpy as np
import pytest
import tifffile
from pi2py2 import Pi2
from PIL import Image as PillowImage

REAL = ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float32"]
# One pixel, a row, a column, a slice, a volume of odd sides, and strips of more than one row each.
SHAPES = [(1, 1, 1), (1, 1, 17), (1, 9, 1), (1, 30, 17), (3, 5, 7), (2, 600, 301)]


def pixels(dtype: str, shape: tuple[int, ...]) -> Any:
    random = np.random.default_rng(shape)
    levels = random.integers(0, 100, shape) + np.arange(shape[-1]) % 27
    return levels.astype(dtype) if np.dtype(dtype).kind != "f" else (levels / 7 - 5).astype(dtype)


@pytest.mark.parametrize("compression", ["none", "lzw", "deflate", "zstd", "packbits"])
@pytest.mark.parametrize("dtype", REAL)
def test_tifffile_reads_what_we_write(pi: Pi2, folder: Path, dtype: str, compression: str) -> None:
    for shape in SHAPES:
        stack = pixels(dtype, shape)
        pi.writetif(pi.from_zyx(stack), "a", compression)
        back = tifffile.imread("a.tif").reshape(shape)
        assert (back.dtype, np.array_equal(back, stack)) == (stack.dtype, True), shape


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"bigtiff": True, "byteorder": ">"},
        {"compression": "lzw", "predictor": True},
        {"compression": "deflate", "predictor": True, "tile": (16, 32)},
        {"compression": "zstd", "rowsperstrip": 3},
        {"compression": "packbits"},
    ],
    ids=str,
)
@pytest.mark.parametrize("dtype", REAL)
def test_we_read_what_tifffile_writes(pi: Pi2, folder: Path, dtype: str, options: dict[str, Any]) -> None:
    if dtype.endswith("64"):
        # Few programs have predictors for 64 bits.
        options = {name: value for name, value in options.items() if name != "predictor"}
    for shape in SHAPES:
        stack = pixels(dtype, shape)
        # Page by page, because tifffile drops axes of length 1.
        file_options = {name: options[name] for name in options.keys() & {"bigtiff", "byteorder"}}
        with tifffile.TiffWriter("a.tif", **file_options) as file:
            for page in stack:
                page_options = {name: value for name, value in options.items() if name not in file_options}
                file.write(page, photometric="minisblack", **page_options)
        back = pi.read("a.tif").zyx
        assert (back.dtype, np.array_equal(back, stack)) == (stack.dtype, True), shape


def test_voxel_sizes_go_both_ways(pi: Pi2, folder: Path) -> None:
    stack = pixels("uint16", (3, 5, 7))
    image = pi.from_zyx(stack)
    for axis, size in enumerate(["0.1", "0.25", "0.7"]):
        pi.setmeta(image, "voxel size", size, axis, 0)
    pi.setmeta(image, "unit", "µm")
    for compression in ["none", "zstd"]:
        pi.writetif(image, "a", compression)
        with tifffile.TiffFile("a.tif") as file:
            assert file.is_imagej
            assert file.imagej_metadata is not None
            assert (file.imagej_metadata["spacing"], file.imagej_metadata["unit"]) == (0.7, "\\u00B5m")
            tags = file.pages[0].tags
            assert (tags["XResolution"].value, tags["YResolution"].value) == ((10, 1), (4, 1))
            assert np.array_equal(file.asarray(), stack)
    tifffile.imwrite("b.tif", stack, imagej=True, resolution=(2, 4), metadata={"spacing": 2.5, "unit": "um"})
    value = pi.newvalue("string")
    back = pi.read("b.tif")
    for axis, size in enumerate(["0.5", "0.25", "2.5"]):
        pi.getmeta(back, "voxel size", value, axis, 0)
        assert value.as_string() == size


@pytest.mark.parametrize("compression", ["fast", "default", "best", "none"])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_imageio_reads_and_writes_the_same_png(pi: Pi2, folder: Path, dtype: str, compression: str) -> None:
    for _, height, width in SHAPES:
        plane = pixels(dtype, (height, width))
        pi.writepng(pi.from_zyx(plane[None]), "a", compression)
        back = iio.imread("a.png")
        assert (back.dtype, np.array_equal(back, plane)) == (plane.dtype, True)
        iio.imwrite("b.png", plane)
        assert np.array_equal(pi.read("b.png").zyx[0], plane)


@pytest.mark.parametrize("options", [{"quality": 90}, {"quality": 60, "progressive": True}], ids=str)
def test_pillow_and_we_decode_jpeg_alike(pi: Pi2, folder: Path, options: dict[str, Any]) -> None:
    for _, height, width in SHAPES:
        plane = pixels("uint8", (height, width))
        PillowImage.fromarray(plane).save("a.jpg", **options)
        pi.writejpg(pi.from_zyx(plane[None]), "b", options["quality"])
        for name in ["a.jpg", "b.jpg"]:
            ours, theirs = pi.read(name).zyx[0].astype(int), np.asarray(PillowImage.open(name)).astype(int)
            assert np.abs(ours - theirs).max() <= 2


@pytest.mark.parametrize("compression", ["tiff_ccitt", "group3", "group4"])
def test_fax_compression_is_read(pi: Pi2, folder: Path, compression: str) -> None:
    for _, height, width in SHAPES:
        plane = pixels("uint8", (height, width)) > 60
        PillowImage.fromarray(plane).save("a.tif", compression=compression)
        assert np.array_equal(pi.read("a.tif").zyx[0], plane.astype(np.uint8))


@pytest.mark.parametrize("ending", ["png", "tif"])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_sequences_are_those_of_imageio(pi: Pi2, folder: Path, dtype: str, ending: str) -> None:
    stack = pixels(dtype, (12, 9, 14))
    pi.writesequence(pi.from_zyx(stack), f"ours/s_@(-).{ending}")
    for z, plane in enumerate(stack):
        assert np.array_equal(iio.imread(f"ours/s_{z:02}.{ending}"), plane)
    (folder / "theirs").mkdir()
    for z, plane in enumerate(stack):
        # Without zeros in front, so that the order must be natural.
        iio.imwrite(f"theirs/s_{z}.{ending}", plane)
    for name in ["theirs", f"theirs/s_@.{ending}", "theirs/*"]:
        assert np.array_equal(pi.read(name).zyx, stack)
    target = pi.newimage(dtype)
    pi.readsequenceblock(target, "theirs", [3, 2, 9], [4, 5, 3])
    assert np.array_equal(target.zyx, stack[9:12, 2:7, 3:7])
