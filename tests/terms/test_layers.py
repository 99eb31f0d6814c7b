"""Termbases as layers: what the upper one says holds, and contradictions are told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.model import TERM_STATUSES, Term, Termbase
from align.terms import layered


def term(text: str, status: str = "preferred", path: str = "", **more: str) -> Term:
    return Term("AGI", "en", text, status, path=path, line=2, **more)


def held(*layers: list[Term]) -> list[tuple[str, str]]:
    return [(t.text, t.status) for t in layered(layers).terms]


def told(*layers: list[Term]) -> list[str]:
    return [conflict.message for conflict in layered(layers).conflicts]


def test_layers_that_agree_are_one_termbase():
    upper, lower = [term("AGI", "admitted")], [term("artificial general intelligence"), term("AGI", "admitted")]
    assert held(upper, lower) == [("AGI", "admitted"), ("artificial general intelligence", "preferred")]
    assert told(upper, lower) == []


def test_the_upper_layer_chooses_the_preferred_term():
    upper, lower = [term("human-level AI", path="p.csv")], [term("artificial general intelligence", path="d.csv")]
    assert held(upper, lower) == [("human-level AI", "preferred"), ("artificial general intelligence", "admitted")]
    assert told(upper, lower) == [
        'AGI, en: "human-level AI" is preferred in p.csv:2 and "artificial general intelligence" here'
    ]


def test_the_upper_layer_chooses_status_and_case():
    upper, lower = [term("AGI", "deprecated", "p.csv", case="exact")], [term("AGI", "admitted", "d.csv")]
    assert held(upper, lower) == [("AGI", "deprecated")]
    assert told(upper, lower) == [
        'AGI, en, "AGI": status is deprecated in p.csv:2 and admitted here; case is exact in p.csv:2 and any here'
    ]


def test_what_the_upper_layer_leaves_empty_comes_from_below():
    upper, lower = [term("AGI", note="ours")], [term("AGI", note="theirs", definition="A machine.", pos="noun")]
    (found,) = layered([upper, lower]).terms
    assert (found.note, found.definition, found.pos) == ("ours", "A machine.", "noun")
    assert told(upper, lower) == []


def test_three_layers_are_told_by_what_their_files_say():
    project, domain, general = [term("A", path="p")], [term("B", path="d")], [term("B", path="g")]
    assert held(project, domain, general) == [("A", "preferred"), ("B", "admitted")]
    assert told(project, domain, general) == [
        'AGI, en: "A" is preferred in p:2 and "B" here',
        'AGI, en: "A" is preferred in p:2 and "B" here',
    ]
    assert told(domain, general) == []


def test_two_preferred_terms_of_one_layer_are_no_matter_of_layers():
    assert told([term("A"), term("B")]) == []


terms = st.builds(
    Term,
    st.sampled_from(("a", "b")),
    st.sampled_from(("en", "zh")),
    st.sampled_from(("x", "y", "z")),
    st.sampled_from(TERM_STATUSES),
)
layers = st.lists(st.lists(terms, max_size=6, unique_by=lambda t: (t.concept, t.lang, t.text)), max_size=4)


@given(st.lists(terms, unique_by=lambda t: (t.concept, t.lang, t.text)))
def test_one_layer_is_taken_as_it_stands(rows):
    assert layered([rows]) == Termbase.from_terms(rows)


@given(layers)
def test_every_term_is_held_once_and_none_is_preferred_against_an_upper_layer(found):
    whole = layered(found)
    keys = [(t.concept, t.lang, t.text) for t in whole.terms]
    assert len(keys) == len(set(keys))
    assert set(keys) == {(t.concept, t.lang, t.text) for layer in found for t in layer}
    first = {}
    for number, layer in enumerate(found):
        for t in layer:
            first.setdefault((t.concept, t.lang, t.text), (number, t.status))
    for concept in whole.concepts:
        for lang in ("en", "zh"):
            chosen = [t for t in concept.terms if t.lang == lang and t.status == "preferred"]
            assert len({first[t.concept, t.lang, t.text][0] for t in chosen}) <= 1
