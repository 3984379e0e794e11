"""Rows of the bench about geometric transforms."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from bench_rows import Row, image_of
from pi2py2 import Pi2, Pi2Image
from scipy import ndimage

ANGLE = 0.4


def transform_rows(pi: Pi2, contents: dict[str, np.ndarray]) -> Iterator[Row]:
    """All transforms, per pixel type. Arrays are in C order, as [z, y, x]."""
    for name, array in contents.items():
        image = image_of(pi, array)
        yield from exact_rows(pi, name, array, image)
        yield from scale_rows(pi, name, array, image)
        yield from rotate_rows(pi, name, array, image)
        yield from label_rows(pi, name, array, image)


def exact_rows(pi: Pi2, name: str, array: np.ndarray, image: Pi2Image) -> Iterator[Row]:
    """Copies of pixels in another order, against copies of NumPy into existing memory."""
    out = pi.newlike(image)

    def row(title: str, view: np.ndarray, *command: object) -> Row:
        target = np.zeros(view.shape, view.dtype)
        command_name, *arguments = command
        return Row(
            f"{title}, {name}",
            "NumPy copy",
            1.0,
            lambda: getattr(pi, str(command_name))(image, out, *arguments),
            lambda: np.copyto(target, view),
        )

    turned = array.transpose(0, 2, 1)
    yield row("rot90cw", turned[:, :, ::-1], "rot90cw")
    yield row("rot90ccw", turned[:, ::-1, :], "rot90ccw")
    yield row("reslice top", array.transpose(1, 0, 2)[:, ::-1, :], "reslice", "top")
    yield row("reslice left", array.transpose(2, 1, 0)[:, :, ::-1], "reslice", "left")
    for dimension in range(3):
        axis = 2 - dimension
        target = np.zeros_like(array)
        yield Row(
            f"flip {'xyz'[dimension]}, {name}",
            "NumPy copy",
            1.0,
            lambda dimension=dimension: pi.flip(image, dimension),
            lambda axis=axis, target=target: np.copyto(target, np.flip(array, axis)),
        )


def scale_rows(pi: Pi2, name: str, array: np.ndarray, image: Pi2Image) -> Iterator[Row]:
    out = pi.newlike(image)
    for factor in (0.7, 1.3):
        side = round(array.shape[0] * factor)
        target = np.zeros((side, side, side), array.dtype)
        for mode, order in (("linear", 1), ("cubic", 3)):
            yield Row(
                f"scale {factor}, {mode}, {name}",
                f"ndimage.zoom, order {order}",
                5.0,
                lambda factor=factor, mode=mode: pi.scale(image, out, factor, False, mode),
                lambda factor=factor, order=order, target=target: ndimage.zoom(array, factor, target, order=order),
            )

    def smooth_and_zoom() -> np.ndarray:
        smooth = ndimage.gaussian_filter(array, 0.5, output=np.float32, mode="nearest", truncate=3)
        return ndimage.zoom(smooth, 0.5, order=1)

    yield Row(
        f"scale 0.5, averaged, {name}",
        "gaussian_filter, zoom",
        5.0,
        lambda: pi.scale(image, out, 0.5, True),
        smooth_and_zoom,
    )
    moved, ours = np.zeros_like(array), pi.newlike(image)
    yield Row(
        f"translate, {name}",
        "ndimage.shift, order 1",
        5.0,
        lambda: pi.translate(image, ours, [0.3, -1.7, 2.2]),
        lambda: ndimage.shift(array, [2.2, -1.7, 0.3], moved, order=1),
    )


def rotate_rows(pi: Pi2, name: str, array: np.ndarray, image: Pi2Image) -> Iterator[Row]:
    out = pi.newlike(image)
    target = np.zeros_like(array)
    sin, cos = np.sin(ANGLE), np.cos(ANGLE)
    about = {
        # Rows are z, y, x.
        "z": ([0, 0, 1], np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])),
        "y": ([0, 1, 0], np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])),
    }
    centre = np.array(array.shape) // 2
    for title, (axis, matrix) in about.items():
        offset = centre - matrix @ centre
        for mode, order in (("linear", 1), ("cubic", 3)):
            yield Row(
                f"rotate about {title}, {mode}, {name}",
                f"affine_transform, order {order}",
                5.0,
                lambda axis=axis, mode=mode: pi.rotate(image, out, ANGLE, axis, mode),
                lambda matrix=matrix, offset=offset, order=order: ndimage.affine_transform(
                    array, matrix, offset, output=target, order=order
                ),
            )


def label_rows(pi: Pi2, name: str, array: np.ndarray, image: Pi2Image) -> Iterator[Row]:
    """Binning without bad pixels, and enlarging of labels in place of a median filter."""
    out = pi.newlike(image)
    bad = float(array[0, 0, 0])

    def masked_mean() -> np.ndarray:
        depth, height, width = (side // 4 * 4 for side in array.shape)
        blocks = array[:depth, :height, :width].reshape(depth // 4, 4, height // 4, 4, width // 4, 4)
        good = blocks != array.dtype.type(bad)
        return blocks.sum(axis=(1, 3, 5), where=good, dtype=np.float64) / good.sum(axis=(1, 3, 5))

    yield Row(f"maskedbin, {name}", "NumPy, where", 1.0, lambda: pi.maskedbin(image, out, 4, bad), masked_mean)
    if name != "uint8":
        return
    labels = (array[:64, :64, :64] > np.median(array)).astype(np.uint8)
    small = image_of(pi, labels)

    def enlarge() -> np.ndarray:
        large = labels.repeat(2, 0).repeat(2, 1).repeat(2, 2)
        return ndimage.median_filter(large, 5, mode="nearest")

    yield Row("scalelabels, 64³ to 128³", "median_filter", 5.0, lambda: pi.scalelabels(small, out, 2), enlarge)
