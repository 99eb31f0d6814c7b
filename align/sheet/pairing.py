"""Which sentences of an old text became which of a new one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Pairing", "in_order", "pair_texts"]

_ALIKE: Final = 0.5  # from here two sentences in the same place are one that was edited
_SURELY_ALIKE: Final = 0.7  # and from here two sentences anywhere
_CONTAINED: Final = 0.6  # share of a part that must stand in the whole
_PARTS: Final = 3
_MOST_CELLS: Final = 250_000
_SHINGLE: Final = 8
_RARE: Final = 12

_Grams = Counter[str]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Old sentences and what became of them: one to one, one to several (split) or several to one (joined).

    Attributes:
        old: Indices of old sentences, ascending.
        new: Indices of new sentences, ascending; either side has just one.
        likeness: Of the texts, in (0, 1]; 1 if they are equal.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    likeness: float


def pair_texts(old: Sequence[str], new: Sequence[str]) -> list[Pairing]:
    """Pair the sentences of two versions of a text; those that are in no pair are gone, or new.

    Equal sentences first, those in order before those that moved; in the gaps between them the likest path of edits,
    splits and joins; at last sentences that moved and were edited. Likeness is Dice's coefficient of letter pairs,
    which any script has.
    """
    pairs = [Pairing((i,), (j,), 1.0) for i, j in _equal(old, new)]
    grams_old, grams_new = _Lazy(old), _Lazy(new)
    left_old, left_new = _left(pairs, old, new)
    for start, end in _gaps(pairs, len(old), len(new)):
        free_old = [i for i in range(start[0], end[0]) if i in left_old]
        free_new = [j for j in range(start[1], end[1]) if j in left_new]
        if 0 < len(free_old) * len(free_new) <= _MOST_CELLS:
            pairs += _path(free_old, free_new, grams_old, grams_new)
    left_old, left_new = _left(pairs, old, new)
    pairs += _elsewhere(sorted(left_old), sorted(left_new), old, new)
    return sorted(pairs, key=lambda pair: pair.new)


def in_order(numbers: Sequence[int]) -> set[int]:
    """Positions of a longest ascending run of numbers, some of which may be left out."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(places[place - 1] if place else -1)
        if place == len(tails):
            tails.append(number)
            places.append(position)
        else:
            tails[place], places[place] = number, position
    found = set()
    position = places[-1] if places else -1
    while position >= 0:
        found.add(position)
        position = before[position]
    return found


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Equal sentences; the first of several equal ones goes with the first."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(old):
        places[text].append(i)
    wanted: dict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        wanted[text].append(j)
    for text, here in wanted.items():
        there = places.get(text, [])
        if len(here) == len(there) or not there:
            yield from zip(there, here, strict=False)
        else:
            yield from _nearest(there, here, old, new)


