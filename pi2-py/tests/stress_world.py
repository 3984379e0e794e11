"""The world of the stress test: images, arrays that look at them, and what both must show.

Every image has a twin, a plain NumPy array. An operation does the same thing to both, and then they must be equal.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pi2py2 import Pi2, Pi2Image

Array = np.ndarray[Any, Any]

REAL_TYPES = ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float32"]
# A world that is full loses something before it gets something new.
MOST_IMAGES = 12
MOST_VIEWS = 24
# Pixels above this are not added to, so that none comes near the end of the 53 bits in which the twins are computed ...
LARGE = 2.0**30
# ... and of the types whose ends are beyond those.
LARGEST = 2.0**40


class Mismatch(AssertionError):
    """An image or a view does not show what it must."""


@dataclass
class View:
    """An array on the pixels of an image, and the part of a twin that it must equal."""

    array: Array
    twin: Array

    def check(self) -> None:
        demand_equal(self.array, self.twin, "a view")


class Subject:
    """An image, its twin (always three axes), and the views that show what happens to it."""

    def __init__(self, session: Pi2, image: Pi2Image, twin: Array) -> None:
        self.session, self.image, self.twin = session, image, twin
        self.views: list[View] = []

    @property
    def dtype(self) -> str:
        return str(self.twin.dtype.name)

    @property
    def is_real(self) -> bool:
        return bool(self.twin.dtype.kind != "c")

    @property
    def is_large(self) -> bool:
        """True if sums of its pixels might get too large for the twin."""
        return bool(np.abs(self.twin.astype(float)).max() > LARGE)

    def look(self, in_old_order: bool = False) -> View:
        """Take a view of the image, indexed [x, y, z], or as in the first version [y, x, z] without single pixels."""
        if in_old_order:
            twin = self.twin.swapaxes(0, 1).squeeze()
            view = View(self.image.get_data_pointer(), twin.reshape(1) if twin.ndim == 0 else twin)
        else:
            view = View(self.image.to_numpy_pointer(), without_single_pixels(self.twin))
        self.views.append(view)
        return view

    def change(self, pixels: Array) -> None:
        """Note what a command did in place; the views must show it."""
        self.twin[...] = pixels

    def replace(self, pixels: Array) -> list[View]:
        """Note that the image has other pixels, in the same memory or not; return the views that kept the old ones."""
        if self.views and address(self.views[0].array) == address(self.image.to_numpy_pointer()):
            if pixels.shape != self.twin.shape or pixels.dtype != self.twin.dtype:
                raise Mismatch("an image of another size or type is in the old memory, at which a view looks")
            self.twin[...] = pixels
            return []
        left, self.views, self.twin = self.views, [], pixels
        return left

    def check(self) -> None:
        demand_equal(self.image.to_numpy_pointer(), without_single_pixels(self.twin), f"image {self.image.name}")
        for view in self.views:
            view.check()


class World:
    """The images of one thread, in a session that it shares with others and in one of its own."""

    def __init__(self, seed: str, shared: Pi2, common: Subject, folder: Path) -> None:
        self.random = random.Random(seed)
        self.numpy = np.random.default_rng(self.random.getrandbits(64))
        self.shared, self.own = shared, Pi2()
        self.common = common
        self.folder = folder
        self.subjects: list[Subject] = []
        # Views of images that are gone or have other memory now.
        self.orphans: list[View] = []
        self.history: list[str] = []
        self.last_error: BaseException | None = None
        # How often this world added 1 to the counter that all threads share.
        self.counted = 0

    # What there is

    def session(self) -> Pi2:
        return self.random.choice((self.shared, self.own))

    def subject(self, *, real: bool = False) -> Subject:
        """Any image; it is made if there is none."""
        candidates = [subject for subject in self.subjects if subject.is_real or not real]
        return self.random.choice(candidates) if candidates else self.create(real=True)

    def partner(self, subject: Subject) -> Subject | None:
        """Another image of the same session, if there is one."""
        others = [other for other in self.subjects if other.session is subject.session and other is not subject]
        return self.random.choice(others) if others else None

    def view(self) -> View | None:
        """Any view, of an image or of what was one."""
        views = self.orphans + [view for subject in self.subjects for view in subject.views]
        return self.random.choice(views) if views else None

    # What is new

    def size(self) -> tuple[int, int, int]:
        side = (1, 1, 2, 3, 4, 5)
        return self.random.choice(side), self.random.choice(side), self.random.choice(side)

    def dtype(self) -> str:
        return self.random.choice(REAL_TYPES)

    def number(self) -> float:
        """A number of grey levels with two binary places, so that sums are exact in every type."""
        return self.random.randint(-200, 1200) / 4

    def pixels(self, shape: tuple[int, ...], dtype: str) -> Array:
        """An array of numbers that are exact in a type."""
        values = self.numpy.integers(-200, 1200, shape) / 4
        if dtype == "complex64":
            return (values + 1j * self.numpy.integers(-9, 9, shape)).astype(dtype)
        return conform(values, dtype)

    def create(self, *, real: bool = False) -> Subject:
        """A new image of zeros."""
        session, size, dtype = self.session(), self.size(), self.dtype()
        if not real and self.random.random() < 0.1:
            image, dtype = session.newimage("complex32", *size), "complex64"
        else:
            image = session.newimage(dtype, *size)
        return self.adopt(session, image, np.zeros(size, dtype))

    def adopt(self, session: Pi2, image: Pi2Image, twin: Array) -> Subject:
        """Take an image in."""
        while len(self.subjects) >= MOST_IMAGES:
            self.let_go(self.random.choice(self.subjects))
        self.subjects.append(Subject(session, image, twin))
        return self.subjects[-1]

    # What ends

    def let_go(self, subject: Subject) -> None:
        """Forget an image. Its views stay."""
        self.subjects.remove(subject)
        self.keep(subject.views)

    def keep(self, views: list[View]) -> None:
        """Keep views whose image has other memory, the last ones of them."""
        self.orphans = (self.orphans + views)[-MOST_VIEWS:]

    def replaced(self, subject: Subject, pixels: Array) -> None:
        """Note that a subject has other pixels."""
        self.keep(subject.replace(pixels))

    # What happens

    def step(self, operation: Operation) -> None:
        """Do something, and look at what it changed and at something that it must not have changed."""
        self.history = [*self.history[-20:], operation.__name__]
        changed = operation(self)
        if changed is not None:
            changed.check()
        if self.subjects:
            self.random.choice(self.subjects).check()
        if self.orphans:
            self.random.choice(self.orphans).check()
        # Old views are put aside, so that there are always some, and not always more.
        for subject in self.subjects:
            self.keep(subject.views[:-MOST_VIEWS])
            subject.views = subject.views[-MOST_VIEWS:]

    def finish(self) -> None:
        """Check everything a last time and let go of it."""
        for subject in self.subjects:
            subject.check()
        for view in self.orphans:
            view.check()
        self.subjects, self.orphans = [], []
        self.own.closepi()


Operation = Callable[[World], Subject | None]
# Each operation and how often it is chosen.
OPERATIONS: dict[Operation, float] = {}


def operation(weight: float = 1) -> Callable[[Operation], Operation]:
    """Make a function one of the operations. It returns the subject that it changed."""

    def register(function: Operation) -> Operation:
        OPERATIONS[function] = weight
        return function

    return register


def conform(values: Array, dtype: str) -> Array:
    """The pixels of a type for numbers: rounded half away from zero and saturated."""
    if np.dtype(dtype).kind in "fc":
        real: Array = values.astype(dtype)
        return real
    limits = np.iinfo(dtype)
    rounded = np.trunc(values + np.copysign(0.5, values))
    result: Array = np.clip(rounded, max(limits.min, -LARGEST), min(limits.max, LARGEST)).astype(dtype)
    return result


def without_single_pixels(array: Array) -> Array:
    """The array without single-pixel dimensions at its end."""
    while array.ndim > 1 and array.shape[-1] == 1:
        array = array[..., 0]
    return array


def address(array: Array) -> int:
    """Where the elements of an array are."""
    place: int = array.__array_interface__["data"][0]
    return place


def demand_equal(array: Array, expected: Array, what: str) -> None:
    """Raise a `Mismatch` if an array is not what it must be."""
    if array.dtype != expected.dtype or array.shape != expected.shape:
        raise Mismatch(f"{what} is {array.dtype} {array.shape}, but must be {expected.dtype} {expected.shape}")
    if not np.array_equal(array, expected):
        raise Mismatch(f"{what} is\n{array.tolist()}\nbut must be\n{expected.tolist()}")
