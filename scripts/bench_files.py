"""Rows of the bench about files: reading and writing one large image."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
import zarr
from bench_rows import Row, image_of
from pi2py2 import Pi2, Pi2Image

# Decoders of compressed slices are compared with themselves on one thread.
SLICES = 64
CHUNKS = (64, 64, 64)
LITTLE_ENDIAN = {"name": "bytes", "configuration": {"endian": "little"}}
# `make bench` builds it.
ZARRS = Path(__file__).parent / "zarrs/target/release/zarrs-peer"


def volume(size: float) -> np.ndarray:
    """A uint16 volume of about a number of bytes, as compressible as a reconstruction: noise on smooth shapes."""
    side = round((size / 2) ** (1 / 3))
    rng = np.random.default_rng(3)
    base = np.linspace(0, 20, side)
    shape = (np.sin(base)[:, None, None] + np.cos(base)[None, :, None] + np.sin(base / 2)[None, None, :]) * 900
    tile = rng.normal(4000, 30, (64, 64, 64))
    noise = np.tile(tile, [-(-side // 64)] * 3)[:side, :side, :side]
    return (shape + noise).astype(np.uint16)


def file_rows(pi: Pi2, size: float) -> Iterator[Row]:
    """Reading and writing in a folder that goes away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pi2-bench-"))
    try:
        array = volume(size)
        image = image_of(pi, array)
        yield from raw_rows(pi, folder, image)
        yield from tiff_rows(pi, folder, image, array)
        yield from zarr_rows(pi, folder, image, array)
        yield from sequence_rows(pi, folder, image)
    finally:
        shutil.rmtree(folder)


def raw_rows(pi: Pi2, folder: Path, image: Pi2Image) -> Iterator[Row]:
    w, h, d = image.dimensions()
    source, file, copy = (folder / f"{name}_{w}x{h}x{d}.raw" for name in ("source", "raw", "copy"))
    pi.writeraw(image, folder / "source")

    # New files: whoever replaces a file waits until the disk has its pixels.
    def cat(target: Path) -> None:
        target.unlink(missing_ok=True)
        with target.open("wb") as out:
            subprocess.run(["cat", str(source)], stdout=out, check=True)

    def write() -> None:
        file.unlink(missing_ok=True)
        pi.writeraw(image, folder / "raw")

    yield Row("writeraw, 1 GB", "cat to a file", 1 / 1.2, write, lambda: cat(copy))
    copy.unlink(missing_ok=True)
    shared = Path("/dev/shm/pi2-bench")
    yield Row("read, raw, 1 GB", "cat to memory", 1 / 1.2, lambda: pi.read(source), lambda: cat(shared))
    shared.unlink(missing_ok=True)
    file.unlink(missing_ok=True)


def tiff_rows(pi: Pi2, folder: Path, image: Pi2Image, array: np.ndarray) -> Iterator[Row]:
    ours, theirs = folder / "ours.tif", folder / "theirs.tif"

    def write_ours() -> None:
        ours.unlink(missing_ok=True)
        pi.writetif(image, ours)

    def write_theirs() -> None:
        theirs.unlink(missing_ok=True)
        tifffile.imwrite(theirs, array, bigtiff=False)

    yield Row("writetif, 1 GB", "tifffile", 1, write_ours, write_theirs)
    for ours_name, theirs_name in [("deflate", "zlib"), ("zstd", "zstd")]:
        packed = [folder / f"{ours_name}-{side}.tif" for side in ("ours", "theirs")]

        def pack_ours(target: Path = packed[0], name: str = ours_name) -> None:
            pi.writetif(image, target, name)

        def pack_theirs(target: Path = packed[1], name: str = theirs_name) -> None:
            tifffile.imwrite(target, array, compression=name, predictor=True)

        yield Row(f"writetif, {ours_name}, 1 GB", "tifffile", 1, pack_ours, pack_theirs)
        for target in packed:
            target.unlink(missing_ok=True)

    yield Row("read, TIFF, 1 GB", "tifffile", 1, lambda: pi.read(ours), lambda: tifffile.imread(theirs))
    ours.unlink(missing_ok=True)
    theirs.unlink(missing_ok=True)


# A function that writes a dataset, and one that reads it.
Sides = tuple[Callable[[], object], Callable[[], object]]


