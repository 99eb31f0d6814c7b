"""The figures and the number words of a text."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from align.text.numbers.figures import FIGURE
from align.text.numbers.words import Word, WordTable

__all__ = ["Item", "items_of"]

_TOKEN: Final = re.compile(rf"[^\W\d_]+|(?P<figure>{FIGURE.pattern})")
_DIGIT: Final = re.compile("[0-9]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ASCII_LETTERS: Final = re.compile("[a-z]+")


class Item(NamedTuple):
    """A figure, or a word that has to do with numbers.

    Attributes:
        start: Offset of its first code point.
        end: Offset behind it.
        figure: The figure, or empty.
        word: What the word may be, or None for a figure.
    """

    start: int
    end: int
    figure: str
    word: Word | None

    @property
    def times(self) -> int:
        """The power that a word multiplies the number before it by: 100 and up, else 0."""
        value = self.word.cardinals[0] if self.word and self.word.cardinals else 0
        return value if value >= 100 else 0


def items_of(lower: str, table: WordTable) -> list[Item]:
    """The figures and number words of a text in lower case."""
    letters = _ASCII_LETTERS if lower.isascii() and lower.islower() else _LETTERS
    if table.compound is None and table.words.keys().isdisjoint(letters.findall(lower)):
        return _figures(lower)
    found, of = [], table.of
    for match in _TOKEN.finditer(lower):
        if match["figure"]:
            found.append(Item(match.start(), match.end(), match[0], None))
        elif word := of(match[0]):
            found.append(Item(match.start(), match.end(), "", word))
    return found


def _figures(lower: str) -> list[Item]:
    """The figures of a text, quicker than by ``FIGURE.finditer``: each begins with a digit."""
    found = []
    digit = _DIGIT.search(lower)
    while digit:
        match = FIGURE.match(lower, digit.start())
        if match is None:
            break
        found.append(Item(match.start(), match.end(), match[0], None))
        digit = _DIGIT.search(lower, match.end())
    return found
