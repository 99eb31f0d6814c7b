"""A page, read element by element; nothing calls itself, so that depth does not matter."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from align.errors import FormatError
from align.formats.documents.flow import Flow, Passages
from align.formats.documents.html.tags import BLOCKS, is_unseen, kind_in
from align.formats.elements import line_of

__all__ = ["Page", "too_deep"]

_DEEPEST: Final = 2_000


def too_deep(line: int) -> FormatError:
    """The error for elements that are nested too deeply."""
    return FormatError(f"not HTML that can be read: it is nested deeper than {_DEEPEST:,} elements", line=line)


class Page:
    """Goes through the elements of a page, in their order.

    Args:
        found: Where the passages are added.
        kind: What they are where the page does not tell, as in :class:`align.model.Passage`.
        lines_before: Lines of the file before the page.
    """

    def __init__(self, found: Passages, kind: str, lines_before: int) -> None:
        self._found = found
        self._flow = Flow()
        self._kinds = [kind]
        self._before = lines_before
        self._line = 1
        self._as_is = 0
        self._quoted = 0

    def walk(self, root: etree._Element) -> None:
        """Add the passages of a page.

        Raises:
            FormatError: It is nested deeper than 2,000 elements; the error names the line.
        """
        unseen: etree._Element | None = None
        depth = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise too_deep((line_of(element) or 1) + self._before)
            if event == "start":
                if unseen is None and is_unseen(element):
                    unseen = element
                elif unseen is None:
                    self._start(element)
                continue
            if unseen is None:
                self._end(element)
            elif unseen is element:
                unseen = None
            if unseen is None:
                self._text(element.tail)
        self._finish()

    def _start(self, element: Any) -> None:
        self._line = max(self._line, line_of(element) or 0)
        tag = element.tag
        if tag in BLOCKS:
            self._finish()
            self._kinds.append(kind_in(element, self._kinds[-1]))
        if tag == "pre":
            self._as_is += 1
        elif tag == "br":
            self._flow.end_line()
        elif tag == "q":
            self._flow.add("‘" if self._quoted % 2 else "“", self._line + self._before)
            self._quoted += 1
        self._text(element.text)

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag == "pre":
            self._as_is -= 1
        elif tag == "q":
            self._quoted -= 1
            self._flow.add("’" if self._quoted % 2 else "”")
        if tag in BLOCKS:
            self._finish()
            self._kinds.pop()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        add = self._flow.add_as_is if self._as_is else self._flow.add
        add(text, self._line + self._before)
        self._line += text.count("\n")

    def _finish(self) -> None:
        text, lines = self._flow.take()
        self._found.add(text, self._kinds[-1], lines=lines)
