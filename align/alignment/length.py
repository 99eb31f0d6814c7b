"""Alignment by the lengths of sentences alone (Gale and Church 1993): no words are looked at, any languages will do.

A bead costs what its kind costs (a sentence for a sentence is by far the likeliest) and what the difference of its
lengths costs. The cheapest way through both texts is found row by row inside a band of cells; the same band gives each
bead the share that all ways through it have in all ways (forward-backward), its score.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.alignment.stretches import assemble, stretches
from align.errors import ArgumentError
from align.model import Alignment, Bead, Pair, Term, UserLexicon
from align.processes import mapping
from align.version import TOOL

__all__ = ["PRIORS", "VARIANCE", "align_by_length", "align_lengths", "bead_cost", "usual_variance"]

PRIORS: Final = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
"""How likely a bead of so many source and target sentences is: table 5 of the paper, as its program uses it."""
VARIANCE: Final = 6.8
"""Variance of the difference of lengths, per character, as found for European languages of about equal lengths."""

_MOVES: Final = ((1, 1), (1, 0), (2, 1), (1, 2), (2, 2), (0, 1))
_ALONG: Final = 5  # the place of (0, 1): the only move inside a row
_EXACT_CELLS: Final = 4_000_000  # a table of that size is searched whole
_MOST_CELLS: Final = 400_000_000  # one byte each
_HALF_WIDTH: Final = 500
_NEAR: Final = 150  # target sentences around the best path of long texts where other paths have a share worth counting
_STEPS: Final = 4096  # of the table of tails, per standard deviation
_TABLE_END: Final = 37  # behind it the tail is too small for math.erfc

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Model:
    """What the lengths of a bead cost.

    Attributes:
        ratio: Expected target characters per source character, > 0.
        variance: Variance of the difference per source character, > 0.
    """

    ratio: float
    variance: float

    def weights(self, move: tuple[int, int], source: _Floats, target: _Floats) -> _Floats:
        """Log-probabilities of beads of a kind by the characters of their sides."""
        mean = (source + target / self.ratio) / 2
        # Nothing against nothing is no difference at all.
        delta = np.abs(source * self.ratio - target) / np.sqrt(np.maximum(mean, 1e-9) * self.variance)
        weights: _Floats = math.log(PRIORS[move]) + _log_tails(delta)
        return weights


def bead_cost(
    move: tuple[int, int], source: int, target: int, *, ratio: float = 1.0, variance: float = VARIANCE
) -> float:
    """Negative log-probability of a bead, from its kind and its lengths alone.

    Args:
        move: Number of its source and of its target sentences, a key of :data:`PRIORS`.
        source: Characters of its source sentences together, >= 0.
        target: Characters of its target sentences together, >= 0.
        ratio: Expected target characters per source character, > 0.
        variance: Variance of the difference of lengths per source character, > 0.

    Returns:
        Cost in nats, > 0; smaller is likelier.

    References:
        Gale and Church (1993), Computational Linguistics 19(1), section 3. As in their program, and not in their
        text, the variance is that of the mean of both lengths: else nothing could be inserted.
    """
    model = _Model(ratio, variance)
    return -float(model.weights(move, np.array([float(source)]), np.array([float(target)]))[0])


@cache
def _tails() -> _Floats:
    values = (math.erfc(step / _STEPS / math.sqrt(2)) for step in range(_TABLE_END * _STEPS + 2))
    return np.log(np.fromiter(values, np.float64))


def _log_tails(delta: _Floats) -> _Floats:
    """log(2 (1 - Phi(delta))) for delta >= 0, within 1e-8: from a table, behind its end by the asymptotic series."""
    near = np.minimum(delta, _TABLE_END) * _STEPS
    steps = near.astype(np.int64)
    table = _tails()
    low = table[steps]
    found: _Floats = low + (near - steps) * (table[steps + 1] - low)
    far = delta > _TABLE_END
    if far.any():
        x = delta[far]
        found[far] = math.log(2 / math.pi) / 2 - x * x / 2 - np.log(x) + np.log1p(3 / x**4 - 1 / x**2)
    return found


class _Window(NamedTuple):
    """The cells that are searched: of row i those from ``low[i]`` to ``high[i]``, both included and never falling."""

    low: _Ints
    high: _Ints

    @property
    def cells(self) -> int:
        return int((self.high - self.low + 1).sum())

    def reversed(self) -> _Window:
        last = self.high[-1]
        return _Window((last - self.high)[::-1], (last - self.low)[::-1])


def align_lengths(
    source: Sequence[int], target: Sequence[int], *, ratio: float | None = None, variance: float | None = None
) -> tuple[list[Bead], bool]:
    """The beads of two texts from the lengths of their sentences.

    Args:
        source: Characters of each source sentence, >= 0.
        target: Characters of each target sentence, >= 0.
        ratio: Expected target characters per source character, > 0; by default that of the two texts.
        variance: Variance of the difference of lengths per source character, > 0; by default :func:`usual_variance`.

    Returns:
        The beads in order, each with its posterior probability; and whether the search was as wide as it had to be.

    Raises:
        ArgumentError: ``ratio`` or ``variance`` is not positive.
    """
    known = _ratio(sum(source), sum(target)) if ratio is None else ratio
    model = _Model(known, usual_variance(known) if variance is None else variance)
    if not (model.ratio > 0 and model.variance > 0):
        raise ArgumentError(f"ratio {model.ratio} and variance {model.variance} of lengths must be more than 0")
    if not source or not target:
        return [
            *(Bead((i,), (), 1.0) for i in range(len(source))),
            *(Bead((), (j,), 1.0) for j in range(len(target))),
        ], True
    sources, targets = np.array(source, np.float64), np.array(target, np.float64)
    window = _first_window(sources, targets)
    while True:
        path = _best_path(sources, targets, model, window)
        wider = _widened(window, path)
        if wider is None or wider.cells > _MOST_CELLS:
            break
        window = wider
    scores = _posteriors(sources, targets, model, _around(path, window), path)
    beads = [
        Bead(tuple(range(i, i_end)), tuple(range(j, j_end)), score)
        for ((i, j), (i_end, j_end)), score in zip(pairwise(path), scores, strict=True)
    ]
    return beads, wider is None


def usual_variance(ratio: float) -> float:
    """The variance of two languages by the ratio of their lengths.

    Both sides are counted in characters of the language that needs more of them, where :data:`VARIANCE` holds: a
    Chinese character counts for as many English ones as it takes. The result is the same whichever side is the source.
    """
    return VARIANCE * ratio * min(ratio, 1.0)


def _ratio(source: int, target: int) -> float:
    return target / source if source and target else 1.0


def _first_window(source: _Floats, target: _Floats) -> _Window:
    """All cells of small texts; else a band around the cells that have the same share of both texts before them."""
    rows, columns = len(source), len(target)
    if (rows + 1) * (columns + 1) <= _EXACT_CELLS:
        return _Window(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns))
    before = [np.concatenate([[0.0], np.cumsum(lengths + 1)]) for lengths in (source, target)]
    middle = np.searchsorted(before[1], before[0] * (before[1][-1] / before[0][-1]))
    low, high = np.maximum(middle - _HALF_WIDTH, 0), np.minimum(middle + _HALF_WIDTH, columns)
    low[0], high[-1] = 0, columns
    low[1:] = np.minimum(low[1:], high[:-1])  # a sentence as long as many does not tear the band
    return _Window(low, high)


def _widened(window: _Window, path: Sequence[tuple[int, int]]) -> _Window | None:
    """The band twice as wide where the path comes near its edge, or None where it nowhere does."""
    points = np.array(path)
    first, last = np.full(len(window.low), window.high[-1]), np.zeros(len(window.low), np.int64)
    np.minimum.at(first, points[:, 0], points[:, 1])
    np.maximum.at(last, points[:, 0], points[:, 1])
    passed = np.zeros(len(first), bool)
    passed[points[:, 0]] = True
    width = window.high - window.low
    margin = _HALF_WIDTH // 4
    near_low = passed & (first - window.low < margin) & (window.low > 0)
    near_high = passed & (window.high - last < margin) & (window.high < window.high[-1])
    if not (near_low.any() or near_high.any()):
        return None
    low = np.where(_spread(near_low), np.maximum(window.low - width, 0), window.low)
    high = np.where(_spread(near_high), np.minimum(window.high + width, window.high[-1]), window.high)
    return _Window(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))


def _around(path: Sequence[tuple[int, int]], window: _Window) -> _Window:
    """All of a table that was searched whole; of a band the part along the best path."""
    if window.cells <= _EXACT_CELLS:
        return window
    points = np.array(path)
    rows = np.arange(len(window.low))
    # A bead of two source sentences passes a row between two points.
    before, after = np.searchsorted(points[:, 0], rows, "right") - 1, np.searchsorted(points[:, 0], rows)
    first, last = points[np.minimum(before, after), 1], points[np.maximum(before, after), 1]
    return _Window(np.maximum(first - _NEAR, window.low), np.minimum(last + _NEAR, window.high))


def _spread(rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The rows and those around them."""
    passed = np.concatenate([[0], np.cumsum(rows)])
    here = np.arange(len(rows))
    start, end = np.maximum(here - _HALF_WIDTH, 0), np.minimum(here + _HALF_WIDTH + 1, len(rows))
    spread: NDArray[np.bool_] = passed[end] > passed[start]
    return spread


