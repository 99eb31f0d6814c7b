"""Texts of XLIFF with their inline codes: read from elements, and told apart for writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from align.formats.elements import name_of, text_of_all
from align.formats.xliff.names import fault
from align.model import Code

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["SUBTYPES", "Coded", "Placed", "coded_2", "coded_12", "placed", "point"]

SUBTYPES = {"xlf:b": "bold", "xlf:i": "italic", "xlf:u": "underlined"}
"""Types of XLIFF 2 that have a plainer name."""


class Coded(NamedTuple):
    """A text and its inline codes."""

    text: str
    codes: tuple[Code, ...] = ()


class Placed(NamedTuple):
    """A code with the text before it, and the code that it goes with.

    Attributes:
        before: Text between it and the code before it.
        code: The code; None at the end of the text.
        pair: A number that both codes of a pair have, or None.
    """

    before: str
    code: Code | None
    pair: int | None


def placed(text: str, codes: Sequence[Code]) -> Iterator[Placed]:
    """A text cut at its codes, in their order; a code beyond the end of the text stands at its end."""
    waiting: dict[str, list[int]] = {}
    pairs: dict[int, int] = {}
    for index, code in enumerate(codes):
        if code.kind == "open":
            waiting.setdefault(code.id, []).append(index)
        elif code.kind == "close" and waiting.get(code.id):
            pairs[index] = pairs[waiting[code.id].pop()] = len(pairs) // 2 + 1
    place = 0
    for index, code in enumerate(codes):
        offset = min(max(code.offset, place), len(text))
        yield Placed(text[place:offset], code, pairs.get(index))
        place = offset
    yield Placed(text[place:], None, None)


class _Collector:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.codes: list[Code] = []
        self._length = 0

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self._length += len(text)

    def code(self, kind: str, name: str, data: str = "", what: str = "") -> None:
        self.codes.append(Code(self._length, kind, name, data, what))

    def coded(self) -> Coded:
        return Coded("".join(self.parts), tuple(self.codes))


def coded_12(element: etree._Element) -> Coded:
    """The text of a ``source``, ``target`` or ``mrk`` of XLIFF 1.

    Raises:
        FormatError: An entity stands in it, which nothing defines.
    """
    found = _Collector()
    _enter_12(element, found, {})
    return found.coded()


def _enter_12(element: etree._Element, found: _Collector, begun: dict[str, str]) -> None:
    found.add(element.text)
    for child in element:
        if not isinstance(child.tag, str):
            raise fault(element, f"the entity {child.text} is not defined")
        name, own, kind = name_of(child), child.get("id") or "", (child.get("ctype") or "").removeprefix("x-")
        key = child.get("rid") or own
        if name == "g":
            found.code("open", own, "", kind)
            _enter_12(child, found, begun)
            found.code("close", own)
        elif name in {"bpt", "bx"}:
            begun[key] = own
            found.code("open", own, _data_12(child), kind)
        elif name in {"ept", "ex"}:
            found.code("close", begun.get(key, own), _data_12(child))
        elif name == "it":
            found.code("close" if child.get("pos") == "close" else "open", own, _data_12(child), kind)
        elif name in {"ph", "x"}:
            found.code("alone", own, _data_12(child), kind)
        else:
            _enter_12(child, found, begun)
        found.add(child.tail)


def _data_12(element: etree._Element) -> str:
    return text_of_all(element) or element.get("equiv-text") or ""


def coded_2(element: etree._Element, data: Mapping[str, str]) -> Coded:
    """The text of a ``source`` or ``target`` of XLIFF 2.

    Args:
        element: The element.
        data: Original data of the unit by id.

    Raises:
        FormatError: An entity stands in it, which nothing defines.
    """
    found = _Collector()
    _enter_2(element, found, data)
    return found.coded()


def _enter_2(element: etree._Element, found: _Collector, data: Mapping[str, str]) -> None:
    found.add(element.text)
    for child in element:
        if not isinstance(child.tag, str):
            raise fault(element, f"the entity {child.text} is not defined")
        name, own, kind = name_of(child), child.get("id") or "", _type_2(child)
        if name == "cp":
            found.add(point(child))
        elif name == "pc":
            found.code("open", own, data.get(child.get("dataRefStart") or "", ""), kind)
            _enter_2(child, found, data)
            found.code("close", own, data.get(child.get("dataRefEnd") or "", ""))
        elif name == "ph":
            found.code("alone", own, data.get(child.get("dataRef") or "", ""), kind)
        elif name == "sc":
            found.code("open", own, data.get(child.get("dataRef") or "", ""), kind)
        elif name == "ec":
            found.code("close", child.get("startRef") or own, data.get(child.get("dataRef") or "", ""), kind)
        else:
            _enter_2(child, found, data)
        found.add(child.tail)


def point(element: etree._Element) -> str:
    """The character that a ``cp`` stands for."""
    return chr(int(element.get("hex") or "0", 16))


def _type_2(element: etree._Element) -> str:
    kind, sub = element.get("type") or "", element.get("subType") or ""
    if sub.startswith("align:"):
        return sub.removeprefix("align:")
    return SUBTYPES.get(sub) or (f"{kind}/{sub}" if sub else kind)
