"""Faults that checks find in texts, and those that a lint finds in files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = [
    "SEVERITIES",
    "Finding",
    "Issue",
    "Place",
    "Rule",
]

SEVERITIES: Final = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one side of a unit: code points ``start`` to ``end`` of ``source`` or ``target``."""

    unit: str
    side: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Issue:
    """A fault that a check found in a text.

    Attributes:
        rule: Name of the check.
        severity: One of :data:`SEVERITIES`.
        message: One sentence: what is wrong, and why.
        unit: Id of the unit.
        side: ``source`` or ``target``.
        start: Offset of the span in that side of the unit.
        end: Offset behind it.
        line: Line in the text that was checked, counted from 1; 0 where there is none (a sheet).
        column: Column of the span in that line, in code points, counted from 1; 0 where there is none (a sheet, or a
            document whose mark-up moves the text).
        fix: What the span should be replaced by, where that is certain; else None.
        related: Other stretches that the issue is about, such as the term in the source.
        suppressed: Why it need not be looked at: ``comment`` (the unit says so), ``baseline`` (known before), else
            empty.
    """

    rule: str
    severity: str
    message: str
    unit: str
    side: str
    start: int
    end: int
    line: int = 0
    column: int = 0
    fix: str | None = None
    related: tuple[Place, ...] = ()
    suppressed: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a report says of a check.

    Attributes:
        name: Its name.
        summary: What is wrong, one sentence.
        help: How it is decided and why it matters; Markdown.
        severity: The gravest that it gives, one of :data:`SEVERITIES`.
    """

    name: str
    summary: str = ""
    help: str = ""
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in a file that people keep, such as a termbase.

    Attributes:
        path: The file.
        line: Line in it, counted from 1.
        rule: Name of the rule.
        severity: One of :data:`SEVERITIES`.
        message: One sentence: what is wrong, and why.
    """

    path: str
    line: int
    rule: str
    severity: str
    message: str
