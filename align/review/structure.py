"""Edits of what belongs together: rows split, joined, shifted, added and removed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from align.errors import ArgumentError
from align.model import Unit
from align.review.changes import Change, Splice, State
from align.review.editing import refuse_final
from align.review.texts import Piece, boundaries, clauses, cut, join, nearest
from align.sheet.slots import unit_id as id_of

__all__ = ["add", "cuts", "drop", "is_bare", "joined_units", "merge", "move", "new_ids", "split"]

_SIDES: Final = ("source", "target")


def cuts(state: State, unit_id: str, side: str = "", at: int | None = None) -> dict[str, int]:
    """Where a row is best divided: at offsets of its source and of its target.

    Args:
        state: The rows.
        unit_id: The row.
        side: The side whose cut is known, ``source`` or ``target``; by default none.
        at: That cut.

    Returns:
        The offsets by side. The cut of the other side is that between two of its sentences, or else of its clauses,
        which lies where the known one does in proportion; its end where it has but one. Without a known cut the sides
        are cut halfway.
    """
    unit = state.unit(unit_id)
    known = getattr(unit, side) if side else ""
    share = at / len(known) if at is not None and known else 0.5
    found: dict[str, int] = {}
    for name in _SIDES:
        text = getattr(unit, name)
        if name == side and at is not None:
            found[name] = at
            continue
        place = nearest(boundaries(text, _lang(state, name)) or clauses(text), share * len(text))
        found[name] = len(text) if place is None else place
    return found


def split(state: State, unit_id: str, source_at: int, target_at: int) -> Change:
    """Divide a row in two; the first part keeps the id, notes and comments.

    Args:
        state: The rows.
        unit_id: The row.
        source_at: Offset in the source at which the second row begins.
        target_at: Likewise in the target.

    Raises:
        ArgumentError: There is no such row, it is final, or one of the two rows would be empty.
    """
    unit = state.unit(unit_id)
    refuse_final(unit)
    source, rest_of_source = cut((unit.source, unit.source_codes), max(source_at, 0))
    target, rest_of_target = cut((unit.target, unit.target_codes), max(target_at, 0))
    if not (source[0] or target[0]) or not (rest_of_source[0] or rest_of_target[0]):
        raise ArgumentError("one of the two rows would be empty; put the cuts elsewhere")
    ids, highest = new_ids(state, 1)
    place = _span_cut(unit, len(target[0]), len(unit.target) - len(rest_of_target[0]))
    first = _with(unit, source, target, start=unit.start, end=place[0])
    second = _with(unit, rest_of_source, rest_of_target, id=ids[0], note="", comment="", start=place[1], end=unit.end)
    splice = Splice(state.place(unit_id), (unit,), (first, second))
    return Change("split", (splice,), _aside(state, next_id=highest), focus=unit_id)


def _span_cut(unit: Unit, first: int, second: int) -> tuple[int, int]:
    """Where the first part's span in the document ends and the second's begins; all is the first's if not known."""
    if unit.end - unit.start != len(unit.target) or unit.end == unit.start:
        return unit.end, unit.end
    return unit.start + first, unit.start + second


def merge(state: State, unit_id: str) -> Change:
    """Join a row with the one below it; the first keeps its id, the second is put aside with the work in it.

    Raises:
        ArgumentError: There is no such row or none below it, or one of the two is final.
    """
    place = state.place(unit_id)
    if place + 1 >= len(state):
        raise ArgumentError("there is no row below this one")
    one, other = state.units[place : place + 2]
    refuse_final(one, other)
    splice = Splice(place, (one, other), (joined_units(one, other),))
    return Change("merge", (splice,), _aside(state, gone=(*state.rest.gone, _joined_into(other, one))), focus=one.id)


def joined_units(one: Unit, other: Unit) -> Unit:
    """Two units as one, which has the id of the first."""
    source = join((one.source, one.source_codes), (other.source, other.source_codes))
    target = join((one.target, one.target_codes), (other.target, other.target_codes))
    states = {unit.source_state for unit in (one, other) if unit.source.strip()}
    spans = [(unit.start, unit.end) for unit in (one, other) if unit.end > unit.start]
    start, end = spans[0] if spans else (one.start, one.end)
    if len(spans) == 2 and spans[1][0] >= end and one.block == other.block:
        end = spans[1][1]
    return replace(
        _with(one, source, target, start=start, end=end),
        source_state=min(states, default="missing"),  # a back-translation in it makes the whole none of the original
        note=_lines(one.note, other.note),
        comment=_lines(one.comment, other.comment),
    )


def _lines(one: str, other: str) -> str:
    lines = one.split("\n")
    return "\n".join(filter(None, (*lines, *(line for line in other.split("\n") if line not in lines))))


