"""The text of TMX segments, and the inline codes in it."""

from __future__ import annotations

from typing import Final, NamedTuple

from lxml import etree

from align.errors import FormatError
from align.formats.elements import lang_of, line_of, name_of, text_of_all
from align.formats.tmx.props import LEAD, PREFIX, TRAIL
from align.model import Code

__all__ = ["Variant", "variant_of"]

_CODES: Final = frozenset(("bpt", "ept", "it", "ph", "ut"))


class Variant(NamedTuple):
    """A text of a unit in one language.

    Attributes:
        lang: Language tag, as it is written.
        text: The text.
        codes: Its inline codes.
    """

    lang: str
    text: str
    codes: tuple[Code, ...] = ()


def variant_of(element: etree._Element) -> Variant | None:
    """The text of a ``tuv`` with the white space that was trimmed from it, and its codes; None without a ``seg``.

    Raises:
        FormatError: It has no language, or an entity stands in it, which nothing defines; the error names the line.
    """
    first = element[0] if len(element) == 1 else None
    if first is not None and first.tag == "seg" and not len(first):
        return Variant(lang_of(element), first.text or "")
    segment = next((child for child in element if name_of(child) == "seg"), None)
    if segment is None:
        return None
    edges = {child.get("type"): child.text or "" for child in element if name_of(child) == "prop"}
    lead, trail = edges.get(PREFIX + LEAD, ""), edges.get(PREFIX + TRAIL, "")
    walker = _Walker(lead)
    walker.enter(segment)
    return Variant(lang_of(element), "".join(walker.parts) + trail, tuple(walker.codes))


class _Walker:
    """Goes through a segment once; ``parts`` is the text so far."""

    def __init__(self, lead: str) -> None:
        self.parts = [lead]
        self.codes: list[Code] = []
        self._length = len(lead)
        self._begun: dict[str, str] = {}  # ids of pairs by the number that joins them
        self._marks = 0

    def enter(self, element: etree._Element) -> None:
        self._add(element.text)
        for child in element:
            if child.tag is etree.Entity:
                raise FormatError(f"the entity {child.text} is not defined", line=line_of(element))
            name = name_of(child)
            if name in _CODES:
                self._code(child, name)
            elif name == "hi":
                self._marks += 1
                own = child.get("x") or f"hi{self._marks}"
                kind = child.get("type") or ""
                self.codes.append(Code(self._length, "open", own, type=kind))
                self.enter(child)
                self.codes.append(Code(self._length, "close", own))
            else:
                self.enter(child)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self._length += len(text)

    def _code(self, element: etree._Element, name: str) -> None:
        outer, inner, kind = element.get("x") or "", element.get("i") or "", element.get("type") or ""
        data = text_of_all(element)
        if name == "bpt":
            self._begun[inner] = outer or inner
            self.codes.append(Code(self._length, "open", outer or inner, data, kind))
        elif name == "ept":
            self.codes.append(Code(self._length, "close", self._begun.get(inner, inner), data, kind))
        elif name == "it":
            closes = (element.get("pos") or "").strip().lower() == "end"
            self.codes.append(Code(self._length, "close" if closes else "open", outer, data, kind))
        else:
            self.codes.append(Code(self._length, "alone", outer, data, kind))
