"""Settings of a session, for good or for the statements of a `with` block."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

from pi2._errors import ArgumentError
from pi2._progress import ProgressChoice, hook

if TYPE_CHECKING:
    from pi2._session import Pi2

# Stands for an argument that was not given.
KEEP: Any = object()


class Settings:
    """Settings that hold from now on; at the end of a `with` block those from before hold again."""

    def __init__(self, pi2: Pi2, *, threads: int, echo: bool, timing: bool, progress: ProgressChoice) -> None:
        session = pi2.piobj
        self._session = session
        self._before: dict[str, Any] = {}
        new: dict[str, Any] = {}
        if threads is not KEEP:
            if not isinstance(threads, int) or threads < 0:
                raise ArgumentError(
                    f"`threads` must be a number of threads, or 0 for the default, but it is {threads!r}"
                )
            new["threads"] = threads
        if echo is not KEEP or timing is not KEEP:
            before = session.echo
            new["echo"] = tuple(
                old if now is KEEP else bool(now) for now, old in zip((echo, timing), before, strict=True)
            )
        if progress is not KEEP:
            new["progress"] = hook(progress)
        for name, value in new.items():
            self._before[name] = getattr(session, name)
            setattr(session, name, value)

    def __enter__(self) -> Settings:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._session.is_open:
            for name, value in self._before.items():
                setattr(self._session, name, value)
