"""Issues for a program.

``report.schema.json`` beside this module is the JSON Schema of the report. Offsets are in code points, lines and
columns count from 1, and line and column are 0 in a sheet, where the unit tells the place. ``fingerprint`` stays the
same while the text around an issue changes; ``suppressed`` is empty, ``comment`` or ``baseline``.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

from align.reports.files import Files, Rules, counts, fingerprints, span_text

__all__ = ["issues_to_json"]

VERSION: Final = 2


def issues_to_json(files: Files, rules: Rules | None = None) -> str:
    """The report over some files, in ASCII so that any pipe carries it."""
    del rules
    rows = [
        {"path": path, **asdict(issue), "text": words, "fingerprint": mark}
        for path, bitext, issues in files
        for (issue, _, words), mark in zip(span_text(bitext, issues), fingerprints(path, bitext, issues), strict=True)
    ]
    return json.dumps({"version": VERSION, "issues": rows, "summary": {"files": len(files), **counts(files)}}, indent=2)
