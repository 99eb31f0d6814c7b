"""What terms are looked for in, word by word, and what was found where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import regex

from align.text.acronyms import ELISION

__all__ = ["Found", "Passage", "PassagePair", "Word", "example_of", "most_common_form", "words"]

_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:(?:['’.&/‐‑-]|(?<=\p{L})['’](?=\p{L}))[\p{L}\p{M}\p{N}]+)*")
_POSSESSIVE: Final = regex.compile(r"['’]s$|(?<=s)['’]$")
_OPENING: Final = regex.compile(r"[\s\"'“”‘’«»„(\[{—–-]*(?:[:.!?]\s*[\"“‘«„]?\s*)?")
_EXAMPLE: Final = 60
_MOST_PLACES: Final = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or another stretch of text.

    Attributes:
        place: Where it stands, ``file:line`` or ``file:unit``.
        lang: BCP 47 tag.
        text: The stretch.
        heading: Whether it is a heading, in which any word may have a capital letter.
    """

    place: str
    lang: str
    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Two passages that are translations of each other."""

    source: Passage
    target: Passage


class Word(NamedTuple):
    """A word of a passage.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last one; a possessive ending is left out.
        text: The word.
        first: Whether it begins a sentence or a quotation, or follows a colon.
        apart: Whether more than a space stands between it and the word before: a mark, or the end of a possessive.
    """

    start: int
    end: int
    text: str
    first: bool
    apart: bool


def words(text: str) -> Iterator[Word]:
    """The words of a text; hyphens, and points and apostrophes inside, are parts of words, elided articles are not."""
    before = 0
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        start = match.start()
        between = text[before : match.start()]
        first = _OPENING.fullmatch(between) is not None and (before == 0 or not between.isspace())
        apart = before == 0 or between not in {" ", "\u00a0"}
        elided = ELISION.match(word)
        if elided:
            yield Word(start, start + elided.end() - 1, elided[0][:-1], first, apart)
            start, word, first, apart = start + elided.end(), word[elided.end() :], False, False
        yield Word(start, start + len(word), word, first, apart)
        before = start + len(word)


@dataclass
class Found:
    """What was found of one term: the forms that it has, where it stands, and an example."""

    forms: Counter[str] = field(default_factory=Counter)
    places: dict[str, None] = field(default_factory=dict)
    example: str = ""
    count: int = 0

    def add(self, passage: Passage, start: int, end: int, form: str = "") -> None:
        """Count an occurrence; ``form`` is what it is without the capital letter of a sentence."""
        self.count += 1
        self.forms[form or passage.text[start:end]] += 1
        if len(self.places) < _MOST_PLACES:
            self.places[passage.place] = None
        if not self.example:
            self.example = example_of(passage.text, start, end)

    @property
    def form(self) -> str:
        """The commonest form."""
        return most_common_form(self.forms)


def example_of(text: str, start: int, end: int) -> str:
    """A stretch of text with what is left and right of it."""
    left, right = max(0, start - _EXAMPLE), min(len(text), end + _EXAMPLE)
    shown = " ".join(text[left:right].split())
    return ("…" if left else "") + shown + ("…" if right < len(text) else "")


def most_common_form(forms: Counter[str]) -> str:
    """The commonest of some forms; of several the shortest, of these the first."""
    most = max(forms.values())
    return min((form for form, count in forms.items() if count == most), key=len)
