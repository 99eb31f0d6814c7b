"""Documents and batches: nothing is lost, nothing stands twice, and batches cost about the same."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from align.corpus.planning import Entry, batch_cost, batches

COSTS = st.lists(st.tuples(st.integers(1, 3000), st.sampled_from(["de", "fr"])), max_size=60)


def entries(langs):
    return [Entry(str(number), "s", "t", lang, "en") for number, lang in enumerate(langs)]


@given(COSTS, st.integers(1, 5000))
def test_every_document_is_in_one_batch_and_batches_cost_the_same(documents, most):
    costs, known = [cost for cost, _ in documents], entries(lang for _, lang in documents)
    found = batches(known, costs, most)
    assert [place for batch in found for place in batch] == list(range(len(documents)))
    total = {batch: sum(costs[batch.start : batch.stop]) for batch in found}
    langs = {batch: {known[place].source_lang for place in batch} for batch in found}
    assert all(len(batch) >= 1 and len(langs[batch]) == 1 for batch in found)
    assert all(total[batch] <= most or len(batch) == 1 for batch in found)
    for one, other in pairwise(found):
        assert langs[one] != langs[other] or total[one] + costs[other.start] > most


@given(COSTS, st.integers(1, 5000))
def test_what_stands_behind_does_not_move_what_stands_before(documents, most):
    costs, known = [cost for cost, _ in documents], entries(lang for _, lang in documents)
    half = len(known) // 2
    assert (
        batches(known, costs, most)[: max(len(batches(known[:half], costs[:half], most)) - 1, 0)]
        == batches(known[:half], costs[:half], most)[:-1]
    )


@given(st.lists(st.integers(1, 10**9), max_size=20))
def test_a_small_corpus_has_small_batches_and_a_large_one_no_larger_than_a_megabyte(costs):
    assert 128 * 1024 <= batch_cost(costs) <= 1024 * 1024
