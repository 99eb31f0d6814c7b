"""Which of several terms that match is taken."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("term", "text"), [("AI model", "an AI modeler"), ("AI model", "AI-modelling2"), ("AI 2", "AI 2.5")]
)
def test_the_longest_is_chosen_after_boundaries_are_looked_at(find, term, text):
    """Leftmost-longest before it would find the longer one, throw it away, and lose the shorter one inside it."""
    assert find(text, term, "AI") == ["AI"]


def test_in_a_chain_of_overlaps_the_longest_go_first(find):
    terms = ("学习方", "习方法论", "强化", "化学习")
    assert find("强化学习方法论", *terms, lang="zh") == ["强化", "习方法论"]
    found = ["强化", "化学习", "学习方", "习方法论"]
    assert find("强化学习方法论", *terms, lang="zh", nested=True) == found
