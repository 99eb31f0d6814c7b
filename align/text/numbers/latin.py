"""The numbers of texts in alphabetic scripts: figures everywhere, number words in English, German and French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from operator import itemgetter
from typing import Final

from align.text.numbers.items import items_of
from align.text.numbers.latin_context import AND_A_HALF
from align.text.numbers.notation import blank, hidden_places, notations, with_short_years
from align.text.numbers.number import COUNTED, HIDDEN, SLIGHT, SURE, Number
from align.text.numbers.spelled import Reader
from align.text.numbers.units import unit_names
from align.text.numbers.words import WordTable, word_table

__all__ = ["has_latin_number", "latin_numbers", "single_units"]

_DIGIT: Final = re.compile("[0-9０-９]")
_WIDE: Final = "０１２３４５６７８９％．，＄"
_HAS_WIDE: Final = re.compile(f"[{_WIDE}]")
_HALF_WIDTH: Final = str.maketrans(_WIDE, "0123456789%.,$")
_WORDS: Final = re.compile(r"[^\W\d_]+")


def has_latin_number(text: str, lang: str) -> bool:
    """Whether a text may hold a number that a translation should have; quick, and on the safe side."""
    if _DIGIT.search(text):
        return True
    table = word_table(lang)
    if not table.heavy:
        return False
    words = _WORDS.findall(text.lower())
    if table.compound:
        return any(word in table.heavy or table.compound.fullmatch(word) for word in words)
    return not table.heavy.isdisjoint(words)


def latin_numbers(text: str, lang: str) -> list[Number]:
    """The numbers of a text in order; :func:`align.text.numbers.numbers` says what is left out."""
    table = word_table(lang)
    plain = text.translate(_HALF_WIDTH) if not text.isascii() and _HAS_WIDE.search(text) else text
    plain = blank(plain, hidden_places(plain))
    found = notations(plain, lang)
    plain = blank(plain, [(number.start, number.end) for number in found])
    lower = plain.lower()
    if len(lower) != len(plain):
        lower = plain  # offsets count more than words
    items = items_of(lower, table)
    if any(item.word and item.word.month for item in items):
        dates = list(_dates(plain, lower, table))
        found += dates
        covered = {offset for date in dates for offset in range(date.start, date.end)}
        items = [item for item in items if item.start not in covered]
    if items:
        found += Reader(plain, lower, lang, items).numbers()
    if _MAY_BE_ROMAN.search(plain):
        found += _romans(plain)
    if not found:
        return found
    if len(found) > 1:
        found.sort(key=itemgetter(0, 1))
        found = with_short_years(_ranges(found, lower), lower)
    return _lightened(found, lower, table)


_SHORT_MONTHS: Final = frozenset(["mar", "sep", "jan", "jun", "dec"])
_ALSO_WORDS: Final = frozenset(["may", "march", "mars", "august"])


def _dates(plain: str, lower: str, table: WordTable) -> Iterator[Number]:
    """Dates by the names of months. A month without day and year may be left out, or be no month: May, March."""
    for match in table.months.finditer(lower) if table.months else ():
        span, name = match.span(), match["name"]
        day, year = match["day"] or match["after"], match["year"]
        alone = not day and not year
        if alone and (not plain[match.start("name")].isupper() or name in _SHORT_MONTHS):
            continue
        weight = SURE if not alone else HIDDEN if name in _ALSO_WORDS else COUNTED
        yield Number(*span, "month", (table.words[name].month,), weight)
        if day:
            yield Number(*span, "day", (int(day),), SURE)
        if year:
            yield Number(*span, "year", (int(year),), SURE)


_ROMAN: Final = re.compile(
    r"(?<![\w.-])(?P<roman>(?:X{1,3}|(?=[IVX]))(?:IX|IV|V?I{1,3}|V)?)"
    r"(?P<century>(?:e|ème)[ \u00a0]s(?:iècles?|\.))?(?:er?)?(?![\w-])"
)
_MAY_BE_ROMAN: Final = re.compile(r"[IVX](?![^\WIVXeè])")
"""Matches every text that ``_ROMAN`` finds something in, and few others."""
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10}
_NAME_BEFORE: Final = re.compile(r"\b[A-ZÀ-Ý]\w+\s$")


def _romans(plain: str) -> Iterator[Number]:
    """Roman numerals up to 39; one of a single letter only behind a name, or before a century."""
    for match in _ROMAN.finditer(plain):
        roman, start = match["roman"], match.start()
        named = len(roman) > 1 or match["century"] or _NAME_BEFORE.search(plain, max(0, start - 20), start)
        if not roman or not named:
            continue
        digits = [_ROMAN_DIGITS[char] for char in roman]
        value = sum(-one if one < two else one for one, two in zip(digits, [*digits[1:], 0], strict=True))
        if match["century"]:
            yield Number(*match.span(), "century", (value, (value - 1) * 100), SURE)
        else:
            yield Number(*match.span(), "roman", (value,), SLIGHT if len(roman) > 1 else HIDDEN)


_RANGE: Final = re.compile(r"\s?(?:[-–—~]|to|or|and|through|bis|oder|und|à|ou|et)\s?")


def _ranges(numbers: list[Number], lower: str) -> list[Number]:
    """The first number of a range may have the scale and unit of the second: 2 to 3 million."""
    for place in range(len(numbers) - 2, -1, -1):
        one, two = numbers[place], numbers[place + 1]
        if not one.kind == two.kind == "count" or one.scale > 1 or not one.weight or two.start - one.end >= 10:
            continue
        if (two.scale > 1 or two.units) and _RANGE.fullmatch(lower[one.end : two.start]):
            scaled = tuple(value * two.scale for value in one.values) if two.scale > 1 else ()
            numbers[place] = one._replace(values=(*scaled, *one.values), units=one.units or two.units)
    return numbers


def _lightened(numbers: list[Number], lower: str, table: WordTable) -> list[Number]:
    """Numbers in sayings are never missed: 24/7, fifty-fifty."""
    figures = all(lower[number.start].isdigit() for number in numbers)
    said = [saying for saying in (table.figure_sayings if figures else table.sayings) if saying in lower]
    if not said:
        return numbers
    pattern = "|".join(rf"(?<!\w){re.escape(saying)}(?!\w)" for saying in said)
    spans = [match.span() for match in re.finditer(pattern, lower)]
    return [
        number._replace(weight=HIDDEN) if any(start <= number.start < end for start, end in spans) else number
        for number in numbers
    ]


_SINGLE: Final = re.compile(r"\b(?:an?|one|eine?[nrms]?|une?)[ -]$", re.IGNORECASE)
_SINGLE_UNITS: Final = frozenset(
    [
        "s",
        "min",
        "h",
        "day",
        "week",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "millennium",
        "fortnight",
        "foot",
        "mile",
    ]
)


def single_units(text: str, lang: str) -> list[Number]:
    """Units that stand without a number: ``an hour`` may translate 60 minutes, ``the year`` 12 months."""
    names, lower = unit_names(lang).words, text.lower()
    found = [
        Number(start, start + len(phrase), "count", (value,), HIDDEN, (unit,))
        for phrase, value, unit in word_table(lang).phrases
        if (start := lower.find(phrase)) >= 0
    ]
    for match in _WORDS.finditer(lower):
        units = names.get(match[0], ())
        half = AND_A_HALF.match(text, match.end()) if units else None
        if half:
            found.append(Number(match.start(), half.end(), "count", (Fraction(3, 2),), HIDDEN, units))
        elif units and units[0] in _SINGLE_UNITS:
            single = _SINGLE.search(text, max(0, match.start() - 6), match.start())
            start = single.start() if single else match.start()
            found.append(Number(start, match.end(), "count", (1,), HIDDEN, units, label="one" if single else ""))
    return found
