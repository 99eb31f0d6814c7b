"""What every format that is read and written promises: what it declares to hold of a bitext comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from align.formats import PART_READERS, PART_WRITERS, READERS, WRITERS
from align.formats.declarations import DECLARATIONS, held, losses
from align.model import PLACEHOLDER, SOURCE_STATES, STATUSES, Provenance, Unit
from tests.formats.books import TWO_WAY, bitext_of, example, read, saving, written
from tests.formats.hostile import HOSTILE
from tests.strategies import bitexts, coded_bitexts, hostile_ids

every_format = pytest.mark.parametrize("name", TWO_WAY)
moderate = settings(max_examples=60, deadline=None)


@every_format
@moderate
@given(bitext=bitexts())
def test_what_was_written_is_read(name, bitext):
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
@moderate
@given(bitext=bitexts(ids=hostile_ids))
def test_ids_may_be_any_text(name, bitext):
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_comes_back_from_every_field(name, case):
    text = HOSTILE[case]
    fields = ("target", "source", "section", "speaker", "note", "comment")
    units = [Unit(f"u{n}", **{"target": "t", "source": "s", field: text}) for n, field in enumerate(fields)]
    units.append(Unit("all", text, text, "original", section=text, speaker=text, note=text, comment=text))
    bitext = bitext_of(*units)
    found, expected = read(written(bitext, name), name), held(bitext, name)
    for unit, back in zip(expected.units, found.units, strict=True):
        assert back == unit
    assert found == expected


@every_format
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_comes_back_from_the_provenance(name, case):
    text = HOSTILE[case]
    bitext = bitext_of(Unit("u1", "one", "一", "original"), provenance=Provenance(text, text, text, ((text, text),)))
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
@pytest.mark.parametrize("case", [case for case in HOSTILE if case != "empty"])
def test_hostile_text_comes_back_as_an_id(name, case):
    bitext = bitext_of(Unit(HOSTILE[case], "one", "一"), Unit("u2", "two", "二", "original"))
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
@pytest.mark.parametrize(
    "ids", [("a\n", "a\r"), ("\ud800", "\ud801"), ("a\r\n", "a\n"), ("0", "0.0"), ("a", "a "), ("A", "a")]
)
def test_ids_that_look_alike_stay_apart(name, ids):
    bitext = bitext_of(*(Unit(each, f"text of {number}", "s") for number, each in enumerate(ids)))
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
def test_ids_as_long_as_a_sentence_come_back(name):
    bitext = bitext_of(*(Unit(f"{number}:{'这是一个很长的标识符' * 12}", "text", "s") for number in range(120)))
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
def test_an_empty_bitext_comes_back(name):
    bitext = bitext_of()
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
def test_the_example_comes_back(name):
    assert read(written(example(), name), name) == held(example(), name)


@every_format
def test_the_number_of_the_next_unit_and_the_languages_come_back(name):
    bitext = replace(example(), next_id=4711, source_lang="zh-Hant-TW", target_lang="pt-BR")
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
def test_a_thousand_units_come_back_in_order(name):
    units = [
        Unit(
            f"u{number:04d}",
            f"Sentence {number}.",
            f"第{number}句。" if number % 3 else "",
            SOURCE_STATES[number % 3],
            STATUSES[number % 4],
            score=number / 1000 if number % 2 else None,
            block=number // 5,
            start=number * 20,
            end=number * 20 + 12,
        )
        for number in range(1000)
    ]
    bitext = bitext_of(*reversed(units))
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
@pytest.mark.parametrize("score", [0.0, 1.0, 0.1 + 0.2, 1 / 3, 1e-9, None])
def test_scores_come_back_exactly(name, score):
    bitext = bitext_of(Unit("u1", "text", "s", score=score))
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
@pytest.mark.parametrize("state", SOURCE_STATES)
def test_an_empty_source_stays_empty_in_every_state(name, state):
    bitext = bitext_of(Unit("u1", "text", "", state))
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
def test_the_placeholder_shown_in_a_filled_slot_is_text(name):
    bitext = bitext_of(Unit("u1", "text", PLACEHOLDER, "original"))
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
def test_writing_twice_writes_the_same_units(name):
    data = written(example(), name)
    again = written(read(data, name), name)
    assert read(again, name) == read(data, name)


@every_format
@moderate
@given(bitext=coded_bitexts())
def test_codes_come_back_where_they_are_held(name, bitext):
    assert read(written(bitext, name), name) == held(bitext, name)


@every_format
def test_a_writer_tells_what_is_lost_and_nothing_else(name):
    assert saving(example(), name) == losses(example(), name)


@every_format
def test_what_is_held_is_all_that_is_held(name):
    bitext = held(example(), name)
    assert held(bitext, name) == bitext
    assert losses(bitext, name) == []


def test_every_format_of_bitexts_is_declared():
    read, write = READERS.keys() | PART_READERS.keys(), WRITERS.keys() | PART_WRITERS.keys()
    assert read & write <= DECLARATIONS.keys() <= read | write
