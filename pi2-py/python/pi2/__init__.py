"""pi2: processing of volume images.

>>> import numpy as np
>>> import pi2
>>> image = pi2.from_numpy(np.zeros((10, 20, 30), np.uint8))
>>> image[4, 5, 6] = 200
>>> smooth = image.gaussfilter(sigma=2)
>>> (smooth > 0).sum() > 1
True

Each command is a function of this module, a method of `Session`, and a method of `Image` if it works on an image.
Outputs that are left out are made and returned. Functions work in the session of their first image, or in a default
session that lives as long as the program. Existing scripts that say `from pi2py2 import *` use the same classes.
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
from pi2._functions import *  # noqa: F403 - a function for each command
from pi2._functions import default_session, read
from pi2._native import __version__
from pi2._objects import Pi2Image, Pi2Object, Pi2Value
from pi2._session import Pi2
from pi2._settings import KEEP as _KEEP, Settings

if _TYPE_CHECKING:
    from numpy.typing import ArrayLike as _ArrayLike

    from pi2._progress import ProgressChoice as _ProgressChoice

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
    "Settings",
    "Value",
    "__version__",
    "default_session",
    "from_numpy",
    "from_zyx",
    "progress",
    "read",
    "run",
    "settings",
]

if _TYPE_CHECKING:
    # Type checkers take only what is listed for public. At run time functions are not: a star import must not hide
    # `print`, `sum` and `list`.
    from pi2 import _functions

    __all__ += _functions.__all__


def run(script: str) -> None:
    """Run commands in the command language."""
    default_session().run_script(script)


def from_numpy(array: "_ArrayLike") -> Pi2Image:
    """Return an image with the size, type and pixels of an array that is indexed `[x, y, z]`."""
    return default_session().from_numpy(array)


def from_zyx(stack: "_ArrayLike") -> Pi2Image:
    """Return an image on the memory of a C-ordered array that is indexed `[z, y, x]`; see `Session.from_zyx`."""
    return default_session().from_zyx(stack)


def settings(
    *,
    threads: int = _KEEP,
    echo: bool = _KEEP,
    timing: bool = _KEEP,
    progress: "_ProgressChoice" = _KEEP,
) -> Settings:
    """Change settings of the default session, for good or for a `with` block; see `Session.settings`."""
    return default_session().settings(threads=threads, echo=echo, timing=timing, progress=progress)


def progress(choice: "_ProgressChoice" = "auto") -> Settings:
    """Show the progress of commands of the default session that take longer than half a second.

    "auto" shows a bar in terminals and notebooks, "bar" everywhere, "off" nothing. A function is called with the name
    of the command, the number of steps that are done, and the number of all. May be used in `with`, as `settings`.
    """
    return settings(progress=choice)


def _main() -> None:
    """Run the command line program."""
    _sys.exit(_native.run_program(_sys.argv))
