"""pi2: processing of volume images.

>>> import pi2
>>> with pi2.Session() as session:
...     image = session.newimage("uint8", 10, 20, 30)
...     image.to_numpy().shape
(10, 20, 30)

`run`, `read` and `from_numpy` use one session that lives as long as the program. Existing scripts that say
`from pi2py2 import *` use the same classes.
"""

import sys as _sys
from typing import TYPE_CHECKING as _TYPE_CHECKING

from pi2 import _native
from pi2._enums import (
    AutoThresholdMethod,
    Binning,
    BoundaryCondition,
    Connectivity,
    Direction,
    Distributor,
    EllipsoidType,
    ImageDataType,
    Interpolation,
    NeighbourhoodType,
    ResliceDirection,
)
from pi2._errors import (
    ArgumentError,
    CancelledError,
    FileError,
    InternalError,
    LimitError,
    MissingFileError,
    Pi2Error,
)
from pi2._native import __version__
from pi2._objects import Pi2Image, Pi2Object, Pi2Value
from pi2._session import Pi2

if _TYPE_CHECKING:
    import os as _os

    from numpy.typing import ArrayLike as _ArrayLike

Session = Pi2
Image = Pi2Image
Value = Pi2Value

__all__ = [
    "ArgumentError",
    "AutoThresholdMethod",
    "Binning",
    "BoundaryCondition",
    "CancelledError",
    "Connectivity",
    "Direction",
    "Distributor",
    "EllipsoidType",
    "FileError",
    "Image",
    "ImageDataType",
    "InternalError",
    "Interpolation",
    "LimitError",
    "MissingFileError",
    "NeighbourhoodType",
    "Pi2",
    "Pi2Error",
    "Pi2Image",
    "Pi2Object",
    "Pi2Value",
    "ResliceDirection",
    "Session",
    "Value",
    "__version__",
    "default_session",
    "from_numpy",
    "read",
    "run",
]

_default_session: Pi2 | None = None


def default_session() -> Pi2:
    """Return the session of `run`, `read` and `from_numpy`."""
    global _default_session
    if _default_session is None or not _default_session.piobj.is_open:
        _default_session = Pi2()
    return _default_session


def run(script: str) -> None:
    """Run commands in the command language."""
    default_session().run_script(script)


def read(path: "str | _os.PathLike[str]", data_type: ImageDataType | str = "") -> Pi2Image:
    """Read an image from a file, in its own pixel type or another one."""
    return default_session().read(path, data_type)


def from_numpy(array: "_ArrayLike") -> Pi2Image:
    """Return an image with the size, type and pixels of an array that is indexed `[x, y, z]`."""
    image = default_session().newimage()
    image.from_numpy(array)
    return image


def _main() -> None:
    """Run the command line program."""
    _sys.exit(_native.run_program(_sys.argv))