def _best_path(source: _Floats, target: _Floats, model: _Model, window: _Window) -> list[tuple[int, int]]:
    """The boundaries between the beads of the likeliest alignment, from (0, 0) to the ends of the texts."""
    moves = [row.astype(np.int8) for row, _ in _rows(source, target, model, window, np.maximum)]
    i, j = len(source), len(target)
    path = [(i, j)]
    while i or j:
        a, b = _MOVES[moves[i][j - window.low[i]]]
        i, j = i - a, j - b
        path.append((i, j))
    return path[::-1]


def _posteriors(
    source: _Floats, target: _Floats, model: _Model, window: _Window, path: Sequence[tuple[int, int]]
) -> Iterator[float]:
    """The probability of each bead of a path among all paths of the band."""
    rows, columns = len(source), len(target)
    ahead = _values_at(path, _rows(source, target, model, window, np.logaddexp), window)
    back = [(rows - i, columns - j) for i, j in reversed(path)]
    mirrored = window.reversed()
    behind = _values_at(back, _rows(source[::-1], target[::-1], model, mirrored, np.logaddexp), mirrored)[::-1]
    for (one, other), start, end in zip(pairwise(path), ahead, behind[1:], strict=False):
        move = (other[0] - one[0], other[1] - one[1])
        lengths = source[one[0] : other[0]].sum(keepdims=True), target[one[1] : other[1]].sum(keepdims=True)
        yield min(1.0, math.exp(start + float(model.weights(move, *lengths)[0]) + end - ahead[-1]))


