"""Chinese numerals and what stands around them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from align.text.numbers.figures import readings, value_of
from align.text.numbers.notation import blank, clock_hour, hidden_places, notations
from align.text.numbers.number import COUNTED, HIDDEN, SLIGHT, SURE, Number, Value
from align.text.numbers.units import unit_names

__all__ = ["GATE", "chinese_numbers", "numeral"]

_DIGITS: Final = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0, "○": 0, "两": 2, "兩": 2, "貳": 2, "參": 3, "陸": 6,
}  # fmt: skip
_POWERS: Final = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
}
_NUMERAL: Final = "".join((*_DIGITS, *_POWERS))
GATE: Final = re.compile(r"[0-9０-９二两兩三四五六七八九十百千万萬亿億贰叁肆伍陆柒捌玖拾佰仟]|周日|[期拜][日天]")
_HALF_WIDTH: Final = {**{0xFF10 + digit: 0x30 + digit for digit in range(10)}, 0xFF05: "%", 0xFF0E: ".", 0xFF04: "$"}
_FIGURE: Final = (
    r"[0-9]{1,3}(?:(?:[,，]| , )[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:,[0-9]{4})+(?![0-9])|[0-9]+(?:\.[0-9]+)?"
)
_SCALE: Final = "[十百千万萬亿億]"
_TRIGGER: Final = re.compile(
    rf"(?P<part>百分|千分|万分|[{_NUMERAL}]+分|[0-9]+分)之(?P<share>[{_NUMERAL}]+(?:点[{_NUMERAL}]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"|(?P<figures>(?:(?:{_FIGURE})(?:{_SCALE}+(?=[^分]|分[^之]|$))?)(?:[0-9]+{_SCALE}+)*)"
    rf"|(?P<han>[{_NUMERAL}]+(?:点[{_NUMERAL}]+)?)"
    r"|(?P<half>半)|(?P<sunday>周日|(?:星期|礼拜)[日天])"
)
_CHUNK: Final = re.compile(rf"({_FIGURE})({_SCALE}*)")


class _Table(NamedTuple):
    classifiers: frozenset[str]
    longest: int
    sayings: re.Pattern[str]
    rough_before: str
    rough_after: str
    more: str
    parts_of_day: re.Pattern[str]


@cache
def _table() -> _Table:
    table = tomllib.loads((files(__package__) / "zh.toml").read_text(encoding="utf-8"))
    classifiers = frozenset(table["classifiers"].split())
    sayings = sorted(set(table["sayings"].split()), key=len, reverse=True)
    day = "|".join(
        f"(?P<{label}>{'|'.join(sorted(table[name].split(), key=len, reverse=True))})"
        for label, name in (("am", "morning"), ("noon", "noon"), ("pm", "evening"))
    )
    return _Table(
        classifiers,
        max(map(len, classifiers)),
        re.compile("|".join(saying for saying in sayings if any(char in _NUMERAL for char in saying))),
        table["rough_before"],
        table["rough_after"],
        table["more"],
        re.compile(f"(?:{day})的?$"),
    )


def numeral(text: str) -> Value | None:
    """The value of a Chinese numeral such as 三百二十, 一万五, 二〇二四 or 三点五; None if it is none."""
    whole, point, part = text.partition("点")
    if point:
        head = numeral(whole)
        digits = "".join(str(_DIGITS[char]) for char in part if char in _DIGITS)
        if head is None or not digits or len(digits) != len(part.rstrip("十百千万萬亿億")):
            return None
        return value_of(f"{head}.{digits}") * _power(part[len(digits) :])
    if not any(char in _POWERS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _composed(text)


def _power(scales: str) -> int:
    power = 1
    for char in scales:
        power *= _POWERS[char]
    return power


def _composed(text: str) -> int | None:
    """Digits and powers: each power counts the digit before it, 万 and 亿 all that stands before them."""
    total = section = digit = 0
    last = 0
    for place, char in enumerate(text):
        if char in _DIGITS:
            if digit and _DIGITS[char]:
                return None
            digit, last_digit_place = _DIGITS[char], place
            if place == len(text) - 1 and digit:
                # 一万五 is 15,000: the last digit counts the power below, unless 零 stands between.
                if last >= 100 and text[place - 1] in _POWERS:
                    digit *= last // 10
                return total + section + digit
            del last_digit_place
            continue
        power = _POWERS[char]
        if power < 10**4:
            section += (digit or 1) * power
        else:
            below = section + digit
            if power == 10**8 or last == 10**4:
                total = (total + below or 1) * power
            else:
                total += (below or 1) * power
            section = 0
        last, digit = power, 0
    return total + section + digit


def chinese_numbers(text: str) -> list[Number]:
    """The numbers of a Chinese text, in order."""
    plain = text.translate(_HALF_WIDTH)
    plain = blank(plain, hidden_places(plain))
    found = list(notations(plain, "zh"))
    if found:
        plain = blank(plain, [(number.start, number.end) for number in found])
    sayings = [match.span() for match in _table().sayings.finditer(plain)]
    for match in _TRIGGER.finditer(plain):
        for number in _read(plain, match):
            inside = any(start <= match.start() < end for start, end in sayings)
            found.append(_light(number) if inside and not plain[match.start()].isdigit() else number)
    found.sort(key=lambda number: number[0])
    return _ranges(_centuries(found), plain)


_RANGE: Final = re.compile(r"\s?(?:[-–—~～到至或和、]|或者|乃至)\s?")


def _light(number: Number) -> Number:
    """A number in a saying: it may be found on the other side, and is never missed."""
    return number._replace(weight=HIDDEN, kind="count" if number.kind == "rough" else number.kind)


def _ranges(numbers: list[Number], text: str) -> list[Number]:
    """The first number of a range may have the power and unit of the second: 三到五年, 2-3万."""
    for place in range(len(numbers) - 2, -1, -1):
        one, two = numbers[place], numbers[place + 1]
        if one.kind != "count" or two.kind != "count" or one.units or not 0 < two.start - one.end < 4:
            continue
        if not _RANGE.fullmatch(text[one.end : two.start]):
            continue
        power = two.scale if two.scale > 1 and one.scale == 1 else 1
        scaled = tuple(value * power for value in one.values) if power > 1 else ()
        weight = (
            max(one.weight, two.weight)
            if one.values and one.values[0] > 1 and text[two.start - 1] in "到至-"
            else one.weight
        )
        numbers[place] = one._replace(values=(*scaled, *one.values), units=two.units, weight=weight)
    return numbers


def _centuries(numbers: list[Number]) -> list[Number]:
    """20世纪90年代 is one decade: the 1990s."""
    merged: list[Number] = []
    for place, number in enumerate(numbers):
        before = merged[-1] if merged else None
        earlier = numbers[place - 1] if place else None
        if before and earlier and earlier.kind == number.kind == "decade" and earlier.start == number.start < before.end:
            merged.append(before._replace(values=(before.values[0] // 100 * 100 + number.values[0] % 100,)) if before.start < number.start else number)
            continue
        if before and before.kind == "century" and number.kind == "decade" and number.start - before.end <= 1:
            years = (before.values[0] - 1) * 100 + number.values[0] % 100
            merged[-1] = number._replace(start=before.start, values=(years,))
        else:
            merged.append(number)
    return merged


def _read(text: str, match: re.Match[str]) -> Iterator[Number]:
    if match["sunday"]:
        yield Number(*match.span(), "weekday", (7,), COUNTED)
    elif match["half"] and text.startswith("半百", match.start()):
        yield Number(match.start(), match.start() + 2, "count", (50,), HIDDEN)
    elif match["half"]:
        yield from _half(text, match.start())
    elif match["part"]:
        yield from _share(match)
    elif match["figures"]:
        yield from _figures(text, match)
    else:
        yield from _han(text, match)


def _half(text: str, start: int) -> Iterator[Number]:
    end = start + 1 + (text[start + 1 : start + 2] == "个")
    units, stop = _unit(text, start + 1)
    if not units:
        units, stop = _unit(text, end)
    if units and text[start - 1 : start] not in tuple("大小多前后下上"):
        yield Number(start, stop, "count", (Fraction(1, 2),), HIDDEN if units[0] == "day" else COUNTED, units)
    else:
        yield Number(
            start,
            start + 1,
            "count",
            (Fraction(1, 2),),
            SLIGHT if text[start - 1 : start] == "一" else HIDDEN,
            ("whole",),
        )


def _share(match: re.Match[str]) -> Iterator[Number]:
    part = match["part"][:-1]
    whole = int(part) if part.isdigit() else numeral(part)
    share = (
        value_of(match["share"])
        if match["share"][0].isdigit() and match["share"][0].isascii()
        else numeral(match["share"])
    )
    if not whole or share is None:
        return
    if whole == 100:
        yield Number(*match.span(), "count", (share,), SURE if share != 100 else HIDDEN, ("percent",))
    else:
        value = Fraction(share) / whole
        yield Number(*match.span(), "count", (value,), COUNTED, ("whole",))


def _figures(text: str, match: re.Match[str]) -> Iterator[Number]:
    values: tuple[Value, ...] = ()
    foreign: tuple[Value, ...] = ()
    scale = 1
    for figure, scales in _CHUNK.findall(match["figures"]):
        scale = _power(scales)
        own, other = readings(figure.replace("，", ","), "zh")
        more = tuple(value * scale for value in own)
        values = tuple(a + b for a in values for b in more) if values and more else values or more
        foreign = foreign or tuple(value * scale for value in other)
    number = Number(*match.span(), "count", values, SURE, foreign=foreign, scale=scale)
    letter = text[match.end() : match.end() + 1]
    if letter in _LETTERS and not _WORDY.match(text, match.end() + 1):
        number = number._replace(values=(*values, *(value * _LETTERS[letter] for value in values)), end=match.end() + 1)
    if text[match.start() - 1 : match.start()].isascii() and text[match.start() - 1 : match.start()].isalpha():
        yield number._replace(weight=HIDDEN)
    else:
        yield from _around(text, match, number)


_WORDY: Final = re.compile("[A-Za-z0-9]")
_LETTERS: Final = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}


def _han(text: str, match: re.Match[str]) -> Iterator[Number]:
    body = match["han"]
    if "点" in body and not _decimal(text, body, match):
        head = body.partition("点")[0]
        match = re.compile(re.escape(head)).match(text, match.start()) or match
        body = head
        rest = re.compile(rf"(?P<han>[{_NUMERAL}]+)").match(text, match.end() + 1)
    else:
        rest = None
    yield from _plain(text, match, body)
    if rest and not _hour_follows(text, match):
        yield from _plain(text, rest, rest["han"])


def _decimal(text: str, body: str, match: re.Match[str]) -> bool:
    """Whether 三点五 is 3.5 and not five past three."""
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 1]
    return numeral(body) is not None and not _table().parts_of_day.search(before) and after not in {"分", "钟"}


def _hour_follows(text: str, match: re.Match[str]) -> bool:
    return text[match.end() : match.end() + 1] == "点"


def _plain(text: str, match: re.Match[str], body: str) -> Iterator[Number]:
    """A numeral without decimals."""
    if len(body) > 1 and body[-1] in "两兩" and (body[-2] in _POWERS or body not in {"一两", "三两"}):
        body = body[:-1]  # the weight, not the number
    start, end = match.start(), match.start() + len(body)
    pair = _approximate(body)
    if pair:
        low, high, power = pair
        units, stop = _unit(text, end)
        step = 10 if low >= 20 and low % 10 == high % 10 == 0 else 1
        decades = text.startswith("年代", end) and power == 1 and low % 10 == 0
        for value in range(low, high + 1, step):
            if decades:
                yield Number(start, end + 2, "decade", _decades(value), COUNTED)
            else:
                yield Number(start, stop, "count", (value * power,), HIDDEN, units)
        return
    value = numeral(body)
    if value is None:
        for place, char in enumerate(body):
            if char in _DIGITS:
                yield Number(start + place, start + place + 1, "count", (_DIGITS[char],), HIDDEN)
        return
    composed = any(char in _POWERS for char in body)
    if "点" in body:
        weight = SURE
    elif composed and body[0] in "百千万萬亿億佰仟":
        weight = HIDDEN
    elif composed and len(body) > 1:
        weight = SURE
    elif len(body) > 1:
        weight = SURE if len(body) == 4 and text[end : end + 1] == "年" else HIDDEN
    else:
        weight = SLIGHT if value in {0, 1} else COUNTED
    yield from _around(text, match, Number(start, end, "count", (value,), weight))


_APPROXIMATE: Final = re.compile(
    r"(?P<ten>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八九])(?P<high>[两二三四五六七八九])(?P<power>[十百千万亿]*)"
)


def _approximate(body: str) -> tuple[int, int, int] | None:
    """The bounds of 两三, 三五, 七八十 or 十七八, and the power they count."""
    match = _APPROXIMATE.fullmatch(body)
    if not match:
        return None
    low, high = _DIGITS[match["low"]], _DIGITS[match["high"]]
    if not (high == low + 1 or (low, high) in {(3, 5), (3, 2), (2, 3)}):
        return None
    low, high = min(low, high), max(low, high)
    base = _composed(match["ten"]) or 0 if match["ten"] else 0
    if match["power"] == "十":
        return low * 10, high * 10, 1
    return base + low, base + high, _power(match["power"])


_UP_TO: Final = re.compile(r"(?<![晚早以路])上$")
_WEEKDAY_BEFORE: Final = re.compile(r"(?:周|週|星期|礼拜)$")
_TIMES: Final = "次天个小篇节趟顿回场"


def _around(text: str, match: re.Match[str], number: Number) -> Iterator[Number]:  # noqa: C901 - one case a line
    """A number with what its neighbours make of it: ordinal, date, time, share, unit, count."""
    start, end, value = number.start, number.end, (number.values or number.foreign)[0]
    before, after = text[max(0, start - 4) : start], text[end : end + 4]
    figure = text[start].isascii()
    table = _table()
    if after.startswith("季度") and value in range(1, 5):
        yield number._replace(end=end + 2, kind="quarter", weight=COUNTED)
        return
    if before.endswith(("第", "№")):
        yield number._replace(
            start=start - 1, kind="ordinal", weight=max(COUNTED, number.weight) if value != 1 else SLIGHT
        )
        return
    if not figure and _WEEKDAY_BEFORE.search(before) and value in range(1, 7) and after[:1] not in tuple(_TIMES):
        begin = start - (1 if before[-1] in "周週" else 2)
        if text[begin - 1 : begin] != "每" or after[:1] not in tuple(_TIMES):
            yield number._replace(start=begin, kind="weekday", weight=COUNTED)
            return
    round_number = not figure and text[start] in "十百千万亿"
    rough = (
        round_number
        and before[-1:]
        and (before[-1] in table.rough_before or _UP_TO.search(before) and text[start] != "十")
    )
    if rough or after[:1] and after[0] in table.rough_after:
        yield number._replace(kind="rough", weight=HIDDEN)
        return
    if after[:1] and after[0] in table.more:
        end += 1
        number = number._replace(end=end)
        power = _POWERS.get(text[end : end + 1], 1)
        if power >= 10**4 and value < power:
            end += 1
            number = number._replace(end=end, values=tuple(own * power for own in number.values), scale=number.scale * power)
            value *= power
        after = text[end : end + 4]
    yield from _dated(text, number, before, after, value, figure=figure)


def _dated(  # noqa: C901 - one case a line
    text: str, number: Number, before: str, after: str, value: Value, *, figure: bool
) -> Iterator[Number]:
    end = number.end
    length = end - number.start
    if after.startswith("年代"):
        yield number._replace(end=end + 2, kind="decade", values=_decades(value), weight=SURE)
    elif after.startswith("世纪") and before[-1:] not in tuple("几半数"):
        yield number._replace(end=end + 2, kind="century", values=(value, (value - 1) * 100), weight=SURE)
    elif after.startswith("年") and text[number.start] == "0" and length == 2:
        yield number._replace(end=end + 1, kind="year", values=(2000 + value,))
    elif after.startswith("年") and 1000 <= value < 3000 and length == 4:
        yield number._replace(end=end + 1, kind="year", weight=SURE)
    elif after.startswith("后") and figure and value in range(50, 100):
        yield number._replace(kind="decade", values=_decades(value))
    elif after.startswith("月") and value in range(1, 13) and "个" not in before[-1:]:
        dated = bool(figure or re.match(r"月[0-9一二三十]+[日号]", text[end : end + 6]) or before.endswith("年"))
        yield number._replace(end=end + 1, kind="month", weight=SURE if dated else COUNTED)
    elif after[:1] in {"日", "号"} and value in range(1, 32) and after[1:2] not in {"楼", "线", "房", "门", "院", "馆"}:
        dated = before.endswith("月") or (figure and after[0] == "日")
        yield number._replace(end=end + 1, kind="day", weight=SURE if dated else min(number.weight, COUNTED))
    elif after.startswith(("点", "时")) and value in range(25) and after[1:2] not in {"候", "代", "间", "尚", "期"}:
        yield from _time(text, number, int(value))
    elif (
        after.startswith("成")
        and value in range(1, 10)
        and not figure | (after[1:2] in tuple("功为了立员本果就长熟绩群天"))
    ):
        yield number._replace(end=end + 1, units=("cheng",), weight=COUNTED)
    elif after.startswith("折") and value < 100:
        rest = 100 - value * (10 if value < 10 else 1)
        yield number._replace(end=end + 1, values=(value, value * 10, rest), weight=min(number.weight, COUNTED))
    elif after.startswith("倍"):
        more = {value, value + 1, value - 1, value * 100, value * 100 - 100}
        yield number._replace(end=end + 1, values=(value, *sorted(more - {value})), weight=min(number.weight, COUNTED))
    else:
        yield from _measured(text, number, before, after, value, figure=figure)


def _decades(value: Value) -> tuple[Value, ...]:
    return (value,) if value >= 100 else (value, 1900 + value, 2000 + value, 1800 + value)


_MINUTES: Final = re.compile(
    rf"[点时](?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<min>[0-9]{{1,2}}|[{_NUMERAL}]+)分?|[钟整]+)?"
)


def _time(text: str, number: Number, hour: int) -> Iterator[Number]:
    match = _MINUTES.match(text, number.end)
    before = text[max(0, number.start - 3) : number.start]
    day = _table().parts_of_day.search(before)
    clock = match and (match["half"] or match["quarter"] or match["min"] or match.end() > number.end + 1)
    if not day and not clock and not text[number.start].isascii():
        yield number._replace(weight=min(number.weight, SLIGHT))
        return
    values, label = clock_hour(hour, next(name for name in ("am", "noon", "pm") if day[name]) if day else "")
    if (
        day
        and day[0].rstrip("的") in {"晚", "晚上", "夜里", "深夜", "夜晚", "夜", "今晚", "昨晚", "当晚"}
        and hour in {12, 1, 2, 3, 4, 5}
    ):
        values, label = clock_hour(hour, "am")
    start = number.start - (len(day[0]) if day else 0)
    end = match.end() if match else number.end + 1
    yield number._replace(
        start=start, end=end, kind="hour", values=values, label=label, weight=SURE if day or clock else COUNTED
    )
    if match and match["min"]:
        minutes = int(match["min"]) if match["min"].isascii() else numeral(match["min"])
        if minutes:
            yield Number(start, end, "minute", (minutes,), SURE)
    elif match and (match["half"] or match["quarter"]):
        yield Number(start, end, "minute", (30 if match["half"] else 15 if match["quarter"] == "一" else 45,), HIDDEN)


def _measured(text: str, number: Number, before: str, after: str, value: Value, *, figure: bool) -> Iterator[Number]:
    """A number with its unit or what it counts, and without."""
    symbol, begin = _currency(text, number.start)
    if symbol:
        yield number._replace(start=begin, units=symbol, weight=SURE if figure else max(COUNTED, number.weight))
        return
    units, end = _unit(text, number.end)
    if not units and after.startswith("个半"):
        units, end = _unit(text, number.end + 2)
        end = end if units else number.end
        number = number._replace(values=(value + Fraction(1, 2),))
    if units:
        values, weight = number.values, number.weight
        if weight == HIDDEN and text[number.start] in "百千万亿" and units[0] not in {"day", "year"}:
            weight = COUNTED
        tail = _TAIL.match(text, end) if units[0] in {"m", "cny"} and not figure else None
        if tail and not _counted(text, tail.end()) and not _unit(text, tail.end())[0]:
            digits = "".join(str(_DIGITS[char]) for char in tail[0])
            values, end = (value + Fraction(int(digits), 10 ** len(digits)),), tail.end()
            weight = COUNTED
        if text[end : end + 1] == "半" and "percent" not in units:
            values, end = (value + Fraction(1, 2),), end + 1
            weight = min(weight, COUNTED)
        if (
            units[0] == "year"
            and 10 <= value < 100
            and text[end - 1] == "年"
            and (figure or text[number.start + 1] in _DIGITS)
        ):
            values = (*values, 1900 + value, 2000 + value)
        if weight == SURE and value in {0, 1} and units[0] in {"year", "day", "week", "h", "min", "s"}:
            weight = SLIGHT
        yield number._replace(end=end, units=units, values=values, weight=weight)
    elif figure:
        yield number._replace(weight=SLIGHT if value in {0, 1} else SURE)
    elif value == 1 and after[:1] and after[0] in _SINGLE_BEFORE and before[-1:] not in _NOT_SINGLE:
        yield number._replace(weight=SLIGHT, label="one")
    elif value in {0, 1}:
        yield number._replace(weight=HIDDEN)
    elif number.weight >= COUNTED and value < 100 and not _counted(text, number.end):
        yield number._replace(weight=COUNTED if value > 10 or before.endswith("前") else HIDDEN)
    else:
        yield number


_TAIL: Final = re.compile(r"[一二三四五六七八九]{1,2}(?![一二三四五六七八九十百千万亿点])")


_SINGLE_BEFORE: Final = frozenset("个個名位家台本张件只部艘辆座所棵匹头")
_NOT_SINGLE: Final = frozenset("每同这那第另任某统万唯哪没")


def _counted(text: str, end: int) -> bool:
    table = _table()
    return any(text[end : end + size] in table.classifiers for size in range(1, table.longest + 1))


def _unit(text: str, start: int) -> tuple[tuple[str, ...], int]:
    """The unit that stands at an offset, and where it ends."""
    names = unit_names("zh")
    begin = start + (text[start : start + 1] == " ")
    for size in range(names.longest, 0, -1):
        word = text[begin : begin + size]
        if len(word) == size and word in names.words:
            if word in _NOT_BEFORE and text[begin + size : begin + size + 1] in _NOT_BEFORE[word]:
                continue
            return names.words[word], begin + size
    match = _SYMBOL.match(text, begin)
    if match and match[0] in names.symbols:
        return names.symbols[match[0]], match.end()
    return (), start


_SYMBOL: Final = re.compile(r"(?:[A-Za-zμµ°]{1,4}[²³23]?(?:/h)?|[%‰℃℉°])(?![A-Za-z])")
_NOT_BEFORE: Final = {
    "年": tuple("级代轻纪龄货糕会画关"), "天": tuple("气空下真然才堂使生分"), "周": tuple("围边岁年末密到旋全"), "米": tuple("饭线粉粮"),
    "克": tuple("服制拉隆"), "元": tuple("素旦首老宵"), "块": tuple("头儿"), "升": tuple("级起学旗"), "分钟": (), "码": tuple("头"), "尺": tuple("寸度子"),
    "秒": tuple("杀"), "瓦": tuple("片"), "磅": tuple("礴"), "斤": (), "吨": (), "岁": tuple("月"), "载": tuple("体人"), "成": (), "百分": tuple("之点"),
    "镑": (), "丈": tuple("夫母人"), "伏": tuple("击"), "星期": tuple("一二三四五六日天"), "礼拜": tuple("一二三四五六日天"),
}  # fmt: skip
_CURRENCY: Final = re.compile(r"(?:US\$|HK\$|NT\$|A\$|C\$|S\$|RMB|CNY|USD|EUR|人民币|港币|美元|[$¥￥€£₩₽₹])\s?$")


def _currency(text: str, start: int) -> tuple[tuple[str, ...], int]:
    match = _CURRENCY.search(text, max(0, start - 5), start)
    if not match:
        return (), start
    names = unit_names("zh")
    sign = match[0].strip()
    return names.symbols.get(sign) or names.words.get(sign, ()), match.start()
