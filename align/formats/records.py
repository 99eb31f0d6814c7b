"""Lines and CSV records of the files that people keep by hand; those that begin with ``#`` are comments."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from align.errors import FormatError
from align.text.lines import split_lines

__all__ = ["content_lines", "csv_records"]


def content_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are neither blank nor comments, with their numbers."""
    for number, line in enumerate(split_lines(text), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def csv_records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are neither blank nor comments, with the line on which each starts.

    Comments are left out before the CSV is parsed, since they follow none of its rules; a line that begins with ``#``
    inside a quoted field is none.
    """
    lines = iter(enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1))
    for start, line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        record = line
        while record.count('"') % 2:  # a quoted field goes on in the next line
            following = next(lines, None)
            if following is None:
                raise FormatError("broken CSV: a quotation mark is not closed", line=start)
            record += "\n" + following[1]
        try:
            row = next(csv.reader([part + "\n" for part in record.split("\n")], strict=True))
        except (csv.Error, StopIteration) as error:
            raise FormatError(f"broken CSV: {error}", line=start) from None
        if any(field.strip() for field in row):
            yield start, row
