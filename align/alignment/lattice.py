"""Scores of all beads that end in the cells of a band, block by block.

A bead of the shape (m, n) that ends in cell (i, j) holds the source sentences from i - m to i and the target sentences
from j - n to j. Its score is a sum of features times weights, in nats. Lexical features count, for each word of one
side, in which step of :data:`LEVELS` it is likelier beside the words of the other side than anywhere; as a sum over
words they neither reward nor punish merging.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import distinct
from align.alignment.associations import Associations
from align.alignment.band import Band
from align.alignment.surface import EDGES, MARKS, Surface
from align.alignment.weights import FEATURES, LEVELS, SHAPES, Weights, shape_name
from align.alignment.words import Words

__all__ = ["MOST_SOURCE", "MOST_TARGET", "PAD", "Block", "Level", "blocks", "features", "scores"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_ROWS: Final = 32  # rows of a block
PAD: Final = 3  # source sentences on either side of a block whose beads are not learned from either
_LOWEST: Final = -4  # binary exponent of the first step
MOST_SOURCE: Final = max(m for m, _ in SHAPES)
MOST_TARGET: Final = max(n for _, n in SHAPES)


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


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells: rows ``i`` to ``i_end`` and columns ``j`` to ``j_end`` of a part, half-open.

    ``row`` is the number of its first row in the band.
    """

    part: int
    row: int
    i: int
    i_end: int
    j: int
    j_end: int


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


