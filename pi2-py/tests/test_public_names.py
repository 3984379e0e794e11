"""Every public name of `pi2py2`, with what it returns, as scripts for the first version use it.

The enumerations are in `test_enumerations.py`, the conventions of arrays in `test_usage_guide.py`.
"""

import ast
import ctypes
import inspect
import math
import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pi2py2
import pytest
from pi2 import _native
from pi2py2 import *
from test_enumerations import WORDS

# Class: names, as in the first version.
PUBLIC: dict[type, str] = {
    Pi2Object: "pi2 name clear",
    Pi2Value: "as_string as_int as_real as_bool",
    Pi2Image: "get_raw_pointer get_info info get_dimensions dimensions get_width width get_height height get_depth "
    "depth get_data_type data_type to_numpy_pointer to_numpy from_numpy flush_pointer get_value get_data_pointer "
    "get_data set_data",
    Pi2: "pilib piobj closepi raise_last_error run_script run_command make_safe id_generator generate_image_name "
    "generate_value_name add_method newimage newlike newvalue read mapraw isimagefile autothresholdvalue sum minval "
    "maxval mean stddev surfacearea getmaxmemory get_column_index get_column",
}
MODULES = {"np": np, "os": os, "random": random, "string": string, "sys": sys}


def used_names(*files: Path) -> set[str]:
    """The names of all attributes that files use."""
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text())))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("owner", PUBLIC, ids=lambda owner: owner.__name__)
def test_each_name_of_the_first_version_is_there_and_is_tested_here(pi: Pi2, owner: type) -> None:
    thing = {Pi2Object: pi.newimage(), Pi2Value: pi.newvalue(), Pi2Image: pi.newimage(), Pi2: pi}[owner]
    tested = used_names(Path(__file__))
    for name in PUBLIC[owner].split():
        assert hasattr(thing, name), name
        assert name in tested, name
        if callable(getattr(thing, name)):
            assert inspect.getdoc(getattr(thing, name)), name


@pytest.mark.parametrize("owner", PUBLIC, ids=lambda owner: owner.__name__)
def test_no_other_public_name_is_untested(owner: type) -> None:
    commands = set(_native.commands())
    tested = used_names(*Path(__file__).parent.glob("*.py"))
    known = {name for names in PUBLIC.values() for name in names.split()} | commands | tested
    others = [name for name in dir(owner) if not name.startswith("_") and name.rstrip("_") not in known]
    assert others == []


def test_the_star_import_brings_all_names_and_those_that_scripts_rely_on() -> None:
    names: dict[str, object] = {}
    exec("from pi2py2 import *", names)
    assert {name: names[name] for name in MODULES} == MODULES
    assert names["Enum"] is Enum
    assert issubclass(ImageDataType, Enum)
    expected = {owner.__name__ for owner in [*PUBLIC, *WORDS]} | {*MODULES, "Enum"}
    of_ctypes = {name for name in vars(ctypes) if not name.startswith("_")}
    classes_of_errors = {name for name in names if isinstance(names[name], type) and issubclass(names[name], Pi2Error)}
    assert {name for name in names if name != "__builtins__"} == expected | of_ctypes | classes_of_errors
    assert sizeof(c_float) == 4
    # Of both modules, this is the one that scripts would want to catch.
    assert issubclass(ArgumentError, Pi2Error)
    assert isinstance(pi2py2, ModuleType)


# Objects


def test_an_object_knows_its_session_and_its_name(pi: Pi2) -> None:
    image, value = pi.newimage(), pi.newvalue()
    assert isinstance(image, Pi2Object)
    assert isinstance(value, Pi2Object)
    assert image.pi2 is value.pi2 is pi
    assert pi.piobj.image_names() == [image.name]
    assert pi.piobj.value_names() == [value.name]
    assert str(value) == f"Pi2 object: {value.name}"
    assert str(Pi2Object(pi, "something")) == "Pi2 object: something"


def test_objects_leave_the_session_when_they_are_cleared_or_go_away(pi: Pi2) -> None:
    image, value = pi.newimage(), pi.newvalue()
    image.clear()
    value.clear()
    assert (pi.piobj.image_names(), pi.piobj.value_names()) == ([], [])
    image, value = pi.newimage(), pi.newvalue()
    assert (len(pi.piobj.image_names()), len(pi.piobj.value_names())) == (1, 1)
    del image, value
    assert (pi.piobj.image_names(), pi.piobj.value_names()) == ([], [])


