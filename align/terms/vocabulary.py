"""The words of a termbase, each as one character, so that an automaton searches words and not letters.

All forms of a word have the character of its stem. A text becomes a row of such characters: what matches there is a
row of whole words, whatever their forms, and few places are left for the closer look of :mod:`align.terms.forms`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, Protocol

from align.terms.folding import JOINT, OTHER, SINGLE
from align.text.stems import stems

__all__ = ["WORD", "Haystack", "Mixed", "Vocabulary", "Words"]

# Planes without a letter: what stands for a word cannot be taken for a character of the text. Beyond 786,432 stems some
# share a character, which only costs closer looks.
_FIRST: Final = 0x40000
_LETTERS: Final = 0x110000 - _FIRST
_UNKNOWN: Final = "\x01"
_NOTHING: Final = "\x02"
WORD: Final = re.compile(f"([^{JOINT}{OTHER}{SINGLE}]+)")
_MOST_WORDS: Final = 400_000
_PLURALS: Final = ("s", "es")


class Vocabulary:
    """The words of some terms.

    Args:
        words: Folded words (:mod:`align.terms.folding`).
        acronyms: Those of them that may take the plural of acronyms.
        lang: BCP 47 tag of the texts.
    """

    def __init__(self, words: Iterable[str], acronyms: Iterable[str], lang: str) -> None:
        self._lang = lang
        known = list(dict.fromkeys(words))
        same = _Same()
        for acronym in dict.fromkeys(acronyms):
            first, *others = self._stems([acronym, *(acronym + ending for ending in _PLURALS)])
            for other in others:
                same.join(first, other)
        self._letters: dict[str, str] = {}
        for stem in self._stems(known):
            self._letters.setdefault(same.find(stem), chr(_FIRST + len(self._letters) % _LETTERS))
        for stem in list(same):
            if (letter := self._letters.get(same.find(stem))) is not None:
                self._letters[stem] = letter
        self._known: dict[str, str] = {"": _NOTHING}

    def _stems(self, words: Sequence[str]) -> list[str]:
        normal = [word if word.isascii() else unicodedata.normalize("NFKC", word).casefold() for word in words]
        return stems(normal, self._lang)

    def letters(self, words: Sequence[str]) -> list[str]:
        """The character of each word; an empty word has one too, and all unknown words share one."""
        known = self._known
        new = list(set(words).difference(known))
        if new:
            if len(known) > _MOST_WORDS:
                known.clear()
                known[""] = _NOTHING
                new = list(set(words).difference(known))
            known.update(zip(new, (self._letters.get(stem, _UNKNOWN) for stem in self._stems(new)), strict=True))
        return list(map(known.__getitem__, words))


class _Same:
    """Which stems are to be taken for one (union-find)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._parents)

    def find(self, stem: str) -> str:
        while (parent := self._parents.get(stem, stem)) != stem:
            stem = parent
        return stem

    def join(self, one: str, other: str) -> None:
        one, other = self.find(one), self.find(other)
        self._parents.setdefault(one, one)
        self._parents[other] = one


class Haystack(Protocol):
    """What an automaton searches, and where its places are in the folded text."""

    text: str

    def start(self, place: int) -> int:
        """Where what stands at a place begins in the folded text."""

    def end(self, place: int) -> int:
        """Where what stands before a place ends in the folded text."""


class Words:
    """A folded text of words alone: one character a word, and one for each separator beyond the first."""

    def __init__(self, folded: str, vocabulary: Vocabulary) -> None:
        words = folded.replace(OTHER, JOINT).split(JOINT)
        self.text = "".join(vocabulary.letters(words))
        self._ends = list(accumulate(map(len, words)))

    def start(self, place: int) -> int:
        return self._ends[place - 1] + place if place else 0

    def end(self, place: int) -> int:
        return self._ends[place - 1] + place - 1


class Mixed:
    """A folded text with letters that stand for themselves; words are one character, separators are kept."""

    def __init__(self, folded: str, vocabulary: Vocabulary) -> None:
        parts = WORD.split(folded)
        self._ends = list(accumulate(map(len, parts)))
        parts[1::2] = vocabulary.letters(parts[1::2])
        self.text = "".join(parts)
        self._places = list(accumulate(map(len, parts)))

    def start(self, place: int) -> int:
        part = bisect_right(self._places, place)
        if not part:
            return place
        return self._ends[part - 1] + place - self._places[part - 1]

    def end(self, place: int) -> int:
        part = bisect_left(self._places, place)
        if part % 2:
            return self._ends[part]
        return place if not part else self._ends[part - 1] + place - self._places[part - 1]
