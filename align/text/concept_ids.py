"""Names for concepts that a file gives none."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from align.model import Term
from align.text.tags import primary

__all__ = ["name_for"]

_NO_ID: Final = re.compile(r"[\s,;#\"]+")


def name_for(terms: Sequence[Term], taken: Container[str]) -> str:
    """A name for the concept of some terms: its first English term, else the first, with a number if it is taken.

    Args:
        terms: One term at least.
        taken: Names that others have, case folded.
    """
    english = next((term.text for term in terms if primary(term.lang) == "en"), terms[0].text)
    base = _NO_ID.sub("-", english).strip("-") or "term"
    if base.casefold() not in taken:
        return base
    # Of numbers that are taken up to some place the next is found without trying all.
    low, high = 1, 2
    while f"{base}-{high}".casefold() in taken:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if f"{base}-{middle}".casefold() in taken:
            low = middle
        else:
            high = middle
    return f"{base}-{high}"
