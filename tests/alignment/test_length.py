"""Gale and Church: the same costs and the same best alignments as NLTK's, for long texts too."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.translate import gale_church

from align.alignment import align_pairs, length
from align.alignment.length import PRIORS, align_by_length, align_lengths, bead_cost, usual_variance
from align.errors import ArgumentError
from align.model import Bead, Pair, Side
from tests.alignment.texts import tiled

KINDS = sorted(PRIORS)


def cost(beads, source, target):
    """What beads cost together, each side counted alone."""
    return sum(
        bead_cost((len(b.source), len(b.target)), sum(source[i] for i in b.source), sum(target[j] for j in b.target))
        for b in beads
    )


def of_nltk(source, target):
    """NLTK's alignment as beads: it gives pairs of indices, and says nothing of sentences that stand alone."""
    groups = {("source", i): {("source", i)} for i in range(len(source))}
    groups |= {("target", j): {("target", j)} for j in range(len(target))}
    for i, j in gale_church.align_blocks(list(source), list(target)):
        both = groups["source", i] | groups["target", j]
        groups |= dict.fromkeys(both, both)
    return [
        Bead(
            tuple(sorted(n for side, n in group if side == "source")),
            tuple(sorted(n for side, n in group if side == "target")),
        )
        for group in {frozenset(group) for group in groups.values()}
    ]


@pytest.mark.parametrize("move", KINDS)
@given(source=st.integers(1, 60), target=st.integers(1, 60))
def test_a_bead_costs_what_it_costs_in_nltk(move, source, target):
    a, b = move
    source, target = source * (a > 0), target * (b > 0)
    sources, targets = [source, 0][:a] or [0], [target, 0][:b] or [0]
    theirs = gale_church.align_log_prob(a, b, sources, targets, move, gale_church.LanguageIndependent)
    assert bead_cost(move, source, target) == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("delta", [0, 0.3, 5, 36.9, 37, 37.1, 60, 1000])
def test_the_tail_of_the_normal_distribution_is_right_far_out(delta):
    # One character more than nothing, with a variance that puts it at delta: 1 / sqrt(variance / 2) = delta.
    if not delta:
        assert bead_cost((1, 1), 7, 7) == pytest.approx(-math.log(0.89))
        return
    found = bead_cost((1, 0), 1, 0, variance=2 / delta**2) + math.log(0.0099)
    if delta < 37:
        assert found == pytest.approx(-math.log(math.erfc(delta / math.sqrt(2))), abs=1e-8)
    else:  # Mills' ratio bounds the tail from both sides
        low, high = (
            -math.log(2 * f) + math.log(2 * math.pi) / 2 + delta**2 / 2 for f in (1 / delta, delta / (1 + delta**2))
        )
        assert low <= found <= high


lengths = st.lists(st.integers(1, 60), max_size=12)


@given(lengths, lengths)
def test_the_best_alignment_costs_what_nltks_does(source, target):
    beads, _ = align_lengths(source, target, ratio=1)
    assert tiled(beads, len(source), len(target))
    assert cost(beads, source, target) == pytest.approx(cost(of_nltk(source, target), source, target), abs=1e-5)


# Where the lengths of a bead differ by more than eight deviations, NLTK takes its cost for infinite, and a cell that
# cannot be reached costs it nothing. A pair of empty sentences costs it less than nothing. So it may do worse then.
any_lengths = st.lists(st.integers(1, 500), max_size=10)


@given(any_lengths, any_lengths)
def test_it_is_never_worse_than_nltks(source, target):
    beads, _ = align_lengths(source, target, ratio=1)
    assert cost(beads, source, target) <= cost(of_nltk(source, target), source, target) + 1e-5


def every_path(source, target):
    """All alignments of two texts, one after the other."""
    if not source and not target:
        yield ()
    for a, b in KINDS:
        if a <= source and b <= target:
            for path in every_path(source - a, target - b):
                yield (*path, (a, b))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=4), st.lists(st.integers(0, 40), min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_a_score_is_the_share_of_the_alignments_that_hold_the_bead(source, target):
    weights = {}
    for path in every_path(len(source), len(target)):
        beads, i, j = [], 0, 0
        for a, b in path:
            beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b))))
            i, j = i + a, j + b
        weights[tuple(beads)] = math.exp(-cost(beads, source, target))
    total = math.fsum(weights.values())
    found, _ = align_lengths(source, target, ratio=1)
    for bead in found:
        plain = Bead(bead.source, bead.target)
        # The order of two sentences that stand alone side by side is one path each; both hold the bead.
        start = (bead.source or (None,))[0], (bead.target or (None,))[0]
        if None in start:
            continue
        share = math.fsum(weight for beads, weight in weights.items() if plain in beads) / total
        assert bead.score == pytest.approx(share, abs=1e-6)


@given(st.lists(st.integers(0, 10**6), max_size=8), st.lists(st.integers(0, 10**6), max_size=8))
def test_any_lengths_are_tiled_and_scores_are_probabilities(source, target):
    beads, wide = align_lengths(source, target)
    assert wide
    assert tiled(beads, len(source), len(target))
    assert all(0 <= bead.score <= 1 for bead in beads)


@given(lengths, lengths)
def test_turning_the_texts_round_changes_no_cost(source, target):
    if sum(source) and sum(target):
        ratio = sum(target) / sum(source)
        one = bead_cost((1, 1), 30, 40, ratio=ratio, variance=usual_variance(ratio))
        other = bead_cost((1, 1), 40, 30, ratio=1 / ratio, variance=usual_variance(1 / ratio))
        assert one == pytest.approx(other)


