"""Many texts searched together: what one search of each would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Term
from align.terms import TermMatcher

PIECES = {
    "en": [
        "agent",
        "Agents",
        "AI",
        "C++",
        ".NET",
        "-Term",
        "deep",
        " ",
        "  ",
        "\n\n",
        "\n",
        ". ",
        "-",
        "é",
        "“",
        "模型",
        "\0",
    ],
    "de": ["Ein", "einer", "Diese", "diesem", "Netz", " ", ". ", "\n\n", ", ", "-", "…"],
    "zh": ["模型", "大模型", "智能体", "AI", " ", "，", "。", "\n\n", "-", "的", "Deep"],
}
TERMS = {
    "en": ["agent", "AI agent", "C++", ".NET", "-Term", "deep", "deep agent", "模型"],
    "de": ["einer", "diese", "Netz", "diese Netz"],
    "zh": ["模型", "大模型", "智能体", "AI", "AI模型"],
}


def matcher(lang: str, texts: list[str], **more) -> TermMatcher:
    cases = ("any", "exact", "keep")
    return TermMatcher(
        [Term(f"c{number}", lang, text, case=cases[number % 3]) for number, text in enumerate(texts)], lang, **more
    )


@pytest.mark.parametrize("lang", PIECES)
@given(data=st.data())
def test_the_same_is_found_as_in_each_text_alone(lang, data):
    texts = data.draw(st.lists(st.lists(st.sampled_from(PIECES[lang]), max_size=8).map("".join), max_size=6))
    one = matcher(lang, TERMS[lang])
    longest, nested = one.find_each_twice(texts)
    assert longest == one.find_each(texts) == [one.find(text) for text in texts]
    assert nested == one.find_each(texts, nested=True) == [one.find(text, nested=True) for text in texts]


def test_terms_that_hold_every_stop_are_found_text_by_text():
    one = matcher("en", ["a!", "b?", "c: d", "e.f", "agent"])
    texts = ["a! b? agent", "", "c: d e.f"]
    assert one.find_each(texts) == [one.find(text) for text in texts]


def test_without_terms_nothing_is_found():
    assert matcher("en", []).find_each(["agent", ""]) == [[], []]
