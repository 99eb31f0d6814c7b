"""Lengths of sums of neighbouring vectors, and the cosines that are usual for them: what margins are taken from.

References:
    Artetxe and Schwenk (2019), ACL (the mean over the nearest neighbours).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import transposed
from align.alignment.band import Band
from align.alignment.vectors import Vectors
from align.alignment.weights import SHAPES

__all__ = ["MOST", "NOTHING", "norms_of", "sums_of", "usual_cosines"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MOST: Final = max(max(shape) for shape in SHAPES) + 1
"""Sentences of a side that are looked at: those of a bead, and one beyond."""

NOTHING: Final = 1e-6
"""Length of a sum that says nothing: its sentences have no vectors."""

_BEST: Final = 4  # nearest neighbours
_ROWS: Final = 64  # whose neighbours are sought at once
_LONG: Final = 4096  # that are summed at once


def sums_of(vectors: Floats, begins: Ints, ends: Ints) -> NDArray[np.float64]:
    """Sums of the rows from begins to ends, none of which is empty or long."""
    total = np.zeros((len(begins), vectors.shape[1]))
    for step in range(int((ends - begins).max(initial=0))):
        rows = begins + step
        inside = rows < ends
        total[inside] += vectors[rows[inside]]
    return total


def norms_of(vectors: Floats) -> Floats:
    """For each end the lengths of the sums of the 1, 2, ... rows before it; at least :data:`NOTHING`."""
    norms = np.full((len(vectors) + 1, MOST), NOTHING, np.float32)
    for start in range(0, len(vectors), _LONG):
        stop = min(start + _LONG, len(vectors))
        total = np.zeros((stop - start, vectors.shape[1]), np.float32)
        for size in range(MOST):
            skipped = min(max(0, size - start), stop - start)
            total[skipped:] += vectors[start + skipped - size : stop - size]
            norms[start + 1 + skipped : stop + 1, size] = np.linalg.norm(total[skipped:], axis=1)
    return np.maximum(norms, np.float32(NOTHING))


def usual_cosines(vectors: Vectors, norms: tuple[Floats, Floats], band: Band) -> tuple[Floats, Floats]:
    """For each end of both sides the mean cosine of the 1, 2, ... sentences before it with their nearest neighbours."""
    usual = np.zeros_like(norms[0]), np.zeros_like(norms[1])
    for number, part in enumerate(band.parts):
        if part.i == part.i_end or part.j == part.j_end:
            continue
        rows = band.rows_of(number)
        low = np.minimum(band.low[rows.start : rows.stop - 1], part.j_end - 1) - part.j
        high = np.minimum(band.high[rows.start : rows.stop - 1], part.j_end) - part.j
        ours, theirs = vectors.source[part.i : part.i_end], vectors.target[part.j : part.j_end]
        back = transposed(low, high, len(theirs))
        here, there = norms[0][part.i : part.i_end + 1], norms[1][part.j : part.j_end + 1]
        usual[0][part.i + 1 : part.i_end + 1] = _nearest_mean(ours, theirs, (here, there), (low, high))
        usual[1][part.j + 1 : part.j_end + 1] = _nearest_mean(theirs, ours, (there, here), back)
    return usual


def _nearest_mean(
    ours: Floats, theirs: Floats, norms: tuple[Floats, Floats], limits: tuple[Ints, Ints]
) -> NDArray[np.float64]:
    """For each end of our rows and each size the mean cosine with the nearest single rows of the others; (n, sizes)."""
    low, high = limits
    found = np.zeros((len(ours), MOST))
    for start in range(0, len(ours), _ROWS):
        stop = min(start + _ROWS, len(ours))
        before = max(0, start - MOST + 1)
        first, last = int(low[start:stop].min()), int(high[start:stop].max())
        if last <= first:
            continue
        sums = np.zeros((stop - before + 1, last - first))
        np.cumsum(ours[before:stop] @ theirs[first:last].T, axis=0, out=sums[1:])
        ends = np.arange(start + 1, stop + 1)
        column = np.arange(first, last)
        outside = (column < low[start:stop, None]) | (column >= high[start:stop, None])
        best = min(_BEST, last - first)
        for size in range(1, MOST + 1):
            dots = sums[ends - before] - sums[np.maximum(ends - size, before) - before]
            cosines = dots / (norms[0][start + 1 : stop + 1, size - 1, None] * norms[1][first + 1 : last + 1, 0])
            cosines[outside] = -np.inf
            top = np.partition(cosines, -best, axis=1)[:, -best:]
            counted = np.isfinite(top)
            total = np.where(counted, top, 0.0).sum(axis=1)
            found[start:stop, size - 1] = total / np.maximum(counted.sum(axis=1), 1)
    return found
