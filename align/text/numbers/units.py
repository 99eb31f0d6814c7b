"""Units of measure: their names in several languages, and what one is in others."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from align.text.numbers.number import Number, Value

__all__ = ["UnitNames", "in_unit", "same_amount", "unit_names", "units_differ"]

_ENDINGS: Final = {"en": ("", "s"), "fr": ("", "s"), "de": ("", "e", "n", "en", "s", "es")}


class UnitNames(NamedTuple):
    """How units are called in a language.

    Attributes:
        symbols: Units by symbol, as written.
        words: Units by name, in lower case.
        beginnings: What the names begin with, up to each space or hyphen in them and to their end.
        longest: Code points of the longest Chinese name.
        initials: First characters of the names.
        symbol_initials: Those of the symbols.
    """

    symbols: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    beginnings: frozenset[str]
    longest: int
    initials: frozenset[str]
    symbol_initials: frozenset[str]


@cache
def _table() -> dict[str, dict[str, str]]:
    text = (files(__package__) / "units.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(text)
    return table


@cache
def _measures() -> dict[str, tuple[str, Value]]:
    """What each unit measures, and how much of it one is."""
    return {name: (row["of"], Fraction(row["is"])) for name, row in _table().items()}


@cache
def unit_names(lang: str) -> UnitNames:
    """The names of units in a language; one without a table has the symbols only."""
    symbols: dict[str, list[str]] = defaultdict(list)
    words: dict[str, list[str]] = defaultdict(list)
    for name, row in _table().items():
        more = row.get("or", "").split()
        for symbol in row.get("sym", "").split():
            symbols[symbol] += [name, *more]
        for word in row.get(lang, "").split():
            for ending in _ENDINGS.get(lang, ("",)):
                words[word.replace("_", " ") + ending] += [name, *more]
    return UnitNames(
        {key: tuple(value) for key, value in symbols.items()},
        {key: tuple(dict.fromkeys(value)) for key, value in words.items()},
        frozenset(word[:end] for word in words for end in _ends(word)),
        max(map(len, words), default=0),
        frozenset(word[0] for word in words),
        frozenset(symbol[0] for symbol in symbols),
    )


def _ends(name: str) -> list[int]:
    """Where the parts of a name end, those between its spaces and hyphens."""
    return [*(place for place, char in enumerate(name) if char in " -"), len(name)]


def _amounts(number: Number) -> set[tuple[str, Value]]:
    measures = _measures()
    return {
        (measures[unit][0], value * measures[unit][1])
        for unit in number.units
        for value in (*number.values, *number.foreign)
    }


def same_amount(one: Number, other: Number) -> bool:
    """Whether two numbers are the same amount in the same or different units: 90 minutes and 1.5 hours."""
    return bool(one.units and other.units) and not _amounts(one).isdisjoint(_amounts(other))


def in_unit(number: Number, unit: str) -> Value | None:
    """The first value of a number in another unit of the same quantity, or None if it has none such."""
    measures = _measures()
    quantity, size = measures[unit]
    for own in number.units:
        if measures[own][0] == quantity and number.values:
            return Fraction(number.values[0] * measures[own][1]) / size
    return None


def units_differ(one: Number, other: Number) -> bool:
    """Whether both numbers have units and none of them is the same."""
    return bool(one.units and other.units) and set(one.units).isdisjoint(other.units)
