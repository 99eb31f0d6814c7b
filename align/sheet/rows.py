"""A bitext with what was found in it becomes the rows that people see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from align.model import SEVERITIES, Bitext, Concept, Entry, Hit, Issue, Row, Run, Sheet, Term, Termbase, Unit
from align.sheet.digests import digest
from align.text.tags import same_language

__all__ = ["SheetMaker", "build_sheet", "glossary_entries"]


def build_sheet(
    bitext: Bitext,
    termbase: Termbase,
    target_hits: Sequence[Sequence[Hit]],
    source_hits: Sequence[Sequence[Hit]],
    issues: Iterable[Issue],
) -> Sheet:
    """The sheet of a bitext.

    Args:
        bitext: The units.
        termbase: The terms in force.
        target_hits: The hits in each unit's target, in the order of the units.
        source_hits: Likewise of the sources.
        issues: What the checks found; those of other units than the bitext's are left out.
    """
    return SheetMaker(termbase, bitext).sheet(bitext, target_hits, source_hits, issues)


@dataclass(frozen=True, slots=True)
class _Made:
    """A row, what it was made of, and its concepts with how often each is hit."""

    unit: Unit
    found: tuple[Sequence[Hit], Sequence[Hit], Sequence[Issue]]
    row: Row
    concepts: Counter[str]


class SheetMaker:
    """Makes sheets of a bitext while it changes; a row in which nothing changed since the last one is kept.

    Args:
        termbase: The terms in force.
        bitext: Its languages count.
    """

    def __init__(self, termbase: Termbase, bitext: Bitext) -> None:
        self._entries = {entry.concept: entry for entry in glossary_entries(termbase, bitext)}
        self._made: dict[str, _Made] = {}

    def sheet(
        self,
        bitext: Bitext,
        target_hits: Sequence[Sequence[Hit]],
        source_hits: Sequence[Sequence[Hit]],
        issues: Iterable[Issue],
    ) -> Sheet:
        """The sheet of the bitext as it is now; arguments as for :func:`build_sheet`."""
        by_unit: dict[str, list[Issue]] = defaultdict(list)
        for issue in issues:
            by_unit[issue.unit].append(issue)
        uses: Counter[str] = Counter()
        made: dict[str, _Made] = {}
        for unit, hits, source in zip(bitext.units, target_hits, source_hits, strict=True):
            found = (hits, source, by_unit.get(unit.id, ()))
            one = self._made.get(unit.id)
            if one is None or one.unit is not unit or one.found != found:
                one = self._make(unit, found)
            if one.concepts:
                fresh = (self._entries[name] for name in one.concepts if not uses[name])
                definitions = "\n".join(_definitions(fresh))
                if definitions != one.row.definitions:
                    one = replace(one, row=replace(one.row, definitions=definitions))
                uses.update(one.concepts)
            made[unit.id] = one
        self._made = made
        rows = tuple(one.row for one in made.values())
        entries = self._entries.items()
        return Sheet(
            bitext, rows, tuple(replace(entry, uses=uses[name]) if name in uses else entry for name, entry in entries)
        )

    def _make(self, unit: Unit, found: tuple[Sequence[Hit], Sequence[Hit], Sequence[Issue]]) -> _Made:
        hits, source, issues = found
        # Source terms first and in their order: that is what the target must say.
        here = _concepts(source) | _concepts(hits)
        row = Row(
            target=tuple(_highlight(unit, hits)),
            terms=tuple(_terms([self._entries[name] for name in here], hits)),
            definitions="",
            issues="\n".join(f"{issue.rule}: {issue.message}" for issue in issues),
            severity=min((issue.severity for issue in issues), key=SEVERITIES.index, default=""),
            digest=digest(unit),
        )
        return _Made(unit, found, row, here)


def _concepts(hits: Sequence[Hit]) -> Counter[str]:
    """The concepts of some hits in their order, and how often each is hit."""
    return Counter(hit.term.concept for hit in hits)


def _highlight(unit: Unit, hits: Sequence[Hit]) -> Iterator[Run]:
    position = 0
    for hit in hits:
        if hit.start > position:
            yield Run(unit.target[position : hit.start])
        yield Run(hit.text, "term" if hit.term.allowed else "bad")
        position = hit.end
    if position < len(unit.target):
        yield Run(unit.target[position:])


def _terms(entries: Sequence[Entry], hits: Sequence[Hit]) -> Iterator[Run]:
    """One line a concept: ``source term = preferred target term``, then what it must not be called.

    Of the terms to avoid those that the unit has come first, as they stand in it.
    """
    for number, entry in enumerate(entries):
        if number:
            yield Run("\n")
        if entry.keep:
            yield Run(entry.target or entry.source)
            yield Run(" (keep)", "dim")
        else:
            short = f" ({entry.also[0]})" if entry.also and entry.also[0].isupper() else ""
            yield Run(f"{entry.source or '?'} = {entry.target or '?'}{short}")
        wrong = [hit for hit in hits if hit.term.concept == entry.concept and not hit.term.allowed]
        known = {hit.term.text for hit in wrong}
        yield from _crossed_out((hit.text for hit in wrong), "bad")
        yield from _crossed_out((text for text in entry.avoid if text not in known), "avoid")


def _crossed_out(texts: Iterable[str], style: str) -> Iterator[Run]:
    for text in dict.fromkeys(texts):
        yield Run(" ✗ ", "dim")
        yield Run(text, style)


def _definitions(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.definition:
            yield f"{entry.target or entry.source or entry.concept}: {entry.definition}"


def glossary_entries(termbase: Termbase, bitext: Bitext) -> Iterator[Entry]:
    """The concepts of a termbase that have a term in one of the languages of a bitext; their uses are not counted."""
    is_source = cache(lambda lang: same_language(lang, bitext.source_lang))
    is_target = cache(lambda lang: same_language(lang, bitext.target_lang))
    for concept in termbase.concepts:
        source = [term for term in concept.terms if is_source(term.lang)]
        target = [term for term in concept.terms if is_target(term.lang)]
        if source or target:
            yield _entry(concept, source, target)


def _entry(concept: Concept, source: Sequence[Term], target: Sequence[Term]) -> Entry:
    admitted = [term for term in target if term.status == "admitted"]
    return Entry(
        concept=concept.id,
        source=_preferred(source),
        target=_preferred(target),
        also=tuple(term.text for term in sorted(admitted, key=lambda term: term.type != "acronym")),
        avoid=tuple(term.text for term in target if not term.allowed),
        keep=any(term.case == "keep" for term in source) and any(term.case == "keep" for term in target),
        definition=concept.definition,
        note="\n".join(
            term.note if term.status == "preferred" else f"{term.text}: {term.note}"
            for term in (*target, *source)
            if term.note
        ),
        uses=0,
    )


def _preferred(terms: Sequence[Term]) -> str:
    return next((term.text for term in terms if term.status == "preferred"), "")
