"""Concepts, their terms, and where these stand in texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

__all__ = [
    "CASES",
    "FULL_FORMS",
    "MATCHED_BY",
    "TERM_STATUSES",
    "TERM_TYPES",
    "Concept",
    "Hit",
    "LayerConflict",
    "Term",
    "Termbase",
]

TERM_STATUSES: Final = ("preferred", "admitted", "deprecated", "forbidden")
_ALLOWED: Final = frozenset({"preferred", "admitted"})
TERM_TYPES: Final = ("full", "acronym", "abbreviation", "short", "name", "variant")
FULL_FORMS: Final = frozenset({"full", "name", "variant"})
"""The types of terms that are not shortened."""
CASES: Final = ("any", "exact", "keep")
MATCHED_BY: Final = ("case", "spelling", "inflection", "script")
"""What may set a term in a text apart from the term: letter case; hyphens, spaces, apostrophes and widths; inflection;
simplified for traditional Chinese."""


@dataclass(frozen=True, slots=True)
class Term:
    """A designation of a concept in one language: one row of a termbase file.

    Attributes:
        concept: Id of the concept.
        lang: BCP 47 tag.
        text: The term itself.
        status: One of :data:`TERM_STATUSES`.
        pos: Part of speech, free text.
        type: One of :data:`TERM_TYPES`.
        case: ``any`` letter case, ``exact``, or ``keep``: exact, and not translated.
        definition: Of the concept; given at one of its terms.
        note: What a translator must know of it.
        source: Where it was found.
        line: Line in the file that it was read from, counted from 1; 0 if from none.
        path: That file, as it was named; empty if from none.
    """

    concept: str
    lang: str
    text: str
    status: str = "preferred"
    pos: str = ""
    type: str = "full"
    case: str = "any"
    definition: str = ""
    note: str = ""
    source: str = ""
    line: int = field(default=0, compare=False)
    path: str = field(default="", compare=False)

    @property
    def allowed(self) -> bool:
        """Whether it may be used: it is preferred or admitted."""
        return self.status in _ALLOWED

    @property
    def place(self) -> str:
        """File and line, as far as they are known: ``glossary/ai.csv:3``."""
        return ":".join(part for part in (self.path, str(self.line or "")) if part)


@dataclass(frozen=True, slots=True)
class Concept:
    """What all terms of one concept id stand for."""

    id: str
    terms: tuple[Term, ...]

    @property
    def definition(self) -> str:
        """The first definition given at any of the terms, or empty."""
        return next((term.definition for term in self.terms if term.definition), "")


@dataclass(frozen=True, slots=True)
class LayerConflict:
    """Two layers of a termbase that contradict each other; what the upper one says holds.

    Attributes:
        upper: The term of the upper layer.
        lower: The term of the lower layer, as its file has it.
        message: What the two disagree about, one sentence.
    """

    upper: Term
    lower: Term
    message: str


@dataclass(frozen=True, slots=True)
class Termbase:
    """Concepts in the order of their file.

    Attributes:
        concepts: The concepts, with the terms that hold.
        conflicts: Where layers contradict each other.
    """

    concepts: tuple[Concept, ...] = ()
    conflicts: tuple[LayerConflict, ...] = ()

    @property
    def terms(self) -> Iterator[Term]:
        """All terms of all concepts, in order."""
        for concept in self.concepts:
            yield from concept.terms

    @classmethod
    def from_terms(cls, terms: Iterable[Term]) -> Termbase:
        """Group terms by concept id, in the order of first occurrence."""
        grouped: dict[str, list[Term]] = {}
        for term in terms:
            grouped.setdefault(term.concept, []).append(term)
        return cls(tuple(Concept(name, tuple(members)) for name, members in grouped.items()))

    def __getitem__(self, concept: str) -> Concept:
        for candidate in self.concepts:
            if candidate.id == concept:
                return candidate
        raise KeyError(concept)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text.

    Attributes:
        start: Offset of its first code point in the text that was searched.
        end: Offset behind its last one.
        text: What stands there, which may be inflected or spelled with other hyphens than the term.
        term: The term that matched.
        how: Members of :data:`MATCHED_BY`: all that sets the text apart from the term; none if it is spelled as it is.
    """

    start: int
    end: int
    text: str
    term: Term
    how: tuple[str, ...] = ()
