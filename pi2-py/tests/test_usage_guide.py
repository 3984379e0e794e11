"""Each statement of the published usage guide of the Python interface, and what its examples rely on."""

import gc
from pathlib import Path

import numpy as np
import pytest
from pi2py2 import *

# Size of the image, shape of `to_numpy()`, shape of `get_data()`.
SHAPES = [
    ((10, 20, 30), (10, 20, 30), (20, 10, 30)),
    ((10, 20, 1), (10, 20), (20, 10)),
    ((10, 1, 1), (10,), (10,)),
    ((1, 20, 1), (1, 20), (20,)),
    ((1, 20, 30), (1, 20, 30), (20, 30)),
    ((10, 1, 30), (10, 1, 30), (10, 30)),
    ((1, 1, 30), (1, 1, 30), (30,)),
    ((1, 1, 1), (1,), (1,)),
]

# Initialise, create, noise, write


def test_the_library_is_initialised_by_a_star_import_and_one_object() -> None:
    names: dict[str, object] = {}
    exec("from pi2py2 import *\npi = Pi2()\npi.hello()\npi.closepi()", names)
    assert isinstance(names["pi"], Pi2)


def test_an_image_is_created_with_a_type_and_three_dimensions_and_filled_with_zeros(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.UINT8, 100, 100, 100)
    assert (str(img), pi.maxval(img)) == ("[100 100 100], uint8", 0)


def test_noise_is_added_with_a_mean_and_a_standard_deviation(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.UINT8, 100, 100, 100)
    pi.noise(img, 100, 25)
    assert pi.mean(img) == pytest.approx(100, abs=0.2)
    assert pi.stddev(img) == pytest.approx(25, abs=0.2)


def test_an_image_is_written_to_a_tiff_file_whose_ending_is_added(pi: Pi2, folder: Path) -> None:
    img = pi.newimage(ImageDataType.UINT8, 10, 20, 30)
    pi.noise(img, 100, 25)
    pi.writetif(img, "./noise")
    assert (folder / "noise.tif").exists()
    assert np.array_equal(pi.read("noise.tif").to_numpy(), img.to_numpy())


# NumPy arrays as input images


@pytest.mark.parametrize("order", ["C", "F"])
def test_a_numpy_array_is_an_input_image(pi: Pi2, order: str) -> None:
    array = np.arange(24, dtype=np.uint16).reshape(2, 3, 4).copy(order)
    out = pi.newimage(ImageDataType.UINT16)
    pi.medianfilter(array, out, 0)
    assert np.array_equal(out.to_numpy(), array)
    assert np.array_equal(array, np.arange(24).reshape(2, 3, 4))


def test_a_numpy_array_is_written_to_a_file(pi: Pi2, folder: Path) -> None:
    array = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    pi.writetif(array, "array")
    assert np.array_equal(pi.read("array.tif").to_numpy(), array)


def test_temporary_images_for_arrays_are_removed_after_the_call(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.UINT8, 3, 2)
    pi.add(img, np.ones((3, 2), dtype=np.uint8))
    assert pi.piobj.image_names() == [img.name]


def test_pixels_go_to_numpy_and_back_into_a_command_without_errors_of_dimensions(pi: Pi2) -> None:
    for size in ((3, 2, 4), (3, 2, 1), (3, 1, 1), (1, 3, 1), (1, 1, 3), (1, 1, 1)):
        img = pi.newimage(ImageDataType.UINT8, *size)
        array = img.to_numpy()
        array += 1
        pi.add(img, array)
        assert img.to_numpy().tolist() == np.ones(array.shape).tolist()


# Vectors of three components


@pytest.mark.parametrize(
    "vector",
    [
        [1, 2, 3],
        (1, 2, 3),
        range(1, 4),
        [np.int64(1), np.float64(2), np.uint8(3)],
        (np.float32(1), 2, 3.0),
        np.array([1, 2, 3]),
        np.array([1.0, 2.0, 3.0]),
        np.array([[1], [2], [3]], dtype=np.uint8),
        np.array([[[1, 2, 3]]], dtype=np.int16),
        "[1, 2, 3]",
        "1, 2, 3",
    ],
    ids=repr,
)
def test_a_vector_is_a_list_tuple_range_array_or_string(pi: Pi2, vector: object) -> None:
    img = pi.newimage(ImageDataType.UINT8, 4, 5, 6)
    pi.set(img, vector, 255)
    assert img.to_numpy()[1, 2, 3] == 255
    assert img.get_data()[2, 1, 3] == 255
    assert img.to_numpy().sum() == 255


