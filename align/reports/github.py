"""Issues as GitHub workflow commands, which become annotations beside the lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from align.model import Issue
from align.reports.files import Files, Rules, Streams, in_parts

__all__ = ["github_stream", "issues_to_github"]

_COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def issues_to_github(files: Files, rules: Rules | None = None) -> str:
    """One command an issue; suppressed ones are left out."""
    return "".join(github_stream(in_parts(files), rules))


def github_stream(streams: Streams, rules: Rules | None = None) -> Iterator[str]:
    """The commands one by one."""
    del rules
    for path, parts in streams:
        for _, issues in parts:
            yield from (_command(path, issue) for issue in issues if not issue.suppressed)


def _command(path: str, issue: Issue) -> str:
    columns = f",col={issue.column},endColumn={issue.column + issue.end - issue.start}" if issue.column else ""
    place = f",line={issue.line}{columns}"
    where = "" if issue.line else f"{issue.unit} {issue.side}: "
    head = f"::{_COMMANDS[issue.severity]} file={_property(path)}{place if issue.line else ''}"
    return f"{head},title={_property(issue.rule)}::{_data(where + issue.message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
