"""Text in cells: what XML and Excel cannot hold as it is, and how it survives all the same.

Control characters are written as Excel writes them, ``_x0001_`` (ECMA-376 part 1, 22.9.2.19 ST_Xstring), and a text
that looks like such an escape gets its underscore escaped. What even that cannot carry through Excel, LibreOffice and
calamine (lone surrogates, U+FFFE, NUL, carriage returns, more than 32,767 UTF-16 units) is *shown* as well as can
be and *kept* exactly in the ledger; :func:`restore` puts the two together.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CELL_LIMIT", "CUT_MARK", "encode", "is_plain", "presentable", "restore", "utf16_length"]

CELL_LIMIT: Final = 32_767
"""UTF-16 units that a cell holds in Excel."""

CUT_MARK: Final = " […]"
"""Stands at the end of a cell that shows only the beginning of its text."""

_ESCAPE: Final = re.compile(r"_(?=x)|[\x00-\x08\x0B-\x1F]")
_SPECIAL: Final = re.compile(r"_x|[\x00-\x08\x0B-\x1F\uD800-\uDFFF\uFFFE\uFFFF]")
# The second of two escapes that share an underscore is lost by LibreOffice.
_UNSHOWABLE: Final = re.compile(
    r"[\x00\uD800-\uDFFF\uFFFE\uFFFF]|(?<=_x[0-9A-Fa-f]{4})(?:_(?=x[0-9A-Fa-f]{4}_)|[\x01-\x08\x0B-\x1F])"
)


def encode(text: str) -> str:
    """A text as it is written into XML; Excel and calamine decode it."""
    return _ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def is_plain(text: str) -> bool:
    """Whether a text goes into a cell as it is, without an escape and with nothing kept elsewhere.

    Quick to say; a text of more than 16,383 code points is never called plain.
    """
    if len(text) * 2 > CELL_LIMIT:
        return False
    # Nothing printable is special but an underscore with its x; that is quicker to say than to search.
    return (text.isprintable() and "_x" not in text) or _SPECIAL.search(text) is None


def utf16_length(text: str) -> int:
    """UTF-16 units of a text, as Excel counts."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def presentable(text: str) -> str:
    """The text itself if a cell can hold it, else the nearest that it can.

    Carriage returns become line feeds, characters that no cell can hold U+FFFD, and a text that is too long is cut
    with a mark at its end. The result is equal to ``text`` if and only if nothing has to be kept elsewhere.
    """
    if is_plain(text):
        return text
    shown = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    shown = _UNSHOWABLE.sub("\ufffd", shown)
    if utf16_length(encode(shown) if _ESCAPE.search(shown) else shown) <= CELL_LIMIT:
        return shown
    return _cut(shown) + CUT_MARK


def _cut(text: str) -> str:
    room = CELL_LIMIT - len(CUT_MARK)
    length = 0
    for position, char in enumerate(text):
        length += 7 if char < "\x20" else 2 if char > "\uffff" else 7 if char == "_" else 1
        if length > room:
            return text[:position]
    return text


def restore(cell: str, kept: str) -> str:
    """The text of a cell whose exact text was kept elsewhere.

    Args:
        cell: What the cell holds now.
        kept: The exact text at the time of writing.

    Returns:
        ``kept`` where the cell was not edited. An edited cell stands as it is; if it still ends with the mark of a
        text that was cut, the rest of that text is put in place of the mark.
    """
    shown = presentable(kept)
    if cell == shown:
        return kept
    if shown.endswith(CUT_MARK) and len(kept) >= len(shown) and cell.endswith(CUT_MARK):
        return cell.removesuffix(CUT_MARK) + kept[_kept_head(kept, shown) :]
    return cell


def _kept_head(kept: str, shown: str) -> int:
    """How many code points of the kept text the shown head stands for: CR LF is shown as one."""
    wanted = len(shown) - len(CUT_MARK)
    position = 0
    for _ in range(wanted):
        position += 2 if kept.startswith("\r\n", position) else 1
    return position
