"""Issues for a person: one line that says where and what, the text below it with the span underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from align.model import SEVERITIES, Bitext, Issue
from align.reports.files import Files, Rules, Streams, Totals, in_parts, place_of
from align.text.widths import display_width

__all__ = ["excerpt", "issues_to_text", "text_stream"]

_BEFORE: Final = 40
_AFTER: Final = 60


def issues_to_text(files: Files, rules: Rules | None = None) -> str:
    """The report over some files; issues that a comment tells to ignore are only counted, known ones are marked."""
    return "".join(text_stream(in_parts(files), rules))


def text_stream(streams: Streams, rules: Rules | None = None) -> Iterator[str]:
    """The report piece by piece, each as soon as its part of a file is there."""
    del rules
    totals = Totals()
    for path, parts in streams:
        for bitext, issues in parts:
            totals.add(issues)
            yield "".join(f"{line}\n" for line in _file(path, bitext, issues))
    found = totals.said()
    said = ", ".join(f"{found[name]} {_plural(name, found[name])}" for name in SEVERITIES if found[name])
    more = f"; {found['suppressed']} known or ignored" if found["suppressed"] else ""
    yield f"{said or 'no issues found'}{more}\n"


def _plural(name: str, count: int) -> str:
    return name if count == 1 or name == "info" else f"{name}s"


def _file(path: str, bitext: Bitext, issues: Sequence[Issue]) -> Iterator[str]:
    units = {unit.id: unit for unit in bitext.units}
    for issue in issues:
        if issue.suppressed == "comment":
            continue
        known = " (known)" if issue.suppressed else ""
        place = place_of(issue)
        yield f"{path}:{place}: {issue.severity}: {issue.message} [{issue.rule}]{known}"
        yield from excerpt(getattr(units[issue.unit], issue.side), issue.start, issue.end)


def excerpt(text: str, start: int, end: int) -> Iterator[str]:
    """The surroundings of a span, and a line that underlines it; wide characters count twice."""
    left = max(0, start - _BEFORE)
    shown_end = min(end, start + _AFTER)
    right = min(len(text), shown_end + _BEFORE)
    before = ("…" if left else "") + _flat(text[left:start])
    span = _flat(text[start:shown_end])
    after = _flat(text[shown_end:right]) + ("…" if right < len(text) else "")
    yield f"    {before}{span}{after}"
    yield f"    {' ' * display_width(before)}{'^' * max(1, display_width(span))}"


def _flat(text: str) -> str:
    """The text on one line, with what would move a terminal's cursor replaced."""
    return "".join(char if char.isprintable() else "\ufffd" if not char.isspace() else " " for char in text)
