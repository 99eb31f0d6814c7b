"""Bilingual lexicons: what is saved is loaded, probabilities are probabilities, and known words are found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.lexicon import Lexicon, Links, builtin_lexicon
from align.alignment.words import key_function

word = st.text("abc天地é ", min_size=1, max_size=4)
entries = st.dictionaries(word, st.dictionaries(word, st.floats(0.01, 100), min_size=1, max_size=5), max_size=6)


def table(links):
    """Links as a dictionary."""
    return {(int(r), int(c)): float(p) for r, c, p in zip(links.rows, links.columns, links.values, strict=True)}


def translations(source_lang, target_lang, one, other):
    """How probable a word of a built-in lexicon is to be translated by another."""
    lexicon = builtin_lexicon(source_lang, target_lang)
    assert lexicon is not None
    return table(lexicon.links([key_function(source_lang)(one)], [key_function(target_lang)(other)])).get((0, 0), 0.0)


@given(entries)
def test_what_is_saved_is_loaded_and_the_bytes_are_the_same(tmp_path_factory, entries):
    folder = tmp_path_factory.mktemp("lexicon")
    lexicon = Lexicon.of(entries)
    lexicon.save(folder / "one.npz")
    again = Lexicon.load(folder / "one.npz")
    assert (dict(again.heads), list(again.translations)) == (dict(lexicon.heads), list(lexicon.translations))
    for name in ("offsets", "columns", "weights"):
        one, other = getattr(lexicon, name), getattr(again, name)
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()
    again.save(folder / "two.npz")
    Lexicon.of(dict(reversed(entries.items()))).save(folder / "three.npz")
    bytes_ = {(folder / f"{name}.npz").read_bytes() for name in ("one", "two", "three")}
    assert len(bytes_) == 1


@given(entries, st.lists(word, unique=True), st.lists(word, unique=True))
def test_links_are_shares_of_weights(entries, source, target):
    found = table(Lexicon.of(entries).links(source, target))
    expected = {
        (i, j): entries[one][other] / sum(entries[one].values())
        for i, one in enumerate(source)
        for j, other in enumerate(target)
        if other in entries.get(one, {})
    }
    expected = {pair: p for pair, p in expected.items() if p > 2**-15.9}
    assert found == pytest.approx(expected, rel=0.03)  # stored in steps of 2 ** (1 / 16)
    assert all(0 < p <= 1 for p in found.values())


def test_only_the_heaviest_translations_are_kept():
    lexicon = Lexicon.of({"a": {str(k): float(k) for k in range(1, 10)}}, most=2)
    assert {j for _, j in table(lexicon.links(["a"], [str(k) for k in range(10)]))} == {8, 9}


def test_characters_say_what_a_word_means_that_has_no_row():
    characters = Lexicon.of({"火": {"fire": 1.0}, "车": {"cart": 1.0}})
    plain = Lexicon.of({"火车": {"train": 1.0}})
    lexicon = Lexicon(
        plain.heads, plain.translations, plain.offsets, plain.columns, plain.weights, characters=characters
    )
    found = table(lexicon.links(["火车", "车火", "abc"], ["train", "fire", "cart"]))
    assert found == pytest.approx({(0, 0): 0.75, (0, 1): 0.125, (0, 2): 0.125, (1, 1): 0.5, (1, 2): 0.5}, rel=0.01)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.floats(0.01, 1))))
def test_links_add_up_what_is_said_of_one_pair(cells):
    rows, columns, values = (np.array(x) for x in zip(*cells, strict=True)) if cells else (np.zeros(0),) * 3
    links = Links.of(rows.astype(np.int64), columns.astype(np.int64), values.astype(np.float64), 5)
    expected = {}
    for row, column, value in cells:
        expected[row, column] = expected.get((row, column), 0.0) + value
    assert table(links) == pytest.approx({pair: min(value, 1.0) for pair, value in expected.items()})
    assert len(links.offsets) == 6
    assert all((np.diff(links.columns[a:b]) > 0).all() for a, b in zip(links.offsets, links.offsets[1:], strict=False))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("学校", "school"), ("學校", "school"), ("医生", "doctor"), ("醫生", "doctor"), ("朋友", "friends")),
        *(("火车", "train"), ("火車", "train"), ("水", "water"), ("写", "wrote"), ("寫", "wrote")),
    ],
)
def test_chinese_and_english(one, other):
    assert translations("zh", "en", one, other) > 0.02
    assert translations("zh-Hant-TW", "en-GB", one, other) > 0.02


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Haus", "maison"),
        ("Wasser", "aquatique"),
        ("Buch", "livre"),
        ("Hund", "chien"),
        ("Freund", "ami"),
        ("schreiben", "écrire"),
    ],
)
def test_german_and_french(one, other):
    assert translations("de", "fr", one, other) > 0.02


@pytest.mark.parametrize(
    ("languages", "one", "other"),
    [(("zh", "en"), "学校", "water"), (("de", "fr"), "Haus", "chien"), (("zh", "en"), "火车", "doctor")],
)
def test_what_is_no_translation(languages, one, other):
    assert translations(*languages, one, other) < 0.01


@pytest.mark.parametrize("languages", [("zh", "en"), ("de", "fr")])
def test_built_in_probabilities(languages):
    lexicon = builtin_lexicon(*languages)
    assert lexicon is not None
    source = list(lexicon.heads)[::97]
    links = lexicon.links(source, lexicon.translations)
    assert ((links.values > 0) & (links.values <= 1)).all()
    assert (np.bincount(links.rows, links.values, len(source)) <= 1.05).all()


def test_languages_without_a_lexicon_and_the_other_direction():
    assert builtin_lexicon("xx", "yy") is None
    assert builtin_lexicon("en", "zh") is None  # the aligner turns the texts instead
    assert builtin_lexicon("zh-Hans", "en-US") is not None
