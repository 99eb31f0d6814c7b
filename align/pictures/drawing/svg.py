"""The drawings of matplotlib as SVG that needs nothing else: named, without metadata, in the colours of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from align.pictures.drawing.space import FIELD, GRID, INK

__all__ = ["finished"]

_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_FONTS: Final = (
    "'Source Sans 3','Noto Sans','Helvetica Neue',Arial,'DejaVu Sans','Noto Sans CJK SC','Source Han Sans SC',"
    "'PingFang SC','Microsoft YaHei',sans-serif"
)
_FONT: Final = re.compile(r"(.*?)([\d.]+px)\s")
_BOLD: Final = re.compile(r"\b(bold|[6-9]00)\b")
_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
_WITHOUT: Final = frozenset(f"{_SVG}{name}" for name in ("metadata", "style", "title", "desc"))


def finished(data: bytes, name: str, title: str, description: str, *, standing: bool) -> str:
    """A drawing as text.

    Args:
        data: What matplotlib wrote.
        name: Begins every id, so that several drawings may stand on one page.
        title: What the picture is called.
        description: What it shows.
        standing: Whether it is a file of its own, with a white ground and black ink; else it takes the ink of the page.
    """
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _WITHOUT:
            _remove(element)
    _rename(root, name)
    for element in root.iter(f"{_SVG}*"):
        for key, value in _properties(str(element.attrib.pop("style", ""))):
            element.set(key, value)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    root.set("font-family", _FONTS)
    root.set("stroke-linejoin", "round")
    if standing:
        root.set("color", "#1b1b1a")
        root.insert(0, etree.Element(f"{_SVG}rect", {"width": "100%", "height": "100%", "fill": "#ffffff"}))
    for tag, text in (("desc", description), ("title", title)):
        element = etree.Element(f"{_SVG}{tag}", {"id": f"{name}-{tag}"})
        element.text = text
        root.insert(0, element)
    return etree.tostring(root, encoding="unicode")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _rename(root: etree._Element, name: str) -> None:
    """Leave only the ids that something refers to, each after the name."""
    used = {match for element in root.iter(f"{_SVG}*") for match in _references(element)}
    for element in root.iter(f"{_SVG}*"):
        for key, value in list(element.attrib.items()):
            text = str(value)
            if key == "id":
                if text == FIELD:
                    element.set("class", FIELD)
                if text in used:
                    element.set("id", f"{name}-{text}")
                else:
                    del element.attrib[key]
            elif key == _XLINK and text.startswith("#"):
                element.set(_XLINK, f"#{name}-{text[1:]}")
            elif "url(#" in text:
                element.set(key, _REFERENCE.sub(rf"url(#{name}-\1)", text))


def _references(element: etree._Element) -> list[str]:
    found = [match for value in element.attrib.values() for match in _REFERENCE.findall(str(value))]
    link = element.get(_XLINK)
    return [*found, link[1:]] if link and link.startswith("#") else found


def _properties(style: str) -> Iterator[tuple[str, str]]:
    """A style as attributes, which every page allows, in the page's own colours and without a font of its own."""
    for said in filter(None, map(str.strip, style.split(";"))):
        name, _, value = (part.strip() for part in said.partition(":"))
        if name == "font":
            found = _FONT.search(value)
            if found:
                yield "font-size", found[2]
                if _BOLD.search(found[1]):
                    yield "font-weight", "bold"
        elif name != "font-family":
            yield name, "currentColor" if value in {INK, GRID} else value
