"""One function for each command. The types of the functions are in `_functions.pyi`.

A function works in the session of its first image, else in the default session.
"""

from collections.abc import Callable
from typing import Any

from pi2 import _native
from pi2._objects import Pi2Object
from pi2._session import Pi2

_default: list[Pi2] = []


def default_session() -> Pi2:
    """Return the session of functions that are called without an image."""
    if not _default or not _default[0].piobj.is_open:
        _default[:] = [Pi2()]
    return _default[0]


def session_of(*values: object) -> Pi2:
    """Return the session of the first object of a session among some values, else the default session."""
    for value in values:
        if isinstance(value, Pi2Object):
            session: Pi2 = value.pi2
            return session
    return default_session()


def _function(name: str) -> Callable[..., Any]:
    def function(*arguments: object, **keywords: object) -> Any:
        return getattr(session_of(*arguments, *keywords.values()), name)(*arguments, **keywords)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = getattr(Pi2, name).__doc__
    signature = getattr(getattr(Pi2, name), "__signature__", None)
    if signature is not None:
        parameters = list(signature.parameters.values())[1:]
        function.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return function


__all__ = [name for name in _native.commands() if hasattr(Pi2, name)]  # pyright: ignore[reportUnsupportedDunderAll]
globals().update({name: _function(name) for name in __all__})
