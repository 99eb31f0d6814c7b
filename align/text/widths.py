"""How wide a text is on a terminal and in a spreadsheet cell: East Asian characters take two columns."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["display_width", "wrapped_lines"]


@lru_cache(maxsize=16_384)
def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def display_width(text: str) -> int:
    """Columns that a line of text takes: 2 for wide and full-width characters, 0 for combining ones, else 1."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def wrapped_lines(text: str, columns: int) -> int:
    """Lines that a text takes when it is wrapped at spaces to a width, an estimate from below by at most one a line.

    Args:
        text: Any text; its own line ends count.
        columns: Width in columns, > 0.

    Returns:
        Number of lines, >= 1.
    """
    lines = 0
    for line in text.split("\n"):
        # Words do not break in the middle: a wrapped line of spaced text loses half a word on average.
        slack = 3 if " " in line else 0
        width = display_width(line)
        lines += 1 if width <= columns else -(-width // max(1, columns - slack))
    return lines