def _values_at(path: Sequence[tuple[int, int]], rows: Iterator[tuple[_Ints, _Floats]], window: _Window) -> list[float]:
    """The values of some cells, given in order."""
    wanted = iter(path)
    point: tuple[int, int] | None = next(wanted)
    found = []
    for i, (_, values) in enumerate(rows):
        while point is not None and point[0] == i:
            found.append(float(values[point[1] - window.low[i]]))
            point = next(wanted, None)
    return found


def _rows(
    source: _Floats, target: _Floats, model: _Model, window: _Window, merge: np.ufunc
) -> Iterator[tuple[_Ints, _Floats]]:
    """For each row the places in :data:`_MOVES` of the best last beads, and the merged weights of the paths there.

    Args:
        source: Characters of each source sentence.
        target: Characters of each target sentence.
        model: What beads cost.
        window: The cells to look at.
        merge: How the weights of paths to a cell become one: ``np.maximum`` (the best) or ``np.logaddexp`` (their sum).
    """
    columns = len(target)
    ending = {  # characters of the last 0, 1 and 2 target sentences before a boundary
        0: np.zeros(columns + 1),
        1: np.concatenate([[0.0], target]),
        2: np.concatenate([[0.0], target]) + np.concatenate([[0.0, 0.0], target[:-1]]),
    }
    # Weight of skipping all target sentences before a boundary: along a row, skips are differences of it.
    skipped = np.concatenate([[0.0], np.cumsum(model.weights((0, 1), np.zeros(columns), target))])
    # Three rows in turn, two cells of nothing at the left so that every move has a place to come from.
    ring = np.full((3, columns + 3), -np.inf)
    for i in range(len(source) + 1):
        low, high = int(window.low[i]), int(window.high[i])
        row = ring[i % 3]
        if i > 2:
            row[int(window.low[i - 3]) + 2 : int(window.high[i - 3]) + 3] = -np.inf
        best = np.full(high - low + 1, -np.inf)
        total = best.copy()
        moves = np.zeros(high - low + 1, np.int64)
        if i == 0:
            total[0] = 0.0
        for number, (a, b) in enumerate(_MOVES[:_ALONG]):
            if a > i:
                continue
            length = np.array([source[i - a : i].sum()])
            weights = model.weights((a, b), length, ending[b][low : high + 1])
            weights += ring[(i - a) % 3][low + 2 - b : high + 3 - b]
            better = weights > best
            moves[better] = number
            best[better] = weights[better]
            merge(total, weights, out=total)
        relative = total - skipped[low : high + 1]
        along = merge.accumulate(relative)
        moves[along > relative] = _ALONG
        values = along + skipped[low : high + 1]
        row[low + 2 : high + 3] = values
        yield moves, values


