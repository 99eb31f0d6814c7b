"""The steps of the lexical aligner: levels, bands and scores of a job. :mod:`align.alignment.lexical` calls them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.associations import Associations
from align.alignment.band import Band, Part
from align.alignment.coarse import chain
from align.alignment.job import Job
from align.alignment.lattice import Level
from align.alignment.lexicon import Links
from align.alignment.surface import Surface
from align.alignment.weights import FEW_SHAPES
from align.model import Bead

__all__ = [
    "FINAL",
    "beads_of",
    "clause_band",
    "clause_level",
    "first_band",
    "sentence_level",
]

Ints = NDArray[np.int64]

_WIDE: Final = 14  # sentences on either side of the coarse path that the first pass looks at
_WIDER: Final = 28  # where the coarse path has few links
_FEW: Final = 6  # sentences a link
_COVERED: Final = 3.0  # mean step of the words of beads, before anything is known
_ENOUGH: Final = 2.0  # beads that this is worth
_LEAST: Final = 0.5  # texts whose words are covered less are all alike
_CLAUSES: Final = 12
_CLAUSE_VARIANCE: Final = 0.8
FINAL: Final = 6


def sentence_level(job: Job, beads: Sequence[Bead] = (), taught: Associations | None = None) -> Level:
    """The texts sentence by sentence.

    Args:
        job: The texts.
        beads: Those of a first pass: lengths are compared as theirs, else as the texts' own.
        taught: What those beads taught.
    """
    source, target = job.source.sentences, job.target.sentences
    ratio, variance, habits = _models(job, source, target, beads)
    return Level(
        job.source.words.merged(job.source.starts[:-1]),
        job.target.words.merged(job.target.starts[:-1]),
        source,
        target,
        job.source.breaks,
        job.target.breaks,
        np.arange(len(job.source.starts)),
        ratio,
        variance,
        habits,
        _covered(job, taught),
    )


def _covered(job: Job, taught: Associations | None) -> NDArray[np.float64]:
    """How well the words of each part are covered: as those of the texts that it belongs to."""
    many = max(job.documents, default=-1) + 1
    sums, beads = np.full((many, 2), _COVERED * _ENOUGH), np.full(many, float(_ENOUGH))
    if taught is not None and taught.learned is not None:
        owner = _documents(job)[taught.learned.first]
        beads += np.bincount(owner, minlength=many)
        for side, levels in enumerate(taught.levels()):
            sums[:, side] += np.bincount(owner, levels, many)
    found: NDArray[np.float64] = (sums / beads[:, None])[np.array(job.documents, np.int64)]
    return np.maximum(found, _LEAST)


def _documents(job: Job) -> Ints:
    """The pair of texts that each source sentence belongs to."""
    document = np.zeros(len(job.source.starts), np.int64)
    for part, number in zip(job.parts, job.documents, strict=True):
        document[part.i : part.i_end] = number
    return document


_VARIANCE: Final = 6.0
_MERGED: Final = 0.33  # sentences more than two that a bead has on average
_ALONE: Final = 0.02


def _models(
    job: Job, source: Surface, target: Surface, beads: Sequence[Bead]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Ratio and variance of lengths and habits of each part: those of the pair of texts that it belongs to."""
    many = max(job.documents, default=-1) + 1
    document = _documents(job)
    ours, theirs = np.full(many, 1.0), np.full(many, 1.0)
    for part, number in zip(job.parts, job.documents, strict=True):
        if not beads:
            ours[number] += source.lengths[part.i : part.i_end].sum()
            theirs[number] += target.lengths[part.j : part.j_end].sum()
    whole = [bead for bead in beads if bead.source and bead.target]
    here = np.array([source.lengths[bead.source[0] : bead.source[-1] + 1].sum() for bead in whole])
    there = np.array([target.lengths[bead.target[0] : bead.target[-1] + 1].sum() for bead in whole])
    owner = document[[bead.source[0] for bead in whole]] if whole else np.zeros(0, np.int64)
    ours += np.bincount(owner, here, many)
    theirs += np.bincount(owner, there, many)
    ratio = theirs / ours
    variance = np.full(many, _VARIANCE)
    if whole:
        expected = here * ratio[owner]
        squares = np.minimum((there - expected) ** 2 / ((there + expected) / 2 + 1), 60.0)
        variance = (np.bincount(owner, squares, many) + 8 * _VARIANCE) / (np.bincount(owner, minlength=many) + 8)
    habits = np.zeros((many, 2))
    if beads:
        beyond_two = np.array([len(bead.source) + len(bead.target) - 2.0 for bead in whole])
        merged, found = np.bincount(owner, beyond_two, many), np.bincount(owner, minlength=many)
        habits[:, 0] = np.log((merged + 1.0) / (found + 3.0) / _MERGED)
        habits[:, 1] = np.log((_lone(job, beads, many) + 0.1) / (found + 5.0) / _ALONE)
    places = np.array(job.documents, np.int64)
    return ratio[places], variance[places], habits[places]


