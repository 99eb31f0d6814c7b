"""What a row shows: its texts in stretches of one look, its issues, and what a person asks of its terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import SEVERITIES, Concept, Hit, Issue, Unit
from align.review.editing import CONFIRMED
from align.review.filters import DOUBTFUL
from align.review.session import Session
from align.text.tags import same_language

__all__ = ["ShownConcept", "ShownRow", "Stretch", "concepts_of", "shown_concept", "shown_rows", "stretches"]

_SURE = 0.8
_MARKS = {"open": "⟨", "close": "⟩", "alone": "◊"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text with one look.

    Attributes:
        text: The stretch.
        concept: Id of the concept whose term it is, or empty.
        bad: Whether that term is deprecated or forbidden.
        severity: The gravest severity of the issues in it, or empty.
        code: What the mark-up is that stands here; the text is a mark for it then.
    """

    text: str
    concept: str = ""
    bad: bool = False
    severity: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as people see it.

    Attributes:
        number: Its number, from 1.
        unit: The unit.
        version: Its version.
        source: The source in stretches.
        target: The target in stretches.
        issues: What is wrong with it, the gravest first.
        band: How sure the alignment is: ``sure``, ``fair``, ``doubtful``, or empty where it is not known.
        confirmed: Whether a person has confirmed it.
        section: The section that begins with it, or empty.
        speaker: The speaker that begins with it, or empty.
    """

    number: int
    unit: Unit
    version: int
    source: tuple[Stretch, ...]
    target: tuple[Stretch, ...]
    issues: tuple[Issue, ...]
    band: str
    confirmed: bool
    section: str
    speaker: str


@dataclass(frozen=True, slots=True)
class ShownConcept:
    """A concept for a translator.

    Attributes:
        id: Its id.
        source: The terms of the source language, the preferred one first.
        target: Those of the target language that may be used, likewise.
        avoid: Those of the target language that must not be used.
        definition: What it is.
        notes: What is to be known of its terms.
    """

    id: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    avoid: tuple[str, ...]
    definition: str
    notes: tuple[str, ...]


def shown_rows(session: Session, ids: Sequence[str]) -> list[ShownRow]:
    """Some rows as people see them; ids of rows that are no more are left out."""
    state = session.state
    units = [state.unit(unit_id) for unit_id in ids if unit_id in state]
    return [_row(session, unit, *hits) for unit, hits in zip(units, session.inspector.hits(units), strict=True)]


def _row(session: Session, unit: Unit, source: Sequence[Hit], target: Sequence[Hit]) -> ShownRow:
    place = session.state.place(unit.id)
    before = session.state.units[place - 1] if place else None
    issues = sorted(session.issues.get(unit.id, ()), key=lambda issue: SEVERITIES.index(issue.severity))
    return ShownRow(
        place + 1,
        unit,
        session.version(unit.id),
        tuple(stretches(unit, "source", source, issues)),
        tuple(stretches(unit, "target", target, issues)),
        tuple(issues),
        _band(unit.score),
        unit.status in CONFIRMED,
        unit.section if before is None or before.section != unit.section else "",
        unit.speaker if before is None or before.speaker != unit.speaker or before.section != unit.section else "",
    )


def _band(score: float | None) -> str:
    if score is None:
        return ""
    return "sure" if score >= _SURE else "fair" if score >= DOUBTFUL else "doubtful"


def stretches(unit: Unit, side: str, hits: Sequence[Hit], issues: Sequence[Issue]) -> list[Stretch]:
    """A side of a unit in stretches; without the marks of mark-up they add up to it.

    An issue that is about the whole side marks nothing in it.
    """
    text = getattr(unit, side)
    codes = getattr(unit, f"{side}_codes")
    spans = [
        issue
        for issue in issues
        if issue.side == side and issue.start < issue.end and (issue.start, issue.end) != (0, len(text))
    ]
    if not hits and not spans and not codes:
        return [Stretch(text)] if text else []
    edges = {0, len(text)}
    for start, end in [*((hit.start, hit.end) for hit in hits), *((issue.start, issue.end) for issue in spans)]:
        edges |= {start, end}
    edges |= {code.offset for code in codes}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    found: list[Stretch] = []
    for number, start in enumerate(cuts):
        found += (
            Stretch(_MARKS[code.kind], code=code.data or code.id or code.kind) for code in codes if code.offset == start
        )
        if number + 1 == len(cuts):
            break
        hit = next((hit for hit in hits if hit.start <= start < hit.end), None)
        grave = [issue.severity for issue in spans if issue.start <= start < issue.end]
        severity = min(grave, key=SEVERITIES.index, default="")
        concept, bad = (hit.term.concept, not hit.term.allowed) if hit else ("", False)
        found.append(Stretch(text[start : cuts[number + 1]], concept, bad, severity))
    return found


def concepts_of(session: Session, unit: Unit) -> list[ShownConcept]:
    """The concepts that a row has on either side, those of the source first."""
    ((source, target),) = session.inspector.hits([unit])
    names = dict.fromkeys(hit.term.concept for hit in (*source, *target))
    found = (session.inspector.concept(name) for name in names)
    langs = (session.state.rest.source_lang, session.state.rest.target_lang)
    return [shown_concept(concept, langs) for concept in found if concept is not None]


def shown_concept(concept: Concept, langs: tuple[str, str]) -> ShownConcept:
    """A concept for a translator of two languages."""
    source, target = ([term for term in concept.terms if same_language(term.lang, lang)] for lang in langs)
    order = sorted(target, key=lambda term: term.status != "preferred")
    return ShownConcept(
        concept.id,
        tuple(term.text for term in sorted(source, key=lambda term: term.status != "preferred")),
        tuple(term.text for term in order if term.allowed),
        tuple(term.text for term in target if not term.allowed),
        concept.definition,
        tuple(dict.fromkeys(term.note for term in (*target, *source) if term.note)),
    )
