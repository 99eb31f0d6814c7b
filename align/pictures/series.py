"""What all pictures have in common beside their numbers: a name, a sentence that sums them up, and a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["Series", "Table", "counted", "ranges", "share"]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a picture for those who read them.

    Attributes:
        head: What the columns hold.
        rows: Cells as they are shown, as many a row as the head has.
        langs: BCP 47 tag of the texts in each column; empty where they are the page's own.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    langs: tuple[str, ...] = ()


class Series(Protocol):
    """The numbers of one picture."""

    @property
    def kind(self) -> str:
        """One of :data:`align.pictures.KINDS`."""

    @property
    def title(self) -> str:
        """What the picture is called."""

    @property
    def summary(self) -> str:
        """What it shows, in one or two sentences with numbers."""

    @property
    def table(self) -> Table:
        """The numbers, at most some dozens of rows."""


def counted(number: int, noun: str) -> str:
    """A number and a noun: ``1 unit``, ``1,200 units``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def share(part: int, whole: int) -> str:
    """A share of a whole in per cent; nothing where there is no whole."""
    return f"{100 * part / whole:.0f} %" if whole else ""


def ranges(count: int, most: int) -> list[range]:
    """``count`` places in a row, in at most ``most`` stretches of one length; the last may be shorter."""
    step = max(1, -(-count // most))
    return [range(start, min(start + step, count)) for start in range(0, count, step)]
