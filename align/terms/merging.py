"""Three versions of a termbase merged field by field. Pure: rows in, what is to be done out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from align.terms.comparing import Key, Rows, field_changes

__all__ = ["PREFERRED", "Conflict", "Merged", "merge"]

PREFERRED: Final = "preferred"
"""Column of a conflict on which term of a concept is preferred; its sides are terms."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two editors of one termbase did that cannot both stand.

    Attributes:
        key: The term.
        column: The field; empty if a row that one side changed was removed by the other, or :data:`PREFERRED`.
        base: What both began with; None where there was nothing.
        ours: What one made of it; None if it was removed.
        theirs: What the other made of it, likewise.
    """

    key: Key
    column: str
    base: str | None
    ours: str | None
    theirs: str | None


@dataclass(slots=True)
class Merged:
    """What is to be done to our termbase, and what needs a person.

    Attributes:
        changed: The fields that change, by key.
        added: The rows that come in.
        removed: The keys of the rows that go.
        conflicts: What both sides changed in different ways.
    """

    changed: dict[Key, dict[str, str]] = field(default_factory=dict)
    added: dict[Key, dict[str, str]] = field(default_factory=dict)
    removed: list[Key] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(base: Rows, ours: Rows, theirs: Rows, *, prefer_theirs: bool = False) -> Merged:
    """Bring what others changed into our termbase.

    A field that one side changed is as that side has it, a row that one side removed is gone, and one that one side
    added is there. What both changed differently is a conflict, and so is a row that one removed and the other changed,
    and a preferred term for which each chose another.

    Args:
        base: What both began with.
        ours: What we made of it.
        theirs: What the others made of it.
        prefer_theirs: Take their side in a conflict; else ours stands.
    """
    merged = Merged()
    for key in dict.fromkeys((*base, *ours, *theirs)):
        old, our, their = base.get(key), ours.get(key), theirs.get(key)
        if our is not None and their is not None:
            _both_have_it(merged, key, old, our, their, prefer_theirs=prefer_theirs)
        elif their is not None:
            changed = old is not None and any(field_changes(key, old, their))
            if changed:
                merged.conflicts.append(Conflict(key, "", _said(old), None, _said(their)))
            if old is None or (changed and prefer_theirs):
                merged.added[key] = dict(their)
        elif our is not None and old is not None:
            changed = any(field_changes(key, old, our))
            if changed:
                merged.conflicts.append(Conflict(key, "", _said(old), _said(our), None))
            if not changed or prefer_theirs:
                merged.removed.append(key)
    _choose_preferred(merged, base, ours, theirs, prefer_theirs=prefer_theirs)
    return merged


def _both_have_it(merged: Merged, key: Key, old: Row | None, our: Row, their: Row, *, prefer_theirs: bool) -> None:
    for change in field_changes(key, our, their):
        before = (old or {}).get(change.column, "")
        if change.new == before:
            continue
        if change.old != before:
            said = None if old is None else before
            merged.conflicts.append(Conflict(key, change.column, said, change.old, change.new))
            if not prefer_theirs:
                continue
        merged.changed.setdefault(key, {})[change.column] = change.new


def _choose_preferred(merged: Merged, base: Rows, ours: Rows, theirs: Rows, *, prefer_theirs: bool) -> None:
    """Where each side chose a preferred term of its own, make the other's an admitted one."""
    known = [_preferred(rows) for rows in (base, ours, theirs)]
    gone = set(merged.removed)
    held = {key: {**row, **merged.changed.get(key, {})} for key, row in ours.items() if key not in gone} | merged.added
    for group, keys in _preferred(held).items():
        before, our, their = (one.get(group, []) for one in known)
        if len(keys) < 2 or not our or not their or len(keys) in {len(our), len(their)}:
            continue
        winners = their if prefer_theirs else our
        said = [one[0][2] if one else None for one in (before, our, their)]
        merged.conflicts.append(Conflict((*group, ""), PREFERRED, *said))
        for key in keys:
            if key not in winners:
                fields = merged.added[key] if key in merged.added else merged.changed.setdefault(key, {})
                fields["status"] = "admitted"


def _preferred(rows: Rows) -> dict[tuple[str, str], list[Key]]:
    found: dict[tuple[str, str], list[Key]] = {}
    for key, row in rows.items():
        if row.get("status") == "preferred":
            found.setdefault(key[:2], []).append(key)
    return found


def _said(row: Row | None) -> str | None:
    """The fields of a row, for a person."""
    return None if row is None else ", ".join(f"{name} {value}" for name, value in row.items() if value)
