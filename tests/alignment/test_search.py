"""The search against all paths of small tables, and against dynamic programmes over dictionaries."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.band import Band, Part
from align.alignment.search import Scored, best_path, posterior, predecessors, successors
from align.alignment.weights import SHAPES
from tests.alignment.bands import all_paths, cells_of, parts, points, ragged, score_of, scored_bands


@st.composite
def drawn_around(draw):
    """A band of the usual making."""
    some = draw(parts(size=14))
    return Band.around(some, [draw(points(part)) for part in some], draw(st.integers(1, 5)))


def logsum(values):
    """The logarithm of a sum, from logarithms."""
    top = max(values, default=-math.inf)
    return top if top == -math.inf else top + math.log(sum(math.exp(x - top) for x in values))


def tables(scored, join):
    """For each cell, and whether the last bead is alone, what ``join`` makes of all ways to it, and from it."""
    band = scored.band
    cells = cells_of(band)

    def cost(shape, cell, alone_before):
        alone = 0 in SHAPES[shape]
        return float(scored.values[shape, cells[cell]]) + (scored.opening if alone and not alone_before else 0.0)

    to, of = {}, {}
    for cell in sorted(cells):
        part, i, j = cell
        for alone in (False, True):
            ways = [
                to[(part, i - m, j - n), before] + cost(k, cell, before)
                for k, (m, n) in enumerate(SHAPES)
                for before in (False, True)
                if (0 in (m, n)) == alone and (part, i - m, j - n) in cells
            ]
            start = (i, j) == (band.parts[part].i, band.parts[part].j) and not alone
            to[cell, alone] = 0.0 if start else join(ways)
    for cell in sorted(cells, reverse=True):
        part, i, j = cell
        for alone in (False, True):
            ways = [
                of[after, 0 in (m, n)] + cost(k, after, alone)
                for k, (m, n) in enumerate(SHAPES)
                if (after := (part, i + m, j + n)) in cells
            ]
            of[cell, alone] = 0.0 if (i, j) == (band.parts[part].i_end, band.parts[part].j_end) else join(ways)
    return cells, to, of


def checked(scored):
    """The best paths and what they score, after a look at whether they are paths."""
    band = scored.band
    cells = cells_of(band)
    found = []
    for number, path in enumerate(best_path(scored)):
        part = band.parts[number]
        assert path[0].tolist() == [part.i, part.j]
        assert path[-1].tolist() == [part.i_end, part.j_end]
        assert set(map(tuple, np.diff(path, axis=0).tolist())) <= set(SHAPES)
        assert all((number, i, j) in cells for i, j in path.tolist())
        found.append(score_of([(i, j) for i, j in path.tolist()], number, cells, scored))
    assert len(found) == len(band.parts)
    return found


@settings(max_examples=60)
@given(scored_bands(ragged(size=3)))
def test_the_best_of_all_paths(scored):
    cells = cells_of(scored.band)
    for number, score in enumerate(checked(scored)):
        best = max(score_of(path, number, cells, scored) for path in all_paths(scored.band, number, cells))
        assert score == pytest.approx(best, abs=1e-6)


@settings(max_examples=60)
@given(scored_bands(ragged(size=3)))
def test_posteriors_are_sums_over_all_paths(scored):
    band = scored.band
    cells = cells_of(band)
    sums = posterior(scored)
    expected = np.zeros(band.cells)
    for number in range(len(band.parts)):
        paths = list(all_paths(band, number, cells))
        logs = [score_of(path, number, cells, scored) for path in paths]
        total = logsum(logs)
        assert sums.total[number] == pytest.approx(total, abs=1e-6)
        beads = {}
        for path, log in zip(paths, logs, strict=True):
            for i, j in path:
                expected[cells[number, i, j]] += math.exp(log - total)
            for bead in pairwise(path):
                beads[bead] = beads.get(bead, 0.0) + math.exp(log - total)
        for path in paths[:3]:
            probabilities = sums.beads(scored, number, np.array(path))
            assert probabilities == pytest.approx([beads[bead] for bead in pairwise(path)], abs=1e-6)
    assert sums.cells == pytest.approx(expected, abs=1e-6)


@settings(max_examples=40)
@given(scored_bands(st.one_of(drawn_around(), ragged(size=9))))
def test_the_best_path_as_by_a_dictionary(scored):
    _, to, _ = tables(scored, lambda ways: max(ways, default=-math.inf))
    for number, score in enumerate(checked(scored)):
        part = scored.band.parts[number]
        best = max(to[(number, part.i_end, part.j_end), alone] for alone in (False, True))
        assert score == pytest.approx(best, abs=1e-5)


@settings(max_examples=40)
@given(scored_bands(st.one_of(drawn_around(), ragged(size=9))))
def test_posteriors_as_by_a_dictionary(scored):
    band = scored.band
    cells, to, of = tables(scored, logsum)
    sums = posterior(scored)
    assert sums.forward == pytest.approx(np.array([logsum([to[c, False], to[c, True]]) for c in cells]), abs=1e-5)
    opened = np.array([logsum([to[c, False] + scored.opening, to[c, True]]) for c in cells])
    assert sums.lone_forward == pytest.approx(opened, abs=1e-5)
    assert sums.backward == pytest.approx(np.array([of[c, False] for c in cells]), abs=1e-5)
    assert sums.lone_backward == pytest.approx(np.array([of[c, True] for c in cells]), abs=1e-5)
    assert ((sums.cells >= 0) & (sums.cells <= 1)).all()
    for number, part in enumerate(band.parts):
        for i, j in ((part.i, part.j), (part.i_end, part.j_end)):
            assert sums.cells[cells[number, i, j]] == pytest.approx(1, abs=1e-6)


@settings(max_examples=40)
@given(ragged())
def test_where_beads_begin_and_end(band):
    cells = cells_of(band)
    for number in range(len(band.parts)):
        rows = band.rows_of(number)
        here = [cell for cell in cells if cell[0] == number]
        before, behind = predecessors(band, rows, rows.start), successors(band, rows, rows.stop)
        for place, (_, i, j) in enumerate(here):
            for k, (m, n) in enumerate(SHAPES):
                assert before[k, place] == cells.get((number, i - m, j - n), band.cells)
                assert behind[k, place] == cells.get((number, i + m, j + n), band.cells)


def test_more_rows_than_are_looked_up_at_once():
    """A known path through 1,300 rows, which is more than two chunks."""
    random = np.random.default_rng(1)
    steps = [SHAPES[k] for k in random.integers(0, len(SHAPES), 700)]
    path = np.concatenate([[(0, 0)], np.cumsum(steps, axis=0)])
    band = Band.around([Part(0, int(path[-1, 0]), 0, int(path[-1, 1]))], [path[::7]], 12)
    assert len(band.low) > 1300
    values = np.full((len(SHAPES), band.cells + 1), -1.0, np.float32) * np.array([m + n for m, n in SHAPES])[:, None]
    values = values.astype(np.float32)
    at = band.cells_at(0, path[1:, 0], path[1:, 1])
    assert (at >= 0).all()
    values[[SHAPES.index(step) for step in steps], at] = 30.0
    scored = Scored(band, values)
    assert best_path(scored)[0].tolist() == path.tolist()
    assert posterior(scored).cells[at] == pytest.approx(1, abs=1e-3)


def test_no_parts():
    band = Band.around([], [], 1)
    values = np.zeros((len(SHAPES), 1), np.float32)
    assert best_path(Scored(band, values)) == []
    assert len(posterior(Scored(band, values)).total) == 0
