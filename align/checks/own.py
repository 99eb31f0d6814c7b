"""Rules that a project writes itself: a regular expression, and what to say where it matches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from align.checks.context import Check, Context
from align.checks.scopes import of_unit
from align.errors import ArgumentError
from align.model import Issue
from align.text.tags import same_language

__all__ = ["OwnRule", "own_check"]

_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class OwnRule:
    r"""A rule of a project.

    Attributes:
        name: By which it is selected and ignored.
        pattern: Regular expression of the ``regex`` module.
        message: What to say where it matches; ``\1`` and the like stand for its groups.
        side: ``target`` or ``source``.
        severity: One of :data:`align.model.SEVERITIES`.
        lang: BCP 47 tag of the only language that it is for; empty for any.
        replacement: What the match should be replaced by, with ``\1`` and the like; empty for nothing certain.
    """

    name: str
    pattern: str
    message: str
    side: str = "target"
    severity: str = "warning"
    lang: str = ""
    replacement: str = ""


def own_check(rule: OwnRule) -> Check:
    """The check that a rule describes.

    Raises:
        ArgumentError: The pattern is no regular expression; and when the check runs, if it takes too long on a unit.
    """
    try:
        pattern = regex.compile(rule.pattern)
        templates = [rule.message, rule.replacement]
        for template in templates:
            regex.sub(f"(?:{rule.pattern})?", template, "")  # an empty match is enough to read the template
    except (regex.error, IndexError) as error:
        raise ArgumentError(f"the pattern of the rule {rule.name} is no regular expression: {error}") from None

    def run(context: Context) -> Iterator[Issue]:
        tag = context.bitext.target_lang if rule.side == "target" else context.bitext.source_lang
        if rule.lang and not same_language(rule.lang, tag):
            return
        for unit in context.units:
            text = unit.target if rule.side == "target" else unit.source
            try:
                matches = list(pattern.finditer(text, timeout=_SECONDS)) if text else []
            except TimeoutError:
                raise ArgumentError(f"the pattern of the rule {rule.name} takes too long on unit {unit.id}") from None
            for match in matches:
                if match.start() < match.end():
                    fix = match.expand(rule.replacement) if rule.replacement and rule.side == "target" else None
                    said = match.expand(rule.message)
                    yield Issue(rule.name, rule.severity, said, unit.id, rule.side, *match.span(), fix=fix)

    run.__doc__ = rule.message
    return of_unit(run)
