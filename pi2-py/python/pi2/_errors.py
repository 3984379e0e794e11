"""Exceptions: each is a `Pi2Error` and the builtin exception that fits, so that existing handlers catch it."""


class Pi2Error(RuntimeError):
    """Something that pi2 could not do. The text says what was expected, what came, and what helps."""


class ArgumentError(Pi2Error, ValueError):
    """A wrong argument, name, size, pixel type or script, or the use of a closed session."""


class FileError(Pi2Error, OSError):
    """A file that cannot be read or written, or has the wrong content."""


class MissingFileError(FileError, FileNotFoundError):
    """A file or folder that does not exist."""


class LimitError(Pi2Error, MemoryError):
    """Not enough memory, or more than a pixel type can count."""


class CancelledError(Pi2Error):
    """A command was stopped because another thread asked for it."""


class InternalError(Pi2Error):
    """A mistake in pi2 itself. Please report it."""
