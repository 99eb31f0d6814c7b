"""Issues and findings as people and programs read them. Pure: issues in, text out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from align.reports.files import Files, Part, Rules, Streams, counts, fingerprints, flagged
from align.reports.findings import findings_to_json, findings_to_text
from align.reports.github import github_stream, issues_to_github
from align.reports.html import issues_to_html
from align.reports.json import issues_to_json, json_stream
from align.reports.junit import issues_to_junit
from align.reports.sarif import issues_to_sarif, sarif_stream
from align.reports.text import issues_to_text, text_stream

__all__ = [
    "REPORTS",
    "STREAMS",
    "Part",
    "counts",
    "findings_to_json",
    "findings_to_text",
    "fingerprints",
    "issues_to_json",
    "issues_to_text",
    "report",
]

REPORTS: Final[Mapping[str, Callable[[Files, Rules | None], str]]] = {
    "text": issues_to_text,
    "json": issues_to_json,
    "sarif": issues_to_sarif,
    "junit": issues_to_junit,
    "github": issues_to_github,
    "html": issues_to_html,
}
"""Reports by the name of their format."""
STREAMS: Final[Mapping[str, Callable[[Streams, Rules | None], Iterator[str]]]] = {
    "text": text_stream,
    "json": json_stream,
    "sarif": sarif_stream,
    "github": github_stream,
}
"""Those of them that are written as a stream; the others begin with what is known at the end."""


def report(form: str, streams: Streams, rules: Rules | None) -> Iterator[str]:
    """A report over files of any size, piece by piece.

    Args:
        form: One of :data:`REPORTS`.
        streams: The files, part by part.
        rules: What is known of the checks; all that ran, for a report that lists them.
    """
    if form in STREAMS:
        yield from STREAMS[form](streams, rules)
    else:
        yield REPORTS[form](flagged(streams), rules)
