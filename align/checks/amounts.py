"""The numbers of a source against those of its translation: which have no counterpart, and which have another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from align.checks.counterparts import agree, comparable, compared, converted, dated, once, sums
from align.text.numbers import (
    COUNTED,
    SURE,
    Number,
    Value,
    numbers,
    same_amount,
    single_units,
    units_differ,
)

__all__ = ["Finding", "findings"]

_MOST_PAIRS: Final = 250_000
"""A unit with more numbers, 500 on each side, is a table and no text, and every number could stand for some other."""


class Finding(NamedTuple):
    """A difference between the numbers of two texts.

    Attributes:
        rule: Name of the check whose it is.
        side: ``source`` or ``target``.
        start: Offset of the number in that side.
        end: Offset behind it.
        message: What differs.
    """

    rule: str
    side: str
    start: int
    end: int
    message: str


def findings(source: str, target: str, source_lang: str, target_lang: str) -> tuple[Finding, ...]:
    """All differences between the numbers of a source and its translation, one of which has numbers that count.

    Args:
        source: The source, not empty.
        target: The target, not empty.
        source_lang: BCP 47 tag.
        target_lang: BCP 47 tag.

    Returns:
        Findings of all rules. Numbers count as a set: one that stands twice may be said once.
    """
    theirs = _Side(source, source_lang, compared(numbers(source, source_lang), source, target_lang))
    ours = _Side(target, target_lang, compared(numbers(target, target_lang), target, source_lang))
    if not any(number.weight or number.kind == "rough" for number in (*theirs.numbers, *ours.numbers)):
        return ()
    if len(theirs.numbers) * len(ours.numbers) > _MOST_PAIRS or _alike(theirs, ours):
        return ()
    return (*_differences(theirs, ours), *_units(theirs, ours), *_formats(theirs, ours))


class _Side(NamedTuple):
    """One of the two texts."""

    text: str
    lang: str
    numbers: list[Number]

    def has(self, number: Number) -> bool:
        return any(agree(number, other) for other in self.numbers)

    def said(self, number: Number) -> str:
        """A number for a message: as the text has it, and its value where that is not plain from it."""
        words = self.text[number.start : number.end]
        plain = number.kind in {"code", "weekday", "month", "day", "year"} or not number.values
        value = "" if plain else _plain(number.values[0])
        shown = not value or value.replace(",", "") in words.replace(",", "")
        return f'"{words}"' if shown else f'"{words}" ({value})'


def _alike(theirs: _Side, ours: _Side) -> bool:
    """Whether all that counts on either side has its like on the other, the units of the source too.

    Then nothing differs: most pairs that are right can be told by this alone.
    """
    said = {(number.kind, number.values[:1]) for number in ours.numbers}
    amounts = {(number.kind, number.values[:1], number.units) for number in ours.numbers}
    for number in theirs.numbers:
        kind, value, units = number.kind, number.values[:1], number.units
        counts = number.weight or kind == "rough"
        if counts and not (value and ((kind, value, units) in amounts if units else (kind, value) in said)):
            return False
    known = {(number.kind, number.values[:1]) for number in theirs.numbers}
    return all(
        number.values and (number.kind, number.values[:1]) in known
        for number in ours.numbers
        if number.weight or number.kind == "rough" or number.foreign
    )


def _plain(value: Value) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    short = (value * 10**4).denominator == 1
    return f"{float(value):,.4f}".rstrip("0") if short else f"{value.numerator}/{value.denominator}"


def _left(side: _Side, other: _Side) -> list[Number]:
    """The numbers of one side that the other has not, however it may say them."""
    rest = once([number for number in side.numbers if number.weight and not other.has(number)])
    rough = [number for number in side.numbers if number.kind == "rough" and not other.has(number)]
    if not rest:
        return rough
    totals = [total for total, *_ in sums(other.numbers, other.text)]
    amounts = [*single_units(other.text, other.lang), *totals]
    known = _Side(other.text, other.lang, [*other.numbers, *amounts])
    parts = [part for total, *of in sums(side.numbers, side.text) if known.has(total) for part in of]
    return rough + [
        number
        for number in rest
        if number not in parts
        and not any(same_amount(number, amount) for amount in amounts)
        and not converted(number, side.numbers, side.text)
    ]


_DETERMINER: Final = re.compile(
    r"\b(?:an?|one|another|each|every|single|any|some|either|this|that|eine?[nrms]?|une?|jede[nrms]?|chaque)\b",
    re.IGNORECASE,
)


def _differences(theirs: _Side, ours: _Side) -> Iterator[Finding]:
    """Numbers of one side that the other does not have; two that may stand for one another are one difference."""
    left, more = _left(theirs, ours), _left(ours, theirs)
    if len(more) == 1 and more[0].weight == COUNTED and not _DETERMINER.search(ours.text):
        # 一个女儿, "two daughters": where nothing in the target is single, 一个 is a number.
        left = [number._replace(weight=COUNTED) if number.label == "one" else number for number in left]
    if len(left) == 1 and not more:
        # 两周后, "a week later".
        more = [one for one in single_units(ours.text, ours.lang) if one.label and not theirs.has(one)]
    for number in left:
        candidates = [other for other in more if comparable(number, other)]
        if candidates:
            partner = min(candidates, key=lambda other: _distance(number, theirs, other, ours))
            more.remove(partner)
            message = f"the source has {theirs.said(number)}, the target {ours.said(partner)}"
            yield Finding(_rule(number, partner), "target", partner.start, partner.end, message)
        elif number.weight == SURE and number.kind != "code":
            message = f"{theirs.said(number)} has no counterpart in the target"
            yield Finding(_rule(number), "source", number.start, number.end, message)
    for number in more:
        if number.weight == SURE and number.kind != "code":
            message = f"{ours.said(number)} has no counterpart in the source"
            yield Finding(_rule(number), "target", number.start, number.end, message)


def _distance(number: Number, theirs: _Side, other: Number, ours: _Side) -> tuple[bool, bool, float]:
    place = abs(number.start / len(theirs.text) - other.start / len(ours.text))
    return set(number.units) != set(other.units), number.kind != other.kind, place


def _rule(*found: Number) -> str:
    return "date_mismatch" if any(dated(number) for number in found) else "number_mismatch"


def _units(theirs: _Side, ours: _Side) -> Iterator[Finding]:
    """Numbers whose every counterpart has another unit."""
    for number in theirs.numbers:
        if not number.units or not number.weight or number.kind != "count":
            continue
        same = [other for other in ours.numbers if other.kind == "count" and _same_figure(number, other)]
        elsewhere = any(agree(number, other) for other in ours.numbers if other not in same)
        if same and not elsewhere and all(_conflict(number, other, theirs.numbers) for other in same):
            said = f"the source has {theirs.said(number)}, the target {ours.said(same[0])}"
            message = f"{said}: the same number in another unit"
            yield Finding("unit_mismatch", "target", same[0].start, same[0].end, message)


def _same_figure(number: Number, other: Number) -> bool:
    return not set(number.values).isdisjoint(other.values + other.foreign)


def _conflict(number: Number, other: Number, theirs: Sequence[Number]) -> bool:
    if not other.weight or "whole" in number.units + other.units:
        return False
    if not units_differ(number, other) or same_amount(number, other):
        return False
    # The source may have the number with that unit too: 5 km of a 5-mile road.
    return not any(agree(third, other) and not units_differ(third, other) for third in theirs)


_NAME: Final = re.compile(r"[A-Z][\w.]*\s?$")


def _formats(theirs: _Side, ours: _Side) -> Iterator[Finding]:
    """Figures of the target that mean what the source says only in another language's notation."""
    for number in ours.numbers:
        if not number.foreign or _named(number, theirs, ours):
            continue
        own = number._replace(foreign=())
        if any(agree(own, other._replace(foreign=())) for other in theirs.numbers):
            continue
        if any(not set(number.foreign).isdisjoint(other.values) for other in theirs.numbers):
            meant = _plain(number.foreign[0])
            says = f"means {_plain(number.values[0])}" if number.values else "is no figure"
            message = f"{ours.said(own)} {says} in this language; the source has {meant}"
            yield Finding("number_format", "target", number.start, number.end, message)


def _named(number: Number, theirs: _Side, ours: _Side) -> bool:
    """Whether a figure belongs to a name, and so stays as it is: Python 3.11."""
    if number.units or number.scale > 1:
        return False
    name = _NAME.search(ours.text, 0, number.start)
    return name is not None and f"{name[0]}{ours.text[number.start : number.end]}" in theirs.text
