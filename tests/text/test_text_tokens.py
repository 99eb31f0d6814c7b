"""Tokens with exact spans."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings

from align.text.tokens import separator, tokens
from tests.strategies import nasty_text

moderate = settings(max_examples=200, deadline=None)


@moderate
@given(text=nasty_text)
def test_spans_are_exact_in_order_and_not_empty(text):
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.norm == unicodedata.normalize("NFKC", text[token.start : token.end])
        end = token.end


@moderate
@given(text=nasty_text)
def test_every_letter_and_digit_is_in_a_token(text):
    covered = {place for token in tokens(text) for place in range(token.start, token.end)}
    for place, char in enumerate(text):
        if unicodedata.category(char)[0] == "L" or unicodedata.category(char) == "Nd":
            assert place in covered


@moderate
@given(text=nasty_text)
def test_ascii_text_has_the_same_tokens_beside_other_text(text):
    plain = text.encode("ascii", "ignore").decode()
    assert tokens(plain) == tokens(f"{plain} é")[:-1]


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("DeepSeek-R1的models", ["DeepSeek", "R1", "的", "models"]),
        ("Liang's AI-driven U.S. plan", ["Liang", "s", "AI", "driven", "U", "S", "plan"]),
        ("强化学习RL", ["强", "化", "学", "习", "RL"]),
        ("ＡＧＩ１", ["AGI1"]),
        ("36氪", ["36", "氪"]),
        ("ภาษา", None),
        ("naïve café", ["naïve", "café"]),
        ("한국어 모델", ["한국어", "모델"]),
        (" .,;—\u200b\n", []),
        ("", []),
    ],
)
def test_words_of_spaced_scripts_and_characters_of_others(text, norms):
    found = [token.norm for token in tokens(text)]
    assert "".join(found) == text if norms is None else found == norms


@pytest.mark.parametrize("between", ["-", " ", "\u00a0", "‑", "–", "  ", "\n", " - ", "\u200b", "\u00ad"])
def test_hyphens_and_spaces_are_one_space(between):
    assert separator(between) == " "


@pytest.mark.parametrize(("between", "normal"), [("", ""), ("’", "'"), ("'", "'"), (", ", ", "), ("．", ".")])
def test_other_separators_are_kept_in_plain_form(between, normal):
    assert separator(between) == normal
