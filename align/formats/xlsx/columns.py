"""Which column of a sheet holds which field, however people have moved and renamed them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from align.errors import FormatError
from align.formats.xlsx.layout import FIELDS
from align.model import COLUMNS
from align.text.tags import primary, same_language

__all__ = ["Columns", "find_columns"]

_NEEDED: Final = ("id", "source", "source_state", "target", "status")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a tab.

    Attributes:
        places: For each field, and for ``hash``, the index of its column; those that are not there are left out.
        renamed: Fields whose column has another name, with that name.
        added: Names of the columns that are none of the sheet's own.
    """

    places: dict[str, int]
    renamed: dict[str, str]
    added: tuple[str, ...]


def find_columns(
    header: Sequence[object], tab: str, source_lang: str, target_lang: str, needed: Sequence[str] = _NEEDED
) -> Columns:
    """Find the columns by their names, or by what those are called in other languages (``columns.toml``).

    Args:
        header: The first row.
        tab: Name of the tab, for the error message.
        source_lang: BCP 47 tag; the column ``source`` may be called by it, or by the name of the language.
        target_lang: Likewise.
        needed: Columns that must be there.

    Raises:
        FormatError: One that is needed is not there, or one stands twice.
    """
    names = [_folded(str(name)) for name in header]
    places: dict[str, int] = {}
    renamed: dict[str, str] = {}
    for field in (*FIELDS, "hash"):
        found = [place for place, name in enumerate(names) if name == _folded(field)]
        if not found:
            others = _names(field, source_lang, target_lang)
            found = [place for place, name in enumerate(names) if name in others]
            if found:
                renamed[field] = str(header[found[0]]).strip()
        if len(found) > 1:
            raise FormatError(f"the column {field} stands twice in the tab {tab}; remove one of the two", line=1)
        if found:
            places[field] = found[0]
    lacking = [name for name in needed if name not in places]
    if lacking:
        raise FormatError(f"the tab {tab} has no column {' and no column '.join(lacking)} in its first row", line=1)
    known = {*places.values(), *(place for place, name in enumerate(names) if not name or name in COLUMNS)}
    added = tuple(str(name).strip() for place, name in enumerate(header) if place not in known)
    return Columns(places, renamed, added)


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())


def _names(field: str, source_lang: str, target_lang: str) -> frozenset[str]:
    """What a column may be called beside its own name."""
    names = set(_table()[field])
    if field in ("source", "target") and not same_language(source_lang, target_lang):
        names.update(_language_names(source_lang if field == "source" else target_lang))
    return frozenset(map(_folded, names))


def _language_names(tag: str) -> Iterator[str]:
    yield from (tag, primary(tag))
    for name in _table()["languages"].get(primary(tag), ()):
        yield from (name, f"{name} ({tag})")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "columns.toml").read_text(encoding="utf-8"))
