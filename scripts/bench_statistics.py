"""Rows of the bench about statistics, projections, histograms and thresholds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from bench_rows import Row, image_of
from pi2py2 import Pi2, Pi2Image
from scipy.ndimage import uniform_filter
from skimage.filters import apply_hysteresis_threshold, rank, threshold_niblack, threshold_sauvola

RADIUS = 3
SIDE = 2 * RADIUS + 1


def statistics_rows(pi: Pi2, contents: dict[str, np.ndarray]) -> Iterator[Row]:
    """One row per command and pixel type; `contents` are [z, y, x] volumes named by their type."""
    for name, array in contents.items():
        image = image_of(pi, array)
        yield from sum_rows(pi, name, image, array)
        yield from projection_rows(pi, name, image, array)
        yield from histogram_rows(pi, name, image, array)
        yield from threshold_rows(pi, name, image, array)
        yield from local_rows(pi, name, image, array)


def sum_rows(pi: Pi2, name: str, image: Pi2Image, array: np.ndarray) -> Iterator[Row]:
    result = pi.newimage("float32")
    flat, mask = array.ravel(), np.empty(array.shape, bool)

    def squares_theirs() -> object:
        # Sums of narrow integers would overflow without the wider type.
        return np.einsum("i,i->", flat, flat, dtype=np.float64, casting="unsafe")

    def masked_theirs() -> object:
        np.not_equal(array, 0, out=mask)
        return np.mean(array, where=mask)

    def masked_ours() -> None:
        pi.maskedmean(image, result, 0)

    yield Row(f"squaresum, {name}", "NumPy", 2, lambda: pi.squaresum(image, result), squares_theirs)
    yield Row(f"stddev, {name}", "NumPy", 2, lambda: pi.stddev(image), lambda: np.std(array))
    yield Row(f"maskedmean, {name}", "NumPy", 2, masked_ours, masked_theirs)


def projection_rows(pi: Pi2, name: str, image: Pi2Image, array: np.ndarray) -> Iterator[Row]:
    result, floats = pi.newimage(name), pi.newimage("float32")
    commands: list[tuple[str, Callable[..., object], Pi2Image, Callable[..., object]]] = [
        ("sumproject", pi.sumproject, floats, lambda a, axis: np.sum(a, axis, dtype=np.float32)),
        ("meanproject", pi.meanproject, floats, lambda a, axis: np.mean(a, axis, dtype=np.float32)),
        ("minproject", pi.minproject, result, np.min),
        ("maxproject", pi.maxproject, result, np.max),
    ]
    for command, ours, output, theirs in commands:
        for dimension, axis in (("x", 2), ("y", 1), ("z", 0)):

            def run_ours(f: Callable[..., object] = ours, o: Pi2Image = output, d: int = 2 - axis) -> object:
                return f(image, o, d)

            def run_theirs(f: Callable[..., object] = theirs, axis: int = axis) -> object:
                return f(array, axis)

            yield Row(f"{command} along {dimension}, {name}", "NumPy", 1, run_ours, run_theirs)


def histogram_rows(pi: Pi2, name: str, image: Pi2Image, array: np.ndarray) -> Iterator[Row]:
    top = float(array.max()) + 1
    counts, sums, starts, other = (pi.newimage(t) for t in ("uint64", "float32", "float32", "float32"))
    flat = array.ravel()
    weight_array = np.linspace(0, 1, array.size, dtype=np.float32).reshape(array.shape)
    weight = image_of(pi, weight_array)
    shifted = np.roll(array, 1, axis=0)
    second = image_of(pi, shifted)
    bounds = [[0, top], [0, top]]

    def pairs_ours() -> None:
        pi.hist2(image, 0, top, 64, second, 0, top, 64, sums, starts, other)

    def pairs_theirs() -> object:
        return np.histogram2d(flat, shifted.ravel(), 64, bounds)

    def weighted_pairs_ours() -> None:
        pi.whist2(image, 0, top, 64, second, 0, top, 64, weight, sums, starts, other)

    def weighted_pairs_theirs() -> object:
        return np.histogram2d(flat, shifted.ravel(), 64, bounds, weights=weight_array.ravel())

    def weighted_theirs() -> object:
        return np.histogram(flat, 256, (0, top), weights=weight_array.ravel())

    def hist_ours() -> None:
        pi.hist(image, counts, starts, 0, top, 256)

    def whist_ours() -> None:
        pi.whist(image, weight, sums, starts, 0, top, 256)

    yield Row(f"hist, 256 bins, {name}", "NumPy", 5, hist_ours, lambda: np.histogram(flat, 256, (0, top)))
    yield Row(f"whist, 256 bins, {name}", "NumPy", 5, whist_ours, weighted_theirs)
    yield Row(f"hist2, 64x64 bins, {name}", "NumPy", 5, pairs_ours, pairs_theirs)
    yield Row(f"whist2, 64x64 bins, {name}", "NumPy", 5, weighted_pairs_ours, weighted_pairs_theirs)


def threshold_rows(pi: Pi2, name: str, image: Pi2Image, array: np.ndarray) -> Iterator[Row]:
    low, high = (float(level) for level in np.quantile(array[::8, ::8, ::8], [0.5, 0.9]))
    work, work_array = pi.newimage(name), np.empty_like(array)
    flags = [np.empty(array.shape, bool) for _ in range(2)]
    classes = image_of(pi, array)

    # The command works in place, and what it does depends on the pixels: its copy is part of the time.
    def fresh() -> Pi2Image:
        pi.run_command("copy", [image, work])
        return work

    def classes_ours() -> None:
        pi.doublethreshold(classes, low, high)

    def classes_theirs() -> None:
        np.greater_equal(array, low, out=flags[0])
        np.greater_equal(array, high, out=flags[1])
        np.add(flags[0], flags[1], out=work_array, dtype=array.dtype, casting="unsafe")

    def periodic_theirs() -> None:
        place = np.mod(array, np.float32(high), dtype=np.float32)
        np.logical_and(place > low / 4, place <= low / 2, out=flags[0])
        work_array[...] = flags[0]

    def hysteresis_theirs() -> None:
        work_array[...] = apply_hysteresis_threshold(array, low, high)

    def periodic_ours() -> None:
        pi.thresholdperiodic(fresh(), 0, high, low / 4, low / 2)

    yield Row(f"doublethreshold, {name}", "NumPy", 2, classes_ours, classes_theirs)
    yield Row(f"thresholdperiodic, {name}", "NumPy", 2, periodic_ours, periodic_theirs)
    yield Row(
        f"dualthreshold, {name}",
        "scikit-image",
        1,
        lambda: pi.dualthreshold(fresh(), low, high),
        hysteresis_theirs,
    )


def local_rows(pi: Pi2, name: str, image: Pi2Image, array: np.ndarray) -> Iterator[Row]:
    marked, marks = pi.newimage(name), np.empty_like(array)

    def ours(method: str, *arguments: float) -> Callable[[], object]:
        return lambda: pi.localthreshold(image, marked, RADIUS, method, *arguments)

    def mean_theirs() -> None:
        # What threshold_local does, which itself accepts planes only.
        marks[...] = array > uniform_filter(array, SIDE, output=np.float32, mode="nearest")

    def niblack_theirs() -> None:
        marks[...] = array > threshold_niblack(array, SIDE, -0.2)

    def sauvola_theirs() -> None:
        marks[...] = array > threshold_sauvola(array, SIDE, 0.2, 128)

    yield Row(f"localthreshold, mean, {name}", "SciPy", 1, ours("Mean"), mean_theirs)
    yield Row(f"localthreshold, niblack, {name}", "scikit-image", 5, ours("Niblack", 0.2), niblack_theirs)
    yield Row(f"localthreshold, sauvola, {name}", "scikit-image", 5, ours("Sauvola", 0.2, 128), sauvola_theirs)
    if name == "uint8":
        # The rank filters of scikit-image know 8-bit volumes and take minutes for large ones: a slab is enough.
        slab = np.ascontiguousarray(array[:16])
        box = np.ones((SIDE, SIDE, SIDE), np.uint8)
        part, part_marked = pi.newimage(name), pi.newimage(name)
        part.from_numpy(slab.transpose(2, 1, 0))
        peers = [("Otsu", rank.otsu), ("Median", rank.median)]
        for method, peer in peers:

            def rank_ours(method: str = method) -> object:
                return pi.localthreshold(part, part_marked, RADIUS, method)

            def rank_theirs(peer: Callable[..., np.ndarray] = peer) -> object:
                return slab > peer(slab, box)

            yield Row(f"localthreshold, {method}, 16 slices, {name}", "scikit-image", 5, rank_ours, rank_theirs)
