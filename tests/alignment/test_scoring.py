"""Scores are what the shared scorer gives, on anything."""

import importlib.util

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.alignment.scoring import score
from align.loading import load_alignment
from align.model import Alignment, Bead
from tests.alignment.texts import tilings

SETS = ("mac-dev", "paramed-dev", "parice-dev", "textberg-dev")


@pytest.fixture(scope="module")
def oracle(shared):
    """The scorer that the evaluation data comes with."""
    spec = importlib.util.spec_from_file_location("score_alignment", shared / "eval" / "score_alignment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(alignment):
    return [(bead.source, bead.target) for bead in alignment.beads]


def assert_same(oracle, pairs):
    scores = score(pairs)
    theirs = oracle.score([(plain(gold), plain(auto)) for gold, auto in pairs])
    assert theirs == {
        "strict": (scores.strict.precision, scores.strict.recall, scores.strict.f1),
        "lax": (scores.lax.precision, scores.lax.recall, scores.lax.f1),
        "gold": scores.strict.gold,
        "auto": scores.strict.found,
    }
    return scores


sides = st.lists(st.integers(0, 6), max_size=4, unique=True).map(sorted).map(tuple)
messy = st.lists(st.builds(Bead, sides, sides), max_size=8)
alignments = st.one_of(tilings(), messy).map(tuple).map(Alignment)


@given(pairs=st.lists(st.tuples(alignments, alignments), max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_alignments_score_as_with_the_shared_scorer(oracle, pairs):
    assert_same(oracle, pairs)


@pytest.mark.parametrize("name", SETS)
def test_real_gold_files_score_as_with_the_shared_scorer(oracle, shared, name):
    golds = [load_alignment(path) for path in sorted((shared / "eval" / "alignment" / name / "gold").iterdir())]
    # Each gold standard against one whose beads lost or took a sentence, and against itself.
    shifted = [Alignment(tuple(Bead(b.source, b.target[n % 2 :]) for n, b in enumerate(gold.beads))) for gold in golds]
    assert assert_same(oracle, list(zip(golds, shifted, strict=True))).strict.f1 < 1
    perfect = assert_same(oracle, list(zip(golds, golds, strict=True)))
    assert (perfect.strict.f1, perfect.lax.f1, perfect.documents) == (1, 1, len(golds))


def test_real_gold_files_are_read_as_the_shared_scorer_reads_them(oracle, shared):
    for path in sorted((shared / "eval" / "alignment").glob("*/gold/*")):
        assert plain(load_alignment(path)) == oracle.read_beads(path)


def test_types_are_counted_and_the_commonest_comes_first():
    gold = Alignment((Bead((0,), (0,)), Bead((1,), (1, 2)), Bead((2,), (3,)), Bead((3,), ())))
    auto = Alignment((Bead((0,), (0,)), Bead((1,), (1,)), Bead((), (2,)), Bead((2, 3), (3,))))
    scores = score([(gold, auto)])
    assert list(scores.types) == ["1-1", "1-2", "2-1"]
    one, two, other = scores.types.values()
    assert (one.gold, one.found, one.precise, one.precision) == (2, 2, 1, 0.5)
    assert (two.gold, two.found, two.recall) == (1, 0, 0)
    assert (other.gold, other.found, other.precision) == (0, 1, 0)
    assert (scores.strict.precision, scores.strict.recall) == (1 / 3, 1 / 3)
    assert scores.lax.f1 == 1


def test_nothing_scores_nothing():
    assert score([]).strict.f1 == 0
    assert score([(Alignment(()), Alignment(()))]).lax.f1 == 0


def test_beads_as_large_as_books_take_no_time():
    book = tuple(range(100_000))
    alignment = Alignment((Bead(book, book), Bead(book[:-1], book)))
    assert score([(alignment, alignment)]).lax.f1 == 1
