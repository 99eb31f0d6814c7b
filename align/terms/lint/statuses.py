"""Rules about statuses: what is preferred, what is to be avoided, and what is not used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from align.model import Term
from align.terms.editing import same_spelling
from align.terms.lint.context import LintContext
from align.terms.references import related
from align.text.tags import primary

__all__ = [
    "deprecated_preferred",
    "layer_conflict",
    "preferred_missing",
    "preferred_several",
    "preferred_twice",
    "unused",
]


def preferred_twice(context: LintContext) -> Iterator[tuple[Term, str]]:
    """One term is preferred in two concepts of one language, so that nobody can tell which is meant.

    Terms that are matched in any letter case are the same in any. Homonyms whose concepts refer to each other
    (``see: CONCEPT`` in the note of either) are on purpose.
    """
    first: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in context.termbase.terms:
        if term.status != "preferred":
            continue
        others = first[primary(term.lang), term.text.casefold()]
        for other in others:
            if other.concept != term.concept and same_spelling(term, other) and not related(term, other):
                yield term, f'"{term.text}" is preferred in {other.concept} too ({other.place})'
                break
        others.append(term)


def preferred_several(context: LintContext) -> Iterator[tuple[Term, str]]:
    """A concept has two preferred terms in one language; a sheet can show only one as the term to use."""
    for concept in context.termbase.concepts:
        first: dict[str, Term] = {}
        for term in concept.terms:
            if term.status == "preferred":
                other = first.setdefault(term.lang, term)
                if other is not term:
                    yield (
                        term,
                        f'{concept.id} has two preferred terms in {term.lang}: "{other.text}" ({other.place}) '
                        f'and "{term.text}"; make one admitted',
                    )


def preferred_missing(context: LintContext) -> Iterator[tuple[Term, str]]:
    """A concept has terms in a language, and none of them is preferred.

    A preferred term of any region or script of the language will do.
    """
    for concept in context.termbase.concepts:
        chosen = {primary(term.lang) for term in concept.terms if term.status == "preferred"}
        told: set[str] = set()
        for term in concept.terms:
            language = primary(term.lang)
            if language not in chosen and language not in told:
                told.add(language)
                yield term, f"{concept.id} has no preferred term in {language}"


def deprecated_preferred(context: LintContext) -> Iterator[tuple[Term, str]]:
    """A deprecated or forbidden term is a preferred one as well.

    In another concept, it is so if it is spelled alike, unless the concepts refer to each other; in its own, if the two
    differ in letter case only and both are matched in any.
    """
    preferred: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in context.termbase.terms:
        if term.status == "preferred":
            preferred[term.lang, term.text.casefold()].append(term)
    for term in context.termbase.terms:
        if term.allowed:
            continue
        for other in preferred[term.lang, term.text.casefold()]:
            if other.concept == term.concept:
                if same_spelling(term, other):
                    advice = "" if term.text == other.text else '; give both the case "exact"'
                    yield term, f'"{term.text}" is {term.status}, and "{other.text}" preferred ({other.place}){advice}'
            elif term.text == other.text and not related(term, other):
                yield term, f'"{term.text}" is {term.status}, and preferred in {other.concept} ({other.place})'


def layer_conflict(context: LintContext) -> Iterator[tuple[Term, str]]:
    """Two layers of the termbase contradict each other in the status or case of a term, or in the preferred term.

    What the upper layer says holds.
    """
    for conflict in context.termbase.conflicts:
        yield conflict.lower, f"{conflict.message}; the upper layer holds"


def unused(context: LintContext) -> Iterator[tuple[Term, str]]:
    """A preferred or admitted term stands in none of the texts that were given in its language."""
    for term in context.termbase.terms:
        found = context.found.get(primary(term.lang))
        if found is not None and term.allowed and (term.concept, term.text) not in found:
            yield term, f'"{term.text}" stands in none of the texts'
