"""The workbook that people get, as openpyxl sees it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

import align
from align.formats import READERS, WRITERS, load
from align.model import COLUMNS, PLACEHOLDER, SOURCE_STATES, STATUSES, Leftover, Term, Termbase, Unit
from align.segmentation import parse
from align.sheet import build_bitext, build_sheet, digest
from align.terms import TermMatcher
from tests.formats.books import bitext_of, column, example, opened, sheet_of, units_tab, written
from tests.formats.hostile import HOSTILE

WRITABLE = {"source", "source_state", "status", "comment"}


@pytest.fixture(scope="module")
def sheet(article_text, termbase):
    bitext = build_bitext(parse(article_text, "en"), "zh")
    matcher = TermMatcher(termbase.terms, "en")
    issues = align.check(bitext, termbase)
    return build_sheet(
        bitext, termbase, [matcher.find(u.target) for u in bitext.units], [[] for _ in bitext.units], issues
    )


@pytest.fixture(scope="module")
def book(sheet):
    return opened(sheet)


@pytest.fixture(scope="module")
def tab(book):
    return units_tab(book)


def cells(tab, name):
    return [tab.cell(row, column(name)) for row in range(2, tab.max_row + 1)]


def test_the_columns_are_those_of_the_model(tab):
    assert [cell.value for cell in tab[1]] == list(COLUMNS)


def test_every_unit_has_a_row(tab, sheet):
    assert [cell.value for cell in cells(tab, "id")] == [unit.id for unit in sheet.bitext.units]
    assert [str(cell.value) for cell in cells(tab, "target")] == [unit.target for unit in sheet.bitext.units]
    assert [cell.value for cell in cells(tab, "#")] == list(range(1, 33))


def test_an_empty_slot_shows_the_placeholder(tab):
    assert {cell.value for cell in cells(tab, "source")} == {PLACEHOLDER}
    assert {cell.value for cell in cells(tab, "source_state")} == {"missing"}


def test_a_filled_slot_shows_its_source():
    assert [cell.value for cell in cells(units_tab(opened(example())), "source")] == [
        *(PLACEHOLDER, "他们输了。", "下雨了。")
    ]


@pytest.mark.parametrize("case", [case for case, text in HOSTILE.items() if len(text) < 1000])
def test_no_text_becomes_a_formula_a_number_or_an_error(case):
    text = HOSTILE[case]
    unit = Unit("u1", text, text, "original", section=text, speaker=text, note=text, comment=text)
    tab = units_tab(opened(bitext_of(unit)))
    for name in ("target", "source", "section", "speaker", "note", "comment"):
        cell = tab.cell(2, column(name))
        assert cell.data_type == ("s" if text else "n")
        assert cell.value is None or isinstance(cell.value, str | CellRichText)


def test_there_are_no_formulas_in_the_units_tab(tab):
    assert not [cell.coordinate for row in tab.iter_rows() for cell in row if cell.data_type in "fe"]


def test_the_header_stays_in_view_and_has_filters(tab):
    assert tab.freeze_panes == "C2"
    assert tab.auto_filter.ref == f"A1:N{tab.max_row}"


def test_drop_downs_list_states_and_statuses(tab):
    choices = {str(rule.sqref): rule.formula1 for rule in tab.data_validations.dataValidation}
    assert choices == {
        f"F2:F{tab.max_row}": f'"{",".join(SOURCE_STATES)}"',
        f"H2:H{tab.max_row}": f'"{",".join(STATUSES)}"',
    }
    assert (column("source_state"), column("status")) == (6, 8)


def test_the_tab_is_protected_but_can_be_sorted_filtered_and_resized(tab):
    protection = tab.protection
    assert protection.sheet
    assert not protection.password
    for allowed in ("sort", "autoFilter", "formatColumns", "formatRows"):
        assert getattr(protection, allowed) is False, f"{allowed} is forbidden"


def test_only_what_people_fill_is_unlocked(tab):
    for name in COLUMNS:
        assert {cell.protection.locked for cell in cells(tab, name)} == {name not in WRITABLE}, name
    assert all(cell.protection.locked for cell in tab[1])


def test_only_the_hash_is_hidden(tab):
    hidden = {name for name in COLUMNS if tab.column_dimensions[chr(64 + column(name))].hidden}
    assert hidden == {"hash"}


def test_the_hash_is_the_digest_of_the_unit(tab, sheet):
    assert [cell.value for cell in cells(tab, "hash")] == [digest(unit) for unit in sheet.bitext.units]


def test_text_is_wrapped_and_every_row_has_a_height(tab):
    for name in ("source", "target", "terms", "issues", "note", "comment"):
        assert all(cell.alignment.wrap_text for cell in cells(tab, name))
    heights = [tab.row_dimensions[row].height for row in range(1, tab.max_row + 1)]
    assert all(height and 12 <= height <= 409 for height in heights)
    assert len(set(heights)) > 3


def test_terms_stand_out_in_the_target_each_run_with_a_font_of_its_own(tab, sheet):
    rich = [cell for cell in cells(tab, "target") if isinstance(cell.value, CellRichText)]
    assert len(rich) == sum(any(run.style for run in row.target) for row in sheet.rows)
    assert len(rich) > 20
    for cell in rich:
        for run in cell.value:
            assert isinstance(run, TextBlock), "a run without a font"
            assert run.font.rFont == cell.font.name
            assert run.font.sz == cell.font.size
    bold = {str(run.text) for cell in rich for run in cell.value if run.font.b}
    assert {"AGI", "large language models", "innovation", "OpenAI"} <= bold


def test_a_deprecated_term_stands_out_in_another_way(tab):
    runs = [
        run
        for name in ("target", "terms")
        for cell in cells(tab, name)
        if isinstance(cell.value, CellRichText)
        for run in cell.value
        if str(run.text) == "General artificial intelligence"
    ]
    assert [(bool(run.font.u), bool(run.font.strike)) for run in runs] == [(True, False), (False, True)]


def test_there_are_tabs_for_glossary_progress_and_help(book):
    assert book.sheetnames == ["Alignment", "Glossary", "Progress", "How to", "_align"]
    assert [tab.sheet_state for tab in book] == ["visible"] * 4 + ["hidden"]
    assert book.active.title == "Alignment"
    assert all(tab.protection.sheet for tab in book)


def test_what_must_not_be_said_is_struck_out_in_the_terms_column(tab):
    struck = {
        str(run.text): run.font.color.rgb
        for cell in cells(tab, "terms")
        if isinstance(cell.value, CellRichText)
        for run in cell.value
        if run.font.strike
    }
    assert struck["General artificial intelligence"] != struck["general artificial intelligence"]
    assert all("=" not in text and "✗" not in text for text in struck)


def test_a_definition_is_a_comment_where_its_concept_comes_first(tab, sheet):
    comments = {cell.coordinate: cell.comment.text for row in tab.iter_rows() for cell in row if cell.comment}
    assert comments == {f"I{n}": row.definitions for n, row in enumerate(sheet.rows, start=2) if row.definitions}
    agi = [text for text in comments.values() if "artificial general intelligence: A machine intelligence" in text]
    assert len(agi) == 1


@pytest.mark.parametrize("case", [case for case, text in HOSTILE.items() if text])
def test_any_definition_is_a_comment(case):
    text = HOSTILE[case]
    bitext = bitext_of(Unit("u1", "The mill."))
    termbase = Termbase.from_terms([Term("m", "en", "mill", definition=text, note=text), Term("m", "zh", text)])
    hits = TermMatcher(termbase.terms, "en").find("The mill.")
    stream = BytesIO()
    load(WRITERS, "xlsx")(build_sheet(bitext, termbase, [hits], [[]], []), stream)
    comment = units_tab(openpyxl.load_workbook(stream)).cell(2, column("terms")).comment.text
    assert comment.startswith("mill: ")
    assert len(comment) <= 32_767
    assert load(READERS, "xlsx")(BytesIO(stream.getvalue())) == bitext


def test_the_glossary_tab_lists_all_concepts_and_marks_those_in_use(book, sheet):
    tab = book["Glossary"]
    rows = list(tab.values)
    assert rows[0] == ("concept", "zh", "en", "also", "avoid", "keep", "definition", "note", "uses")
    assert [row[0] for row in rows[1:]] == [entry.concept for entry in sheet.glossary]
    assert [row[8] for row in rows[1:]] == [entry.uses or None for entry in sheet.glossary]
    agi = next(row for row in rows if row[0] == "AGI")
    assert agi[1:5] == ("通用人工智能", "artificial general intelligence", "AGI", "general artificial intelligence")
    assert agi[8] == 2
    fills = {(bool(row[8].value), cell.fill.fgColor.rgb) for row in tab.iter_rows(min_row=2) for cell in row}
    assert len(fills) == 2


def test_the_glossary_tab_can_be_filtered(book, sheet):
    tab = book["Glossary"]
    assert tab.auto_filter.ref == f"A1:I{len(sheet.glossary) + 1}"
    assert tab.protection.autoFilter is False, "it is forbidden"


def test_the_progress_tab_counts_with_formulas(book):
    formulas = [cell.value for row in book["Progress"].iter_rows() for cell in row if cell.data_type == "f"]
    assert "=COUNTA(Alignment!$A$2:$A$33)" in formulas
    assert all("Alignment!" in formula or "/" in formula for formula in formulas)


def test_headings_are_no_formulas_in_the_progress_tab():
    tab = opened(bitext_of(Unit("u1", "t", section="=1+1"), Unit("u2", "t", section="#N/A")))["Progress"]
    found = {cell.value: cell.data_type for row in tab.iter_rows() for cell in row if cell.value in ("=1+1", "#N/A")}
    assert found == {"=1+1": "s", "#N/A": "s"}


def test_it_prints_across_on_one_page_with_its_header_repeated(tab):
    assert tab.print_title_rows == "$1:$1"
    assert tab.sheet_properties.pageSetUpPr.fitToPage
    assert (tab.page_setup.fitToWidth, tab.page_setup.fitToHeight) == (1, 0)
    assert tab.page_setup.orientation == "landscape"


def test_states_have_colours(tab):
    formulas = {rule.formula[0] for group in tab.conditional_formatting for rule in group.rules}
    for value in (*SOURCE_STATES, *STATUSES):
        assert any(f'="{value}"' in formula for formula in formulas), value
    assert any(PLACEHOLDER in formula for formula in formulas)


def test_all_runs_of_a_cell_survive_a_save_by_another_program(book):
    stream = BytesIO()
    book.save(stream)
    again = openpyxl.load_workbook(stream, rich_text=True)
    assert [str(c.value) for c in cells(units_tab(again), "target")] == [
        str(c.value) for c in cells(units_tab(book), "target")
    ]


def test_a_text_that_cannot_be_shown_is_told():
    unit = Unit("u7", "a\rb", comment="x" * 40_000)
    said = load(WRITERS, "xlsx")(sheet_of(bitext_of(unit)), BytesIO())
    assert len(said) == 1
    assert "u7 target" in said[0]
    assert "u7 comment" in said[0]
    assert load(WRITERS, "xlsx")(sheet_of(example()), BytesIO()) == []


def test_controls_are_written_as_excel_writes_them():
    data = written(bitext_of(Unit("u1", "a\x01b _x0041_")))
    assert "a_x0001_b _x005F_x0041_" in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


def test_an_empty_bitext_is_a_workbook_all_the_same():
    tab = units_tab(opened(bitext_of()))
    assert [cell.value for cell in tab[1]] == list(COLUMNS)
    assert tab.max_row == 1
    assert written(bitext_of())


def test_stretches_of_sources_without_a_unit_have_a_tab_where_there_are_any():
    bitext = bitext_of(Unit("u1", "t"), leftovers=(Leftover("found.txt", 7, "=1+1"), Leftover("b.txt", 0, "水。")))
    tab = opened(bitext)["Source leftovers"]
    assert [[cell.value for cell in row] for row in tab.rows] == [
        ["file", "line", "source without a unit"],
        ["found.txt", "7", "=1+1"],
        ["b.txt", None, "水。"],
    ]
    assert tab["C2"].data_type == "s"
    assert "Source leftovers" not in opened(bitext_of(Unit("u1", "t"))).sheetnames
