"""What an edit does to a bitext, as data that can be undone, written down and done again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from align.errors import ArgumentError
from align.model import Bitext, Unit

__all__ = ["ASIDE", "Change", "Splice", "State", "difference"]

ASIDE: Final = ("next_id", "gone", "conflicts", "leftovers", "seen", "provenance")
"""What a change may touch beside the units: fields of :class:`align.model.Bitext`."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Neighbouring units and what takes their place.

    Attributes:
        place: Where the first of them stands, counted from 0.
        before: The units that are there.
        after: Those that come for them.
    """

    place: int
    before: tuple[Unit, ...]
    after: tuple[Unit, ...]

    def inverse(self) -> Splice:
        """What undoes it."""
        return Splice(self.place, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """What one edit does.

    Attributes:
        name: What the edit is, such as ``split``.
        splices: What becomes of the units; each counts its places after those before it were done.
        aside: What becomes of the fields :data:`ASIDE`: name, what it is, what comes for it.
        focus: Id of the unit to look at next; empty for none.
    """

    name: str
    splices: tuple[Splice, ...]
    aside: tuple[tuple[str, Any, Any], ...] = ()
    focus: str = ""

    def __bool__(self) -> bool:
        return bool(self.splices or self.aside)

    @property
    def ids(self) -> frozenset[str]:
        """The units that it touches."""
        return frozenset(unit.id for splice in self.splices for unit in (*splice.before, *splice.after))

    def inverse(self) -> Change:
        """What undoes it."""
        focus = next((unit.id for splice in self.splices for unit in splice.before), self.focus)
        return Change(
            self.name,
            tuple(splice.inverse() for splice in reversed(self.splices)),
            tuple((name, after, before) for name, before, after in self.aside),
            focus,
        )


class State:
    """A bitext while it is edited: units that are found by id in no time.

    Args:
        bitext: Where it begins.
        highest: Number of the next unit that is added, where it is higher than the bitext's own: ids that were given
            and undone are not given again.
    """

    def __init__(self, bitext: Bitext, highest: int = 0) -> None:
        self._rest = replace(bitext, units=())
        self.units = list(bitext.units)
        self.highest = max(highest, bitext.next_id)
        self._places = {unit.id: place for place, unit in enumerate(self.units)}

    def __len__(self) -> int:
        return len(self.units)

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._places

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    @property
    def rest(self) -> Bitext:
        """The bitext without its units."""
        return self._rest

    def bitext(self) -> Bitext:
        """The bitext as it is now."""
        return replace(self._rest, units=tuple(self.units))

    def place(self, unit_id: str) -> int:
        """Where a unit stands, counted from 0.

        Raises:
            ArgumentError: There is no such unit.
        """
        place = self._places.get(unit_id)
        if place is None:
            raise ArgumentError(f"there is no row {unit_id} any more")
        return place

    def unit(self, unit_id: str) -> Unit:
        """A unit by its id.

        Raises:
            ArgumentError: There is none.
        """
        return self.units[self.place(unit_id)]

    def apply(self, change: Change) -> None:
        """Do a change.

        Raises:
            ArgumentError: It does not fit: what it takes away is not there.
        """
        units, moved = self.units, False
        for splice in change.splices:
            end = splice.place + len(splice.before)
            if [unit.id for unit in units[splice.place : end]] != [unit.id for unit in splice.before]:
                raise ArgumentError(f"the change {change.name} does not fit the rows that are there")
            units[splice.place : end] = splice.after
            moved = moved or [unit.id for unit in splice.before] != [unit.id for unit in splice.after]
        if change.aside:
            self._rest = replace(self._rest, **{name: after for name, _, after in change.aside})
            self.highest = max(self.highest, self._rest.next_id)
        if moved:
            self._places = {unit.id: place for place, unit in enumerate(units)}


def difference(name: str, before: Bitext, after: Bitext, focus: str = "") -> Change:
    """The change that makes one bitext of another.

    Units that keep their order and place one by one give a splice each; else all between the first and the last that
    differ are one.
    """
    old, new = before.units, after.units
    splices: tuple[Splice, ...]
    if [unit.id for unit in old] == [unit.id for unit in new]:
        pairs = enumerate(zip(old, new, strict=True))
        splices = tuple(Splice(place, (one,), (other,)) for place, (one, other) in pairs if one != other)
    else:
        first = _alike(old, new)
        last = _alike(old[first:][::-1], new[first:][::-1])
        splices = (Splice(first, old[first : len(old) - last], new[first : len(new) - last]),)
    aside = tuple(
        (field, getattr(before, field), getattr(after, field))
        for field in ASIDE
        if getattr(before, field) != getattr(after, field)
    )
    return Change(name, splices, aside, focus)


def _alike(one: Sequence[Unit], other: Sequence[Unit]) -> int:
    """How many units at the beginning are the same."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
