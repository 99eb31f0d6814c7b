"""How sure it is that an original was found: more of any evidence makes it surer, and every bead gets its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.certainty import FEATURES, block_spans, certainties, features
from align.alignment.passages import Passage
from align.alignment.windows import Said
from align.model import Alignment, Bead

UNITS = 9
SPANS = block_spans(frozenset({0, 4}), UNITS)


def passage(evidence=12.0, said=2.0, unit=4, many=3):
    """A passage of as many sentences as units; every window says the same of each."""
    here = [np.full(max(0, many - size), said) for size in range(3)]
    return Passage(0, 10, 10 + many, unit, unit + many, (Said(here, [x + 1 for x in here]),) * many, evidence)


def alignment(*scores):
    return Alignment(tuple(Bead((k,), (k,), score) for k, score in enumerate(scores)), "lexical")


def test_a_row_a_bead_with_both_sides():
    found = Alignment((Bead((0,), (), 0.9), Bead((1,), (0, 1), 0.8), Bead((), (2,), 0.7)), "lexical")
    rows = features(passage(), found, SPANS)
    assert rows.shape == (1, len(FEATURES))
    told = dict(zip(FEATURES, rows[0], strict=True))
    assert told["bead"] == pytest.approx(np.log(4))
    assert told["passage"] == pytest.approx(np.log(13))
    assert told["covered"] == pytest.approx(3 / 5)
    assert told["own"] == pytest.approx(3)  # as parts of what several units translate
    assert told["neighbours"] == pytest.approx(3)  # each has the other


@given(st.frozensets(st.integers(0, 12)), st.integers(0, 9))
def test_the_block_of_each_unit(blocks, units):
    """From the last beginning at or before it to the next one behind it."""
    for unit, (begin, end) in enumerate(found := block_spans(blocks, units)):
        assert begin == next((k for k in range(unit, 0, -1) if k in blocks), 0)
        assert end == next((k for k in range(unit + 1, units) if k in blocks), units)
    assert len(found) == units


def test_nothing_found_is_no_rows():
    assert certainties(passage(), Alignment((), "lexical"), SPANS) == []


scores = st.floats(0, 1)
nats = st.floats(-20, 60)


@given(st.lists(scores, min_size=3, max_size=3), nats, nats)
def test_it_is_a_probability(found, evidence, said):
    for sure in certainties(passage(evidence, said), alignment(*found), SPANS):
        assert 0 < sure < 1


@given(scores, scores, nats, nats)
def test_a_surer_bead_and_more_that_is_said_are_surer(one, other, said, more):
    low, high = sorted((one, other))
    assert certainties(passage(), alignment(low), SPANS) <= certainties(passage(), alignment(high), SPANS)
    less, most = sorted((said, more))
    found = [certainties(passage(said=value), alignment(0.5), SPANS) for value in (less, most)]
    assert found[0] <= found[1]


def test_a_passage_that_fills_its_block_is_surer():
    part = certainties(passage(), alignment(0.6), SPANS)
    whole = certainties(replace(passage(), unit=4), alignment(0.6), block_spans(frozenset({0, 4, 7}), UNITS))
    assert part < whole


def test_a_passage_with_more_evidence_is_surer():
    found = [certainties(passage(evidence), alignment(0.6, 0.6, 0.6), SPANS)[1] for evidence in (0, 3, 12, 40)]
    assert found == sorted(found)
