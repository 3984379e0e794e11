"""Pictures of images: in notebooks, and drawn with matplotlib."""

from __future__ import annotations

import base64
import html
import math
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from pi2 import _native
from pi2._errors import ArgumentError
from pi2._optional import package

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from pi2._enums import ImageDataType
    from pi2._session import Pi2

# Longest side of a slice in a notebook; longer ones lose pixels.
_LONGEST = 256
# The longest side is at least this; smaller pixels are repeated.
_SHORTEST = 128
# Slices that are thinner, such as a single row of pixels, are made thicker.
_THINNEST = 16
# Between slices.
_GAP = 4
# Longest side of a slice that matplotlib gets.
_LONGEST_PLOT = 2048
# In images with more pixels, the range of values is that of the pixels shown.
_MOST_TO_SCAN = 2**28


class _Slice(NamedTuple):
    """A slice through the centre of an image. Values are those of the pixels, or magnitudes of complex ones."""

    # Names of the axes along which there are several pixels: "xy", or "z" for a single line.
    axes: str
    # Where the slice is, or nothing: "z = 32".
    place: str
    # Indexed `[row, column]`: the first axis to the right, the second one down.
    values: NDArray[Any]
    # Number of pixels along both axes before some were left out.
    width: int
    height: int

    @property
    def title(self) -> str:
        return f"{self.axes} at {self.place}" if self.place else self.axes


class Pictures:
    """What shows an image as a picture."""

    if TYPE_CHECKING:

        @property
        def pi2(self) -> Pi2: ...
        @property
        def name(self) -> str: ...
        def get_data_type(self) -> ImageDataType: ...
        def get_dimensions(self) -> NDArray[np.int64]: ...

    def _repr_png_(self) -> bytes | None:
        """Return a picture of the slices through the centre side by side, or None if the image has been removed."""
        try:
            slices = _central_slices(self, _LONGEST)
        except ArgumentError:
            return None
        return _native.encode_png(_side_by_side(_pictures(slices)))

    def _repr_html_(self) -> str:
        """Return size, type, range of values and slices through the centre as HTML."""
        try:
            slices = _central_slices(self, _LONGEST)
            # Nobody has called the commands that find the range of values.
            with self.pi2.settings(echo=False, timing=False):
                text = f"{_size(self)}, {self.get_data_type()}, {_values(self, slices)}"
        except ArgumentError:
            return f"<code>{html.escape(repr(self))}</code>"
        figures = [
            '<figure style="margin:0">'
            f'<img alt="{html.escape(part.title)}" src="data:image/png;base64,{_base64(picture)}" '
            f'width="{picture.shape[1]}" height="{picture.shape[0]}" '
            'style="image-rendering:pixelated;max-width:none;margin:0">'
            f'<figcaption style="font-size:smaller;opacity:0.7">{html.escape(part.title)}</figcaption></figure>'
            for part, picture in zip(slices, _pictures(slices), strict=True)
        ]
        return (
            f'<div><div style="margin-bottom:{_GAP}px">{html.escape(text)}</div>'
            f'<div style="display:flex;gap:{_GAP}px;align-items:flex-start">{"".join(figures)}</div></div>'
        )

    def plot(self, axes: Axes | Iterable[Axes] | None = None, **options: Any) -> Figure:
        """Draw the image with matplotlib and return the figure.

        A volume is drawn as its three slices through the centre (xy, xz, yz), a two-dimensional image as it is, and
        a single line of pixels as a curve. Of complex images, magnitudes are drawn. Coordinates are in pixels. Of
        slices longer than 2048 pixels, only every second, third... pixel is drawn.

        Slices go into the given matplotlib axes, as many as there are; without `axes`, into a new figure of pyplot,
        with a colour bar. `options` are passed on to matplotlib: to `imshow` (`cmap="viridis"`, `vmin=0`, `vmax=100`,
        ...), or to `plot` for a curve. Grey levels reach from the smallest to the largest value shown, or from the
        0.5th to the 99.5th percentile in a floating point image.

        Raises an `ImportError` if matplotlib is not installed, and an `ArgumentError` if `axes` is empty.
        """
        pyplot = package("matplotlib.pyplot", "a plot")
        is_curve = np.count_nonzero(self.get_dimensions() > 1) < 2
        slices = _central_slices(self, None if is_curve else _LONGEST_PLOT)
        given = _axes_list(axes)
        chosen = given or _new_axes(pyplot, slices)
        if is_curve:
            _draw_curve(chosen[0], slices[0], _quantity(self), options)
        else:
            if "norm" not in options:
                low, high = _limits(slices)
                options = {"vmin": low, "vmax": high} | options
            options = {"cmap": "gray"} | options
            drawn = [_draw(part, values, options) for part, values in zip(chosen, slices, strict=False)]
            if not given:
                chosen[0].figure.colorbar(drawn[0], ax=chosen, label=_quantity(self))
        figure: Figure = chosen[0].figure
        return figure

    def show(self, **options: Any) -> None:
        """Draw the image and show it: `plot` with its options, and then `show` of matplotlib's pyplot."""
        pyplot = package("matplotlib.pyplot", "a plot")
        self.plot(**options)
        pyplot.show()