def test_one_number_is_a_vector_of_equal_components(pi: Pi2) -> None:
    img, out, other = (pi.newimage(ImageDataType.FLOAT32, 9, 9, 9) for _ in range(3))
    pi.set(img, [4, 4, 4], 1)
    pi.gaussfilter(img, out, 1)
    pi.gaussfilter(img, other, [1, 1, 1])
    assert np.array_equal(out.to_numpy(), other.to_numpy())


def test_vectors_of_arrays_keep_double_precision(pi: Pi2) -> None:
    image, exact, result = pi.newimage(ImageDataType.FLOAT32, 5, 5), pi.newimage("float32"), pi.newimage("float32")
    image.to_numpy_pointer()[2, 2] = 1
    pi.gaussfilter(image, exact, [0.3, 0.7, 0])
    pi.gaussfilter(image, result, np.array([0.3, 0.7, 0]))
    assert np.array_equal(exact.to_numpy(), result.to_numpy())


@pytest.mark.parametrize("size", [[10, 20, 30], (10, 20, 30), np.array([10, 20, 30]), np.array([10.0, 20.0, 30.0])])
def test_a_size_may_be_given_as_one_vector(pi: Pi2, size: object) -> None:
    assert str(pi.newimage(ImageDataType.UINT16, size)) == "[10 20 30], uint16"


# to_numpy and from_numpy


@pytest.mark.parametrize(("size", "shape", "old_shape"), SHAPES)
def test_arrays_are_indexed_x_y_z_without_single_pixels_at_the_end(
    pi: Pi2, size: tuple[int, int, int], shape: tuple[int, ...], old_shape: tuple[int, ...]
) -> None:
    img = pi.newimage(ImageDataType.FLOAT32, *size)
    pixels = np.arange(np.prod(size), dtype=np.float32).reshape(size)
    img.from_numpy(pixels)
    assert img.get_dimensions().tolist() == list(size)
    for array in (img.to_numpy(), img.to_numpy_pointer()):
        assert array.shape == shape
        assert array.flags.f_contiguous
        assert np.array_equal(array, pixels.reshape(shape))


@pytest.mark.parametrize(("size", "shape", "old_shape"), SHAPES)
def test_arrays_in_the_old_order_are_indexed_y_x_z_without_any_single_pixels(
    pi: Pi2, size: tuple[int, int, int], shape: tuple[int, ...], old_shape: tuple[int, ...]
) -> None:
    img = pi.newimage(ImageDataType.FLOAT32, *size)
    pixels = np.arange(np.prod(size), dtype=np.float32).reshape(size)
    img.from_numpy(pixels)
    for array in (img.get_data(), img.get_data_pointer()):
        assert array.shape == old_shape
        assert np.array_equal(array, pixels.swapaxes(0, 1).reshape(old_shape))


def test_the_old_order_is_read_back_as_it_was_written(pi: Pi2) -> None:
    image = pi.newimage()
    pixels = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    image.set_data(pixels)
    assert image.get_dimensions().tolist() == [3, 2, 4]
    assert np.array_equal(image.get_data(), pixels)
    assert image.to_numpy()[2, 1, 3] == pixels[1, 2, 3]
    image.set_data(pixels[0, 0])
    assert image.get_dimensions().tolist() == [1, 4, 1]
    assert np.array_equal(image.get_data(), pixels[0, 0])
    image.set_data(pixels[:, :, 0])
    assert image.get_dimensions().tolist() == [3, 2, 1]


def test_to_numpy_copies(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.UINT8, 4, 4)
    for copied in (img.to_numpy(), img.get_data()):
        copied[1, 2] = 9
        assert pi.maxval(img) == 0
    pi.add(img, 1)
    assert copied.min() == 0


def test_from_numpy_copies_and_replaces_size_and_type(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.UINT8, 2, 2, 2)
    source = np.zeros((4, 3), dtype=np.int16, order="F")
    img.from_numpy(source)
    source[:] = 5
    assert str(img) == "[4 3 1], int16"
    assert pi.maxval(img) == 0
    pi.add(img, 1)
    assert source.max() == 5


# Pointers


def test_a_pointer_shows_what_commands_do_to_the_image(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.UINT8, 4, 4)
    view = img.to_numpy_pointer()
    pi.add(img, 3)
    assert view.min() == 3
    pi.set(img, [1, 2, 0], 77)
    assert view[1, 2] == 77


