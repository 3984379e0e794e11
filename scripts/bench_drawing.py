"""Rows of the bench about drawing: ramps, shapes, noise, height maps and spheres."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import diplib as dip
import numpy as np
from bench_rows import Row, image_of, zyx
from pi2py2 import Pi2, Pi2Image
from scipy import ndimage

SEED = 7


def drawing_rows(pi: Pi2, contents: dict[str, np.ndarray]) -> Iterator[Row]:
    """All rows for volumes of several pixel types, C-ordered [z, y, x]."""
    for name, array in contents.items():
        yield from ramp_rows(pi, name, array)
        yield from shape_rows(pi, name, array)
        yield from noise_rows(pi, name, array)
        yield from height_rows(pi, name, array)
    yield from sphere_map_rows(pi)


def difference(image: Pi2Image, ours: Callable[[], object], theirs: Callable[[], np.ndarray]) -> Callable[[], str]:
    """How many pixels are not the same."""

    def count() -> str:
        ours()
        return f"{np.count_nonzero(zyx(image) != theirs())} pixels differ"

    return count


def ramp_rows(pi: Pi2, name: str, array: np.ndarray) -> Iterator[Row]:
    image, out = image_of(pi, array), array.copy()
    limit = np.iinfo(array.dtype).max if np.issubdtype(array.dtype, np.integer) else np.inf
    for axis in range(3):
        values = np.minimum(np.arange(array.shape[2 - axis]), limit).astype(array.dtype)
        values = values.reshape([-1 if i == 2 - axis else 1 for i in range(3)])

        def ours(axis: int = axis) -> None:
            pi.ramp(image, axis)

        def theirs(values: np.ndarray = values) -> np.ndarray:
            np.copyto(out, values)
            return out

        yield Row(f"ramp, axis {axis}, {name}", "NumPy", 1, ours, theirs, difference(image, ours, theirs))

    z, y, x = (np.arange(side, dtype=np.float32) for side in array.shape)

    def ours3() -> None:
        pi.ramp3(image)

    def theirs3() -> np.ndarray:
        total = z[:, None, None] + y[None, :, None] + x[None, None, :]
        np.copyto(out, np.minimum(total, limit, out=total), casting="unsafe")
        return out

    yield Row(f"ramp3, {name}", "NumPy", 2, ours3, theirs3, difference(image, ours3, theirs3))


def shape_rows(pi: Pi2, name: str, array: np.ndarray) -> Iterator[Row]:
    """Large shapes: about half of the volume."""
    image, out = image_of(pi, array), array.copy()
    d, h, w = array.shape
    centre = [w / 2 + 0.2, h / 2 - 0.3, d / 2 + 0.1]
    radius, lengths = 0.45 * w, [0.45 * w, 0.4 * h, 0.35 * d]
    z, y, x = np.ogrid[:d, :h, :w]
    offsets = [c - p for c, p in zip((x, y, z), centre, strict=True)]

    def draw(command: str, *arguments: object) -> Callable[[], object]:
        return lambda: getattr(pi, command)(image, *arguments)

    def fill(mask: Callable[[], np.ndarray]) -> Callable[[], np.ndarray]:
        def run() -> np.ndarray:
            out[mask()] = 3
            return out

        return run

    ball = fill(lambda: sum(o * o for o in offsets) < radius * radius)
    oval = fill(lambda: sum((o / length) ** 2 for o, length in zip(offsets, lengths, strict=True)) < 1)
    yield Row(f"sphere, {name}", "NumPy", 2, draw("sphere", centre, radius, 3), ball)
    yield Row(f"ellipsoid, {name}", "NumPy", 2, draw("ellipsoid", centre, lengths, 3), oval)

    target = dip.Image(array.copy())
    sizes = [2 * length for length in lengths]
    yield Row(
        f"ellipsoid, {name}",
        "DIPlib",
        1,
        draw("ellipsoid", centre, lengths, 3),
        lambda: dip.DrawEllipsoid(target, sizes, centre, [3]),
    )
    box = dip.Image(array.copy())
    yield Row(
        f"box, {name}",
        "DIPlib",
        1,
        draw("box", [20, 30, 40], [200, 190, 180], 3),
        lambda: dip.DrawBox(box, [200, 190, 180], [120, 125, 130], [3]),
    )

    def numpy_box() -> None:
        out[40:220, 30:220, 20:220] = 3

    yield Row(f"box, {name}", "NumPy", 1, draw("box", [20, 30, 40], [200, 190, 180], 3), numpy_box)

    start, end = np.array([0.2 * w, 0.3 * h, 0.25 * d]), np.array([0.8 * w, 0.7 * h, 0.75 * d])

    def capsule_mask() -> np.ndarray:
        axis = end - start
        offset = (x - start[0], y - start[1], z - start[2])
        along = np.clip(sum(o * a for o, a in zip(offset, axis, strict=True)) / (axis @ axis), 0, 1)
        return sum((o - along * a) ** 2 for o, a in zip(offset, axis, strict=True)) < 40**2

    yield Row(f"capsule, {name}", "NumPy", 2, draw("capsule", list(start), list(end), 40, 3), fill(capsule_mask))
    lines = dip.Image(array.copy())
    ends = [[1, 2, 3], [w - 2, h - 4, d - 5]]
    yield Row(
        f"line, {name}",
        "DIPlib",
        1,
        draw("line", *ends, 3),
        lambda: dip.DrawLine(lines, ends[0], ends[1], [3]),
        lambda: "time of a call",
    )


def noise_rows(pi: Pi2, name: str, array: np.ndarray) -> Iterator[Row]:
    image, generator = image_of(pi, array), np.random.default_rng(SEED)
    integer = np.issubdtype(array.dtype, np.integer)
    limits = (0, np.iinfo(array.dtype).max) if integer else (None, None)
    values = np.empty(array.shape, np.float32)

    def ours() -> None:
        pi.noise(image, 0, 20, SEED)

    def theirs() -> np.ndarray:
        generator.standard_normal(out=values, dtype=np.float32)
        np.multiply(values, 20, out=values)
        np.add(values, array, out=values)
        if not integer:
            return values
        np.rint(values, out=values)
        return np.clip(values, *limits, out=values).astype(array.dtype)

    yield Row(f"noise, {name}", "NumPy Generator, float32", 1, ours, theirs)


def height_rows(pi: Pi2, name: str, array: np.ndarray) -> Iterator[Row]:
    d, h, w = array.shape
    heights = (np.random.default_rng(SEED).random((h, w)) * d).astype(np.float32)
    image, height_map, out = image_of(pi, array), image_of(pi, heights[None]), array.copy()
    z = np.arange(d, dtype=np.float32)[:, None, None]
    y, x = np.ogrid[:h, :w]

    def surface() -> None:
        at = np.round(heights).astype(np.intp)
        inside = (at >= 0) & (at < d)
        out[at[inside], np.broadcast_to(y, at.shape)[inside], np.broadcast_to(x, at.shape)[inside]] = 3

    def shift() -> np.ndarray:
        rows = z - small[None]
        columns = [np.broadcast_to(c, rows.shape) for c in (y, x)]
        return ndimage.map_coordinates(array, [rows, *columns], order=1, mode="constant", prefilter=False)

    small = heights / 16
    shifts = image_of(pi, small[None])
    yield Row(f"drawheightmap, {name}", "NumPy", 1, lambda: pi.drawheightmap(image, height_map, 3), surface)
    for command, test in (("setbeforeheightmap", np.less), ("setafterheightmap", np.greater)):
        yield Row(
            f"{command}, {name}",
            "NumPy",
            2,
            lambda command=command: getattr(pi, command)(image, height_map, 3),
            lambda test=test: np.copyto(out, np.asarray(3, array.dtype), where=test(z, heights[None])),
        )
    yield Row(f"shiftz, linear, {name}", "SciPy", 5, lambda: pi.shiftz(image, shifts, False), shift)


def sphere_map_rows(pi: Pi2) -> Iterator[Row]:
    """Squared radii at some places, as in the ridge of a distance map; few different ones, which helps the peer."""
    generator = np.random.default_rng(SEED)
    shape, count = (128, 128, 128), 1000
    radii = np.zeros(shape, np.uint16)
    radii[tuple(generator.integers(0, side, count) for side in shape)] = generator.choice([16, 50, 101, 200], count)
    image, out = image_of(pi, radii), pi.newimage("uint16")

    def theirs() -> np.ndarray:
        result = np.zeros(shape, np.uint16)
        for square in np.unique(radii)[1:]:
            distance = ndimage.distance_transform_edt(radii != square)
            # Half a unit between integers keeps roots from being decided by rounding.
            result[distance * distance < square - 0.5] = square
        return result

    ours = lambda: pi.drawspheres2(image, out)
    yield Row("drawspheres2, 1000 spheres, uint16", "SciPy, per radius", 5, ours, theirs, difference(out, ours, theirs))
