"""A tab that is written row by row, with named styles and cells that are text whatever they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter, create_temporary_file

from align.formats.xlsx.cells import encode, is_plain, presentable
from align.text.widths import wrapped_lines
from align.text.xml import content

__all__ = ["Content", "Draft", "Page", "font_element", "new_page", "row_height"]

_ROWS_AT_ONCE: Final = 200
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


def font_element(font: InlineFont) -> str:
    """The ``rPr`` element of a run's font, as XML."""
    element: Any = font.to_tree("rPr")
    return etree.tostring(element, encoding="unicode")


class Content(NamedTuple):
    """What goes into a cell: its value, the name of its style, openpyxl's letter for the kind of value, and a comment.

    The value is the text of the cell, or the XML of what stands in its place (``r``: runs of text). One letter is our
    own, ``#``: how many rows stand between this one and the header.
    """

    value: str | None
    style: str
    data_type: str
    comment: Comment | None = None

    def explained(self, text: str) -> Content:
        """The same with a comment, which people see when they point at the cell; no text is no comment."""
        if not text:
            return self
        height = 20 + 17 * wrapped_lines(text[:5000], _COMMENT_COLUMNS)
        return self._replace(comment=Comment(encode(presentable(text)), _COMMENT_BY, min(600, height), _COMMENT_WIDTH))


class Draft(NamedTuple):
    """A row that can be written in any place.

    Attributes:
        xml: Its XML in pieces between which its number stands; these again in parts between which it says how many
            rows stand before it.
        comments: Letters of columns, and their comments.
    """

    xml: tuple[tuple[str, ...], ...]
    comments: tuple[tuple[str, Comment], ...] = ()


class _Writer(WorksheetWriter):
    """openpyxl's writer of a worksheet, with the file that it writes into at hand."""

    def __init__(self, ws: Any) -> None:
        path = create_temporary_file()
        self.file = Path(path).open("wb")  # noqa: SIM115 closed with the writer
        super().__init__(ws, self.file)
        self.out = path

    def close(self) -> None:
        super().close()
        self.file.close()


class _Worksheet(WriteOnlyWorksheet):
    """A worksheet that is given rows as XML.

    openpyxl makes a dozen objects and calls a cell; for a large sheet that takes longer than all the rest of the work.
    """

    _writer: _Writer | None

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _Writer(self)
            self._writer.write_top()

    def _write_rows(self) -> Iterator[None]:
        writer: Any = self._writer
        stream = writer.xf.send(True)  # noqa: FBT003
        rows: list[str] = []
        with stream.element("sheetData"):
            stream.flush()
            with suppress(GeneratorExit):
                while True:
                    row: Any = yield
                    rows.append(row[0])
                    if len(rows) == _ROWS_AT_ONCE:
                        writer.file.write("".join(rows).encode())
                        rows.clear()
            writer.file.write("".join(rows).encode())
        writer.xf.send(None)


def _inside(value: str | None, kind: str) -> str:
    """The rest of a cell's element behind its attributes ``r`` and ``s``."""
    if value is None:
        return "/>"
    if kind == "s":
        return f' t="inlineStr"><is>{_text_element(value)}</is></c>'
    if kind == "r":
        return f' t="inlineStr"><is>{value}</is></c>'
    if kind == "f":
        return f"><f>{content(value[1:])}</f><v/></c>"
    return f' t="n"><v>{value}</v></c>'


def _text_element(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{content(text)}</t>"


class Page:
    """A tab in the making.

    Attributes:
        ws: openpyxl's worksheet, for all that is not a cell; its type stubs do not know what a worksheet that is
            written row by row has in common with others.
        styles: What cells say of their style, by its name.
    """

    def __init__(self, ws: Any) -> None:
        self.ws = ws
        self.styles = {"": ""}
        self._templates: dict[str, Any] = {"": WriteOnlyCell(ws)}
        self._letters: list[str] = []
        self._rows = 0

    def add_style(self, name: str, *, base: str = "", **parts: Any) -> None:
        """Name a style: that of ``base`` with other parts (font, fill, border, alignment, protection)."""
        cell: Any = WriteOnlyCell(self.ws)
        cell._style = copy(self._templates[base]._style)
        cell.number_format = "@"  # what people type into it later stays text as well
        for part, value in parts.items():
            setattr(cell, part, value)
        self._templates[name] = cell
        self.styles[name] = f' s="{cell.style_id}"'

    def text(self, text: str, style: str = "") -> Content:
        """Shows a text: never a formula, a number or an error value."""
        if not text:
            return Content(None, style, "n")
        return Content(text if is_plain(text) else encode(presentable(text)), style, "s")

    def rich(self, runs: Iterable[tuple[str, str]], style: str = "") -> Content:
        """Shows runs of several fonts (:func:`font_element`); their text must need no escapes."""
        return Content("".join(f"<r>{font}{_text_element(run)}</r>" for font, run in runs if run), style, "r")

    def number(self, value: float | None, style: str = "") -> Content:
        """Holds a number, or nothing."""
        # Not by openpyxl, which rounds to 16 digits: a double may need 17.
        return Content(None if value is None else repr(value), style, "n")

    def ordinal(self, style: str = "") -> Content:
        """Counts the rows from the header on, which is the first."""
        return Content(None, style, "#")

    def formula(self, formula: str, style: str = "") -> Content:
        """Is computed; ``formula`` begins with an equals sign and holds no text of a user."""
        return Content(formula, style, "f")

    def append(self, row: Sequence[Content], height: float | None = None) -> None:
        """Write the next row, its height in points; rows are written at once."""
        self.put(self.draft(row, height))

    def draft(self, row: Sequence[Content], height: float | None = None) -> Draft:
        """Make a row that is put into its place later, its height in points."""
        while len(self._letters) < len(row):
            self._letters.append(get_column_letter(len(self._letters) + 1))
        parts, pieces = [], ['<row r="']
        end = '">' if height is None else f'" ht="{height!r}" customHeight="1">'
        comments = []
        for letter, (value, style_name, kind, comment) in zip(self._letters, row, strict=False):
            style = self.styles[style_name]
            if comment is not None:
                comments.append((letter, comment))
            if value is None and kind != "#" and not style:
                continue
            pieces.append(f'{end}<c r="{letter}')
            if kind == "#":
                parts.append((*pieces, f'"{style} t="n"><v>'))
                pieces, end = [], "</v></c>"
            else:
                end = f'"{style}{_inside(value, kind)}'
        return Draft((*parts, (*pieces, f"{end}</row>")), tuple(comments))

    def put(self, draft: Draft) -> None:
        """Write a row that was made before as the next one; its styles must be those of this tab."""
        self._rows += 1
        number = str(self._rows)
        self.ws.append([str(self._rows - 1).join([number.join(pieces) for pieces in draft.xml])])
        for letter, comment in draft.comments:
            self._comment(f"{letter}{number}", comment)

    def _comment(self, place: str, comment: Comment) -> None:
        record: Any = CommentRecord(ref=place, author=comment.author)
        record.text.t = comment.content
        record.height, record.width = comment.height, comment.width
        self.ws._comments.append(record)

    def abandon(self) -> None:
        """Give up a tab that cannot be finished, so that nothing is written, and complained of, later."""
        writer = self.ws._writer
        for part in (self.ws._rows, *((writer.xf, writer.file) if writer else ())):
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
