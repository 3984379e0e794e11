"""Compares pi2 with what a user would pick from PyPI, on the same volume, in one run, on two threads.

Runs of both sides are interleaved; the table shows how many times faster pi2 is (best of each side), and how far the results
are apart where both compute the same thing. Exit code 1 if a row is below its goal.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

THREADS = 2
# Before the libraries start their thread pools.
os.environ.update({"PI2_THREADS": str(THREADS), "OMP_NUM_THREADS": str(THREADS), "OPENBLAS_NUM_THREADS": str(THREADS)})

import cc3d
import diplib as dip
import edt
import numpy as np
import SimpleITK as sitk
from bench_arithmetic import arithmetic_rows
from bench_drawing import drawing_rows
from bench_eval import eval_rows
from bench_files import file_rows
from bench_rows import Row, image_of, zyx
from bench_statistics import statistics_rows
from bench_transforms import transform_rows
from pi2py2 import Pi2, Pi2Image

dip.SetNumberOfThreads(THREADS)
sitk.ProcessObject.SetGlobalDefaultNumberOfThreads(THREADS)


def best_times(row: Row, rounds: int) -> tuple[float, float]:
    """Best time of each side, in seconds; the sides take turns."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds + 1):
        for side, run in enumerate((row.ours, row.theirs)):
            start = time.perf_counter()
            run()
            best[side] = min(best[side], time.perf_counter() - start)
    return best[0], best[1]


def exact_gauss(array: np.ndarray, sigma: float) -> np.ndarray:
    """Convolution in float64 with a kernel that is cut where it no longer matters."""
    from scipy.ndimage import gaussian_filter

    return gaussian_filter(array.astype(np.float64), sigma, mode="nearest", truncate=6)


def gauss_rows(pi: Pi2, volume: np.ndarray) -> list[Row]:
    rows = []
    for dtype in (np.uint16, np.float32):
        array = volume.astype(dtype)
        image, out = image_of(pi, array), pi.newimage(np.dtype(dtype).name)
        itk = sitk.GetImageFromArray(array)
        exact = exact_gauss(array, 2)

        def gauss_ours(image: Pi2Image = image, out: Pi2Image = out) -> None:
            pi.gaussfilter(image, out, 2)

        def gauss_dip(array: np.ndarray = array) -> dip.Image:
            return dip.Gauss(dip.Image(array), 2, boundaryCondition=["add zeros"])

        def gauss_dip_fir(array: np.ndarray = array) -> dip.Image:
            return dip.Gauss(dip.Image(array), 2, method="FIR", boundaryCondition=["zero order"])

        def gauss_itk(itk: sitk.Image = itk) -> sitk.Image:
            return sitk.SmoothingRecursiveGaussian(itk, 2)

        def errors(
            out: Pi2Image = out,
            exact: np.ndarray = exact,
            ours: Callable[[], object] = gauss_ours,
            fir: Callable[[], object] = gauss_dip_fir,
            itk_gauss: Callable[[], sitk.Image] = gauss_itk,
        ) -> str:
            ours()
            inner = (slice(16, -16),) * 3
            error = [np.abs(a[inner].astype(float) - exact[inner]).max() for a in (zyx(out), np.asarray(fir()))]
            itk_error = np.abs(sitk.GetArrayFromImage(itk_gauss())[inner].astype(float) - exact[inner]).max()
            return f"max error: pi2 {error[0]:.3g}, DIPlib {error[1]:.3g}, ITK {itk_error:.3g} of 1000"

        name = np.dtype(dtype).name
        rows.append(Row(f"gaussfilter, sigma 2, {name}", "DIPlib FIR", 1, gauss_ours, gauss_dip_fir, errors))
        rows.append(Row(f"gaussfilter, sigma 2, {name}", "DIPlib best", 1, gauss_ours, gauss_dip))
        rows.append(Row(f"gaussfilter, sigma 2, {name}", "SimpleITK recursive", 1, gauss_ours, gauss_itk))
    return rows


