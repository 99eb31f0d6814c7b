"""Edits of the fields of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from align.errors import ArgumentError
from align.model import Unit
from align.review.changes import Change, Splice, State
from align.review.texts import moved_codes

__all__ = ["CONFIRMED", "EDITABLE", "accept", "accept_above", "edit", "edited", "fix", "of_units", "refuse_final"]

EDITABLE: Final = ("source", "source_state", "target", "status", "speaker", "section", "note", "comment")
"""Fields of a unit that people edit."""
CONFIRMED: Final = frozenset({"reviewed", "final"})
"""States of units that a person has confirmed."""


def edit(state: State, unit_id: str, fields: Mapping[str, str]) -> Change:
    """Set fields of a row.

    A new source in an empty slot is a back-translation until somebody says that it is the original; an emptied slot
    is missing again. A new text makes a reviewed row a translated one, unless its status is set with it.

    Args:
        state: The rows.
        unit_id: The row.
        fields: New values by name, of :data:`EDITABLE`.

    Raises:
        ArgumentError: There is no such row or field, the value is not allowed, or the row is final.
    """
    for name, value in fields.items():
        if name not in EDITABLE or not isinstance(value, str):
            raise ArgumentError(f"{name} cannot be edited; what can is {', '.join(EDITABLE)}")
    unit = state.unit(unit_id)
    if "status" not in fields and any(name not in {"note", "comment"} for name in fields):
        refuse_final(unit)
    return of_units(state, "edit", {unit_id: edited(unit, fields)}, focus=unit_id)


def edited(unit: Unit, fields: Mapping[str, str]) -> Unit:
    """A unit with new values, and with what follows from them."""
    taken: dict[str, Any] = {name: value for name, value in fields.items() if value != getattr(unit, name)}
    for side in ("source", "target"):
        if side in taken:
            codes = f"{side}_codes"
            taken[codes] = moved_codes(getattr(unit, codes), getattr(unit, side), taken[side])
    if "source" in taken and "source_state" not in taken:
        if not taken["source"].strip():
            taken["source_state"] = "missing"
        elif unit.source_state == "missing":
            taken["source_state"] = "back-translated"
    if "status" not in taken and ("target" in taken or "source" in taken):
        target = taken.get("target", unit.target)
        taken["status"] = "translated" if target.strip() else "initial"
    return replace(unit, **taken)


def of_units(state: State, name: str, after: Mapping[str, Unit], focus: str = "") -> Change:
    """The change that puts units into the place of those of the same ids."""
    places = sorted((state.place(unit_id), unit_id) for unit_id in after)
    splices = tuple(
        Splice(place, (state.units[place],), (after[unit_id],))
        for place, unit_id in places
        if state.units[place] != after[unit_id]
    )
    return Change(name, splices, focus=focus)


def accept(state: State, unit_id: str) -> Change:
    """Confirm a row: it is reviewed; one that is final stays so.

    Raises:
        ArgumentError: There is no such row, or nothing in it.
    """
    unit = state.unit(unit_id)
    if not (unit.source.strip() or unit.target.strip()):
        raise ArgumentError(f"row {state.place(unit_id) + 1} is empty: there is nothing to accept")
    after = unit if unit.status in CONFIRMED else replace(unit, status="reviewed")
    return of_units(state, "accept", {unit_id: after}, focus=unit_id)


def accept_above(state: State, score: float) -> Change:
    """Confirm all rows with both sides whose score is so high or higher, and that nobody has confirmed.

    Raises:
        ArgumentError: The score is not between 0 and 1.
    """
    if not 0 <= score <= 1:
        raise ArgumentError(f"score {score} is not between 0 and 1")
    after = {
        unit.id: replace(unit, status="reviewed")
        for unit in state
        if unit.score is not None
        and unit.score >= score
        and unit.status not in CONFIRMED
        and unit.source.strip()
        and unit.target.strip()
    }
    return of_units(state, "accept above", after)


def fix(state: State, unit_id: str, side: str, start: int, end: int, was: str, text: str) -> Change:
    """Put the certain fix of an issue into a text.

    Args:
        state: The rows.
        unit_id: The row.
        side: ``source`` or ``target``.
        start: Where the issue begins.
        end: Where it ends.
        was: What stands there.
        text: What shall stand there.

    Raises:
        ArgumentError: Something else stands there by now.
    """
    unit = state.unit(unit_id)
    held = getattr(unit, side)
    if held[start:end] != was:
        raise ArgumentError("the text was changed since this issue was found")
    return replace(edit(state, unit_id, {side: held[:start] + text + held[end:]}), name="fix")


def refuse_final(*units: Unit) -> None:
    """Refuse to change what somebody declared final.

    Raises:
        ArgumentError: A unit is final.
    """
    for unit in units:
        if unit.status == "final":
            raise ArgumentError(f"{unit.id} is final; set its status back to change it")
