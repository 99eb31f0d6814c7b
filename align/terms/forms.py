"""Whether a stretch of text is a form of a term, and by what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final, NamedTuple
from unicodedata import category

from align.model import MATCHED_BY, Term
from align.terms.folding import SINGLE, normal_form
from align.terms.inflection import Inflection
from align.text.tokens import separator, tokens

__all__ = ["Form", "form_of", "has_signs"]

_SINGLE: Final = re.compile(f"[{SINGLE}]")
_HANGUL: Final = re.compile("[\u1100-\u11ff\uac00-\ud7fb]")
# What may stand behind a Korean noun in one word with it: particles, and forms of the copula and of 하다.
_PARTICLE: Final = re.compile(
    "(?:은|는|이|가|을|를|의|에|와|과|도|만|로|으로|들|에서|에게|께|한테|까지|부터|보다|처럼|마다|조차|밖에|이나|나|이란|란|이라|라"
    "|인|이다|입니다|하|한|할|해|했|된|되|될|적)"
)
_SENTENCE_START: Final = re.compile(r"(?:^|[\n.!?:…][\"'”’»«„“‚‘)\]]*|[„“»«\"‚‘(])\s*$")
_HEADING: Final = re.compile(r"[^\W\d_]+")
_PLAIN_ENDS: Final = re.compile("[0-9A-Za-z\u4e00-\u9fff]{2}")
_POINTS: Final = frozenset(".,")
_SIGNS: Final = frozenset("+#")
_LOOK: Final = 40
_SLACK: Final = 4  # soft hyphens and the like among signs


class Parts(NamedTuple):
    """A text taken apart.

    Attributes:
        words: The normal forms of its tokens.
        gaps: What stands between each two of them.
        prefix: What stands before the first.
        suffix: What stands behind the last.
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str) -> Parts:
        """The parts of a text; one without letters and digits has no words."""
        if text.isascii():
            words = tuple(text.split(" "))
            if all(map(str.isalnum, words)):
                return cls(words, (" ",) * (len(words) - 1))
        else:
            text = normal_form(text)
        # Signs of unspaced scripts (៛, ๏) are tokens, but to the search they are no words.
        found = [token for token in tokens(text) if category(text[token.start])[0] not in "SP"]
        if not found:
            return cls((), ())
        return cls(
            words=tuple(token.norm for token in found),
            gaps=tuple(text[a.end : b.start] for a, b in pairwise(found)),
            prefix=_spaced(text[: found[0].start]).lstrip(),
            suffix=_spaced(text[found[-1].end :]).rstrip(),
        )


class Form(NamedTuple):
    """A stretch of text that may be a term, if what stands around it allows.

    Attributes:
        term: The term.
        found: The stretch.
        how: Members of :data:`align.model.MATCHED_BY`, in their order; none if the stretch is spelled as the term is.
        free: What stands around it does not matter.
        prefix: What must stand before it.
        suffix: What must stand behind it.
        capitalised: It has a capital letter that only the beginning of a sentence explains.
        shouted: It is a form of a word in small letters only if the words beside it are in capitals too.
    """

    term: Term
    found: str
    how: tuple[str, ...]
    free: bool = True
    prefix: str = ""
    suffix: str = ""
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


def _spaced(signs: str) -> str:
    """Signs with the zero-width space as the space that it is to the search."""
    return signs.replace("\u200b", " ")


def _extended(text: str, place: int, step: int, signs: str) -> int:
    """Where signs end that begin at a place, forwards or backwards; -1 if they do not stand there."""
    wanted = separator(signs)
    for length in range(1, len(signs) + _SLACK):
        other = place + step * length
        there = text[min(place, other) : max(place, other)] if other >= 0 else ""
        if len(there) == length and separator(_spaced(normal_form(there))) == wanted:
            return other
    return -1


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
    return (
        not (_HANGUL.match(last) and _HANGUL.match(behind))
        or _PARTICLE.match(normal_form(text[end : end + _LOOK])) is not None
    )


def _in_capitals(text: str, start: int, end: int) -> bool:
    beside = [
        *_HEADING.findall(text[max(0, start - _LOOK) : start])[-1:],
        *_HEADING.findall(text[end : end + _LOOK])[:1],
    ]
    return any(word.isupper() and len(word) > 1 for word in beside)


def has_signs(term: Term) -> bool:
    """Whether a term begins or ends with a sign that belongs to it: ``C++``, ``.NET``."""
    if _PLAIN_ENDS.match(term.text[0] + term.text[-1]):
        return False
    parts = Parts.of(term.text)
    return bool(parts.prefix or parts.suffix)


def form_of(term: Term, found: str, lang: str, variants: Mapping[str, str]) -> Form | None:
    """The form of a term that a stretch of text is, or None.

    Args:
        term: The term.
        found: A stretch of text from the first letter of its first word to the last one of its last. Its words have the
            stems of the term's words.
        lang: BCP 47 tag of the text.
        variants: Letters that may stand for each other, by letter.
    """
    if found == term.text:
        return Form(term, found, (), free=_free(found))
    wanted, there = Parts.of(term.text), Parts.of(found)
    if len(wanted.words) != len(there.words) or not _same_gaps(wanted, there):
        return None
    inflection = Inflection(term, len(wanted.words), lang)
    ways = set()
    for number, (word, other) in enumerate(zip(wanted.words, there.words, strict=True)):
        if word == other:
            continue
        if word.casefold() == other.casefold():
            ways.add("case")
        elif variants and (variants.get(word) == other or variants.get(other) == word):
            ways.add("script")
        elif inflection.allows(number, word, other):
            ways.add("inflection")
            if word[:1].isupper() != other[:1].isupper():
                ways.add("case")
        else:
            return None
    if "case" in ways and term.case != "any":
        return None
    if wanted.gaps != there.gaps or _is_normal(term.text, wanted) != _is_normal(found, there):
        ways.add("spelling")
    bound = wanted.prefix or wanted.suffix or inflection.capitalised or inflection.shouted
    return Form(
        term,
        found,
        tuple(way for way in MATCHED_BY if way in ways),
        free=not bound and _free(found),
        prefix=wanted.prefix,
        suffix=wanted.suffix,
        capitalised=inflection.capitalised,
        shouted=inflection.shouted,
    )


def _free(found: str) -> bool:
    """Whether a stretch is bounded whatever stands around it, see :func:`_bounded`."""
    first, last = found[0], found[-1]
    if first.isdigit() or last.isdigit() or (len(found) == 1 and found.isascii()):
        return False
    return found.isascii() or (not _HANGUL.match(first) and not _HANGUL.match(last))


def _same_gaps(wanted: Parts, there: Parts) -> bool:
    return wanted.gaps == there.gaps or all(map(_same_gap, wanted.gaps, there.gaps, there.words, there.words[1:]))


def _same_gap(wanted: str, there: str, before: str, behind: str) -> bool:
    if there.count("\n") > 1:
        return False  # a blank line joins nothing
    if (found := separator(there)) == (wanted := separator(wanted)):
        return True
    # 36氪 and 36 氪: a space where scripts meet is a matter of taste.
    return {found, wanted} == {"", " "} and bool(_SINGLE.match(before)) != bool(_SINGLE.match(behind))


def _is_normal(text: str, parts: Parts) -> bool:
    """Whether the words of a text stand in it in their normal form: not in full width, without soft hyphens."""
    return text.isascii() or all(word in text for word in parts.words)
