"""Numbers in texts of alphabetic scripts: figures everywhere, number words in English, German and French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from align.text.numbers.figures import FIGURE, readings
from align.text.numbers.notation import blank, clock_hour, hidden_places, notations
from align.text.numbers.number import COUNTED, HIDDEN, SLIGHT, SURE, Number, Value
from align.text.numbers.units import unit_names
from align.text.numbers.words import Word, WordTable, add_cardinal, word_table

__all__ = ["articles", "has_latin_number", "latin_numbers"]

_TOKEN: Final = re.compile(rf"[^\W\d_]+|(?P<figure>{FIGURE.pattern})")
_DIGIT: Final = re.compile("[0-9]")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_ADJACENT: Final = frozenset({" ", "-", "\u00a0", "\u202f", "‑"})


class _Item(NamedTuple):
    start: int
    end: int
    figure: str
    word: Word | None


def has_latin_number(text: str, lang: str) -> bool:
    """Whether a text may hold a number that matters; quick, and on the safe side."""
    if _DIGIT.search(text):
        return True
    table = word_table(lang)
    if not table.words:
        return False
    words = _WORDS.findall(text.lower())
    if table.compound:
        return any(table.of(word) for word in words)
    return not table.words.keys().isdisjoint(words)


def latin_numbers(text: str, lang: str) -> list[Number]:
    """The numbers of a text in an alphabetic script, in order."""
    table = word_table(lang)
    plain = blank(text, hidden_places(text))
    found = list(notations(plain, lang))
    plain = blank(plain, [(number.start, number.end) for number in found])
    lower = plain.lower()
    if len(lower) != len(plain):
        lower = plain
    items = list(_items(lower, table))
    if table.months and any(item.word and item.word.month for item in items):
        dates = list(_dates(plain, lower, table))
        found += dates
        spans = {(number.start, number.end) for number in dates}
        items = [item for item in items if not any(start <= item.start < end for start, end in spans)]
    reader = _Reader(plain, lower, lang, table, items)
    found += reader.numbers()
    found += _romans(plain, lang)
    found.sort(key=lambda number: (number[0], number[1]))
    return _lightened(_ranges(found, lower), lower, table)


def _lightened(numbers: list[Number], lower: str, table: WordTable) -> list[Number]:
    """Numbers in sayings are never missed: 24/7, fifty-fifty."""
    if not numbers:
        return numbers
    said = [saying for saying in table.sayings if saying in lower]
    if not said:
        return numbers
    pattern = "|".join(rf"(?<!\w){re.escape(saying)}(?!\w)" for saying in said)
    sayings = [match.span() for match in re.finditer(pattern, lower)]
    return [
        number._replace(weight=HIDDEN) if any(start <= number.start < end for start, end in sayings) else number
        for number in numbers
    ]


def _items(lower: str, table: WordTable) -> Iterator[_Item]:
    of = table.of
    for match in _TOKEN.finditer(lower):
        if match["figure"]:
            yield _Item(match.start(), match.end(), match[0], None)
        elif word := of(match[0]):
            yield _Item(match.start(), match.end(), "", word)


def _dates(plain: str, lower: str, table: WordTable) -> Iterator[Number]:
    """Dates by the names of months. A month without day and year may be left out, or be no month: May, March."""
    assert table.months is not None  # noqa: S101 - for the type checker; the caller looked
    for match in table.months.finditer(lower):
        span = match.span()
        day = match["day"] or match["after"]
        name = match.start("name")
        if not day and not match["year"] and not plain[name].isupper():
            continue
        if match["name"] in {"mar", "sep", "jan", "jun", "dec"} and not day and not match["year"]:
            continue
        alone = not day and not match["year"]
        weight = SURE if not alone else HIDDEN if match["name"] in {"may", "march", "mars", "august"} else COUNTED
        yield Number(*span, "month", (table.words[match["name"]].month,), weight)
        if day:
            yield Number(*span, "day", (int(day),), SURE)
        if match["year"]:
            yield Number(*span, "year", (int(match["year"]),), SURE)


class _Reader:
    """One pass over the figures and number words of a text."""

    def __init__(self, plain: str, lower: str, lang: str, table: WordTable, items: list[_Item]) -> None:
        self.plain, self.lower, self.lang, self.table, self.items = plain, lower, lang, table, items
        self.place = 0

    def numbers(self) -> Iterator[Number]:
        while self.place < len(self.items):
            item = self.items[self.place]
            self.place += 1
            if item.figure:
                yield from self._figure(item)
            elif item.word and item.word.cardinals and not (item.word.month and item.word.month):
                yield from self._spelled(item, item.word)
            elif item.word:
                yield from self._other(item, item.word)

    def _next(self, end: int, joins: tuple[str, ...] = ()) -> _Item | None:
        """The next item if it stands next to an offset."""
        if self.place >= len(self.items):
            return None
        item = self.items[self.place]
        gap = self.lower[end : item.start]
        return item if gap in _ADJACENT or gap in joins or gap.replace("-", " ") in joins else None

    def _figure(self, item: _Item) -> Iterator[Number]:
        own, foreign = readings(item.figure, self.lang)
        scale, end = 1, item.end
        number = Number(item.start, end, "count", own, SURE, foreign=foreign)
        if self.lower[item.start - 1 : item.start].isalpha():
            yield number._replace(weight=HIDDEN)  # kg/m2, h2o
            return
        suffix = _SUFFIX.match(self.lower, end)
        if suffix:
            yield from self._suffixed(number, suffix)
            return
        while (item2 := self._next(end)) and item2.word and item2.word.cardinals and item2.word.cardinals[0] >= 100:
            scale *= item2.word.cardinals[0]
            end = item2.end
            self.place += 1
        short = _LETTERS.match(self.lower, end) if scale == 1 else None
        if short and (times := self.table.scales.get(short[1])):
            attached = short.start(1) == end
            units = (
                unit_names(self.lang).symbols.get(self.plain[short.start(1) : short.end(1)], ())
                if len(short[1]) == 1
                else ()
            )
            if attached or len(short[1]) > 1:
                values = tuple(value * times for value in own)
                other = tuple(value * times for value in foreign)
                plain_values = own if len(short[1]) == 1 else ()
                yield from self._measured(
                    number._replace(
                        end=short.end(),
                        values=values + plain_values,
                        foreign=other,
                        scale=times,
                        units=units if units and not values else (),
                    )
                )
                return
        if scale > 1:
            number = number._replace(
                end=end, values=tuple(v * scale for v in own), foreign=tuple(v * scale for v in foreign), scale=scale
            )
        if not scale > 1 and (item2 := self._next(end)) and item2.word and item2.word.fraction and item.figure == "1":
            self.place += 1
            yield Number(item.start, item2.end, "count", (Fraction(1, item2.word.fraction),), COUNTED, ("whole",))
            return
        vulgar = _VULGAR.match(self.lower, end)
        if vulgar and own:
            number = number._replace(end=vulgar.end(), values=(own[0] + _VULGAR_VALUES[vulgar[1]],))
        yield from self._measured(number)

    def _suffixed(self, number: Number, suffix: re.Match[str]) -> Iterator[Number]:
        """1990s, 3rd, XXe, 90er."""
        value = (number.values or number.foreign)[0]
        if suffix["decade"] and value % 10 == 0:
            years = (value, value // 100 + 1) if value >= 100 and value % 100 == 0 else (value,)
            if value < 100:
                years = (value, 1900 + value, 2000 + value, 1800 + value)
            yield number._replace(end=suffix.end(), kind="decade", values=years)
        elif suffix["ordinal"]:
            end = suffix.end()
            century = _CENTURY.match(self.lower, end)
            quarter = _QUARTER.match(self.lower, end) if value < 5 else None
            if century:
                yield self._century(number, century)
            elif quarter:
                yield number._replace(end=quarter.end(), kind="quarter", weight=COUNTED)
            else:
                yield number._replace(end=end, kind="ordinal", weight=SLIGHT if value == 1 else SURE)
        else:
            yield number._replace(weight=SLIGHT if value in {0, 1} else SURE)

    def _century(self, number: Number, match: re.Match[str]) -> Number:
        value = number.values[0]
        return number._replace(end=match.end(), kind="century", values=(value, (value - 1) * 100), weight=SURE)

    def _spelled(self, item: _Item, word: Word) -> Iterator[Number]:
        """A numeral in words."""
        sofar, end = [0, 0], item.start
        parts = 0
        ordinal = 0
        current: _Item | None = item
        while current and current.word and (current.word.cardinals or (parts and current.word.ordinal)):
            values = current.word.cardinals
            before = list(sofar)
            if values and not all(self._add(sofar, value) for value in values):
                if current is item:
                    sofar[:] = [sum(before) + values[0], 0]
                else:
                    sofar[:] = before
                    break
            if current.word.ordinal and not (values and current.word.ordinal == values[-1]):
                if (
                    sum(sofar)
                    and current.word.fraction
                    and (self.lower[current.end - 1] == "s" or sofar == [0, 1] or self.lang == "de")
                ):
                    break  # two thirds
                if sum(sofar) and not self._add(sofar, current.word.ordinal):
                    break
                ordinal = 1
            parts += len(values) or 1
            end = current.end
            if current is not item:
                self.place += 1
            if ordinal:
                break
            current = self._next(end, self.table.joins if sum(sofar) >= 20 or self.lang == "de" else ())
        value: Value = sum(sofar)
        yield from self._finished(item, end, value, parts, ordinal=bool(ordinal))

    def _add(self, sofar: list[int], value: int) -> bool:
        if sofar == [0, 0]:
            sofar[:] = [value, 0] if value >= 1000 else [0, value]
            return True
        return add_cardinal(sofar, value, self.lang)

    def _finished(self, item: _Item, end: int, value: Value, parts: int, *, ordinal: bool) -> Iterator[Number]:
        following = self._next(end)
        if following and following.word and following.word.fraction and not ordinal:
            plural = self.lower[following.end - 1] in "sl" or value == 1 or self.lang == "de"
            if plural and 0 < value < following.word.fraction and not following.word.month:
                self.place += 1
                share = Fraction(value) / following.word.fraction
                article = _ARTICLE.match(self.lower, following.end)
                units, stop = self._unit(article.end()) if article else ((), following.end)
                stop = stop if units else following.end
                values = (share, value) if self.lower[following.start : following.end] == "quarters" else (share,)
                yield Number(item.start, stop, "count", values, COUNTED, units or ("whole",))
                return
        half = _AND_A_HALF.match(self.lower, end)
        if half:
            value, end = value + Fraction(1, 2), half.end()
            if self.place < len(self.items) and self.items[self.place].start < end:
                self.place += 1
            following = self._next(end)
            if following and following.word and following.word.cardinals and following.word.cardinals[0] >= 100:
                self.place += 1
                value, end = value * following.word.cardinals[0], following.end
                value = value.numerator if value.denominator == 1 else value
        word = item.word or Word()
        bare = parts == 1 and bool(word.cardinals) and word.cardinals[0] in _ROUND and not half
        number = Number(
            item.start, end, "ordinal" if ordinal else "count", (value,), self._weight(value, item, end, bare=bare)
        )
        if ordinal:
            century = _CENTURY.match(self.lower, end)
            yield self._century(number, century) if century else number._replace(weight=max(COUNTED, number.weight))
        elif bare and _VAGUE_BEFORE.search(self.lower, max(0, item.start - 16), item.start):
            yield number._replace(kind="rough", weight=HIDDEN)
        else:
            yield from self._measured(number)

    def _weight(self, value: Value, item: _Item, end: int, *, bare: bool) -> int:
        if bare:
            return HIDDEN if value == 12 else SLIGHT
        if value in {0, 1}:
            return HIDDEN
        if value > 10 and value != 12:
            return SURE
        word = self.lower[item.start : item.end]
        if word == "neuf" and not _PLURAL.match(self.lower, end):
            return HIDDEN
        if word == "acht" and _ACHT.search(self.lower, max(0, item.start - 9), item.start):
            return HIDDEN
        return COUNTED

    def _other(self, item: _Item, word: Word) -> Iterator[Number]:
        """Words that are no cardinals."""
        span = (item.start, item.end)
        if word.weekday:
            yield Number(
                *span,
                "weekday",
                (word.weekday,),
                COUNTED if self.lang == "fr" or self.plain[item.start].isupper() else HIDDEN,
            )
            return
        if word.rough:
            yield self._rough(item, word)
        if word.ordinal:
            century = _CENTURY.match(self.lower, item.end)
            number = Number(*span, "ordinal", (word.ordinal,), COUNTED)
            if word.ordinal < 5 and (quarter := _QUARTER.match(self.lower, item.end)):
                yield number._replace(end=quarter.end(), kind="quarter")
                return
            shared = _SHARE_BEFORE.search(self.lower, max(0, item.start - 4), item.start)
            if word.fraction and shared and _SHARE_AFTER.match(self.lower, item.end):
                yield Number(*span, "count", (Fraction(1, word.fraction),), COUNTED, ("whole",))
                return
            if century:
                yield self._century(number, century)
            elif word.ordinal > 2:
                yield number
            else:
                determined = _DETERMINER.search(self.lower, max(0, item.start - 10), item.start)
                yield number._replace(weight=SLIGHT if determined else HIDDEN)
        if word.hidden is not None:
            if word.unit:
                yield Number(*span, "count", (word.hidden,), COUNTED, (word.unit,))
                return
            yield from self._hidden(item, word.hidden)
        elif word.fraction:
            yield Number(*span, "count", (Fraction(1, word.fraction),), HIDDEN, ("whole",))

    def _rough(self, item: _Item, word: Word) -> Number:
        value, end = word.rough, item.end
        while following := self._next(end, (" of ", " de ", " ")):
            times = following.word and (
                following.word.rough or (following.word.cardinals and following.word.cardinals[0])
            )
            if not times or times < 100:
                break
            value, end = value * times, following.end
            self.place += 1
        decades = (
            (value, 1900 + value, 2000 + value)
            if value in range(20, 100, 10) and self.lower[item.end - 1] in "sr"
            else (value,)
        )
        kind = "decade" if len(decades) > 1 else "rough"
        return Number(item.start, end, kind, decades, HIDDEN)

    def _hidden(self, item: _Item, value: Value) -> Iterator[Number]:
        """A half, both, a decade."""
        match = _ARTICLE.match(self.lower, item.end)
        end = match.end() if match else item.end
        if isinstance(value, Fraction):
            following = self.items[self.place] if self.place < len(self.items) else None
            if (
                following
                and following.word
                and following.word.cardinals
                and following.start - item.end <= 6
                and following.word.cardinals[0] >= 12
            ):
                gap = self.lower[item.end : following.start].strip(" -")
                if gap in {"", "of a", *self.table.articles}:
                    self.place += 1
                    scale = following.word.cardinals[0]
                    yield from self._measured(
                        Number(item.start, following.end, "count", (value * scale,), COUNTED, scale=scale)
                    )
                    return
            units, stop = self._unit(end) if match else self._unit(item.end)
            if units:
                yield Number(item.start, stop, "count", (value,), HIDDEN if units[0] == "day" else COUNTED, units)
                return
            article = _SHARE_BEFORE.search(self.lower, max(0, item.start - 4), item.start)
            share = (value == Fraction(1, 2) or article) and _SHARE_AFTER.match(self.lower, item.end)
            yield Number(item.start, item.end, "count", (value,), SLIGHT if share else HIDDEN, ("whole",))
            return
        yield Number(item.start, item.end, "count", (value,), HIDDEN)

    def _measured(self, number: Number) -> Iterator[Number]:
        """A number with its unit, clock, or what else stands around it."""
        start, end = number.start, number.end
        value = (number.values or number.foreign)[0]
        figure = self.plain[start].isdigit()
        before = self.lower[max(0, start - 12) : start]
        if value in range(1, 13) and (
            past := _HALF_PAST[self.lang if self.lang in _HALF_PAST else "en"].search(before)
        ):
            to = past[0].startswith("quarter to")
            hour = (value - 2) % 12 + 1 if to or self.lang == "de" and past[1] else value
            yield number._replace(kind="hour", values=clock_hour(int(hour), "")[0])
            yield Number(start, end, "minute", (30,) if past[1] else (15, 45), HIDDEN)
            return
        if (
            number.scale == 1
            and value in range(25)
            and (clock := _CLOCK[self.lang if self.lang in _CLOCK else "en"].match(self.lower, end))
        ):
            yield from self._clocked(number, clock)
            return
        if figure and number.scale == 1:
            if 1000 <= value < 2100 and self.lower[start:end].isdigit() and not self._unit(end)[0]:
                if self.lang == "fr" and before.endswith(("années ", "annees ")):
                    yield number._replace(kind="decade")
                elif _YEAR_BEFORE.search(before):
                    yield number._replace(kind="year")
                else:
                    yield number
                return
            if self.lang == "fr" and before.endswith("années ") and value in range(10, 100, 10):
                yield number._replace(kind="decade", values=(value, 1900 + value, 2000 + value))
                return
            if before.endswith(("'", "’")) and value in range(100) and not before[-2:-1].isalpha():
                number = number._replace(values=(value, 1900 + value, 2000 + value))
            if self.lang == "de" and value < 5 and (quarter := _QUARTER.match(self.lower, end)):
                yield number._replace(end=quarter.end(), kind="quarter", weight=COUNTED)
                return
            if self.lang == "de" and (century := _GERMAN_CENTURY.match(self.lower, end)):
                yield self._century(number, century)
                return
        symbol = _CURRENCY.search(self.plain, max(0, start - 5), start)
        if symbol:
            units = unit_names(self.lang).symbols.get(symbol[1], ()) or unit_names(self.lang).words.get(
                symbol[1].lower(), ()
            )
            yield number._replace(start=symbol.start(), units=units, weight=max(number.weight, COUNTED))
            return
        units, stop = self._unit(end)
        if units:
            values = number.values
            half = _AND_A_HALF.match(self.lower, stop)
            if half:
                hour = values if units[0] == "h" and self.lang == "fr" else ()
                values, stop = (*(v + Fraction(1, 2) for v in values), *hour), half.end()
                if hour:
                    yield Number(start, stop, "minute", (30,), HIDDEN)
            if self.lang != "en" and units[0] == "day" and value in {8, 15}:
                values = (*values, value - 1)  # huit jours, acht Tage: a week
            if "decade" in units:
                values = (*values, *(v * 10 for v in values))
                units = (*units, "year")
            weight = SLIGHT if value in {0, 1} and units[0] not in {"percent", "point"} else number.weight
            if number.weight == HIDDEN and value == 12:
                weight = HIDDEN
            yield number._replace(end=stop, units=units, values=values, weight=weight)
        elif figure and value in {0, 1}:
            yield number._replace(weight=SLIGHT)
        else:
            yield number

    def _clocked(self, number: Number, clock: re.Match[str]) -> Iterator[Number]:
        groups = clock.groupdict()
        label = "am" if groups.get("am") else "pm" if groups.get("pm") else ""
        values, label = clock_hour(int(number.values[0]), label)
        weight = SURE if self.plain[number.start].isdigit() or label else COUNTED
        yield number._replace(end=clock.end(), kind="hour", values=values, label=label, weight=weight)
        minutes = groups.get("min")
        if minutes:
            if self.place < len(self.items) and self.items[self.place].start < clock.end():
                self.place += 1
            if int(minutes):
                yield Number(number.start, clock.end(), "minute", (int(minutes),), SURE)

    def _unit(self, end: int) -> tuple[tuple[str, ...], int]:
        """The unit that stands at an offset, and where it ends."""
        match = _UNIT.match(self.lower, end)
        if not match:
            return (), end
        names = unit_names(self.lang)
        for group in ("three", "two", "one"):
            stop = match.end(group)
            if stop < 0:
                continue
            word = self.lower[match.start("one") : stop].replace("\u00a0", " ").replace("\u202f", " ")
            if word in names.words:
                return names.words[word], stop
        symbol = self.plain[match.start("one") : match.end("one")]
        attached = match.start("one") == end
        if symbol in names.symbols and (attached or (symbol not in _ATTACHED_ONLY and self.lower[end] != "-")):
            return names.symbols[symbol], match.end("one")
        return (), end


_SUFFIX: Final = re.compile(
    r"(?:(?P<ordinal>(?:st|nd|rd|th|er|ère|re|e|ème|eme|nde?)(?![^\W_])(?! ?jahr))|(?P<decade>['’]?s(?![^\W_])|er(?![^\W_])(?:[ -]jahren?)?)|(?P<code>(?!(?:km|kg|cm|mm|ml|mg|gb|mb|tb|kb|hz|h|m|g|t|l|k|b|s|x|mi|lb|lbs|ft|in|bn|mn|tn|yd|oz|min|mio|mrd|md|am|pm|w|kw|mw|gw|v|a|kwh|mwh|ghz|mhz|nm|ms|ha|yr|yrs|hr|hrs|o|mo|go|to|er|km²|m²|m³)(?![^\W\d_]))[^\W\d_]{1,3}(?![^\W_])))"
)
_LETTERS: Final = re.compile(r"[ \u00a0]?([^\W\d_]{1,3})\.?(?![^\W_])")
_SHARE_BEFORE: Final = re.compile(r"\b(?:a|ein|un)\s$")
_SHARE_AFTER: Final = re.compile(r"\s(?:of|de|du|des|der|von|d['’])|\s?(?:$|[.,;!?])")
_VULGAR: Final = re.compile(r"\s?([½¼¾])")
_VULGAR_VALUES: Final = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_CENTURY: Final = re.compile(r"[ -](?:centur(?:y|ies)|jahrhunderts?n?|siècles?)")
_QUARTER: Final = re.compile(r"\.?[ -](?:fiscal[ -])?(?:quarter(?!s)|quartals?|trimestre)(?!\w)")
_GERMAN_CENTURY: Final = re.compile(r"\.\s(?:jahrhundert|jh)\w*")
_AND_A_HALF: Final = re.compile(r"[ -](?:and[ -]a[ -]half|et demie?)(?!\w)")
_ROUND: Final = frozenset({12, 100, 1000, 10**6, 10**9, 10**12})
_VAGUE_BEFORE: Final = re.compile(
    r"(?:several|few|many|some|couple of|mehrere|einige|paar|quelques|plusieurs|per|of)\s$"
)
_DETERMINER: Final = re.compile(r"(?:the|his|her|their|our|its|my|a|der|die|das|dem|den|le|la|du|au|les)\s$")
_PLURAL: Final = re.compile(r"\s\w+[sx]\b")
_ACHT: Final = re.compile(r"(?:in|außer|sich)\s$")
_ARTICLE: Final = re.compile(r"(?:[ -](?:an?|of an?|eine?[srnm]?|d['’]une?|de))?[ -](?:d['’])?")
_YEAR_BEFORE: Final = re.compile(
    r"\b(?:in|since|by|until|till|from|before|after|during|year|late|early|mid|seit|im|jahr|jahre|bis|ab|vor|nach|anno|en|depuis|dès|année|an|jusqu'en|avant|après|de)[\s-]$|\($"
)
_CURRENCY: Final = re.compile(r"(US\$|HK\$|NT\$|A\$|C\$|S\$|CN¥|RMB|CNY|USD|EUR|GBP|CHF|JPY|[$€£¥￥₩₽₹])[ \u00a0]?$")
_UNIT: Final = re.compile(
    r"[ \u00a0\u202f-]?(?P<one>u\.s\.(?=\s)|[^\W\d_]+[²³23]?(?:/[^\W\d_]+|['’-](?:lumière|hour|dollar|heure|year)s?)?|[%‰€£$¥₩₽₹℃℉]|°[cf])"
    r"(?P<two>[ \u00a0-][^\W\d_]+)?(?P<three>[ \u00a0][^\W\d_]+)?"
)
_ATTACHED_ONLY: Final = frozenset({"in", "A", "V", "W", "s", "mi", "yuan", "To", "Go", "Mo"})
_CLOCK: Final = {
    "en": re.compile(
        r"\s?(?:(?P<am>a\.?m\b\.?)|(?P<pm>p\.?m\b\.?)|o['’]clock(?:\s(?:(?:in the (?:morning))|in the (?:afternoon|evening)|at night))?)"
        r"|\s(?:in the (?:morning|afternoon|evening))"
    ),
    "de": re.compile(
        r"(?:\.(?P<min>[0-5]\d))?\suhr(?:\s(?:(?P<am>morgens|früh|vormittags)|(?P<pm>nachmittags|abends)|nachts))?"
    ),
    "fr": re.compile(
        r"\s?h(?:\s?(?P<min>[0-5]\d))?(?![\w])|\sheures?\s(?:(?P<am>du matin)|(?P<pm>du soir|de l['’]après-midi))"
    ),
}
_HALF_PAST: Final = {
    "en": re.compile(r"(?:(?:(half)|quarter) past|quarter to)\s$"),
    "de": re.compile(r"(?:(halb)|viertel nach)\s$"),
}
_ROMAN: Final = re.compile(
    r"(?<![\w.-])(?P<roman>(?:X{1,3}|(?=[IVX]))(?:IX|IV|V?I{1,3}|V)?)(?P<century>(?:e|ème)[ \u00a0]s(?:iècles?|\.))?(?P<e>e|er)?(?![\w-])"
)
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10}


def _romans(plain: str, lang: str) -> Iterator[Number]:
    for match in _ROMAN.finditer(plain):
        roman = match["roman"]
        if not roman or (
            roman in {"I", "V", "X"}
            and not _NAME_BEFORE.search(plain, max(0, match.start() - 20), match.start())
            and not match["century"]
        ):
            continue
        digits = [_ROMAN_DIGITS[char] for char in roman]
        value = sum(-one if one < two else one for one, two in zip(digits, [*digits[1:], 0], strict=True))
        if match["century"]:
            yield Number(*match.span(), "century", (value, (value - 1) * 100), SURE)
        else:
            yield Number(*match.span(), "roman", (value,), SLIGHT if len(roman) > 1 else HIDDEN)


_NAME_BEFORE: Final = re.compile(r"\b\p{Lu}\w+\s$".replace(r"\p{Lu}", "[A-ZÀ-Ý]"))
_RANGE: Final = re.compile(r"\s?(?:[-–—~]|to|or|and|bis|oder|und|à|ou|et|or|through)\s?")


def _ranges(numbers: list[Number], lower: str) -> list[Number]:
    """The first number of a range may have the scale and unit of the second: 2 to 3 million."""
    for place in range(len(numbers) - 2, -1, -1):
        one, two = numbers[place], numbers[place + 1]
        if one.kind == two.kind == "count" and one.scale == 1 and one.weight and two.start - one.end < 10:
            if (two.scale > 1 or two.units) and _RANGE.fullmatch(lower[one.end : two.start]):
                scaled = tuple(value * two.scale for value in one.values) if two.scale > 1 else ()
                numbers[place] = one._replace(
                    values=(*scaled, *one.values) if scaled else one.values, units=one.units or two.units
                )
    return numbers


_SINGLE: Final = re.compile(r"\b(?:an?|one|eine?[nrms]?|une?)[ -]$", re.IGNORECASE)


def articles(text: str, lang: str) -> list[Number]:
    """Single units without a number: ``an hour`` is 60 minutes, ``the year`` one year."""
    names = unit_names(lang).words
    found = []
    for match in _WORDS.finditer(text.lower()):
        units = names.get(match[0], ())
        half = _AND_A_HALF.match(text, match.end()) if units else None
        if half:
            found.append(Number(match.start(), half.end(), "count", (Fraction(3, 2),), HIDDEN, units))
        elif units and units[0] in {
            "s",
            "min",
            "h",
            "day",
            "week",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
            "fortnight",
            "foot",
            "mile",
        }:
            single = _SINGLE.search(text, max(0, match.start() - 6), match.start())
            start = single.start() if single else match.start()
            found.append(Number(start, match.end(), "count", (1,), HIDDEN, units, label="one" if single else ""))
    return found
