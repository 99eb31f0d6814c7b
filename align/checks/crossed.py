"""The same source translated in several ways, and several sources translated alike."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from align.checks.context import CJK, Context, Mark, Survey, marked, places
from align.checks.scopes import of_document
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["same_source_different_target", "same_target_different_source"]

_NUMBERS = lazily(r"\d[\d.,]*|[一二两三四五六七八九十百千万亿]+")


class _Earlier(NamedTuple):
    """What is kept of the first unit with a text that several units have."""

    position: int
    unit: Mark
    text: str
    key: str


class _Crossed(Survey):
    """Sources that have several targets, and targets that have several sources, by the hash of what is compared."""

    def __init__(self) -> None:
        self._sources = array("q")
        self._targets = array("q")
        self.several_targets: frozenset[int] = frozenset()
        self.several_sources: frozenset[int] = frozenset()
        self.earlier_sources: dict[int, _Earlier] = {}
        self.earlier_targets: dict[int, _Earlier] = {}

    def see(self, context: Context) -> None:
        self._sources.extend(hash(pair.source_key) for pair in context.bilingual)
        self._targets.extend(hash(pair.target_key) for pair in context.bilingual)

    def end(self) -> None:
        self.several_targets = _having_several(self._sources, self._targets)
        self.several_sources = _having_several(self._targets, self._sources)
        self._sources = self._targets = array("q")


def _having_several(keys: Sequence[int], values: Sequence[int]) -> frozenset[int]:
    """The keys that stand beside different values."""
    repeated = {one for one, other in pairwise(sorted(keys)) if one == other}
    first: dict[int, int] = {}
    return frozenset(
        key
        for key, value in zip(keys, values, strict=True)
        if key in repeated and first.setdefault(key, value) != value
    )


@of_document(_Crossed)
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
    survey = context.survey(_Crossed)
    for pair in context.bilingual if survey.several_targets else ():
        key = pair.source_key
        if not key or hash(key) not in survey.several_targets:
            continue
        this = _Earlier(pair.position, marked(pair.unit), _short(pair.target), pair.target_key)
        first = survey.earlier_sources.setdefault(hash(key), this)
        if first.position == pair.position or first.key == this.key:
            continue
        short = len(key) < 4 if context.source_lang in CJK else len(pair.source.split()) < 2
        message = f'the same source is translated as "{first.text}" in {places([first.unit])}'
        yield pair.whole("same_source_different_target", "info" if short else "warning", message)


@of_document(_Crossed)
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
    survey = context.survey(_Crossed)
    for pair in context.bilingual if survey.several_sources else ():
        key = pair.target_key
        if not key or hash(key) not in survey.several_sources:
            continue
        this = _Earlier(pair.position, marked(pair.unit), pair.source, pair.source_key)
        first = survey.earlier_targets.setdefault(hash(key), this)
        if first.position == pair.position or first.key == this.key:
            continue
        long_enough = len(key) >= 12 or (context.lang in CJK and len(key) >= 5)
        apart = _shared(first.key, this.key) < 0.5 or _NUMBERS.findall(first.text) != _NUMBERS.findall(pair.source)
        message = f'"{_short(first.text)}" in {places([first.unit])} is translated alike, though it differs'
        yield pair.whole("same_target_different_source", "warning" if long_enough and apart else "info", message)


def _shared(one: str, other: str) -> float:
    """Share of characters that two texts have in common, of the longer one."""
    return (Counter(one) & Counter(other)).total() / max(len(one), len(other), 1)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