# Variables


def test_variables_have_typed_values(pi: Pi2) -> None:
    assert pi.newvalue("string", 'it\'s "quoted"\nand long').as_string() == 'it\'s "quoted"\nand long'
    assert pi.newvalue("int", -7).as_int() == -7
    assert pi.newvalue("real", 0.1).as_real() == 0.1
    assert pi.newvalue("bool", True).as_bool() is True
    assert pi.newvalue("int", 3).as_real() == 3
    assert pi.newvalue().as_string() == ""
    value = pi.newvalue("string", "VALUE")
    pi.set(value, "KEY")
    assert value.as_string() == "KEY"
    number = pi.newvalue("int")
    pi.set(number, 12)
    assert number.as_int() == 12


@pytest.mark.parametrize("word", ["string", "int", "real", "bool"])
def test_a_missing_variable_and_one_of_another_type_are_errors(pi: Pi2, word: str) -> None:
    other = pi.newvalue("int", 1) if word == "string" else pi.newvalue("string", "text")
    with pytest.raises(RuntimeError, match=f"{word} is wanted"):
        getattr(other, f"as_{word}")()
    with pytest.raises(RuntimeError, match="no variable"):
        getattr(Pi2Value(pi, "missing"), f"as_{word}")()


# Images


@pytest.mark.parametrize("size", [(10, 20, 30), ([10, 20, 30],), ((10, 20, 30),), (np.array([10, 20, 30]),)])
def test_an_image_tells_its_size_and_type(pi: Pi2, size: tuple[object, ...]) -> None:
    image = pi.newimage(ImageDataType.FLOAT32, *size)
    assert str(image) == "[10 20 30], float32"
    assert image.get_info() == image.info() == (10, 20, 30, 5)
    assert (image.get_width(), image.get_height(), image.get_depth()) == (10, 20, 30)
    assert (image.width(), image.height(), image.depth()) == (10, 20, 30)
    assert isinstance(image.dimensions(), np.ndarray)
    assert image.dimensions().dtype.kind == "i"
    assert image.dimensions().tolist() == image.get_dimensions().tolist() == [10, 20, 30]
    assert image.data_type() is image.get_data_type() is ImageDataType.FLOAT32


def test_dimensions_are_always_three(pi: Pi2) -> None:
    assert pi.newimage(ImageDataType.UINT8, 7).get_dimensions().tolist() == [7, 1, 1]


def test_numbers_of_types_are_those_of_the_first_version(pi: Pi2) -> None:
    words = ["uint8", "uint16", "uint32", "uint64", "float32", "complex32", "int8", "int16", "int32", "int64"]
    assert [pi.newimage(word).get_info()[3] for word in words] == list(range(1, 11))


def test_the_raw_pointer_is_the_address_of_the_pixels(pi: Pi2) -> None:
    image = pi.newimage(ImageDataType.UINT16, 2, 3, 4)
    image.to_numpy_pointer()[1, 0, 0] = 777
    pointer, *info = image.get_raw_pointer()
    assert info == [2, 3, 4, 2]
    assert pointer == image.to_numpy_pointer().ctypes.data
    assert cast(pointer, POINTER(c_uint16))[1] == 777


def test_a_missing_image_is_an_error_of_each_method(pi: Pi2) -> None:
    image = Pi2Image(pi, "missing")
    for method in (
        image.get_raw_pointer,
        image.get_info,
        image.get_dimensions,
        image.get_width,
        image.get_height,
        image.get_depth,
        image.get_data_type,
        image.to_numpy_pointer,
        image.to_numpy,
        image.get_value,
        image.get_data_pointer,
        image.get_data,
    ):
        with pytest.raises(RuntimeError, match="no image `missing`"):
            method()


