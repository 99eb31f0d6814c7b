"""The numbers of a source against those of its translation: which have no counterpart, and which have another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from align.text.numbers import (
    COUNTED,
    DATE_KINDS,
    HIDDEN,
    LANGUAGES,
    SLIGHT,
    SURE,
    Number,
    Value,
    has_number,
    in_unit,
    numbers,
    same_amount,
    single_units,
    units_differ,
)
from align.text.tags import primary

__all__ = ["Finding", "findings"]

_ARTICLE: Final = re.compile(
    r"\b(?:an?|one|another|each|every|single|any|some|either|this|that|eine?[nrms]?|une?|jede[nrms]?|chaque)\b",
    re.IGNORECASE,
)
_LIST_MARK: Final = re.compile(r"\s*[（(]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、:：]")


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


@lru_cache(maxsize=16_384)
def findings(source: str, target: str, source_lang: str, target_lang: str) -> tuple[Finding, ...]:
    """All differences between the numbers of a source and its translation; the checks share them.

    Args:
        source: The source, not empty.
        target: The target, not empty.
        source_lang: BCP 47 tag.
        target_lang: BCP 47 tag.

    Returns:
        Findings of all rules. Numbers count as a set: one that stands twice may be said once.
    """
    if not (has_number(source, source_lang) or has_number(target, target_lang)):
        return ()
    theirs = _known(_listed(numbers(source, source_lang), source), target_lang)
    ours = _known(_listed(numbers(target, target_lang), target), source_lang)
    if not any(number.weight or number.kind == "rough" for number in (*theirs, *ours)):
        return ()
    pair = _Pair(source, target, theirs, ours)
    left, singles = pair.left(theirs, ours, source, target, target_lang)
    more, _ = pair.left(ours, theirs, target, source, source_lang)
    more = [number for number in more if not _converted(number, ours, target)]
    left = [number for number in left if not _converted(number, theirs, source)]
    if len(more) == 1 and more[0].weight == COUNTED and not _ARTICLE.search(target):
        ones = [number for number in left if number.label == "one"]
        left = [number._replace(weight=COUNTED) for number in ones[:1]] + [n for n in left if n not in ones]
    if len(left) == 1 and not more:
        more = [unit for unit in singles if unit.label and not pair.matched(unit, theirs)]
    found = [*pair.differences(left, more), *pair.units(), *pair.formats(primary(target_lang))]
    return tuple(found)


def _once(found: list[Number]) -> list[Number]:
    """Numbers without those that an earlier one repeats."""
    return list(
        {(number.kind, number.values, number.units, number.label): number for number in reversed(found)}.values()
    )[::-1]


_OUT_OF: Final = frozenset({" in ", " out of ", " in every ", " von ", " sur "})
_BETWEEN: Final = _OUT_OF | {"", " ", "-", "零", " and ", " und ", " et "}


def _sums(found: Sequence[Number], text: str) -> list[tuple[Number, Number, Number]]:
    """Neighbours that are one amount, with the two: 2 hours 30 minutes, nine out of ten."""
    sums = []
    for one, two in zip(found, found[1:], strict=False):
        gap = text[one.end : two.start]
        if gap not in _BETWEEN or not (one.kind == two.kind == "count" and one.values and two.values):
            continue
        if one.units and two.units and one.units != two.units:
            total = in_unit(one, two.units[0])
            if total is not None:
                sums.append((one._replace(end=two.end, values=(total + two.values[0],), units=two.units), one, two))
        elif not one.units and gap in _OUT_OF and 0 < one.values[0] < two.values[0]:
            share = Fraction(one.values[0]) / two.values[0]
            sums.append((one._replace(end=two.end, values=(share,), units=("whole",)), one, two))
    return sums


def _listed(found: list[Number], text: str) -> list[Number]:
    """Numbers with the one that only marks a place in a list made light."""
    if found and found[0].start < 4 and found[0].kind != "code" and _LIST_MARK.match(text):
        mark = _LIST_MARK.match(text)
        if mark and mark.end() - 1 == found[0].end and found[0].values[:1] < (100,):
            return [found[0]._replace(weight=HIDDEN), *found[1:]]
    return found


def _known(found: list[Number], other_lang: str) -> list[Number]:
    """Numbers of one side as far as the other side's language can be read; of most only figures are known."""
    if primary(other_lang) in LANGUAGES:
        return found
    kept = []
    for number in found:
        if number.kind in DATE_KINDS - {"year", "day"}:
            number = number._replace(weight=HIDDEN)
        elif number.scale > 1:
            number = number._replace(
                values=(*number.values, *(Fraction(value) / number.scale for value in number.values))
            )
        elif number.weight and all(value <= 100 for value in number.values):
            number = number._replace(weight=min(number.weight, COUNTED))
        kept.append(number)
    return kept


