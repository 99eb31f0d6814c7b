"""Choices that a document makes once: dashes, and the tense of what is reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import regex

from align.checks.context import CJK, Context, Pair, places
from align.model import Issue

__all__ = ["dash_style", "tense_of_reporting"]

_DASHES: Final = regex.compile(r"(?<=[\p{L}\p{N},”\"’)])(?: (--?|–|—) (?=[\p{L}“\"‘(])|(--|—)(?=[\p{L}“\"‘(]))")
_WHO: Final = r"\b(?:he|she|they|[\p{Lu}]\p{Ll}+) (?:also |often |then )?"
_SAYS: Final = (
    "says|notes|adds|believes|emphasi[sz]es|explains|argues|acknowledges|stresses|points out|claims|states|thinks"
    "|recalls|insists|admits"
)
_SAID: Final = (
    "said|noted|added|believed|emphasi[sz]ed|explained|argued|acknowledged|stressed|pointed out|claimed|stated|thought"
    "|recalled|insisted|admitted"
)
_PRESENT: Final = regex.compile(rf"{_WHO}({_SAYS})\b", regex.IGNORECASE)
_PAST: Final = regex.compile(rf"{_WHO}({_SAID})\b", regex.IGNORECASE)
_VERBS: Final = regex.compile(f"{_SAYS}|{_SAID}".replace(" out", ""))


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
    if context.lang in CJK:
        return
    ways: dict[str, list[tuple[Pair, int, int]]] = defaultdict(list)
    for pair in context.having(frozenset("-–—")):
        for match in _DASHES.finditer(pair.target):
            ways[match[0]].append((pair, *match.span()))
    if len(ways) < 2:
        return
    usual = max(ways, key=lambda way: (len(ways[way]), -ways[way][0][0].position))
    for way, found in ways.items():
        for pair, start, end in found if way != usual else ():
            message = f'the dash "{way}" is set as "{usual}" elsewhere ({places([ways[usual][0][0].unit])})'
            yield pair.issue("dash_style", "info", message, start, end)


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
    if context.lang != "en":
        return
    tenses: dict[str, list[tuple[Pair, int, int]]] = defaultdict(list)
    for pair in context.having_words(word for word in context.words if _VERBS.fullmatch(word)):
        if pair.unit.kind == "excerpt":
            continue
        for name, pattern in (("present", _PRESENT), ("past", _PAST)):
            for match in pattern.finditer(pair.target):
                tenses[name].append((pair, *match.span(1)))
    if len(tenses) < 2:
        return
    usual = max(tenses, key=lambda name: (len(tenses[name]), -tenses[name][0][0].position))
    other = "past" if usual == "present" else "present"
    for pair, start, end in tenses[other]:
        shown = tenses[usual][0]
        message = (
            f'"{pair.target[start:end]}" reports in the {other} tense, most of the text in the {usual}'
            f' ("{shown[0].target[shown[1] : shown[2]]}", {places([shown[0].unit])})'
        )
        yield pair.issue("tense_of_reporting", "info", message, start, end)