def median_rows(pi: Pi2, volume: np.ndarray) -> list[Row]:
    rows = []
    for dtype in (np.uint8, np.uint16, np.float32):
        array = (volume // 4 if dtype == np.uint8 else volume).astype(dtype)
        image, out = image_of(pi, array), pi.newimage(np.dtype(dtype).name)

        def ours(image: Pi2Image = image, out: Pi2Image = out) -> None:
            pi.medianfilter(image, out, 2)

        def theirs(array: np.ndarray = array) -> dip.Image:
            return dip.MedianFilter(dip.Image(array), dip.Kernel(4.1, "elliptic"))

        rows.append(Row(f"medianfilter, radius 2, {np.dtype(dtype).name}", "DIPlib", 1, ours, theirs))
    return rows


def region_rows(pi: Pi2, contents: dict[str, np.ndarray]) -> list[Row]:
    rows = []
    for content, mask in contents.items():
        image, distance, labels = image_of(pi, mask), pi.newimage("float32"), pi.newimage("uint32")

        def dmap_ours(image: Pi2Image = image, distance: Pi2Image = distance) -> None:
            pi.dmap(image, distance)

        def dmap_theirs(mask: np.ndarray = mask) -> np.ndarray:
            return edt.edt(mask, parallel=THREADS)

        def same_distance(distance: Pi2Image = distance, theirs: Callable[[], np.ndarray] = dmap_theirs) -> str:
            return f"max difference {np.abs(zyx(distance) - theirs()).max():.1g}"

        # Labelling is in place: the copy that every run needs is part of the time of pi2.
        def label_ours(image: Pi2Image = image, labels: Pi2Image = labels) -> None:
            pi.run_command("copy", [image, labels])
            pi.label(labels)

        def label_theirs(mask: np.ndarray = mask) -> np.ndarray:
            return cc3d.connected_components(mask, connectivity=6)

        def same_count(labels: Pi2Image = labels, theirs: Callable[[], np.ndarray] = label_theirs) -> str:
            return f"{int(zyx(labels).max())} and {int(theirs().max())} regions"

        rows.append(Row(f"dmap, {content}", "edt, parallel=2", 1, dmap_ours, dmap_theirs, same_distance))
        rows.append(Row(f"label, {content}", "cc3d", 1, label_ours, label_theirs, same_count))
    return rows


def pixel_rows(pi: Pi2, volume: np.ndarray) -> list[Row]:
    rows = []
    for dtype in (np.uint8, np.uint16, np.float32):
        array = (volume // 4 if dtype == np.uint8 else volume).astype(dtype)
        image = image_of(pi, array)
        work, work_array = image_of(pi, array), array.copy()
        name, limit = np.dtype(dtype).name, dtype(100)
        for statistic, ours, theirs in [
            ("mean", pi.mean, np.mean),
            ("sum", pi.sum, np.sum),
            ("minval", pi.minval, np.min),
            ("maxval", pi.maxval, np.max),
        ]:
            rows.append(
                Row(f"{statistic}, {name}", "NumPy", 2, lambda f=ours, i=image: f(i), lambda f=theirs, a=array: f(a))
            )

        one = dtype(1)

        def add_theirs(a: np.ndarray = work_array, one: np.generic = one) -> None:
            if a.dtype != np.float32:
                # The sum saturates, as it does here.
                np.minimum(a, np.iinfo(a.dtype).max - one, out=a)
            np.add(a, one, out=a)

        def threshold_theirs(a: np.ndarray = work_array, limit: np.generic = limit) -> None:
            a[...] = a > limit

        rows.append(Row(f"add 1, {name}", "NumPy", 2, lambda w=work: pi.add(w, 1), add_theirs))
        if dtype == np.uint16:
            swapped, swapped_array = image_of(pi, array), array.copy()

            def swap_ours(image: Pi2Image = swapped) -> None:
                pi.swapbyteorder(image)

            def swap_theirs(a: np.ndarray = swapped_array) -> None:
                a.byteswap(inplace=True)

            rows.append(Row(f"swapbyteorder, {name}", "NumPy", 2, swap_ours, swap_theirs))
        rows.append(Row(f"threshold, {name}", "NumPy", 2, lambda w=work: pi.threshold(w, 100), threshold_theirs))
    return rows


def call_rows(pi: Pi2) -> list[Row]:
    calls = 1000
    image = pi.newimage("uint8", 10, 10, 10)

    def many_calls() -> None:
        for _ in range(calls):
            pi.add(image, 1)

    def wait() -> None:
        end = time.perf_counter() + calls * 5e-6
        while time.perf_counter() < end:
            pass

    return [Row("add 1 to 10x10x10, uint8, from Python", "5 microseconds", 1, many_calls, wait)]


def conversion_rows(pi: Pi2, size: int) -> Iterator[Row]:
    """Arrays of a number of bytes; one pair at a time, as they are large."""
    for dtype in (np.uint8, np.uint16, np.float32, np.float64):
        side = round((size / np.dtype(dtype).itemsize) ** (1 / 3))
        for order in ("F", "C"):
            array = np.ones((side, side + 3, side - 5), dtype, order=order)
            image = pi.from_numpy(array)
            name = f"{np.dtype(dtype).name}, {order} order"

            def copied(a: np.ndarray = array) -> object:
                return a.copy(order="K")

            def imported(a: np.ndarray = array) -> object:
                return pi.from_numpy(a)

            def exported(i: Pi2Image = image, order: str = order) -> object:
                return i.to_numpy(order=order)

            yield Row(f"from_numpy, {name}", "numpy.copy", 1 / 1.3, imported, copied)
            if image.dtype == dtype:
                yield Row(f"to_numpy, {name}", "numpy.copy", 1 / 1.3, exported, copied)


def blobs(size: int) -> np.ndarray:
    """A smooth random field: round regions of many sizes."""
    noise = np.random.default_rng(1).normal(size=(size,) * 3).astype(np.float32)
    return np.asarray(dip.Gauss(dip.Image(noise), 4))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=256, help="side of the cubic volume, in pixels")
    parser.add_argument("--rounds", type=int, default=5, help="measured runs per row")
    parser.add_argument("--large-bytes", type=float, default=1e9, help="size of arrays and files that are copied")
    parser.add_argument("--group", default="all", help="one of the groups of rows instead of all")
    parser.add_argument("--only", default="", help="only rows whose name contains this")
    options = parser.parse_args()
    field = blobs(options.size)
    noise = np.random.default_rng(2).normal(0, 60, field.shape)
    volume = np.clip(500 + 1500 * field / np.abs(field).max() / 4 + noise, 0, 1000).astype(np.uint16)
    contents = {
        "blobs": (field > 0).astype(np.uint8),
        "noise": (noise > 15).astype(np.uint8),
        "sparse": (field > 2 * field.std()).astype(np.uint8),
    }
    volumes = {
        "uint8": (volume // 4).astype(np.uint8),
        "uint16": volume,
        "float32": volume.astype(np.float32),
    }
    pi = Pi2()
    groups: dict[str, Callable[[], Iterable[Row]]] = {
        "filters": lambda: gauss_rows(pi, volume) + median_rows(pi, volume),
        "regions": lambda: region_rows(pi, contents),
        "pixels": lambda: pixel_rows(pi, volume),
        "arithmetic": lambda: arithmetic_rows(pi, volumes),
        "eval": lambda: eval_rows(pi, volumes),
        "statistics": lambda: statistics_rows(pi, volumes),
        "drawing": lambda: drawing_rows(pi, volumes),
        "transforms": lambda: transform_rows(pi, volumes),
        "calls": lambda: call_rows(pi),
        "conversions": lambda: conversion_rows(pi, options.large_bytes),
        "files": lambda: file_rows(pi, options.large_bytes),
    }
    rows = chain.from_iterable(rows() for name, rows in groups.items() if options.group in (name, "all"))
    print(f"{options.size}^3 pixels, {THREADS} threads, best of {options.rounds} interleaved runs\n")
    print("| command | compared with | times faster | goal | remark |\n|---|---|---|---|---|")
    below = 0
    for row in rows:
        if options.only in row.name:
            ours, theirs = best_times(row, options.rounds)
            ratio = theirs / ours
            below += ratio < row.goal
            print(f"| {row.name} | {row.peer} | {ratio:.2f} | {row.goal:.3g} | {row.note()} |", flush=True)
    if below:
        print(f"\n{below} rows are below their goal")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