def _converted(number: Number, own: Sequence[Number], text: str) -> bool:
    """Whether an amount only says in other units, in brackets, what stands before it."""
    before = text[: number.start]
    if not number.units or max(before.rfind("("), before.rfind("（")) <= max(before.rfind(")"), before.rfind("）")):
        return False
    bracket = max(before.rfind("("), before.rfind("（"))
    return any(other.end <= bracket and bracket - other.end < 12 and units_differ(number, other) for other in own)


def _agree(one: Number, other: Number) -> bool:
    """Whether one number may translate the other, units apart."""
    if one.kind in DATE_KINDS and other.kind in DATE_KINDS:
        if one.kind != other.kind:
            return {one.kind, other.kind} <= {"year", "decade", "century"} and not set(one.values).isdisjoint(
                other.values
            )
        if one.kind == "hour" and one.label and other.label:
            return one.values[0] == other.values[0]
    elif "weekday" in {one.kind, other.kind}:
        return False
    if not set(one.values + one.foreign).isdisjoint(other.values + other.foreign):
        return True
    return same_amount(one, other)


def _dated(number: Number) -> bool:
    return number.kind in DATE_KINDS


def _year(number: Number) -> bool:
    """Whether a bare figure may be a year."""
    return number.kind == "year" or (
        number.kind == "count"
        and number.end - number.start == 4
        and not number.units
        and any(1000 <= value < 2100 for value in number.values)
    )


def _comparable(one: Number, other: Number) -> bool:
    """Whether two numbers that differ may stand for one another, so that the difference is a fault."""
    if one.kind == "rough" or other.kind == "rough":
        return _magnitudes_differ(one, other)
    if one.kind == "code" or other.kind == "code":
        return one.kind == other.kind and one.label == other.label
    if _dated(one) or _dated(other):
        return one.kind == other.kind or (_year(one) and _year(other)) or {one.kind, other.kind} == {"decade", "year"}
    if one.kind == "roman" or other.kind == "roman":
        return one.kind == other.kind or max(one.weight, other.weight) > SLIGHT
    if one.weight == SLIGHT or other.weight == SLIGHT:
        ordinals = one.kind == other.kind == "ordinal" and max(one.weight, other.weight) > SLIGHT
        return ordinals or max(one.weight, other.weight) == SURE or not set(one.units).isdisjoint(other.units)
    return True


def _magnitudes_differ(one: Number, other: Number) -> bool:
    """Whether two round numbers, one of them rough, are ten times each other or more."""
    if not {one.kind, other.kind} <= {"rough", "count"} or one.units or other.units:
        return False
    low, high = sorted((one.values[0], other.values[0]))
    return low >= 10 and high >= low * 10 and all(str(value)[1:].strip("0") == "" for value in (low, high))


