"""Number words of English, German and French, from their tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from align.text.numbers.number import Value

__all__ = ["LANGUAGES", "Word", "WordTable", "add_cardinal", "word_table"]

LANGUAGES: Final = ("en", "de", "fr")
_ORDINAL_ENDINGS: Final = ("e", "en", "er", "es", "em")


class Word(NamedTuple):
    """What a word may be; None or 0 where it is not that."""

    cardinals: tuple[int, ...] = ()
    ordinal: int = 0
    rough: int = 0
    hidden: Value | None = None
    fraction: int = 0
    month: int = 0
    weekday: int = 0
    unit: str = ""


class WordTable(NamedTuple):
    """The number words of a language.

    Attributes:
        words: What each word may be, in lower case.
        heavy: The words that a translation should have a number for.
        scales: What letters directly behind a figure multiply it by.
        scale_initials: What they begin with.
        joins: Words for *and* between the parts of a numeral.
        months: Pattern of a date by the name of its month, or None.
        month_names: Pattern of the names alone, or None.
        compound: Pattern of a numeral written as one word, or None.
        part: Pattern of its parts, or None.
        phrases: Phrases that are an amount: how many, and of what.
        sayings: Sayings whose numbers count nothing, in lower case.
        figure_sayings: Those of them that hold a figure.
    """

    words: dict[str, Word]
    heavy: frozenset[str]
    scales: dict[str, int]
    scale_initials: frozenset[str]
    joins: tuple[str, ...]
    months: re.Pattern[str] | None
    month_names: re.Pattern[str] | None
    compound: re.Pattern[str] | None
    part: re.Pattern[str] | None
    phrases: tuple[tuple[str, int, str], ...]
    sayings: tuple[str, ...]
    figure_sayings: tuple[str, ...]

    def of(self, word: str) -> Word | None:
        """What a word in lower case is, compounds taken apart."""
        found = self.words.get(word)
        if found or not self.compound or not self.part:
            return found
        match = self.compound.fullmatch(word)
        if not match:
            return None
        parts = [self.words[part] for part in self.part.findall(match["body"]) if part != "und"]
        values = tuple(part.cardinals[0] for part in parts if part.cardinals)
        if match["derived"]:
            sofar = [0, 0]
            for value in values:
                add_cardinal(sofar, value, "de")
            return Word(hidden=sum(sofar))
        if match["last"]:
            return Word(values, ordinal=self.words[match["last"] + "e"].ordinal)
        return Word(values) if values else None


_EMPTY: Final = WordTable({}, frozenset(), {}, frozenset(), (), None, None, None, None, (), (), ())


@cache
def word_table(lang: str) -> WordTable:
    """The number words of a language; an empty table for one that has none."""
    if lang not in LANGUAGES:
        return _EMPTY
    table = tomllib.loads((files(__package__) / f"{lang}.toml").read_text(encoding="utf-8"))
    compound, part = _compounds(table) if table["compound"] else (None, None)
    words = _words(table, lang)
    return WordTable(
        words=words,
        heavy=frozenset(name for name, word in words.items() if _is_heavy(word)),
        scales=table["scales"],
        scale_initials=frozenset(letters[0] for letters in table["scales"]),
        joins=tuple(f" {word} " for word in table["joins"]),
        months=_months(table["months"]),
        month_names=re.compile(_any_of(table["months"])),
        compound=compound,
        part=part,
        phrases=tuple((said, *amount) for said, amount in table.get("amounts", {}).items() if " " in said),
        sayings=tuple(table["sayings"]),
        figure_sayings=tuple(said for said in table["sayings"] if any(map(str.isdigit, said))),
    )


def _words(table: dict[str, Any], lang: str) -> dict[str, Word]:
    words: dict[str, Word] = {}

    def add(word: str, **what: Any) -> None:
        words[word] = words.get(word, Word())._replace(**what)

    for word, value in table["cardinals"].items():
        add(word, cardinals=(value,))
    for word, value in table["ordinals"].items():
        for ending in _ORDINAL_ENDINGS if lang == "de" else ("",):
            add(word + ending, ordinal=value)
    for kind, section in (("rough", "rough"), ("fraction", "fractions"), ("month", "months"), ("weekday", "weekdays")):
        for word, value in table[section].items():
            add(word, **{kind: value})
    for word, value in table["hidden"].items():
        number = Fraction(value)
        add(word, hidden=number.numerator if number.denominator == 1 else number)
    for word, (value, unit) in table.get("amounts", {}).items():
        if " " not in word:
            add(word, hidden=value, unit=unit)
    return words


def _is_heavy(word: Word) -> bool:
    if word.month or word.weekday or word.rough or word.unit or word.ordinal > 1:
        return True
    return bool(word.cardinals) and word.cardinals[0] > 1


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _compounds(table: dict[str, Any]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a German numeral in one word, and of its parts."""
    cardinals, ordinals = _any_of(table["cardinals"]), _any_of(table["ordinals"])
    derived = r"er[ns]?|mals?|fach\w*|jährig\w*|tägig\w*|stündig\w*|köpfig\w*|stellig\w*"
    whole = re.compile(
        rf"(?P<body>(?:{cardinals})(?:(?:und)?(?:{cardinals}))*?)"
        rf"(?:(?:und)?(?P<last>{ordinals})e[nrsm]?|(?P<derived>{derived}))?"
    )
    return whole, re.compile(f"{cardinals}|und")


def _months(months: dict[str, int]) -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![\w.,])(?P<day>[0-3]?[0-9])(?:st|nd|rd|th|er|\.)?(?:\sof)?[\s-])?"
        rf"(?<![\w])(?P<name>{_any_of(months)})(?![^\W\d_])\.?"
        r"(?:\s(?P<after>[0-3]?[0-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\s?(?:a\.?m|p\.?m)))?"
        r"(?:,?\s(?:of\s)?(?P<year>[12]\d{3})(?![\d]))?"
    )


def add_cardinal(sofar: list[int], value: int, lang: str) -> bool:
    """Take one more part into a numeral, if the language can say it so.

    Args:
        sofar: What is finished (thousands and up) and what is being built, below 1,000; changed in place.
        value: The part.
        lang: Primary language tag.

    Returns:
        Whether the part belongs to the numeral.
    """
    total, current = sofar
    if total == current == 0:
        sofar[:] = [value, 0] if value >= 1000 else [0, value]
        return True
    if value == 12 and 0 < current < 10 and lang == "en":
        sofar[1] = current * 12  # two dozen
        return True
    if value >= 1000:
        if total and total % (value * 1000) and not current:
            sofar[0], sofar[1] = total * value, 0  # a hundred thousand million
            return True
        if total and total % (value * 10) >= value:
            return False
        sofar[0], sofar[1] = total + (current or 1) * value, 0
        return True
    if value == 100:
        if current >= 100 or (lang == "fr" and current >= 10):
            return False
        sofar[1] = (current or 1) * 100
        return True
    below = current % 100
    if lang == "fr" and value == 20 and below == 4:
        sofar[1] = current - 4 + 80
        return True
    fits = (
        below == 0
        or (value < 10 and below >= 20 and below % 10 == 0)
        or (lang == "fr" and value < 17 and below in {60, 80})
        or (lang == "fr" and value < 10 and below % 20 == 10)
        or (lang == "de" and below < 10 and value % 10 == 0)
    )
    if value == 0 or not fits:
        return False
    sofar[1] = current + value
    return True
