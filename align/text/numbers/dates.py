"""How dates are written: which of the parts comes first, with a comma or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from align.text.numbers.notation import blank, hidden_places
from align.text.numbers.words import word_table
from align.text.tags import primary

__all__ = ["WrittenDate", "may_have_dates", "written_dates"]

_FIGURES: Final = re.compile(
    r"(?<![\w./-])(?:(?P<iso>[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
    r"|(?P<figures>(?:0?[1-9]|[12]\d|3[01])(?P<sep>[./-])\s?(?:0?[1-9]|[12]\d|3[01])(?P=sep)\s?[12]\d{3})"
    r"|(?P<year>[12]\d{3}(?P<ysep>[./])(?:0?[1-9]|1[0-2])(?P=ysep)(?:0?[1-9]|[12]\d|3[01])))(?![\w/-]|\.\d)"
)
_HAN: Final = re.compile(
    r"(?P<arabic>[0-9０-９]{4}年(?:[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}[日号])?)|[0-9０-９]{1,2}月[0-9０-９]{1,2}[日号])"
    r"|(?P<numerals>[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十廿]{1,3}[日号])?)"
)
_IN_FIGURES: Final = re.compile(r"\d[./-]\s?\d")
_DIGIT: Final = re.compile(r"\d")
_ABBREVIATED: Final = frozenset(["jan", "feb", "aug", "sep", "sept", "oct", "nov", "dec"])
_SHORTENED: Final = frozenset(["january", "february", "august", "september", "october", "november", "december"])


class WrittenDate(NamedTuple):
    """A date in a text.

    Attributes:
        start: Offset of its first code point.
        end: Offset behind it.
        styles: How it is written, by aspect: ``order``, ``comma``, ``ordinal``, ``month``; only aspects it has.
    """

    start: int
    end: int
    styles: dict[str, str]


def may_have_dates(text: str, lang: str) -> bool:
    """Whether a text may hold a date whose style shows; quick, and on the safe side."""
    lang = primary(lang)
    if lang == "zh":
        return "年" in text or "月" in text or _IN_FIGURES.search(text) is not None
    if not _DIGIT.search(text):
        return False
    names = word_table(lang).month_names
    return _IN_FIGURES.search(text) is not None or (names is not None and names.search(text.lower()) is not None)


def written_dates(text: str, lang: str) -> Iterator[WrittenDate]:
    """The dates of a text whose style shows, in no order. Those in addresses and tags are left out.

    Args:
        text: Any text.
        lang: BCP 47 tag of its language: Chinese, English, German or French; of others only dates in figures are found.
    """
    plain = blank(text, hidden_places(text))
    for match in _FIGURES.finditer(plain):
        yield WrittenDate(
            *match.span(), {"order": "year first, in figures" if match["iso"] or match["year"] else "in figures"}
        )
    lang = primary(lang)
    if lang == "zh":
        for match in _HAN.finditer(plain):
            style = "figures with 年月日" if match["arabic"] else "Chinese numerals"
            yield WrittenDate(*match.span(), {"order": style})
        return
    months = word_table(lang).months
    if months is None:
        return
    for match in months.finditer(plain.lower()):
        styles = _styles(match, plain, lang)
        if styles and plain[match.start("name")].isupper() | (lang == "fr"):
            yield WrittenDate(*match.span(), styles)


def _styles(match: re.Match[str], plain: str, lang: str) -> dict[str, str]:
    day, after, year = match["day"], match["after"], match["year"]
    if lang != "en":
        return {"order": "with the name of the month"} if day and year else {}
    styles: dict[str, str] = {}
    if day and after:
        return {}
    if day or after:
        styles["order"] = "day before month" if day else "month before day"
        figure_end = match.end("day" if day else "after")
        ordinal = plain[figure_end : figure_end + 2].lower() in {"st", "nd", "rd", "th"}
        styles["ordinal"] = "an ordinal (20th)" if ordinal else "a plain figure (20)"
        name = match["name"]
        if name in _ABBREVIATED | _SHORTENED:
            styles["month"] = "month shortened" if name in _ABBREVIATED else "month in full"
    if year and not day:
        comma = plain[match.start("year") - 2] == ","
        aspect = "day comma" if after else "comma"
        styles[aspect] = f"{'a' if comma else 'no'} comma before the year"
    return styles
