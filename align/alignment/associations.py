"""How much likelier a target word is beside a source word: what dictionaries say, and what the texts themselves teach.

What texts teach is counted on the beads of a first pass (Brown et al. 1993, model 1, over the types of each bead) with
the dictionary as the prior. When a stretch of text is scored, what was counted *in that stretch* is left out: otherwise
wrong beads would find themselves confirmed by the pairs of words that they brought in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import distinct, distinct_pairs, ranges
from align.alignment.lexicon import Links
from align.alignment.steps import steps
from align.alignment.words import Words
from align.model import Bead

__all__ = ["DISCOUNT", "MASS", "NOISE", "Associations", "Learned", "learn", "updated"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MASS: Final = 6.0  # uses of a word that its entry in the dictionary is worth
DISCOUNT: Final = 0.5  # taken off each count: seen once by chance is nothing
_ROUNDS: Final = 4
_RAREST: Final = 1 / 6000  # share of a rare word
NOISE: Final = 1e-3  # probabilities below are dropped
_ELSEWHERE: Final = 1.0  # uses of a word in other texts that halve what a single one says


@dataclass(frozen=True, slots=True)
class Learned:
    """Expected counts of pairs of words, and in which beads they were counted.

    Attributes:
        offsets: For each source type where its pairs begin.
        columns: Target types of the pairs.
        known: What was known of each pair beforehand: a probability.
        totals: Expected count of each pair.
        uses: Beads that hold each source type.
        first: First source sentence of each bead, ascending.
        entry_starts: For each bead where its entries begin.
        entry_pairs: For each entry the number of its pair.
        entry_counts: What the bead adds to the total.
        type_starts: For each bead where its source types begin.
        bead_types: Those types.
        target_types: How many target types each bead has.
    """

    offsets: Ints
    columns: Ints
    known: Floats
    totals: Floats
    uses: Ints
    first: Ints
    entry_starts: Ints
    entry_pairs: Ints
    entry_counts: Floats
    type_starts: Ints
    bead_types: Ints
    target_types: Ints

    @property
    def rows(self) -> Ints:
        """Source types of the pairs."""
        return np.repeat(np.arange(len(self.uses)), np.diff(self.offsets))


@dataclass(frozen=True)
class Associations:
    """What is known of pairs of words.

    Attributes:
        prior: Probabilities by dictionaries, spelling and terms.
        background: Share of each target type in the target.
        learned: What the texts taught, or None.
    """

    prior: Links
    background: Floats
    learned: Learned | None = None

    @classmethod
    def of(cls, prior: Links, target: Words, learned: Learned | None = None) -> Associations:
        """Associations whose background is the share of words in the target, and at least that of a rare word.

        Without that bound a rare word would tell the more the longer the text is.
        """
        return cls(prior, target.frequencies / max(len(target.ids), 1) + _RAREST, learned)

    def ratios(self, source: Ints, target: Ints, without: tuple[int, int]) -> Floats:
        """How many times likelier each target type is beside each source type than anywhere.

        Args:
            source: k source types.
            target: n target types.
            without: Source sentences, half-open: what was learned from beads that begin in them is left out.

        Returns:
            An array (k, n), >= 0; 0 where nothing is known.
        """
        size = len(source), len(target)
        table = np.zeros(size[0] * size[1])
        with _numbered(self._target_places, target) as place:
            cells, numbers = _cells(self.prior.offsets, self.prior.columns, source, place, size[1])
            table[cells] = self.prior.values[numbers]
            learned = self.learned
            if learned is not None:
                table *= MASS
                cells, pairs = _cells(learned.offsets, learned.columns, source, place, size[1])
                counts, uses = self._left(learned, source, pairs, without)
                table[cells] += np.maximum(counts - DISCOUNT, 0.0)
                entry = MASS * (self.prior.offsets[source + 1] > self.prior.offsets[source])
                table = table.reshape(size) / np.maximum(uses + entry, 1.0)[:, None]
                table[table < NOISE] = 0.0
        ratios: Floats = table.reshape(size) / self.background[target]
        return ratios

    def levels(self) -> tuple[Floats, Floats]:
        """How well each bead that was learned from is covered, without what it taught itself.

        Returns:
            For each such bead the mean step of its target words, and of its source words; words of a type count once.
        """
        learned = self.learned
        if learned is None:
            return np.zeros(0), np.zeros(0)
        beads = len(learned.first)
        bead = np.repeat(np.arange(beads), np.diff(learned.entry_starts))
        pair = learned.entry_pairs
        source, target = learned.rows[pair], learned.columns[pair]
        others = np.maximum(learned.totals[pair] - learned.entry_counts - DISCOUNT, 0.0)
        entry = MASS * (self.prior.offsets[source + 1] > self.prior.offsets[source])
        values = (MASS * learned.known[pair] + others) / np.maximum(learned.uses[source] - 1 + entry, 1.0)
        values = np.where(values < NOISE, 0.0, values) / self.background[target]
        many = np.diff(learned.type_starts), learned.target_types
        found = []
        for word, own, other in ((target, many[1], many[0]), (source, many[0], many[1])):
            owner, _, place = distinct_pairs(bead, word)
            beside = np.bincount(place, values, len(owner)) / (other[owner] + 1)
            found.append(np.bincount(owner, steps(beside.astype(np.float32)), beads) / np.maximum(own, 1))
        return found[0], found[1]

    def _left(self, learned: Learned, source: Ints, pairs: Ints, without: tuple[int, int]) -> tuple[Floats, Floats]:
        """Counts of some pairs, and uses of source types, without what was counted in some beads."""
        counts, uses = learned.totals[pairs], learned.uses[source].astype(np.float64)
        start, end = np.searchsorted(learned.first, without)
        if start == end:
            return counts, uses
        with _numbered(self._source_places, source) as place:
            types = place[learned.bead_types[learned.type_starts[start] : learned.type_starts[end]]]
        uses -= np.bincount(types[types >= 0], minlength=len(source))
        entries = slice(learned.entry_starts[start], learned.entry_starts[end])
        here, sums = learned.entry_pairs[entries], self._sums
        np.add.at(sums, here, learned.entry_counts[entries])
        counts = counts - sums[pairs]
        sums[here] = 0.0
        return counts, uses

    # A call must not take a time that grows with the vocabulary: these tables are used again, and left as they were.

    @cached_property
    def _source_places(self) -> Ints:
        return np.full(len(self.prior.offsets) - 1, -1)

    @cached_property
    def _target_places(self) -> Ints:
        return np.full(len(self.background), -1)

    @cached_property
    def _sums(self) -> Floats:
        return np.zeros(0 if self.learned is None else len(self.learned.columns))


@contextmanager
def _numbered(table: Ints, types: Ints) -> Iterator[Ints]:
    """A table that holds the place of each of some types among them, and -1 for all others."""
    table[types] = np.arange(len(types))
    try:
        yield table
    finally:
        table[types] = -1


def _cells(offsets: Ints, columns: Ints, source: Ints, place: Ints, width: int) -> tuple[Ints, Ints]:
    """The entries of a sparse table in some rows and columns: their places in the dense one, and their numbers."""
    rows, numbers = _rows(offsets, source)
    column = place[columns[numbers]]
    here = np.flatnonzero(column >= 0)
    return rows[here] * width + column[here], numbers[here]


def _rows(offsets: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """For some rows of a sparse table: of each of their entries the place of its row in the list, and its number."""
    lengths = offsets[rows + 1] - offsets[rows]
    place = np.repeat(np.arange(len(rows)), lengths)
    return place, ranges(offsets[rows], lengths)


def learn(source: Words, target: Words, beads: Sequence[Bead], prior: Links) -> Learned | None:
    """Count which words stand beside each other, and share each target word out among the source words of its bead.

    Args:
        source: The words of all source sentences.
        target: Likewise.
        beads: With indices into them, in order of the source; those with an empty side teach nothing.
        prior: Probabilities that are known beforehand.

    Returns:
        The counts, or None where there is nothing to learn from.

    References:
        Brown, Della Pietra, Della Pietra and Mercer (1993), Computational Linguistics 19(2), section 4 (model 1).
    """
    whole = [bead for bead in beads if bead.source and bead.target]
    if not whole:
        return None
    s_bead, s_type = _types(source, [bead.source for bead in whole])
    t_bead, t_type = _types(target, [bead.target for bead in whole])
    s_starts = np.searchsorted(s_bead, np.arange(len(whole) + 1))
    s_many = np.diff(s_starts)
    # An entry for each source type and each target type of a bead, target by target.
    group = np.repeat(np.arange(len(t_bead)), s_many[t_bead])
    bead = t_bead[group]
    width = max(len(target.types), 1)
    codes = s_type[ranges(s_starts[t_bead], s_many[t_bead])] * width + t_type[group]
    prior_codes = prior.rows * width + prior.columns
    some = _again(codes, prior_codes)
    codes, group, bead = codes[some], group[some], bead[some]
    pairs, place = distinct(codes)
    seen = np.bincount(place, minlength=len(pairs))
    known = np.zeros(len(pairs))
    at = np.searchsorted(prior_codes, pairs)
    inside = np.flatnonzero(at < len(prior_codes))
    found = inside[prior_codes[at[inside]] == pairs[inside]]
    known[found] = prior.values[at[found]]
    kept = (seen > 1) | (known > 0)
    renumbered = np.cumsum(kept) - 1
    stay = kept[place]
    place, group, bead = renumbered[place[stay]], group[stay], bead[stay]
    pairs, known, seen = pairs[kept], known[kept], seen[kept]
    s, t = np.divmod(pairs, width)
    s_uses = np.bincount(s_type, minlength=len(source.types))
    t_uses = np.bincount(t_type, minlength=len(target.types))
    entry = np.diff(prior.offsets) > 0
    probability = np.maximum(known, np.where(seen > 1, seen / (s_uses[s] + t_uses[t]), 0.0))
    nothing = (t_uses / max(t_uses.sum(), 1))[t_type] * s_many[t_bead]
    counts = np.zeros(len(place))
    for _ in range(_ROUNDS):
        likely = probability[place]
        counts = likely / (nothing + np.bincount(group, likely, len(t_bead)))[group]
        weight = np.bincount(place, counts, len(pairs)) + MASS * known
        sums = np.bincount(s, weight, len(source.types)) + MASS * entry * 0.25
        probability = weight / np.maximum(sums, 0.3 * s_uses)[s]
    totals: Floats = np.bincount(place, counts, len(pairs)).astype(np.float64)
    order = np.argsort(bead, kind="stable")
    return Learned(
        offsets=np.searchsorted(s, np.arange(len(source.types) + 1)),
        columns=t,
        known=known,
        totals=totals,
        uses=s_uses,
        first=np.array([bead.source[0] for bead in whole], np.int64),
        entry_starts=np.searchsorted(bead[order], np.arange(len(whole) + 1)),
        entry_pairs=place[order],
        entry_counts=counts[order],
        type_starts=s_starts,
        bead_types=s_type,
        target_types=np.bincount(t_bead, minlength=len(whole)),
    )


def _again(codes: Ints, known: Ints) -> Ints:
    """Where codes stand that come more than once or are known, and a few of the others, whose places in a table clash.

    Most pairs of words are neither, and need not be sorted.
    """
    bits = max(len(codes), len(known)).bit_length() + 2
    uses = np.bincount(codes & ((1 << bits) - 1), minlength=1 << bits)
    uses[known & ((1 << bits) - 1)] += 1
    return np.flatnonzero(uses[codes & ((1 << bits) - 1)] > 1)


def _types(words: Words, groups: Sequence[tuple[int, ...]]) -> tuple[Ints, Ints]:
    """The different types of each group of sentences: the number of the group, and the type."""
    starts = np.array([words.offsets[group[0]] for group in groups])
    lengths = np.array([words.offsets[group[-1] + 1] for group in groups]) - starts
    numbers, types, _ = distinct_pairs(np.repeat(np.arange(len(groups)), lengths), words.ids[ranges(starts, lengths)])
    return numbers, types


def updated(prior: Links, sources: Ints, targets: Ints, counts: Floats, uses: Ints) -> Links:
    """The prior of some texts after words were counted in other texts.

    Args:
        prior: The probabilities before.
        sources: Source type of each count.
        targets: Its target type.
        counts: Expected counts of those pairs (:func:`learn`); those of one pair are added up.
        uses: How often each source type was used there; what is known of a word that was not used does not change.
    """
    rows, columns = prior.rows, prior.columns
    entry = np.diff(prior.offsets) > 0
    weights = uses + MASS * entry + _ELSEWHERE
    sources, targets, place = distinct_pairs(sources, targets)
    sums = np.maximum(np.bincount(place, counts, len(sources)) - DISCOUNT, 0.0)
    known = np.where(uses[rows] > 0, MASS * prior.values / weights[rows], prior.values)
    values = np.concatenate([known, sums / weights[sources]])
    rows, columns = np.concatenate([rows, sources]), np.concatenate([columns, targets])
    kept = values >= NOISE
    return Links.of(rows[kept], columns[kept], values[kept], len(uses))
