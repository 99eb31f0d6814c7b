"""Whether a stretch of text is a form of a term, and by what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from align.model import MATCHED_BY, Term
from align.terms.folding import SINGLE, normal_form
from align.text.stems import same_word
from align.text.tags import primary
from align.text.tokens import separator, tokens

__all__ = ["Form", "Pattern", "form_of"]

_SINGLE: Final = re.compile(f"[{SINGLE}]")
_HANGUL: Final = re.compile("[\u1100-\u11ff\uac00-\ud7fb]")
# What may stand behind a Korean noun in one word with it: particles, and forms of the copula and of 하다.
_PARTICLE: Final = re.compile(
    "(?:은|는|이|가|을|를|의|에|와|과|도|만|로|으로|들|에서|에게|께|한테|까지|부터|보다|처럼|마다|조차|밖에|이나|나|이란|란|이라|라"
    "|인|이다|입니다|하|한|할|해|했|된|되|될|적)"
)
_SENTENCE_START: Final = re.compile(r"(?:^|[\n.!?:…][\"'”’»«„“‚‘)\]]*|[„“»«\"‚‘(])\s*$")
_HEADING: Final = re.compile(r"[^\W\d_]+")
_SHORT: Final = 5
_LOOK: Final = 40


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term taken apart.

    Attributes:
        term: The term.
        words: The normal forms of its tokens.
        between: What stands between each two of them, in normal form.
        prefix: What stands before its first token and must be there.
        suffix: What stands behind its last one.
    """

    term: Term
    words: tuple[str, ...]
    between: tuple[str, ...]
    prefix: str
    suffix: str

    @classmethod
    def of(cls, term: Term) -> Pattern | None:
        """The pattern of a term, or None if it holds neither letters nor digits."""
        text = normal_form(term.text)
        found = tokens(text)
        if not found:
            return None
        return cls(
            term,
            words=tuple(token.norm for token in found),
            between=tuple(separator(text[a.end : b.start]) for a, b in pairwise(found)),
            prefix=text[: found[0].start].lstrip(),
            suffix=text[found[-1].end :].rstrip(),
        )