def _central_slices(image: Pictures, longest: int | None) -> list[_Slice]:
    """Return copies of the slices through the centre along all pairs of axes that have several pixels.

    A single line of pixels is a slice with one row. All slices leave out the same share of pixels, so that no side has
    more than `longest`.
    """
    pixels = image.pi2.piobj.view(image.name)
    sides: tuple[int, ...] = pixels.shape
    step = math.ceil(max(sides) / longest) if longest else 1
    # Axes with one pixel come last.
    order = sorted(range(3), key=lambda axis: sides[axis] == 1)
    shown = order[: max(2, sum(side > 1 for side in sides))]
    slices = []
    for right, down in combinations(shown, 2):
        fixed = 3 - right - down
        index: list[slice | int] = [slice(None, None, step)] * 3
        index[fixed] = sides[fixed] // 2
        plane = pixels[tuple(index)]
        plane = plane.T if right < down else plane
        values = np.abs(plane.astype(np.complex128)) if np.iscomplexobj(plane) else plane.copy()
        names = "".join("xyz"[axis] for axis in (right, down) if sides[axis] > 1)
        place = f"{'xyz'[fixed]} = {index[fixed]}" if sides[fixed] > 1 else ""
        slices.append(_Slice(names, place, values, sides[right], sides[down]))
    return slices


def _finite(slices: list[_Slice]) -> NDArray[Any]:
    values: NDArray[Any] = np.concatenate([part.values.ravel() for part in slices])
    finite: NDArray[Any] = values[np.isfinite(values)]
    return finite


def _limits(slices: list[_Slice]) -> tuple[float, float]:
    """Return the values that become black and white."""
    values = _finite(slices)
    if values.size == 0:
        return 0.0, 0.0
    if values.dtype.kind == "f":
        low, high = np.percentile(values.astype(np.float64), [0.5, 99.5])
        # Few bright pixels on an even background have no such range.
        if low < high:
            return float(low), float(high)
    return float(values.min()), float(values.max())


def _pictures(slices: list[_Slice]) -> list[NDArray[np.uint8]]:
    """Return grey levels, with one scale of length and grey for all slices."""
    low, high = _limits(slices)
    longest = max(max(part.values.shape) for part in slices)
    repeats = math.ceil(_SHORTEST / longest) if longest < _SHORTEST else 1
    return [_enlarged(_grey_levels(part.values, low, high), repeats) for part in slices]


def _grey_levels(values: NDArray[Any], low: float, high: float) -> NDArray[np.uint8]:
    """Return black for `low` and NaN, white for `high`, and the middle if these are equal."""
    levels = np.full(values.shape, 127.5)
    if low < high:
        levels = np.clip((values.astype(np.float64) - low) / (high - low) * 255, 0, 255)
    return np.where(np.isnan(values), 0, levels).round().astype(np.uint8)