def zarr_rows(pi: Pi2, folder: Path, image: Pi2Image, array: np.ndarray) -> Iterator[Row]:
    blosc = {"cname": "lz4", "clevel": 5, "shuffle": "shuffle", "typesize": 2}
    compressors: dict[str, tuple[Any, dict[str, object]]] = {
        "blosc": (zarr.codecs.BloscCodec(**blosc), blosc | {"blocksize": 0}),
        "zstd": (zarr.codecs.ZstdCodec(level=1), {"level": 1, "checksum": False}),
    }
    for name, (codec, configuration) in compressors.items():
        codecs = json.dumps([LITTLE_ENDIAN, {"name": name, "configuration": configuration}])
        ours, theirs = folder / f"{name}-ours", folder / f"{name}-theirs"

        def write(target: Path = ours, codecs: str = codecs) -> None:
            shutil.rmtree(target, ignore_errors=True)
            pi.writezarr(image, target, list(CHUNKS), codecs)

        def read(target: Path = ours) -> Pi2Image:
            return pi.read(target)

        write()
        with subprocess.Popen([ZARRS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
            peers: list[tuple[str, float, Sides]] = [
                ("zarr-python", 1, zarr_python(theirs, array, codec, "zarr.core.codec_pipeline.BatchedCodecPipeline")),
                ("zarrs in zarr-python", 1, zarr_python(theirs, array, codec, "zarrs.ZarrsCodecPipeline")),
                ("zarrs", 1 / 1.2, zarrs_directly(process, ours, theirs)),
            ]
            for peer, goal, (write_theirs, read_theirs) in peers:
                write_theirs()
                yield Row(f"writezarr, {name}, 1 GB", peer, goal, write, write_theirs)
                yield Row(f"read, Zarr {name}, 1 GB", peer, goal, read, read_theirs)
        shutil.rmtree(ours)
        shutil.rmtree(theirs)


def zarr_python(target: Path, array: np.ndarray, codec: Any, pipeline: str) -> Sides:
    """The package zarr with one of its ways to run codecs."""

    def write() -> None:
        shutil.rmtree(target, ignore_errors=True)
        with zarr.config.set({"codec_pipeline.path": pipeline}):
            zarr.create_array(target, data=array, chunks=CHUNKS, compressors=[codec], fill_value=0)

    def read() -> np.ndarray:
        with zarr.config.set({"codec_pipeline.path": pipeline}):
            return np.asarray(zarr.open_array(target, mode="r")[...])

    return write, read


def zarrs_directly(process: subprocess.Popen[str], source: Path, target: Path) -> Sides:
    """A program in Rust that uses the crate zarrs. It writes what it has read from the source."""

    def ask(verb: str, folder: Path) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{verb} {folder}\n")
        answer = process.stdout.readline()
        if answer != "done\n":
            raise RuntimeError(f"{ZARRS} does not {verb} {folder}")

    def write() -> None:
        shutil.rmtree(target, ignore_errors=True)
        ask("write", target)

    ask("read", source)
    return write, lambda: ask("read", target)


def sequence_rows(pi: Pi2, folder: Path, image: Pi2Image) -> Iterator[Row]:
    w, h, _ = image.dimensions()
    part = pi.newimage("uint16")
    pi.crop(image, part, [0, 0, 0], [w, h, SLICES])

    def on_one_thread(work: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            with pi.settings(threads=1):
                work()

        return run

    packed = folder / "deflate"
    packed.mkdir()
    for z, pixels in enumerate(np.asarray(part.zyx)):
        tifffile.imwrite(packed / f"slice_{z:03}.tif", pixels, compression="zlib", predictor=True)

    def unpack() -> Pi2Image:
        return pi.read(packed)

    name = f"read, sequence of tif with deflate, {SLICES} slices"
    yield Row(name, "itself, one thread", 1.7, unpack, on_one_thread(unpack))
    for ending in ("png", "tif"):
        template = folder / ending / f"slice_@.{ending}"

        def write(template: Path = template) -> None:
            pi.writesequence(part, template)

        def read(folder: Path = template.parent) -> Pi2Image:
            return pi.read(folder)

        yield Row(f"writesequence, {ending}, {SLICES} slices", "itself, one thread", 1.7, write, on_one_thread(write))
        yield Row(f"read, sequence of {ending}, {SLICES} slices", "itself, one thread", 1.7, read, on_one_thread(read))
