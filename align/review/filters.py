"""Which rows are shown, and which is looked at next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from align.errors import ArgumentError
from align.model import Issue, Unit
from align.review.editing import CONFIRMED

__all__ = ["DOUBTFUL", "KINDS", "View", "following", "is_of_kind"]

DOUBTFUL: Final = 0.5
"""Below this confidence a row is doubtful, unless another is asked for."""
KINDS: Final = ("doubtful", "unconfirmed", "issue", "slot")
"""What one can go to next."""


@dataclass(frozen=True, slots=True)
class View:
    """What a reviewer wants to see; empty fields let all rows pass.

    Attributes:
        status: One of :data:`align.model.STATUSES`, or ``unconfirmed``.
        state: One of :data:`align.model.SOURCE_STATES`.
        issue: Name of a check, a severity, or ``any``.
        term: Id of a concept that stands on one of the sides.
        section: The section.
        speaker: The speaker.
        below: Only rows whose score is lower.
        search: A text that stands in the source, the target, the note, the comment or the id, in any letter case.
    """

    status: str = ""
    state: str = ""
    issue: str = ""
    term: str = ""
    section: str = ""
    speaker: str = ""
    below: float | None = None
    search: str = ""

    def __bool__(self) -> bool:
        return self != View()

    def rows(
        self, units: Sequence[Unit], issues: Mapping[str, Sequence[Issue]], having_term: Collection[str] = frozenset()
    ) -> Iterator[str]:
        """The ids of the rows that pass, in order.

        Args:
            units: All rows.
            issues: What is wrong with them, by id.
            having_term: The ids of the rows that the term stands in.
        """
        wanted = self.search.casefold()
        for unit in units:
            if (
                (not self.status or self._has_status(unit))
                and (not self.state or unit.source_state == self.state)
                and (not self.section or unit.section == self.section)
                and (not self.speaker or unit.speaker == self.speaker)
                and (self.below is None or (unit.score is not None and unit.score < self.below))
                and (not self.term or unit.id in having_term)
                and (not self.issue or self._has_issue(issues.get(unit.id, ())))
                and (not wanted or wanted in _searched(unit))
            ):
                yield unit.id

    def _has_status(self, unit: Unit) -> bool:
        if self.status == "unconfirmed":
            return unit.status not in CONFIRMED
        return unit.status == self.status

    def _has_issue(self, issues: Sequence[Issue]) -> bool:
        return any(self.issue in {"any", issue.rule, issue.severity} for issue in issues)


def _searched(unit: Unit) -> str:
    return "\n".join((unit.source, unit.target, unit.note, unit.comment, unit.id)).casefold()


def is_of_kind(unit: Unit, kind: str, issues: Sequence[Issue] = (), below: float = DOUBTFUL) -> bool:
    """Whether a row is one to be looked at.

    Args:
        unit: The row.
        kind: One of :data:`KINDS`.
        issues: What is wrong with it.
        below: Confidence below which a row that nobody confirmed is doubtful.

    Raises:
        ArgumentError: There is no such kind.
    """
    if kind == "doubtful":
        return unit.score is not None and unit.score < below and unit.status not in CONFIRMED
    if kind == "unconfirmed":
        return unit.status not in CONFIRMED
    if kind == "issue":
        return bool(issues)
    if kind == "slot":
        return not unit.source.strip()
    raise ArgumentError(f"rows are {', '.join(KINDS)}, not {kind!r}")


def following(
    rows: Sequence[Unit], start: int, kind: str, issues: Mapping[str, Sequence[Issue]], *, back: bool, below: float
) -> Unit | None:
    """The next row of a kind behind a place (before it with ``back``), from the other end on once the end is reached.

    Args:
        rows: The rows in the order in which they are shown.
        start: The place, from 0; it is looked at last.
        kind: One of :data:`KINDS`.
        issues: What is wrong with the rows, by id.
        back: Whether to go up.
        below: Confidence below which a row is doubtful.
    """
    count = len(rows)
    for step in range(1, count + 1):
        unit = rows[(start - step if back else start + step) % count]
        if is_of_kind(unit, kind, issues.get(unit.id, ()), below):
            return unit
    return None
