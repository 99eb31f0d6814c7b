"""Issues as SARIF 2.1.0, which code hosts and editors show.

References:
    OASIS (2020), Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from typing import Any, Final

from align.model import Bitext, Issue, Rule
from align.reports.files import Files, Rules, fingerprints, span_text
from align.version import __version__

__all__ = ["issues_to_sarif"]

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_UNRESERVED: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_KINDS: Final = {"comment": "inSource", "baseline": "external"}


def issues_to_sarif(files: Files, rules: Rules | None = None) -> str:
    """The report over some files as one run, in ASCII."""
    used = sorted({issue.rule for _, _, issues in files for issue in issues})
    known = rules or {}
    names = list(dict.fromkeys([*known, *used]))
    index = {name: number for number, name in enumerate(names)}
    results = [
        _result(path, bitext, issue, text, mark, index[issue.rule])
        for path, bitext, issues in files
        for (issue, text, _), mark in zip(span_text(bitext, issues), fingerprints(path, bitext, issues), strict=True)
    ]
    driver = {
        "name": "translation-align",
        "version": __version__,
        "rules": [_rule(known.get(name, Rule(name))) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(path)}} for path, _, _ in files],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    described: dict[str, Any] = {"id": rule.name, "defaultConfiguration": {"level": _LEVELS[rule.severity]}}
    if rule.summary:
        described["shortDescription"] = {"text": rule.summary}
    if rule.help:
        described["help"] = {"text": rule.help, "markdown": rule.help}
    return described


def _result(path: str, bitext: Bitext, issue: Issue, text: str, mark: str, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": issue.rule,
        "ruleIndex": index,
        "level": _LEVELS[issue.severity],
        "message": {"text": issue.message},
        "locations": [_location(path, issue, text)],
        "partialFingerprints": {"alignIssue/v1": mark},
    }
    if issue.related:
        sides = {unit.id: unit for unit in bitext.units}
        result["relatedLocations"] = [
            {
                "id": number,
                "logicalLocations": [{"name": f"{place.unit} {place.side}", "kind": "element"}],
                "message": {"text": getattr(sides[place.unit], place.side)[place.start : place.end] or "(empty)"},
            }
            for number, place in enumerate(issue.related)
        ]
    if issue.suppressed:
        result["suppressions"] = [{"kind": _KINDS[issue.suppressed]}]
    if issue.fix is not None and issue.line and "\n" not in text[issue.start : issue.end]:
        replacement = {"deletedRegion": _region(issue), "insertedContent": {"text": issue.fix}}
        result["fixes"] = [
            {"artifactChanges": [{"artifactLocation": {"uri": _uri(path)}, "replacements": [replacement]}]}
        ]
    return result


def _location(path: str, issue: Issue, text: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if issue.line:
        place["region"] = _region(issue)
        if "\n" in text[issue.start : issue.end]:
            place["region"].pop("endColumn", None)
    name = f"{issue.unit} {issue.side}"
    return {"physicalLocation": place, "logicalLocations": [{"name": name, "kind": "element"}]}


def _region(issue: Issue) -> dict[str, Any]:
    if not issue.column:
        return {"startLine": issue.line}
    return {
        "startLine": issue.line,
        "startColumn": issue.column,
        "endColumn": issue.column + issue.end - issue.start,
    }


def _uri(path: str) -> str:
    """A path as a URI reference, percent-encoded (RFC 3986)."""
    plain = path.replace("\\", "/").encode("utf-8", "surrogatepass")
    quoted = "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in plain)
    return f"file://{quoted}" if quoted.startswith("/") else quoted
