"""Why a bead was made: what spoke for it, by kind of evidence, and the words that match best."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.associations import Associations
from align.alignment.band import Band
from align.alignment.lattice import PAD, Block, Level, blocks, features
from align.alignment.nodes import Nodes
from align.alignment.weights import Weights, part_of
from align.model import Evidence

__all__ = ["Explainer"]

_MATCHES: Final = 8  # matches that are shown


@dataclass
class Explainer:
    """What the final pass saw; beads are best asked for in order."""

    level: Level
    band: Band
    associations: Associations
    weights: Weights
    nodes: Nodes
    _last: tuple[Block, NDArray[np.float32]] | None = field(default=None, init=False, repr=False)

    def why(self, part: int, begin: tuple[int, int], end: tuple[int, int]) -> Evidence:
        """The evidence for a bead.

        Args:
            part: The number of its part in the band.
            begin: The cell where it begins.
            end: The cell where it ends.
        """
        shape = self.band.shapes.index((end[0] - begin[0], end[1] - begin[1]))
        block = self._block(part, end[0])
        first = self.band.starts[block.row]
        cell = int(self.band.cells_at(part, np.array([end[0]]), np.array([end[1]]))[0] - first)
        values = self._table(block)[shape, cell]
        parts: dict[str, float] = {}
        for name, value in zip(self.level.features, values.tolist(), strict=True):
            if value:
                kind = part_of(name)
                parts[kind] = parts.get(kind, 0.0) + value * self.weights[name]
        return Evidence(tuple((kind, round(value, 4)) for kind, value in parts.items()), self._matches(begin, end))

    def _block(self, part: int, i: int) -> Block:
        """The block that a bead was scored in."""
        row = int(self.band.first[part]) + i - self.band.parts[part].i
        return self._blocks[bisect_right(self._blocks, row, key=lambda block: block.row) - 1]

    @cached_property
    def _blocks(self) -> list[Block]:
        return list(blocks(self.band))

    def _table(self, block: Block) -> NDArray[np.float32]:
        if self._last is None or self._last[0] != block:
            self._last = block, features(self.level, self.band, block, self.associations, self.nodes)
        return self._last[1]

    def _matches(self, begin: tuple[int, int], end: tuple[int, int]) -> tuple[tuple[str, str, float], ...]:
        """The pairs of words that are the most times likelier together than apart: source, target, log of how many."""
        source, target = self.level.source, self.level.target
        ours = np.unique(source.ids[source.offsets[begin[0]] : source.offsets[end[0]]])
        theirs = np.unique(target.ids[target.offsets[begin[1]] : target.offsets[end[1]]])
        without = int(self.level.owners[begin[0]]) - PAD, int(self.level.owners[end[0]]) + PAD + 1
        ratios = self.associations.ratios(ours, theirs, without)
        found = []
        for _ in range(min(_MATCHES, *ratios.shape)):
            row, column = np.unravel_index(int(ratios.argmax()), ratios.shape)
            ratio = float(ratios[row, column])
            if ratio <= 1:
                break
            found.append((source.types[ours[row]], target.types[theirs[column]], round(float(np.log(ratio)), 4)))
            ratios[row], ratios[:, column] = 0.0, 0.0
        return tuple(found)
