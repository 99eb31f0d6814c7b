"""Consistency checks. Pure: a bitext with its term hits in, issues out.

=====================  ========  ==================================================================
rule                   severity  what it says
=====================  ========  ==================================================================
``acronym_expansion``  warning   the initials of a phrase do not spell the acronym behind it
``date_mismatch``      warning   a date or a time of day is not that of the source
``date_style_mix``     warning   dates are written in several styles in one document
``duplicate_segment``  warning   a sentence, or a whole block, stands a second time
``number_format``      warning   a figure is written in another language's notation
``number_mismatch``    warning   a number has no counterpart on the other side
``term_inconsistent``  warning   one concept is rendered in several ways in one document
``unit_mismatch``      warning   a number has another unit or currency than in the source
=====================  ========  ==================================================================

A check is one function from a :class:`~align.checks.context.Context` to issues, its docstring the documentation; it
becomes known by its line in :data:`CHECKS`. Other packages add theirs by the entry point group ``align.checks``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from align.checks.acronyms import acronym_expansion
from align.checks.context import Check, Context
from align.checks.dates import date_style_mix
from align.checks.duplicates import duplicate_segment
from align.checks.numbers import date_mismatch, number_format, number_mismatch, unit_mismatch
from align.checks.terms import term_inconsistent
from align.model import Issue

__all__ = ["CHECKS", "Check", "Context", "run"]

CHECKS: Final[Mapping[str, Check]] = {
    "acronym_expansion": acronym_expansion,
    "date_mismatch": date_mismatch,
    "date_style_mix": date_style_mix,
    "duplicate_segment": duplicate_segment,
    "number_format": number_format,
    "number_mismatch": number_mismatch,
    "term_inconsistent": term_inconsistent,
    "unit_mismatch": unit_mismatch,
}


def run(context: Context, checks: Mapping[str, Check] = CHECKS) -> list[Issue]:
    """The issues that some checks find, in the order of the text."""
    order = {unit.id: number for number, unit in enumerate(context.units)}
    issues = [issue for check in checks.values() for issue in check(context)]
    return sorted(issues, key=lambda issue: (order[issue.unit], issue.start, issue.end, issue.rule))
