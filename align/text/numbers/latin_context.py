"""What the neighbours of a number in an alphabetic text make of it: a time, a year, an amount."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from align.text.numbers.notation import clock_hour
from align.text.numbers.number import COUNTED, HIDDEN, SLIGHT, SURE, Number, Value
from align.text.numbers.units import unit_names

__all__ = ["AND_A_HALF", "CENTURY", "QUARTER", "LatinContext"]

AND_A_HALF: Final = re.compile(r"[ -](?:and[ -]a[ -]half|et demie?)(?!\w)")
CENTURY: Final = re.compile(r"\.?[ -](?:centur(?:y|ies)|jahrhunderts?n?|jh\b\.?|siècles?)")
QUARTER: Final = re.compile(r"\.?[ -](?:fiscal[ -])?(?:quarter(?!s)|quartals?|trimestre)(?!\w)")
_UNIT: Final = re.compile(
    r"[ \u00a0\u202f-]?"
    r"(?P<one>u\.s\.(?=\s)|[^\W\d_]+[²³23]?(?:/[^\W\d_]+|['’-](?:lumière|hour|dollar|heure|year)s?)?"
    r"|[%‰€£$¥₩₽₹℃℉]|°[cf])(?P<two>[ \u00a0-][^\W\d_]+)?(?P<three>[ \u00a0][^\W\d_]+)?"
)
_ATTACHED_ONLY: Final = frozenset(["in", "A", "V", "W", "s", "mi", "yuan", "To", "Go", "Mo"])
"""Symbols that would be words if a space stood before them."""
_NO_BREAK: Final = str.maketrans("\u00a0\u202f", "  ")


class LatinContext:
    """A text in an alphabetic script, to look around a number in.

    Attributes:
        plain: The text.
        lower: The text in lower case, of the same length.
        lang: Primary language tag.
    """

    def __init__(self, plain: str, lower: str, lang: str) -> None:
        self.plain, self.lower, self.lang = plain, lower, lang
        self._names = unit_names(lang)

    def unit(self, end: int) -> tuple[tuple[str, ...], int]:
        """The unit that stands at an offset, and where it ends; no unit, and the offset."""
        match = _UNIT.match(self.lower, end)
        if not match:
            return (), end
        start, stop = match.span("one")
        if match["one"] in self._names.beginnings:
            for group in ("three", "two", "one"):
                last = match.end(group)
                word = self.lower[start:last].translate(_NO_BREAK) if last >= 0 else ""
                if word in self._names.words:
                    return self._names.words[word], last
        symbol = self.plain[start:stop]
        if symbol in self._names.symbols and (
            start == end or (symbol not in _ATTACHED_ONLY and self.lower[end] != "-")
        ):
            return self._names.symbols[symbol], stop
        return (), end

    def measured(self, number: Number) -> list[Number]:
        """A number as a time, a year or an amount, if its neighbours make it one; with the minutes of a time."""
        for read in _HOUR_READINGS if _value(number) <= 24 else _READINGS:
            if (found := read(self, number)) is not None:
                return found
        return self._with_unit(number)

    def century(self, number: Number) -> Number | None:
        """An ordinal as a century or a quarter of a year, if one follows."""
        value = _value(number)
        if match := CENTURY.match(self.lower, number.end):
            return number._replace(end=match.end(), kind="century", values=(value, (value - 1) * 100), weight=SURE)
        match = QUARTER.match(self.lower, number.end) if value < 5 else None
        return number._replace(end=match.end(), kind="quarter", weight=COUNTED) if match else None

    def _with_unit(self, number: Number) -> list[Number]:
        values, value = number.values, (number.values or number.foreign)[0]
        units, stop = self.unit(number.end)
        if not units:
            one = value in {0, 1} and self.plain[number.start].isdigit()
            return [number._replace(weight=SLIGHT) if one else number]
        extra: list[Number] = []
        half = AND_A_HALF.match(self.lower, stop)
        if half:
            halves = tuple(own + Fraction(1, 2) for own in values)
            hour = self.lang == "fr" and units[0] == "h"  # deux heures et demie: half past two too
            values, stop = (*halves, *values) if hour else halves, half.end()
            extra = [Number(number.start, stop, "minute", (30,), HIDDEN)] if hour else []
        if self.lang != "en" and units[0] == "day" and value in {8, 15}:
            values = (*values, value - 1)  # huit jours, acht Tage: a week
        light = value == 100 if "percent" in units else value in {0, 1} and units[0] != "point"
        return [
            number._replace(end=stop, units=units, values=values, weight=SLIGHT if light else number.weight),
            *extra,
        ]


def _value(number: Number) -> Value:
    return (number.values or number.foreign)[0]


_PAST: Final = {
    "en": re.compile(r"(?:(half)|quarter) past\s$|quarter (to)\s$"),
    "de": re.compile(r"(?:(halb)|viertel nach|viertel (vor))\s$"),
}


def _past_hour(context: LatinContext, number: Number) -> list[Number] | None:
    """Half past three, a quarter to nine, halb neun."""
    pattern, start = _PAST.get(context.lang), number.start
    if pattern is None or _value(number) not in range(1, 13):
        return None
    past = pattern.search(context.lower, max(0, start - 13), start)
    if past is None:
        return None
    hour = int(_value(number))
    if past[2] or (context.lang == "de" and past[1]):
        hour = (hour - 2) % 12 + 1
    minutes = (30,) if past[1] else (45,) if past[2] else (15,)
    return [
        number._replace(kind="hour", values=clock_hour(hour, "")[0], weight=COUNTED),
        Number(start, number.end, "minute", minutes, HIDDEN),
    ]


_CLOCK: Final = {
    "en": re.compile(
        r"\s?(?:(?P<am>a\.?m\b\.?)|(?P<pm>p\.?m\b\.?)"
        r"|o['’]clock(?:\s(?:in the (?:morning|afternoon|evening)|at night))?)|\sin the (?:morning|afternoon|evening)"
    ),
    "de": re.compile(
        r"\suhr(?:\s(?P<min>[0-5]\d)(?!\d))?(?:\s(?:(?P<am>morgens|früh|vormittags)|(?P<pm>nachmittags|abends)|nachts))?"
    ),
    "fr": re.compile(
        r"\s?h(?:\s?(?P<min>[0-5]\d))?(?![\w])|\sheures?\s(?:(?P<am>du matin)|(?P<pm>du soir|de l['’]après-midi))"
    ),
}


def _clock(context: LatinContext, number: Number) -> list[Number] | None:
    if number.scale > 1 or _value(number) not in range(25):
        return None
    match = _CLOCK[context.lang if context.lang in _CLOCK else "en"].match(context.lower, number.end)
    if match is None:
        return None
    groups, span = match.groupdict(), (number.start, match.end())
    values, label = clock_hour(int(_value(number)), "am" if groups["am"] else "pm" if groups["pm"] else "")
    weight = SURE if context.plain[number.start].isdigit() or label else COUNTED
    minutes = int(groups.get("min") or 0)
    hour = Number(*span, "hour", values, weight, label=label)
    return [hour, Number(*span, "minute", (minutes,), SURE)] if minutes else [hour]


_YEAR_BEFORE: Final = re.compile(
    r"\b(?:in|since|by|until|till|from|before|after|during|year|late|early|mid|seit|im|jahre?|bis|ab|vor|nach|anno"
    r"|en|depuis|dès|année|an|jusqu['’]en|avant|après|de)[\s-]$|\($"
)


def _year_or_period(context: LatinContext, number: Number) -> list[Number] | None:
    """2019, les années 90, '98, the 3. Quartal; a year only where no unit stands behind it."""
    start, value = number.start, _value(number)
    figure = context.lower[start : number.end]
    if not figure.isdigit() or number.scale > 1:
        return None
    before = context.lower[max(0, start - 12) : start]
    if context.lang == "fr" and before.endswith("années ") and value % 10 == 0 and value >= 10:
        years = (value,) if value >= 100 else (value, 1900 + value, 2000 + value)
        return [number._replace(kind="decade", values=years)]
    if 1000 <= value < 2100 and not context.unit(number.end)[0]:
        return [number._replace(kind="year") if _YEAR_BEFORE.search(before) else number]
    if before.endswith(("'", "’")) and value in range(100) and not before[-2:-1].isalpha():
        return [number._replace(values=(value, 1900 + value, 2000 + value))]
    period = context.century(number) if context.lang == "de" and context.lower.startswith(".", number.end) else None
    return [period] if period else None


_CURRENCY: Final = re.compile(r"(US\$|HK\$|NT\$|A\$|C\$|S\$|CN¥|RMB|CNY|USD|EUR|GBP|CHF|JPY|[$€£¥￥₩₽₹])[ \u00a0]?$")

_CURRENCY_ENDS: Final = frozenset("$BYDRPF€£¥￥₩₽₹")


def _money(context: LatinContext, number: Number) -> list[Number] | None:
    before = context.plain[max(0, number.start - 2) : number.start].rstrip(" \u00a0")
    if before[-1:] not in _CURRENCY_ENDS:
        return None
    match = _CURRENCY.search(context.plain, max(0, number.start - 5), number.start)
    if match is None:
        return None
    names = unit_names(context.lang)
    units = names.symbols.get(match[1]) or names.words.get(match[1].lower(), ())
    return [number._replace(start=match.start(), units=units, weight=max(number.weight, COUNTED))]


_READINGS: Final = (_year_or_period, _money)
_HOUR_READINGS: Final = (_past_hour, _clock, *_READINGS)
"""What a number up to 24 may be too."""
