"""CSV as people write it: records with their places, so that one can be changed and all else stays as it is.

Comments (lines that begin with ``#``) and blank lines may stand between records. A field is quoted if it begins with a
quotation mark; inside, two stand for one, and line ends count as text. As in the module :mod:`csv`, a quotation mark
inside a field that does not begin with one is a character like any other.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from align.errors import FormatError

__all__ = ["Record", "field_spans", "quoted", "records", "unquoted"]

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_LINE: Final = re.compile(r"[^\r\n]*")
_FIELD: Final = re.compile(r'"(?:[^"]++|"")*+(?P<closed>")?|[^,\r\n]*')
# A line that is a whole record, however its fields are quoted: most are, and the module csv is fast on them.
_WHOLE: Final = re.compile(r'(?:(?:"(?:[^"]++|"")*+"|[^",][^,]*+)?+(?:,|$))+')
_LONG: Final = 100_000  # code points; csv has a limit for fields
_NEEDS_QUOTES: Final = re.compile(r'[",\r\n]')


class Record(NamedTuple):
    r"""A record of a text.

    Attributes:
        line: Line on which it starts, counted from 1.
        start: Offset of its first code point.
        end: Offset behind its last one; the line end is no part of it.
        fields: The values, without quotation marks; a line end inside is ``\n``.
    """

    line: int
    start: int
    end: int
    fields: tuple[str, ...]


def records(text: str) -> Iterator[Record]:
    """The records of a text that hold anything, in order.

    Raises:
        FormatError: A quotation mark is not closed, or text follows one that closes a field; the error has the line.
    """
    position, line = 0, 1
    while position < len(text):
        end = _LINE.match(text, position).end()  # type: ignore[union-attr]  # it matches anywhere
        row = text[position:end]
        bare = row.strip()
        begun = line
        if bare and bare[0] != "#":
            if '"' not in row:
                fields = tuple(row.split(","))
            elif _WHOLE.fullmatch(row) and len(row) < _LONG:
                fields = tuple(next(csv.reader([row])))
            else:
                spans = field_spans(text, position, line)
                fields = tuple(unquoted(text[start:stop]) for start, stop in spans)
                end = spans[-1][1]
                line += len(_LINE_END.findall(text, position, end))
            if any(map(str.strip, fields)):
                yield Record(begun, position, end, fields)
        following = _LINE_END.match(text, end)
        position = following.end() if following else len(text)
        line += 1


def field_spans(text: str, start: int, line: int = 1) -> list[tuple[int, int]]:
    """Where the fields of a record stand, their quotation marks included.

    Args:
        text: The text.
        start: Offset of the record.
        line: Its line, for errors.

    Raises:
        FormatError: The record is broken.
    """
    spans = []
    while True:
        match = _FIELD.match(text, start)
        if match is None or (match[0].startswith('"') and not match["closed"]):
            raise FormatError("broken CSV: a quotation mark is not closed", line=line)
        spans.append(match.span())
        start = match.end()
        following = text[start : start + 1]
        if following != ",":
            break
        start += 1
    if following not in {"", "\n", "\r"}:
        raise FormatError("broken CSV: text behind the quotation mark that closes a field", line=line)
    return spans


def unquoted(raw: str) -> str:
    """The value of a field as it stands in the text."""
    if not raw.startswith('"'):
        return raw
    return _LINE_END.sub("\n", raw[1:-1].replace('""', '"'))


def quoted(value: str, newline: str, *, always: bool = False, first: bool = False) -> str:
    r"""A field that holds a value.

    Args:
        value: The value, its line ends ``\n``.
        newline: What to write for them.
        always: Put quotation marks where they are not needed.
        first: It is the first of its record, and must not look like a comment.
    """
    if not always and not _NEEDS_QUOTES.search(value) and not (first and value.lstrip().startswith("#")):
        return value
    return '"' + value.replace('"', '""').replace("\n", newline) + '"'
