"""Tokens for matching: words of spaced scripts, single characters of unspaced ones, each with its span."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

import regex

from align.text.scripts import UNSPACED

__all__ = ["Token", "separator", "tokens"]

_TOKEN: Final = regex.compile(rf"[{UNSPACED}]\p{{M}}*|[\p{{L}}\p{{N}}\p{{M}}--[{UNSPACED}]]+", regex.V1)
_ASCII_TOKEN: Final = re.compile(r"[A-Za-z0-9]+")
_JOINT: Final = regex.compile(r"[\s\p{Zs}\p{Pd}\u00AD\u2060\u200B]+")


class Token(NamedTuple):
    """A word or a single character of an unspaced script; ``norm`` is its NFKC form."""

    start: int
    end: int
    norm: str


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order; hyphens and apostrophes separate, digits and letters do not.

    ``DeepSeek-R1的models`` gives ``DeepSeek``, ``R1``, ``的``, ``models``.
    """
    if text.isascii():
        return [Token(match.start(), match.end(), match[0]) for match in _ASCII_TOKEN.finditer(text)]
    normal: dict[str, str] = {}
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        norm = word if word.isascii() else normal.get(word)
        if norm is None:
            norm = normal[word] = unicodedata.normalize("NFKC", word)
        found.append(Token(match.start(), match.end(), norm))
    return found


def separator(between: str) -> str:
    """Normal form of what stands between two tokens.

    Hyphens, dashes and spaces in any number become one space, a typographic apostrophe a straight one.
    """
    if not between or between == " ":
        return between
    return " " if _JOINT.fullmatch(between) else unicodedata.normalize("NFKC", between).replace("’", "'")
