"""``acronym_expansion``: the initials of a phrase do not spell the acronym in brackets behind it."""

import pytest

from align.model import Term

RULE = "acronym_expansion"

FITS = [
    "a large-scale reinforcement learning (RL) model",
    "relying on supervised fine-tuning (SFT) as a first step",
    "In the realm of artificial intelligence (AI), they emerge.",
    "artificial general intelligence (AGI)",
    "in the United States of America (USA)",
    "the Chinese Academy of Sciences (CAS)",
    "deoxyribonucleic acid (DNA)",
    "extensible markup language (XML)",
    "listed at the Hong Kong Stock Exchange (HKEX)",
    "the World Wide Web Consortium (W3C)",
    "the European Organization for Nuclear Research (CERN)",
    "the International Organization for Standardization (ISO)",
    "coordinated universal time (UTC)",
    "large language models (LLMs)",
    "graphics processing units (GPUs)",
    "research and development (R&D)",
    "the Massachusetts Institute of Technology (MIT)",
    "Taiwan Semiconductor Manufacturing Company (TSMC)",
    "multi-head latent attention (MLA)",
    "radio detection and ranging (RADAR)",
    "return on investment (ROI)",
    "Large Language Model （LLM）",
    "natural language processing\u00a0(NLP)",
    "China's Zhejiang University (ZJU)",
    "extreme ultraviolet lithography (EUV)",
    "World War Two (WWII)",
    "reinforcement learning from human feedback (RLHF)",
    "application-specific integrated circuits (ASICs)",
]
NO_EXPANSION = [
    "shares of NVIDIA (NVDA) fell",
    "shares of Apple (AAPL) rose",
    "shares of Meta Platforms (META) rose",
    "in Washington (DC)",
    "at the airport of Frankfurt am Main (FRA)",
    "the Chinese team (CHN) won",
    "the offices in Paris (FR)",
    "the chip maker (NASDAQ: NVDA)",
    "see the table (A)",
    "the price (CNY 300)",
    "he paused (LAUGHS)",
    "(AGI) is what they want",
    "They call it AGI.",
    "通用人工智能（AGI）",
    "监督微调（SFT）的成本",
]
OTHER_LANGUAGES = [
    ("de", "Künstliche Intelligenz (KI)"),
    ("de", "maschinelles Lernen (ML)"),
    ("de", "die Europäische Union (EU)"),
    ("de", "das Deutsche Institut für Normung (DIN)"),
    ("fr", "l'intelligence artificielle (IA)"),
    ("fr", "le produit intérieur brut (PIB)"),
    ("fr", "l'Organisation des Nations unies (ONU)"),
    ("fr", "l'Organisation du traité de l'Atlantique nord (OTAN)"),
    ("es", "la inteligencia artificial (IA)"),
    ("es", "la Organización de las Naciones Unidas (ONU)"),
    ("it", "il prodotto interno lordo (PIL)"),
    ("zh", "大语言模型 large language model（LLM）"),
]
MISFITS = [
    ("the field of general artificial intelligence (AGI).", "general artificial intelligence"),
    ("This implies that human-like artificial intelligence (AGI) could emerge.", "human-like artificial intelligence"),
    ("Multilayer neuron (MLP)", "Multilayer neuron"),
    ("a graphics unit processing (GPU) chip", "graphics unit processing"),
    ("many natural language processors (NPL)", "natural language processors"),
    ("two general artificial intelligences (AGIs)", "general artificial intelligences"),
    ("通用人工智能，即 general artificial intelligence（AGI）", "general artificial intelligence"),
]


@pytest.mark.parametrize("text", FITS)
def test_an_expansion_that_spells_the_acronym_passes(flagged, text):
    assert flagged(RULE, text) == []


@pytest.mark.parametrize("text", NO_EXPANSION)
def test_brackets_that_hold_something_else_pass(flagged, text):
    assert flagged(RULE, text) == []


@pytest.mark.parametrize(("lang", "text"), OTHER_LANGUAGES)
def test_expansions_in_other_languages_pass(flagged, lang, text):
    assert flagged(RULE, text, lang=lang) == []


@pytest.mark.parametrize(("text", "phrase"), MISFITS)
def test_an_expansion_that_does_not_is_flagged_at_its_exact_words(flagged, text, phrase):
    assert flagged(RULE, text) == [(1, phrase)]


def test_the_message_names_the_initials_and_the_acronym(issues):
    (issue,) = issues(RULE, "general artificial intelligence (AGI)")
    assert issue.severity == "warning"
    assert "GAI" in issue.message
    assert "AGI" in issue.message
    assert "general artificial intelligence" in issue.message


def test_each_of_several_is_judged_for_itself(flagged):
    text = "From reinforcement learning (RL) to general artificial intelligence (AGI) and artificial intelligence (AI)."
    assert flagged(RULE, text) == [(1, "general artificial intelligence")]


GAI = "general artificial intelligence"


@pytest.mark.parametrize(
    ("status", "passes"), [("preferred", True), ("admitted", True), ("deprecated", False), ("forbidden", False)]
)
def test_an_expansion_passes_if_the_termbase_admits_it(flagged, status, passes):
    terms = [
        Term("AGI", "en", "AGI", "admitted", type="acronym", case="exact"),
        Term("AGI", "en", GAI, status, type="variant"),
    ]
    assert flagged(RULE, f"{GAI} (AGI)", terms=terms) == ([] if passes else [(1, GAI)])
    assert flagged(RULE, f"{GAI.capitalize()} (AGI)", terms=terms) == ([] if passes else [(1, GAI.capitalize())])


def test_the_plural_of_an_admitted_expansion_passes(flagged):
    terms = [
        Term("AGI", "en", "AGI", "admitted", type="acronym", case="exact"),
        Term("AGI", "en", GAI, "admitted", type="variant"),
    ]
    assert flagged(RULE, f"several {GAI}s (AGIs)", terms=terms) == []


def test_an_expansion_of_another_concept_does_not_help(flagged):
    terms = [
        Term("AGI", "en", "AGI", "admitted", type="acronym", case="exact"),
        Term("other", "en", GAI, "admitted", type="variant"),
    ]
    assert flagged(RULE, f"{GAI} (AGI)", terms=terms) == [(1, GAI)]


def test_an_empty_target_is_silent(flagged):
    assert flagged(RULE, "", ("excerpt", "")) == []
