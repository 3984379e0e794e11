"""Images and variables of a session as Python objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NoReturn

import numpy as np

from pi2 import _native
from pi2._calls import shared_method
from pi2._commands import ImageCommands
from pi2._enums import ImageDataType
from pi2._errors import ArgumentError, Pi2Error
from pi2._operators import Operators
from pi2._pictures import Pictures
from pi2._tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, DTypeLike, NDArray

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


class Pi2Object(_native.Object):
    """Something with a name in a session. It is removed from the session when the Python object goes away."""

    _is_image = False

    def __del__(self) -> None:
        self.clear()

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"a {type(self).__name__} cannot be copied or pickled, as it belongs to a session of this process; "
            "use its pixels (`image.to_numpy()`) or its value (`value.as_string()`)"
        )

    def __str__(self) -> str:
        return f"Pi2 object: {self.name}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"


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


class Pi2Image(Operators, ImageCommands, Pi2Object, Pictures, Tables):
    """An image of a session.

    Each command that has an image as its first argument is a method: `image.gaussfilter(2)` returns a new image, and
    `image.add(5)` changes this one.

    As a NumPy array an image is indexed `[x, y, z]`, as positions are written in commands. Memory is x-fastest, so the
    array is Fortran-ordered. Single-pixel dimensions at the end are dropped. NumPy functions and other libraries take
    an image as an array (by the buffer protocol, `__array_interface__` or DLPack), without a copy.
    """

    _is_image = True

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

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape as an array: width, height and depth without single-pixel dimensions at the end."""
        shape = self._session.info(self.name)[:3]
        return shape if shape[2] > 1 else shape[:2] if shape[1] > 1 else shape[:1]

    @property
    def ndim(self) -> int:
        """Number of dimensions as an array."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of pixels."""
        width, height, depth = self._session.info(self.name)[:3]
        return width * height * depth

    @property
    def dtype(self) -> np.dtype[Any]:
        """Pixel type of NumPy."""
        word = self._session.info(self.name)[3]
        return np.dtype("complex64" if word == "complex32" else word)

    @property
    def nbytes(self) -> int:
        """Number of bytes of all pixels."""
        return self.size * self.dtype.itemsize

    @property
    def zyx(self) -> NDArray[Any]:
        """A writable array that looks at the pixels as other libraries expect it: indexed `[z, y, x]`, C-ordered."""
        return self._session.view(self.name).T

    def to_numpy_pointer(self) -> NDArray[Any]:
        """Return a writable array that looks at the pixels.

        It shows what later commands write into the image, until the image gets another size or type or is removed (see
        `is_current`). Then it keeps what was there last. Do not write into it while a command of another thread uses
        the image.
        """
        return _without_single_pixels(self._layout(self._session.view(self.name)))

    def _layout(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """Return complex pixels as the session wants them."""
        if self.pi2.complex_as_float and pixels.dtype.kind == "c":
            return pixels.T.view(np.float32).T
        return pixels

    def to_numpy(self, order: Literal["F", "C"] = "F") -> NDArray[Any]:
        """Return a copy of the pixels as an array, Fortran-ordered or C-ordered."""
        if order not in ("F", "C"):
            raise ArgumentError(f"`order` must be 'F' or 'C', but it is {order!r}")
        if self.pi2.complex_as_float:
            return self.to_numpy_pointer().copy(order=order)
        return _without_single_pixels(self._session.copy_out(self.name, order == "F"))

    def is_current(self, view: NDArray[Any]) -> bool:
        """Return True if an array still looks at the pixels of this image.

        It does not any more if the image got another size or pixel type, or was removed, since the array was made.
        """
        try:
            start, size = self._session.memory(self.name)
        except Pi2Error:
            return False
        address: int = view.__array_interface__["data"][0]
        return start <= address < start + size

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:
        view = self.to_numpy_pointer()
        if dtype is not None and view.dtype != dtype:
            if copy is False:
                raise ValueError(f"an image of {view.dtype} cannot be an array of {np.dtype(dtype)} without a copy")
            return view.astype(dtype)
        return view.copy(order="F") if copy else view

    @property
    def __array_interface__(self) -> dict[str, Any]:
        view = self.to_numpy_pointer()
        # Whoever uses the address keeps this object; so this object has to keep what is at the address.
        kept = self.__dict__.setdefault("_exported", [])
        if not any(self._same_memory(view, other) for other in kept):
            kept.append(view)
        return view.__array_interface__

    @staticmethod
    def _same_memory(view: NDArray[Any], other: NDArray[Any]) -> bool:
        return bool(view.__array_interface__["data"] == other.__array_interface__["data"])

    def __array_function__(self, function: Any, types: Any, arguments: Any, keywords: Any) -> Any:
        # Functions of NumPy see an array: `numpy.mean(image)` would call the method `mean` of the image.
        return function(*_as_arrays(arguments), **_as_arrays(keywords))

    def __dlpack__(self, **options: Any) -> Any:
        return self.to_numpy_pointer().__dlpack__(**options)

    def __dlpack_device__(self) -> tuple[int, int]:
        device: tuple[int, int] = self.to_numpy_pointer().__dlpack_device__()
        return device

    def __len__(self) -> int:
        return self._session.info(self.name)[0]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.to_numpy_pointer())

    def __getitem__(self, index: Any) -> Any:
        return self._indexed(index)[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        self._indexed(index)[index] = value

    def __contains__(self, value: object) -> bool:
        return value in self.to_numpy_pointer()

    def _indexed(self, index: Any) -> NDArray[Any]:
        """Return the view for an index: three numbers or slices fit an image of fewer dimensions as well."""
        view = self.to_numpy_pointer()
        if isinstance(index, tuple) and len(index) > view.ndim and not any(i is None for i in index):
            return self._layout(self._session.view(self.name))
        return view

    def __float__(self) -> float:
        return float(self._single())

    def __int__(self) -> int:
        return int(self._single())

    def _single(self) -> Any:
        if self.size != 1:
            raise TypeError(f"only an image of one pixel is a number, but this is {self}")
        return self._session.view(self.name)[0, 0, 0]

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
        array = self._layout(self._session.view(self.name)).swapaxes(0, 1).squeeze()
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


def _without_single_pixels(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array without single-pixel dimensions at the end."""
    while array.ndim > 1 and array.shape[-1] == 1:
        array = array[..., 0]
    return array


def _as_arrays(value: Any) -> Any:
    """Return the arguments of a NumPy function with arrays for images."""
    if isinstance(value, Pi2Image):
        return value.to_numpy_pointer()
    if isinstance(value, dict):
        return {key: _as_arrays(item) for key, item in value.items()}
    return type(value)(map(_as_arrays, value)) if type(value) in (tuple, list) else value


def _add_shared_methods() -> None:
    """Results of these are numbers on images as on sessions."""
    for name in ("autothresholdvalue", "sum", "minval", "maxval", "mean", "stddev", "surfacearea"):
        setattr(Pi2Image, name, shared_method(name))


_add_shared_methods()
