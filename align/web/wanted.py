"""What a request wants, read with suspicion."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from align.errors import ArgumentError
from align.model import Term
from align.review import editing, structure
from align.review.changes import Change, State
from align.review.realigning import realign
from align.review.replacing import Replacing, replace_all

__all__ = ["change_of", "flag", "number", "replacing", "seen_by", "text", "whole_numbers"]


def text(asked: Mapping[str, Any], name: str, default: str = "") -> str:
    """A text of a request."""
    value = asked.get(name, default)
    if not isinstance(value, str):
        raise ArgumentError(f"{name} is to be a text")
    return value


def number(asked: Mapping[str, Any], name: str) -> float:
    """A number of a request."""
    try:
        return float(asked.get(name, ""))
    except (TypeError, ValueError):
        raise ArgumentError(f"{name} is to be a number") from None


def whole_numbers(asked: Mapping[str, Any], **defaults: int) -> list[int]:
    """Whole numbers of a request, at least 0, by their names and defaults."""
    found = []
    for name, default in defaults.items():
        value = asked.get(name, default)
        try:
            found.append(max(int(value), 0))
        except (TypeError, ValueError, OverflowError):
            raise ArgumentError(f"{name} is to be a whole number") from None
    return found


def flag(asked: Mapping[str, Any], name: str) -> bool:
    """Whether a request says yes to something."""
    return asked.get(name) in {True, "true", "1", "on"}


def seen_by(asked: Mapping[str, Any]) -> tuple[dict[str, int], int]:
    """The versions of rows that a request tells, and the revision that it saw of all others."""
    seen = asked.get("seen", {})
    if not isinstance(seen, dict) or any(type(version) is not int for version in seen.values()):
        raise ArgumentError("seen is to hold versions of rows")
    (revision,) = whole_numbers(asked, revision=0)
    return {str(name): version for name, version in seen.items()}, revision


def replacing(asked: Mapping[str, Any]) -> Replacing:
    """What a request wants to be replaced, and by what."""
    flags = {name: flag(asked, name) for name in ("case", "words", "pattern", "confirmed")}
    return Replacing(text(asked, "column", "target"), text(asked, "find"), text(asked, "put"), **flags)


def change_of(
    state: State,
    asked: Mapping[str, Any],
    *,
    terms: Callable[[], Sequence[Term]],
    shown: Callable[[], frozenset[str] | None],
) -> Change:
    """The change that a request wants.

    Args:
        state: The rows.
        asked: The request: ``op``, mostly ``id``, and what the edit needs.
        terms: Gives the terms that speak for a bead.
        shown: Gives the ids of the rows that the edit is limited to, or None.

    Raises:
        ArgumentError: There is no such edit, or it is not possible.
    """
    op, unit_id = text(asked, "op"), text(asked, "id")
    simple: Mapping[str, Callable[[], Change]] = {
        "edit": lambda: editing.edit(state, unit_id, _fields(asked)),
        "accept": lambda: editing.accept(state, unit_id),
        "accept-above": lambda: editing.accept_above(state, number(asked, "score")),
        "fix": lambda: _fix(state, unit_id, asked),
        "split": lambda: _split(state, unit_id, asked),
        "merge": lambda: structure.merge(state, unit_id),
        "move": lambda: structure.move(state, unit_id, text(asked, "side"), text(asked, "way")),
        "insert": lambda: structure.add(state, unit_id, above=flag(asked, "above")),
        "delete": lambda: structure.drop(state, unit_id),
        "replace": lambda: replace_all(state, replacing(asked), shown()),
        "realign": lambda: realign(state, text(asked, "first"), text(asked, "last"), terms()),
    }
    if op not in simple:
        raise ArgumentError(f"there is no edit {op!r}; there are {', '.join(simple)}")
    return simple[op]()


def _fields(asked: Mapping[str, Any]) -> Mapping[str, str]:
    fields = asked.get("fields")
    if not isinstance(fields, dict) or not fields:
        raise ArgumentError("fields is to hold new texts")
    return fields


def _fix(state: State, unit_id: str, asked: Mapping[str, Any]) -> Change:
    start, end = whole_numbers(asked, start=0, end=0)
    side = text(asked, "side")
    if side not in {"source", "target"}:
        raise ArgumentError(f"{side!r} is no side")
    return editing.fix(state, unit_id, side, start, end, text(asked, "was"), text(asked, "text"))


def _split(state: State, unit_id: str, asked: Mapping[str, Any]) -> Change:
    source, target = whole_numbers(asked, source=0, target=0)
    return structure.split(state, unit_id, source, target)
