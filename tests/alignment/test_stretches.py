"""What is known beforehand cuts the texts, and contradictions are refused."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.stretches import assemble, stretches, validate
from align.errors import ArgumentError
from align.model import Bead, Pair, Side
from tests.alignment.texts import pair_of, tiled, tilings


def test_nothing_known_is_one_stretch():
    (stretch,) = stretches(pair_of(2, 3))
    assert (stretch.source, stretch.target, stretch.bead) == (range(2), range(3), None)


def test_two_empty_texts_have_no_stretch():
    assert list(stretches(pair_of(0, 0))) == []


def test_a_confirmed_bead_is_a_stretch_of_its_own():
    bead = Bead((1,), (1, 2), 0.5)
    found = list(stretches(pair_of(3, 4, confirmed=(bead,))))
    assert [(s.source, s.target, s.bead) for s in found] == [
        (range(1), range(1), None),
        (range(1, 2), range(1, 3), bead),
        (range(2, 3), range(3, 4), None),
    ]
    assert found[1].bead is bead


def test_an_anchor_cuts_both_texts():
    found = list(stretches(pair_of(3, 4, anchors=((1, 3),))))
    assert [(s.source, s.target) for s in found] == [(range(1), range(3)), (range(1, 3), range(3, 4))]


def test_a_bead_with_one_side_takes_its_sentences_out_of_a_stretch():
    lone = Bead((1,), ())
    (stretch,) = stretches(pair_of(3, 2, confirmed=(lone,)))
    assert (list(stretch.source), stretch.target, stretch.apart) == ([0, 2], range(2), (lone,))
    beads = assemble(stretch, [Bead((0,), (0,)), Bead((1,), (1,), 0.9)])
    assert list(beads) == [Bead((0,), (0,)), lone, Bead((2,), (1,), 0.9)]


def test_a_bead_found_across_sentences_that_stand_apart_is_taken_apart():
    lone = Bead((1,), ())
    (stretch,) = stretches(pair_of(4, 1, confirmed=(lone,)))
    assert list(assemble(stretch, [Bead((0, 1, 2), (0,), 0.9)])) == [Bead((0,), ()), lone, Bead((2, 3), (0,))]


@st.composite
def known(draw):
    """A pair, and beads that tile it: some of them and of their ends are known."""
    beads = draw(tilings())
    ends = list(accumulate(((len(b.source), len(b.target)) for b in beads), lambda p, n: (p[0] + n[0], p[1] + n[1])))
    anchors = draw(st.lists(st.sampled_from([(0, 0), *ends]), max_size=3))
    confirmed = draw(st.lists(st.sampled_from(beads), unique=True, max_size=4)) if beads else []
    source, target = ends[-1] if ends else (0, 0)
    return pair_of(source, target, anchors=tuple(anchors), confirmed=tuple(confirmed))


@given(known(), st.data())
def test_whatever_is_found_in_the_stretches_tiles_both_texts_and_keeps_what_is_known(pair, data):
    beads = []
    for stretch in stretches(pair):
        source, target = len(stretch.source), len(stretch.target)
        found, i, j = [], 0, 0
        while stretch.bead is None and (i < source or j < target):
            a = min(data.draw(st.integers(0, 3)), source - i)
            b = min(data.draw(st.integers(0 if a else 1, 3)), target - j)
            if a or b:
                found.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b))))
            i, j = i + a, j + b
        beads += assemble(stretch, found)
    assert tiled(beads, len(pair.source.sentences), len(pair.target.sentences))
    assert set(pair.confirmed) <= set(beads)
    ends = set(accumulate(((len(b.source), len(b.target)) for b in beads), lambda p, n: (p[0] + n[0], p[1] + n[1])))
    assert set(pair.anchors) <= ends | {(0, 0)}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"anchors": ((3, 0),)}, r"anchor \(3, 0\) lies outside .* 2 and 2 sentences"),
        ({"anchors": ((-1, 0),)}, "outside"),
        ({"anchors": ((0, 2), (1, 1))}, r"anchor \(0, 2\) and anchor \(1, 1\) contradict"),
        ({"confirmed": (Bead((2,), (0,)),)}, r"confirmed bead \[2\]:\[0\] lies outside"),
        ({"confirmed": (Bead((-1,), (0,)),)}, "outside"),
        ({"confirmed": (Bead((), (2,)),)}, "outside"),
        ({"confirmed": (Bead((1, 0), (0,)),)}, "no run of neighbours"),
        ({"confirmed": (Bead((), ()),)}, "holds no sentence"),
        ({"confirmed": (Bead((0,), (1,)), Bead((1,), (0,)))}, "contradict"),
        ({"confirmed": (Bead((0,), (0,)), Bead((0,), (1,)))}, "contradict"),
        ({"confirmed": (Bead((0,), (0,)), Bead((0,), ()))}, "contradict"),
        ({"confirmed": (Bead((), (0, 1)), Bead((), (1,)))}, "contradict"),
        ({"confirmed": (Bead((0, 1), (0,)),), "anchors": ((1, 1),)}, "contradict"),
        ({"confirmed": (Bead((0, 1), ()),), "anchors": ((1, 1),)}, "contradict"),
        ({"translation": ("one",)}, "has 1 sentences, where the source has 2"),
    ],
)
def test_contradictions_are_refused(facts, said):
    with pytest.raises(ArgumentError, match=said):
        validate(pair_of(2, 2, **facts))


def test_anchors_need_no_order_and_may_stand_twice():
    found = list(stretches(pair_of(3, 3, anchors=((2, 2), (1, 1), (1, 1), (0, 0), (3, 3)))))
    assert [s.source for s in found] == [range(1), range(1, 2), range(2, 3)]


def test_fifty_thousand_facts_take_no_time():
    beads = tuple(Bead((i,), (i,)) if i % 3 else Bead((i,), ()) for i in range(50_000))
    pair = Pair(Side(("s",) * 50_000), Side(("t",) * 50_000), confirmed=beads)
    assert tiled(
        (b for s in stretches(pair) for b in assemble(s, [Bead((), (j,)) for j in range(len(s.target))])),
        50_000,
        50_000,
    )
