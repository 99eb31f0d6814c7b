"""What a whole corpus teaches of words: expected counts of pairs of words, counted part by part and added up.

The beads of a first alignment are counted as those of the texts themselves are
(:func:`align.alignment.associations.learn`). Counts are whole thousandths, so that their sums do not depend on the
order in which they are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.alignment.arrays import distinct_pairs, ranges
from align.alignment.associations import learn, updated
from align.alignment.job import Job
from align.alignment.lexicon import Links, builtin_lexicon
from align.alignment.passes import sentence_level
from align.alignment.words import Words
from align.model import Alignment, Bead, Pair, Term, UserLexicon
from align.text.tags import primary

__all__ = ["UNIT", "Count", "Counted", "count_words"]

Ints = NDArray[np.int64]

UNIT: Final = 1000
"""Counts are in parts of so many of a use."""
_LEAST: Final = 0.05  # expected count that is worth keeping of one part of a corpus
_SURE: Final = 0.5  # confidence of a bead that is counted


class Count(NamedTuple):
    """How often two words translate each other; without a target, how often the source word is used.

    Attributes:
        source: Key of a source word.
        target: Key of a target word, or empty.
        amount: Expected count, in parts of :data:`UNIT`.
        documents: How many documents it was counted in.
    """

    source: str
    target: str
    amount: int
    documents: int


def count_words(
    pairs: Sequence[Pair],
    alignments: Sequence[Alignment],
    *,
    source_lang: str,
    target_lang: str,
    terms: Sequence[Term] = (),
    user_lexicon: UserLexicon | None = None,
) -> tuple[tuple[str, str], list[Count]]:
    """Count the words of beads.

    Args:
        pairs: Texts without anchors or confirmed beads.
        alignments: Their alignments, as :func:`align.alignment.lexical.align_lexical` made them.
        source_lang: BCP 47 tag of the sources.
        target_lang: BCP 47 tag of the targets.
        terms: Terms that the aligner knew.
        user_lexicon: Words and sentences that it knew.

    Returns:
        The languages in the direction in which the aligner looks at them, and the counts.
    """
    lexicon = builtin_lexicon(source_lang, target_lang)
    if lexicon is None and builtin_lexicon(target_lang, source_lang) is not None:
        return count_words(
            [pair.turned() for pair in pairs],
            [alignment.turned() for alignment in alignments],
            source_lang=target_lang,
            target_lang=source_lang,
            terms=terms,
            user_lexicon=user_lexicon and user_lexicon.turned(),
        )
    langs = primary(source_lang), primary(target_lang)
    job, _ = Job.of(pairs, source_lang, target_lang, lexicon=lexicon, terms=terms, user_lexicon=user_lexicon)
    level, beads = sentence_level(job), list(_beads(job, alignments))
    learned = learn(level.source, level.target, beads, job.prior)
    if learned is None:
        return langs, []
    owners = np.searchsorted([part.i_end for part in job.parts], learned.first, "right")
    entries = np.repeat(owners, np.diff(learned.entry_starts))
    uses = np.repeat(owners, np.diff(learned.type_starts))
    documents = _in_documents(learned.entry_pairs, entries, len(learned.columns))
    sources, targets = level.source.types, level.target.types
    heads = _in_documents(learned.bead_types, uses, len(sources))
    found = [
        Count(sources[source], "", int(learned.uses[source]) * UNIT, int(heads[source]))
        for source in np.flatnonzero(learned.uses).tolist()
    ]
    rows = learned.rows
    kept = np.flatnonzero(learned.totals >= _LEAST).tolist()
    found += [
        Count(
            sources[rows[pair]],
            targets[learned.columns[pair]],
            round(float(learned.totals[pair]) * UNIT),
            int(documents[pair]),
        )
        for pair in kept
    ]
    return langs, found


def _beads(job: Job, alignments: Sequence[Alignment]) -> Iterator[Bead]:
    """The beads that are sure, by the numbers of all sentences."""
    for part, number in zip(job.parts, job.documents, strict=True):
        for bead in alignments[number].beads:
            if bead.source and bead.target and (bead.score or 0.0) >= _SURE:
                yield Bead(tuple(i + part.i for i in bead.source), tuple(j + part.j for j in bead.target))


def _in_documents(things: Ints, documents: Ints, many: int) -> Ints:
    """In how many documents each thing is, from where each was seen."""
    different, _, _ = distinct_pairs(things, documents)
    return np.bincount(different, minlength=many)


@dataclass(frozen=True)
class Counted:
    """What a corpus taught of two languages.

    Attributes:
        langs: The languages, in the direction in which words were counted.
        heads: Source words and the numbers of their rows.
        targets: Target words and their numbers.
        uses: How often each source word was used.
        offsets: Where each row begins.
        columns: Numbers of target words.
        counts: Expected counts.
    """

    langs: tuple[str, str]
    heads: Mapping[str, int]
    targets: Mapping[str, int]
    uses: Ints
    offsets: Ints
    columns: Ints
    counts: NDArray[np.float64]

    @classmethod
    def of(cls, langs: tuple[str, str], counts: Sequence[Count]) -> Counted:
        """A table of counts, each word or pair once, in any order."""
        heads = {count.source: number for number, count in enumerate(c for c in counts if not c.target)}
        uses = np.array([count.amount / UNIT for count in counts if not count.target])
        pairs = [count for count in counts if count.target and count.source in heads]
        targets: dict[str, int] = {}
        for pair in pairs:
            targets.setdefault(pair.target, len(targets))
        rows = np.array([heads[pair.source] for pair in pairs], np.int64)
        order = np.argsort(rows, kind="stable")
        columns = np.array([targets[pair.target] for pair in pairs], np.int64)
        values = np.array([pair.amount / UNIT for pair in pairs], np.float64)
        offsets = np.searchsorted(rows[order], np.arange(len(heads) + 1))
        return cls(langs, heads, targets, uses.astype(np.int64), offsets, columns[order], values[order])

    def onto(self, prior: Links, source: Words, target: Words) -> Links:
        """What is known of the words of some texts, with what the corpus taught."""
        here = np.full(len(self.targets) + 1, -1)
        for number, word in enumerate(target.types):
            here[self.targets.get(word, -1)] = number
        here[-1] = -1
        known = [(number, row) for number, word in enumerate(source.types) if (row := self.heads.get(word)) is not None]
        types, rows = (np.array(column, np.int64) for column in zip(*known, strict=True)) if known else (_NONE, _NONE)
        uses = np.zeros(len(source.types), np.int64)
        uses[types] = self.uses[rows]
        lengths = self.offsets[rows + 1] - self.offsets[rows]
        cells = ranges(self.offsets[rows], lengths)
        columns = here[self.columns[cells]]
        there = columns >= 0
        return updated(prior, np.repeat(types, lengths)[there], columns[there], self.counts[cells][there], uses)


_NONE: Final = np.zeros(0, np.int64)
