"""Issues as one HTML page that needs nothing else: a table with filters by severity, check, file and words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files as resources
from string import Template

from align.model import SEVERITIES, Issue
from align.reports.files import Files, Rules, counts, place_of, span_text
from align.text.shown import printable

__all__ = ["issues_to_html"]

_AROUND = 60
_LONGEST = 400


def issues_to_html(files: Files, rules: Rules | None = None) -> str:
    """The page over some files. Whatever a text holds is text on it, and it loads nothing from anywhere."""
    known = rules or {}
    rows = [
        _row(path, issue, text, known[issue.rule].summary if issue.rule in known else "")
        for path, bitext, issues in files
        for issue, text, _ in span_text(bitext, issues)
    ]
    found = counts(files)
    names = sorted({issue.rule for _, _, issues in files for issue in issues})
    page = Template((resources(__package__) / "page.html").read_text(encoding="utf-8"))
    return page.substitute(
        summary=escape(", ".join(f"{found[name]} {name}" for name in (*SEVERITIES, "suppressed"))),
        files=len(files),
        rules="".join(_option(name) for name in names),
        paths="".join(_option(_shown(path)) for path, _, _ in files),
        rows="\n".join(rows),
    )


def _option(text: str) -> str:
    return f"<option>{escape(text)}</option>"


def _row(path: str, issue: Issue, text: str, summary: str) -> str:
    place = place_of(issue)
    severity = "suppressed" if issue.suppressed else issue.severity
    shown = "".join(_excerpt(text, issue.start, issue.end))
    fix = ""
    if issue.fix is not None:
        fix = f'<div class="fix">→ {f"<ins>{escape(_short(issue.fix))}</ins>" if issue.fix else "(nothing)"}</div>'
    return (
        f'<tr class="{severity}" data-rule="{escape(issue.rule)}" data-path="{escape(_shown(path))}">'
        f"<td>{severity}</td>"
        f'<td title="{escape(summary)}">{escape(issue.rule)}</td><td>{escape(_shown(path))}<br>{escape(place)}</td>'
        f"<td>{escape(_short(issue.message))}{fix}</td><td>{shown}</td></tr>"
    )


def _excerpt(text: str, start: int, end: int) -> Iterator[str]:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    yield ("…" if left else "") + escape(_shown(text[left:start]))
    yield f"<mark>{escape(_short(text[start:end]))}</mark>"
    yield escape(_shown(text[end:right])) + ("…" if right < len(text) else "")


def _short(text: str) -> str:
    """The text as it is shown; of a very long one the beginning and the end."""
    return _shown(text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 4 :]}")


def _shown(text: str) -> str:
    """The text without what a page cannot show or what would turn its direction around."""
    return printable(text, keep="\n\t")
