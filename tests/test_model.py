"""The types that all rooms share: what they refuse, and the way to pandas and back."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError, ArgumentError
from align.model import (
    BLOCK_KINDS,
    COLUMNS,
    SOURCE_STATES,
    STATUSES,
    Bitext,
    Concept,
    Provenance,
    Segment,
    Term,
    Termbase,
    Unit,
)
from tests.strategies import bitexts, hostile_ids

AMBIGUOUS = [
    "0003",
    "NA",
    "1E5",
    "null",
    "None",
    "nan",
    "NaN",
    "TRUE",
    "2025-01-01",
    "",
    " ",
    "inf",
    "<NA>",
    "\ud800",
    "\0",
]


@settings(max_examples=120, deadline=None)
@given(bitext=bitexts(ids=hostile_ids))
def test_a_bitext_comes_back_from_its_frame(bitext):
    assert Bitext.from_frame(bitext.to_frame()) == bitext


@settings(max_examples=60, deadline=None)
@given(bitext=bitexts(), data=st.data())
def test_a_part_of_a_frame_is_a_part_of_the_bitext(bitext, data):
    chosen = [unit.status == "final" for unit in bitext.units]
    frame = bitext.to_frame()
    part = Bitext.from_frame(frame[pandas.Series(chosen, dtype=bool)])
    assert part == replace(bitext, units=tuple(u for u, keep in zip(bitext.units, chosen, strict=True) if keep))


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_strings_stay_strings(text):
    unit = Unit("0001", text, text, section=text, speaker=text, note=text, comment=text)
    frame = Bitext((unit,), "zh", "en").to_frame()
    for name in ("id", "target", "source", "section", "speaker", "note", "comment"):
        assert frame[name].tolist() == [getattr(unit, name)]
        assert type(frame[name].iloc[0]) is str
    assert Bitext.from_frame(frame).units == (unit,)


def test_a_frame_has_one_row_a_unit_and_the_id_first():
    frame = Bitext((Unit("u1", "one", score=0.5), Unit("u2", "two")), "zh", "en").to_frame()
    assert frame.columns[0] == "id"
    assert set(frame.columns) == {field.name for field in dataclasses.fields(Unit)}
    assert frame["score"].isna().tolist() == [False, True]
    assert frame["score"].dtype == "float64"
    assert frame["block"].dtype == "int64"


def test_languages_and_provenance_travel_in_the_attributes_of_a_frame():
    bitext = Bitext((), "zh", "en", Provenance("tool", "a.txt", "ff", (("rows", "all"),)), next_id=7)
    frame = bitext.to_frame()
    assert frame.attrs["source_lang"] == "zh"
    assert Bitext.from_frame(frame.copy()) == bitext


def test_any_frame_with_id_and_target_is_a_bitext():
    frame = pandas.DataFrame({"id": [1, 2], "target": ["one", None], "colour": ["red", "blue"]})
    bitext = Bitext.from_frame(frame, source_lang="zh", target_lang="en")
    assert bitext.units == (Unit("1", "one"), Unit("2", ""))
    assert bitext.next_id == 3


def test_a_frame_of_pandas_own_string_type_is_read():
    frame = Bitext((Unit("u1", "NA"),), "zh", "en").to_frame().convert_dtypes()
    frame["score"] = pandas.array([None], dtype="Float64")
    assert Bitext.from_frame(frame).units == (Unit("u1", "NA"),)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"target": ["x"]}, "no column id"),
        ({"id": ["u1"]}, "no column target"),
        ({"x": [1]}, "no column id and no column target"),
        ({"id": ["u1", "u1"], "target": ["x", "y"]}, "'u1' stands twice"),
        ({"id": [""], "target": ["x"]}, "needs an id"),
        ({"id": ["u1"], "target": ["x"], "status": ["done"]}, "status 'done' is none of"),
        ({"id": ["u1"], "target": ["x"], "score": ["high"]}, "score"),
        ({"id": ["u1"], "target": ["x"], "line": [None]}, "line"),
        ({"id": ["u1"], "target": ["x"], "line": ["third"]}, "line"),
    ],
)
def test_a_frame_that_is_no_bitext_is_refused(columns, says):
    with pytest.raises(ArgumentError, match=says):
        Bitext.from_frame(pandas.DataFrame(columns), source_lang="zh", target_lang="en")


def test_a_frame_without_languages_is_refused():
    with pytest.raises(ArgumentError, match="source_lang and target_lang"):
        Bitext.from_frame(pandas.DataFrame({"id": ["u1"], "target": ["x"]}))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"id": ""}, "needs an id"),
        ({"source_state": "found"}, "source_state 'found' is none of missing, back-translated, original"),
        ({"status": "done"}, "status 'done' is none of initial, translated, reviewed, final"),
        ({"kind": "poem"}, "kind 'poem' is none of heading"),
        ({"score": 1.5}, "score"),
        ({"score": -0.1}, "score"),
        ({"score": float("nan")}, "score"),
    ],
)
def test_a_unit_refuses_what_it_may_not_hold(fields, says):
    with pytest.raises(ArgumentError, match=says):
        Unit(**{"id": "u1", "target": "x", **fields})


@pytest.mark.parametrize("score", [None, 0, 0.0, 0.5, 1, 1.0])
def test_a_score_is_between_0_and_1_or_nothing(score):
    assert Unit("u1", "x", score=score).score == score


def test_the_lists_of_states_are_those_of_the_design():
    assert SOURCE_STATES == ("missing", "back-translated", "original")
    assert STATUSES == ("initial", "translated", "reviewed", "final")
    assert BLOCK_KINDS == ("heading", "body", "excerpt", "caption", "note")
    assert " ".join(COLUMNS) == (
        "id # section speaker source source_state target status terms issues note comment score hash"
    )


def test_a_unit_id_stands_once_in_a_bitext():
    with pytest.raises(ArgumentError, match="'u1' stands twice"):
        Bitext((Unit("u1", "x"), Unit("u2", "y"), Unit("u1", "z")), "zh", "en")


@pytest.mark.parametrize("value", [Unit("u1", "x"), Segment(0, 1, "x"), Term("c", "en", "t"), Provenance()])
def test_values_are_frozen_and_can_be_keys(value):
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, "other")
    assert {value: 1}[replace(value)] == 1


def test_a_termbase_groups_terms_by_concept_in_order():
    b, a, b2 = Term("b", "en", "x"), Term("a", "en", "y", definition="D"), Term("b", "zh", "z", definition="E")
    termbase = Termbase.from_terms(iter([b, a, b2]))
    assert termbase.concepts == (Concept("b", (b, b2)), Concept("a", (a,)))
    assert list(termbase.terms) == [b, b2, a]
    assert (termbase["b"].definition, termbase["a"].definition) == ("E", "D")
    with pytest.raises(KeyError):
        termbase["c"]


def test_the_line_of_a_term_does_not_make_it_another():
    assert Term("c", "en", "t", line=3) == Term("c", "en", "t", line=9)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ({}, "is wrong"),
        ({"path": "a.txt"}, "a.txt: is wrong"),
        ({"path": "a.txt", "line": 3}, "a.txt:3: is wrong"),
        ({"path": "a.txt", "line": 3, "column": 7}, "a.txt:3:7: is wrong"),
    ],
)
def test_an_error_tells_its_place(place, text):
    assert str(AlignError("is wrong", **place)) == text


def test_an_error_learns_its_path_once_and_never_prints_what_a_terminal_obeys():
    error = AlignError("is \x1b[31m wrong\n\u202e").at("a.txt").at("b.txt")
    assert str(error) == r"a.txt: is \x1b[31m wrong\n\u202e"
