"""Three-way merging by id: the law book."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.model import DIGESTED, SOURCE_STATES, STATUSES, VERDICTS, Bitext, Code, Provenance, Unit
from align.sheet import merge
from tests.sheet.returning import returned
from tests.strategies import bitexts, field_text

SENT = Bitext(
    (
        Unit("u1", "It rained.", start=1, end=2),
        Unit("u2", "We won.", start=3, end=4),
        Unit("u3", "They lost.", start=5, end=6),
    ),
    "zh",
    "en",
    next_id=4,
)


def change(bitext: Bitext, **units: dict[str, str]) -> Bitext:
    """The bitext with other values in the fields of some units."""
    return replace(bitext, units=tuple(replace(unit, **units.get(unit.id, {})) for unit in bitext.units))


def kinds(merging) -> dict[str, str]:
    return {verdict.unit: verdict.kind for verdict in merging.verdicts}


def merged(ours: Bitext, *theirs: Bitext, sent: Bitext = SENT) -> tuple[Bitext, dict[str, str]]:
    sheets = [returned(sent, one.units, f"{number}.xlsx") for number, one in enumerate(theirs, start=1)]
    bitext, merging = merge(ours, sheets)
    return bitext, kinds(merging)


def test_an_edit_is_applied_where_the_sheet_has_none():
    theirs = change(SENT, u1={"source": "下雨了。", "source_state": "original"})
    bitext, found = merged(SENT, theirs)
    assert bitext.units == theirs.units
    assert found == {"u1": "applied", "u2": "unchanged", "u3": "unchanged"}


def test_what_only_the_sheet_changed_stays():
    ours = change(SENT, u1={"comment": "ours"}, u2={"source": "我们赢了。"})
    bitext, found = merged(ours, SENT)
    assert bitext == ours
    assert set(found.values()) == {"unchanged"}


def test_different_cells_of_one_row_go_together():
    bitext, found = merged(change(SENT, u1={"comment": "ours"}), change(SENT, u1={"source": "下雨了。"}))
    assert (bitext.units[0].comment, bitext.units[0].source) == ("ours", "下雨了。")
    assert found["u1"] == "applied"


def test_the_same_edit_on_both_sides_is_no_conflict():
    both = change(SENT, u1={"source": "下雨了。"})
    assert merged(both, both) == (both, {"u1": "unchanged", "u2": "unchanged", "u3": "unchanged"})


def test_a_conflict_keeps_both_and_the_sheets_own_stays():
    bitext, found = merged(change(SENT, u1={"source": "甲"}), change(SENT, u1={"source": "乙"}))
    assert bitext.units[0].source == "甲"
    assert found["u1"] == "conflict"
    (conflict,) = bitext.conflicts
    assert (conflict.unit, conflict.field, conflict.ours, conflict.theirs) == ("u1", "source", "甲", "乙")
    assert conflict.origin == "1.xlsx"


def test_a_state_is_never_given_to_another_text():
    theirs = change(SENT, u1={"source": "乙", "source_state": "original", "status": "reviewed"})
    bitext, _ = merged(change(SENT, u1={"source": "甲"}), theirs)
    assert (bitext.units[0].source_state, bitext.units[0].status) == ("missing", "translated")
    assert {conflict.field for conflict in bitext.conflicts} == {"source", "source_state", "status"}


def test_a_status_is_not_given_to_a_target_that_was_changed_since_it_was_sent():
    bitext, found = merged(change(SENT, u1={"target": "It poured."}), change(SENT, u1={"status": "final"}))
    assert (bitext.units[0].target, bitext.units[0].status) == ("It poured.", "translated")
    assert found["u1"] == "conflict"


def test_a_final_unit_is_not_touched():
    ours = change(SENT, u1={"status": "final"})
    bitext, found = merged(ours, change(SENT, u1={"comment": "too late"}))
    assert bitext == ours
    assert found == {"u1": "locked", "u2": "unchanged", "u3": "unchanged"}


def test_of_two_returned_sheets_the_first_counts_as_the_sheets_own():
    one, other = change(SENT, u1={"source": "甲"}), change(SENT, u1={"source": "乙"}, u2={"comment": "c"})
    sheets = [returned(SENT, one.units, "a.xlsx"), returned(SENT, other.units, "b.xlsx")]
    bitext, merging = merge(SENT, sheets)
    assert (bitext.units[0].source, bitext.units[1].comment) == ("甲", "c")
    told = [(v.origin, v.unit, v.kind) for v in merging.verdicts if v.kind != "unchanged"]
    assert told == [("a.xlsx", "u1", "applied"), ("b.xlsx", "u1", "conflict"), ("b.xlsx", "u2", "applied")]


def test_unknown_duplicate_and_missing_rows_are_told_and_change_nothing():
    back = [SENT.units[0], replace(SENT.units[0], comment="x"), Unit("u9", "New."), SENT.units[2]]
    bitext, merging = merge(SENT, [returned(SENT, back)])
    assert bitext == SENT
    assert [(v.unit, v.row, v.kind) for v in merging.verdicts] == [
        ("u1", 2, "duplicate id"),
        ("u1", 3, "duplicate id"),
        ("u9", 4, "unknown id"),
        ("u3", 5, "unchanged"),
        ("u2", 0, "missing row"),
    ]


def test_a_unit_that_was_not_there_when_the_sheet_was_sent_is_not_missing():
    grown = replace(SENT, units=(*SENT.units, Unit("u4", "Then it stopped.")))
    assert merged(grown, SENT)[1] == {"u1": "unchanged", "u2": "unchanged", "u3": "unchanged"}


def test_targets_that_were_sorted_without_their_rows_are_damage():
    swapped = change(SENT, u1={"target": "We won.", "source": "x"}, u2={"target": "It rained.", "source": "y"})
    bitext, found = merged(SENT, swapped)
    assert bitext == SENT
    assert found == {"u1": "damaged", "u2": "damaged", "u3": "unchanged"}


def test_a_target_that_is_made_like_another_one_is_an_edit():
    assert merged(SENT, change(SENT, u1={"target": "We won."}))[1]["u1"] == "applied"


def test_a_row_without_a_hash_is_damaged_only_where_it_differs():
    sheet = returned(SENT, change(SENT, u1={"comment": "x"}).units)
    sheet = replace(sheet, rows=tuple(replace(row, base={}) for row in sheet.rows))
    bitext, merging = merge(SENT, [sheet])
    assert bitext == SENT
    assert kinds(merging) == {"u1": "damaged", "u2": "unchanged", "u3": "unchanged"}


def test_columns_that_were_dropped_change_nothing():
    sheet = returned(SENT, change(SENT, u1={"comment": "x", "source": "甲"}).units)
    rows = tuple(replace(row, fields={"comment": row.fields["comment"]}) for row in sheet.rows)
    bitext, _ = merge(SENT, [replace(sheet, rows=rows)])
    assert bitext.units == change(SENT, u1={"comment": "x"}).units


def test_work_on_a_unit_that_is_gone_is_taken_too():
    now = replace(SENT, units=SENT.units[1:], gone=SENT.units[:1])
    bitext, found = merged(now, change(SENT, u1={"source": "下雨了。"}))
    assert bitext.gone[0].source == "下雨了。"
    assert found["u1"] == "applied"


def test_an_edit_that_was_merged_before_is_not_taken_up_again():
    theirs = change(SENT, u1={"source": "甲"})
    first, _ = merged(SENT, theirs)
    later = change(first, u1={"source": "better"})
    assert merged(later, theirs) == (later, {"u1": "unchanged", "u2": "unchanged", "u3": "unchanged"})


def test_a_conflict_is_over_when_a_person_has_changed_the_cell():
    ours, theirs = change(SENT, u1={"source": "甲"}), change(SENT, u1={"source": "乙"})
    clashed, _ = merged(ours, theirs)
    settled, found = merged(change(clashed, u1={"source": "丙"}), theirs)
    assert settled.conflicts == ()
    assert found["u1"] == "unchanged"


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (replace(SENT, source_lang="ja"), "its source is in ja"),
        (replace(SENT, provenance=Provenance(sha256="b")), "made of another text"),
        (
            replace(SENT, provenance=Provenance(sha256="a"), units=(replace(SENT.units[0], end=9),)),
            "u1 is another sentence in it",
        ),
    ],
)
def test_a_sheet_of_something_else_is_refused(sent, message):
    ours = replace(SENT, provenance=Provenance(sha256="a"))
    with pytest.raises(InputError, match=f"back.xlsx: is no copy of the sheet: .*{message}"):
        merge(ours, [returned(sent, sent.units)])


def test_a_sheet_that_was_sent_before_an_update_is_taken():
    ours = replace(SENT, provenance=Provenance(sha256="b", options=(("was", "a"),)))
    sent = replace(SENT, provenance=Provenance(sha256="a"))
    assert merge(ours, [returned(sent, sent.units)])[1].counts()["unchanged"] == 3


VALUES = {"source_state": st.sampled_from(SOURCE_STATES), "status": st.sampled_from(STATUSES)}
EDITS = st.dictionaries(
    st.sampled_from(DIGESTED),
    st.sampled_from(("甲", "乙", "", "丙")) | field_text,
    max_size=3,
).flatmap(lambda edits: st.fixed_dictionaries({name: VALUES.get(name, st.just(text)) for name, text in edits.items()}))


@st.composite
def two_sided(draw):
    """A sheet as it was sent, as it is now, and one to three copies that people worked in."""
    sent = replace(draw(bitexts()), conflicts=(), seen=(), gone=())
    sides = [
        change(sent, **{unit.id: draw(EDITS) for unit in sent.units if draw(st.booleans())})
        for _ in range(draw(st.integers(2, 4)))
    ]
    shuffled = [draw(st.permutations(side.units)) for side in sides[1:]]
    return sent, sides[0], [returned(sent, rows, f"{n}.xlsx") for n, rows in enumerate(shuffled)]


@given(two_sided())
def test_merging_the_same_sheets_again_changes_nothing(case):
    _, ours, sheets = case
    once, _ = merge(ours, sheets)
    assert merge(once, sheets)[0] == once
    for sheet in sheets:
        assert merge(once, [sheet])[0] == once


@given(two_sided())
def test_every_row_gets_one_verdict_and_no_text_is_lost(case):
    _, ours, sheets = case
    after, merging = merge(ours, sheets)
    assert len(merging.verdicts) == sum(len(sheet.rows) for sheet in sheets)
    assert {verdict.kind for verdict in merging.verdicts} <= set(VERDICTS)
    assert [unit.id for unit in after.units] == [unit.id for unit in ours.units]
    rows = iter(merging.verdicts)
    for sheet in sheets:
        for row in sheet.rows:
            verdict = next(rows)
            assert verdict.unit == row.id
            for name, text in zip(verdict.fields, verdict.theirs, strict=True):
                held = {c.theirs for c in after.conflicts if (c.unit, c.field) == (row.id, name)}
                unit = next(unit for unit in after.units if unit.id == row.id)
                if verdict.kind == "conflict":
                    assert text in held | {getattr(unit, name)}


@given(two_sided())
def test_one_sided_changes_all_arrive(case):
    sent, ours, _ = case
    after, _ = merge(sent, [returned(sent, ours.units)])
    moved = any(verdict.kind == "damaged" for verdict in merge(sent, [returned(sent, ours.units)])[1].verdicts)
    for unit, wanted, now in zip(sent.units, ours.units, after.units, strict=True):
        assert moved or unit.status == "final" or now == wanted


@given(two_sided())
def test_final_units_stay_as_they_are(case):
    _, ours, sheets = case
    after, _ = merge(ours, sheets)
    for unit, now in zip(ours.units, after.units, strict=True):
        assert unit.status != "final" or now == unit


@given(bitexts())
def test_a_sheet_that_comes_back_unedited_changes_nothing(bitext):
    bitext = replace(bitext, conflicts=())
    after, merging = merge(bitext, [returned(bitext, bitext.units)])
    assert after == bitext
    assert {verdict.kind for verdict in merging.verdicts} <= {"unchanged"}


def test_codes_go_with_the_text_that_they_stand_in():
    code = (Code(2, "alone", "1"),)
    ours = change(SENT, u1={"source": "下雨了。", "source_codes": code, "target_codes": code})
    after, _ = merged(ours, change(ours, u1={"source": "雨停了。"}), sent=ours)
    assert (after.units[0].source_codes, after.units[0].target_codes) == ((), code)
