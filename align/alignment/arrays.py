"""Small things that NumPy lacks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["distinct", "distinct_pairs", "prefix", "ranges", "transposed"]

Ints = NDArray[np.int64]


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """``range(start, start + length)`` of each pair, one behind the other."""
    found: Ints = np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    return found


def prefix(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """Sums of all that stands before each place, along the first axis."""
    sums = np.zeros((len(values) + 1, *values.shape[1:]))
    np.cumsum(values, axis=0, out=sums[1:])
    return sums


def distinct(codes: Ints) -> tuple[Ints, Ints]:
    """The different values of an array in order, and the place of each value among them; as by ``numpy.unique``.

    Args:
        codes: Numbers >= 0. Small ones are many times faster: those that leave room for a place in 63 bits.
    """
    bits = len(codes).bit_length()
    if not len(codes) or int(codes.max()).bit_length() + bits > 63:
        values, inverse = np.unique(codes, return_inverse=True)
        return values, inverse
    # To sort numbers is much faster than to sort places by them.
    order = np.sort(codes << bits | np.arange(len(codes)))
    values, places = order >> bits, order & ((1 << bits) - 1)
    new = np.diff(values, prepend=-1) > 0
    inverse = np.empty(len(codes), np.int64)
    inverse[places] = np.cumsum(new) - 1
    return values[new], inverse


def distinct_pairs(firsts: Ints, seconds: Ints) -> tuple[Ints, Ints, Ints]:
    """The different pairs of two arrays of numbers >= 0, in order, and the place of each pair among them."""
    width = int(seconds.max(initial=0)) + 1
    codes, place = distinct(firsts * width + seconds)
    return *np.divmod(codes, width), place


def transposed(low: Ints, high: Ints, columns: int) -> tuple[Ints, Ints]:
    """The rows of each of so many columns, from the columns of each row; both half-open, none falling."""
    places = np.arange(columns)
    return np.searchsorted(high, places, "right"), np.searchsorted(low, places, "right")
