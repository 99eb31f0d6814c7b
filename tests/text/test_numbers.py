"""Numbers by value, in four languages."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.numbers import HIDDEN, numbers, written_dates
from align.text.numbers.figures import readings
from align.text.numbers.numerals import numeral

TABLE = Path(__file__).with_name("numbers.txt")
ROWS = [
    [cell.strip() for cell in line.split("|")]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

ANY = st.text(
    alphabet="0123456789.,:-/ ()%$€年月日点分半第百千万亿一二两三十几多aeghinortwyMXIV'’½\u00a0\n[{<&", max_size=40
)
LANGS = st.sampled_from(["zh", "en", "de", "fr", "is", "zh-Hant", "en-GB"])


def shown(text: str, lang: str) -> str:
    """The numbers of a text as the table has them."""
    parts = []
    for number in numbers(text, lang):
        # A first is as light as a one, and still a number; a quarter of an hour past is not.
        if number.weight > HIDDEN and number.values:
            unit = f" {number.units[0]}" if number.units else ""
            parts.append(f"{number.kind}={number.values[0]}{unit}")
    return "; ".join(parts)


@pytest.mark.parametrize(("lang", "text", "expected"), ROWS, ids=lambda cell: cell or "none")
def test_the_table(lang, text, expected):
    assert shown(text, lang) == expected


@given(ANY, LANGS)
def test_any_text_can_be_read_and_spans_lie_in_it(text, lang):
    for number in numbers(text, lang):
        assert 0 <= number.start < number.end <= len(text)
        assert number.values or number.foreign


@pytest.mark.parametrize("lang", ["zh", "en", "de", "fr", "ru"])
@pytest.mark.parametrize(
    "part",
    ["9", "1,", "一", "亿", "1亿", "百分之", "一点", "1.2.3", "twenty ", "ein", "1 000 ", "A1", "<a ", "%d", "٣٤"],
)
def test_endless_rows_are_read_too(lang, part):
    text = part * 5000
    assert all(0 <= number.start < number.end <= len(text) for number in numbers(text, lang))


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_say_what_they_were_made_from(value):
    assert numeral(in_chinese(value)) == value


@given(st.integers(13, 10**12 - 1))
def test_english_numerals_say_what_they_were_made_from(value):
    (number,) = [found for found in numbers(in_english(value), "en") if found.weight or found.values[0] >= 100]
    assert number.values == (value,)


@given(st.integers(0, 10**15), st.integers(1, 99))
def test_a_figure_means_the_same_in_the_notation_of_each_language(whole, hundredths):
    value = whole + Fraction(hundredths, 100)
    english = f"{whole:,}.{hundredths:02}"
    german = english.translate(str.maketrans(".,", ",."))
    french = english.translate(str.maketrans(".,", ",\u202f"))
    assert readings(english, "en")[0] == readings(german, "de")[0] == readings(french, "fr")[0] == (value,)


@given(st.integers(1000, 999_999))
def test_groups_of_another_language_are_decimals(value):
    figure = f"{value:,}"
    own, foreign = readings(figure, "de")
    assert own == (Fraction(figure.replace(",", ".")),)
    assert foreign == (value,)


@pytest.mark.parametrize(
    ("text", "lang", "styles"),
    [
        ("On January 20, 2025", "en", {"order": "month before day", "day comma": "a comma before the year"}),
        ("on 20 January 2025", "en", {"order": "day before month"}),
        ("in December, 2024", "en", {"comma": "a comma before the year"}),
        ("in May 2023", "en", {"comma": "no comma before the year"}),
        ("am 20. Januar 2025", "de", {"order": "with the name of the month"}),
        ("on 2025-01-20", "en", {"order": "year first, in figures"}),
        ("2025年1月20日", "zh", {"order": "figures with 年月日"}),
    ],
)
def test_styles_of_dates(text, lang, styles):
    (date,) = written_dates(text, lang)
    assert styles.items() <= date.styles.items()


@pytest.mark.parametrize("text", ["in 2023", "I may 5 times", "https://example.com/2025-01-20", "March on!"])
def test_no_dates(text):
    assert list(written_dates(text, "en")) == []


def in_chinese(value: int) -> str:
    """The slow, obvious way: four digits at a time."""
    if value == 0:
        return "零"
    said = ""
    for power, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = value // power % 10**4
        if not section:
            continue
        if said and section < 1000:
            said += "零"
        said += _section(section) + name
    return said


def _section(value: int) -> str:
    said, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            said += ("零" if gap and said else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return said


UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
UNITS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_english(value: int) -> str:
    """The slow, obvious way: three digits at a time."""
    parts = []
    for power, name in ((10**9, " billion"), (10**6, " million"), (10**3, " thousand"), (1, "")):
        section = value // power % 1000
        if section:
            parts.append(_hundreds(section) + name)
    return " ".join(parts)


def _hundreds(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    low = UNITS[rest] if rest < 20 else TENS[tens] + (f"-{UNITS[units]}" if units else "")
    if not hundreds:
        return low
    return f"{UNITS[hundreds]} hundred" + (f" and {low}" if rest else "")