def long_texts(beads, seed=1, hole=0):
    """Lengths of two long texts that a tiling gave, the target without a part of it; and the tiling."""
    random_ = random.Random(seed)
    source, target, gold = [], [], []
    for number in range(beads):
        a, b = random_.choices(KINDS, [PRIORS[kind] for kind in KINDS])[0]
        if beads // 3 <= number < beads // 3 + hole:
            a, b = 1, 0
        total = random_.randint(20, 200)
        gold.append(Bead(tuple(range(len(source), len(source) + a)), tuple(range(len(target), len(target) + b))))
        source += [max(1, total // a)] * a if a else []
        target += [max(1, round(total * 1.2 + random_.gauss(0, 3)) // b)] * b if b else []
    return source, target, gold


@pytest.mark.parametrize("near", [150, 12])
def test_a_band_finds_what_the_whole_table_holds(monkeypatch, near):
    source, target, _ = long_texts(400)
    whole, _ = align_lengths(source, target)
    monkeypatch.setattr(length, "_EXACT_CELLS", 0)
    monkeypatch.setattr(length, "_HALF_WIDTH", 20)
    monkeypatch.setattr(length, "_NEAR", near)
    banded, wide = align_lengths(source, target)
    assert wide
    assert [str(bead) for bead in banded] == [str(bead) for bead in whole]
    assert all(one.score == pytest.approx(other.score, abs=1e-3) for one, other in zip(banded, whole, strict=True))


def test_the_band_grows_where_a_chapter_is_missing(monkeypatch):
    source, target, _ = long_texts(600, hole=150)
    whole, _ = align_lengths(source, target)
    monkeypatch.setattr(length, "_EXACT_CELLS", 0)
    monkeypatch.setattr(length, "_HALF_WIDTH", 30)
    banded, wide = align_lengths(source, target)
    assert wide
    assert cost(banded, source, target) == pytest.approx(cost(whole, source, target), rel=1e-6)


def test_texts_that_drift_too_far_apart_are_told(monkeypatch):
    source, target, _ = long_texts(300, hole=120)
    monkeypatch.setattr(length, "_EXACT_CELLS", 0)
    monkeypatch.setattr(length, "_HALF_WIDTH", 10)
    monkeypatch.setattr(length, "_MOST_CELLS", 0)
    texts = Pair(Side(tuple("x" * n for n in source)), Side(tuple("x" * n for n in target)))
    (alignment,) = align_by_length([texts])
    assert tiled(alignment.beads, len(source), len(target))
    assert "anchors would help" in alignment.notes[0]


def test_one_sentence_as_long_as_a_book_does_not_tear_the_band(monkeypatch):
    monkeypatch.setattr(length, "_EXACT_CELLS", 0)
    monkeypatch.setattr(length, "_HALF_WIDTH", 5)
    source, target = [*[10] * 50, 40_000, *[10] * 50], [10] * 500
    beads, _ = align_lengths(source, target)
    assert tiled(beads, len(source), len(target))


@pytest.mark.slow
def test_ten_thousand_sentences_are_aligned_in_little_time_and_memory():
    source, target, gold = long_texts(9000)
    beads, wide = align_lengths(source, target)
    assert wide
    right = {str(bead) for bead in gold} & {str(bead) for bead in beads}
    assert len(right) > 0.8 * len(gold)


def test_one_side_may_be_empty():
    assert align_lengths([3, 4], [])[0] == [Bead((0,), (), 1.0), Bead((1,), (), 1.0)]
    assert align_lengths([], [3])[0] == [Bead((), (0,), 1.0)]
    assert align_lengths([], [])[0] == []


@pytest.mark.parametrize("wrong", [{"ratio": 0}, {"ratio": -1}, {"variance": 0}, {"ratio": math.nan}])
def test_ratio_and_variance_are_positive(wrong):
    with pytest.raises(ArgumentError, match="more than 0"):
        align_lengths([1], [1], **wrong)


def test_anchors_and_confirmed_beads_are_kept():
    side = Side(("One sentence.",) * 6)
    confirmed = (Bead((1,), (2,), 1.0), Bead((4,), ()))
    (alignment,) = align_by_length([Pair(side, side, anchors=((3, 3),), confirmed=confirmed)])
    assert tiled(alignment.beads, 6, 6)
    assert set(confirmed) <= set(alignment.beads)
    assert any((one.source[-1:], two.source[:1]) == ((2,), (3,)) for one, two in pairwise(alignment.beads))


def test_the_signature_tells_version_and_parameters():
    (alignment,) = align_by_length([Pair(Side(("abcd",)), Side(("ab",)))])
    assert alignment.signature.split()[2:] == ["length", "ratio=0.5", "variance=1.7"]


def test_several_processes_find_the_same():
    pairs = [Pair(Side(("one", "two two")), Side(("eins", "zwei zwei", "x" * n))) for n in range(1, 5)]
    assert align_by_length(pairs, jobs=2) == align_by_length(pairs)


def test_less_than_one_process_is_refused():
    with pytest.raises(ArgumentError, match="less than 1"):
        align_by_length([], jobs=0)


def test_it_is_found_by_its_name():
    (alignment,) = align_pairs([Pair(Side(("a",)), Side(("b",)))], source_lang="en", target_lang="de", aligner="length")
    assert [str(bead) for bead in alignment.beads] == ["[0]:[0]"]


def test_an_unknown_aligner_lists_the_known_ones():
    with pytest.raises(ArgumentError, match=r"unknown aligner 'magic'; known are .*length"):
        align_pairs([], source_lang="en", target_lang="de", aligner="magic")
