"""The session class: creating, calling, reading values, printing, closing."""

import copy
import inspect
import pickle
from pathlib import Path

import pi2
import pytest
from pi2 import _native
from pi2py2 import *
from test_public_names import PUBLIC


def test_every_command_is_a_method_with_its_help_text() -> None:
    commands = _native.commands()
    assert len(commands) > 20
    for name in commands:
        method = getattr(Pi2, name)
        assert method.__name__ == name
        assert inspect.getdoc(method), name
        if name not in PUBLIC[Pi2].split():
            assert method.__doc__.startswith(f"{name}("), name
            assert "Example" in method.__doc__, name


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
