"""Sheets that came back are merged into the one that was kept: three-way, by id, cell by cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from align.errors import InputError
from align.model import DIGESTED, Bitext, Conflict, Merging, Returned, ReturnedRow, Unit, Verdict
from align.sheet.digests import digest_of
from align.text.tags import same_language

__all__ = ["merge"]


def merge(bitext: Bitext, returned: Sequence[Returned]) -> tuple[Bitext, Merging]:
    """Merge sheets that came back, one after the other.

    A cell is changed only where the returned sheet differs from what was sent (by the digests that travel with it), and
    the kept sheet does not. Where both do, in two ways, the kept sheet's own text stays and the other is kept as a
    conflict; what depends on such a cell is held back with it: a state or status is never put to a text that it was
    not given for. A unit that is final is not touched. Merging the same sheets again changes nothing.

    Args:
        bitext: What the kept sheet holds.
        returned: What came back; where two sheets changed one cell in two ways, the first counts as the kept one.

    Returns:
        The bitext, and one verdict for each row of each sheet and each row that is missing from one.

    Raises:
        InputError: A sheet is one of another text or of other languages.
    """
    verdicts: list[Verdict] = []
    notes: list[str] = []
    work = _Work(bitext)
    for sheet in returned:
        _check_same(bitext, sheet)
        notes += (f"{sheet.origin}: {note}" for note in sheet.notes)
        verdicts += work.take(sheet)
    return work.result(), Merging(tuple(verdicts), tuple(notes))


def _check_same(bitext: Bitext, sheet: Returned) -> None:
    """Refuse a sheet whose ids mean other units: ids alone are alike in all sheets."""
    for side in ("source_lang", "target_lang"):
        ours, theirs = getattr(bitext, side), getattr(sheet, side)
        if not same_language(ours, theirs):
            said = f"its {side.replace('_lang', '')} is in {theirs}, and that of the sheet in {ours}"
            raise InputError(f"is no copy of the sheet: {said}", path=sheet.origin)
    lineage = _lineage(bitext)
    if lineage and sheet.lineage and not {*lineage} & {*sheet.lineage}:
        raise InputError("is no copy of the sheet: it was made of another text", path=sheet.origin)
    if lineage[:1] == sheet.lineage[:1]:
        for unit in bitext.units:
            if sheet.places.get(unit.id, (unit.start, unit.end)) != (unit.start, unit.end):
                said = f"{unit.id} is another sentence in it; the two were made with other options"
                raise InputError(f"is no copy of the sheet: {said}", path=sheet.origin)


def _lineage(bitext: Bitext) -> tuple[str, ...]:
    origin = bitext.provenance
    return tuple(filter(None, (origin.sha256, *(value for name, value in origin.options if name == "was"))))


class _Work:
    """The kept sheet while it takes up one returned sheet after the other."""

    def __init__(self, bitext: Bitext) -> None:
        self._bitext = bitext
        self._units = {unit.id: unit for unit in (*bitext.units, *bitext.gone)}
        self._gone = {unit.id for unit in bitext.gone}
        self._seen = dict.fromkeys(bitext.seen)
        # A conflict is over when a person has changed the cell.
        self._conflicts = {_key(c): c for c in bitext.conflicts if self._own(c) == c.ours}

    def _own(self, conflict: Conflict) -> str | None:
        unit = self._units.get(conflict.unit)
        return None if unit is None else str(getattr(unit, conflict.field))

    def result(self) -> Bitext:
        """The kept sheet as it is now."""
        now = [replace(conflict, ours=self._own(conflict) or "") for conflict in self._conflicts.values()]
        return replace(
            self._bitext,
            units=tuple(self._units[unit.id] for unit in self._bitext.units),
            gone=tuple(self._units[unit.id] for unit in self._bitext.gone),
            conflicts=tuple(conflict for conflict in now if conflict.ours != conflict.theirs),
            seen=tuple(self._seen),
        )

    def take(self, sheet: Returned) -> list[Verdict]:
        """Take up a sheet; its verdicts."""
        count = Counter(row.id for row in sheet.rows)
        moved = _moved_targets(sheet)
        origin = sheet.origin
        verdicts = [self._refused(row, count, moved, origin) or self._merged(row, origin) for row in sheet.rows]
        verdicts += [
            Verdict(origin, 0, unit.id, "missing row", "was sent and did not come back")
            for unit in self._bitext.units
            if unit.id in sheet.places and unit.id not in count
        ]
        return verdicts

    def _refused(
        self, row: ReturnedRow, count: Mapping[str, int], moved: Mapping[str, str], origin: str
    ) -> Verdict | None:
        """The verdict on a row that cannot be merged, with all that it holds."""
        if not row.id:
            kind, detail = "damaged", row.fault
        elif row.id not in self._units:
            kind, detail = "unknown id", "the sheet has no such unit"
        elif count[row.id] > 1:
            kind, detail = "duplicate id", f"the id stands in {count[row.id]} rows; none of them is merged"
        elif row.fault:
            kind, detail = "damaged", row.fault
        elif row.id in moved:
            kind, detail = "damaged", f"its target is that of {moved[row.id]}: cells were moved from row to row"
        elif not row.base and self._differing(row):
            kind, detail = "damaged", "its hash is gone, so that nobody can tell what was edited in it"
        else:
            return None
        unit = self._units.get(row.id)
        was = {name: str(getattr(unit, name)) if unit else "" for name in DIGESTED}
        held = {name: text for name, text in row.fields.items() if text != was.get(name, text)}
        ours = tuple(was[name] for name in held)
        return Verdict(origin, row.row, row.id, kind, detail, tuple(held), ours, tuple(held.values()))

    def _differing(self, row: ReturnedRow) -> list[str]:
        unit = self._units[row.id]
        return [name for name in DIGESTED if name in row.fields and row.fields[name] != getattr(unit, name)]

    def _merged(self, row: ReturnedRow, origin: str) -> Verdict:
        unit = self._units[row.id]
        edits = {name: digest_of(row.fields[name]) for name in self._differing(row)}
        edits = {name: digest for name, digest in edits.items() if digest != row.base[name]}
        if not edits:
            return _verdict(origin, unit, row, (), "unchanged")
        if unit.status == "final":
            return _verdict(origin, unit, row, tuple(edits), "locked", "the unit is final")
        marks = {name: f"{unit.id} {name} {row.base[name]} {digest}" for name, digest in edits.items()}
        fresh = [name for name, mark in marks.items() if mark not in self._seen]
        clean, held = _divide(unit, row, fresh)
        if clean:
            taken: dict[str, Any] = {name: row.fields[name] for name in clean}
            # The places of codes are those in the text that was there.
            taken |= {f"{side}_codes": () for side in ("source", "target") if side in taken}
            self._units[unit.id] = replace(unit, **taken)
        for name in held:
            conflict = Conflict(unit.id, name, getattr(unit, name), row.fields[name], PurePath(origin).name)
            self._conflicts.setdefault(_key(conflict), conflict)
        self._seen.update(dict.fromkeys(marks[name] for name in fresh))
        open_still = tuple(name for name in edits if (unit.id, name, row.fields[name]) in self._conflicts)
        where = "the unit is gone from the text" if unit.id in self._gone else ""
        if open_still:
            said = f"{', '.join(open_still)}: changed on both sides" + (f"; {', '.join(clean)} taken" if clean else "")
            told = "; ".join(filter(None, (said, where)))
            return _verdict(origin, unit, row, (*open_still, *clean), "conflict", told)
        if clean:
            return _verdict(origin, unit, row, clean, "applied", where)
        return _verdict(origin, unit, row, (), "unchanged", "merged before, and changed in the sheet since")


def _key(conflict: Conflict) -> tuple[str, str, str]:
    return conflict.unit, conflict.field, conflict.theirs


def _verdict(
    origin: str, unit: Unit, row: ReturnedRow, fields: tuple[str, ...], kind: str, detail: str = ""
) -> Verdict:
    ours = tuple(str(getattr(unit, name)) for name in fields)
    return Verdict(origin, row.row, row.id, kind, detail, fields, ours, tuple(row.fields[name] for name in fields))


def _divide(unit: Unit, row: ReturnedRow, edited: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which edits are taken, and which held: those of cells that the sheet changed too, and what hangs on them."""
    held = {name for name in edited if digest_of(getattr(unit, name)) != row.base[name]}
    pair = {"source", "source_state"}
    if held & pair:
        held |= pair & {*edited}
    taken = {name: row.fields[name] for name in edited if name not in held}
    after = {name: taken.get(name, getattr(unit, name)) for name in ("source", "target")}
    other_text = {name for name, text in after.items() if row.fields.get(name, text) != text}
    if "source" in other_text:
        held |= {"source_state"} & {*edited}
    if other_text:
        held |= {"status"} & {*edited}
    return tuple(n for n in edited if n not in held), tuple(n for n in edited if n in held)


def _moved_targets(sheet: Returned) -> dict[str, str]:
    """Rows whose target is that of another row, which lost it: cells were sorted without the rest of their row."""
    lost: dict[str, list[str]] = defaultdict(list)
    changed: list[tuple[str, str]] = []
    for row in sheet.rows:
        if row.id and row.base and "target" in row.fields:
            now = digest_of(row.fields["target"])
            if now != row.base["target"]:
                lost[row.base["target"]].append(row.id)
                changed.append((row.id, now))
    return {unit_id: lost[now][0] for unit_id, now in changed if now in lost}
