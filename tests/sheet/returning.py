"""Sheets that were sent and come back, without any file."""

from __future__ import annotations

from collections.abc import Iterable

from align.model import DIGESTED, Bitext, Returned, ReturnedRow, Unit
from align.sheet import digest

__all__ = ["returned", "row"]


def row(sent: Unit, now: Unit, number: int = 2) -> ReturnedRow:
    """The row of a unit that was sent as ``sent`` and comes back as ``now``."""
    base = dict(zip(DIGESTED, digest(sent).split("-"), strict=True))
    return ReturnedRow(number, now.id, {name: getattr(now, name) for name in DIGESTED}, base)


def returned(sent: Bitext, now: Iterable[Unit], origin: str = "back.xlsx") -> Returned:
    """A sheet that was sent as ``sent`` and comes back with the units ``now``."""
    units = {unit.id: unit for unit in sent.units}
    return Returned(
        origin=origin,
        source_lang=sent.source_lang,
        target_lang=sent.target_lang,
        lineage=(sent.provenance.sha256,) if sent.provenance.sha256 else (),
        rows=tuple(row(units.get(unit.id, unit), unit, number) for number, unit in enumerate(now, start=2)),
        places={unit.id: (unit.start, unit.end) for unit in sent.units},
    )
