"""What the checks find in the real article: these faults, and nothing else."""

from __future__ import annotations

from collections import Counter

import pytest

from align.checking import select_checks
from align.inspecting import check_file

AGI = {
    11: ("general artificial intelligence", "warning"),
    14: ("artificial general intelligence", "info"),
    15: ("human-like artificial intelligence", "warning"),
    16: ("General artificial intelligence", "warning"),
}
BASIC_RESEARCH = [
    (11, "fundamental research", "warning"),
    (14, "foundational research", "warning"),
    (14, "basic research", "info"),
    (17, "basic research", "info"),
]


@pytest.fixture(scope="module")
def found(article, article_text, termbase):
    """Rule, line, flagged words, severity and message of each issue, in the order of the text."""
    lines = article_text.split("\n")
    checked = check_file(article, termbase, select_checks())
    units = {unit.id: unit for unit in checked.bitext.units}
    rows = []
    for issue in checked.issues:
        words = units[issue.unit].target[issue.start : issue.end]
        column = issue.column - 1
        assert lines[issue.line - 1][column : column + len(words)] == words
        rows.append((issue.rule, issue.line, words, issue.severity, issue.message))
    return rows


def test_the_caption_that_stands_twice_is_flagged_at_line_2(found):
    ((_, line, words, severity, message),) = [row for row in found if row[0] == "duplicate_segment"]
    assert (line, severity) == (2, "warning")
    assert words.startswith("Liang Wenfeng, the founder")
    assert "line 1" in message


def test_acronyms_that_are_not_spelled_are_flagged_at_lines_11_and_15(found):
    assert [row[1:4] for row in found if row[0] == "acronym_expansion"] == [
        (11, "general artificial intelligence", "warning"),
        (15, "human-like artificial intelligence", "warning"),
    ]


def test_agi_is_inconsistent_at_lines_11_14_15_and_16(found):
    rows = [row for row in found if row[0] == "term_inconsistent" and row[4].startswith("AGI ")]
    assert {row[1]: row[2:4] for row in rows} == AGI
    assert len(rows) == 4


def test_basic_research_is_inconsistent_at_lines_11_14_14_and_17(found):
    rows = [row for row in found if row[0] == "term_inconsistent" and row[4].startswith("basic-research ")]
    assert [row[1:4] for row in rows] == BASIC_RESEARCH


def test_the_month_with_a_comma_before_its_year_is_flagged_at_line_19(found):
    ((_, line, words, severity, message),) = [row for row in found if row[0] == "date_style_mix"]
    assert (line, words, severity) == (19, "December, 2024", "warning")
    assert '"May 2023" (line 11)' in message


def rows(found, rule):
    """Line, flagged words and severity of the issues of one check."""
    return [row[1:4] for row in found if row[0] == rule]


def test_agi_is_defined_again_at_lines_14_and_15(found):
    assert [(line, severity) for line, _, severity in rows(found, "acronym_redefined") if severity == "warning"] == [
        (14, "warning"),
        (15, "warning"),
    ]


def test_ai_is_used_in_line_1_before_line_3_defines_it(found):
    assert rows(found, "acronym_undefined") == [(1, "AI", "info")]


def test_acronyms_that_are_never_used_again_are_told(found):
    assert rows(found, "acronym_unused") == [
        (5, "reinforcement learning (RL)", "info"),
        (5, "supervised fine-tuning (SFT)", "info"),
    ]


def test_curly_quotation_marks_in_line_20_stand_against_straight_ones(found):
    assert rows(found, "quote_style_mix") == [(20, "“", "warning")]


def test_a_term_in_capitals_is_flagged_at_line_10(found):
    assert rows(found, "case_variant") == [(10, "Artificial Intelligence", "warning")]


def test_hangzho_is_the_only_misspelling(found):
    assert rows(found, "spelling") == [(4, "Hangzho", "warning")]


def test_the_heading_in_title_case_is_flagged_at_line_22(found):
    assert rows(found, "heading_case") == [(22, "Innovation", "info")]


def test_the_two_faults_of_grammar_are_found(found):
    assert rows(found, "grammar") == [(4, 'as a "counterproductive"', "warning"), (6, "soared to top on", "warning")]


SILENT = {
    "acronym_expansion": 2,
    "acronym_redefined": 4,
    "acronym_undefined": 1,
    "acronym_unused": 2,
    "case_variant": 1,
    "date_style_mix": 1,
    "duplicate_segment": 1,
    "grammar": 2,
    "heading_case": 1,
    "quote_style_mix": 1,
    "spelling": 1,
    "tense_of_reporting": 1,
    "term_inconsistent": 8,
}
"""How many issues each check has to tell; all others have none."""


def test_nothing_else_is_flagged(found):
    counts = Counter(row[0] for row in found)
    assert counts == SILENT


@pytest.mark.parametrize("fine", ["U.S.", "U.S.'s", "one- or two-year", "/CCTV Plus", "—", "Lei Jun", "36Kr", "Xiaomi"])
def test_what_is_fine_is_not_flagged(found, fine):
    assert [row for row in found if row[2].strip() == fine] == []


def test_the_issues_come_in_the_order_of_the_text(found):
    assert [row[1] for row in found] == sorted(row[1] for row in found)
