"""The words by which sentences are compared: stems, words of unspaced scripts, numbers by value.

The *key* of a word is what its forms have in common: ``#32`` for a number, else a stem, or the word itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate, chain, pairwise
from typing import Final

import numpy as np
import regex
import Stemmer
from numpy.typing import NDArray

from align.alignment.characters import Characters
from align.text.scripts import UNSPACED
from align.text.stems import SNOWBALL
from align.text.tags import primary

__all__ = ["Words", "key_function", "sentence_keys"]

_LONGEST: Final = 8  # characters of an unspaced script that are looked up as one word
_RUN: Final = regex.compile(f"[{UNSPACED}]")
_DIGIT: Final = regex.compile(r"\p{Nd}")
_LETTER: Final = regex.compile(rf"[\p{{L}}\p{{M}}--[{UNSPACED}]]", regex.V1)
_NUMBER: Final = regex.compile(r"\p{Nd}+(?:[.,]\p{Nd}{3})*")
_TOKEN: Final = regex.compile(rf"{_RUN.pattern}+|{_NUMBER.pattern}|{_LETTER.pattern}+", regex.V1)
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
_NUMERALS: Final = frozenset((*_DIGITS, *_UNITS))
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
_ENGLISH_STARTS: Final = frozenset((*_ENGLISH_TENS, *_ENGLISH))
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

    def within(self, start: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The different types of some sentences, in any order, and for each of their words its place among them.

        Takes a time that grows with those sentences, not with the vocabulary.
        """
        ids, place = self.ids[self.offsets[start] : self.offsets[end]], self._places
        numbers = np.arange(len(ids))
        place[ids] = numbers  # of the uses of a type one stands for all
        new = place[ids] == numbers
        types = ids[new]
        place[types] = numbers[: len(types)]
        return types, place[ids]

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        """Room for a number of each type; what it holds between two uses means nothing."""
        return np.zeros(len(self.types), np.int64)

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
    tokens, starts = _tokens(sentences)
    key_of = key_function(lang)
    words = {token: _parts(token, known) for token in dict.fromkeys(tokens)}
    key = {word: key_of(word) for word in dict.fromkeys(chain.from_iterable(words.values()))}
    keys = {token: [key[word] for word in parts] for token, parts in words.items()}
    found = [[one for token in tokens[start:end] for one in keys[token]] for start, end in pairwise(starts)]
    if primary(lang) == "en":
        numerals = {token for token in words if token.casefold() in _ENGLISH_STARTS}
        some = {bisect_right(starts, place) - 1 for place, token in enumerate(tokens) if token in numerals}
        for number in some:
            here = chain.from_iterable(words[token] for token in tokens[starts[number] : starts[number + 1]])
            found[number] = [key_of(word) for word in _english_numbers(here)]
    return found


def _tokens(sentences: Sequence[str]) -> tuple[list[str], list[int]]:
    """Numbers, and runs of letters and of those that no space divides; and where each sentence begins among them."""
    seen = Characters.of(sentences, (_RUN, _LETTER, _DIGIT, ".,"))
    run, letter, digit = seen[0], seen[1], seen[2]
    if (run & digit).any():  # a number may run into a word there, so that classes alone do not divide them
        tokens = [_TOKEN.findall(sentence) for sentence in sentences]
        return list(chain.from_iterable(tokens)), [0, *accumulate(map(len, tokens))]
    kinds = run + 2 * letter + 4 * (digit | seen[3])
    edges = np.flatnonzero(np.diff(kinds, prepend=0, append=0))
    begins, ends = edges[:-1], edges[1:]
    kind = kinds[begins]
    digits = np.concatenate([[0], np.cumsum(digit)])
    kept = (kind == 1) | (kind == 2) | ((kind == 4) & (digits[ends] > digits[begins]))
    begins, ends, numbers = begins[kept], ends[kept], np.flatnonzero(kind[kept] == 4)
    text = seen.text
    stretches = [text[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
    owned = np.searchsorted(begins, seen.begins)
    if not len(numbers):
        return stretches, [*owned.tolist(), len(stretches)]
    many = np.ones(len(begins) + 1, np.int64)
    divided = [[stretch] for stretch in stretches]
    for number in numbers.tolist():
        divided[number] = _NUMBER.findall(stretches[number])
        many[number] = len(divided[number])
    starts = np.cumsum(many) - many
    return list(chain.from_iterable(divided)), [*starts[owned].tolist(), int(starts[-1])]


def _parts(token: str, known: Collection[str]) -> list[str]:
    """The words of a token, a number as ``#`` and its digits."""
    if _RUN.match(token):
        return _unspaced(token, known)
    if _DIGIT.match(token):
        # Not by way of an int: Python refuses those of more than 4,300 digits.
        digits = "".join(str(int(digit)) for digit in _NOT_DIGIT.sub("", token))
        return ["#" + (digits.lstrip("0") or "0")]
    return [token]


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


def _unspaced(run: str, known: Collection[str]) -> list[str]:
    """Words by the longest match, which does better here than statistical segmenters: no word is looked up in vain."""
    found = []
    place, size = 0, len(run)
    while place < size:
        first = run[place]
        end = min(place + _LONGEST, size)
        while end > place + 1 and run[place:end] not in known:
            end -= 1
        if first in _NUMERALS and (numeral := _NUMERAL.match(run, place)) and numeral.end() >= end:
            end = numeral.end()
            found.append(f"#{_chinese_number(numeral[0])}")
        else:
            found.append(run[place:end])
        place = end
    return found


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


def _english_numbers(words: Iterable[str]) -> Iterator[str]:
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
