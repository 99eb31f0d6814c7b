"""Numbers, dates, times and amounts in texts, by value: 3.5亿 is 350 million, and ``14 Uhr`` is ``2 p.m.``.

Chinese, English, German and French are read with their words; of other languages the figures alone. What each
language calls numbers lies in ``zh.toml``, ``en.toml``, ``de.toml`` and ``fr.toml``, the units in ``units.toml``.
"""

from __future__ import annotations

from align.text.numbers.dates import WrittenDate, may_have_dates, written_dates
from align.text.numbers.number import COUNTED, DATE_KINDS, HIDDEN, SLIGHT, SURE, Number, Value
from align.text.numbers.reading import LANGUAGES, has_number, number_words, numbers, single_units
from align.text.numbers.units import in_unit, same_amount, units_differ

__all__ = [
    "COUNTED",
    "DATE_KINDS",
    "HIDDEN",
    "LANGUAGES",
    "SLIGHT",
    "SURE",
    "Number",
    "Value",
    "WrittenDate",
    "has_number",
    "in_unit",
    "may_have_dates",
    "number_words",
    "numbers",
    "same_amount",
    "single_units",
    "units_differ",
    "written_dates",
]
