"""What beads show without their words being read: lengths, marks, quotations, blocks, and what clauses say.

Features of all beads that end in some cells of a band: arrays (shapes, cells), or (1, cells) where the shape does not
matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import prefix
from align.alignment.band import Band
from align.alignment.nodes import Nodes
from align.alignment.surface import EDGES, MARKS, Surface

__all__ = ["Feature", "Outer"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Feature(NamedTuple):
    """A feature of beads; if ``paired``, one of those with two sides only, whatever ``values`` say of the others."""

    name: str
    values: Floats
    paired: bool = False


class _Side:
    """One side of the beads that end in some cells.

    Attributes:
        ends: Of each cell the sentence behind the beads, counted from ``first``.
        begins: (sizes, cells): where beads of 0, 1, ... sentences begin; never before the part.
    """

    def __init__(self, sizes: Ints, ends: Ints, start: int) -> None:
        self.sizes = sizes
        many = np.arange(int(sizes.max(initial=0)) + 1)[:, None]
        self.first = max(start, int(ends.min(initial=start)) - len(many) + 1)
        self.last = int(ends.max(initial=start))
        self.ends = ends - self.first
        self.begins = np.maximum(self.ends - many, start - self.first)

    def sums(self, values: NDArray[np.float64]) -> Floats:
        """The sum of the values of the sentences of each bead."""
        return self._within(values, self.begins, self.ends)

    def inside(self, values: NDArray[np.float64]) -> Floats:
        """The sum of the values of the boundaries within each bead, told by the sentence behind each."""
        return self._within(values, np.minimum(self.begins + 1, self.ends), self.ends)

    def _within(self, values: NDArray[np.float64], begins: Ints, ends: Ints) -> Floats:
        sums = prefix(values[self.first : self.last])
        found: Floats = (sums[ends] - sums[begins]).astype(np.float32)
        return found

    def at_begin(self, values: NDArray[np.float64]) -> Floats:
        """The value of the first sentence of each bead."""
        return self._at(values, self.begins)

    def at_end(self, values: NDArray[np.float64]) -> Floats:
        """The value of the last sentence before each cell."""
        return self._at(values, self.ends - 1)

    def _at(self, values: NDArray[np.float64], places: Ints) -> Floats:
        some = values[self.first : self.last]
        if not len(some):
            return np.zeros(places.shape, np.float32)
        found: Floats = some[np.clip(places, 0, len(some) - 1)].astype(np.float32)
        return found

    def boundary(self, values: NDArray[np.float64]) -> Floats:
        """The value of the boundary that each cell is."""
        found: Floats = values[self.ends + self.first].astype(np.float32)
        return found


class Outer:
    """The outer features of the beads that end in some rows of one part.

    Args:
        surfaces: How the sentences of both sides look.
        breaks: Where blocks of text begin, on both sides: 1 at the boundary before a sentence.
        model: Of the part ratio and variance of lengths, and its habits (:class:`align.alignment.lattice.Level`).
        band: The band.
        part: The part.
        rows: The rows.
        nodes: What the pass over clauses says, if there was one.
    """

    def __init__(
        self,
        surfaces: tuple[Surface, Surface],
        breaks: tuple[NDArray[np.float64], NDArray[np.float64]],
        model: tuple[float, float, NDArray[np.float64]],
        band: Band,
        part: int,
        rows: range,
        nodes: Nodes | None,
    ) -> None:
        self.surfaces, self.breaks, self.model, self.band, self.nodes = surfaces, breaks, model, band, nodes
        row, column = band.grid(rows)
        self.part = part
        self.i = row - band.first[part] + band.parts[part].i
        self.j = column
        self.source = _Side(band.sources, self.i, band.parts[part].i)
        self.target = _Side(band.targets, self.j, band.parts[part].j)

    def features(self) -> Iterator[Feature]:
        """All of them but those of shapes."""
        yield from self._lengths()
        yield from self._marks()
        yield from self._quotations()
        yield from self._structure()
        if self.nodes is not None:
            yield from self._boundaries(self.nodes)

    def _lengths(self) -> Iterator[Feature]:
        ratio, variance, (merged, alone) = self.model
        sources, targets = self.band.sources, self.band.targets
        ours = self.source.sums(self.surfaces[0].lengths) * np.float32(ratio)
        theirs = self.target.sums(self.surfaces[1].lengths)
        expected, found = ours[sources], theirs[targets]
        difference = found - expected
        total = found + expected
        total *= np.float32(variance / 2)
        total += 1
        difference /= np.sqrt(total, out=total)
        yield Feature("length z", np.clip(difference, -2, 2), paired=True)
        difference *= difference
        yield Feature("length near", np.minimum(difference, 4), paired=True)
        yield Feature("length z2", np.minimum(difference, 20, out=difference), paired=True)
        logs = np.log(theirs + 3)[targets] - np.log(ours + 3)[sources]
        yield Feature("length ratio", np.abs(logs, out=logs), paired=True)
        if merged or alone:
            extra = (sources + targets - 2)[:, None] * np.float32(merged)
            yield Feature("habit merged", extra.astype(np.float32), paired=True)
            lone = ((sources == 0) | (targets == 0))[:, None] * np.float32(alone)
            yield Feature("habit skipped", lone.astype(np.float32))
        for name, sizes, skipped, lengths in (
            ("source", sources, targets == 0, ours / np.float32(ratio)),
            ("target", targets, sources == 0, theirs),
        ):
            values = np.zeros((len(sizes), len(self.i)), np.float32)
            values[skipped] = np.log1p(lengths[sizes[skipped]])
            yield Feature(f"skipped {name}", values)

    def _marks(self) -> Iterator[Feature]:
        source, target = self.surfaces
        for number, mark in enumerate(MARKS):
            ours, theirs = self.source.sums(source.marks[:, number]), self.target.sums(target.marks[:, number])
            if ours.any() or theirs.any():
                difference = ours[self.band.sources] - theirs[self.band.targets]
                np.abs(difference, out=difference)
                yield Feature(f"marks {mark[0]}", np.minimum(difference, 3, out=difference), paired=True)

    def _quotations(self) -> Iterator[Feature]:
        source, target = self.surfaces
        for number, name in enumerate(EDGES):
            ours, theirs = source.edges[:, number], target.edges[:, number]
            if name == "opens":
                difference = self.source.at_begin(ours)[self.band.sources]
                difference -= self.target.at_begin(theirs)[self.band.targets]
            else:
                difference = (self.source.at_end(ours) - self.target.at_end(theirs))[None]
            yield Feature(f"edge {name}", np.abs(difference, out=difference), paired=True)
        for side, sizes, surface, name in (
            (self.source, self.band.sources, source, "source"),
            (self.target, self.band.targets, target, "target"),
        ):
            for kind, values in zip(("closed", "turn"), _turns(surface), strict=True):
                inside = side.inside(values)
                if inside.any():
                    yield Feature(f"{kind} inside {name}", inside[sizes])
        if source.quoting and target.quoting:
            differ = self.source.boundary(source.inside) - self.target.boundary(target.inside)
            yield Feature("quotation", np.abs(differ)[None])

    def _structure(self) -> Iterator[Feature]:
        """Where blocks begin: nothing where one side has no blocks."""
        here, there = self.breaks
        if not (here.any() and there.any()):
            return
        yield Feature("break at one side", np.abs(self.source.boundary(here) - self.target.boundary(there))[None])
        inside = self.source.inside(here)[self.band.sources] + self.target.inside(there)[self.band.targets]
        yield Feature("break inside", inside)

    def _boundaries(self, nodes: Nodes) -> Iterator[Feature]:
        """What the pass over clauses says of boundaries: how probable it is that the cells are passed."""
        here = nodes.at(self.part, self.i, self.j)
        yield Feature("clauses", np.log(here + np.float32(1e-3))[None])
        yield Feature("clauses sure", (here > 0.5).astype(np.float32)[None])
        shape = len(self.band.shapes), len(here)
        split, surely = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        inner: dict[tuple[int, int], Floats] = {}
        for k, (m, n) in enumerate(self.band.shapes):
            if m > 1 and n > 1:
                best = np.zeros(len(here), np.float32)
                for a in range(1, m):
                    for b in range(1, n):
                        if (a, b) not in inner:
                            inner[a, b] = nodes.at(self.part, self.i - a, self.j - b)
                        np.maximum(best, inner[a, b], out=best)
                split[k], surely[k] = np.log(np.float32(1.01) - best), np.log(best + np.float32(1e-3))
        yield Feature("clauses split", split)
        yield Feature("clauses split surely", surely)


def _turns(surface: Surface) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Whether a quotation ends before each sentence, and whether another one begins there, too: the speaker changes."""
    closed = np.append(0.0, surface.edges[:, EDGES.index("closes")])[: len(surface.edges)]
    return closed, closed * surface.edges[:, EDGES.index("opens")]
