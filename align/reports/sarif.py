"""Issues as SARIF 2.1.0, which code hosts and editors show.

References:
    OASIS (2020), Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from align.model import Issue, Rule, Unit
from align.reports.files import Files, Rules, Streams, fingerprints, in_parts, span_text
from align.reports.json import listed
from align.version import __version__

__all__ = ["issues_to_sarif", "sarif_stream"]

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_UNRESERVED: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_KINDS: Final = {"comment": "inSource", "baseline": "external"}


def issues_to_sarif(files: Files, rules: Rules | None = None) -> str:
    """The report over some files as one run, in ASCII."""
    used = sorted({issue.rule for _, _, issues in files for issue in issues})
    known = rules or {}
    return "".join(sarif_stream(in_parts(files), {**known, **{name: Rule(name) for name in used if name not in known}}))


def sarif_stream(streams: Streams, rules: Rules | None = None) -> Iterator[str]:
    """The report piece by piece.

    Args:
        streams: The files.
        rules: All checks that there may be issues of; a report begins with them.
    """
    known = rules or {}
    index = {name: number for number, name in enumerate(known)}
    driver = {"name": "translation-align", "version": __version__, "rules": list(map(_rule, known.values()))}
    head = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": _uri(path)}} for path, _ in streams],
            }
        ],
    }
    end = "\n    }\n  ]\n}"
    yield json.dumps(head, indent=2).removesuffix(end) + ',\n      "results": '
    yield from listed(_results(streams, index), 6)
    yield end


def _results(streams: Streams, index: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for path, parts in streams:
        seen: Counter[bytes] = Counter()
        for bitext, issues in parts:
            units = {unit.id: unit for unit in bitext.units} if any(issue.related for issue in issues) else {}
            marks = fingerprints(path, bitext, issues, seen)
            for (issue, text, _), mark in zip(span_text(bitext, issues), marks, strict=True):
                yield _result(path, units, issue, text, mark, index[issue.rule])


def _rule(rule: Rule) -> dict[str, Any]:
    described: dict[str, Any] = {"id": rule.name, "defaultConfiguration": {"level": _LEVELS[rule.severity]}}
    if rule.summary:
        described["shortDescription"] = {"text": rule.summary}
    if rule.help:
        described["help"] = {"text": rule.help, "markdown": rule.help}
    return described


def _result(path: str, units: Mapping[str, Unit], issue: Issue, text: str, mark: str, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": issue.rule,
        "ruleIndex": index,
        "level": _LEVELS[issue.severity],
        "message": {"text": issue.message},
        "locations": [_location(path, issue, text)],
        "partialFingerprints": {"alignIssue/v1": mark},
    }
    if issue.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "logicalLocations": [{"name": f"{place.unit} {place.side}", "kind": "element"}],
                "message": {"text": getattr(units[place.unit], place.side)[place.start : place.end] or "(empty)"},
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
