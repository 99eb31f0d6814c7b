"""What a number in a text is."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

__all__ = ["COUNTED", "DATE_KINDS", "HIDDEN", "SLIGHT", "SURE", "Number", "Value"]

Value = int | Fraction

HIDDEN: Final = 0
"""May stand for a number (``both``, a numeral in a saying), and need not."""
SLIGHT: Final = 1
"""A number that translations often leave out or put in: one, first."""
COUNTED: Final = 2
"""A small number in words that counts something."""
SURE: Final = 3
"""Figures, and large numbers in words: a translation has them."""

DATE_KINDS: Final = frozenset({"year", "month", "day", "weekday", "hour", "minute", "decade", "century", "quarter"})


class Number(NamedTuple):
    """A number in a text, by value.

    Attributes:
        start: Offset of its first code point; for a part of a date, that of the date.
        end: Offset behind it, its unit included.
        kind: ``count``, ``ordinal``, ``roman``, ``rough`` (dozens, 几百), ``code`` (GPT-4) or one of
            :data:`DATE_KINDS`.
        values: What it may mean in its language, likeliest first. A weekday is 1 (Monday) to 7; a century its number.
        weight: :data:`HIDDEN`, :data:`SLIGHT`, :data:`COUNTED` or :data:`SURE`.
        units: Names of the units that it may be in, empty where there is none.
        foreign: What it would mean in another language's notation, if it means anything.
        scale: The power of ten that a word behind the figure adds (3.5 million: 1,000,000).
        label: The letters of a code; whether an hour is before noon (``am``), after it (``pm``) or out of 24 (``24``).
    """

    start: int
    end: int
    kind: str
    values: tuple[Value, ...]
    weight: int
    units: tuple[str, ...] = ()
    foreign: tuple[Value, ...] = ()
    scale: int = 1
    label: str = ""
