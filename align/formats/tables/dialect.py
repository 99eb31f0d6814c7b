"""Rows of text: which mark divides the cells, and whether quotation marks hold some of them together.

Both are found out from the text. Commas, semicolons, tabs and upright bars divide cells; a first line ``sep=;`` says
so, as for Excel. A cell that begins with a quotation mark is quoted: inside, two stand for one (or one behind a
backslash, where that alone makes sense), and line ends are text. Between tabs most programs quote nothing, so there a
quotation mark is a letter like any other unless the table shows that it is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from align.errors import FormatError
from align.formats.tables.layout import Record, is_head

__all__ = ["rows_of"]

_DELIMITERS: Final = "\t,;|"  # the first is taken where all fit
_HEAD: Final = 20  # rows that are looked at
_TOLD: Final = re.compile(r"sep=(.)(?:\r\n|\n|\r|\Z)")
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_LINE: Final = re.compile(r"[^\r\n]*")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def rows_of(text: str) -> list[Record]:
    """The rows of a text that hold anything, each with its line.

    Args:
        text: The text.

    Raises:
        FormatError: A quotation mark is not closed, or text follows one that closes a cell; the error has the line.
    """
    start, delimiter = 0, ""
    told = _TOLD.match(text)
    if told:
        start, delimiter = told.end(), told[1]
    delimiter = delimiter or _delimiter(text)
    if '"' not in text:
        return list(_rows(text, start, delimiter, "none"))
    if delimiter == "\t" and not _quotes(text, start):
        return list(_rows(text, start, delimiter, "none"))
    try:
        return list(_rows(text, start, delimiter, "doubled"))
    except FormatError:
        if '\\"' not in text:
            raise
        try:
            return list(_rows(text, start, delimiter, "escaped"))
        except FormatError:
            pass
        raise


def _delimiter(text: str) -> str:
    """The mark that divides most of the first rows into as many cells, more than one."""
    best: tuple[tuple[bool, float], str] = ((False, 0.0), ",")
    for delimiter in _DELIMITERS:
        rows = [cells for _, cells in _first(text, delimiter)]
        if not rows:
            continue
        width, count = Counter(map(len, rows)).most_common(1)[0]
        if width > 1 or max(map(len, rows)) > 1:
            key = (any(map(is_head, rows)), count / len(rows) if width > 1 else 0.0)
            best = max(best, (key, delimiter), key=lambda pair: pair[0])
    return best[1]


def _first(text: str, delimiter: str) -> list[Record]:
    """The first rows, as far as they can be told."""
    found: list[Record] = []
    for quoting in ("doubled", "none"):
        found = []
        try:
            for row in _rows(text, 0, delimiter, quoting):
                found.append(row)
                if len(found) == _HEAD:
                    break
        except FormatError:
            continue
        return found
    return found


def _quotes(text: str, start: int) -> bool:
    """Whether a table between tabs must have quoted cells: as ours, or as spreadsheets write them."""
    try:
        quoted = list(_rows(text, start, "\t", "doubled"))
    except FormatError:
        return False
    if any(map(_is_ours, (cells for _, cells in quoted[:1]))):
        return True
    bare = list(_rows(text, start, "\t", "none"))
    if len({len(cells) for _, cells in quoted}) == 1 < len({len(cells) for _, cells in bare}):
        return True
    cells = [cell for _, row in bare for cell in row if cell]
    marked = [cell for cell in cells if cell.startswith('"')]
    return len(marked) == len(cells) or any('""' in cell[1:-1] for cell in marked)


def _is_ours(cells: Sequence[str]) -> bool:
    """Whether some cells are the names that we give to the columns."""
    return {"id", "source", "source_state", "target", "source_lang", "target_lang"} <= set(cells)


@lru_cache(maxsize=16)
def _cell(delimiter: str, quoting: str) -> re.Pattern[str]:
    inside = r'(?:[^"]++|"")*+' if quoting == "doubled" else r'(?:[^"\\]++|\\.)*+'
    return re.compile(rf'"(?P<quoted>{inside})(?P<closed>")?|[^{re.escape(delimiter)}\r\n]*', re.DOTALL)


def _rows(text: str, start: int, delimiter: str, quoting: str) -> Iterator[Record]:
    position, line = start, len(_LINE_END.findall(text, 0, start)) + 1
    while position < len(text):
        begun, end = line, _LINE.match(text, position).end()  # type: ignore[union-attr]  # it matches anywhere
        if quoting == "none" or text.find('"', position, end) < 0:
            cells = text[position:end].split(delimiter)
        else:
            cells, end = _quoted_row(text, position, line, delimiter, quoting)
            line += len(_LINE_END.findall(text, position, end))
        if any(cells):
            yield begun, cells
        following = _LINE_END.match(text, end)
        position = following.end() if following else len(text)
        line += 1


def _quoted_row(text: str, start: int, line: int, delimiter: str, quoting: str) -> tuple[list[str], int]:
    """The cells of a row that holds quotation marks, and where it ends."""
    pattern = _cell(delimiter, quoting)
    cells = []
    while True:
        match = pattern.match(text, start)
        if match is None or (match["quoted"] is not None and not match["closed"]):
            raise FormatError("a quotation mark is not closed", line=line)
        value = match[0] if match["quoted"] is None else match["quoted"]
        if match["quoted"] is not None:
            value = value.replace('""', '"') if quoting == "doubled" else _ESCAPED.sub(r"\1", value)
        cells.append(value)
        start = match.end()
        following = text[start : start + 1]
        if following == delimiter:
            start += 1
        elif following in {"", "\n", "\r"}:
            return cells, start
        else:
            raise FormatError("text behind the quotation mark that closes a cell", line=line)