def test_writes_through_a_pointer_reach_the_image(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.UINT8, 4, 5)
    img.to_numpy_pointer()[1, 2] = 9
    assert img.to_numpy()[1, 2] == 9
    img.get_data_pointer()[4, 3] = 8
    assert img.to_numpy()[3, 4] == 8
    assert pi.sum(img) == 17


def test_flushing_a_pointer_does_nothing_outside_of_distributed_mode(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.UINT8, 4, 5)
    img.to_numpy_pointer()[...] = 9
    img.flush_pointer()
    assert pi.sum(img) == 180


def test_a_pointer_stays_valid_when_the_image_gets_another_size_or_type(pi: Pi2) -> None:
    for change in (
        lambda img: pi.ensuresize(img, 3, 3),
        lambda img: pi.convert(img, "float32"),
        lambda img: img.from_numpy(np.zeros((7, 7))),
        lambda img: img.set_data(np.zeros((7, 7))),
        lambda img: pi.run_command("newimage", [img.name, "uint16", 5]),
        lambda img: pi.crop(img, img, [0, 0, 0], [2, 2, 2]),
    ):
        img = pi.newimage(ImageDataType.UINT16, 100, 100)
        view = img.to_numpy_pointer()
        view[:] = 1234
        change(img)
        img.to_numpy_pointer()[:] = 5
        assert (view == 1234).all()
        view += 1
        assert (view == 1235).all()
        assert (img.to_numpy() == 5).all()


def test_a_pointer_stays_valid_when_the_image_is_cleared(pi: Pi2) -> None:
    for clear in (lambda img: img.clear(), lambda img: pi.clear(img.name), lambda img: pi.clear()):
        img = pi.newimage(ImageDataType.UINT16, 100, 100)
        view = img.to_numpy_pointer()
        view[:] = 1234
        clear(img)
        assert pi.piobj.image_names() == []
        assert (view == 1234).all()


def test_a_pointer_stays_valid_when_the_image_is_garbage(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.UINT16, 100, 100)
    view = img.to_numpy_pointer()
    view[:] = 1234
    del img
    gc.collect()
    assert pi.piobj.image_names() == []
    assert (view == 1234).all()


def test_a_pointer_stays_valid_when_the_session_is_closed() -> None:
    pi = Pi2()
    img = pi.newimage(ImageDataType.UINT16, 100, 100)
    view = img.to_numpy_pointer()
    view[:] = 1234
    pi.closepi()
    del pi, img
    gc.collect()
    view += 1
    assert (view == 1235).all()


# What the supplied examples and tests rely on


def test_positional_dimensions_and_types_as_words(pi: Pi2) -> None:
    assert str(pi.newimage("uint8", 2, 3)) == "[2 3 1], uint8"
    assert str(pi.newimage(ImageDataType.FLOAT32, [2, 3, 4])) == "[2 3 4], float32"


def test_point_tables_are_arrays_of_three_rows(pi: Pi2) -> None:
    points = np.array([[1.0, 3.0, 0.0], [2.0, 0.0, 4.0], [0.0, 1.0, 2.0]])
    img = pi.newimage(ImageDataType.UINT8, 4, 5, 3)
    values = pi.newimage(ImageDataType.UINT8)
    for number, point in enumerate(points.T, start=1):
        pi.set(img, point, number)
    pi.get(img, values, points)
    assert values.to_numpy().tolist() == [1, 2, 3]


def test_get_rounds_positions_to_the_nearest_pixel(pi: Pi2) -> None:
    rng = np.random.default_rng(1)
    img, values = pi.newimage(ImageDataType.UINT16), pi.newimage(ImageDataType.UINT16)
    pixels = rng.integers(0, 60000, (20, 30, 40), dtype=np.uint16)
    img.from_numpy(pixels)
    positions = (rng.random((3, 100)) * np.array([[19], [29], [39]])).astype(np.float32)
    pi.get(img, values, positions)
    x, y, z = (positions + np.float32(0.5)).astype(int)
    assert np.array_equal(values.to_numpy(), pixels[x, y, z])


def test_a_slice_divides_and_multiplies_all_slices(pi: Pi2) -> None:
    pixels = np.arange(1, 25, dtype=np.float32).reshape(2, 3, 4)
    slice_, mask = pi.newimage(ImageDataType.FLOAT32), np.zeros((2, 3), dtype=np.float32)
    slice_.from_numpy(pixels[:, :, 0])
    mask[1, :] = 2
    img = pi.newimage(ImageDataType.FLOAT32)
    img.from_numpy(pixels)
    pi.divide(img, slice_, True)
    pi.multiply(img, mask, True)
    assert np.array_equal(img.to_numpy(), pixels / pixels[:, :, :1] * mask[:, :, np.newaxis])


