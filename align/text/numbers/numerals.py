"""The values of Chinese numerals."""

from __future__ import annotations

import re
from typing import Final

from align.text.numbers.figures import value_of
from align.text.numbers.number import Value

__all__ = ["DIGITS", "NUMERAL", "POWERS", "approximate", "numeral", "power_of"]

DIGITS: Final = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys("〇○", 0),
    **dict.fromkeys("两兩貳", 2),
    "參": 3,
    "陸": 6,
}
POWERS: Final = {
    **dict.fromkeys("十拾", 10),
    **dict.fromkeys("百佰", 100),
    **dict.fromkeys("千仟", 1000),
    **dict.fromkeys("万萬", 10**4),
    **dict.fromkeys("亿億", 10**8),
}
NUMERAL: Final = "".join((*DIGITS, *POWERS))
_APPROXIMATE: Final = re.compile(
    r"(?P<ten>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八九])(?P<high>[两二三四五六七八九])(?P<power>[十百千万亿]*)"
)


def numeral(text: str) -> Value | None:
    """The value of a numeral such as 三百二十, 一万五, 二〇二四 or 三点五.

    Args:
        text: Characters of :data:`NUMERAL`, one 点 among them at most.

    Returns:
        The value, or None where the characters are no numeral, such as 五四.
    """
    whole, point, part = text.partition("点")
    if point:
        head = numeral(whole)
        digits = "".join(str(DIGITS[char]) for char in part if char in DIGITS)
        if head is None or not digits or len(digits) != len(part.rstrip("百佰千仟万萬亿億")):
            return None
        return value_of(f"{head}.{digits}") * power_of(part[len(digits) :])
    if not any(char in POWERS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return _composed(text)


def power_of(scales: str) -> int:
    """The product of powers: 万亿 is 1,000,000,000,000."""
    power = 1
    for char in scales:
        power *= POWERS[char]
    return power


def _composed(text: str) -> int | None:
    """Digits and powers: each power counts the digit before it, 万 and 亿 all that stands before them."""
    total = section = digit = last = 0
    for place, char in enumerate(text):
        if char in DIGITS:
            if digit and DIGITS[char]:
                return None
            digit = DIGITS[char]
            # 一万五 is 15,000: the last digit counts the power below, unless 零 stands between.
            if place == len(text) - 1 and last >= 100 and text[place - 1] in POWERS:
                digit *= last // 10
            continue
        power = POWERS[char]
        if power < 10**4:
            section += (digit or 1) * power
        elif power == 10**8 or last == 10**4:
            total, section = (total + section + digit or 1) * power, 0
        else:
            total, section = total + (section + digit or 1) * power, 0
        last, digit = power, 0
    return total + section + digit


def approximate(text: str) -> list[int] | None:
    """The values of 两三, 三五, 七八十 or 十七八: all that may be meant; None where a numeral is exact."""
    match = _APPROXIMATE.fullmatch(text)
    if not match:
        return None
    low, high = sorted((DIGITS[match["low"]], DIGITS[match["high"]]))
    if high != low + 1 and (low, high) != (3, 5):
        return None
    base = _composed(match["ten"]) or 0 if match["ten"] else 0
    return [(base + value) * power_of(match["power"]) for value in range(low, high + 1)]
