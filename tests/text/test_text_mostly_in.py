"""Whether a text is in a script, against the counts of all scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.scripts import mostly_in, script_counts

LETTERS = st.text(st.sampled_from("abzÞß中文あカЖЯαβשا한 12.-"), max_size=30)


@given(LETTERS, st.sampled_from([("Latin",), ("Han",), ("Han", "Hiragana", "Katakana"), ("Cyrillic",), ("Hebrew",)]))
def test_it_is_what_the_counts_of_scripts_say(text, scripts):
    counts = script_counts(text)
    half = 2 * sum(counts.get(script, 0) for script in scripts) >= sum(counts.values())
    assert mostly_in(text, scripts) == half


@pytest.mark.parametrize("text", ["", "12.5", "—"])
def test_a_text_without_letters_is_in_any_script(text):
    assert mostly_in(text, ("Thai",))
