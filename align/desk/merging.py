"""A file that another program changed during its review is merged, by id as in the round trip."""

from __future__ import annotations

from dataclasses import replace

from align.errors import InputError
from align.model import DIGESTED, Bitext, Returned, ReturnedRow, Unit
from align.sheet import merge
from align.sheet.digests import digest_of
from align.text.tags import same_language

__all__ = ["merged"]


def merged(base: Bitext, ours: Bitext, theirs: Bitext, origin: str) -> tuple[Bitext, list[str]]:
    """What was edited here and there since both were the same.

    Where only one side changed, that side holds. Where both did, cells that were changed on one side are taken from it;
    of those that were changed on both, the review's text stays, and the other is kept as a conflict.

    Args:
        base: What the file held when it was last read or written.
        ours: The rows under review.
        theirs: What the file holds now.
        origin: Name of the file.

    Returns:
        The rows, and sentences that a person should read.

    Raises:
        InputError: The file is of another text or of other languages now.
    """
    for side in ("source_lang", "target_lang"):
        if not same_language(getattr(ours, side), getattr(theirs, side)):
            raise InputError("has other languages now; the review goes on without what was changed there")
    if theirs == base:
        return ours, []
    if ours == base:
        return theirs, ["the file was changed by another program; it was read again"]
    sent = {unit.id: unit for unit in base.units}
    rows = [_row(number, unit, sent.get(unit.id, unit)) for number, unit in enumerate(theirs.units, start=1)]
    known = {unit.id for unit in (*ours.units, *ours.gone)}
    result, merging = merge(ours, [_returned(origin, theirs, [row for row in rows if row.id in known])])
    fresh = [unit for unit in theirs.units if unit.id not in known]
    units = list(result.units)
    for unit in fresh:
        units.insert(_behind(units, theirs, unit), unit)
    result = replace(result, units=tuple(units), next_id=max(ours.next_id, theirs.next_id))
    return result, ["the file was changed by another program; both were merged", *_told(merging.counts(), fresh)]


def _row(number: int, unit: Unit, sent: Unit) -> ReturnedRow:
    texts = {name: str(getattr(unit, name)) for name in DIGESTED}
    return ReturnedRow(number, unit.id, texts, {name: digest_of(getattr(sent, name)) for name in DIGESTED})


def _returned(origin: str, theirs: Bitext, rows: list[ReturnedRow]) -> Returned:
    return Returned(origin, theirs.source_lang, theirs.target_lang, (), tuple(rows), {})


def _behind(units: list[Unit], theirs: Bitext, unit: Unit) -> int:
    """Where a new row belongs: behind the nearest one before it that is here, too."""
    places = {one.id: place for place, one in enumerate(units)}
    before = theirs.units[: next(n for n, one in enumerate(theirs.units) if one.id == unit.id)]
    return next((places[one.id] + 1 for one in reversed(before) if one.id in places), 0)


def _told(counts: dict[str, int], fresh: list[Unit]) -> list[str]:
    told = []
    if counts["applied"]:
        told.append(f"{counts['applied']} rows were taken from it")
    if counts["conflict"]:
        told.append(f"{counts['conflict']} rows were changed on both sides: filter by the issue merge_conflict")
    if counts["locked"]:
        told.append(f"{counts['locked']} final rows were left as they are")
    if fresh:
        told.append(f"{len(fresh)} rows are new")
    return told
