"""The session class with a method for each command."""

from __future__ import annotations

import math
import string
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from pi2 import _native
from pi2._calls import document, results, run, session_method
from pi2._commands import SessionCommands
from pi2._enums import AutoThresholdMethod, ImageDataType
from pi2._errors import ArgumentError, Pi2Error
from pi2._objects import Pi2Image, Pi2Value
from pi2._settings import KEEP, Settings

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable

    from numpy.typing import ArrayLike, NDArray

    from pi2._progress import ProgressChoice
    from pi2._types import ImageLike, Size


class _ColumnError(ArgumentError, SystemError):
    """A column that a table does not have. Old scripts expect a `SystemError`."""


class Pi2(SessionCommands):
    """A session: images and variables by name, and the commands that work on them.

    Each command is a method; its docstring is the help text. Arguments may be given in order or by name, with `_` in
    place of blanks. Outputs that are left out are made and returned:

    >>> pi = Pi2()
    >>> image = pi.newimage(ImageDataType.UINT8, 4, 3, 2)
    >>> smooth = pi.newlike(image)
    >>> pi.gaussfilter(image, smooth, spatial_sigma=1)
    >>> pi.gaussfilter(image, spatial_sigma=1).shape
    (4, 3, 2)

    Images and variables are given as objects or names, vectors as lists, tuples, ranges or arrays of three numbers,
    words as enumeration members or strings, and files as strings or paths. NumPy arrays are images, too: inputs are not
    copied if they are Fortran-ordered, and results are written into arrays that have the right shape and dtype. Nothing
    else may write into an array while a command uses it.
    Several sessions are independent of each other. `library_path` is not used; old scripts give it.
    """

    def __init__(self, library_path: str = "") -> None:
        self.pilib = _native
        self.piobj = _native.Session()
        # True gives complex pixels to NumPy as the original did: float32 with the first axis doubled (re, im, re, ...).
        self.complex_as_float = False

    def closepi(self) -> None:
        """Remove all images and variables and end the session. Arrays that were taken out remain valid."""
        self.piobj.close()

    def __enter__(self) -> Pi2:
        return self

    def __exit__(self, *_: object) -> None:
        self.closepi()

    # Type checkers know which names there are.
    if not TYPE_CHECKING:

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

    def run_command(self, name: str, args: Iterable[object] = ()) -> Any:
        """Run a command by its name. Outputs that other methods return as numbers are arguments here."""
        made = run(self.piobj, name, tuple(args), {}, False)
        return None if made is None else results(self, made)

    def add_method(self, name: str) -> None:
        """Make a command a method of this class, if the class has no attribute of that name."""
        if not hasattr(type(self), name):
            setattr(type(self), name, session_method(name))

    def settings(
        self,
        *,
        threads: int = KEEP,
        echo: bool = KEEP,
        timing: bool = KEEP,
        progress: ProgressChoice = KEEP,
    ) -> Settings:
        """Change settings of this session: from now on, or for the statements of a `with` block.

        `threads` is the number of threads (0: the default), `echo` prints commands, `timing` prints their run time, and
        `progress` shows how far commands are that take longer than half a second: "auto" (a bar in terminals and
        notebooks), "bar", "off", or a function that is called with the command, the number of steps done, and of all.

        >>> pi = Pi2()
        >>> with pi.settings(threads=1):
        ...     image = pi.newimage("uint8", 4, 3, 2)
        """
        return Settings(self, threads=threads, echo=echo, timing=timing, progress=progress)

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
        return _native.image_name()

    def generate_value_name(self) -> str:
        """Return a new name for a variable."""
        return _native.value_name()

    def newimage(
        self,
        data_type: ImageDataType | str = ImageDataType.UINT8,
        width: Size = 1,
        height: int = 1,
        depth: int = 1,
    ) -> Pi2Image:
        """Create an image filled with zeros and return it. `width` may be a list or array of all three dimensions."""
        name = self.generate_image_name()
        self._run("newimage", (name, data_type, *_size(width, height, depth, nothing=1)))
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
        self._run("newlike", (name, template_image, data_type, *_size(width, height, depth, nothing=0)))
        return Pi2Image(self, name)

    def newvalue(self, value_type: str = "string", value: object = "") -> Pi2Value:
        """Create a variable of type string, int, real or bool and return it."""
        name = self.generate_value_name()
        self._run("newvalue", (name, value_type, str(value)))
        return Pi2Value(self, name)

    def read(
        self,
        filename: str | os.PathLike[str],
        data_type_override: ImageDataType | str = "",
        target_image: Pi2Image | None = None,
    ) -> Pi2Image:
        """Read an image from a file into a new image, or into the target image, and return it."""
        name = self.generate_image_name() if target_image is None else target_image.name
        self._run("read", (name, filename, data_type_override))
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
        self._run("mapraw", (name, filename, data_type, width, height, depth))
        return Pi2Image(self, name)

    def isimagefile(self, filename: str | os.PathLike[str]) -> bool:
        """Return True if a file is an image that can be read."""
        result = self.newimage(ImageDataType.UINT8)
        self._run("isimagefile", (filename, result))
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

    def sum(self, img: ImageLike) -> Any:
        """Return the sum of all pixels, complex for complex images. Integers are added exactly, in 64 bits."""
        image = self._image(img)
        word = str(image.get_data_type())
        if word == "complex32":
            total = self.newimage(word)
            self._run("sum", (image, total))
            return complex(total.to_numpy_pointer().item())
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
        self._run("surfacearea", (img, area, isovalue))
        return area.as_real()

    def getmaxmemory(self) -> float:
        """Return the memory that distributed processing may use, in megabytes."""
        memory = self.newvalue("real")
        self._run("getmaxmemory", (memory,))
        return memory.as_real()

    def get_column_index(self, column_name: str, analyzers: str) -> tuple[int, str]:
        """Return position and unit of a column in the table that analyzers make."""
        text = self.newvalue("string")
        self._run("headers", (analyzers, text))
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

    def adopt(self, array: ArrayLike) -> Pi2Image:
        """Return an image on the memory of an array that is indexed `[x, y, z]`, or on a copy if that is not possible.

        It is possible for writable Fortran-ordered arrays of a pixel type. Then a change of one changes the other.
        """
        pixels = np.asarray(array)
        name = self.generate_image_name()
        self.piobj.adopt(name, pixels.view(np.uint8) if pixels.dtype == np.bool_ else pixels)
        return Pi2Image(self, name)

    def from_zyx(self, stack: ArrayLike) -> Pi2Image:
        """Return an image on the memory of a C-ordered array that is indexed `[z, y, x]`, as other libraries make them.

        The pixels are copied only if the array is read-only, not contiguous, or not of a pixel type; otherwise a change
        of one changes the other.

        >>> pi = Pi2()
        >>> pi.from_zyx(np.zeros((2, 3, 4), np.uint16)).shape
        (4, 3, 2)
        """
        return self.adopt(np.asarray(stack).T)

    def from_numpy(self, array: ArrayLike) -> Pi2Image:
        """Return an image with a copy of an array that is indexed `[x, y, z]`."""
        image = self.newimage()
        image.from_numpy(array)
        return image

    def _run(self, command: str, arguments: tuple[object, ...]) -> None:
        run(self.piobj, command, arguments, {}, False)

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
        self._run(command, (image, output, *arguments))
        return output.get_value()


class _Borrowed(Pi2Image):
    """An image that somebody else removes."""

    def __del__(self) -> None:
        pass


def _size(width: Size, height: int, depth: int, *, nothing: int) -> tuple[object, ...]:
    """Return the arguments for a size that is a vector or three numbers."""
    if isinstance(width, int) or np.ndim(width) == 0:  # type: ignore[arg-type]
        return width, height, depth
    if (height, depth) != (nothing, nothing):
        raise ArgumentError("the size is given twice, as a vector and as numbers\nhint: leave height and depth out")
    return (width,)


def _document() -> None:
    """Show the reference of commands also for the methods above."""
    for name in _native.commands():
        method = Pi2.__dict__.get(name)
        if method is not None:
            document(method, name)
            of_images = Pi2Image.__dict__.get(name)
            if of_images is not None:
                of_images.__doc__ = method.__doc__


_document()
