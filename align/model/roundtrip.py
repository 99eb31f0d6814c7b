"""What goes out to people and comes back: returned rows, verdicts on them, conflicts, and what found no place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from align.errors import ArgumentError

__all__ = [
    "CHANGES",
    "DIGESTED",
    "FILLINGS",
    "SHARED",
    "STALE",
    "VERDICTS",
    "WAS_BACK_TRANSLATED",
    "Conflict",
    "Filling",
    "Leftover",
    "Merging",
    "Returned",
    "ReturnedRow",
    "UnitChange",
    "Verdict",
]

DIGESTED: Final = ("source", "source_state", "target", "status", "note", "comment", "section", "speaker")
"""The fields of a unit that a digest covers, in its order."""

STALE: Final = "[stale] the target was: "
"""Begins the line of a comment that keeps the target which a unit had when work was done on it."""

SHARED: Final = "[shared] the source is that of "
"""Begins the line of a comment that tells the units which one source stands for together."""

WAS_BACK_TRANSLATED: Final = "[back-translation] the source was: "
"""Begins the line of a comment that keeps the back-translation which stood in a slot before its original came."""

FILLINGS: Final = ("filled", "updated", "unchanged", "locked", "not found")
"""What may become of a unit when originals are looked for."""

VERDICTS: Final = (
    "unchanged",
    "applied",
    "conflict",
    "locked",
    "unknown id",
    "duplicate id",
    "missing row",
    "damaged",
)
"""What may become of a row that comes back; each gets exactly one."""


CHANGES: Final = ("unchanged", "edited", "split", "joined", "moved", "new", "gone")
"""What may become of a unit when its text changes."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that was changed on both sides. The sheet's own text stands in the unit, and both are kept here.

    Attributes:
        unit: Id of the unit.
        field: Name of the field, one of :data:`DIGESTED`.
        ours: What the sheet holds.
        theirs: What the returned sheet holds.
        origin: Name of the returned file.
    """

    unit: str
    field: str
    ours: str
    theirs: str
    origin: str

    def __post_init__(self) -> None:
        if self.field not in DIGESTED:
            raise ArgumentError(f"a conflict of {self.field!r}, which is none of {', '.join(DIGESTED)}")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A stretch of a source text that belongs to no unit.

    Attributes:
        origin: Name of the file.
        line: Line of that file, counted from 1; 0 if not known.
        text: The stretch.
    """

    origin: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row of a sheet that came back, with nothing taken for granted.

    Attributes:
        row: Its number in the tab, counted from 1.
        id: Id of the unit, or empty.
        fields: The cells that hold fields of a unit, by name; columns that are not there are left out.
        base: What each field held when the sheet was sent, as digests by name; empty if that is not known.
        fault: What is wrong with the row in itself, or empty.
    """

    row: int
    id: str
    fields: Mapping[str, str]
    base: Mapping[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A sheet that came back.

    Attributes:
        origin: Name of the file.
        source_lang: BCP 47 tag of the sources.
        target_lang: Likewise of the targets.
        lineage: Digests of the texts that the sheet was made of and updated to, the present one first.
        rows: The rows in the order of the tab.
        places: For each unit that was sent, the span that its target has in the text.
        notes: Sentences on the columns that a person should read.
    """

    origin: str
    source_lang: str
    target_lang: str
    lineage: tuple[str, ...]
    rows: tuple[ReturnedRow, ...]
    places: Mapping[str, tuple[int, int]]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a row that came back.

    Attributes:
        origin: Name of the returned file.
        row: Number of the row in it, counted from 1; 0 for a row that is missing.
        unit: Id of the unit, as the row says it.
        kind: One of :data:`VERDICTS`.
        detail: What and where, one sentence or less.
        fields: The fields that were changed, or would have been.
        ours: What the sheet holds in these fields before the merge, in the same order.
        theirs: What the row holds in them.
    """

    origin: str
    row: int
    unit: str
    kind: str
    detail: str = ""
    fields: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What became of a unit when its text changed.

    Attributes:
        kind: One of :data:`CHANGES`.
        unit: Id of the unit.
        detail: More of it, one sentence or less.
        old: Its target before, or empty.
        new: Its target now, or empty.
    """

    kind: str
    unit: str
    detail: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """What became of a unit when its original was looked for.

    Attributes:
        kind: One of :data:`FILLINGS`.
        unit: Id of the unit.
        source: The source that was found, or empty.
        score: How sure it is, 0 to 1, or None.
        origin: Name of the file that the source stands in, or empty.
        line: Line on which its block begins there, counted from 1; 0 if not known.
        detail: More of it, one sentence or less.
    """

    kind: str
    unit: str
    source: str = ""
    score: float | None = None
    origin: str = ""
    line: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Merging:
    """The verdicts of a merge, for a report.

    Attributes:
        verdicts: One a row, file by file.
        notes: Sentences that a person should read.
    """

    verdicts: tuple[Verdict, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def counts(self) -> dict[str, int]:
        """How often each verdict was given, in the order of :data:`VERDICTS`."""
        found = [verdict.kind for verdict in self.verdicts]
        return {kind: found.count(kind) for kind in VERDICTS}
