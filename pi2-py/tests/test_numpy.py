"""Shapes, orders and types of arrays; views that outlive their image."""

import gc
import weakref

import numpy as np
import pytest
from pi2py2 import *

# Size of the image, shape of `to_numpy()`, shape of `get_data()`.
TYPES = ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float32"]


@pytest.mark.parametrize(("shape", "size"), [((100,), [100, 1, 1]), ((1, 100), [1, 100, 1]), ((2, 3), [2, 3, 1])])
def test_missing_axes_are_single_pixels(pi: Pi2, shape: tuple[int, ...], size: list[int]) -> None:
    image = pi.newimage()
    image.from_numpy(np.ones(shape))
    assert image.get_dimensions().tolist() == size


@pytest.mark.parametrize("dtype", TYPES)
def test_the_types_of_pi2_are_kept(pi: Pi2, dtype: str) -> None:
    image = pi.newimage()
    pixels = np.array([[0, 1, 100], [2, 3, 127]], dtype=dtype)
    image.from_numpy(pixels)
    assert image.get_data_type() == dtype
    assert image.to_numpy().dtype == dtype
    assert np.array_equal(image.to_numpy(), pixels)


@pytest.mark.parametrize(
    ("dtype", "result"),
    [
        ("bool", "uint8"),
        ("float16", "float32"),
        ("float64", "float32"),
        ("longdouble", "float32"),
        ("complex64", "complex64"),
        ("complex128", "complex64"),
        (">u2", "uint16"),
        (">f8", "float32"),
        (">c8", "complex64"),
    ],
)
def test_other_types_become_the_nearest_one(pi: Pi2, dtype: str, result: str) -> None:
    image = pi.newimage()
    pixels = np.array([0, 1, 1, 0]).astype(dtype)
    image.from_numpy(pixels)
    assert image.to_numpy().dtype == result
    assert image.to_numpy().tolist() == [0, 1, 1, 0]


def test_complex_pixels_are_complex_numbers(pi: Pi2) -> None:
    image = pi.newimage(ImageDataType.COMPLEX32, 2, 3)
    image.to_numpy_pointer()[1, 2] = 3 - 4j
    assert image.to_numpy()[1, 2] == 3 - 4j
    assert image.get_data()[2, 1] == 3 - 4j
    single = pi.newimage()
    single.from_numpy(np.array([2 + 5j]))
    assert single.get_value() == 2


@pytest.mark.parametrize("value", [7, np.uint8(7), np.array(7), np.array([7]), np.array([[[7]]]), [7]])
def test_one_element_is_an_image(pi: Pi2, value: object) -> None:
    image = pi.newimage()
    image.from_numpy(value)
    assert image.get_dimensions().tolist() == [1, 1, 1]
    assert image.get_value() == 7


def test_an_empty_array_is_one_zero_pixel(pi: Pi2) -> None:
    image = pi.newimage(ImageDataType.UINT8, 5)
    image.from_numpy(np.zeros((0, 3), dtype=np.uint16))
    assert str(image) == "[1 3 1], uint16"
    assert image.to_numpy().max() == 0


def test_any_memory_layout_is_read(pi: Pi2) -> None:
    base = np.arange(4 * 5 * 6, dtype=np.int32).reshape(4, 5, 6)
    records = np.zeros(4, dtype=np.dtype([("tag", "u1"), ("value", "f4")]))
    records["value"] = [1, 2, 3, 4]
    read_only = base.copy()
    read_only.flags.writeable = False
    layouts = [base, np.asfortranarray(base), base[::-1, ::2, ::-3], base.T, records["value"], read_only]
    layouts.append(np.broadcast_to(base[:, :1, :], base.shape))
    for pixels in layouts:
        image = pi.newimage()
        image.from_numpy(pixels)
        assert np.array_equal(image.to_numpy(), pixels)


def test_memory_is_given_back_when_the_last_view_goes(pi: Pi2) -> None:
    image = pi.newimage(ImageDataType.UINT8, 10)
    view = image.to_numpy_pointer()
    base = view
    while isinstance(base, np.ndarray):
        base = base.base
    assert type(base).__name__ == "Memory"
    whole = weakref.ref(view)
    del view, base
    gc.collect()
    assert whole() is None


def test_arrays_are_images_in_calls(pi: Pi2) -> None:
    image = pi.newimage(ImageDataType.UINT8, 3, 2)
    array = image.to_numpy()
    array += 1
    pi.add(image, array)
    pi.add(image, array.astype(np.float64))
    assert image.to_numpy().tolist() == [[2, 2], [2, 2], [2, 2]]
    assert pi.sum(np.full((3, 4, 5), 2, dtype=np.uint8)) == 120
    assert len(pi.piobj.image_names()) == 1


def test_objects_with_an_array_interface_are_images(pi: Pi2) -> None:
    class Tensor:
        def __array__(self, dtype: object = None, copy: object = None) -> object:
            return np.ones((2, 2), dtype=np.uint8)

    assert pi.sum(Tensor()) == 4
