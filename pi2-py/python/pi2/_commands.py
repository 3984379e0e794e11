"""One method for each command, on sessions and on images. The types of the methods are in `_commands.pyi`."""

from pi2 import _native
from pi2._calls import commands_of_images, image_method, session_method


class SessionCommands:
    """A method for each command.

    Outputs may be left out: they are made and returned.
    """


class ImageCommands:
    """A method for each command that has an image as its first argument.

    Outputs are given by keyword or left out: then they are made and returned. A command that changes its first argument
    changes this image, and returns it if there is nothing else to return.
    """


def _add_methods() -> None:
    for name in _native.commands():
        setattr(SessionCommands, name, session_method(name))
    for name in commands_of_images():
        setattr(ImageCommands, name, image_method(name))


_add_methods()
