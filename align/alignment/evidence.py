"""Why a bead was made: what spoke for it, by kind of evidence, and the words that match best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from align.alignment.associations import Associations
from align.alignment.band import Band
from align.alignment.lattice import PAD, Block, Level, features
from align.alignment.passes import Nodes
from align.alignment.weights import FEATURES, SHAPES, Weights, part_of
from align.model import Evidence

__all__ = ["Explainer"]

_MATCHES: Final = 8  # matches that are shown


@dataclass(frozen=True, slots=True)
class Explainer:
    """What the final pass saw."""

    level: Level
    band: Band
    associations: Associations
    weights: Weights
    nodes: Nodes

    def why(self, part: int, begin: tuple[int, int], end: tuple[int, int]) -> Evidence:
        """The evidence for a bead.

        Args:
            part: The number of its part in the band.
            begin: The cell where it begins.
            end: The cell where it ends.
        """
        shape = SHAPES.index((end[0] - begin[0], end[1] - begin[1]))
        row = int(self.band.first[part]) + end[0] - self.band.parts[part].i
        block = Block(part, row, end[0], end[0] + 1, end[1], end[1] + 1)
        table = features(self.level, self.band, block, self.associations, self.nodes.around(block))[shape, 0, 0]
        parts: dict[str, float] = {}
        for name, value in zip(FEATURES, table.tolist(), strict=True):
            if value:
                kind = part_of(name)
                parts[kind] = parts.get(kind, 0.0) + value * self.weights[name]
        return Evidence(tuple((kind, round(value, 4)) for kind, value in parts.items()), self._matches(begin, end))

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
