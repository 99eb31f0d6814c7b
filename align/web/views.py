"""What each filter let pass when it was set: rows do not vanish under the hands of who works on them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from itertools import count
from typing import Final

from align.errors import ArgumentError
from align.model import Unit
from align.review.changes import State

__all__ = ["Views"]

_MOST: Final = 32


class Views:
    """The filtered rows of the pages that are open; ``all`` names all rows as they are now."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._views: OrderedDict[str, list[str]] = OrderedDict()
        self._numbers = count(1)

    def add(self, ids: list[str]) -> str:
        """Keep a view; its name."""
        name = str(next(self._numbers))
        self._views[name] = ids
        while len(self._views) > _MOST:
            self._views.popitem(last=False)
        return name

    def ids(self, name: str, first: int, count: int) -> Sequence[str]:
        """The ids of some rows of a view.

        Raises:
            ArgumentError: The view was given up.
        """
        if name == "all":
            return [unit.id for unit in self._state.units[first : first + count]]
        return self._view(name)[first : first + count]

    def units(self, name: str) -> list[Unit]:
        """The rows of a view that are still there."""
        if name == "all":
            return self._state.units
        return [self._state.unit(unit_id) for unit_id in self._view(name) if unit_id in self._state]

    def place(self, name: str, unit_id: str) -> int | None:
        """Where a row stands in a view, from 0; None if it does not."""
        if name == "all":
            return self._state.place(unit_id) if unit_id in self._state else None
        view = self._view(name)
        return view.index(unit_id) if unit_id in view else None

    def _view(self, name: str) -> list[str]:
        if name not in self._views:
            raise ArgumentError("the filter is too old; set it again")
        self._views.move_to_end(name)
        return self._views[name]
