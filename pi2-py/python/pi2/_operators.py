"""Operators on images."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np

from pi2._enums import ImageDataType

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pi2._objects import Pi2Image

    # What an image can be combined with.
    Operand: TypeAlias = Pi2Image | NDArray[Any] | bool | int | float | complex


class Operators:
    """Arithmetic and comparisons, pixel by pixel, with numbers, arrays and images.

    The result is a new image. Its pixel type is the one that NumPy chooses, with float32 in place of other real floats
    and complex32 in place of other complex numbers; integers that do not fit are saturated by `+ - *`. `/` gives
    float32. `+=` and its like keep the image and its pixel type. Comparisons give uint8 images of 0 and 1.
    """

    # Set where the truth value is no question of whether there is an image.
    _is_comparison = False

    # Arrays leave operators with an image on the right to the image.
    __array_priority__ = 1000

    def __add__(self, other: Operand) -> Pi2Image:
        return _combined(self, "add", other)

    def __radd__(self, other: Operand) -> Pi2Image:
        return _combined(self, "add", other)

    def __sub__(self, other: Operand) -> Pi2Image:
        return _combined(self, "subtract", other)

    def __rsub__(self, other: Operand) -> Pi2Image:
        return _reversed(self, "subtract", other)

    def __mul__(self, other: Operand) -> Pi2Image:
        return _combined(self, "multiply", other)

    def __rmul__(self, other: Operand) -> Pi2Image:
        return _combined(self, "multiply", other)

    def __truediv__(self, other: Operand) -> Pi2Image:
        return _combined(self, "divide", other, np.float32)

    def __iadd__(self, other: Operand) -> Pi2Image:
        return _changed(self, "add", other)

    def __isub__(self, other: Operand) -> Pi2Image:
        return _changed(self, "subtract", other)

    def __imul__(self, other: Operand) -> Pi2Image:
        return _changed(self, "multiply", other)

    def __itruediv__(self, other: Operand) -> Pi2Image:
        return _changed(self, "divide", other)

    def __rtruediv__(self, other: Operand) -> Pi2Image:
        return _reversed(self, "divide", other, np.float32)

    def __floordiv__(self, other: Operand) -> Pi2Image:
        return _computed(self, np.floor_divide, other)

    def __mod__(self, other: Operand) -> Pi2Image:
        return _computed(self, np.mod, other)

    def __pow__(self, other: Operand) -> Pi2Image:
        return _computed(self, np.power, other)

    def __rfloordiv__(self, other: Operand) -> Pi2Image:
        return _computed(self, lambda a, b: np.floor_divide(b, a), other)

    def __rmod__(self, other: Operand) -> Pi2Image:
        return _computed(self, lambda a, b: np.mod(b, a), other)

    def __rpow__(self, other: Operand) -> Pi2Image:
        return _computed(self, lambda a, b: np.power(b, a), other)

    def __lshift__(self, other: Operand) -> Pi2Image:
        return _computed(self, np.left_shift, other)

    def __rshift__(self, other: Operand) -> Pi2Image:
        return _computed(self, np.right_shift, other)

    def __neg__(self) -> Pi2Image:
        return _computed(self, np.multiply, -1)

    def __pos__(self) -> Pi2Image:
        return cast("Pi2Image", self).copy()

    def __abs__(self) -> Pi2Image:
        return _computed(self, lambda a, _: np.abs(a), 0)

    def __invert__(self) -> Pi2Image:
        return _computed(self, lambda a, _: np.invert(a), 0)

    def __and__(self, other: Operand) -> Pi2Image:
        return _computed(self, np.bitwise_and, other)

    def __or__(self, other: Operand) -> Pi2Image:
        return _computed(self, np.bitwise_or, other)

    def __xor__(self, other: Operand) -> Pi2Image:
        return _computed(self, np.bitwise_xor, other)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def __lt__(self, other: Operand) -> Pi2Image:
        return _compared(self, operator.lt, other)

    def __le__(self, other: Operand) -> Pi2Image:
        return _compared(self, operator.le, other)

    def __gt__(self, other: Operand) -> Pi2Image:
        return _compared(self, operator.gt, other)

    def __ge__(self, other: Operand) -> Pi2Image:
        return _compared(self, operator.ge, other)

    def __eq__(self, other: object) -> Pi2Image:  # type: ignore[override]
        return _compared(self, operator.eq, other)

    def __ne__(self, other: object) -> Pi2Image:  # type: ignore[override]
        return _compared(self, operator.ne, other)

    # Images with equal pixels are still different objects.
    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        if not self._is_comparison:
            return True
        raise ValueError("the truth value of a comparison of images is ambiguous\nhint: use `numpy.all` or `numpy.any`")


def _is_operand(other: object) -> bool:
    return isinstance(other, (Operators, np.ndarray, np.generic, bool, int, float, complex))


def _pixels(operand: Any, axes: int) -> Any:
    """Return an operand for NumPy, with axes of a length of 1 at the end up to a number of axes."""
    pixels = cast("Pi2Image", operand).to_numpy_pointer() if isinstance(operand, Operators) else operand
    if isinstance(pixels, np.ndarray) and 0 < pixels.ndim < axes:
        pixels = pixels.reshape(pixels.shape + (1,) * (axes - pixels.ndim), order="A")
    return pixels


def _pixel_type(*operands: Any, at_least: type[np.generic] | None = None) -> ImageDataType:
    """Return the pixel type of a result."""
    types = [operand.dtype if hasattr(operand, "dtype") else operand for operand in operands]
    result = np.result_type(*types, *([] if at_least is None else [at_least]))
    if result.kind == "c":
        return ImageDataType.COMPLEX32
    if result.kind == "f":
        return ImageDataType.FLOAT32
    return ImageDataType.UINT8 if result.kind == "b" else ImageDataType(result.name)


def _combined(left: Operators, command: str, right: object, at_least: type[np.generic] | None = None) -> Pi2Image:
    """Return a new image with the result of a command that changes its first image."""
    if not _is_operand(right):
        return cast("Pi2Image", NotImplemented)
    image, other = cast("Pi2Image", left), cast("Any", right)
    if isinstance(other, complex) or (isinstance(other, np.generic) and other.dtype.kind == "c"):
        return _computed(image, _UFUNCS[command], other)
    pixel_type = _pixel_type(image, other, at_least=at_least)
    result: Pi2Image = image.convert(pixel_type)
    if isinstance(other, (Operators, np.ndarray)) and _pixel_type(other) != pixel_type:
        source = image.pi2.adopt(other) if isinstance(other, np.ndarray) else cast("Pi2Image", other)
        other = source.convert(pixel_type)
    return _changed(result, command, other)


def _reversed(right: Operators, command: str, left: object, at_least: type[np.generic] | None = None) -> Pi2Image:
    """Return a new image with the result for a number or array on the left and an image on the right."""
    if not _is_operand(left):
        return cast("Pi2Image", NotImplemented)
    image = cast("Pi2Image", right)
    if isinstance(left, np.ndarray) and left.ndim > 0:
        return _combined(image.pi2.adopt(left), command, image, at_least)
    constant = image.pi2.newlike(image, _pixel_type(image, left, at_least=at_least))
    return _combined(_changed(constant, "add", left), command, image, at_least)


def _changed(left: Operators, command: str, other: object) -> Pi2Image:
    """Return the image after a command has changed it."""
    if not _is_operand(other):
        return cast("Pi2Image", NotImplemented)
    image = cast("Pi2Image", left)
    getattr(image.pi2, command)(image, other)
    return image


_UFUNCS: dict[str, Callable[[Any, Any], Any]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.true_divide,
}


def _computed(left: Operators, function: Callable[[Any, Any], Any], right: object) -> Pi2Image:
    """Return a new image with what a function of NumPy gives."""
    if not _is_operand(right):
        return cast("Pi2Image", NotImplemented)
    image = cast("Pi2Image", left)
    axes = max(image.ndim, getattr(right, "ndim", 0))
    with np.errstate(all="ignore"):
        return image.pi2.adopt(function(_pixels(image, axes), _pixels(right, axes)))


def _compared(left: Operators, function: Callable[[Any, Any], Any], right: object) -> Pi2Image:
    """Return a new image of 0 and 1."""
    if not _is_operand(right):
        return cast("Pi2Image", NotImplemented)
    result = _computed(left, function, right)
    result._is_comparison = True
    return result
