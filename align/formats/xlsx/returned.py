"""A sheet that came back from people: every row as it is, faults and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from align.formats.xlsx.columns import Columns, find_columns
from align.formats.xlsx.read import Book, open_book
from align.model import DIGESTED, SOURCE_STATES, STATUSES, Returned, ReturnedRow

__all__ = ["read_returned"]

_DIGEST: Final = re.compile(rf"[0-9a-f]{{8}}(-[0-9a-f]{{8}}){{{len(DIGESTED) - 1}}}")
_CHOICES: Final = {"source_state": SOURCE_STATES, "status": STATUSES}


def read_returned(stream: BinaryIO, origin: str) -> Returned:
    """Read a sheet that came back; only what leaves no row to be known is an error.

    Columns may have been moved, renamed, dropped and added, rows sorted and removed. What was sent is known from the
    column ``hash``, and from the hidden tab where that column is gone or does not fit its row.

    Args:
        stream: The workbook.
        origin: Name of the file, for the report.

    Raises:
        FormatError: It is no sheet of align, or has no column ``id``.
    """
    book = open_book(stream)
    ledger = book.ledger
    columns = find_columns(book.header, book.tab, ledger.source_lang, ledger.target_lang, needed=("id",))
    origins = (ledger.provenance.sha256, *(value for name, value in ledger.provenance.options if name == "was"))
    return Returned(
        origin=origin,
        source_lang=ledger.source_lang,
        target_lang=ledger.target_lang,
        lineage=tuple(filter(None, origins)),
        rows=tuple(_rows(book, columns)),
        places={name: (start, end) for name, (_, _, _, start, end) in ledger.units.items()},
        notes=tuple(_notes(columns)),
    )


def _notes(columns: Columns) -> Iterator[str]:
    for name, called in columns.renamed.items():
        yield f"the column {called!r} is taken for {name}"
    dropped = [name for name in DIGESTED if name not in columns.places]
    if dropped:
        yield f"there is no column {', '.join(dropped)}: nothing is changed in it"
    if columns.added:
        yield f"added columns are not read: {', '.join(columns.added)}"


def _rows(book: Book, columns: Columns) -> Iterator[ReturnedRow]:
    sent = book.ledger.digests
    theirs = {digest: unit_id for unit_id, digest in sent.items()}
    place = columns.places.get("hash")
    for number, row in book.body:
        texts = book.texts(row, columns.places)
        unit_id = texts.pop("id").strip()
        for name in _CHOICES:
            if name in texts:
                texts[name] = texts[name].strip().lower()
        digest = str(row[place]).strip() if place is not None and place < len(row) else ""
        if not _DIGEST.fullmatch(digest) or theirs.get(digest, unit_id) != unit_id:
            digest = sent.get(unit_id, "")  # lost, or sorted away from its row
        base = dict(zip(DIGESTED, digest.split("-"), strict=True)) if _DIGEST.fullmatch(digest) else {}
        yield ReturnedRow(number, unit_id, texts, base, _fault(unit_id, texts))


def _fault(unit_id: str, texts: Mapping[str, str]) -> str:
    if not unit_id:
        return "the row has no id"
    for name, allowed in _CHOICES.items():
        if name in texts and texts[name] not in allowed:
            return f"{name} {texts[name]!r} is none of {', '.join(allowed)}"
    return ""
