"""Whatever people do to rows, in whatever order: it can be undone, done again and replayed, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from align.desk.log import Log
from align.formats.jsonl import write
from align.model import Bitext, Sheet
from align.review import editing, structure
from align.review.changes import State, difference
from align.review.realigning import realign
from align.review.replacing import Replacing, replace_all
from align.review.session import History
from tests.review.edits import SIDES, done, filled, steps


def content(bitext: Bitext) -> bytes:
    stream = BytesIO()
    write(Sheet(bitext, ()), stream)
    return stream.getvalue()


@given(filled, st.lists(steps(), max_size=8))
def test_all_that_was_done_can_be_undone_and_done_again(bitext, edits):
    state = State(bitext)
    changes = [change for edit in edits if (change := done(state, edit)) is not None]
    after = content(state.bitext())
    for change in reversed(changes):
        state.apply(change.inverse())
    assert content(state.bitext()) == content(bitext)
    for change in changes:
        state.apply(change)
    assert content(state.bitext()) == after


@given(filled, st.lists(st.one_of(steps(), st.just("undo")), max_size=10))
def test_an_id_is_given_once_and_never_lost(bitext, edits):
    state, changes = State(bitext), []
    given_ids = {unit.id for unit in (*bitext.units, *bitext.gone)}
    bare: set[str] = set()
    for edit in edits:
        if edit == "undo":
            if changes:
                state.apply(changes.pop().inverse())
            continue
        before = {unit.id for unit in state}
        change = done(state, edit)
        if change is None:
            continue
        changes.append(change)
        now = {unit.id for unit in state}
        assert not (now - before) & given_ids, "an id that was given before stands for another row"
        given_ids |= now
        kept = now | {unit.id for unit in state.rest.gone}
        lost = [unit for splice in change.splices for unit in splice.before if unit.id not in kept]
        assert not any(unit.source.strip() or unit.target.strip() or unit.comment for unit in lost)
        bare |= {unit.id for unit in lost}


def letters(bitext: Bitext, side: str) -> str:
    return "".join("".join(getattr(unit, side).split()) for unit in bitext.units)


@given(filled, st.integers(0, 10), st.integers(0, 40), st.integers(0, 40), st.integers(0, 4))
def test_what_shapes_rows_leaves_their_texts_and_codes(bitext, at, one, other, kind):
    state = State(bitext)
    unit_id = state.units[at % len(state)].id
    last = state.units[one % len(state)].id
    step = (
        lambda s: structure.split(s, unit_id, one, other),
        lambda s: structure.merge(s, unit_id),
        lambda s: structure.move(s, unit_id, SIDES[one % 2], ("up", "down")[other % 2]),
        lambda s: structure.add(s, unit_id),
        lambda s: realign(s, unit_id, last),
    )[kind]
    if done(state, step) is None:
        return
    after = state.bitext()
    for side in SIDES:
        assert letters(after, side) == letters(bitext, side)
        held = [code for unit in bitext.units for code in getattr(unit, f"{side}_codes")]
        kept = [code for unit in after.units for code in getattr(unit, f"{side}_codes")]
        assert sorted(code.id for code in held) == sorted(code.id for code in kept)
        assert all(code.offset <= len(getattr(unit, side)) for unit in after.units
                   for code in getattr(unit, f"{side}_codes"))  # fmt: skip


@given(filled, st.lists(steps(), max_size=6))
def test_what_is_confirmed_stays_when_rows_are_aligned_anew(bitext, edits):
    state = State(bitext)
    for edit in edits:
        done(state, edit)
    confirmed = [unit for unit in state if unit.status in editing.CONFIRMED]
    if done(state, lambda s: realign(s, s.units[0].id, s.units[-1].id)) is not None:
        assert [unit for unit in state if unit.id in {one.id for one in confirmed}] == confirmed


@settings(max_examples=40)
@given(filled, st.lists(st.one_of(steps(), st.sampled_from(("undo", "redo"))), max_size=10))
def test_a_log_that_is_replayed_gives_what_was_in_memory(tmp_path_factory, bitext, edits):
    path = tmp_path_factory.mktemp("log") / "rows.jsonl"
    log, state, history = Log(path), State(bitext), History([], [])
    log.begin(bitext, "a")
    for edit in edits:
        kind = edit if isinstance(edit, str) else "do"
        stack = history.done if kind == "undo" else history.undone
        if kind != "do" and not stack:
            continue
        if kind == "do":
            change = done(state, edit)
            if change is None:
                continue
        else:
            change = stack[-1].inverse() if kind == "undo" else stack[-1]
            state.apply(change)
        log.add(kind, change, "me")
        history.record(kind, change)
    again = log.replay("a")
    log.close()
    assert content(again.state.bitext()) == content(state.bitext())
    assert again.state.highest == state.highest
    assert (again.history.done, again.history.undone) == (history.done, history.undone)
    assert content(again.base) == content(bitext)


@given(filled, st.lists(steps(), max_size=4))
def test_the_difference_of_two_states_leads_from_one_to_the_other(bitext, edits):
    state = State(bitext)
    for edit in edits:
        done(state, edit)
    change = difference("both", bitext, state.bitext())
    again = State(bitext)
    again.apply(change)
    assert again.bitext() == state.bitext()
    again.apply(change.inverse())
    assert again.bitext() == bitext


@given(filled)
def test_final_rows_are_left_alone(bitext):
    final = replace(bitext, units=tuple(replace(unit, status="final") for unit in bitext.units))
    state = State(final)
    first = state.units[0].id
    for step in (
        lambda s: editing.edit(s, first, {"target": "other"}),
        lambda s: structure.split(s, first, 1, 1),
        lambda s: structure.merge(s, first),
        lambda s: structure.drop(s, first),
        lambda s: replace_all(s, Replacing("target", "e", "x", confirmed=True)),
        lambda s: editing.accept(s, first),
    ):
        done(state, step)
    assert state.bitext() == final
