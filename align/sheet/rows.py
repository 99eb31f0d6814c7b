"""A bitext with what was found in it becomes the rows that people see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from align.model import SEVERITIES, Bitext, Concept, Entry, Hit, Issue, Row, Run, Sheet, Term, Termbase, Unit
from align.sheet.digests import digest
from align.text.tags import same_language

__all__ = ["build_sheet"]

_AVOIDED: Final = frozenset({"deprecated", "forbidden"})


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
    concepts = {concept.id: concept for concept in termbase.concepts}
    entries: dict[str, Entry] = {}
    by_unit: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        by_unit[issue.unit].append(issue)
    uses: Counter[str] = Counter()
    rows = []
    for unit, hits, source in zip(bitext.units, target_hits, source_hits, strict=True):
        uses.update(hit.term.concept for hit in hits)
        used = dict.fromkeys(hit.term.concept for hit in (*hits, *source))
        for name in used:
            if name not in entries:
                entries[name] = _entry(concepts[name], bitext)
        rows.append(
            Row(
                target=tuple(_highlight(unit, hits)),
                terms=tuple(_terms([entries[name] for name in used], hits)),
                issues="\n".join(f"{issue.rule}: {issue.message}" for issue in by_unit[unit.id]),
                severity=min((issue.severity for issue in by_unit[unit.id]), key=SEVERITIES.index, default=""),
                digest=digest(unit),
            )
        )
    glossary = (
        replace(entries[concept.id], uses=uses[concept.id]) for concept in termbase.concepts if concept.id in entries
    )
    return Sheet(bitext, tuple(rows), tuple(glossary))


def _highlight(unit: Unit, hits: Sequence[Hit]) -> Iterator[Run]:
    position = 0
    for hit in hits:
        if hit.start > position:
            yield Run(unit.target[position : hit.start])
        yield Run(hit.text, "bad" if hit.term.status in _AVOIDED else "term")
        position = hit.end
    if position < len(unit.target):
        yield Run(unit.target[position:])


def _terms(entries: Sequence[Entry], hits: Sequence[Hit]) -> Iterator[Run]:
    """One line a concept: ``source term = preferred target term``, and behind it what the unit should not say."""
    for number, entry in enumerate(entries):
        if number:
            yield Run("\n")
        if entry.keep:
            yield Run(entry.target or entry.source)
            yield Run(" (keep)", "dim")
        else:
            short = f" ({entry.also[0]})" if entry.also and entry.also[0].isupper() else ""
            yield Run(f"{entry.source or '?'} = {entry.target or '?'}{short}")
        for wrong in dict.fromkeys(
            h.text for h in hits if h.term.concept == entry.concept and h.term.status in _AVOIDED
        ):
            yield Run(" ✗ ", "dim")
            yield Run(wrong, "bad")


def _entry(concept: Concept, bitext: Bitext) -> Entry:
    source = [term for term in concept.terms if same_language(term.lang, bitext.source_lang)]
    target = [term for term in concept.terms if same_language(term.lang, bitext.target_lang)]
    admitted = [term for term in target if term.status == "admitted"]
    return Entry(
        concept=concept.id,
        source=_preferred(source),
        target=_preferred(target),
        also=tuple(term.text for term in sorted(admitted, key=lambda term: term.type != "acronym")),
        avoid=tuple(term.text for term in target if term.status in _AVOIDED),
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
