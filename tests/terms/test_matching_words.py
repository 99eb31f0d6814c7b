"""Where a term is found, and where it is not: one table a question."""

import pytest

from align.model import Term


def exact(text, case="exact", lang="en"):
    return Term("c", lang, text, case=case)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("AGI is near.", ["AGI"]),
        ("MAGIC, imagination, AGITATE, PreAGI, AGI2", []),
        ("agi and Agi", []),
        ("AGIs", ["AGIs"]),
        ("AGI's end, AGI’s end", ["AGI", "AGI"]),
        ("AGI-like, non-AGI, (AGI), “AGI”, AGI/AI", ["AGI"] * 5),
        ("和AGI和AGI的", ["AGI", "AGI"]),
        ("ＡＧＩ", ["ＡＧＩ"]),
        ("AGIS, AGIsm", []),
    ],
)
def test_an_acronym_is_a_word_of_its_own(find, text, hits):
    assert find(text, exact("AGI")) == hits


@pytest.mark.parametrize(
    ("text", "hits"), [("LLMs", ["LLMs"]), ("LLM的", ["LLM"]), ("这些LLMs的成本", ["LLMs"]), ("LLMS", []), ("LL M", [])]
)
@pytest.mark.parametrize("lang", ["en", "zh", "de"])
def test_the_plural_of_an_acronym_has_a_small_s(find, text, hits, lang):
    assert find(text, exact("LLM", lang=lang), lang=lang) == hits


@pytest.mark.parametrize("acronym", ["AGI", "LLM", "GPU", "CPU", "API", "MLP", "CEO", "GB200", "LAN", "NPC"])
def test_every_acronym_has_a_plural(find, acronym):
    assert find(f"two {acronym}s,", exact(acronym)) == [f"{acronym}s"]


def test_the_plural_of_a_row_of_words_with_an_acronym_at_its_end(find):
    assert find("two AI GPUs, two AI GPU", exact("AI GPU")) == ["AI GPUs", "AI GPU"]


@pytest.mark.parametrize(("case", "hits"), [("exact", ["WHO"]), ("keep", ["WHO"]), ("any", ["who", "WHO", "Who"])])
def test_the_case_of_a_term_says_whether_letter_case_counts(find, case, hits):
    assert find("Those who know the WHO. Who?", exact("WHO", case)) == hits


@pytest.mark.parametrize("case", ["exact", "keep"])
def test_a_brand_name_is_found_as_it_is_spelled(find, case):
    text = "DeepSeek's app, the DeepSeek-R1 model, deepseek, Deepseek, Deep Seek, DeepSeekers"
    assert find(text, exact("DeepSeek", case)) == ["DeepSeek", "DeepSeek"]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Large language models think.", ["Large language models"]),
        ("the large language model's cost", ["large language model"]),
        ("the large language models' cost", ["large language models"]),
        ("large-language-model", ["large-language-model"]),
        ("large  language\u00a0model", ["large  language\u00a0model"]),
        ("large–language\u2011model", ["large–language\u2011model"]),
        ("large\nlanguage model", ["large\nlanguage model"]),
        ("LARGE LANGUAGE MODEL", ["LARGE LANGUAGE MODEL"]),
        ("large, language model", []),
        ("largelanguagemodel", []),
        ("larger language model", []),
    ],
)
def test_a_term_is_found_in_its_forms_and_with_other_hyphens(find, text, hits):
    assert find(text, "large language model") == hits


@pytest.mark.parametrize("term", ["fine-tuning", "fine tuning"])
@pytest.mark.parametrize("text", ["fine-tuning", "fine tuning", "Fine-Tuning", "fine\u2011tuning", "fine – tuning"])
def test_hyphen_dash_and_space_are_the_same(find, term, text):
    assert find(f"by {text} it", term) == [text]


