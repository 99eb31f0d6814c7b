"""What the neighbours of a number in a Chinese text make of it: an ordinal, a date, a share, an amount."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Final, NamedTuple

from align.text.numbers.chinese_units import chinese_table, chinese_unit, is_counted
from align.text.numbers.notation import clock_hour
from align.text.numbers.number import COUNTED, HIDDEN, SLIGHT, SURE, Number, Value
from align.text.numbers.numerals import DIGITS, NUMERAL, POWERS, numeral
from align.text.numbers.units import unit_names

__all__ = ["decades", "in_context", "parts_of_day"]


@cache
def parts_of_day() -> re.Pattern[str]:
    """Pattern of a part of the day at the end of a text; the group that matches is ``am``, ``noon`` or ``pm``."""
    parts = (("am", "morning"), ("noon", "noon"), ("pm", "evening"))
    table = chinese_table()
    groups = (f"(?P<{name}>{'|'.join(sorted(table[key].split(), key=len, reverse=True))})" for name, key in parts)
    return re.compile(f"(?:{'|'.join(groups)})的?$")


class _Spot(NamedTuple):
    """A number where it stands."""

    text: str
    number: Number
    before: str
    after: str
    value: Value
    figure: bool


_Reading = Callable[[_Spot], list[Number] | None]


def in_context(text: str, number: Number) -> list[Number]:
    """A number with what its neighbours make of it.

    Args:
        text: The text, digits and percent signs in half width.
        number: A number of it, without unit.

    Returns:
        The number as what it is, and the minutes behind an hour.
    """
    spot = _spot(text, number)
    if spot.figure and spot.before[-1:] not in _ORDINAL_SIGNS and spot.after[:1] not in _more():
        for read in _behind_figures().get(spot.after[:1], ()):
            if (found := read(spot)) is not None:
                return found
        return [_measured(spot)]
    for read in _UNCOUNTED:
        if (found := read(spot)) is not None:
            return found
    spot = _widened(spot)
    for read in _READINGS:
        if (found := read(spot)) is not None:
            return found
    return [_measured(spot)]


@cache
def _more() -> frozenset[str]:
    return frozenset(chinese_table()["more"])


@cache
def _behind_figures() -> dict[str, tuple[_Reading, ...]]:
    """The readings of a figure that is no ordinal, by the character behind it that each of them looks for."""
    return {
        "季": (_quarter,),
        "年": (_period, _date),
        **dict.fromkeys("世后", (_period,)),
        **dict.fromkeys("月日号", (_date,)),
        **dict.fromkeys("点时", (_clock,)),
        **dict.fromkeys("成折倍", (_share,)),
        **dict.fromkeys(chinese_table()["rough_after"], (_rough,)),
    }


def _spot(text: str, number: Number) -> _Spot:
    start, end = number.start, number.end
    value = (number.values or number.foreign)[0]
    return _Spot(text, number, text[max(0, start - 4) : start], text[end : end + 4], value, text[start].isascii())


def _widened(spot: _Spot) -> _Spot:
    """十多年, 三十余人, 四千多万."""
    text, number, _, after, value, _ = spot
    if not after or after[0] not in _more():
        return spot
    end, power = number.end + 1, POWERS.get(text[number.end + 1 : number.end + 2], 1)
    if power >= 10**4 and value < power:
        values = tuple(own * power for own in number.values)
        return _spot(text, number._replace(end=end + 1, values=values, scale=number.scale * power))
    return _spot(text, number._replace(end=end))


_ORDINAL_SIGNS: Final = frozenset("第№")


def decades(value: Value) -> tuple[Value, ...]:
    """The first years that a decade may mean: 90 is 1990, 1890 or 2090, or 90 as another text says it."""
    return (value,) if value >= 100 else (value, 1900 + value, 2000 + value, 1800 + value)


def _quarter(spot: _Spot) -> list[Number] | None:
    if not spot.after.startswith("季度") or spot.value not in range(1, 5):
        return None
    return [spot.number._replace(end=spot.number.end + 2, kind="quarter", weight=COUNTED)]


def _ordinal(spot: _Spot) -> list[Number] | None:
    if spot.before[-1:] not in _ORDINAL_SIGNS:
        return None
    weight = max(COUNTED, spot.number.weight) if spot.value != 1 else SLIGHT
    return [spot.number._replace(start=spot.number.start - 1, kind="ordinal", weight=weight)]


_WEEKDAY_BEFORE: Final = re.compile(r"(?:周|週|星期|礼拜)$")


def _weekday(spot: _Spot) -> list[Number] | None:
    """周三, but not 每周三次."""
    if spot.figure or spot.value not in range(1, 7) or spot.after[:1] in tuple("次天个小篇节趟顿回场"):
        return None
    match = _WEEKDAY_BEFORE.search(spot.before)
    if not match:
        return None
    return [spot.number._replace(start=spot.number.start - len(match[0]), kind="weekday", weight=COUNTED)]


_UP_TO: Final = re.compile(r"(?<![晚早以路])上$")


def _rough(spot: _Spot) -> list[Number] | None:
    """几十, 数百, 上千, 十几."""
    table, first = chinese_table(), spot.text[spot.number.start]
    led = not spot.figure and first in POWERS and spot.before
    before = led and (spot.before[-1] in table["rough_before"] or (first != "十" and _UP_TO.search(spot.before)))
    if not before and spot.after[:1] not in tuple(table["rough_after"]):
        return None
    return [spot.number._replace(kind="rough", weight=HIDDEN)]


def _period(spot: _Spot) -> list[Number] | None:
    """90年代, 95后, 20世纪."""
    number, value, after = spot.number, spot.value, spot.after
    if after.startswith("年代"):
        return [number._replace(end=number.end + 2, kind="decade", values=decades(value), weight=SURE)]
    if after.startswith("世纪"):
        return [number._replace(end=number.end + 2, kind="century", values=(value, (value - 1) * 100), weight=SURE)]
    if after.startswith("后") and spot.figure and value in range(50, 100):
        return [number._replace(kind="decade", values=decades(value))]
    return None


_DAY_FOLLOWS: Final = re.compile(r"月[0-9一二三十]+[日号]")


def _date(spot: _Spot) -> list[Number] | None:
    number, value, after = spot.number, spot.value, spot.after
    length = number.end - number.start
    if after.startswith("年") and length == 2 and spot.text[number.start] == "0":
        return [number._replace(end=number.end + 1, kind="year", values=(2000 + value,))]
    if after.startswith("年") and length == 4 and 1000 <= value < 3000:
        return [number._replace(end=number.end + 1, kind="year", weight=SURE)]
    if after.startswith("月") and value in range(1, 13):
        sure = spot.figure or spot.before.endswith("年") or _DAY_FOLLOWS.match(spot.text, number.end)
        return [number._replace(end=number.end + 1, kind="month", weight=SURE if sure else COUNTED)]
    if after[:1] in {"日", "号"} and value in range(1, 32) and after[1:2] not in tuple("楼线房门院馆"):
        certain = spot.before.endswith("月") or (spot.figure and after[0] == "日")
        weight = SURE if certain else min(number.weight, COUNTED)
        return [number._replace(end=number.end + 1, kind="day", weight=weight)]
    return None


_MINUTES: Final = re.compile(
    rf"[点时](?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<min>[0-9]{{1,2}}|[{NUMERAL}]+)分?|[钟整]+)?"
)
_NIGHT: Final = frozenset(["晚", "晚上", "夜里", "深夜", "夜晚", "夜", "今晚", "昨晚", "当晚"])


def _clock(spot: _Spot) -> list[Number] | None:
    """下午三点半, 8点, but not 八时代 and 三点建议."""
    number, value = spot.number, spot.value
    match = _MINUTES.match(spot.text, number.end)
    if not match or value not in range(25) or spot.after[1:2] in tuple("候代间尚期"):
        return None
    day = parts_of_day().search(spot.before)
    exact = match.end() > number.end + 1
    if not day and not exact and not spot.figure:
        return [number._replace(weight=min(number.weight, SLIGHT))]
    label = next((name for name, part in day.groupdict().items() if part), "") if day else ""
    if day and day[0].rstrip("的") in _NIGHT and value in {12, 1, 2, 3, 4, 5}:
        label = "am"
    values, label = clock_hour(int(value), label)
    span = (number.start - (len(day[0]) if day else 0), match.end())
    weight = SURE if day or exact else COUNTED
    hour = Number(*span, "hour", values, weight, label=label)
    return [hour, *_minutes(span, match)]


def _minutes(span: tuple[int, int], match: re.Match[str]) -> list[Number]:
    if match["min"]:
        minutes = int(match["min"]) if match["min"].isascii() else numeral(match["min"])
        return [Number(*span, "minute", (minutes,), SURE)] if minutes else []
    if match["half"] or match["quarter"]:
        minutes = 30 if match["half"] else 15 if match["quarter"] == "一" else 45
        return [Number(*span, "minute", (minutes,), HIDDEN)]
    return []


def _share(spot: _Spot) -> list[Number] | None:
    """九成, 八折, 三倍."""
    number, value, after = spot.number, spot.value, spot.after
    weight = min(number.weight, COUNTED)
    if after.startswith("成") and not spot.figure and value in range(1, 10):
        if after[1:2] in tuple("功为了立员本果就长熟绩群天"):
            return None
        return [number._replace(end=number.end + 1, units=("cheng",), weight=COUNTED)]
    if after.startswith("折") and value < 100:
        rest = 100 - value * (10 if value < 10 else 1)
        return [number._replace(end=number.end + 1, values=(value, value * 10, rest), weight=weight)]
    if after.startswith("倍"):
        # 增长两倍 is tripled, or up by 200 %; many say it of twice as much.
        values = (value, value + 1, value - 1, value * 100, value * 100 - 100)
        return [number._replace(end=number.end + 1, values=values, weight=weight)]
    return None


def _measured(spot: _Spot) -> Number:
    """A number with its unit, or with what it counts."""
    number = spot.number
    led = spot.before.rstrip()[-1:] in _CURRENCY_ENDS
    symbol = _CURRENCY.search(spot.text, max(0, number.start - 5), number.start) if led else None
    if symbol:
        weight = SURE if spot.figure else max(COUNTED, number.weight)
        return number._replace(start=symbol.start(), units=_money(symbol[0].strip()), weight=weight)
    units, end = chinese_unit(spot.text, number.end)
    if not units and spot.after.startswith(("个半", "分半")):  # 两个半小时, 三个半月, 六个半, 两分半钟
        number = number._replace(end=number.end + 2, values=(spot.value + Fraction(1, 2),))
        units, end = chinese_unit(spot.text, number.end)
        if (not units and spot.after[0] == "分") or spot.after[2:3] == "月":
            units, end = (("min",) if spot.after[0] == "分" else ("month",)), number.end + len(spot.after[2:3])
    return _with_unit(spot, number, units, end) if units else _without_unit(spot, number)


_TAIL: Final = re.compile(r"[一二三四五六七八九]{1,2}(?![一二三四五六七八九十百千万亿点])")


def _with_unit(spot: _Spot, number: Number, units: tuple[str, ...], end: int) -> Number:
    text, value, values, weight = spot.text, spot.value, number.values, number.weight
    if weight == HIDDEN and text[number.start] in POWERS and units[0] not in {"day", "year"}:
        weight = COUNTED
    tail = _TAIL.match(text, end) if units[0] in {"m", "cny"} and not spot.figure else None
    if tail and not is_counted(text, tail.end()) and not chinese_unit(text, tail.end())[0]:
        digits = "".join(str(DIGITS[char]) for char in tail[0])  # 一米七五, 三块五
        values, end, weight = (value + Fraction(int(digits), 10 ** len(digits)),), tail.end(), COUNTED
    if text[end : end + 1] == "半" and "percent" not in units:
        values, end, weight = (value + Fraction(1, 2),), end + 1, min(weight, COUNTED)
    short = spot.figure or text[number.start + 1] in DIGITS
    if short and 10 <= value < 100 and text[end - 1] == "年":
        values = (*values, 1900 + value, 2000 + value)  # 97年 may be 1997
    if weight == SURE and value in {0, 1} and units[0] in {"year", "day", "week", "h", "min", "s"}:
        weight = SLIGHT
    if value == 100 and "percent" in units:
        weight = SLIGHT  # entirely
    return number._replace(end=end, units=units, values=values, weight=weight)


_SINGLE_BEFORE: Final = frozenset("个個名位家台本张件只部艘辆座所棵匹头")
_NOT_SINGLE: Final = frozenset("每同这那第另任某统万唯哪没")


def _without_unit(spot: _Spot, number: Number) -> Number:
    value = spot.value
    if spot.figure:
        return number._replace(weight=SLIGHT if value in {0, 1} else SURE)
    if value == 1 and spot.after[:1] in _SINGLE_BEFORE and spot.before[-1:] not in _NOT_SINGLE:
        return number._replace(weight=SLIGHT, label="one")
    if value in {0, 1}:
        return number._replace(weight=HIDDEN)
    if number.weight >= COUNTED and value < 100 and value.denominator == 1 and not is_counted(spot.text, number.end):
        return number._replace(weight=COUNTED if value > 10 or spot.before.endswith("前") else HIDDEN)
    return number


_CURRENCY: Final = re.compile(r"(?:US\$|HK\$|NT\$|A\$|C\$|S\$|RMB|CNY|USD|EUR|人民币|港币|美元|[$¥￥€£₩₽₹])\s?$")

_CURRENCY_ENDS: Final = frozenset("$BYDRP币元¥￥€£₩₽₹")


def _money(sign: str) -> tuple[str, ...]:
    names = unit_names("zh")
    return names.symbols.get(sign) or names.words.get(sign, ())


_UNCOUNTED: Final[tuple[_Reading, ...]] = (_quarter, _ordinal, _weekday, _rough)
_READINGS: Final[tuple[_Reading, ...]] = (_period, _date, _clock, _share)
