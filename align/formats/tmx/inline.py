"""The text of TMX segments, and the inline codes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from align.formats.coded import Collector
from align.formats.elements import lang_of, name_of, refuse_entity, text_of_all
from align.formats.tmx.props import LEAD, PREFIX, TRAIL
from align.model import Code

if TYPE_CHECKING:
    from lxml import etree

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
    found = Collector()
    found.add(edges.get(PREFIX + LEAD))
    _Walker(found).enter(segment)
    found.add(edges.get(PREFIX + TRAIL))
    return Variant(lang_of(element), *found.coded())


class _Walker:
    """Goes through a segment once."""

    def __init__(self, found: Collector) -> None:
        self._found = found
        self._begun: dict[str, str] = {}  # ids of pairs by the number that joins them
        self._marks = 0

    def enter(self, element: etree._Element) -> None:
        self._found.add(element.text)
        for child in element:
            refuse_entity(child)
            name = name_of(child)
            if name in _CODES:
                self._code(child, name)
            elif name == "hi":
                self._marks += 1
                own = child.get("x") or f"hi{self._marks}"
                self._found.code("open", own, what=child.get("type") or "")
                self.enter(child)
                self._found.code("close", own)
            else:
                self.enter(child)
            self._found.add(child.tail)

    def _code(self, element: etree._Element, name: str) -> None:
        outer, inner, kind = element.get("x") or "", element.get("i") or "", element.get("type") or ""
        data = text_of_all(element)
        if name == "bpt":
            self._begun[inner] = outer or inner
            self._found.code("open", outer or inner, data, kind)
        elif name == "ept":
            self._found.code("close", self._begun.get(inner, inner), data, kind)
        elif name == "it":
            closes = (element.get("pos") or "").strip().lower() == "end"
            self._found.code("close" if closes else "open", outer, data, kind)
        else:
            self._found.code("alone", outer, data, kind)
