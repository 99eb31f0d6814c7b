"""Documents to units with slots, and digests of units."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import ArgumentError
from align.model import DIGESTED, Unit
from align.segmentation import parse
from align.sheet import ROWS, build_bitext, digest
from tests.strategies import field_text, units

TEXT = 'On Mills\nShe sat down and spoke for an hour. Then she left.\n"We won. They lost."\n“It rained.”\n'


@pytest.fixture(scope="module")
def document():
    return parse(TEXT, "en")


def targets(document, rows="auto"):
    return [unit.target for unit in build_bitext(document, "zh", rows).units]


def test_excerpts_are_the_rows_where_there_are_any(document):
    assert targets(document) == targets(document, "excerpts") == ["We won.", "They lost.", "It rained."]


def test_all_rows_are_the_sentences_of_all_blocks(document):
    assert targets(document, "all") == [
        *("On Mills", "She sat down and spoke for an hour.", "Then she left.", "We won.", "They lost.", "It rained.")
    ]


def test_without_excerpts_automatic_rows_are_all_rows():
    document = parse("She left. He stayed.", "en")
    assert targets(document) == targets(document, "all") == ["She left.", "He stayed."]


def test_asking_for_excerpts_where_there_are_none_is_an_error():
    with pytest.raises(ArgumentError, match="--rows all"):
        build_bitext(parse("She left.", "en"), "zh", "excerpts")


def test_unknown_rows_list_the_known_ones(document):
    with pytest.raises(ArgumentError, match="auto, excerpts, all"):
        build_bitext(document, "zh", "some")
    assert ROWS == ("auto", "excerpts", "all")


def test_a_unit_knows_where_it_comes_from(document):
    first, second, _ = build_bitext(document, "zh").units
    assert first == Unit("u0001", "We won.", section="On Mills", kind="excerpt", block=3, line=3, start=61, end=68)
    assert (second.id, second.block, second.start) == ("u0002", 3, 69)


def test_ids_count_up_and_the_next_one_is_kept(document):
    bitext = build_bitext(document, "zh", "all")
    assert [unit.id for unit in bitext.units] == [f"u{number:04d}" for number in range(1, 7)]
    assert bitext.next_id == 7
    assert (bitext.source_lang, bitext.target_lang) == ("zh", "en")


def test_an_empty_text_has_no_units():
    assert build_bitext(parse(" \n", "en"), "zh").units == ()


@pytest.mark.parametrize("text", ['" A. "', "« A. »", '"A."', "“ A.\u3000”"])
def test_spaces_inside_the_enclosing_marks_belong_to_no_unit(text):
    assert targets(parse(text, "en")) == ["A."]


CHANGES = {
    "source": "x",
    "source_state": "original",
    "target": "x",
    "status": "final",
    "note": "x",
    "comment": "x",
    "section": "x",
    "speaker": "x",
}
SAME = ("id", "score", "kind", "block", "line", "start", "end")


def test_a_digest_covers_what_people_and_updates_change():
    assert set(DIGESTED) == set(CHANGES)


@pytest.mark.parametrize("name", DIGESTED)
def test_a_digest_changes_in_the_part_of_the_edited_field_only(name):
    unit = Unit("u1", "text")
    before, after = digest(unit).split("-"), digest(replace(unit, **{name: CHANGES[name]})).split("-")
    assert len(before) == len(DIGESTED)
    assert {DIGESTED[n] for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b} == {name}


def test_a_digest_does_not_know_where_a_unit_stands():
    moved = Unit("u2", "text", score=0.5, kind="excerpt", block=1, line=2, start=3, end=4)
    assert digest(moved) == digest(Unit("u1", "text"))


@settings(max_examples=100, deadline=None)
@given(
    unit=units(), text=field_text, name=st.sampled_from(["source", "target", "note", "comment", "section", "speaker"])
)
def test_digests_tell_any_two_texts_apart(unit, text, name):
    other = replace(unit, **{name: text})
    assert (digest(unit) == digest(other)) == (getattr(unit, name) == text)
    assert len(digest(unit)) == 8 * len(DIGESTED) + len(DIGESTED) - 1
