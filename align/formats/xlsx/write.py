"""A sheet as a workbook that a translator likes to work in."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from align.errors import ArgumentError
from align.formats.declarations import losses
from align.formats.xlsx import further, tabs
from align.formats.xlsx.layout import GLOSSARY_TAB, HOW_TO_TAB, LEDGER_TAB, PROGRESS_TAB, UNITS_TAB
from align.formats.xlsx.ledger import ledger_rows
from align.formats.xlsx.page import Content, Page, new_page
from align.formats.xlsx.units import Drafts, write_units
from align.model import Sheet

__all__ = ["write"]

_MOST_ROWS: Final = 1_048_575
_QUICK: Final = 3  # level of compression that takes a third of the usual time, for a fifth more bytes


def write(sheet: Sheet, stream: BinaryIO, drafts: Drafts | None = None) -> list[str]:
    """Write a workbook.

    Args:
        sheet: What to write.
        stream: Where to; it must allow seeking.
        drafts: The rows as they were written last, for who writes a sheet again and again, and soon.

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
    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    book.properties.title = _printable(sheet.bitext.provenance.input) or None
    asides = further.tables(sheet.bitext)
    names = (UNITS_TAB, *asides, GLOSSARY_TAB, PROGRESS_TAB, HOW_TO_TAB, LEDGER_TAB)
    pages = {name: new_page(book, name) for name in names}
    try:
        kept = write_units(pages[UNITS_TAB], sheet, drafts or Drafts())
        for name, table in asides.items():
            further.write_table(pages[name], table)
        tabs.write_glossary(pages[GLOSSARY_TAB], sheet)
        tabs.write_progress(pages[PROGRESS_TAB], sheet.bitext)
        tabs.write_how_to(pages[HOW_TO_TAB])
        _write_ledger(pages[LEDGER_TAB], ledger_rows(sheet, kept))
        ExcelWriter(book, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=None if drafts is None else _QUICK)).save()
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
        page.append([Content(row, "", "s")])  # JSON in ASCII goes into a cell as it is