def test_variables_name_metadata_and_hold_its_values(pi: Pi2, folder: Path) -> None:
    img, key, value = pi.newimage(), pi.newvalue("string", "key1"), pi.newvalue("string", "VALUE")
    assert value.as_string() == "VALUE"
    pi.setmeta(img, key, value)
    pi.set(key, "key2")
    pi.set(value, "other value")
    pi.setmeta(img, key, value)
    names = pi.newvalue()
    pi.listmeta(img, names)
    assert names.as_string() == "key1, key2"
    pi.writemeta(img, "meta.txt")
    pi.clearmeta(img)
    pi.listmeta(img, names)
    assert names.as_string() == ""
    pi.readmeta(img, "meta.txt")
    pi.getmeta(img, key, value)
    assert value.as_string() == "other value"
    pi.set(key, "key1")
    pi.getmeta(img, key, value)
    assert value.as_string() == "VALUE"


def test_an_image_is_set_to_another_one(pi: Pi2) -> None:
    first = pi.newimage(ImageDataType.UINT16, 3, 4, 5)
    first.from_numpy(np.arange(60, dtype=np.uint16).reshape(3, 4, 5))
    second = pi.newlike(first)
    pi.set(second, first)
    pi.add(first, 1)
    assert np.array_equal(second.to_numpy(), np.arange(60).reshape(3, 4, 5))


def test_a_pixel_is_set_to_nan(pi: Pi2) -> None:
    img = pi.newimage(ImageDataType.FLOAT32, 30, 30)
    pi.set(img, [20, 20, 0], float("nan"))
    assert np.argwhere(np.isnan(img.to_numpy())).tolist() == [[20, 20]]


def test_memory_is_taken_when_an_image_is_made_and_given_back_when_it_is_cleared(pi: Pi2) -> None:
    size = 200 * 2**20
    before = resident_memory()
    img = pi.newimage(ImageDataType.UINT8, size)
    assert resident_memory() - before > 0.95 * size
    pi.clear(img.name)
    assert resident_memory() - before < 0.05 * size


def resident_memory() -> int:
    """The resident memory of this process, in bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_files_are_recognised_as_images(pi: Pi2, folder: Path) -> None:
    pi.writetif(np.ones((3, 4), dtype=np.uint8), "image")
    (folder / "text.txt").write_text("no image")
    assert pi.isimagefile("image.tif") is True
    assert pi.isimagefile("text.txt") is False
    assert pi.isimagefile("missing.tif") is False


def test_the_type_of_a_file_is_found_out_when_it_is_read(pi: Pi2, folder: Path) -> None:
    pi.writetif(np.ones((3, 4), dtype=np.uint16), "image")
    assert str(pi.read("image.tif", ImageDataType.UNKNOWN)) == "[3 4 1], uint16"


def test_calls_use_the_names_of_a_script(pi: Pi2, folder: Path) -> None:
    pi.writetif(np.full((3, 4), 7, dtype=np.uint16), "image")
    pi.run_script("read(img, image.tif); add(img, 1); convert(img, conv, uint8);")
    pi.writeraw("conv", "result")
    assert (folder / "result_3x4x1.raw").read_bytes() == bytes([8] * 12)


def test_printing_commands_print(pi: Pi2, capsys: pytest.CaptureFixture[str]) -> None:
    for call, text in (
        (lambda: pi.help(), "gaussfilter"),
        (lambda: pi.help("convert"), "convert("),
        (lambda: pi.info(), "threads"),
        (lambda: pi.license(), "MIT"),
        (lambda: pi.listanalyzers(), "volume"),
        (lambda: pi.headers("coordinates, volume"), "Volume"),
    ):
        call()
        assert text in capsys.readouterr().out
    pi.echo(False, False)
    pi.newimage()
    assert capsys.readouterr().out == ""


def test_plain_words_stand_for_enumerations(pi: Pi2) -> None:
    img, by_word, by_member = (pi.newimage("float32", 9, 9) for _ in range(3))
    pi.set(img, [0, 0, 0], 1)
    pi.gaussfilter(img, by_word, 1, "zero")
    pi.gaussfilter(img, by_member, 1, BoundaryCondition.ZERO)
    assert np.array_equal(by_word.to_numpy(), by_member.to_numpy())
    assert by_word.to_numpy()[0, 0] < 0.5
