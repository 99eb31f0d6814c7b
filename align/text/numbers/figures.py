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
    r"|(?<![0-9][.,])(?<![0-9] , )[0-9]{1,3}(?: , [0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|(?<![0-9][.,])[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
    r"|(?<![0-9][.,])[0-9]+(?:[.,][0-9]{3})*(?:[.,][0-9]+)?(?![.,]?[0-9])"
    r"|[0-9]+"
)
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_FOUR: Final = re.compile(r"[0-9]{1,4}(?:,[0-9]{4})+")
_DROP: Final = str.maketrans("", "", _SPACES + ".,")
_DECIMAL_COMMA: Final = frozenset(
    [
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "da",
        "sv",
        "nb",
        "nn",
        "no",
        "fi",
        "is",
        "pl",
        "cs",
        "sk",
        "hu",
        "ro",
        "bg",
        "ru",
        "uk",
        "tr",
        "el",
        "id",
        "hr",
        "sl",
        "sr",
        "lt",
        "lv",
        "et",
    ]
)


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
    figure = figure.replace(" , ", ",")  # tokenised text
    if figure.isdigit():
        return (int(figure),), ()
    decimal = "," if lang in _DECIMAL_COMMA else "."
    group = "." if decimal == "," else ","
    head, point, tail = figure.rpartition(decimal)
    grouped = figure.replace(group, "").isdigit() and bool(_GROUPED.fullmatch(figure))
    if not point:  # no decimal mark: groups, or the mark of another language
        plain = figure.translate(_DROP)
        if grouped:
            other = (value_of(figure.replace(group, ".")),) if figure.count(group) == 1 else ()
            return (int(plain),), other
        if group not in figure:
            return (int(plain),), ()
        if _FOUR.fullmatch(figure):
            return (), (int(plain),)
        whole, _, part = figure.rpartition(group)
        return (), (value_of(f"{whole.translate(_DROP)}.{part}"),)
    if decimal in head or group in tail:  # several marks: groups in the notation of another language
        if group in tail:
            whole, _, part = figure.rpartition(group)
            return (), (value_of(f"{whole.translate(_DROP)}.{part}"),)
        return (), (int(figure.translate(_DROP)),)
    own = value_of(f"{head.translate(_DROP)}.{tail}")
    foreign = (int(figure.translate(_DROP)),) if len(tail) == 3 and len(head) <= 3 and head != "0" else ()
    return (own,), foreign
