"""Terms that texts offer: acronyms with all their expansions, terms of several words, names, bilingual pairs. Pure.

Nothing is downloaded and no model is used: phrases come from closed word classes and endings, Chinese strings from
their frequency and what stands beside them, pairs from how often both sides meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from align.model import CANDIDATE_KINDS, Candidate, Term, Termbase
from align.terms.extraction.acronyms import acronyms
from align.terms.extraction.names import names
from align.terms.extraction.pairs import log_likelihood, pairs
from align.terms.extraction.passages import Passage, PassagePair
from align.terms.extraction.phrases import phrases
from align.terms.extraction.unspaced import strings
from align.text.concept_ids import name_for
from align.text.stems import phrase_key
from align.text.tags import primary

__all__ = ["Passage", "PassagePair", "extract", "log_likelihood"]

Group = tuple[Candidate, ...]
_SINGLE: Final = frozenset(("term", "name"))


def extract(
    passages: Sequence[Passage],
    units: Sequence[PassagePair] = (),
    termbase: Termbase | None = None,
    kinds: Collection[str] = CANDIDATE_KINDS,
    least: int = 1,
    most: int | None = None,
) -> list[Candidate]:
    """The candidates for a termbase, by kind and the best first; those that belong to one concept stand together.

    Args:
        passages: The sentences of the texts, both sides of bitexts included.
        units: What is translated in them.
        termbase: What is known: candidates that it has are marked and get its concept, and so do those that belong to
            the same concept.
        kinds: Kinds to look for, of :data:`align.model.CANDIDATE_KINDS`.
        least: Times that a candidate must stand in the texts, > 0; pairs must meet twice, and Chinese strings stand
            there twice, in any case.
        most: Groups of each kind that are not known yet; by default all.
    """
    finders: dict[str, Callable[[], Iterable[Group]]] = {
        "acronym": lambda: acronyms(passages),
        "pair": lambda: pairs(units, max(2, least)),
        "term": lambda: [(one,) for one in (*phrases(passages), *strings(passages, max(2, least)))],
        "name": lambda: [(one,) for one in names(passages)],
    }
    known = _known(termbase or Termbase())
    taken = {concept.id.casefold() for concept in (termbase or Termbase()).concepts}
    offered: set[tuple[str, str]] = set()
    found: dict[str, list[Candidate]] = {kind: [] for kind in CANDIDATE_KINDS}
    for kind, finder in finders.items():  # pairs before single terms, which are not offered once more
        if kind not in kinds:
            continue
        new = 0
        for group in finder():
            if max(one.count for one in group) < least or (kind in _SINGLE and _key(group[0]) in offered):
                continue
            marked = _marked(group, known, taken)
            new += any(not one.known for one in marked)
            if most is not None and new > most:
                break
            taken.update(one.concept.casefold() for one in marked)
            offered.update(map(_key, marked))
            found[kind] += marked
    return [candidate for kind in CANDIDATE_KINDS for candidate in found[kind]]


def _key(one: Candidate) -> tuple[str, str]:
    return primary(one.lang), phrase_key(one.text, one.lang)


def _known(termbase: Termbase) -> Mapping[tuple[str, str], list[Term]]:
    found: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in termbase.terms:
        found[primary(term.lang), phrase_key(term.text, term.lang)].append(term)
    return found


def _marked(group: Group, known: Mapping[tuple[str, str], Sequence[Term]], taken: Collection[str]) -> Group:
    """A group with what the termbase knows of it, and with its concept."""
    terms = [_term_of(one, known.get(_key(one), ())) for one in group]
    named = next((term.concept for term in terms if term is not None), "")
    concept = named or name_for([Term("", one.lang, one.concept or one.text) for one in group], taken)
    return tuple(
        replace(one, concept=term.concept, known=f"{term.concept}, {term.status}")
        if term
        else replace(one, concept=concept)
        for one, term in zip(group, terms, strict=True)
    )


def _term_of(one: Candidate, terms: Sequence[Term]) -> Term | None:
    """The term that a candidate is, if the termbase has it; one in exact case must be spelled the same."""
    return next((term for term in terms if term.case == "any" or term.text == one.text), None)
