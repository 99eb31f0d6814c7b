"""Names for concepts without one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.model import Term
from align.text.concept_ids import name_for


def test_a_concept_is_named_by_its_first_english_term():
    terms = [Term("", "de", "Maschinelles Lernen"), Term("", "en-GB", "machine learning"), Term("", "en", "ML")]
    assert name_for(terms, set()) == "machine-learning"
    assert name_for(terms[:1], set()) == "Maschinelles-Lernen"
    assert name_for([Term("", "en", '"#;')], set()) == "term"


@given(st.integers(0, 50))
def test_names_are_numbered_in_their_order(count):
    taken: set[str] = set()
    names = []
    for _ in range(count):
        names.append(name_for([Term("", "en", "AI")], taken))
        taken.add(names[-1].casefold())
    assert names == ["AI", *(f"AI-{number}" for number in range(2, count + 1))][:count]


@given(st.sets(st.sampled_from(["ai", *(f"ai-{number}" for number in range(1, 12))])))
def test_a_name_that_is_taken_is_never_given(taken):
    assert name_for([Term("", "en", "AI")], taken).casefold() not in taken
