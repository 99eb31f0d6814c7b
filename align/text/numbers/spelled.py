"""Figures and number words in order, put together to numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from align.text.numbers.figures import readings
from align.text.numbers.items import Item
from align.text.numbers.latin_context import AND_A_HALF, LatinContext
from align.text.numbers.number import COUNTED, HIDDEN, SLIGHT, SURE, Number, Value
from align.text.numbers.words import Word, add_cardinal, word_table

__all__ = ["Reader"]

_ADJACENT: Final = frozenset({" ", "-", "\u00a0", "\u202f", "‑"})
_ROUND: Final = frozenset({12, 100, 1000, 10**6, 10**9, 10**12})


class Reader:
    """One pass over the items of a text."""

    def __init__(self, plain: str, lower: str, lang: str, items: list[Item]) -> None:
        self._context = LatinContext(plain, lower, lang)
        self._plain, self._lower, self._lang, self._items = plain, lower, lang, items
        self._table = word_table(lang)
        self._place = 0

    def numbers(self) -> list[Number]:
        """The numbers in order; no item is part of two."""
        done, found = 0, []
        while self._place < len(self._items):
            item = self._items[self._place]
            self._place += 1
            if item.start >= done:
                read = self._read(item)
                found += read
                done = max([done, *(number.end for number in read)])
        return found

    def _read(self, item: Item) -> list[Number]:
        if item.word is None:
            return self._figure(item)
        return self._cardinal(item) if item.word.cardinals else list(self._other(item, item.word))

    def _next(self, end: int, joins: tuple[str, ...] = ()) -> Item | None:
        """The next item if it stands next to an offset."""
        if self._place >= len(self._items):
            return None
        item = self._items[self._place]
        gap = self._lower[end : item.start]
        return item if gap in _ADJACENT or gap in joins or gap.replace("-", " ") in joins else None

    def _scaled(self, end: int) -> tuple[int, int]:
        """What the words from an offset on multiply a number by, and where they end: 2 hundred thousand."""
        scale = 1
        while (item := self._next(end)) and item.times:
            scale, end = scale * item.times, item.end
            self._place += 1
        return scale, end

    # Figures.

    def _figure(self, item: Item) -> list[Number]:
        start, end, figure, _ = item
        own, foreign = readings(figure, self._lang)
        number = Number(start, end, "count", own, SURE, (), foreign)
        if self._lower[start - 1 : start].isalpha():
            return [number._replace(weight=HIDDEN)]  # kg/m2
        after = self._lower[end : end + 1]
        if (after.isalpha() or after in {"'", "’"}) and (suffix := _SUFFIX.match(self._lower, end)):
            return [self._suffixed(number, suffix)]
        if (following := self._next(end)) and following.word:
            scale, stop = self._scaled(end)
            if scale > 1:
                return self._context.measured(_multiplied(number, scale, stop))
            if following.word.fraction and figure == "1":
                share = Fraction(1, following.word.fraction)
                return [Number(start, following.end, "count", (share,), COUNTED, ("whole",))]
        if scaled := self._with_short_scale(number):
            return self._context.measured(scaled)
        vulgar = _VULGAR.match(self._lower, end) if own and not self._lower.isascii() else None
        if vulgar:
            number = number._replace(end=vulgar.end(), values=(own[0] + _VULGAR_VALUES[vulgar[1]],))
        return self._context.measured(number)

    def _with_short_scale(self, number: Number) -> Number | None:
        """A figure with the letters behind it that multiply it, if there are some: 5k, 3 bn."""
        end = number.end
        at = end + (self._lower[end : end + 1] in _SPACES)
        if self._lower[at : at + 1] not in self._table.scale_initials:
            return None
        short = _SHORT.match(self._lower, end)
        times = self._table.scales.get(short[1], 0) if short else 0
        if not short or not times or (short.start(1) > end and len(short[1]) == 1):
            return None
        # 300m may be 300 metres too.
        plain = number.values if len(short[1]) == 1 else ()
        scaled = _multiplied(number, times, short.end())
        return scaled._replace(values=(*scaled.values, *plain))

    def _suffixed(self, number: Number, suffix: re.Match[str]) -> Number:
        """1990s, 3rd, 21e, 90er, 5G."""
        value = (number.values or number.foreign)[0]
        if suffix["decade"] and value % 10 == 0:
            years: tuple[Value, ...] = (value, 1900 + value, 2000 + value, 1800 + value) if value < 100 else (value,)
            if value >= 100 and value % 100 == 0:
                years = (value, value // 100 + 1)  # the 1800s, the 19th century
            return number._replace(end=suffix.end(), kind="decade", values=years)
        if suffix["ordinal"]:
            weight = SLIGHT if value == 1 else SURE
            number = number._replace(end=suffix.end(), kind="ordinal", weight=weight)
            return self._context.century(number) or number
        return number._replace(weight=SLIGHT if value in {0, 1} else SURE)

    # Numerals in words.

    def _cardinal(self, item: Item) -> list[Number]:
        value, end, parts, ordinal = self._spelled(item)
        if ordinal:
            number = Number(item.start, end, "ordinal", (value,), self._weight(value, item, end))
            return [self._context.century(number) or number._replace(weight=max(COUNTED, number.weight))]
        following = self._next(end)
        if following and following.word and self._shares(following, value):
            return [self._share(item, following, following.word.fraction, value)]
        half = AND_A_HALF.match(self._lower, end)
        if half:
            end = half.end()
            while self._place < len(self._items) and self._items[self._place].start < end:
                self._place += 1
            scale, end = self._scaled(end)
            number = Number(item.start, end, "count", (_whole((value + Fraction(1, 2)) * scale),), COUNTED, scale=scale)
            return self._context.measured(number)
        if parts == 1 and value in _ROUND:
            if _VAGUE_BEFORE.search(self._lower, max(0, item.start - 16), item.start):
                return [Number(item.start, end, "rough", (value,), HIDDEN)]
            weight = HIDDEN if value == 12 else SLIGHT
        else:
            weight = self._weight(value, item, end)
        return self._context.measured(Number(item.start, end, "count", (value,), weight))

    def _spelled(self, first: Item) -> tuple[int, int, int, bool]:
        """The value of the numeral that begins with an item, its end, its parts, and whether it is an ordinal."""
        sofar, end, parts = [0, 0], first.end, 0
        item: Item | None = first
        while item and item.word and (item.word.cardinals or (parts and item.word.ordinal)):
            if item.word.ordinal and not item.word.cardinals and self._shares(item, sum(sofar)):
                break
            before = list(sofar)
            values = (*item.word.cardinals, *((item.word.ordinal,) if _ends(item.word) else ()))
            if not all(add_cardinal(sofar, value, self._lang) for value in values) and item is not first:
                sofar[:] = before
                break
            parts, end = parts + len(values), item.end
            self._place += item is not first
            if _ends(item.word):
                return sum(sofar), end, parts, True
            joined = sum(sofar) >= 20 or self._lang == "de"
            item = self._next(end, self._table.joins if joined else ())
        return sum(sofar), end, parts, False

    def _shares(self, item: Item, value: int) -> bool:
        """Whether an item is the lower part of a fraction of so many: two thirds, not twenty-third."""
        if not item.word or not 0 < value < item.word.fraction or item.word.month:
            return False
        return value == 1 or self._lang == "de" or self._lower[item.end - 1] in "sl"

    def _share(self, item: Item, lower: Item, parts: int, value: int) -> Number:
        self._place += 1
        article = _ARTICLE.match(self._lower, lower.end)
        units, stop = self._context.unit(article.end()) if article else ((), lower.end)
        # Three quarters are 0.75, or nine months.
        if not units and self._lower[lower.start : lower.end] == "quarters":
            return Number(
                item.start, lower.end, "count", (Fraction(value, parts), value), COUNTED, ("whole", "quarter")
            )
        stop = stop if units else lower.end
        return Number(item.start, stop, "count", (Fraction(value, parts),), COUNTED, units or ("whole",))

    def _weight(self, value: Value, item: Item, end: int) -> int:
        if value in {0, 1}:
            return HIDDEN
        if value > 10 and value != 12:
            return SURE
        word = self._lower[item.start : item.end]
        new = word == "neuf" and not _PLURAL.match(self._lower, end)
        care = word == "acht" and _CARE.search(self._lower, max(0, item.start - 9), item.start)
        return HIDDEN if new or care else COUNTED

    # Other words.

    def _other(self, item: Item, word: Word) -> Iterator[Number]:
        span = (item.start, item.end)
        if word.weekday:
            sure = self._lang == "fr" or self._plain[item.start].isupper()
            yield Number(*span, "weekday", (word.weekday,), COUNTED if sure else HIDDEN)
        elif word.unit and word.hidden is not None:
            yield Number(*span, "count", (word.hidden,), COUNTED, (word.unit,))
        else:
            yield from self._ordinal(item, word)
            if word.rough:
                yield self._rough(item, word.rough)
            if isinstance(word.hidden, Fraction):
                yield from self._part(item, word.hidden)
            elif word.hidden is not None:
                yield Number(*span, "count", (word.hidden,), HIDDEN)

    def _ordinal(self, item: Item, word: Word) -> Iterator[Number]:
        span = (item.start, item.end)
        number = Number(*span, "ordinal", (word.ordinal,), COUNTED)
        period = self._context.century(number) if word.ordinal else None
        if period:
            yield period
            return
        if word.fraction and word.hidden is None:
            shared = _SHARE_BEFORE.search(self._lower, max(0, item.start - 4), item.start)
            certain = word.ordinal and shared and _SHARE_AFTER.match(self._lower, item.end)
            share = Fraction(1, word.fraction)
            yield Number(*span, "count", (share,), COUNTED if certain else HIDDEN, ("whole",))
            if certain:
                return
        if word.ordinal > 2:
            yield number
        elif word.ordinal:
            determined = _DETERMINER.search(self._lower, max(0, item.start - 10), item.start)
            yield number._replace(weight=SLIGHT if determined else HIDDEN)

    def _rough(self, item: Item, value: int) -> Number:
        """Dozens, tens of thousands, the nineties."""
        end = item.end
        while (following := self._next(end, (" of ", " de "))) and following.word:
            times = following.word.rough or following.times
            if times < 100:
                break
            value, end = value * times, following.end
            self._place += 1
        if value in range(20, 100, 10) and self._lower[item.end - 1] in "sr":
            return Number(item.start, end, "decade", (value, 1900 + value, 2000 + value), HIDDEN)
        return Number(item.start, end, "rough", (value,), HIDDEN)

    def _part(self, item: Item, value: Fraction) -> list[Number]:
        """Half of something: half a million, a quarter of an hour, eine halbe Stunde."""
        article = _ARTICLE.match(self._lower, item.end)
        begin = article.end() if article else item.end
        following = self._items[self._place] if self._place < len(self._items) else None
        if (
            following
            and following.start == begin
            and (following.times or (following.word or Word()).cardinals == (12,))
        ):
            scale = following.times or 12
            self._place += 1
            return self._context.measured(
                Number(item.start, following.end, "count", (_whole(value * scale),), COUNTED, scale=scale)
            )
        units, stop = self._context.unit(begin)
        if units:
            weight = HIDDEN if units[0] == "day" else COUNTED
            return [Number(item.start, stop, "count", (value,), weight, units)]
        shared = value == Fraction(1, 2) or _SHARE_BEFORE.search(self._lower, max(0, item.start - 4), item.start)
        certain = shared and _SHARE_AFTER.match(self._lower, item.end)
        return [Number(item.start, item.end, "count", (value,), SLIGHT if certain else HIDDEN, ("whole",))]


def _multiplied(number: Number, scale: int, end: int) -> Number:
    values = tuple(_whole(value * scale) for value in number.values)
    foreign = tuple(_whole(value * scale) for value in number.foreign)
    return number._replace(end=end, values=values, foreign=foreign, scale=scale)


def _whole(value: Value) -> Value:
    return value.numerator if value.denominator == 1 else value


def _ends(word: Word) -> bool:
    """Whether a word ends a numeral as an ordinal; German ``acht`` does not."""
    return bool(word.ordinal) and (not word.cardinals or word.ordinal != word.cardinals[-1])


_NO_CODE: Final = (
    "km|kg|cm|mm|ml|mg|gb|mb|tb|kb|hz|h|m|g|t|l|k|b|s|x|mi|lb|lbs|ft|in|bn|mn|tn|yd|oz|min|mio|mrd|md|am|pm|w|kw|mw|gw"
    "|v|a|kwh|mwh|ghz|mhz|nm|ms|ha|yr|yrs|hr|hrs|o|mo|go|to|km²|m²|m³"
)
_SUFFIX: Final = re.compile(
    r"(?P<ordinal>(?:st|nd|rd|th|er|ère|re|e|ème|eme|nde?)(?![^\W_])(?! ?jahr))"
    r"|(?P<decade>['’]?s(?![^\W_])|er(?![^\W_])(?:[ -]jahren?)?)"
    rf"|(?P<code>(?!(?:{_NO_CODE})(?![^\W\d_]))[^\W\d_]{{1,3}}(?![^\W_]))"
)
_SPACES: Final = frozenset(" \u00a0")
_SHORT: Final = re.compile(r"[ \u00a0]?([^\W\d_]{1,3})\.?(?![^\W_])")
_VULGAR: Final = re.compile(r"\s?([½¼¾])")
_VULGAR_VALUES: Final = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_ARTICLE: Final = re.compile(r"(?:[ -](?:an?|of an?|eine?[srnm]?|d['’]une?|de))?[ -](?:d['’])?")
_SHARE_BEFORE: Final = re.compile(r"\b(?:a|ein|un)\s$")
_SHARE_AFTER: Final = re.compile(r"\s(?:of|de|du|des|der|von|d['’])|\s?(?:$|[.,;!?])")
_VAGUE_BEFORE: Final = re.compile(
    r"(?:several|few|many|some|couple of|mehrere|einige|paar|quelques|plusieurs|per|of)\s$"
)
_DETERMINER: Final = re.compile(r"(?:the|his|her|their|our|its|my|a|der|die|das|dem|den|le|la|du|au|les)\s$")
_PLURAL: Final = re.compile(r"\s\w+[sx]\b")
_CARE: Final = re.compile(r"(?:in|außer|sich)\s$")