@dataclass(frozen=True, slots=True)
class Form:
    """A stretch of text that may be a term, if what stands around it allows.

    Attributes:
        term: The term.
        how: Members of :data:`align.model.MATCHED_BY`, in their order; none if the stretch is spelled as the term is.
        prefix: What must stand before it.
        suffix: What must stand behind it.
        free: What stands around it does not matter.
        capitalised: It has a capital letter that only the beginning of a sentence explains.
        shouted: It is a form of a word in small letters only if the words beside it are in capitals too.
    """

    term: Term
    how: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""
    free: bool = True
    capitalised: bool = False
    shouted: bool = False

    def span(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The span of the term with all its signs where the stretch stands, or None if it is none there."""
        if self.prefix:
            start = _extended(text, start, -1, self.prefix)
        if self.suffix:
            end = _extended(text, end, 1, self.suffix)
        if start < 0 or end < 0 or not _bounded(text, start, end):
            return None
        if self.suffix.endswith(".") and text[end : end + 1].isalnum():
            return None  # U.S. is no part of U.S.S.R.
        if self.capitalised and not _SENTENCE_START.search(text[max(0, start - _LOOK) : start]):
            return None
        if self.shouted and not _in_capitals(text, start, end):
            return None
        return start, end


def _extended(text: str, place: int, step: int, signs: str) -> int:
    """Where signs end that begin at a place, forwards or backwards; -1 if they do not stand there."""
    wanted = signs if step > 0 else signs[::-1]
    for sign in wanted:
        if not 0 <= (at := place if step > 0 else place - 1) < len(text) or separator(normal_form(text[at])) != (
            separator(sign)
        ):
            return -1
        place += step
    return place


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a stretch does not cut a number, a syllable, a Korean word, or the name C++."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    first, last = text[start], text[end - 1]
    if first.isdigit() and before[-1:] in _POINTS and before[:-1].isdigit():
        return False
    if last.isdigit() and behind[:1] in _POINTS and behind[1:].isdigit():
        return False
    if end - start == 1 and last.isascii() and behind[:1] in _SIGNS:
        return False
    if _HANGUL.match(first) and _HANGUL.match(before[-1:]):
        return False
    return not (_HANGUL.match(last) and _HANGUL.match(behind)) or _PARTICLE.match(text, end) is not None


_POINTS: Final = frozenset(".,")
_SIGNS: Final = frozenset("+#")


def _in_capitals(text: str, start: int, end: int) -> bool:
    beside = [
        *_HEADING.findall(text[max(0, start - _LOOK) : start])[-1:],
        *_HEADING.findall(text[end : end + _LOOK])[:1],
    ]
    return any(word.isupper() and len(word) > 1 for word in beside)


def form_of(pattern: Pattern, found: str, lang: str, variants: Mapping[str, str]) -> Form | None:
    """The form of a term that a stretch of text is, or None.

    Args:
        pattern: The term.
        found: A stretch of text from the first letter of its first word to the last one of its last.
        lang: BCP 47 tag of the text.
        variants: Letters that may stand for each other, by letter.
    """
    text = normal_form(found)
    words = tokens(text)
    if len(words) != len(pattern.words):
        return None
    between = [text[a.end : b.start] for a, b in pairwise(words)]
    if not all(_same_gap(pattern, number, gap, words[number].norm) for number, gap in enumerate(between)):
        return None
    found_words = tuple(word.norm for word in words)
    inflection = _Inflection(pattern, lang)
    ways: set[str] = set()
    for number, (word, other) in enumerate(zip(pattern.words, found_words, strict=True)):
        if word == other:
            continue
        if variants and (variants.get(word) == other or variants.get(other) == word):
            ways.add("script")
        elif word.casefold() == other.casefold():
            ways.add("case")
        elif inflection.allows(number, word, other):
            ways.add("inflection")
            if word[:1].isupper() != other[:1].isupper():
                ways.add("case")
        else:
            return None
    if "case" in ways and pattern.term.case != "any":
        return None
    if _spelled_otherwise(pattern, found, found_words):
        ways.add("spelling")
    return _form(pattern, found, tuple(way for way in MATCHED_BY if way in ways), inflection)


def _form(pattern: Pattern, found: str, how: tuple[str, ...], inflection: _Inflection) -> Form:
    edges = found[0] + found[-1]
    short = len(found) == 1 and found.isascii()
    free = not (
        pattern.prefix
        or pattern.suffix
        or inflection.capitalised
        or inflection.shouted
        or short
        or any(map(str.isdigit, edges))
        or _HANGUL.search(edges)
    )
    return Form(pattern.term, how, pattern.prefix, pattern.suffix, free, inflection.capitalised, inflection.shouted)


def _same_gap(pattern: Pattern, number: int, gap: str, before: str) -> bool:
    wanted = pattern.between[number]
    if gap.count("\n") > 1:
        return False
    if (found := separator(gap)) == wanted:
        return True
    # 36氪 and 36 氪: a space between the scripts is a matter of taste.
    behind = pattern.words[number + 1]
    mixed = bool(_SINGLE.match(before)) != bool(_SINGLE.match(behind))
    return mixed and {found, wanted} == {"", " "}


def _spelled_otherwise(pattern: Pattern, found: str, words: tuple[str, ...]) -> bool:
    """Whether more than letter case and inflection sets a stretch apart from the term: widths, hyphens, spaces."""
    if found == pattern.term.text:
        return False
    bare = pattern.term.text.strip()
    bare = bare[len(pattern.prefix) : len(bare) - len(pattern.suffix)]
    return _signs(found, words) != _signs(bare, pattern.words)


def _signs(text: str, words: tuple[str, ...]) -> list[str]:
    """What is left of a text once its words are taken out; a word that is not in normal form stays."""
    rest, position = [], 0
    for word in words:
        at = text.find(word, position)
        if at < 0:
            return [text]
        rest.append(text[position:at])
        position = at + len(word)
    return [*rest, text[position:]]


class _Inflection:
    """Which inflected forms a term allows, and what they need around them."""

    def __init__(self, pattern: Pattern, lang: str) -> None:
        self._term, self._count, self._lang = pattern.term, len(pattern.words), lang
        self._language = primary(lang)
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
        if self._language == "de" and word[:1].isupper() != other[:1].isupper():
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
        if self._language != "en":
            return same_word(word, other, self._lang)
        # Machines learn, but machine learning: of several words only one is inflected, and inner ones are no verbs.
        self._inflected += 1
        noun = self._term.pos.endswith("noun") or 0 < number < self._count - 1
        return self._inflected < 2 and same_word(word, other, self._lang, noun=noun)

    def _name(self) -> bool:
        """Windows is no plural of Window."""
        return self._language == "en" and self._term.type == "name"

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
