"""Forms of one word and forms of others, language by language: minimal pairs."""

import pytest

from align.model import Term

# A term, forms of it that are found, and other words that are not.
PAIRS = [
    ("en", "model", "models, modeled, MODELS", "modeler, modality"),
    ("en", "organ", "organs", "organization, organize, organic, organism"),
    ("en", "general", "generals", "generalize, generally, generality"),
    ("en", "analysis", "analyses", "analyst, analytic"),
    ("en", "policy", "policies", "police, politics"),
    ("en", "university", "universities", "universe, universal"),
    ("en", "even", "evened", "evening, event"),
    ("en", "business", "businesses", "busy"),
    ("en", "news", "", "new"),
    ("en", "train", "trains, trained, training", "trainer, trainee, strain"),
    ("en", "fine-tune", "fine-tuned, fine tunes, fine‑tuning", "finetuned, fine tuner"),
    ("en", "machine learning", "machine learnings, machines learning", "machines learn, machine learner"),
    ("de", "Netz", "Netze, Netzen, Netzes", "Netzwerk, netzen, vernetzt"),
    ("de", "Haus", "Häuser, Hauses", "hausen, Gehäuse"),
    ("de", "Übersetzung", "Übersetzungen", "übersetzen, Übersetzer, übersetzt"),
    ("de", "lernen", "lerne", "lernbar, Lerner"),
    ("de", "neuronales Netz", "neuronale Netze, neuronalen Netzes", "neuronaler Netzwerke"),
    ("de", "Informatik", "", "Information, informatisch"),
    ("de", "Freund", "Freunde, Freundes", "freundlich, Freundschaft"),
    ("fr", "réseau", "réseaux", "réservoir"),
    ("fr", "général", "généraux, générale", "généralement, génération"),
    ("fr", "entraîner", "entraîné, entraînée", "entraînement"),
    ("fr", "entraînement", "entraînements", "entraîner"),
    ("fr", "nation", "nations", "national"),
    ("fr", "intelligence artificielle", "l’intelligence artificielle, intelligences artificielles", "artificiellement"),
    ("es", "red neuronal", "redes neuronales", "redada neurona"),
    ("es", "traducción", "traducciones", "traductor, traducir"),
    ("es", "entrenar", "entrenado, entrenando", "entrenamiento, entrenador"),
    ("es", "rápido", "rápidos, rápida", "rápidamente"),
    ("it", "modello", "modelli", "modellista"),
    ("it", "traduzione", "traduzioni", "tradurre, traduttore"),
    ("it", "addestrare", "addestrato", "addestramento"),
    ("it", "rete neurale", "reti neurali", "retina"),
    ("pt", "rede neural", "redes neurais", "redação"),
    ("pt", "tradução", "traduções", "traduzir"),
    ("pt", "linguagem", "linguagens", "linguista"),
    ("pt", "treinar", "treinado", "treinamento"),
    ("nl", "netwerk", "netwerken", "netwerker"),
    ("nl", "vertaling", "vertalingen", "vertalen"),
    ("nl", "model", "modellen", "modelleur"),
    ("nl", "vrij", "", "vrijheid"),
    ("ru", "модель", "модели, моделью, моделей", "модельный, моделирование"),
    ("ru", "нейронная сеть", "нейронной сети, нейронные сети, Нейронных сетей", "нейрон в сети"),
    ("ru", "перевод", "переводы, переводами", "переводчик"),
    ("ru", "возможный", "возможные", "возможность"),
    ("sv", "modell", "modeller, modellen, modellerna", "modellera"),
    ("sv", "översättning", "översättningar, översättningen", "översättare"),
    ("sv", "användare", "användarna, användaren", "användning"),
    ("sv", "snabb", "snabba", "snabbhet"),
    ("da", "model", "modeller, modellen, modellerne", "modellering"),
    ("da", "netværk", "netværket, netværker", "netop"),
    ("da", "stærk", "stærke, stærkt", "stærkhed"),
    ("nb", "modell", "modeller, modellen, modellene", "modellering"),
    ("nb", "nettverk", "nettverket", "nettbrett"),
    ("no", "sterk", "sterke", "sterkhet"),
    ("nn", "modell", "modellen", "modellering"),
    ("fi", "malli", "mallit, mallin, malleissa", "mallinnus"),
    ("fi", "verkosto", "verkostot, verkoston, verkostossa", "verkkokauppa"),
    ("fi", "koulutus", "koulutukset, koulutuksen", "kouluttaja"),
    ("fi", "keinotekoinen", "keinotekoiset, keinotekoisen", "keino"),
    ("hu", "modell", "modellek, modellt, modellben", "modellezés"),
    ("hu", "hálózat", "hálózatok, hálózatot, hálózatban", "hálózó"),
    ("hu", "nyelv", "nyelvek, nyelvet", "nyelvész"),
    ("ro", "limbă", "limbi, limba, limbii", "limbaj"),
    ("ro", "traducere", "traduceri", "traducător"),
    ("ro", "model", "modelul, modelului", "modalitate, modern"),
    ("ro", "rețea", "rețele", "rețetă"),
]


