"""Cheap tests that come before patterns: what they let pass is all that the patterns could find."""

from __future__ import annotations

import unicodedata
from importlib import import_module

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from align.text.normal import count_letters_and_digits, letters_and_digits
from align.text.numbers import (
    SURE,
    Number,
    chinese,
    chinese_context,
    items,
    latin,
    latin_context,
    may_have_dates,
    notation,
    written_dates,
)
from align.text.numbers.figures import FIGURE
from align.text.numbers.units import unit_names
from align.text.numbers.words import word_table
from align.text.patterns import lazily

PIECES = [
    *"0159.,:;!?%@&<>[]{}()$+-–/'’“” \n¤½IVXhs", "10", "1990s", "3rd", "2.5", "1 000", "12:30", "://", "http", "www.",
    "a.com", "five", "twenty", "May", "may 5", "mai", "Januar", "le 5", " m", "km", "$5", "GPT-4", "word", "n't",
    " n’t", "é", "ß", "中", "１２", "\u00a0", "℃", "ﬁ", "İ", "ſ",
]  # fmt: skip
CHINESE = [
    *"0159.,，%一二三十百千万亿零两半点分之周日星期礼拜年月号时世纪代后季度第多余几倍折成个米天元人的了，。",
    "2025", "百分之", "90年代",
]  # fmt: skip
spacing, codes, amounts = (import_module(f"align.checks.{name}") for name in ("spacing", "codes", "amounts"))
marks = import_module("align.checks.pairs_of_marks")
SAID = [
    "5", "5%", "5 km", "5 miles", "five", "a dozen", "one", "1,000", "1.000", "2.5", "May 5", "in 1990", "1990", "IV",
    "the 1990s", "3 p.m.", "15:00", "first", "third", "Monday", "GPT-5", "half an hour", "$5", "dozens",
]  # fmt: skip
CHINESE_TEXTS = st.lists(st.sampled_from(CHINESE), max_size=12).map("".join)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=20)


@given(TEXTS)
def test_no_address_or_tag_is_passed_over(text):
    assert notation._IGNORED_MARKS.search(text) or not notation._IGNORED.search(text)


@given(TEXTS)
def test_no_notation_is_passed_over(text):
    assert notation._MARKS.search(text) or not list(notation._NOTATION.finditer(text))


@given(TEXTS.map(str.lower))
def test_figures_are_those_of_the_pattern(text):
    found = [(item.start, item.end, item.figure) for item in items._figures(text)]
    assert found == [(match.start(), match.end(), match[0]) for match in FIGURE.finditer(text)]


@given(TEXTS.map(str.lower), st.sampled_from(["en", "fr", "de", "is"]))
def test_words_without_numbers_are_left_out_at_once(text, lang):
    table = word_table(lang)
    tokens = items._TOKEN.finditer(text)
    slow = [match.span() for match in tokens if match["figure"] or table.of(match[0])]
    assert [(item.start, item.end) for item in items.items_of(text, table)] == slow


@given(TEXTS)
def test_no_roman_numeral_is_passed_over(text):
    assert latin._MAY_BE_ROMAN.search(text) or not list(latin._romans(text))


@given(TEXTS, st.sampled_from(["en", "de", "fr", "zh", "is"]))
def test_no_date_is_passed_over(text, lang):
    assert may_have_dates(text, lang) or not list(written_dates(text, lang))


@given(TEXTS, st.sampled_from(["en", "fr", "de"]))
def test_no_space_is_passed_over(text, lang):
    if not spacing._WORTH_A_LOOK.search(text):
        assert [rule for rule in spacing._rules(lang) if rule.pattern.search(text)] == []
    for rule in spacing._rules(lang):
        assert not rule.signs.isdisjoint(text) or not rule.pattern.search(text)


@given(TEXTS)
def test_letters_and_digits_are_those_of_the_slow_way(text):
    slow = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
    assert letters_and_digits(text) == slow
    assert count_letters_and_digits(text) == sum(map(str.isalnum, text))


@given(TEXTS)
def test_no_placeholder_with_a_percent_sign_is_passed_over(text):
    assert codes._MAY_BE_PRINTF.search(text) or not list(codes._percent(text))


@given(st.lists(st.text('ab5 "“”‘’', max_size=12), min_size=1, max_size=3), st.sampled_from(["en", "de", "sv", "zh"]))
def test_plainly_quoted_texts_have_no_mark_without_a_partner(texts, lang):
    if all(map(marks._plainly_quoted, texts)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(marks, "_plainly_quoted", lambda text: False)
            assert marks._uneven_quotes(texts, lang) == []


@given(CHINESE_TEXTS)
def test_chinese_triggers_are_those_of_the_pattern(text):
    slow = [match.span() for match in chinese._TRIGGER.finditer(text)]
    assert [match.span() for match in chinese._triggers(text)] == slow


@given(CHINESE_TEXTS, st.integers(0, 3000), CHINESE_TEXTS)
def test_figures_in_chinese_are_read_as_by_all_readings(before, figure, after):
    text = f"{before}¤{figure}{after}"
    start = len(before) + 1
    number = Number(start, start + len(str(figure)), "count", (figure,), SURE)
    spot = chinese_context._spot(text, number)
    slow = next((found for read in chinese_context._UNCOUNTED if (found := read(spot))), None)
    wide = chinese_context._widened(spot)
    slow = slow or next((found for read in chinese_context._READINGS if (found := read(wide))), None)
    assert chinese_context.in_context(text, number) == (slow or [chinese_context._measured(wide)])


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
def test_all_names_of_units_are_found_behind_a_figure(lang):
    for name, units in unit_names(lang).words.items():
        context = latin_context.LatinContext(f"5 {name}", f"5 {name}", lang)
        if latin_context._UNIT.match(f"5 {name}", 1).end() == len(name) + 2:
            assert context.unit(1) == (units, len(name) + 2)


@given(st.lists(st.sampled_from(SAID), max_size=4), st.lists(st.sampled_from(SAID), max_size=4))
def test_texts_whose_numbers_are_alike_differ_in_nothing(theirs, ours):
    source, target = ", ".join(theirs), ", ".join(ours)
    sides = [
        amounts._Side(text, "en", amounts.compared(amounts.numbers(text, "en"), text, "en"))
        for text in (source, target)
    ]
    if amounts._alike(*sides):
        assert [*amounts._differences(*sides), *amounts._units(*sides), *amounts._formats(*sides)] == []


def test_a_pattern_is_compiled_when_it_is_used():
    pattern = lazily(r"(\p{Lu})x", regex.IGNORECASE)
    assert pattern.fullmatch("ÄX")[1] == "Ä"
    assert pattern.sub("-", "äx ÖX") == "- -"
    assert pattern.pattern == r"(\p{Lu})x"


HOSTILE = ["%" + "0" * 4000, "a" * 4000 + "@", "a-" * 2000 + "@", "a." * 2000 + "co", "百分之" * 1500, "a@" * 2000]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_texts_have_numbers_too(text, lang):
    from align.text.numbers import numbers

    assert isinstance(numbers(text, lang), list)
