"""Rows of the bench about arithmetic, functions of single pixels and Fourier transforms.

NumPy gets memory for results and computes the same numbers: integers saturate."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import scipy.fft
from bench_rows import Row, image_of
from pi2py2 import Pi2, Pi2Image

WORKERS = 2


def arithmetic_rows(pi: Pi2, contents: dict[str, np.ndarray]) -> Iterator[Row]:
    """Volumes by the name of their pixel type, indexed [z, y, x]."""
    for name, array in contents.items():
        yield from constant_rows(pi, array)
        yield from image_rows(pi, name, array)
        yield from function_rows(pi, name, array)
        yield from slice_rows(pi, array)
    yield from float_rows(pi, contents["float32"])
    yield from complex_rows(pi, contents["float32"])
    yield from fourier_rows(pi, contents["float32"])


def in_place(
    pi: Pi2, command: str, array: np.ndarray, theirs: Callable[[np.ndarray], object], *arguments: float
) -> Row:
    """A command that changes an image, beside a function that changes an array."""
    image, theirs_array = image_of(pi, array), array.copy()

    def ours() -> None:
        pi.run_command(command, [image, *arguments])

    words = ", ".join([command, *map(str, arguments)])
    return Row(f"{words}, {array.dtype.name}", "NumPy", 2, ours, lambda: theirs(theirs_array))


def constant_rows(pi: Pi2, array: np.ndarray) -> Iterator[Row]:
    one = array.dtype.type(100)

    def subtract_from(a: np.ndarray) -> None:
        if a.dtype != np.float32:
            np.minimum(a, one, out=a)
        np.subtract(one, a, out=a)

    yield in_place(pi, "invsubtract", array, subtract_from, 100)
    yield in_place(pi, "max", array, lambda a: np.maximum(a, one, out=a), 100)
    yield in_place(pi, "min", array, lambda a: np.minimum(a, one, out=a), 100)
    yield in_place(pi, "clamp", array, lambda a: np.clip(a, 50, 100, out=a), 50, 100)
    yield in_place(pi, "replace", array, lambda a: np.putmask(a, a == one, 7), 100, 7)


class Saturating:
    """What NumPy needs for sums, differences and products of unsigned integers that do not wrap."""

    def __init__(self, array: np.ndarray) -> None:
        self.narrow = np.empty_like(array)
        self.wide = np.empty(array.shape, np.uint16 if array.dtype == np.uint8 else np.uint32)
        self.top = np.iinfo(array.dtype).max

    def add(self, a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
        np.invert(b, out=self.narrow)
        np.minimum(a, self.narrow, out=self.narrow)
        np.add(self.narrow, b, out=out)

    def subtract(self, a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
        np.minimum(a, b, out=self.narrow)
        np.subtract(a, self.narrow, out=out)

    def multiply(self, a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
        np.multiply(a, b, out=self.wide, dtype=self.wide.dtype)
        np.minimum(self.wide, self.top, out=self.wide)
        np.copyto(out, self.wide, casting="unsafe")


def image_rows(pi: Pi2, name: str, array: np.ndarray) -> Iterator[Row]:
    numpy = np if array.dtype == np.float32 else Saturating(array)
    operations = {
        "add": numpy.add,
        "subtract": numpy.subtract,
        "invsubtract": lambda a, b, out: numpy.subtract(b, a, out=out),
        "multiply": numpy.multiply,
        "max": np.maximum,
        "min": np.minimum,
    }
    other = np.ascontiguousarray(array[::-1])
    for command, theirs in operations.items():
        image, parameter = image_of(pi, array), image_of(pi, other)
        work = array.copy()

        def ours(command: str = command, image: Pi2Image = image, parameter: Pi2Image = parameter) -> None:
            pi.run_command(command, [image, parameter])

        def peer(theirs: Callable[..., object] = theirs, work: np.ndarray = work) -> None:
            theirs(work, other, out=work)

        yield Row(f"{command} image, {name}", "NumPy", 2, ours, peer)


def function_rows(pi: Pi2, name: str, array: np.ndarray) -> Iterator[Row]:
    """Functions of numbers around one, which are copied before each round: functions of their own results would soon be of
    infinities. NumPy computes in float32, as its own choice for 8 bits is float16."""
    small = (array % 4 + 1).astype(array.dtype)
    functions = {
        "squareroot": np.sqrt,
        "exponentiate": np.exp,
        "log": np.log,
        "log10": np.log10,
        "sin": np.sin,
        "cos": np.cos,
        "tan": np.tan,
        "inv": np.reciprocal,
    }
    for command, function in functions.items():
        image = image_of(pi, small)
        source, work, result = image_of(pi, small), small.copy(), np.empty(small.shape, np.float32)

        def ours(command: str = command, image: Pi2Image = image, source: Pi2Image = source) -> None:
            pi.run_command("copy", [source, image])
            pi.run_command(command, [image])

        def peer(
            function: Callable[..., np.ndarray] = function, work: np.ndarray = work, result: np.ndarray = result
        ) -> None:
            np.copyto(work, small)
            if work.dtype == np.float32:
                function(work, out=work)
            else:
                function(work, out=result, dtype=np.float32)
                np.copyto(work, result, casting="unsafe")

        yield Row(f"copy and {command}, {name}", "NumPy", 2, ours, peer)
    multiply = np.multiply if array.dtype == np.float32 else Saturating(array).multiply
    yield in_place(pi, "square", np.minimum(array, 1), lambda a: multiply(a, a, out=a))


def slice_rows(pi: Pi2, array: np.ndarray) -> Iterator[Row]:
    def edges(a: np.ndarray) -> None:
        for part in (a[:3], a[-3:], a[:, :3], a[:, -3:], a[:, :, :3], a[:, :, -3:]):
            part[...] = 9

    row = in_place(pi, "setedges", array, edges, 9, 3)
    row.goal = 1
    yield row

    def normalize(a: np.ndarray) -> None:
        means = a.mean(axis=(1, 2), dtype=np.float32 if a.dtype == np.float32 else np.float64, keepdims=True)
        np.copyto(a, a + (np.float32(100) - means.astype(np.float32)), casting="unsafe")

    yield in_place(pi, "normalizez", array, normalize, 100)


def float_rows(pi: Pi2, array: np.ndarray) -> Iterator[Row]:
    yield in_place(pi, "abs", array, lambda a: np.abs(a, out=a))
    yield in_place(pi, "negate", array, lambda a: np.negative(a, out=a))
    yield in_place(pi, "round", array, lambda a: np.rint(a, out=a))
    yield in_place(pi, "ceil", array, lambda a: np.ceil(a, out=a))
    yield in_place(pi, "floor", array, lambda a: np.floor(a, out=a))
    yield in_place(pi, "ensurefinite", array, lambda a: np.nan_to_num(a, copy=False, posinf=0, neginf=0))


def complex_rows(pi: Pi2, array: np.ndarray) -> Iterator[Row]:
    numbers = (array + 1j * np.roll(array, 1)).astype(np.complex64)

    def normalized(a: np.ndarray) -> None:
        np.divide(a, np.abs(a), out=a, where=a != 0)

    def parts(function: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], None]:
        def change(a: np.ndarray) -> None:
            a[...] = function(a)

        return change

    yield in_place(pi, "conjugate", numbers, lambda a: np.conjugate(a, out=a))
    yield in_place(pi, "normsquared", numbers, parts(lambda a: a.real**2 + a.imag**2))
    yield in_place(pi, "abs", numbers, parts(np.abs))
    yield in_place(pi, "arg", numbers, parts(np.angle))
    yield in_place(pi, "normalize", numbers, normalized)


def fourier_rows(pi: Pi2, array: np.ndarray) -> Iterator[Row]:
    """Transforms of the volume, of a volume with odd sides and of one large slice."""
    rng = np.random.default_rng(5)
    shapes = {
        "256^3": array,
        "225^3": rng.random((225,) * 3, np.float32),
        "4096^2": rng.random((1, 4096, 4096), np.float32),
    }
    for name, volume in shapes.items():
        image, spectrum, back = image_of(pi, volume), pi.newimage("complex32"), image_of(pi, volume)
        theirs_spectrum = scipy.fft.rfftn(volume, workers=WORKERS)

        def forward(image: Pi2Image = image, spectrum: Pi2Image = spectrum) -> None:
            pi.run_command("fft", [image, spectrum])

        def forward_peer(volume: np.ndarray = volume) -> np.ndarray:
            return scipy.fft.rfftn(volume, workers=WORKERS)

        def inverse(spectrum: Pi2Image = spectrum, back: Pi2Image = back) -> None:
            pi.run_command("ifft", [spectrum, back])

        def inverse_peer(s: np.ndarray = theirs_spectrum, shape: tuple[int, ...] = volume.shape) -> np.ndarray:
            return scipy.fft.irfftn(s, shape, workers=WORKERS)

        forward()
        yield Row(f"fft, {name}", "SciPy, 2 workers", 1, forward, forward_peer)
        yield Row(f"ifft, {name}", "SciPy, 2 workers", 1, inverse, inverse_peer)
