"""Terms of several words: noun phrases ranked by C-value.

References:
    Frantzi, Ananiadou and Mima (2000), "Automatic recognition of multi-word terms: the C-value/NC-value method",
    International Journal on Digital Libraries 3(2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log2
from typing import Final

import regex

from align.model import Candidate
from align.terms.extraction.names import is_certain, name_spans
from align.terms.extraction.passages import Found, Passage, Word, words
from align.terms.extraction.tagging import lexicon, tags
from align.text.stems import phrase_key
from align.text.tags import primary

__all__ = ["noun_phrases", "phrases", "term_spans", "without_capital"]

_MOST_WORDS: Final = 6
_LONGEST_ROW: Final = 30
"""Words without a mark or a word of a closed class among them: more are a list or a table, and no phrase."""
_PATTERNS: Final = {
    "en": regex.compile("[AN]*N"),
    "de": regex.compile("A*NN*|AN"),
    "nl": regex.compile("N+"),
}
_ROMANCE: Final = regex.compile("N(?:L?N)*")
"""Noun, and after it adjectives (which are not told from nouns) or further nouns with or without ``de``."""


def phrases(passages: Iterable[Passage]) -> list[Candidate]:
    """The terms of two to six words, the best first.

    The score is the C-value: the logarithm of the number of words, times how often the term stands there beyond its
    uses in longer terms. In other languages than English, of which only closed classes are known, a term must stand
    there twice.
    """
    found: dict[tuple[str, str], Found] = defaultdict(Found)
    longer: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    size: dict[tuple[str, str], int] = {}
    for passage in passages:
        known = lexicon(passage.lang)
        if known is None:
            continue
        for spans in noun_phrases(passage):
            keys = {}
            for row in spans:
                start, end = row[0].start, row[-1].end
                key = (primary(passage.lang), phrase_key(passage.text[start:end], passage.lang))
                keys[start, end] = key
                size[key] = sum(word.text.lower() not in known.links for word in row)
                found[key].add(passage, start, end, without_capital(passage.text[start:end], row[0]))
            for (start, end), key in keys.items():
                longer[key] |= {
                    other for (left, right), other in keys.items() if left <= start and end <= right and other != key
                }
    allowed = {key for key, one in found.items() if one.count > 1 or key[0] == "en"}
    candidates = []
    for key, one in found.items():
        nested = [found[other].count for other in longer[key] & allowed]
        score = log2(size[key]) * (one.count - (sum(nested) / len(nested) if nested else 0))
        if score > 0 and key in allowed:
            candidates.append(
                Candidate(
                    "term", "", key[0], one.form, "full", "any", round(score, 2), one.count, (*one.places,), one.example
                )
            )
    return sorted(candidates, key=lambda candidate: -candidate.score)


def noun_phrases(passage: Passage) -> Iterator[list[Sequence[Word]]]:
    """For each longest noun phrase of a passage all terms within it, itself included, as rows of words."""
    row = list(words(passage.text))
    letters = tags(row, passage.lang)
    blocked = {number for first, last in name_spans(row, passage) if last - first > 1 for number in range(first, last)}
    start = 0
    for end in range(1, len(row) + 1):
        if (
            end == len(row)
            or row[end].apart
            or letters[end] == "X"
            or letters[end - 1] == "X"
            or (end in blocked) != (end - 1 in blocked)
        ):
            if letters[start] != "X" and start not in blocked and end - start <= _LONGEST_ROW:
                spans = list(term_spans(row[start:end], letters[start:end], passage.lang))
                if spans:
                    yield spans
            start = end


def term_spans(row: Sequence[Word], letters: str, lang: str) -> Iterator[Sequence[Word]]:
    """The rows of two to six words of a phrase that are of the form of a term."""
    pattern = _PATTERNS.get(primary(lang), _ROMANCE)
    german = primary(lang) == "de"
    for first in range(len(row)):
        for last in range(first + 2, min(len(row), first + _MOST_WORDS) + 1):
            if pattern.fullmatch(letters, first, last) and (german or not _is_named(row[last - 1])):
                yield row[first:last]


def _is_named(head: Word) -> bool:
    """Whether a phrase ends in a name; acronyms are none: ``generative AI``."""
    text = head.text.removesuffix("s")
    return is_certain(text) or (
        head.text[:1].isupper() and not head.first and not (text.isalpha() and text.isupper() and len(text) < 6)
    )


def without_capital(text: str, first: Word) -> str:
    """A term without the capital letter of a sentence that it begins."""
    if first.first and first.text[1:].islower():
        return text[:1].lower() + text[1:]
    return text
