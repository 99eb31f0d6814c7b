"""Issues as GitHub workflow commands, which become annotations beside the lines."""

from __future__ import annotations

from typing import Final

from align.reports.files import Files, Rules

__all__ = ["issues_to_github"]

_COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def issues_to_github(files: Files, rules: Rules | None = None) -> str:
    """One command an issue; suppressed ones are left out."""
    del rules
    lines = []
    for path, _, issues in files:
        for issue in issues:
            if issue.suppressed:
                continue
            columns = f",col={issue.column},endColumn={issue.column + issue.end - issue.start}" if issue.column else ""
            place = f",line={issue.line}{columns}"
            where = "" if issue.line else f"{issue.unit} {issue.side}: "
            head = f"::{_COMMANDS[issue.severity]} file={_property(path)}{place if issue.line else ''}"
            lines.append(f"{head},title={_property(issue.rule)}::{_data(where + issue.message)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
