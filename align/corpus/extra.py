"""The libraries of the extra ``scale``, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from align.errors import ArgumentError

__all__ = ["library"]


def library(name: str) -> Any:
    """A module of the extra ``scale``.

    Raises:
        ArgumentError: It is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        said = f'align corpus needs {package}; install it: pip install "translation-align[scale]"'
        raise ArgumentError(said) from None
