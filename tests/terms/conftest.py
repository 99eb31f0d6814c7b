"""What the tests of the terms share."""

from __future__ import annotations

import pytest

from align.model import Term
from align.terms import TermMatcher


@pytest.fixture
def find():
    """``find(text, "AGI", Term(...), lang="en", nested=False)``: the hits, each as its stretch of the text.

    A term given as a string is matched in any letter case.
    """

    def hits(text: str, *terms: str | Term, lang: str = "en", nested: bool = False) -> list[str]:
        made = [t if isinstance(t, Term) else Term(f"c{n}", lang, t) for n, t in enumerate(terms)]
        found = TermMatcher(made, lang).find(text, nested=nested)
        assert all(text[hit.start : hit.end] == hit.text for hit in found)
        return [hit.text for hit in found]

    return hits
