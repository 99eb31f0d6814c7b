"""What became of documents, as columns: a row a bead, and a row a document. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from align.corpus.planning import Entry
from align.model import Alignment, Bitext

__all__ = ["BEADS", "BINS", "DOCUMENTS", "Counts", "Rows", "counts_of"]

BINS: Final = 10
"""Stretches of the same width that confidences are counted in."""
BEADS: Final = (
    "id",
    "bead",
    "source",
    "target",
    "score",
    "source_sentences",
    "target_sentences",
    "source_lang",
    "target_lang",
    "source_sha256",
    "target_sha256",
    "signature",
)
"""Columns of a part. ``id`` is the document's, ``bead`` counts from 0 in it; sentences are lists of their numbers."""
DOCUMENTS: Final = (
    "id",
    "source",
    "target",
    "line",
    "state",
    "reason",
    "source_lang",
    "target_lang",
    "source_sentences",
    "target_sentences",
    "beads",
    "score",
    "note",
)
"""Columns of the documents: ``state`` is ``done`` or ``error``, with a ``reason``; ``score`` is the mean of its beads
with two sides."""


@dataclass(slots=True)
class Counts:
    """What was counted.

    Attributes:
        documents: Documents that were aligned.
        errors: Documents that could not be.
        beads: Beads.
        source_sentences: Source sentences in them.
        target_sentences: Target sentences.
        one_sided: Beads with an empty side.
        confidence: Other beads by their score, in :data:`BINS` stretches from 0 to 1.
        languages: Beads by the languages, ``zh en``.
    """

    documents: int = 0
    errors: int = 0
    beads: int = 0
    source_sentences: int = 0
    target_sentences: int = 0
    one_sided: int = 0
    confidence: list[int] = field(default_factory=lambda: [0] * BINS)
    languages: dict[str, int] = field(default_factory=dict)

    def count(self, score: float | None, langs: tuple[str, str], *, two_sided: bool) -> None:
        """Count a bead."""
        self.beads += 1
        name = " ".join(langs)
        self.languages[name] = self.languages.get(name, 0) + 1
        if not two_sided:
            self.one_sided += 1
        elif score is not None:
            self.confidence[min(int(score * BINS), BINS - 1)] += 1

    def add(self, other: Counts) -> None:
        """Add what was counted elsewhere."""
        for name in ("documents", "errors", "beads", "source_sentences", "target_sentences", "one_sided"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.confidence = [ours + theirs for ours, theirs in zip(self.confidence, other.confidence, strict=True)]
        for langs, beads in other.languages.items():
            self.languages[langs] = self.languages.get(langs, 0) + beads


def counts_of(columns: Mapping[str, Sequence[Any]]) -> Counts:
    """What is in the rows of a part; its documents are those with a bead."""
    counts = Counts(documents=len(set(columns["id"])))
    for source, target, score, *langs in zip(
        *(columns[name] for name in ("source_sentences", "target_sentences", "score", "source_lang", "target_lang")),
        strict=True,
    ):
        counts.count(score, (langs[0], langs[1]), two_sided=bool(source and target))
        counts.source_sentences += len(source)
        counts.target_sentences += len(target)
    return counts


_HALF: Final = re.compile("[\ud800-\udfff]")


def held(text: str) -> str:
    """A text as a table holds it: halves of characters become U+FFFD."""
    return _HALF.sub("\ufffd", text)


class Rows:
    """The rows of a batch, document by document."""

    def __init__(self) -> None:
        self.beads: dict[str, list[Any]] = {name: [] for name in BEADS}
        self.documents: dict[str, list[Any]] = {name: [] for name in DOCUMENTS}
        self.counts = Counts()

    def add(self, entry: Entry, bitext: Bitext, alignment: Alignment, digests: tuple[str, str]) -> None:
        """Add a document that was aligned; its units are those of its beads, in order."""
        counts, scores = self.counts, []
        langs = bitext.source_lang, bitext.target_lang
        for number, (unit, bead) in enumerate(zip(bitext.units, alignment.beads, strict=True)):
            row = (
                entry.id,
                number,
                held(unit.source),
                held(unit.target),
                bead.score,
                list(bead.source),
                list(bead.target),
            )
            for column, value in zip(self.beads.values(), (*row, *langs, *digests, alignment.signature), strict=True):
                column.append(value)
            counts.count(bead.score, langs, two_sided=bool(bead.source and bead.target))
            if bead.source and bead.target and bead.score is not None:
                scores.append(bead.score)
        sentences = [sum(len(getattr(bead, side)) for bead in alignment.beads) for side in ("source", "target")]
        beads = len(alignment.beads)
        counts.documents += 1
        counts.source_sentences += sentences[0]
        counts.target_sentences += sentences[1]
        mean = sum(scores) / len(scores) if scores else None
        self._tell(entry, "done", "", *langs, *sentences, beads, mean, "\n".join(alignment.notes))

    def add_fault(self, entry: Entry, reason: str) -> None:
        """Add a document that could not be read or aligned."""
        self.counts.errors += 1
        self._tell(entry, "error", held(reason), entry.source_lang, entry.target_lang, 0, 0, 0, None, "")

    def _tell(self, entry: Entry, *values: Any) -> None:
        place = (entry.id, held(entry.source), held(entry.target), entry.line)
        for column, value in zip(self.documents.values(), (*place, *values), strict=True):
            column.append(value)