def _nearest(
    there: Sequence[int], here: Sequence[int], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Equal sentences of unequal number: those whose neighbours are equal too go first, the others in order."""

    def around(texts: Sequence[str], place: int) -> tuple[str, str]:
        return texts[place - 1] if place else "", texts[place + 1] if place + 1 < len(texts) else ""

    left, right = list(there), list(here)
    for j in here:
        best = max(left, key=lambda i: _shared(around(old, i), around(new, j)), default=None)
        if best is not None and _shared(around(old, best), around(new, j)):
            yield best, j
            left.remove(best)
            right.remove(j)
    yield from zip(left, right, strict=False)


def _shared(one: tuple[str, str], other: tuple[str, str]) -> int:
    return (one[0] == other[0]) + (one[1] == other[1])


def _gaps(pairs: Sequence[Pairing], old: int, new: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches between pairs that stand in order: their starts and ends on both sides."""
    settled = sorted((pair.new[0], pair.old[0]) for pair in pairs)
    kept = in_order([i for _, i in settled])
    start = (0, 0)
    for position, (j, i) in enumerate(settled):
        if position in kept:
            if i > start[0] and j > start[1]:
                yield start, (i, j)
            start = (i + 1, j + 1)
    yield start, (old, new)


def _left(pairs: Sequence[Pairing], old: Sequence[str], new: Sequence[str]) -> tuple[set[int], set[int]]:
    """The sentences that are in no pair."""
    taken_old = {place for pair in pairs for place in pair.old}
    taken_new = {place for pair in pairs for place in pair.new}
    return {*range(len(old))} - taken_old, {*range(len(new))} - taken_new


class _Lazy:
    """The letter pairs of texts, counted when they are first asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._found: dict[int, _Grams] = {}

    def __getitem__(self, place: int) -> _Grams:
        if place not in self._found:
            self._found[place] = _grams(self._texts[place])
        return self._found[place]


def _grams(text: str) -> _Grams:
    flat = f" {' '.join(text.casefold().split())} "
    return Counter(flat[k : k + 2] for k in range(len(flat) - 1))


def _likeness(one: _Grams, other: _Grams) -> float:
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 0.0


def _path(old: Sequence[int], new: Sequence[int], grams_old: _Lazy, grams_new: _Lazy) -> Iterator[Pairing]:
    """The best path through a gap."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    step: dict[tuple[int, int], Pairing] = {}
    for i in range(len(old) + 1):
        for j in range(len(new) + 1):
            best[i][j] = max(best[i - 1][j] if i else 0.0, best[i][j - 1] if j else 0.0)
            for rows, columns in _SHAPES:
                if rows > i or columns > j:
                    continue
                here, there = tuple(old[i - rows : i]), tuple(new[j - columns : j])
                likeness = _shape([grams_old[k] for k in here], [grams_new[k] for k in there])
                gain = best[i - rows][j - columns] + likeness - _ALIKE
                if likeness >= _ALIKE and gain > best[i][j]:
                    best[i][j] = gain
                    step[i, j] = Pairing(here, there, likeness)
    i, j = len(old), len(new)
    while i and j:
        pair = step.get((i, j))
        if pair is not None:
            yield pair
            i, j = i - len(pair.old), j - len(pair.new)
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1


_SHAPES: Final = (
    (1, 1),
    *((1, number) for number in range(2, _PARTS + 1)),
    *((number, 1) for number in range(2, _PARTS + 1)),
)


def _shape(old: Sequence[_Grams], new: Sequence[_Grams]) -> float:
    """The likeness of some sentences; 0 if one of several is no part of the whole."""
    if len(old) == len(new) == 1:
        return _likeness(old[0], new[0])
    parts, whole = (new, old[0]) if len(old) == 1 else (old, new[0])
    if any((part & whole).total() < _CONTAINED * part.total() for part in parts):
        return 0.0
    likeness = _likeness(sum(parts, Counter()), whole)
    return likeness if likeness >= _SURELY_ALIKE else 0.0


def _elsewhere(
    left_old: Sequence[int], left_new: Sequence[int], old: Sequence[str], new: Sequence[str]
) -> Iterator[Pairing]:
    """Sentences that moved and were edited, the likest first; tried are those that share a rare stretch of letters."""
    index: dict[str, list[int]] = defaultdict(list)
    for i in left_old:
        for shingle in _shingles(old[i]):
            index[shingle].append(i)
    grams_old, grams_new = _Lazy(old), _Lazy(new)
    found = []
    for j in left_new:
        near = {i for shingle in _shingles(new[j]) if len(index[shingle]) <= _RARE for i in index[shingle]}
        likenesses = ((_likeness(grams_old[i], grams_new[j]), i) for i in near)
        found += [(likeness, i, j) for likeness, i in likenesses if likeness >= _SURELY_ALIKE]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for likeness, i, j in sorted(found, key=lambda item: (-item[0], item[1:])):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield Pairing((i,), (j,), likeness)


def _shingles(text: str) -> set[str]:
    flat = "".join(text.casefold().split())
    return {flat[k : k + _SHINGLE] for k in range(max(1, len(flat) - _SHINGLE + 1))}
