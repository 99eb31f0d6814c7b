"""What the tests of the checks share: targets in, phrases that are flagged out."""

from __future__ import annotations

import pytest

import align
from align.model import Bitext, Issue, Term, Termbase, Unit


def unit(number: int, target: str | tuple[str, str]) -> Unit:
    """A unit of a block of its own; a pair is a kind of block and a target."""
    kind, text = ("body", target) if isinstance(target, str) else target
    return Unit(f"u{number:04d}", text, kind=kind, block=number, line=number)


@pytest.fixture
def issues():
    """``issues(rule, *targets, lang="en", terms=[...])``: what one check finds in the targets, one block each."""

    def find(rule: str, *targets: str | tuple[str, str], lang: str = "en", terms: list[Term] | None = None):
        units = tuple(unit(number, target) for number, target in enumerate(targets, start=1))
        found = align.check(Bitext(units, "zh", lang), Termbase.from_terms(terms or []))
        return [issue for issue in found if issue.rule == rule]

    return find


@pytest.fixture
def flagged(issues):
    """Like ``issues``, but gives pairs: number of the target, and the stretch of it that is flagged."""

    def find(rule: str, *targets: str | tuple[str, str], **more):
        texts = [target if isinstance(target, str) else target[1] for target in targets]

        def place(issue: Issue) -> tuple[int, str]:
            number = int(issue.unit[1:])
            assert issue.side == "target"
            assert 0 <= issue.start < issue.end <= len(texts[number - 1])
            return number, texts[number - 1][issue.start : issue.end]

        return [place(issue) for issue in issues(rule, *targets, **more)]

    return find
