"""Numbers, dates and units against the source: minimal pairs, both ways, and clean sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

import align
from align.model import Bitext, Termbase, Unit
from align.model.bitext import SHARED

HERE = Path(__file__).parent
RULES = {"number_mismatch", "date_mismatch", "unit_mismatch", "number_format", "date_style_mix"}


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("#")]


PAIRS = rows("number_pairs.txt")
FAULTS = rows("number_faults.txt")
CLEAN = rows("number_clean.txt")


def found(langs: str, source: str, target: str, *, turned: bool = False):
    """What the checks find in one unit; ``turned`` takes the target for the source."""
    one, other = langs.split("-")
    if turned:
        one, other, source, target = other, one, target, source
    bitext = Bitext((Unit("u1", target, source=source, source_state="original"),), one, other)
    issues = [issue for issue in align.check(bitext, Termbase.from_terms([])) if issue.rule in RULES]
    for issue in issues:
        text = source if issue.side == "source" else target
        assert 0 <= issue.start < issue.end <= len(text)
    return issues


def test_there_are_pairs_enough():
    assert len(PAIRS) >= 190


@pytest.mark.parametrize(("rule", "langs", "source", "fault", "clean"), PAIRS)
def test_a_fault_is_reported_and_its_twin_is_not(rule, langs, source, fault, clean):
    assert rule in {issue.rule for issue in found(langs, source, fault)}
    assert found(langs, source, clean) == []


@pytest.mark.parametrize(("rule", "langs", "source", "fault", "clean"), PAIRS)
def test_pairs_hold_the_other_way_round(rule, langs, source, fault, clean):
    if rule != "number_format":  # what is wrong in one language may be right in the other
        assert rule in {issue.rule for issue in found(langs, source, fault, turned=True)}
    assert found(langs, source, clean, turned=True) == []


@pytest.mark.parametrize(("rule", "langs", "source", "fault"), FAULTS)
def test_a_fault_is_reported(rule, langs, source, fault):
    assert rule in {issue.rule for issue in found(langs, source, fault)}


@pytest.mark.parametrize(("langs", "source", "target"), CLEAN)
def test_clean_sentences_pass_both_ways(langs, source, target):
    assert found(langs, source, target) == []
    assert found(langs, source, target, turned=True) == []


@pytest.mark.parametrize(("rule", "langs", "source", "fault", "clean"), PAIRS)
def test_an_empty_slot_is_silent(rule, langs, source, fault, clean):
    issues = found(langs, "", fault)
    assert {issue.rule for issue in issues} <= {"number_format", "date_style_mix"}


@pytest.mark.parametrize("target", [" ", "\u3000", "\n"])
def test_a_target_of_white_space_is_an_empty_one(target):
    assert found("zh-en", "用户有3000万。", target) == []


def test_a_part_of_what_its_source_says_need_not_have_its_numbers():
    source = "早上8点来了300人。"
    parts = (Unit("u1", "It was 8 a.m.", source=source), Unit("u2", "People came.", source=source, comment=SHARED))
    bitext = Bitext(parts, "zh", "en")
    assert "u2" not in {issue.unit for issue in align.check(bitext) if issue.rule in RULES}


def test_the_message_says_both_numbers():
    (issue,) = found("zh-en", "公司估值3.5亿美元。", "The company is valued at 35 million dollars.")
    assert issue.message == ('the source has "3.5亿美元" (350,000,000), the target "35 million dollars" (35,000,000)')
    assert (issue.side, issue.start, issue.end) == ("target", 25, 43)


def test_what_is_missing_is_shown_in_the_source():
    (issue,) = found("zh-en", "用户有3000万。", "There are users in many places.")
    assert (issue.side, issue.start, issue.end) == ("source", 3, 8)
    assert issue.message == '"3000万" (30,000,000) has no counterpart in the target'


def test_groups_of_four_need_no_source():
    (issue,) = found("zh-en", "", "There were 120,0000 of them.")
    assert issue.rule == "number_format"


def test_a_number_said_twice_may_be_said_once():
    assert found("zh-en", "他有15只猫，15只都是黑猫。", "All of his 15 cats are black.") == []


def test_a_table_in_one_unit_is_silent():
    assert found("zh-en", " ".join(map(str, range(1000))), " ".join(map(str, range(1001, 2000)))) == []


def test_of_languages_without_words_only_figures_are_known():
    assert (
        found("en-is", "In 1950, 2.5 billion people lived on 6 continents.", "Árið 1950 bjuggu 2,5 milljarðar.") == []
    )
    assert [issue.rule for issue in found("en-is", "There were 1,250 of them.", "Þeir voru 1.520.")] == [
        "number_mismatch"
    ]
