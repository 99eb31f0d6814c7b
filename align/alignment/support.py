"""Whether words speak for an alignment at all: two texts of as many sentences always have one that looks neat."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.associations import Associations
from align.alignment.lattice import PAD, Level

__all__ = ["support"]

Ints = NDArray[np.int64]

_BEADS: Final = 24  # beads that are looked at


def support(level: Level, associations: Associations, path: Ints) -> float:
    """How much more of the words of beads match than of the words of sentences that do not belong together.

    Args:
        level: The sentences.
        associations: What is known of words; what beads taught about themselves is left out.
        path: The cells that the beads lie between, (k, 2).

    Returns:
        The share of target words that are likelier beside their source, less that beside some other source of the same
        text: about 0 for texts that are no translations of each other, -1 to 1; 0 if there are fewer than two beads.
    """
    steps = np.diff(path, axis=0)
    whole = np.flatnonzero((steps > 0).all(axis=1))
    if len(whole) < 2:
        return 0.0
    chosen = whole[np.unique(np.linspace(0, len(whole) - 1, _BEADS).astype(np.int64))]
    others = np.roll(chosen, len(chosen) // 2)
    own = [_share(level, associations, path, bead, bead) for bead in chosen.tolist()]
    strange = [_share(level, associations, path, b, o) for b, o in zip(chosen.tolist(), others.tolist(), strict=True)]
    return float(np.mean(own) - np.mean(strange))


def _share(level: Level, associations: Associations, path: Ints, ours: int, theirs: int) -> float:
    """The share of the target words of a bead that are likelier beside the source of another than anywhere."""
    i, i_end = path[ours : ours + 2, 0].tolist()
    j, j_end = path[theirs : theirs + 2, 1].tolist()
    source, target = level.source, level.target
    words = np.unique(source.ids[source.offsets[i] : source.offsets[i_end]])
    targets = np.unique(target.ids[target.offsets[j] : target.offsets[j_end]])
    if not (len(words) and len(targets)):
        return 0.0
    owner = path[theirs, 0].item()
    low, high = min(i, owner), max(i_end, path[theirs + 1, 0].item())
    without = (i - PAD, i_end + PAD) if ours == theirs else (low, high)
    ratios = associations.ratios(words, targets, without)
    return float((ratios.sum(axis=0) > len(words) + 1).mean())
