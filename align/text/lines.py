"""Lines and columns of offsets, as an editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from align.model import Document

__all__ = ["LineIndex", "LineMarks", "line_spans", "lines_of", "split_lines"]

_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def line_spans(text: str) -> list[tuple[int, int]]:
    """Where the lines of a text start and end, without their ends; a line end that ends the text adds no line."""
    ends = [(match.start(), match.end()) for match in _LINE_END.finditer(text)]
    starts = [0, *(after for _, after in ends)]
    spans = [(start, end) for start, (end, _) in zip(starts, ends, strict=False)]
    return [*spans, (starts[-1], len(text))] if starts[-1] < len(text) else spans


def split_lines(text: str) -> list[str]:
    """The lines of a text, see :func:`line_spans`."""
    return [text[start:end] for start, end in line_spans(text)]


class LineIndex:
    """The lines of a text: where each starts and what it holds.

    Lines end with CR LF, LF or CR; other characters that some programs break at (U+2028, form feed) do not count,
    as they do not in editors.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, the column in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line counted from 1, without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")


class LineMarks:
    """The lines of a file from which a text was taken, where only some offsets are known.

    Args:
        marks: Offsets in the text and the lines that begin there, in order.
    """

    def __init__(self, marks: Sequence[tuple[int, int]]) -> None:
        self._starts = [offset for offset, _ in marks]
        self._lines = [line for _, line in marks]

    def locate(self, offset: int) -> tuple[int, int]:
        """The line of an offset, counted from 1, and 0 for the column, which nobody knows."""
        place = bisect_right(self._starts, offset)
        return self._lines[max(0, place - 1)] if self._lines else 1, 0


def lines_of(document: Document) -> LineIndex | LineMarks:
    """What knows the lines of a document's file; of a file without lines, those of the text."""
    return LineMarks(document.lines) if document.lines else LineIndex(document.text)
