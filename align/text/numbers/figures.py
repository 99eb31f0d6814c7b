"""Figures: digits with separators, read by the notation of a language."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from align.text.numbers.number import Value

__all__ = ["FIGURE", "readings", "value_of"]

_SPACES: Final = "\u00a0\u202f\u2009 '’"
FIGURE: Final = re.compile(
    rf"(?<![0-9])[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?"
    r"|(?<![0-9][.,])[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
    r"|(?<![0-9][.,])[0-9]+(?:[.,][0-9]{3})*(?:[.,][0-9]+)?(?![.,]?[0-9])"
    r"|[0-9]+"
)
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_FOUR: Final = re.compile(r"[0-9]{1,4}(?:,[0-9]{4})+")
_DROP: Final = str.maketrans("", "", _SPACES + ".,")
_DECIMAL_COMMA: Final = frozenset({
    "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "nb", "nl", "nn",
    "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk",
})  # fmt: skip


def value_of(digits: str) -> Value:
    """The value of digits with at most one decimal point."""
    if "." not in digits:
        return int(digits)
    value = Fraction(digits)
    return value.numerator if value.denominator == 1 else value


def readings(figure: str, lang: str) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """What a figure means in a language, and what it would mean elsewhere.

    Args:
        figure: Digits with points, commas or spaces between them.
        lang: Primary language tag.

    Returns:
        Values in the notation of the language, and values in another notation. One of the two may be empty.
    """
    if figure.isdigit():
        return (int(figure),), ()
    figure = figure.replace(" , ", ",")  # tokenised text
    decimal, group = (",", ".") if lang in _DECIMAL_COMMA else (".", ",")
    plain = int(figure.translate(_DROP))
    if decimal not in figure:
        return _without_decimals(figure, group, plain)
    head, _, tail = figure.rpartition(decimal)
    if group in tail:
        return (), (_decimal(figure, group),)
    if decimal in head:
        return (), (plain,)
    thousands = len(tail) == 3 and len(head) <= 3 and head != "0"
    return (_decimal(figure, decimal),), (plain,) if thousands else ()


def _without_decimals(figure: str, group: str, plain: int) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Groups of thousands, or the decimal mark of another language."""
    if group not in figure:
        return (plain,), ()
    if _GROUPED.fullmatch(figure):
        return (plain,), (_decimal(figure, group),) if figure.count(group) == 1 else ()
    return (), (plain if _FOUR.fullmatch(figure) else _decimal(figure, group),)


def _decimal(figure: str, mark: str) -> Value:
    """The value if the last of a mark is the decimal one."""
    head, _, tail = figure.rpartition(mark)
    return value_of(f"{head.translate(_DROP)}.{tail}")