def _lone(job: Job, beads: Sequence[Bead], documents: int) -> NDArray[np.int64]:
    """How many sentences of each document have no counterpart."""
    ours = np.array([bead.source[0] for bead in beads if not bead.target], np.int64)
    theirs = np.array([bead.target[0] for bead in beads if not bead.source], np.int64)
    owners = np.array(job.documents, np.int64)
    ends = np.array([[part.i_end, part.j_end] for part in job.parts], np.int64).reshape(-1, 2)
    found = np.concatenate([np.searchsorted(ends[:, 0], ours, "right"), np.searchsorted(ends[:, 1], theirs, "right")])
    return np.bincount(owners[found], minlength=documents)


def first_band(level: Level, parts: Sequence[Part], prior: Links, further: Sequence[Ints] = ()) -> Band:
    """The band of the first pass.

    Args:
        level: The texts sentence by sentence.
        parts: The parts to look at.
        prior: Which words translate which.
        further: For each part pairs of sentences that something else than words connects, (k, 2); or nothing.
    """
    points = [chain(level.source, level.target, prior, part, more) for part, more in zip_longest(parts, further)]
    widths = [
        _WIDER if len(found) * _FEW < min(part.i_end - part.i, part.j_end - part.j) else _WIDE
        for part, found in zip(parts, points, strict=True)
    ]
    return Band.around(parts, points, widths, FEW_SHAPES)


def beads_of(paths: Sequence[Ints]) -> list[Bead]:
    """The beads between the cells of paths."""
    return [
        Bead(tuple(range(i, i_end)), tuple(range(j, j_end)))
        for path in paths
        for (i, j), (i_end, j_end) in zip(path[:-1].tolist(), path[1:].tolist(), strict=True)
    ]


def clause_level(job: Job, sentences: Level) -> Level:
    """The texts clause by clause."""
    s_starts, t_starts = job.source.starts, job.target.starts
    return Level(
        job.source.words,
        job.target.words,
        job.source.surface,
        job.target.surface,
        _spread(job.source.breaks, s_starts),
        _spread(job.target.breaks, t_starts),
        np.repeat(np.arange(len(s_starts)), np.append(np.diff(s_starts), 1)),
        sentences.ratio,
        sentences.variance * _CLAUSE_VARIANCE,
        sentences.habits,
        sentences.covered,
    )


def _spread(values: NDArray[np.float64], starts: Ints) -> NDArray[np.float64]:
    spread = np.zeros(starts[-1] + 1)
    spread[starts] = values
    return spread


def clause_band(starts: tuple[Ints, Ints], parts: Sequence[Part], paths: Sequence[Ints]) -> Band:
    """The band of the pass over clauses, around the paths of the first pass.

    Args:
        starts: For each source and each target sentence its first clause.
        parts: The parts, in sentences.
        paths: For each part the cells that the first pass goes through.
    """
    ours, theirs = starts
    divided = [Part(*ours[[p.i, p.i_end]].tolist(), *theirs[[p.j, p.j_end]].tolist()) for p in parts]
    points = [np.stack([ours[path[:, 0]], theirs[path[:, 1]]], axis=1) for path in paths]
    return Band.around(divided, points, _CLAUSES, FEW_SHAPES)
