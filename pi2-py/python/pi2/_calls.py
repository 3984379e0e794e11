"""How a Python call becomes a call of a command, and its results Python objects."""

import ast
import inspect
import json
import keyword
import logging
import time
from collections.abc import Callable
from typing import Any

from pi2 import _native

_log = logging.getLogger("pi2")


def run(session: Any, name: str, arguments: tuple[object, ...], keywords: dict[str, object], by_keyword: bool) -> Any:
    """Call a command of a session and log it."""
    if not _log.isEnabledFor(logging.DEBUG):
        return session.call(name, arguments, keywords, by_keyword)
    start = time.perf_counter()
    try:
        result = session.call(name, arguments, keywords, by_keyword)
    except Exception as error:
        _log.debug("%s failed: %s", _shown(name, arguments, keywords), error)
        raise
    _log.debug("%s took %.3g s", _shown(name, arguments, keywords), time.perf_counter() - start)
    return result


def results(pi2: Any, made: list[tuple[bool, Any]]) -> Any:
    """Return the outputs that a call left out: one, or a tuple."""
    from pi2._objects import Pi2Image

    outputs = tuple(Pi2Image(pi2, value) if is_image else value for is_image, value in made)
    return outputs[0] if len(outputs) == 1 else outputs


def session_method(name: str) -> Callable[..., Any]:
    """Return a method of a session that calls a command."""

    def method(self: Any, /, *arguments: object, **keywords: object) -> Any:
        made = run(self.piobj, name, arguments, keywords, False)
        return None if made is None else results(self, made)

    return _documented(method, f"Pi2.{name}", name, _parameters(name, on_image=False))


def image_method(name: str) -> Callable[..., Any]:
    """Return a method of an image that calls a command."""

    def method(self: Any, /, *arguments: object, **keywords: object) -> Any:
        made = run(self._session, name, (self, *arguments), keywords, True)
        if made is True:
            return self
        return None if made is None else results(self.pi2, made)

    return _documented(method, f"Pi2Image.{name}", name, _parameters(name, on_image=True))


def shared_method(name: str) -> Callable[..., Any]:
    """Return a method of an image that is a method of its session."""

    def method(self: Any, /, *arguments: object, **keywords: object) -> Any:
        return getattr(self.pi2, name)(self, *arguments, **keywords)

    return _documented(method, f"Pi2Image.{name}", name, None)


def document(method: Callable[..., Any], name: str) -> None:
    """Add the help text of a command to the docstring of a method that is written by hand."""
    reference = _native.documentation(name)
    if reference:
        method.__doc__ = f"{inspect.cleandoc(method.__doc__ or '')}\n\n{reference}"


def commands_of_images() -> list[str]:
    """Return the commands that have a form with an image as first argument that they read or change."""

    def takes_image(form: dict[str, Any]) -> bool:
        first = form["args"][0] if form["args"] else {"type": "", "dir": "out"}
        return first["type"].startswith("image") and first["dir"] != "out"

    return [name for name, forms in _registry().items() if any(takes_image(form) for form in forms)]


def _registry() -> dict[str, list[dict[str, Any]]]:
    if not _REGISTRY:
        _REGISTRY.update(json.loads(_native.registry_json()))
    return _REGISTRY


_REGISTRY: dict[str, list[dict[str, Any]]] = {}


def _documented(
    method: Callable[..., Any], qualified_name: str, command: str, parameters: list[inspect.Parameter] | None
) -> Callable[..., Any]:
    method.__name__ = qualified_name.rpartition(".")[2]
    method.__qualname__ = qualified_name
    method.__doc__ = _native.documentation(command)
    if parameters is not None:
        method.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return method


def _parameters(name: str, *, on_image: bool) -> list[inspect.Parameter] | None:
    """Return what tools such as IPython show as arguments: those of the only form, or nothing in particular."""
    forms = _registry().get(name, [])
    if len(forms) != 1:
        return None
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)]
    optional = False
    for argument in forms[0]["args"][1:] if on_image else forms[0]["args"]:
        word = argument["name"].replace(" ", "_").replace("-", "_")
        word += "_" if keyword.iskeyword(word) else ""
        if on_image and argument["dir"] == "out":
            continue
        optional |= "default" in argument
        # A required argument behind an optional one can be given by keyword only.
        default = _value(argument.get("default")) if optional else inspect.Parameter.empty
        parameters.append(inspect.Parameter(word, kind, default=default))
    if on_image:
        outputs = [argument["name"].replace(" ", "_") for argument in forms[0]["args"] if argument["dir"] == "out"]
        parameters += [inspect.Parameter(word, inspect.Parameter.KEYWORD_ONLY, default=None) for word in outputs]
    return parameters


def _value(text: str | None) -> object:
    """Return the Python value of a default."""
    try:
        return None if text is None else ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def _shown(name: str, arguments: tuple[object, ...], keywords: dict[str, object]) -> str:
    def short(value: object) -> str:
        text = getattr(value, "name", None) or repr(value)
        return text if len(text) < 80 else f"<{type(value).__name__}>"

    shown = [short(value) for value in arguments] + [f"{key}={short(value)}" for key, value in keywords.items()]
    return f"{name}({', '.join(shown)})"
