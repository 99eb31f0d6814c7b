"""A text that changed: all work is carried over to its new version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.model import STALE, Bitext, Document, Provenance, Unit, UnitChange
from align.sheet.pairing import Pairing, in_order, pair_texts
from align.sheet.slots import build_bitext, unit_id

__all__ = ["update"]


def update(bitext: Bitext, document: Document, origin: Provenance) -> tuple[Bitext, list[UnitChange]]:
    """Carry the units over to a changed text.

    Ids never move: a unit keeps its id while its text is there, edited or not. Of one that was split the first part
    keeps it, of several that were joined the first keeps its own. What a unit's target was when work was done on it
    stays in its comment, and its status falls back to translated. Units whose text is gone are kept aside with their
    work, and come back if the text does.

    Args:
        bitext: The units.
        document: The text as it is now.
        origin: Where that comes from.

    Returns:
        The bitext, and what became of each unit: those of the new text in its order, then those that are gone.

    Raises:
        ArgumentError: The text has no block of the kind that the rows were made of.
    """
    options = dict(bitext.provenance.options)
    fresh = build_bitext(document, bitext.source_lang, options.get("rows", "auto")).units
    old = (*bitext.units, *bitext.gone)
    pairs = _pairs(bitext, fresh)
    by_new = {place: pair for pair in pairs for place in pair.new}
    kept = in_order([pair.old[0] for pair in pairs if pair.old[0] < len(bitext.units)])
    ordered = {pair for number, pair in enumerate(p for p in pairs if p.old[0] < len(bitext.units)) if number in kept}
    taken = {unit.id for unit in old}
    number = bitext.next_id
    units: list[Unit] = []
    changes: list[UnitChange] = []
    for place, unit in enumerate(fresh):
        pair = by_new.get(place)
        if pair is not None and place == pair.new[0]:
            there = [old[i] for i in pair.old]
            parts = [fresh[j] for j in pair.new]
            now, change = _carried(there, parts, back=pair.old[0] >= len(bitext.units), moved=pair not in ordered)
        else:
            while unit_id(number) in taken:
                number += 1
            now, change = _new(unit, unit_id(number), old[pair.old[0]].id if pair else "")
            number += 1
        units.append(now)
        changes.append(change)
    here = {unit.id for unit in units}
    joined = {old[i].id: old[pair.old[0]].id for pair in pairs for i in pair.old[1:]}
    gone = [_gone(unit, joined.get(unit.id, "")) for unit in bitext.units if unit.id not in here]
    changes += [
        UnitChange("gone", u.id, f"joined into {joined[u.id]}" if u.id in joined else "", u.target) for u in gone
    ]
    stay = [unit for unit in bitext.gone if unit.id not in here]
    after = replace(
        bitext,
        units=tuple(units),
        gone=(*stay, *gone),
        next_id=number,
        provenance=_provenance(bitext.provenance, origin),
    )
    return after, changes


def _pairs(bitext: Bitext, fresh: Sequence[Unit]) -> list[Pairing]:
    """What became of what; a unit that is gone comes back only for the very same text."""
    new = [unit.target for unit in fresh]
    pairs = pair_texts([unit.target for unit in bitext.units], new)
    taken = {place for pair in pairs for place in pair.new}
    aside = {unit.target: place for place, unit in enumerate(bitext.gone, start=len(bitext.units))}
    for place, text in enumerate(new):
        if place not in taken and text in aside:
            pairs.append(Pairing((aside.pop(text),), (place,), 1.0))
    return sorted(pairs, key=lambda pair: pair.new)


def _carried(old: Sequence[Unit], new: Sequence[Unit], *, back: bool, moved: bool) -> tuple[Unit, UnitChange]:
    """A unit with its work in its new place."""
    unit, there = old[0], new[0]
    placed = replace(
        unit,
        target=there.target,
        target_codes=unit.target_codes if unit.target == there.target else there.target_codes,
        **{name: getattr(there, name) for name in ("section", "speaker", "kind", "block", "line", "start", "end")},
    )
    joined = [f"joined with {other.id}{_work(other)}" for other in old[1:]]
    if unit.target.split() == there.target.split() and not joined and len(new) == 1:
        kind = "moved" if back or moved else "unchanged"
        return placed, UnitChange(kind, unit.id, "back from the tab Gone" if back else "", unit.target, there.target)
    line = f"{STALE}{unit.target}"
    # Edited back: the work was done on this very text.
    lines = [text for text in unit.comment.split("\n") if text and text != f"{STALE}{there.target}"]
    if line not in lines and f"{STALE}{there.target}" not in unit.comment.split("\n"):
        lines.append(line)
    placed = replace(
        placed,
        comment="\n".join([*lines, *joined]),
        status=unit.status if unit.status == "initial" else "translated",
    )
    kind = "joined" if joined else "split" if len(new) > 1 else "edited"
    told = f"with {', '.join(other.id for other in old[1:])}" if joined else ""
    told = f"into {len(new)}" if len(new) > 1 else told
    told = ", ".join(filter(None, (told, "moved" if moved else "")))
    return placed, UnitChange(kind, unit.id, told, unit.target, there.target)


def _work(unit: Unit) -> str:
    """What a comment says of the work on a unit that was joined into another."""
    told = f", whose source was ({unit.source_state}): {unit.source}" if unit.source else ""
    return told + (f", and comment: {unit.comment}" if unit.comment else "")


def _new(unit: Unit, name: str, split_from: str) -> tuple[Unit, UnitChange]:
    told = f"split from {split_from}" if split_from else ""
    return replace(unit, id=name, comment=told), UnitChange("new", name, told, "", unit.target)


def _gone(unit: Unit, into: str) -> Unit:
    if not into:
        return unit
    return replace(unit, comment="\n".join(filter(None, (unit.comment, f"joined into {into}"))))


def _provenance(old: Provenance, new: Provenance) -> Provenance:
    """Where the units come from now; the digests of former texts stay, so that sheets sent before are known."""
    kept = tuple((name, value) for name, value in old.options if name != "tracked")
    if new.sha256 == old.sha256:
        return replace(new, options=(*new.options, *kept))
    others = (*new.options, *((name, value) for name, value in kept if name != "was"))
    was = tuple(("was", value) for name, value in old.options if name == "was" and value != new.sha256)
    return replace(new, options=(*others, *((("was", old.sha256),) if old.sha256 else ()), *was))
