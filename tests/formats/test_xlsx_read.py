"""Workbooks that people worked in: what they may do, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from align.errors import FormatError
from align.formats.xlsx.cells import CUT_MARK
from align.formats.xlsx.layout import LEDGER_TAB, UNITS_TAB
from align.formats.xlsx.read import open_book
from align.model import COLUMNS, PLACEHOLDER, Unit
from tests.formats.books import bitext_of, column, example, opened, read, saved, units_tab


def edited(bitext, *changes):
    """The bitext after somebody typed into its workbook: row, column, value."""
    book = opened(bitext)
    for row, name, value in changes:
        units_tab(book).cell(row, column(name)).value = value
    return read(saved(book))


def rearranged(bitext, change):
    """The bitext after somebody gave the rows of the units tab another shape."""
    book = opened(bitext)
    tab = units_tab(book)
    rows = [[None if cell.value is None else str(cell.value) for cell in row] for row in tab.iter_rows()]
    tab.delete_rows(1, tab.max_row)
    for number, row in enumerate(change(rows), start=1):
        for place, value in enumerate(row, start=1):
            tab.cell(number, place).value = value
    return read(saved(book))


def without_score(bitext):
    return replace(bitext, units=tuple(replace(unit, score=None) for unit in bitext.units))


PLAIN = without_score(example())


def test_a_workbook_saved_by_another_program_is_the_same():
    assert read(saved(opened(example()))) == example()


def test_what_people_filled_in_is_read():
    found = edited(
        example(),
        (2, "source", "我们赢了。"),
        (2, "source_state", "original"),
        (2, "status", "final"),
        (2, "comment", "From the recording."),
    )
    filled = replace(
        example().units[0], source="我们赢了。", source_state="original", status="final", comment="From the recording."
    )
    assert found == replace(example(), units=(filled, *example().units[1:]))


def test_a_slot_that_was_emptied_is_empty():
    assert edited(example(), (2, "source", None)) == example()
    assert edited(example(), (2, "source", PLACEHOLDER)) == example()


@pytest.mark.parametrize(("typed", "text"), [(3, "3"), (2.5, "2.5"), (True, "TRUE"), (1e20, "100000000000000000000")])
def test_a_number_typed_into_a_text_column_is_text(typed, text):
    assert edited(example(), (2, "comment", typed)).units[0].comment == text


def test_columns_may_be_moved():
    assert rearranged(PLAIN, lambda rows: [row[::-1] for row in rows]) == PLAIN


def test_rows_may_be_sorted_and_come_back_in_the_order_of_the_document():
    assert rearranged(PLAIN, lambda rows: [rows[0], *rows[:0:-1]]) == PLAIN


def test_columns_may_be_added():
    assert rearranged(PLAIN, lambda rows: [["mine", *row, "x"] for row in rows]) == PLAIN


def test_names_of_columns_may_be_typed_in_capitals_and_with_spaces():
    assert rearranged(PLAIN, lambda rows: [[f" {str(name).upper()} " for name in rows[0]], *rows[1:]]) == PLAIN


@pytest.mark.parametrize("name", ["section", "speaker", "note", "comment", "score"])
def test_an_optional_column_may_be_dropped(name):
    place = column(name) - 1
    found = rearranged(PLAIN, lambda rows: [row[:place] + row[place + 1 :] for row in rows])
    default = {"score": None}.get(name, "")
    assert found == replace(PLAIN, units=tuple(replace(unit, **{name: default}) for unit in PLAIN.units))


@pytest.mark.parametrize("name", ["#", "terms", "issues", "hash"])
def test_a_column_of_findings_may_be_dropped(name):
    place = column(name) - 1
    assert rearranged(PLAIN, lambda rows: [row[:place] + row[place + 1 :] for row in rows]) == PLAIN


def test_empty_rows_are_skipped():
    assert rearranged(PLAIN, lambda rows: [rows[0], [], *rows[1:3], [None] * 14, [], rows[3], []]) == PLAIN


def test_a_row_of_white_space_is_empty():
    assert rearranged(PLAIN, lambda rows: [*rows[:2], [" "], ["", "\u3000", "\n"], *rows[2:]]) == PLAIN


def test_rows_may_be_removed():
    assert rearranged(PLAIN, lambda rows: rows[:2]) == replace(PLAIN, units=PLAIN.units[:1])


def test_the_units_tab_may_be_renamed_and_tabs_added_behind_it():
    book = opened(example())
    units_tab(book).title = "Work"
    book.create_sheet("Mine")
    assert read(saved(book)) == example()


def test_an_edit_before_the_mark_of_a_cut_keeps_the_tail():
    long = "".join(f"{number} " for number in range(10_000))
    bitext = bitext_of(Unit("u1", long))
    shown = units_tab(opened(bitext)).cell(2, column("target")).value
    assert shown.endswith(CUT_MARK)
    assert edited(bitext, (2, "target", f"New: {shown[12:]}")).units[0].target == f"New: {long[12:]}"
    assert edited(bitext, (2, "target", "All new.")).units[0].target == "All new."


@pytest.mark.parametrize(
    ("changes", "row", "says"),
    [
        ([(3, "id", "u0001")], 3, "u0001 stands in row 2 already"),
        ([(3, "id", None)], 3, "without an id"),
        ([(5, "target", "A new row.")], 5, "without an id"),
        ([(4, "status", "done")], 4, "status 'done' is none of initial"),
        ([(4, "source_state", "found")], 4, "source_state 'found' is none of missing"),
        ([(4, "status", None)], 4, "status"),
        ([(2, "score", "high")], 2, "score 'high' is no number"),
        ([(2, "score", 7)], 2, "score"),
    ],
)
def test_a_cell_that_may_not_be_so_is_named_by_its_row(changes, row, says):
    with pytest.raises(FormatError, match=says) as caught:
        edited(example(), *changes)
    assert caught.value.line == row


@pytest.mark.parametrize("name", ["id", "source", "source_state", "target", "status"])
def test_a_column_that_is_needed_is_missed_in_the_first_row(name):
    with pytest.raises(FormatError, match=f"no column {name}") as caught:
        edited(example(), (1, name, "something"))
    assert caught.value.line == 1


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(FormatError, match="twice") as caught:
        edited(example(), (1, "note", "target"))
    assert caught.value.line == 1


def test_a_workbook_without_the_hidden_tab_is_no_working_sheet():
    book = opened(example())
    del book[LEDGER_TAB]
    with pytest.raises(FormatError, match=f"no hidden tab {LEDGER_TAB}"):
        open_book(BytesIO(saved(book)))


def test_an_empty_units_tab_misses_its_columns():
    book = opened(example())
    units_tab(book).delete_rows(1, 10)
    with pytest.raises(FormatError, match="no column id"):
        read(saved(book))


@pytest.mark.parametrize(
    "line",
    [
        *(
            "{}",
            "[]",
            "null",
            "plain",
            '["units", 5]',
            '["units", ["u1"]]',
            '["units", ["u1", "body", 1e999, 0, 0, 0]]',
        ),
        *('["kept", "u1"]', '["kept", "u1", "target", 0, 5]', '["kept", ["u1"], "target", 0, "x"]'),
        *('["bitext", 0, "[]"]', '["bitext", 0, "{}"]', '["bitext", "first", "x"]', '["align", 2]', '["align"]'),
        '["units", ["u0001", "poem", 1, 1, 0, 0]]',
        *('["gone"]', '["gone", "x"]', '["gone", {"id": "u9"}]', '["gone", {"id": "u9", "target": 1}]'),
        '["gone", {"id": "u0001", "target": "t", "start": 0.5}]',
        '["conflict", {"unit": "u0001", "field": "__class__", "ours": "", "theirs": "", "origin": ""}]',
        *('["conflict", {}]', '["leftover", {"origin": "a", "line": 1.5, "text": "b"}]', '["seen", 1]'),
        '["bitext", 0, "{\\"source_lang\\": \\"zh\\", \\"target_lang\\": \\"en\\", \\"next_id\\": 1e999}"]',
    ],
)
def test_a_damaged_hidden_tab_is_refused(line):
    book = opened(example())
    tab = book[LEDGER_TAB]
    tab.cell(tab.max_row + 1, 1).value = line
    with pytest.raises(FormatError):
        read(saved(book))


def test_the_first_tab_with_units_is_found_by_its_name():
    book = opened(example())
    book.move_sheet(UNITS_TAB, offset=2)
    assert read(saved(book)) == example()
    assert len(COLUMNS) == 14
