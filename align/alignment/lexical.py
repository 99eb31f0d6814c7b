"""The lexical aligner: what words translate each other decides, and how texts are built.

1. Words, dictionary and spelling give a coarse path (:mod:`align.alignment.coarse`), and a band around it.
2. A first pass over sentences; which words stand beside each other is learned from its beads.
3. A pass over clauses in a band around the first path: how probable it is that two sentence boundaries are one. A bag
   of words cannot tell to which neighbour a sentence belongs; the order of clauses can.
4. The final pass over sentences with those probabilities; its posteriors are the confidence of beads.

References:
    Gale and Church (1993), Computational Linguistics 19(1); Moore (2002), AMTA; Varga et al. (2005), RANLP; Sarawagi
    and Cohen (2004), NIPS (semi-Markov conditional random fields).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.alignment.associations import Associations, learn
from align.alignment.band import Band, Part
from align.alignment.evidence import Explainer
from align.alignment.fast import worthwhile
from align.alignment.job import Job
from align.alignment.lattice import Level, score_band
from align.alignment.lexicon import builtin_lexicon
from align.alignment.nodes import Nodes
from align.alignment.passes import (
    FINAL,
    beads_of,
    clause_band,
    clause_level,
    first_band,
    sentence_level,
)
from align.alignment.search import best_path, posterior
from align.alignment.stretches import Stretch, assemble
from align.alignment.support import support
from align.alignment.weights import calibration, load_weights
from align.errors import ArgumentError
from align.model import Alignment, Bead, Pair, Term, UserLexicon
from align.processes import mapping
from align.version import TOOL

if TYPE_CHECKING:
    from align.alignment.vectors import Vectors

__all__ = ["align_lexical", "calibrated"]

Ints = NDArray[np.int64]

_ENOUGH: Final = 8  # beads that texts must have to be called unrelated
_DOUBTFUL: Final = 0.35  # mean confidence below which texts are doubted
_UNSURE: Final = 0.7  # the same where their words do not speak for them either
_UNSUPPORTED: Final = 0.1  # support below which words do not speak for an alignment
_CHANCE: Final = 0.5  # support that vectors may give texts that are no translations: a path goes where they are alike


def align_lexical(
    pairs: Sequence[Pair],
    *,
    source_lang: str = "und",
    target_lang: str = "und",
    terms: Sequence[Term] = (),
    user_lexicon: UserLexicon | None = None,
    jobs: int = 1,
    explain: bool = False,
    vectors: bool = False,
) -> list[Alignment]:
    """Align pairs of texts by their words, lengths, punctuation and structure.

    What one pair teaches about words helps the others; the result does not depend on ``jobs``.

    Args:
        pairs: The texts, and what is known of them.
        source_lang: BCP 47 tag of the sources.
        target_lang: BCP 47 tag of the targets.
        terms: Terms; those of one concept translate each other.
        user_lexicon: Words and sentences that are known to translate each other.
        jobs: How many processes may work at once, >= 1.
        explain: Whether each bead is to say why it was made.
        vectors: Whether sentence vectors are looked at, too, which all pairs must have then.

    Returns:
        One alignment a pair; each bead has a calibrated confidence. Texts that seem to be unrelated get a note, and
        confidences of at most 0.5.

    Raises:
        ArgumentError: A pair contradicts itself, or ``jobs`` is less than 1.
    """
    if jobs < 1:
        raise ArgumentError(f"jobs {jobs} is less than 1")
    lexicon = builtin_lexicon(source_lang, target_lang)
    turn = lexicon is None and builtin_lexicon(target_lang, source_lang) is not None
    if turn and not any(pair.translation for pair in pairs):  # a machine translation is worth more than a dictionary
        turned = [pair.turned() for pair in pairs]
        found = align_lexical(
            turned,
            source_lang=target_lang,
            target_lang=source_lang,
            terms=terms,
            user_lexicon=user_lexicon and user_lexicon.turned(),
            jobs=jobs,
            explain=explain,
            vectors=vectors,
        )
        return [alignment.turned() for alignment in found]
    job, cut = Job.of(pairs, source_lang, target_lang, lexicon=lexicon, terms=terms, user_lexicon=user_lexicon)
    known = _vectors(pairs, cut, job) if vectors else None
    signature = f"{TOOL} {'embed' if vectors else 'lexical'} {source_lang}-{target_lang}"
    signature += " dictionary" if lexicon is not None else ""
    signature += " user-lexicon" if user_lexicon else ""
    results = _run(job, known, jobs, explain=explain)
    stretches: list[list[tuple[Stretch, _Found]]] = [[] for _ in pairs]
    for number, stretch in cut:
        stretches[number].append((stretch, next(results) if stretch.bead is None else _Found([], 0.0)))
    return [
        _assembled(pair, found, signature, dictionary=lexicon is not None)
        for pair, found in zip(pairs, stretches, strict=True)
    ]


class _Found(NamedTuple):
    """The beads of a part, and how much its words or vectors speak for them."""

    beads: list[Bead]
    support: float


def _assembled(
    pair: Pair,
    found: Sequence[tuple[Stretch, _Found]],
    signature: str,
    *,
    dictionary: bool,
) -> Alignment:
    """The alignment of a pair of texts from that of its stretches."""
    scores = [bead.score for _, part in found for bead in part.beads if bead.score and bead.source and bead.target]
    mean = sum(scores) / len(scores) if scores else 0.0
    total = sum(len(part.beads) for _, part in found)
    backing = sum(part.support * len(part.beads) for _, part in found) / max(total, 1)
    doubtful = total >= _ENOUGH and (mean < _DOUBTFUL or (backing < _UNSUPPORTED and (dictionary or mean < _UNSURE)))
    beads: list[Bead] = []
    for stretch, part in found:
        known = [replace(b, score=min(b.score or 0.0, 0.5)) for b in part.beads] if doubtful else part.beads
        beads += assemble(stretch, known)
    notes = []
    if doubtful and pair.source.sentences and pair.target.sentences:
        notes.append(
            "the texts seem not to be translations of each other: their words do not match; no confidence above 0.5 is"
            " given"
        )
    return Alignment(tuple(beads), signature, tuple(notes))


# Sentence vectors: their modules are imported only where there are some -----------------------------------------------


def _vectors(pairs: Sequence[Pair], cut: Sequence[tuple[int, Stretch]], job: Job) -> Vectors:
    from align.alignment.vectors import Vectors

    return Vectors.of(pairs, cut, (job.source.sentences, job.target.sentences))


def _links(vectors: Vectors | None, parts: Sequence[Part]) -> list[Ints]:
    """For each part pairs of sentences that vectors connect; none without vectors."""
    if vectors is None:
        return [np.zeros((0, 2), np.int64)] * len(parts)
    from align.alignment.nearest import nearest_pairs

    return [nearest_pairs(vectors, part) for part in parts]


def _likened(level: Level, vectors: Vectors | None, parts: Sequence[Part], paths: Sequence[Ints]) -> Level:
    """The level with what sentence vectors say beside some paths, if there are any."""
    if vectors is None:
        return level
    from align.alignment.likeness import Likeness

    return replace(level, likeness=Likeness.of(vectors, parts, paths))


# The passes ----------------------------------------------------------------------------------------------------------


def _run(job: Job, vectors: Vectors | None, jobs: int, *, explain: bool) -> Iterator[_Found]:
    """The beads of each part of a job; their indices count from the beginning of the part."""
    groups = _groups(job.parts, jobs)
    compiled = worthwhile(len(job.source.starts) + len(job.target.starts))
    links = _links(vectors, job.parts)
    level = _likened(sentence_level(job), vectors, job.parts, links)
    associations = Associations.of(job.prior, level.target)
    with mapping(len(groups)) as run:
        first = partial(_first_pass, level, job.parts, associations, compiled=compiled)
        paths = [path for found in run(first, groups, _grouped(links, groups)) for path in found]
        beads = beads_of(paths)
        associations = Associations.of(job.prior, level.target, learn(level.source, level.target, beads, job.prior))
        level = _likened(sentence_level(job, beads, associations), vectors, job.parts, paths)
        levels = level, clause_level(job, level), (job.source.starts, job.target.starts)
        rest = partial(_other_passes, levels, job.parts, associations, explain=explain, compiled=compiled)
        for found in run(rest, groups, _grouped(paths, groups)):
            yield from found


def _grouped(found: Sequence[Ints], groups: Sequence[range]) -> list[list[Ints]]:
    return [[found[k] for k in group] for group in groups]


def _groups(parts: Sequence[Part], jobs: int) -> list[range]:
    """The parts in at most so many runs of about equal work."""
    sizes = [part.i_end - part.i + part.j_end - part.j + 1 for part in parts]
    total, done, start = sum(sizes), 0, 0
    groups: list[range] = []
    for number, size in enumerate(sizes):
        done += size
        if done * jobs >= total * (len(groups) + 1):
            groups.append(range(start, number + 1))
            start = number + 1
    return groups


def _first_pass(
    level: Level,
    parts: Sequence[Part],
    associations: Associations,
    numbers: Sequence[int],
    links: Sequence[Ints],
    *,
    compiled: bool,
) -> list[Ints]:
    """The paths of a first look at sentences."""
    level = level.of(numbers)
    band = first_band(level, [parts[k] for k in numbers], associations.prior, links)
    weights = load_weights("sentences", vectors=level.informed)
    return best_path(score_band(level, band, associations, weights, compiled=compiled), compiled=compiled)


def _other_passes(
    levels: tuple[Level, Level, tuple[Ints, Ints]],
    parts: Sequence[Part],
    associations: Associations,
    numbers: Sequence[int],
    paths: Sequence[Ints],
    *,
    explain: bool,
    compiled: bool,
) -> list[_Found]:
    """The beads of some parts by clauses and then by sentences."""
    here = [parts[k] for k in numbers]
    sentences, divided = (level.of(numbers) for level in levels[:2])
    narrow = clause_band(levels[2], here, paths)
    scored = score_band(divided, narrow, associations, load_weights("clauses"), compiled=compiled)
    boundaries = posterior(scored, compiled=compiled)
    band = Band.around(here, paths, FINAL)
    nodes = Nodes.of(levels[2], band, narrow, boundaries.cells)
    weights = load_weights("final", vectors=sentences.informed)
    scored = score_band(sentences, band, associations, weights, nodes, compiled=compiled)
    found, sums = best_path(scored, compiled=compiled), posterior(scored, compiled=compiled)
    explainer = Explainer(sentences, band, associations, weights, nodes) if explain else None
    results = []
    for number, (part, path) in enumerate(zip(here, found, strict=True)):
        beads = [
            Bead(
                tuple(range(i - part.i, i_end - part.i)),
                tuple(range(j - part.j, j_end - part.j)),
                calibrated(score, vectors=sentences.informed),
                explainer.why(number, (i, j), (i_end, j_end)) if explainer is not None else None,
            )
            for ((i, j), (i_end, j_end)), score in zip(
                pairwise(path.tolist()), sums.beads(scored, number, path), strict=True
            )
        ]
        results.append(_Found(beads, _support(sentences, associations, part, path)))
    return results


def _support(level: Level, associations: Associations, part: Part, path: Ints) -> float:
    """How much words, or vectors where they say something, speak for an alignment; see ``_UNSUPPORTED``."""
    by_words = support(level, associations, path)
    by_vectors = level.likeness.support(part, path) if level.likeness is not None and level.informed else -1.0
    return max(by_words, by_vectors - _CHANCE)


def calibrated(probability: float, *, vectors: bool = False) -> float:
    """A posterior as the share of beads of that posterior that are right, by what was measured on other texts."""
    slope, offset = calibration(vectors=vectors)
    odds = math.log(max(probability, 1e-9)) - math.log(max(1 - probability, 1e-9))
    return 1 / (1 + math.exp(-(slope * odds + offset)))
