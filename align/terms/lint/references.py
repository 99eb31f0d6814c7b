"""Rules about references from concept to concept (:mod:`align.terms.references`)."""

from __future__ import annotations

from collections.abc import Iterator

from align.model import Term
from align.terms.lint.context import LintContext
from align.terms.references import references

__all__ = ["reference_circular", "reference_dangling"]


def reference_dangling(context: LintContext) -> Iterator[tuple[Term, str]]:
    """A note refers to a concept that is not in the termbase."""
    known = {concept.id for concept in context.termbase.concepts}
    for term in context.termbase.terms:
        for kind, concept in references(term.note):
            if concept not in known:
                yield term, f'"{kind}: {concept}" leads nowhere: there is no concept {concept}'


def reference_circular(context: LintContext) -> Iterator[tuple[Term, str]]:
    """Concepts refer to each other in a circle by ``use``, or a concept refers to itself.

    Concepts that refer to each other by ``see`` are right: they are related.
    """
    leads: dict[str, dict[str, Term]] = {}
    for term in context.termbase.terms:
        for kind, concept in references(term.note):
            if concept == term.concept:
                yield term, f'"{kind}: {concept}" refers to its own concept'
            elif kind == "use":
                leads.setdefault(term.concept, {}).setdefault(concept, term)
    done: set[str] = set()
    for start in leads:
        for circle in _circles(start, leads, done):
            path = " → ".join([*circle, circle[0]])
            yield leads[circle[-1]][circle[0]], f"these concepts refer to each other in a circle: {path}"


def _circles(start: str, leads: dict[str, dict[str, Term]], done: set[str]) -> Iterator[list[str]]:
    """The circles that a walk from a concept closes; ``done`` are concepts walked through before."""
    if start in done:
        return
    done.add(start)
    path, ways = [start], [iter(leads.get(start, {}))]
    while path:
        following = next(ways[-1], None)
        if following is None:
            path.pop()
            ways.pop()
        elif following in path:
            yield path[path.index(following) :]
        elif following not in done:
            done.add(following)
            path.append(following)
            ways.append(iter(leads.get(following, {})))