def _enlarged(levels: NDArray[np.uint8], repeats: int) -> NDArray[np.uint8]:
    for axis in range(2):
        count = max(repeats, math.ceil(_THINNEST / levels.shape[axis]))
        levels = np.repeat(levels, count, axis)
    return levels


def _side_by_side(pictures: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Return pictures in a row on white, aligned at the top."""
    height = max(picture.shape[0] for picture in pictures)
    width = sum(picture.shape[1] for picture in pictures) + _GAP * (len(pictures) - 1)
    result = np.full((height, width), 255, dtype=np.uint8)
    left = 0
    for picture in pictures:
        rows, columns = picture.shape
        result[:rows, left : left + columns] = picture
        left += columns + _GAP
    return result


def _base64(picture: NDArray[np.uint8]) -> str:
    return base64.b64encode(_native.encode_png(picture)).decode("ascii")


def _size(image: Pictures) -> str:
    sides = image.get_dimensions().tolist()
    while len(sides) > 1 and sides[-1] == 1:
        sides.pop()
    pixels = "pixel" if sides == [1] else "pixels"
    return f"{' × '.join(map(str, sides))} {pixels}"


def _quantity(image: Pictures) -> str:
    return "magnitude" if image.get_data_type() == "complex32" else "value"


def _values(image: Pictures, slices: list[_Slice]) -> str:
    """Return the range of the values of an image as text; of very large and of complex ones, of the pixels shown."""
    quantity = _quantity(image)
    is_whole = quantity == "value" and math.prod(image.get_dimensions().tolist()) <= _MOST_TO_SCAN
    if is_whole:
        low, high = _reduced(image, "minval"), _reduced(image, "maxval")
        place = ""
    else:
        values = np.concatenate([part.values.ravel() for part in slices])
        low, high = np.fmin.reduce(values), np.fmax.reduce(values)
        place = " in the pixels shown"
    if np.isnan(low):
        return f"all {quantity}s are NaN{place}"
    if low == high:
        return f"{quantity}s {_number(low)}{place}"
    return f"{quantity}s {_number(low)} to {_number(high)}{place}"


def _reduced(image: Pictures, command: str) -> Any:
    """Return the result of a command that makes one pixel of the type of the image."""
    result = image.pi2.newimage(image.get_data_type())
    image.pi2.run_command(command, [image, result])
    return result.to_numpy()[0]


def _number(value: Any) -> str:
    return str(int(value)) if isinstance(value, np.integer) else f"{value:.6g}"


def _axes_list(axes: Axes | Iterable[Axes] | None) -> list[Any]:
    """Return matplotlib axes in any shape as a list."""
    if axes is None:
        return []
    result = list(np.ravel(np.asarray(axes, dtype=object)))
    if not result:
        raise ArgumentError(
            "argument `axes` must have axes of matplotlib, but it is empty\nhint: without it, a figure is made"
        )
    return result


def _new_axes(pyplot: Any, slices: list[_Slice]) -> list[Any]:
    """Return axes side by side in a new figure, wide enough for slices of one scale."""
    widths, highest = [part.width for part in slices], max(part.height for part in slices)
    width = 4 * len(slices) + 1
    height = min(max(width * highest / sum(widths), 3), 6)
    figure, axes = pyplot.subplots(
        1, len(slices), squeeze=False, layout="constrained", figsize=(width, height), width_ratios=widths
    )
    return list(axes[0])


def _draw(axes: Any, part: _Slice, options: dict[str, Any]) -> Any:
    extent = (-0.5, part.width - 0.5, part.height - 0.5, -0.5)
    axes.set(title=part.place, xlabel=f"{part.axes[0]} [pixel]", ylabel=f"{part.axes[1]} [pixel]")
    return axes.imshow(part.values, **({"extent": extent} | options))


def _draw_curve(axes: Any, part: _Slice, quantity: str, options: dict[str, Any]) -> None:
    values = part.values.ravel()
    # A single pixel would be no line.
    marker = {"marker": "o"} if values.size == 1 else {}
    axes.plot(values, **(marker | options))
    axes.set(xlabel=f"{part.axes or 'x'} [pixel]", ylabel=quantity)
