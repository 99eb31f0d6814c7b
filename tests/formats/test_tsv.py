"""Tab-separated lines: one line a unit, whatever is in it."""

import csv
import io

import pytest
from hypothesis import given, settings

from align.formats import WRITERS, format_of, load
from align.model import Bitext, Unit
from tests.formats.books import bitext_of, example, sheet_of
from tests.formats.hostile import HOSTILE
from tests.strategies import bitexts


def written(bitext: Bitext) -> tuple[list[dict[str, str]], list[str]]:
    """The lines as other programs read them, and the notes."""
    stream = io.BytesIO()
    notes = load(WRITERS, "tsv")(sheet_of(bitext), stream)
    text = stream.getvalue().decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)), notes


def test_the_name_tells_the_format():
    assert format_of("x.TSV") == "tsv"


def test_a_unit_is_a_line():
    rows, notes = written(example())
    assert notes == []
    assert list(rows[1])[:5] == ["id", "source", "target", "score", "status"]
    assert rows[1] | {"id": "u0002", "source": "他们输了。", "target": "They lost.", "score": "0.75"} == rows[1]
    assert rows[1] | {"status": "reviewed", "source_state": "original", "comment": "Found."} == rows[1]
    assert (rows[0]["source"], rows[0]["score"], rows[0]["source_state"]) == ("", "", "missing")


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_breaks_no_line(case):
    text = HOSTILE[case]
    rows, _ = written(bitext_of(Unit("u1", text, text, "original", note=text), Unit("u2", "next")))
    assert [row["id"] for row in rows] == ["u1", "u2"]
    assert rows[1]["target"] == "next"


@given(bitext=bitexts())
@settings(max_examples=60, deadline=None)
def test_any_bitext_has_as_many_lines_as_units(bitext):
    rows, _ = written(bitext)
    assert [row["id"] for row in rows] == [unit.id for unit in bitext.units]
    assert all(None not in row and None not in row.values() for row in rows)


def test_tabs_and_line_ends_become_spaces_and_that_is_told():
    rows, notes = written(bitext_of(Unit("u1", "one\ttwo\r\nthree\u2028four", note="a\nb")))
    assert (rows[0]["target"], rows[0]["note"]) == ("one two three four", "a b")
    assert notes == ["tabs and line ends in 2 texts became spaces"]


def test_half_characters_are_told():
    rows, notes = written(bitext_of(Unit("u1", "a\ud800b")))
    assert rows[0]["target"] == "a\ufffdb"
    assert notes == ["half characters in 1 text became U+FFFD"]
