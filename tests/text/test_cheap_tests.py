"""Cheap tests that come before patterns: what they let pass is all that the patterns could find."""

from __future__ import annotations

import unicodedata
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.normal import count_letters_and_digits, letters_and_digits
from align.text.numbers import latin, may_have_dates, notation, spelled, written_dates
from align.text.numbers.figures import FIGURE
from align.text.numbers.words import word_table

PIECES = [
    *"0159.,:;!?%@&<>[]{}()$+-–/'’“” \n¤½IVXhs", "10", "1990s", "3rd", "2.5", "1 000", "12:30", "://", "http", "www.",
    "a.com", "five", "twenty", "May", "may 5", "mai", "Januar", "le 5", " m", "km", "$5", "GPT-4", "word", "n't",
    " n’t", "é", "ß", "中", "１２", "\u00a0", "℃", "ﬁ", "İ", "ſ",
]  # fmt: skip
spacing = import_module("align.checks.spacing")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=20)


@given(TEXTS)
def test_no_address_or_tag_is_passed_over(text):
    assert notation._IGNORED_MARKS.search(text) or not notation._IGNORED.search(text)


@given(TEXTS)
def test_no_notation_is_passed_over(text):
    assert notation._MARKS.search(text) or not list(notation._NOTATION.finditer(text))


@given(TEXTS.map(str.lower))
def test_figures_are_those_of_the_pattern(text):
    found = [(item.start, item.end, item.figure) for item in spelled._figures(text)]
    assert found == [(match.start(), match.end(), match[0]) for match in FIGURE.finditer(text)]


@given(TEXTS.map(str.lower), st.sampled_from(["en", "fr", "de", "is"]))
def test_words_without_numbers_are_left_out_at_once(text, lang):
    table = word_table(lang)
    tokens = spelled._TOKEN.finditer(text)
    slow = [match.span() for match in tokens if match["figure"] or table.of(match[0])]
    assert [(item.start, item.end) for item in spelled.items_of(text, table)] == slow


@given(TEXTS)
def test_no_roman_numeral_is_passed_over(text):
    assert not frozenset("IVX").isdisjoint(text) or not list(latin._romans(text))


@given(TEXTS, st.sampled_from(["en", "de", "fr", "zh", "is"]))
def test_no_date_is_passed_over(text, lang):
    assert may_have_dates(text, lang) or not list(written_dates(text, lang))


@given(TEXTS, st.sampled_from(["en", "fr", "de"]))
def test_no_space_is_passed_over(text, lang):
    if not spacing._WORTH_A_LOOK.search(text):
        assert [rule for rule, *_ in spacing._rules(lang) if rule.search(text)] == []


@given(TEXTS)
def test_letters_and_digits_are_those_of_the_slow_way(text):
    slow = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
    assert letters_and_digits(text) == slow
    assert count_letters_and_digits(text) == sum(map(str.isalnum, text))


HOSTILE = ["%" + "0" * 4000, "a" * 4000 + "@", "a-" * 2000 + "@", "a." * 2000 + "co", "百分之" * 1500, "a@" * 2000]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_texts_have_numbers_too(text, lang):
    from align.text.numbers import numbers

    assert isinstance(numbers(text, lang), list)
