"""The same source translated in several ways, and several sources translated alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from align.checks.context import CJK, Context, Pair, places
from align.model import Issue
from align.text.normal import letters_and_digits

__all__ = ["same_source_different_target", "same_target_different_source"]

_NUMBERS = regex.compile(r"\d[\d.,]*|[一二两三四五六七八九十百千万亿]+")


def same_source_different_target(context: Context) -> Iterator[Issue]:
    """A source that stood earlier is translated in another way here.

    Case, spaces and punctuation make no difference. Very short sources (*好的。*) depend on what they answer, and are
    information.

    Why:
        Readers take two wordings for two things, and the second translation was work for nothing.

    Severity:
        warning; info for short sources

    Fails:
        zh-en: 先做难的事。 | Start with what is difficult.
        zh-en: 先做难的事。 | Do hard things first.

    Passes:
        zh-en: 先做难的事。 | Do hard things first.
        zh-en: 先做难的事。 | Do hard things first!
    """
    earlier: dict[str, Pair] = {}
    for pair in context.bilingual:
        key = letters_and_digits(pair.source)
        if not key:
            continue
        first = earlier.setdefault(key, pair)
        if first is pair or letters_and_digits(first.target) == letters_and_digits(pair.target):
            continue
        short = len(key) < 4 if context.source_lang in CJK else len(pair.source.split()) < 2
        message = f'the same source is translated as "{_short(first.target)}" in {places([first.unit])}'
        yield pair.whole("same_source_different_target", "info" if short else "warning", message)


def same_target_different_source(context: Context) -> Iterator[Issue]:
    """Two sources that differ are translated alike.

    A warning only where the sources differ much or in their numbers, and the translation is no short phrase; sources
    that say nearly the same may well have one translation (information).

    Why:
        The second is often a copy that was to be changed and was not.

    Severity:
        warning; info where the sources are alike or the translation is short

    Fails:
        zh-en: 营收上涨了百分之五。 | Revenue rose by five percent.
        zh-en: 公司裁掉了很多老员工。 | Revenue rose by five percent.

    Passes:
        zh-en: 他走了。 | He left.
        zh-en: 他走了！ | He left!
    """
    earlier: dict[str, Pair] = {}
    for pair in context.bilingual:
        key = letters_and_digits(pair.target)
        if not key:
            continue
        first = earlier.setdefault(key, pair)
        if first is pair:
            continue
        one, other = letters_and_digits(first.source), letters_and_digits(pair.source)
        if one == other:
            continue
        long_enough = len(key) >= 12 or (context.lang in CJK and len(key) >= 5)
        apart = _shared(one, other) < 0.5 or _NUMBERS.findall(first.source) != _NUMBERS.findall(pair.source)
        message = f'"{_short(first.source)}" in {places([first.unit])} is translated alike, though it differs'
        yield pair.whole("same_target_different_source", "warning" if long_enough and apart else "info", message)


def _shared(one: str, other: str) -> float:
    """Share of characters that two texts have in common, of the longer one."""
    return (Counter(one) & Counter(other)).total() / max(len(one), len(other), 1)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
