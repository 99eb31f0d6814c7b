"""Words that look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.spelling import lookalikes

words = st.lists(st.text("abcé#1ü", min_size=1, max_size=7), unique=True, max_size=8)


def alike(one, other):
    """How much two words look alike, 0 if they do not."""
    return {(i, j): p for i, j, p in lookalikes([one], [other])}.get((0, 0), 0.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("#1984", "#1984"), ("paris", "paris"), ("universität", "université"), ("café", "cafe"), ("oe", "oe")],
)
def test_cognates(one, other):
    assert alike(one, other) > 0.1


@pytest.mark.parametrize(
    ("one", "other"), [("#1984", "#1985"), ("haus", "maison"), ("gift", "giraffe"), ("oe", "oeuvre"), ("#12", "12")]
)
def test_no_cognates(one, other):
    assert alike(one, other) == 0


def test_longer_numbers_and_words_are_surer():
    assert alike("#1984", "#1984") == 1 > alike("#4", "#4") > 0
    assert alike("national", "national") > alike("national", "nationale") > 0


@given(words, words)
def test_pairs_are_different_and_probabilities_and_the_same_both_ways(ours, theirs):
    found = lookalikes(ours, theirs)
    assert len({(i, j) for i, j, _ in found}) == len(found)
    assert all(0 < p <= 1 for _, _, p in found)
    back = {(i, j): p for j, i, p in lookalikes(theirs, ours)}
    assert {(i, j): p for i, j, p in found} == pytest.approx(back)


@given(words)
def test_each_word_looks_like_itself(ours):
    assert {(k, k) for k in range(len(ours))} <= {(i, j) for i, j, _ in lookalikes(ours, ours)}
