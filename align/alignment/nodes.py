"""How probable it is that the pass over clauses goes through the cells of a band of sentences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.alignment.band import Band

__all__ = ["Nodes"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Nodes:
    """Probabilities of the cells of a band; and a 0 behind them, for what lies outside of it."""

    band: Band
    values: NDArray[np.float32]

    @classmethod
    def of(cls, starts: tuple[Ints, Ints], band: Band, clauses: Band, probabilities: NDArray[np.float64]) -> Nodes:
        """The nodes of a band of sentences.

        Args:
            starts: For each source and each target sentence its first clause.
            band: The band of sentences.
            clauses: The band that the pass over clauses looked at.
            probabilities: Of each of its cells.
        """
        values, known = np.zeros(band.cells + 1, np.float32), np.append(probabilities, 0.0)
        for number, part in enumerate(band.parts):
            rows = band.rows_of(number)
            row, column = band.grid(rows)
            cells = clauses.cells_at(number, starts[0][row - rows.start + part.i], starts[1][column])
            values[band.starts[rows.start] : band.starts[rows.stop]] = known[cells]
        return cls(band, values)

    def at(self, part: int, i: Ints, j: Ints) -> NDArray[np.float32]:
        """The probabilities of cells of a part; 0 outside of the band."""
        found: NDArray[np.float32] = self.values[self.band.cells_at(part, i, j)]
        return found