def test_pixels_come_and_go_as_arrays(pi: Pi2) -> None:
    image, pixels = pi.newimage(), np.arange(6, dtype=np.uint16).reshape(2, 3)
    assert image.from_numpy(pixels) is None
    assert np.array_equal(image.to_numpy(), pixels)
    assert np.array_equal(image.to_numpy_pointer(), pixels)
    assert np.array_equal(image.get_data(), pixels.T)
    assert np.array_equal(image.get_data_pointer(), pixels.T)
    assert image.set_data(pixels) is None
    assert np.array_equal(image.to_numpy(), pixels.T)
    assert image.flush_pointer() is None


def test_the_value_of_an_image_is_its_first_pixel(pi: Pi2) -> None:
    image = pi.newimage("uint8", 5)
    pi.set(image, 3)
    assert image.get_value() == 3
    assert isinstance(image.get_value(), float)
    pixel = pi.newimage("complex32")
    pixel.from_numpy(np.array([2 + 5j], np.complex64))
    assert pixel.get_value() == 2
    with pytest.raises(TypeError, match="single row"):
        pi.newimage("uint8", 1, 2).get_value()


# Sessions


def test_a_library_path_is_accepted_and_not_used() -> None:
    for pi in (Pi2(library_path="/nowhere"), Pi2("/nowhere"), Pi2()):
        assert pi.pilib is not None
        assert pi.piobj is not None
        pi.closepi()


def test_objects_of_a_closed_session_do_nothing_when_they_go_away() -> None:
    pi = Pi2()
    image, value = pi.newimage(), pi.newvalue()
    pi.closepi()
    image.clear()
    del image, value
    with pytest.raises(RuntimeError, match="closed"):
        pi.newimage()


def test_sessions_are_independent(pi: Pi2) -> None:
    other = Pi2()
    other.run_script("newimage(img, uint8)")
    assert pi.piobj.image_names() == []
    other.closepi()


def test_scripts_and_calls_share_names(pi: Pi2, folder: Path) -> None:
    pi.run_script("newimage(img, uint8, 3, 2); set(img, 5)\nnewvalue(n, int, 4)")
    image, n = Pi2Image(pi, "img"), Pi2Value(pi, "n")
    assert image.to_numpy().tolist() == [[5, 5]] * 3
    assert n.as_int() == 4
    pi.writeraw("img", folder / "out")
    assert (folder / "out_3x2x1.raw").read_bytes() == bytes([5] * 6)
    image.clear()
    n.clear()
    assert pi.piobj.image_names() == pi.piobj.value_names() == []


def test_the_error_of_a_script_can_be_raised_again(pi: Pi2) -> None:
    with pytest.raises(RuntimeError, match="nonsense"):
        pi.run_script("nonsense()")
    with pytest.raises(RuntimeError, match="nonsense"):
        pi.raise_last_error()
    pi.hello()
    with pytest.raises(Pi2Error, match="did not fail"):
        pi.raise_last_error()


def test_commands_run_by_name_take_the_outputs_of_scripts(pi: Pi2) -> None:
    image, out = pi.newimage(ImageDataType.INT16, 2, 2), pi.newimage(ImageDataType.FLOAT32)
    pi.set(image, 3)
    assert pi.run_command("mean", [image, out]) is None
    assert out.get_value() == 3


def test_line_breaks_are_made_safe(pi: Pi2) -> None:
    assert pi.make_safe("a\nb") == "a\\nb"
    assert pi.make_safe(12) == "12"


def test_names_are_made_of_a_prefix_and_letters_and_never_repeat(pi: Pi2) -> None:
    assert re.fullmatch("[A-Z]{10}", pi.id_generator())
    assert re.fullmatch("x[ab]{3,}", pi.id_generator("x", 3, "ab"))
    assert re.fullmatch("image_[A-Z]{10}", pi.generate_image_name())
    assert re.fullmatch("value_[A-Z]{10}", pi.generate_value_name())
    assert len({pi.id_generator("x", 3, "ab") for _ in range(100)}) == 100
    random.seed(1)
    first = pi.newimage()
    random.seed(1)
    assert pi.newimage().name != first.name


def test_methods_can_be_added(pi: Pi2, monkeypatch: pytest.MonkeyPatch) -> None:
    class Own(Pi2):
        pass

    monkeypatch.delattr(next(owner for owner in Pi2.__mro__ if "hello" in vars(owner)), "hello")
    own = Own()
    assert not hasattr(Own, "hello")
    own.add_method("hello")
    assert own.hello("world") is None
    before = Own.newimage
    own.add_method("newimage")
    assert Own.newimage is before
    own.closepi()


