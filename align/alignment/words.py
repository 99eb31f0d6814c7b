"""The words by which sentences are compared: stems, words of unspaced scripts, numbers by value.

The *key* of a word is what its forms have in common: ``#32`` for a number, else a stem, or the word itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

import numpy as np
import regex
import Stemmer
from numpy.typing import NDArray

from align.text.scripts import UNSPACED
from align.text.stems import SNOWBALL
from align.text.tags import primary

__all__ = ["Words", "key_function", "sentence_keys"]

_LONGEST: Final = 8  # characters of an unspaced script that are looked up as one word
_WORD: Final = regex.compile(
    rf"(?P<run>[{UNSPACED}]+)|(?P<number>\p{{Nd}}+(?:[.,]\p{{Nd}}{{3}})*)|[\p{{L}}\p{{M}}--[{UNSPACED}]]+", regex.V1
)
_NOT_DIGIT: Final = regex.compile(r"\P{Nd}+")
_STEMMERS: Final = {
    **SNOWBALL,
    "ca": "catalan",
    "el": "greek",
    "et": "estonian",
    "eu": "basque",
    "ga": "irish",
    "hi": "hindi",
    "hy": "armenian",
    "id": "indonesian",
    "lt": "lithuanian",
    "ne": "nepali",
    "sr": "serbian",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
_PREFIX: Final = 6  # letters that words are compared by where there is no stemmer

_DIGITS: Final = {**{c: n for n, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2, "兩": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_NUMERAL: Final = regex.compile(f"[{''.join(_DIGITS)}{''.join(_UNITS)}]{{2,64}}")  # longer ones are no numbers
_ENGLISH: Final = {
    word: value
    for value, word in enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        10,
    )
}
_ENGLISH_TENS: Final = {
    word: value * 10
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_ENGLISH_ONES: Final = {
    word: value
    for value, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)
}
_ENGLISH_POWERS: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_LARGEST: Final = 10**18  # what is larger is no number but a play on words


@dataclass(frozen=True)
class Words:
    """The words of some sentences.

    Attributes:
        types: The different keys, in order of their first use.
        ids: For each word its place in ``types``, sentence behind sentence.
        offsets: Where each sentence begins in ``ids``; one more than there are sentences.
    """

    types: tuple[str, ...]
    ids: NDArray[np.int64]
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, sentences: Sequence[Sequence[str]]) -> Words:
        """The words of sentences that are given as lists of keys."""
        places: dict[str, int] = {}
        ids = [places.setdefault(word, len(places)) for sentence in sentences for word in sentence]
        offsets = np.zeros(len(sentences) + 1, np.int64)
        np.cumsum([len(sentence) for sentence in sentences], out=offsets[1:])
        return cls(tuple(places), np.array(ids, np.int64), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Words of each sentence."""
        return np.diff(self.offsets)

    @cached_property
    def frequencies(self) -> NDArray[np.int64]:
        """Uses of each type."""
        return np.bincount(self.ids, minlength=len(self.types))

    def merged(self, starts: NDArray[np.int64]) -> Words:
        """The same words in longer sentences: each of ``starts`` is the number of a sentence that begins one."""
        return Words(self.types, self.ids, np.append(self.offsets[starts], self.offsets[-1]))


def sentence_keys(sentences: Sequence[str], lang: str, known: Collection[str] = ()) -> list[list[str]]:
    """The keys of the words of each sentence.

    Args:
        sentences: Any texts.
        lang: BCP 47 tag of their language.
        known: Words of unspaced scripts that a dictionary holds: the longest that fits is taken. Where none fits, a
            character is a word.
    """
    key_of = cache(key_function(lang))
    read = _english_numbers if primary(lang) == "en" else iter
    return [[key_of(word) for word in read(_words(sentence, known))] for sentence in sentences]


def key_function(lang: str) -> Callable[[str], str]:
    """What turns a word of a language into its key."""
    language = primary(lang)
    name = _STEMMERS.get(language)
    stem = Stemmer.Stemmer(name).stemWord if name else lambda word: word[:_PREFIX]
    irregular = _irregular(language)

    def key_of(word: str) -> str:
        if word[0] == "#":
            return word
        folded = word.casefold()
        if folded[0] > "\u2e80":  # ideographs and syllables have no endings
            return folded
        return str(stem(irregular.get(folded, folded))) or folded  # Arabic and Yiddish stemmers take lone marks away

    return key_of


@cache
def _irregular(language: str) -> dict[str, str]:
    path = files("align.alignment") / "data" / f"irregular-{language}.txt"
    if not path.is_file():
        return {}
    lines = (line.split() for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {form: base for base, *forms in lines for form in forms}


def _words(sentence: str, known: Collection[str]) -> Iterator[str]:
    for match in _WORD.finditer(sentence):
        if match["number"]:
            # Not by way of an int: Python refuses those of more than 4,300 digits.
            digits = "".join(str(int(digit)) for digit in _NOT_DIGIT.sub("", match[0]))
            yield "#" + (digits.lstrip("0") or "0")
        elif match["run"]:
            yield from _unspaced(match[0], known)
        else:
            yield match[0]


def _unspaced(run: str, known: Collection[str]) -> Iterator[str]:
    """Words by the longest match, which does better here than statistical segmenters: no word is looked up in vain."""
    place = 0
    while place < len(run):
        end = next((e for e in range(min(place + _LONGEST, len(run)), place + 1, -1) if run[place:e] in known), 0)
        numeral = _NUMERAL.match(run, place)
        if numeral is not None and numeral.end() >= end:
            end = numeral.end()
            yield f"#{_chinese_number(numeral[0])}"
        else:
            end = end or place + 1
            yield run[place:end]
        place = end


def _chinese_number(numeral: str) -> int:
    if not any(c in _UNITS for c in numeral):  # digit by digit: 二〇二五
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = digit = last = 0
    for c in numeral:
        unit = _UNITS.get(c)
        if unit is None:
            digit = _DIGITS[c]
        elif unit < 10**4:
            section, digit = section + (digit or 1) * unit, 0
        else:
            section += digit
            # 万 and 亿 count what stands before them, a larger one also what is counted already: 一万亿.
            total = (total + section or 1) * unit if unit > last or not section else total + section * unit
            section, digit, last = 0, 0, unit
    return total + section + digit


def _english_numbers(words: Iterator[str]) -> Iterator[str]:
    """Numerals of ten and more as numbers; smaller ones are left, they are as often pronouns and articles."""
    value = 0
    for word in words:
        small = word.casefold()
        if small in _ENGLISH_TENS or small in _ENGLISH:
            if value:
                yield f"#{value}"
            value = _ENGLISH_TENS.get(small) or _ENGLISH[small]
        elif value and value % 10 == 0 and value < 100 and small in _ENGLISH_ONES:
            value += _ENGLISH_ONES[small]
        elif 0 < value < _LARGEST and small in _ENGLISH_POWERS:
            value *= _ENGLISH_POWERS[small]
        else:
            if value:
                yield f"#{value}"
                value = 0
            yield word
    if value:
        yield f"#{value}"
