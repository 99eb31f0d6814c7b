"""The numbers of a text in any language."""

from __future__ import annotations

from typing import Final

from align.text.numbers.chinese import GATE, chinese_numbers
from align.text.numbers.latin import has_latin_number, latin_numbers
from align.text.numbers.latin import single_units as _single_units
from align.text.numbers.number import Number
from align.text.numbers.words import LANGUAGES as WORD_LANGUAGES
from align.text.numbers.words import word_table
from align.text.tags import primary

__all__ = ["LANGUAGES", "has_number", "number_words", "numbers", "single_units"]

_CHINESE: Final = frozenset({"zh", "cmn", "yue", "wuu", "lzh"})
_CHARACTERS: Final = _CHINESE | {"ja"}
LANGUAGES: Final = _CHINESE | frozenset(WORD_LANGUAGES)
"""The languages whose number words are known; of others only figures are."""


def has_number(text: str, lang: str) -> bool:
    """Whether a text may hold a number that a translation should have; quick, and on the safe side."""
    return bool(GATE.search(text)) if primary(lang) in _CHARACTERS else has_latin_number(text, primary(lang))


def number_words(lang: str) -> frozenset[str] | None:
    """The words that make a number which a translation should have, or None where they cannot be listed.

    In a language that has such a list, :func:`has_number` is true of texts with a digit or one of these words.
    """
    lang = primary(lang)
    table = word_table(lang)
    return None if lang in _CHARACTERS or table.compound else table.heavy


def numbers(text: str, lang: str) -> list[Number]:
    """The numbers of a text, in order. Those in addresses, tags and placeholders are left out.

    Args:
        text: Any text.
        lang: BCP 47 tag of its language.

    Returns:
        Numbers by start; the parts of a date share its span.
    """
    return chinese_numbers(text) if primary(lang) in _CHARACTERS else latin_numbers(text, primary(lang))


def single_units(text: str, lang: str) -> list[Number]:
    """Single units that stand without a number, in alphabetic scripts: ``an hour`` may translate 60 minutes."""
    return [] if primary(lang) in _CHARACTERS else _single_units(text, primary(lang))
