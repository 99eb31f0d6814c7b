"""How far a check looks: at each unit by itself, or at the document.

A check of single units gives the same issues for a stretch of a document as for the whole. One of the document names
the surveys (:class:`~align.checks.context.Survey`) that gather what it must know beforehand. Both can be run while a
file is read; a check that declares neither is given the whole document at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from align.checks.context import Check, Survey

__all__ = ["of_document", "of_unit", "passes", "surveys_of"]

_NAME = "surveys"


def of_unit(check: Check) -> Check:
    """Declare that a check looks at each unit, or at the units of one block, by itself."""
    setattr(check, _NAME, ())
    return check


def of_document(*surveys: type[Survey]) -> Callable[[Check], Check]:
    """Declare that a check looks at the whole document, and which surveys tell it what it must know of that."""

    def declared(check: Check) -> Check:
        setattr(check, _NAME, surveys)
        return check

    return declared


def surveys_of(check: Check) -> tuple[type[Survey], ...] | None:
    """The surveys that a check needs, or None where it does not say how far it looks."""
    found: tuple[type[Survey], ...] | None = getattr(check, _NAME, None)
    return found


def passes(checks: Iterable[Check]) -> list[list[type[Survey]]]:
    """The surveys that some checks need, in rounds: each needs only those of earlier rounds.

    Checks that do not declare how far they look are left out of account.
    """
    depths: dict[type[Survey], int] = {}

    def depth(kind: type[Survey]) -> int:
        if kind not in depths:
            depths[kind] = max((depth(need) + 1 for need in kind.needs), default=0)
        return depths[kind]

    for check in checks:
        for kind in surveys_of(check) or ():
            depth(kind)
    rounds: list[list[type[Survey]]] = [[] for _ in range(max(depths.values(), default=-1) + 1)]
    for kind, number in depths.items():
        rounds[number].append(kind)
    return rounds
