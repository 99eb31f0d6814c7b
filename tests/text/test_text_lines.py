"""Lines and columns, against a slow and obvious version."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from align.text.lines import LineIndex, line_spans, split_lines
from tests.strategies import nasty_text


def slow_lines(text: str) -> list[str]:
    """The lines of a text with their ends, one character at a time."""
    lines, line = [], ""
    for place, char in enumerate(text):
        line += char
        if char == "\n" or (char == "\r" and text[place + 1 : place + 2] != "\n"):
            lines.append(line)
            line = ""
    return [*lines, line]


texts = st.one_of(nasty_text, st.text("a\r\n\u2028\x0c", max_size=20))


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_every_offset_has_the_line_and_column_of_an_editor(text):
    index = LineIndex(text)
    offset = 0
    for number, line in enumerate(slow_lines(text), start=1):
        for column in range(1, len(line) + 1):
            assert index.locate(offset) == (number, column)
            offset += 1
    last = slow_lines(text)
    assert index.locate(len(text)) == (len(last), len(last[-1]) + 1)


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_a_line_is_given_without_its_end(text):
    index = LineIndex(text)
    for number, line in enumerate(slow_lines(text), start=1):
        assert index.line(number) == line.rstrip("\r\n")
        assert "\n" not in index.line(number)


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_the_lines_are_those_of_an_editor_without_their_ends(text):
    expected = slow_lines(text)
    expected = expected if expected[-1] else expected[:-1]
    assert split_lines(text) == [line.rstrip("\r\n") for line in expected]
    assert [text[start:end] for start, end in line_spans(text)] == split_lines(text)
