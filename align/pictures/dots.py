"""The alignment as a dot plot: where each bead stands in both texts, and how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from align.model import Alignment, Bead, Bitext
from align.pictures.series import Table, counted, share

__all__ = ["CONFIDENCES", "EDGE", "Box", "Dots", "dots_of_alignment", "dots_of_bitext"]

SURE: Final = 0.9
DOUBTFUL: Final = 0.5
CONFIDENCES: Final = ("sure", "likely", "doubtful", "not scored", "one side empty")
"""How sure a bead is: a score of at least 0.9; at least 0.5; less; none; or it has an empty side."""
EDGE: Final = 0.01
"""What is left free on each side of the plot, as a share of the size of the texts."""
_LIMITS: Final = {
    "sure": f"score {SURE} or more",
    "likely": f"score {DOUBTFUL} to {SURE}",
    "doubtful": f"score below {DOUBTFUL}",
}


class Box(NamedTuple):
    """A bead as a box in the plane of both texts.

    Attributes:
        source: Where it begins and ends in the source; equal where it has none.
        target: Likewise in the target.
        score: Confidence in [0, 1], or None.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    score: float | None

    @property
    def confidence(self) -> str:
        """One of :data:`CONFIDENCES`."""
        if self.source[0] == self.source[1] or self.target[0] == self.target[1]:
            return "one side empty"
        if self.score is None:
            return "not scored"
        return "sure" if self.score >= SURE else "likely" if self.score >= DOUBTFUL else "doubtful"


@dataclass(frozen=True, slots=True)
class Dots:
    """A dot plot.

    Attributes:
        boxes: One a bead, in the order of the alignment.
        measure: What the axes count: ``characters`` or ``sentences``.
        noun: What a box stands for: ``unit`` or ``bead``.
        source_lang: BCP 47 tag, or empty.
        target_lang: Likewise.
    """

    kind: ClassVar[str] = "alignment"
    title: ClassVar[str] = "Alignment"

    boxes: tuple[Box, ...]
    measure: str
    noun: str
    source_lang: str = ""
    target_lang: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """How long the source and the target are."""
        return (
            max((box.source[1] for box in self.boxes), default=0),
            max((box.target[1] for box in self.boxes), default=0),
        )

    def nearest(self, across: float, up: float) -> int:
        """The number, from 0, of the box that is nearest to a place in the plot.

        Args:
            across: The place, as a share of the width of the plot, its edge included; it counts from the left.
            up: Likewise of the height, from below.

        Raises:
            ValueError: There are no boxes.
        """
        sizes = [size or 1 for size in self.size]
        point = [(share * (1 + 2 * EDGE) - EDGE) * size for share, size in zip((across, up), sizes, strict=True)]

        def distance(number: int) -> float:
            spans = zip(point, self.boxes[number][:2], sizes, strict=True)
            return sum((max(start - at, at - end, 0) / size) ** 2 for at, (start, end), size in spans)

        return min(range(len(self.boxes)), key=distance)

    @property
    def counts(self) -> dict[str, int]:
        """How many boxes there are of each of :data:`CONFIDENCES`; those that do not come up are left out."""
        found = Counter(box.confidence for box in self.boxes)
        return {name: found[name] for name in CONFIDENCES if found[name]}

    @property
    def summary(self) -> str:
        """What it shows, with numbers."""
        source, target = self.size
        told = ", ".join(f"{number:,} {name}" for name, number in self.counts.items())
        return (
            f"{counted(len(self.boxes), self.noun)} over {source:,} source and {target:,} target {self.measure}"
            f"{f': {told}' if told else ''}."
        )

    @property
    def table(self) -> Table:
        """How many there are of each confidence."""
        rows = [
            (name, _LIMITS.get(name, ""), f"{number:,}", share(number, len(self.boxes)))
            for name, number in self.counts.items()
        ]
        return Table(("confidence", "meaning", f"{self.noun}s", "share"), tuple(rows))


def dots_of_bitext(bitext: Bitext) -> Dots:
    """The units in the order that they stand in; they are as long as their texts, in code points."""
    return Dots(tuple(_in_a_row(bitext)), "characters", "unit", bitext.source_lang, bitext.target_lang)


def _in_a_row(bitext: Bitext) -> Iterator[Box]:
    source = target = 0
    for unit in bitext.units:
        ends = source + len(unit.source), target + len(unit.target)
        yield Box((source, ends[0]), (target, ends[1]), unit.score)
        source, target = ends


def dots_of_alignment(alignment: Alignment) -> Dots:
    """The beads where their sentences stand, counted from 0; one with an empty side where the bead before it ends."""
    return Dots(tuple(_where_they_stand(alignment.beads)), "sentences", "bead")


def _where_they_stand(beads: Iterable[Bead]) -> Iterator[Box]:
    source = target = 0
    for bead in beads:
        box = Box(_span(bead.source, source), _span(bead.target, target), bead.score)
        source, target = box.source[1], box.target[1]
        yield box


def _span(indices: tuple[int, ...], empty: int) -> tuple[int, int]:
    return (min(indices), max(indices) + 1) if indices else (empty, empty)
