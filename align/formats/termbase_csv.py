"""The termbase as people keep it: CSV, one term a row.

The header names the columns, in any order: ``concept``, ``lang`` and ``term`` must be there; ``status``, ``pos``,
``type``, ``case``, ``definition``, ``note`` and ``source`` may be. A line that begins with ``#`` is a comment.
"""

from __future__ import annotations

from typing import Final

from align.errors import AlignError, FormatError
from align.formats.records import csv_records
from align.model import CASES, TERM_STATUSES, TERM_TYPES, Term
from align.text.decoding import decode
from align.text.tags import standard_tag

__all__ = ["COLUMNS", "read"]

COLUMNS: Final = ("concept", "lang", "term", "status", "pos", "type", "case", "definition", "note", "source")
_REQUIRED: Final = ("concept", "lang", "term")
_CHOICES: Final = {
    "status": (TERM_STATUSES, "preferred"),
    "type": (TERM_TYPES, "full"),
    "case": (CASES, "any"),
}


def read(data: bytes, encoding: str | None = None) -> list[Term]:
    """The terms of a termbase file, in its order.

    Args:
        data: The content of the file.
        encoding: As for :func:`align.text.decoding.decode`.

    Raises:
        EncodingError: The bytes are no text.
        FormatError: A row is broken; the error names its line and what is wrong.
    """
    rows = csv_records(decode(data, encoding))
    line, header = next(rows, (1, []))
    names = [name.strip().lower() for name in header]
    lacking = [name for name in _REQUIRED if name not in names]
    if lacking:
        raise FormatError(
            f"no column {' and no column '.join(lacking)} in the first row; a termbase begins with {','.join(COLUMNS)}",
            line=line,
        )
    twice = next((name for name in COLUMNS if names.count(name) > 1), None)
    if twice:
        raise FormatError(f"the column {twice} stands twice in the first row", line=line)
    terms: list[Term] = []
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        if len(row) != len(names):
            raise FormatError(
                f"{len(row)} fields where the first row has {len(names)}; quote a field that holds a comma", line=line
            )
        term = _term({name: value.strip() for name, value in zip(names, row, strict=True)}, line)
        key = (term.concept, term.lang, term.text)
        if key in seen:
            raise FormatError(f"{term.text!r} stands in line {seen[key]} already; remove one of the two", line=line)
        seen[key] = line
        terms.append(term)
    return terms


def _term(fields: dict[str, str], line: int) -> Term:
    for name in _REQUIRED:
        if not fields[name]:
            raise FormatError(f"the {name} is empty", line=line)
    values = {}
    for name, (allowed, default) in _CHOICES.items():
        value = fields.get(name, "").lower() or default
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
        **values,
    )
