"""The coarse path: it grows, it is the heaviest, and it finds what is planted."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.band import Part
from align.alignment.coarse import chain, heaviest
from align.alignment.lexicon import Links
from align.alignment.words import Words

sentences = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=4), max_size=12)


def same_words(source, target):
    """A dictionary in which each word translates itself."""
    places = {word: number for number, word in enumerate(target.types)}
    rows = [number for number, word in enumerate(source.types) if word in places]
    columns = [places[source.types[number]] for number in rows]
    return Links.of(np.array(rows, np.int64), np.array(columns, np.int64), np.ones(len(rows)), len(source.types))


@given(sentences, sentences, st.data())
def test_a_chain_grows_on_both_sides_within_the_part(ours, theirs, data):
    source, target = Words.of(ours), Words.of(theirs)
    i, i_end = sorted(data.draw(st.integers(0, len(ours))) for _ in range(2))
    j, j_end = sorted(data.draw(st.integers(0, len(theirs))) for _ in range(2))
    found = chain(source, target, same_words(source, target), Part(i, i_end, j, j_end))
    assert found.shape[1] == 2
    assert (np.diff(found, axis=0) > 0).all()
    for row, column in found.tolist():
        assert i <= row < i_end
        assert j <= column < j_end
        assert set(ours[row]) & set(theirs[column])


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.integers(1, 50), max_size=30))
def test_the_heaviest_chain(pairs):
    cells = sorted(pairs)
    best = {}
    for cell in cells:  # O(k^2)
        best[cell] = pairs[cell] + max((best[c] for c in best if c[0] < cell[0] and c[1] < cell[1]), default=0)
    rows, columns = np.array(cells, np.int64).reshape(-1, 2).T
    found = heaviest(rows, columns, np.array([pairs[cell] for cell in cells], np.float64))
    assert (np.diff(found, axis=0) > 0).all()
    assert sum(pairs[cell] for cell in map(tuple, found.tolist())) == max(best.values(), default=0)


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_diagonal_is_found_among_noise(seed):
    rng = random.Random(seed)
    ours, theirs, planted = [], [], set()
    for number in range(200):
        noise = [[f"noise{rng.randrange(40)}" for _ in range(6)] for _ in range(2)]
        kind = rng.random()
        if kind < 0.15:
            ours.append(noise[0])
        elif kind < 0.3:
            theirs.append(noise[1])
        else:
            planted.add((len(ours), len(theirs)))
            ours.append([f"rare{number}", *noise[0]])
            theirs.append([f"rare{number}", *noise[1]])
    source, target = Words.of(ours), Words.of(theirs)
    found = set(
        map(tuple, chain(source, target, same_words(source, target), Part(0, len(ours), 0, len(theirs))).tolist())
    )
    assert len(found & planted) >= 0.95 * len(planted)
    assert len(found & planted) >= 0.9 * len(found)


def test_a_missing_block_is_crossed():
    ours = [[f"rare{number}"] for number in range(100)]
    theirs = ours[:30] + ours[70:]
    source, target = Words.of(ours), Words.of(theirs)
    found = chain(source, target, same_words(source, target), Part(0, 100, 0, 60)).tolist()
    assert found == [[k, k] for k in range(30)] + [[k, k - 40] for k in range(70, 100)]


def test_stray_links_are_left_out():
    """A chance link between two diagonals fits in the chain, and lies far from both."""
    ours = [[f"rare{number}"] for number in range(20)] + [["x"]] * 30 + [["odd"]] + [["y"]] * 5
    theirs = [[f"rare{number}"] for number in range(20)] + [["odd"]] + [["z"]] * 35
    ours, theirs = ([*side, *([f"late{number}"] for number in range(20))] for side in (ours, theirs))
    source, target = Words.of(ours), Words.of(theirs)
    found = chain(source, target, same_words(source, target), Part(0, 76, 0, 76)).tolist()
    assert found == [[k, k] for k in (*range(20), *range(56, 76))]


@pytest.mark.parametrize("part", [Part(0, 0, 0, 0), Part(0, 0, 0, 2), Part(0, 2, 0, 0)])
def test_nothing_is_found_where_a_side_is_empty(part):
    words = Words.of([["a"], ["b"]])
    assert chain(words, words, same_words(words, words), part).tolist() == []
