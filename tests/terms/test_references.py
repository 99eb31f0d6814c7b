"""References from concept to concept in notes."""

import pytest

from align.model import Term
from align.terms.references import references, related


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("see: AI", [("see", "AI")]),
        ("See also: AI, large-language-model.", [("see", "AI"), ("see", "large-language-model")]),
        ("Narrower than the Chinese; see: AI; use: AGI", [("see", "AI"), ("use", "AGI")]),
        ("Old.\nuse: 36Kr", [("use", "36Kr")]),
        ("旧。use：人工智能、AI", [("use", "人工智能"), ("use", "AI")]),
        ("They foresee: nothing", []),
        ("we see: this is no reference", []),
        ("see AI", []),
        ("see:", []),
        ("", []),
    ],
)
def test_references(note, found):
    assert list(references(note)) == found


def test_one_of_two_is_enough_to_be_related():
    one, other = Term("a", "en", "x", note="see: b"), Term("b", "en", "x")
    assert related(one, other)
    assert related(other, one)
    assert not related(other, Term("c", "en", "x"))