def align_by_length(
    pairs: Sequence[Pair],
    *,
    source_lang: str = "und",
    target_lang: str = "und",
    terms: Sequence[Term] = (),
    user_lexicon: UserLexicon | None = None,
    jobs: int = 1,
    explain: bool = False,
) -> list[Alignment]:
    """Align pairs of texts by the lengths of their sentences.

    Args:
        pairs: The texts; anchors and confirmed beads are kept, translations and blocks not looked at.
        source_lang: Not looked at: lengths know no language.
        target_lang: Likewise.
        terms: Likewise.
        user_lexicon: Likewise.
        jobs: How many processes may work at once, >= 1.
        explain: Not looked at: there is nothing to be said but the lengths.

    Raises:
        ArgumentError: A pair contradicts itself, or ``jobs`` is less than 1.
    """
    del source_lang, target_lang, terms, user_lexicon, explain
    if jobs < 1:
        raise ArgumentError(f"jobs {jobs} is less than 1")
    with mapping(min(jobs, len(pairs))) as run:
        return list(run(_align, pairs))


def _align(pair: Pair) -> Alignment:
    source = [len(sentence) for sentence in pair.source.sentences]
    target = [len(sentence) for sentence in pair.target.sentences]
    ratio = _ratio(sum(source), sum(target))
    beads: list[Bead] = []
    wide = True
    for stretch in stretches(pair):
        if stretch.bead is not None:
            beads.append(stretch.bead)
            continue
        found, enough = align_lengths(
            [source[i] for i in stretch.source], [target[j] for j in stretch.target], ratio=ratio
        )
        beads += assemble(stretch, found)
        wide = wide and enough
    notes = () if wide else ("the texts drift too far apart to be searched in full; anchors would help",)
    return Alignment(
        tuple(beads),
        f"{TOOL} length ratio={ratio:.4g} variance={usual_variance(ratio):.4g}",
        notes,
    )
