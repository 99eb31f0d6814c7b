"""The profile of lengths: how long the texts of each unit are, and which units are out of proportion."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import ClassVar, Final

from align.model import Bitext
from align.pictures.series import Table, counted, ranges

__all__ = ["FACTOR", "Lengths", "lengths_of"]

FACTOR: Final = 2.0
"""A unit is out of proportion if its target is so many times longer or shorter than is usual in the bitext."""
_ROWS: Final = 20


@dataclass(frozen=True, slots=True)
class Lengths:
    """A profile.

    Attributes:
        sources: Code points of each unit's source, 0 where it is missing.
        targets: Likewise of its target.
        proportions: Target length by source length, or None where a side is empty or the source is that of several
            units together.
        source_lang: BCP 47 tag.
        target_lang: Likewise.
    """

    kind: ClassVar[str] = "lengths"
    title: ClassVar[str] = "Lengths"

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    proportions: tuple[float | None, ...]
    source_lang: str
    target_lang: str

    @property
    def usual(self) -> float | None:
        """The median of the proportions, or None where there is none."""
        known = [proportion for proportion in self.proportions if proportion is not None]
        return median(known) if known else None

    @property
    def relative(self) -> tuple[float | None, ...]:
        """The proportions by the usual one."""
        usual = self.usual
        return tuple(None if value is None or usual is None else value / usual for value in self.proportions)

    @property
    def unusual(self) -> tuple[int, ...]:
        """The places of the units that are out of proportion, counted from 0."""
        return tuple(
            place
            for place, value in enumerate(self.relative)
            if value is not None and not 1 / FACTOR <= value <= FACTOR
        )

    @property
    def summary(self) -> str:
        """What it shows, with numbers."""
        told = (
            f"{counted(len(self.targets), 'unit')}; {sum(self.sources):,} source characters and"
            f" {sum(self.targets):,} target characters."
        )
        usual = self.usual
        if usual is None:
            return told
        many = len(self.unusual)
        return (
            f"{told} A target is usually {usual:.2f} times as long as its source;"
            f" {counted(many, 'unit')} {'is' if many == 1 else 'are'} less than half or more than twice that."
        )

    @property
    def table(self) -> Table:
        """Stretches of the bitext, and how long they are."""
        unusual = set(self.unusual)
        rows = [
            (
                f"{part.start + 1:,}–{part.stop:,}" if len(part) > 1 else f"{part.stop:,}",
                f"{sum(self.sources[part.start : part.stop]):,}",
                f"{sum(self.targets[part.start : part.stop]):,}",
                f"{sum(place in unusual for place in part):,}",
            )
            for part in ranges(len(self.targets), _ROWS)
        ]
        return Table(("units", "source characters", "target characters", "out of proportion"), tuple(rows))


def lengths_of(bitext: Bitext) -> Lengths:
    """The lengths of the units of a bitext."""
    return Lengths(
        tuple(len(unit.source) for unit in bitext.units),
        tuple(len(unit.target) for unit in bitext.units),
        tuple(
            len(unit.target) / len(unit.source) if unit.source and unit.target and not unit.shares_source else None
            for unit in bitext.units
        ),
        bitext.source_lang,
        bitext.target_lang,
    )
