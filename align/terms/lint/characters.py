"""Rules about single characters: such as cannot be seen, and such as look like others."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import regex

from align.model import Term
from align.terms.lint.context import LintContext
from align.text.shown import printable
from align.text.tags import primary, script_of

__all__ = ["empty_character", "look_alike"]

_EMPTY: Final = regex.compile(
    r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFFFC\uFFFD]"
    r"|(?![ ])\p{Zs}|(?<= ) |(?<![\p{L}\p{M}\p{N}\p{S}\p{P}])\p{M}"
    r"|[\p{Variation_Selector}]",
)
# Part of the spelling: joiners in Arabic, Indic and emoji, selectors behind ideographs and emoji.
_JOINERS: Final = regex.compile(
    r"(?<=[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}"
    r"\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{So}\p{Variation_Selector}])[\u200C\u200D]"
    r"|(?<=[\p{Han}\p{So}\p{Emoji}\p{Mongolian}])\p{Variation_Selector}"
)
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_ACRONYM_IN_FRONT: Final = regex.compile(r"[A-Z]{2,}(?![A-Za-z])")
_LATIN: Final = regex.compile(r"\p{Latin}")
_LETTER: Final = regex.compile(r"\p{L}")
_KANA: Final = regex.compile(r"[\p{Katakana}\p{Hiragana}ー]")
# Radicals and compatibility ideographs; letters and digits of full width, of mathematics, of ligatures; old unit signs.
_OTHER_FORM: Final = regex.compile(
    r"[\u2E80-\u2FDF\uF900-\uFAFF\U0002F800-\U0002FA1F]"
    r"|[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\U0001D400-\U0001D7FF\uFB00-\uFB06\u2126\u212A\u212B]"
)


def empty_character(context: LintContext) -> Iterator[tuple[Term, str]]:
    """A term holds characters that cannot be seen, so that it never matches or looks like another.

    These are control and format characters, spaces other than the plain one, two spaces in a row, characters without a
    shape, and marks without a letter. Joiners and variation selectors are right where a script needs them.
    """
    for term in context.termbase.terms:
        if term.text.isascii() and term.text.isprintable() and "  " not in term.text:
            continue
        needed = {match.start() for match in _JOINERS.finditer(term.text)}
        found = [m for m in _EMPTY.finditer(term.text) if m.start() not in needed]
        if found:
            names = ", ".join(dict.fromkeys(_name(match[0]) for match in found))
            after = term.text[: found[0].start()]
            place = f'behind "{after}"' if after else "at the start"
            yield term, f'"{printable(term.text)}" holds {names} {place}'


def look_alike(context: LintContext) -> Iterator[tuple[Term, str]]:
    """A term holds a letter of another script that looks like one of its own.

    Found are words that mix Latin with Cyrillic, Greek or Armenian letters by letters that look alike only; words in a
    language of another script that consist of nothing else; kana among Chinese characters; and compatibility forms of
    Chinese characters, letters and digits (``ＡＧＩ``). Greek letters that stand for themselves (``TNFα``) look like no
    others.

    References:
        Unicode Technical Standard 39, section 4; the table is taken from its data file confusables.txt.
    """
    for term in context.termbase.terms:
        if term.text.isascii():
            continue
        for char, like in _strangers(term):
            yield term, f'"{term.text}" holds {_name(char)}, which looks like {like}'


def _strangers(term: Term) -> Iterator[tuple[str, str]]:
    """The first such letter of each kind: what it is, and what it looks like."""
    found = dict(pair for word in _WORD.findall(term.text) if (pair := _in_word(word, term.lang)))
    yield from found.items()
    if primary(term.lang) == "zh":
        kana = [char for char in _KANA.findall(term.text) if char in _table()["han"]]
        if kana and len(kana) == len(_KANA.findall(term.text)):
            yield kana[0], _table()["han"][kana[0]]
    odd = _OTHER_FORM.search(term.text)
    if odd and unicodedata.normalize("NFKC", odd[0]) != odd[0]:
        yield odd[0], unicodedata.normalize("NFKC", odd[0])


def _in_word(word: str, lang: str) -> tuple[str, str] | None:
    latin_of = _table()["latin"]
    letters = _LETTER.findall(word)
    latin = [char for char in letters if _LATIN.match(char)]
    others = [char for char in letters if not _LATIN.match(char)]
    alike = [char for char in others if char in latin_of]
    if latin and others and len(alike) == len(others):
        return alike[0], latin_of[alike[0]]
    if latin and others:  # a word of the other alphabet, perhaps, with Latin letters in it
        others_of = {like: char for char, like in latin_of.items() if _script(char) == _script(others[0])}
        if _ACRONYM_IN_FRONT.match(word) or not all(char in others_of for char in latin):
            return None
        return latin[0], others_of[latin[0]]
    # A single Greek letter stands for itself (``Χ²``).
    foreign = len(alike) == len(letters) > 0 and script_of(lang) != _script(alike[0])
    if foreign and (len(letters) > 1 or _script(alike[0]) != "Grek"):
        return alike[0], latin_of[alike[0]]
    return None


def _script(char: str) -> str:
    """ISO 15924 code of the script of a letter, of those that the table has."""
    return {"CYRILLIC": "Cyrl", "GREEK": "Grek", "ARMENIAN": "Armn"}.get(unicodedata.name(char, "").split(" ")[0], "")


@cache
def _table() -> dict[str, dict[str, str]]:
    found = tomllib.loads((files(__package__) / "look_alikes.toml").read_text(encoding="utf-8"))
    return {name: dict(pair for pair in pairs) for name, pairs in found.items()}


def _name(char: str) -> str:
    code = f"U+{ord(char):04X}"
    return "two spaces" if char == " " else f"{code} {unicodedata.name(char, '')}".rstrip()
