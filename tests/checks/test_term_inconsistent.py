"""``term_inconsistent``: one concept is rendered in several ways in one document."""

import pytest

from align.model import Term

RULE = "term_inconsistent"
BASIC = [
    Term("basic-research", "en", "basic research", "preferred"),
    Term("basic-research", "en", "pure research", "admitted", type="variant"),
    Term("basic-research", "en", "foundational research", "deprecated", type="variant"),
    Term("basic-research", "en", "fundamental research", "forbidden", type="variant"),
]
AGI = [
    Term("AGI", "en", "artificial general intelligence", "preferred"),
    Term("AGI", "en", "AGI", "admitted", type="acronym", case="exact"),
    Term("AGI", "en", "general artificial intelligence", "deprecated", type="variant"),
]
RL_ZH = [
    Term("RL", "zh", "强化学习", "preferred"),
    Term("RL", "zh", "增强学习", "deprecated", type="variant"),
]


@pytest.mark.parametrize(
    "targets",
    [
        ("They fund basic research.", "And basic research it is."),
        ("They fund basic research.", "Basic research is dear.", "BASIC RESEARCH!"),
        ("They fund basic research.", "It is basic-research money."),
        ("They fund foundational research.", "And foundational research it is."),
        ("Nothing of the kind.", ""),
    ],
)
def test_one_rendering_is_silent(flagged, targets):
    assert flagged(RULE, *targets, terms=BASIC) == []


def test_admitted_forms_may_be_mixed_with_the_preferred_one(flagged):
    assert flagged(RULE, "They fund basic research.", "They fund pure research.", terms=BASIC) == []


@pytest.mark.parametrize("wrong", ["foundational research", "fundamental research"])
def test_a_form_to_avoid_beside_the_preferred_one_is_flagged(issues, wrong):
    found = issues(RULE, "They fund basic research.", f"They fund {wrong}.", terms=BASIC)
    assert [(issue.unit, issue.severity) for issue in found] == [("u0001", "info"), ("u0002", "warning")]
    assert all("basic-research" in issue.message for issue in found)
    assert all(f'"{wrong}" (line 2)' in issue.message for issue in found)
    assert all('use "basic research"' in issue.message for issue in found)


def test_each_occurrence_is_flagged_at_its_exact_words(flagged):
    targets = ("Basic research needs foundational research.", "We like Foundational Research here.")
    assert flagged(RULE, *targets, terms=BASIC) == [
        (1, "Basic research"),
        (1, "foundational research"),
        (2, "Foundational Research"),
    ]


def test_it_works_in_unspaced_text(flagged):
    found = flagged(RULE, "他们用强化学习训练模型。", "增强学习很难。", lang="zh", terms=RL_ZH)
    assert found == [(1, "强化学习"), (2, "增强学习")]


def test_terms_of_another_language_do_not_count(flagged):
    assert flagged(RULE, "They fund basic research.", "foundational research", lang="de", terms=BASIC) == []


def test_an_acronym_is_no_second_way(flagged):
    targets = ("Artificial general intelligence is near.", "AGI is near.", "artificial general intelligence (AGI)")
    assert flagged(RULE, *targets, terms=AGI) == []


def test_what_the_text_expands_an_acronym_to_is_a_way(issues):
    targets = ("artificial general intelligence (AGI)", "human-like artificial intelligence (AGI) could emerge")
    found = issues(RULE, *targets, terms=AGI)
    assert [(issue.unit, issue.start, issue.end, issue.severity) for issue in found] == [
        ("u0001", 0, 31, "info"),
        ("u0002", 0, 34, "warning"),
    ]


def test_expansions_that_differ_are_flagged_without_any_termbase(flagged):
    targets = ("the artificial general intelligence (AGI) of today", "a general artificial intelligence (AGI)")
    assert flagged(RULE, *targets) == [(1, "artificial general intelligence"), (2, "general artificial intelligence")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("reinforcement learning (RL)", "Reinforcement Learning (RL)"),
        ("supervised fine-tuning (SFT)", "supervised fine tuning (SFT)"),
        ("a large language model (LLM)", "many large language models (LLMs)"),
        ("the World Trade Organization (WTO)", "World Trade Organization (WTO)"),
        ("its graphics processing unit (GPU)", "a graphics processing unit (GPU)"),
    ],
)
def test_case_hyphens_number_and_articles_make_no_second_way(flagged, first, second):
    assert flagged(RULE, first, second) == []


def test_inflected_forms_of_a_term_are_one_way(flagged):
    terms = [Term("LLM", "en", "large language model"), Term("LLM", "en", "LLM", "admitted", type="acronym")]
    targets = ("a large language model (LLM)", "large language models", "many large language models (LLMs)")
    assert flagged(RULE, *targets, terms=terms) == []


def test_two_concepts_do_not_mix(flagged):
    terms = [*BASIC, Term("skills", "en", "foundational skills"), Term("research", "en", "research")]
    assert flagged(RULE, "basic research and foundational skills", "more research", terms=terms) == []


def test_a_longer_term_hides_the_shorter_one_in_it(flagged):
    terms = [*AGI, Term("AI", "en", "artificial intelligence"), Term("AI", "en", "A.I.", "deprecated", type="full")]
    assert flagged(RULE, "general artificial intelligence", "the A.I. of today", terms=terms) == []
