"""A look into the zip archive of a workbook before anything unpacks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import BinaryIO, Final

from align.errors import FormatError
from align.formats.archive import Parts

__all__ = ["check_archive", "trusting"]

_MOST_MEGABYTES: Final = 2048
_trusted: ContextVar[int | None] = ContextVar("align.formats.xlsx.archive", default=None)
_MOST_CELLS: Final = 4_000_000
_CELLS_FOR_ONE: Final = 50
# References to cells beyond column Z or row 99,999: few sheets have any.
_FAR: Final = re.compile(rb' r="([A-Z]{2,3}|[A-Z](?=[0-9]{6}))([0-9]{1,7})"')
_ROW: Final = re.compile(rb'<row[^>]*? r="([0-9]{1,7})"')


@contextmanager
def trusting(max_size: int) -> Iterator[None]:
    """Within it workbooks may unpack to this size, however small they are packed.

    Args:
        max_size: Megabytes; without it 2,048.
    """
    before = _trusted.set(max_size)
    try:
        yield
    finally:
        _trusted.reset(before)


def check_archive(stream: BinaryIO) -> None:
    """Refuse an archive that would unpack to far more than it holds; the stream is left at its start.

    Readers of workbooks keep a rectangle of cells up to the last one used: a single cell in the last corner of a sheet
    would take hundreds of gigabytes.

    Raises:
        FormatError: The file is no zip archive, is damaged, is a zip bomb, or has cells far from all others.
    """
    trusted = _trusted.get()
    parts = Parts(stream, "Excel workbook", trusted or _MOST_MEGABYTES, "if you trust the file, give --max-size")
    parts.refuse_bomb(anyhow=trusted is not None)
    for name in parts:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            _check_cells(parts.read(name))
    stream.seek(0)


def _check_cells(sheet: bytes) -> None:
    far = _FAR.findall(sheet)
    if not far:
        return
    last_row = max(int(digits) for digits in (*(digits for _, digits in far), *_ROW.findall(sheet)))
    last_column = max(26, *(_column(letters) for letters, _ in far))
    if last_row * last_column > max(_MOST_CELLS, _CELLS_FOR_ONE * sheet.count(b"<c ")):
        raise FormatError("has a cell far away from all others; delete the empty rows and columns at the end")


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column
