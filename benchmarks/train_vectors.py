"""Make the weights of sentence vectors in ``align/alignment/data/weights.json`` again from the development sets.

usage: python -m benchmarks.train_vectors EVAL_FOLDER FOLDER [-n]     -n: only the cross-validated figures

The vectors are those of ``FOLDER/SET/src/STEM.npy`` and ``FOLDER/SET/tgt/STEM.npy``. Their weights, and that of
opening a gap, are learned on top of those of the lexical aligner, which stay as they are: in each fold on top of
weights that were trained without it, which are learned first, and for the file on top of those of the file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from align.alignment import passes
from align.alignment.associations import Associations, learn
from align.alignment.band import Band
from align.alignment.job import Job
from align.alignment.lattice import score_band
from align.alignment.likeness import Likeness
from align.alignment.nearest import nearest_pairs
from align.alignment.nodes import Nodes
from align.alignment.search import best_path, posterior
from align.alignment.stretches import stretches
from align.alignment.vectors import Vectors
from align.alignment.weights import SHAPES, Weights
from benchmarks.train_aligner import (
    FINAL_COPIES,
    WEIGHTS,
    Document,
    folds,
    grouped,
    job_of,
    judged,
    lattice,
    rectangles,
    start_weights,
    train,
    written,
)

Folds = Sequence[dict[str, float]]


@dataclass
class Seen:
    """Texts that learn from each other, and whose vectors are looked at.

    Attributes:
        documents: The texts.
        job: Theirs.
        vectors: The vectors of their sentences.
        bands: For each text the band of the pass at hand.
    """

    documents: Sequence[Document]
    job: Job
    vectors: Vectors
    bands: list[Band]

    @classmethod
    def first(cls, group: Sequence[Document]) -> Seen:
        """Texts before the first pass."""
        job, pairs = job_of(group), [d.pair for d in group]
        cut = [(number, stretch) for number, pair in enumerate(pairs) for stretch in stretches(pair)]
        vectors = Vectors.of(pairs, cut, (job.source.sentences, job.target.sentences))
        links = [nearest_pairs(vectors, part) for part in job.parts]
        level = replace(passes.sentence_level(job), likeness=Likeness.of(vectors, job.parts, links))
        seen = cls(group, job, vectors, [])
        for number, d in enumerate(group):
            d.part, d.level, d.nodes = job.parts[number], level.of([number]), None
            d.associations = Associations.of(job.prior, level.target)
            seen.bands.append(passes.first_band(d.level, [d.part], job.prior, [links[number]]))
        return seen

    def second(self, sentences: Folds, clauses: Folds) -> Seen:
        """The same before the final pass, by weights of the passes before it that were trained without each text."""
        job, starts = self.job, (self.job.source.starts, self.job.target.starts)
        for d, band in zip(self.documents, self.bands, strict=True):
            d.paths = best_path(score_band(d.level, band, d.associations, Weights(sentences[d.fold])))
        paths = [path for d in self.documents for path in d.paths]
        beads, words = passes.beads_of(paths), (self.documents[0].level.source, self.documents[0].level.target)
        taught = Associations.of(job.prior, words[1], learn(*words, beads, job.prior))
        level = passes.sentence_level(job, beads, taught)
        level = replace(level, likeness=Likeness.of(self.vectors, job.parts, paths))
        divided = passes.clause_level(job, level)
        bands = []
        for number, d in enumerate(self.documents):
            d.level, d.associations = level.of([number]), taught
            narrow = passes.clause_band(starts, [d.part], d.paths)
            scored = score_band(divided.of([number]), narrow, taught, Weights(clauses[d.fold]))
            bands.append(Band.around([d.part], d.paths, passes.FINAL))
            d.nodes = Nodes.of(starts, bands[-1], narrow, posterior(scored).cells)
        return replace(self, bands=bands)


def train_vectors(groups: Sequence[Sequence[Document]], known: Mapping[str, Folds]) -> dict[str, Any]:
    """The passes that look at sentence vectors; prints cross-validated figures.

    Args:
        groups: Texts with vectors, as :func:`benchmarks.train_aligner.train` takes them.
        known: For each pass the weights without vectors: of each fold, and behind the last those to build upon.

    Returns:
        For each of these passes the weights of vectors and of opening a gap, and the calibration.
    """
    seen = [Seen.first(group) for group in groups]
    sentences = _learned(seen, known["sentences"])
    with_vectors = _merged(known["sentences"], sentences)
    seen = [one.second(with_vectors, known["clauses"]) for one in seen]
    final = _learned(seen, known["final"], copies=FINAL_COPIES)
    documents, bands = [d for one in seen for d in one.documents], [band for one in seen for band in one.bands]
    return {
        "sentences-embed": sentences[-1],
        "final-embed": final[-1],
        "confidence-embed": judged(documents, bands, _merged(known["final"], final), "final, embed"),
    }


def _learned(seen: Sequence[Seen], known: Folds, **more: float) -> Folds:
    start = Weights(start_weights())
    documents, lattices = [], []
    for one in seen:
        for d, band in zip(one.documents, one.bands, strict=True):
            documents.append(d)
            whole = replace(band, shapes=SHAPES)
            lattices.append(lattice(d.level, whole, d.associations, start, rectangles(d), d.nodes))
    return folds(documents, lattices, {}, known=known, **more)


def _merged(known: Folds, learned: Folds) -> Folds:
    return [{**under, **above} for under, above in zip(known, learned, strict=True)]


def main(arguments: Sequence[str]) -> None:
    groups = grouped(Path(arguments[0]), Path(arguments[1]))
    _, by_fold = train(groups)
    shipped = json.loads(WEIGHTS.read_text("utf-8"))
    weights = train_vectors(groups, {name: [*found[:-1], shipped[name]] for name, found in by_fold.items()})
    if "-n" not in arguments:
        written(weights)


if __name__ == "__main__":
    main(sys.argv[1:])
