"""What is written with digits alike in all languages: dates, clock times, versions, telephone numbers, codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from align.text.numbers.figures import value_of
from align.text.numbers.number import COUNTED, HIDDEN, SLIGHT, SURE, Number
from align.text.numbers.units import unit_names

__all__ = ["blank", "clock_hour", "hidden_places", "notations", "with_short_years"]

_IGNORED: Final = re.compile(
    r"(?:https?|ftp)://[^\s，。；、）》」』”]+|www\.[^\s，。；、）》」』”]+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+"
    r"|\b[\w-]{1,63}\.(?:com|org|net|io|cn|de|fr|edu|gov)\b(?:/[^\s，。；、）]*)?"
    r"|</?[A-Za-z][^<>]*>|</?\d+/?>|&#?\w+;|\{\{?[^{}\s]*\}?\}"
    r"|%(?:\d+\$)?[-+0#]*+\d*+(?:\.\d++)?[sdif@](?![A-Za-z])|\$\{?[A-Za-z_]\w*\}?|%\d+(?![\d%])"
    r"|\[\d+(?:[,，–-]\s?\d+)*\]"
)
_LONGEST: Final = 100
_ENDLESS: Final = re.compile(rf"\d[\d.,-]{{{_LONGEST},}}")
"""Digits so many that they are no number."""
_IGNORED_MARKS: Final = re.compile(r"<|&|{|@|://|\[\d|%(?:[\d+#sdif@-]|\.\d)|www\.|\$[A-Za-z_{]|\.[a-z]{2}")
"""Matches every text that ``_IGNORED`` finds something in, and few others; each way begins with a letter of its own."""
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_UNTIL: Final = r"(?:\s?(?:[-–—]|bis|und|to|and|until)\s?[0-2]?\d(?:[.:][0-5]\d)?)?"
"""The end of a span of time, which has the word for both: 9.30 bis 11 Uhr."""
_NOTATION: Final = re.compile(
    rf"(?P<iso>(?<![\d.-])(?P<iy>[12]\d{{3}})(?P<isep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=isep)(?P<id>{_DAY})(?![\d.]?\d))"
    rf"|(?P<dmy>(?<![\d./-])(?P<d1>{_DAY})(?P<dsep>[./-])\s?(?P<d2>{_DAY})(?P=dsep)\s?(?P<dy>[12]\d{{3}})(?!\d))"
    rf"|(?P<clock>(?<![\d:.])(?P<ch>[01]?\d|2[0-4])(?P<csep>[:：h]|\.(?=[0-5]\d{_UNTIL}\s?(?:Uhr|[ap]\.?m\b)))(?P<cm>[0-5]\d)"
    r"(?::[0-5]\d)?(?![\d:：]))"
    r"|(?P<phone>\+\d[\d ()-]{6,}\d|(?<![\d-])\(?0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}(?!\d)"
    r"|(?<![\d-])\d{3,4}(?:-\d{3,4}){1,2}(?![\d-])|(?<![\d,.])\d{9,}(?![\d,.]))"
    r"|(?P<marks>(?<=[a-z)\]’”\"][.,])(?:\d{1,3}(?:[,–-]\d{1,3})*)(?=\s|$))"
    r"|(?P<slash>(?<![\d/.,-])(?P<over>\d{1,2})\s?/\s?(?P<under>\d{1,2})(?![\d/]|[.,]\d))"
    r"|(?P<version>(?<![\d.,])\d+(?:\.\d+){2,}(?![\d,]))"
    r"|(?P<code>(?<![A-Za-z0-9.-])(?P<letters>[A-Z][A-Za-z]{0,9})(?:[-‑–]?)(?P<figure>\d+(?:\.\d+)?)(?![\d,.]?\d)"
    r"(?P<rest>[A-Za-z]{0,6}(?:-\d+)*))"
)
_MARKS: Final = re.compile(r"\d(?:(?<=[A-Za-z.,+]\d)|(?<=[A-Za-z][-‑–]\d)|\s?[-/.:：h]\s?\d|\d{8})")
_PREFIXES: Final = frozenset(["Mid", "Pre", "Post", "Non", "Ex", "Mitte", "Ende", "Anfang", "Nr", "No", "Nos"])
_YEAR: Final = re.compile("1[0-9]{3}|20[0-9]{2}")
_SHORT_YEAR: Final = re.compile("[0-9]{2}")
_GROUPS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_BROKEN: Final = re.compile(r"\d{1,3}(?:\.\d{3})+\.\d{1,2}")


def hidden_places(text: str) -> list[tuple[int, int]]:
    """Addresses, placeholders, tags, reference marks and endless rows of digits: what stands there is no number."""
    places = [match.span() for match in _IGNORED.finditer(text)] if _IGNORED_MARKS.search(text) else []
    return places + [match.span() for match in _ENDLESS.finditer(text)] if len(text) > _LONGEST else places


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """A text with some stretches overwritten, every offset kept."""
    if not spans:
        return text
    parts, done = [], 0
    for start, end in sorted(spans):
        start = max(start, done)
        if start < end:
            parts += [text[done:start], "¤" * (end - start)]
            done = end
    return "".join((*parts, text[done:]))


def notations(text: str, lang: str) -> list[Number]:
    """The dates, times, versions, telephone numbers and codes of a text, in order; numbers of one may share a span."""
    found: list[Number] = []
    if _MARKS.search(text):
        for match in _NOTATION.finditer(text):
            found += next(read for name, read in _READERS.items() if match[name])(match, lang)
    return found


def with_short_years(numbers: list[Number], text: str) -> list[Number]:
    """Numbers in order, the second of two years in its full value too: 1952/53, 2019–20."""
    for place, (one, two) in enumerate(pairwise(numbers), start=1):
        if (
            two.start == one.end + 1
            and two.end - two.start == 2
            and text[one.end] in "-–/"
            and two.kind == "count"
            and _YEAR.fullmatch(text, one.start, one.end)
            and _SHORT_YEAR.fullmatch(text, two.start, two.end)
            and (year := int(text[two.start : two.end])) > int(text[one.end - 2 : one.end])
        ):
            century = int(text[one.start : one.end - 2]) * 100
            numbers[place] = two._replace(values=(year, century + year))
    return numbers


def clock_hour(hour: int, label: str) -> tuple[tuple[int, ...], str]:
    """What an hour may mean, and its label.

    Args:
        hour: 0 to 24.
        label: ``am``, ``pm``, ``noon`` or empty where the text does not say.
    """
    if label == "noon":
        label = "pm" if hour < 6 or hour == 12 else "am"
    if hour > 12 or hour == 0:
        return (hour % 24, hour - 12 if hour > 12 else 12), "24"
    if label == "pm":
        return (12 if hour == 12 else hour + 12, hour), "pm"
    if label == "am":
        return (0 if hour == 12 else hour, hour), "am"
    return (hour, (hour + 12) % 24), ""


def _iso(match: re.Match[str], _lang: str) -> Iterator[Number]:
    span = match.span()
    yield Number(*span, "year", (int(match["iy"]),), SURE)
    yield Number(*span, "month", (int(match["im"]),), SURE)
    yield Number(*span, "day", (int(match["id"]),), SURE)


def _dmy(match: re.Match[str], lang: str) -> Iterator[Number]:
    """Day first or month first: by language where one says so, either way in English."""
    span = match.span()
    one, two = int(match["d1"]), int(match["d2"])
    both = lang in {"en", "zh"} and match["dsep"] != "."
    days = (one, two) if both else (one,)
    months = (two, one) if both else (two,)
    if two > 12:
        days, months = (two,), (one,)
    elif one > 12:
        days, months = (one,), (two,)
    yield Number(*span, "year", (int(match["dy"]),), SURE)
    yield Number(*span, "month", months, SURE)
    yield Number(*span, "day", days, SURE)


_MERIDIEM: Final = re.compile(r"\s?(?:(a\.?m\b\.?)|(p\.?m\b\.?))", re.IGNORECASE)


def _clock(match: re.Match[str], lang: str) -> Iterator[Number]:
    if match["csep"] == "h" and lang != "fr":
        return
    after = _MERIDIEM.match(match.string, match.end())
    label = ("am" if after[1] else "pm") if after else ""
    if not label and len(match["ch"]) == 2 and match["ch"][0] == "0":
        label = "am"
    values, label = clock_hour(int(match["ch"]), label)
    end = after.end() if after else match.end()
    yield Number(match.start(), end, "hour", values, SURE, label=label)
    if int(match["cm"]):
        yield Number(match.start(), end, "minute", (int(match["cm"]),), SURE)


def _marks(match: re.Match[str], _lang: str) -> Iterator[Number]:
    """Reference marks stuck to the end of a sentence: worldwide.1,2."""
    for figure in re.finditer(r"\d+", match["marks"]):
        start = match.start() + figure.start()
        yield Number(start, start + len(figure[0]), "count", (int(figure[0]),), HIDDEN)


def _slash(match: re.Match[str], _lang: str) -> Iterator[Number]:
    """A fraction, or a day and a month."""
    over, under = int(match["over"]), int(match["under"])
    yield Number(match.start("over"), match.end("over"), "count", (over,), HIDDEN)
    yield Number(match.start("under"), match.end("under"), "count", (under,), HIDDEN)
    if 0 < over < under:
        yield Number(*match.span(), "count", (Fraction(over, under),), COUNTED, ("whole",))


def _version(match: re.Match[str], lang: str) -> Iterator[Number]:
    if (lang != "zh" and _GROUPS.fullmatch(match["version"])) or _BROKEN.fullmatch(match["version"]):
        return
    parts = [int(part) for part in match["version"].split(".")]
    value = sum(part * 10 ** (6 * place) for place, part in enumerate(reversed(parts)))
    yield Number(*match.span(), "code", (value + 10**60,), SURE)


def _phone(match: re.Match[str], _lang: str) -> Iterator[Number]:
    digits = re.sub(r"\D", "", match["phone"])
    if "-" in match["phone"] and len(digits) == 8 and digits[0] in "12":
        return  # 2021-2023
    if digits == match["phone"]:
        yield Number(*match.span(), "count", (int(digits), 10**60 + int(digits[-8:])), SURE)
    else:
        yield Number(*match.span(), "code", (10**60 + int(digits[-8:]), int(digits)), SURE)


def _code(match: re.Match[str], lang: str) -> Iterator[Number]:
    letters, figure = match["letters"], match["figure"]
    long_word = len(letters) > 6 and letters[1:].islower() and lang == "de"
    decade = match["rest"] == "s" and len(figure) == 4
    if letters in _PREFIXES or letters in unit_names(lang).symbols or long_word or decade:
        return
    if letters in {"Q", "H"} and figure in "1234" and not match["rest"]:
        yield Number(*match.span(), "quarter" if letters == "Q" else "ordinal", (int(figure),), COUNTED)
        return
    yield Number(*match.span(), "code", (value_of(figure),), SLIGHT, label=letters.upper())
    for other in re.finditer(r"-(\d+)", match["rest"]):
        yield Number(*match.span(), "code", (int(other[1]),), HIDDEN)


_READERS: Final = {
    "iso": _iso,
    "dmy": _dmy,
    "clock": _clock,
    "version": _version,
    "phone": _phone,
    "marks": _marks,
    "slash": _slash,
    "code": _code,
}
