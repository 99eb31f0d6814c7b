"""A workbook back into a bitext: values only, through calamine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO, cast

import python_calamine

from align.errors import AlignError, FormatError
from align.formats.xlsx.archive import check_archive
from align.formats.xlsx.cells import restore
from align.formats.xlsx.columns import find_columns
from align.formats.xlsx.layout import LEDGER_TAB, TABS, UNITS_TAB
from align.formats.xlsx.ledger import Ledger, read_ledger, shown_ids
from align.model import PLACEHOLDER, Bitext, Unit

__all__ = ["Book", "open_book", "read", "read_all", "text_of"]

_Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook, its cells not looked at yet.

    Attributes:
        ledger: What the hidden tab says.
        tab: Name of the tab of the units.
        header: The first row of that tab.
        body: Its further rows that hold anything, with their numbers.
        ids: The ids by what their cells show.
        added: Names of the tabs that are none of the sheet's own.
    """

    ledger: Ledger
    tab: str
    header: Sequence[_Cell]
    body: tuple[tuple[int, Sequence[_Cell]], ...]
    ids: dict[str, str]
    added: tuple[str, ...]

    def texts(self, row: Sequence[_Cell], places: dict[str, int]) -> dict[str, str]:
        """The fields of a row, their exact texts where those were kept; no ``score``, and no ``hash``."""
        texts = {
            name: text_of(row[place]) if place < len(row) else ""
            for name, place in places.items()
            if name not in ("score", "hash")
        }
        unit_id = texts["id"] = self.ids.get(texts["id"], texts["id"])
        if self.ledger.kept:
            for name in texts:
                kept = self.ledger.kept.get((unit_id, name))
                if kept is not None:
                    texts[name] = restore(texts[name], kept)
        if texts.get("source") == PLACEHOLDER and texts.get("source_state", "missing") == "missing":
            texts["source"] = ""
        return texts


def open_book(stream: BinaryIO) -> Book:
    """Open a sheet that :mod:`align.formats.xlsx.write` wrote.

    Raises:
        FormatError: The file is no workbook, lacks a tab, or its hidden tab is damaged.
    """
    check_archive(stream)
    try:
        book = python_calamine.load_workbook(stream)
        names = book.sheet_names
        if LEDGER_TAB not in names:
            raise FormatError(f"is no sheet of align: it has no hidden tab {LEDGER_TAB}")
        lines = [str(row[0]) for row in book.get_sheet_by_name(LEDGER_TAB).to_python() if row]
        tab = UNITS_TAB if UNITS_TAB in names else names[0]
        rows = book.get_sheet_by_name(tab).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise FormatError(f"is no Excel workbook that can be read ({error})") from None
    ledger = read_ledger(lines)
    return Book(
        ledger=ledger,
        tab=tab,
        header=rows[0] if rows else [],
        body=tuple(_filled(rows)),
        ids={shown: name for name, shown in shown_ids(ledger.units).items()},
        added=tuple(name for name in names if name not in TABS and name != tab),
    )


def _filled(rows: Sequence[Sequence[_Cell]]) -> Iterator[tuple[int, Sequence[_Cell]]]:
    for number, row in enumerate(rows[1:], start=2):
        if any(not isinstance(cell, str) or cell.strip() for cell in row):
            yield number, row


def read(stream: BinaryIO) -> Bitext:
    """The bitext of a sheet that :mod:`align.formats.xlsx.write` wrote and that people may have worked in.

    Columns are found by their names and may have been moved; rows may have been sorted, the units come in the order of
    the document all the same.

    Raises:
        FormatError: The file is no workbook, lacks a tab, a column or an id, or a cell holds a value that it may not.
    """
    return read_all(stream)[0]


def read_all(stream: BinaryIO) -> tuple[Bitext, tuple[str, ...]]:
    """The bitext of a sheet, and what people added beside it, which is lost when the sheet is written anew.

    Returns:
        The bitext; and ``column NAME`` or ``tab NAME`` of each addition.

    Raises:
        FormatError: As for :func:`read`.
    """
    book = open_book(stream)
    ledger = book.ledger
    columns = find_columns(book.header, book.tab, ledger.source_lang, ledger.target_lang)
    units = []
    seen: dict[str, int] = {}
    for number, row in book.body:
        unit = _unit(book, row, number, columns.places)
        if unit.id in seen:
            raise FormatError(
                f"the id {unit.id} stands in row {seen[unit.id]} already; each row keeps its own", line=number
            )
        seen[unit.id] = number
        units.append(unit)
    order = {name: place for place, name in enumerate(ledger.units)}
    units.sort(key=lambda unit: order.get(unit.id, len(order)))
    bitext = Bitext(
        units=tuple(units),
        source_lang=ledger.source_lang,
        target_lang=ledger.target_lang,
        provenance=ledger.provenance,
        next_id=ledger.next_id,
        gone=tuple(ledger.gone),
        conflicts=tuple(ledger.conflicts),
        leftovers=tuple(ledger.leftovers),
        seen=tuple(ledger.seen),
    )
    return bitext, (*(f"column {name}" for name in columns.added), *(f"tab {name}" for name in book.added))


def _unit(book: Book, row: Sequence[_Cell], number: int, places: dict[str, int]) -> Unit:
    texts = book.texts(row, places)
    unit_id = texts["id"]
    if not unit_id:
        raise FormatError("a row without an id; new rows cannot be added in the sheet", line=number)
    place = places.get("score", len(row))
    score = row[place] if place < len(row) else ""
    if isinstance(score, str) and score.strip():
        raise FormatError(f"the score {score!r} is no number", line=number)
    kind, block, line, start, end = book.ledger.units.get(unit_id, ("body", 0, 0, 0, 0))
    try:
        return Unit(
            **cast("dict[str, Any]", texts),
            score=float(score) if isinstance(score, int | float) else None,
            kind=kind,
            block=block,
            line=line,
            start=start,
            end=end,
        )
    except AlignError as error:
        raise FormatError(error.message, line=number) from None


def text_of(cell: _Cell) -> str:
    """A cell as text: a number that somebody typed into a text column reads as it was typed."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
