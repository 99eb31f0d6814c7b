"""Terms in texts. Pure: a :class:`~align.model.Termbase` and a text in, :class:`~align.model.Hit` objects out."""

from align.terms.layers import conflict_notes, layered
from align.terms.matching import TermMatcher

__all__ = ["TermMatcher", "conflict_notes", "layered"]
