"""Bilingual candidates: terms of both sides that keep company in an aligned bitext.

References:
    Dunning (1993), "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19(1);
    Melamed (2000), "Models of translational equivalence among words", Computational Linguistics 26(2), for the linking.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Final

from align.model import Candidate
from align.terms.extraction.names import name_spans
from align.terms.extraction.passages import Passage, PassagePair, most_common_form, words
from align.terms.extraction.phrases import noun_phrases, without_capital
from align.terms.extraction.tagging import tags
from align.terms.extraction.unspaced import chinese_strings
from align.text.stems import phrase_key
from align.text.tags import primary

__all__ = ["log_likelihood", "pairs"]

LEAST: Final = 10.83
"""The log-likelihood ratio above which two terms do not meet by chance, p < 0.001 with one degree of freedom."""
_SHORTEST: Final = 3


def log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """Dunning's log-likelihood ratio of two terms meeting.

    Args:
        both: Units in which both stand, >= 0.
        first: Units in which the first stands, >= both.
        second: Units in which the second stands, >= both.
        total: Units.

    Returns:
        Twice the logarithm of the ratio, >= 0; 0 as well if they meet less often than by chance.
    """
    if not total or both * total <= first * second:
        return 0.0
    cells = (both, first - both, second - both, total - first - second + both)
    rows, columns = (first, first, total - first, total - first), (second, total - second, second, total - second)
    return max(
        0.0,
        2
        * sum(
            count * log(count * total / (row * column))
            for count, row, column in zip(cells, rows, columns, strict=True)
            if count
        ),
    )


def pairs(units: Sequence[PassagePair], least: int = 2) -> list[tuple[Candidate, Candidate]]:
    """Terms of the source with their likely translations, the surest first; the score is the log-likelihood ratio.

    Each term is linked once, to the term that it keeps company with most; of several that do so equally the longest.
    What only stands in a longer term that is linked is left out.

    Args:
        units: The units of a bitext that have both sides.
        least: Units in which two must meet, >= 2.
    """
    sides = [_Side((unit.source for unit in units), least), _Side((unit.target for unit in units), least)]
    met = Counter[tuple[str, str]]()
    for ours, theirs in zip(sides[0].units, sides[1].units, strict=True):
        met.update((one, other) for one in ours for other in theirs)
    scored = []
    for (one, other), both in met.items():
        if both >= least:
            score = log_likelihood(both, sides[0].counts[one], sides[1].counts[other], len(units))
            if score >= LEAST:
                scored.append((-round(score, 6), -len(one) - len(other), one, other))
    links = []
    for score, _, one, other in sorted(scored):
        if sides[0].is_free(one) and sides[1].is_free(other):
            sides[0].link(one)
            sides[1].link(other)
            links.append((one, other, -score))
    return _candidates(links, sides, units, met)


class _Side:
    """The terms of one side of a bitext, by unit."""

    def __init__(self, passages: Iterable[Passage], least: int) -> None:
        rows = [list(_terms(passage)) for passage in passages]
        self.counts = Counter(key for row in rows for key in {key for key, _ in row})
        self.units: list[list[str]] = []
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.where: dict[str, list[int]] = defaultdict(list)
        self._taken: set[str] = set()
        self._inside: set[tuple[str, int]] = set()
        for number, row in enumerate(rows):
            frequent = [(key, form) for key, form in row if self.counts[key] >= least]
            self.units.append(list(dict.fromkeys(key for key, _ in frequent)))
            for key, form in frequent:
                self.forms[key][form] += 1
            for key in self.units[-1]:
                self.where[key].append(number)

    def is_free(self, key: str) -> bool:
        """Whether a term is not linked yet, and not only a part of one that is."""
        return key not in self._taken and (key, self.counts[key]) not in self._inside

    def link(self, key: str) -> None:
        """Take a term."""
        self._taken.add(key)
        parts = key.split(" ")
        for first in range(len(parts)):
            for last in range(first + 1, len(parts) + 1):
                self._inside.add((" ".join(parts[first:last]), self.counts[key]))


def _terms(passage: Passage) -> Iterator[tuple[str, str]]:
    """What may be terms, as stems and as form, without the capital letter of a sentence."""
    text, lang = passage.text, passage.lang
    if primary(lang) == "zh":
        for start, end in chinese_strings(text):
            yield " ".join(text[start:end]), text[start:end]
    row = list(words(text))
    spans = [(span[0], span[-1]) for phrase in noun_phrases(passage) for span in phrase]
    spans += [(word, word) for word, letter in zip(row, tags(row, lang), strict=True) if letter == "N"]
    for first, last in spans:
        form = without_capital(text[first.start : last.end], first)
        if len(form) >= _SHORTEST and (key := phrase_key(form, lang)):
            yield key, form
    for start, end in name_spans(row, passage):
        name = text[row[start].start : row[end - 1].end]
        if key := phrase_key(name, lang):
            yield key, name


def _candidates(
    links: Iterable[tuple[str, str, float]],
    sides: Sequence[_Side],
    units: Sequence[PassagePair],
    met: Counter[tuple[str, str]],
) -> list[tuple[Candidate, Candidate]]:
    found = []
    for one, other, score in links:
        both = sorted(set(sides[0].where[one]) & set(sides[1].where[other]))
        unit = units[both[0]]
        example = f"{unit.source.text} ‖ {unit.target.text}"
        places = tuple(dict.fromkeys(units[n].source.place for n in both[:20]))
        source, target = (
            Candidate(
                "pair",
                "",
                passage.lang,
                most_common_form(side.forms[key]),
                score=round(score, 2),
                count=met[one, other],
                places=places,
                example=example,
            )
            for key, side, passage in ((one, sides[0], unit.source), (other, sides[1], unit.target))
        )
        found.append((source, target))
    return found
