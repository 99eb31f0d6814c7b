"""The review sheet of found terms as CSV: a row a candidate, with a column to say what becomes of it.

``decision`` is ``keep``, ``edit`` (the row was changed to what it should be, and is taken so), ``drop`` or empty; rows
that the termbase has already are ``known``. Only rows to keep and edited ones are taken into a termbase. The column
``found`` holds the term as it was found, whatever becomes of the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from align.formats.csv_records import quoted, records
from align.formats.decisions import undecided
from align.formats.termbase_csv import COLUMNS
from align.model import Candidate
from align.text.decoding import decode

__all__ = ["REVIEW_COLUMNS", "left_out", "row_of", "write"]

REVIEW_COLUMNS: Final = ("decision", *COLUMNS, "kind", "score", "count", "found", "places", "example", "known")
_SHOWN: Final = frozenset(("source", "places", "example"))
_FORMULA: Final = tuple("=+-@")  # spreadsheets take a cell that begins so for a formula


def row_of(one: Candidate, status: str) -> dict[str, str]:
    """The cells of a candidate by column, with the status that it would get."""
    return {
        "decision": "known" if one.known else "",
        "concept": one.concept,
        "lang": one.lang,
        "term": one.text,
        "status": "" if one.known else status,
        "pos": "",
        "type": one.type,
        "case": one.case,
        "definition": "",
        "note": one.note,
        "source": one.places[0] if one.places else "",
        "kind": one.kind,
        "score": f"{one.score:g}",
        "count": str(one.count),
        "found": one.text,
        "places": _places(one.places),
        "example": one.example,
        "known": one.known,
    }


def _places(places: Iterable[str]) -> str:
    """Places with each file once: ``a.txt:3, 4; b.txt:1``."""
    files: dict[str, list[str]] = {}
    for place in places:
        path, _, where = place.rpartition(":")
        files.setdefault(path, []).append(where)
    return "; ".join(f"{path}:{', '.join(numbers)}" for path, numbers in files.items())


def write(rows: Iterable[dict[str, str]], stream: BinaryIO) -> None:
    """Write the rows of a review sheet, UTF-8 with a byte order mark, by which Excel knows it."""
    stream.write("\ufeff".encode())
    for row in (dict(zip(REVIEW_COLUMNS, REVIEW_COLUMNS, strict=True)), *rows):
        cells = [
            " " + row[name] if name in _SHOWN and row[name][:1] in _FORMULA else row[name] for name in REVIEW_COLUMNS
        ]
        line = ",".join(quoted(cell, "\n", first=not number) for number, cell in enumerate(cells))
        stream.write((line + "\n").encode("utf-8", "surrogatepass"))


def left_out(data: bytes, encoding: str | None = None) -> list[str]:
    """The same of a file; a termbase in CSV leaves none.

    Raises:
        EncodingError: The bytes are no text.
        FormatError: A row is broken.
    """
    return undecided(list(records(decode(data, encoding))))
