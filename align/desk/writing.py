"""The content of a file under review, made again and again; what did not change since the last time is kept."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from align import formats
from align.formats.jsonl import Lines
from align.formats.jsonl import write as write_lines
from align.formats.xlsx.units import Drafts
from align.model import Bitext, Issue, Sheet
from align.review.inspection import Inspector
from align.roundtrip.kept import rendered
from align.sheet import SheetMaker

__all__ = ["Writer", "shows_issues", "writes", "written"]

_SHOWS_ISSUES = frozenset({"xlsx"})
_LOSSLESS = frozenset({"jsonl", "xlsx"})


def writes(path: Path) -> bool:
    """Whether a file is of a format that holds all of a review."""
    return formats.format_of(path) in _LOSSLESS


def shows_issues(path: Path) -> bool:
    """Whether a file is of a format in which terms and issues are seen."""
    return formats.format_of(path) in _SHOWS_ISSUES


def written(
    sheet: Sheet, path: Path, drafts: Drafts | None = None, lines: Lines | None = None
) -> tuple[bytes, list[str]]:
    """What a file is to hold, and what it cannot show as it is.

    Args:
        sheet: The rows.
        path: The file.
        drafts: The rows of a sheet as they were written last.
        lines: Likewise of JSON Lines.

    Raises:
        AlignError: There is no room for it.
    """
    if shows_issues(path):
        return rendered(sheet, path, drafts)
    stream = BytesIO()
    notes = write_lines(sheet, stream, lines)
    return stream.getvalue(), notes


class Writer:
    """Makes the content of a file.

    Args:
        path: The file.
        inspector: Finds the terms of rows.
        bitext: Its languages count.
    """

    def __init__(self, path: Path, inspector: Inspector, bitext: Bitext) -> None:
        self._path, self._inspector = path, inspector
        self._maker = SheetMaker(inspector.termbase, bitext)
        self._drafts, self._lines = Drafts(), Lines()

    def content(self, bitext: Bitext, issues: Iterable[Issue]) -> bytes:
        """The content for rows as they are now, and for what is wrong with them.

        Raises:
            AlignError: There is no room for it.
        """
        sheet = Sheet(bitext, ())
        if shows_issues(self._path):
            hits = self._inspector.hits(bitext.units)
            sheet = self._maker.sheet(bitext, [both[1] for both in hits], [both[0] for both in hits], issues)
        return written(sheet, self._path, self._drafts, self._lines)[0]
