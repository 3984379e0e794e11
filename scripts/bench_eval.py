"""Rows of the bench about expressions on pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numexpr
import numpy as np
from bench_rows import Row, image_of
from pi2py2 import Pi2, Pi2Image

THREADS = 2

Step = Callable[[np.ndarray, np.ndarray], object]


def affine(a: np.ndarray, work: np.ndarray) -> None:
    np.multiply(a, np.float32(0.9), out=work)
    np.add(work, np.float32(5), out=work)


def choice(a: np.ndarray, work: np.ndarray) -> None:
    np.multiply(a, np.float32(0.5), out=work)
    np.add(work, np.float32(60), out=work)
    np.putmask(work, a > 100, a)


def polynomial(a: np.ndarray, work: np.ndarray) -> None:
    np.multiply(a, np.float32(0.001), out=work)
    np.add(work, np.float32(0.5), out=work)
    np.multiply(work, a, out=work)
    np.subtract(work, np.float32(3), out=work)
    np.divide(work, a + np.float32(1), out=work)


def bump(a: np.ndarray, work: np.ndarray) -> None:
    np.divide(a, np.float32(-300), out=work)
    np.exp(work, out=work)
    np.multiply(work, np.float32(200), out=work)


def logarithm(a: np.ndarray, work: np.ndarray) -> None:
    np.add(a, np.float32(1), out=work)
    np.log(work, out=work)
    np.multiply(work, np.float32(20), out=work)


def waves(a: np.ndarray, work: np.ndarray) -> None:
    np.sin(a, out=work, dtype=np.float32)
    np.multiply(work, np.cos(2 * a.astype(np.float32, copy=False)), out=work)
    np.multiply(work, np.float32(100), out=work)
    np.add(work, np.float32(100), out=work)


# Expressions whose values stay in the range of uint8, however often they are applied to their own result.
ONE_IMAGE: list[tuple[str, str, Step]] = [
    ("0.9 * x0 + 5", "0.9 * x0 + 5", affine),
    ("x0 > 100 ? x0 : x0 / 2 + 60", "where(x0 > 100, x0, x0 / 2 + 60)", choice),
    ("((0.001 * x0 + 0.5) * x0 - 3) / (x0 + 1)", "((0.001 * x0 + 0.5) * x0 - 3) / (x0 + 1)", polynomial),
    ("200 * exp(-x0 / 300)", "200 * exp(-x0 / 300)", bump),
    ("20 * log(x0 + 1)", "20 * log(x0 + 1)", logarithm),
    ("100 + 100 * sin(x0) * cos(2 * x0)", "100 + 100 * sin(x0) * cos(2 * x0)", waves),
]


def eval_rows(pi: Pi2, contents: dict[str, np.ndarray]) -> Iterator[Row]:
    """`eval` with one and with three images, against NumPy with existing memory and numexpr on as many threads."""
    numexpr.set_num_threads(THREADS)
    for name, array in contents.items():
        image = image_of(pi, array)
        for expression, other_expression, step in ONE_IMAGE:
            yield from one_image_rows(pi, name, array, image, expression, other_expression, step)
        yield from three_image_rows(pi, name, array, image)


def one_image_rows(
    pi: Pi2, name: str, array: np.ndarray, image: Pi2Image, expression: str, other_expression: str, step: Step
) -> Iterator[Row]:
    work = np.zeros(array.shape, np.float32)
    out = np.zeros_like(array)

    def ours() -> None:
        pi.eval(expression, image)

    def numpy_theirs() -> None:
        step(array, work)
        if out.dtype != work.dtype:
            np.rint(work, out=work)
            np.copyto(out, work, casting="unsafe")

    def numexpr_theirs() -> None:
        numexpr.evaluate(other_expression, {"x0": array}, {}, out=out, casting="unsafe")

    yield Row(f"eval {expression}, {name}", "NumPy", 2, ours, numpy_theirs)
    yield Row(f"eval {expression}, {name}", "numexpr", 1, ours, numexpr_theirs)


def three_image_rows(pi: Pi2, name: str, array: np.ndarray, image: Pi2Image) -> Iterator[Row]:
    """The correction of an image with a dark and a flat image."""
    out = pi.newlike(image)
    dark = pi.newimage("float32")
    dark_array = np.full(array.shape, 3, np.float32)
    dark.from_numpy(dark_array.transpose(2, 1, 0))
    work, result = np.zeros(array.shape, np.float32), np.zeros_like(array)

    def ours() -> None:
        pi.eval("(x1 - x2) * 0.9 + x2 / 4", out, image, dark)

    def theirs() -> None:
        np.subtract(array, dark_array, out=work)
        np.multiply(work, np.float32(0.9), out=work)
        np.add(work, dark_array / np.float32(4), out=work)
        np.copyto(result, work, casting="unsafe")

    def numexpr_theirs() -> None:
        values = {"x1": array, "x2": dark_array}
        numexpr.evaluate("(x1 - x2) * 0.9 + x2 / 4", values, {}, out=result, casting="unsafe")

    yield Row(f"eval (x1 - x2) * 0.9 + x2 / 4, {name} and float32", "NumPy", 2, ours, theirs)
    yield Row(f"eval (x1 - x2) * 0.9 + x2 / 4, {name} and float32", "numexpr", 1, ours, numexpr_theirs)
