"""What a rule of the lint sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from align.model import Term, Termbase

__all__ = ["LintContext", "LintRule"]


@dataclass(frozen=True, slots=True)
class LintContext:
    """A termbase to be looked through.

    Attributes:
        termbase: What holds over all layers.
        rows: All terms of all layers, the uppermost first.
        found: By language, the terms (concept, text) that stand in the texts given in it; empty without texts.
    """

    termbase: Termbase
    rows: Sequence[Term]
    found: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)


LintRule = Callable[[LintContext], Iterator[tuple[Term, str]]]
"""A rule: one function from a context to terms, each with what is wrong with it, in any order."""
