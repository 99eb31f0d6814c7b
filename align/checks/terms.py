"""Terms against themselves: one concept, one rendering."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from align.checks.context import Context, places
from align.model import FULL_FORMS, Hit, Issue, Term, Unit
from align.text.acronyms import Expansion
from align.text.stems import phrase_key
from align.text.tags import same_language

__all__ = ["mixed_concepts", "term_inconsistent"]


@dataclass(frozen=True, slots=True)
class _Rendering:
    """One occurrence of a full form; ``term`` is None where the termbase does not know it."""

    unit: Unit
    start: int
    end: int
    term: Term | None

    @property
    def text(self) -> str:
        return self.unit.target[self.start : self.end]

    def key(self, lang: str) -> str:
        return phrase_key(self.term.text if self.term else self.text, lang)


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
    for name, renderings in _by_concept(context).items():
        ways = _ways(context, renderings)
        if not _is_mixed(ways, renderings):
            continue
        preferred = _preferred(context, name)
        said = "; ".join(f'"{group[0].text}" ({places([r.unit for r in group])})' for group in ways.values())
        advice = f'; use "{preferred}"' if preferred else ""
        for rendering in renderings:
            right = rendering.term is not None and rendering.term.allowed
            yield Issue(
                rule="term_inconsistent",
                severity="info" if right else "warning",
                message=f"{name} is rendered in {len(ways)} ways: {said}{advice}",
                unit=rendering.unit.id,
                side="target",
                start=rendering.start,
                end=rendering.end,
            )


def mixed_concepts(context: Context) -> frozenset[str]:
    """The concepts that a document renders in several ways."""
    found = _by_concept(context).items()
    return frozenset(name for name, renderings in found if _is_mixed(_ways(context, renderings), renderings))


def _ways(context: Context, renderings: list[_Rendering]) -> dict[str, list[_Rendering]]:
    ways: dict[str, list[_Rendering]] = defaultdict(list)
    for rendering in renderings:
        ways[rendering.key(context.bitext.target_lang)].append(rendering)
    return ways


def _is_mixed(ways: dict[str, list[_Rendering]], renderings: list[_Rendering]) -> bool:
    return len(ways) > 1 and not all(r.term is not None and r.term.allowed for r in renderings)


def _by_concept(context: Context) -> dict[str, list[_Rendering]]:
    """The full forms in the text by concept, or by acronym where the termbase does not know it."""
    concepts = {
        term.text: term.concept
        for term in context.termbase.terms
        if term.type == "acronym" and same_language(term.lang, context.bitext.target_lang)
    }
    found: dict[str, list[_Rendering]] = defaultdict(list)
    expanded_in: dict[str, list[Expansion]] = defaultdict(list)
    for pair, expansion in context.expansions:
        expanded_in[pair.unit.id].append(expansion)
    for unit, hits in zip(context.units, context.target_hits, strict=True):
        expanded = expanded_in.get(unit.id, [])
        for hit in hits:
            if hit.term.type in FULL_FORMS and not any(_inside(hit, e.start, e.end) for e in expanded):
                found[hit.term.concept].append(_Rendering(unit, hit.start, hit.end, hit.term))
        for expansion in expanded:
            concept = concepts.get(expansion.acronym, expansion.acronym)
            term = next(
                (h.term for h in hits if h.term.concept == concept and _inside(h, expansion.start, expansion.end)), None
            )
            found[concept].append(_Rendering(unit, expansion.start, expansion.end, term))
    return found


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
