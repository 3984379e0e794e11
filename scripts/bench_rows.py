"""What a row of the bench is, and images of both sides."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from pi2py2 import Pi2, Pi2Image


@dataclass
class Row:
    """One comparison: what is measured, the goal for the ratio, and the two sides."""

    name: str
    peer: str
    goal: float
    ours: Callable[[], object]
    theirs: Callable[[], object]
    note: Callable[[], str] = lambda: ""


def image_of(pi: Pi2, array: np.ndarray) -> Pi2Image:
    """A pi2 image with the pixels of a C-ordered [z, y, x] array."""
    image = pi.newimage("complex32" if array.dtype == np.complex64 else str(array.dtype))
    image.from_numpy(array.transpose(2, 1, 0))
    return image


def zyx(image: Pi2Image) -> np.ndarray:
    """The pixels of a pi2 image as a C-ordered [z, y, x] array."""
    return image.to_numpy_pointer().transpose(2, 1, 0)
