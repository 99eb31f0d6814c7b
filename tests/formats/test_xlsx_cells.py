"""Text in cells: what is shown, what is kept, and how the two come together again."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from align.formats.xlsx.cells import CELL_LIMIT, CUT_MARK, encode, is_plain, presentable, restore, utf16_length
from tests.formats.hostile import HOSTILE
from tests.strategies import nasty_text

moderate = settings(max_examples=200, deadline=None)
long_text = st.builds(lambda text, times: text * times, nasty_text.filter(bool), st.integers(300, 3000))


def decode(text: str) -> str:
    """What Excel makes of a cell: every ``_xHHHH_``, from the left, is one character."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


@moderate
@given(text=nasty_text)
@example(text="_x0041\x01_")
@example(text="_x005F_x0041_")
def test_an_encoded_text_decodes_to_itself(text):
    assert decode(encode(text)) == text


@moderate
@given(text=nasty_text)
def test_a_plain_text_is_shown_as_it_is(text):
    if is_plain(text):
        assert presentable(text) == text == encode(text)


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(nasty_text, long_text))
@example(text="_x0041_" * 5_000)
@example(text="😀" * 16_384)
@example(text="a\r\n" * 20_000)
def test_what_is_shown_fits_into_a_cell(text):
    shown = presentable(text)
    assert utf16_length(encode(shown)) <= CELL_LIMIT
    shown.encode()  # no half of a pair
    assert not re.search("[\x00\r\ufffe\uffff]", shown)
    assert presentable(shown) == shown


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(nasty_text, long_text))
@example(text="a\r\nb")
@example(text="x" * 40_000)
def test_an_unedited_cell_gives_the_exact_text_back(text):
    assert restore(presentable(text), text) == text


@pytest.mark.parametrize("case", HOSTILE)
def test_an_unedited_hostile_cell_gives_the_exact_text_back(case):
    assert restore(presentable(HOSTILE[case]), HOSTILE[case]) == HOSTILE[case]


@moderate
@given(text=nasty_text, edited=nasty_text)
def test_an_edited_cell_stands_as_it_is(text, edited):
    if edited != presentable(text) and len(text) < 10_000:
        assert restore(edited, text) == edited


@settings(max_examples=30, deadline=None)
@given(text=long_text, head=st.text("ab1 ", min_size=1, max_size=20))
@example(text="line\r\n" * 20_000, head="x")
@example(text="😀" * 40_000, head="new")
@example(text="a\rb\r\n\n" * 20_000, head="new")
def test_an_edit_before_the_mark_of_a_cut_keeps_the_tail(text, head):
    shown = presentable(text)
    if not shown.endswith(CUT_MARK) or utf16_length(text) <= CELL_LIMIT:
        return
    back = restore(head + shown, text)
    assert back.startswith(head)
    untouched = shown.removesuffix(CUT_MARK)
    tail = back[len(head) + len(untouched) :]
    assert tail
    assert text.endswith(tail)
    as_shown = text.replace("\r\n", "\n").replace("\r", "\n")
    cut = len(as_shown) - len(tail.replace("\r\n", "\n").replace("\r", "\n"))
    assert cut == len(untouched)


def test_a_cut_that_somebody_removed_takes_the_tail_with_it():
    text = "x" * 40_000
    assert restore("short", text) == "short"
    assert restore("short" + CUT_MARK, text) == "short" + text[CELL_LIMIT - len(CUT_MARK) :]


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("中文", 2), ("😀", 2), ("a😀\ud800", 4)])
def test_length_is_counted_as_excel_counts(text, length):
    assert utf16_length(text) == length
