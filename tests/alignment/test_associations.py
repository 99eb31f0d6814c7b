"""What texts teach of words: counts that add up, and that can be taken back."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.associations import DISCOUNT, MASS, NOISE, Associations, learn
from align.alignment.lexicon import Links
from align.alignment.steps import steps
from align.alignment.words import Words
from align.model import Bead
from tests.alignment.texts import tilings

NOTHING = np.zeros(0, np.int64)
LETTERS = "abcdef"


def links(cells, types):
    """A prior from a dictionary of cells."""
    rows, columns = np.array(sorted(cells), np.int64).reshape(-1, 2).T
    return Links.of(rows, columns, np.array([cells[cell] for cell in sorted(cells)], np.float64), types)


@st.composite
def lessons(draw):
    """Words of two texts, beads, and a prior."""
    beads = draw(tilings())
    text = st.lists(st.sampled_from(LETTERS), max_size=4)
    sides = [Words.of([draw(text) for bead in beads for _ in getattr(bead, side)]) for side in ("source", "target")]
    pairs = [(s, t) for s in range(len(sides[0].types)) for t in range(len(sides[1].types))]
    some = draw(st.dictionaries(st.sampled_from(pairs), st.floats(0.01, 1), max_size=5)) if pairs else {}
    return *sides, beads, links(some, len(sides[0].types))


def held(words, sentences):
    """The types of some sentences."""
    return {int(k) for s in sentences for k in words.ids[words.offsets[s] : words.offsets[s + 1]]}


def entries(learned, bead):
    """Source type, target type and count of what a bead adds."""
    some = slice(learned.entry_starts[bead], learned.entry_starts[bead + 1])
    pairs = learned.entry_pairs[some]
    rows = np.searchsorted(learned.offsets, pairs, "right") - 1
    return list(zip(rows.tolist(), learned.columns[pairs].tolist(), learned.entry_counts[some].tolist(), strict=True))


@given(lessons())
def test_counts_add_up(lesson):
    source, target, beads, prior = lesson
    learned = learn(source, target, beads, prior)
    whole = [bead for bead in beads if bead.source and bead.target]
    assert (learned is None) == (not whole)
    if learned is None:
        return
    assert learned.first.tolist() == [bead.source[0] for bead in whole]
    uses, totals = Counter(), Counter()
    for number, bead in enumerate(whole):
        ours, theirs = held(source, bead.source), held(target, bead.target)
        types = learned.bead_types[learned.type_starts[number] : learned.type_starts[number + 1]]
        assert sorted(ours) == types.tolist()
        uses.update(ours)
        shares = Counter()
        for s, t, count in entries(learned, number):
            assert s in ours
            assert t in theirs
            assert 0 <= count <= 1
            totals[s, t] += count
            shares[t] += count
        assert all(share <= 1 + 1e-9 for share in shares.values())
    assert learned.uses.tolist() == [uses[s] for s in range(len(source.types))]
    rows = np.repeat(np.arange(len(source.types)), np.diff(learned.offsets))
    found = dict(zip(zip(rows.tolist(), learned.columns.tolist(), strict=True), learned.totals, strict=True))
    assert found == pytest.approx(dict(totals))


def by_hand(associations, beads, source, target, without):
    """What ratios promise, pair by pair."""
    learned, prior = associations.learned, associations.prior
    whole = [bead for bead in beads if bead.source and bead.target]
    counts, uses = Counter(), Counter()
    for number, bead in enumerate(whole):
        if not without[0] <= bead.source[0] < without[1]:
            uses.update(held(source, bead.source))
            for s, t, count in entries(learned, number):
                counts[s, t] += count
    table = np.zeros((len(source.types), len(target.types)))
    known = {(int(r), int(c)): float(p) for r, c, p in zip(prior.rows, prior.columns, prior.values, strict=True)}
    heads = {s for s, _ in known}
    for s in range(len(source.types)):
        for t in range(len(target.types)):
            mass = MASS * known.get((s, t), 0.0)
            p = (max(counts[s, t] - DISCOUNT, 0) + mass) / max(uses[s] + (MASS if s in heads else 0), 1)
            table[s, t] = p if p >= NOISE else 0
    return table / associations.background


@given(lessons(), st.integers(-3, 12), st.integers(0, 12))
def test_ratios_without_a_stretch_are_those_of_the_other_beads(lesson, start, length):
    source, target, beads, prior = lesson
    learned = learn(source, target, beads, prior)
    if learned is None:
        return
    associations = Associations.of(prior, target, learned)
    without = start, start + length
    rows, columns = np.arange(len(source.types)), np.arange(len(target.types))
    found = associations.ratios(rows, columns, without)
    expected = by_hand(associations, beads, source, target, without)
    assert found == pytest.approx(expected, abs=1e-9)
    some = slice(1, None, 2)
    assert associations.ratios(rows[some], columns[::-1], without) == pytest.approx(found[some, ::-1])


def test_a_pair_that_was_seen_only_in_what_is_left_out_is_not_known():
    source = Words.of([["rare"], ["rare"], ["x"], ["y"], ["x"]])
    target = Words.of([["selten"], ["selten"], ["ix"], ["ypsilon"], ["ix"]])
    beads = [Bead((k,), (k,)) for k in range(5)]
    associations = Associations.of(links({}, 3), target, learn(source, target, beads, links({}, 3)))
    rows, columns = np.array([0]), np.array([0])
    assert associations.ratios(rows, columns, (50, 60))[0, 0] > 1
    assert associations.ratios(rows, columns, (1, 2))[0, 0] < associations.ratios(rows, columns, (50, 60))[0, 0]
    assert associations.ratios(rows, columns, (0, 2))[0, 0] == 0
    # With an entry in a dictionary the entry is left.
    prior = links({(0, 0): 0.25}, 3)
    taught = Associations.of(prior, target, learn(source, target, beads, prior))
    untaught = Associations.of(prior, target)
    assert taught.ratios(rows, columns, (0, 2)) == pytest.approx(untaught.ratios(rows, columns, (0, 2)))


def test_what_stands_together_often_is_learned():
    source = Words.of([["the", w] for w in "abcabcabc"])
    target = Words.of([["der", w.upper()] for w in "abcabcabc"])
    beads = [Bead((k,), (k,)) for k in range(9)]
    associations = Associations.of(links({}, 4), target, learn(source, target, beads, links({}, 4)))
    ratios = associations.ratios(np.arange(4), np.arange(4), (90, 91))
    assert ratios.argmax(axis=1).tolist()[1:] == [1, 2, 3]
    assert all(ratios[k, k] > 3 * np.delete(ratios[k], k).max() for k in (1, 2, 3))


@pytest.mark.parametrize(
    ("source", "target"), [([], []), ([[]], [[]]), ([["a"]], [[]]), ([[]], [["b"]]), ([["a"]], [["b"]])]
)
def test_there_may_be_no_words_and_no_dictionary(source, target):
    source, target = Words.of(source), Words.of(target)
    beads = [Bead((k,), (k,)) for k in range(len(source))]
    prior = links({}, len(source.types))
    associations = Associations.of(prior, target, learn(source, target, beads, prior))
    shape = len(source.types), len(target.types)
    ratios = associations.ratios(np.arange(shape[0]), np.arange(shape[1]), (0, 1))
    assert ratios.tolist() == np.zeros(shape).tolist()


def test_words_of_beads_without_a_side_teach_nothing():
    source, target = Words.of([["b"], ["a"]]), Words.of([["c"]])
    prior = links({}, 2)
    learned = learn(source, target, [Bead((0,), ()), Bead((1,), ()), Bead((), (0,))], prior)
    assert learned is None


def test_words_may_stand_only_where_a_side_is_empty():
    source, target = Words.of([["a"], []]), Words.of([["b"], []])
    beads = [Bead((0,), ()), Bead((), (0,)), Bead((1,), (1,))]
    learned = learn(source, target, beads, links({(0, 0): 0.5}, 1))
    assert learned is not None
    assert learned.uses.tolist() == [0]


def test_what_was_seen_once_and_is_not_known_is_not_counted():
    source, target = Words.of([["a", "b"], ["c"]]), Words.of([["x", "y"], ["z"]])
    learned = learn(source, target, [Bead((k,), (k,)) for k in range(2)], links({(0, 1): 0.5}, 3))
    assert learned is not None
    assert entries(learned, 0) == [(0, 1, pytest.approx(learned.totals[0]))]
    assert entries(learned, 1) == []


@given(lessons())
def test_how_well_beads_are_covered_by_what_others_teach(lesson):
    """As by the ratios of a table from which each bead was left out."""
    source, target, beads, prior = lesson
    associations = Associations.of(prior, target, learn(source, target, beads, prior))
    whole = [bead for bead in beads if bead.source and bead.target]
    found = associations.levels()
    assert [len(side) for side in found] == [len(whole)] * 2
    for number, bead in enumerate(whole):
        ours, theirs = sorted(held(source, bead.source)), sorted(held(target, bead.target))
        without = bead.source[0], bead.source[0] + 1
        ratios = associations.ratios(np.array(ours, np.int64), np.array(theirs, np.int64), without)
        for side, values in (
            (found[0][number], ratios.sum(axis=0) / (len(ours) + 1)),
            (found[1][number], ratios.sum(axis=1) / (len(theirs) + 1)),
        ):
            # A ratio just at a step may fall on either side of it.
            low, high = (
                steps((values * f).astype(np.float32)).mean() if len(values) else 0.0 for f in (0.9999, 1.0001)
            )
            assert low - 1e-9 <= side <= high + 1e-9
