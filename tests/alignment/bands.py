"""Bands for the tests of this folder, and slow and obvious ways to walk through them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from align.alignment.band import Band, Part
from align.alignment.search import Scored
from align.alignment.weights import SHAPES

Cell = tuple[int, int, int]  # part, i, j


@st.composite
def parts(draw: st.DrawFn, most: int = 3, size: int = 6) -> list[Part]:
    """Parts that follow one another; sides may be empty."""
    i = j = 0
    found = []
    for n, m in draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, size)), max_size=most)):
        found.append(Part(i, i + n, j, j + m))
        i, j = i + n, j + m
    return found


@st.composite
def points(draw: st.DrawFn, part: Part) -> np.ndarray:
    """Some cells of a part, ascending on both sides."""
    sides = (st.integers(part.i, part.i_end), st.integers(part.j, part.j_end))
    many = draw(st.integers(0, 5))
    i, j = (sorted(draw(st.lists(side, min_size=many, max_size=many))) for side in sides)
    return np.array(list(zip(i, j, strict=True)), np.int64).reshape(-1, 2)


@st.composite
def ragged(draw: st.DrawFn, size: int = 5) -> Band:
    """A band whose rows begin and end anywhere, as long as a path gets through."""
    found = draw(parts(size=size))
    low: list[int] = []
    high: list[int] = []
    first = [0]
    for part in found:
        start, end = part.j, part.j
        rows = part.i_end - part.i
        for row in range(rows + 1):
            start = draw(st.integers(start, end)) if row else part.j
            end = part.j_end if row == rows else draw(st.integers(max(start, end), part.j_end))
            low.append(start)
            high.append(end + 1)
        first.append(len(low))
    lows, highs = np.array(low, np.int64), np.array(high, np.int64)
    starts = np.concatenate([[0], np.cumsum(highs - lows)]).astype(np.int64)
    return Band(tuple(found), np.array(first, np.int64), lows, highs, starts)


@st.composite
def scored_bands(draw: st.DrawFn, bands: st.SearchStrategy[Band]) -> Scored:
    """A band with random scores of its beads."""
    band = draw(bands)
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    values = random.normal(-1, 2, (len(SHAPES), band.cells + 1)).astype(np.float32)
    values[:, -1] = -np.inf
    return Scored(band, values, draw(st.sampled_from([0.0, -3.0, 1.5])))


def cells_of(band: Band) -> dict[Cell, int]:
    """The numbers of all cells."""
    found: dict[Cell, int] = {}
    for number, part in enumerate(band.parts):
        for i in range(part.i, part.i_end + 1):
            row = int(band.first[number]) + i - part.i
            for j in range(int(band.low[row]), int(band.high[row])):
                found[number, i, j] = len(found)
    return found


def all_paths(band: Band, part: int, cells: dict[Cell, int]) -> Iterator[list[tuple[int, int]]]:
    """Each way through a part, as the cells it passes."""
    here = band.parts[part]

    def onward(path: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
        i, j = path[-1]
        if (i, j) == (here.i_end, here.j_end):
            yield path
        for m, n in SHAPES:
            if (part, i + m, j + n) in cells:
                yield from onward([*path, (i + m, j + n)])

    yield from onward([(here.i, here.j)])


def score_of(path: list[tuple[int, int]], part: int, cells: dict[Cell, int], scored: Scored) -> float:
    """What the beads of a path score together."""
    total, alone = 0.0, False
    for (i, j), (i_end, j_end) in pairwise(path):
        total += float(scored.values[SHAPES.index((i_end - i, j_end - j)), cells[part, i_end, j_end]])
        if i == i_end or j == j_end:
            total += 0.0 if alone else scored.opening
            alone = True
        else:
            alone = False
    return total
