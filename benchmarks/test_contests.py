"""Every contender of ``python -m benchmarks`` that is installed does a hundredth of its job."""

from __future__ import annotations

import math

import pytest

from benchmarks.__main__ import HEAD, MISSING, rows
from benchmarks.contests import CONTESTS
from benchmarks.contests.contest import OURS


@pytest.mark.parametrize("contest", CONTESTS, ids=lambda contest: f"{contest.area}: {contest.job}")
def test_it_is_measured(contest):
    found = list(rows(contest, quick=True))
    assert [row[2] for row in found] == list(contest.contenders)
    assert all(len(row) == len(HEAD) for row in found)
    ours = [row for row in found if row[2].startswith(OURS)]
    assert ours[0] == found[0]
    assert not any(row[3] == MISSING or math.isnan(float(row[3])) for row in ours)
