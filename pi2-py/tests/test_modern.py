"""Calls without outputs, methods of images, operators, settings, progress, logging."""

import inspect
import logging
import time
from collections.abc import Iterator

import numpy as np
import pi2
import pytest


@pytest.fixture
def ball() -> pi2.Image:
    image = pi2.newimage("uint8", 20, 20, 20)
    image.sphere([10, 10, 10], 6, 200)
    return image


def test_an_output_that_is_left_out_is_returned(ball: pi2.Image) -> None:
    expected = pi2.newimage("uint8")
    pi2.gaussfilter(ball, expected, 2)
    calls = [
        pi2.gaussfilter(ball, 2),
        pi2.gaussfilter(ball, spatial_sigma=2),
        pi2.gaussfilter(ball, sigma=[2, 2, 2]),
        ball.gaussfilter(2),
        ball.gaussfilter(sigma=2, allow_optimization=False),
        ball.pi2.gaussfilter(input_image=ball, spatial_sigma=2),
    ]
    for result in calls:
        assert isinstance(result, pi2.Image)
        assert np.array_equal(result, expected)
    assert ball.maxval() == 200


def test_an_output_can_be_given_by_keyword(ball: pi2.Image) -> None:
    output = pi2.newimage("uint8")
    assert ball.gaussfilter(sigma=2, output_image=output) is None
    assert output.shape == (20, 20, 20)


def test_several_outputs_are_a_tuple_in_the_order_of_arguments(ball: pi2.Image) -> None:
    histogram, starts = ball.hist(bin_count=10)
    assert histogram.to_numpy().sum() == 20**3
    assert starts.to_numpy().tolist()[:2] == [0, 25.5]
    given = pi2.newimage("float32")
    starts_only = ball.hist(histogram=given, bin_count=10)
    assert np.array_equal(starts_only, starts)
    assert np.array_equal(given, histogram)


def test_an_output_variable_is_a_python_value(ball: pi2.Image) -> None:
    ball.setmeta("sample", "bone")
    assert ball.getmeta("sample") == "bone"
    assert ball.pi2.piobj.value_names() == []


def test_a_command_that_changes_an_image_returns_it(ball: pi2.Image) -> None:
    result = ball.subtract(150).multiply(2)
    assert result is ball
    assert ball.maxval() == 100


def test_a_form_that_makes_an_image_is_preferred_on_images(ball: pi2.Image) -> None:
    converted = ball.convert("float32")
    assert (converted.dtype, ball.dtype) == (np.float32, np.uint8)
    session = ball.pi2
    session.convert(ball, "float32")
    assert ball.dtype == np.float32


def test_names_of_files_and_images_give_new_images(ball: pi2.Image, folder: object) -> None:
    pi2.writeraw(ball, "ball")
    back = pi2.readraw("ball_20x20x20.raw")
    assert isinstance(back, pi2.Image)
    assert np.array_equal(back, ball)
    assert np.array_equal(pi2.read("ball_20x20x20.raw"), ball)


def test_functions_take_arrays(ball: pi2.Image) -> None:
    array = ball.to_numpy()
    assert np.array_equal(pi2.gaussfilter(array, 2), ball.gaussfilter(2))
    assert pi2.maxval(array) == 200


def test_functions_work_in_the_session_of_their_image() -> None:
    with pi2.Session() as session:
        image = session.newimage("uint8", 3)
        assert pi2.gaussfilter(image, 1).pi2 is session
    assert not session.piobj.is_open


def test_an_unknown_method_of_an_image_is_an_attribute_error(ball: pi2.Image) -> None:
    with pytest.raises(AttributeError):
        ball.gausfilter(2)


def test_a_wrong_call_without_output_says_what_is_wrong(ball: pi2.Image) -> None:
    with pytest.raises(pi2.ArgumentError, match="spatial sigma"):
        ball.gaussfilter("much")
    with pytest.raises(pi2.ArgumentError, match="spatial sigma"):
        ball.gaussfilter()
    with pytest.raises(pi2.ArgumentError, match="there is no argument `sigmas`"):
        ball.gaussfilter(sigmas=2)


