"""What terms texts offer: minimal pairs, the article, and slow and obvious versions of what is computed."""

from __future__ import annotations

from collections import Counter
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from align.model import CANDIDATE_KINDS, Term, Termbase
from align.segmentation import parse
from align.terms.extraction import Passage, PassagePair, extract, log_likelihood
from align.terms.extraction.acronyms import acronyms
from align.terms.extraction.names import names
from align.terms.extraction.pairs import pairs
from align.terms.extraction.phrases import noun_phrases, phrases
from align.terms.extraction.unspaced import chinese_strings, strings


def passages(*texts: str, lang: str = "en") -> list[Passage]:
    return [Passage(f"a.txt:{number}", lang, text) for number, text in enumerate(texts, start=1)]


@pytest.fixture(scope="module")
def article_passages(article_text) -> list[Passage]:
    document = parse(article_text, "en")
    return [
        Passage(f"article:{block.line}", "en", segment.text, block.kind == "heading")
        for block in document.blocks
        for segment in block.segments
    ]


# Acronyms


def rows(*texts: str, lang: str = "en") -> list[list[tuple[str, int]]]:
    return [[(one.text, one.count) for one in group] for group in acronyms(passages(*texts, lang=lang))]


def test_all_three_expansions_of_agi_are_found_in_the_article(article_passages):
    (group,) = [group for group in acronyms(article_passages) if any(one.text == "AGI" for one in group)]
    assert [(one.text, one.count, one.places, bool(one.note)) for one in group] == [
        ("artificial general intelligence", 1, ("article:14",), False),
        ("AGI", 3, ("article:11", "article:14", "article:15"), False),
        ("general artificial intelligence", 2, ("article:11", "article:16"), True),
        ("human-like artificial intelligence", 1, ("article:15",), True),
    ]
    assert group[2].note == "its letters do not spell AGI"


def test_every_acronym_of_the_article_is_found(article_passages):
    found = {one.text for group in acronyms(article_passages) for one in group if one.type == "acronym"}
    assert found == {"AGI", "AI", "CCTV", "CGTN", "NVIDIA", "RL", "SFT"}


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("We use reinforcement learning (RL). RL works.", "en", [("reinforcement learning", 1), ("RL", 2)]),
        ("We use RL (reinforcement learning).", "en", [("reinforcement learning", 1), ("RL", 1)]),
        ("Many large language models (LLMs), and an LLM's cost.", "en", [("large language models", 1), ("LLM", 2)]),
        ("我们研究通用人工智能（AGI）的AGI。", "zh", [("研究通用人工智能", 1), ("AGI", 2)]),
        ("它是通用人工智能（AGI）。", "zh", [("通用人工智能", 1), ("AGI", 1)]),
        ("AGI（通用人工智能）和AGI", "zh", [("通用人工智能", 1), ("AGI", 2)]),
        (
            "AGI (Artificial General Intelligence，通用人工智能)",
            "zh",
            [("Artificial General Intelligence", 1), ("通用人工智能", 1), ("AGI", 1)],
        ),
        ("Künstliche Intelligenz (KI)", "de", [("künstliche Intelligenz", 1), ("KI", 1)]),
    ],
)
def test_expansions_stand_before_a_bracket_or_in_it(text, lang, expected):
    (group,) = rows(text, lang=lang)
    assert sorted(group) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    ["In part XIV he says it.", "IT IS ALL SHOUTED HERE", "a U.S. firm", "MAGIC-Al", "AI2x", "Mr X", "the WHO-style"],
)
def test_what_is_no_acronym(text):
    assert [row for row in rows(text) if row[0][0] != "WHO"] == []


def test_other_uses_of_an_expansion_count_inflected_or_not():
    ((first, second),) = rows("A large language model (LLM).", "Large language models win, large-language-model style.")
    assert (first[0], first[1], second) == ("large language model", 3, ("LLM", 1))


# Terms of several words


def longest(text: str, lang: str = "en") -> list[str]:
    (passage,) = passages(text, lang=lang)
    found = []
    for spans in noun_phrases(passage):
        texts = [text[row[0].start : row[-1].end] for row in spans]
        found.append(max(texts, key=len))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We train a large language model.", ["large language model"]),
        ("It predicts market trends and makes investment decisions.", ["market trends", "investment decisions"]),
        ("They focus on basic research.", ["basic research"]),
        ("They follow the market quickly.", []),
        ("Using machine learning models is easy.", ["machine learning models"]),
        ("He wants to model the hedge fund.", ["hedge fund"]),
        ("Not without supervised fine-tuning of it.", ["supervised fine-tuning"]),
        ("China's AI development needs a roadmap.", ["AI development"]),
        ("Training costs, domestic chips, trial and error.", ["domestic chips"]),
        ("The talk of Liang Wenfeng pleased.", []),
        ("He was in charge of generative AI.", ["generative AI"]),
        ("She is very happy about us.", []),
        ("Many events and top talent please the students.", ["top talent"]),
    ],
)
def test_noun_phrases_of_english(text, expected):
    assert longest(text) == expected


