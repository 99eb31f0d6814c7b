"""Issues as JUnit XML, which build servers show as tests: one suite a file, one failed test an issue."""

from __future__ import annotations

from collections.abc import Iterator

from align.model import Issue
from align.reports.files import Files, Rules, place_of, span_text
from align.text.xml import attribute, content, fit

__all__ = ["issues_to_junit"]


def issues_to_junit(files: Files, rules: Rules | None = None) -> str:
    """The report over some files; issues that are information or suppressed are skipped tests."""
    del rules
    suites = [line for path, bitext, issues in files for line in _suite(path, list(span_text(bitext, issues)))]
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="align check">', *suites, "</testsuites>", ""]
    )


def _suite(path: str, rows: list[tuple[Issue, str, str]]) -> Iterator[str]:
    failures = sum(not _passed(issue) for issue, _, _ in rows)
    skipped = len(rows) - failures
    yield (
        f'  <testsuite name={_attribute(path)} tests="{max(1, len(rows))}" failures="{failures}" errors="0"'
        f' skipped="{skipped}">'
    )
    if not rows:
        yield f'    <testcase classname={_attribute(path)} name="no issues"/>'
    for issue, _, words in rows:
        place = place_of(issue)
        yield f"    <testcase classname={_attribute(path)} name={_attribute(f'{issue.rule} {place}')}>"
        if _passed(issue):
            yield f"      <skipped message={_attribute(issue.message)}/>"
        else:
            kind = f"type={_attribute(issue.severity)} message={_attribute(issue.message)}"
            yield f"      <failure {kind}>{content(fit(f'{path}:{place}: {issue.message}: {words}'))}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _passed(issue: Issue) -> bool:
    return issue.severity == "info" or bool(issue.suppressed)


def _attribute(text: str) -> str:
    return f'"{attribute(fit(text))}"'
