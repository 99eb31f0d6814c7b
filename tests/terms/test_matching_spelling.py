"""Widths, hyphens, scripts and marks: where the spelling differs, and what a hit says of itself."""

import unicodedata

import pytest
import regex
from hypothesis import given, settings

from align.model import Term
from align.terms import TermMatcher
from align.terms.folding import Folder
from align.text.scripts import UNSPACED, UNSPACED_RANGES
from tests.strategies import nasty_text


def hits(text, *terms, lang="en", **how):
    return TermMatcher(terms, lang, **how).find(text)


@pytest.mark.parametrize(
    ("lang", "term", "text", "span"),
    [
        ("en", "fine-tuning", "ﬁ ﬁne‑tuning", (2, 12)),
        ("en", "café", "le cafe\u0301s", (3, 9)),
        ("en", "reinforcement", "re\u00adinforce\u00adments.", (0, 16)),
        ("zh", "强AC", "强 \u00ad AC", (0, 6)),
        ("en", "reinforcement learning", "x  reinforcement \n learning,", (3, 27)),
        ("en", "GPT-4", "the ＧＰＴ－４.", (4, 9)),
        ("ja", "データ", "ﾃﾞｰﾀは", (0, 4)),
        ("ja", "が", "\u304b\u3099", (0, 2)),
        ("ko", "한국", unicodedata.normalize("NFD", "한국은"), (0, 6)),
        ("zh", "葛城", "葛\U000e0100城", (0, 3)),
        ("zh", "强化学习", "🙂强化学习", (1, 5)),
        ("zh", "36氪", "在 36 氪上", (2, 6)),
        ("zh", "SOTA 模型", "是SOTA模型。", (1, 7)),
        ("de", "Straße", "die STRASSE", (4, 11)),
    ],
)
def test_the_span_is_that_of_the_text_as_read(lang, term, text, span):
    (hit,) = hits(text, Term("c", lang, term), lang=lang)
    assert (hit.start, hit.end) == span


@pytest.mark.parametrize(
    ("term", "text", "how"),
    [
        ("model", "model", ()),
        ("model", "Model", ("case",)),
        ("model", "models", ("inflection",)),
        ("model", "MODELS ARE", ("case", "inflection")),
        ("fine-tuning", "fine tuning", ("spelling",)),
        ("Moore's law", "Moore’s laws", ("spelling", "inflection")),
        ("AGI", "ＡＧＩ", ("spelling",)),
        ("fine tuning", "Fine‑Tuning", ("case", "spelling")),
        ("LLM", "LLMs", ("inflection",)),
        ("C++", "C++", ()),
    ],
)
def test_a_hit_says_what_made_it_match(term, text, how):
    (hit,) = hits(text, Term("c", "en", term))
    assert hit.how == how


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("强化学习", "用強化學習訓練", ["強化學習"]),
        ("強化學習", "用强化学习训练", ["强化学习"]),
        ("頭髮", "头发", ["头发"]),
        ("頭髮", "頭發", []),  # both are 头发, but neither is the simplified form of the other
        ("SOTA模型", "ＳＯＴＡ 模型", ["ＳＯＴＡ 模型"]),
    ],
)
def test_simplified_and_traditional_match_where_asked(term, text, found):
    made = Term("c", "zh", term)
    assert [hit.text for hit in hits(text, made, lang="zh", any_script=True)] == found
    if term[0] != "S":
        assert hits(text, made, lang="zh") == []


def test_a_hit_in_the_other_script_says_so():
    (hit,) = hits("強化學習", Term("c", "zh", "强化学习"), lang="zh-Hant", any_script=True)
    assert (hit.how, hit.text) == (("script",), "強化學習")


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("Python 3", "Python 3, Python 3.11, Python 3.", ["Python 3", "Python 3"]),
        ("3", "3.14, 1.3, 3", ["3"]),
        ("C", "C, C++, C#", ["C"]),
        ("5´", "5´ and 5", ["5´"]),
        ("etc…", "etc… etc", ["etc…"]),
    ],
)
def test_numbers_and_signs_are_not_cut(term, text, found):
    assert [hit.text for hit in hits(text, Term("c", "en", term))] == found


@pytest.mark.parametrize("text", ["large\n\nlanguage model", "large\r\n \r\nlanguage model", "large. language model"])
def test_a_term_does_not_reach_over_a_blank_line(text):
    assert hits(text, Term("c", "en", "large language model")) == []


@settings(max_examples=200, deadline=None)
@given(nasty_text)
def test_every_character_of_a_folded_text_comes_from_the_text(text):
    folded = Folder().fold(text)
    end = 0
    for place in range(len(folded.text)):
        start, last = folded.origin(place), folded.origin_end(place + 1)
        assert end <= start < last <= len(text)
        end = last


def test_the_ranges_of_unspaced_scripts_are_those_of_the_class():
    one, other = regex.compile(f"[{UNSPACED}]"), regex.compile(f"[{UNSPACED_RANGES}]")
    letters = [c for c in map(chr, range(0x34000)) if c.isalnum()]
    assert [c for c in letters if bool(one.match(c)) != bool(other.match(c))] == []