def move(state: State, unit_id: str, side: str, way: str) -> Change:
    """Move a sentence across the boundary of two rows.

    Args:
        state: The rows.
        unit_id: The row that gives it.
        side: ``source`` or ``target``.
        way: ``up``: its first sentence goes to the end of the row above; ``down``: its last to the row below.

    Raises:
        ArgumentError: There is no such row, no neighbour, or no sentence; or one of the two is final.
    """
    if side not in _SIDES or way not in {"up", "down"}:
        raise ArgumentError(f"a sentence of {side!r} cannot be moved {way!r}")
    place = state.place(unit_id)
    first = place - (way == "up")
    if first < 0 or first + 1 >= len(state):
        raise ArgumentError(f"there is no row {'above' if way == 'up' else 'below'} this one")
    one, other = state.units[first : first + 2]
    refuse_final(one, other)
    unit = state.units[place]
    piece: Piece = (getattr(unit, side), getattr(unit, f"{side}_codes"))
    if not piece[0].strip():
        raise ArgumentError(f"the {side} of this row is empty")
    places = boundaries(piece[0], _lang(state, side))
    if way == "up":
        given, kept = cut(piece, places[0] if places else len(piece[0]))
        pieces = join(_piece(one, side), given), kept
    else:
        kept, given = cut(piece, places[-1] if places else 0)
        pieces = kept, join(given, _piece(other, side))
    above, below = _sides_shifted(one, other, side, pieces)
    focus = (above if way == "up" else below).id
    empty = next((new for new in (above, below) if is_bare(new)), None)
    if empty is None:
        return Change("move", (Splice(first, (one, other), (above, below)),), focus=focus)
    left, old = (below, one) if empty is above else (above, other)
    gone = (*state.rest.gone, _joined_into(old, left))
    return Change("move", (Splice(first, (one, other), (left,)),), _aside(state, gone=gone), focus=left.id)


def _sides_shifted(one: Unit, other: Unit, side: str, pieces: tuple[Piece, Piece]) -> tuple[Unit, Unit]:
    """Two neighbours with other texts on one side."""
    above, below = (_of_side(unit, side, piece) for unit, piece in zip((one, other), pieces, strict=True))
    if side == "source":  # a back-translation stays one wherever it goes
        worst = min(unit.source_state for unit in (one, other) if unit.source.strip())
        above, below = (replace(unit, source_state=worst) if unit.source else unit for unit in (above, below))
    if side == "target" and one.block == other.block and one.end <= other.start:
        whole = all(unit.end - unit.start == len(unit.target) for unit in (one, other))
        if whole:  # the texts are those of the document, and so are their new places
            above = replace(above, end=one.start + len(above.target)) if above.target else replace(above, end=one.start)
            below = replace(below, start=other.end - len(below.target))
    return above, below


def add(state: State, unit_id: str, *, above: bool = False) -> Change:
    """Insert an empty row below another one, or above it.

    Raises:
        ArgumentError: There is no such row.
    """
    place = state.place(unit_id)
    by = state.units[place]
    ids, highest = new_ids(state, 1)
    where = by.start if above else by.end
    new = Unit(ids[0], "", status="initial", section=by.section, speaker=by.speaker, kind=by.kind, block=by.block,
               line=by.line, start=where, end=where)  # fmt: skip
    splice = Splice(place + (not above), (), (new,))
    return Change("insert", (splice,), _aside(state, next_id=highest), focus=new.id)


def drop(state: State, unit_id: str) -> Change:
    """Delete a row; what is in it is put aside, and a row that holds nothing leaves nothing.

    Raises:
        ArgumentError: There is no such row, or it is final, or the last one.
    """
    place = state.place(unit_id)
    unit = state.units[place]
    refuse_final(unit)
    if len(state) == 1:
        raise ArgumentError("the last row cannot be deleted")
    focus = state.units[place + 1 if place + 1 < len(state) else place - 1].id
    aside = () if is_bare(unit) and not unit.note else _aside(state, gone=(*state.rest.gone, unit))
    return Change("delete", (Splice(place, (unit,), ()),), aside, focus=focus)


def new_ids(state: State, count: int) -> tuple[list[str], int]:
    """Ids that were never given, and the number of the next one."""
    taken = {unit.id for unit in state.rest.gone}
    ids: list[str] = []
    number = state.highest
    while len(ids) < count:
        name = id_of(number)
        if name not in state and name not in taken:
            ids.append(name)
        number += 1
    return ids, number


def _aside(state: State, **after: Any) -> tuple[tuple[str, Any, Any], ...]:
    return tuple((name, getattr(state.rest, name), value) for name, value in after.items())


def _lang(state: State, side: str) -> str:
    return state.rest.source_lang if side == "source" else state.rest.target_lang


def _piece(unit: Unit, side: str) -> Piece:
    return getattr(unit, side), getattr(unit, f"{side}_codes")


def _of_side(unit: Unit, side: str, piece: Piece) -> Unit:
    other = _piece(unit, "target" if side == "source" else "source")
    return _with(unit, piece, other) if side == "source" else _with(unit, other, piece)


def _with(unit: Unit, source: Piece, target: Piece, **others: Any) -> Unit:
    """A unit with other texts, made by hand: nobody has computed how sure it is."""
    filled = bool(source[0].strip())
    return replace(
        unit,
        source=source[0],
        source_codes=source[1],
        target=target[0],
        target_codes=target[1],
        source_state=("original" if unit.source_state == "missing" else unit.source_state) if filled else "missing",
        status="translated" if target[0].strip() else "initial",
        score=None,
        **others,
    )


def is_bare(unit: Unit) -> bool:
    """Whether a row holds nothing that could be lost."""
    marks = unit.source_codes or unit.target_codes
    return not (unit.source.strip() or unit.target.strip() or unit.comment or marks)


def _joined_into(unit: Unit, into: Unit) -> Unit:
    return replace(unit, comment=_lines(unit.comment, f"joined into {into.id}"))
