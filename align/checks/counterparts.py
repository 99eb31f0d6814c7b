"""Which numbers of two texts may stand for one another, and which are the same amount said otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from align.text.numbers import (
    COUNTED,
    DATE_KINDS,
    HIDDEN,
    LANGUAGES,
    SLIGHT,
    SURE,
    Number,
    in_unit,
    same_amount,
    units_differ,
)
from align.text.tags import primary

__all__ = ["agree", "comparable", "compared", "converted", "dated", "once", "sums"]

_DIGITS: Final = "[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_FIRST_MARK: Final = re.compile(rf"\s*[（(]?({_DIGITS})[)）.．、:：](?!\d)")
_LATER_MARK: Final = re.compile(rf"(?<=\s)({_DIGITS})[)）]")


def compared(numbers: list[Number], text: str, other_lang: str) -> list[Number]:
    """The numbers of one side as far as they can be compared: list marks made light, and what the other side may spell.

    Args:
        numbers: The numbers of a text, in order.
        text: That text.
        other_lang: BCP 47 tag of the other side. Of a language without number words only figures are known, so that
            names of months, and numbers up to 100, may be there in words.
    """
    if marks := _list_marks(text) if numbers else None:
        numbers = [
            number._replace(weight=HIDDEN) if number.end in marks and number.kind in {"count", "ordinal"} else number
            for number in numbers
        ]
    return numbers if primary(other_lang) in LANGUAGES else [_figures_only(number) for number in numbers]


def _list_marks(text: str) -> set[int]:
    """Where the figures of list marks end: at the beginning of a text, and before a bracket inside it."""
    first = _FIRST_MARK.match(text)
    found = {first.end(1)} if first else set()
    if ")" in text or "）" in text:
        found |= {match.end(1) for match in _LATER_MARK.finditer(text, first.end() if first else 0)}
    return found


def _figures_only(number: Number) -> Number:
    if number.kind in DATE_KINDS - {"year", "day"}:
        return number._replace(weight=HIDDEN)
    if number.scale > 1:
        return number._replace(values=(*number.values, *(Fraction(value) / number.scale for value in number.values)))
    if all(value <= 100 for value in number.values):
        return number._replace(weight=min(number.weight, COUNTED))
    return number


def once(numbers: Sequence[Number]) -> list[Number]:
    """Numbers without those that an earlier one repeats."""
    seen: dict[object, Number] = {}
    for number in numbers:
        seen.setdefault((number.kind, number.values, number.units, number.label), number)
    return list(seen.values())


def agree(one: Number, other: Number) -> bool:
    """Whether one number may translate the other, units apart."""
    if one.kind == other.kind and one.values[:1] == other.values[:1] != ():
        return True
    if one.kind in DATE_KINDS and other.kind in DATE_KINDS:
        if one.kind != other.kind:
            periods = {one.kind, other.kind} <= {"year", "decade", "century"}
            return periods and not set(one.values).isdisjoint(other.values)
        if one.kind == "hour" and one.label and other.label:
            return one.values[0] == other.values[0]
    elif "weekday" in {one.kind, other.kind}:
        return False
    if not set(one.values + one.foreign).isdisjoint(other.values + other.foreign):
        return True
    return same_amount(one, other)


def dated(number: Number) -> bool:
    """Whether a number is part of a date or a time of day."""
    return number.kind in DATE_KINDS


def _may_be_year(number: Number) -> bool:
    bare = number.kind == "count" and number.end - number.start == 4 and not number.units
    return number.kind == "year" or (bare and any(1000 <= value < 2100 for value in number.values))


def comparable(one: Number, other: Number) -> bool:
    """Whether two numbers that do not agree may stand for one another, so that the difference is a fault."""
    kinds = {one.kind, other.kind}
    if "rough" in kinds:
        return _magnitudes_differ(one, other)
    if "code" in kinds:
        return len(kinds) == 1 and one.label == other.label
    if dated(one) or dated(other):
        return len(kinds) == 1 or (_may_be_year(one) and _may_be_year(other)) or kinds == {"decade", "year"}
    heavier = max(one.weight, other.weight)
    if "roman" in kinds:
        return len(kinds) == 1 or heavier > SLIGHT
    if SLIGHT not in {one.weight, other.weight} or heavier == SURE:
        return True
    ordinals = kinds == {"ordinal"} and heavier > SLIGHT
    return ordinals or not set(one.units).isdisjoint(other.units)


def _magnitudes_differ(one: Number, other: Number) -> bool:
    """Whether two round numbers, one of them rough, are ten times each other or more."""
    if not {one.kind, other.kind} <= {"rough", "count"} or one.units or other.units:
        return False
    low, high = sorted((one.values[0], other.values[0]))
    return low >= 10 and high >= low * 10 and all(not str(value)[1:].strip("0") for value in (low, high))


_OUT_OF: Final = frozenset({" in ", " out of ", " in every ", " von ", " sur "})
_BETWEEN: Final = _OUT_OF | {"", " ", "-", "零", " and ", " und ", " et "}


def sums(numbers: Sequence[Number], text: str) -> list[tuple[Number, Number, Number]]:
    """Neighbours that are one amount: 2 hours 30 minutes, nine out of ten.

    Returns:
        The amount, and the two numbers that make it, for each.
    """
    found = []
    for one, two in pairwise(numbers):
        gap = text[one.end : two.start]
        if gap not in _BETWEEN or not (one.kind == two.kind == "count" and one.values and two.values):
            continue
        if one.units and two.units and one.units != two.units:
            first = in_unit(one, two.units[0])
            if first is not None:
                found.append((one._replace(end=two.end, values=(first + two.values[0],), units=two.units), one, two))
        elif not one.units and gap in _OUT_OF and 0 < one.values[0] < two.values[0]:
            share = Fraction(one.values[0]) / two.values[0]
            found.append((one._replace(end=two.end, values=(share,), units=("whole",)), one, two))
    return found


def converted(number: Number, numbers: Sequence[Number], text: str) -> bool:
    """Whether an amount only says in brackets, in another unit, what stands before it: 10 km (6.2 miles)."""
    before = text[: number.start]
    bracket = max(before.rfind("("), before.rfind("（"))
    if not number.units or bracket <= max(before.rfind(")"), before.rfind("）")):
        return False
    return any(other.end <= bracket < other.end + 12 and units_differ(number, other) for other in numbers)
