"""Tables in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["markdown"]


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    numbers = [all(re.fullmatch(r"[\d.,–-]*", cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = [
        head,
        ["-" * (width - number) + ":" * number for width, number in zip(widths, numbers, strict=True)],
        *rows,
    ]
    sized = (zip(cells, widths, numbers, strict=True) for cells in lines)
    return ["| " + " | ".join(c.rjust(w) if number else c.ljust(w) for c, w, number in row) + " |" for row in sized]
