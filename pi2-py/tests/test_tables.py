"""Tables of measurements as dictionaries and data frames."""

import sys
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from pi2py2 import *

ANALYZERS = "coordinates, volume, isonedge"
NAMES = ["X", "Y", "Z", "Volume", "Is on edge"]
UNITS = ["pixel", "pixel", "pixel", "pixel", "0/1"]
ROWS = [[0, 0, 0, 1, 1], [3, 2, 2, 2, 0], [7, 7, 7, 1, 0]]


def measured(pi: Pi2, positions: list[list[int]], analyzers: str = ANALYZERS, depth: int = 10) -> Pi2Image:
    """Return the table of particles that are made of some pixels."""
    image, table = pi.newimage(ImageDataType.UINT8, 10, 10, depth), pi.newimage(ImageDataType.FLOAT32)
    for position in positions:
        pi.set(image, position, 255)
    pi.analyzeparticles(image, table, analyzers)
    return table


@pytest.fixture
def table(pi: Pi2) -> Pi2Image:
    return measured(pi, [[0, 0, 0], [3, 2, 2], [4, 2, 2], [7, 7, 7]])


def test_columns_have_names_and_units(table: Pi2Image) -> None:
    assert table.columns == NAMES
    assert table.units == dict(zip(NAMES, UNITS, strict=True))


def test_a_table_is_a_dictionary_of_columns(table: Pi2Image) -> None:
    columns = table.to_dict()
    assert list(columns) == NAMES
    for column, expected in zip(columns.values(), np.transpose(ROWS), strict=True):
        assert column.dtype == np.float32
        assert column.flags.c_contiguous
        assert column.tolist() == expected.tolist()
    columns["X"][0] = 99
    assert table.to_dict()["X"][0] == 0


def test_a_table_is_a_pandas_frame(table: Pi2Image) -> None:
    frame = table.to_pandas()
    expected = pd.DataFrame(np.array(ROWS, dtype=np.float32), columns=NAMES)
    pd.testing.assert_frame_equal(frame, expected)
    assert frame.attrs["units"] == table.units
    frame = table.to_pandas(units=True)
    assert list(frame) == [f"{name} [{unit}]" for name, unit in zip(NAMES, UNITS, strict=True)]
    assert frame.attrs["units"] == dict(zip(frame, UNITS, strict=True))


def test_a_table_is_a_polars_frame(table: Pi2Image) -> None:
    frame = table.to_polars()
    assert frame.equals(pl.DataFrame(np.array(ROWS, dtype=np.float32), schema=NAMES, orient="row"))
    assert table.to_polars(units=True).columns == table.to_pandas(units=True).columns.tolist()


@pytest.mark.parametrize("analyzers", ["volume", "coordinates, volume"])
def test_a_single_particle_is_a_single_row(pi: Pi2, analyzers: str) -> None:
    table = measured(pi, [[1, 2, 3]], analyzers)
    assert table.to_pandas()["Volume"].tolist() == table.to_polars()["Volume"].to_list() == [1]
    assert len(table.to_pandas().columns) == len(table.columns) == table.get_width()


def test_a_table_with_one_column_has_all_rows(pi: Pi2) -> None:
    assert measured(pi, [[1, 1, 1], [5, 5, 5], [6, 5, 5]], "volume").to_pandas()["Volume"].tolist() == [1, 2]


def test_a_name_that_repeats_gets_a_number(pi: Pi2) -> None:
    table = measured(pi, [[1, 2, 0]], "coordinates, coordinates2d, pca2d, pca2d", depth=1)
    assert table.columns[:7] == ["X", "Y", "Z", "X (2)", "Y (2)", "CX", "CY"]
    assert "CX (2)" in table.columns
    frame = table.to_pandas(units=True)
    assert frame["X (2) [pixel]"].tolist() == [1]
    assert frame["e"].tolist() == frame["e (2)"].tolist() == [0]
    assert len(table.to_polars().columns) == table.get_width()


