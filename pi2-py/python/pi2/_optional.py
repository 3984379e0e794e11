"""Packages that only some functions need."""

from importlib import import_module
from typing import Any


def package(module: str, purpose: str) -> Any:
    """Return a module, or raise an `ImportError` that says what needs it and how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ImportError(f"{purpose} needs the package {name}\nhint: pip install {name}", name=name) from error
