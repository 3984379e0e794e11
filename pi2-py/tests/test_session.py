"""The session class: creating, calling, reading values, printing, closing."""

import copy
import inspect
import pickle
from pathlib import Path

import pi2
import pytest
from pi2 import _native
from pi2py2 import *

SPECIAL = [
    *["newimage", "newlike", "newvalue", "read", "mapraw", "isimagefile", "autothresholdvalue", "sum", "minval"],
    *["maxval", "mean", "stddev", "surfacearea", "getmaxmemory", "get_column", "get_column_index", "run_script"],
    *["run_command", "closepi", "raise_last_error", "make_safe", "id_generator", "generate_image_name"],
    *["generate_value_name", "add_method"],
]


def test_every_command_is_a_method_with_its_help_text() -> None:
    commands = _native.commands()
    assert len(commands) > 20
    for name in commands:
        method = getattr(Pi2, name)
        assert method.__name__ == name
        assert inspect.getdoc(method), name
        if name not in SPECIAL:
            assert method.__doc__.startswith(f"{name}("), name
            assert "Example" in method.__doc__, name


@pytest.mark.parametrize("name", SPECIAL)
def test_special_methods_are_documented(name: str) -> None:
    assert inspect.getdoc(getattr(Pi2, name))


def test_a_library_path_is_accepted_and_not_used() -> None:
    Pi2(library_path="/nowhere").closepi()
    Pi2("/nowhere").closepi()


@pytest.mark.parametrize("size", [(10, 20, 30), ([10, 20, 30],), ((10, 20, 30),), (np.array([10, 20, 30]),)])
def test_a_new_image_takes_its_size_in_any_form(pi: Pi2, size: tuple[object, ...]) -> None:
    image = pi.newimage(ImageDataType.FLOAT32, *size)
    assert str(image) == "[10 20 30], float32"
    assert image.get_info() == image.info() == (10, 20, 30, 5)
    assert (image.get_width(), image.get_height(), image.get_depth()) == (10, 20, 30)
    assert (image.width(), image.height(), image.depth()) == (10, 20, 30)
    assert image.dimensions().tolist() == image.get_dimensions().tolist() == [10, 20, 30]
    assert image.data_type() == image.get_data_type() == ImageDataType.FLOAT32
    assert image.get_raw_pointer()[1:] == (10, 20, 30, 5)
    assert image.get_raw_pointer()[0] == image.to_numpy_pointer().ctypes.data


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


def test_names_of_type_codes_are_those_of_the_first_version(pi: Pi2) -> None:
    words = ["uint8", "uint16", "uint32", "uint64", "float32", "complex32", "int8", "int16", "int32", "int64"]
    assert [pi.newimage(word).get_info()[3] for word in words] == list(range(1, 11))


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


def test_variables_are_used_as_arguments(pi: Pi2) -> None:
    image, amount = pi.newimage(ImageDataType.FLOAT32, 2), pi.newvalue("real", 2.5)
    pi.add(image, amount)
    assert image.to_numpy().tolist() == [2.5, 2.5]


def test_metadata_goes_through_variables(pi: Pi2) -> None:
    image, key, value = pi.newimage(), pi.newvalue("string", "sample"), pi.newvalue("string", "bone [left], 1=2")
    pi.setmeta(image, key, value)
    result = pi.newvalue()
    pi.getmeta(image, "sample", result)
    assert result.as_string() == "bone [left], 1=2"


def test_keyword_arguments_are_the_names_of_the_reference(pi: Pi2) -> None:
    image, out = pi.newimage(ImageDataType.FLOAT32, 9, 9), pi.newimage(ImageDataType.FLOAT32)
    pi.set(image, position=[4, 4, 0], value=1)
    pi.gaussfilter(image, output_image=out, spatial_sigma=1, boundary_condition=BoundaryCondition.ZERO)
    assert 0.15 < out.to_numpy().max() < 0.17
    pi.convert(image=out, data_type="uint8")
    assert out.get_data_type() == "uint8"


def test_reductions_return_numbers(pi: Pi2) -> None:
    image = pi.newimage(ImageDataType.INT16, 2, 2)
    image.from_numpy(np.array([[-3, 1], [2, 4]], dtype=np.int16))
    assert pi.sum(image) == 4
    assert pi.minval(image) == -3
    assert pi.maxval(image) == 4
    assert pi.mean(image) == 1
    assert pi.stddev(image) == pytest.approx(np.std([-3, 1, 2, 4]), abs=0.5)
    assert pi.maxval(image.name) == 4
    assert all(isinstance(value, float) for value in (pi.sum(image), pi.minval(image), pi.mean(image)))
    with pytest.raises(TypeError):
        pi.mean(image, pi.newimage("float32"))
    out = pi.newimage(ImageDataType.FLOAT32)
    pi.run_command("mean", [image, out])
    assert out.get_value() == 1


def test_a_threshold_is_returned_as_a_number(pi: Pi2) -> None:
    pixels = np.array([10, 10, 12, 14, 200, 210, 220, 10], dtype=np.uint8)
    assert 14 <= pi.autothresholdvalue(pixels) < 200
    assert 14 <= pi.autothresholdvalue(pixels, AutoThresholdMethod.OTSU) < 200


def test_only_rows_of_pixels_have_a_value(pi: Pi2) -> None:
    assert pi.newimage("uint8", 5).get_value() == 0
    with pytest.raises(TypeError, match="single row"):
        pi.newimage("uint8", 1, 2).get_value()


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


