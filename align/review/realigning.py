"""A stretch of rows is aligned anew; what people confirmed stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from align.alignment import align_pairs
from align.errors import ArgumentError
from align.model import Alignment, Bead, Evidence, Pair, Side, Term, Unit
from align.review.changes import Change, Splice, State
from align.review.editing import CONFIRMED
from align.review.structure import is_bare, new_ids
from align.review.texts import Piece, boundaries, cut, join

__all__ = ["Why", "realign", "why"]

_AROUND = 100  # rows on both sides from which the aligner learns what the words of a row mean


@dataclass(frozen=True, slots=True)
class Why:
    """Why the two sides of a row belong together.

    Attributes:
        evidence: What speaks for it and against it.
        parts: How the aligner would divide the row: the texts of each bead, source and target; none if it would not.
        before: Number of the nearest confirmed row above, counted from 1; 0 if there is none.
        behind: Likewise below.
    """

    evidence: Evidence
    parts: tuple[tuple[str, str], ...]
    before: int
    behind: int


class _Sentences:
    """The sentences of both sides of some rows, and which row each belongs to."""

    def __init__(self, units: Sequence[Unit], langs: tuple[str, str]) -> None:
        self.pieces: tuple[list[Piece], list[Piece]] = ([], [])
        self.firsts: list[tuple[int, int]] = []
        for unit in units:
            self.firsts.append((len(self.pieces[0]), len(self.pieces[1])))
            for side, lang, pieces in zip(("source", "target"), langs, self.pieces, strict=True):
                pieces += _divided((getattr(unit, side), getattr(unit, f"{side}_codes")), lang)
        self.firsts.append((len(self.pieces[0]), len(self.pieces[1])))

    def bead(self, place: int) -> Bead:
        """The sentences of a row as a bead."""
        (i, j), (k, m) = self.firsts[place : place + 2]
        return Bead(tuple(range(i, k)), tuple(range(j, m)))

    def pair(self, **known: tuple[Bead, ...] | tuple[tuple[int, int], ...]) -> Pair:
        """The two sides for an aligner."""
        source, target = (tuple(text for text, _ in pieces) for pieces in self.pieces)
        return Pair(Side(source), Side(target), **known)  # type: ignore[arg-type]


def _divided(piece: Piece, lang: str) -> list[Piece]:
    if not piece[0].strip():
        return [("", piece[1])] if piece[1] else []  # mark-up without text is not lost
    found = []
    rest = piece
    for place in reversed(boundaries(piece[0], lang)):
        rest, last = cut(rest, place)
        found.append(last)
    return [rest, *reversed(found)]


def realign(state: State, first: str, last: str, terms: Sequence[Term] = ()) -> Change:
    """Align a stretch of rows anew by what their sentences say.

    Confirmed rows stay and hold what is beside them. A row that is made of sentences of former rows has the id and the
    notes of the one that its first sentence comes from; what is needed of no row is put aside.

    Args:
        state: The rows.
        first: The first row of the stretch.
        last: The last one.
        terms: Terms that speak for a bead.

    Raises:
        ArgumentError: There is no such row, or nothing in the stretch that could be aligned.
    """
    begin, end = sorted((state.place(first), state.place(last)))
    units = state.units[begin : end + 1]
    fixed = [place for place, unit in enumerate(units) if unit.status in CONFIRMED]
    free = [unit for unit in units if unit.status not in CONFIRMED]
    if not any(unit.source.strip() for unit in free) or not any(unit.target.strip() for unit in free):
        raise ArgumentError("there is nothing to align: the rows that are not confirmed have but one side")
    langs = (state.rest.source_lang, state.rest.target_lang)
    sentences = _Sentences(units, langs)
    beads = {place: bead for place in fixed if (bead := sentences.bead(place)).source or bead.target}
    bare = {place: sentences.firsts[place] for place in fixed if place not in beads}
    pair = sentences.pair(confirmed=tuple(beads.values()), anchors=tuple(dict.fromkeys(bare.values())))
    found = _aligned(pair, langs, terms)
    settled = {(bead.source, bead.target): units[place] for place, bead in beads.items()}
    empty = [(where, units[place]) for place, where in bare.items()]
    after, highest = _rows(state, units, sentences, found, settled, empty)
    kept = {unit.id for unit in after}
    gone = tuple(unit for unit in units if unit.id not in kept and not is_bare(unit))
    aside = [("next_id", state.rest.next_id, highest)] if highest != state.highest else []
    if gone:
        aside.append(("gone", state.rest.gone, (*state.rest.gone, *gone)))  # type: ignore[arg-type]
    if after == units:
        return Change("realign", (), focus=first)
    return Change("realign", (Splice(begin, tuple(units), tuple(after)),), tuple(aside), focus=after[0].id)


def _rows(
    state: State,
    units: Sequence[Unit],
    sentences: _Sentences,
    found: Alignment,
    settled: dict[tuple[tuple[int, ...], tuple[int, ...]], Unit],
    empty: list[tuple[tuple[int, int], Unit]],
) -> tuple[list[Unit], int]:
    """The rows of some beads, and the number of the next id."""
    free: dict[str, Unit] = {unit.id: unit for unit in units if unit.status not in CONFIRMED}
    owners: tuple[list[Unit], list[Unit]] = ([], [])
    for place, unit in enumerate(units):
        bead = sentences.bead(place)
        owners[0].extend([unit] * len(bead.source))
        owners[1].extend([unit] * len(bead.target))
    after: list[Unit] = []
    number = 0
    fresh, _ = new_ids(state, len(found.beads))
    i = j = 0
    for bead in found.beads:
        while empty and empty[0][0] <= (i, j):
            after.append(empty.pop(0)[1])
        i, j = i + len(bead.source), j + len(bead.target)
        if (bead.source, bead.target) in settled:
            after.append(settled[bead.source, bead.target])
            continue
        by = [owners[1][j] for j in bead.target] + [owners[0][i] for i in bead.source]
        owner = next((unit for unit in by if free.pop(unit.id, None)), None)
        if owner is None:
            owner = replace(by[0], id=fresh[number], note="", comment="")
            number += 1
        after.append(_row(owner, sentences, bead))
    after += (unit for _, unit in empty)
    return after, state.highest if not number else new_ids(state, number)[1]


def _row(owner: Unit, sentences: _Sentences, bead: Bead) -> Unit:
    source: Piece = ("", ())
    target: Piece = ("", ())
    for index in bead.source:
        source = join(source, sentences.pieces[0][index])
    for index in bead.target:
        target = join(target, sentences.pieces[1][index])
    same = (owner.source, owner.target) == (source[0], target[0])
    filled = bool(source[0])
    whole = owner.target == target[0]
    return replace(
        owner,
        source=source[0],
        source_codes=source[1],
        target=target[0],
        target_codes=target[1],
        source_state=("original" if owner.source_state == "missing" else owner.source_state) if filled else "missing",
        status=owner.status if same else "translated" if target[0] else "initial",
        score=bead.score,
        start=owner.start,
        end=owner.end if whole else owner.start,
    )


def _aligned(pair: Pair, langs: tuple[str, str], terms: Sequence[Term], *, explain: bool = False) -> Alignment:
    return align_pairs([pair], source_lang=langs[0], target_lang=langs[1], terms=terms, explain=explain)[0]


def why(state: State, unit_id: str, terms: Sequence[Term] = ()) -> Why:
    """Why the sides of a row belong together: what the aligner sees in them, with what the rows around teach it.

    Raises:
        ArgumentError: There is no such row, or one of its sides is empty.
    """
    place = state.place(unit_id)
    unit = state.units[place]
    if not unit.source.strip() or not unit.target.strip():
        raise ArgumentError("one side of this row is empty: nothing was matched with nothing")
    first = max(0, place - _AROUND)
    units = state.units[first : place + _AROUND + 1]
    langs = (state.rest.source_lang, state.rest.target_lang)
    sentences = _Sentences(units, langs)
    here = sentences.bead(place - first)
    anchors = tuple(dict.fromkeys(sentences.firsts))
    found = _aligned(sentences.pair(anchors=anchors), langs, terms, explain=True)
    own = [bead for bead in found.beads if {*bead.source} & {*here.source} or {*bead.target} & {*here.target}]
    parts: dict[str, float] = {}
    for bead in own:
        for name, value in bead.why.parts if bead.why else ():
            parts[name] = parts.get(name, 0.0) + value
    matches = sorted((match for bead in own if bead.why for match in bead.why.matches), key=lambda match: -match[2])
    shown = tuple(_texts(sentences, bead) for bead in own) if len(own) > 1 else ()
    return Why(
        Evidence(tuple(sorted(parts.items(), key=lambda part: -abs(part[1]))), tuple(matches)),
        shown,
        next((n + 1 for n in range(place - 1, -1, -1) if state.units[n].status in CONFIRMED), 0),
        next((n + 1 for n in range(place + 1, len(state)) if state.units[n].status in CONFIRMED), 0),
    )


def _texts(sentences: _Sentences, bead: Bead) -> tuple[str, str]:
    row = _row(Unit("·", ""), sentences, bead)
    return row.source, row.target