def test_two_words_written_as_one_are_another_word(find):
    assert find("finetuning", "fine-tuning") == []


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        (
            "train",
            "It trains what it trained in training; trainer, trainee, strain.",
            ["trains", "trained", "training"],
        ),
        ("study", "studies, studied, studying, studious", ["studies", "studied", "studying"]),
        ("plan", "planned, planning, plans, planet", ["planned", "planning", "plans"]),
        ("innovation", "innovations, innovative, innovate", ["innovations"]),
        ("follower", "followers, follow, following", ["followers"]),
        ("company", "companies, company's, companion", ["companies", "company"]),
        ("box", "boxes, boxed, boxer", ["boxes", "boxed"]),
    ],
)
def test_inflection_is_matched_and_derivation_is_not(find, term, text, hits):
    assert find(text, term) == hits


@pytest.mark.parametrize(
    ("lang", "term", "text", "hits"),
    [
        ("zh", "强化学习", "他们用强化学习训练模型。", ["强化学习"]),
        ("zh", "强化学习", "强化学习强化学习，强化 学习", ["强化学习", "强化学习"]),
        ("zh", "强化学习", "强化训练和学习", []),
        ("zh", "36氪", "旗下的36氪报道，136氪", ["36氪"]),
        ("zh", "SOTA模型", "是SOTA模型。", ["SOTA模型"]),
        ("ja", "強化学習", "強化学習を用いる", ["強化学習"]),
        ("de", "neuronales Netz", "zwei neuronale Netze", ["neuronale Netze"]),
        ("ru", "нейронная сеть", "в нейронной сети", ["нейронной сети"]),
        ("fr", "modèle de langage", "les modèles de langage", ["modèles de langage"]),
        ("es", "modelo de lenguaje", "los modelos de lenguaje", ["modelos de lenguaje"]),
        ("fr", "café", "un cafe\u0301 noir", ["cafe\u0301"]),
    ],
)
def test_terms_are_found_in_other_languages(find, lang, term, text, hits):
    assert find(text, term, lang=lang) == hits


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("CCTV+", "CCTV+ says; CCTV says; CCTV＋ says; CCTV +", ["CCTV+", "CCTV＋"]),
        ("U.S.", "the U.S. and the U.S.'s, U.S.-based; US, U.S", ["U.S.", "U.S.", "U.S."]),
        ("C++", "C++, C, C#, ABC++", ["C++"]),
        ("C\u200b++", "C\u200b++ C++", ["C\u200b++"]),
        ("C#", "C# and C", ["C#"]),
        (".NET", "the .NET runtime, NET", [".NET"]),
        ("R&D", "R&D, R & D, R and D", ["R&D"]),
        ("DeepSeek™", "DeepSeek™ says, DeepSeek says", ["DeepSeek™"]),
        ("DeepSeek", "DeepSeek™ says", ["DeepSeek"]),
        ("25℃", "at 25℃, 25 or 125℃", ["25℃"]),
        ("№5", "№5 and 5", ["№5"]),
        ("5៛", "5៛, 5", ["5៛"]),
        ("]]>\u200bX1", "see ]]>\u200bX1; X1", ["]]>\u200bX1"]),
    ],
)
def test_signs_that_belong_to_a_term_must_be_there(find, term, text, hits):
    assert find(text, exact(term)) == hits


def test_an_abbreviation_is_not_found_in_a_longer_one(find):
    assert find("the U.S.S.R. of old", exact("U.S.")) == []


def test_a_term_without_letters_or_digits_is_never_found(find):
    assert find("a ++ b", "++", "") == []


@pytest.mark.parametrize("text", ["", " ", "\n", "🙂", "\ud800", "e\u0301", "\u202eAGI"])
def test_any_text_can_be_searched(find, text):
    assert find(text, "nothing") == []


def test_terms_of_other_languages_are_not_looked_for(find):
    assert find("AGI", Term("c", "zh", "AGI"), lang="en") == []


@pytest.mark.parametrize(("term", "text"), [("zh", "zh-Hans"), ("zh-Hant", "zh"), ("en", "en-GB"), ("pt-BR", "pt")])
def test_script_and_region_do_not_keep_a_term_from_being_found(find, term, text):
    assert find("AGI", Term("c", term, "AGI"), lang=text) == ["AGI"]
