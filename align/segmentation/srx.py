"""Segmentation by the rules of an SRX file.

The rules of a language are tried in order; at each place between two characters the first one whose two expressions
match decides whether a segment ends there. Breaks are searched for from left to right, each as long as it can be, as
Okapi, OmegaT and the LanguageTool segmenter do: ``[？！]+`` breaks behind ``？！`` and not inside. An exception holds
wherever it matches.

References:
    SRX 2.0 specification, LISA OSCAR, 2008.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from time import monotonic
from typing import Final

import regex

from align.errors import FormatError, InputError
from align.model.rules import BreakRule, RuleFile
from align.text.icu import python_pattern

__all__ = ["CompiledRules", "compile_rules", "srx_spans"]

_TIMEOUT: Final = 10.0
_TIMEOUT_ALONE: Final = 0.5
_RUN_FIRST: Final = re.compile(r"(\[(?:[^\\\[\]]|\\.)+\]|\\[^\w\s]|\\[dswDSW]|\\[pP]\{[^{}]+\})\+(?!\?)", re.DOTALL)
_REFERENCE: Final = re.compile(r"\\(?:[1-9]|k<)")


@dataclass(frozen=True, slots=True)
class _Part:
    """A break, or exceptions that stand behind each other, and what finds the places where they match."""

    breaks: bool
    searched: bool
    rules: tuple[BreakRule, ...]
    pattern: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class CompiledRules:
    """The rules of a file for one language, ready to run.

    Attributes:
        lang: The language tag.
        parts: Breaks and exceptions, in the order in which they are tried.
    """

    lang: str
    parts: tuple[_Part, ...]


@lru_cache(maxsize=32)
def compile_rules(rules: RuleFile, lang: str) -> CompiledRules:
    """The rules that a file has for a language, those of the first map that matches, or, in a cascade, of all.

    A map matches if its expression matches the whole tag, in any case. A language that no map matches has no rules.

    Args:
        rules: The file.
        lang: BCP 47 tag.

    Raises:
        FormatError: An expression is none, or a map names rules that the file has not.
    """
    known = {rule_set.name: rule_set.rules for rule_set in rules.sets}
    chosen: list[BreakRule] = []
    for pattern, name in rules.maps:
        if not _maps(pattern, lang):
            continue
        if name not in known:
            raise FormatError(f"no rules {name!r} for the language map {pattern!r}")
        chosen += known[name]
        if not rules.cascade:
            break
    return CompiledRules(lang, tuple(_parts(chosen)))


def srx_spans(text: str, start: int, end: int, compiled: CompiledRules) -> list[tuple[int, int]]:
    """Spans of the segments of ``text[start:end]``, without the white space around them.

    ``^`` and ``$`` match where the stretch starts and ends, and no rule sees beyond it.

    Args:
        text: The whole text.
        start: Offset where the block starts.
        end: Offset behind it.
        compiled: Of the language.

    Returns:
        Half-open spans, in order, not empty; the gaps between them are white space.

    Raises:
        InputError: An expression takes too long on this text; the error names the rule and its line.
    """
    block = text[start:end]
    spans = []
    begin = 0
    for place in [*_breaks(block, compiled.parts), len(block)]:
        first, last = begin, place
        while first < last and block[first].isspace():
            first += 1
        while last > first and block[last - 1].isspace():
            last -= 1
        if first < last:
            spans.append((start + first, start + last))
        begin = place
    return spans


def _maps(pattern: str, lang: str) -> bool:
    try:
        return regex.fullmatch(python_pattern(pattern), lang, regex.VERSION1 | regex.IGNORECASE) is not None
    except (ValueError, regex.error) as error:
        raise FormatError(f"the language map {pattern!r} has no regular expression: {error}") from None


def _breaks(block: str, parts: tuple[_Part, ...]) -> list[int]:
    """The places where the first rule that matches is a break."""
    deadline = monotonic() + _TIMEOUT
    breaks: set[int] = set()
    refused: set[int] = set()
    exceptions: list[_Part] = []
    for part in parts:
        if part.breaks:
            for place in _places(part, block, deadline) - breaks - refused:
                excepted = any(_matches(other, block, place, deadline) for other in exceptions)
                (refused if excepted else breaks).add(place)
        elif part.searched:
            refused |= _places(part, block, deadline) - breaks
        else:
            exceptions.append(part)
    return sorted(breaks)


def _places(part: _Part, block: str, deadline: float) -> set[int]:
    try:
        return {match.end() for match in part.pattern.finditer(block, timeout=_left(deadline))}
    except TimeoutError:
        raise _too_slow(part, block, None) from None


def _matches(part: _Part, block: str, place: int, deadline: float) -> bool:
    try:
        return part.pattern.match(block, place, timeout=_left(deadline)) is not None
    except TimeoutError:
        raise _too_slow(part, block, place) from None


def _left(deadline: float) -> float:
    return max(deadline - monotonic(), 0.001)


def _too_slow(part: _Part, block: str, place: int | None) -> InputError:
    """The error that names the rule that takes too long; of several the first that does so alone."""
    slow = part.rules[0]
    for rule in part.rules if place is not None else ():
        try:
            _part([rule]).pattern.match(block, place, timeout=_TIMEOUT_ALONE)
        except TimeoutError:
            slow = rule
            break
    return InputError(
        f"the rule with beforebreak {slow.before!r} and afterbreak {slow.after!r} takes too long on this text; "
        "make what it repeats shorter",
        line=slow.line or None,
    )


def _parts(rules: list[BreakRule]) -> Iterator[_Part]:
    """Rules as expressions, one for a break and, as they are tried at few places only, one for a row of exceptions."""
    for alone, group in groupby(rules, _is_searched):
        if alone:
            yield from (_part([rule]) for rule in group)
        else:
            yield _part(list(group))


def _is_searched(rule: BreakRule) -> bool:
    """Whether a rule is searched for, not looked at from a place; looking back knows no references to groups."""
    return rule.breaks or _REFERENCE.search(rule.before + rule.after) is not None


def _part(rules: list[BreakRule]) -> _Part:
    first = rules[0]
    searched = _is_searched(first)
    pattern = "|".join([_place(rule, searched=searched) for rule in rules])
    return _Part(first.breaks, searched, tuple(rules), _compile(pattern, first))


def _place(rule: BreakRule, *, searched: bool) -> str:
    """An expression that ends where the two of a rule meet, or one that matches nothing, there."""
    try:
        before, after = python_pattern(rule.before), python_pattern(rule.after)
    except ValueError as error:
        raise _no_pattern(rule, error) from None
    run = _RUN_FIRST.match(before) if searched and "|" not in before else None
    if run:
        before = f"(?<!{run[1]}){before}"  # the same matches: one that begins inside a run begins with it as well
    before = f"(?:{before})" if searched else f"(?<={before})" if before else ""
    return before + (f"(?={after})" if after else "")


def _compile(pattern: str, rule: BreakRule) -> regex.Pattern[str]:
    try:
        return regex.compile(pattern, regex.VERSION1)
    except (regex.error, OverflowError, RecursionError) as error:
        raise _no_pattern(rule, error) from None


def _no_pattern(rule: BreakRule, error: Exception) -> FormatError:
    return FormatError(
        f"the rule with beforebreak {rule.before!r} and afterbreak {rule.after!r} has no regular expression: {error}",
        line=rule.line or None,
    )
