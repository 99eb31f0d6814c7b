"""Scripts, and the language where the script alone makes it certain; stems and normal forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from align.text.normal import letters_and_digits, plain_punctuation
from align.text.scripts import guess_language, script_counts
from align.text.stems import same_word, stem
from tests.strategies import nasty_text


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("我们从零开始。", "zh"),
        ("我们用AI做研究。", "zh"),
        ("私は東京に住んでいます。", "ja"),
        ("カタカナ", "ja"),
        ("東京都庁の住所", "ja"),
        ("우리는 시작했다", "ko"),
        ("ภาษาไทย", "th"),
        ("Ελληνικά", "el"),
        ("Հայերեն", "hy"),
        ("ქართული", "ka"),
        ("We started with nothing.", None),
        ("Мы начали с нуля.", None),
        ("بدأنا من الصفر", None),
        ("हमने शुरू किया", None),
        ("The word 你好 means hello in Chinese.", None),
        ("", None),
        ("123 … !?", None),
    ],
)
def test_the_language_is_told_only_where_the_script_makes_it_certain(text, tag):
    assert guess_language(text) == tag


@settings(max_examples=150, deadline=None)
@given(text=nasty_text)
def test_scripts_are_counted_once_a_character(text):
    counts = script_counts(text)
    assert all(counts.values())
    assert sum(counts.values()) <= len(text)
    assert guess_language(text) is None or counts


def test_scripts_are_counted():
    assert script_counts("AI 研究, Ω") == {"Latin": 2, "Han": 2, "Greek": 1}


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("model", "models", "en"),
        ("plan", "planned", "en"),
        ("plan", "planning", "en"),
        ("company", "companies", "en"),
        ("train", "Training", "en"),
        ("box", "boxes", "en"),
        ("make", "making", "en"),
        ("try", "tried", "en-GB"),
        ("Modell", "Modelle", "de"),
        ("Häuser", "Hauses", "de"),
        ("модель", "модели", "ru"),
        ("книга", "книги", "ru"),
        ("模型", "模型", "zh"),
        ("AGI", "agi", "en"),
    ],
)
def test_forms_of_one_word(one, other, lang):
    assert same_word(one, other, lang)
    assert same_word(other, one, lang)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("follower", "follow", "en"),
        ("innovation", "innovative", "en"),
        ("general", "generate", "en"),
        ("organ", "organize", "en"),
        ("universe", "university", "en"),
        ("model", "modal", "en"),
        ("plan", "plane", "en"),
        ("Modell", "Motor", "de"),
        ("книга", "стол", "ru"),
        ("模型", "模", "zh"),
        ("模型", "模型们", "zh"),
        ("models", "model", "zh"),
    ],
)
def test_other_words(one, other, lang):
    assert not same_word(one, other, lang)
    assert not same_word(other, one, lang)


@settings(max_examples=150, deadline=None)
@given(text=nasty_text)
def test_a_stem_is_found_for_anything(text):
    for lang in ("en", "de", "ru", "ar", "zh", "und"):
        assert isinstance(stem(text, lang), str)
        assert same_word(text, text.casefold(), lang)


@settings(max_examples=150, deadline=None)
@given(text=nasty_text)
def test_normal_forms_are_settled_after_one_step(text):
    assert letters_and_digits(letters_and_digits(text)) == letters_and_digits(text)
    assert letters_and_digits(text) == letters_and_digits(f" {text}!")


@pytest.mark.parametrize("variant", ["He said “no”.", 'He  said "no".', "HE SAID “NO”."])
def test_typography_does_not_matter_to_plain_punctuation(variant):
    assert plain_punctuation(variant, "en") == plain_punctuation('He said "no".', "en")
