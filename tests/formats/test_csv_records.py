"""CSV records with their places: the fields are those that the module csv reads."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import FormatError
from align.formats.csv_records import field_spans, quoted, records, unquoted

cells = st.text(st.sampled_from("ab\",; #\n'\t中"), max_size=6)
tables = st.lists(st.lists(cells, min_size=1, max_size=4), max_size=5)


def shown(row: list[str]) -> bool:
    """Whether a row holds anything and does not look like a comment as csv.writer writes it."""
    line = written([row])
    return any(cell.strip() for cell in row) and not line.lstrip().startswith("#")


def written(rows: list[list[str]], newline: str = "\r\n") -> str:
    """What csv writes; it leaves new lines without quotation marks that are no part of its own line end."""
    stream = StringIO()
    quoting = csv.QUOTE_MINIMAL if newline == "\r\n" else csv.QUOTE_ALL
    csv.writer(stream, lineterminator=newline, quoting=quoting).writerows(rows)
    return stream.getvalue()


@given(tables, st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_csv_writes_is_read(table, newline):
    rows = [row for row in table if shown(row)]
    found = list(records(written(rows, newline)))
    assert [list(record.fields) for record in found] == rows


@given(tables)
def test_each_record_stands_where_it_says(table):
    text = written([row for row in table if shown(row)])
    for record in records(text):
        spans = field_spans(text, record.start)
        assert (spans[0][0], spans[-1][1]) == (record.start, record.end)
        assert tuple(unquoted(text[start:end]) for start, end in spans) == record.fields
        assert record.line == len(text[: record.start].replace("\r\n", "\n").replace("\r", "\n").split("\n"))


@given(st.text('ab",; #\n'), st.booleans(), st.booleans())
def test_a_field_that_is_written_is_read(value, always, first):
    assert unquoted(quoted(value, "\n", always=always, first=first)) == value


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('a,b "c" d', ("a", 'b "c" d')),
        ('a, "b"', ("a", ' "b"')),
        ('"a""b",""', ('a"b', "")),
        ('a,"x\r\ny"', ("a", "x\ny")),
        ("a,,", ("a", "", "")),
        ('"#a",b', ("#a", "b")),
        ('a,"\n# no comment\n"', ("a", "\n# no comment\n")),
    ],
)
def test_fields(text, fields):
    (record,) = records(text)
    assert record.fields == fields


@pytest.mark.parametrize("text", ["", "\n\n", "# a", "  # a, b\n", ",,\n", '""\n', " \t\n"])
def test_what_holds_nothing_is_no_record(text):
    assert list(records(text)) == []


@pytest.mark.parametrize(("text", "line"), [('a\n"b', 2), ('a\n"b"c,d', 2), ('"a\nb\n', 1), ('# "\na,"b""', 2)])
def test_a_broken_record_is_told_with_its_line(text, line):
    with pytest.raises(FormatError, match="broken CSV") as caught:
        list(records(text))
    assert caught.value.line == line
