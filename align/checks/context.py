"""What every check is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from align.model import Bitext, Hit, Issue, Termbase, Unit

__all__ = ["Check", "Context", "places"]


@dataclass(frozen=True, slots=True)
class Context:
    """A bitext with the terms found in it.

    Attributes:
        bitext: What is checked. A monolingual text is a bitext whose slots are all empty.
        termbase: The terms in force.
        target_hits: The hits in the target of each unit, in the order of the units.
    """

    bitext: Bitext
    termbase: Termbase
    target_hits: Sequence[Sequence[Hit]]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of the bitext."""
        return self.bitext.units


Check = Callable[[Context], Iterator[Issue]]
"""A check: one function from a context to issues, in any order."""


def places(units: Sequence[Unit]) -> str:
    """Where units stand, for a message: ``line 11``, ``lines 11 and 16``, or by id where there are no lines."""
    lined = all(unit.line for unit in units)
    names = list(dict.fromkeys(str(unit.line) if lined else unit.id for unit in units))
    word = ("line" if lined else "unit") + ("s" if len(names) > 1 else "")
    return f"{word} {' and '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}"