class _Window:
    """What a block needs of the level: slices, prefix sums and lexical tables.

    Arrays have the axes shape, row and column of the block.
    """

    def __init__(self, level: Level, band: Band, block: Block) -> None:
        part = band.parts[block.part]
        self.shapes = band.shapes
        self.sources, self.targets = band.sources, band.targets
        self.block = block
        self.level = level
        self.ends_i = np.arange(block.i, block.i_end)
        self.ends_j = np.arange(block.j, block.j_end)
        # Beads that would begin before the part are never reached; any value will do for them.
        self.begins_i = np.maximum(self.ends_i - self.sources[:, None], part.i)
        self.begins_j = np.maximum(self.ends_j - self.targets[:, None], part.j)
        self.a = max(part.i, block.i - MOST_SOURCE)
        self.b = max(part.j, block.j - MOST_TARGET)
        self.two_sided = ((self.sources > 0) & (self.targets > 0)).astype(np.float32)[:, None, None]

    def surface(self) -> Iterator[tuple[str, Floats]]:
        """Features that need no words."""
        level, source, target = self.level, self.level.source_surface, self.level.target_surface
        both = self.two_sided
        ratio, variance = level.ratio[self.block.part], level.variance[self.block.part]
        lengths_i = _sums(source.lengths, self.a, self.begins_i, self.ends_i) * np.float32(ratio)
        lengths_j = _sums(target.lengths, self.b, self.begins_j, self.ends_j)
        expected, found = lengths_i[:, :, None], lengths_j[:, None, :]
        difference = found - expected
        yield "length z2", both * np.minimum(difference * difference / ((found + expected) * (variance / 2) + 1), 20)
        yield "length ratio", both * np.abs(np.log(found + 3) - np.log(expected + 3))
        for number, mark in enumerate(MARKS):
            here = _sums(source.marks[:, number], self.a, self.begins_i, self.ends_i)
            there = _sums(target.marks[:, number], self.b, self.begins_j, self.ends_j)
            if here.any() or there.any():
                yield f"marks {mark[0]}", both * np.minimum(np.abs(here[:, :, None] - there[:, None, :]), 3)
        yield from self._edges(source, target)
        if source.quoting and target.quoting:
            differ = np.abs(source.inside[self.ends_i][:, None] - target.inside[self.ends_j])
            yield "quotation", differ.astype(np.float32)[None]
        merged, alone = level.habits[self.block.part]
        if merged or alone:
            extra = both * (self.sources + self.targets - 2)[:, None, None]
            yield "habit merged", (merged * extra).astype(np.float32)
            yield "habit skipped", (alone * (1 - both)).astype(np.float32)
        lone = (
            (self.targets == 0).astype(np.float32)[:, None, None],
            (self.sources == 0).astype(np.float32)[:, None, None],
        )
        yield "skipped source", lone[0] * np.log1p(expected / np.float32(ratio))
        yield "skipped target", lone[1] * np.log1p(found)

    def _edges(self, source: Surface, target: Surface) -> Iterator[tuple[str, Floats]]:
        for number, name in enumerate(EDGES):
            if name == "opens":
                here = _at(source.edges[:, number], self.begins_i)
                there = _at(target.edges[:, number], self.begins_j)
            else:
                here = _at(source.edges[:, number], np.broadcast_to(self.ends_i - 1, self.begins_i.shape))
                there = _at(target.edges[:, number], np.broadcast_to(self.ends_j - 1, self.begins_j.shape))
            yield f"edge {name}", self.two_sided * np.abs(here[:, :, None] - there[:, None, :])

    def structure(self) -> Iterator[tuple[str, Floats]]:
        """Where blocks begin: nothing where one side has no blocks."""
        here, there = self.level.source_breaks, self.level.target_breaks
        if not (here.any() and there.any()):
            return
        yield "break at one side", np.abs(here[self.ends_i][:, None] - there[self.ends_j]).astype(np.float32)[None]
        inner_i = _sums(here, self.a, np.minimum(self.begins_i + 1, self.ends_i), self.ends_i)
        inner_j = _sums(there, self.b, np.minimum(self.begins_j + 1, self.ends_j), self.ends_j)
        yield "break inside", inner_i[:, :, None] + inner_j[:, None, :]

    def lexical(self, associations: Associations, target_steps: Floats, source_steps: Floats) -> Iterator[Floats]:
        """For each row of the two tables of what a step is worth, target words first, the sum over the words of a bead.

        Args:
            associations: What is known of words.
            target_steps: (k, LEVELS + 1): k values for each step.
            source_steps: (l, LEVELS + 1).
        """
        level, block = self.level, self.block
        source_counts, source_types = _counts(level.source, self.a, block.i_end - 1)
        target_counts, target_types = _counts(level.target, self.b, block.j_end - 1)
        without = int(level.owners[self.a]) - PAD, int(level.owners[block.i_end - 1]) + PAD + 1
        ratios = associations.ratios(source_types, target_types, without).astype(np.float32)
        shape = len(self.shapes), len(self.ends_i), len(self.ends_j)
        for table, ours, theirs, swapped in (
            (target_steps, source_counts, target_counts, False),
            (source_steps, target_counts, source_counts, True),
        ):
            if not len(table):
                continue
            ones, others = (self._columns, self._rows) if swapped else (self._rows, self._columns)
            most = int(ones.sizes.max())
            single = np.zeros((most + len(ours) + 1, ratios.shape[0 if swapped else 1]), np.float32)
            np.matmul(ours, ratios.T if swapped else ratios, out=single[most:-1])
            words = np.concatenate([np.zeros(most), ours.sum(axis=1), [0.0]]).astype(np.float32)
            beside, many = np.zeros((len(ones.ends), single.shape[1]), np.float32), np.ones(len(ones.ends), np.float32)
            results = np.zeros((len(table), *shape), np.float32)
            for size in range(1, most + 1):
                first = ones.ends + (most - size)  # sentences before the part count nothing
                beside += single[first]
                many += words[first]
                steps = _steps(beside / many[:, None])
                for value, found in zip(table, results, strict=True):
                    along = _prefix((np.take(value, steps, mode="clip") @ theirs.T).T).astype(np.float32)
                    for k in np.flatnonzero((ones.sizes == size) & (others.sizes > 0)):
                        score = along[others.ends] - along[others.begins[k]]
                        found[k] = score if swapped else score.T
            yield from results

    @property
    def _rows(self) -> _Axis:
        return _Axis(self.sources, self.begins_i - self.a, self.ends_i - self.a)

    @property
    def _columns(self) -> _Axis:
        return _Axis(self.targets, self.begins_j - self.b, self.ends_j - self.b)


class _Axis(NamedTuple):
    """Of one side how many sentences each shape takes, where they begin for each end, and the ends; from the window."""

    sizes: Ints
    begins: Ints
    ends: Ints


def _sums(values: NDArray[np.float64], first: int, begins: Ints, ends: Ints) -> Floats:
    """Sums of values from begins to ends, both counted from the start of the text; nothing before ``first`` is read."""
    sums = _prefix(values[first : int(ends.max(initial=first))])
    return (sums[ends - first] - sums[begins - first]).astype(np.float32)


