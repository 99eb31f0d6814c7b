"""What elements of HTML show, and what passages in them are."""

from __future__ import annotations

import re
from typing import Any, Final

__all__ = ["BLOCKS", "is_unseen", "kind_in"]

BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
"""Elements that begin and end a passage."""
_UNSEEN: Final = frozenset((
    "annotation", "annotation-xml", "audio", "canvas", "datalist", "embed", "head", "iframe", "noframes",
    "noscript", "object", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title", "video",
))  # fmt: skip
_KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    **dict.fromkeys(("dd", "dt", "legend", "li", "summary", "td", "th"), "body"),
    "blockquote": "excerpt",
}
_NOTES: Final = frozenset((
    "doc-endnote", "doc-endnotes", "doc-footnote", "endnote", "endnotes", "footnote", "footnotes",
    "msofootnotetext", "sdendnote", "sdfootnote",
))  # fmt: skip
"""Roles, types and classes of footnotes, as browsers, pandoc, LibreOffice and Word write them."""
_NOTE_MARKS: Final = frozenset((
    "backlink", "doc-backlink", "doc-noteref", "footnote-back", "footnote-backref", "footnote-ref",
    "footnote-reference", "footnoteref", "noteref", "sdendnoteanc", "sdendnotesym", "sdfootnoteanc", "sdfootnotesym",
))  # fmt: skip
_MARK: Final = re.compile(r"[\[(（]\w{1,4}[\])）]|\d{1,4}|[a-z]|[ivxlc]+|[*†‡§¶#↑↩↵^\ufe0e]+")
_LONGEST_MARK: Final = 12
_HIDING: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.IGNORECASE)


def kind_in(element: Any, outer: str) -> str:
    """What passages in a block are, as in :class:`align.model.Passage`.

    Args:
        element: The block.
        outer: What passages around it are. In a note all are notes, and in a quotation all are quoted but who said it.
    """
    names = _names(element)
    if not names.isdisjoint(_NOTES):
        return "note"
    own = "heading" if "heading" in names else _KINDS.get(element.tag, "")
    if element.tag == "pre" and element.find("code") is not None:
        own = "body"
    if element.tag == "footer" and outer == "excerpt":
        return "body"
    if own == "body" and outer in {"note", "excerpt", "caption"}:
        return outer
    return own or outer


def is_unseen(element: Any) -> bool:
    """Whether a browser does not show an element as text, or it is no more than the mark of a footnote."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    attributes = element.attrib
    if not attributes:
        return bool(element.tag == "dialog")
    if "hidden" in attributes or _HIDING.search(element.get("style", "")):
        return True
    if element.tag == "dialog":
        return "open" not in attributes
    if not _names(element).isdisjoint(_NOTE_MARKS):
        return True
    return bool(element.tag == "a" and element.get("href", "").startswith("#") and _is_note_mark(element))


def _is_note_mark(link: Any) -> bool:
    """Whether a link inside a page leads to a footnote or back: ``[1]``, a raised 1, an arrow."""
    text = ""
    for piece in link.itertext():
        text += piece
        if len(text) > _LONGEST_MARK:
            return False
    text = text.strip()
    above = link.getparent()
    raised = link.find(".//sup") is not None or (above is not None and above.tag == "sup")
    return _MARK.fullmatch(text) is not None and (raised or not text.isalnum())


def _names(element: Any) -> set[str]:
    """The roles, types and classes of an element."""
    get = element.get
    return set(f"{get('role', '')} {get('epub:type', '')} {get('class', '')}".lower().split())
