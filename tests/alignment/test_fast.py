"""The loops that numba compiles, against the NumPy code that they stand for."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment import align_pairs, fast, lattice
from align.alignment.lattice import score_band
from align.alignment.search import Scored, best_path, posterior
from align.alignment.weights import FEW_SHAPES
from align.model import Pair, Side
from tests.alignment.bands import ragged, scored_bands
from tests.alignment.corpus import TEXTS
from tests.alignment.test_lattice import Scene, random_weights

pytest.importorskip("numba")


@pytest.fixture
def compiled(monkeypatch):
    """Short texts are aligned by compiled loops, too."""
    monkeypatch.setattr(fast, "SHORT", 0)


@pytest.fixture(scope="module")
def scene():
    return Scene()


@settings(max_examples=100, deadline=None)
@given(scored_bands(ragged(size=6)))
def test_the_same_path(scored):
    for ours, theirs in zip(best_path(scored, compiled=True), best_path(scored), strict=True):
        assert score_of_path(scored, ours) == pytest.approx(score_of_path(scored, theirs), abs=1e-6)


def score_of_path(scored, path):
    """What the beads of a path score: of two paths that score the same either is right."""
    band, total, alone = scored.band, 0.0, False
    shapes = {shape: number for number, shape in enumerate(band.shapes)}
    part = next(n for n, p in enumerate(band.parts) if [p.i, p.j, p.i_end, p.j_end] == [*path[0], *path[-1]])
    for (i, j), (i_end, j_end) in zip(path[:-1].tolist(), path[1:].tolist(), strict=True):
        cell = band.cells_at(part, np.array([i_end]), np.array([j_end]))[0]
        lone = i == i_end or j == j_end
        total += float(scored.values[shapes[i_end - i, j_end - j], cell]) + (scored.opening if lone > alone else 0.0)
        alone = lone
    return total


@settings(max_examples=100, deadline=None)
@given(scored_bands(ragged(size=6)))
def test_the_same_sums(scored):
    ours, theirs = posterior(scored, compiled=True), posterior(scored)
    for name in ("cells", "total", "forward", "lone_forward", "backward", "lone_backward"):
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("rows", [1, 5, 32])
@pytest.mark.parametrize("taught", [False, True])
@pytest.mark.parametrize("few", [False, True])
def test_words_say_the_same(scene, monkeypatch, taught, few, rows):
    monkeypatch.setattr(lattice, "_ROWS", rows)
    band = scene.band if not few else type(scene.band).around(scene.job.parts, scene.paths, 4, FEW_SHAPES)
    associations = scene.taught if taught else scene.plain
    weights = random_weights(rows)
    ours, theirs = (
        score_band(scene.level, band, associations, weights, compiled=compiled) for compiled in (True, False)
    )
    there = reachable(theirs)
    np.testing.assert_allclose(ours.values[:, :-1][there], theirs.values[:, :-1][there], rtol=1e-4, atol=1e-3)
    assert there.any()


def reachable(scored: Scored):
    """Which beads begin within their part: (shapes, cells)."""
    band = scored.band
    found = np.zeros((len(band.shapes), band.cells), bool)
    for number, part in enumerate(band.parts):
        row, column = band.grid(band.rows_of(number))
        here = slice(band.starts[band.first[number]], band.starts[band.first[number + 1]])
        inside = row - band.first[number] - band.sources[:, None] >= 0
        found[:, here] = inside & (column - band.targets[:, None] >= part.j)
    return found


texts = st.sampled_from(sorted(TEXTS)).flatmap(
    lambda langs: st.tuples(
        st.just(langs),
        st.lists(st.sampled_from([s for s, _ in TEXTS[langs]] + ["", "?", "12", "“"]), max_size=12),
        st.lists(st.sampled_from([t for _, t in TEXTS[langs]] + ["", "!", "12", "«"]), max_size=12),
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=1, max_size=3))
def test_any_texts_get_the_same_confidences(some):
    langs = some[0][0]
    pairs = [Pair(Side(tuple(source)), Side(tuple(target))) for other, source, target in some if other == langs]
    slow = align_pairs(pairs, source_lang=langs[0], target_lang=langs[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast, "SHORT", 0)
        quick = align_pairs(pairs, source_lang=langs[0], target_lang=langs[1])
    for ours, theirs in zip(quick, slow, strict=True):
        if [(b.source, b.target) for b in ours.beads] == [(b.source, b.target) for b in theirs.beads]:
            assert [b.score for b in ours.beads] == pytest.approx([b.score for b in theirs.beads], abs=0.03)
        else:  # sentences that stand twice: of two paths that are as good either may be found
            assert sum(b.score or 0 for b in ours.beads) == pytest.approx(
                sum(b.score or 0 for b in theirs.beads), abs=max(0.2, 0.1 * len(theirs.beads))
            )


@pytest.mark.parametrize("langs", sorted(TEXTS))
def test_real_sentences_get_the_same_beads(langs, compiled, monkeypatch):
    pairs = [Pair(Side(tuple(s for s, _ in TEXTS[langs])), Side(tuple(t for _, t in TEXTS[langs])))]
    (quick,) = align_pairs(pairs, source_lang=langs[0], target_lang=langs[1], explain=True)
    monkeypatch.setattr(fast, "SHORT", sys.maxsize)
    (slow,) = align_pairs(pairs, source_lang=langs[0], target_lang=langs[1], explain=True)
    assert [(b.source, b.target) for b in quick.beads] == [(b.source, b.target) for b in slow.beads]
    assert [b.score for b in quick.beads] == pytest.approx([b.score for b in slow.beads], abs=1e-4)


def test_short_texts_do_not_load_numba():
    call = "align.align_texts(['Ja.'], ['Oui.'], source_lang='de', target_lang='fr')"
    code = f"import sys, align; {call}; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_without_numba_numpy_does_the_work(compiled, monkeypatch):
    monkeypatch.setitem(sys.modules, "align.alignment.kernels", None)
    fast.available.cache_clear()
    try:
        assert not fast.worthwhile(10**6)
        (found,) = align_pairs([Pair(Side(("Ja.",)), Side(("Oui.",)))], source_lang="de", target_lang="fr")
        assert [(b.source, b.target) for b in found.beads] == [((0,), (0,))]
    finally:
        fast.available.cache_clear()


def test_compiled_loops_are_taken_for_short_texts_while_a_process_aligns_many():
    assert not fast.worthwhile(2)
    with fast.staying():
        assert fast.worthwhile(2)
    assert not fast.worthwhile(2)