def test_a_new_image_without_arguments_is_one_uint8_pixel(pi: Pi2) -> None:
    assert str(pi.newimage()) == "[1 1 1], uint8"


def test_an_image_like_another_one_takes_what_is_not_given(pi: Pi2) -> None:
    template = pi.newimage(ImageDataType.UINT16, 10, 20, 30)
    assert str(pi.newlike(template)) == "[10 20 30], uint16"
    assert str(pi.newlike(template, ImageDataType.INT8)) == "[10 20 30], int8"
    assert str(pi.newlike(template, width=5)) == "[5 20 30], uint16"
    assert str(pi.newlike(template, "float32", depth=1)) == "[10 20 1], float32"
    assert str(pi.newlike(template, width=[1, 2, 3])) == "[1 2 3], uint16"
    assert str(pi.newlike(np.zeros((2, 3)))) == "[2 3 1], float32"


def test_an_image_like_a_file_takes_what_is_not_given(pi: Pi2, folder: Path) -> None:
    pi.writetif(np.ones((5, 4, 3), np.uint16), "template")
    image = Pi2Image(pi, "like")
    pi.newlikefile("like", "template.tif")
    assert (str(image), pi.maxval(image)) == ("[5 4 3], uint16", 0)
    pi.newlikefile("like", "template.tif", ImageDataType.FLOAT32, 7)
    assert str(image) == "[7 4 3], float32"
    pi.newlikefile("like", folder / "template.tif", "int8", [1, 2, 0])
    assert str(image) == "[1 2 3], int8"
    with pytest.raises(RuntimeError, match="missing"):
        pi.newlikefile("like", "missing.tif")


def test_files_are_read_into_new_or_given_images(pi: Pi2, folder: Path) -> None:
    image = pi.newimage(ImageDataType.UINT16, 3, 2, 2)
    image.from_numpy(np.arange(12, dtype=np.uint16).reshape(3, 2, 2))
    pi.writetif(image, folder / 'it\'s a "name"')
    path = folder / 'it\'s a "name".tif'
    assert path.exists()
    assert np.array_equal(pi.read(path).to_numpy(), image.to_numpy())
    target = pi.newimage()
    assert pi.read(str(path), ImageDataType.UNKNOWN, target) is target
    assert np.array_equal(target.to_numpy(), image.to_numpy())


def test_a_mapped_file_has_the_pixels_of_its_image(pi: Pi2, folder: Path) -> None:
    image = pi.mapraw("it's mapped", ImageDataType.UINT16, 4, 3, 2)
    file = folder / "it's mapped_4x3x2.raw"
    assert (str(image), pi.maxval(image), file.stat().st_size) == ("[4 3 2], uint16", 0, 48)
    pi.set(image, [1, 2, 1], 777)
    view = image.to_numpy_pointer()
    view[0, 0, 0] = 5
    image.clear()
    pixels = np.fromfile(file, np.uint16).reshape(2, 3, 4).T
    assert (pixels[1, 2, 1], pixels[0, 0, 0], pixels.astype(int).sum()) == (777, 5, 782)
    again = pi.mapraw(file, ImageDataType.UINT16)
    assert np.array_equal(again.to_numpy(), pixels)
    del again
    assert file.exists()
    assert view[1, 2, 1] == 777


def test_whether_a_file_is_an_image_is_a_boolean(pi: Pi2, folder: Path) -> None:
    pi.writetif(np.ones((3, 4), np.uint8), "it's an image")
    (folder / "text.txt").write_text("no image")
    assert pi.isimagefile("it's an image.tif") is True
    assert pi.isimagefile(folder / "text.txt") is False


def test_a_threshold_is_returned_as_a_number(pi: Pi2) -> None:
    pixels = np.array([10, 10, 12, 14, 200, 210, 220, 10], dtype=np.uint8)
    for threshold in (
        pi.autothresholdvalue(pixels),
        pi.autothresholdvalue(pixels, AutoThresholdMethod.OTSU),
        pi.autothresholdvalue(pixels, "otsu", math.nan, math.nan, math.nan, math.nan),
        pi.autothresholdvalue(img=pixels, method="Otsu", arg0=0, arg1=255, arg2=256, arg3=math.nan),
    ):
        assert isinstance(threshold, float)
        assert 14 <= threshold < 200


