"""Words that stand in one part here, in two parts or with a hyphen there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from align.checks.context import CJK, Context, Survey, places
from align.checks.tables import words
from align.checks.vocabulary import Tally, Vocabulary, two_words

__all__ = ["Ways"]

_OPEN_ALIKE: Final = words("lists", "open_alike")


class Ways(Survey):
    """Words that stand in one part, in two, or with a hyphen: of the rarer ways how the word is usually written."""

    needs = (Vocabulary,)

    def __init__(self) -> None:
        self._groups: dict[str, list[str]] | None = None
        self._tallies: dict[str, Tally] = {}
        self.forms: dict[str, tuple[str, str]] = {}

    def see(self, context: Context) -> None:
        """Take in the next stretch."""
        if self._groups is None:
            self._groups = _joined(context.survey(Vocabulary).words) if context.lang not in CJK else {}
            forms = [form for group in self._groups.values() for form in group]
            self._words = frozenset(form for form in forms if " " not in form)
            self._double = two_words(forms)
        for form, place in context.places_of(self._words):
            self._tallies.setdefault(form, Tally.of(place)).count += 1
        for double, place in context.places_of_neighbours(self._double):
            self._tallies.setdefault(" ".join(double), Tally.of(place)).count += 1

    def end(self) -> None:
        """Draw conclusions."""
        order = {form: number for number, form in enumerate(self._tallies)}
        for group in (self._groups or {}).values():
            known = [form for form in group if form in self._tallies]
            double = sorted((form for form in known if " " in form), key=order.__getitem__)
            self._rarer([*double, *(form for form in known if " " not in form)])

    def _rarer(self, forms: Sequence[str]) -> None:
        """Forms that differ in capitals only are one way."""
        ways: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            ways[form.lower()].append(form)
        if len(ways) < 2:
            return
        tallies = {
            key: (sum(self._tallies[form].count for form in found), -self._earliest(found).position)
            for key, found in ways.items()
        }
        usual = max(ways, key=lambda key: tallies[key])
        shown = ways[usual][0]
        for key, found in ways.items():
            if key != usual:
                name = found[0][0].isupper() and shown[0].isupper()
                severity = "info" if " " in key + usual and not name else "warning"
                where = places([self._tallies[shown].unit])
                self.forms |= dict.fromkeys(found, (severity, f'"{shown}" elsewhere ({where})'))

    def _earliest(self, forms: Sequence[str]) -> Tally:
        return min((self._tallies[form] for form in forms), key=lambda tally: tally.position)


def _joined(vocabulary: Iterable[str]) -> dict[str, list[str]]:
    """Forms of words in one part, in two, and with a hyphen, by their letters; whether two parts meet is not known."""
    closed: dict[str, list[str]] = defaultdict(list)
    capitals: dict[str, list[str]] = defaultdict(list)
    for word in vocabulary:
        capitals[word.lower()].append(word)
        if len(word) > 4:
            closed[word.lower().replace("-", "")].append(word)
    groups: dict[str, list[str]] = {}
    for key, written in closed.items():
        double = [
            f"{first} {second}"
            for place in range(1, len(key))
            if key[:place] in capitals and key[place:] in capitals
            for first in capitals[key[:place]]
            for second in capitals[key[place:]]
            if key not in _OPEN_ALIKE and _may_meet(first, second, written)
        ]
        if double or len({word.lower() for word in written}) > 1:
            groups[key] = [*double, *written]
    return groups


def _may_meet(first: str, second: str, closed: Sequence[str]) -> bool:
    """Whether two words beside each other may be one of some words: a name, or a word of two longer parts."""
    name = first[0].isupper() and second[0].isupper()
    written = any("-" not in word and word[0].isupper() == first[0].isupper() for word in closed)
    if name:
        return written or any("-" in word and word[0].isupper() for word in closed)
    return written and len(first) > 2 and len(second) > 2 and first[0].islower()
