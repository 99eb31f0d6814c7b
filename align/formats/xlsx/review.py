"""The review sheet of found terms as a workbook: a filter over every column, and a drop-down list for the decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from align.formats.review import REVIEW_COLUMNS
from align.formats.xlsx import style
from align.formats.xlsx.page import new_page
from align.model import CASES, DECISIONS, TERM_STATUSES, TERM_TYPES

__all__ = ["write"]

_WIDTHS: Final = {"decision": 10, "concept": 24, "term": 34, "definition": 30, "note": 30, "found": 24, "places": 24}
_WIDE: Final = {"example": 70, "known": 24, "source": 24}
_CHOICES: Final = {"decision": DECISIONS, "status": TERM_STATUSES, "type": TERM_TYPES, "case": CASES}


def write(rows: Iterable[dict[str, str]], stream: BinaryIO) -> None:
    """Write the rows of a review sheet; numbers are numbers, and text is text whatever it looks like."""
    given = list(rows)
    book = Workbook(write_only=True)
    page = new_page(book, "review")
    ws = page.ws
    font, fill, alignment = style.header_look(unlocked=False)
    page.add_style("header", font=font, fill=fill, alignment=alignment)
    page.add_style("cell", font=Font(name="Arial", size=10), alignment=Alignment(wrap_text=True, vertical="top"))
    ws.freeze_panes = "B2"
    letters = [chr(ord("A") + number) for number in range(len(REVIEW_COLUMNS))]
    for letter, name in zip(letters, REVIEW_COLUMNS, strict=True):
        ws.column_dimensions[letter].width = {**_WIDTHS, **_WIDE}.get(name, 11)
        if name in _CHOICES and given:
            choice = DataValidation("list", formula1=f'"{",".join(_CHOICES[name])}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{len(given) + 1}")
            ws.data_validations.append(choice)
    ws.auto_filter.ref = f"A1:{letters[-1]}{len(given) + 1}"
    page.append([page.text(name, "header") for name in REVIEW_COLUMNS])
    for row in given:
        page.append(
            [
                page.number(float(row[name]), "cell") if name in {"score", "count"} else page.text(row[name], "cell")
                for name in REVIEW_COLUMNS
            ]
        )
    saver: Any = book
    saver.save(stream)
