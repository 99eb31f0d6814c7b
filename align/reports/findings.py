"""Findings of a lint, for a person and for a program.

As JSON: ``{"version": 1, "findings": [...], "summary": {"error": n, "warning": n, "info": n}}``; each finding has the
fields of :class:`align.model.Finding`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from align.model import SEVERITIES, Finding

__all__ = ["findings_to_json", "findings_to_text"]

VERSION: Final = 1


def findings_to_json(findings: Sequence[Finding]) -> str:
    """The findings as JSON."""
    counts = {name: sum(finding.severity == name for finding in findings) for name in SEVERITIES}
    rows = [asdict(finding) for finding in findings]
    return json.dumps({"version": VERSION, "findings": rows, "summary": counts}, indent=2)


def findings_to_text(findings: Sequence[Finding]) -> str:
    """One line a finding: file, line, severity, message and rule."""
    return "".join(f"{f.path}:{f.line}: {f.severity}: {f.message} [{f.rule}]\n" for f in findings)
