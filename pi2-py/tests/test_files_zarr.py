"""Zarr arrays go from pi2 to zarr-python and back."""

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pi2
import pytest
import zarr
from zarr import codecs

TYPES = ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float32"]
SIZES = [(1, 1, 1), (5, 1, 1), (1, 7, 1), (6, 4, 1), (7, 5, 3), (33, 17, 9)]

BYTES = {"name": "bytes", "configuration": {"endian": "little"}}
WRITTEN: dict[str, Any] = {
    "default": None,
    "bytes": [BYTES],
    "big-endian": [{"name": "bytes", "configuration": {"endian": "big"}}],
    "gzip": [BYTES, {"name": "gzip", "configuration": {"level": 5}}],
    "zstd, crc32c": [BYTES, {"name": "zstd", "configuration": {"level": 3, "checksum": True}}, {"name": "crc32c"}],
    "blosc": [
        BYTES,
        {"name": "blosc", "configuration": {"cname": "lz4", "clevel": 5, "shuffle": "shuffle", "blocksize": 0}},
    ],
    "transpose": [{"name": "transpose", "configuration": {"order": [1, 2, 0]}}, BYTES],
    "shards": [
        {
            "name": "sharding_indexed",
            "configuration": {
                "chunk_shape": [2, 4, 4],
                "codecs": [BYTES, {"name": "zstd", "configuration": {"level": 1, "checksum": False}}],
                "index_codecs": [BYTES, {"name": "crc32c"}],
                "index_location": "start",
            },
        }
    ],
}
READ: dict[str, dict[str, Any]] = {
    "default": {},
    "none": {"compressors": None},
    "gzip": {"compressors": [codecs.GzipCodec(level=5)]},
    "blosc": {"compressors": [codecs.BloscCodec(cname="zstd", shuffle="bitshuffle")]},
    "big-endian": {"serializer": codecs.BytesCodec(endian="big")},
    "transpose": {"filters": [codecs.TransposeCodec(order=(2, 0, 1))]},
    "dots": {"chunk_key_encoding": {"name": "default", "separator": "."}},
    "version 2 keys": {"chunk_key_encoding": {"name": "v2", "separator": "."}},
    "shards": {"shards": (8, 8, 8)},
}


def pixels(data_type: str, size: tuple[int, int, int]) -> np.ndarray[Any, Any]:
    """An array, indexed [x, y, z], whose neighbours differ."""
    numbers = np.random.default_rng(1).integers(0, 2**63, size)
    return numbers.astype(data_type) if data_type != "float32" else (numbers / 2.0**60).astype(data_type)


def same(image: pi2.Image, expected: np.ndarray[Any, Any]) -> bool:
    """True if an image has the pixels of an array, which may end in axes of a length of 1."""
    return np.array_equal(image.to_numpy().reshape(expected.shape, order="F"), expected)


@pytest.mark.parametrize("name", WRITTEN)
def test_zarr_reads_what_pi2_writes(folder: Path, name: str) -> None:
    for data_type, size in itertools.product(TYPES, SIZES):
        expected = pixels(data_type, size)
        # The default has smaller chunks of 32 pixels.
        arguments = [] if WRITTEN[name] is None else [[8, 8, 4], json.dumps(WRITTEN[name])]
        pi2.writezarr(expected, "a.zarr", *arguments)
        array = zarr.open_array("a.zarr", mode="r")
        assert array.metadata.dimension_names == ("z", "y", "x")
        assert array.dtype == expected.dtype
        assert np.array_equal(array[:], expected.T), (data_type, size)
        assert same(pi2.read("a.zarr"), expected), (data_type, size)


@pytest.mark.parametrize("name", READ)
def test_pi2_reads_what_zarr_writes(folder: Path, name: str) -> None:
    for data_type, size in itertools.product(TYPES, SIZES):
        expected = pixels(data_type, size)
        array = zarr.create_array(
            "a.zarr",
            shape=size[::-1],
            chunks=(4, 8, 4),
            dtype=data_type,
            dimension_names=("z", "y", "x"),
            overwrite=True,
            **READ[name],
        )
        array[:] = expected.T
        assert same(pi2.read("a.zarr"), expected), (data_type, size)


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("separator", [".", "/"])
def test_pi2_reads_version_2(folder: Path, order: str, separator: str) -> None:
    for data_type, size in itertools.product([*TYPES, ">u2", ">f4"], SIZES):
        expected = pixels(data_type.replace(">u2", "uint16").replace(">f4", "float32"), size)
        array = zarr.create_array(
            "a.zarr",
            shape=size[::-1],
            chunks=(4, 8, 4),
            dtype=data_type,
            order=order,
            zarr_format=2,
            chunk_key_encoding={"name": "v2", "separator": separator},
            overwrite=True,
        )
        array[:] = expected.T
        assert same(pi2.read("a.zarr"), expected), (data_type, size)


def test_both_leave_out_chunks_of_fill(folder: Path) -> None:
    expected = np.full((9, 8, 7), 3, dtype="int16")
    expected[8, 7, 6] = -5
    pi2.writezarr(expected, "a.zarr", [4, 4, 4], json.dumps([BYTES]), 3)
    assert len(list(Path("a.zarr").rglob("c/*/*/*"))) == 1
    array = zarr.open_array("a.zarr", mode="r+")
    assert np.array_equal(array[:], expected.T)
    array[0, 0, 0] = 9
    expected[0, 0, 0] = 9
    assert same(pi2.read("a.zarr"), expected)


def test_blocks_of_pi2_go_into_an_array_of_zarr(folder: Path) -> None:
    expected = pixels("uint16", (20, 15, 11))
    zarr.create_array(
        "a.zarr",
        shape=(11, 15, 20),
        shards=(8, 8, 8),
        chunks=(4, 4, 4),
        dtype="uint16",
        dimension_names=("z", "y", "x"),
    )
    for x in range(0, 20, 7):
        part = np.asfortranarray(expected[x : x + 7])
        pi2.writezarrblock(part, "a.zarr", [x, 0, 0])
    assert np.array_equal(zarr.open_array("a.zarr", mode="r")[:], expected.T)
