"""What the round trip leaves for a person to decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

import align
from align.model import STALE, Bitext, Conflict, Unit

STALE_UNIT = Unit("u1", "It poured.", comment=f"why?\n{STALE}It rained.")
CONFLICT = Conflict("u1", "source", "甲", "乙", "bo.xlsx")


def found(unit: Unit, *conflicts: Conflict) -> list[str]:
    issues = align.check(Bitext((unit,), "zh", "en", conflicts=conflicts))
    return [issue.rule for issue in issues if issue.rule in {"stale", "merge_conflict"}]


@pytest.mark.parametrize(
    ("unit", "rules"),
    [
        (STALE_UNIT, ["stale"]),
        (replace(STALE_UNIT, status="initial"), ["stale"]),
        (replace(STALE_UNIT, status="reviewed"), []),
        (replace(STALE_UNIT, status="final"), []),
        (replace(STALE_UNIT, comment=f"it is not {STALE}"), []),
    ],
)
def test_stale(unit, rules):
    assert found(unit) == rules


@pytest.mark.parametrize(
    ("unit", "rules"),
    [
        (Unit("u1", "It rained.", source="甲"), ["merge_conflict"]),
        (Unit("u1", "It rained.", source="丙"), []),
        (Unit("u1", "It rained.", source="甲", status="final"), []),
        (Unit("u2", "It rained.", source="甲"), []),
    ],
)
def test_merge_conflict(unit, rules):
    assert found(unit, CONFLICT) == rules
