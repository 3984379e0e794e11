"""Displays of progress."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Literal, Protocol

from pi2._errors import ArgumentError

# What a user may choose: a bar where one is useful, nothing, or a function of command, done and total steps.
ProgressChoice = Literal["auto", "bar", "off"] | Callable[[str, int, int], object] | None


class Display(Protocol):
    """Shows the progress of one command."""

    def update(self, done: int, total: int) -> None:
        """Show that some steps are done."""

    def close(self, completed: bool) -> None:
        """Show that the command has ended."""


class Hook(Protocol):
    """Starts a display for each command that takes longer than half a second."""

    def start(self, command: str) -> Display:
        """Return a display for a command."""
        ...


class _Bar:
    """A bar of tqdm."""

    def __init__(self, command: str) -> None:
        from tqdm.auto import tqdm

        self._bar = tqdm(desc=command, total=1, leave=False, delay=0, unit="step")

    def update(self, done: int, total: int) -> None:
        # A command of several passes counts each of them from 0.
        if (total, done) < (self._bar.total, 0) or total != self._bar.total or done < self._bar.n:
            self._bar.reset(total)
        self._bar.update(done - self._bar.n)

    def close(self, completed: bool) -> None:
        if completed:
            self._bar.update(self._bar.total - self._bar.n)
        self._bar.close()


class Bars:
    """Shows bars of tqdm."""

    def start(self, command: str) -> Display:
        """Return a bar for a command."""
        return _Bar(command)


class Calls:
    """Calls a function with the name of the command and the numbers of steps that are done and that there are.

    An exception in the function cancels the command and is raised from the call of the command.
    """

    def __init__(self, function: Callable[[str, int, int], object]) -> None:
        self.function = function

    def start(self, command: str) -> Display:
        """Return something that calls the function."""
        return _Caller(command, self.function)


class _Caller:
    def __init__(self, command: str, function: Callable[[str, int, int], object]) -> None:
        self._command, self._function, self._total = command, function, 1

    def update(self, done: int, total: int) -> None:
        self._total = total
        self._function(self._command, done, total)

    def close(self, completed: bool) -> None:
        if completed:
            self._function(self._command, self._total, self._total)


def hook(choice: ProgressChoice) -> Hook | None:
    """Return what shows progress as a user chose it."""
    if choice is None or choice == "off":
        return None
    if choice == "bar" or (choice == "auto" and _somebody_looks()):
        try:
            import tqdm  # noqa: F401
        except ImportError as error:
            if choice == "auto":
                return None
            raise ImportError("a progress bar needs tqdm\nhint: pip install tqdm") from error
        return Bars()
    if choice == "auto":
        return None
    if callable(choice):
        return Calls(choice)
    raise ArgumentError(
        f"`progress` must be 'auto', 'bar', 'off', None or a function of command, done and total, but it is {choice!r}"
    )


def _somebody_looks() -> bool:
    """Return True in a terminal and in a notebook."""
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    in_notebook = type(shell).__name__ == "ZMQInteractiveShell"
    return in_notebook or (sys.stderr is not None and sys.stderr.isatty())
