"""Terms and issues of rows while these are edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from align import checks
from align.checking import Checking, select_checks
from align.checks.scopes import surveys_of
from align.finding import Finder
from align.inspecting import finder_for
from align.model import Bitext, Concept, Hit, Issue, Termbase, Unit
from align.review.changes import State

__all__ = ["Inspector", "by_unit"]

_REMEMBERED: Final = 200_000  # texts whose terms are kept
_AROUND: Final = 30  # rows of one block that are checked with a row that changed


class Inspector:
    """Finds terms and issues in single rows; what only the whole document tells is found elsewhere.

    Args:
        bitext: Its languages count.
        termbase: The terms in force.
        checking: Which checks run, and how.
    """

    def __init__(self, bitext: Bitext, termbase: Termbase, checking: Checking) -> None:
        rules = select_checks(checking=checking)
        self.termbase, self.checking = termbase, checking
        self.local = {name: rule for name, rule in rules.items() if surveys_of(rule) == ()}
        self._head = replace(bitext, units=(), gone=(), conflicts=(), leftovers=(), seen=())
        self._finder: Finder = finder_for(bitext, termbase, rules, checking)
        self._hits: dict[tuple[str, str], tuple[Hit, ...]] = {}
        self._concepts = {concept.id: concept for concept in termbase.concepts}

    def concept(self, name: str) -> Concept | None:
        """A concept of the termbase by its id."""
        return self._concepts.get(name)

    def hits(self, units: Sequence[Unit]) -> list[tuple[tuple[Hit, ...], tuple[Hit, ...]]]:
        """The terms in the source and in the target of each of some rows."""
        if not self._concepts:
            return [((), ())] * len(units)
        if len(self._hits) > _REMEMBERED:
            self._hits.clear()
        for side in ("source", "target"):
            fresh = [unit for unit in units if (side, getattr(unit, side)) not in self._hits]
            if fresh:
                found = self._finder.sources(fresh) if side == "source" else self._finder.targets(fresh)[0]
                self._hits.update(
                    ((side, getattr(unit, side)), tuple(hits)) for unit, hits in zip(fresh, found, strict=True)
                )
        return [(self._hits["source", unit.source], self._hits["target", unit.target]) for unit in units]

    def having_term(self, state: State, concept: str) -> frozenset[str]:
        """The ids of the rows that a concept stands in, on either side."""
        return frozenset(
            unit.id
            for unit, sides in zip(state.units, self.hits(state.units), strict=True)
            if any(hit.term.concept == concept for hits in sides for hit in hits)
        )

    def issues_at(self, state: State, ids: Iterable[str]) -> dict[str, list[Issue]]:
        """The issues that rows show by themselves, for some rows and those of their blocks beside them.

        Returns:
            The issues by row, of checks in :attr:`local` alone; none for rows without.
        """
        found: dict[str, list[Issue]] = {}
        for unit_id in ids:
            if unit_id in found or unit_id not in state:
                continue
            place = state.place(unit_id)
            block = state.units[place].block
            first = last = place
            while block and first and place - first < _AROUND and state.units[first - 1].block == block:
                first -= 1
            while block and last + 1 < len(state) and last - place < _AROUND and state.units[last + 1].block == block:
                last += 1
            units = tuple(state.units[first : last + 1])
            bitext = replace(self._head, units=units, conflicts=state.rest.conflicts)
            context = self._finder.context(bitext, before=state.units[first - 1] if first else None)
            issues = by_unit(checks.run(context, self.local, self.checking.severities))
            found.update((unit.id, issues.get(unit.id, [])) for unit in units)
        return found


def by_unit(issues: Iterable[Issue]) -> dict[str, list[Issue]]:
    """Issues by the id of their unit, without those that need not be looked at."""
    found: Mapping[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        if not issue.suppressed:
            found[issue.unit].append(issue)
    return dict(found)
