"""Everything that scripts with `from pi2py2 import *` use; the same classes as in `pi2`."""

# Scripts rely on these modules and on the names of `ctypes`, too. `ArgumentError` is that of pi2.
import os as os
import random as random
import string as string
import sys as sys
from ctypes import *  # noqa: F403
from enum import Enum as Enum

import numpy as np  # noqa: F401
from pi2 import (  # type: ignore[assignment]
    ArgumentError as ArgumentError,
    AutoThresholdMethod as AutoThresholdMethod,
    Binning as Binning,
    BoundaryCondition as BoundaryCondition,
    CancelledError as CancelledError,
    Connectivity as Connectivity,
    Direction as Direction,
    Distributor as Distributor,
    EllipsoidType as EllipsoidType,
    FileError as FileError,
    ImageDataType as ImageDataType,
    InternalError as InternalError,
    Interpolation as Interpolation,
    LimitError as LimitError,
    MissingFileError as MissingFileError,
    NeighbourhoodType as NeighbourhoodType,
    Pi2 as Pi2,
    Pi2Error as Pi2Error,
    Pi2Image as Pi2Image,
    Pi2Object as Pi2Object,
    Pi2Value as Pi2Value,
    ResliceDirection as ResliceDirection,
)
