"""Texts of XLIFF with their inline codes, read from elements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from align.formats.coded import Coded, Collector
from align.formats.elements import name_of, text_of_all

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["SUBTYPES", "coded_2", "coded_12", "point"]

SUBTYPES = {"xlf:b": "bold", "xlf:i": "italic", "xlf:u": "underlined"}
"""Types of XLIFF 2 that have a plainer name."""


def coded_12(element: etree._Element) -> Coded:
    """The text of a ``source``, ``target`` or ``mrk`` of XLIFF 1."""
    found = Collector()
    _enter_12(element, found, {})
    return found.coded()


def _enter_12(element: etree._Element, found: Collector, begun: dict[str, str]) -> None:
    found.add(element.text)
    for child in element:
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
    """
    found = Collector()
    _enter_2(element, found, data)
    return found.coded()


def _enter_2(element: etree._Element, found: Collector, data: Mapping[str, str]) -> None:
    found.add(element.text)
    for child in element:
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
