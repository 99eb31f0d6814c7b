"""A bitext as CSV or TSV: a row that names the columns, then a unit a row.

Written are the columns of the working sheet, terms and issues among them where they were looked for; place and inline
codes where a unit has any; and the languages, in every row. A text that a spreadsheet would take for a formula gets an
apostrophe in front, and what was written with one is read without it. CSV begins with a byte order mark, so that Excel
takes it for UTF-8; TSV is for other programs, and has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO, Final

from align.errors import FormatError
from align.formats.declarations import DECLARATIONS, Tally, aside_notes
from align.formats.tables.dialect import rows_of
from align.formats.tables.layout import Langs, Record
from align.formats.tables.rows import bitext_of, unread
from align.model import Bitext, Row, Sheet, Unit
from align.text.decoding import decode

__all__ = ["notices", "read", "write_csv", "write_tsv"]

_FIRST: Final = ("id", "section", "speaker", "source", "source_state", "target", "status")
_FOUND: Final = ("terms", "issues")
_LAST: Final = ("note", "comment", "score")
_PLACE: Final = ("kind", "block", "line", "start", "end")
_CODES: Final = ("source_codes", "target_codes")
_LANGS: Final = ("source_lang", "target_lang")
_NOWHERE: Final = ("body", 0, 0, 0, 0)
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_ESCAPED: Final = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f]")
_MARK: Final = "\ufeff"


def read(
    stream: BinaryIO, langs: Langs = (None, None), columns: str | None = None, encoding: str | None = None
) -> Bitext:
    """Read a table of any program.

    Args:
        stream: The file.
        langs: Languages of source and target, where the table does not tell them or has several.
        columns: As for :func:`align.formats.tables.layout.layout_of`.
        encoding: As for :func:`align.text.decoding.decode`.

    Raises:
        AlignError: As for :func:`align.formats.tables.rows.bitext_of`; or the bytes are no text, or a quotation mark is
            not closed.
    """
    return bitext_of(_rows(stream, encoding), langs, columns)


def notices(
    stream: BinaryIO, langs: Langs = (None, None), columns: str | None = None, encoding: str | None = None
) -> list[str]:
    """What of a table that was read is not read."""
    return unread(_rows(stream, encoding), langs, columns)


def _rows(stream: BinaryIO, encoding: str | None) -> list[Record]:
    rows = rows_of(decode(stream.read(), encoding))
    if not rows:
        raise FormatError("is empty", line=1)
    return [(line, [_unescaped(cell) for cell in cells]) for line, cells in rows]


def _unescaped(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _ESCAPED.match(cell) else cell


def write_csv(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write a sheet as CSV."""
    stream.write(_MARK.encode())
    return _write(sheet, stream, ",", "csv")


def write_tsv(sheet: Sheet, stream: BinaryIO) -> list[str]:
    """Write a sheet as TSV; texts with tabs, line ends or quotation marks are quoted, as spreadsheets do.

    A byte order mark is written only where control characters would make the file look like no text.
    """
    texts = (unit.id + unit.target + unit.source + unit.note + unit.comment for unit in sheet.bitext.units)
    if any(map(_CONTROL.search, texts)):
        stream.write(_MARK.encode())
    return _write(sheet, stream, "\t", "tsv")


def _write(sheet: Sheet, stream: BinaryIO, delimiter: str, name: str) -> list[str]:
    bitext, rows = sheet.bitext, sheet.rows
    fields = (
        *_FIRST,
        *(_FOUND if rows else ()),
        *_LAST,
        *(_PLACE if any(_place(unit) != _NOWHERE for unit in bitext.units) else ()),
        *(_CODES if any(unit.source_codes or unit.target_codes for unit in bitext.units) else ()),
        *_LANGS,
    )
    tally = Tally(DECLARATIONS[name])
    langs = {"source_lang": bitext.source_lang, "target_lang": bitext.target_lang}
    lines: list[Iterable[str]] = [fields]
    for place, unit in enumerate(bitext.units):
        held = tally.take(unit)
        if held is not None:
            found = _found(rows[place]) if rows else {}
            lines.append(_cells(held, fields, {**found, **langs}))
    if not bitext.units:
        lines.append(langs.get(field, "") for field in fields)
    needs = re.compile(f'[{delimiter}"\r\n]')
    # An id stays as it is, even if it holds half a character.
    stream.writelines((delimiter.join(_quoted(line, needs)) + "\n").encode("utf-8", "surrogatepass") for line in lines)
    return [*tally.notes(), *aside_notes(bitext, name)]


def _place(unit: Unit) -> tuple[str, int, int, int, int]:
    return unit.kind, unit.block, unit.line, unit.start, unit.end


def _found(row: Row) -> dict[str, str]:
    terms = "".join(run.text for run in row.terms)
    return {name: text.replace("\n", "; ") for name, text in (("terms", terms), ("issues", row.issues))}


def _cells(unit: Unit, fields: Sequence[str], known: dict[str, str]) -> Iterator[str]:
    for field in fields:
        value: Any = known[field] if field in known else getattr(unit, field)
        if field in _CODES:
            value = json.dumps([asdict(code) for code in value], ensure_ascii=False) if value else ""
        elif value is None:
            value = ""
        text = value if isinstance(value, str) else repr(value)
        yield f"'{text}" if _FORMULA.match(text) else text


def _quoted(cells: Iterable[str], needs: re.Pattern[str]) -> Iterator[str]:
    for cell in cells:
        yield '"' + cell.replace('"', '""') + '"' if needs.search(cell) else cell
