"""Choices that a document makes once: dashes, and the tense of what is reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from align.checks.context import CJK, Context, Place, Survey, places
from align.checks.scopes import of_document
from align.checks.vocabulary import Tally, rarer_first
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["dash_style", "tense_of_reporting"]

_DASHES: Final = lazily(r"(?<=[\p{L}\p{N},”\"’)])(?: (--?|–|—) (?=[\p{L}“\"‘(])|(--|—)(?=[\p{L}“\"‘(]))")
_DASH_CHARS: Final = frozenset("-–—")
_WHO: Final = r"\b(?:he|she|they|[\p{Lu}]\p{Ll}+) (?:also |often |then )?"
_SAYS: Final = (
    "says|notes|adds|believes|emphasi[sz]es|explains|argues|acknowledges|stresses|points out|claims|states|thinks"
    "|recalls|insists|admits"
)
_SAID: Final = (
    "said|noted|added|believed|emphasi[sz]ed|explained|argued|acknowledged|stressed|pointed out|claimed|stated|thought"
    "|recalled|insisted|admitted"
)
_PRESENT: Final = lazily(rf"{_WHO}({_SAYS})\b", regex.IGNORECASE)
_PAST: Final = lazily(rf"{_WHO}({_SAID})\b", regex.IGNORECASE)
_SAYS_ALONE: Final = lazily(_SAYS.replace(" out", ""))
_SAID_ALONE: Final = lazily(_SAID.replace(" out", ""))


class _Dashes(Survey):
    """The ways in which dashes are set, the commonest of them last."""

    def __init__(self) -> None:
        self.ways: dict[str, Tally] = {}

    def see(self, context: Context) -> None:
        for way, place in _dashes(context):
            self.ways.setdefault(way, Tally.of(place)).count += 1


def _dashes(context: Context) -> Iterator[tuple[str, Place]]:
    for pair in context.having(_DASH_CHARS) if context.lang not in CJK else ():
        for match in _DASHES.finditer(pair.target):
            yield match[0], (pair, *match.span())


@of_document(_Dashes)
def dash_style(context: Context) -> Iterator[Issue]:
    """Dashes between clauses are set in several ways in one document.

    The ways are the closed-up em dash, the spaced em dash, the spaced en dash, and hyphens that stand for a dash.

    Why:
        A house has one style of dash.

    Severity:
        info

    Fails:
        en: It is expensive—even wasteful.
        en: It is slow – and dear – to build.

    Passes:
        en: It is expensive—even wasteful.
        en: It is slow—and dear—to build a well-known model in 2023–24.
    """
    ways = context.survey(_Dashes).ways
    if len(ways) < 2:
        return
    usual = max(ways, key=lambda way: rarer_first(ways[way]))
    said = f'is set as "{usual}" elsewhere ({places([ways[usual].unit])})'
    for way, (pair, start, end) in _dashes(context):
        if way != usual:
            yield pair.issue("dash_style", "info", f'the dash "{way}" {said}', start, end)


class _Tenses(Survey):
    """The tenses in which a document reports."""

    def __init__(self) -> None:
        self.tenses: dict[str, Tally] = {}

    def see(self, context: Context) -> None:
        for name, place in _reports(context):
            self.tenses.setdefault(name, Tally.of(place)).count += 1


def _reports(context: Context) -> Iterator[tuple[str, Place]]:
    if context.lang != "en":
        return
    for name, verbs, pattern in (("present", _SAYS_ALONE, _PRESENT), ("past", _SAID_ALONE, _PAST)):
        for pair in context.having_words(word for word in context.words if verbs.fullmatch(word)):
            if pair.unit.kind != "excerpt":
                for match in pattern.finditer(pair.target):
                    yield name, (pair, *match.span(1))


@of_document(_Tenses)
def tense_of_reporting(context: Context) -> Iterator[Issue]:
    """What people say is reported in the present here and in the past there.

    Why:
        News and reports keep to one tense for *says* and *said*.

    Severity:
        info

    Fails:
        en: Liang believes that it works.
        en: He adds that it is cheap.
        en: She noted that it is slow.

    Passes:
        en: He said that it works.
        en: She noted that it is slow.
    """
    tenses = context.survey(_Tenses).tenses
    if len(tenses) < 2:
        return
    usual = max(tenses, key=lambda name: rarer_first(tenses[name]))
    other = "past" if usual == "present" else "present"
    shown = tenses[usual]
    for name, (pair, start, end) in _reports(context):
        if name == other:
            message = (
                f'"{pair.target[start:end]}" reports in the {other} tense, most of the text in the {usual}'
                f' ("{shown.text}", {places([shown.unit])})'
            )
            yield pair.issue("tense_of_reporting", "info", message, start, end)