def test_files_are_read_and_written(pi: Pi2, folder: Path) -> None:
    image = pi.newimage(ImageDataType.UINT16, 3, 2, 2)
    image.from_numpy(np.arange(12, dtype=np.uint16).reshape(3, 2, 2))
    pi.writetif(image, folder / 'it\'s a "name"')
    path = folder / 'it\'s a "name".tif'
    assert path.exists()
    back = pi.read(path)
    assert np.array_equal(back.to_numpy(), image.to_numpy())
    target = pi.newimage()
    assert pi.read(str(path), ImageDataType.UNKNOWN, target) is target
    assert np.array_equal(target.to_numpy(), image.to_numpy())


def test_objects_leave_the_session_when_they_go_away(pi: Pi2) -> None:
    image, value = pi.newimage(), pi.newvalue()
    assert (len(pi.piobj.image_names()), len(pi.piobj.value_names())) == (1, 1)
    del image, value
    assert (pi.piobj.image_names(), pi.piobj.value_names()) == ([], [])
    image = pi.newimage()
    pi.clear(image.name)
    assert pi.piobj.image_names() == []


def test_names_never_repeat_even_if_random_is_seeded(pi: Pi2) -> None:
    random.seed(1)
    first = pi.newimage()
    random.seed(1)
    second = pi.newimage()
    assert first.name != second.name
    names = {pi.id_generator("x", 3, "ab") for _ in range(100)}
    assert len(names) == 100
    assert pi.generate_image_name().startswith("image_")
    assert pi.generate_value_name().startswith("value_")


def test_sessions_are_independent(pi: Pi2) -> None:
    other = Pi2()
    other.run_script("newimage(img, uint8)")
    assert pi.piobj.image_names() == []
    other.closepi()


def test_printing_commands_print_through_sys_stdout(pi: Pi2, capsys: pytest.CaptureFixture[str]) -> None:
    pi.hello("world")
    pi.help("hello")
    pi.info()
    pi.license()
    pi.list()
    pi.run_script("print(done)")
    out = capsys.readouterr().out
    assert out.startswith("Hello world!\n")
    assert "hello(name)" in out
    assert "Number of threads" in out
    assert out.endswith("done\n")
    pi.echo(True, False)
    pi.print("x")
    pi.echo(False, False)
    assert 'print("x")' in capsys.readouterr().out


def test_printing_without_a_standard_output_is_silent(pi: Pi2, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    pi.hello()


def test_repr_and_str_tell_what_it_is(pi: Pi2) -> None:
    image = pi.newimage("uint8", 2)
    assert repr(image) == f"<Pi2Image {image.name}: [2 1 1], uint8>"
    assert str(pi.newvalue()).startswith("Pi2 object: value_")
    image.clear()
    assert "not in the session" in repr(image)
    assert repr(pi) == "<Pi2 session with 0 images, 0 variables>"


def test_a_session_is_a_context_manager() -> None:
    with Pi2() as pi:
        image = pi.newimage()
    assert repr(pi) == "<Pi2 session, closed>"
    image.clear()
    del image


@pytest.mark.parametrize("make", [lambda pi: pi, lambda pi: pi.newimage(), lambda pi: pi.newvalue()])
def test_pickling_and_copying_fail_clearly(pi: Pi2, make: object) -> None:
    thing = make(pi)
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be copied or pickled"):
            attempt(thing)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(pi.piobj)


def test_the_last_error_can_be_raised_again(pi: Pi2) -> None:
    with pytest.raises(Pi2Error):
        pi.run_script("nonsense()")
    with pytest.raises(RuntimeError, match="nonsense"):
        pi.raise_last_error()
    pi.hello()
    with pytest.raises(Pi2Error, match="did not fail"):
        pi.raise_last_error()


def test_small_helpers_of_old_scripts(pi: Pi2) -> None:
    assert pi.make_safe("a\nb") == "a\\nb"
    pi.add_method("hello")
    assert pi.pilib is _native


def test_the_modern_package_has_a_session_of_its_own(folder: Path) -> None:
    image = pi2.from_numpy(np.full((2, 3), 7, dtype=np.uint8))
    assert isinstance(image, pi2.Image)
    pi2.run(f"writetif({image.name}, ./x)")
    back = pi2.read("x.tif")
    assert back.to_numpy().tolist() == [[7] * 3] * 2
    pi2.default_session().closepi()
    assert pi2.from_numpy([1]).get_value() == 1
    assert pi2.Session is Pi2
    assert pi2.__version__.count(".") == 2


def test_columns_of_tables_are_found_by_name(pi: Pi2) -> None:
    image, results = pi.newimage(ImageDataType.UINT8, 10, 10, 10), pi.newimage(ImageDataType.FLOAT32)
    pi.set(image, [2, 3, 4], 255)
    pi.set(image, [7, 7, 7], 255)
    pi.analyzeparticles(image, results, "coordinates, volume")
    index, unit = pi.get_column_index("volume", "coordinates, volume")
    assert (index, unit) == (3, "pixel")
    values, _ = pi.get_column("Volume", results, "coordinates, volume")
    assert values.tolist() == [1, 1]
    with pytest.raises(SystemError, match="no column `weight`"):
        pi.get_column_index("weight", "coordinates, volume")
