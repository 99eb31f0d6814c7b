"""The search against all paths of small tables, and against dynamic programmes over dictionaries."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.band import Band, Part
from align.alignment.search import best_path, pack, posterior, predecessors, successors
from align.alignment.weights import SHAPES
from tests.alignment.bands import all_paths, cells_of, parts, points, ragged, score_of, scored


@st.composite
def drawn_around(draw):
    """A band of the usual making."""
    some = draw(parts(size=14))
    return Band.around(some, [draw(points(part)) for part in some], draw(st.integers(1, 5)))


def logsum(values):
    """The logarithm of a sum, from logarithms."""
    top = max(values, default=-math.inf)
    return top if top == -math.inf else top + math.log(sum(math.exp(x - top) for x in values))


def tables(band, values, join):
    """For each cell what ``join`` makes of all ways to it, and of all ways from it."""
    cells = cells_of(band)
    to, of = {}, {}
    for cell in sorted(cells):
        part, i, j = cell
        ways = [
            to[part, i - m, j - n] + float(values[k, cells[cell]])
            for k, (m, n) in enumerate(SHAPES)
            if (part, i - m, j - n) in cells
        ]
        to[cell] = 0.0 if (i, j) == (band.parts[part].i, band.parts[part].j) else join(ways)
    for cell in sorted(cells, reverse=True):
        part, i, j = cell
        ways = [
            of[after] + float(values[k, cells[after]])
            for k, (m, n) in enumerate(SHAPES)
            if (after := (part, i + m, j + n)) in cells
        ]
        of[cell] = 0.0 if (i, j) == (band.parts[part].i_end, band.parts[part].j_end) else join(ways)
    return cells, to, of


def checked(band, values):
    """The best paths and what they score, after a look at whether they are paths."""
    cells = cells_of(band)
    found = []
    for number, path in enumerate(best_path(band, values)):
        part = band.parts[number]
        assert path[0].tolist() == [part.i, part.j]
        assert path[-1].tolist() == [part.i_end, part.j_end]
        assert set(map(tuple, np.diff(path, axis=0).tolist())) <= set(SHAPES)
        assert all((number, i, j) in cells for i, j in path.tolist())
        found.append(score_of([(i, j) for i, j in path.tolist()], number, cells, values))
    assert len(found) == len(band.parts)
    return found


@settings(max_examples=60)
@given(scored(ragged(size=3)))
def test_the_best_of_all_paths(drawn):
    band, values = drawn
    cells = cells_of(band)
    for number, score in enumerate(checked(band, values)):
        best = max(score_of(path, number, cells, values) for path in all_paths(band, number, cells))
        assert score == pytest.approx(best, abs=1e-6)


@settings(max_examples=60)
@given(scored(ragged(size=3)))
def test_posteriors_are_sums_over_all_paths(drawn):
    band, values = drawn
    cells = cells_of(band)
    sums = posterior(band, values)
    expected = np.zeros(band.cells)
    for number in range(len(band.parts)):
        paths = list(all_paths(band, number, cells))
        logs = [score_of(path, number, cells, values) for path in paths]
        total = logsum(logs)
        assert sums.total[number] == pytest.approx(total, abs=1e-6)
        for path, log in zip(paths, logs, strict=True):
            for i, j in path:
                expected[cells[number, i, j]] += math.exp(log - total)
    assert sums.cells == pytest.approx(expected, abs=1e-6)


@settings(max_examples=40)
@given(scored(st.one_of(drawn_around(), ragged(size=9))))
def test_the_best_path_as_by_a_dictionary(drawn):
    band, values = drawn
    _, to, _ = tables(band, values, lambda ways: max(ways, default=-math.inf))
    for number, score in enumerate(checked(band, values)):
        part = band.parts[number]
        assert score == pytest.approx(to[number, part.i_end, part.j_end], abs=1e-5)


@settings(max_examples=40)
@given(scored(st.one_of(drawn_around(), ragged(size=9))))
def test_posteriors_as_by_a_dictionary(drawn):
    band, values = drawn
    cells, to, of = tables(band, values, logsum)
    sums = posterior(band, values)
    assert sums.forward == pytest.approx(np.array([to[cell] for cell in cells]), abs=1e-5)
    assert sums.backward == pytest.approx(np.array([of[cell] for cell in cells]), abs=1e-5)
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
    assert best_path(band, values)[0].tolist() == path.tolist()
    assert posterior(band, values).cells[at] == pytest.approx(1, abs=1e-3)


def test_no_parts():
    band = Band.around([], [], 1)
    values = np.zeros((len(SHAPES), 1), np.float32)
    assert best_path(band, values) == []
    assert len(posterior(band, values).total) == 0


@given(ragged())
def test_pack_takes_the_cells_out_of_a_rectangle(band):
    if not band.parts:
        return
    rows = slice(0, len(band.low))
    wide = int(band.high.max()) + 1
    values = np.arange(2 * rows.stop * wide, dtype=np.float32).reshape(2, rows.stop, wide)
    expected = [
        [values[k, row, j] for row in range(rows.stop) for j in range(band.low[row], band.high[row])] for k in range(2)
    ]
    assert pack(band, rows, values, 0).tolist() == expected
