"""A termbase file is changed, and every byte that no change touches stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ArgumentError, FormatError
from align.formats.termbase_csv import read
from align.formats.termbase_edit import NEW_FILE, TermbaseFile
from tests.termbases.files import Content, contents, notes, rows_of


def values(file: TermbaseFile) -> list[dict[str, str]]:
    return [file.values(index) for index in range(len(file.terms))]


def lower(row: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in row.items()}


def key(row: dict[str, str]) -> tuple[str, str, str]:
    return row["concept"], row["lang"], row["term"]


@st.composite
def files_with_a_row(draw: st.DrawFn) -> tuple[Content, dict[str, str], int]:
    """A file, a further row for it, and a place."""
    content = draw(contents())
    row = draw(rows_of(content.columns).filter(lambda row: key(row) not in set(map(key, content.rows))))
    return content, lower(row), draw(st.integers(-1, len(content.rows) - 1))


@given(contents())
def test_a_file_is_read_as_it_was_written(content):
    file = TermbaseFile(content.data)
    assert file.encode(file.text) == content.data
    assert values(file) == [{name: value.strip() for name, value in lower(row).items()} for row in content.rows]
    assert read(content.data) == list(file.terms)


@given(files_with_a_row())
def test_a_row_that_is_put_in_stands_there_and_nothing_else_is_touched(case):
    content, row, index = case
    file = TermbaseFile(content.data)
    patch = file.insert(index, row)
    text = file.apply([patch])
    assert patch.start == patch.end
    assert text == file.text[: patch.start] + patch.text + file.text[patch.start :]
    after = TermbaseFile(file.encode(text))
    assert values(after) == [*values(file)[: index + 1], row, *values(file)[index + 1 :]]
    assert after.encode(after.apply([after.remove(index + 1)])) == content.data


@given(files_with_a_row())
def test_a_row_on_one_line_is_a_diff_of_one_line(case):
    content, row, index = case
    file = TermbaseFile(content.data)
    if any("\n" in value for value in row.values()):
        return
    old = file.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    new = file.apply([file.insert(index, row)]).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert len(new) == len(old) + 1
    assert any(new[:n] + new[n + 1 :] == old for n in range(len(new)))


@given(contents().filter(lambda content: content.rows), st.data())
def test_a_field_is_changed_and_changed_back(content, data):
    file = TermbaseFile(content.data)
    index = data.draw(st.integers(0, len(content.rows) - 1))
    free = [n.lower() for n in content.columns if n not in {"concept", "lang", "term", "status", "type", "case"}]
    if not free:
        return
    name = data.draw(st.sampled_from(free))
    value = data.draw(notes)
    changed = TermbaseFile(file.encode(file.apply(file.change(index, {name: value}))))
    assert values(changed)[index] == {**values(file)[index], name: value}
    assert [row for n, row in enumerate(values(changed)) if n != index] == [
        row for n, row in enumerate(values(file)) if n != index
    ]
    back = TermbaseFile(changed.encode(changed.apply(changed.change(index, {name: values(file)[index][name]}))))
    assert values(back) == values(file)
    assert file.change(index, values(file)[index]) == []


@given(contents().filter(lambda content: content.rows), st.data())
def test_rows_that_are_removed_are_gone_and_comments_stay(content, data):
    file = TermbaseFile(content.data)
    gone = data.draw(st.sets(st.integers(0, len(content.rows) - 1), min_size=1))
    after = TermbaseFile(file.encode(file.apply([file.remove(index) for index in gone])))
    assert values(after) == [row for n, row in enumerate(values(file)) if n not in gone]
    assert [comment for comment, _ in after.comments()] == [comment for comment, _ in file.comments()]


@pytest.mark.parametrize(
    ("before", "fields", "after"),
    [
        ("concept,lang,term,note\na,en, x ,n\n", {"term": "y"}, "concept,lang,term,note\na,en, y ,n\n"),
        ('concept,lang,term,note\na,en,x,"n"\n', {"note": "m"}, 'concept,lang,term,note\na,en,x,"m"\n'),
        ('concept,lang,term,note\na,en,x,"n,m"\n', {"note": "m"}, "concept,lang,term,note\na,en,x,m\n"),
        ("concept,lang,term,note\na,en,x,\n", {"note": "m,n"}, 'concept,lang,term,note\na,en,x,"m,n"\n'),
        ('"concept","lang","term"\r\n"a","en","x"', {"term": "y"}, '"concept","lang","term"\r\n"a","en","y"'),
    ],
)
def test_a_change_keeps_the_style_of_the_field(before, fields, after):
    file = TermbaseFile(before.encode())
    assert file.apply(file.change(0, fields)) == after


def test_a_file_in_utf_16_stays_in_it():
    data = "concept,lang,term\na,zh,甲\n".encode("utf-16")
    file = TermbaseFile(data)
    text = file.apply([file.insert(0, {"concept": "b", "lang": "zh", "term": "乙"})])
    assert file.encode(text) == "concept,lang,term\na,zh,甲\nb,zh,乙\n".encode("utf-16")


def test_a_character_that_the_encoding_lacks_is_refused():
    file = TermbaseFile("concept,lang,term\na,fr,é\n".encode("latin-1"), "latin-1")
    with pytest.raises(FormatError, match="'乙' cannot be written in"):
        file.encode(file.apply([file.insert(0, {"concept": "b", "lang": "zh", "term": "乙"})]))


def test_a_column_that_is_not_there_is_refused_unless_it_says_what_is_understood_anyway():
    file = TermbaseFile(b"concept,lang,term\n")
    row = {"concept": "a", "lang": "en", "term": "x"}
    assert file.insert(-1, {**row, "status": "preferred"}).text == "\na,en,x"
    with pytest.raises(ArgumentError, match="there is no column status in it"):
        file.insert(-1, {**row, "status": "deprecated"})


def test_a_new_file_has_the_columns_and_no_terms():
    assert TermbaseFile(NEW_FILE).terms == ()
