"""Images and variables of a session as Python objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from pi2._enums import ImageDataType
from pi2._errors import ArgumentError
from pi2._pictures import Pictures
from pi2._tables import Tables

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from pi2._session import Pi2

# The numbers of pixel types that the first version of pi2 used.
_TYPE_CODES = {
    ImageDataType.UNKNOWN: 0,
    ImageDataType.UINT8: 1,
    ImageDataType.UINT16: 2,
    ImageDataType.UINT32: 3,
    ImageDataType.UINT64: 4,
    ImageDataType.FLOAT32: 5,
    ImageDataType.COMPLEX32: 6,
    ImageDataType.INT8: 7,
    ImageDataType.INT16: 8,
    ImageDataType.INT32: 9,
    ImageDataType.INT64: 10,
}


class Pi2Object:
    """Something with a name in a session. It is removed from the session when the Python object goes away."""

    def __init__(self, pi2: Pi2, name: str) -> None:
        self.pi2 = pi2
        self.name = name
        self._session = pi2.piobj

    def clear(self) -> None:
        """Remove the object from its session. Arrays that look at its pixels remain valid."""
        self._session.remove(self.name)

    def __del__(self) -> None:
        # Without a session, `__init__` has failed.
        if hasattr(self, "_session"):
            self.clear()

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"a {type(self).__name__} cannot be copied or pickled, as it belongs to a session of this process; "
            "use its pixels (`image.to_numpy()`) or its value (`value.as_string()`)"
        )

    def __str__(self) -> str:
        return f"Pi2 object: {self.name}"


class Pi2Value(Pi2Object):
    """A variable of a session."""

    def as_string(self) -> str:
        """Return the value of a string variable."""
        return str(self._value("string", str))

    def as_int(self) -> int:
        """Return the value of an int variable."""
        return int(self._value("int", int))

    def as_real(self) -> float:
        """Return the value of a real variable, in double precision. An int variable does as well."""
        return float(self._value("real", float, int))

    def as_bool(self) -> bool:
        """Return the value of a bool variable."""
        return bool(self._value("bool", bool))

    def _value(self, wanted: str, *classes: type) -> str | int | float | bool:
        value = self._session.value(self.name)
        # `bool` is a subclass of `int` in Python, but not in the command language.
        if type(value) not in classes:
            found = {str: "string", int: "int", float: "real", bool: "bool"}[type(value)]
            raise ArgumentError(
                f"variable `{self.name}` has type {found}, but {wanted} is wanted\nhint: use as_{found}()"
            )
        return value


class Pi2Image(Pi2Object, Pictures, Tables):
    """An image of a session.

    As a NumPy array it is indexed `[x, y, z]`, as positions are written in commands. Memory is x-fastest, so the array
    is Fortran-ordered. Single-pixel dimensions at the end are dropped.
    """

    def get_raw_pointer(self) -> tuple[int, int, int, int, int]:
        """Return address of the pixels, width, height, depth and type code.

        The address is valid until the image changes its size or type or is removed; `to_numpy_pointer` is safe.
        """
        address: int = self._session.view(self.name).__array_interface__["data"][0]
        return (address, *self.get_info())

    def get_info(self) -> tuple[int, int, int, int]:
        """Return width, height, depth and type code."""
        width, height, depth, word = self._session.info(self.name)
        return width, height, depth, _TYPE_CODES[ImageDataType(word)]

    info = get_info

    def get_dimensions(self) -> NDArray[np.int64]:
        """Return width, height and depth."""
        return np.array(self._session.info(self.name)[:3], dtype=np.int64)

    dimensions = get_dimensions

    def get_width(self) -> int:
        """Return the number of pixels along x."""
        return self._session.info(self.name)[0]

    width = get_width

    def get_height(self) -> int:
        """Return the number of pixels along y."""
        return self._session.info(self.name)[1]

    height = get_height

    def get_depth(self) -> int:
        """Return the number of pixels along z."""
        return self._session.info(self.name)[2]

    depth = get_depth

    def get_data_type(self) -> ImageDataType:
        """Return the pixel type."""
        return ImageDataType(self._session.info(self.name)[3])

    data_type = get_data_type

    def to_numpy_pointer(self) -> NDArray[Any]:
        """Return a writable array that looks at the pixels.

        It shows what later commands write into the image, until the image gets another size or type or is removed.
        Then it keeps what was there last. Do not write into it while a command of another thread uses the image.
        """
        array = self._session.view(self.name)
        while array.ndim > 1 and array.shape[-1] == 1:
            array = array[..., 0]
        return array

    def to_numpy(self) -> NDArray[Any]:
        """Return a copy of the pixels as an array."""
        return self.to_numpy_pointer().copy(order="F")

    def from_numpy(self, array: ArrayLike) -> None:
        """Give the image the size, type and pixels of an array with one to three axes.

        bool becomes uint8, float16 and float64 become float32, complex128 becomes complex32. Metadata is removed.
        """
        self._session.assign(self.name, np.asarray(array))

    def flush_pointer(self) -> None:
        """Make changes through `to_numpy_pointer` known to distributed processing."""

    def get_value(self) -> float:
        """Return the first pixel as a number; of a complex one, the real part."""
        view = self._session.view(self.name)
        if view.shape[1:] != (1, 1):
            raise TypeError(f"only a single row of pixels has a value, but image `{self.name}` is {self}")
        return float(view[0, 0, 0].real)

    def get_data_pointer(self) -> NDArray[Any]:
        """Return a writable array that looks at the pixels, in the old order `[y, x, z]`; see `to_numpy_pointer`."""
        array = self._session.view(self.name).swapaxes(0, 1).squeeze()
        return array.reshape(1) if array.ndim == 0 else array

    def get_data(self) -> NDArray[Any]:
        """Return a copy of the pixels, in the old order `[y, x, z]`, without single-pixel dimensions."""
        return self.get_data_pointer().copy(order="K")

    def set_data(self, array: ArrayLike) -> None:
        """Give the image the size, type and pixels of an array in the old order `[y, x, z]`; see `from_numpy`."""
        pixels = np.asarray(array)
        if pixels.ndim == 1:
            pixels = pixels[:, np.newaxis]
        self.from_numpy(pixels.swapaxes(0, 1) if pixels.ndim > 1 else pixels)

    def __str__(self) -> str:
        width, height, depth, word = self._session.info(self.name)
        return f"[{width} {height} {depth}], {word}"

    def __repr__(self) -> str:
        try:
            return f"<{type(self).__name__} {self.name}: {self}>"
        except ArgumentError:
            return f"<{type(self).__name__} {self.name}: not in the session any more>"
