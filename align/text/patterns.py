"""Regular expressions compiled when they are first used: a run needs a part of them only, and each takes a while."""

from __future__ import annotations

from typing import Any, cast

import regex

__all__ = ["lazily"]


def lazily(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """A pattern as :func:`regex.compile` gives it, compiled when something is first asked of it.

    Args:
        pattern: A regular expression that is known to be right.
        flags: Those of the library regex.
    """
    return cast("regex.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    """Stands for a pattern; what was asked of it once is an attribute of its own, and costs nothing more."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = regex.compile(*self._made)  # which keeps what it compiled
        value = getattr(compiled, name)
        setattr(self, name, value)
        return value
