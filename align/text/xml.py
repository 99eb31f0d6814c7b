"""Text for XML: what it cannot hold, and what must be escaped."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["LONE", "attribute", "content", "fit", "is_fit"]

_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONE: Final = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no encoding of Unicode allows."""
_CONTENT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def is_fit(text: str) -> bool:
    """Whether XML 1.0 can hold every character of a text."""
    return (text.isascii() and text.isprintable()) or _UNFIT.search(text) is None


def fit(text: str) -> str:
    """The text with U+FFFD for what XML 1.0 cannot hold: control characters, halves of characters, U+FFFE, U+FFFF."""
    return _UNFIT.sub("\ufffd", text)


def content(text: str) -> str:
    """A text as the content of an element; what XML cannot hold is not looked at."""
    marked = "&" in text or "<" in text or ">" in text or "\r" in text
    return text.translate(_CONTENT) if marked else text


def attribute(text: str) -> str:
    """A text as an attribute between double quotation marks; it comes back as it is, line ends and tabs included."""
    return text if text.isalnum() else text.translate(_ATTRIBUTE)
