"""Workbooks that others made: columns by their names, languages or by option; and what is a working sheet."""

from __future__ import annotations

import io

import openpyxl
import pytest

from align.errors import ArgumentError, FormatError
from align.formats.xlsx.others import notices, read
from align.model import Unit
from tests.formats.books import bitext_of, example, opened, saved, written


def book(*rows: tuple[object, ...], **tabs: list[tuple[object, ...]]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for name, content in tabs.items():
        tab = made.create_sheet(name)
        for row in content:
            tab.append(row)
    return saved(made)


def texts(data: bytes, langs=(None, None), columns=None) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in read(io.BytesIO(data), langs, columns).units]


LOKALISE = [
    ("Key", "en", "zh_CN", "zh_TW", "Description", "Tags"),
    ("yes", "Yes", "是", "是的", "a button", "ui"),
    ("no", "No", "否", "", "", ""),
]
CROWDIN = [
    ("Identifier", "Source String", "Translation", "Context", "Labels", "Max. Length"),
    ("yes", "Yes", "是", "a button", "ui", 20),
]
MEMOQ = [("ID", "English (United States)", "Chinese (PRC)", "Comment"), (1, "Yes", "是", "checked")]
WEBLATE = [
    ("location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments"),
    ("a.c:1", "Yes", "是", "", True, "menu", "checked", "a button"),
]
PHRASE = [("key_name", "en", "zh-CN", "comment"), ("yes", "Yes", "是", "checked")]


@pytest.mark.parametrize("rows", [CROWDIN, MEMOQ, WEBLATE, PHRASE])
def test_exports_of_other_programs(rows):
    found = read(io.BytesIO(book(*rows)), ("en", "zh"))
    assert [(unit.source, unit.target) for unit in found.units] == [("Yes", "是")]


def test_the_languages_of_the_columns_are_those_of_the_bitext():
    found = read(io.BytesIO(book(*MEMOQ)))
    assert (found.source_lang, found.target_lang) == ("en-US", "zh-CN")
    assert (found.units[0].id, found.units[0].comment) == ("1", "checked")


def test_any_two_of_many_columns():
    data = book(*LOKALISE)
    assert texts(data, ("en", "zh-TW")) == [("Yes", "是的"), ("No", "")]
    assert texts(data, ("zh-CN", "en")) == [("是", "Yes"), ("否", "No")]
    assert notices(io.BytesIO(data), ("en", "zh-TW")) == ["the columns zh_CN, Tags are not read"]
    with pytest.raises(FormatError, match="give --source-lang and --target-lang to choose two"):
        texts(data)


def test_two_columns_without_names_by_option():
    data = book(("我们赢了。", "We won."), ("他们输了。", "They lost."))
    assert texts(data, (None, "en"), "source,target") == [("我们赢了。", "We won."), ("他们输了。", "They lost.")]
    with pytest.raises(FormatError, match="give --columns"):
        texts(data)


def test_columns_by_letter_and_number():
    data = book(("Nr.", "Urtext", None, "Fassung 2"), (1, "我们赢了。", "x", "We won."))
    for columns in ("source=B,target=D", "source=2,target=4", "source=urtext,target=Fassung 2"):
        assert texts(data, (None, "en"), columns) == [("我们赢了。", "We won.")]


def test_the_first_tab_that_has_the_columns_is_read_and_others_are_told():
    data = book(("Read me",), Texts=[("Source", "Target"), ("一", "One")], More=[("Source", "Target"), ("二", "Two")])
    assert texts(data, (None, "en")) == [("一", "One")]
    assert notices(io.BytesIO(data), (None, "en")) == ["the tabs Sheet, More are not read"]


def test_what_is_wrong_is_told_with_its_row():
    data = book(("Source", "Target", "Status"), ("一", "One", "translated"), (None,), ("二", "Two", "so so"))
    with pytest.raises(FormatError, match="the status 'so so'") as caught:
        texts(data, (None, "en"))
    assert caught.value.line == 4


def test_numbers_and_formulas_are_what_they_show():
    assert texts(book(("Source", "Target"), (2025, 3.5), ("一", True)), ("en", "de")) == [
        ("2025", "3.5"),
        ("一", "TRUE"),
    ]


def test_a_working_sheet_is_read_as_one():
    data = written(example())
    assert read(io.BytesIO(data)) == example()
    assert notices(io.BytesIO(data)) == []
    with pytest.raises(ArgumentError, match="is a working sheet"):
        read(io.BytesIO(data), ("zh", None))


def test_a_working_sheet_without_its_hidden_tab_is_a_table():
    made = opened(bitext_of(Unit("u1", "We won."), Unit("u2", "They lost.", "他们输了。", "original", "reviewed")))
    del made["_align"]
    found = read(io.BytesIO(saved(made)), (None, "en"))
    assert [(unit.id, unit.source, unit.source_state, unit.status) for unit in found.units] == [
        ("u1", "", "missing", "translated"),
        ("u2", "他们输了。", "original", "reviewed"),
    ]
