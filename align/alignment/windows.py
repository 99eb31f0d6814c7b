"""What windows of source sentences say of translated sentences.

What a window says of a unit is a sum over the unit's words of how much likelier each is beside the words of the window
than anywhere (IBM model 1, as Moore 2002 scores pairs of sentences), and over the window's words of the same the other
way round. The mixture with what is usual anywhere keeps words that nothing translates from ruling a unit out.

References:
    Brown, Della Pietra, Della Pietra and Mercer (1993), Computational Linguistics 19(2); Moore (2002), AMTA.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import ranges
from align.alignment.lexicon import Links
from align.alignment.words import Words

__all__ = ["Lengths", "Said", "Windows"]

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
_TRANSLATED_WHOLE: Final = 0.6  # share of units whose length follows that of the window
_LEAST_SPREAD: Final = 0.3


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long units are beside their source.

    Attributes:
        ratio: Usual logarithm of a unit's characters per character of its source.
        spread: Standard deviation of that, > 0.
    """

    ratio: float
    spread: float


class Said(NamedTuple):
    """For windows of 1, 2, ... sentences what each says of a unit, in nats, in order of their first sentences.

    Attributes:
        alone: If the unit translates the window.
        part: If the unit is one more of several that translate the window: what it leaves out is no fault of it.
    """

    alone: list[Floats]
    part: list[Floats]

    def inside(self, start: int, end: int) -> Said:
        """What the windows say that lie between two places."""
        return Said(*([values[start : max(start, end - m)] for m, values in enumerate(kind)] for kind in self))


class Windows:
    """Windows of 1 to ``most`` source sentences.

    Args:
        source: The words of the source sentences, one at least.
        target: The words of the units.
        links: Which words of the source are translated by which of the target.
        sizes: Characters of each source sentence and of each unit.
        lengths: How long units are beside their source; without it nothing is said of lengths.
    """

    def __init__(
        self, source: Words, target: Words, links: Links, sizes: tuple[Ints, Ints], lengths: Lengths | None = None
    ) -> None:
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
        self._lengths = lengths
        self._windows_long = [
            np.log(np.maximum(many, 1)) for many in self._over(np.concatenate([[0], sizes[0].cumsum()]))
        ]
        self._long = np.log(np.maximum(sizes[1], 1))
        self._spread_long = max(float(self._long.std()), _LEAST_SPREAD)

    def say(self, unit: int) -> Said:
        """What windows say of a unit.

        Args:
            unit: Its number.
        """
        words = self._units.ids[self._units.offsets[unit] : self._units.offsets[unit + 1]]
        told = np.count_nonzero(self._links[words + 1] > self._links[words])
        part = [told * _NOTHING + _BACK * back for back in self._back(words)]
        for word in words.tolist():
            for total, (places, values) in zip(part, self._beside(word), strict=True):
                total[places] += values
        alone = [total + _BACK * 0.5 * _NOTHING * size for total, size in zip(part, self._told, strict=True)]
        said = [_TRUST * total for total in alone]
        if self._lengths is not None:
            for total, likelier in zip(said, self._of_length(unit, self._lengths), strict=True):
                total += likelier
        return Said(said, [_TRUST * total for total in part])

    def _of_length(self, unit: int, lengths: Lengths) -> Iterator[Floats]:
        """For windows of each size how much likelier the length of a unit is beside them than anywhere, in nats."""
        here = float(self._long[unit])
        anywhere = -0.5 * ((here - self._long.mean()) / self._spread_long) ** 2 - math.log(self._spread_long)
        for long in self._windows_long:
            beside = -0.5 * ((here - long - lengths.ratio) / lengths.spread) ** 2 - math.log(lengths.spread)
            ratios = np.exp(np.minimum(beside - anywhere, 3.0))
            yield np.log(1 - _TRANSLATED_WHOLE + _TRANSLATED_WHOLE * ratios)

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
