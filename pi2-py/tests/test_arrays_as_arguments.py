"""Arrays that commands read and write."""

import gc

import numpy as np
import pytest
from numpy.typing import NDArray
from pi2py2 import ArgumentError, Pi2

ORDERS = ["F", "C"]


def peak(order: str = "F", dtype: str = "float32") -> NDArray[np.float32]:
    array = np.zeros((5, 6, 7), dtype, order=order)  # type: ignore[call-overload]
    array[2, 3, 3] = 100
    return array


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("output_order", ORDERS)
def test_an_output_array_is_written_in_place(pi: Pi2, order: str, output_order: str) -> None:
    array, output = peak(order), np.full((5, 6, 7), -1, np.float32, order=output_order)
    address = output.ctypes.data
    assert pi.gaussfilter(array, output, 1) is None
    assert output.ctypes.data == address
    assert np.array_equal(output, pi.gaussfilter(array, 1).to_numpy())
    assert array.max() == 100
    assert pi.piobj.image_names() == []


def test_a_part_of_an_array_can_be_an_output(pi: Pi2) -> None:
    output = np.full((10, 6, 14), -1, np.float32)
    pi.gaussfilter(peak(), output[::2, :, ::-2], 1)
    assert np.array_equal(output[::2, :, ::-2], pi.gaussfilter(peak(), 1).to_numpy())
    assert np.all(output[1::2] == -1)


@pytest.mark.parametrize(
    ("output", "cause"),
    [
        (np.zeros((5, 6), np.float32), "an array of shape (5, 6, 7) and dtype float32, but it is one of shape (5, 6)"),
        (np.zeros((5, 6, 7)), "an array of dtype float32, but it is one of dtype float64"),
        (np.zeros((5, 6, 7), ">f4"), "dtype float32, but it is one of dtype >f4"),
        (np.zeros((5, 6, 7), bool), "dtype float32, but it is one of dtype bool"),
        (np.zeros((5, 6, 7, 2), np.float32), "at most 3 axes"),
        (np.zeros((0, 6, 7), np.float32), "an array of shape (5, 6, 7)"),
        (np.broadcast_to(np.float32(0), (5, 6, 7)), "a writable array"),
    ],
)
def test_an_output_array_that_does_not_fit_is_an_error_that_says_what_fits(
    pi: Pi2, output: NDArray[np.generic], cause: str
) -> None:
    before = output.copy()
    with pytest.raises(ArgumentError) as caught:
        pi.gaussfilter(peak(), output, 1)
    assert cause in str(caught.value)
    assert np.array_equal(output, before)
    assert pi.piobj.image_names() == []


@pytest.mark.parametrize("order", ORDERS)
def test_a_command_changes_an_array(pi: Pi2, order: str) -> None:
    array = peak(order)
    pi.add(array, 1)
    assert (array.min(), array.max()) == (1, 101)


def test_an_array_is_an_input_where_a_command_has_outputs_of_its_own(pi: Pi2) -> None:
    binary = np.zeros((8, 8), np.uint8, order="F")
    binary[2:4, 2:4] = 1
    table = pi.analyzeparticles(binary, analyzers="volume")
    assert table.to_numpy().tolist() == [4]
    assert binary.sum() == 4


@pytest.mark.parametrize("array", [np.zeros(3), np.zeros(3, bool), np.arange(3, dtype=">i2")])
def test_an_array_that_cannot_hold_the_result_is_not_changed_silently(pi: Pi2, array: NDArray[np.generic]) -> None:
    with pytest.raises(ArgumentError, match="an array of a pixel type"):
        pi.add(array, 1)


def test_a_read_only_array_is_an_input_but_no_output(pi: Pi2) -> None:
    array = peak()
    array.flags.writeable = False
    assert pi.maxval(array) == 100
    with pytest.raises(ArgumentError, match="a writable array"):
        pi.add(array, 1)
    assert array.max() == 100


