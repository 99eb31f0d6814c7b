"""The termbase as people keep it: CSV, one term a row.

The header names the columns, in any order: ``concept``, ``lang`` and ``term`` must be there; ``status``, ``pos``,
``type``, ``case``, ``definition``, ``note`` and ``source`` may be. A line that begins with ``#`` is a comment.
"""

from __future__ import annotations

from typing import BinaryIO, Final

from align.errors import AlignError, FormatError
from align.formats.csv_records import Record, quoted, records
from align.formats.decisions import kept
from align.model import CASES, TERM_STATUSES, TERM_TYPES, Term, Termbase
from align.text.decoding import decode
from align.text.tags import standard_tag

__all__ = ["CHOICES", "COLUMNS", "DEFAULTS", "column_names", "read", "read_concepts", "terms_of", "write"]

COLUMNS: Final = ("concept", "lang", "term", "status", "pos", "type", "case", "definition", "note", "source")
DEFAULTS: Final = {"status": "preferred", "type": "full", "case": "any"}
"""What an empty field, or a column that is not there, means; else it is empty."""
_REQUIRED: Final = ("concept", "lang", "term")
CHOICES: Final = {"status": TERM_STATUSES, "type": TERM_TYPES, "case": CASES}
"""What some columns may hold."""


def read(data: bytes, encoding: str | None = None) -> list[Term]:
    """The terms of a termbase file, in its order.

    Args:
        data: The content of the file.
        encoding: As for :func:`align.text.decoding.decode`.

    Raises:
        EncodingError: The bytes are no text.
        FormatError: A row is broken; the error names its line and what is wrong.
    """
    return [term for _, term in terms_of(list(records(decode(data, encoding))))]


def read_concepts(
    data: bytes, langs: tuple[str, str] | None = None, encoding: str | None = None
) -> list[tuple[Term, ...]]:
    """The same by concept, of a review sheet what is to be taken; ``langs`` are of no use here."""
    del langs
    terms = [term for _, term in terms_of(kept(list(records(decode(data, encoding)))))]
    return [concept.terms for concept in Termbase.from_terms(terms).concepts]


def write(termbase: Termbase, stream: BinaryIO, langs: tuple[str, str] | None = None) -> list[str]:
    """Write a termbase anew, all layers as one; nothing is lost."""
    del langs
    rows = [COLUMNS, *([getattr(term, "text" if c == "term" else c) for c in COLUMNS] for term in termbase.terms)]
    for row in rows:
        line = ",".join(quoted(value, "\n", first=not number) for number, value in enumerate(row))
        stream.write((line + "\n").encode("utf-8", "surrogatepass"))
    return []


def column_names(header: Record) -> list[str]:
    """The names that the first row gives to the columns, in lower case.

    Raises:
        FormatError: A column that must be there is not, or one stands twice.
    """
    names = [name.strip().lower() for name in header.fields]
    lacking = [name for name in _REQUIRED if name not in names]
    if lacking:
        raise FormatError(
            f"no column {' and no column '.join(lacking)} in the first row; a termbase begins with {','.join(COLUMNS)}",
            line=header.line,
        )
    twice = next((name for name in COLUMNS if names.count(name) > 1), None)
    if twice:
        raise FormatError(f"the column {twice} stands twice in the first row", line=header.line)
    return names


def terms_of(found: list[Record], path: str = "") -> list[tuple[Record, Term]]:
    """The terms of the records of a termbase, each with its record; the first record is the header.

    Args:
        found: The records.
        path: The file that the terms shall name.

    Raises:
        FormatError: A row is broken; the error names its line and what is wrong.
    """
    names = column_names(found[0] if found else Record(1, 0, 0, ()))
    terms: list[tuple[Record, Term]] = []
    seen: dict[tuple[str, str, str], int] = {}
    for record in found[1:]:
        if len(record.fields) != len(names):
            raise FormatError(
                f"{len(record.fields)} fields where the first row has {len(names)}; quote a field that holds a comma",
                line=record.line,
            )
        term = _term({name: value.strip() for name, value in zip(names, record.fields, strict=True)}, record.line, path)
        key = (term.concept, term.lang, term.text)
        if key in seen:
            raise FormatError(
                f"{term.text!r} stands in line {seen[key]} already; remove one of the two", line=record.line
            )
        seen[key] = record.line
        terms.append((record, term))
    return terms


def _term(fields: dict[str, str], line: int, path: str) -> Term:
    for name in _REQUIRED:
        if not fields[name]:
            raise FormatError(f"the {name} is empty", line=line)
    values = {}
    for name, allowed in CHOICES.items():
        value = fields.get(name, "").lower() or DEFAULTS[name]
        if value not in allowed:
            raise FormatError(f"{name} {fields[name]!r} is none of {', '.join(allowed)}", line=line)
        values[name] = value
    try:
        lang = standard_tag(fields["lang"])
    except AlignError as error:
        raise FormatError(error.message, line=line) from None
    return Term(
        concept=fields["concept"],
        lang=lang,
        text=fields["term"],
        pos=fields.get("pos", ""),
        definition=fields.get("definition", ""),
        note=fields.get("note", ""),
        source=fields.get("source", ""),
        line=line,
        path=path,
        **values,
    )
