"""Terms against themselves: one concept, one rendering."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from align.checks.context import Context, Mark, Survey, marked, places
from align.checks.scopes import of_document
from align.model import FULL_FORMS, Hit, Issue, Term, Unit
from align.text.acronyms import Expansion
from align.text.stems import phrase_key
from align.text.tags import same_language

__all__ = ["Renderings", "term_inconsistent"]


_SHOWN = 12
"""Places of one rendering that a message lists; of further ones it says how many there are."""


class _Rendering(NamedTuple):
    """One occurrence of a full form; ``term`` is None where the termbase does not know it."""

    concept: str
    unit: Unit
    start: int
    end: int
    term: Term | None

    @property
    def allowed(self) -> bool:
        return self.term is not None and self.term.allowed


@dataclass(slots=True)
class _Way:
    """One way to render a concept: how it is written first, and in which units."""

    text: str
    units: list[Mark]
    more: int = 0

    def add(self, unit: Unit) -> None:
        if self.units[-1].id == unit.id:
            return
        if len(self.units) < _SHOWN:
            self.units.append(marked(unit))
        else:
            self.more += 1

    def __str__(self) -> str:
        return f'"{self.text}" ({places(self.units)}{f" and {self.more} more" if self.more else ""})'


class Renderings(Survey):
    """How a document renders concepts; of those that it renders in several ways, which these are."""

    def __init__(self) -> None:
        self._ways: dict[str, dict[str, _Way]] = defaultdict(dict)
        self._allowed: dict[str, bool] = {}
        self._keys: dict[str, str] = {}
        self.mixed: dict[str, list[_Way]] = {}

    def see(self, context: Context) -> None:
        """Take in the next stretch."""
        lang = context.bitext.target_lang
        for rendering in _renderings(context):
            concept, unit = rendering.concept, rendering.unit
            written = unit.target[rendering.start : rendering.end]
            text = rendering.term.text if rendering.term else written
            key = self._keys.get(text)
            if key is None:
                key = self._keys[text] = phrase_key(text, lang)
            ways = self._ways[concept]
            if key in ways:
                ways[key].add(unit)
            else:
                ways[key] = _Way(written, [marked(unit)])
            if not rendering.allowed:
                self._allowed[concept] = False

    def end(self) -> None:
        """Draw conclusions."""
        self.mixed = {
            concept: list(ways.values())
            for concept, ways in self._ways.items()
            if len(ways) > 1 and not self._allowed.get(concept, True)
        }
        self._ways.clear()


@of_document(Renderings)
def term_inconsistent(context: Context) -> Iterator[Issue]:
    """One concept is rendered in several ways in one document.

    The ways are the full forms that the termbase has for a concept, and what the text itself expands the acronym to.
    Forms that the termbase admits beside the preferred one may be mixed. Every occurrence is reported: as a warning
    where it should change, as information where it is the preferred form.

    Why:
        The reader takes two names for two things.

    Severity:
        warning; info at the preferred form

    Fails:
        term: 基础研究 = basic research; never foundational research
        en: They fund basic research.
        en: And foundational research takes long.

    Passes:
        en: They want artificial general intelligence (AGI).
        en: Is AGI near?
    """
    mixed = context.survey(Renderings).mixed
    for rendering in _renderings(context) if mixed else ():
        ways = mixed.get(rendering.concept)
        if ways is None:
            continue
        preferred = _preferred(context, rendering.concept)
        said = "; ".join(map(str, ways))
        advice = f'; use "{preferred}"' if preferred else ""
        yield Issue(
            rule="term_inconsistent",
            severity="info" if rendering.allowed else "warning",
            message=f"{rendering.concept} is rendered in {len(ways)} ways: {said}{advice}",
            unit=rendering.unit.id,
            side="target",
            start=rendering.start,
            end=rendering.end,
        )


def _renderings(context: Context) -> Iterator[_Rendering]:
    """The full forms in the text, with their concept, or the acronym where the termbase does not know it."""
    expanded_in: dict[str, list[Expansion]] = defaultdict(list)
    for pair, expansion in context.expansions:
        expanded_in[pair.unit.id].append(expansion)
    concepts = _acronyms(context)
    watched = context.shared(_watched)
    if not watched and not expanded_in:
        return
    for unit, hits in zip(context.units, context.target_hits, strict=True):
        expanded = expanded_in.get(unit.id, ()) if expanded_in else ()
        for hit in hits:
            if hit.term.concept not in watched:
                continue
            if hit.term.type in FULL_FORMS and not any(_inside(hit, e.start, e.end) for e in expanded):
                yield _Rendering(hit.term.concept, unit, hit.start, hit.end, hit.term)
        for expansion in expanded:
            concept = concepts.get(expansion.acronym, expansion.acronym)
            term = next(
                (h.term for h in hits if h.term.concept == concept and _inside(h, expansion.start, expansion.end)), None
            )
            yield _Rendering(concept, unit, expansion.start, expansion.end, term)


def _watched(context: Context) -> frozenset[str]:
    """The concepts that may be rendered in several ways: that have several full forms, or an acronym to expand."""
    terms = [term for term in context.termbase.terms if same_language(term.lang, context.bitext.target_lang)]
    forms = Counter(term.concept for term in terms if term.type in FULL_FORMS)
    several = {concept for concept, count in forms.items() if count > 1}
    spelled = {concept for concept in forms if concept.isupper()}  # as an acronym that the termbase does not know
    return frozenset(several | spelled | set(_acronyms(context).values()))


def _acronyms(context: Context) -> dict[str, str]:
    """The concepts of the acronyms of the termbase."""
    return {
        term.text: term.concept
        for term in context.termbase.terms
        if term.type == "acronym" and same_language(term.lang, context.bitext.target_lang)
    }


def _inside(hit: Hit, start: int, end: int) -> bool:
    return start <= hit.start and hit.end <= end


def _preferred(context: Context, concept: str) -> str:
    return next(
        (
            term.text
            for term in context.termbase.terms
            if term.concept == concept
            and term.status == "preferred"
            and same_language(term.lang, context.bitext.target_lang)
        ),
        "",
    )