def named(lang, term, *_):
    return f"{lang} {term}"


@pytest.mark.parametrize(("lang", "term", "forms", "others"), PAIRS, ids=[named(*pair) for pair in PAIRS])
def test_forms_are_found_and_other_words_are_not(find, lang, term, forms, others):
    wanted = [form.strip().removeprefix("l’") for form in forms.split(",") if form]
    assert find(forms, term, lang=lang) == wanted
    assert find(others, term, lang=lang) == []
    assert find(term, term, lang=lang) == [term]


@pytest.mark.parametrize("lang", sorted({lang for lang, *_ in PAIRS}))
def test_acronyms_have_a_plural_and_no_other_form_in_any_language(find, lang):
    text = "AI, AIs, ais, ai, Ai, AIed, said, AI's"
    assert find(text, Term("c", lang, "AI", case="exact"), lang=lang) == ["AI", "AIs", "AI"]
    assert find("two AIDS and one aid", Term("c", lang, "AIDS", case="exact"), lang=lang) == ["AIDS"]


@pytest.mark.parametrize(
    ("lang", "text", "hits"),
    [
        ("ko", "강화학습을 쓴다", ["강화학습"]),
        ("ko", "강화학습은, 강화학습에서", ["강화학습", "강화학습"]),
        ("ko", "비강화학습", []),
        ("ko", "강화학습기", []),
    ],
)
def test_korean_nouns_are_found_with_their_particles(find, lang, text, hits):
    assert find(text, "강화학습", lang=lang) == hits


def test_latin_terms_are_found_beside_hangul(find):
    assert find("LLM은 AGI의 길", Term("a", "ko", "LLM", case="exact"), "AGI", lang="ko") == ["LLM", "AGI"]


def test_a_german_verb_is_found_at_the_beginning_of_a_sentence_only(find):
    assert find("Wir sagten: trainiert wird. Trainieren ist Arbeit. „Trainieren“!", "trainiere", lang="de") == [
        "Trainieren",
        "Trainieren",
    ]
    assert find("Das Trainieren ist Arbeit.", "trainiere", lang="de") == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("victims of AIDS", []),
        ("FOREIGN AIDS TO ALL", ["AIDS"]),
        ("Aids and aids", ["Aids", "aids"]),
    ],
)
def test_a_short_word_in_capitals_is_a_form_only_among_capitals(find, text, hits):
    assert find(text, "aid") == hits


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        (Term("c", "en", "Transformer", case="exact"), "Transformers, transformers, Transformer's", 2),
        (Term("c", "en", "Windows", type="name", case="exact"), "Windows, a Window, windows", 1),
        (Term("c", "en", "model", pos="noun"), "models, modeled, modeling", 1),
        (Term("c", "en", "model", pos="verb"), "models, modeled, modeling", 3),
        (Term("c", "en", "US", case="exact"), "the US, us, Us, uses, USA", 1),
        (Term("c", "en", "US"), "the US, uses, USes", 2),
        (Term("c", "en", "DeepSeek", case="keep"), "DeepSeek, DeepSeeks, deepseek", 1),
        (Term("c", "en", "A", case="exact"), "A, As, a", 1),
    ],
)
def test_case_type_and_part_of_speech_bound_inflection(find, term, text, hits):
    assert len(find(text, term)) == hits
