"""Bitexts as people see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from align.model.bitext import Bitext

__all__ = [
    "COLUMNS",
    "PLACEHOLDER",
    "Entry",
    "Row",
    "Run",
    "Sheet",
]

COLUMNS: Final = (
    "id",
    "#",
    "section",
    "speaker",
    "source",
    "source_state",
    "target",
    "status",
    "terms",
    "issues",
    "note",
    "comment",
    "score",
    "hash",
)
"""The columns of a sheet, in their order."""
PLACEHOLDER: Final = "[source missing]"
"""What a sheet shows in the slot of a source that is missing."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a cell's text with one look.

    Attributes:
        text: The stretch.
        style: ``""`` plain, ``term`` a hit, ``bad`` a deprecated or forbidden one, ``avoid`` such a term that does not
            stand in the text but must not come in either, ``dim`` beside the point.
    """

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What a sheet shows of a unit beyond the unit itself.

    Attributes:
        target: The unit's target in runs that add up to it.
        terms: What the ``terms`` column shows.
        definitions: Of the concepts that no row before this one has, a line each; empty if they have none.
        issues: What the ``issues`` column shows.
        severity: The gravest severity among the issues, or empty.
        digest: What the cells held when the sheet was made, for the ``hash`` column.
    """

    target: tuple[Run, ...] = ()
    terms: tuple[Run, ...] = ()
    definitions: str = ""
    issues: str = ""
    severity: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as a translator reads it: one row of the glossary tab.

    Attributes:
        concept: Its id.
        source: The preferred term in the source language, or empty.
        target: The preferred term in the target language, or empty.
        also: Terms of the target language that are admitted, acronyms included.
        avoid: Terms of the target language that are deprecated or forbidden.
        keep: Whether the name stays as it is in both languages.
        definition: What the concept is.
        note: What a translator must know of its terms.
        uses: How often it stands in the bitext, >= 0; of each unit the side counts that has it more often.
    """

    concept: str
    source: str
    target: str
    also: tuple[str, ...]
    avoid: tuple[str, ...]
    keep: bool
    definition: str
    note: str
    uses: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A bitext as people see it: what a spreadsheet holds, free of any file format.

    Attributes:
        bitext: The bitext.
        rows: One for each unit, in the same order.
        glossary: The concepts of the termbase that have a term in one of the two languages, used or not.
    """

    bitext: Bitext
    rows: tuple[Row, ...]
    glossary: tuple[Entry, ...] = ()