class _Pair:
    """Two texts with their numbers."""

    def __init__(self, source: str, target: str, theirs: list[Number], ours: list[Number]) -> None:
        self.source, self.target, self.theirs, self.ours = source, target, theirs, ours

    def left(
        self, numbers: Sequence[Number], others: Sequence[Number], text: str, other: str, lang: str
    ) -> tuple[list[Number], list[Number]]:
        """Numbers of one side that the other has not, and the single units of the other side.

        Args:
            numbers: The numbers of the side.
            others: Those of the other side.
            text: The text of the side.
            other: The text of the other side.
            lang: Language of the other side.
        """
        rest = _once([number for number in numbers if number.weight and not self.matched(number, others)])
        rough = [number for number in numbers if number.kind == "rough" and not self.matched(number, others)]
        if not rest:
            return rough, []
        singles = single_units(other, lang)
        amounts = [*singles, *(total for total, *_ in _sums(others, other))]
        parts = [part for total, *of in _sums(numbers, text) if self.matched(total, [*others, *amounts]) for part in of]
        rest = [
            number
            for number in rest
            if number not in parts and not any(same_amount(number, amount) for amount in amounts)
        ]
        return rest + rough, singles

    def matched(self, number: Number, others: Sequence[Number]) -> bool:
        return any(_agree(number, other) for other in others)

    def differences(self, left: list[Number], more: list[Number]) -> Iterator[Finding]:
        """Numbers of one side that the other does not have."""
        rest = list(more)
        for number in left:
            candidates = [other for other in rest if _comparable(number, other)]
            if not candidates:
                if number.weight == SURE and number.kind != "code":
                    yield self._missing(number)
                continue
            partner = min(candidates, key=lambda other: self._distance(number, other))
            rest.remove(partner)
            yield self._differs(number, partner)
        for number in rest:
            if number.weight == SURE and number.kind != "code":
                yield self._added(number)

    def _distance(self, number: Number, other: Number) -> tuple[bool, bool, float]:
        place = abs(number.start / len(self.source) - other.start / len(self.target))
        return (set(number.units) != set(other.units), number.kind != other.kind, place)

    def _rule(self, *found: Number) -> str:
        return "date_mismatch" if any(_dated(number) for number in found) else "number_mismatch"

    def _differs(self, number: Number, other: Number) -> Finding:
        message = f"the source has {self._said(number, self.source)}, the target {self._said(other, self.target)}"
        return Finding(self._rule(number, other), "target", other.start, other.end, message)

    def _missing(self, number: Number) -> Finding:
        message = f"{self._said(number, self.source)} has no counterpart in the target"
        return Finding(self._rule(number), "source", number.start, number.end, message)

    def _added(self, number: Number) -> Finding:
        message = f"{self._said(number, self.target)} has no counterpart in the source"
        return Finding(self._rule(number), "target", number.start, number.end, message)

    def _said(self, number: Number, text: str) -> str:
        words = text[number.start : number.end]
        value = _shown(number)
        return f'"{words}"' if not value or value in words else f'"{words}" ({value})'

    def units(self) -> Iterator[Finding]:
        """Numbers whose every counterpart has another unit."""
        for number in self.theirs:
            if not number.units or not number.weight or number.kind != "count":
                continue
            same = [
                other
                for other in self.ours
                if other.kind == "count" and not set(number.values).isdisjoint(other.values + other.foreign)
            ]
            others = [other for other in self.ours if other not in same and _agree(number, other)]
            if not same or others or not all(self._conflict(number, other) for other in same):
                continue
            other = same[0]
            message = (
                f"the source has {self._said(number, self.source)}, the target {self._said(other, self.target)}: "
                "the same number in another unit"
            )
            yield Finding("unit_mismatch", "target", other.start, other.end, message)

    def _conflict(self, number: Number, other: Number) -> bool:
        if not other.weight or not units_differ(number, other) or same_amount(number, other):
            return False
        # The other side may say the unit more than once: 5 km of a 10-mile road.
        return not any(_agree(third, other) and not units_differ(third, other) for third in self.theirs)

    def formats(self, lang: str) -> Iterator[Finding]:
        """Figures of the target that mean what the source says only in another language's notation."""
        for number in self.ours:
            if not number.foreign or self._named(number):
                continue
            own = number._replace(foreign=())
            if any(_agree(own, other._replace(foreign=())) for other in self.theirs):
                continue
            if any(not set(number.foreign).isdisjoint(other.values) for other in self.theirs):
                message = f"{self.target[number.start : number.end]!r} is not how a figure is written in this language"
                yield Finding("number_format", "target", number.start, number.end, message)

    def _named(self, number: Number) -> bool:
        """Whether a figure belongs to a name, and so stays as it is: Python 3.11."""
        if number.units or number.scale > 1:
            return False
        before = _NAME.search(self.target, 0, number.start)
        return bool(before) and f"{before[0]}{self.target[number.start : number.end]}" in self.source


_NAME: Final = re.compile(r"[A-Z][\w.]*\s?$")


def _shown(number: Number) -> str:
    """The value for a message, where the words do not show it."""
    if number.kind in {"code", "weekday", "month", "day", "year"} or not number.values:
        return ""
    return _plain(number.values[0])


def _plain(value: Value) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    tenth = value * 1000
    return f"{float(value):,.3f}".rstrip("0") if tenth.denominator == 1 else f"{value.numerator}/{value.denominator}"
