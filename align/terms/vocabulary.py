"""The words of a termbase, each as one character, so that an automaton searches words and not letters.

All forms of a word have the character of its stem. A text becomes a row of such characters: what matches there is a
row of whole words, whatever their forms, and few places are left for the closer look of :mod:`align.terms.forms`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import Final, Protocol

from align.terms.folding import JOINT, OTHER, SINGLE
from align.text.stems import stems

__all__ = ["WORD", "Haystack", "Mixed", "Place", "Vocabulary", "Words"]

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
        known = list(words)
        same = _Same()
        for acronym in dict.fromkeys(acronyms):
            first, *others = self._stems([acronym, *(acronym + ending for ending in _PLURALS)])
            for other in others:
                same.join(first, other)
        self._letters: dict[str, str] = {}
        free = _free_letters()
        stems_of_known = self._stems(known)
        for stem in map(same.find, stems_of_known):
            if stem not in self._letters:
                self._letters[stem] = next(free)
        for stem in same:
            if (letter := self._letters.get(same.find(stem))) is not None:
                self._letters[stem] = letter
        self._known = {"": _NOTHING}
        self._known.update((word, self._letters[same.find(s)]) for word, s in zip(known, stems_of_known, strict=True))

    def _stems(self, words: Sequence[str]) -> list[str]:
        normal = [word if word.isascii() else unicodedata.normalize("NFKC", word).casefold() for word in words]
        return stems(normal, self._lang)

    def letters(self, words: Sequence[str]) -> list[str]:
        """The character of each word; an empty word has one too, and all unknown words share one."""
        letters = list(map(self._known.get, words))
        if None in letters:
            places = list(_places_of_none(letters))
            new = list({words[place]: None for place in places})
            met = dict(zip(new, (self._letters.get(stem, _UNKNOWN) for stem in self._stems(new)), strict=True))
            for place in places:
                letters[place] = met[words[place]]
            if len(self._known) > _MOST_WORDS:
                self._known = {"": _NOTHING}
            self._known.update(met)
        return letters  # type: ignore[return-value]  # none is left


def _places_of_none(values: list[str | None]) -> Iterator[int]:
    place = -1
    with suppress(ValueError):
        while True:
            yield (place := values.index(None, place + 1))


def _free_letters() -> Iterator[str]:
    """Characters that no folded text has outside of words, short ones first.

    There are a million; beyond them stems share their characters, which only costs closer looks.
    """
    single = re.compile(f"[{SINGLE}\ud800-\udfff]")
    while True:
        yield from (char for code in range(0x80, 0x110000) if not single.match(char := chr(code)))


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


Place = tuple[int, int, int]
"""Where what an automaton found begins and ends, and the number of its key."""


class Haystack(Protocol):
    """What an automaton searches, and where its places are in the folded text."""

    text: str

    def places(self, matches: Iterable[Place]) -> list[Place]:
        """The places in the folded text of what was found in ``text``; matches have their key first."""


class Words:
    """A folded text of words alone: one character a word, and one for each separator beyond the first."""

    def __init__(self, folded: str, vocabulary: Vocabulary) -> None:
        self._words = folded.replace(OTHER, JOINT).split(JOINT)
        self.text = "".join(vocabulary.letters(self._words))

    def places(self, matches: Iterable[Place]) -> list[Place]:
        """As :meth:`Haystack.places`."""
        letters = [0, *accumulate(map(len, self._words))]
        return [(letters[first] + first, letters[last] + last - 1, key) for key, first, last in matches]


class Mixed:
    """A folded text with letters that stand for themselves; words are one character, separators are kept."""

    def __init__(self, folded: str, vocabulary: Vocabulary) -> None:
        parts = WORD.split(folded)
        self._ends = list(accumulate(map(len, parts)))
        parts[1::2] = vocabulary.letters(parts[1::2])
        self.text = "".join(parts)
        self._places = list(accumulate(map(len, parts)))

    def places(self, matches: Iterable[Place]) -> list[Place]:
        """As :meth:`Haystack.places`."""
        return [(self._start(first), self._end(last), key) for key, first, last in matches]

    def _start(self, place: int) -> int:
        part = bisect_right(self._places, place)
        if not part:
            return place
        return self._ends[part - 1] + place - self._places[part - 1]

    def _end(self, place: int) -> int:
        part = bisect_left(self._places, place)
        if part % 2:
            return self._ends[part]
        return place if not part else self._ends[part - 1] + place - self._places[part - 1]
