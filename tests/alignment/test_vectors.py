"""Sentence vectors: what is refused, what is common to them, which are nearest, and what their cosines are worth."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.band import Band, Part
from align.alignment.job import Job
from align.alignment.likeness import Likeness
from align.alignment.nearest import nearest_pairs
from align.alignment.vectors import Vectors, check_vectors, unit
from align.alignment.weights import SHAPES
from align.errors import ArgumentError
from align.model import Pair, Side
from tests.alignment.encoders import random_vectors

GOOD = np.eye(3, 4)


def vectors_of(source, target, *more):
    """The vectors of a job of pairs of arrays; all sentences are of one length."""
    pairs = [Pair(Side(("s",) * len(a)), Side(("t",) * len(b)), vectors=(a, b)) for a, b in [(source, target), *more]]
    job, cut = Job.of(pairs, "und", "und")
    return Vectors.of(pairs, cut, (job.source.sentences, job.target.sentences))


@pytest.mark.parametrize(
    ("vectors", "said"),
    [
        ([[1.0]] * 3, "list"),
        (np.ones((3, 4), int), "int64"),
        (np.ones((3, 4), complex), "complex128"),
        (np.ones(3), r"shape \(3,\)"),
        (np.ones((3, 0)), r"shape \(3, 0\)"),
        (np.ones((2, 4)), "2 rows, where the text has 3"),
        (np.where(np.arange(12).reshape(3, 4) == 6, np.nan, 1.0), "no finite number in row 1"),
        (np.where(np.arange(12).reshape(3, 4) == 11, np.inf, 1.0).astype(np.float16), "no finite number in row 2"),
        (GOOD * [[0], [0], [1]], "zeros in 2 of 3 rows"),
    ],
)
def test_what_cannot_be_vectors_is_refused(vectors, said):
    with pytest.raises(ArgumentError, match=said):
        check_vectors(vectors, ("Ja.", "Nein.", "Doch."))


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64, ">f4"])
def test_vectors_of_any_floating_point_numbers_are_taken(kind):
    check_vectors(GOOD.astype(kind), ("Ja.", "Nein.", "Doch."))
    check_vectors(np.zeros((2, 4), kind), ("", " "))
    check_vectors(GOOD * [[1], [0], [1]], ("Ja.", "!?", "Doch."))


def test_rows_become_one_long_whatever_their_size():
    rows = unit(np.array([[3.0, 4.0], [3e300, 4e300], [3e-310, 4e-310], [0.0, 0.0]]))
    np.testing.assert_allclose(rows, [[0.6, 0.8], [0.6, 0.8], [0.6, 0.8], [0, 0]], rtol=1e-6)


def test_what_is_common_to_a_side_is_taken_off():
    source, target = random_vectors(200, 200, 1)
    plain = vectors_of(source, source)
    moved = vectors_of(unit(source) + 5, unit(source) - 7)
    near = np.einsum("ij,ij->i", unit(moved.source), unit(moved.target))
    assert near.mean() > 0.9
    assert abs((unit(plain.source) @ unit(vectors_of(target, target).source).T).mean()) < 0.05


def test_a_row_of_zeros_says_nothing():
    source, target = random_vectors(30, 30, 2)
    source[[7, 8]] = 0
    vectors = vectors_of(source, target, random_vectors(5, 5, 3))
    assert not vectors.source[[7, 8]].any()
    likeness = Likeness.of(vectors, [Part(0, 30, 0, 30)], [np.stack([np.arange(31)] * 2, axis=1)])
    band = Band.around([Part(0, 30, 0, 30)], [np.zeros((0, 2), np.int64)], 30)
    features = replace(likeness, slope=9.0).features(band, 0, band.rows_of(0))
    table = {feature.name: feature.values for feature in features}["vectors"].reshape(-1, 31, 31)[..., 1:]
    assert not table[SHAPES.index((1, 1)), [8, 9]].any()
    assert not table[SHAPES.index((2, 1)), 9].any()
    assert table[SHAPES.index((2, 1)), 8].all()


# The nearest -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "gap"), [(30, 0), (900, 0), (900, 300), (3000, 0), (3000, 900), (5000, 4500)])
def test_the_path_is_found_by_vectors_alone(size, gap):
    numbers = np.random.default_rng(size)
    meanings = numbers.normal(size=(size, 48))
    target = meanings + 0.6 * numbers.normal(size=meanings.shape)
    kept = np.r_[0 : size // 3, size // 3 + gap : size]  # a block is missing in the target
    found = nearest_pairs(vectors_of(meanings, target[kept]), Part(0, size, 0, len(kept)))
    right = kept[found[:, 1]] == found[:, 0]
    assert right.mean() > 0.98
    assert right.sum() > 0.8 * len(kept)
    assert (np.diff(found, axis=0) > 0).all()


@pytest.mark.parametrize("sizes", [(0, 0), (0, 4), (5, 0), (40, 40), (300, 200), (2500, 2600), (1500, 3)])
def test_vectors_that_say_nothing_have_no_path(sizes):
    for seed in range(3):
        vectors = vectors_of(*random_vectors(*sizes, seed))
        assert len(nearest_pairs(vectors, Part(0, sizes[0], 0, sizes[1]))) == 0


def test_parts_are_looked_at_alone():
    numbers = np.random.default_rng(0)
    meanings = numbers.normal(size=(60, 16))
    vectors = vectors_of(meanings[:40], meanings[:40], (meanings[40:], meanings[40:]))
    found = nearest_pairs(vectors, Part(40, 60, 40, 60))
    assert found.tolist() == [[k, k] for k in range(40, 60)]


# What cosines are worth ----------------------------------------------------------------------------------------------


def learned(noise=0.6, size=40, seed=0):
    numbers = np.random.default_rng(seed)
    meanings = numbers.normal(size=(size, 24))
    vectors = vectors_of(meanings, meanings + noise * numbers.normal(size=meanings.shape))
    path = np.stack([np.arange(size + 1)] * 2, axis=1)
    return Likeness.of(vectors, [Part(0, size, 0, size)], [path])


def worth(likeness, i, i_end, j, j_end):
    """The slow, obvious way: what the cosine of two sums is worth."""
    m, n = i_end - i, j_end - j
    ours, theirs = likeness.vectors.source[i:i_end].sum(axis=0), likeness.vectors.target[j:j_end].sum(axis=0)
    cosine = float(ours @ theirs) / float(np.linalg.norm(ours) * np.linalg.norm(theirs))
    usual = (likeness.usual[0][i_end, m - 1] + likeness.usual[1][j_end, n - 1]) / 2
    return float(np.clip(likeness.slope * (cosine - usual - likeness.middle[min(m + n - 2, 3)]), -24, 24))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([s for s in SHAPES if all(s)]),
    st.integers(12, 30),
    st.integers(-4, 4),
    st.integers(1, 6),
    st.integers(4, 40),
)
def test_features_are_those_of_the_slow_way(shape, i, aslant, height, width):
    likeness = learned()
    (m, n), j = shape, i + aslant
    band = Band.around([Part(0, 40, 0, 40)], [np.zeros((0, 2), np.int64)], width)
    rows = range(i - height + 1, i + 1)
    cell = band.cells_at(0, np.array([i]), np.array([j]))[0] - band.starts[rows.start]
    value = {f.name: float(f.values[SHAPES.index(shape), cell]) for f in likeness.features(band, 0, rows)}

    def of(before, behind, above, below):
        return worth(likeness, i - m - before, i + behind, j - n - above, j + below)

    here = of(0, 0, 0, 0)
    larger = [of(1, 0, 0, 0), of(0, 1, 0, 0), of(0, 0, 1, 0), of(0, 0, 0, 1)]
    edges = [(-1, 0, 0, 0), (0, -1, 0, 0)] * (m > 1) + [(0, 0, -1, 0), (0, 0, 0, -1)] * (n > 1)
    smaller = [of(*edge) for edge in edges]
    halves = [
        worth(likeness, i - m, i - a, j - n, j - b) + worth(likeness, i - a, i, j - b, j)
        for a in range(1, m)
        for b in range(1, n)
    ]
    assert value["vectors"] == pytest.approx(here, abs=1e-3)
    assert value["vectors whole"] == pytest.approx(here * ((m + n) / 2 - 1), abs=3e-3)
    assert value["vectors beyond"] == pytest.approx(max(0, max(larger) - here), abs=1e-3)
    assert value["vectors edge"] == pytest.approx(here - max(smaller) if smaller else 0, abs=1e-3)
    assert value["vectors split"] == pytest.approx(max(halves) - here if halves else 0, abs=1e-3)


def test_nothing_is_looked_at_outside_of_a_part():
    """Extending a bead over the ends of its part is worth nothing."""
    likeness = learned(size=10)
    band = Band.around([Part(0, 2, 0, 2), Part(2, 4, 2, 4)], [np.zeros((0, 2), np.int64)] * 2, 3)
    found = {feature.name: feature.values for feature in likeness.features(band, 1, band.rows_of(1))}
    assert found["vectors beyond"][SHAPES.index((2, 2)), -1] == 0
    assert all(np.isfinite(values).all() for values in found.values())


def test_better_vectors_are_worth_more_and_useless_ones_nothing():
    slopes = [learned(noise).slope for noise in (0.1, 1.0, 2.0)]
    assert slopes == sorted(slopes, reverse=True)
    assert slopes[-1] > 0
    assert {learned(1e6, seed=seed, size=size).slope for seed in range(30) for size in (2, 5, 8, 12, 40)} == {0.0}


def test_usual_is_the_mean_over_the_nearest_beside_the_path():
    likeness = learned()
    cosines = unit(likeness.vectors.source) @ unit(likeness.vectors.target).T
    for i in (0, 7, 20, 39):
        beside = cosines[i, max(0, i - 10) : i + 11]
        assert likeness.usual[0][i + 1, 0] == pytest.approx(np.sort(beside)[-4:].mean(), abs=1e-5)
