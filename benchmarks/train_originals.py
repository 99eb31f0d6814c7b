"""The weights of :mod:`align.alignment.certainty`, made again from the development sets.

usage: python -m benchmarks.train_originals EVAL_FOLDER [--scenes N]

Scenes are drawn as in :mod:`benchmarks.originals`, with other seeds. Each set counts as much as any other. Prints how
well weights from the other sets do on each set, then those from all.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.alignment.certainty import FEATURES, block_spans, features
from align.alignment.originals import located
from benchmarks.alignment import Texts, read_set, table
from benchmarks.originals import SETS, scene_of

FIRST_SEED = 100
RIDGE = 0.1
DIVIDED = 0.85  # share of the passages of a scene that begin a block
LEVELS = (0.5, 0.7, 0.8, 0.9)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was found in scenes of a set.

    Attributes:
        name: Of the set.
        rows: Features of the bead of each unit that was found.
        right: Whether its source is right, 0 or 1.
        wanted: Units that have an original.
    """

    name: str
    rows: Floats
    right: Floats
    wanted: int


def drawn(texts: Texts, scenes: int) -> Drawn:
    """Find originals in scenes of a set."""
    rows: list[Floats] = []
    right: list[float] = []
    wanted = 0
    chance = random.Random(FIRST_SEED)
    for seed in range(FIRST_SEED, FIRST_SEED + scenes):
        scene = scene_of(texts, seed)
        wanted += sum(told is not None for told in scene.truth)
        # Paragraphs hold more than one quotation, and words of the author between them.
        blocks = frozenset(k for k in scene.blocks if not k or chance.random() < DIVIDED)
        found = located(
            scene.texts, scene.units, source_lang=texts.source_lang, target_lang=texts.target_lang, blocks=blocks
        )
        spans = block_spans(blocks, len(scene.units))
        for passage, alignment in found:
            beads = [bead for bead in alignment.beads if bead.source and bead.target]
            for bead, row in zip(beads, features(passage, alignment, spans), strict=True):
                source = {passage.start + i for i in bead.source}
                for unit in bead.target:
                    told = scene.truth[passage.unit + unit]
                    rows.append(row)
                    right.append(float(told is not None and told[0] == passage.text and not told[1].isdisjoint(source)))
    return Drawn(texts.name, np.array(rows), np.array(right), wanted)


def trained(sets: list[Drawn]) -> Floats:
    """Bias and weights (logistic regression by Newton's method, a ridge on the weights of scaled features)."""
    rows = np.concatenate([one.rows for one in sets])
    right = np.concatenate([one.right for one in sets])
    share = np.concatenate([np.full(len(one.rows), 1000 / len(one.rows)) for one in sets])
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scaled = np.column_stack([np.ones(len(rows)), (rows - mean) / scale])
    weights = np.zeros(scaled.shape[1])
    ridge = np.diag([0.0] + [RIDGE] * len(FEATURES))
    for _ in range(50):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (share * (right - likely)) - ridge @ weights
        weights += np.linalg.solve((scaled.T * (share * likely * (1 - likely))) @ scaled + ridge, slope)
    plain = weights[1:] / scale
    return np.concatenate([[weights[0] - plain @ mean], plain])


def judged(one: Drawn, weights: Floats) -> list[str]:
    """Precision and recall of a set above each level."""
    likely = 1 / (1 + np.exp(-(one.rows @ weights[1:] + weights[0])))
    told = []
    for level in LEVELS:
        right = one.right[likely >= level]
        told.append(f"{right.mean():.3f} / {right.sum() / one.wanted:.3f}")
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scenes", type=int, default=10)
    arguments = parser.parse_args()
    sets = [drawn(read_set(arguments.folder / "alignment" / name), arguments.scenes) for name in SETS]
    rows = [
        [one.name, f"{one.right.sum() / one.wanted:.3f}", *judged(one, trained([o for o in sets if o is not one]))]
        for one in sets
    ]
    table(("set", "recall of all", *(f"precision / recall from {level}" for level in LEVELS)), rows)
    bias, *weights = trained(sets).tolist()
    print(f"\n_BIAS: Final = {bias:.4f}\n_WEIGHTS: Final = ({', '.join(f'{weight:.4f}' for weight in weights)})")


if __name__ == "__main__":
    main()
