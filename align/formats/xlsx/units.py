"""The tab of the units: a row each, which is made anew only where something changed since it was last written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from align.formats.xlsx import style
from align.formats.xlsx.cells import is_plain, presentable
from align.formats.xlsx.layout import column_letter
from align.formats.xlsx.ledger import shown_ids
from align.formats.xlsx.page import Content, Draft, Page, font_element, row_height
from align.model import COLUMNS, PLACEHOLDER, SOURCE_STATES, STATUSES, Bitext, Row, Run, Sheet, Unit

__all__ = ["Drafts", "write_units"]

_FIELDS_IN_CELLS: Final = ("section", "speaker", "source", "target", "note", "comment")
_PRINTED: Final = ("id", "issues")


class _Known(NamedTuple):
    """A row as it was written last, what it was made of, and the fields whose text its cells cannot show."""

    unit: Unit
    row: Row
    shown_id: str
    draft: Draft
    kept: tuple[tuple[str, str, str], ...]


class Drafts:
    """The rows of a sheet that is written again and again, as they were written last."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._looks: tuple[dict[str, str], dict[str, str]] = ({}, {})

    def take(self, sheet: Sheet, page: Page, fonts: dict[str, str]) -> Iterator[_Known]:
        """The rows of a sheet; of those that are the very objects of last time nothing is made anew."""
        if (page.styles, fonts) != self._looks:
            self._known, self._looks = {}, (page.styles, fonts)
        writer = _RowWriter(page, fonts)
        ids = shown_ids(unit.id for unit in sheet.bitext.units)
        before, self._known = self._known, {}
        for unit, row in zip(sheet.bitext.units, sheet.rows, strict=True):
            known = before.get(unit.id)
            if known is None or known.unit is not unit or known.row is not row or known.shown_id != ids[unit.id]:
                draft = page.draft(writer.cells(ids[unit.id], unit, row), _height(unit, row))
                known = _Known(unit, row, ids[unit.id], draft, tuple(_kept(unit)))
            self._known[unit.id] = known
            yield known


def _kept(unit: Unit) -> Iterator[tuple[str, str, str]]:
    for name in _FIELDS_IN_CELLS:
        if presentable(text := getattr(unit, name)) != text:
            yield unit.id, name, text


def write_units(page: Page, sheet: Sheet, drafts: Drafts) -> list[tuple[str, str, str]]:
    """Write the tab.

    Args:
        page: The tab.
        sheet: What to write.
        drafts: The rows as they were written last.

    Returns:
        Id, field and exact text of each cell that cannot show its text.
    """
    bitext = sheet.bitext
    fonts = _add_styles(page, bitext)
    _set_up(page, len(bitext.units) + 1)
    page.append([page.text(name, f"{name} header") for name in COLUMNS], height=24)
    kept: list[tuple[str, str, str]] = []
    for known in drafts.take(sheet, page, fonts):
        page.put(known.draft)
        kept += known.kept
    return kept


def _add_styles(page: Page, bitext: Bitext) -> dict[str, str]:
    """Name the looks of cells; the fonts of both sides, and of what is on neither."""
    fonts = {"source": style.font_for(bitext.source_lang), "target": style.font_for(bitext.target_lang), "": "Arial"}
    for name, look in style.COLUMN_LOOKS.items():
        dimension = page.ws.column_dimensions[column_letter(name)]
        dimension.width = look.width
        dimension.hidden = name == "hash"
        page.add_style(
            name,
            font=style.cell_font(fonts[look.side], look),
            alignment=style.cell_alignment(look),
            fill=style.background(look),
            border=style.border(),
            protection=style.protection(look),
        )
        font, fill, alignment = style.header_look(unlocked=look.unlocked)
        page.add_style(f"{name} header", font=font, fill=fill, alignment=alignment)
    page.add_style(
        "placeholder",
        base="source",
        font=Font(name="Arial", size=10, italic=True, color=style.DIM),
    )
    for severity in ("error", "warning", "info"):
        page.add_style(severity, base="issues", fill=style.fill(style.TINTS[severity]))
    return fonts


