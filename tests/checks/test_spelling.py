"""``spelling`` with a dictionary: a small one of our own, so that no system's dictionary matters."""

from __future__ import annotations

import pytest

from align.checks import Context, run
from align.checks.spelling import spelling
from align.dictionaries import find_speller
from align.model import Bitext, Term, Termbase, Unit

WORDS = {
    "the",
    "model",
    "is",
    "good",
    "train",
    "trains",
    "and",
    "he",
    "london",
    "London",
    "identify",
    "very",
    "large",
    "color",
}


def found(*targets, terms=(), source="", options=None):
    units = tuple(Unit(f"u{number}", target, source=source) for number, target in enumerate(targets))
    context = Context(
        Bitext(units, "zh", "en"), Termbase.from_terms(terms), [()] * len(units),
        options=options or {}, speller=WORDS.__contains__,
    )  # fmt: skip
    return [
        (issue.severity, units[int(issue.unit[1:])].target[issue.start : issue.end])
        for issue in run(context, {"spelling": spelling})
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the model is good", []),
        ("the modle is good", [("warning", "modle")]),
        ("the identidy", [("warning", "identidy")]),
        ("the abiraterone", [("info", "abiraterone")]),
        ("he trainer retrain trainable", []),
        ("the Wenfeng is large", []),
        ("the NASA and iPhone and x2y", []),
        ("the https://modle.com and modle@modle.com and {modle} and modle_x", []),
        ("the modle-based", []),
        ("london is large", []),
        ("the model’s", []),
        ("the colour", []),  # by any English
    ],
)
def test_words_are_judged(text, expected):
    assert found(text) == expected


def test_words_of_the_field_count_as_known():
    assert found("the modle", "the modle", "the modle") == []
    assert found("the modle", terms=[Term("m", "en", "modle")]) == []
    assert found("the modle", source="文modle文") == []
    assert found("the modle", options={"spelling": {"words": ("modle",)}}) == []


@pytest.fixture
def folder(tmp_path):
    pytest.importorskip("hunspell")
    (tmp_path / "qx.aff").write_text("SET UTF-8\nSFX S Y 1\nSFX S 0 en .\n", encoding="utf-8")
    (tmp_path / "qx.dic").write_text("2\nhaus/S\nbäume\n", encoding="utf-8")
    return tmp_path


def test_a_dictionary_is_found_in_a_folder_that_is_named(folder):
    spells = find_speller("qx", (str(folder),))
    assert [spells(word) for word in ("haus", "hausen", "bäume", "baume")] == [True, True, True, False]


def test_a_letter_that_the_encoding_of_a_dictionary_lacks_makes_no_word(folder):
    (folder / "qx.aff").write_text("SET ISO8859-1\n", encoding="ascii")
    (folder / "qx.dic").write_text("1\nbäume\n", encoding="latin-1")
    spells = find_speller("qx-Latn", (str(folder),))
    assert [spells(word) for word in ("bäume", "bаume", "œuvre")] == [True, False, False]


def test_without_a_dictionary_there_is_none():
    assert find_speller("qy") is None


def test_the_command_says_that_the_check_is_off(run, tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("Halló heimur, þetta er texti.", encoding="utf-8")
    said = "align: note: the check spelling is off: it needs the extra"
    assert said in run("check", path, "--lang", "kl").err
    assert said not in run("check", path, "--lang", "kl", "--ignore", "spelling").err
