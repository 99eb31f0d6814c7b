"""Spaces between Chinese or Japanese and Latin letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from align.checks.context import CJK, Context, Pair, Survey
from align.checks.scopes import of_document
from align.checks.spacing import HAN
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["cjk_latin_spacing"]

_JOINED: Final = lazily(rf"(?<={HAN})(?=[\p{{Latin}}\d])|(?<=[\p{{Latin}}\d])(?={HAN})")
_SPACED: Final = lazily(rf"(?<={HAN}) (?=[\p{{Latin}}\d])|(?<=[\p{{Latin}}\d]) (?={HAN})")
_LATIN_WORD: Final = lazily(rf"(?<={HAN})( ?)(\p{{Latin}}[\p{{Latin}}\d.+#-]*)( ?)(?={HAN})")


class _Boundaries(Survey):
    """How often Latin words are closed up to Chinese and Japanese ones in a document, and how often spaced."""

    def __init__(self) -> None:
        self.joined = self.spaced = 0

    def see(self, context: Context) -> None:
        for _, joined, spaced in _with_latin(context):
            self.joined += len(joined)
            self.spaced += len(spaced)


def _with_latin(context: Context) -> Iterator[tuple[Pair, list[int], list[int]]]:
    for pair in context.having(_ASCII_WORD) if context.lang in CJK else ():
        yield (pair, *_boundaries(pair.target))


@of_document(_Boundaries)
def cjk_latin_spacing(context: Context) -> Iterator[Issue]:
    """Chinese or Japanese beside Latin letters is spaced here and not there.

    Both ways are in use, so the text is measured by itself: a word with a space on one side only is a fault, and so
    is a unit that goes both ways; a unit that departs from most others is information.

    Why:
        Mixed spacing looks careless, and searches for a word with its neighbours fail.

    Severity:
        warning; info where a unit departs from the rest of the document

    Options:
        style: ``space`` or ``none`` to ask for one way; by default ``consistent``.

    Fails:
        en-zh: We use AI technology. | 我们使用 AI技术。

    Passes:
        en-zh: We use AI technology. | 我们使用 AI 技术。
        en-zh: We use GPUs. | 我们使用 GPU 芯片。
    """
    if context.lang not in CJK:
        return
    style = context.option("cjk_latin_spacing", "style")
    total = context.survey(_Boundaries)
    for pair, joined, spaced in _with_latin(context):
        one_sided = [m for m in _LATIN_WORD.finditer(pair.target) if bool(m[1]) != bool(m[3])]
        if style != "consistent":
            wrong, said = (joined, "is missing") if style == "space" else (spaced, "stands")
            for start in wrong:
                yield pair.issue(
                    "cjk_latin_spacing", "warning", f"a space {said} between the scripts", *_span(pair, start)
                )
        elif one_sided:
            for match in one_sided:
                message = f'"{match[2]}" has a space on one side only'
                yield pair.issue("cjk_latin_spacing", "warning", message, match.start(2), match.end(2))
        elif joined and spaced:
            fewer = joined if len(joined) < len(spaced) else spaced
            yield pair.issue(
                "cjk_latin_spacing", "warning", "the scripts are spaced here and not there", *_span(pair, fewer[0])
            )
        elif (joined and total.spaced > total.joined) or (spaced and total.joined > total.spaced):
            way = "spaced" if joined else "closed up"
            message = f"the scripts are mostly {way} elsewhere in the text"
            yield pair.issue("cjk_latin_spacing", "info", message, *_span(pair, (joined or spaced)[0]))


_ASCII_WORD: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _span(pair: Pair, start: int) -> tuple[int, int]:
    return max(0, start - 1), min(len(pair.target), start + 1)


def _boundaries(text: str) -> tuple[list[int], list[int]]:
    """Offsets where Latin letters meet Han without and with a space; beside digits nothing is asked."""
    joined = [
        m.start() for m in _JOINED.finditer(text) if not (text[m.start() - 1].isdigit() or text[m.start()].isdigit())
    ]
    spaced = [
        m.start() for m in _SPACED.finditer(text) if not (text[m.start() - 1].isdigit() or text[m.end()].isdigit())
    ]
    return joined, spaced
