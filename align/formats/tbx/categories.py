"""The fields of a term as data categories of TBX-Basic and marked notes, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from align.model import CASES, Term

__all__ = [
    "POS_FROM",
    "STATUS_FROM",
    "TYPE_FROM",
    "concept_of",
    "id_of",
    "marked_fields",
    "marks",
    "one_spaced",
    "pos_to",
    "status_to",
    "type_to",
    "usual_case",
]

_SUFFIX: Final = "-admn-sts"
_STATUS_TO: Final = {
    "preferred": "preferredTerm",
    "admitted": "admittedTerm",
    "deprecated": "deprecatedTerm",
    "forbidden": "deprecatedTerm",
}
STATUS_FROM: Final[Mapping[str, str]] = {
    "preferred": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "superseded": "deprecated",
    "obsolete": "deprecated",
    "forbidden": "forbidden",
}
"""Statuses by what stands in a file, without ``Term`` and ``-admn-sts`` and in small letters."""

_TYPE_TO: Final = {
    "full": "fullForm",
    "acronym": "acronym",
    "abbreviation": "abbreviation",
    "short": "shortForm",
    "variant": "variant",
    "name": "fullForm",
}
TYPE_FROM: Final[Mapping[str, str]] = {
    "fullform": "full",
    "acronym": "acronym",
    "initialism": "acronym",
    "abbreviation": "abbreviation",
    "abbreviatedform": "abbreviation",
    "shortform": "short",
    "variant": "variant",
    "propername": "name",
}
"""Types by what stands in a file in small letters."""

_POS_TO: Final = {
    "3": {name: name for name in ("adjective", "noun", "other", "verb", "adverb")} | {"proper noun": "noun"},
    "2": {name: name for name in ("adjective", "noun", "other", "verb", "adverb")} | {"proper noun": "properNoun"},
}
POS_FROM: Final[Mapping[str, str]] = {"properNoun": "proper noun"}
"""Parts of speech that are told otherwise here than in a file."""

_MARKS: Final = {
    "status": "status",
    "type": "type",
    "case": "case",
    "part of speech": "pos",
    "definition": "definition",
}
_MARKED: Final = re.compile(rf"({'|'.join(_MARKS)}|note): (.+)", re.DOTALL)
_CHOICES: Final = {"status": ("forbidden",), "type": ("name",), "case": CASES}

_NO_ID: Final = re.compile(r"[^-.A-Za-z0-9_\u4e00-\u9fa5]|^[-.0-9]|_(?=x[0-9A-F])")
_BLANKS: Final = re.compile("[ \t\r\n]+")
_ESCAPE: Final = re.compile(r"_x([0-9A-F]{4,6})_")


def status_to(status: str) -> str:
    """The administrativeStatus of a status."""
    return _STATUS_TO[status] + _SUFFIX


def type_to(kind: str) -> str:
    """The termType of a type."""
    return _TYPE_TO[kind]


def pos_to(pos: str, version: str) -> str:
    """The partOfSpeech of a part of speech: one of the list of TBX-Basic in that version (``2`` or ``3``)."""
    return _POS_TO[version].get(pos, "other")


def usual_case(kind: str) -> str:
    """The letter case of a term whose file tells none: that of an acronym is exact."""
    return "exact" if kind == "acronym" else "any"


def marks(term: Term, version: str, *, first: bool) -> Iterator[str]:
    """The notes of a term: what TBX-Basic has no category for, and its own note.

    Args:
        term: The term.
        version: Of TBX, ``2`` or ``3``.
        first: Whether it is the first of its language, where the definition has its place.
    """
    if term.status == "forbidden":
        yield "status: forbidden"
    if term.type == "name":
        yield "type: name"
    if term.case != usual_case(term.type):
        yield f"case: {term.case}"
    told = pos_to(term.pos, version)
    if term.pos and POS_FROM.get(told, told) != term.pos:
        yield f"part of speech: {term.pos}"
    if term.definition and not first:
        yield f"definition: {term.definition}"
    if term.note:
        yield f"note: {term.note}" if _MARKED.match(term.note) else term.note


def marked_fields(notes: list[str]) -> dict[str, str]:
    """The fields that the notes of a term hold; plain ones are joined as its note."""
    fields: dict[str, str] = {}
    plain = []
    for note in notes:
        match = _MARKED.fullmatch(note)
        name, value = match.groups() if match else ("note", note)
        if name == "note":
            plain.append(value)
        elif value in _CHOICES.get(name, (value,)) and _MARKS[name] not in fields:
            fields[_MARKS[name]] = value
        else:
            plain.append(note)
    return fields | {"note": "; ".join(plain)} if plain else fields


def id_of(concept: str) -> str:
    """The id of a concept as an id of XML: other characters become ``_x`` and their number in hexadecimal, ``_``."""
    return _NO_ID.sub(lambda match: f"_x{ord(match[0]):04X}_", concept)


def concept_of(name: str) -> str:
    """The concept of an id; one that was not made so stays as it is."""
    try:
        concept = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name)
    except ValueError:
        return name
    return concept if id_of(concept) == name else name


def one_spaced(text: str) -> str:
    """A text with its white space as single spaces, for XML is mostly indented."""
    return _BLANKS.sub(" ", text).strip()