def test_an_endless_row_of_words_is_no_phrase():
    assert phrases(passages("market " * 20_000)) == []


@pytest.mark.parametrize("word", ["a" * 200_000, "aB" * 100_000, "A1" * 100_000, "a-" * 100_000, "l'" * 100_000])
def test_an_endless_word_is_looked_at_once(word):
    assert {one.text for one in extract(passages(word))} <= {word}


def test_other_languages_know_their_closed_classes():
    twice = "L'intelligence artificielle change. On aime l'intelligence artificielle et le modèle de langage."
    found = phrases(passages(twice, "Le modèle de langage apprend.", lang="fr"))
    assert {one.text for one in found} == {"intelligence artificielle", "modèle de langage"}
    found = phrases(passages("Die künstliche Intelligenz.", "Mit künstlicher Intelligenz und so weiter.", lang="de"))
    assert [(one.text, one.count) for one in found] == [("künstliche Intelligenz", 2)]
    assert phrases(passages("Mesterséges intelligencia, mesterséges intelligencia.", lang="hu")) == []


WORDS = ("model", "language", "chip", "deep", "the", "with", "market")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), max_size=6))
def test_the_score_is_the_c_value(texts):
    counts, inside = Counter(), {}
    for text in texts:
        for run in text.replace("the", "|").replace("with", "|").split("|"):
            words = run.split()
            spans = [(a, a + len(span), span) for a, span in _placed(words)]
            counts.update(span for _, _, span in spans)
            for start, end, span in spans:
                inside.setdefault(span, set()).update(
                    other for a, b, other in spans if a <= start and end <= b and other != span
                )
    expected = {}
    for span, count in counts.items():
        longer = [counts[other] for other in inside[span]]
        score = log2(len(span)) * (count - (sum(longer) / len(longer) if longer else 0))
        if score > 0:
            expected[" ".join(span)] = (round(score, 2), count)
    found = {one.text: (one.score, one.count) for one in phrases(passages(*texts))}
    assert found == expected


def _placed(words):
    """Every place of a row of two to six words that ends in a noun, with the row."""
    for a in range(len(words)):
        for b in range(a + 2, min(len(words), a + 6) + 1):
            if words[b - 1] != "deep":
                yield a, tuple(words[a:b])


def test_the_terms_of_the_article(article_passages, termbase):
    """Of the terms of several words that the glossary keeps and the article has, most are found."""
    text = " ".join(passage.text.lower() for passage in article_passages)
    wanted = {
        term.text
        for term in termbase.terms
        if term.lang == "en" and term.type == "full" and " " in term.text and term.text.lower() in text
    }
    found = {one.text for one in extract(article_passages)}
    forms = found | {form.removesuffix("s") for form in found}
    assert len(wanted) == 25
    assert len(wanted & forms) >= 20, sorted(wanted - forms)


# Names


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("In May Liang Wenfeng saw OpenAI.",), ["Liang Wenfeng", "OpenAI"]),
        (("Innovation thrives. We like innovation.",), []),
        (("Liang thinks. We met Liang.",), ["Liang"]),
        (("She studied at the University of Oxford on Monday.",), ["University of Oxford"]),
        (("It is AI-driven, and China's iPhone sells.",), ["China", "iPhone"]),
        (('He said: "Talent matters."',), []),
        (("The NATO and the EU.",), []),
        (("Wir sehen den Baum und Angela Merkel.",), ["Baum", "Angela Merkel"]),
    ],
)
def test_names_have_capitals_that_no_sentence_gave(texts, expected):
    assert sorted(one.text for one in names(passages(*texts))) == sorted(expected)


def test_german_nouns_are_no_names():
    found = names(passages("Wir sehen den Baum und Angela Merkel.", lang="de"))
    assert [one.text for one in found] == ["Angela Merkel"]


def test_headings_tell_no_names():
    assert names([Passage("a:1", "en", "Talent And Team Building Matters Here", heading=True)]) == []


def test_the_names_of_the_article(article_passages):
    found = {one.text: one.count for one in names(article_passages)}
    assert found.keys() >= {"Liang Wenfeng", "DeepSeek", "Silicon Valley", "Zhejiang University", "Lei Jun", "Xiaomi"}
    assert found.keys().isdisjoint({"Innovation", "Talent", "Monday", "January", "AI-driven", "About Liang Wenfeng"})


# Chinese


def test_chinese_words_are_found_by_what_stands_beside_them():
    texts = ["我们训练强化学习模型。", "他用强化学习，", "新强化学习好", "老强化学习强", "在云端训练它", "不训练猫"]
    found = {one.text: one.count for one in strings(passages(*texts, lang="zh"))}
    assert found == {"强化学习": 4, "训练": 3}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("山水火的和中学", max_size=9), max_size=8))
