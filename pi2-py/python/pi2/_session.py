"""The session class with a method for each command."""

from __future__ import annotations

import math
import string
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from pi2 import _native
from pi2._enums import AutoThresholdMethod, ImageDataType
from pi2._errors import ArgumentError, Pi2Error
from pi2._objects import Pi2Image, Pi2Value

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    # What stands for an image in a call.
    ImageLike = Pi2Image | NDArray[Any] | str
    # A number of pixels, or three of them.
    Size = int | Iterable[int]


class _ColumnError(ArgumentError, SystemError):
    """A column that a table does not have. Old scripts expect a `SystemError`."""


class Pi2:
    """A session: images and variables by name, and the commands that work on them.

    Each command is a method; its docstring is the help text. Arguments may be given in order or by name, with `_` in
    place of blanks:

    >>> pi = Pi2()
    >>> image = pi.newimage(ImageDataType.UINT8, 4, 3, 2)
    >>> pi.convert(image, data_type="float32")
    >>> image.to_numpy().shape
    (4, 3, 2)

    Images and variables are given as objects or names, vectors as lists, tuples, ranges or arrays of three numbers,
    words as enumeration members or strings, and files as strings or paths. A NumPy array is an input image.
    Several sessions are independent of each other. `library_path` is not used; old scripts give it.
    """

    def __init__(self, library_path: str = "") -> None:
        self.pilib = _native
        self.piobj = _native.Session()

    def closepi(self) -> None:
        """Remove all images and variables and end the session. Arrays that were taken out remain valid."""
        self.piobj.close()

    def __enter__(self) -> Pi2:
        return self

    def __exit__(self, *_: object) -> None:
        self.closepi()

    def __getattr__(self, name: str) -> Callable[..., None]:
        # Python comes here only for names that do not exist.
        near = _native.nearest_command(name)
        hint = f"did you mean `{near}`?" if near else "`pi.help()` lists the commands"
        raise AttributeError(f"there is no command `{name}`\nhint: {hint}", name=name, obj=self)

    def __dir__(self) -> list[str]:
        return sorted(super().__dir__())

    def __reduce__(self) -> NoReturn:
        raise TypeError("a session cannot be copied or pickled; create one with `Pi2()` in each process")

    def __repr__(self) -> str:
        if not self.piobj.is_open:
            return "<Pi2 session, closed>"
        return f"<Pi2 session with {len(self.piobj.image_names())} images, {len(self.piobj.value_names())} variables>"

    def raise_last_error(self) -> NoReturn:
        """Raise the error of the last command again."""
        raise Pi2Error(self.piobj.last_error or "the last command did not fail")

    def run_script(self, script: str) -> None:
        """Run commands in the command language.

        Images and variables that the script makes can be used in other calls by their names.
        """
        self.piobj.run_script(script)

    def run_command(self, name: str, args: Iterable[object] = ()) -> None:
        """Run a command by its name. Outputs that other methods return as numbers are arguments here."""
        self.piobj.call(name, tuple(args))

    def add_method(self, name: str) -> None:
        """Make a command a method of this class, if the class has no attribute of that name."""
        if not hasattr(type(self), name):
            setattr(type(self), name, _command_method(name))

    def make_safe(self, value: object) -> str:
        r"""Return the text of an object with line breaks written as `\n`."""
        return str(value).replace("\n", "\\n")

    def id_generator(self, prefix: str = "", size: int = 10, chars: str = string.ascii_uppercase) -> str:
        """Return a name that no other call in this process returns: the prefix and `size` characters."""
        number, letters = _native.next_number(), ""
        while len(letters) < size or number > 0:
            number, digit = divmod(number, len(chars))
            letters = chars[digit] + letters
        return prefix + letters

    def generate_image_name(self) -> str:
        """Return a new name for an image."""
        return self.id_generator("image_")

    def generate_value_name(self) -> str:
        """Return a new name for a variable."""
        return self.id_generator("value_")

    def newimage(
        self,
        data_type: ImageDataType | str = ImageDataType.UINT8,
        width: Size = 1,
        height: int = 1,
        depth: int = 1,
    ) -> Pi2Image:
        """Create an image filled with zeros and return it. `width` may be a list or array of all three dimensions."""
        name = self.generate_image_name()
        self.piobj.call("newimage", (name, data_type, *_size(width, height, depth, nothing=1)))
        return Pi2Image(self, name)

    def newlike(
        self,
        template_image: ImageLike,
        data_type: ImageDataType | str = ImageDataType.UNKNOWN,
        width: Size = 0,
        height: int = 0,
        depth: int = 0,
    ) -> Pi2Image:
        """Create an image filled with zeros and return it. What is not given is taken from a template image."""
        name = self.generate_image_name()
        self.piobj.call("newlike", (name, template_image, data_type, *_size(width, height, depth, nothing=0)))
        return Pi2Image(self, name)

    def newvalue(self, value_type: str = "string", value: object = "") -> Pi2Value:
        """Create a variable of type string, int, real or bool and return it."""
        name = self.generate_value_name()
        self.piobj.call("newvalue", (name, value_type, str(value)))
        return Pi2Value(self, name)

    def read(
        self,
        filename: str | os.PathLike[str],
        data_type_override: ImageDataType | str = "",
        target_image: Pi2Image | None = None,
    ) -> Pi2Image:
        """Read an image from a file into a new image, or into the target image, and return it."""
        name = self.generate_image_name() if target_image is None else target_image.name
        self.piobj.call("read", (name, filename, data_type_override))
        return Pi2Image(self, name) if target_image is None else target_image

    def mapraw(
        self,
        filename: str | os.PathLike[str],
        data_type: ImageDataType | str = ImageDataType.UNKNOWN,
        width: int = 0,
        height: int = 0,
        depth: int = 0,
    ) -> Pi2Image:
        """Return an image whose pixels are a .raw file: changes go to the file."""
        name = self.generate_image_name()
        self.piobj.call("mapraw", (name, filename, data_type, width, height, depth))
        return Pi2Image(self, name)

    def isimagefile(self, filename: str | os.PathLike[str]) -> bool:
        """Return True if a file is an image that can be read."""
        result = self.newimage(ImageDataType.UINT8)
        self.piobj.call("isimagefile", (filename, result))
        return result.get_value() != 0

    def autothresholdvalue(
        self,
        img: ImageLike,
        method: AutoThresholdMethod | str = AutoThresholdMethod.OTSU,
        arg0: float = math.nan,
        arg1: float = math.nan,
        arg2: float = math.nan,
        arg3: float = math.nan,
    ) -> float:
        """Return the threshold that a method finds."""
        image = self._image(img)
        return self._number("autothresholdvalue", image, image.get_data_type(), method, arg0, arg1, arg2, arg3)

    def sum(self, img: ImageLike) -> float:
        """Return the sum of all pixels. Integers are added exactly, in 64 bits."""
        image = self._image(img)
        word = str(image.get_data_type())
        kind = "uint64" if word.startswith("uint") else "int64" if word.startswith("int") else "float32"
        return self._number("sum", image, kind)

    def minval(self, img: ImageLike) -> float:
        """Return the smallest pixel."""
        image = self._image(img)
        return self._number("minval", image, image.get_data_type())

    def maxval(self, img: ImageLike) -> float:
        """Return the largest pixel."""
        image = self._image(img)
        return self._number("maxval", image, image.get_data_type())

    def mean(self, img: ImageLike) -> float:
        """Return the mean of all pixels."""
        return self._number("mean", self._image(img), ImageDataType.FLOAT32)

    def stddev(self, img: ImageLike) -> float:
        """Return the standard deviation of all pixels."""
        return self._number("stddev", self._image(img), ImageDataType.FLOAT32)

    def surfacearea(self, img: ImageLike, isovalue: float = 1) -> float:
        """Return the area of the surface where an image has a value."""
        area = self.newvalue("real")
        self.piobj.call("surfacearea", (img, area, isovalue))
        return area.as_real()

    def getmaxmemory(self) -> float:
        """Return the memory that distributed processing may use, in megabytes."""
        memory = self.newvalue("real")
        self.piobj.call("getmaxmemory", (memory,))
        return memory.as_real()

    def get_column_index(self, column_name: str, analyzers: str) -> tuple[int, str]:
        """Return position and unit of a column in the table that analyzers make."""
        text = self.newvalue("string")
        self.piobj.call("headers", (analyzers, text))
        headers = [header.strip() for header in text.as_string().split(",")]
        wanted = column_name.strip().lower()
        for index, header in enumerate(headers):
            title, _, unit = header.partition("[")
            if wanted in (header.lower(), title.strip().lower()):
                return index, unit.rstrip("]")
        raise _ColumnError(f"there is no column `{column_name}`\nhint: the columns are {', '.join(headers)}")

    def get_column(
        self, column_name: str, result_image: Pi2Image, analyzers: str
    ) -> tuple[NDArray[np.float32] | np.float32, str]:
        """Return values and unit of a column of a table. The values of a single row are a single number."""
        index, unit = self.get_column_index(column_name, analyzers)
        return result_image.to_numpy_pointer()[index], unit

    def _image(self, image: ImageLike) -> Pi2Image:
        """Return an object for whatever stands for an image."""
        if isinstance(image, Pi2Image):
            return image
        if isinstance(image, str):
            return _Borrowed(self, image)
        result = Pi2Image(self, self.generate_image_name())
        result.from_numpy(image)
        return result

    def _number(self, command: str, image: Pi2Image, data_type: ImageDataType | str, *arguments: object) -> float:
        """Return the only pixel of the output of a command."""
        output = self.newimage(data_type)
        self.piobj.call(command, (image, output, *arguments))
        return output.get_value()


class _Borrowed(Pi2Image):
    """An image that somebody else removes."""

    def __del__(self) -> None:
        pass


def _size(width: Size, height: int, depth: int, *, nothing: int) -> tuple[object, ...]:
    """Return the arguments for a size that is a vector or three numbers."""
    if np.ndim(width) == 0:  # type: ignore[arg-type]
        return width, height, depth
    if (height, depth) != (nothing, nothing):
        raise ArgumentError("the size is given twice, as a vector and as numbers\nhint: leave height and depth out")
    return (width,)


def _command_method(name: str) -> Callable[..., None]:
    def method(self: Pi2, /, *arguments: object, **keywords: object) -> None:
        self.piobj.call(name, arguments, keywords)

    method.__name__ = name
    method.__qualname__ = f"Pi2.{name}"
    method.__doc__ = _native.documentation(name)
    return method


def _add_command_methods() -> None:
    for name in _native.commands():
        if name not in Pi2.__dict__:
            setattr(Pi2, name, _command_method(name))


_add_command_methods()
