"""The long work of a review, done beside it: the checks of the whole document, and the file with what they found."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from align import formats
from align.checking import Checking
from align.model import Bitext, Document, Issue, Sheet, Termbase
from align.project import inspected_sheet
from align.roundtrip.kept import rendered

__all__ = ["Task", "Worked", "work", "writes"]

_SHOWS_ISSUES = frozenset({"xlsx"})
_LOSSLESS = frozenset({"jsonl", "xlsx"})


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be checked or written.

    Attributes:
        bitext: The rows.
        path: Where they are written to.
        termbase: The terms in force.
        checking: Which checks run, and how.
        document: The text that the rows stand in, if it is known.
        issues: Whether all checks are to run.
        data: Whether the file is wanted.
    """

    bitext: Bitext
    path: Path
    termbase: Termbase
    checking: Checking
    document: Document | None
    issues: bool
    data: bool


@dataclass(frozen=True, slots=True)
class Worked:
    """What came out: the issues, if they were looked for; the content of the file, if wanted; what it cannot show."""

    issues: tuple[Issue, ...] | None
    data: bytes
    notes: tuple[str, ...] = ()


def writes(path: Path) -> bool:
    """Whether a file is of a format that holds all of a review."""
    return formats.format_of(path) in _LOSSLESS


def work(task: Task) -> Worked:
    """Do a task; it can be called in another process."""
    shown = formats.format_of(task.path) in _SHOWS_ISSUES
    sheet, issues = Sheet(task.bitext, ()), None
    if task.issues or (task.data and shown):
        sheet, found = inspected_sheet(task.bitext, task.termbase, task.checking, task.document)
        issues = tuple(found)
    if not task.data:
        return Worked(issues, b"")
    if shown:
        data, notes = rendered(sheet, task.path)
        return Worked(issues, data, tuple(notes))
    stream = BytesIO()
    notes = formats.load(formats.WRITERS, str(formats.format_of(task.path)))(sheet, stream)
    return Worked(issues, stream.getvalue(), tuple(notes))
