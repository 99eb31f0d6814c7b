"""References from concept to concept, in the notes of terms.

``see: CONCEPT`` (or ``see also:``) points to a related concept, ``use: CONCEPT`` to the one that is to be used instead.
Several ids are parted by commas, and a semicolon or a new line ends the list; before a reference stands nothing, a full
stop or a semicolon::

    Narrower than the Chinese; see: large-language-model, AI
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from align.model import Term

__all__ = ["Reference", "references", "related"]

_REFERENCE: Final = re.compile(r"(?:^|[;.。；]\s*|\n\s*)(see|use)(?: also)?[:：]\s*([^;；\n]+)", re.IGNORECASE)


class Reference(NamedTuple):
    """A reference: its kind, ``see`` or ``use``, and the id of a concept."""

    kind: str
    concept: str


def references(note: str) -> Iterator[Reference]:
    """The references in a note, in order."""
    for kind, names in _REFERENCE.findall(note):
        for name in re.split("[,，、]", names):
            concept = name.strip().rstrip(".。 ")
            if concept:
                yield Reference(kind.lower(), concept)


def related(one: Term, other: Term) -> bool:
    """Whether one of two terms refers to the other's concept."""
    return _refers(one, other.concept) or _refers(other, one.concept)


def _refers(term: Term, concept: str) -> bool:
    return any(reference.concept == concept for reference in references(term.note))
