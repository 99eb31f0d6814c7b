"""A termbase file to be changed: every character that no change touches stays as it is.

A change is a :class:`Patch`; patches of one text are applied together. Comments, blank lines, columns of other names,
quotation marks, padding, line ends, the byte order mark and a missing last line end are all kept, since nothing but the
patched spans is written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from align.errors import ArgumentError, FormatError
from align.formats.csv_records import Record, field_spans, quoted, records
from align.formats.termbase_csv import COLUMNS, DEFAULTS, column_names, terms_of
from align.model import Term
from align.text.decoding import coding_of, decode

__all__ = ["NEW_FILE", "Patch", "TermbaseFile"]

NEW_FILE: Final = (",".join(COLUMNS) + "\n").encode()
"""What a termbase without terms holds."""


class Patch(NamedTuple):
    """Text to put in the place of a span; an empty span is an insertion."""

    start: int
    end: int
    text: str


class TermbaseFile:
    """The content of a termbase file.

    Args:
        data: The content.
        encoding: As for :func:`align.text.decoding.decode`.
        path: The file, which its terms shall name.

    Attributes:
        text: Every character, a byte order mark excluded.
        columns: Names of the columns, in lower case and their order.
        terms: The terms, in order.

    Raises:
        EncodingError: The bytes are no text.
        FormatError: A row is broken, or the encoding spells texts in several ways, so that bytes would be lost.
    """

    def __init__(self, data: bytes, encoding: str | None = None, *, path: str = "") -> None:
        self.text = decode(data, encoding)
        self._codec, self._errors, self._mark = coding_of(data, encoding)
        if self.encode(self.text) != data:
            raise FormatError(f"cannot be changed byte by byte in {self._codec.upper()}; save it as UTF-8 first")
        found = list(records(self.text))
        rows = terms_of(found, path)
        self._header = found[0]
        self._records = [record for record, _ in rows]
        self.columns = column_names(self._header)
        self.terms: tuple[Term, ...] = tuple(term for _, term in rows)

    def encode(self, text: str) -> bytes:
        """A text as bytes of this file's encoding.

        Raises:
            FormatError: The encoding lacks a character of it.
        """
        try:
            return self._mark + text.encode(self._codec, self._errors)
        except UnicodeEncodeError as error:
            raise FormatError(
                f"{text[error.start]!r} cannot be written in {self._codec.upper()}; save it as UTF-8 first"
            ) from None

    def values(self, index: int) -> dict[str, str]:
        """The fields of a term's row by column, without padding; columns that are unknown here too."""
        return {
            name: value.strip() for name, value in zip(self.columns, self._records[index].fields, strict=True) if name
        }

    def rows(self) -> dict[tuple[str, str, str], dict[str, str]]:
        """Every term's fields by concept, language and spelling, in the form that a term has them.

        Columns that a termbase knows and this file lacks hold what that means; columns of other names are there too.
        """
        found = {}
        for index, term in enumerate(self.terms):
            known = {name: getattr(term, "text" if name == "term" else name) for name in COLUMNS}
            found[term.concept, term.lang, term.text] = {**known, **self.values(index), **known}
        return found

    def insert(self, index: int, values: Mapping[str, str]) -> Patch:
        """Put a row behind a term's row.

        Args:
            index: Number of that term; -1 stands for the header.
            values: The fields by column; the others are empty.

        Raises:
            ArgumentError: The file has no such column.
        """
        self._known(values)
        before = self._records[index] if index >= 0 else self._header
        newline = self._newline(before)
        style = self._always_quoted(before)
        fields = [
            quoted(values.get(name, ""), newline, always=style, first=not number)
            for number, name in enumerate(self.columns)
        ]
        return Patch(before.end, before.end, newline + ",".join(fields))

    def change(self, index: int, values: Mapping[str, str]) -> list[Patch]:
        """Put other values into fields of a term's row; fields that hold them already stay.

        Raises:
            ArgumentError: The file has no such column.
        """
        self._known(values)
        record = self._records[index]
        spans = field_spans(self.text, record.start)
        old = self.values(index)
        return [
            Patch(*spans[number], self._field(record, spans[number], number, values[name]))
            for number, name in enumerate(self.columns)
            if name in values and values[name] != old[name]
        ]

    def remove(self, index: int) -> Patch:
        """Take a term's row out, with its line end."""
        record = self._records[index]
        after = self._line_end(record.end)
        if after:
            return Patch(record.start, record.end + len(after), "")
        before = "\r\n" if self.text.endswith("\r\n", 0, record.start) else self.text[record.start - 1]
        return Patch(record.start - len(before), record.end, "")

    def note(self, index: int, line: str) -> Patch:
        """Put a comment line, with its ``#``, before a term's row; one more than the last stands for the end."""
        if index < len(self._records):
            record = self._records[index]
            return Patch(record.start, record.start, line + self._newline(record))
        end = len(self.text.rstrip("\r\n"))
        return Patch(end, end, self._newline(self._records[-1] if self._records else self._header) + line)

    def comments(self) -> list[tuple[str, int]]:
        """Each comment line, with the number of the term that follows it."""
        ends = [self._header.end, *(record.end for record in self._records)]
        starts = [*(record.start for record in self._records), len(self.text)]
        gaps = [(0, self._header.start, 0), *((a, b, n) for n, (a, b) in enumerate(zip(ends, starts, strict=True)))]
        return [
            (line.strip(), number)
            for start, end, number in gaps
            for line in self.text[start:end].replace("\r", "\n").split("\n")
            if line.lstrip().startswith("#")
        ]

    def apply(self, patches: Iterable[Patch]) -> str:
        """The text with all patches done; those at one place in the order given."""
        ordered = sorted(patches, key=lambda patch: patch.start)
        parts, position = [], 0
        for patch in ordered:
            start = max(position, patch.start)  # two rows at the end may both take the line end between them
            parts += [self.text[position:start], patch.text]
            position = max(position, patch.end)
        return "".join([*parts, self.text[position:]])

    def _known(self, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            if name not in self.columns and value != DEFAULTS.get(name, ""):
                known = ", ".join(name for name in self.columns if name)
                raise ArgumentError(f"there is no column {name} in it; add one to its first row (it has {known})")

    def _field(self, record: Record, span: tuple[int, int], number: int, value: str) -> str:
        """A field with another value, in the style of what it held."""
        raw = self.text[slice(*span)]
        newline = self._newline(record)
        if raw.startswith('"'):
            needed = quoted(record.fields[number], newline, first=not number).startswith('"')
            style = self._always_quoted(record, without=number) if needed else True
            return quoted(value, newline, always=style, first=not number)
        plain = quoted(value, newline, first=not number)
        if plain.startswith('"') or not raw.strip():
            return plain
        bare = raw.strip()
        return raw.replace(bare, plain)

    def _always_quoted(self, record: Record, without: int = -1) -> bool:
        """Whether the record is by a program that quotes every field."""
        spans = [span for n, span in enumerate(field_spans(self.text, record.start)) if n != without]
        return bool(spans) and all(self.text.startswith('"', start) for start, _ in spans)

    def _line_end(self, offset: int) -> str:
        if self.text.startswith("\r\n", offset):
            return "\r\n"
        return self.text[offset : offset + 1]

    def _newline(self, record: Record) -> str:
        """The line end behind a record, or that of the records before if it is the last and has none."""
        own = self._line_end(record.end)
        if own:
            return own
        every = [self._header, *self._records]
        return next((end for end in (self._line_end(one.end) for one, _ in pairwise(every)) if end), "\n")
