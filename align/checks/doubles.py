"""Two words beside each other: names that are turned around, and compounds with a hyphen and without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import compress, count
from typing import Final

from align.checks.context import CJK, Context, Place, Survey, places
from align.checks.scopes import of_document
from align.checks.vocabulary import Tally, Vocabulary, rarer_first, two_words
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["hyphen_variant", "name_variant"]


class _Doubles(Survey):
    """The hashes of two words with capitals that follow each other, whatever stands between them."""

    def __init__(self) -> None:
        self.hashes: set[int] = set()

    def see(self, context: Context) -> None:
        self.hashes.update(map(hash, _doubles(context)))


def _doubles(context: Context) -> Iterator[tuple[str, str]]:
    titles = {word for word in context.words if word.istitle()}
    row = context.row
    for place in compress(count(), map(titles.__contains__, row[:-1])):
        other = row[place + 1]
        if other in titles and other != row[place]:
            yield row[place], other


class _Turned(Survey):
    """Names of two words that stand in both orders: of the rarer one what is to be said."""

    needs = (_Doubles,)

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, str], Tally] = {}
        self.found: dict[tuple[str, str], str] = {}

    def see(self, context: Context) -> None:
        hashes = context.survey(_Doubles).hashes
        turned = frozenset(double for double in _doubles(context) if hash(double[::-1]) in hashes) if hashes else ()
        for double, place in context.places_of_neighbours(frozenset(turned)):
            self._tallies.setdefault(double, Tally.of(place)).count += 1

    def end(self) -> None:
        for double, tally in self._tallies.items():
            usual = self._tallies.get(double[::-1])
            if usual is not None and rarer_first(tally) < rarer_first(usual):
                phrase, other = " ".join(double), " ".join(double[::-1])
                self.found[double] = f'"{phrase}" is written "{other}" elsewhere ({places([usual.unit])})'


@of_document(_Turned)
def name_variant(context: Context) -> Iterator[Issue]:
    """A name of two words stands in both orders.

    Why:
        Chinese, Japanese and Hungarian names begin with the family's name; a text keeps to one order.

    Severity:
        warning

    Fails:
        en: They met Liang Wenfeng in May.
        en: Later Wenfeng Liang agreed.

    Passes:
        en: They met Liang Wenfeng in May.
        en: Later Liang agreed.
    """
    found = context.survey(_Turned).found
    for words_, (pair, start, end) in context.places_of_neighbours(frozenset(found)):
        yield pair.issue("name_variant", "warning", found[words_], start, end)


_FUNCTION_AFTER: Final = lazily(
    r"\s*(?:$|[.,;:!?)\]”\"’]|(?:is|are|was|were|of|in|on|and|or|to|for|with|by|that|which|can|will|as|has|have)\b)"
)


class _Hyphens(Survey):
    """Compounds with a hyphen that stand as two words too: of the rarer way how the other is written."""

    needs = (Vocabulary,)

    def __init__(self) -> None:
        self._forms: dict[str, list[str]] | None = None
        self._tallies: dict[str, Tally] = {}
        self.found: dict[str, list[str]] = defaultdict(list)

    def see(self, context: Context) -> None:
        if self._forms is None:
            known = context.survey(Vocabulary).words
            self._forms = dict(_hyphened(known)) if context.lang not in CJK else {}
        wanted = [form for word, forms in self._forms.items() for form in (word, *forms)]
        for form, place in _alone(context, wanted):
            self._tallies.setdefault(form, Tally.of(place)).count += 1

    def end(self) -> None:
        for word, forms in (self._forms or {}).items():
            open_ = [form for form in forms if form in self._tallies]
            if word not in self._tallies or not open_:
                continue
            hyphened = self._tallies[word]
            first = min((self._tallies[form] for form in open_), key=lambda tally: tally.position)
            together = replace(first, count=sum(self._tallies[form].count for form in open_))
            together.text = self._tallies[open_[0]].text
            together.unit = self._tallies[open_[0]].unit
            rare, usual = sorted((hyphened, together), key=rarer_first)
            said = f'"{usual.text}" elsewhere ({places([usual.unit])})'
            for form in [word] if rare is hyphened else open_:
                self.found[form].append(said)


def _hyphened(vocabulary: Mapping[str, None]) -> Iterator[tuple[str, list[str]]]:
    """Words with one hyphen, and the forms in two words that the vocabulary lets expect."""
    for word in vocabulary:
        if word.count("-") == 1:
            first, second = word.split("-")
            forms = {(first, second): None, (first.lower(), second.lower()): None}
            forms[first.capitalize(), second.lower()] = None
            open_ = [" ".join(form) for form in forms if form[0] in vocabulary and form[1] in vocabulary]
            if open_:
                yield word, open_


def _alone(context: Context, forms: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """Where some forms stand, in one word and in two, not before a noun."""
    forms = list(forms)
    for word, place in context.places_of(form for form in forms if " " not in form):
        if _FUNCTION_AFTER.match(place[0].target, pos=place[2]):
            yield word, place
    for double, place in context.places_of_neighbours(two_words(forms)):
        if _FUNCTION_AFTER.match(place[0].target, pos=place[2]):
            yield " ".join(double), place


@of_document(_Hyphens)
def hyphen_variant(context: Context) -> Iterator[Issue]:
    """A compound is written with a hyphen here and as two words there, both not before a noun.

    Before a noun the hyphen is right (*a long-term goal* beside *in the long term*), so only other places count.

    Why:
        The same word looks different from page to page.

    Severity:
        info

    Fails:
        en: They rely on fine-tuning.
        en: They rely on fine tuning.

    Passes:
        en: It is a long-term goal.
        en: They think in the long term.
    """
    found = context.survey(_Hyphens).found
    for form, place in _alone(context, found):
        pair, start, end = place
        for said in found[form]:
            yield pair.issue("hyphen_variant", "info", f'"{pair.target[start:end]}" is written {said}', start, end)