def test_measurements_return_numbers(pi: Pi2) -> None:
    image = pi.newimage(ImageDataType.INT16, 2, 2)
    image.from_numpy(np.array([[-3, 1], [2, 4]], dtype=np.int16))
    assert pi.sum(image) == 4
    assert pi.minval(image) == -3
    assert pi.maxval(image) == 4
    assert pi.mean(image) == 1
    assert pi.stddev(image) == pytest.approx(np.std([-3, 1, 2, 4]), abs=0.5)
    assert pi.maxval(image.name) == 4
    for measure in (pi.sum, pi.minval, pi.maxval, pi.mean, pi.stddev):
        assert isinstance(measure(image), float)
        with pytest.raises(TypeError):
            measure(image, pi.newimage("float32"))


@pytest.mark.parametrize(("word", "total"), [("uint8", 2550), ("int8", 1270), ("uint64", 2550), ("float32", 2550)])
def test_sums_are_not_limited_by_the_type_of_the_image(pi: Pi2, word: str, total: int) -> None:
    image = pi.newimage(word, 10)
    pi.set(image, 255)
    assert pi.sum(image) == total


def test_complex_pixels_have_a_complex_sum(pi: Pi2) -> None:
    image = pi.newimage("complex32", 2)
    image.from_numpy(np.array([1 + 2j, 0.5 - 4j], np.complex64))
    assert pi.sum(image) == 1.5 - 2j


def test_the_area_of_a_surface_is_a_number_and_clears_nothing(pi: Pi2) -> None:
    image, value = pi.newimage(ImageDataType.UINT8, 5, 5, 5), pi.newvalue("int", 3)
    pi.set(image, [2, 2, 2], 1)
    assert pi.surfacearea(image) == 0
    assert pi.surfacearea(image, 0.5) == pytest.approx(math.sqrt(3))
    cube = np.zeros((5, 5, 5), np.uint8)
    cube[1:4, 1:4, 1:4] = 1
    assert pi.surfacearea(cube) == pytest.approx(24)
    assert pi.surfacearea(img=cube, isovalue=0.5) == pytest.approx(42.702614)
    assert pi.piobj.image_names() == [image.name]
    assert (pi.piobj.value_names(), value.as_int()) == ([value.name], 3)


def test_the_memory_of_the_machine_is_a_number_of_megabytes_and_clears_nothing(pi: Pi2) -> None:
    image = pi.newimage()
    memory = pi.getmaxmemory()
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**20
    assert isinstance(memory, float)
    assert 16 < memory <= 1.01 * physical
    assert pi.piobj.image_names() == [image.name]


def test_columns_of_tables_are_found_by_name(pi: Pi2) -> None:
    image, results = pi.newimage(ImageDataType.UINT8, 10, 10, 10), pi.newimage(ImageDataType.FLOAT32)
    pi.set(image, [2, 3, 4], 255)
    pi.set(image, [7, 7, 7], 255)
    pi.analyzeparticles(image, results, "coordinates, volume")
    assert pi.get_column_index("volume", "coordinates, volume") == (3, "pixel")
    assert pi.get_column_index("VOLUME [pixel]", "coordinates, volume") == (3, "pixel")
    values, unit = pi.get_column("Volume", results, "coordinates, volume")
    assert (values.tolist(), unit) == ([1, 1], "pixel")
    with pytest.raises(SystemError, match="no column `weight`"):
        pi.get_column_index("weight", "coordinates, volume")


def test_a_column_of_one_particle_is_a_number(pi: Pi2) -> None:
    image, results = pi.newimage(ImageDataType.UINT8, 10, 10, 10), pi.newimage(ImageDataType.FLOAT32)
    pi.set(image, [2, 3, 4], 255)
    pi.analyzeparticles(image, results, "coordinates, volume")
    value, _ = pi.get_column("X", results, "coordinates, volume")
    assert np.ndim(value) == 0
    assert value == 2
