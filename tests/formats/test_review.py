"""The review sheet: what is decided there is what comes in, and text stays text."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from align import formats
from align.errors import FormatError
from align.formats.review import REVIEW_COLUMNS, row_of
from align.model import Candidate

FOUND = [
    Candidate(
        "acronym",
        "AGI",
        "en",
        "AGI",
        "acronym",
        "exact",
        3,
        3,
        ("a.txt:1", "a.txt:4", "b.txt:2"),
        "An AGI.",
        "",
        "AGI, x",
    ),
    Candidate(
        "term", "deep-curiosity", "en", "deep curiosity", score=1.58, example='=HYPERLINK("x")', places=("=x.txt:1",)
    ),
    Candidate("name", "Xi", "zh", "小玄子", "name", "exact", 6, 6, ("b.tmx:12",), "他，“小玄子”\n说", 'a, "b"'),
]
both = pytest.mark.parametrize("name", ["csv", "xlsx"])


def sheet(name: str, *decisions: str, **changes: str) -> bytes:
    """A review sheet of the three, with decisions, and cells of the second row changed."""
    rows = [row_of(one, "preferred") for one in FOUND]
    for row, decision in zip(rows, decisions, strict=False):
        row["decision"] = decision or row["decision"]
    rows[1] |= changes
    stream = BytesIO()
    formats.load(formats.REVIEW_WRITERS, name)(rows, stream)
    return stream.getvalue()


def taken(name: str, data: bytes) -> list[tuple[str, ...]]:
    groups = formats.load(formats.GLOSSARY_READERS, name)(data, None, None)
    return [(t.concept, t.lang, t.text, t.status, t.type, t.case, t.note) for group in groups for t in group]


@both
def test_nothing_is_taken_before_it_is_decided(name):
    data = sheet(name)
    assert taken(name, data) == []
    left_out = formats.load(formats.GLOSSARY_REMAINDERS, name)
    assert left_out(data) == ["rows that are not taken: 2 without a decision, 1 known already"]


@both
def test_what_is_kept_and_what_is_edited_is_taken(name):
    data = sheet(name, "", "edit", "Keep", term="deep-seated curiosity", status="admitted")
    assert taken(name, data) == [
        ("deep-curiosity", "en", "deep-seated curiosity", "admitted", "full", "any", ""),
        ("Xi", "zh", "小玄子", "preferred", "name", "exact", 'a, "b"'),
    ]
    assert taken(name, sheet(name, "drop", "drop", "drop")) == []


@both
def test_an_unknown_decision_is_refused_with_its_line(name):
    with pytest.raises(FormatError, match="decision 'perhaps' is none of keep, edit, drop, known") as caught:
        taken(name, sheet(name, "", "perhaps"))
    assert caught.value.line == 3


@both
def test_columns_may_be_moved_and_removed(name):
    if name == "csv":
        data = b"term,found,decision,lang,concept\nx,y,keep,en,c\nz,z,drop,en,c\nw,w\n"
        with pytest.raises(FormatError, match="2 fields where the first row has 5"):
            taken(name, data)
        data = data.replace(b"w,w\n", b"")
    else:
        book, stream = openpyxl.Workbook(), BytesIO()
        for row in (
            ["term", "found", "decision", "lang", "concept"],
            ["x", "y", "keep", "en", "c"],
            ["z", "z", "drop"],
        ):
            book.active.append(row)
        book.save(stream)
        data = stream.getvalue()
    assert [row[:3] for row in taken(name, data)] == [("c", "en", "x")]


def test_a_termbase_with_a_column_of_decisions_is_no_review_sheet():
    data = b"concept,lang,term,decision\nc,en,x,by Ann\n"
    assert [row[:3] for row in taken("csv", data)] == [("c", "en", "x")]
    assert formats.load(formats.GLOSSARY_REMAINDERS, "csv")(data) == []


def test_in_csv_no_cell_that_is_only_shown_is_a_formula():
    lines = sheet("csv").decode("utf-8-sig").splitlines()
    assert lines[0].split(",") == list(REVIEW_COLUMNS)
    assert '" =HYPERLINK(""x"")"' in lines[2]
    assert ", =x.txt:1," in lines[2]
    assert '"a.txt:1, 4; b.txt:2"' in lines[1]


def test_in_a_workbook_text_is_text_and_decisions_are_chosen():
    book = openpyxl.load_workbook(BytesIO(sheet("xlsx")))
    tab = book["review"]
    cells = {name: tab.cell(3, number) for number, name in enumerate(REVIEW_COLUMNS, start=1)}
    assert (cells["example"].value, cells["example"].data_type) == ('=HYPERLINK("x")', "s")
    assert (cells["score"].value, cells["count"].value) == (1.58, 1)
    lists = {str(choice.sqref): choice.formula1 for choice in tab.data_validations.dataValidation}
    assert lists["A2:A4"] == '"keep,edit,drop,known"'
    assert tab.auto_filter.ref == "A1:R4"
    assert tab.freeze_panes == "B2"
