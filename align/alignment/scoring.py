"""How good an alignment is: its beads against those of a gold standard.

A bead counts *strictly* if both of its sides equal those of a gold bead, and *laxly* if it shares at least one source
and one target sentence with a gold bead. Beads with an empty side earn nothing: they count neither for precision nor
for recall (Thompson and Koehn 2019, section 5). Counts are summed over all documents before they are divided.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from align.model import Alignment

__all__ = ["Measure", "Scores", "score"]

_Beads = frozenset[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Measure:
    """What was found of what there is.

    Attributes:
        gold: Beads of the gold standard.
        found: Beads of the alignment.
        precise: Those of ``found`` that are right.
        recalled: Those of ``gold`` that were found.
    """

    gold: int = 0
    found: int = 0
    precise: int = 0
    recalled: int = 0

    @property
    def precision(self) -> float:
        """Share of the found beads that are right; 0 where none was found."""
        return self.precise / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Share of the gold beads that were found; 0 where there is none."""
        return self.recalled / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores over some documents.

    Attributes:
        strict: Both sides equal.
        lax: Something shared on both sides.
        types: The strict measure of each kind of bead, such as ``1-2`` for one source and two target sentences; the
            commonest of the gold standard first.
        documents: How many documents there are.
    """

    strict: Measure
    lax: Measure
    types: Mapping[str, Measure]
    documents: int


def score(pairs: Iterable[tuple[Alignment, Alignment]]) -> Scores:
    """Score alignments against gold standards.

    Args:
        pairs: The gold standard and the alignment of each document.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    documents = shared_found = shared_gold = 0
    for gold, auto in pairs:
        documents += 1
        wanted, found = _two_sided(gold), _two_sided(auto)
        for name, beads in (("gold", wanted), ("found", found), ("both", wanted & found)):
            counts[name].update(f"{len(source)}-{len(target)}" for source, target in beads)
        shared_found += _sharing(found, wanted)
        shared_gold += _sharing(wanted, found)
    gold_count, found_count, both = counts["gold"].total(), counts["found"].total(), counts["both"].total()
    types = sorted(counts["gold"] | counts["found"], key=lambda kind: (-counts["gold"][kind], _sizes(kind)))
    return Scores(
        strict=Measure(gold_count, found_count, both, both),
        lax=Measure(gold_count, found_count, shared_found, shared_gold),
        types={
            kind: Measure(counts["gold"][kind], counts["found"][kind], counts["both"][kind], counts["both"][kind])
            for kind in types
        },
        documents=documents,
    )


def _sizes(kind: str) -> tuple[int, ...]:
    return tuple(map(int, kind.split("-")))


def _two_sided(alignment: Alignment) -> _Beads:
    return frozenset((bead.source, bead.target) for bead in alignment.beads if bead.source and bead.target)


def _sharing(beads: _Beads, others: _Beads) -> int:
    """How many beads share a source and a target sentence with one of the others."""
    by_source: dict[int, set[int]] = defaultdict(set)
    by_target: dict[int, set[int]] = defaultdict(set)
    for number, (source, target) in enumerate(others):
        for index in source:
            by_source[index].add(number)
        for index in target:
            by_target[index].add(number)
    nothing: set[int] = set()
    count = 0
    for source, target in beads:
        near = set[int]().union(*(by_source.get(index, nothing) for index in source))
        count += any(not near.isdisjoint(by_target.get(index, nothing)) for index in target)
    return count
