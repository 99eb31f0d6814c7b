"""Where the terms of a termbase may stand in a text, which of these places stand a closer look, and which are chosen.

An automaton finds the places, overlaps included. A closer look (:mod:`align.terms.forms`) takes most of the time, and
only what the choice needs to know of is looked at: nothing inside a longer term that stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from align.model import TERM_STATUSES, Term
from align.terms.folding import Folded
from align.terms.forms import Form, form_of, has_signs
from align.terms.keys import keys
from align.terms.vocabulary import Haystack, Mixed, Place, Vocabulary, Words

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["Found", "Search"]

Found = tuple[int, int, Form]
"""Where a term begins and ends in a text, and what made it match."""

_MOST_FORMS: Final = 1 << 16
_begin: Final = itemgetter(0)
_end: Final = itemgetter(1)


class Search:
    """Looks for terms in texts of words alone, or in mixed ones.

    Args:
        terms: The terms.
        cores: The core of each (:func:`align.terms.keys.core_of`); an iterator lets them go before the automaton is
            built.
        vocabulary: Their words.
        lang: BCP 47 tag of the texts.
        variants: Letters that may stand for each other, by letter.
        mixed: Texts hold letters that are searched one by one.
    """

    def __init__(
        self,
        terms: Sequence[Term],
        cores: Iterable[str],
        vocabulary: Vocabulary,
        lang: str,
        variants: Mapping[str, str],
        *,
        mixed: bool,
    ) -> None:
        from ahocorasick_rs import AhoCorasick  # here: a process that looks for no terms needs it not

        self._vocabulary, self._lang, self._variants = vocabulary, lang, variants
        self._haystack: type[Words | Mixed] = Mixed if mixed else Words
        by_key: dict[str, Term | list[Term]] = {}
        for term, core in zip(terms, cores, strict=True):
            for key in keys(core, vocabulary, mixed=mixed):
                known = by_key.setdefault(key, term)
                if isinstance(known, list):
                    known.append(term)
                elif known is not term:
                    by_key[key] = [known, term]
        self._terms = list(by_key.values())
        self._signed = {number for number in range(len(by_key)) if any(map(has_signs, self._of_key(number)))}
        self._automaton: AhoCorasick | None = AhoCorasick(by_key, store_patterns=False) if by_key else None
        self._known: dict[str, tuple[Form, ...]] = {}

    def places(self, folded: Folded, start: int) -> list[Place]:
        """Where terms may stand in a folded stretch of a text that begins at ``start``, overlaps included."""
        haystack: Haystack = self._haystack(folded.text, self._vocabulary)
        matches = self._automaton.find_matches_as_indexes(haystack.text, overlapping=True) if self._automaton else ()
        return folded.read(haystack.places(matches), start) if matches else []

    def chosen(self, text: str, places: Iterable[Place], *, nested: bool) -> list[Found]:
        """The terms at some places of a text, by where they begin; with ``nested`` also those inside longer ones."""
        return self.standing(text, places) if nested else self.longest(text, places)

    def standing(self, text: str, places: Iterable[Place]) -> list[Found]:
        """All terms that stand at some places of a text, by where they begin, the longer first."""
        found = [one for place in places for one in self._standing(text, *place)]
        found.sort(key=lambda one: (one[0], -one[1]))
        return found

    def longest(self, text: str, places: Iterable[Place]) -> list[Found]:
        """Of the terms that stand at some places of a text the longest where they overlap, by where they begin."""
        candidates, settled = self._settled(text, places)
        candidates.sort(key=_begin)
        chosen: list[Found] = []
        for group in _overlapping(candidates):
            first, taken = group[0][0], bytearray()
            if len(group) > 1:
                group.sort(key=_length, reverse=True)  # of the same length the first stays first
                taken = bytearray(max(map(_end, group)) - first)
            for begin, until, key in group:
                # What was taken is as long at least: it cannot lie inside.
                if taken and (taken[begin - first] or taken[until - 1 - first]):
                    continue
                form = self._form(text, begin, until, key) if key >= 0 else settled[~key]
                if form is not None:
                    chosen.append((begin, until, form))
                    if taken:
                        taken[begin - first : until - first] = b"\x01" * (until - begin)
        chosen.sort(key=_begin)
        return chosen

    def _settled(self, text: str, places: Iterable[Place]) -> tuple[list[Place], list[Form]]:
        """The places, those of terms with signs looked at already: they reach further than their keys.

        Instead of a key these have ``~number``, the number of their form in the list.
        """
        if not self._signed:
            return list(places), []
        settled: list[Form] = []
        kept: list[Place] = []
        for place in places:
            if place[2] not in self._signed:
                kept.append(place)
                continue
            for begin, until, form in self._standing(text, *place):
                kept.append((begin, until, ~len(settled)))
                settled.append(form)
        return kept, settled

    def _standing(self, text: str, begin: int, until: int, key: int) -> Iterator[Found]:
        """What stands at a place: of each span the best term."""
        spans: set[tuple[int, int]] = set()
        for form in self._forms(key, text[begin:until]):
            span = (begin, until) if form.free else form.span(text, begin, until)
            if span is not None and span not in spans:
                spans.add(span)
                yield (*span, form)

    def _form(self, text: str, begin: int, until: int, key: int) -> Form | None:
        """The best term at a place of terms without signs."""
        for form in self._forms(key, text[begin:until]):
            if form.free or form.span(text, begin, until) is not None:
                return form
        return None

    def _forms(self, key: int, found: str) -> tuple[Form, ...]:
        """What a stretch of text may be, the best first; kept while there is room. Its key follows from the stretch."""
        known = self._known.get(found)
        if known is not None:
            return known
        made = [f for term in self._of_key(key) if (f := form_of(term, found, self._lang, self._variants)) is not None]
        if len(made) > 1:
            made.sort(key=_rank)
        forms = tuple(made)
        if len(self._known) < _MOST_FORMS:
            self._known[found] = forms
        return forms

    def _of_key(self, key: int) -> Sequence[Term]:
        terms = self._terms[key]  # a list for each of very many terms would take memory
        return terms if isinstance(terms, list) else (terms,)


def _length(place: Place) -> int:
    return place[1] - place[0]


def _overlapping(places: Iterable[Place]) -> Iterator[list[Place]]:
    """Places by where they begin, those in one list that overlap, or that others between them join."""
    group: list[Place] = []
    reach = -1
    for place in places:
        if place[0] >= reach and group:
            yield group
            group = []
        group.append(place)
        reach = max(reach, place[1])
    if group:
        yield group


def _rank(form: Form) -> tuple[bool, bool, int]:
    """Sort key of forms of one stretch: spelled just so, then in another letter case only, then the better status."""
    return bool(form.how), form.how not in {(), ("case",)}, TERM_STATUSES.index(form.term.status)
