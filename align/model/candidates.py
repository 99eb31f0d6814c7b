"""Terms that texts offer, for people to keep, edit or drop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["CANDIDATE_KINDS", "DECISIONS", "Candidate"]

CANDIDATE_KINDS: Final = ("acronym", "term", "name", "pair")
DECISIONS: Final = ("keep", "edit", "drop", "known")
"""What may stand in the first column of a review sheet; ``known`` is what the termbase has already."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that was found in texts and not yet looked at by anybody.

    Attributes:
        kind: One of :data:`CANDIDATE_KINDS`: an acronym or an expansion of one, a term of several words, a name, or one
            side of a bilingual pair.
        concept: Id of the concept that it would belong to; candidates that belong together share it.
        lang: BCP 47 tag.
        text: As it stands in the texts, most often.
        type: One of :data:`align.model.TERM_TYPES`.
        case: One of :data:`align.model.CASES`.
        score: How good it is among those of its kind; 0 where nothing is measured.
        count: How often it stands in the texts, > 0.
        places: Where: ``file:line``, or ``file:unit``, in order.
        example: A stretch of text that it stands in; of a pair, of both sides.
        note: What a translator must know of it, such as that an acronym's letters do not come from it.
        known: How the termbase has it, as ``AGI, deprecated``; empty if it does not.
    """

    kind: str
    concept: str
    lang: str
    text: str
    type: str = "full"
    case: str = "any"
    score: float = 0.0
    count: int = 1
    places: tuple[str, ...] = ()
    example: str = ""
    note: str = ""
    known: str = ""
