"""Where the path is likely to run, from sentence vectors alone.

Sentences that are each other's nearest, by the margin over their other neighbours (Artetxe and Schwenk 2019), are
links; the heaviest chain of links that grows on both sides is the path. Up to a thousand sentences all are compared
with all, in blocks of rows. Longer texts are looked at from afar first, as sums of 2, 4, 8 ... neighbours (Thompson and
Koehn 2019, section 3.3), and from nearer only in a band around what was found: time and memory grow with the length of
the texts.

References:
    Artetxe and Schwenk (2019), ACL; Thompson and Koehn (2019), EMNLP-IJCNLP.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import transposed
from align.alignment.band import Band, Part
from align.alignment.coarse import heaviest, smooth
from align.alignment.vectors import Vectors, unit

__all__ = ["nearest_pairs"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_WHOLE: Final = 1000  # sentences, or sums of some, of which all are compared with all
_WIDE: Final = 24  # on either side of the path otherwise
_BEST: Final = 4  # neighbours that the margin is taken over
_ROWS: Final = 64  # that are compared at once
_AGREE: Final = 0.5  # share of the links that must lie on the path
_FEWEST: Final = 5  # links that a path has
_COVER: Final = 0.1  # share of the sentences that must have a link there


def nearest_pairs(vectors: Vectors, part: Part) -> Ints:
    """Pairs of sentences that seem to translate each other, both growing.

    Args:
        vectors: The vectors of the job.
        part: The sentences to look at.

    Returns:
        An array (k, 2) of source and target sentences; empty where the links do not agree with each other, as with
        vectors that say nothing.
    """
    source, target = vectors.source[part.i : part.i_end], vectors.target[part.j : part.j_end]
    sums = 1
    while max(len(source), len(target)) > _WHOLE * sums:
        sums *= 2
    path: Ints | None = None
    linked = 0
    while sums:
        ours, theirs = _summed(source, sums), _summed(target, sums)
        path, linked = _path(ours, theirs, path)
        path = path if sums == 1 else path * 2
        sums //= 2
    if path is None or len(path) < max(_AGREE * linked, _COVER * min(len(source), len(target)), _FEWEST):
        return np.zeros((0, 2), np.int64)
    found: Ints = path + np.array([part.i, part.j])
    return found


def _summed(vectors: Floats, size: int) -> Floats:
    return unit(np.add.reduceat(vectors, np.arange(0, len(vectors), size)) if len(vectors) else vectors)


def _path(source: Floats, target: Floats, before: Ints | None) -> tuple[Ints, int]:
    """The chain of links near a path, or anywhere; and how many links there are."""
    n, m = len(source), len(target)
    if not (n and m):
        return np.zeros((0, 2), np.int64), 0
    if before is None:
        low, high = np.zeros(n, np.int64), np.full(n, m)
    else:
        band = Band.around([Part(0, n, 0, m)], [before[(before[:, 0] < n) & (before[:, 1] < m)]], _WIDE)
        low, high = band.low[:n], np.minimum(band.high[:n], m)
    columns, ours = _neighbours(source, target, low, high)
    rows, theirs = _neighbours(target, source, *transposed(low, high, m))
    hub, other_hub = ours.mean(axis=1), theirs.mean(axis=1)
    forward = columns[np.arange(n), (ours - other_hub[columns] / 2).argmax(axis=1)]
    back = rows[np.arange(m), (theirs - hub[rows] / 2).argmax(axis=1)]
    mutual = np.flatnonzero(back[forward] == np.arange(n))
    column = forward[mutual]
    margin = (source[mutual] * target[column]).sum(axis=1) - (hub[mutual] + other_hub[column]) / 2
    good = margin > 0
    mutual, column = mutual[good], column[good]
    return smooth(heaviest(mutual, column, margin[good].astype(np.float64))), len(mutual)


def _neighbours(source: Floats, target: Floats, low: Ints, high: Ints) -> tuple[Ints, Floats]:
    """For each row the nearest columns between two limits, and how near they are; both (rows, at most 4)."""
    best = min(_BEST, len(target))
    places, values = np.zeros((len(source), best), np.int64), np.full((len(source), best), -1.0, np.float32)
    for start in range(0, len(source), _ROWS):
        rows = slice(start, min(start + _ROWS, len(source)))
        first, last = int(low[rows].min()), max(int(high[rows].max()), int(low[rows].min()) + best)
        first = max(0, min(first, len(target) - best))
        near = source[rows] @ target[first:last].T
        column = np.arange(first, first + near.shape[1])
        near[(column < low[rows, None]) | (column >= high[rows, None])] = -1.0
        order = np.argpartition(-near, best - 1, axis=1)[:, :best]
        places[rows], values[rows] = order + first, np.take_along_axis(near, order, axis=1)
    return places, values
