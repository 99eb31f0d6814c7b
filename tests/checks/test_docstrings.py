"""What the docstring of a check says is true: its examples, its severity, its options."""

from __future__ import annotations

import pytest

from align.checks import CHECKS, OPTIONS
from align.checks.documentation import describe
from align.inspecting import check
from align.model import SEVERITIES

DESCRIBED = {name: describe(function) for name, function in CHECKS.items()}
EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{'fails' if example.fails else 'passes'}-{number}")
    for name, described in DESCRIBED.items()
    for number, example in enumerate(described.examples)
]


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_is_documented_in_the_form_that_the_manual_is_made_from(name):
    described = DESCRIBED[name]
    assert described.what.endswith(".")
    assert described.why.endswith(".")
    assert described.severity_note.startswith(SEVERITIES)
    assert {option for option, _ in described.options} == set(OPTIONS.get(name, ()))
    assert any(example.fails for example in described.examples)
    assert any(not example.fails for example in described.examples)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_examples_fail_and_pass_as_they_say(name, example):
    found = [issue for issue in check(example.bitext, example.termbase) if issue.rule == name]
    assert bool(found) == example.fails, example.rows
    gravest = min((SEVERITIES.index(issue.severity) for issue in found), default=len(SEVERITIES))
    assert gravest >= SEVERITIES.index(DESCRIBED[name].severity)


@pytest.mark.parametrize(("name", "example"), [param for param in EXAMPLES if not param.values[1].fails])
def test_what_passes_one_check_is_clean_for_all(name, example):
    grave = [issue for issue in check(example.bitext, example.termbase) if issue.severity != "info"]
    assert grave == []


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_issue_has_its_place_and_its_sentence(name, example):
    units = {unit.id: unit for unit in example.bitext.units}
    for issue in check(example.bitext, example.termbase):
        text = getattr(units[issue.unit], issue.side)
        assert 0 <= issue.start <= issue.end <= len(text)
        assert issue.start < issue.end or not text
        assert issue.message
        assert "\n" not in issue.message
