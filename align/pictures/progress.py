"""Progress by section: how far the work on the targets is, and what the sources are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from align.model import SOURCE_STATES, STATUSES, Bitext
from align.pictures.series import Table, counted, ranges, share

__all__ = ["NO_SECTION", "Progress", "Section", "progress_of"]

NO_SECTION: Final = "(no section)"
_ROWS: Final = 30


@dataclass(frozen=True, slots=True)
class Section:
    """A section, or several neighbours together.

    Attributes:
        name: Its heading; of several the first one's.
        statuses: How many units there are of each of :data:`align.model.STATUSES`.
        source_states: Likewise of each of :data:`align.model.SOURCE_STATES`.
        more: How many sections behind it are put together with it.
    """

    name: str
    statuses: Mapping[str, int] = field(default_factory=dict)
    source_states: Mapping[str, int] = field(default_factory=dict)
    more: int = 0

    @property
    def units(self) -> int:
        """How many units it has."""
        return sum(self.statuses.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress by section.

    Attributes:
        sections: In the order in which they begin.
        target_lang: BCP 47 tag of the headings.
    """

    kind: ClassVar[str] = "progress"
    title: ClassVar[str] = "Progress"

    sections: tuple[Section, ...]
    target_lang: str

    @property
    def total(self) -> Section:
        """All sections together."""
        return replace(_together("all", self.sections), more=0)

    def shown(self, most: int = _ROWS) -> tuple[Section, ...]:
        """The sections, neighbours put together where there are too many to be looked at.

        Args:
            most: How many may be, >= 1.
        """
        parts = [self.sections[part.start : part.stop] for part in ranges(len(self.sections), most)]
        return tuple(part[0] if len(part) == 1 else _together(part[0].name, part) for part in parts)

    @property
    def summary(self) -> str:
        """What it shows, with numbers."""
        total = self.total
        done = ", ".join(f"{number:,} {name}" for name, number in total.statuses.items() if number)
        found = ", ".join(f"{number:,} {name}" for name, number in total.source_states.items() if number)
        sections = counted(len(self.sections), "section")
        return f"{counted(total.units, 'unit')} in {sections}: {done or 'none'}. Sources: {found or 'none'}."

    @property
    def table(self) -> Table:
        """One row a section."""
        head = ("section", "units", *STATUSES, *(f"source {state}" for state in SOURCE_STATES), "reviewed or final")
        rows = [_row(section) for section in (*self.shown(), self.total)]
        return Table(head, tuple(rows), (self.target_lang, *[""] * (len(head) - 1)))


def _row(section: Section) -> tuple[str, ...]:
    done = section.statuses["reviewed"] + section.statuses["final"]
    numbers = (section.units, *section.statuses.values(), *section.source_states.values())
    name = f"{section.name} (and {section.more} more)" if section.more else section.name
    return (name, *(f"{number:,}" for number in numbers), share(done, section.units))


def _together(name: str, sections: Sequence[Section]) -> Section:
    return Section(
        name,
        {status: sum(section.statuses[status] for section in sections) for status in STATUSES},
        {state: sum(section.source_states[state] for section in sections) for state in SOURCE_STATES},
        len(sections) - 1,
    )


def progress_of(bitext: Bitext) -> Progress:
    """The progress of a bitext; units of one heading are one section, wherever they stand."""
    statuses: dict[str, Counter[str]] = {}
    states: dict[str, Counter[str]] = {}
    for unit in bitext.units:
        statuses.setdefault(unit.section, Counter())[unit.status] += 1
        states.setdefault(unit.section, Counter())[unit.source_state] += 1
    sections = [
        Section(
            name if name.strip() else NO_SECTION,
            {status: found[status] for status in STATUSES},
            {state: states[name][state] for state in SOURCE_STATES},
        )
        for name, found in statuses.items()
    ]
    return Progress(tuple(sections), bitext.target_lang)
