"""What a sheet shows beside the units: runs, terms, issues, glossary."""

from __future__ import annotations

import pytest

from align.model import Bitext, Issue, Term, Termbase, Unit
from align.segmentation import parse
from align.sheet import build_bitext, build_sheet, digest
from align.terms import TermMatcher


def sheet_of(termbase, *targets, issues=(), sources=None):
    sources = sources or [""] * len(targets)
    units = tuple(
        Unit(f"u{number}", target, source)
        for number, (target, source) in enumerate(zip(targets, sources, strict=True), 1)
    )
    return sheet_for(Bitext(units, "zh", "en"), termbase, issues)


def sheet_for(bitext, termbase, issues=()):
    target, source = (TermMatcher(termbase.terms, lang) for lang in (bitext.target_lang, bitext.source_lang))
    return build_sheet(
        bitext,
        termbase,
        [target.find(u.target) for u in bitext.units],
        [source.find(u.source) for u in bitext.units],
        issues,
    )


TWO = [("mill", "en", "mill"), ("mill", "zh", "磨坊"), ("dam", "en", "dam"), ("dam", "zh", "水坝")]
WRONG = [("mill", "preferred"), ("milne", "forbidden"), ("windmill", "deprecated"), ("mylle", "forbidden")]


def shown(row):
    return "".join(run.text for run in row.terms)


def test_the_runs_of_a_row_add_up_to_its_target(article_text, termbase):
    bitext = build_bitext(parse(article_text, "en"), "zh", "all")
    sheet = sheet_for(bitext, termbase)
    assert len(sheet.rows) == 68
    for unit, row in zip(bitext.units, sheet.rows, strict=True):
        assert "".join(run.text for run in row.target) == unit.target
        assert all(run.text for run in row.target)
        assert row.digest == digest(unit)


def test_terms_are_runs_of_their_own(termbase):
    (row,) = sheet_of(termbase, "We study AGI and innovation.").rows
    assert [(run.text, run.style) for run in row.target] == [
        *(("We study ", ""), ("AGI", "term"), (" and ", ""), ("innovation", "term"), (".", ""))
    ]


@pytest.mark.parametrize("target", ["AGI came.", "Artificial general intelligence came."])
def test_the_terms_column_shows_source_and_target_term_with_the_acronym(termbase, target):
    (row,) = sheet_of(termbase, target).rows
    assert shown(row) == "通用人工智能 = artificial general intelligence (AGI) ✗ general artificial intelligence"
    assert [(run.text, run.style) for run in row.terms][1:] == [
        *((" ✗ ", "dim"), ("general artificial intelligence", "avoid"))
    ]


def test_a_name_that_is_kept_is_shown_once(termbase):
    (row,) = sheet_of(termbase, "OpenAI grew.").rows
    assert shown(row) == "OpenAI (keep)"


def test_a_deprecated_form_is_shown_as_wrong(termbase):
    (row,) = sheet_of(termbase, "General artificial intelligence came.").rows
    assert shown(row) == ("通用人工智能 = artificial general intelligence (AGI) ✗ General artificial intelligence")
    assert [run.style for run in row.target][:1] == ["bad"]
    assert row.terms[-1].style == "bad"


def test_what_the_unit_says_wrong_comes_before_what_it_might(termbase):
    terms = [Term("m", "en", text, status=status) for text, status in WRONG]
    (row,) = sheet_of(Termbase.from_terms(terms), "Windmills and a Mylle.").rows
    assert [(run.text, run.style) for run in row.terms] == [
        ("? = mill", ""),
        *((" ✗ ", "dim"), ("Windmills", "bad"), (" ✗ ", "dim"), ("Mylle", "bad")),
        *((" ✗ ", "dim"), ("milne", "avoid")),
    ]


def test_each_concept_has_one_line(termbase):
    (row,) = sheet_of(termbase, "AGI, AGI and innovation at OpenAI.").rows
    assert shown(row).split("\n") == [
        "通用人工智能 = artificial general intelligence (AGI) ✗ general artificial intelligence",
        *("创新 = innovation", "OpenAI (keep)"),
    ]


def test_a_concept_without_a_term_in_one_language_shows_a_question_mark():
    termbase = Termbase.from_terms([Term("mill", "en", "mill"), Term("dam", "zh", "水坝")])
    sheet = sheet_of(termbase, "The mill.", "It broke.", sources=["", "水坝坏了。"])
    assert [shown(row) for row in sheet.rows] == ["? = mill", "水坝 = ?"]