def test_an_array_may_be_input_and_output(pi: Pi2) -> None:
    array = peak()
    expected = pi.gaussfilter(array, 1).to_numpy()
    pi.gaussfilter(array, array, 1)
    assert np.array_equal(array, expected)
    doubled = peak()
    pi.add(doubled, doubled)
    assert doubled.max() == 200


def test_inputs_that_overlap_with_what_changes_are_read_first(pi: Pi2) -> None:
    line = np.arange(10, dtype=np.uint8)
    pi.add(line[1:], line[:-1])
    assert line.tolist() == [0, 1, 3, 5, 7, 9, 11, 13, 15, 17]
    image = pi.newimage("uint8", 10)
    image[:] = np.arange(10)
    pi.add(image, image.to_numpy_pointer())
    assert image.to_numpy().tolist() == list(range(0, 20, 2))


def test_images_on_the_same_memory_are_read_before_it_changes(pi: Pi2) -> None:
    array = np.arange(10, dtype=np.uint8)
    first, second = pi.adopt(array[1:]), pi.adopt(array[:-1])
    pi.add(first, second)
    assert array.tolist() == [0, 1, 3, 5, 7, 9, 11, 13, 15, 17]
    image = pi.newimage("uint8", 10)
    image[:] = np.arange(10)
    pi.add(image, pi.adopt(image.to_numpy_pointer()))
    assert image.to_numpy().tolist() == list(range(0, 20, 2))


def test_fortran_ordered_inputs_are_not_copied(pi: Pi2) -> None:
    array = np.ones((300, 300, 100), np.float32, order="F")
    name = "borrowed"
    assert pi.piobj.adopt(name, array)
    assert pi.piobj.memory(name)[0] == array.ctypes.data
    pi.piobj.remove(name)


def test_an_adopted_stack_shares_its_memory(pi: Pi2) -> None:
    stack = np.zeros((2, 3, 4), np.uint16)
    image = pi.from_zyx(stack)
    assert image.shape == (4, 3, 2)
    pi.add(image, 7)
    assert np.all(stack == 7)
    stack[1, 2, 3] = 50
    assert image[3, 2, 1] == 50
    assert np.shares_memory(image.zyx, stack)
    assert image.zyx.shape == stack.shape
    assert image.zyx.flags.c_contiguous


def test_an_adopted_stack_outlives_its_name(pi: Pi2) -> None:
    stack = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    expected = stack.copy()
    image = pi.from_zyx(stack)
    del stack
    gc.collect()
    assert np.array_equal(image.zyx, expected)


@pytest.mark.parametrize("stack", [np.zeros((2, 3, 4)), np.zeros((4, 6, 8), np.uint8)[::2, ::2, ::2]])
def test_a_stack_of_another_layout_is_copied(pi: Pi2, stack: NDArray[np.generic]) -> None:
    image = pi.from_zyx(stack)
    assert image.shape == (4, 3, 2)
    pi.add(image, 1)
    assert np.all(stack == 0)


def test_a_read_only_stack_is_copied(pi: Pi2) -> None:
    stack = np.zeros((2, 3, 4), np.uint8)
    stack.flags.writeable = False
    image = pi.from_zyx(stack)
    pi.add(image, 1)
    assert stack.max() == 0


def test_nothing_is_left_of_a_call_whose_result_does_not_fit(pi: Pi2) -> None:
    with pytest.raises(ArgumentError, match="an array of shape"):
        pi.hist(peak(), histogram=np.zeros(7, np.float32), bin_count=10)
    assert pi.piobj.image_names() == []


def test_a_failing_command_leaves_output_arrays_alone(pi: Pi2) -> None:
    output = np.full((5, 6, 7), 3, np.float32, order="F")
    with pytest.raises(ArgumentError, match="spatial sigma"):
        pi.gaussfilter(peak(), output, -1)
    assert np.all(output == 3)
