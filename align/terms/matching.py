"""Find the terms of a termbase in a text.

A term is a row of tokens (:mod:`align.text.tokens`), so that boundaries follow from the script: ``AGI`` is a token of
its own and not found in ``MAGIC``, while each Chinese character is a token and 强化学习 is found in unspaced text.
Terms that are matched in any letter case also match their inflected forms. Where matches overlap, the longest stands.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from align.model import TERM_STATUSES, Hit, Term
from align.text.stems import same_word, stem
from align.text.tags import same_language
from align.text.tokens import Token, separator, tokens

__all__ = ["TermMatcher"]

_ACRONYM_PLURALS: Final = frozenset({"s", "es"})


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A term as tokens: their normal forms, what stands between them, and what stands before and behind."""

    term: Term
    words: tuple[str, ...]
    between: tuple[str, ...]
    prefix: str
    suffix: str


class TermMatcher:
    """Finds the terms of one language in texts.

    Args:
        terms: Terms of any languages; only those of ``lang`` are looked for.
        lang: BCP 47 tag of the texts. Tags match by their language: a term in ``zh`` is found in a text in ``zh-Hans``.
    """

    def __init__(self, terms: Iterable[Term], lang: str) -> None:
        self._lang = lang
        self._by_first: dict[str, list[_Pattern]] = {}
        for term in terms:
            if same_language(term.lang, lang):
                pattern = _compile(term)
                if pattern is not None:
                    for key in self._first_keys(pattern):
                        self._by_first.setdefault(key, []).append(pattern)

    def find(self, text: str, *, nested: bool = False) -> list[Hit]:
        """All hits in a text, by position.

        Args:
            text: The text to search.
            nested: Also list the terms inside longer ones.

        Returns:
            Hits that do not overlap, the longest of those that do; with ``nested`` those inside others as well.
            Of several terms that match the same stretch the one spelled just so comes first, then the better status.
        """
        if not self._by_first:
            return []
        words = tokens(text)
        found: list[Hit] = []
        for position, token in enumerate(words):
            patterns = self._by_first.get(self._key(token.norm))
            if patterns:
                found += [hit for p in patterns if (hit := self._match(p, text, words, position)) is not None]
        best: dict[tuple[int, int], Hit] = {}
        for hit in sorted(found, key=_preference):
            best.setdefault((hit.start, hit.end), hit)
        return sorted(best.values() if nested else _longest(best.values()), key=lambda hit: (hit.start, -hit.end))

    def _first_keys(self, pattern: _Pattern) -> set[str]:
        """What the first token of a text may be so that a term is worth a closer look there."""
        first = pattern.words[0]
        endings = _ACRONYM_PLURALS if len(pattern.words) == 1 and first.isupper() else ()
        return {self._key(first), *(self._key(first + ending) for ending in endings)}

    def _key(self, word: str) -> str:
        return stem(word, self._lang)

    def _match(self, pattern: _Pattern, text: str, words: list[Token], position: int) -> Hit | None:
        last = position + len(pattern.words) - 1
        if last >= len(words):
            return None
        for offset, word in enumerate(pattern.words):
            token = words[position + offset]
            if (
                offset
                and separator(text[words[position + offset - 1].end : token.start]) != pattern.between[offset - 1]
            ):
                return None
            if not self._same(pattern.term, word, token.norm, final=position + offset == last):
                return None
        start, end = words[position].start, words[last].end
        if pattern.prefix:
            start -= len(pattern.prefix)
            if start < 0 or _fold(text[start : start + len(pattern.prefix)]) != pattern.prefix:
                return None
        if pattern.suffix:
            end += len(pattern.suffix)
            if _fold(text[end - len(pattern.suffix) : end]) != pattern.suffix:
                return None
            if pattern.suffix.endswith(".") and text[end : end + 1].isalnum():
                return None  # U.S. is no part of U.S.S.R.
        return Hit(start, end, text[start:end], pattern.term)

    def _same(self, term: Term, word: str, found: str, *, final: bool) -> bool:
        if word == found:
            return True
        if term.case == "any":
            return same_word(word, found, self._lang)
        # The plural of an acronym is spelled with a small s: LLMs.
        return final and word.isupper() and found.startswith(word) and found[len(word) :] in _ACRONYM_PLURALS


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _compile(term: Term) -> _Pattern | None:
    """The pattern of a term, or None if it holds neither letters nor digits."""
    words = tokens(term.text)
    if not words:
        return None
    return _Pattern(
        term=term,
        words=tuple(token.norm for token in words),
        between=tuple(separator(term.text[a.end : b.start]) for a, b in pairwise(words)),
        prefix=_fold(term.text[: words[0].start].lstrip()),
        suffix=_fold(term.text[words[-1].end :].rstrip()),
    )


def _preference(hit: Hit) -> tuple[int, bool, bool, int]:
    """Sort key: longest first, then the term that is spelled just so, then the better status."""
    return (
        hit.start - hit.end,
        hit.text != hit.term.text,
        hit.text.casefold() != hit.term.text.casefold(),
        TERM_STATUSES.index(hit.term.status),
    )


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that overlap only the longest, and of equally long ones the first."""
    taken: list[Hit] = []
    covered: set[int] = set()
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if covered.isdisjoint(range(hit.start, hit.end)):
            taken.append(hit)
            covered.update(range(hit.start, hit.end))
    return taken
