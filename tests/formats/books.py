"""Sheets, and workbooks that people worked in, for the tests of this folder."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl

from align.formats import READERS, WRITERS, load
from align.formats.xlsx.layout import UNITS_TAB
from align.model import COLUMNS, Bitext, Provenance, Sheet, Termbase, Unit
from align.sheet import build_sheet

TWO_WAY = sorted(READERS.keys() & WRITERS.keys())


def bitext_of(*units: Unit, **fields: Any) -> Bitext:
    """A bitext of some units."""
    return Bitext(units, source_lang="zh", target_lang="en", next_id=len(units) + 1, **fields)


def example() -> Bitext:
    """Three units of a small text, the second one filled."""
    return bitext_of(
        Unit(
            "u0001", "We won.", section="The vote", speaker="Ann Lee", kind="excerpt", block=2, line=2, start=9, end=16
        ),
        Unit(
            "u0002", "They lost.", "他们输了。", "original", "reviewed", comment="Found.", score=0.75, block=2, line=2
        ),
        Unit("u0003", "It rained.", "下雨了。", "back-translated", "initial", note="Weather.", block=3, line=4),
        provenance=Provenance("translation-align 0", "vote.txt", "ab" * 32, (("rows", "auto"),)),
    )


def sheet_of(bitext: Bitext) -> Sheet:
    """The sheet of a bitext without terms and issues."""
    nothing: list[list[Any]] = [[] for _ in bitext.units]
    return build_sheet(bitext, Termbase(), nothing, nothing, [])


def written(bitext: Bitext, name: str = "xlsx") -> bytes:
    """A bitext as a file of a format."""
    stream = BytesIO()
    load(WRITERS, name)(sheet_of(bitext), stream)
    return stream.getvalue()


def saving(bitext: Bitext, name: str) -> list[str]:
    """What a writer tells of a bitext."""
    notes: list[str] = load(WRITERS, name)(sheet_of(bitext), BytesIO())
    return notes


def read(data: bytes, name: str = "xlsx") -> Bitext:
    """A file of a format as a bitext."""
    bitext: Bitext = load(READERS, name)(BytesIO(data))
    return bitext


def opened(bitext_or_sheet: Bitext | Sheet) -> openpyxl.Workbook:
    """The workbook as openpyxl sees it, rich text kept."""
    stream = BytesIO()
    sheet = bitext_or_sheet if isinstance(bitext_or_sheet, Sheet) else sheet_of(bitext_or_sheet)
    load(WRITERS, "xlsx")(sheet, stream)
    return openpyxl.load_workbook(stream, rich_text=True)


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as a file, as if somebody had saved it."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(name: str) -> int:
    """The number of a column of the units tab, counted from 1."""
    return COLUMNS.index(name) + 1


def units_tab(book: openpyxl.Workbook) -> Any:
    """The tab that people work in."""
    return book[UNITS_TAB]
