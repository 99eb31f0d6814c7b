"""Scores of all beads that end in the cells of a band, block by block.

A bead of the shape (m, n) that ends in cell (i, j) holds the source sentences from i - m to i and the target sentences
from j - n to j. Its score is a sum of features times weights, in nats: those of its words
(:mod:`align.alignment.readings`), which are read block by block, for what a block taught is left out there; what shows
without reading (:mod:`align.alignment.outer`); and its shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.associations import Associations
from align.alignment.band import Band
from align.alignment.fast import WordReader
from align.alignment.nodes import Nodes
from align.alignment.outer import Feature, Outer
from align.alignment.readings import Axis, Readings, read
from align.alignment.search import Scored
from align.alignment.surface import Surface
from align.alignment.weights import FEATURES, LEVELS, OPENING, SHAPES, VECTORS, WORDS, Weights, shape_name
from align.alignment.words import Words

if TYPE_CHECKING:
    from align.alignment.likeness import Likeness

__all__ = ["PAD", "Block", "Level", "blocks", "features", "score_band"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_ROWS: Final = 32  # rows of a block
_RUN: Final = 8  # blocks whose outer features are looked at together
PAD: Final = 3  # source sentences on either side of a block whose beads are not learned from either
_MOST_SOURCE: Final = max(m for m, _ in SHAPES)
_MOST_TARGET: Final = max(n for _, n in SHAPES)


@dataclass(frozen=True, slots=True)
class Level:
    """Two texts as rows and columns of a table: as sentences, or as clauses.

    Attributes:
        source: Words of the source sentences.
        target: Likewise.
        source_surface: Their outer form.
        target_surface: Likewise.
        source_breaks: 1 where a block begins at the boundary before a sentence; (n + 1).
        target_breaks: Likewise.
        owners: For each source row, and behind the last, the sentence that it belongs to: what was learned is counted
            by sentences.
        ratio: Target characters per source character, for each part.
        variance: Variance of the difference of lengths per character, for each part.
        habits: For each part two numbers: how much more often than usual sentences are merged, and left alone, as
            logarithms; 0 where that is not known yet.
        covered: For each part the mean step of the target words of its beads, and of their source words: the more text
            there is, the more of it is known.
        likeness: What sentence vectors say, if there are some and the rows are sentences.
    """

    source: Words
    target: Words
    source_surface: Surface
    target_surface: Surface
    source_breaks: NDArray[np.float64]
    target_breaks: NDArray[np.float64]
    owners: Ints
    ratio: NDArray[np.float64]
    variance: NDArray[np.float64]
    habits: NDArray[np.float64]
    covered: NDArray[np.float64]
    likeness: Likeness | None = None

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features of its beads."""
        return FEATURES if self.likeness is None else (*FEATURES, *VECTORS)

    @property
    def informed(self) -> bool:
        """Whether sentence vectors say something."""
        return self.likeness is not None and self.likeness.tells

    def of(self, parts: Sequence[int]) -> Level:
        """The level with what it says of some parts only."""
        places = np.array(parts)
        return replace(
            self,
            ratio=self.ratio[places],
            variance=self.variance[places],
            habits=self.habits[places],
            covered=self.covered[places],
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a part, and the rectangle around their cells: rows ``i`` to ``i_end``, columns ``j`` to ``j_end``.

    Both are half-open. ``row`` is the number of its first row in the band.
    """

    part: int
    row: int
    i: int
    i_end: int
    j: int
    j_end: int

    @property
    def rows(self) -> range:
        """Its rows in the band."""
        return range(self.row, self.row + self.i_end - self.i)


def blocks(band: Band) -> Iterator[Block]:
    """Rectangles that hold all cells of a band, each with some rows of one part."""
    for number, part in enumerate(band.parts):
        rows = band.rows_of(number)
        start = rows.start
        while start < rows.stop:
            end = min(start + _ROWS, rows.stop)
            # Where the band runs along a row, a block of many rows would hold far more cells than the band has.
            while end - start > 1 and (band.high[end - 1] - band.low[start]) * (end - start) > 4 * (
                band.starts[end] - band.starts[start]
            ):
                end = start + (end - start) // 2
            i = part.i + start - rows.start
            yield Block(number, start, i, i + end - start, int(band.low[start]), int(band.high[end - 1]))
            start = end


def features(level: Level, band: Band, block: Block, associations: Associations, nodes: Nodes | None = None) -> Floats:
    """All features of the beads that end in the cells of a block, for training.

    Returns:
        An array (shapes, cells, features), in the order of :attr:`Level.features`.
    """
    ways = len(WORDS)
    steps = np.zeros((ways, LEVELS + 1), np.float32)
    steps[: LEVELS + 1] = np.arange(LEVELS + 1) >= np.arange(LEVELS + 1)[:, None]
    each = Readings(steps, *np.eye(ways, dtype=np.float32)[-2:])
    outer = _outer(level, band, block.part, block.rows, nodes)
    table = np.zeros((len(band.shapes), len(outer.i), len(level.features)), np.float32)
    for side, values in enumerate(_words(level, band, block, associations, (each, each))):
        table[..., side * ways : (side + 1) * ways] = np.moveaxis(values, 0, -1)
    paired = _paired(band)
    for feature in (*outer.features(), *_vectors(level, band, block)):
        table[..., _PLACE[feature.name]] = feature.values * paired if feature.paired else feature.values
    for number, bead in enumerate(band.shapes):
        table[number, ..., _PLACE[shape_name(bead)]] = 1
    return table


def score_band(
    level: Level,
    band: Band,
    associations: Associations,
    weights: Weights,
    nodes: Nodes | None = None,
    *,
    compiled: bool = False,
) -> Scored:
    """Scores of all beads of a band.

    Args:
        level: The texts.
        band: The band.
        associations: What is known of their words.
        weights: What features weigh.
        nodes: What the pass over clauses says, if there was one.
        compiled: Whether loops are used that numba compiles.
    """
    scored = np.full((len(band.shapes), band.cells + 1), -np.inf, np.float32)
    readings = _readings(weights, "target"), _readings(weights, "source")
    reader = WordReader(level, band, associations, scored) if compiled else None
    for run in _runs(band):
        rows = range(run[0].rows.start, run[-1].rows.stop)
        found = scored[:, band.starts[rows.start] : band.starts[rows.stop]]
        found[:] = _outer_scores(_outer(level, band, run[0].part, rows, nodes), weights)
        for block in run:
            here = scored[:, band.starts[block.rows.start] : band.starts[block.rows.stop]]
            if reader is not None:
                reader.add(block, *_looked_at(level, band, block), *_covered(level, block, readings))
            else:
                for values in _words(level, band, block, associations, readings):
                    here += values[0]
            for feature in _vectors(level, band, block):
                here += np.float32(weights[feature.name]) * feature.values
    return Scored(band, scored, weights[OPENING])


def _runs(band: Band) -> Iterator[list[Block]]:
    """Some blocks of one part that follow each other."""
    run: list[Block] = []
    for block in blocks(band):
        if run and (len(run) == _RUN or run[0].part != block.part):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _outer(level: Level, band: Band, part: int, rows: range, nodes: Nodes | None) -> Outer:
    return Outer(
        (level.source_surface, level.target_surface),
        (level.source_breaks, level.target_breaks),
        (float(level.ratio[part]), float(level.variance[part]), level.habits[part]),
        band,
        part,
        rows,
        nodes,
    )


def _outer_scores(outer: Outer, weights: Weights) -> Floats:
    """What the outer features and the shapes of beads score: (shapes, cells)."""
    band = outer.band
    total = np.zeros((len(band.shapes), len(outer.i)), np.float32)
    paired = np.zeros_like(total)
    for feature in outer.features():
        weight = np.float32(weights[feature.name])
        if weight:
            part = paired if feature.paired else total
            part += weight * feature.values
    total += _paired(band) * paired
    total += np.array([weights[shape_name(bead)] for bead in band.shapes], np.float32)[:, None]
    return total


def _vectors(level: Level, band: Band, block: Block) -> Iterator[Feature]:
    """What sentence vectors say, if there are some."""
    if level.likeness is not None:
        yield from level.likeness.features(band, block.part, block.rows)


def _paired(band: Band) -> Floats:
    """1 for shapes of two sides, else 0: (shapes, 1)."""
    return ((band.sources > 0) & (band.targets > 0)).astype(np.float32)[:, None]


def _words(
    level: Level, band: Band, block: Block, associations: Associations, readings: tuple[Readings, Readings]
) -> Iterator[Floats]:
    """Readings of the target words of beads, and of their source words: (k, shapes, cells) each."""
    part = band.parts[block.part]
    (first_i, end_i, first_j, end_j), without = _looked_at(level, band, block)
    source_counts, source_types = _counts(level.source, first_i, end_i)
    target_counts, target_types = _counts(level.target, first_j, end_j)
    ratios = associations.ratios(source_types, target_types, without).astype(np.float32)
    row, column = band.grid(block.rows)
    source = Axis(band.sources, source_counts, first_i, part.i, block.i, block.i_end, row - block.row + block.i)
    target = Axis(band.targets, target_counts, first_j, part.j, block.j, block.j_end, column)
    ours, theirs = _covered(level, block, readings)
    yield read(ours, ratios, source, target)
    yield read(theirs, ratios.T, target, source)


def _looked_at(level: Level, band: Band, block: Block) -> tuple[tuple[int, int, int, int], tuple[int, int]]:
    """The sentences of both sides that the beads of a block hold, and those that they must not learn from."""
    part = band.parts[block.part]
    first_i, first_j = max(part.i, block.i - _MOST_SOURCE), max(part.j, block.j - _MOST_TARGET)
    end_i, end_j = block.i_end - 1, block.j_end - 1
    without = int(level.owners[first_i]) - PAD, int(level.owners[end_i]) + PAD + 1
    return (first_i, max(first_i, end_i), first_j, max(first_j, end_j)), without


def _covered(level: Level, block: Block, readings: tuple[Readings, Readings]) -> tuple[Readings, Readings]:
    """The readings as the words of the text are covered."""
    ours, theirs = level.covered[block.part]
    return _relative(readings[0], ours), _relative(readings[1], theirs)


def _relative(readings: Readings, covered: float) -> Readings:
    """Readings whose means are relative to how well the words of the text are covered."""
    share = np.float32(1 / covered)
    return readings._replace(sentences=readings.sentences * share, mean=readings.mean * share)


def _counts(words: Words, start: int, end: int) -> tuple[Floats, Ints]:
    """Uses of each type in each of some sentences, and the types."""
    types, place = words.within(start, end)
    rows = np.repeat(np.arange(end - start), words.counts[start:end])
    flat = np.bincount(rows * len(types) + place, minlength=(end - start) * len(types))
    return flat.reshape(end - start, len(types)).astype(np.float32), types


def _readings(weights: Weights, side: str) -> Readings:
    *steps, sentences, mean = np.array([weights[f"{side} {name}"] for name in WORDS], np.float32)
    return Readings(np.cumsum(steps)[None].astype(np.float32), np.array([sentences]), np.array([mean]))


_PLACE: Final = {name: number for number, name in enumerate((*FEATURES, *VECTORS))}
