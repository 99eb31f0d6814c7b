"""Dictionaries as people keep them: one entry a line, a source and a target of a word or more each.

Three forms: tab-separated and comma-separated columns (source, target, perhaps a weight; a first row that names them is
passed over), and hunalign's, ``target @ source``. A line that begins with ``#`` is a comment.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from align.errors import FormatError
from align.formats.csv_records import records
from align.formats.records import content_lines
from align.text.decoding import decode

__all__ = ["read_csv", "read_hunalign", "read_tsv"]

Entry = tuple[str, str, float]

_LONGEST: Final = 1_000  # code points of a side: what is longer is no word and no phrase
_HEADER: Final = ["source", "target"]
_BETWEEN: Final = " @ "


def read_tsv(data: bytes, encoding: str | None = None) -> list[Entry]:
    """The entries of a dictionary in tab-separated columns; nothing in it is quoted.

    Args:
        data: The content of the file.
        encoding: As for :func:`align.text.decoding.decode`.

    Returns:
        Source, target and weight of each, in the order of the file; the weight is 1 where none is given.

    Raises:
        EncodingError: The bytes are no text.
        FormatError: A line is no entry; the error names it and what is wrong.
    """
    return _entries(
        ((number, line.split("\t")) for number, line in content_lines(decode(data, encoding))), "separated by tabs"
    )


def read_csv(data: bytes, encoding: str | None = None) -> list[Entry]:
    """The entries of a dictionary in CSV; see :func:`read_tsv`."""
    rows = ((record.line, record.fields) for record in records(decode(data, encoding)))
    return _entries(rows, "separated by commas")


def read_hunalign(data: bytes, encoding: str | None = None) -> list[Entry]:
    """The entries of a dictionary of hunalign; see :func:`read_tsv`."""
    entries = []
    for number, line in content_lines(decode(data, encoding)):
        target, between, source = line.partition(_BETWEEN)
        if not between:
            raise FormatError(f"no{_BETWEEN}between target and source, as a dictionary of hunalign has it", line=number)
        entries.append(_entry([source, target], number))
    return entries


def _entries(rows: Iterable[tuple[int, Sequence[str]]], how: str) -> list[Entry]:
    entries = []
    for place, (number, row) in enumerate(rows):
        names = [cell.strip().casefold() for cell in row]
        if not place and names[:2] == _HEADER:
            continue
        if not place and {"concept", "lang", "term"}.issubset(names):
            raise FormatError("is a termbase, where a dictionary is wanted; give it with --glossary", line=number)
        if len(row) not in {2, 3}:
            columns = f"{len(row)} column{'' if len(row) == 1 else 's'}"
            said = f"{columns}, where an entry has two or three, {how}: source, target and perhaps a weight"
            raise FormatError(said, line=number)
        entries.append(_entry(row, number))
    return entries


def _entry(row: Sequence[str], number: int) -> Entry:
    source, target = (cell.strip() for cell in row[:2])
    for name, text in (("source", source), ("target", target)):
        if not text:
            raise FormatError(f"the {name} is empty", line=number)
        if len(text) > _LONGEST:
            raise FormatError(f"the {name} has {len(text):,} characters; an entry is a word or a phrase", line=number)
    said = row[2].strip() if len(row) > 2 else ""
    try:
        weight = float(said or 1)
    except ValueError:
        weight = math.nan
    if not 0 < weight < math.inf:
        raise FormatError(f"the weight {said[:40]!r} is no number above 0", line=number)
    return source, target, weight
