"""What NumPy lacks, against what it has."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.arrays import distinct, ranges, transposed


@given(st.lists(st.integers(0, 5) | st.integers(0, 2**63 - 1)))
def test_distinct_values(codes):
    codes = np.array(codes, np.int64)
    values, inverse = distinct(codes)
    expected = np.unique(codes, return_inverse=True)
    assert values.tolist() == expected[0].tolist()
    assert inverse.tolist() == expected[1].tolist()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4))))
def test_ranges(pairs):
    starts, lengths = np.array(pairs, np.int64).reshape(-1, 2).T
    assert ranges(starts, lengths).tolist() == [k for start, length in pairs for k in range(start, start + length)]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8), st.integers(0, 7))
def test_transposed_limits(pairs, columns):
    low, high = (np.sort(np.array(side, np.int64)) for side in (pairs and zip(*pairs, strict=True)) or ([], []))
    high = np.maximum(low, high)
    tops, ends = transposed(low, high, columns)
    for column in range(columns):
        rows = [row for row in range(len(low)) if low[row] <= column < high[row]]
        assert list(range(tops[column], ends[column])) == rows
