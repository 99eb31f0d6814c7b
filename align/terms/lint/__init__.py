"""What is wrong with a termbase itself. Pure: terms in, findings out.

========================  ========  ================================================================================
rule                      severity  what it says
========================  ========  ================================================================================
``preferred_twice``       error     one term is preferred in two concepts
``preferred_several``     error     a concept has two preferred terms in one language
``preferred_missing``     error     a concept has terms in a language, and none of them is preferred
``deprecated_preferred``  error     a term to avoid is a preferred term as well
``acronym_letters``       warning   the letters of an acronym do not come from any full form of its concept
``near_duplicate``        warning   two terms differ only in letter case, hyphens, spaces or the plural
``empty_character``       error     a term holds characters that cannot be seen
``look_alike``            warning   a term holds a letter of another script that looks like one of its own
``mixed_chinese``         warning   simplified and traditional characters are mixed
``reference_dangling``    error     a note refers to a concept that is not there
``reference_circular``    error     concepts refer to each other in a circle
``layer_conflict``        warning   two layers of the termbase contradict each other
``unused``                info      a term stands in none of the given texts
========================  ========  ================================================================================

A rule is one function from a :class:`~align.terms.lint.context.LintContext` to terms with a message, its docstring the
documentation; it becomes known by its line in :data:`RULES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from align.errors import ArgumentError
from align.model import Finding
from align.terms.lint.acronyms import acronym_letters
from align.terms.lint.characters import empty_character, look_alike
from align.terms.lint.chinese import mixed_chinese
from align.terms.lint.context import LintContext, LintRule
from align.terms.lint.references import reference_circular, reference_dangling
from align.terms.lint.spellings import near_duplicate
from align.terms.lint.statuses import (
    deprecated_preferred,
    layer_conflict,
    preferred_missing,
    preferred_several,
    preferred_twice,
    unused,
)

__all__ = ["RULES", "LintContext", "LintRule", "Rule", "run", "select_rules"]


class Rule(NamedTuple):
    """How grave what a rule finds is, its function, and whether it compares concepts with each other."""

    severity: str
    function: LintRule
    wide: bool = False


RULES: Final[Mapping[str, Rule]] = {
    "preferred_twice": Rule("error", preferred_twice, wide=True),
    "preferred_several": Rule("error", preferred_several),
    "preferred_missing": Rule("error", preferred_missing),
    "deprecated_preferred": Rule("error", deprecated_preferred, wide=True),
    "acronym_letters": Rule("warning", acronym_letters),
    "near_duplicate": Rule("warning", near_duplicate, wide=True),
    "empty_character": Rule("error", empty_character),
    "look_alike": Rule("warning", look_alike),
    "mixed_chinese": Rule("warning", mixed_chinese),
    "reference_dangling": Rule("error", reference_dangling, wide=True),
    "reference_circular": Rule("error", reference_circular, wide=True),
    "layer_conflict": Rule("warning", layer_conflict),
    "unused": Rule("info", unused),
}


def select_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> dict[str, Rule]:
    """Rules by name: those selected, or all, without those ignored.

    Raises:
        ArgumentError: There is no rule of a name; the known ones are listed.
    """
    chosen, left_out = set(select), set(ignore)
    for name in sorted(chosen | left_out):
        if name not in RULES:
            raise ArgumentError(f"unknown rule {name!r}; known are {', '.join(sorted(RULES))}")
    return {name: rule for name, rule in RULES.items() if (not chosen or name in chosen) and name not in left_out}


def run(context: LintContext, rules: Mapping[str, Rule] = RULES) -> list[Finding]:
    """The findings of some rules, in the order of the layers and their lines."""
    layers: dict[str, int] = {}
    for term in context.rows:
        layers.setdefault(term.path, len(layers))
    found = [
        Finding(term.path, term.line, name, rule.severity, message)
        for name, rule in rules.items()
        for term, message in rule.function(context)
    ]
    return sorted(found, key=lambda finding: (layers[finding.path], finding.line, finding.rule, finding.message))
