"""The part of the table of two texts that is searched: a band of cells around the likely path.

A cell (i, j) is a boundary: i sentences of the source and j of the target lie before it. Texts that must not be mixed
(several documents, or the stretches between anchors) are *parts* of one band, each with a corner at both ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import ranges
from align.alignment.weights import SHAPES

__all__ = ["Band", "Part"]

Ints = NDArray[np.int64]

_MOST_ASLANT: Final = 200  # columns that a band is widened by at most


class Part(NamedTuple):
    """Source sentences from ``i`` to ``i_end`` and target sentences from ``j`` to ``j_end``, half-open."""

    i: int
    i_end: int
    j: int
    j_end: int


@dataclass(frozen=True, slots=True)
class Band:
    """The cells of each row: of row r those of the columns from ``low[r]`` to ``high[r]``, half-open.

    A part has one row more than it has source sentences; the rows of all parts follow one another.

    Attributes:
        parts: The parts.
        first: For each part its first row; and the number of rows.
        low: Of each row the first column, counted in the whole target.
        high: Behind the last; neither falls within a part.
        starts: For each row the number of its first cell; and the number of cells.
        shapes: How many source and target sentences a bead may have; the last is (0, 1).
    """

    parts: tuple[Part, ...]
    first: Ints
    low: Ints
    high: Ints
    starts: Ints
    shapes: tuple[tuple[int, int], ...] = SHAPES

    @classmethod
    def around(
        cls,
        parts: Sequence[Part],
        points: Sequence[Ints],
        width: int | Sequence[int],
        shapes: tuple[tuple[int, int], ...] = SHAPES,
    ) -> Band:
        """A band around a path.

        Args:
            parts: The parts.
            points: For each part an array (k, 2) of cells that the path is thought to pass, ascending.
            width: Columns on either side of the path that belong to the band, >= 1; one for all parts, or one a part.
            shapes: How many source and target sentences a bead may have; the last is (0, 1).
        """
        lows, highs, first = [], [], [0]
        widths = [width] * len(parts) if isinstance(width, int) else width
        for part, cells, columns in zip(parts, points, widths, strict=True):
            ends = np.array([[part.i, part.j], [part.i_end, part.j_end]], np.int64)
            path = np.concatenate([ends[:1], cells.reshape(-1, 2), ends[1:]])
            low, high = _limits(path, columns)
            low, high = np.maximum(low, part.j), np.minimum(high, part.j_end + 1)
            low[0], high[-1] = part.j, part.j_end + 1
            high[:-1] = np.maximum(high[:-1], low[1:] + 1)  # neighbouring rows share a column: a path gets through
            lows.append(np.minimum.accumulate(low[::-1])[::-1])
            highs.append(np.maximum.accumulate(high))
            first.append(first[-1] + len(low))
        low, high = (np.concatenate(x) if x else np.zeros(0, np.int64) for x in (lows, highs))
        starts = np.zeros(len(low) + 1, np.int64)
        np.cumsum(high - low, out=starts[1:])
        return cls(tuple(parts), np.array(first, np.int64), low, high, starts, shapes)

    @property
    def sources(self) -> Ints:
        """How many source sentences the shapes have."""
        return np.array([m for m, _ in self.shapes])

    @property
    def targets(self) -> Ints:
        """How many target sentences the shapes have."""
        return np.array([n for _, n in self.shapes])

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.starts[-1])

    def rows_of(self, part: int) -> range:
        """The rows of a part."""
        return range(int(self.first[part]), int(self.first[part + 1]))

    def grid(self, rows: range) -> tuple[Ints, Ints]:
        """The row and the column of each cell of some rows."""
        low, high = self.low[rows.start : rows.stop], self.high[rows.start : rows.stop]
        return np.repeat(np.arange(rows.start, rows.stop), high - low), ranges(low, high - low)

    def cells_at(self, part: int, i: Ints, j: Ints) -> Ints:
        """The numbers of cells; -1 for those that do not belong to the band or the part."""
        rows = self.rows_of(part)
        row = i - self.parts[part].i + rows.start
        inside = (row >= rows.start) & (row < rows.stop)
        row = np.clip(row, rows.start, rows.stop - 1)
        inside = inside & (j >= self.low[row]) & (j < self.high[row])
        found: Ints = np.where(inside, self.starts[row] + j - self.low[row], -1)
        return found


def _limits(path: Ints, width: int) -> tuple[Ints, Ints]:
    """First column of each row, and the one behind the last, of a band around a path from corner to corner.

    Where the path runs along a row (target sentences without a source), all of its columns belong to the band. Between
    two of its cells that lie aslant to the whole, as where something is missing on one side, the path may take many
    ways: the band is wider there by what the two sides differ in.
    """
    rows = np.arange(path[0, 0], path[-1, 0] + 1)
    known = np.unique(path[:, 0])
    left = path[np.searchsorted(path[:, 0], known), 1]
    right = path[np.searchsorted(path[:, 0], known, "right") - 1, 1]
    if len(known) == 1:
        return left - width, right + width + 1
    gap = np.clip(np.searchsorted(known, rows, "right") - 1, 0, len(known) - 2)
    slope = (path[-1, 1] - path[0, 1]) / (path[-1, 0] - path[0, 0])
    steps = left[1:] - right[:-1]
    aslant = np.minimum(np.abs(steps - np.diff(known) * slope), _MOST_ASLANT)
    share = (rows - known[gap]) / np.diff(known)[gap]
    middle = right[gap] + share * steps[gap]
    low = np.maximum(np.floor(middle - aslant[gap]), right[gap]).astype(np.int64)
    high = np.minimum(np.ceil(middle + aslant[gap]), left[gap + 1]).astype(np.int64)
    at = np.searchsorted(known, rows).clip(max=len(known) - 1)
    here = known[at] == rows
    # What is missing may be missing just before one of those cells, or just behind it.
    lowest = np.append(left[0], np.maximum(left[1:] - np.ceil(aslant).astype(np.int64), right[:-1]))
    highest = np.append(np.minimum(right[:-1] + np.ceil(aslant).astype(np.int64), left[1:]), right[-1])
    low[here], high[here] = lowest[at[here]], highest[at[here]]
    return low - width, high + width + 1
