"""The loops of the aligner, compiled (extra ``fast``): cell by cell, where NumPy goes row by row and block by block.

Each does what the function says that it stands for, in the same order where that matters. Numba keeps what it has
compiled beside this file, or where ``NUMBA_CACHE_DIR`` says. Imported by :mod:`align.alignment.fast` alone.
"""

from __future__ import annotations

from math import exp, inf, log1p

import numpy as np
from numba import njit

__all__ = ["backward", "forward", "sweep"]


@njit(cache=True, inline="always")
def _logadd(x, y):
    if x < y:
        x, y = y, x
    return x if y == -inf else x + log1p(exp(y - x))


@njit(cache=True)
def sweep(values, opening, low, high, starts, sources, targets, value, lone, paired_shape, down, alone_best, going_on):
    """Best paths to all cells of the rows of one part; the last two shapes are (1, 0) and (0, 1)."""
    shapes = len(sources) - 2
    for row in range(len(low)):
        along = -inf  # best path that is alone, and ends in the cell before
        for column in range(low[row], high[row]):
            cell = starts[row] + column - low[row]
            best, chosen = -inf, 0
            if row == 0 and column == low[0]:
                best = 0.0
            for k in range(shapes):
                i, j = row - sources[k], column - targets[k]
                if i >= 0 and low[i] <= j < high[i]:
                    candidate = value[starts[i] + j - low[i]] + values[k, cell]
                    if candidate > best:
                        best, chosen = candidate, k
            paired_shape[cell] = chosen
            above = -inf
            if row and low[row - 1] <= column < high[row - 1]:
                above = lone[starts[row - 1] + column - low[row - 1]] + values[shapes, cell]
            left = along + values[shapes + 1, cell]
            down[cell] = above >= left
            single = max(above, left)
            opened = best + opening
            alone_best[cell] = single > best
            going_on[cell] = single > opened
            value[cell] = max(best, single)
            along = lone[cell] = max(opened, single)


@njit(cache=True)
def forward(values, opening, low, high, starts, sources, targets, value, lone, paired, alone):
    """Sums over all paths to the cells of one part."""
    shapes = len(sources) - 2
    some = np.empty(shapes)
    for row in range(len(low)):
        along = -inf
        for column in range(low[row], high[row]):
            cell = starts[row] + column - low[row]
            top, many = -inf, 0
            for k in range(shapes):
                i, j = row - sources[k], column - targets[k]
                if i >= 0 and low[i] <= j < high[i]:
                    some[many] = value[starts[i] + j - low[i]] + values[k, cell]
                    top = max(top, some[many])
                    many += 1
            here = 0.0 if row == 0 and column == low[0] else -inf
            if top > -inf:
                total = 0.0
                for k in range(many):
                    total += exp(some[k] - top)
                here = top + np.log(total)
            single = along + values[shapes + 1, cell]
            if row and low[row - 1] <= column < high[row - 1]:
                single = _logadd(single, lone[starts[row - 1] + column - low[row - 1]] + values[shapes, cell])
            paired[cell - starts[0]], alone[cell - starts[0]] = here, single
            value[cell] = _logadd(here, single)
            along = lone[cell] = _logadd(here + opening, single)


@njit(cache=True)
def backward(values, opening, low, high, starts, sources, targets, value, lone):
    """Sums over all ways from the cells of one part to its end."""
    shapes = len(sources) - 2
    some = np.empty(shapes)
    last = len(low) - 1
    for row in range(last, -1, -1):
        for column in range(high[row] - 1, low[row] - 1, -1):
            cell = starts[row] + column - low[row]
            top, many = -inf, 0
            for k in range(shapes):
                i, j = row + sources[k], column + targets[k]
                if i <= last and low[i] <= j < high[i]:
                    end = starts[i] + j - low[i]
                    some[many] = value[end] + values[k, end]
                    top = max(top, some[many])
                    many += 1
            here = 0.0 if row == last and column == high[last] - 1 else -inf
            if top > -inf:
                total = 0.0
                for k in range(many):
                    total += exp(some[k] - top)
                here = top + np.log(total)
            single = -inf
            if row < last and low[row + 1] <= column < high[row + 1]:
                end = starts[row + 1] + column - low[row + 1]
                single = lone[end] + values[shapes, end]
            if column + 1 < high[row]:
                single = _logadd(single, lone[cell + 1] + values[shapes + 1, cell + 1])
            value[cell] = _logadd(here, single + opening)
            lone[cell] = _logadd(here, single)
