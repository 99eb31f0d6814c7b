"""The report of a merge as a workbook: what became of each row, both texts side by side."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

from openpyxl import Workbook

from align.formats.xlsx.further import Table, write_table
from align.formats.xlsx.page import new_page
from align.model import Merging

__all__ = ["write_report"]


def write_report(merging: Merging, langs: tuple[str, str], stream: BinaryIO) -> None:
    """Write the report: a tab with how often each verdict was given, and one with a row for each cell concerned.

    Args:
        merging: The verdicts.
        langs: BCP 47 tags of source and target.
        stream: Where to; it must allow seeking.
    """
    book = Workbook(write_only=True)
    source = langs[0]
    write_table(
        new_page(book, "Summary"),
        Table(
            (("verdict", 20, ""), ("rows", 10, "")), [(kind, str(count)) for kind, count in merging.counts().items()]
        ),
    )
    columns = (
        *(("file", 24, ""), ("row", 6, ""), ("id", 9, ""), ("verdict", 14, ""), ("what", 34, ""), ("field", 13, "")),
        *(("in the sheet", 50, source), ("came back", 50, source)),
    )
    rows = []
    for verdict in merging.verdicts:
        head = (PurePath(verdict.origin).name, str(verdict.row or ""), verdict.unit, verdict.kind, verdict.detail)
        cells = zip(verdict.fields, verdict.ours, verdict.theirs, strict=True)
        rows += [(*head, *cell) for cell in cells] or [(*head, "", "", "")]
    write_table(new_page(book, "Rows"), Table(columns, rows))
    book.save(stream)
