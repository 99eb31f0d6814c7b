"""A termbase as a plain workbook: one term a row below the names of the columns.

Read, too, are workbooks with a column for each language, as many people keep them: the first row then holds language
tags, and perhaps ``concept``, ``pos``, ``definition``, ``note`` and ``source``. Only the first tab counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, BinaryIO, Final

import python_calamine
from openpyxl import Workbook

from align.errors import FormatError, LanguageTagError
from align.formats.csv_records import Record
from align.formats.decisions import kept, undecided
from align.formats.term_pairs import Langs
from align.formats.termbase_csv import COLUMNS, terms_of
from align.formats.xlsx.archive import check_archive
from align.formats.xlsx.cells import presentable
from align.formats.xlsx.page import new_page
from align.formats.xlsx.read import text_of
from align.model import Term, Termbase
from align.text.tags import standard_tag

__all__ = ["left_out", "read", "write"]

_OF_ROWS: Final = ("concept", "pos", "definition", "note", "source")
_WIDTHS: Final = {"concept": 20, "term": 32, "definition": 60, "note": 40, "source": 24}


def read(data: bytes, langs: Langs | None = None, encoding: str | None = None) -> list[tuple[Term, ...]]:
    """The concepts of a workbook.

    Args:
        data: The content of the file.
        langs: Of no use here; the file tells its languages.
        encoding: Likewise.

    Raises:
        FormatError: The file is no workbook, its first row names neither the columns of a termbase nor two languages,
            or a row is broken; lines are rows of the tab.
    """
    del langs, encoding
    rows = _cells(data)
    names = [name.casefold() for name in rows[0]] if rows else []
    if {"concept", "lang", "term"} <= set(names):
        return _rows_of_terms(rows)
    tags = [_tag(name) for name in names]
    if sum(map(bool, tags)) < 2:
        raise FormatError(
            f"the first row names neither the columns of a termbase ({','.join(COLUMNS)}) nor two languages by their "
            "tags, such as en and zh",
            line=1,
        )
    return [found for number, row in enumerate(rows[1:], start=2) if (found := _concept(names, tags, row, number))]


def _cells(data: bytes) -> list[list[str]]:
    stream = BytesIO(data)
    check_archive(stream)
    try:
        book = python_calamine.load_workbook(stream)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise FormatError(f"is no Excel workbook that can be read ({error})") from None
    return [[text_of(cell).strip() for cell in row] for row in rows]


def _rows_of_terms(rows: Sequence[Sequence[str]]) -> list[tuple[Term, ...]]:
    records = _records(rows)
    grouped: dict[str, list[Term]] = {}
    for _, term in terms_of(kept(records)):
        grouped.setdefault(term.concept, []).append(term)
    return list(map(tuple, grouped.values()))


def left_out(data: bytes, encoding: str | None = None) -> list[str]:
    """One sentence on the rows of a review sheet that are not taken, or none.

    Raises:
        FormatError: The file is no workbook.
    """
    del encoding
    return undecided(_records(_cells(data)))


def _records(rows: Sequence[Sequence[str]]) -> list[Record]:
    if not rows:
        return []
    width = max((number for number, name in enumerate(rows[0], start=1) if name), default=0)
    return [Record(line, 0, 0, tuple(row[:width])) for line, row in enumerate(rows, start=1) if any(row)]


def _tag(name: str) -> str:
    try:
        return standard_tag(name) if name and name not in _OF_ROWS else ""
    except LanguageTagError:
        return ""


def _concept(names: Sequence[str], tags: Sequence[str], row: Sequence[str], line: int) -> tuple[Term, ...]:
    shared = {name: value for name, value in zip(names, row, strict=False) if name in _OF_ROWS}
    concept, pos = shared.pop("concept", ""), shared.pop("pos", "")
    terms: list[Term] = []
    for tag, text in zip(tags, row, strict=False):
        if tag and text:
            terms.append(Term(concept, tag, text, pos=pos, line=line, **({} if terms else shared)))
    return tuple(terms)


def write(termbase: Termbase, stream: BinaryIO, langs: Langs | None = None) -> list[str]:
    """Write all terms with all their fields.

    Returns:
        Sentences that tell which texts no cell can hold as they are.
    """
    del langs
    book = Workbook(write_only=True)
    page = new_page(book, "terms")
    page.ws.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS):
        page.ws.column_dimensions["ABCDEFGHIJ"[number]].width = _WIDTHS.get(name, 12)
    page.append([page.text(name) for name in COLUMNS])
    told = []
    for term in termbase.terms:
        values = [getattr(term, "text" if name == "term" else name) for name in COLUMNS]
        told += [
            f'{term.concept}, "{term.text}": the {name} is not whole in its cell'
            for name, value in zip(COLUMNS, values, strict=True)
            if presentable(value) != value
        ]
        page.append([page.text(value) for value in values])
    saver: Any = book
    saver.save(stream)
    return told
