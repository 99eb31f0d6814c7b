"""Minimal pairs: a fault that a check must report, and the clean twin that no check may warn of."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.checks.documentation import describe
from align.inspecting import check

TABLE = Path(__file__).with_name("minimal_pairs.txt")
ROWS = [
    [
        cell.strip(" ") if number < 3 or number > 4 else cell[1:-1] if cell.endswith(" ") else cell[1:]
        for number, cell in enumerate(line.split("¦"))
    ]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PAIRS = [pytest.param(*row[:5], row[5:], id=f"{row[0]}-{number}") for number, row in enumerate(ROWS, start=1)]


def issues(langs: str, source: str, target: str, more: list[str]):
    """What all checks find in the last segment of a small document."""
    lang = langs.split("-", 1)[1] if "-" in langs else langs

    def row(text: str) -> str:
        pair = f"{langs}: {text}" if " |" in text else f"{lang}: {text}"
        return text if text.startswith("heading: ") else pair

    rows = [entry for entry in more if entry.startswith(("term:", "keep:"))]
    rows += [row(entry.removeprefix("before:").strip()) for entry in more if entry.startswith("before:")]
    rows.append(row(target if source == "-" else f"{source} | {target}"))
    described = describe(_with_docstring("Something.\n\nPasses:\n    " + "\n    ".join(rows)))
    (example,) = described.examples
    last = example.bitext.units[-1].id
    return [issue for issue in check(example.bitext, example.termbase) if issue.unit == last]


def _with_docstring(text: str):
    def documented(context):
        return iter(())

    documented.__doc__ = text
    return documented


def test_there_are_pairs_enough():
    assert len(PAIRS) >= 200


@pytest.mark.parametrize(("rule", "langs", "source", "fault", "clean", "more"), PAIRS)
def test_a_fault_is_reported_and_its_twin_is_not(rule, langs, source, fault, clean, more):
    if "only: twin" not in more:
        assert rule in {issue.rule for issue in issues(langs, source, fault, more)}, fault
    if "only: fault" in more:
        return
    found = issues(langs, source, clean, more)
    assert rule not in {issue.rule for issue in found}, clean
    assert [(issue.rule, issue.message) for issue in found if issue.severity != "info"] == [], clean
