"""Issues for a program.

``{"version": 1, "issues": [...], "summary": {"files": n, "error": n, "warning": n, "info": n}}``; each issue has the
path of its file and the fields of :class:`align.model.Issue`. Offsets are in code points, lines and columns count from
1, and line and column are 0 in a sheet, where the unit tells the place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from align.model import SEVERITIES, Bitext, Issue

__all__ = ["issues_to_json"]

VERSION: Final = 1


def issues_to_json(files: Sequence[tuple[str, Bitext, Sequence[Issue]]]) -> str:
    """The report over some files: path, what was checked, and the issues."""
    rows = []
    for path, bitext, issues in files:
        texts = {unit.id: unit for unit in bitext.units}
        for issue in issues:
            text = getattr(texts[issue.unit], issue.side)[issue.start : issue.end]
            rows.append({"path": path, **asdict(issue), "text": text})
    counts = {name: sum(row["severity"] == name for row in rows) for name in SEVERITIES}
    return json.dumps({"version": VERSION, "issues": rows, "summary": {"files": len(files), **counts}}, indent=2)