def _set_up(page: Page, last: int) -> None:
    """Everything of the units tab but its rows: header, filter, drop-downs, colours, protection, print."""
    ws = page.ws
    ws.freeze_panes = f"{column_letter('section')}2"
    ws.auto_filter.ref = f"A1:{column_letter('hash')}{last}"
    ws.sheet_view.zoomScale = 100
    ws.sheet_properties.tabColor = "FF0F766E"
    page.protect()
    page.print_landscape(title_rows="1:1")
    ws.print_area = f"{column_letter(_PRINTED[0])}1:{column_letter(_PRINTED[1])}{last}"
    if last == 1:
        return
    for name, values in (("source_state", SOURCE_STATES), ("status", STATUSES)):
        cells = f"{column_letter(name)}2:{column_letter(name)}{last}"
        choice = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=False, showErrorMessage=True)
        choice.errorTitle, choice.error = name, f"Choose one of: {', '.join(values)}"
        choice.add(cells)
        ws.data_validations.append(choice)
        for value in values:
            _tint(page, cells, f'${column_letter(name)}2="{value}"', style.TINTS[value])
    # A slot that was filled while its state still says missing.
    source, state = column_letter("source"), column_letter("source_state")
    forgotten = f'AND(${state}2="missing",${source}2<>"{PLACEHOLDER}",${source}2<>"")'
    _tint(page, f"{source}2:{source}{last}", forgotten, style.TINTS["warning"])


def _tint(page: Page, cells: str, condition: str, color: str) -> None:
    rule: Any = FormulaRule  # untyped in the stubs
    page.ws.conditional_formatting.add(cells, rule(formula=[condition], fill=style.fill(color)))


class _RowWriter:
    """Makes the cells of a unit."""

    def __init__(self, page: Page, fonts: dict[str, str]) -> None:
        self._page = page
        self._runs = {
            (column, look): font_element(
                style.run_font(
                    look,
                    fonts[style.COLUMN_LOOKS[column].side],
                    style.COLUMN_LOOKS[column].size,
                    struck=column == "terms",
                )
            )
            for column in ("target", "terms")
            for look in ("", "term", "bad", "avoid", "dim")
        }

    def cells(self, shown_id: str, unit: Unit, row: Row) -> list[Content]:
        """The cells of a row, in the order of :data:`align.model.COLUMNS`."""
        page = self._page
        slot = not unit.source and unit.source_state == "missing"
        return [
            page.text(shown_id, "id"),
            page.ordinal("#"),
            page.text(unit.section, "section"),
            page.text(unit.speaker, "speaker"),
            page.text(PLACEHOLDER, "placeholder") if slot else page.text(unit.source, "source"),
            page.text(unit.source_state, "source_state"),
            self._rich(unit.target, row.target, "target"),
            page.text(unit.status, "status"),
            self._rich("".join(run.text for run in row.terms), row.terms, "terms").explained(row.definitions),
            page.text(row.issues, row.severity or "issues"),
            page.text(unit.note, "note"),
            page.text(unit.comment, "comment"),
            page.number(unit.score, "score"),
            page.text(row.digest, "hash"),
        ]

    def _rich(self, text: str, runs: Sequence[Run], column: str) -> Content:
        """A cell with runs; a text that a cell cannot show as it is, or that has escapes, goes without them."""
        if not any(run.style for run in runs) or not is_plain(text) or "".join(run.text for run in runs) != text:
            return self._page.text(text, column)
        return self._page.rich(((self._runs[column, run.style], run.text) for run in runs), column)


def _height(unit: Unit, row: Row) -> float:
    shown = {
        "section": unit.section,
        "speaker": unit.speaker,
        "source": unit.source,
        "target": unit.target,
        "terms": "".join(run.text for run in row.terms),
        "issues": row.issues,
        "note": unit.note,
        "comment": unit.comment,
    }
    looks = style.COLUMN_LOOKS
    return row_height((text, looks[name].width, looks[name].size) for name, text in shown.items())
