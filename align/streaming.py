"""Checks that run while a large bitext is read: stretch by stretch, as often as the surveys need, and once to report.

What the whole document must tell is gathered first (:class:`align.checks.context.Survey`); then the stretches are
checked with that, and the issues come in the order of the text. No more than one stretch is held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from align import checks, formats
from align.checking import Checking
from align.checks.context import Survey
from align.checks.scopes import passes, surveys_of
from align.collector import collector_paused
from align.finding import Finder
from align.loading import telling
from align.model import Bitext, Issue, Termbase, Unit
from align.storage import file_size, opened

__all__ = ["LARGE", "Streamed", "can_be_streamed", "stream_file"]

LARGE: Final = 16 << 20
"""Bytes from which on a bitext is checked while it is read."""
_UNITS: Final = 4_000
_LETTERS: Final = 1 << 20
"""A stretch ends with the block in which it reaches so many units, or letters."""


def can_be_streamed(path: Path, rules: Mapping[str, checks.Check]) -> bool:
    """Whether a file is large, its format can be read unit by unit, and all checks say how far they look."""
    name = formats.format_of(path)
    if name not in formats.STREAMS or file_size(path) < LARGE or _is_wide(path):
        return False
    return all(surveys_of(rule) is not None for rule in rules.values())


def _is_wide(path: Path) -> bool:
    """Whether JSON Lines are in UTF-16 or UTF-32, which no line end divides."""
    with opened(path) as stream:
        return formats.format_of(path) == "jsonl" and stream.read(2) in {b"\xff\xfe", b"\xfe\xff", b"\0\0"}


@dataclass(frozen=True, slots=True)
class Streamed:
    """A large file that is checked while it is read.

    Attributes:
        path: The file.
        bitext: What it holds, without the units.
        notes: What a person should know of the run.
    """

    path: Path
    bitext: Bitext
    _parts: Callable[[], Iterator[tuple[Bitext, list[Issue]]]] = field(repr=False)
    notes: tuple[str, ...] = ()

    def parts(self) -> Iterator[tuple[Bitext, list[Issue]]]:
        """The stretches in order, each with its issues in the order of the text."""
        return self._parts()


def stream_file(
    path: Path,
    termbase: Termbase,
    rules: Mapping[str, checks.Check],
    checking: Checking,
    speller: Callable[[Bitext], Callable[[str], bool] | None] = lambda _: None,
) -> Streamed:
    """Gather what the checks must know of a file; it is read whole at least once, so that its faults are known.

    Args:
        path: The file, of a format in :data:`align.formats.STREAMS`.
        termbase: The terms in force.
        rules: The checks, all of which say how far they look.
        checking: Severities and options.
        speller: What knows the words of the target language of a bitext.

    Raises:
        AlignError: The file cannot be read.
    """
    with telling(path):
        head, units = formats.load(formats.STREAMS, str(formats.format_of(path)))(lambda: opened(path))
    finder = Finder(termbase, head.source_lang, head.target_lang, checking.options, speller(head))
    surveys: dict[type[Survey], Survey] = {}

    def contexts() -> Iterator[checks.Context]:
        first = position = 0
        before: Unit | None = None
        with telling(path):
            for stretch in _stretches(units()):
                context = finder.context(
                    replace(head, units=stretch), surveys=surveys, first=first, first_position=position, before=before
                )
                yield context
                first, position, before = first + len(stretch), position + len(context.pairs), stretch[-1]

    def parts() -> Iterator[tuple[Bitext, list[Issue]]]:
        for context in contexts():
            with collector_paused():
                found = checks.run(context, rules, checking.severities)
            yield context.bitext, found

    _gather(contexts, rules, surveys)
    return Streamed(path, head, parts)


def _gather(
    contexts: Callable[[], Iterator[checks.Context]],
    rules: Mapping[str, checks.Check],
    surveys: dict[type[Survey], Survey],
) -> None:
    """Fill in the surveys that some checks need, round by round."""
    for kinds in passes(rules.values()) or [[]]:
        taken = [kind() for kind in kinds]
        for context in contexts():
            with collector_paused():
                for survey in taken:
                    survey.see(context)
        for survey in taken:
            survey.end()
        surveys.update((type(survey), survey) for survey in taken)


def _stretches(units: Iterator[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Units in stretches that divide no block."""
    stretch: list[Unit] = []
    letters = 0
    for unit in units:
        full = len(stretch) >= _UNITS or letters >= _LETTERS
        if full and not (unit.block and unit.block == stretch[-1].block):
            yield tuple(stretch)
            stretch, letters = [], 0
        stretch.append(unit)
        letters += len(unit.source) + len(unit.target)
    if stretch:
        yield tuple(stretch)
