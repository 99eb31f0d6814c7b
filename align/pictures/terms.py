"""Term use across a document: where each concept of the termbase is used, missing, or called what it must not be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from align.model import Bitext, Entry, Hit, Issue
from align.pictures.series import Table, counted

__all__ = ["RULES", "USES", "ConceptUse", "TermUse", "term_use_of"]

USES: Final = ("used", "missing", "forbidden")
"""What may be said of a concept in a unit: the target says it; it does not, though the source has it; or it says it by
a form that is forbidden or deprecated."""
_MISSING: Final = frozenset({"term_missing", "do_not_translate"})
_FORBIDDEN: Final = frozenset({"term_forbidden", "term_inconsistent"})
RULES: Final = tuple(sorted(_MISSING | _FORBIDDEN))
"""The checks that tell what is missing and forbidden."""


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """The use of one concept.

    Attributes:
        entry: The concept.
        required: Places of the units whose source has it and whose target must.
        used: Places of the units whose target has it, or is taken to have it.
        missing: Places of the units where it is missing.
        forbidden: Places of the units that have a form which must not be used.
    """

    entry: Entry
    required: tuple[int, ...] = ()
    used: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    forbidden: tuple[int, ...] = ()

    @property
    def found(self) -> int:
        """In how many of the units that must have it the target does."""
        return len({*self.required} & {*self.used})

    @property
    def total(self) -> int:
        """In how many units something is said of it."""
        return len({*self.used, *self.missing, *self.forbidden})

    @property
    def label(self) -> str:
        """The preferred terms of both languages, or the id where there is none."""
        names = dict.fromkeys(name for name in (self.entry.source, self.entry.target) if name)
        return " · ".join(names) or self.entry.concept

    def marks(self) -> Iterator[tuple[str, int]]:
        """Each use with its place."""
        for kind in USES:
            for place in getattr(self, kind):
                yield kind, place


@dataclass(frozen=True, slots=True)
class TermUse:
    """Term use across a document.

    Attributes:
        concepts: Those that come up, the most frequent first.
        units: How many units the document has.
        source_lang: BCP 47 tag.
        target_lang: Likewise.
    """

    kind: ClassVar[str] = "terms"
    title: ClassVar[str] = "Terms"

    concepts: tuple[ConceptUse, ...]
    units: int
    source_lang: str
    target_lang: str

    @property
    def counts(self) -> dict[str, int]:
        """How many terms are required, found, missing and forbidden, each counted once a unit."""
        return {
            "required": sum(len(use.required) for use in self.concepts),
            "found": sum(use.found for use in self.concepts),
            "missing": sum(len(use.missing) for use in self.concepts),
            "forbidden": sum(len(use.forbidden) for use in self.concepts),
        }

    @property
    def summary(self) -> str:
        """What it shows, with numbers."""
        counts = self.counts
        used = sum(len(use.used) for use in self.concepts)
        told = f"{counted(len(self.concepts), 'concept')} of the glossary, used {counted(used, 'time')}."
        if counts["required"]:
            told += (
                f" Required by the sources: {counts['required']:,}; found {counts['found']:,},"
                f" missing {counts['missing']:,}."
            )
        return f"{told} Forms that must not be used: {counts['forbidden']:,}."

    @property
    def table(self) -> Table:
        """One row a concept."""
        rows = [
            (
                use.entry.source,
                use.entry.target,
                *(
                    f"{number:,}"
                    for number in (
                        len(use.used),
                        len(use.required),
                        use.found,
                        len(use.missing),
                        len(use.forbidden),
                    )
                ),
            )
            for use in self.concepts
        ]
        head = ("source term", "target term", "used", "required", "found", "missing", "forbidden")
        return Table(head, tuple(rows), (self.source_lang, self.target_lang, "", "", "", "", ""))


def term_use_of(
    bitext: Bitext,
    entries: Sequence[Entry],
    *,
    target_hits: Sequence[Sequence[Hit]],
    loose_hits: Sequence[Sequence[Hit]],
    source_hits: Sequence[Sequence[Hit]],
    issues: Sequence[Issue],
) -> TermUse:
    """The use of terms in a bitext.

    Args:
        bitext: The units.
        entries: The concepts of the termbase.
        target_hits: The hits in each unit's target, in the order of the units.
        loose_hits: Likewise, whatever the letter case, terms in longer ones among them; may be empty.
        source_hits: Likewise of the sources; may be empty.
        issues: What the checks of :data:`RULES` found; suppressed ones count as settled.
    """
    settled = {entry.concept for entry in entries if entry.target}
    faults: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        if not issue.suppressed and issue.rule in RULES:
            faults[issue.unit].append(issue)
    places: dict[str, dict[str, list[int]]] = defaultdict(lambda: {name: [] for name in ("required", *USES)})
    for place, unit in enumerate(bitext.units):
        sources, targets = (hits[place] if hits else () for hits in (source_hits, target_hits))
        avoided = [hit for hit in (loose_hits[place] if loose_hits else targets) if not hit.term.allowed]
        bilingual = unit.source.strip() and unit.target.strip() and not unit.shares_source
        required = {hit.term.concept for hit in sources if hit.term.concept in settled} if bilingual else set()
        found = faults.get(unit.id, ())
        missing = required & _concepts([issue for issue in found if _is_missing(issue)], sources)
        forbidden = _concepts([issue for issue in found if issue.rule in _FORBIDDEN], avoided)
        used = {hit.term.concept for hit in targets if hit.term.allowed} | (required - forbidden)
        for name, concepts in (
            ("required", required),
            ("used", used - missing),
            ("missing", missing),
            ("forbidden", forbidden),
        ):
            for concept in concepts:
                places[concept][name].append(place)
    uses = [
        ConceptUse(entry, **{name: tuple(found) for name, found in places[entry.concept].items()})
        for entry in entries
        if entry.concept in places
    ]
    uses.sort(key=lambda use: -use.total)
    return TermUse(tuple(uses), len(bitext.units), bitext.source_lang, bitext.target_lang)


def _is_missing(issue: Issue) -> bool:
    return issue.rule in _MISSING and issue.severity != "info"


def _concepts(issues: Sequence[Issue], hits: Sequence[Hit]) -> set[str]:
    """The concepts of those hits that issues are about."""
    spans = {(issue.start, issue.end) for issue in issues}
    return {hit.term.concept for hit in hits if (hit.start, hit.end) in spans}
