"""The product against its peers: what is measured, area by area. ``python -m benchmarks`` runs it."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.contests import alignment, checks, formats, segmentation, sheets, terms
from benchmarks.contests.contest import Contest

__all__ = ["CONTESTS", "Contest"]

CONTESTS: Sequence[Contest] = (
    *segmentation.CONTESTS,
    *alignment.CONTESTS,
    *terms.CONTESTS,
    *checks.CONTESTS,
    *sheets.CONTESTS,
    *formats.CONTESTS,
)
