"""How likely the words of one side of each bead are beside its other side, read in several ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import prefix
from align.alignment.steps import steps

__all__ = ["Axis", "Readings", "read"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Readings(NamedTuple):
    """Ways to sum up how likely the words of one side are beside the other side; each is a sum of three parts.

    Attributes:
        steps: (k, LEVELS + 1): what a word of each step is worth; a word of step 0 is no likelier than anywhere.
        sentences: (k): what the mean step of the words of a sentence is worth, for each sentence.
        mean: (k): what the mean step of all words is worth, times the sentences of both sides: a sum over words favours
            long sentences, a mean does not, and beads of more sentences take the place of more others.
    """

    steps: Floats
    sentences: Floats
    mean: Floats


class Axis(NamedTuple):
    """One side of the beads that end in some cells.

    Attributes:
        sizes: For each shape how many sentences it takes.
        counts: (sentences, types): uses of each type in each sentence of a window.
        first: The first sentence of the window.
        limit: The sentence that no bead begins before.
        start: The first end of beads that is looked at.
        stop: Behind the last.
        ends: For each cell the end of its beads.
    """

    sizes: Ints
    counts: Floats
    first: int
    limit: int
    start: int
    stop: int
    ends: Ints


def read(readings: Readings, ratios: Floats, ours: Axis, theirs: Axis) -> Floats:
    """Readings of the words of one side ("theirs") beside those of the other ("ours").

    Args:
        readings: k of them.
        ratios: How many times likelier each type of theirs is beside each of ours than anywhere: (ours, theirs).
        ours: The one side.
        theirs: The other.

    Returns:
        An array (k, shapes, cells); 0 for beads with an empty side.
    """
    found = np.zeros((len(readings.mean), len(ours.sizes), len(ours.ends)), np.float32)
    words = theirs.counts.sum(axis=1)
    before = prefix(words)
    # Where beads end and begin in tables of (their sentences, our ends).
    width = ours.stop - ours.start
    place = ours.ends - ours.start
    many = np.arange(int(theirs.sizes.max(initial=0)) + 1)[:, None]
    ends = theirs.ends - theirs.first
    begins = np.maximum(theirs.ends - many, theirs.limit) - theirs.first
    lengths = np.maximum(before[ends] - before[begins], 1).astype(np.float32)
    end, begin = ends * width + place, begins * width + place
    for size, reached in enumerate(_steps_beside(ours, ratios), 1):
        shapes = np.flatnonzero((ours.sizes == size) & (theirs.sizes > 0))
        sizes = theirs.sizes[shapes]
        starts = begin[sizes]
        levels = theirs.counts @ reached.T.astype(np.float32)
        for k, value in enumerate(readings.steps):
            worth = (
                theirs.counts @ np.take(value, reached).T if value.any() else np.zeros((len(words), width), np.float32)
            )
            if readings.sentences[k]:
                worth += readings.sentences[k] * levels / np.maximum(words, 1)[:, None]
            along = _prefix(worth)
            found[k, shapes] = along[end] - along[starts]
            if readings.mean[k]:
                along = _prefix(levels)
                each = (readings.mean[k] * (size + sizes)).astype(np.float32)[:, None] / lengths[sizes]
                found[k, shapes] += (along[end] - along[starts]) * each
    return found


def _prefix(values: Floats) -> Floats:
    """Sums of all that stands before each row, one row behind the other."""
    sums = np.zeros((len(values) + 1, values.shape[1]), np.float32)
    np.cumsum(values, axis=0, out=sums[1:])
    return sums.ravel()


def _steps_beside(ours: Axis, ratios: Floats) -> Iterator[NDArray[np.int32]]:
    """For beads of 1, 2, ... of our sentences, the steps of their words: (our ends, their types)."""
    most = int(ours.sizes.max(initial=0))
    single = np.zeros((most + len(ours.counts) + 1, ratios.shape[1]), np.float32)
    np.matmul(ours.counts, ratios, out=single[most:-1])
    words = np.concatenate([np.zeros(most), ours.counts.sum(axis=1), [0.0]]).astype(np.float32)
    ends = np.arange(ours.start, ours.stop) - ours.first
    beside, many = np.zeros((len(ends), ratios.shape[1]), np.float32), np.ones(len(ends), np.float32)
    for size in range(1, most + 1):
        last = ends + (most - size)  # sentences before the window count nothing
        beside += single[last]
        many += words[last]
        yield steps(beside / many[:, None])
