"""A unit as the checks see it."""

from __future__ import annotations

from dataclasses import dataclass

from align.model import Issue, Unit
from align.text.normal import letters_and_digits

__all__ = ["Pair", "Place"]


@dataclass(slots=True)
class Pair:
    """A unit with what many checks ask of it first.

    Attributes:
        unit: The unit.
        number: Its place in the bitext, counted from 0.
        position: Its place among the units that have a target.
        source: The source text; empty while the slot is not filled.
        target: The translation.
        target_chars: The characters of the target.
    """

    unit: Unit
    number: int
    position: int
    source: str
    target: str
    target_chars: frozenset[str]
    _source_chars: frozenset[str] | None = None
    _source_key: str | None = None
    _target_key: str | None = None

    @property
    def source_chars(self) -> frozenset[str]:
        """The characters of the source."""
        if self._source_chars is None:
            self._source_chars = frozenset(self.source)
        return self._source_chars

    @property
    def source_key(self) -> str:
        """Letters and digits of the source, by which sources are compared."""
        if self._source_key is None:
            self._source_key = letters_and_digits(self.source)
        return self._source_key

    @property
    def target_key(self) -> str:
        """Letters and digits of the target, by which targets are compared."""
        if self._target_key is None:
            self._target_key = letters_and_digits(self.target)
        return self._target_key

    def issue(
        self,
        rule: str,
        severity: str,
        message: str,
        start: int,
        end: int,
        *,
        fix: str | None = None,
        side: str = "target",
    ) -> Issue:
        """An issue at a span of one side of the unit."""
        return Issue(rule, severity, message, self.unit.id, side, start, end, fix=fix)

    def whole(self, rule: str, severity: str, message: str, *, fix: str | None = None) -> Issue:
        """An issue about the target as a whole."""
        return self.issue(rule, severity, message, 0, len(self.target), fix=fix)


Place = tuple[Pair, int, int]
"""A unit, and the span of something in its target."""
