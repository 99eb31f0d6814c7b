"""Words, clauses and the outer form of sentences one by one, by regular expressions: slow, and easy to check."""

from collections.abc import Collection, Iterator
from itertools import pairwise

import numpy as np
import regex

from align.alignment.surface import EDGES, MARKS
from align.alignment.words import _LONGEST, _NUMERAL, _chinese_number, _english_numbers, key_function
from align.text.scripts import UNSPACED
from align.text.tags import primary

WORD = regex.compile(
    rf"(?P<run>[{UNSPACED}]+)|(?P<number>\p{{Nd}}+(?:[.,]\p{{Nd}}{{3}})*)|[\p{{L}}\p{{M}}--[{UNSPACED}]]+", regex.V1
)
NOT_DIGIT = regex.compile(r"\P{Nd}+")
CLASS = {mark: number for number, marks in enumerate(MARKS) for mark in marks}
MARK = regex.compile(rf"[{''.join(MARKS)}]|\.\.\.|(?<=\s)-(?=\s)|--")
QUOTES = "“「『«„‚‹‘”」』»’›\"'"
TAIL = QUOTES + ")） "
SINGLE = regex.compile(r"(?<!\w)(?P<open>['‘])(?=[\w—…])|(?<=[\w.,!?…—-])['’](?!\w)")
DOUBLE = regex.compile(r"(?P<open>[“「『«„])|(?P<close>[”」』»])|\"")
SINGLE_OPEN = regex.compile(r"(?<!\w)['‘](?=\w)")
CLAUSE = regex.compile(
    r"(?<=[，；：。！？…—])(?![，；：。！？…—”’」』）])"
    r"|(?=\s)(?<=[,;:.!?][\"'’”»)]*)"
    r"|(?<=\w)(?=—)|(?<=—)(?=\w)"
)
SHORT = 14.0


def keys(sentence: str, lang: str, known: Collection[str] = ()) -> list[str]:
    """The keys of the words of a sentence."""
    key_of = key_function(lang)
    read = _english_numbers if primary(lang) == "en" else iter
    return [key_of(word) for word in read(_words(sentence, known))]


def _words(sentence: str, known: Collection[str]) -> Iterator[str]:
    for match in WORD.finditer(sentence):
        if match["number"]:
            digits = "".join(str(int(digit)) for digit in NOT_DIGIT.sub("", match[0]))
            yield "#" + (digits.lstrip("0") or "0")
        elif match["run"]:
            yield from _unspaced(match[0], known)
        else:
            yield match[0]


def _unspaced(run: str, known: Collection[str]) -> Iterator[str]:
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


def surface(sentences: list[str]) -> tuple[np.ndarray, ...]:
    """Lengths, marks, edges and quotations of sentences, as the fields of a surface."""
    stripped = [sentence.strip() for sentence in sentences]
    marks = np.zeros((len(stripped), len(MARKS)))
    edges = np.zeros((len(stripped), len(EDGES)))
    for number, text in enumerate(stripped):
        for match in MARK.finditer(text):
            mark = match[0]
            marks[number, CLASS.get(mark, 4 if "-" in mark else 2)] += 1
        core = text.rstrip(TAIL)[-1:]
        edges[number] = (
            text[:1] in QUOTES if text else 0,
            text[-1:] in QUOTES if text else 0,
            core in "?？" if core else 0,
            core in ".。!！?？…" if core else 0,
        )
    return np.array([max(1, len(text)) for text in stripped], np.float64), marks, edges, inside(stripped)


def inside(sentences: list[str]) -> np.ndarray:
    """Whether each boundary lies inside a quotation, as far as marks that open and close tell."""
    doubles = sum(len(DOUBLE.findall(text)) for text in sentences)
    singles = sum(len(SINGLE_OPEN.findall(text)) for text in sentences)
    pattern = SINGLE if singles > 2 * doubles else DOUBLE
    state = np.zeros(len(sentences) + 1)
    now = False
    for number, text in enumerate(sentences):
        for match in pattern.finditer(text):
            if pattern is SINGLE:
                now = match["open"] is not None
            else:
                now = match["open"] is not None or (match["close"] is None and not now)
        state[number + 1] = now
    return state


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence: its parts between punctuation marks, none of them very short.

    Joined they are the sentence again.
    """
    cuts = [0, *(match.start() for match in CLAUSE.finditer(sentence)), len(sentence)]
    parts: list[str] = []
    for start, end in pairwise(cuts):
        part = sentence[start:end]
        if parts and (weight(parts[-1]) < SHORT or not part.strip()):
            parts[-1] += part
        elif part:
            parts.append(part)
    if len(parts) > 1 and weight(parts[-1]) < SHORT:
        last = parts.pop()
        parts[-1] += last
    return parts or [sentence]


def weight(text: str) -> float:
    stripped = text.strip()
    if stripped.isascii():
        return len(stripped)
    return sum(3.5 if c > "\u2e80" else 1.0 for c in stripped)
