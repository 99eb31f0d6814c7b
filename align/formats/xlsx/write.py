"""A sheet as a workbook that a translator likes to work in."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, Final

from lxml import etree
from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from align.errors import ArgumentError
from align.formats.declarations import losses
from align.formats.xlsx import further, style, tabs
from align.formats.xlsx.cells import is_plain, presentable
from align.formats.xlsx.layout import GLOSSARY_TAB, HOW_TO_TAB, LEDGER_TAB, PROGRESS_TAB, UNITS_TAB, column_letter
from align.formats.xlsx.ledger import ledger_rows, shown_ids
from align.formats.xlsx.page import Content, Page, font_element, new_page, row_height
from align.model import COLUMNS, PLACEHOLDER, SOURCE_STATES, STATUSES, Row, Run, Sheet, Unit

__all__ = ["write"]

_MOST_ROWS: Final = 1_048_575
_FIELDS_IN_CELLS: Final = ("section", "speaker", "source", "target", "note", "comment")
_PRINTED: Final = ("id", "issues")


def write(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write a workbook.

    Args:
        sheet: What to write.
        stream: Where to; it must allow seeking.

    Returns:
        A sentence if there are cells that cannot show their text as it is (it is kept in the file all the same), and
        one if there are inline codes, which are not kept.

    Raises:
        ArgumentError: There are more units or concepts than a spreadsheet has rows.
        OSError: The disk is full.
    """
    if len(sheet.bitext.units) > _MOST_ROWS:
        raise ArgumentError(f"{len(sheet.bitext.units):,} units; Excel holds {_MOST_ROWS:,}: write a .jsonl file")
    if len(sheet.glossary) > _MOST_ROWS:
        raise ArgumentError(f"{len(sheet.glossary):,} concepts; Excel holds {_MOST_ROWS:,}: give a smaller glossary")
    book = Workbook(write_only=True)
    book.properties.creator = _printable(sheet.bitext.provenance.tool) or "translation-align"
    book.properties.title = _printable(sheet.bitext.provenance.input) or None
    kept = [
        (unit.id, name, text)
        for unit in sheet.bitext.units
        for name in _FIELDS_IN_CELLS
        if presentable(text := getattr(unit, name)) != text
    ]
    asides = further.tables(sheet.bitext)
    names = (UNITS_TAB, *asides, GLOSSARY_TAB, PROGRESS_TAB, HOW_TO_TAB, LEDGER_TAB)
    pages = {name: new_page(book, name) for name in names}
    try:
        _write_units(pages[UNITS_TAB], sheet)
        for name, table in asides.items():
            further.write_table(pages[name], table)
        tabs.write_glossary(pages[GLOSSARY_TAB], sheet)
        tabs.write_progress(pages[PROGRESS_TAB], sheet.bitext)
        tabs.write_how_to(pages[HOW_TO_TAB])
        _write_ledger(pages[LEDGER_TAB], ledger_rows(sheet, kept))
        book.save(stream)
    except (OSError, etree.SerialisationError) as error:
        for page in pages.values():
            page.abandon()
        if isinstance(error, OSError):
            raise
        raise OSError(errno.ENOSPC, f"no space left ({error})") from None  # what lxml makes of a full disk
    return [*_told(kept), *losses(sheet.bitext, "xlsx")]


def _printable(text: str) -> str:
    """What document properties can hold of a text: they know no escapes."""
    return "".join(filter(str.isprintable, text))


def _told(kept: Sequence[tuple[str, str, str]]) -> list[str]:
    if not kept:
        return []
    named = ", ".join(f"{unit} {name}" for unit, name, _ in kept[:5])
    more = f" and {len(kept) - 5:,} more" if len(kept) > 5 else ""
    return [
        f"{len(kept):,} {'cells hold' if len(kept) > 1 else 'cell holds'} text that Excel cannot show as it is "
        f"({named}{more}: over 32,767 UTF-16 units, CR line ends, NUL, or half a surrogate pair); "
        "the exact text is kept in the file and comes back when it is read"
    ]


def _write_ledger(page: Page, rows: Iterable[str]) -> None:
    page.ws.sheet_state = "hidden"
    page.ws.protection.sheet = True
    for row in rows:
        page.append([page.text(row)])


def _write_units(page: Page, sheet: Sheet) -> None:
    ws = page.ws
    bitext = sheet.bitext
    last = len(bitext.units) + 1
    fonts = {"source": style.font_for(bitext.source_lang), "target": style.font_for(bitext.target_lang), "": "Arial"}
    for name, look in style.COLUMN_LOOKS.items():
        dimension = ws.column_dimensions[column_letter(name)]
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
    _set_up(page, last)
    writer = _RowWriter(page, fonts)
    page.append([page.text(name, f"{name} header") for name in COLUMNS], height=24)
    ids = shown_ids(unit.id for unit in bitext.units)
    for number, (unit, row) in enumerate(zip(bitext.units, sheet.rows, strict=True), start=1):
        page.append(writer.cells(number, ids[unit.id], unit, row), height=_height(unit, row))


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

    def cells(self, number: int, shown_id: str, unit: Unit, row: Row) -> list[Content]:
        """The cells of a row, in the order of :data:`align.model.COLUMNS`."""
        page = self._page
        slot = not unit.source and unit.source_state == "missing"
        return [
            page.text(shown_id, "id"),
            page.number(number, "#"),
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
