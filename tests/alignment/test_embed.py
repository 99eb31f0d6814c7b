"""The aligner with sentence vectors: good ones help, useless ones change nothing, and only directions count."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment import align_pairs
from align.errors import ArgumentError
from align.model import Bead, Pair, Side, UserLexicon
from tests.alignment.corpus import TEXTS
from tests.alignment.encoders import Latent, mixed, pair_with, perfect_vectors, random_vectors, strict
from tests.alignment.texts import tiled, tilings

LANGUAGES = sorted(TEXTS)
UNKNOWN = ("und", "und")  # no dictionary and no stemmer
SEEDS = range(8)


def run(pair, langs=UNKNOWN, aligner="embed", **more):
    (found,) = align_pairs([pair], source_lang=langs[0], target_lang=langs[1], aligner=aligner, **more)
    return found


def shapes(alignment):
    return [(bead.source, bead.target) for bead in alignment.beads]


def real(langs, seed, **known):
    """A text and its translation with the vectors of a model that was trained just now, and the right beads."""
    source, target, beads = mixed(TEXTS[langs], seed)
    model = Latent(TEXTS[langs])
    return pair_with(source, target, (model.encode(source, 0), model.encode(target, 1)), **known), beads


# Good vectors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("langs", "gain"), [(("de", "fr"), 0.02), (("zh", "en"), 0.1)])
def test_a_real_model_helps_where_no_word_is_known(langs, gain):
    texts = [real(langs, seed) for seed in SEEDS]
    with_vectors, without = (
        np.mean([strict(beads, run(pair, aligner=name)) for pair, beads in texts]) for name in ("embed", "lexical")
    )
    assert with_vectors > 0.96
    assert with_vectors > without + gain


@pytest.mark.parametrize("langs", LANGUAGES)
def test_a_real_model_does_not_harm_where_there_is_a_dictionary(langs):
    texts = [real(langs, seed) for seed in SEEDS]
    with_vectors, without = (
        np.mean([strict(beads, run(pair, langs, name)) for pair, beads in texts]) for name in ("embed", "lexical")
    )
    assert with_vectors > without - 0.01


def meant(seed):
    """A text without words that has perfect vectors, and its beads."""
    chance = np.random.default_rng(seed)
    kinds = [(1, 1)] * 12 + [(1, 2), (2, 1)] * 2 + [(1, 0), (0, 1)]
    source: list[str] = []
    target: list[str] = []
    beads = []
    for m, n in (kinds[k] for k in chance.integers(0, len(kinds), 120)):
        i, j = len(source), len(target)
        beads.append(Bead(tuple(range(i, i + m)), tuple(range(j, j + n))))
        lengths = chance.integers(5, 30, max(m, n))  # of what the bead means; the translation is about twice as long
        source += ["字" * part.sum() + "。" for part in (np.array_split(lengths, m) if m else [])]
        target += [
            "x" * int(part.sum() * chance.uniform(1.4, 2.8)) + "." for part in (np.array_split(lengths, n) if n else [])
        ]
    return pair_with(source, target, perfect_vectors(beads, seed)), beads


def test_perfect_vectors_win_over_texts_without_words():
    texts = [meant(seed) for seed in SEEDS]
    found = [run(pair) for pair, _ in texts]
    assert np.mean([strict(beads, one) for (_, beads), one in zip(texts, found, strict=True)]) > 0.91
    assert all(one.notes == () for one in found)
    assert np.mean([strict(beads, run(pair, aligner="lexical")) for pair, beads in texts]) < 0.7


def test_texts_that_are_no_translations_are_told_though_the_encoder_is_good():
    (one, _), (other, _) = real(("zh", "en"), 1), real(("zh", "en"), 2)
    numbers = np.random.default_rng(0)
    strange = pair_with(
        one.source.sentences[:20],
        tuple("".join(numbers.permutation(list(text))) for text in other.target.sentences[-20:]),
        (one.vectors[0][:20], other.vectors[1][-20:]),
    )
    found = align_pairs([one, strange], source_lang="zh", target_lang="en", aligner="embed")
    assert [bool(alignment.notes) for alignment in found] == [False, True]


# Useless vectors -----------------------------------------------------------------------------------------------------


def same(found, expected):
    return found.beads == expected.beads and found.notes == expected.notes


@pytest.mark.parametrize("langs", [*LANGUAGES, UNKNOWN])
def test_random_vectors_change_nothing(langs):
    for seed in range(10):
        source, target, _ = mixed(TEXTS[langs if langs in TEXTS else LANGUAGES[0]], seed)
        pair = pair_with(source, target, random_vectors(len(source), len(target), seed))
        assert same(run(pair, langs), run(pair, langs, "lexical"))


@settings(max_examples=30, deadline=None)
@given(tilings(), st.integers(0, 99), st.sampled_from([1, 3, 24]))
def test_random_vectors_change_nothing_in_texts_of_any_shape(beads, seed, dimensions):
    i, j = (sum(len(getattr(bead, side)) for bead in beads) for side in ("source", "target"))
    pair = pair_with(("Ja.",) * i, ("是。",) * j, random_vectors(i, j, seed, dimensions))
    assert same(run(pair), run(pair, aligner="lexical"))


@pytest.mark.parametrize("langs", LANGUAGES)
def test_vectors_that_are_all_the_same_change_nothing(langs):
    source, target, _ = mixed(TEXTS[langs], 1)
    pair = pair_with(source, target, (np.ones((len(source), 5)), np.ones((len(target), 5))))
    found, expected = run(pair, langs), run(pair, langs, "lexical")
    assert same(found, expected)
    assert found.signature.replace("embed", "lexical") == expected.signature


# What does not count -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("langs", LANGUAGES)
def test_the_lengths_and_the_kind_of_numbers_do_not_count(langs):
    pair, _ = real(langs, 3)
    chance = np.random.default_rng(1)
    scaled = tuple(2.0 ** chance.integers(-300, 300, (len(rows), 1)) * rows for rows in pair.vectors)
    half = tuple((rows / np.abs(rows).max()).astype(np.float16) for rows in pair.vectors)
    big = tuple(rows.astype(">f4") for rows in pair.vectors)
    expected = shapes(run(pair))
    for vectors in (scaled, half, big):
        assert shapes(run(replace(pair, vectors=vectors))) == expected


def test_the_order_of_documents_and_the_number_of_processes_do_not_count():
    pairs = [real(LANGUAGES[0], seed)[0] for seed in range(3)]
    langs = {"source_lang": "und", "target_lang": "und", "aligner": "embed"}
    ahead = align_pairs(pairs, **langs)
    assert [shapes(found) for found in align_pairs(pairs[::-1], **langs)[::-1]] == [shapes(found) for found in ahead]
    assert align_pairs(pairs, jobs=2, **langs) == ahead


def test_the_turned_direction_gives_mirrored_beads():
    pair, _ = real(("de", "fr"), 2)
    ahead, back = run(pair, ("de", "fr"), explain=True), run(pair.turned(), ("fr", "de"), explain=True)
    assert ahead.turned().beads == back.beads


def test_without_vectors_their_modules_are_not_imported():
    code = (
        "import sys; from align.model import Pair, Side; from align.alignment import align_pairs;"
        "align_pairs([Pair(Side(('Ja.',)), Side(('Oui.',)))], source_lang='de', target_lang='fr');"
        "print([name for name in ('vectors', 'nearest', 'likeness') if 'align.alignment.' + name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


# With what else is known ---------------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(tilings(), st.data())
def test_anchors_and_confirmed_beads_are_kept(beads, data):
    i, j = (sum(len(getattr(bead, side)) for bead in beads) for side in ("source", "target"))
    fixed = tuple(replace(bead, score=0.25) for bead in beads if data.draw(st.booleans()))
    places = tuple(
        (bead.source[0], bead.target[0]) for bead in beads if bead.source and bead.target and data.draw(st.booleans())
    )
    vectors = perfect_vectors(beads) if data.draw(st.booleans()) else random_vectors(i, j, 0)
    found = run(pair_with(("Ja.",) * i, ("是。",) * j, vectors, confirmed=fixed, anchors=places))
    assert tiled(found.beads, i, j)
    assert all(bead in found.beads for bead in fixed)
    assert all(0 <= (bead.score or 0.0) <= 1 for bead in found.beads)


def test_stretches_take_their_own_vectors():
    pair, beads = real(LANGUAGES[0], 5)
    known = tuple(bead for bead in beads[5::7] if bead.source and bead.target)
    lone = tuple(bead for bead in beads if not bead.target)
    found = run(replace(pair, confirmed=known + lone))
    assert set(known + lone) <= set(found.beads)
    assert strict(beads, found) >= strict(beads, run(pair))


@pytest.mark.parametrize("langs", [*LANGUAGES, ("en", "zh")])
def test_a_user_lexicon_counts_beside_vectors(langs):
    texts = TEXTS[langs] if langs in TEXTS else [(t, s) for s, t in TEXTS[langs[::-1]]]
    source, target, beads = mixed(texts, 4)
    user = UserLexicon(sentences=tuple(texts))
    useless = pair_with(source, target, random_vectors(len(source), len(target), 0))
    found = run(useless, langs, user_lexicon=user)
    assert found.beads == run(useless, langs, "lexical", user_lexicon=user).beads
    assert found.signature.endswith(" user-lexicon")
    model = Latent(texts)
    useful = replace(useless, vectors=(model.encode(source, 0), model.encode(target, 1)))
    assert strict(beads, run(useful, langs, user_lexicon=user)) >= strict(beads, run(useful, langs)) - 0.01
    assert run(useful, langs, user_lexicon=user).beads != run(useful, langs).beads


def test_why_names_vectors_as_a_part():
    pair, _ = real(LANGUAGES[0], 0)
    parts = [dict(bead.why.parts) for bead in run(pair, explain=True).beads]
    assert sum(part.get("vectors", 0.0) > 0 for part in parts) > len(parts) / 2
    without = run(pair_with(pair.source.sentences, pair.target.sentences, None), aligner="lexical", explain=True)
    assert all("vectors" not in dict(bead.why.parts) for bead in without.beads)


@pytest.mark.parametrize(("source", "target"), [(0, 0), (1, 1), (0, 3), (2, 0), (1, 9), (3, 2)])
def test_small_texts(source, target):
    pair = pair_with(("Ja.",) * source, ("Oui.",) * target, random_vectors(source, target, 0))
    assert tiled(run(pair).beads, source, target)
    assert align_pairs([], source_lang="de", target_lang="fr", aligner="embed") == []


def test_empty_sentences_may_have_no_vector():
    source, target = ("Ja.", "", "Nein."), ("Oui.", "Non.")
    found = run(pair_with(source, target, (np.eye(3) * [[1], [0], [1]], np.eye(3)[[0, 2]])))
    assert tiled(found.beads, 3, 2)


# What is refused -----------------------------------------------------------------------------------------------------


def test_a_pair_without_vectors_is_refused():
    with pytest.raises(ArgumentError, match="vectors=\\(source, target\\)"):
        run(Pair(Side(("Ja.",)), Side(("Oui.",))))


def test_vectors_of_two_encoders_are_refused():
    with pytest.raises(ArgumentError, match="2 and 3 dimensions"):
        run(pair_with(("Ja.",), ("Oui.",), (np.ones((1, 2)), np.ones((1, 3)))))