def test_operators_with_numbers_keep_or_widen_the_type() -> None:
    image = pi2.from_numpy(np.array([0, 100, 250], np.uint8))
    assert ((image + 10).to_numpy().tolist(), (image + 10).dtype) == ([10, 110, 255], np.uint8)
    assert (image - 100).to_numpy().tolist() == [0, 0, 150]
    assert (255 - image).to_numpy().tolist() == [255, 155, 5]
    assert (2 * image).to_numpy().tolist() == [0, 200, 255]
    assert ((image + 0.5).to_numpy().tolist(), (image + 0.5).dtype) == ([0.5, 100.5, 250.5], np.float32)
    assert (image / 4).to_numpy().tolist() == [0, 25, 62.5]
    assert (100 / (image + 1.0)).to_numpy()[0] == 100
    assert (image // 100).to_numpy().tolist() == [0, 1, 2]
    assert (image % 100).to_numpy().tolist() == [0, 0, 50]
    assert (image.convert("int16") * -1).to_numpy().tolist() == [0, -100, -250]
    assert (-image.convert("int16")).to_numpy().tolist() == [0, -100, -250]
    assert abs(-image.convert("float32")).to_numpy().tolist() == [0, 100, 250]
    assert (image**2.0).dtype == np.float32
    assert image.to_numpy().tolist() == [0, 100, 250]


def test_operators_with_a_number_on_the_left() -> None:
    image = pi2.from_numpy(np.array([1, 2, 3], np.uint16))
    assert (7 // image).to_numpy().tolist() == [7, 3, 2]
    assert (7 % image).to_numpy().tolist() == [0, 1, 1]
    assert (2**image).to_numpy().tolist() == [2, 4, 8]
    assert (image << 3).to_numpy().tolist() == [8, 16, 24]
    assert (image >> 1).to_numpy().tolist() == [0, 1, 1]


def test_operators_with_images_and_arrays() -> None:
    a = pi2.from_numpy(np.arange(24, dtype=np.uint8).reshape(2, 3, 4))
    b = pi2.from_numpy(np.full((2, 3, 4), 1.5, np.float32))
    assert np.array_equal(a + b, a.to_numpy() + np.float32(1.5))
    assert np.array_equal(a + b.to_numpy(), a + b)
    assert np.array_equal(b.to_numpy() + a, a + b)
    assert isinstance(b.to_numpy() - a, pi2.Image)
    assert np.array_equal(b.to_numpy() - a, 1.5 - a.to_numpy().astype(np.float32))
    with pytest.raises(pi2.ArgumentError, match="must be"):
        a + np.zeros((3, 3), np.uint8)


def test_operators_in_place_keep_the_image_and_its_type() -> None:
    image = pi2.from_numpy(np.array([10, 200], np.uint8))
    before = image
    view = image.to_numpy_pointer()
    image += 100
    image *= 0.5
    assert image is before
    assert view.tolist() == [55, 128]


def test_comparisons_give_images_of_zeros_and_ones() -> None:
    image = pi2.from_numpy(np.array([1, np.nan, 3], np.float32))
    for result, expected in [
        (image > 1, [0, 0, 1]),
        (image >= 1, [1, 0, 1]),
        (image < 3, [1, 0, 0]),
        (image <= 3, [1, 0, 1]),
        (image == 3, [0, 0, 1]),
        (image != 3, [1, 1, 0]),
        ((image > 0) & (image < 2), [1, 0, 0]),
        ((image > 2) | (image < 2), [1, 0, 1]),
    ]:
        assert (result.dtype, result.to_numpy().tolist()) == (np.uint8, expected)
    with pytest.raises(ValueError, match="ambiguous"):
        bool(image == 3)
    assert image  # as in existing scripts that ask whether there is an image
    assert image != None  # noqa: E711
    assert len({image, image}) == 1


def test_slices_are_views() -> None:
    image = pi2.newimage("uint16", 4, 5, 6)
    image[1:3, :, 2] = 7
    part = image[1, :, 2]
    part[0] = 9
    assert image.sum() == 2 * 5 * 7 + 2
    assert (len(image), image.shape, image.ndim, image.size, image.nbytes) == (4, (4, 5, 6), 3, 120, 240)
    flat = pi2.newimage("uint8", 4, 5)
    flat[3, 4, 0] = 1
    assert flat[3, 4] == 1
    assert float(flat[3:, 4:][0, 0]) == 1
    assert float(pi2.newimage("float32") + 2.5) == 2.5
    assert 1 in flat


def test_an_image_is_an_array_for_others() -> None:
    image = pi2.newimage("int32", 4, 5, 6)
    view = np.asarray(image)
    view[1, 2, 3] = -5
    assert image[1, 2, 3] == -5
    assert np.asarray(image, dtype=np.float64).dtype == np.float64
    assert np.array(image).base is not view.base
    assert not np.shares_memory(np.array(image), view)
    assert np.shares_memory(np.from_dlpack(image), view)
    assert np.sqrt(np.abs(image.convert("float32"))).shape == (4, 5, 6)
    buffer = memoryview(image)
    assert (buffer.format, buffer.shape, buffer.strides) == ("i", (4, 5, 6), (4, 16, 80))
    assert image.__array_interface__["shape"] == (4, 5, 6)
    assert image.__array__(np.uint8).dtype == np.uint8
    with pytest.raises(ValueError, match="without a copy"):
        image.__array__(np.uint8, copy=False)


@pytest.mark.parametrize("shape", [(40, 50, 60), (300, 200), (7,), (1, 1, 5)])
@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.float32, np.uint64, np.complex64, np.float64, np.bool_])
def test_pixels_are_copied_in_both_orders(shape: tuple[int, ...], dtype: type[np.generic]) -> None:
    values = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    for array in (values, np.asfortranarray(values), values[::-1], values.astype(values.dtype.newbyteorder())):
        image = pi2.from_numpy(array)
        for order in ("F", "C"):
            copy = image.to_numpy(order=order)
            assert copy.flags[f"{order}_CONTIGUOUS"]
            assert np.array_equal(copy, array.astype(image.dtype))
    with pytest.raises(pi2.ArgumentError, match="order"):
        image.to_numpy(order="K")  # type: ignore[arg-type]