def test_every_analyzer_makes_a_frame(pi: Pi2) -> None:
    all_of_them = "coordinates, isonedge, volume, pca, boundingsphere, bounds, convexhull2d, pca2d"
    table = measured(pi, [[1, 1, 0], [2, 1, 0], [1, 2, 0]], all_of_them, depth=1)
    text = pi.newvalue()
    pi.headers(all_of_them, text)
    assert table.to_pandas().shape == (1, table.get_width()) == (1, len(text.as_string().split(", ")))
    assert all("[" not in name and "]" not in unit for name, unit in table.units.items())
    assert table.units["Convex area"] == "pixel^2"
    assert table.units["e (meridional)"] == ""


def test_names_of_columns_travel_with_the_table(pi: Pi2, table: Pi2Image, folder: Path) -> None:
    copied, converted, read = pi.newimage(), pi.newimage(), pi.newimage()
    pi.copy(table, copied)
    pi.convert(table, converted, ImageDataType.UINT16)
    pi.add(copied, 1)
    pi.writemeta(table, folder / "names.txt")
    pi.writetif(table, folder / "table")
    pi.read(folder / "table.tif", target_image=read)
    pi.readmeta(read, folder / "names.txt")
    assert copied.to_pandas()["Volume"].tolist() == [2, 3, 2]
    assert converted.to_pandas()["Volume"].dtype == np.uint16
    assert read.to_pandas().equals(table.to_pandas())


def test_a_table_of_ones_own_is_a_frame(pi: Pi2) -> None:
    table = pi.newimage()
    table.from_numpy(np.array([[1, 2, 3], [4, 5, 6]], dtype=np.int32))
    pi.setmeta(table, "column headers", "Time [s], Count")
    assert table.units == {"Time": "s", "Count": ""}
    assert table.to_pandas(units=True).to_dict("list") == {"Time [s]": [1, 2, 3], "Count": [4, 5, 6]}


def test_columns_are_also_found_by_name_and_analyzers(pi: Pi2, table: Pi2Image) -> None:
    values, unit = pi.get_column("Volume", table, ANALYZERS)
    assert unit == table.units["Volume"]
    assert values.tolist() == table.to_dict()["Volume"].tolist()


def test_without_particles_there_is_no_table(pi: Pi2) -> None:
    with pytest.raises(ArgumentError, match="results table is empty"):
        measured(pi, [])


@pytest.mark.parametrize("method", ["to_dict", "to_pandas", "to_polars"])
def test_an_ordinary_image_is_no_table(pi: Pi2, method: str) -> None:
    image = pi.newimage()
    with pytest.raises(
        ArgumentError, match=r"is no table: it has no metadata `column headers`\nhint: .*analyzeparticles"
    ):
        getattr(image, method)()


def test_an_ordinary_image_has_no_columns(pi: Pi2) -> None:
    image = pi.newimage()
    with pytest.raises(ArgumentError, match="is no table"):
        _ = image.columns
    with pytest.raises(ArgumentError, match="is no table"):
        _ = image.units
    assert not hasattr(image, "columns")
    assert not hasattr(image, "units")


def test_names_must_be_as_many_as_columns(pi: Pi2, table: Pi2Image) -> None:
    cropped = pi.newimage(ImageDataType.FLOAT32)
    pi.crop(table, cropped, [0, 0, 0], [4, 3, 1])
    pi.copymeta(table, cropped)
    with pytest.raises(ArgumentError, match=r"has 5 names, but it is \[4 3 1\], float32\nhint: "):
        cropped.to_pandas()


def test_a_removed_table_is_told(table: Pi2Image) -> None:
    table.clear()
    with pytest.raises(ArgumentError, match="no image"):
        table.to_dict()


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_without_a_package_a_frame_says_how_to_get_it(
    table: Pi2Image, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match=rf"to_{name} needs the package {name}\nhint: pip install {name}"):
        getattr(table, f"to_{name}")()
    assert table.to_dict()["X"].size == 3
