"""The checks on the labelled developer cases of ``shared/eval/qa``: no false alarm, no miss."""

from __future__ import annotations

import json

import pytest

import align
from align.model import Bitext, Term, Termbase, Unit

OURS = ("acronym_expansion", "duplicate_segment")
ALL = {*OURS, "term_inconsistent"}


def terms_of(case):
    for number, entry in enumerate(case.get("glossary", ())):
        name, case_kind = f"c{number}", "exact" if entry.get("case_sensitive") else "any"
        if entry.get("dnt"):
            case_kind = "keep"
        yield Term(name, case["source_lang"], entry["source"], case=case_kind)
        yield Term(name, case["target_lang"], entry["target"], case=case_kind)
        for status, texts in (("admitted", entry.get("admitted", ())), ("forbidden", entry.get("forbidden", ()))):
            for text in texts:
                kind = "acronym" if text.isupper() else "variant"
                yield Term(name, case["target_lang"], text, status, type=kind)


def rules_on(case):
    """Names of the checks that warn about the case, its context read before it."""
    rows = [*case.get("context", ()), case]
    units = tuple(
        Unit(
            f"u{number}",
            row["target"],
            source=row["source"] or "",
            source_state="original" if row["source"] else "missing",
        )
        for number, row in enumerate(rows)
    )
    bitext = Bitext(units, case["source_lang"], case["target_lang"])
    found = align.check(bitext, Termbase.from_terms(list(terms_of(case))))
    return {issue.rule for issue in found if issue.unit == units[-1].id and issue.severity in ("error", "warning")}


@pytest.fixture(scope="module")
def cases(shared):
    path = shared / "eval" / "qa" / "qa_dev.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("rule", OURS)
def test_the_cases_of_a_check_are_judged_as_labelled(cases, rule):
    chosen = [case for case in cases if case["check"] == rule]
    assert chosen, f"the sample has no case for {rule}"
    wrong = {case["id"]: case["why"] for case in chosen if (rule in rules_on(case)) != (case["expect"] == "flag")}
    assert wrong == {}


def test_clean_cases_raise_no_warning(cases):
    clean = [case for case in cases if case["expect"] == "pass"]
    assert len(clean) == 20
    assert {case["id"]: rules & ALL for case in clean if (rules := rules_on(case)) & ALL} == {}
