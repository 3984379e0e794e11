"""Tables of measurements as data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pi2._errors import ArgumentError
from pi2._optional import package

if TYPE_CHECKING:
    import pandas
    import polars
    from numpy.typing import NDArray

    from pi2._session import Pi2

# Metadata of an image: the names of its columns, with units in brackets and joined by `, `.
_KEY = "column headers"


class _NoTableError(ArgumentError, AttributeError):
    """An image that is no table. `hasattr(image, "columns")` is False then, as libraries expect."""


class Tables:
    """What shows an image as a table.

    Commands such as `analyzeparticles` make tables: x is the column and y the row. The metadata item `column headers`
    of the image, such as `X [pixel], Volume [pixel]`, names the columns.
    """

    if TYPE_CHECKING:

        @property
        def pi2(self) -> Pi2: ...
        @property
        def name(self) -> str: ...
        def get_dimensions(self) -> NDArray[np.int64]: ...

    @property
    def columns(self) -> list[str]:
        """Names of the columns of a table, without units. If a name repeats, a number makes it unique: `X (2)`.

        Raises an `ArgumentError` that is also an `AttributeError` if the image is no table.
        """
        return list(self.units)

    @property
    def units(self) -> dict[str, str]:
        """Units of the columns of a table by their names; an empty text if there is none.

        Raises an `ArgumentError` that is also an `AttributeError` if the image is no table.
        """
        units: dict[str, str] = {}
        for header in _headers(self):
            title, _, unit = header.partition("[")
            units[_unused(title.strip(), units)] = unit.strip().removesuffix("]")
        return units

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Return copies of the columns of a table by their names: one-dimensional arrays with one value per row.

        Raises an `ArgumentError` if the image is no table.
        """
        return _data(self, {name: name for name in self.units})

    def to_pandas(self, units: bool = False) -> pandas.DataFrame:
        """Return a table as a pandas data frame with one row per row of the table.

        The attribute `frame.attrs["units"]` has the units of the columns by their names. With `units`, the names have
        them, too: `Volume [pixel]`.

        Raises an `ImportError` if pandas is not installed, and an `ArgumentError` if the image is no table.
        """
        module = package("pandas", "to_pandas")
        units_by_name = self.units
        labels = _labels(units_by_name, units)
        frame: pandas.DataFrame = module.DataFrame(_data(self, labels))
        frame.attrs["units"] = {labels[name]: unit for name, unit in units_by_name.items()}
        return frame

    def to_polars(self, units: bool = False) -> polars.DataFrame:
        """Return a table as a polars data frame with one row per row of the table.

        With `units`, the names of the columns have their units: `Volume [pixel]`. The property `units` has them, too.

        Raises an `ImportError` if polars is not installed, and an `ArgumentError` if the image is no table.
        """
        module = package("polars", "to_polars")
        frame: polars.DataFrame = module.DataFrame(_data(self, _labels(self.units, units)))
        return frame


def _headers(table: Tables) -> list[str]:
    """Return the names of the columns with their units."""
    result = table.pi2.newvalue("string")
    table.pi2.run_command("getmeta", [table, _KEY, result])
    text = result.as_string()
    hint = f'`analyzeparticles` makes tables; for others: `setmeta(table, "{_KEY}", "x [mm], y [mm]")`'
    if not text.strip():
        raise _NoTableError(f"image `{table.name}` is no table: it has no metadata `{_KEY}`\nhint: {hint}")
    headers = [header.strip() for header in text.split(", ")]
    width, _, depth = table.get_dimensions().tolist()
    if width != len(headers) or depth != 1:
        raise _NoTableError(
            f"image `{table.name}` is no table: its metadata `{_KEY}` has {len(headers)} names, but it is {table}\n"
            f"hint: a table has one pixel along x for each column, and one slice"
        )
    return headers


def _unused(name: str, used: dict[str, str]) -> str:
    result, number = name, 1
    while result in used:
        number += 1
        result = f"{name} ({number})"
    return result


def _labels(units: dict[str, str], with_units: bool) -> dict[str, str]:
    """Return what columns are called in a data frame by their names."""
    return {name: f"{name} [{unit}]" if with_units and unit else name for name, unit in units.items()}


def _data(table: Tables, labels: dict[str, str]) -> dict[str, NDArray[Any]]:
    """Return copies of the columns, which have names and labels."""
    columns = table.pi2.piobj.view(table.name)[..., 0]
    return {label: column.copy() for label, column in zip(labels.values(), columns, strict=True)}
