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
    number, name = 1, base
    while name.casefold() in taken:
        number += 1
        name = f"{base}-{number}"
    return name
