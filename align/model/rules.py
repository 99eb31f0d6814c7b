"""Segmentation rules that tools exchange, as SRX 2.0 says them."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["BreakRule", "RuleFile", "RuleSet"]


@dataclass(frozen=True, slots=True)
class BreakRule:
    """Whether a segment ends where ``before`` matches up to a place and ``after`` from it.

    Attributes:
        before: Regular expression of ICU, as written; the empty one matches anywhere.
        after: Likewise.
        breaks: Whether a segment ends there; False for an exception.
        line: Line of its file on which it stands, or 0; rules that differ in nothing else are equal.
    """

    before: str
    after: str
    breaks: bool
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The ``languagerule`` of a file: rules in the order in which they are tried."""

    name: str
    rules: tuple[BreakRule, ...]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The content of an SRX file.

    Attributes:
        cascade: Whether a language has the rules of all the maps that match it, in their order, not only the first.
        maps: Pairs of a regular expression that matches language tags and the name of a rule set.
        sets: The rule sets, each name once.
        subflows: Whether text inside other text, such as a footnote, is to be segmented.
        handles: Whether inline codes of a type (``start``, ``end``, ``isolated``) belong to the segment before them.
    """

    cascade: bool
    maps: tuple[tuple[str, str], ...]
    sets: tuple[RuleSet, ...]
    subflows: bool = True
    handles: tuple[tuple[str, bool], ...] = (("start", False), ("end", True), ("isolated", True))
