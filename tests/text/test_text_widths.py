"""Widths in columns, and lines after wrapping."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.text.widths import display_width, wrapped_lines
from tests.strategies import nasty_text

moderate = settings(max_examples=150, deadline=None)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("中文", 4), ("ａ", 2), ("ｱ", 1), ("e\u0301", 1), ("a\u200bb", 2), ("한", 2), ("。", 2)],
)
def test_wide_characters_take_two_columns(text, width):
    assert display_width(text) == width


@moderate
@given(one=nasty_text, other=nasty_text)
def test_widths_add_up(one, other):
    assert display_width(one + other) == display_width(one) + display_width(other)
    assert 0 <= display_width(one) <= 2 * len(one)


@moderate
@given(text=nasty_text, columns=st.integers(1, 200))
def test_there_are_at_least_the_lines_of_the_text(text, columns):
    lines = wrapped_lines(text, columns)
    assert lines >= text.count("\n") + 1
    assert lines <= text.count("\n") + 1 + display_width(text)


@moderate
@given(text=nasty_text, columns=st.integers(1, 200))
def test_a_wider_column_never_needs_more_lines(text, columns):
    assert wrapped_lines(text, columns + 1) <= wrapped_lines(text, columns)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [("", 10, 1), ("word", 10, 1), ("x" * 30, 10, 3), ("中" * 10, 10, 2), ("a\nb", 10, 2), ("a\n\n", 10, 3)],
)
def test_lines_of_plain_cases(text, columns, lines):
    assert wrapped_lines(text, columns) == lines
