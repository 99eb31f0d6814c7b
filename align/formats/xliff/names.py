"""Names in XLIFF: elements with and without their name space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.formats.elements import name_of

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["core_children", "namespace_of", "own_name"]


def namespace_of(element: etree._Element) -> str:
    """The name space of an element, or nothing."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def own_name(element: etree._Element, space: str) -> str:
    """The name of an element of a name space; nothing for one of another."""
    return name_of(element) if namespace_of(element) == space else ""


def core_children(element: etree._Element, space: str, *names: str) -> list[etree._Element]:
    """The elements of some names directly within another."""
    return [child for child in element if own_name(child, space) in names]