def test_chinese_strings_are_counted_right(texts):
    for one in strings(passages(*texts, lang="zh")):
        assert one.count == sum(text.startswith(one.text, place) for text in texts for place in range(len(text)))
        assert 2 <= len(one.text) <= 8
        assert "的" not in one.text
    for text in texts:
        for start, end in chinese_strings(text):
            assert 2 <= end - start <= 8
            assert not {"的", "和"} & {text[start], text[end - 1]}


# Pairs


@settings(max_examples=200)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_ratio_is_that_of_nltk(both, first, second, neither):
    total = both + first + second + neither
    ours = log_likelihood(both, both + first, both + second, total)
    assert ours == pytest.approx(log_likelihood(both, both + second, both + first, total), abs=1e-9)
    assert ours >= 0
    if 0 in {both, first, second, neither} or both * total <= (both + first) * (both + second):
        return
    theirs = BigramAssocMeasures.likelihood_ratio(both, (both + first, both + second), total)
    assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-6)


def unit(number: int, source: str, target: str) -> PassagePair:
    return PassagePair(Passage(f"b:{number}", "zh", source), Passage(f"b:{number}", "en", target))


def test_terms_that_meet_are_linked_the_longest_first():
    fillers = [("天气晴朗", "The weather is fine."), ("猫在睡觉", "A cat sleeps."), ("火车晚点", "Trains come late.")]
    texts = [
        (f"强化学习{a}", f"Reinforcement learning {b}")
        for a, b in (("强", "wins."), ("难", "is hard."), ("好", "pays."))
    ]
    units = [unit(n, *pair) for n, pair in enumerate([*texts, *fillers * 4])]
    found = pairs(units)
    assert ("强化学习", "reinforcement learning") in [(a.text, b.text) for a, b in found]
    assert not any("强化" in a.text and a.text != "强化学习" for a, _ in found)
    source, target = next(pair for pair in found if pair[0].text == "强化学习")
    assert (source.count, source.lang, target.lang, source.places) == (3, "zh", "en", ("b:0", "b:1", "b:2"))
    assert source.example == "强化学习强 ‖ Reinforcement learning wins."
    assert source.score == round(log_likelihood(3, 3, 3, 15), 2)


def test_what_meets_once_or_by_chance_is_no_pair():
    assert pairs([unit(1, "强化学习", "Reinforcement learning.")]) == []
    assert pairs([unit(n, "强化学习", "Reinforcement learning.") for n in range(9)]) == []
    assert pairs([]) == []


# All together

KNOWN = Termbase.from_terms(
    [
        Term("AGI", "en", "artificial general intelligence"),
        Term("AGI", "en", "AGI", "admitted", type="acronym", case="exact"),
        Term("AGI", "en", "general artificial intelligence", "deprecated"),
        Term("model", "en", "large language model"),
    ]
)


def test_what_the_termbase_has_is_marked(article_passages):
    found = {one.text: one for one in extract(article_passages, termbase=KNOWN)}
    assert found["AGI"].known == "AGI, admitted"
    assert found["general artificial intelligence"].known == "AGI, deprecated"
    assert (found["human-like artificial intelligence"].known, found["human-like artificial intelligence"].concept) == (
        "",
        "AGI",
    )
    assert (found["large language models"].known, found["large language models"].concept) == (
        "model, preferred",
        "model",
    )
    assert found["supervised fine-tuning"].concept == "SFT" == found["SFT"].concept


def test_nothing_is_offered_twice(article_passages):
    keys = [(one.lang, one.text.lower()) for one in extract(article_passages)]
    assert len(keys) == len(set(keys))


def test_kinds_counts_and_limits(article_passages):
    assert {one.kind for one in extract(article_passages, kinds=["name"])} == {"name"}
    assert min(one.count for one in extract(article_passages, kinds=["term", "name"], least=3)) == 3
    assert Counter(one.kind for one in extract(article_passages, kinds=["term", "name"], most=2)) == {
        "term": 2,
        "name": 2,
    }
    assert extract(article_passages, most=0) == []
    assert extract([]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from(["en", "zh", "de", "fr", "hu", "und"])), max_size=6))
def test_any_text_is_searched_without_a_fault(texts):
    given_passages = [Passage(f"x:{n}", lang, text) for n, (text, lang) in enumerate(texts)]
    units = [PassagePair(*two) for two in zip(given_passages[::2], given_passages[1::2], strict=False)]
    for one in extract(given_passages, units):
        assert one.kind in CANDIDATE_KINDS
        assert one.concept
        assert one.count > 0
        assert one.places
        assert any(one.text.lower() in passage.text.lower() for passage in given_passages)