def _prefix(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """Sums of all that stands before each place, along the first axis."""
    sums = np.zeros((len(values) + 1, *values.shape[1:]))
    np.cumsum(values, axis=0, out=sums[1:])
    return sums


def _at(values: NDArray[np.float64], places: Ints) -> Floats:
    if not len(values):
        return np.zeros(places.shape, np.float32)
    return values[np.clip(places, 0, len(values) - 1)].astype(np.float32)


def _steps(ratios: Floats) -> NDArray[np.int32]:
    """The step of each ratio >= 0: 1 from 2 ** -4, then one more for each factor of two; to be cut to 0 to LEVELS.

    The binary exponent is read from the bits of the number (IEEE 754), which is many times faster than a logarithm.
    """
    steps: NDArray[np.int32] = (ratios.view(np.int32) >> 23) - (127 + _LOWEST - 1)
    return steps


def _counts(words: Words, start: int, end: int) -> tuple[Floats, Ints]:
    """Uses of each type in each of some sentences, and the types."""
    end = max(start, end)
    ids = words.ids[words.offsets[start] : words.offsets[end]]
    types, place = distinct(ids)
    rows = np.repeat(np.arange(end - start), words.counts[start:end])
    flat = np.bincount(rows * len(types) + place, minlength=(end - start) * len(types))
    return flat.reshape(end - start, len(types)).astype(np.float32), types


def features(
    level: Level, band: Band, block: Block, associations: Associations, nodes: Floats | None = None
) -> NDArray[np.float32]:
    """All features of a block, for training.

    Returns:
        An array (shapes, rows, columns, features).
    """
    window = _Window(level, band, block)
    shape = len(window.shapes), len(window.ends_i), len(window.ends_j)
    table = np.zeros((*shape, len(FEATURES)), np.float32)
    steps = (np.arange(LEVELS + 1) >= np.arange(1, LEVELS + 1)[:, None]).astype(np.float32)
    for number, values in enumerate(window.lexical(associations, steps, steps)):
        table[..., number] = values
    for name, values in _others(window, nodes):
        table[..., _PLACE[name]] = values
    for number, bead in enumerate(window.shapes):
        table[number, ..., _PLACE[shape_name(bead)]] = 1
    return table


def scores(
    level: Level, band: Band, block: Block, associations: Associations, weights: Weights, nodes: Floats | None = None
) -> Floats:
    """The scores of the beads of a block.

    Returns:
        An array (shapes, rows, columns), in nats.
    """
    window = _Window(level, band, block)
    total = np.array([weights[shape_name(bead)] for bead in window.shapes], np.float32)[:, None, None] + np.zeros(
        (1, len(window.ends_i), len(window.ends_j)), np.float32
    )
    target_steps, source_steps = (
        np.cumsum([0.0, *(weights[f"{side} word {step}"] for step in range(1, LEVELS + 1))])[None].astype(np.float32)
        for side in ("target", "source")
    )
    for values in window.lexical(associations, target_steps, source_steps):
        total += values
    for name, values in _others(window, nodes):
        weight = weights[name]
        if weight:
            total += np.float32(weight) * values
    return total


def _others(window: _Window, nodes: Floats | None) -> Iterator[tuple[str, Floats]]:
    yield from window.surface()
    yield from window.structure()
    if nodes is not None:
        yield from _node_features(nodes, window.shapes)


def _node_features(nodes: Floats, shapes: Sequence[tuple[int, int]]) -> Iterator[tuple[str, Floats]]:
    """What the pass over clauses says of boundaries: how probable it is that the cells are passed.

    Args:
        nodes: Probabilities of the cells (rows, columns) from ``MOST_SOURCE`` rows and ``MOST_TARGET`` columns before
            the block on.
        shapes: The shapes of the band.
    """
    here = nodes[MOST_SOURCE:, MOST_TARGET:]
    yield "clauses", np.log(here + 1e-3)[None]
    yield "clauses sure", (here > 0.5).astype(np.float32)[None]
    shape = len(shapes), *here.shape
    split, surely = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    inner: dict[tuple[int, int], Floats] = {}
    for k, (m, n) in enumerate(shapes):
        if m > 1 and n > 1:
            best = np.zeros(here.shape, np.float32)
            for a in range(1, m):
                for b in range(1, n):
                    cell = inner.get((a, b))
                    if cell is None:
                        cell = inner[a, b] = nodes[
                            MOST_SOURCE - a : nodes.shape[0] - a, MOST_TARGET - b : nodes.shape[1] - b
                        ]
                    np.maximum(best, cell, out=best)
            split[k], surely[k] = np.log(1.01 - best), np.log(best + 1e-3)
    yield "clauses split", split
    yield "clauses split surely", surely


_PLACE: Final = {name: number for number, name in enumerate(FEATURES)}
