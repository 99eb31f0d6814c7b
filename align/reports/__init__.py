"""Issues and findings as people and programs read them. Pure: issues in, text out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from align.reports.files import Files, Rules, counts, fingerprints
from align.reports.findings import findings_to_json, findings_to_text
from align.reports.github import issues_to_github
from align.reports.html import issues_to_html
from align.reports.json import issues_to_json
from align.reports.junit import issues_to_junit
from align.reports.sarif import issues_to_sarif
from align.reports.text import issues_to_text

__all__ = [
    "REPORTS",
    "counts",
    "findings_to_json",
    "findings_to_text",
    "fingerprints",
    "issues_to_json",
    "issues_to_text",
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
