"""Workbooks with two languages or more that others made: the columns of a tab are found as those of any table.

A workbook with the hidden tab of ours is a working sheet, and is read as one. Of others the first tab is read that
names the columns of sources and targets; hidden tabs are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import python_calamine
from python_calamine import SheetTypeEnum, SheetVisibleEnum

from align.errors import ArgumentError, FormatError
from align.formats.tables.layout import Langs, Record, layout_of
from align.formats.tables.rows import bitext_of, unread
from align.formats.xlsx import read as sheets
from align.formats.xlsx.archive import check_archive
from align.formats.xlsx.layout import LEDGER_TAB
from align.model import Bitext

__all__ = ["notices", "read"]


def read(
    stream: BinaryIO, langs: Langs = (None, None), columns: str | None = None, encoding: str | None = None
) -> Bitext:
    """Read a working sheet of align, or a workbook with a column of sources and one of targets.

    Args:
        stream: The file.
        langs: Languages of source and target, where the workbook does not tell them or has several.
        columns: As for :func:`align.formats.tables.layout.layout_of`.
        encoding: Of no use here.

    Raises:
        ArgumentError: A working sheet tells its languages and columns itself, and some were given.
        FormatError: The file is no workbook, no tab has the columns, or a cell has a value that it may not have; lines
            are rows of the tab.
    """
    del encoding
    book = _open(stream)
    if LEDGER_TAB in book.sheet_names:
        if any(langs) or columns is not None:
            raise ArgumentError("is a working sheet, which tells its languages and columns itself; leave them out")
        stream.seek(0)
        return sheets.read(stream)
    return bitext_of(_chosen(book, langs, columns)[1], langs, columns)


def notices(
    stream: BinaryIO, langs: Langs = (None, None), columns: str | None = None, encoding: str | None = None
) -> list[str]:
    """What of a workbook that was read is not read: columns and tabs."""
    del encoding
    book = _open(stream)
    if LEDGER_TAB in book.sheet_names:
        return []
    name, rows = _chosen(book, langs, columns)
    others = [other for other, filled in _tabs(book) if other != name and filled]
    said = f"the tab{'s' if len(others) > 1 else ''} {', '.join(others)} {'are' if len(others) > 1 else 'is'} not read"
    return [*unread(rows, langs, columns), *([said] if others else [])]


def _open(stream: BinaryIO) -> python_calamine.CalamineWorkbook:
    check_archive(stream)
    try:
        return python_calamine.load_workbook(stream)
    except python_calamine.CalamineError as error:
        raise FormatError(f"is no Excel workbook that can be read ({error})") from None


def _tabs(book: python_calamine.CalamineWorkbook) -> Iterator[tuple[str, list[Record]]]:
    """The visible tabs with their rows that hold anything."""
    for tab in book.sheets_metadata:
        if (tab.typ, tab.visible) != (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible):
            continue
        try:
            rows = book.get_sheet_by_name(tab.name).to_python(skip_empty_area=False)
        except python_calamine.CalamineError as error:
            raise FormatError(f"the tab {tab.name} cannot be read ({error})") from None
        texts = ((number, [sheets.text_of(cell) for cell in row]) for number, row in enumerate(rows, start=1))
        yield tab.name, [(number, row) for number, row in texts if any(map(str.strip, row))]


def _chosen(book: python_calamine.CalamineWorkbook, langs: Langs, columns: str | None) -> tuple[str, list[Record]]:
    """The first tab that has the columns, with its rows."""
    first: FormatError | None = None
    for name, rows in _tabs(book):
        if not rows:
            continue
        try:
            layout_of(rows, langs, columns)
        except FormatError as error:
            first = first or error
        else:
            return name, rows
    raise first or FormatError("holds nothing")
