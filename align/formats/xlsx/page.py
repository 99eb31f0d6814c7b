"""A tab that is written row by row, with named styles and cells that are text whatever they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from copy import copy, deepcopy
from typing import Any, Final, NamedTuple, Self

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from align.formats.xlsx.cells import encode, is_plain, presentable
from align.text.widths import wrapped_lines

__all__ = ["Content", "Page", "RichText", "font_element", "new_page", "row_height"]

_COMMENT_BY: Final = "translation-align"
_COMMENT_WIDTH: Final = 360  # pixels, and what a line of them holds in columns:
_COMMENT_COLUMNS: Final = 52


def row_height(cells: Iterable[tuple[str, float, float]]) -> float:
    """Height of a row in points: that of its tallest cell, 409 at most, which is Excel's limit.

    Args:
        cells: Text, width of the column in characters, and size of the type in points, of each cell.
    """
    tallest = 0.0
    for text, width, size in cells:
        if text:
            leading = 1.2 if text.isascii() else 1.36  # fonts that show Chinese have taller lines
            tallest = max(tallest, wrapped_lines(text[:5000], int(width * 12.5 / size)) * size * leading)
    return min(409.0, max(20.0, tallest + 7))


class RichText(CellRichText):
    """Runs of text, each with the XML of its font made once for all cells.

    openpyxl builds and serialises a font object a run; for tens of thousands of them that takes longer than all
    the rest of a workbook.
    """

    runs: tuple[tuple[Any, str], ...] = ()

    @classmethod
    def of(cls, runs: Iterable[tuple[Any, str]]) -> Self:
        """A rich text of fonts (:func:`font_element`) and texts."""
        text = cls()
        text.runs = tuple((font, run) for font, run in runs if run)
        return text

    def to_tree(self) -> Any:
        """The ``is`` element of a cell; called by openpyxl when it writes one."""
        container = etree.Element("is")
        for font, run in self.runs:
            element = etree.SubElement(container, "r")
            element.append(deepcopy(font))
            text = etree.SubElement(element, "t")
            text.text = run
            if run != run.strip():
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return container


def font_element(font: InlineFont) -> Any:
    """The ``rPr`` element of a run's font."""
    return font.to_tree("rPr")


class Content(NamedTuple):
    """What goes into a cell: a value, the name of its style, openpyxl's letter for the kind of value, and a comment."""

    value: Any
    style: str
    data_type: str
    comment: Comment | None = None

    def explained(self, text: str) -> Content:
        """The same with a comment, which people see when they point at the cell; no text is no comment."""
        if not text:
            return self
        height = 20 + 17 * wrapped_lines(text[:5000], _COMMENT_COLUMNS)
        return self._replace(comment=Comment(encode(presentable(text)), _COMMENT_BY, min(600, height), _COMMENT_WIDTH))


class _Worksheet(WriteOnlyWorksheet):
    """A worksheet that is given cells only, and does not try first whether each is a plain value."""

    def _values_to_row(self, values: Iterable[Cell], row_idx: int) -> Iterator[Cell]:
        for column, cell in enumerate(values, start=1):
            cell.column, cell.row = column, row_idx
            yield cell


class Page:
    """A tab in the making.

    Attributes:
        ws: openpyxl's worksheet, for all that is not a cell; its type stubs do not know what a worksheet that is
            written row by row has in common with others.
    """

    def __init__(self, ws: Any) -> None:
        self.ws = ws
        self._templates: dict[str, Any] = {"": WriteOnlyCell(ws)}
        self._cells: dict[tuple[int, str], Any] = {}
        self._rows = 0

    def add_style(self, name: str, *, base: str = "", **parts: Any) -> None:
        """Name a style: that of ``base`` with other parts (font, fill, border, alignment, protection)."""
        cell: Any = WriteOnlyCell(self.ws)
        cell._style = copy(self._templates[base]._style)
        cell.number_format = "@"  # what people type into it later stays text as well
        for part, value in parts.items():
            setattr(cell, part, value)
        self._templates[name] = cell

    def text(self, text: str, style: str = "") -> Content:
        """Shows a text: never a formula, a number or an error value."""
        if not text:
            return Content(None, style, "n")
        return Content(text if is_plain(text) else encode(presentable(text)), style, "s")

    def rich(self, runs: Iterable[tuple[Any, str]], style: str = "") -> Content:
        """Shows runs of several fonts; their text must need no escapes."""
        return Content(RichText.of(runs), style, "s")

    def number(self, value: float | None, style: str = "") -> Content:
        """Holds a number, or nothing."""
        # As text, for openpyxl rounds to 16 digits, and a double may need 17.
        return Content(None if value is None else repr(value), style, "n")

    def formula(self, formula: str, style: str = "") -> Content:
        """Is computed; ``formula`` begins with an equals sign and holds no text of a user."""
        return Content(formula, style, "f")

    def append(self, row: Sequence[Content], height: float | None = None) -> None:
        """Write the next row, its height in points.

        Rows are written at once, so that one cell object for each column and style serves them all.
        """
        cells = []
        for column, content in enumerate(row):
            key = (column, content.style)
            cell: Any = self._cells.get(key)
            if cell is None:
                cell = self._cells[key] = WriteOnlyCell(self.ws)
                cell._style = self._templates[content.style]._style
            # Not by cell.value, which would guess a formula or an error from a text and has a price for each cell.
            cell._value, cell.data_type, cell._comment = content.value, content.data_type, content.comment
            cells.append(cell)
        self._rows += 1
        if height is not None:
            self.ws.row_dimensions[self._rows].height = height
        self.ws.append(cells)

    def abandon(self) -> None:
        """Give up a tab that cannot be finished, so that nothing is written, and complained of, later."""
        for part in (self.ws._rows, self.ws._writer and self.ws._writer.xf):
            if part is not None:
                with suppress(Exception):  # whatever kept it from being written keeps it from being closed
                    part.close()

    def protect(self) -> None:
        """Lock what is not unlocked, without a password; filtering, sorting and resizing stay allowed."""
        protection = self.ws.protection
        protection.sheet = True
        protection.autoFilter = False  # False: not forbidden
        protection.sort = False
        protection.formatColumns = False
        protection.formatRows = False

    def print_landscape(self, title_rows: str | None = None) -> None:
        """Print on A4 across, all columns on a page, with page numbers."""
        ws = self.ws
        ws.page_setup.orientation = "landscape"
        ws.page_setup.paperSize = 9
        ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
        ws.sheet_properties.pageSetUpPr.fitToPage = True
        ws.page_margins.left = ws.page_margins.right = 0.4
        ws.page_margins.top = ws.page_margins.bottom = 0.6
        ws.page_margins.footer = 0.25
        ws.oddFooter.center.text = "&P / &N"
        if title_rows:
            ws.print_title_rows = title_rows


def new_page(book: Workbook, title: str) -> Page:
    """Add a tab to a workbook that is written row by row."""
    sheet = _Worksheet(book, title)
    sheets: Any = book  # add_sheet is not in the stubs, and create_sheet makes openpyxl's own class
    sheets._add_sheet(sheet)
    return Page(sheet)
