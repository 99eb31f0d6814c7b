"""Issues for a program.

``report.schema.json`` beside this module is the JSON Schema of the report. Offsets are in code points, lines and
columns count from 1, and line and column are 0 in a sheet, where the unit tells the place. ``fingerprint`` stays the
same while the text around an issue changes; ``suppressed`` is empty, ``comment`` or ``baseline``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final

from align.reports.files import Files, Rules, Streams, Totals, fingerprints, in_parts, span_text

__all__ = ["indented", "issues_to_json", "json_stream", "listed"]

VERSION: Final = 2


def issues_to_json(files: Files, rules: Rules | None = None) -> str:
    """The report over some files, in ASCII so that any pipe carries it."""
    return "".join(json_stream(in_parts(files), rules))


def json_stream(streams: Streams, rules: Rules | None = None) -> Iterator[str]:
    """The report piece by piece."""
    del rules
    totals = Totals()

    def rows() -> Iterator[dict[str, Any]]:
        for path, parts in streams:
            seen: Counter[bytes] = Counter()
            for bitext, issues in parts:
                totals.add(issues)
                marks = fingerprints(path, bitext, issues, seen)
                for (issue, _, words), mark in zip(span_text(bitext, issues), marks, strict=True):
                    yield {"path": path, **asdict(issue), "text": words, "fingerprint": mark}

    yield f'{{\n  "version": {VERSION},\n  "issues": '
    yield from listed(rows(), 2)
    yield f',\n  "summary": {indented({"files": len(streams), **totals.said()}, 2)}\n}}'


def listed(rows: Iterable[Any], depth: int) -> Iterator[str]:
    """A list as :func:`json.dumps` writes it with two spaces for each depth, item by item."""
    empty = True
    for row in rows:
        yield f"{'[' if empty else ','}\n{' ' * (depth + 2)}{indented(row, depth + 2)}"
        empty = False
    yield "[]" if empty else f"\n{' ' * depth}]"


def indented(value: Any, depth: int) -> str:
    """A value as :func:`json.dumps` writes it at some depth."""
    return json.dumps(value, indent=2).replace("\n", f"\n{' ' * depth}")
