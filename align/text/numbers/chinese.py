"""The numbers of Chinese texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from operator import itemgetter
from typing import Final

from align.text.numbers.chinese_context import decades, in_context, parts_of_day
from align.text.numbers.chinese_units import chinese_table, chinese_unit
from align.text.numbers.figures import readings, value_of
from align.text.numbers.notation import blank, hidden_places, notations, with_short_years
from align.text.numbers.number import COUNTED, HIDDEN, SLIGHT, SURE, Number, Value
from align.text.numbers.numerals import DIGITS, NUMERAL, POWERS, approximate, numeral, power_of

__all__ = ["GATE", "chinese_numbers"]

GATE: Final = re.compile(r"[0-9０-９二两兩三四五六七八九十百千万萬亿億贰叁肆伍陆柒捌玖拾佰仟]|周日|[期拜][日天]")
"""Matches a text that may hold a number which a translation should have."""

_SIMPLE: Final = str.maketrans(
    "０１２３４５６７８９％．＄點時億萬兩個歲週號後幾數餘來塊錢鐘間禮紀週億圓貳參陸",
    "0123456789%.$点时亿万两个岁周号后几数余来块钱钟间礼纪周亿元二三六",
)
"""Half width and simplified characters for what the tables and patterns hold; offsets stay."""
_TO_SIMPLIFY: Final = re.compile(f"[{''.join(map(chr, _SIMPLE))}]")
_FIGURE: Final = (
    r"[0-9]{1,3}(?:(?:[,，]| , )[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:,[0-9]{4})+(?![0-9])|[0-9]+(?:\.[0-9]+)?"
)
_SCALE: Final = "[十百千万萬亿億]"
_HAN: Final = f"[{NUMERAL}]{{1,40}}"
_TRIGGER: Final = re.compile(
    rf"(?P<part>百分|千分|万分|{_HAN}分|[0-9]+分)之"
    rf"(?P<share>{_HAN}(?:点{_HAN})?|[0-9]+(?:\.[0-9]+)?)"
    rf"|(?P<figures>(?:(?:{_FIGURE})(?:{_SCALE}{{1,4}}(?=[^分]|分[^之]|$))?)(?:[0-9]+{_SCALE}{{1,4}}){{0,3}})"
    rf"|(?P<han>{_HAN}(?:点{_HAN})?)"
    r"|(?P<half>半)|(?P<sunday>周日|(?:星期|礼拜)[日天])"
)
_FIRST: Final = re.compile(f"[0-9{NUMERAL}百千万半周星礼]")
"""What each match of ``_TRIGGER`` begins with."""
_CHUNK: Final = re.compile(rf"({_FIGURE})({_SCALE}*)")
_RANGE: Final = re.compile(r"\s?(?:[-–—~～到至或和、]|或者|乃至)\s?")
_LETTER: Final = re.compile(r"([KMBT])(?![A-Za-z0-9])")
_LETTER_SCALES: Final = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}


@cache
def _sayings() -> re.Pattern[str]:
    words = sorted(set(chinese_table()["sayings"].split()), key=len, reverse=True)
    return re.compile("|".join(word for word in words if any(char in NUMERAL for char in word)))


def chinese_numbers(text: str) -> list[Number]:
    """The numbers of a text in Chinese characters; :func:`align.text.numbers.numbers` says what is left out."""
    plain = text.translate(_SIMPLE) if _TO_SIMPLIFY.search(text) else text
    plain = blank(plain, hidden_places(plain))
    found = notations(plain, "zh")
    plain = blank(plain, [(number.start, number.end) for number in found])
    sayings: frozenset[int] | None = None
    done = 0
    for match in _triggers(plain):
        if match.start() < done:
            continue  # the minutes of an hour, the half of 两个半小时
        inside = False
        if not match["figures"]:
            if sayings is None:
                found_sayings = _sayings().finditer(plain)
                sayings = frozenset(place for saying in found_sayings for place in range(*saying.span()))
            inside = match.start() in sayings
        read = _read(plain, match)
        done = max((number.end for number in read), default=0)
        found += (_light(number) for number in read) if inside else read
    if len(found) < 2:
        return found
    found.sort(key=itemgetter(0))
    return with_short_years(_ranges(_centuries(found), plain), plain)


def _triggers(plain: str) -> Iterator[re.Match[str]]:
    """What may be a number, as by ``_TRIGGER.finditer`` and quicker: most characters of a text are none."""
    first = _FIRST.search(plain)
    while first:
        match = _TRIGGER.match(plain, first.start())
        if match:
            yield match
        first = _FIRST.search(plain, match.end() if match else first.end())


def _light(number: Number) -> Number:
    """A number in a saying: it may be found on the other side, and is never missed."""
    return number._replace(weight=HIDDEN, kind="count" if number.kind == "rough" else number.kind)


def _ranges(numbers: list[Number], text: str) -> list[Number]:
    """The first number of a range may have the power and unit of the second: 三到五年, 2-3万."""
    for place in range(len(numbers) - 2, -1, -1):
        one, two = numbers[place], numbers[place + 1]
        if not one.kind == two.kind == "count" or one.units or not 0 < two.start - one.end < 4:
            continue
        if not _RANGE.fullmatch(text[one.end : two.start]):
            continue
        power = two.scale if one.scale == 1 else 1
        scaled = tuple(value * power for value in one.values) if power > 1 else ()
        to = bool(one.values) and one.values[0] > 1 and text[two.start - 1] in "到至-"
        weight = max(one.weight, two.weight) if to else one.weight
        numbers[place] = one._replace(values=(*scaled, *one.values), units=two.units, weight=weight)
    return numbers


def _centuries(numbers: list[Number]) -> list[Number]:
    """20世纪90年代 is one decade, the 1990s; 20世纪七八十年代 are two."""
    merged: list[Number] = []
    century: Number | None = None
    for number in numbers:
        if number.kind == "century":
            century = number
        elif number.kind != "decade" or century is None or number.start - century.end > 1:
            century = None
        else:
            years = (century.values[0] - 1) * 100 + number.values[0] % 100
            if merged[-1] is century:
                merged.pop()
            number = number._replace(start=century.start, values=(years,))
        merged.append(number)
    return merged


def _read(text: str, match: re.Match[str]) -> list[Number]:
    if match["sunday"]:
        return [Number(*match.span(), "weekday", (7,), COUNTED)]
    if match["half"]:
        return [_half(text, match.start())]
    if match["part"]:
        return list(_share(text, match))
    if match["figures"]:
        return _figures(text, match)
    return list(_han(text, match))


def _half(text: str, start: int) -> Number:
    before = text[start - 1 : start]
    if text.startswith("半百", start):
        return Number(start, start + 2, "count", (50,), HIDDEN)
    units, stop = chinese_unit(text, start + 1)
    if not units and text.startswith("个", start + 1):
        units, stop = chinese_unit(text, start + 2)
    if units and before not in tuple("大小多前后下上"):
        return Number(start, stop, "count", (Fraction(1, 2),), HIDDEN if units[0] == "day" else COUNTED, units)
    return Number(start, start + 1, "count", (Fraction(1, 2),), SLIGHT if before == "一" else HIDDEN, ("whole",))


def _value(text: str) -> Value | None:
    return value_of(text) if text[0].isascii() else numeral(text)


def _share(text: str, match: re.Match[str]) -> Iterator[Number]:
    """三分之二, 百分之五, 四分之一个世纪."""
    whole, share = _value(match["part"][:-1]), _value(match["share"])
    if not whole or share is None:
        return
    if whole == 100:
        yield Number(*match.span(), "count", (share,), SURE if share != 100 else HIDDEN, ("percent",))
    else:
        units, end = chinese_unit(text, match.end())
        yield Number(match.start(), end, "count", (Fraction(share) / whole,), COUNTED, units or ("whole",))


def _figures(text: str, match: re.Match[str]) -> list[Number]:
    """3.5亿, 1亿2千万, 37B."""
    start, end = match.span()
    figures = match["figures"]
    if figures.isdigit():
        number = Number(start, end, "count", (int(figures),), SURE)
    else:
        number = _with_separators(start, end, figures)
    if text[end : end + 1] in _LETTER_SCALES and (letter := _LETTER.match(text, end)):
        scaled = tuple(value * _LETTER_SCALES[letter[1]] for value in number.values)
        number = number._replace(values=(*number.values, *scaled), end=letter.end())
    before = text[start - 1 : start]
    if before.isascii() and before.isalpha():
        return [number._replace(weight=HIDDEN)]  # kg/m2
    return in_context(text, number)


def _with_separators(start: int, end: int, figures: str) -> Number:
    """3,000, 3.5亿, 1亿2千万."""
    values: tuple[Value, ...] = ()
    foreign: tuple[Value, ...] = ()
    scale = 1
    for figure, scales in _CHUNK.findall(figures):
        scale = power_of(scales)
        own, other = readings(figure.replace("，", ","), "zh")
        more = tuple(value * scale for value in own)
        values = tuple(a + b for a in values for b in more) if values and more else values or more
        foreign = foreign or tuple(value * scale for value in other)
    return Number(start, end, "count", values, SURE, foreign=foreign, scale=scale)


def _han(text: str, match: re.Match[str]) -> Iterator[Number]:
    """A numeral in characters; 三点五 is one number if it is no time of day."""
    body, start = match["han"], match.start()
    head = body.partition("点")[0]
    if head == body:
        yield from _whole(text, start, body)
        return
    day = parts_of_day().search(text, max(0, start - 4), start)
    value = numeral(body)
    if value is not None and not day and text[match.end() : match.end() + 1] not in {"分", "钟", "刻"}:
        yield from in_context(text, Number(start, match.end(), "count", (value,), SURE))
        return
    yield from _whole(text, start, head)


def _whole(text: str, start: int, body: str) -> Iterator[Number]:
    if len(body) > 1 and body[-1] in "两兩" and (body[-2] in POWERS or body not in {"一两", "三两"}):
        body = body[:-1]  # the weight, not the number
    end = start + len(body)
    values = approximate(body)
    if values:
        yield from _approximated(text, start, end, values)
        return
    value = numeral(body)
    if value is None:
        for place, char in enumerate(body, start):
            if char in DIGITS:
                yield Number(place, place + 1, "count", (DIGITS[char],), HIDDEN)
        return
    number = Number(start, end, "count", (value,), _weight(body, value, year=text.startswith("年", end)))
    yield from in_context(text, number)


def _approximated(text: str, start: int, end: int, values: list[int]) -> Iterator[Number]:
    if text.startswith("年代", end):
        yield from (Number(start, end + 2, "decade", decades(value), COUNTED) for value in values)
        return
    units, stop = chinese_unit(text, end)
    yield from (Number(start, stop, "count", (value,), HIDDEN, units) for value in values)


def _weight(body: str, value: Value, *, year: bool) -> int:
    if len(body) == 1 and body not in POWERS:
        return SLIGHT if value in {0, 1} else COUNTED
    if body[0] in "百千万萬亿億佰仟":
        return HIDDEN  # 百姓, 千万: only what counts something makes it a number
    if any(char in POWERS for char in body):
        return SURE if len(body) > 1 else COUNTED
    return SURE if len(body) == 4 and year else HIDDEN
