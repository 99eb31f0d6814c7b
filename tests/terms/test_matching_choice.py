"""Which of several terms that match is taken; and laws, against a slow and obvious oracle."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.model import Term
from align.terms import TermMatcher


def test_the_longest_wins(find):
    terms = ("language model", "large language model", "model")
    assert find("large language models and models", *terms) == ["large language models", "models"]


def test_nested_terms_are_listed_on_request(find):
    terms = ("language model", "large language model", "model")
    assert find("large language models", *terms, nested=True) == ["large language models", "language models", "models"]


def test_of_two_that_overlap_the_longer_wins_wherever_it_starts(find):
    assert find("basic research grants", "basic research", "research grants office", "research grants") == [
        "research grants"
    ]
    assert find("ab cd ef", "ab cd", "cd ef") == ["ab cd"]


def test_the_longest_wins_in_unspaced_text(find):
    assert find("通用人工智能", "人工智能", "通用人工智能", "智能", lang="zh") == ["通用人工智能"]


def chosen(text, *terms):
    (hit,) = TermMatcher(terms, terms[0].lang).find(text)
    return hit.term


@pytest.mark.parametrize("order", [1, -1])
def test_on_the_same_stretch_the_term_spelled_just_so_wins(order):
    spaced = Term("open-source", "en", "open source", "preferred")
    hyphen = Term("open-source", "en", "open-source", "admitted")
    terms = [spaced, hyphen][::order]
    assert chosen("open-source code", *terms) == hyphen
    assert chosen("open source code", *terms) == spaced
    assert chosen("Open-Source code", *terms) == hyphen


@pytest.mark.parametrize("order", [1, -1])
def test_then_the_better_status_wins(order):
    terms = [Term("a", "en", "big model", "deprecated"), Term("b", "en", "big model", "preferred")][::order]
    assert chosen("big model", *terms).concept == "b"


def test_a_deprecated_form_is_known_for_what_it_is():
    terms = [Term("f", "en", "fine-tuning", "preferred"), Term("f", "en", "fine tuning", "deprecated")]
    assert chosen("fine tuning", *terms).status == "deprecated"
    assert chosen("fine-tuning", *terms).status == "preferred"


def test_hits_come_in_the_order_of_the_text(find):
    assert find("RL and AGI and SFT and AGI", "AGI", "RL", "SFT") == ["RL", "AGI", "SFT", "AGI"]


# Laws --------------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["AC", "AB", "b", "Bs", "强", "化", "学习", "a1"])
TERMS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4)
TEXTS = st.lists(
    st.sampled_from(["AC", "AB", "ABs", "b", "B", "强", "化", "学习", "a1", " ", "-", " – ", ".", "s"])
).map("".join)


def oracle(terms: list[str], text: str) -> list[tuple[int, int]]:
    """All matches by one regular expression a term, the longest first, without what overlaps them."""
    spans = set()
    for term in terms:
        parts = [re.escape(word) if word[0] > "z" else latin(word) for word in term.split(" ")]
        parts[-1] = parts[-1].replace("(?!", "(?:s|es)?(?!", 1) if re.fullmatch("[A-Z]+", last(term)) else parts[-1]
        pattern = r"[ –-]+".join(parts)
        spans |= {m.span(1) for m in re.finditer(f"(?=({pattern}))", text)}
    taken: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or start >= other_end for other_start, other_end in taken):
            taken.append((start, end))
    return sorted(taken)


def latin(word: str) -> str:
    return f"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9])"


def last(term: str) -> str:
    return term.split(" ")[-1]


@settings(max_examples=300, deadline=None)
@given(TERMS, TEXTS)
def test_exact_terms_are_found_as_an_obvious_search_finds_them(terms, text):
    matcher = TermMatcher([Term(f"c{n}", "zh", term, case="exact") for n, term in enumerate(terms)], "zh")
    assert [(hit.start, hit.end) for hit in matcher.find(text)] == oracle(terms, text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=8), max_size=5), st.text(max_size=60), st.sampled_from(["en", "zh", "de", "th"]))
def test_hits_are_exact_in_order_and_never_overlap(terms, text, lang):
    made = [Term(f"c{n}", lang, term, case=("any", "exact", "keep")[n % 3]) for n, term in enumerate(terms)]
    matcher = TermMatcher(made, lang)
    hits = matcher.find(text)
    assert all(text[hit.start : hit.end] == hit.text and hit.text for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    nested = matcher.find(text, nested=True)
    assert set(hits) <= set(nested)
    assert len({(hit.start, hit.end) for hit in nested}) == len(nested)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aAbB- 强化学习.", min_size=1, max_size=12))
def test_a_term_is_found_in_a_text_that_is_that_term(term):
    text = term.strip()
    hits = TermMatcher([Term("c", "zh", text)], "zh").find(text)
    assert [hit.text for hit in hits] == ([text] if any(map(str.isalnum, text)) else [])
