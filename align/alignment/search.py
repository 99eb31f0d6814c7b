"""The best path through a band of scored beads, and how probable each cell and bead is.

Semi-Markov: a step is a bead of any of the band's shapes. Time and memory grow with the cells of
the band.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.band import Band

__all__ = ["Posterior", "best_path", "pack", "posterior", "predecessors", "successors"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ALONG: Final = -1  # the last shape, (0, 1), is the only step inside a row
_CHUNK: Final = 512  # rows whose steps are looked up at once


def predecessors(band: Band, rows: range, start: int) -> Ints:
    """Where the beads that end in the cells of some rows of one part begin.

    Args:
        band: The band.
        rows: Rows of one part, consecutive.
        start: The first row of that part.

    Returns:
        An array (shapes, cells): numbers of cells, or the number of cells of the band where there is none.
    """
    return _neighbours(band, rows, -1, (start, len(band.low)))


def _neighbours(band: Band, rows: range, sign: int, limits: tuple[int, int]) -> Ints:
    low, high, starts = band.low, band.high, band.starts
    row, column = band.grid(rows)
    other_row = row + sign * band.sources[:, None]
    other_column = column + sign * band.targets[:, None]
    valid = (other_row >= limits[0]) & (other_row < limits[1])
    other_row = np.clip(other_row, 0, len(low) - 1)
    valid &= (other_column >= low[other_row]) & (other_column < high[other_row])
    return np.where(valid, starts[other_row] + other_column - low[other_row], band.cells)


def successors(band: Band, rows: range, stop: int) -> Ints:
    """Where the beads that begin in the cells of some rows of one part end; as :func:`predecessors`.

    Args:
        band: The band.
        rows: Rows of one part, consecutive.
        stop: Behind the last row of that part.
    """
    return _neighbours(band, rows, 1, (0, stop))


def pack(band: Band, rows: range, values: NDArray[np.float32], columns: int) -> NDArray[np.float32]:
    """The cells of a band out of a rectangle.

    Args:
        band: The band.
        rows: Rows of the band that the rectangle holds.
        values: (shapes, rows, columns).
        columns: The first column of the rectangle.

    Returns:
        (shapes, cells), row behind row.
    """
    row, column = band.grid(rows)
    return values[:, row - rows.start, column - columns]


@dataclass(frozen=True, slots=True)
class Posterior:
    """Probabilities of cells and beads.

    Attributes:
        cells: For each cell the probability that the path passes it.
        forward: Log-sum of the scores of all paths to each cell.
        backward: Of all paths from each cell to the end of its part.
        total: For each part the log-sum of all its paths.
    """

    cells: Floats
    forward: Floats
    backward: Floats
    total: Floats


def best_path(band: Band, scored: NDArray[np.float32]) -> list[Ints]:
    """The best path through each part.

    Args:
        band: The band.
        scored: (shapes, cells + 1): for each cell the scores of the beads that end there; the last column is not read
            as a score.

    Returns:
        For each part an array (k, 2) of the cells that the path passes, from corner to corner.
    """
    value = np.full(band.cells + 1, -np.inf)
    step = np.zeros(band.cells, np.int8)
    for number in range(len(band.parts)):
        _sweep(band, number, scored, value, step)
    return [_trace(band, number, step) for number in range(len(band.parts))]


def _sweep(band: Band, number: int, scored: NDArray[np.float32], value: Floats, step: NDArray[np.int8]) -> None:
    for here, candidates in _ending(band, number, scored, value):
        if candidates is None:
            best = _corner(here, 0)
        else:
            choice = candidates.argmax(axis=0)
            best = candidates[choice, np.arange(len(choice))]
            step[here] = choice
        skipped = np.cumsum(scored[_ALONG, here].astype(np.float64))
        relative = best - skipped
        along = np.maximum.accumulate(relative)
        moved = along > relative
        value[here] = along + skipped
        step[here][moved] = _ALONG


def _ending(
    band: Band, number: int, scored: NDArray[np.float32], value: Floats
) -> Iterator[tuple[slice, Floats | None]]:
    """The rows of a part: the cells of each, and what the beads that end there make of ``value``, (shapes - 1, cells).

    Nothing ends in the first row but beads along it. Values of the rows before must be there when a row is asked for.
    """
    rows, starts = band.rows_of(number), band.starts
    for chunk in range(rows.start, rows.stop, _CHUNK):
        some = range(chunk, min(chunk + _CHUNK, rows.stop))
        before = predecessors(band, some, rows.start)
        for row in some:
            here = slice(starts[row], starts[row + 1])
            local = slice(here.start - starts[chunk], here.stop - starts[chunk])
            yield here, None if row == rows.start else value[before[:_ALONG, local]] + scored[:_ALONG, here]


def _corner(cells: slice, place: int) -> Floats:
    """Values of a row where a path can only be at one of its cells."""
    values = np.full(cells.stop - cells.start, -np.inf)
    values[place] = 0.0
    return values


def _trace(band: Band, number: int, step: NDArray[np.int8]) -> Ints:
    part, rows = band.parts[number], band.rows_of(number)
    i, j = part.i_end, part.j_end
    path = [(i, j)]
    while (i, j) != (part.i, part.j):
        row = rows.start + i - part.i
        m, n = band.shapes[step[band.starts[row] + j - band.low[row]]]
        i, j = i - m, j - n
        path.append((i, j))
    return np.array(path[::-1], np.int64)


def posterior(band: Band, scored: NDArray[np.float32]) -> Posterior:
    """Sum over all paths (forward-backward).

    Args:
        band: The band.
        scored: As for :func:`best_path`.
    """
    forward = np.full(band.cells + 1, -np.inf)
    backward = np.full(band.cells + 1, -np.inf)
    total = np.zeros(len(band.parts))
    cells = np.zeros(band.cells)
    for number in range(len(band.parts)):
        rows = band.rows_of(number)
        _forward(band, number, scored, forward)
        last = band.starts[rows.stop] - 1
        _backward(band, rows, scored, backward)
        total[number] = forward[last]
        here = slice(band.starts[rows.start], band.starts[rows.stop])
        with np.errstate(invalid="ignore"):
            cells[here] = np.exp(forward[here] + backward[here] - total[number])
    return Posterior(np.minimum(cells, 1.0), forward[:-1], backward[:-1], total)


def _forward(band: Band, number: int, scored: NDArray[np.float32], value: Floats) -> None:
    for here, candidates in _ending(band, number, scored, value):
        total = _corner(here, 0) if candidates is None else _logsum(candidates)
        skipped = np.cumsum(scored[_ALONG, here].astype(np.float64))
        value[here] = np.logaddexp.accumulate(total - skipped) + skipped


def _backward(band: Band, rows: range, scored: NDArray[np.float32], value: Floats) -> None:
    starts = band.starts
    for chunk in range(rows.stop, rows.start, -_CHUNK):
        some = range(max(chunk - _CHUNK, rows.start), chunk)
        behind = successors(band, some, rows.stop)
        costs = np.take_along_axis(scored, behind, axis=1)
        base = starts[some.start]
        for row in reversed(some):
            here = slice(starts[row], starts[row + 1])
            local = slice(here.start - base, here.stop - base)
            if row == rows.stop - 1:
                total = _corner(here, -1)
            else:
                total = _logsum(value[behind[:_ALONG, local]] + costs[:_ALONG, local])
            # From a cell to a later one of its row: what the skips between them cost.
            skipped = np.cumsum(scored[_ALONG, here].astype(np.float64))
            value[here] = np.logaddexp.accumulate((total + skipped)[::-1])[::-1] - skipped


def _logsum(values: Floats) -> Floats:
    sums: Floats = np.logaddexp.reduce(values, axis=0)
    return sums
