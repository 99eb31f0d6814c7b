"""Two termbases compared concept by concept. Pure: rows in, differences out.

A row is a term with all its fields by column; its key is concept, language and spelling, so that a term that is spelled
anew is another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["ConceptDifference", "FieldChange", "Key", "Rows", "compare", "field_changes"]

Key = tuple[str, str, str]
Rows = Mapping[Key, Mapping[str, str]]

_KEY_COLUMNS: Final = ("concept", "lang", "term")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a term that holds something else now."""

    key: Key
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ConceptDifference:
    """What two termbases say differently of one concept.

    Attributes:
        concept: Its id.
        kind: ``added``, ``removed``, ``renamed`` or ``changed``.
        renamed: The new id of a concept that has the same terms under another one, else empty.
        removed: The terms that only the first has, by key.
        added: Those that only the second has.
        changed: The fields of terms of both.
    """

    concept: str
    kind: str
    renamed: str = ""
    removed: tuple[Key, ...] = ()
    added: tuple[Key, ...] = ()
    changed: tuple[FieldChange, ...] = ()


def compare(old: Rows, new: Rows) -> list[ConceptDifference]:
    """The differences of two termbases: concepts of the first in its order, then those that only the second has."""
    before, after = _by_concept(old), _by_concept(new)
    names = {frozenset(key[1:] for key in keys): name for name, keys in after.items() if name not in before}
    renamed = {
        name: names[terms]
        for name, keys in before.items()
        if name not in after and (terms := frozenset(key[1:] for key in keys)) in names
    }
    found = [
        ConceptDifference(name, "renamed", renamed[name], changed=_renamed_fields(old, new, keys, renamed[name]))
        if name in renamed
        else _difference(name, old, new, keys, after.get(name, []))
        for name, keys in before.items()
    ]
    found += [
        ConceptDifference(name, "added", added=tuple(keys))
        for name, keys in after.items()
        if name not in before and name not in renamed.values()
    ]
    return [one for one in found if one.removed or one.added or one.changed or one.renamed]


def _by_concept(rows: Rows) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = {}
    for key in rows:
        found.setdefault(key[0], []).append(key)
    return found


def _difference(name: str, old: Rows, new: Rows, before: list[Key], after: list[Key]) -> ConceptDifference:
    return ConceptDifference(
        name,
        "changed" if after else "removed",
        removed=tuple(key for key in before if key not in new),
        added=tuple(key for key in after if key not in old),
        changed=tuple(change for key in before if key in new for change in field_changes(key, old[key], new[key])),
    )


def _renamed_fields(old: Rows, new: Rows, keys: list[Key], name: str) -> tuple[FieldChange, ...]:
    return tuple(change for key in keys for change in field_changes(key, old[key], new[name, key[1], key[2]]))


def field_changes(key: Key, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FieldChange]:
    """The fields, those of the key excepted, that two rows do not share."""
    for column in dict.fromkeys((*old, *new)):
        if column not in _KEY_COLUMNS and old.get(column, "") != new.get(column, ""):
            yield FieldChange(key, column, old.get(column, ""), new.get(column, ""))