def test_terms_of_the_source_are_shown_as_well(termbase):
    (row,) = sheet_of(termbase, "It came.", sources=["创新来了。"]).rows
    assert shown(row) == "创新 = innovation"


def test_the_terms_come_in_the_order_of_the_source_where_there_is_one():
    terms = [Term(name, lang, text) for name, lang, text in TWO]
    (row,) = sheet_of(Termbase.from_terms(terms), "The dam of the mill.", sources=["磨坊的水坝。"]).rows
    assert shown(row).split("\n") == ["磨坊 = mill", "水坝 = dam"]


def test_a_definition_stands_where_its_concept_comes_first():
    terms = [Term(name, lang, text, definition=f"What {text} is.") for name, lang, text in TWO]
    sheet = sheet_of(
        Termbase.from_terms(terms), "It rained.", "The mill.", "Dams.", "A mill, a dam.", sources=["", "", "磨坊", ""]
    )
    assert [row.definitions for row in sheet.rows] == ["", "mill: What mill is.", "dam: What dam is.", ""]
    (row,) = sheet_of(Termbase.from_terms(terms), "The dam of the mill.").rows
    assert row.definitions == "dam: What dam is.\nmill: What mill is."


def test_a_concept_without_a_definition_has_none():
    assert sheet_of(Termbase.from_terms([Term("m", "en", "mill")]), "A mill.").rows[0].definitions == ""


def test_a_row_without_terms_shows_nothing(termbase):
    (row,) = sheet_of(termbase, "It rained.").rows
    assert row.terms == ()
    assert [run.text for run in row.target] == ["It rained."]


def test_an_empty_target_has_no_runs(termbase):
    assert sheet_of(termbase, "").rows[0].target == ()


def test_the_glossary_lists_all_concepts_in_the_order_of_the_termbase_and_their_uses(termbase):
    sheet = sheet_of(termbase, "OpenAI and AGI.", "AGI.")
    assert [entry.concept for entry in sheet.glossary] == [concept.id for concept in termbase.concepts]
    assert [(entry.concept, entry.uses) for entry in sheet.glossary if entry.uses] == [("AGI", 2), ("OpenAI", 1)]
    agi = sheet.glossary[0]
    assert (agi.source, agi.target, agi.also) == ("通用人工智能", "artificial general intelligence", ("AGI",))
    assert agi.avoid == ("general artificial intelligence",)
    assert agi.definition
    assert not agi.keep
    assert next(entry for entry in sheet.glossary if entry.concept == "OpenAI").keep


def test_a_concept_is_used_as_often_as_the_side_says_that_has_it_more_often():
    terms = [Term(name, lang, text) for name, lang, text in TWO]
    sheet = sheet_of(
        Termbase.from_terms(terms), "A mill, a mill.", "It.", "Mill.", sources=["磨坊", "磨坊磨坊磨坊", "磨坊"]
    )
    assert [(entry.concept, entry.uses) for entry in sheet.glossary] == [("mill", 6), ("dam", 0)]


def test_the_glossary_has_no_concepts_of_other_languages():
    termbase = Termbase.from_terms([Term("mill", "fr", "moulin"), Term("dam", "en", "dam")])
    assert [entry.concept for entry in sheet_of(termbase, "It.").glossary] == ["dam"]


def test_issues_stand_in_the_row_of_their_unit_with_the_gravest_severity():
    issues = [
        Issue("soft", "info", "Perhaps.", "u2", "target", 0, 1),
        Issue("hard", "error", "Wrong.", "u2", "target", 0, 1),
        Issue("other", "warning", "Hm.", "u9", "target", 0, 1),
    ]
    first, second = sheet_of(Termbase(), "One.", "Two.", issues=issues).rows
    assert (first.issues, first.severity) == ("", "")
    assert (second.issues, second.severity) == ("soft: Perhaps.\nhard: Wrong.", "error")


def test_tags_match_by_language():
    termbase = Termbase.from_terms([Term("mill", "en-GB", "mill"), Term("mill", "zh-Hant", "磨坊")])
    unit = Unit("u1", "The mill.")
    assert shown(sheet_for(Bitext((unit,), "zh-Hans-CN", "en"), termbase).rows[0]) == "磨坊 = mill"
