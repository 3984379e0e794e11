"""Calls that type checkers accept. `assert_type` says what a call returns; without it, a call returns None."""

from pathlib import Path
from typing import assert_type

import numpy as np
import pi2
from numpy.typing import NDArray
from pi2 import BoundaryCondition, ImageDataType


def outputs_are_given_as_in_old_scripts(pi: pi2.Pi2, image: pi2.Pi2Image, out: pi2.Pi2Image) -> None:
    pi.gaussfilter(image, out, 2)
    pi.gaussfilter(image, out, [2, 2.5, 3], "nearest", True)
    pi.gaussfilter(image, out, spatial_sigma=(1, 2, 3), boundary_condition=BoundaryCondition.ZERO)
    pi.gaussfilter("image", "out", np.array([1, 2, 3]))
    pi.hist(image, out, "starts", 0, 255, 64)
    pi.convert(image, out, ImageDataType.FLOAT32)
    pi.maxproject(image, out, 2, image, "values")
    pi.getmeta(image, "sample", pi.newvalue())
    pi.writetif(image, Path("folder") / "image")


def outputs_that_are_left_out_are_returned(pi: pi2.Session, image: pi2.Image, out: pi2.Image) -> None:
    assert_type(pi.gaussfilter(image, 2), pi2.Pi2Image)
    assert_type(pi.gaussfilter(image, sigma=2, boundary_condition="zero"), pi2.Pi2Image)
    assert_type(pi.gaussfilter(image, spatial_sigma=2, condition="zero"), pi2.Pi2Image)
    assert_type(pi.crop(image, [0, 0, 0], size=range(1, 4)), pi2.Pi2Image)
    assert_type(pi.hist(image), tuple[pi2.Pi2Image, pi2.Pi2Image])
    assert_type(pi.hist(image, histogram=out), pi2.Pi2Image)
    assert_type(pi.maxproject(image, input_value_image=image), tuple[pi2.Pi2Image, pi2.Pi2Image])
    assert_type(pi.getmeta(image, "sample"), str)
    assert_type(pi.metarowcount(image, "table"), int)


def methods_of_images(image: pi2.Pi2Image, out: pi2.Pi2Image) -> None:
    assert_type(image.gaussfilter(2), pi2.Pi2Image)
    assert_type(image.gaussfilter(sigma=2), pi2.Pi2Image)
    assert_type(image.gaussfilter(2).add(5).threshold(x=3.5), pi2.Pi2Image)
    assert_type(image.add(image, True), pi2.Pi2Image)
    assert_type(image.convert("float32"), pi2.Pi2Image)
    assert_type(image.analyzeparticles("volume", "all", limit=1000), pi2.Pi2Image)
    assert_type(image.box(direction_1=[1, 0, 0], direction_2=[0, 1, 0], size=[3.5, 2, 2]), pi2.Pi2Image)
    assert_type(image.hist(bin_count=16), tuple[pi2.Pi2Image, pi2.Pi2Image])
    assert_type(image.mean(), float)
    assert_type(image.autothresholdvalue("Otsu"), float)
    assert_type(image.getmeta("sample", default="none"), str)
    image.gaussfilter(2, output_image=out)
    image.writetif("image")


def functions_of_the_module(image: pi2.Pi2Image, stack: NDArray[np.uint8]) -> None:
    assert_type(pi2.newimage("uint8", 10, 10, 10), pi2.Pi2Image)
    assert_type(pi2.newimage(ImageDataType.UINT8, image.get_dimensions()), pi2.Pi2Image)
    assert_type(pi2.read(Path("image.tif")), pi2.Pi2Image)
    assert_type(pi2.gaussfilter(stack, 2.5), pi2.Pi2Image)
    assert_type(pi2.bin(stack, 2, "max"), pi2.Pi2Image)
    assert_type(pi2.maxval(image), float)
    assert_type(pi2.medianfilter(image, np.int32(3), boundary_condition="zero"), pi2.Pi2Image)
    pi2.gaussfilter(image, stack, 2)
    pi2.set(image, [1, 2, 3], 5)
    pi2.print("text")
