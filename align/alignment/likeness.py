"""How alike the two sides of beads are by sentence vectors, measured against what is usual in the texts at hand.

Cosines mean different things for every encoder. So what a cosine is worth is learned from the job itself: from the
beads of a first path, and from the same source sentences beside target sentences some way off. A feature is the
logarithm of how much likelier the cosine is among the former, by two normal distributions of one variance; if the two
cannot be told apart, all features are 0. From each cosine what is usual for its sides is taken off first: the mean over
their nearest neighbours (Artetxe and Schwenk 2019; Thompson and Koehn 2019 divide by the mean over random sentences).

The vector of several sentences is the sum of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import prefix
from align.alignment.band import Band, Part
from align.alignment.cosines import MOST, NOTHING, norms_of, sums_of, usual_cosines
from align.alignment.outer import Feature
from align.alignment.vectors import Vectors
from align.alignment.weights import VECTORS

__all__ = ["Likeness"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_NEAR: Final = 10  # sentences on either side of the path among which neighbours are sought
_REACH: Final = 4  # rows and columns before the end of a bead where a part of it may end
_BOUND: Final = 24.0  # nats
_TYPICAL: Final = 12.0  # nats that a bead is worth on average at most: the best vectors, too, are wrong at times
_KINDS: Final = 4  # of beads by their size: 2, 3, 4, more sentences
_STEADY: Final = 8.0  # beads of a kind after which they count more than those of all kinds
_ENOUGH: Final = 8  # beads, and others, that something can be learned from
_SURE: Final = 4.0  # standard errors between beads and others below which vectors say nothing
_DOUBT: Final = 2.0  # that are taken off the difference otherwise


@dataclass(frozen=True, slots=True)
class Likeness:
    """Vectors, and what their cosines are worth.

    Attributes:
        vectors: The vectors of the job.
        norms: For each end of source sentences, and for each of target sentences, the lengths of the sums of the 1, 2,
            ... sentences before it; (n + 1, sizes).
        usual: Likewise the mean cosine of their nearest neighbours.
        slope: Nats that a unit of cosine is worth; 0 if vectors say nothing.
        middle: For each kind of bead the cosine, less what is usual, that speaks neither for nor against it.
    """

    vectors: Vectors
    norms: tuple[Floats, Floats]
    usual: tuple[Floats, Floats]
    slope: float
    middle: NDArray[np.float64]

    @classmethod
    def of(cls, vectors: Vectors, parts: Sequence[Part], paths: Sequence[Ints]) -> Likeness:
        """Learn what cosines are worth.

        Args:
            vectors: The vectors of the job.
            parts: The parts of the job.
            paths: For each part an array (k, 2) of cells; between two neighbours lies a bead, if it has two sides of no
                more than some sentences. Empty where nothing is known.
        """
        norms = norms_of(vectors.source), norms_of(vectors.target)
        band = Band.around(parts, paths, _NEAR)
        usual = usual_cosines(vectors, norms, band)
        blank = cls(vectors, norms, usual, 1.0, np.zeros(_KINDS))
        beads = np.concatenate([_beads(part, path) for part, path in zip(parts, paths, strict=True)] or [_NONE])
        beads, others = (
            some[blank._speaking(some)] for some in (beads, np.concatenate([_shifted(beads, k) for k in (0, 3)]))
        )
        kind, near = _kinds(beads), blank._plain(beads)
        other_kind, far = _kinds(others), blank._plain(others)
        slope, middle = _fitted((kind, near), (other_kind, far))
        return cls(vectors, norms, usual, slope, middle)

    @property
    def tells(self) -> bool:
        """Whether the vectors say anything of what belongs together."""
        return self.slope > 0

    def _speaking(self, beads: Ints) -> NDArray[np.bool_]:
        """Of which beads (i, j, i_end, j_end, ...) both sides have vectors that are not 0."""
        i, j, i_end, j_end = beads[:, :4].T
        found: NDArray[np.bool_] = self.norms[0][i_end, i_end - i - 1] > NOTHING
        found &= self.norms[1][j_end, j_end - j - 1] > NOTHING
        return found

    def _plain(self, beads: Ints) -> NDArray[np.float64]:
        """Cosines of beads (i, j, i_end, j_end, ...), less what is usual."""
        i, j, i_end, j_end = beads[:, :4].T
        dots = np.zeros(len(beads))
        for start in range(0, len(beads), 4096):
            some = slice(start, start + 4096)
            ours = sums_of(self.vectors.source, i[some], i_end[some])
            dots[some] = (ours * sums_of(self.vectors.target, j[some], j_end[some])).sum(axis=1)
        m, n = i_end - i - 1, j_end - j - 1
        cosines = dots / (self.norms[0][i_end, m] * self.norms[1][j_end, n])
        margins: NDArray[np.float64] = cosines - (self.usual[0][i_end, m] + self.usual[1][j_end, n]) / 2
        return margins

    def support(self, part: Part, path: Ints) -> float:
        """How much oftener than sentences some way off the two sides of beads are alike.

        Args:
            part: The part that the path runs through.
            path: The cells that the beads lie between, (k, 2).

        Returns:
            The share of beads whose vectors speak for them, less that of their source sentences beside other target
            sentences: about 0 for texts that are no translations of each other; -1 to 1, 0 if vectors say nothing.
        """
        beads = _beads(part, path)
        others = _shifted(beads, 3)
        if not (self.tells and len(others)):
            return 0.0
        own, strange = (float((self._plain(some) > self.middle[_kinds(some)]).mean()) for some in (beads, others))
        return own - strange

    def features(self, band: Band, part: int, rows: range) -> Iterator[Feature]:
        """What vectors say of the beads that end in the cells of some rows.

        Args:
            band: The band; its cells are boundaries between sentences.
            part: The number of the part that the rows belong to.
            rows: The rows, in the band.

        Returns:
            Features (shapes, cells), in nats; 0 for beads with an empty side. None if vectors say nothing.
        """
        if not self.tells:
            return
        worth = _Worth(self, band, part, rows)
        tables = np.zeros((len(VECTORS), len(band.shapes), worth.cells), np.float32)
        for number, (m, n) in enumerate(band.shapes):
            if m and n:
                for table, values in zip(tables, worth.features(m, n), strict=True):
                    table[number] = values
        for name, table in zip(VECTORS, tables, strict=True):
            yield Feature(name, table)


class _Worth:
    """What the cosines of all beads that end in or beside the cells of some rows are worth, by their shape.

    Neighbouring cells, and shapes, share most of that, so it is made once for the rectangle around the cells.
    """

    def __init__(self, likeness: Likeness, band: Band, number: int, rows: range) -> None:
        self._likeness, self._part = likeness, band.parts[number]
        part = self._part
        row, column = band.grid(rows)
        row += part.i - band.first[number]
        self.cells = len(row)
        self._i = np.arange(int(row.min()) - _REACH, int(row.max()) + 2)
        self._j = np.arange(int(column.min()) - _REACH, int(column.max()) + 2)
        self._cells = (row - self._i[0]) * len(self._j) + column - self._j[0]
        self._a = max(part.i, int(self._i[_REACH]) - 1 - MOST)
        self._b = max(part.j, int(self._j[_REACH]) - 1 - MOST)
        ours = likeness.vectors.source[self._a : min(part.i_end, int(self._i[-1]))]
        theirs = likeness.vectors.target[self._b : min(part.j_end, int(self._j[-1]))]
        self._sums = prefix(prefix((ours @ theirs.T).astype(np.float64)).T).T
        self._known: dict[tuple[int, int], Floats] = {}

    def features(self, m: int, n: int) -> Iterator[Floats]:
        """The features of beads of a shape, in the order of :data:`align.alignment.weights.VECTORS`."""
        here = self(m, n)
        larger = self(m + 1, n), self(m + 1, n, 1, 0), self(m, n + 1), self(m, n + 1, 0, 1)
        smaller = [self(m - 1, n), self(m - 1, n, -1, 0)] if m > 1 else []
        smaller += [self(m, n - 1), self(m, n - 1, 0, -1)] if n > 1 else []
        halves = [self(a, b) + self(m - a, n - b, -a, -b) for a in range(1, m) for b in range(1, n)]
        yield here
        yield here * ((m + n) / 2 - 1)
        yield here - np.max(smaller or [here], axis=0)
        yield np.maximum(np.max(larger, axis=0) - here, 0)
        yield np.max(halves or [here], axis=0) - here

    def __call__(self, m: int, n: int, down: int = 0, along: int = 0) -> Floats:
        """Of the beads of a shape, (cells); they end some rows and columns further on or before."""
        table = self._known.get((m, n))
        if table is None:
            table = self._known[m, n] = self._table(m, n).ravel()
        found: Floats = table.take(self._cells + (down * len(self._j) + along))
        return found

    def _table(self, m: int, n: int) -> Floats:
        """The same for all cells of the rectangle."""
        like, part = self._likeness, self._part
        i, j = self._i, self._j
        valid = ((i - m >= self._a) & (i <= part.i_end))[:, None] & ((j - n >= self._b) & (j <= part.j_end))
        i, j = np.clip(i, self._a, part.i_end), np.clip(j, self._b, part.j_end)
        up, left = np.maximum(i - m, self._a) - self._a, np.maximum(j - n, self._b) - self._b
        sums = self._sums
        down, right = i - self._a, j - self._b
        dots = sums[np.ix_(down, right)] - sums[np.ix_(up, right)] - sums[np.ix_(down, left)] + sums[np.ix_(up, left)]
        ours, theirs = like.norms[0][i, m - 1][:, None], like.norms[1][j, n - 1]
        cosines = dots / (ours * theirs)
        cosines -= (like.usual[0][i, m - 1][:, None] + like.usual[1][j, n - 1]) / 2
        worth = np.clip(like.slope * (cosines - like.middle[min(m + n - 2, _KINDS - 1)]), -_BOUND, _BOUND)
        worth[(ours <= NOTHING) | (theirs <= NOTHING)] = 0.0
        return np.where(valid, worth, -_BOUND).astype(np.float32)


# What cosines are worth ----------------------------------------------------------------------------------------------

_NONE: Final = np.zeros((0, 6), np.int64)


def _beads(part: Part, path: Ints) -> Ints:
    """The beads between the cells of a path: (i, j, i_end, j_end), and the first and last column of the part."""
    if len(path) < 2:
        return _NONE
    sizes = np.diff(path, axis=0)
    good = (sizes > 0).all(axis=1) & (sizes < MOST).all(axis=1)
    limits = np.broadcast_to([part.j, part.j_end], (len(sizes), 2))
    found: Ints = np.concatenate([path[:-1], path[1:], limits], axis=1)[good]
    return found


def _shifted(beads: Ints, distance: int) -> Ints:
    """The source sides of beads with target sentences before and behind their own, some sentences off."""
    size = beads[:, 3] - beads[:, 1]
    found = []
    for sign in (-1, 1):
        moved = beads.copy()
        moved[:, [1, 3]] += (sign * (size + distance))[:, None]
        found.append(moved[(moved[:, 1] >= beads[:, 4]) & (moved[:, 3] <= beads[:, 5])])
    return np.concatenate(found)


def _kinds(beads: Ints) -> Ints:
    kinds: Ints = np.minimum(beads[:, 2] - beads[:, 0] + beads[:, 3] - beads[:, 1] - 2, _KINDS - 1)
    return kinds


def _fitted(
    near: tuple[Ints, NDArray[np.float64]], far: tuple[Ints, NDArray[np.float64]]
) -> tuple[float, NDArray[np.float64]]:
    """Slope and middles of two samples: kinds and values of beads, and of what are none."""
    (kind, ours), (other_kind, theirs) = near, far
    if min(len(ours), len(theirs)) < _ENOUGH:
        return 0.0, np.zeros(_KINDS)
    deviation = float(np.sqrt((ours.var() + theirs.var()) / 2))
    error = deviation * float(np.sqrt(1 / len(ours) + 1 / len(theirs)))
    difference = float(ours.mean() - theirs.mean())
    if difference <= _SURE * (1 + _SURE / (len(ours) + len(theirs))) * error:  # few may differ more by chance
        return 0.0, np.zeros(_KINDS)
    middle = np.full(_KINDS, (ours.mean() + theirs.mean()) / 2)
    for number in range(_KINDS):
        some, others = ours[kind == number], theirs[other_kind == number]
        if len(some) and len(others):
            share = len(some) / (len(some) + _STEADY)
            middle[number] += share * ((some.mean() + others.mean()) / 2 - middle[number])
    difference -= _DOUBT * error
    return min(difference / max(deviation, 1e-3) ** 2, 2 * _TYPICAL / difference), middle
