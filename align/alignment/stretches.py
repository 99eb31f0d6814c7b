"""What is known of two texts beforehand cuts the search for beads into stretches that do not touch each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from align.errors import ArgumentError
from align.model import Bead, Pair

__all__ = ["Stretch", "assemble", "stretches", "validate"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of two texts that is aligned without a look at the others, or a bead that is settled.

    Attributes:
        source: Indices of its source sentences, ascending; a range, unless sentences of ``apart`` lie between them.
        target: Indices of its target sentences, likewise. One of the two may be empty.
        bead: The confirmed bead that the stretch is, or None where an aligner is to find the beads.
        apart: Confirmed beads with one empty side whose sentences lie among those of the stretch and take no part.
    """

    source: Sequence[int]
    target: Sequence[int]
    bead: Bead | None = None
    apart: tuple[Bead, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fixed:
    """An anchor, or a confirmed bead with two sides, or an end of the texts: half-open on both sides."""

    source: tuple[int, int]
    target: tuple[int, int]
    bead: Bead | None = None

    def __str__(self) -> str:
        return f"anchor ({self.source[0]}, {self.target[0]})" if self.bead is None else f"confirmed bead {self.bead}"


def validate(pair: Pair) -> None:
    """Refuse a pair that contradicts itself.

    Raises:
        ArgumentError: The translation has another number of sentences than the source; an anchor or a confirmed bead
            lies outside of the texts, is no run of neighbours, or contradicts another.
    """
    sources, targets = len(pair.source.sentences), len(pair.target.sentences)
    if pair.translation and len(pair.translation) != sources:
        raise ArgumentError(
            f"the machine translation has {len(pair.translation)} sentences, where the source has {sources}"
        )
    outside = f"lies outside of the texts, which have {sources} and {targets} sentences"
    for i, j in pair.anchors:
        if not (0 <= i <= sources and 0 <= j <= targets):
            raise ArgumentError(f"anchor ({i}, {j}) {outside}")
    for bead in pair.confirmed:
        if not bead.source and not bead.target:
            raise ArgumentError("a confirmed bead holds no sentence")
        for indices, count in ((bead.source, sources), (bead.target, targets)):
            if any(not 0 <= index < count for index in indices):
                raise ArgumentError(f"confirmed bead {bead} {outside}")
            if any(later != index + 1 for index, later in pairwise(indices)):
                raise ArgumentError(f"confirmed bead {bead} is no run of neighbours")
    fixed = _fixed(pair)
    for one, other in pairwise(fixed):
        if one.source[1] > other.source[0] or one.target[1] > other.target[0]:
            raise ArgumentError(f"{one} and {other} contradict each other")
    lone_sources, lone_targets = _one_sided(pair)
    _refuse_overlap([(_span(b.source), str(b)) for b in lone_sources] + [(f.source, str(f)) for f in fixed])
    _refuse_overlap([(_span(b.target), str(b)) for b in lone_targets] + [(f.target, str(f)) for f in fixed])


def _refuse_overlap(spans: list[tuple[tuple[int, int], str]]) -> None:
    for (one, name), (other, other_name) in pairwise(sorted(spans)):
        if other[0] < one[1]:
            raise ArgumentError(f"{name} and {other_name} contradict each other")


def _span(indices: tuple[int, ...]) -> tuple[int, int]:
    return indices[0], indices[-1] + 1


def _fixed(pair: Pair) -> list[_Fixed]:
    """What has a place in both texts, in order."""
    anchors = [_Fixed((i, i), (j, j)) for i, j in pair.anchors]
    beads = [_Fixed(_span(b.source), _span(b.target), b) for b in pair.confirmed if b.source and b.target]
    return sorted([*anchors, *beads], key=lambda item: (item.source, item.target))


def _one_sided(pair: Pair) -> tuple[deque[Bead], deque[Bead]]:
    """Confirmed beads without a target, and those without a source, both in order."""
    return (
        deque(sorted((b for b in pair.confirmed if not b.target), key=lambda bead: bead.source)),
        deque(sorted((b for b in pair.confirmed if not b.source), key=lambda bead: bead.target)),
    )


def stretches(pair: Pair) -> Iterator[Stretch]:
    """Cut two texts at their anchors and confirmed beads.

    Args:
        pair: The texts and what is known of them.

    Returns:
        The stretches in order. Each sentence stands in just one of them, or in a bead of its ``apart``.

    Raises:
        ArgumentError: The pair contradicts itself, see :func:`validate`.
    """
    validate(pair)
    return _cut(pair)


def _cut(pair: Pair) -> Iterator[Stretch]:
    lone_sources, lone_targets = _one_sided(pair)
    ends = len(pair.source.sentences), len(pair.target.sentences)
    i = j = 0
    for item in [*_fixed(pair), _Fixed((ends[0], ends[0]), (ends[1], ends[1]))]:
        source, inner_sources = _without(lone_sources, i, item.source[0], "source")
        target, inner_targets = _without(lone_targets, j, item.target[0], "target")
        if source or target or inner_sources or inner_targets:
            yield Stretch(source, target, apart=(*inner_sources, *inner_targets))
        i, j = item.source[1], item.target[1]
        if item.bead is not None:
            yield Stretch(range(*item.source), range(*item.target), item.bead)


def _without(lone: deque[Bead], start: int, end: int, side: str) -> tuple[Sequence[int], list[Bead]]:
    """The sentences between two places without those that stand alone, and the beads of the latter.

    ``lone`` loses the beads that were passed.
    """
    inner = []
    while lone and getattr(lone[0], side)[0] < end:
        inner.append(lone.popleft())
    hidden = {index for bead in inner for index in getattr(bead, side)}
    rest: Sequence[int] = [index for index in range(start, end) if index not in hidden] if hidden else range(start, end)
    if rest and rest[-1] - rest[0] + 1 == len(rest):
        rest = range(rest[0], rest[-1] + 1)
    return rest, inner


def assemble(stretch: Stretch, found: Iterable[Bead]) -> Iterator[Bead]:
    """The beads of a stretch in the two texts: what an aligner found in it, and what stands apart.

    Args:
        stretch: The stretch.
        found: The aligner's beads; their indices count the sentences of the stretch from 0, and they tile it in order.

    Returns:
        Beads with the indices of the texts, in order. Where a bead was found across sentences that stand apart, its
        longest runs stay together and the others stand alone.
    """
    if stretch.bead is not None:
        yield stretch.bead
        return
    apart = {
        "source": deque(bead for bead in stretch.apart if bead.source),
        "target": deque(bead for bead in stretch.apart if bead.target),
    }
    for bead in found:
        placed = replace(
            bead,
            source=tuple(stretch.source[index] for index in bead.source),
            target=tuple(stretch.target[index] for index in bead.target),
        )
        for piece in _pieces(placed) if stretch.apart else (placed,):
            for side, waiting in apart.items():
                first = getattr(piece, side)[:1]
                while waiting and first and getattr(waiting[0], side) < first:
                    yield waiting.popleft()
            yield piece
    for waiting in apart.values():
        yield from waiting


def _pieces(bead: Bead) -> Iterator[Bead]:
    """A bead without gaps as it is; else its longest run on each side as a bead, and its other runs alone."""
    sources, targets = _runs(bead.source), _runs(bead.target)
    if len(sources) <= 1 and len(targets) <= 1:
        yield bead
        return
    i, j = (max(range(len(runs)), key=lambda n: len(runs[n]), default=0) for runs in (sources, targets))
    yield from (Bead(run, ()) for run in sources[:i])
    yield from (Bead((), run) for run in targets[:j])
    if sources and targets:
        yield Bead(sources[i], targets[j])
        i, j = i + 1, j + 1
    yield from (Bead(run, ()) for run in sources[i:])
    yield from (Bead((), run) for run in targets[j:])


def _runs(indices: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Neighbours together."""
    cuts = [0, *(n for n in range(1, len(indices)) if indices[n] != indices[n - 1] + 1), len(indices)]
    return [indices[start:end] for start, end in pairwise(cuts) if start < end]
