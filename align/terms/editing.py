"""What a change to a termbase must not do, and where in its file a new term goes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from align.errors import ArgumentError
from align.model import TERM_STATUSES, Term
from align.terms.references import related

__all__ = ["Places", "check_term", "same_spelling", "usual_status"]


def usual_status(concept: str, lang: str, terms: Iterable[Term]) -> str:
    """The status of a new term that is given none: preferred if it is the first so in its language, else admitted."""
    taken = any(term.concept == concept and term.lang == lang and term.status == "preferred" for term in terms)
    return "admitted" if taken else "preferred"


def same_spelling(one: Term, other: Term) -> bool:
    """Whether two terms of one language match the same texts: spelled alike, in any case if both match so."""
    return one.text == other.text or (one.case == other.case == "any" and one.text.casefold() == other.text.casefold())


def check_term(term: Term, others: Iterable[Term], before: Term | None = None) -> None:
    """Refuse a term that stands in its termbase already or contradicts it.

    Args:
        term: The term as it shall be; its ``path`` tells the layer.
        others: All other terms of all layers.
        before: The term as it was; what was wrong with it already is no reason.

    Raises:
        ArgumentError: It stands there already, a second term would be preferred, or the same term would be one of two
            concepts, unless both tell to avoid it or refer to each other (:mod:`align.terms.references`).
    """
    for other in others:
        fault = _fault(term, other)
        known = None if before is None else _fault(before, other)
        if fault and (known is None or fault[0] != known[0]):
            raise ArgumentError(fault[1])


def _fault(term: Term, other: Term) -> tuple[str, str] | None:
    """Why a termbase that has one term may not have the other: the kind of fault, and the reason."""
    if other.lang != term.lang:
        return None
    if other.concept == term.concept:
        return _within_concept(term, other)
    if not term.allowed and not other.allowed:
        return None
    if not same_spelling(term, other) or related(term, other):
        return None
    already = " already" if term.status == other.status else ""
    return (
        "shared",
        f'"{other.text}" is {other.status} in {other.concept}{already}, {other.place}; '
        f"if {term.concept} does share it, say so in its note: --note 'see: {other.concept}'",
    )


def _within_concept(term: Term, other: Term) -> tuple[str, str] | None:
    same_layer = other.path == term.path
    if other.text == term.text and (same_layer or (other.status, other.case) == (term.status, term.case)):
        return (
            "there already",
            f'"{term.text}" is a term of {term.concept} in {term.lang} already: {other.status}, {other.place}; '
            "change it with align terms edit",
        )
    if same_layer and term.status == other.status == "preferred":
        return (
            "preferred",
            f'{term.concept} has a preferred term in {term.lang} already: "{other.text}", {other.place}; give '
            "--demote to make that one admitted, or another --status",
        )
    return None


class Places:
    """Where in a file new terms go.

    A term goes to its concept, there to its language, there behind those of no worse status. A new language goes where
    the tags stay sorted, a new concept where the ids do, if the file keeps them sorted (its beginning may differ), else
    to the end.

    Args:
        terms: The terms of the file, in order.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._own: dict[str, list[int]] = {}
        for number, term in enumerate(terms):
            self._own.setdefault(term.concept, []).append(number)
        order = list(self._own)
        self._key = max((str.casefold, _plain), key=lambda key: len(_sorted_tail(order, key)))
        self._tail = _sorted_tail(order, self._key)
        self._order = order

    def of(self, term: Term) -> int:
        """Number of the term that a new one goes behind, -1 for the first place."""
        own = self._own.get(term.concept)
        if own is None:
            return self._of_concept(term.concept)
        same = [n for n in own if self._terms[n].lang == term.lang]
        if same:
            rank = TERM_STATUSES.index(term.status)
            better = [n for n in same if TERM_STATUSES.index(self._terms[n].status) <= rank]
            return better[-1] if better else same[0] - 1
        before = [n for n in own if self._terms[n].lang < term.lang]
        return before[-1] if before else own[0] - 1

    def _of_concept(self, concept: str) -> int:
        order, tail = self._order, self._tail
        if 2 * len(tail) <= len(order):
            return len(self._terms) - 1
        at = len(order) - len(tail) + bisect_right(tail, self._key(concept))
        return len(self._terms) - 1 if at == len(order) else self._own[order[at]][0] - 1


def _sorted_tail(order: Sequence[str], key: Callable[[str], str]) -> list[str]:
    """The keys of the longest end of a list that is sorted."""
    keys = list(map(key, order))
    start = len(keys)
    while start and (start == len(keys) or keys[start - 1] <= keys[start]):
        start -= 1
    return keys[start:]


def _plain(text: str) -> str:
    return text
