"""``duplicate_segment``: a sentence, or a whole block, stands a second time."""

import pytest

import align
from align.model import Bitext, Unit

RULE = "duplicate_segment"
CAPTION = "Liang Wenfeng speaks at the symposium on January 20, 2025. /CCTV Plus"


def test_a_caption_that_stands_twice_in_a_row_is_flagged_once_whole(flagged):
    assert flagged(RULE, ("caption", CAPTION), ("caption", CAPTION)) == [(2, CAPTION)]


def test_a_sentence_that_comes_back_later_is_flagged_there(flagged):
    assert flagged(RULE, CAPTION, "Another sentence stands between.", CAPTION) == [(3, CAPTION)]


def test_every_further_copy_is_flagged(flagged):
    assert [number for number, _ in flagged(RULE, CAPTION, CAPTION, CAPTION)] == [2, 3]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Innovation requires freedom."),
        ("zh", "创新需要自由和试错的空间。"),
        ("ja", "革新には自由が必要です。"),
        ("ru", "Инновации требуют свободы."),
        ("ar", "الابتكار يتطلب الحرية."),
        ("th", "นวัตกรรมต้องการอิสรภาพ"),
    ],
)
def test_copies_are_found_in_any_script(flagged, lang, text):
    assert flagged(RULE, text, text, lang=lang) == [(2, text)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('He calls it a "mysterious force" here.', "He calls it a “mysterious force” here."),
        ("It's a question of how to do it.", "It’s a question of how to do it."),
        ("Innovation is expensive and inefficient.", "Innovation  is expensive and\u00a0inefficient."),
        ("Innovation is expensive and inefficient.", "INNOVATION IS EXPENSIVE AND INEFFICIENT."),
        ("It is expensive – even wasteful.", "It is expensive — even wasteful."),
    ],
)
def test_typography_and_case_do_not_make_two_sentences_different(issues, first, second):
    (issue,) = issues(RULE, first, second)
    assert issue.unit == "u0002"
    assert (issue.start, issue.end) == (0, len(second))
    assert "but for" in issue.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Can innovation be planned at all?", "Can innovation be planned at all."),
        ("The fee was 1.5 million yuan.", "The fee was 15 million yuan."),
        ("He founded the company in 2023.", "He founded the company in 2024."),
        ("China and the U.S. lead the field.", "China and the U.K. lead the field."),
    ],
)
def test_sentences_that_differ_in_what_they_say_pass(flagged, first, second):
    assert flagged(RULE, first, second) == []


@pytest.mark.parametrize(("lang", "text"), [("en", "Why not?"), ("en", "Yes."), ("zh", "是的。"), ("zh", "没有。")])
def test_short_sentences_may_repeat(flagged, lang, text):
    assert flagged(RULE, text, text, text, lang=lang) == []


def test_headings_may_repeat(flagged):
    heading = ("heading", "Talent and team building")
    assert flagged(RULE, heading, "A first sentence about it.", heading, "Another sentence about it.") == []


def test_empty_targets_may_repeat(flagged):
    assert flagged(RULE, "", "", "") == []


def bitext(*blocks: tuple[str, ...]) -> Bitext:
    units = [
        Unit(f"u{number}{place}", text, block=number, line=number)
        for number, block in enumerate(blocks, start=1)
        for place, text in enumerate(block)
    ]
    return Bitext(tuple(units), "zh", "en")


ONE, TWO, THREE = "The first sentence is here.", "The second sentence is here.", "The third sentence is here."


def found(*blocks):
    return [(issue.unit, issue.message) for issue in align.check(bitext(*blocks)) if issue.rule == RULE]


def test_a_block_that_repeats_as_a_whole_is_one_issue_at_its_first_sentence():
    assert found((ONE, TWO), (ONE, TWO)) == [("u20", "this block repeats line 1")]


def test_a_sentence_that_repeats_inside_another_block_is_an_issue_of_its_own():
    assert found((ONE, TWO), (THREE, TWO)) == [("u21", "this sentence repeats line 1")]


def test_a_sentence_that_repeats_inside_its_own_block_is_found():
    assert found((ONE, TWO, ONE)) == [("u12", "this sentence repeats line 1")]


def test_a_block_that_repeats_only_in_part_is_flagged_in_that_part():
    assert [unit for unit, _ in found((ONE, TWO), (ONE,), (ONE, TWO, THREE))] == ["u20", "u30", "u31"]


def test_short_sentences_in_a_block_that_repeats_do_not_hide_it():
    assert [unit for unit, _ in found(("Yes.", ONE), ("Yes.", ONE))] == ["u20"]


def test_units_of_no_document_are_named_by_their_id():
    units = (Unit("a", ONE), Unit("b", ONE))
    (issue,) = align.check(Bitext(units, "zh", "en"))
    assert (issue.unit, issue.line, issue.column) == ("b", 0, 0)
    assert "unit a" in issue.message


def test_the_source_side_says_nothing():
    units = (Unit("a", ONE, source=TWO), Unit("b", THREE, source=TWO))
    assert [issue for issue in align.check(Bitext(units, "en", "en")) if issue.rule == RULE] == []
