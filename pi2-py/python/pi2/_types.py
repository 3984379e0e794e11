"""Types for annotations: what commands accept as an image, a number, a vector, a text.

They are for type checkers and for people who annotate functions of their own:

>>> from pi2._types import ImageLike, VectorLike
>>> def sharpness(image: ImageLike, sigma: VectorLike = 1) -> float: ...

Commands accept a little more, as old scripts need it: numbers and vectors as texts (`"[1, 2, 3]"`), other spellings of
words, 0 and 1 as booleans. A type checker calls that a mistake, which it is more often than not.
"""

import os
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pi2._enums import ImageDataType
from pi2._objects import Pi2Image, Pi2Value


class SupportsArray(Protocol):
    """Something that NumPy can make an array of, such as a tensor of another library."""

    def __array__(self) -> np.ndarray[Any, Any]:
        """Return the array."""
        ...


ImageLike: TypeAlias = Pi2Image | NDArray[Any] | SupportsArray | str
"""An image that is read: an object, an array indexed `[x, y, z]`, or the name of an image."""

OutputImage: TypeAlias = Pi2Image | NDArray[Any] | str
"""An image that is made or changed. An array is written in place, so its shape and dtype have to fit."""

OutputValue: TypeAlias = Pi2Value | str
"""A variable that is set, or its name."""

BooleanLike: TypeAlias = bool | np.bool_ | Pi2Value
"""True or false."""

IntegerLike: TypeAlias = int | np.integer[Any] | Pi2Value
"""A whole number."""

RealLike: TypeAlias = float | np.integer[Any] | np.floating[Any] | Pi2Value
"""A number."""

IntegerVectorLike: TypeAlias = IntegerLike | Sequence[int | np.integer[Any]] | NDArray[Any]
"""Three whole numbers, for x, y and z, or one for all three."""

VectorLike: TypeAlias = RealLike | Sequence[float | np.integer[Any] | np.floating[Any]] | NDArray[Any]
"""Three numbers, for x, y and z, or one for all three."""

TextLike: TypeAlias = str | Pi2Value
"""A text."""

ContentLike: TypeAlias = TextLike | RealLike | BooleanLike
"""What is kept or printed as a text: a text, a number, true or false."""

FileLike: TypeAlias = TextLike | os.PathLike[str]
"""A file or folder."""

DataTypeLike: TypeAlias = ImageDataType | TextLike
"""A pixel type."""

Size: TypeAlias = int | Iterable[int]
"""A number of pixels along x, or three of them, along x, y and z."""
