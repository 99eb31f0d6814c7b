"""Where the path is likely to run, from words that are rare on both sides.

The heaviest chain of sentence pairs that both grow is found among the best partners of each sentence; it costs about as
much as reading the texts.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import distinct_pairs, ranges
from align.alignment.band import Part
from align.alignment.lexicon import Links
from align.alignment.words import Words

__all__ = ["chain", "heaviest", "smooth"]

Ints = NDArray[np.int64]

_COMMON: Final = 30  # sentences that a rare word may stand in, at least
_SHARE: Final = 800  # or one in so many
_BEST: Final = 4  # partners of a sentence that are looked at
_LIKELY: Final = 0.02  # pairs of words below are no evidence
_FURTHER: Final = 1.0  # weight of a pair that other than words speaks for
_STRAY: Final = 9  # neighbours in the chain whose median offset a link must not stray from


def chain(source: Words, target: Words, links: Links, part: Part, further: Ints | None = None) -> Ints:
    """Pairs of sentences that seem to translate each other, both growing.

    Args:
        source: Words of the source.
        target: Words of the target.
        links: Which words translate which.
        part: The sentences to look at.
        further: More pairs of sentences that may translate each other, (k, 2).

    Returns:
        An array (k, 2) of source and target sentences, perhaps empty.
    """
    rows, columns, weights = _pairs(source, target, links, part)
    if further is not None:
        rows, columns = np.append(rows, further[:, 0]), np.append(columns, further[:, 1])
        weights = np.append(weights, np.full(len(further), _FURTHER))
    if not len(rows):
        return np.zeros((0, 2), np.int64)
    n, m = part.i_end - part.i, part.j_end - part.j
    # A mild prior: of partners that are alike the one nearer to the diagonal.
    drift = np.abs((rows - part.i) / n - (columns - part.j) / m)
    weights = weights * (1 - 0.5 * np.minimum(drift * 4, 1))
    order = np.lexsort((-weights, rows))
    rows, columns, weights = rows[order], columns[order], weights[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    best = rank < _BEST
    return smooth(heaviest(rows[best], columns[best], weights[best]))


def _pairs(source: Words, target: Words, links: Links, part: Part) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Pairs of sentences with rare words that translate each other, and how much they weigh."""
    s_sentence, s_type = _uses(source, part.i, part.i_end)
    t_sentence, t_type = _uses(target, part.j, part.j_end)
    s_uses = np.bincount(s_type, minlength=len(source.types))
    t_uses = np.bincount(t_type, minlength=len(target.types))
    most = max(_COMMON, (part.i_end - part.i + part.j_end - part.j) // (2 * _SHARE))
    s_link, t_link = links.rows, links.columns
    good = (links.values > _LIKELY) & (s_uses[s_link] > 0) & (t_uses[t_link] > 0)
    good &= (s_uses[s_link] <= most) & (t_uses[t_link] <= most)
    s_link, t_link, value = s_link[good], t_link[good], links.values[good]
    weight = np.sqrt(value) / np.sqrt(s_uses[s_link] * t_uses[t_link])
    # For each link all sentences of its source word with all of its target word.
    s_order, t_order = np.argsort(s_type, kind="stable"), np.argsort(t_type, kind="stable")
    s_starts, t_starts = (np.concatenate([[0], np.cumsum(x)]) for x in (s_uses, t_uses))
    many = s_uses[s_link] * t_uses[t_link]
    link = np.repeat(np.arange(len(s_link)), many)
    within = ranges(np.zeros_like(many), many)
    wide = t_uses[t_link][link]
    rows = s_sentence[s_order[s_starts[s_link][link] + within // wide]] if len(link) else link
    columns = t_sentence[t_order[t_starts[t_link][link] + within % wide]] if len(link) else link
    rows, columns, place = distinct_pairs(rows, columns)
    return rows, columns, np.bincount(place, weight[link], len(rows)).astype(np.float64)


def _uses(words: Words, start: int, end: int) -> tuple[Ints, Ints]:
    """The different types of each of some sentences: sentence and type."""
    ids = words.ids[words.offsets[start] : words.offsets[end]]
    sentences, types, _ = distinct_pairs(np.repeat(np.arange(start, end), words.counts[start:end]), ids)
    return sentences, types


def heaviest(rows: Ints, columns: Ints, weights: NDArray[np.float64]) -> Ints:
    """The heaviest chain of pairs whose rows and columns both grow.

    A frontier of columns is kept whose best weights grow with them (as in patience sorting): O(k log k).
    """
    order = np.lexsort((-columns, rows))
    frontier: list[int] = []  # columns
    reached: list[float] = []  # best weight of a chain that ends there
    ends: list[int] = []
    before = np.full(len(rows), -1)
    for k in order.tolist():
        column, weight = int(columns[k]), float(weights[k])
        place = bisect_left(frontier, column)
        if place:
            weight += reached[place - 1]
            before[k] = ends[place - 1]
        if place < len(frontier) and frontier[place] == column and reached[place] >= weight:
            continue
        last = place
        while last < len(frontier) and reached[last] <= weight:
            last += 1
        frontier[place:last], reached[place:last], ends[place:last] = [column], [weight], [k]
    found = []
    k = ends[-1] if ends else -1
    while k >= 0:
        found.append((int(rows[k]), int(columns[k])))
        k = int(before[k])
    return np.array(found[::-1], np.int64).reshape(-1, 2)


def smooth(points: Ints) -> Ints:
    """The chain without links that lie far off its neighbours."""
    if len(points) < _STRAY:
        return points
    offsets = points[:, 1] - points[:, 0]
    half = _STRAY // 2
    padded = np.concatenate([[offsets[0]] * half, offsets, [offsets[-1]] * half])
    median = np.median(np.lib.stride_tricks.sliding_window_view(padded, _STRAY), axis=1)
    near: Ints = points[np.abs(offsets - median) <= _STRAY]
    return near
