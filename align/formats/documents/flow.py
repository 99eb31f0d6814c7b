"""Text that flows into lines of any width: how pieces of it are put together, and passages made of it."""

from __future__ import annotations

import re
from typing import Final

from align.model import Content, Passage

__all__ = ["Flow", "Passages"]

_SPACES: Final = re.compile(r"[ \t\n\r\f]+")
_SPACE: Final = " \t\n\r\f"
# Written without spaces: Han, kana, bopomofo, their punctuation, full-width forms; and marks that stand in any script.
_WIDE: Final = re.compile(
    "[\u2e80-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff]"
)
_NEUTRAL: Final = frozenset("“”‘’…—·")


class Flow:
    """A passage as it grows, with the lines of the file that its parts come from.

    A run of white space is one space. Where a line of the file ends between two characters that are written without
    spaces (Chinese, Japanese), it is nothing, as CSS Text 3, section 4.1.2, would have it.
    """

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._parts: list[str] = []
        self._lines: list[tuple[int, int]] = []
        self._length = 0
        self._last = ""
        self._pending = ""

    def add(self, text: str, line: int = 0) -> None:
        """Add a text that flows.

        Args:
            text: Any text.
            line: The line of the file on which it begins, 0 if it is not known.
        """
        for number, piece in enumerate(text.split("\n")):
            if number:
                self._pending = "\n"
            self._add(piece, line and line + number)

    def add_as_is(self, text: str, line: int = 0) -> None:
        """Add a text whose white space counts; arguments as for :meth:`add`."""
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end_line()
            if piece:
                self._settle(piece[0])
                self._put(piece, line and line + number)

    def end_line(self) -> None:
        """End the line where the reader sees it end."""
        self._pending = ""
        self._put("\n", 0)

    def _add(self, piece: str, line: int) -> None:
        body = piece.strip(_SPACE)
        if not body:
            if piece:
                self._pending = self._pending or " "
            return
        if piece[0] in _SPACE:
            self._pending = self._pending or " "
        self._settle(body[0])
        self._put(_SPACES.sub(" ", body), line)
        if piece[-1] in _SPACE:
            self._pending = " "

    def _settle(self, following: str) -> None:
        """Put what white space before a character comes to."""
        pending, self._pending = self._pending, ""
        if pending and self._last and self._last != "\n" and not (pending == "\n" and _joined(self._last, following)):
            self._put(" ", 0)

    def _put(self, text: str, line: int) -> None:
        if line and (not self._lines or self._lines[-1][1] != line):
            self._lines.append((self._length, line))
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]

    def take(self) -> tuple[str, list[tuple[int, int]]]:
        """The text so far, and where in it lines of the file begin; then it begins anew."""
        taken = "".join(self._parts), self._lines
        self._begin()
        return taken


def _joined(before: str, after: str) -> bool:
    wide = [_WIDE.match(char) is not None for char in (before, after)]
    return any(wide) and all(w or char in _NEUTRAL for w, char in zip(wide, (before, after), strict=True))


class Passages:
    """The passages of a document as they are found."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._found: list[Passage] = []
        self._lines: list[tuple[int, int]] = []
        self._length = 0

    def add(self, text: str, kind: str = "", speaker: str = "", lines: list[tuple[int, int]] | None = None) -> None:
        """Add a passage, without the white space around it; one that is nothing else is left out.

        Args:
            text: Its text; new lines in it are those that a reader sees.
            kind: As in :class:`align.model.Passage`.
            speaker: Likewise.
            lines: Where in it lines of the file begin, as in :class:`align.model.Content`.
        """
        body = text.strip()
        if not body:
            return
        if self._parts:
            self._parts.append("\n")
            self._length += 1
        start = self._length
        self._parts.append(body)
        self._length += len(body)
        self._found.append(Passage(start, self._length, kind, speaker))
        margin = len(text) - len(text.lstrip())
        for offset, line in lines or ():
            place = start + min(len(body), max(0, offset - margin))
            if self._lines and self._lines[-1][0] == place:
                self._lines.pop()
            self._lines.append((place, line))

    def content(self) -> Content:
        """All of them as one text."""
        return Content("".join(self._parts), tuple(self._found), tuple(self._lines))
