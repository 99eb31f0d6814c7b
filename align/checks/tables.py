"""The data files of the checks."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["table", "words"]


@cache
def table(name: str) -> dict[str, Any]:
    """What ``data/NAME.toml`` says."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """A list of a table as a set, empty where there is none; words may be given in one text, spaces between them."""
    found: Any = table(name)
    for key in keys:
        found = found.get(key, ()) if isinstance(found, dict) else ()
    return frozenset(found.split() if isinstance(found, str) else found)
