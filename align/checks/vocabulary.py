"""The words of a document, and what is counted of some of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from align.checks.context import Context, Mark, Place, Survey, marked

__all__ = ["Tally", "Vocabulary", "rarer_first", "two_words"]


class Vocabulary(Survey):
    """The words of the targets as they are written, in the order in which they come first."""

    def __init__(self) -> None:
        self.words: dict[str, None] = {}

    def see(self, context: Context) -> None:
        """Take in the next stretch."""
        self.words.update(dict.fromkeys(context.words))


@dataclass(slots=True)
class Tally:
    """How often something stands in a document, and where first.

    Attributes:
        position: Of the first unit, among those that have a target.
        unit: That unit, for messages.
        text: How it is written there.
        count: How often.
    """

    position: int
    unit: Mark
    text: str
    count: int = 0

    @classmethod
    def of(cls, place: Place) -> Self:
        """A tally that begins at a place."""
        pair, start, end = place
        return cls(pair.position, marked(pair.unit), pair.target[start:end])


def rarer_first(tally: Tally) -> tuple[int, int]:
    """Sorts the rarer first, and of those that are as frequent the later."""
    return tally.count, -tally.position


def two_words(forms: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Those of some forms that are two words."""
    return frozenset((one, other) for form in forms for one, space, other in [form.partition(" ")] if space)
