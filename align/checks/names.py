"""Names that differ in one letter."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from align.checks.context import CJK, Context, Place, Survey, places
from align.checks.tables import words
from align.checks.vocabulary import Tally, Vocabulary, rarer_first

__all__ = ["NearNames"]

_SUFFIXES: Final = words("lists", "suffixes")
_TWO_NAMES: Final = frozenset(
    {frozenset({"shanxi", "shaanxi"}), frozenset({"henan", "hainan"}), frozenset({"niger", "nigeria"})}
)


@dataclass(slots=True)
class _Name(Tally):
    """A word with a capital, and whether it stands in the middle of a sentence somewhere."""

    inside: bool = False


class NearNames(Survey):
    """Names that differ in one letter: two spellings of one, where one of them is rare; of that what is to be said."""

    needs = (Vocabulary,)

    def __init__(self) -> None:
        self._near: list[tuple[str, str]] | None = None
        self._names: dict[str, _Name] = {}
        self.found: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def see(self, context: Context) -> None:
        """Take in the next stretch."""
        if self._near is None:
            # In German and Luxembourgish all nouns have capitals.
            apart = context.lang in {*CJK, "de", "lb"}
            self._near = [] if apart else _near(context.survey(Vocabulary).words)
            self._wanted = frozenset(word for pair in self._near for word in pair)
        for word, place in context.places_of(self._wanted):
            name = self._names.setdefault(word, _Name.of(place))
            name.count += 1
            name.inside = name.inside or _inside(place)

    def end(self) -> None:
        """Draw conclusions."""
        for one, other in self._near or ():
            if self._names[one].inside and self._names[other].inside:
                self._rarer(one, other)

    def _rarer(self, one: str, other: str) -> None:
        rare, usual = sorted((one, other), key=lambda word: rarer_first(self._names[word]))
        if self._names[rare].count > 2 and self._names[rare].count * 4 > self._names[usual].count:
            return
        severity = "info" if len(one) == len(other) and sorted(one.lower()) != sorted(other.lower()) else "warning"
        message = f'"{rare}" is written "{usual}" elsewhere ({places([self._names[usual].unit])})'
        if (severity, message) not in self.found[rare]:
            self.found[rare].append((severity, message))


def _near(vocabulary: Mapping[str, None]) -> list[tuple[str, str]]:
    """Words with a capital, never in small letters, that differ in one letter and may be one name."""
    names = [
        word
        for word in vocabulary
        if len(word) >= 6 and word[0].isupper() and word[1:].islower() and word.lower() not in vocabulary
    ]
    # Two words that differ by one letter share what is left when one letter is taken out of each.
    hashes = sorted(array("q", (hash(rest) for word in names for rest in _rests(word))))
    shared = {one for one, other in pairwise(hashes) if one == other}
    by_rest: dict[str, list[str]] = defaultdict(list)
    for word in names:
        for rest in _rests(word):
            if hash(rest) in shared:
                by_rest[rest].append(word)
    near = {pair for group in by_rest.values() for pair in combinations(group, 2)}
    return sorted((one, other) for one, other in near | _exchanged(names) if _one_name(one, other))


def _rests(word: str) -> set[str]:
    """A word in small letters, whole and without each of its letters but the first."""
    lower = word.lower()
    return {lower, *(lower[:place] + lower[place + 1 :] for place in range(1, len(lower)))}


def _exchanged(names: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of words that differ by two neighbours that changed places."""
    known = set(names)
    swapped = (
        (word, word[:place] + word[place + 1] + word[place] + word[place + 2 :])
        for word in known
        for place in range(1, len(word) - 1)
    )
    return {(one, other) for one, other in swapped if one < other and other in known}


def _inside(place: Place) -> bool:
    """Whether a word with a capital stands in the middle of a sentence."""
    pair, start, _ = place
    return start > 0 and pair.target[start - 1] == " " and pair.target[start - 2] not in '.!?:”"'


def _one_name(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    if frozenset({one, other}) in _TWO_NAMES:
        return False
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        return long[len(short) :] not in _SUFFIXES
    if len(one) == len(other) and one[-2:] != other[-2:] and one[:-2] == other[:-2]:
        return False  # an ending
    return _one_edit(one, other) and (len(one) != len(other) or len(one) >= 7 or sorted(one) == sorted(other))


def _one_edit(one: str, other: str) -> bool:
    """Whether two words differ by one letter that is missing, exchanged or moved (Damerau 1964)."""
    short, long = sorted((one, other), key=len)
    start = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    return short[start + 1 :] == long[start + 1 :] or (
        short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    )
