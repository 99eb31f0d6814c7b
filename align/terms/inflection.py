"""Which inflected forms of a term's words a text may have, and what these need around them."""

from __future__ import annotations

from typing import Final

from align.model import Term
from align.text.stems import same_word
from align.text.tags import primary

__all__ = ["Inflection"]

_SHORT: Final = 5


class Inflection:
    """The inflected forms that a term of some words allows in a language.

    Attributes:
        capitalised: One of those allowed so far has a capital letter that only the beginning of a sentence explains.
        shouted: One is a form of a word in small letters only if the words beside it are in capitals too.
    """

    def __init__(self, term: Term, words: int, lang: str) -> None:
        self._term, self._count, self._lang = term, words, lang
        self._inflected = 0
        self.capitalised = self.shouted = False

    def allows(self, number: int, word: str, other: str) -> bool:
        """Whether a word of the text is an inflected form of a word of the term."""
        term, last = self._term, number == self._count - 1
        if word.isupper() and len(word) > 1:
            return last and self._acronym(word, other)
        if term.case == "keep" or not self._forms(number, word, other):
            return False
        if term.case == "exact":
            return not self._name() and _same_case(word, other)
        if primary(self._lang) == "de" and word[:1].isupper() != other[:1].isupper():
            # A noun and a verb: Rechner and rechnen. A capital may also begin a sentence.
            if word[:1].isupper():
                return False
            self.capitalised |= number == 0
            if number:
                return False
        if other.isupper() and len(other) <= _SHORT and self._count == 1:
            self.shouted = True
        return True

    def _forms(self, number: int, word: str, other: str) -> bool:
        # Machines learn, but machine learning: of several words only one is inflected, and inner ones are no verbs.
        self._inflected += 1
        english = primary(self._lang) == "en"
        if english and self._inflected > 1:
            return False
        noun = self._term.pos.endswith("noun") or 0 < number < self._count - 1
        return same_word(word, other, self._lang, noun=noun)

    def _name(self) -> bool:
        """Windows is no plural of Window."""
        return self._term.type == "name" and primary(self._lang) == "en"

    def _acronym(self, word: str, other: str) -> bool:
        """Whether a word is the plural of an acronym: LLMs, and GPSes."""
        ending = other[len(word) :]
        if ending != "s" and (ending != "es" or word[-1] not in "SXZH"):
            return False
        if other.startswith(word):
            return True
        return self._term.case == "any" and len(word) > 2 and other.casefold().startswith(word.casefold())


def _same_case(word: str, other: str) -> bool:
    """Whether two forms of a word are in one letter case: the same as far as they go together, small letters behind."""
    common = 0
    for a, b in zip(word, other, strict=False):
        if a.casefold() != b.casefold():
            break
        if a != b:
            return False
        common += 1
    return not other[common:] or other[common:].islower()
