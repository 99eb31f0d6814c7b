"""The project's own termbase, ``glossary/ai.csv``."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from align.terms import TermMatcher
from align.text.acronyms import expansions

ROOT = Path(__file__).resolve().parent.parent
NAMES = {"DeepSeek", "High-Flyer", "Liang-Wenfeng", "Li-Qiang", "Anyong", "36Kr", "NVIDIA", "OpenAI", "Meta", "Xiaomi"}
MORE = {"Lei-Jun", "Zhejiang-University", "Hangzhou", "large-language-model", "basic-research", "open-source"}


@pytest.fixture(scope="module")
def terms(termbase):
    return list(termbase.terms)


def test_the_columns_are_those_of_the_design():
    with (ROOT / "glossary" / "ai.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == ["concept", "lang", "term", "status", "pos", "type", "case", "definition", "note", "source"]


def test_agi_sft_and_rl_come_first(termbase):
    assert [concept.id for concept in termbase.concepts[:3]] == ["AGI", "SFT", "RL"]


def test_the_other_concepts_are_sorted_and_each_stands_together(terms):
    order = list(dict.fromkeys(term.concept for term in terms))
    assert order[3:] == sorted(order[3:], key=str.casefold)
    assert [term.concept for term in terms] == [name for name in order for t in terms if t.concept == name]


def test_within_a_concept_the_terms_are_sorted_by_language(termbase):
    for concept in termbase.concepts:
        languages = [term.lang for term in concept.terms]
        assert languages == sorted(languages), concept.id


def test_each_concept_has_one_preferred_term_in_each_language_and_a_definition(termbase):
    for concept in termbase.concepts:
        preferred = Counter(term.lang for term in concept.terms if term.status == "preferred")
        assert preferred == {"en": 1, "zh": 1}, concept.id
        assert concept.definition, concept.id


def test_the_names_and_terms_of_the_article_are_there(termbase):
    assert {concept.id for concept in termbase.concepts} >= NAMES | MORE


@pytest.mark.parametrize(
    ("concept", "english", "chinese", "acronym"),
    [
        ("AGI", "artificial general intelligence", "通用人工智能", "AGI"),
        ("SFT", "supervised fine-tuning", "监督微调", "SFT"),
        ("RL", "reinforcement learning", "强化学习", "RL"),
        ("large-language-model", "large language model", "大语言模型", "LLM"),
    ],
)
def test_the_first_concepts_have_their_terms(termbase, concept, english, chinese, acronym):
    found = termbase[concept].terms
    preferred = {term.lang: term.text for term in found if term.status == "preferred"}
    assert preferred == {"en": english, "zh": chinese}
    assert acronym in {term.text for term in found if term.type == "acronym" and term.lang == "en"}


def test_general_artificial_intelligence_is_deprecated(termbase):
    status = {term.text: term.status for term in termbase["AGI"].terms}
    assert status["general artificial intelligence"] == "deprecated"


def test_brand_names_are_kept(termbase):
    for name in ("DeepSeek", "OpenAI", "Meta", "ChatGPT"):
        kept = {(term.lang, term.text) for term in termbase[name].terms if term.case == "keep"}
        assert {("en", name), ("zh", name)} <= kept


def test_what_is_kept_is_the_same_in_both_languages(termbase):
    for concept in termbase.concepts:
        kept = {lang: {t.text for t in concept.terms if t.case == "keep" and t.lang == lang} for lang in ("en", "zh")}
        assert kept["en"] == kept["zh"], concept.id


def test_no_term_means_two_things(terms):
    owners = {}
    for term in terms:
        assert owners.setdefault((term.lang, term.text.casefold()), term.concept) == term.concept, term.text


def test_each_source_leads_to_a_line_where_the_term_stands(terms):
    wrong = []
    for term in terms:
        if not term.source:
            continue
        name, _, number = term.source.rpartition(":")
        line = (ROOT / name).read_text(encoding="utf-8").split("\n")[int(number) - 1]
        if not TermMatcher([term], term.lang).find(line, nested=True):
            wrong.append((term.text, term.source))
    assert wrong == []


def test_acronyms_are_spelled_by_what_they_stand_for(termbase):
    wrong = []
    for concept in termbase.concepts:
        full = next(t.text for t in concept.terms if t.lang == "en" and t.status == "preferred")
        for term in concept.terms:
            if term.type == "acronym" and term.lang == "en":
                wrong += [(full, term.text) for found in expansions(f"{full} ({term.text})") if not found.fits]
    assert wrong == []
