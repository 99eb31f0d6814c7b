"""How sure it is that the original of a unit was found.

The score of a bead says how sure the aligner is within the passage that it was given; whether that is the right
passage it cannot know. A logistic regression puts both together: the bead's score, what speaks for the passage, how
much of a block it covers, and what is said of the unit itself and of its neighbours. ``benchmarks/train_originals.py``
finds its weights again; docs/round-trip.md tells how well it does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.passages import Passage
from align.model import Alignment, Bead

__all__ = ["FEATURES", "block_spans", "certainties", "features"]

FEATURES: Final = ("bead", "passage", "covered", "own", "neighbours")
_BIAS: Final = -4.9324
_WEIGHTS: Final = (0.5455, 0.6423, 1.8473, 0.0877, 0.2668)
_SUREST: Final = 0.9999  # score of a bead that counts
_MOST: Final = 4.0  # nats of a neighbour that count


def block_spans(blocks: frozenset[int], units: int) -> list[tuple[int, int]]:
    """For each of some units where its block begins, and where the next one does.

    Args:
        blocks: Units that begin a block; the first one does in any case.
        units: Number of all units.
    """
    starts = sorted({0, *(k for k in blocks if 0 < k < units)})
    return [span for span in pairwise((*starts, units)) for _ in range(*span)]


def certainties(passage: Passage, alignment: Alignment, spans: Sequence[tuple[int, int]]) -> list[float]:
    """How sure each bead with both sides is, 0 to 1.

    Args:
        passage: Where the units were found.
        alignment: Of the passage's sentences and units.
        spans: The block of each unit (:func:`block_spans`).
    """
    values = features(passage, alignment, spans) @ np.array(_WEIGHTS) + _BIAS
    return [1 / (1 + math.exp(-min(max(value, -30.0), 30.0))) for value in values.tolist()]


def features(passage: Passage, alignment: Alignment, spans: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """What speaks for each bead with both sides: a row of :data:`FEATURES` for each.

    Args:
        passage: Where the units were found.
        alignment: Of the passage's sentences and units.
        spans: The block of each unit (:func:`block_spans`).
    """
    beads = [bead for bead in alignment.beads if bead.source and bead.target]
    own = np.zeros(len(passage.said) + 2)
    for bead in beads:
        for unit, said in _said(passage, bead):
            own[unit + 1] = said
    beside = np.minimum(own[:-2], _MOST) + np.minimum(own[2:], _MOST)
    rows = []
    for bead in beads:
        score = min(max(bead.score if bead.score is not None else 1.0, 1 - _SUREST), _SUREST)
        here = [*bead.target]
        rows.append(
            (
                math.log(score / (1 - score)),
                math.log1p(max(passage.evidence, 0.0)),
                _covered(passage, *spans[passage.unit + here[0]]),
                float(own[1:-1][here].mean()),
                float(beside[here].mean()),
            )
        )
    return np.array(rows).reshape(len(rows), len(FEATURES))


def _said(passage: Passage, bead: Bead) -> Iterator[tuple[int, float]]:
    """The units of a bead, and what its source says of each; of a bead of many sentences what the first of them say."""
    for unit in bead.target:
        said = passage.said[unit]
        windows = (said.alone if len(bead.target) == 1 else said.part)[: len(bead.source)]
        values = next((values for values in reversed(windows) if len(values) > bead.source[0]), None)
        yield unit, 0.0 if values is None else float(values[bead.source[0]])


def _covered(passage: Passage, begin: int, end: int) -> float:
    """Share of the units of a block that a passage has."""
    return (min(passage.unit_end, end) - max(passage.unit, begin)) / (end - begin)
