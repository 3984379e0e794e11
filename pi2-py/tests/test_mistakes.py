"""Wrong calls: each gives one line that says what is wrong, and what would be right."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pi2py2 import *


class Weird:
    """Something that is no argument."""


Call = Callable[[Pi2, Pi2Image], object]

# Name: call, exception, text, help.
MISTAKES: dict[str, tuple[Call, type[BaseException], str, str]] = {
    "unknown command": (lambda pi, img: pi.ad(img, 1), AttributeError, "no command `ad`", "`add`"),
    "unknown command by name": (
        lambda pi, img: pi.run_command("ad", [img]),
        ArgumentError,
        "unknown command `ad`",
        "add",
    ),
    "too few arguments": (lambda pi, img: pi.add(img), ArgumentError, "is missing", "usage: add("),
    "too many arguments": (lambda pi, img: pi.hello("a", "b"), ArgumentError, "at most 1 argument", "usage: hello("),
    "unknown keyword": (lambda pi, img: pi.convert(img, data_typ="uint8"), ArgumentError, "`data_typ`", "data_type"),
    "argument given twice": (lambda pi, img: pi.hello("a", name="b"), ArgumentError, "`name` was given twice", "usage"),
    "text for a number": (lambda pi, img: pi.add(img, "many"), ArgumentError, "many", "hint"),
    "number for an image": (lambda pi, img: pi.convert(5, "uint8"), ArgumentError, "an image", "hint"),
    "name of no image": (lambda pi, img: pi.add("nothing", 1), ArgumentError, "no image of that name", "there are"),
    "two numbers for a vector": (lambda pi, img: pi.set(img, [1, 2], 3), ArgumentError, "[1, 2]", "hint"),
    "four numbers for a vector": (lambda pi, img: pi.set(img, (1, 2, 3, 4), 3), ArgumentError, "[1, 2, 3, 4]", "hint"),
    "fraction for an integer": (lambda pi, img: pi.newimage("uint8", 2.5), ArgumentError, "2.5", "newimage("),
    "fractions for integers": (lambda pi, img: pi.newimage("uint8", [2.5, 1, 1]), ArgumentError, "[2.5, 1, 1]", "hint"),
    "text in a vector": (lambda pi, img: pi.set(img, [1, "y", 0], 3), ArgumentError, "[1, 'y', 0]", "numpy.array"),
    "nested lists": (lambda pi, img: pi.set(img, [[1, 2, 0]], 3), ArgumentError, "[[1, 2, 0]]", "numpy.array"),
    "nothing": (lambda pi, img: pi.add(img, None), ArgumentError, "it is None", "leave an argument out"),
    "some object": (lambda pi, img: pi.add(img, Weird()), ArgumentError, "it is of type Weird", "hint"),
    "complex number": (lambda pi, img: pi.add(img, 1 + 2j), ArgumentError, "it is of type complex", "hint"),
    "bytes": (lambda pi, img: pi.add(img, b"1"), ArgumentError, "it is of type bytes", "hint"),
    "array of objects": (lambda pi, img: pi.add(img, np.array([None, 1])), ArgumentError, "of type object", "astype"),
    "array of texts": (
        lambda pi, img: img.from_numpy(np.array(["a", "b"])),
        ArgumentError,
        "array of numbers",
        "astype",
    ),
    "array of dates": (
        lambda pi, img: img.from_numpy(np.array(["2020-01-01"], dtype="M8[D]")),
        ArgumentError,
        "array of numbers",
        "astype",
    ),
    "array with four axes": (lambda pi, img: img.from_numpy(np.ones((1, 2, 3, 4))), ArgumentError, "4 axes", "reshape"),
    "array for a number": (
        lambda pi, img: pi.newimage("uint8", 4, np.ones(4)),
        (ArgumentError, ValueError),
        "",
        "",
    ),
    "array for a text": (lambda pi, img: pi.hello(np.ones(4)), ArgumentError, "an array of shape (4,)", "array[0]"),
    "unknown pixel type": (lambda pi, img: pi.newimage("uint7"), ArgumentError, "uint7", "uint8"),
    "unknown type of variable": (lambda pi, img: pi.newvalue("text"), ArgumentError, "one of string, int", ""),
    "value of another type": (lambda pi, img: pi.newvalue("int", "x"), ArgumentError, "of type int", ""),
    "size given twice": (lambda pi, img: pi.newimage("uint8", [1, 2, 3], 4), ArgumentError, "given twice", "leave"),
    "wrong type of variable": (
        lambda pi, img: pi.newvalue("int").as_string(),
        ArgumentError,
        "has type int",
        "as_int()",
    ),
    "variable that is gone": (lambda pi, img: Pi2Value(pi, "gone").as_int(), ArgumentError, "no variable `gone`", ""),
    "image that is gone": (lambda pi, img: Pi2Image(pi, "gone").to_numpy(), ArgumentError, "no image `gone`", ""),
    "image of another session": (
        lambda pi, img: pi.add(Pi2().newimage(), 1),
        ArgumentError,
        "one of another session",
        "to_numpy()",
    ),
    "missing file": (lambda pi, img: pi.read("missing.tif"), FileNotFoundError, "missing.tif", ""),
    "mistake in a script": (
        lambda pi, img: pi.run_script("hello()\nad(x)"),
        ArgumentError,
        "line 2, column 1",
        "`add`",
    ),
    "open bracket in a script": (lambda pi, img: pi.run_script("hello("), ArgumentError, "line 1", ""),
    "complex mean": (lambda pi, img: pi.mean(pi.newimage("complex32")), ValueError, "complex32", ""),
    "impossible size": (lambda pi, img: pi.newimage("uint64", 2**40, 2**40), MemoryError, "", ""),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_wrong_call_says_what_is_wrong_and_what_is_right(pi: Pi2, name: str, folder: Path) -> None:
    call, exception, cause, remedy = MISTAKES[name]
    image = pi.newimage(ImageDataType.UINT8, 4, 4, 4)
    with pytest.raises(exception) as raised:
        call(pi, image)
    text = str(raised.value)
    print(text)
    assert cause in text
    assert remedy in text
    assert all(len(line) < 240 for line in text.splitlines())
    assert "Error {" not in text
    assert "Traceback" not in text


def test_most_mistakes_are_runtime_errors_as_before() -> None:
    for error in (ArgumentError, FileError, MissingFileError, LimitError, CancelledError, InternalError):
        assert issubclass(error, Pi2Error)
        assert issubclass(error, RuntimeError)
    assert issubclass(ArgumentError, ValueError)
    assert issubclass(FileError, OSError)
    assert issubclass(MissingFileError, FileNotFoundError)
    assert issubclass(LimitError, MemoryError)


AFTER_CLOSING: dict[str, Call] = {
    "command": lambda pi, img: pi.add(img, 1),
    "script": lambda pi, img: pi.run_script("hello()"),
    "new image": lambda pi, img: pi.newimage(),
    "pixels": lambda pi, img: img.to_numpy(),
    "array": lambda pi, img: img.from_numpy(np.ones(3)),
    "size": lambda pi, img: img.get_info(),
}


@pytest.mark.parametrize("name", AFTER_CLOSING)
def test_a_closed_session_says_so(name: str) -> None:
    pi = Pi2()
    image = pi.newimage()
    pi.closepi()
    with pytest.raises(ArgumentError, match="the session is closed"):
        AFTER_CLOSING[name](pi, image)
    pi.closepi()
    image.clear()


def test_a_failed_call_changes_nothing(pi: Pi2) -> None:
    image = pi.newimage(ImageDataType.UINT8, 3)
    pi.set(image, 7)
    with pytest.raises(ArgumentError):
        pi.add(image, np.ones((3, 3, 3)))
    assert image.to_numpy().tolist() == [7, 7, 7]
    assert pi.piobj.image_names() == [image.name]


@pytest.mark.parametrize("text", ["it's", 'a "b"', "two\nlines", "a, b; c)", "ümläut 試", "#x", "back\\slash\\"])
def test_any_text_is_an_argument(pi: Pi2, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    pi.print(text)
    assert capsys.readouterr().out == f"{text}\n"


def test_numbers_of_any_class_are_arguments(pi: Pi2) -> None:
    from decimal import Decimal
    from fractions import Fraction

    values: list[object] = [
        2,
        2.0,
        np.int8(2),
        np.float32(2),
        np.uint64(2),
        np.array(2),
        Fraction(4, 2),
        Decimal(2),
        True + 1,
    ]
    for value in values:
        image = pi.newimage(ImageDataType.UINT8, 2)
        pi.add(image, value)
        assert image.to_numpy().tolist() == [2, 2], value


def test_integers_above_the_range_of_int64_keep_their_digits(pi: Pi2, capsys: pytest.CaptureFixture[str]) -> None:
    pi.print(2**63 + 1)
    assert capsys.readouterr().out == "9223372036854775809\n"


def test_booleans_of_numpy_are_booleans(pi: Pi2, capsys: pytest.CaptureFixture[str]) -> None:
    pi.echo(np.bool_(True), np.bool_(False))
    pi.echo(np.bool_(False))
    assert "echo(" in capsys.readouterr().out
