"""Where texts that quote others took their passages from.

A sequence of translated sentences ("units") is explained as a walk: through windows of source sentences, which say
how likely a unit is beside them (:mod:`align.alignment.windows`), with jumps anywhere, and through nothing, where a
unit is as likely as it is anywhere. The best walk is found by a search over all windows (Viterbi 1967), so that
passages may come in any order, from any text, and more than once.

References:
    Viterbi (1967), IEEE Transactions on Information Theory 13.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.alignment.job import Job
from align.alignment.lexicon import Links, builtin_lexicon
from align.alignment.windows import Lengths, Said, Windows
from align.alignment.words import Words
from align.model import Pair, Side, Term, UserLexicon

__all__ = ["Passage", "find_passages"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# Costs in nats, found by hiding passages of the development sets of docs/alignment.md in other texts.
_WIDER: Final = 0.7  # of one more sentence in a window
_STAY: Final = 1.5  # of a unit in the same window as the one before
_SKIP: Final = 0.5  # of a source sentence between two windows
_REST: Final = 1.5  # of a unit between two others of a passage that is from elsewhere
_JUMP: Final = 5.0  # of a passage, besides the logarithm of the places where it may begin
_INSIDE: Final = 6.0  # of one that begins within a block of units, besides
_LEAVE: Final = 3.0  # of one that ends within a block
_ACROSS: Final = 4.0  # of one that goes on in the next block
_UNIT: Final = 0.5  # of each unit of a passage: most words say something, or it is not from there
_FAR: Final = 1e4  # between two source texts: none is walked across
_CHUNK: Final = 400  # units that are walked at once, and some more up to the next block
_CELLS: Final = 16_000_000  # of which each takes 8 bytes; with very long texts fewer units are walked at once


@dataclass(frozen=True, slots=True)
class Passage:
    """Units from ``unit`` to ``unit_end`` and the source sentences that they were found in, both half-open.

    Attributes:
        text: Number of the source text.
        start: First source sentence.
        end: Behind the last.
        unit: First unit.
        unit_end: Behind the last.
        said: For each of its units what windows inside of it say.
        evidence: How much likelier the units are there than anywhere, in nats, without what a passage costs.
    """

    text: int
    start: int
    end: int
    unit: int
    unit_end: int
    said: tuple[Said, ...]
    evidence: float


def find_passages(
    texts: Sequence[Sequence[str]],
    units: Sequence[str],
    *,
    source_lang: str,
    target_lang: str,
    blocks: frozenset[int] = frozenset(),
    terms: Sequence[Term] = (),
    user_lexicon: UserLexicon | None = None,
    lengths: Lengths | None = None,
) -> list[Passage]:
    """Find the passages that units were translated from.

    Args:
        texts: The sentences of each source text.
        units: The translated sentences.
        source_lang: BCP 47 tag of the texts.
        target_lang: BCP 47 tag of the units.
        blocks: Units that begin a block.
        terms: Terms; those of one concept translate each other.
        user_lexicon: Words and sentences that are known to translate each other.
        lengths: How long units are beside their source, if that is known.

    Returns:
        Passages in order of the units, which they do not share; a unit that is in none of the texts is in none of them.
    """
    sentences = [sentence for text in texts for sentence in text]
    if not sentences or not units:
        return []
    starts = np.array([0, *accumulate(map(len, texts))], np.int64)
    source, target, links = _read(sentences, units, source_lang, target_lang, terms, user_lexicon)
    sizes = tuple(np.array([*map(len, side)], np.int64) for side in (sentences, units))
    walk = _Walk(Windows(source, target, links, (sizes[0], sizes[1]), lengths), starts)
    chunk = max(1, min(_CHUNK, _CELLS // len(sentences)))
    return [passage for some in _chunks(len(units), blocks, chunk) for passage in walk.of(some, blocks)]


def _read(
    sentences: Sequence[str],
    units: Sequence[str],
    source_lang: str,
    target_lang: str,
    terms: Sequence[Term],
    user: UserLexicon | None,
) -> tuple[Words, Words, Links]:
    """The words of both sides, and which of the source are translated by which."""
    pair = Pair(Side(tuple(sentences)), Side(tuple(units)))
    lexicon = builtin_lexicon(source_lang, target_lang)
    turned = lexicon is None and (lexicon := builtin_lexicon(target_lang, source_lang)) is not None
    if turned:
        pair, source_lang, target_lang, user = pair.turned(), target_lang, source_lang, user and user.turned()
    job, _ = Job.of([pair], source_lang, target_lang, lexicon=lexicon, terms=terms, user_lexicon=user)
    source, target = (side.words.merged(side.starts[:-1]) for side in (job.source, job.target))
    return (target, source, _turned(job.prior, len(target.types))) if turned else (source, target, job.prior)


def _turned(links: Links, types: int) -> Links:
    """A table the other way round, each row adding up to 1 at most."""
    sums = np.maximum(np.bincount(links.columns, links.values, types), 1.0)
    return Links.of(links.columns, links.rows, links.values / sums[links.columns], types)


def _chunks(units: int, blocks: frozenset[int], size: int) -> Iterator[range]:
    """Units to be walked at once: so many, and some more up to the beginning of a block."""
    start = 0
    while start < units:
        end = min(start + size, units)
        end = next((k for k in range(end, min(end + size, units)) if k in blocks), end)
        yield range(start, end)
        start = end


class _Step(NamedTuple):
    """How the best walk came to each window of a unit, and to where it may go on.

    Attributes:
        ways: (sizes, sentences): ``_STAYED``, ``_WENT_ON`` or ``_JUMPED``, by the last sentence of the window.
        origin: (sentences + 1): for each place the one that the best walk comes from that goes on there.
        top: (sentences + 1): size of the window of the best walk that ends at a place, or ``_RESTED``.
        before: Last sentence and size of the best window of the unit before, if that is better than none; or None.
    """

    ways: NDArray[np.int8]
    origin: NDArray[np.int32]
    top: NDArray[np.int8]
    before: tuple[int, int] | None


_STAYED, _WENT_ON, _JUMPED = range(3)
_RESTED: Final = 0


class _Walk:
    """The search for the best walk.

    Args:
        windows: What they say of units.
        starts: Where each source text begins, and the number of all their sentences.
    """

    def __init__(self, windows: Windows, starts: Ints) -> None:
        self._windows = windows
        size = int(starts[-1])
        text = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        skipped = _SKIP * np.arange(size + 1.0)
        # A walk goes on behind a window where the next one begins, which must be in the same text.
        self._ends = skipped + _FAR * np.concatenate([[0], text])
        self._begins = skipped + _FAR * np.concatenate([text, [len(starts)]])
        self._crossing = [text[m - 1 :] != text[: size - m + 1] for m in range(1, windows.most + 1)]
        self._jump = _JUMP + math.log(size)
        self._starts = starts

    def of(self, units: range, blocks: frozenset[int]) -> list[Passage]:
        """The passages of some units."""
        sizes, size = len(self._crossing), int(self._starts[-1])
        value = np.full((sizes, size + 1), -np.inf)  # by the place behind the window
        rest = np.full(size + 1, -np.inf)
        nothing = 0.0
        steps: list[_Step] = []
        for unit in units:
            best = np.unravel_index(int(value.argmax()), value.shape)
            before = None
            inside = unit not in blocks and unit != units.start
            if value[best] - inside * _LEAVE > nothing:
                nothing, before = float(value[best]) - inside * _LEAVE, (int(best[1]), int(best[0]) + 1)
            stacked = np.concatenate([rest[None], value])
            top = stacked.argmax(axis=0)
            reached = np.take_along_axis(stacked, top[None], axis=0)[0]
            along = reached + self._ends
            furthest = np.maximum.accumulate(along)
            origin = np.maximum.accumulate(np.where(along >= furthest, np.arange(size + 1), 0))
            going_on = furthest - self._begins
            jumping = nothing - self._jump - inside * _INSIDE
            ways = np.zeros((sizes, size + 1), np.int8)
            fresh = np.full_like(value, -np.inf)
            for m, (said, more, crossing) in enumerate(zip(*self._windows.say(unit), self._crossing, strict=True), 1):
                staying = value[m - 1, m:] - _STAY + more - said
                options = np.stack([staying, going_on[: size - m + 1], np.full(size - m + 1, jumping)])
                options[:2] -= (not inside) * _ACROSS
                ways[m - 1, m:] = options.argmax(axis=0)
                fresh[m - 1, m:] = np.where(crossing, -np.inf, options.max(axis=0) + said - _WIDER * (m - 1) - _UNIT)
            steps.append(_Step(ways, origin.astype(np.int32), top.astype(np.int8), before))
            value, rest = fresh, reached - _REST
        return self._back(units, steps, value, nothing)

    def _back(self, units: range, steps: Sequence[_Step], value: Floats, nothing: float) -> list[Passage]:
        """The passages of the best walk, whose last windows have some values, if it does not end outside of them."""
        place, size = (int(x) for x in np.unravel_index(int(value.T.argmax()), value.T.shape))
        state: tuple[int, int] | None = (place, size + 1) if value[size, place] > nothing else None
        windows: dict[int, tuple[int, int]] = {}
        begins = set()
        for unit, step in zip(reversed(units), reversed(steps), strict=True):
            if state is None:
                state = step.before
                continue
            place, size = state
            if size == _RESTED:
                state = place, int(step.top[place])
                continue
            windows[unit] = place - size, place
            way = int(step.ways[size - 1, place])
            if way == _WENT_ON:
                place = int(step.origin[place - size])
                state = place, int(step.top[place])
            elif way == _JUMPED:
                begins.add(unit)
                state = step.before
        return self._passages(windows, begins)

    def _passages(self, windows: dict[int, tuple[int, int]], begins: set[int]) -> list[Passage]:
        found: list[list[int]] = []
        for unit in sorted(windows):
            if unit in begins:
                found.append([])
            found[-1].append(unit)
        passages = []
        for some in found:
            start, end = windows[some[0]][0], windows[some[-1]][1]
            text = int(np.searchsorted(self._starts, start, "right")) - 1
            said = tuple(self._windows.say(unit).inside(start, end) for unit in range(some[0], some[-1] + 1))
            walked = ((said[unit - some[0]], *windows[unit]) for unit in some)
            evidence = sum(float(here.alone[b - a - 1][a - start]) for here, a, b in walked)
            first = int(self._starts[text])
            passages.append(Passage(text, start - first, end - first, some[0], some[-1] + 1, said, evidence))
        return passages
