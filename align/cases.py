"""Labelled cases for checks: read, run, and scored by family.

A case is one JSON object a line: ``check`` (the rule under test), ``source_lang``, ``target_lang``, ``source`` (or
null), ``target``, ``expect`` (``flag`` or ``pass``), and optionally ``id``, ``glossary`` (objects with ``source``,
``target``, ``admitted``, ``forbidden``, ``dnt``, ``case_sensitive``, ``pos``), ``context`` (objects with ``source``
and ``target``: the segments before) and ``why``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from align.errors import FormatError
from align.inspecting import check
from align.loading import AnyPath, telling
from align.model import Bitext, Issue, Term, Termbase, Unit
from align.storage import read_bytes
from align.text.decoding import decode
from align.text.lines import split_lines
from align.text.tags import standard_tag

__all__ = ["Case", "Family", "Outcome", "load_cases", "run_cases", "score_cases"]

VERSION: Final = 1
_GRAVE: Final = frozenset({"error", "warning"})
_TEXTS: Final = ("check", "source_lang", "target_lang", "target", "expect")


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled segment.

    Attributes:
        id: Its name.
        check: The rule under test.
        bitext: The segments before it, and last the segment itself.
        termbase: Its glossary.
        fault: Whether the rule must report the segment; else it must not.
    """

    id: str
    check: str
    bitext: Bitext
    termbase: Termbase
    fault: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checks found in the segment of a case."""

    case: Case
    issues: tuple[Issue, ...]

    @property
    def named(self) -> bool:
        """Whether the rule under test reports the segment."""
        return any(issue.rule == self.case.check for issue in self.issues)

    @property
    def grave(self) -> tuple[str, ...]:
        """The rules that report the segment as a warning or an error."""
        return tuple(sorted({issue.rule for issue in self.issues if issue.severity in _GRAVE}))


@dataclass(slots=True)
class Family:
    """Counts of the cases of one rule."""

    faults: int = 0
    found: int = 0
    clean: int = 0
    false_alarms: int = 0


def load_cases(path: AnyPath) -> list[Case]:
    """Read labelled cases.

    Raises:
        AlignError: The file cannot be read, or a line of it is no case; the error says which.
    """
    path = Path(path)
    data = read_bytes(path)
    with telling(path):
        lines = split_lines(decode(data))
        cases = [_case(line, number) for number, line in enumerate(lines, start=1) if line.strip()]
        if not cases:
            raise FormatError("holds no case")
    return cases


def _case(line: str, number: int) -> Case:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise FormatError(f"is no JSON: {error}", line=number) from None
    if not isinstance(row, dict):
        raise FormatError("a case is a JSON object", line=number)
    for key in _TEXTS:
        if not isinstance(row.get(key), str):
            raise FormatError(f"the case has no text {key!r}", line=number)
    if row["expect"] not in {"flag", "pass"}:
        raise FormatError(f"expect is {row['expect']!r}; write flag or pass", line=number)
    source_lang, target_lang = standard_tag(row["source_lang"]), standard_tag(row["target_lang"])
    rows = [*_objects(row, "context", number), row]
    units = []
    for place, segment in enumerate(rows, start=1):
        source, target = segment.get("source"), segment.get("target")
        if not isinstance(source, str | None) or not isinstance(target, str):
            raise FormatError("source is a text or null, and target a text", line=number)
        state = "original" if source else "missing"
        units.append(Unit(f"s{place}", target, source=source or "", source_state=state))
    terms = [
        term
        for place, entry in enumerate(_objects(row, "glossary", number), start=1)
        for term in _terms(entry, f"c{place}", source_lang, target_lang, number)
    ]
    return Case(
        str(row.get("id", number)),
        row["check"],
        Bitext(tuple(units), source_lang, target_lang),
        Termbase.from_terms(terms),
        row["expect"] == "flag",
    )


def _objects(row: dict[str, Any], key: str, number: int) -> list[dict[str, Any]]:
    found = row.get(key) or []
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise FormatError(f"{key} is no list of objects", line=number)
    return found


def _terms(entry: dict[str, Any], concept: str, source_lang: str, target_lang: str, number: int) -> Iterator[Term]:
    keep = bool(entry.get("dnt"))
    case = "keep" if keep else "exact" if entry.get("case_sensitive") else "any"
    pos = str(entry.get("pos") or "")
    groups = (
        (source_lang, "preferred", [entry.get("source")]),
        (target_lang, "preferred", [entry.get("target")]),
        (target_lang, "admitted", entry.get("admitted") or []),
        (target_lang, "forbidden", entry.get("forbidden") or []),
    )
    for lang, status, texts in groups:
        for text in texts:
            if text is None or text == "":
                continue
            if not isinstance(text, str):
                raise FormatError("a term of the glossary is no text", line=number)
            acronym = text.isupper() and 1 < len(text) <= 6
            kind = "acronym" if acronym else "full" if status == "preferred" else "variant"
            own = "any" if status == "forbidden" else "exact" if acronym and not keep else case
            yield Term(concept, lang, text, status, pos=pos, type=kind, case=own)


def run_cases(cases: Sequence[Case]) -> list[Outcome]:
    """What every check finds in the segment of each case."""
    outcomes = []
    for case in cases:
        last = case.bitext.units[-1].id
        found = tuple(issue for issue in check(case.bitext, case.termbase) if issue.unit == last)
        outcomes.append(Outcome(case, found))
    return outcomes


def score_cases(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Recall and false alarms, in all and by family, as plain data for JSON.

    ``summary.recall`` is the share of faults that the named rule reports, at any severity;
    ``summary.clean_flagged_rate`` the share of clean cases that any rule reports as a warning or an error.
    """
    families: dict[str, Family] = defaultdict(Family)
    for outcome in outcomes:
        family = families[outcome.case.check]
        if outcome.case.fault:
            family.faults += 1
            family.found += outcome.named
        else:
            family.clean += 1
            family.false_alarms += outcome.named
    faults = sum(family.faults for family in families.values())
    clean = [outcome for outcome in outcomes if not outcome.case.fault]
    found = sum(family.found for family in families.values())
    flagged = [outcome for outcome in clean if outcome.grave]
    return {
        "version": VERSION,
        "summary": {
            "cases": len(outcomes),
            "faults": faults,
            "found": found,
            "recall": round(found / faults, 4) if faults else None,
            "clean": len(clean),
            "clean_flagged": len(flagged),
            "clean_flagged_rate": round(len(flagged) / len(clean), 4) if clean else None,
        },
        "families": {
            name: {
                "faults": family.faults,
                "found": family.found,
                "recall": round(family.found / family.faults, 4) if family.faults else None,
                "clean": family.clean,
                "false_alarms": family.false_alarms,
            }
            for name, family in sorted(families.items())
        },
        "missed": [
            {"id": o.case.id, "check": o.case.check, "rules": list(o.grave)}
            for o in outcomes
            if o.case.fault and not o.named
        ],
        "flagged": [{"id": o.case.id, "check": o.case.check, "rules": list(o.grave)} for o in flagged],
    }
