"""The best path through a band of scored beads, and how probable each cell and bead is.

Semi-Markov: a step is a bead of any of the band's shapes. Beads with an empty side come in runs, for what is missing is
missing in one piece: the first of a run costs more than those that follow (affine gap costs, Gotoh 1982, Journal of
Molecular Biology 162). A path to a cell is therefore *paired*, if its last bead has two sides, or *alone*. Time and
memory grow with the cells of the band.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment import fast
from align.alignment.band import Band

__all__ = ["Posterior", "Scored", "Steps", "best_path", "posterior", "predecessors", "successors"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_DOWN: Final = -2  # the last shape but one, (1, 0)
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


@dataclass(frozen=True, slots=True)
class Scored:
    """What the beads of a band score, in nats.

    Attributes:
        band: The band.
        values: (shapes, cells + 1): for each cell the scores of the beads that end there; the last column is not read
            as a score.
        opening: What the first of a run of beads with an empty side scores besides.
    """

    band: Band
    values: NDArray[np.float32]
    opening: float = 0.0


@dataclass(frozen=True, slots=True)
class Posterior:
    """Sums over all paths of a band, as logarithms.

    Attributes:
        cells: For each cell the probability that the path passes it.
        total: For each part the sum of all its paths.
        forward: Of the paths to each cell.
        lone_forward: The same, with what a bead with an empty side costs there.
        backward: Of the ways from each cell to the end of its part, for paths that are paired.
        lone_backward: The same, for paths that are alone.
    """

    cells: Floats
    total: Floats
    forward: Floats
    lone_forward: Floats
    backward: Floats
    lone_backward: Floats

    def beads(self, scored: Scored, part: int, path: Ints) -> Floats:
        """The probabilities of the beads of a path through a part.

        Args:
            scored: What the sums were made of.
            part: The part.
            path: (k, 2): the cells that the path passes.
        """
        begin, end = path[:-1], path[1:]
        band = scored.band
        place = {shape: number for number, shape in enumerate(band.shapes)}
        shapes = [place[m, n] for m, n in (end - begin).tolist()]
        lone = ((end - begin) == 0).any(axis=1)
        start, stop = band.cells_at(part, begin[:, 0], begin[:, 1]), band.cells_at(part, end[:, 0], end[:, 1])
        logs = np.where(
            lone,
            self.lone_forward[start] + self.lone_backward[stop],
            self.forward[start] + self.backward[stop],
        )
        found: Floats = np.exp(np.minimum(logs + scored.values[shapes, stop] - self.total[part], 0.0))
        return found


def best_path(scored: Scored, *, compiled: bool = False) -> list[Ints]:
    """The best path through each part: an array (k, 2) of the cells that it passes, from corner to corner.

    Args:
        scored: The beads.
        compiled: Whether loops are used that numba compiles.
    """
    steps = Steps.of(scored.band.cells)
    value, lone = np.full((2, scored.band.cells + 1), -np.inf)
    sweep = fast.sweep if compiled else _sweep
    for number in range(len(scored.band.parts)):
        sweep(scored, number, value, lone, steps)
    return [_trace(scored.band, number, steps) for number in range(len(scored.band.parts))]


@dataclass(frozen=True, slots=True)
class Steps:
    """How the best path to each cell came there.

    Attributes:
        paired: Shape of the last bead of the best paired path.
        down: Whether the best path that is alone came down a row, rather than along it.
        alone: Whether the best path is alone.
        going_on: Whether a bead with an empty side does best to go on a run, rather than open one.
    """

    paired: NDArray[np.int8]
    down: NDArray[np.bool_]
    alone: NDArray[np.bool_]
    going_on: NDArray[np.bool_]

    @classmethod
    def of(cls, cells: int) -> Steps:
        """Room for so many cells."""
        return cls(np.zeros(cells, np.int8), *np.zeros((3, cells), np.bool_))


def _sweep(scored: Scored, number: int, value: Floats, lone: Floats, steps: Steps) -> None:
    for here, candidates, down in _ending(scored, number, value, lone):
        if candidates is None:
            paired = _corner(here, 0)
        else:
            choice = candidates.argmax(axis=0)
            paired = candidates[choice, np.arange(len(choice))]
            steps.paired[here] = choice
        skipped = np.cumsum(scored.values[_ALONG, here].astype(np.float64))
        opened = paired + scored.opening
        relative = down - skipped
        relative[1:] = np.maximum(relative[1:], (opened - skipped)[:-1])
        alone = np.maximum.accumulate(relative)
        steps.down[here] = down - skipped >= alone
        alone += skipped
        steps.alone[here] = alone > paired
        steps.going_on[here] = alone > opened
        value[here] = np.maximum(paired, alone)
        lone[here] = np.maximum(opened, alone)


def _ending(scored: Scored, number: int, value: Floats, lone: Floats) -> Iterator[tuple[slice, Floats | None, Floats]]:
    """The rows of a part: the cells of each, and what the beads that end there make of the values of other rows.

    That is (shapes - 2, cells) for beads of two sides, from ``value``, and (cells) for a source sentence alone, from
    ``lone``. Nothing ends in the first row but beads along it. Values of the rows before must be there when a row is
    asked for.
    """
    band, values = scored.band, scored.values
    rows, starts = band.rows_of(number), band.starts
    for chunk in range(rows.start, rows.stop, _CHUNK):
        some = range(chunk, min(chunk + _CHUNK, rows.stop))
        before = predecessors(band, some, rows.start)
        for row in some:
            here = slice(starts[row], starts[row + 1])
            local = slice(here.start - starts[chunk], here.stop - starts[chunk])
            if row == rows.start:
                yield here, None, np.full(here.stop - here.start, -np.inf)
            else:
                yield (
                    here,
                    value[before[:_DOWN, local]] + values[:_DOWN, here],
                    lone[before[_DOWN, local]] + values[_DOWN, here],
                )


def _corner(cells: slice, place: int) -> Floats:
    """Values of a row where a path can only be at one of its cells."""
    values = np.full(cells.stop - cells.start, -np.inf)
    values[place] = 0.0
    return values


def _trace(band: Band, number: int, steps: Steps) -> Ints:
    part, rows = band.parts[number], band.rows_of(number)
    i, j = part.i_end, part.j_end
    path = [(i, j)]
    going_on = steps.alone
    while (i, j) != (part.i, part.j):
        row = rows.start + i - part.i
        cell = band.starts[row] + j - band.low[row]
        if going_on[cell]:
            m, n = (1, 0) if steps.down[cell] else (0, 1)
            going_on = steps.going_on
        else:
            m, n = band.shapes[steps.paired[cell]]
            going_on = steps.alone
        i, j = i - m, j - n
        path.append((i, j))
    return np.array(path[::-1], np.int64)


def posterior(scored: Scored, *, compiled: bool = False) -> Posterior:
    """Sum over all paths (forward-backward).

    Args:
        scored: The beads.
        compiled: Whether loops are used that numba compiles.
    """
    forwards, backwards = (fast.forward, fast.backward) if compiled else (_forward, _backward)
    band = scored.band
    forward, lone_forward, backward, lone_backward = np.full((4, band.cells + 1), -np.inf)
    total = np.zeros(len(band.parts))
    cells = np.zeros(band.cells)
    for number in range(len(band.parts)):
        rows = band.rows_of(number)
        paired, alone = forwards(scored, number, forward, lone_forward)
        total[number] = forward[band.starts[rows.stop] - 1]
        backwards(scored, rows, backward, lone_backward)
        here = slice(band.starts[rows.start], band.starts[rows.stop])
        with np.errstate(invalid="ignore"):
            cells[here] = np.exp(paired + backward[here] - total[number])
            cells[here] += np.exp(alone + lone_backward[here] - total[number])
    return Posterior(np.minimum(cells, 1.0), total, forward[:-1], lone_forward[:-1], backward[:-1], lone_backward[:-1])


def _forward(scored: Scored, number: int, value: Floats, lone: Floats) -> tuple[Floats, Floats]:
    """Fill in the sums of the cells of a part; those of its paired paths, and of those that are alone."""
    every_paired, every_alone = [], []
    for here, candidates, down in _ending(scored, number, value, lone):
        paired = _corner(here, 0) if candidates is None else _logsum(candidates)
        skipped = np.cumsum(scored.values[_ALONG, here].astype(np.float64))
        opened = paired + scored.opening
        relative = down - skipped
        relative[1:] = np.logaddexp(relative[1:], (opened - skipped)[:-1])
        alone = np.logaddexp.accumulate(relative) + skipped
        value[here], lone[here] = np.logaddexp(paired, alone), np.logaddexp(opened, alone)
        every_paired.append(paired)
        every_alone.append(alone)
    return np.concatenate(every_paired), np.concatenate(every_alone)


def _backward(scored: Scored, rows: range, value: Floats, lone: Floats) -> None:
    band, values = scored.band, scored.values
    starts = band.starts
    for chunk in range(rows.stop, rows.start, -_CHUNK):
        some = range(max(chunk - _CHUNK, rows.start), chunk)
        behind = successors(band, some, rows.stop)
        costs = np.take_along_axis(values, behind, axis=1)
        base = starts[some.start]
        for row in reversed(some):
            here = slice(starts[row], starts[row + 1])
            local = slice(here.start - base, here.stop - base)
            if row == rows.stop - 1:
                paired = _corner(here, -1)
                down = np.full(here.stop - here.start, -np.inf)
            else:
                paired = _logsum(value[behind[:_DOWN, local]] + costs[:_DOWN, local])
                down = lone[behind[_DOWN, local]] + costs[_DOWN, local]
            # From a cell to a later one of its row: what the skips between them cost.
            skipped = np.cumsum(values[_ALONG, here].astype(np.float64))
            on = np.logaddexp.accumulate((np.logaddexp(paired, down) + skipped)[::-1])[::-1]
            lone[here] = on - skipped
            down[:-1] = np.logaddexp(down[:-1], on[1:] - skipped[:-1])
            value[here] = np.logaddexp(paired, down + scored.opening)


def _logsum(values: Floats) -> Floats:
    sums: Floats = np.logaddexp.reduce(values, axis=0)
    return sums
