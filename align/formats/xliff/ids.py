"""Ids of units and codes in XLIFF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

__all__ = ["Names"]

_NAME: Final = re.compile(r"[A-Za-z0-9._:-]+")


class Names:
    """Ids that a format allows, each given once.

    Args:
        wanted: Ids that are to be kept if they are allowed.
        prefix: What made-up ids begin with.
        allowed: Whether an id is; by default those of XLIFF 2 are (``NMTOKEN``).
    """

    def __init__(self, wanted: Iterable[str], prefix: str, allowed: Callable[[str], object] = _NAME.fullmatch) -> None:
        self._kept = {name for name in wanted if allowed(name)}
        self._given: set[str] = set()
        self._prefix = prefix
        self._number = 0

    def name(self, wanted: str) -> str:
        """The id itself if it is allowed and was not given before, else a made-up one."""
        if wanted in self._kept and wanted not in self._given:
            self._given.add(wanted)
            return wanted
        while True:
            self._number += 1
            made = f"{self._prefix}{self._number}"
            if made not in self._kept and made not in self._given:
                self._given.add(made)
                return made