def test_functions_of_numpy_take_images() -> None:
    image = pi2.from_numpy(np.arange(24, dtype=np.uint8).reshape(2, 3, 4))
    assert (np.mean(image), np.sum(image), np.max(image), np.min(image)) == (11.5, 276, 23, 0)
    assert np.mean(image, axis=2).shape == (2, 3)
    assert np.concatenate([image, image]).shape == (4, 3, 4)
    assert np.where(image > 20, image, 0).sum() == 21 + 22 + 23
    assert np.round(image.convert("float32") + 0.3, 1).dtype == np.float32


@pytest.mark.parametrize("word", ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float32"])
def test_the_buffer_of_each_type_has_its_numpy_type(word: str) -> None:
    image = pi2.newimage(word, 3, 4, 5)
    assert np.asarray(memoryview(image)).dtype == np.dtype(word)
    assert np.asarray(image).dtype is np.dtype(word) or np.asarray(image).dtype == image[0, 0].dtype


def test_complex_pixels_have_a_buffer() -> None:
    image = pi2.from_numpy(np.array([1 + 2j, 3], np.complex64))
    assert np.asarray(image).tolist() == [1 + 2j, 3]


def test_memory_of_a_buffer_and_an_interface_outlives_the_image() -> None:
    image = pi2.newimage("uint8", 100, 100)
    image[:] = 9
    view, buffer, interface = np.asarray(image), memoryview(image), image.__array_interface__
    image.pi2.newimage("uint8", 10)
    image.pi2.piobj.call("newimage", (image.name, "float32", 3))
    assert image.dtype == np.float32
    assert (view.min(), buffer[99, 99]) == (9, 9)

    class Holder:
        def __init__(self, owner: pi2.Image) -> None:
            self.owner, self.__array_interface__ = owner, interface

    assert np.asarray(Holder(image)).max() == 9
    assert not image.is_current(view)
    del image
    assert (view.max(), buffer[0, 0]) == (9, 9)


def test_a_view_is_current_until_the_image_changes_its_memory() -> None:
    image = pi2.newimage("uint8", 10, 10)
    view = image.to_numpy_pointer()
    assert image.is_current(view)
    assert image.is_current(view[3:, 2])
    image.add(1)
    assert image.is_current(view)
    assert not image.is_current(view.copy())
    image.convert("uint8")
    image.pi2.convert(image, "float32")
    assert not image.is_current(view)
    image.clear()
    assert not image.is_current(view)
    assert np.all(view == 1)


def test_a_variable_has_no_buffer() -> None:
    with pi2.Session() as session, pytest.raises(BufferError, match="has no pixels"):
        memoryview(session.newvalue("int", 5))


def test_complex_pixels_in_the_layout_of_the_original() -> None:
    with pi2.Session() as session:
        image = session.from_numpy(np.array([[1 + 2j, 3 + 4j]], np.complex64))
        session.complex_as_float = True
        assert image.to_numpy().tolist() == [[1, 3], [2, 4]]
        assert image.to_numpy().dtype == np.float32
        session.complex_as_float = False
        assert image.to_numpy().tolist() == [[1 + 2j, 3 + 4j]]


def test_settings_hold_for_good_or_for_a_block(capsys: pytest.CaptureFixture[str]) -> None:
    with pi2.Session() as session:
        default = session.piobj.threads
        with session.settings(threads=1, echo=True):
            assert session.piobj.threads == 1
            session.newimage("uint8", 3)
        assert "newimage(" in capsys.readouterr().out
        assert session.piobj.threads == default
        session.newimage("uint8", 3)
        assert capsys.readouterr().out == ""
        session.settings(threads=3)
        assert session.piobj.threads == 3
        with pytest.raises(pi2.ArgumentError, match="threads"):
            session.settings(threads=-1)
    with pi2.settings(threads=1):
        assert pi2.default_session().piobj.threads == 1


@pytest.fixture
def slow() -> Iterator[pi2.Image]:
    """An image for a command of a second or more."""
    with pi2.Session() as session, session.settings(threads=1):
        yield session.newimage("uint16", 200, 200, 150)


def test_progress_of_long_commands_is_reported(slow: pi2.Image) -> None:
    calls: list[tuple[str, int, int]] = []
    with slow.pi2.settings(progress=lambda command, done, total: calls.append((command, done, total))):
        slow.medianfilter(4)
        count = len(calls)
        slow.add(1)
    assert {command for command, _, _ in calls} == {"medianfilter"}
    assert len(calls) == count > 1
    assert all(0 <= done <= total for _, done, total in calls)
    assert calls[-1][1] == calls[-1][2] > 0


def test_an_exception_in_the_progress_function_stops_the_command(slow: pi2.Image) -> None:
    def refuse(*_: object) -> None:
        raise KeyError("stop")

    start = time.monotonic()
    with slow.pi2.settings(progress=refuse), pytest.raises(KeyError, match="stop"):
        slow.medianfilter(20)
    assert time.monotonic() - start < 2
    assert slow.maxval() == 0


def test_progress_bars(slow: pi2.Image, capsys: pytest.CaptureFixture[str]) -> None:
    with slow.pi2.settings(progress="bar"):
        slow.medianfilter(4)
    assert "medianfilter" in capsys.readouterr().err
    with slow.pi2.settings(progress="auto"):
        slow.medianfilter(4)
    assert capsys.readouterr().err == ""
    with pytest.raises(pi2.ArgumentError, match="progress"):
        pi2.progress("sometimes")  # type: ignore[arg-type]
    with pi2.progress(None):
        assert pi2.default_session().piobj.progress is None


def test_commands_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "pi2"):
        image = pi2.newimage("uint8", 3, 4)
        image.add(x=5)
        with pytest.raises(pi2.Pi2Error):
            image.gaussfilter(-1)
    messages = [record.getMessage() for record in caplog.records]
    assert messages[0].startswith(f"newimage('{image.name}', ")
    assert messages[1].startswith(f"add({image.name}, x=5) took ")
    assert messages[2].startswith(f"gaussfilter({image.name}, -1) failed: ")


def test_printing_commands_print_through_python(capsys: pytest.CaptureFixture[str]) -> None:
    with pi2.Session() as session:
        session.list()
        session.help("add")
        session.info()
    text = capsys.readouterr().out
    assert "add(" in text


def test_help_is_the_reference_text() -> None:
    for function in (pi2.gaussfilter, pi2.Session.gaussfilter, pi2.Image.gaussfilter):
        assert "Smooths an image" in (inspect.getdoc(function) or "")
        assert "spatial_sigma" in inspect.signature(function).parameters
    assert "allow_optimization=True" in str(inspect.signature(pi2.Image.gaussfilter))
    assert "gaussfilter" in dir(pi2)
    assert "gaussfilter" in dir(pi2.Image)
    # A method that is written by hand says what it returns, too.
    assert (inspect.getdoc(pi2.Image.mean) or "").startswith("Return the mean of all pixels.\n\nmean(input image,")
