"""How long a translation is, and of how many sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import sqrt
from typing import Final

from align.checks.context import CJK, Context, Pair
from align.checks.scopes import of_unit
from align.checks.tables import table, words
from align.model import Issue
from align.text.normal import count_letters_and_digits
from align.text.patterns import lazily

__all__ = ["length_ratio", "sentence_count"]

_VARIANCE: Final = 6.8  # of the difference, a letter: Gale and Church (1993), section 3
_SIGNIFICANT: Final = 2.7
_TIMES: Final = 3.0
_ENDS_CJK: Final = lazily(r"[。！？!?…｡]+[”’」』）)\"']*")
_ENDS: Final = lazily(
    r"(?:(?<=[\p{L}\p{N}\p{M})\]\"”’%»…\s])[.!?…]+|[。！？؟।۔]+)[\"”’')\]»]*(?=\s+[\"“‘'(«¿¡„*—–-]*[\p{Lu}\p{Lo}\p{N}]|\s*$)"
)
_CLAUSE: Final = re.compile("[，；：—]+(?=.)")
_MARK: Final = re.compile("[.!?…。！？؟।۔]")
_LETTER: Final = re.compile(r"[^\W_]")
_LATIN: Final = re.compile("[A-Za-z0-9]+")
_BEFORE: Final = lazily(r"(\p{L}+)\.[\"”’')]*$")


@of_unit
def length_ratio(context: Context) -> Iterator[Issue]:
    """The translation is far longer or shorter than its source lets expect.

    Letters and digits are counted. What is expected follows from the two languages; a unit is flagged if it is three
    times as long or as short as that, and the difference is no chance of a short text (2.7 standard deviations, by
    the model of Gale and Church 1993).

    Why:
        A clause was left out, or belongs to another unit.

    Severity:
        warning

    Options:
        shortest: Letters and digits of the target for one of the source, at least; 0 for what the languages let expect.
        longest: At most; 0 likewise.

    Fails:
        zh-en: 我们需要更多的数据来训练这个模型，否则它的效果永远不会好。 | Yes, more.

    Passes:
        zh-en: 谢谢大家的支持。 | Thanks.
        zh-en: 我们需要更多的数据来训练这个模型。 | We need more data to train this model.
    """
    expected = _beside_english(context.lang) / _beside_english(context.source_lang)
    shortest, longest = (float(_number(context, name)) for name in ("shortest", "longest"))
    for pair in context.bilingual:
        source, target = _length(pair.source, context.source_lang), _length(pair.target, context.lang)
        if not source or not target:
            continue
        ratio = (target + 1) / (source + 1)
        low, high = shortest or expected / _TIMES, longest or expected * _TIMES
        if low <= ratio <= high:
            continue
        if not (shortest or longest) and abs(_deviation(source, target, context)) < _SIGNIFICANT:
            continue
        said = "shorter" if ratio < low else "longer"
        message = (
            f"the translation is far {said} than its source lets expect: {target} letters, where about"
            f" {round(source * expected)} are usual"
        )
        yield pair.whole("length_ratio", "warning", message)


def _number(context: Context, name: str) -> float:
    value = context.option("length_ratio", name)
    return float(value) if isinstance(value, int | float) else 0.0


def _length(text: str, lang: str) -> int:
    """Letters and digits; a Latin word in Chinese or Japanese counts for what it would take in that language."""
    letters = count_letters_and_digits(text)
    if lang not in CJK:
        return letters
    latin = sum(map(len, _LATIN.findall(text)))
    return letters - latin + round(latin * _beside_english(lang)) if latin else letters


def _beside_english(lang: str) -> float:
    """Letters of a language for one of English in the same text."""
    return float(table("lengths")["beside_english"].get(lang, 1.0))


def _deviation(source: int, target: int, context: Context) -> float:
    """By how many standard deviations a length differs from the expected one, both measured as if in English."""
    one, other = source / _beside_english(context.source_lang), target / _beside_english(context.lang)
    return (other - one) / sqrt(_VARIANCE * (one + other) / 2 + 1)


@of_unit
def sentence_count(context: Context) -> Iterator[Issue]:
    """The translation has fewer or more sentences than its source, and its length says that some were lost or added.

    Long Chinese sentences are often divided and short ones joined: the number alone is not enough unless it differs
    by three, and a clause between Chinese commas may stand for a sentence of another language.

    Why:
        A sentence was left out, or stands in the wrong unit.

    Severity:
        warning; info where the number alone differs

    Fails:
        zh-en: 他来到了北京。他在那里住了三年。后来他又回到了家乡。 | He came to Beijing.

    Passes:
        zh-en: 他来了。他走了。 | He came and he left.
        zh-en: 他来到北京，住了三年，又回到了家乡。 | He came to Beijing. He lived there for three years. He went home.
    """
    expected = _beside_english(context.lang) / _beside_english(context.source_lang)
    for pair in context.bilingual:
        if len(pair.source) < 4:
            continue
        theirs, ours = _sentences(pair.source, context.source_lang), _sentences(pair.target, context.lang)
        if theirs == ours:
            continue
        as_clauses = _as_clauses(pair, theirs, ours, context)
        source, target = _length(pair.source, context.source_lang), _length(pair.target, context.lang)
        deviation = _deviation(source, target, context)
        lost = ours < theirs and not as_clauses and target < 0.65 * expected * source and deviation < -1.2
        added = ours > theirs and not as_clauses and target > 1.8 * expected * source and deviation > 2
        message = f"the translation has {ours} sentence{'s' * (ours != 1)}, the source {theirs}"
        if lost or added:
            yield pair.whole(
                "sentence_count", "warning", message + f"; it is also {'shorter' if lost else 'longer'} than expected"
            )
        elif not as_clauses and (abs(theirs - ours) >= 3 or (theirs - ours == 2 and ours == 1)):
            yield pair.whole("sentence_count", "info", message)


def _as_clauses(pair: Pair, theirs: int, ours: int, context: Context) -> bool:
    """Whether the side in Chinese or Japanese has as many clauses as the other has sentences more than it."""
    if (context.lang in CJK) == (context.source_lang in CJK):
        return False
    text, own, other = (pair.target, ours, theirs) if context.lang in CJK else (pair.source, theirs, ours)
    return own < other <= own + len(_CLAUSE.findall(text))


def _sentences(text: str, lang: str) -> int:
    """How many sentences a text has, by its marks."""
    first = (_ENDS_CJK if lang in CJK else _MARK).search(text)
    if first is None or first.end() == len(text) or (lang not in CJK and not _LETTER.search(text, first.end())):
        return 1
    if lang in CJK:
        marks = [match for match in _ENDS_CJK.finditer(text) if match.end() == len(text.rstrip()) or match[0][0] != "…"]
        rest = text[marks[-1].end() :] if marks else text
        return max(1, len(marks) + (sum(map(str.isalnum, rest)) > 1 and bool(marks)))
    count = last = 0
    for match in _ENDS.finditer(text):
        if match[0][0] == "." and match.end() < len(text.rstrip()):
            before = _BEFORE.search(text, max(0, match.start() - 20), match.end())
            if before and (len(before[1]) == 1 or before[1].lower() in _abbreviations()):
                continue
        count, last = count + 1, match.end()
    return max(1, count + (sum(map(str.isalnum, text[last:])) > 1 and count > 0))


@cache
def _abbreviations() -> frozenset[str]:
    return words("lengths", "abbreviations")
