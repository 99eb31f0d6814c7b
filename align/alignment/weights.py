"""The numbers that the lexical aligner has learned: one set a pass, for all pairs of languages.

``data/weights.json`` is made by ``benchmarks/train_aligner.py``, and what vectors weigh by
``benchmarks/train_vectors.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from align.alignment.surface import EDGES, MARKS

__all__ = [
    "FEATURES",
    "FEW_SHAPES",
    "LEVELS",
    "OPENING",
    "SHAPES",
    "VECTORS",
    "WORDS",
    "Weights",
    "calibration",
    "load_weights",
    "part_of",
    "shape_name",
]

SHAPES: Final = (
    *((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (3, 3), (2, 4), (4, 2)),
    *((1, 5), (5, 1), (1, 6), (3, 4), (4, 3), (4, 4), (2, 5), (5, 2), (1, 0), (0, 1)),
)
"""How many source and target sentences a bead may have; the last two leave a sentence alone."""
FEW_SHAPES: Final = tuple(shape for shape in SHAPES if sum(shape) <= 5)
"""Those that the passes before the last one look for: as good for finding the way, and half the work."""

LEVELS: Final = 12
"""Steps of how much likelier a word is beside what translates it; one step is a factor of two."""


def shape_name(shape: tuple[int, int]) -> str:
    """Such as ``1-2``."""
    return f"{shape[0]}-{shape[1]}"


WORDS: Final = (*(f"word {step}" for step in range(LEVELS + 1)), "sentences", "mean")
"""What is looked at in the words of a side: how many reach each step (all reach step 0), the mean step of each of its
sentences, and the mean step of all, times the sentences of the bead."""

FEATURES: Final = (
    *(f"{side} {name}" for side in ("target", "source") for name in WORDS),
    "length z",
    "length near",
    "length z2",
    "length ratio",
    *(f"marks {marks[0]}" for marks in MARKS),
    *(f"edge {edge}" for edge in EDGES),
    *(f"{mark} inside {side}" for side in ("source", "target") for mark in ("closed", "turn")),
    "quotation",
    "skipped source",
    "skipped target",
    "break at one side",
    "break inside",
    "habit merged",
    "habit skipped",
    "clauses",
    "clauses sure",
    "clauses split",
    "clauses split surely",
    *(shape_name(shape) for shape in SHAPES),
)
"""What is looked at in a bead, by name."""

VECTORS: Final = ("vectors", "vectors whole", "vectors edge", "vectors beyond", "vectors split")
"""What is looked at besides where there are sentence vectors, which only the aligner ``embed`` does."""

OPENING: Final = "opening"
"""What the first of a run of beads with an empty side weighs besides."""

_PARTS: Final = {
    "lexical": ("target ", "source "),
    "length": ("length",),
    "punctuation": ("marks", "edge", "quotation", "closed", "turn"),
    "structure": ("break", "skipped"),
    "clauses": ("clauses",),
    "vectors": ("vectors",),
    "shape": ("habit", *(shape_name(shape) for shape in SHAPES)),
}


_STRUCTURE: Final = {"break at one side": -0.7, "break inside": -1.5}
"""Not learned: the development sets say nothing of paragraphs. Soft, so that words and lengths can overrule them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of features, and of :data:`OPENING`, in nats; a feature that is not named weighs nothing."""

    values: Mapping[str, float]

    def __getitem__(self, feature: str) -> float:
        return self.values.get(feature, 0.0)


@cache
def _learned() -> dict[str, Any]:
    text = (files("align.alignment") / "data" / "weights.json").read_text("utf-8")
    learned: dict[str, Any] = json.loads(text)
    return learned


@cache
def load_weights(stage: str, *, vectors: bool = False) -> Weights:
    """The learned weights of a pass.

    Args:
        stage: ``sentences`` (the first pass), ``clauses`` or ``final``.
        vectors: Whether sentence vectors are looked at, too, as in all passes but that over clauses.
    """
    further = _learned()[f"{stage}-embed"] if vectors else {}
    return Weights({**_STRUCTURE, **_learned()[stage], **further})


def calibration(*, vectors: bool = False) -> tuple[float, float]:
    """Slope and offset that turn the log-odds of a posterior into those of a bead's being right."""
    slope, offset = _learned()["confidence-embed" if vectors else "confidence"]
    return slope, offset


def part_of(feature: str) -> str:
    """The kind of evidence that a feature belongs to."""
    return next(part for part, starts in _PARTS.items() if feature.startswith(starts))
