"""Edits of any kind, for laws that hold whatever people do."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from align.errors import ArgumentError
from align.model import STATUSES
from align.review import editing, structure
from align.review.changes import Change, State
from align.review.realigning import realign
from align.review.replacing import Replacing, replace_all
from tests.strategies import coded_bitexts, field_text

Step = Callable[[State], Change]
SIDES = ("source", "target")


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """An edit of any kind, at any row."""
    at, side, text = draw(st.integers(0, 10)), draw(st.sampled_from(SIDES)), draw(field_text)
    one, other = draw(st.integers(0, 40)), draw(st.integers(0, 40))

    def row(state: State, number: int = at) -> str:
        return state.units[number % len(state)].id

    kinds: list[Step] = [
        lambda s: editing.edit(s, row(s), {side: text}),
        lambda s: editing.edit(s, row(s), {"status": STATUSES[one % 4], "comment": text}),
        lambda s: editing.accept(s, row(s)),
        lambda s: editing.accept_above(s, one / 40),
        lambda s: structure.split(s, row(s), one, other),
        lambda s: structure.split(s, row(s), *structure.cuts(s, row(s), side, one).values()),
        lambda s: structure.merge(s, row(s)),
        lambda s: structure.move(s, row(s), side, ("up", "down")[one % 2]),
        lambda s: structure.add(s, row(s), above=bool(one % 2)),
        lambda s: structure.drop(s, row(s)),
        lambda s: replace_all(s, Replacing(side, "e", text)),
        lambda s: realign(s, row(s), row(s, one)),
    ]
    return draw(st.sampled_from(kinds))


def done(state: State, step: Step) -> Change | None:
    """Take a step, if it can be taken."""
    try:
        change = step(state)
    except ArgumentError:
        return None
    state.apply(change)
    return change


filled = coded_bitexts().filter(lambda bitext: bitext.units)
