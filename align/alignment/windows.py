"""What windows of source sentences say of translated sentences.

What a window says of a unit is a sum over the unit's words of how much likelier each is beside the words of the window
than anywhere (IBM model 1, as Moore 2002 scores pairs of sentences), and over the window's words of the same the other
way round. The mixture with what is usual anywhere keeps words that nothing translates from ruling a unit out.

References:
    Brown, Della Pietra, Della Pietra and Mercer (1993), Computational Linguistics 19(2); Moore (2002), AMTA.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import ranges
from align.alignment.lexicon import Links
from align.alignment.words import Words

__all__ = ["Windows"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_MOST: Final = 3  # source sentences that a unit is looked for in
_TRUST: Final = 0.7  # words of a sentence depend on each other: together they say less than their sum
_BACK: Final = 0.5  # what words of windows count beside those of units, which may be one of several of a window
_CAP: Final = 6.0  # what one word says at most
_NOTHING: Final = math.log(0.5)  # what a word says that is no likelier
_RAREST: Final = 1 / 20_000  # share of a word that is used once
_RAREST_SOURCE: Final = 1e-5
_OTHERS: Final = 50  # sentences that nothing is known of beside those at hand: a short text does not tell what is usual
_LEAST: Final = 1e-6


class Windows:
    """Windows of 1 to ``most`` source sentences.

    Args:
        source: The words of the source sentences, one at least.
        target: The words of the units.
        links: Which words of the source are translated by which of the target.
    """

    def __init__(self, source: Words, target: Words, links: Links) -> None:
        self.most = min(_MOST, len(source))
        self._units, self._sentences = target, len(source)
        # Of a word the other uses: the one that is explained tells nothing of how usual it is.
        self._usual = np.maximum(target.frequencies - 1, 0) / max(len(target.ids), 1) + _RAREST
        self._usual_source = source.frequencies / max(len(source.ids), 1) + _RAREST_SOURCE
        order = np.argsort(links.columns, kind="stable")
        columns = links.columns[order]
        self._rows, self._values = links.rows[order], links.values[order]
        self._links = np.searchsorted(columns, np.arange(len(target.types) + 1))
        sums = np.maximum(np.bincount(columns, self._values, len(target.types)), 1.0)
        self._turned = self._values / sums[columns]
        order = np.argsort(source.ids, kind="stable")
        self._places = np.repeat(np.arange(len(source)), source.counts)[order]
        self._uses = np.searchsorted(source.ids[order], np.arange(len(source.types) + 1))
        self._sizes = self._over(source.offsets)
        # A word that nothing is known of says nothing.
        linked = np.bincount(links.rows, minlength=len(source.types)) > 0
        self._told = self._over(np.concatenate([[0], np.cumsum(linked[source.ids])])[source.offsets])
        self._known: dict[int, list[tuple[Ints, Floats]]] = {}

    def say(self, unit: int) -> list[Floats]:
        """For windows of 1, 2, ... sentences what each says of a unit, in nats, in order of their first sentences."""
        words = self._units.ids[self._units.offsets[unit] : self._units.offsets[unit + 1]]
        told = np.count_nonzero(self._links[words + 1] > self._links[words])
        found = [
            told * _NOTHING + _BACK * (back + 0.5 * _NOTHING * size)
            for back, size in zip(self._back(words), self._told, strict=True)
        ]
        for word in words.tolist():
            for total, (places, values) in zip(found, self._beside(word), strict=True):
                total[places] += values
        return [_TRUST * total for total in found]

    def _beside(self, word: int) -> list[tuple[Ints, Floats]]:
        """For windows of each size those that say something of a word, and how much more than nothing they say."""
        known = self._known.get(word)
        if known is None:
            some = slice(self._links[word], self._links[word + 1])
            spread = self._spread(self._rows[some], self._values[some])
            # A word that many windows explain tells little of each.
            anywhere = float((spread[0] / (self._sizes[0] + 1)).sum()) / (self._sentences + _OTHERS)
            usual = max(float(self._usual[word]), anywhere)
            known = []
            for likely, size in zip(spread, self._sizes, strict=True):
                places = np.flatnonzero(likely > _LEAST)
                ratios = likely[places] / ((size[places] + 1) * usual)
                known.append((places, np.minimum(np.log(0.5 + 0.5 * ratios), _CAP) - _NOTHING))
            self._known[word] = known
        return known

    def _back(self, words: Ints) -> list[Floats]:
        """For windows of each size how much more than nothing some words say of theirs."""
        starts = self._links[words]
        some = ranges(starts, self._links[words + 1] - starts)
        rows, place = np.unique(self._rows[some], return_inverse=True)
        likely = np.bincount(place, self._turned[some], len(rows))
        ratios = likely / ((len(words) + 1) * self._usual_source[rows])
        values = np.minimum(np.log(0.5 + 0.5 * ratios), _CAP) - _NOTHING
        return self._spread(rows, np.maximum(values, 0.0))

    def _spread(self, types: Ints, values: Floats) -> list[Floats]:
        """Sums of values of source types over the uses of these in windows of each size."""
        starts = self._uses[types]
        many = self._uses[types + 1] - starts
        places = self._places[ranges(starts, many)]
        sums = np.zeros(self._sentences + 1)
        np.cumsum(np.bincount(places, np.repeat(values, many), self._sentences), out=sums[1:])
        return self._over(sums)

    def _over(self, sums: Ints | Floats) -> list[Floats]:
        """What stands between the ends of windows of each size, from what stands before each sentence."""
        return [(sums[size:] - sums[:-size]).astype(np.float64) for size in range(1, self.most + 1)]
