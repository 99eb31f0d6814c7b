"""A workbook back into a bitext: values only, through calamine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO, Final, cast

import python_calamine

from align.errors import AlignError, FormatError
from align.formats.xlsx.archive import check_archive
from align.formats.xlsx.cells import restore
from align.formats.xlsx.layout import FIELDS, LEDGER_TAB, UNITS_TAB
from align.formats.xlsx.ledger import Ledger, read_ledger, shown_ids
from align.model import PLACEHOLDER, Bitext, Unit

__all__ = ["read", "text_of"]

_Cell = int | float | str | bool | time | date | datetime | timedelta
_OPTIONAL: Final = frozenset({"section", "speaker", "note", "comment", "score"})


def read(stream: BinaryIO) -> Bitext:
    """The bitext of a sheet that :mod:`align.formats.xlsx.write` wrote and that people may have worked in.

    Columns are found by their names and may have been moved; rows may have been sorted, the units come in the order of
    the document all the same.

    Raises:
        FormatError: The file is no workbook, lacks a tab, a column or an id, or a cell holds a value that it may not.
    """
    check_archive(stream)
    try:
        book = python_calamine.load_workbook(stream)
        names = book.sheet_names
        if LEDGER_TAB not in names:
            raise FormatError(f"is no sheet of align: it has no hidden tab {LEDGER_TAB}")
        lines = [str(row[0]) for row in book.get_sheet_by_name(LEDGER_TAB).to_python() if row]
        units_tab = UNITS_TAB if UNITS_TAB in names else names[0]
        rows = book.get_sheet_by_name(units_tab).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise FormatError(f"is no Excel workbook that can be read ({error})") from None
    ledger = read_ledger(lines)
    columns = _columns(rows[0] if rows else [], units_tab)
    ids = {shown: name for name, shown in shown_ids(ledger.units).items()}
    units = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(not isinstance(cell, str) or cell.strip() for cell in row):
            continue
        unit = _unit(row, number, columns, ledger, ids)
        if unit.id in seen:
            raise FormatError(
                f"the id {unit.id} stands in row {seen[unit.id]} already; each row keeps its own", line=number
            )
        seen[unit.id] = number
        units.append(unit)
    order = {name: place for place, name in enumerate(ledger.units)}
    units.sort(key=lambda unit: order.get(unit.id, len(order)))
    return Bitext(
        units=tuple(units),
        source_lang=ledger.source_lang,
        target_lang=ledger.target_lang,
        provenance=ledger.provenance,
        next_id=ledger.next_id,
    )


def _columns(header: Sequence[_Cell], tab: str) -> dict[str, int]:
    names = [str(name).strip().lower() for name in header]
    lacking = [name for name in FIELDS if name not in names and name not in _OPTIONAL]
    if lacking:
        raise FormatError(f"the tab {tab} has no column {' and no column '.join(lacking)} in its first row", line=1)
    twice = next((name for name in FIELDS if names.count(name) > 1), None)
    if twice:
        raise FormatError(f"the column {twice} stands twice in the tab {tab}; remove one of the two", line=1)
    return {name: names.index(name) for name in FIELDS if name in names}


def _unit(row: Sequence[_Cell], number: int, columns: dict[str, int], ledger: Ledger, ids: dict[str, str]) -> Unit:
    cells = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
    texts = {name: text_of(cell) for name, cell in cells.items() if name != "score"}
    unit_id = texts["id"] = ids.get(texts["id"], texts["id"])
    if not unit_id:
        raise FormatError("a row without an id; new rows cannot be added in the sheet", line=number)
    for name in texts:
        kept = ledger.kept.get((unit_id, name))
        if kept is not None:
            texts[name] = restore(texts[name], kept)
    if texts["source"] == PLACEHOLDER and texts["source_state"] == "missing":
        texts["source"] = ""
    score = cells.get("score", "")
    if isinstance(score, str) and score.strip():
        raise FormatError(f"the score {score!r} is no number", line=number)
    kind, block, line, start, end = ledger.units.get(unit_id, ("body", 0, 0, 0, 0))
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
