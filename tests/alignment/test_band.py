"""The band: paths get through it, it holds what it is drawn around, and cells are numbered without gaps."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.band import Band, Part
from tests.alignment.bands import cells_of, parts, points, ragged


@st.composite
def around(draw):
    """Parts, points and width, and the band around them."""
    some = draw(parts())
    cells = [draw(points(part)) for part in some]
    width = draw(st.integers(1, 4))
    return some, cells, width, Band.around(some, cells, width)


def holds(band, part, cells):
    """Whether a band holds all of some cells of a part."""
    i, j = np.array(cells, np.int64).reshape(-1, 2).T
    return bool((band.cells_at(part, i, j) >= 0).all())


@given(around())
def test_rows_are_those_of_the_parts_and_corners_lie_inside(drawn):
    some, _, _, band = drawn
    assert [len(band.rows_of(k)) for k in range(len(some))] == [part.i_end - part.i + 1 for part in some]
    assert len(band.low) == len(band.high) == band.first[-1] == len(band.starts) - 1
    for number, part in enumerate(some):
        assert holds(band, number, [(part.i, part.j), (part.i_end, part.j_end)])
        rows = band.rows_of(number)
        assert band.low[rows.start] == part.j
        assert band.high[rows.stop - 1] == part.j_end + 1
        assert all(part.j <= band.low[row] < band.high[row] <= part.j_end + 1 for row in rows)


@given(around())
def test_limits_grow_and_neighbouring_rows_share_a_column(drawn):
    some, _, _, band = drawn
    for number in range(len(some)):
        for row, after in pairwise(band.rows_of(number)):
            assert band.low[row] <= band.low[after] < band.high[row] <= band.high[after]


@given(around())
def test_the_points_and_their_neighbours_lie_inside(drawn):
    some, cells, width, band = drawn
    for number, (part, path) in enumerate(zip(some, cells, strict=True)):
        for i, j in path.tolist():
            near = [(i, x) for x in range(j - width, j + width + 1) if part.j <= x <= part.j_end]
            assert holds(band, number, near)


@given(around())
def test_columns_that_the_path_runs_along_lie_inside(drawn):
    some, cells, _, band = drawn
    for number, (part, path) in enumerate(zip(some, cells, strict=True)):
        ends = [(part.i, part.j), *map(tuple, path.tolist()), (part.i_end, part.j_end)]
        for (i, j), (i_end, j_end) in pairwise(ends):
            if i == i_end:
                assert holds(band, number, [(i, x) for x in range(j, j_end + 1)])


@given(st.one_of(around().map(lambda drawn: drawn[-1]), ragged()))
def test_cells_are_numbered_row_by_row_and_others_have_no_number(band):
    cells = cells_of(band)
    assert band.cells == len(cells)
    i, j = (x.ravel() for x in np.mgrid[-2:22, -2:22])
    for number in range(len(band.parts)):
        expected = [cells.get((number, a, b), -1) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
        assert band.cells_at(number, i, j).tolist() == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part(0, 0, 0, 0), [(0, 1)]),
        (Part(0, 0, 0, 9), [(0, 10)]),
        (Part(0, 4, 0, 0), [(0, 1)] * 5),
        (Part(7, 7, 3, 5), [(3, 6)]),
    ],
)
def test_empty_sides(part, expected):
    band = Band.around([part], [np.zeros((0, 2), np.int64)], 1)
    assert list(zip(band.low.tolist(), band.high.tolist(), strict=True)) == expected


def test_no_parts_are_no_cells():
    band = Band.around([], [], 3)
    assert (band.cells, len(band.low), band.parts) == (0, 0, ())


def test_where_something_is_missing_all_ways_lie_inside():
    # 60 sources stand against 20 targets, and elsewhere 20 against 60: which are left alone is not known.
    part = Part(0, 120, 0, 120)
    band = Band.around([part], [np.array([[20, 20], [80, 40], [100, 100]])], 2)
    one_first = [(i, 20) for i in range(20, 61)] + [(60 + k, 20 + k) for k in range(21)]
    one_last = [(20 + k, 20 + k) for k in range(21)] + [(i, 40) for i in range(40, 81)]
    other_first = [(80, j) for j in range(40, 81)] + [(80 + k, 80 + k) for k in range(21)]
    other_last = [(80 + k, 40 + k) for k in range(21)] + [(100, j) for j in range(60, 101)]
    for way in (one_first, one_last, other_first, other_last):
        assert holds(band, 0, way)


def test_a_band_stays_narrow_where_points_are_dense():
    part = Part(0, 1000, 0, 1000)
    band = Band.around([part], [np.stack([np.arange(0, 1001, 5)] * 2, axis=1)], 10)
    assert int((band.high - band.low).max()) <= 2 * 10 + 1 + 2
