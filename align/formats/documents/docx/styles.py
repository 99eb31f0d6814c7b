"""What the styles of a Word document say of its paragraphs: heading, caption, quotation, list, hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from align.formats.elements import ended, name_of

__all__ = ["Styles", "attribute_of", "is_heading_level", "is_on", "read_styles", "value"]

_NAMES: Final = (
    (re.compile(r"heading \d|title|subtitle|toc heading"), "heading"),
    (re.compile(r"caption|illustration|figure|table|drawing"), "caption"),
    (re.compile(r"(?:intense )?quote|block ?text|quotations|block quotation"), "excerpt"),
    (re.compile(r"(?:toc|index|contents) \d|table of .*|list.*|bibliography|.*footer|.*header"), "body"),
)
"""Names that Word and LibreOffice give their own styles, in every language of their windows."""
_OFF: Final = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True)
class _Style:
    kind: str
    hidden: bool | None
    based_on: str


class Styles:
    """The styles of a document, each with what it takes over from the one it is based on."""

    def __init__(self, styles: Mapping[str, _Style]) -> None:
        self._styles = styles

    def kind(self, style: str) -> str:
        """What paragraphs of a style are, as in :class:`align.model.Passage`; empty where the style does not tell."""
        return next((found.kind for found in self._chain(style) if found.kind), "")

    def hides(self, style: str) -> bool:
        """Whether the text of a style is hidden."""
        return next((found.hidden for found in self._chain(style) if found.hidden is not None), False)

    def _chain(self, style: str) -> list[_Style]:
        chain: dict[str, _Style] = {}
        while style in self._styles and style not in chain:
            chain[style] = self._styles[style]
            style = chain[style].based_on
        return list(chain.values())


def read_styles(stream: BinaryIO) -> Styles:
    """The styles of a part.

    Raises:
        FormatError: As for :func:`align.formats.elements.ended`.
    """
    found = {}
    for element in ended(stream, ("styles",), "styles", ("style",)):
        found[attribute_of(element, "styleId")] = _style(element)
    return Styles(found)


def _style(element: Any) -> _Style:
    name = based_on = ""
    kind = ""
    hidden: bool | None = None
    for inner in element.iter():
        tag, said = name_of(inner), value(inner)
        if tag == "name":
            name = said.casefold().strip()
        elif tag == "basedOn":
            based_on = said
        elif tag == "outlineLvl" and is_heading_level(said):
            kind = "heading"
        elif tag == "numId" and said != "0":
            kind = kind or "body"
        elif tag == "vanish":
            hidden = is_on(inner)
    named = next((known for pattern, known in _NAMES if pattern.fullmatch(name)), "")
    return _Style(named or kind, hidden, based_on)


def is_heading_level(level: str) -> bool:
    """Whether an outline level is that of a heading: 0 to 8; 9 is body text."""
    return level.isdecimal() and int(level) < 9


def is_on(element: Any) -> bool:
    """What a property says that is on if it only stands there."""
    return value(element).lower() not in _OFF


def value(element: Any) -> str:
    """The attribute ``val`` of a property, or empty."""
    return attribute_of(element, "val")


def attribute_of(element: Any, name: str) -> str:
    """The attribute of a name in any name space, or empty."""
    return next((str(said) for key, said in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
