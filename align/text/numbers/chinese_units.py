"""What stands behind numbers in Chinese: units of measure, and what is counted."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from align.text.numbers.units import unit_names

__all__ = ["chinese_table", "chinese_unit", "is_counted"]


@cache
def chinese_table() -> dict[str, str]:
    """What ``zh.toml`` says."""
    table: dict[str, str] = tomllib.loads((files(__package__) / "zh.toml").read_text(encoding="utf-8"))
    return table


@cache
def _classifiers() -> tuple[frozenset[str], int]:
    words = frozenset(chinese_table()["classifiers"].split())
    return words, max(map(len, words))


def is_counted(text: str, end: int) -> bool:
    """Whether a classifier stands at an offset."""
    words, longest = _classifiers()
    return any(text[end : end + size] in words for size in range(1, longest + 1))


_SYMBOL: Final = re.compile(r"(?:[A-Za-zμµ°]{1,4}[²³23]?(?:/h)?|[%‰℃℉°])(?![A-Za-z])")
_NO_UNIT_BEFORE: Final = {
    "年": "级代轻纪龄货糕会画关",
    "天": "气空下真然才堂使生分",
    "周": "围边岁年末密到旋全",
    "米": "饭线粉粮",
    "克": "服制拉隆",
    "元": "素旦首老宵",
    "块": "头儿",
    "升": "级起学旗",
    "码": "头",
    "尺": "寸度子",
    "秒": "杀",
    "瓦": "片",
    "磅": "礴",
    "岁": "月",
    "载": "体人",
    "百分": "之点",
    "丈": "夫母人",
    "伏": "击",
    "星期": "一二三四五六日天",
    "礼拜": "一二三四五六日天",
}
"""Characters that make another word of what would be a unit: 三年级."""


def chinese_unit(text: str, start: int) -> tuple[tuple[str, ...], int]:
    """The unit that stands at an offset, and where it ends; no unit, and the offset."""
    names = unit_names("zh")
    begin = start + (text[start : start + 1] == " ")
    initial = text[begin : begin + 1]
    longest = names.longest if initial in names.initials else 0
    for end in range(min(len(text), begin + longest), begin, -1):
        word = text[begin:end]
        if word in names.words and (end == len(text) or text[end] not in _NO_UNIT_BEFORE.get(word, "")):
            return names.words[word], end
    match = _SYMBOL.match(text, begin) if initial in names.symbol_initials else None
    if match and match[0] in names.symbols:
        return names.symbols[match[0]], match.end()
    return (), start
