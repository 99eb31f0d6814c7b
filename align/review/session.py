"""A review: rows with their versions, edits that can be undone without end, and what changed for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from align.model import Bitext, Issue, Unit
from align.review.changes import Change, Splice, State
from align.review.inspection import Inspector, by_unit

__all__ = ["Clash", "History", "Patch", "Session"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that somebody else has changed since it was looked at.

    Attributes:
        id: The row.
        unit: What it is now; None if it is no more.
    """

    id: str
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Patch:
    """Rows that were replaced, for those who look at them.

    Attributes:
        place: Where the first of them stood, from 0.
        before: Their ids.
        after: The ids of those that came for them; the same where only the rows' content changed.
        anchor: Id of the row before them; empty for none.
    """

    place: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    anchor: str = ""


@dataclass
class History:
    """What was done, and can be undone; what was undone, and can be done again."""

    done: list[Change]
    undone: list[Change]

    def record(self, kind: str, change: Change) -> None:
        """Take up a change: ``do`` it, or ``undo`` or ``redo`` the last one."""
        if kind == "undo":
            self.undone.append(self.done.pop())
        elif kind == "redo":
            self.done.append(self.undone.pop())
        else:
            self.done.append(change)
            self.undone.clear()


class Session:
    """Rows under review.

    Every change makes a new revision; the version of a row is the revision in which it last changed. Whoever changes a
    row tells the version that he has seen.

    Args:
        state: The rows.
        inspector: What finds their terms and issues.
        history: What was done before.
    """

    def __init__(self, state: State, inspector: Inspector, history: History | None = None) -> None:
        self.state, self.inspector = state, inspector
        self.history = history or History([], [])
        self.revision = 1
        self.issues: dict[str, list[Issue]] = {}
        self.statuses = Counter(unit.status for unit in state)
        self.slots = sum(not unit.source.strip() for unit in state)
        self._versions: dict[str, int] = {}
        self._journal: list[tuple[int, tuple[Patch, ...]]] = []

    # Rows -------------------------------------------------------------------------------------------------------------

    def version(self, unit_id: str) -> int:
        """The revision in which a row last changed; 1 if it never did."""
        return self._versions.get(unit_id, 1)

    def clashes(self, change: Change, seen: Mapping[str, int], revision: int) -> list[Clash]:
        """The rows of a change that are newer than what its author saw.

        Args:
            change: What is to be done.
            seen: The versions of rows that the author saw, as far as they are told.
            revision: The revision that the author saw of all others.
        """
        touched = {unit.id for splice in change.splices for unit in splice.before}
        return self.newer({**dict.fromkeys(touched & self._versions.keys(), revision), **seen})

    def newer(self, seen: Mapping[str, int]) -> list[Clash]:
        """Of some rows those that are newer than what was seen, or are no more."""
        return [
            Clash(name, self.state.unit(name) if name in self.state else None)
            for name, version in seen.items()
            if (name not in self.state and name in self._versions) or self.version(name) > version
        ]

    # Changes ----------------------------------------------------------------------------------------------------------

    def undoable(self) -> Change | None:
        """The change that would undo the last one."""
        return self.history.done[-1].inverse() if self.history.done else None

    def redoable(self) -> Change | None:
        """The change that would do again what was undone last."""
        return self.history.undone[-1] if self.history.undone else None

    def commit(self, change: Change, kind: str = "do") -> None:
        """Make a change: the rows, their issues and versions follow.

        Args:
            change: What to do.
            kind: ``do``, or ``undo`` or ``redo`` for what :meth:`undoable` and :meth:`redoable` gave.

        Raises:
            ArgumentError: The change does not fit the rows.
        """
        self.state.apply(change)
        self.history.record(kind, change)
        self.revision += 1
        ids = change.ids
        self._versions.update(dict.fromkeys(ids, self.revision))
        for splice in change.splices:
            self._count(splice)
        renewed = self._renewed(ids)
        self._journal.append((self.revision, (*self._patches(change), *self._shown(renewed - ids))))

    def _count(self, splice: Splice) -> None:
        for units, sign in ((splice.before, -1), (splice.after, 1)):
            for unit in units:
                self.statuses[unit.status] += sign
                self.slots += sign * (not unit.source.strip())

    def _renewed(self, ids: frozenset[str]) -> set[str]:
        """Find the issues of rows that changed; the ids of those whose issues are others now."""
        here = [unit_id for unit_id in ids if unit_id in self.state]
        for unit_id in ids:
            if unit_id not in self.state:
                self.issues.pop(unit_id, None)
        if len(here) > 200:  # a change of very many rows: what looks at all of them comes soon
            return set()
        found = self.inspector.issues_at(self.state, here)
        renewed = set()
        for unit_id, issues in found.items():
            held = self.issues.get(unit_id, [])
            others = [] if unit_id in ids else [issue for issue in held if issue.rule not in self.inspector.local]
            self._set_issues(unit_id, [*others, *issues])
            if self.issues.get(unit_id, []) != held:
                renewed.add(unit_id)
        return renewed

    def _set_issues(self, unit_id: str, issues: list[Issue]) -> None:
        if issues:
            self.issues[unit_id] = issues
        else:
            self.issues.pop(unit_id, None)

    def inspected(self, issues: Iterable[Issue], revision: int) -> None:
        """Take up what the checks of the whole document found; rows that changed since the revision keep theirs."""
        found = by_unit(issues)
        changed = []
        for unit in self.state:
            if self.version(unit.id) > revision or found.get(unit.id) == self.issues.get(unit.id):
                continue
            self._set_issues(unit.id, found.get(unit.id, []))
            changed.append(unit.id)
        if changed:
            self.revision += 1
            self._journal.append((self.revision, tuple(self._shown(changed))))

    def _shown(self, ids: Iterable[str]) -> Iterator[Patch]:
        for unit_id in ids:
            yield Patch(self.state.place(unit_id), (unit_id,), (unit_id,))

    def patches(self, since: int) -> list[Patch]:
        """What changed since a revision, in order."""
        found: list[Patch] = []
        for revision, patches in reversed(self._journal):
            if revision <= since:
                break
            found[:0] = patches
        return found

    def _patches(self, change: Change) -> Iterator[Patch]:
        for splice in change.splices:
            before, after = (tuple(unit.id for unit in units) for units in (splice.before, splice.after))
            yield Patch(splice.place, before, after, self.state.units[splice.place - 1].id if splice.place else "")

    def bitext(self) -> Bitext:
        """All of it as it is now."""
        return self.state.bitext()
