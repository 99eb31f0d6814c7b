"""What the round trip of a sheet leaves for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.context import Context
from align.checks.scopes import of_unit
from align.model import STALE, Issue

__all__ = ["merge_conflict", "stale"]

_OPEN = frozenset({"initial", "translated"})


@of_unit
def stale(context: Context) -> Iterator[Issue]:
    """The target was edited after work was done on the unit, and nobody has looked at it since.

    ``align update`` keeps the target as it was in the comment. The issue is over when the unit is reviewed or final, or
    that line is deleted from the comment.

    Why:
        The source, the status and the comment were given to another sentence.

    Severity:
        warning

    Fails:
        en: It poured.
        comment: [stale] the target was: It rained.

    Passes:
        en: It poured.
        comment: [stale] the target was: It rained.
        status: reviewed
    """
    for unit in context.units:
        if unit.status in _OPEN and any(line.startswith(STALE) for line in unit.comment.split("\n")):
            message = "the target was edited since; what it was stands in the comment"
            yield Issue("stale", "warning", message, unit.id, "target", 0, len(unit.target))


@of_unit
def merge_conflict(context: Context) -> Iterator[Issue]:
    """A cell was edited in the sheet and, otherwise, in a returned one.

    ``align merge`` keeps the sheet's own text; the tab Conflicts shows both. The issue is over when a person has
    changed the cell, or made the unit final.

    Why:
        Two people decided in two ways, and only they can say which is right.

    Severity:
        warning

    Fails:
        zh-en: 他走了。 | He left.
        conflict: source = 他离开了。

    Passes:
        zh-en: 他走了。 | He left.
        conflict: source = 他离开了。
        status: final
    """
    units = {unit.id: unit for unit in context.units}
    for conflict in context.bitext.conflicts:
        unit = units.get(conflict.unit)
        if unit is not None and unit.status != "final" and getattr(unit, conflict.field) == conflict.ours:
            message = f"{conflict.field} came back otherwise from {conflict.origin}; see the tab Conflicts"
            side = "source" if conflict.field.startswith("source") else "target"
            yield Issue("merge_conflict", "warning", message, unit.id, side, 0, len(getattr(unit, side)))
