"""Brackets and quotation marks that belong in pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import regex

from align.checks.context import Context, Pair
from align.model import Issue

__all__ = ["bracket_unpaired", "quote_unpaired"]

_OPENING: Final = {
    "(": "(",
    "（": "(",
    "[": "[",
    "［": "[",
    "{": "{",
    "｛": "{",
    "【": "【",
    "〔": "〔",
    "《": "《",
    "〖": "〖",
}
_CLOSING: Final = {
    ")": "(",
    "）": "(",
    "]": "[",
    "］": "[",
    "}": "{",
    "｝": "{",
    "】": "【",
    "〕": "〔",
    "》": "《",
    "〗": "〖",
}
_BRACKETS: Final = frozenset(_OPENING) | frozenset(_CLOSING)
_LIST_ITEM: Final = regex.compile(
    r"(?<![\p{L}\p{N}(（])(?:\p{L}|[ivxIVX]{1,4}|\d{1,3}|[一二三四五六七八九十]{1,2})([)）])"
)
_SMILEY: Final = regex.compile(
    r"(?<![\p{L}\p{N}])[:;=][-^o']?[()\[\]{}](?!\w)|(?<!\S)\([-^']?[:;=](?!\w)|¯\\_\(ツ\)_/¯|\(\^.{1,3}\^\)"
)
_INTERVAL: Final = regex.compile(r"[\[(]\s*-?[\d.∞]+\s*[,;]\s*[-+]?[\d.∞]+\s*[\])]")

_NEAR: Final = 20
"""Units within which a mark of an aligned text may find its partner."""

_PAIRS: Final = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("„", "“”"), ("‹", "›"))
_QUOTES: Final = frozenset('"“”„«»「」『』‹›‘’‚')
_INCHES: Final = regex.compile(r"(?<=\d)[\"”](?![\w])|(?<=\d['’′]\s?\d{1,2})[\"”″]")
_SINGLE_OPEN: Final = regex.compile(
    r"(?<![\w’])‘(?!\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n\b|round\b)", regex.IGNORECASE
)


def bracket_unpaired(context: Context) -> Iterator[Issue]:
    """A bracket is opened and not closed, or closed and not opened.

    Looked at is a whole paragraph. Items of a list (``a)``), faces (``:-)``) and half-open intervals pass, and so
    does what is as uneven in the source.

    Why:
        The reader cannot tell where the aside ends; in code and mark-up it breaks the program.

    Severity:
        warning

    Fails:
        zh-en: 他们（三个人）来了。 | They (three people came.

    Passes:
        zh-en: 数据[1]来自论文。 | The data [1] come from the paper.
        en: There are a) apples and b) pears :-)
    """
    alone: list[tuple[Pair, int, str]] = []
    for block in context.blocks:
        if all(pair.target_chars.isdisjoint(_BRACKETS) for pair in block):
            continue
        uneven = _uneven_brackets([pair.target for pair in block])
        if not uneven or (
            any(pair.source for pair in block)
            and _shape(uneven) == _shape(_uneven_brackets([pair.source for pair in block]))
        ):
            continue
        alone += [(block[place], offset, char) for place, offset, char in uneven]
    for pair, offset, char in _unmatched(alone, _is_pair_of_brackets):
        said = "opened and not closed" if char in _OPENING else "closed and not opened"
        yield pair.issue("bracket_unpaired", "warning", f"{char} is {said}", offset, offset + 1)


def _is_pair_of_brackets(one: str, other: str) -> bool:
    return one in _OPENING and other in _CLOSING and _OPENING[one] == _CLOSING[other]


def _unmatched(
    alone: Sequence[tuple[Pair, int, str]], is_pair: Callable[[str, str], bool]
) -> Iterator[tuple[Pair, int, str]]:
    """Marks without a partner, those left out that find it in one of the next units of an aligned text.

    The units of an aligned text come from no paragraph that would keep the two together.
    """
    passed: set[int] = set()
    for number, (pair, _, char) in enumerate(alone):
        if number in passed or pair.unit.block:
            continue
        following = number + 1
        if (
            following < len(alone)
            and 0 < alone[following][0].number - pair.number <= _NEAR
            and is_pair(char, alone[following][2])
        ):
            passed |= {number, following}
    yield from (mark for number, mark in enumerate(alone) if number not in passed)


def _shape(uneven: list[tuple[int, int, str]]) -> list[str]:
    return sorted(_OPENING.get(char, "-" + _CLOSING.get(char, char)) for _, _, char in uneven)


def _uneven_brackets(texts: list[str]) -> list[tuple[int, int, str]]:
    """Text, offset and bracket of those that have no partner."""
    opened: list[tuple[int, int, str]] = []
    alone: list[tuple[int, int, str]] = []
    for place, text in enumerate(texts):
        passed = {
            offset
            for pattern in (_SMILEY, _INTERVAL)
            for match in pattern.finditer(text)
            for offset in range(*match.span())
        }
        items = {match.start(1) for match in _LIST_ITEM.finditer(text)}
        for offset, char in enumerate(text):
            if char not in _BRACKETS or offset in passed:
                continue
            if char in _OPENING:
                opened.append((place, offset, char))
            elif opened and _OPENING[opened[-1][2]] == _CLOSING[char]:
                opened.pop()
            elif offset not in items:
                alone.append((place, offset, char))
    return sorted(opened + alone)


def quote_unpaired(context: Context) -> Iterator[Issue]:
    """A quotation mark is opened and not closed, or closed and not opened.

    Looked at is a whole paragraph. A quotation that goes on in the next paragraph opens there again, as is usual;
    inches (``5"``) and apostrophes are no quotation marks; what is as uneven in the source passes.

    Why:
        The reader cannot tell who says what.

    Severity:
        warning

    Fails:
        zh-en: 「好奇心」是关键。 | "Curiosity is the key.

    Passes:
        zh-en: 「好奇心」是关键。 | "Curiosity" is the key.
        en: A 5" screen is too small, he said.
    """
    blocks = context.blocks
    alone: list[tuple[Pair, int, str]] = []
    for number, block in enumerate(blocks):
        if all(pair.target_chars.isdisjoint(_QUOTES) for pair in block):
            continue
        uneven = _uneven_quotes([pair.target for pair in block], context.lang)
        if not uneven:
            continue
        sources = [pair.source for pair in block if pair.source]
        if sources and _uneven_quotes(sources, context.source_lang):
            continue
        if _goes_on(block, blocks[number + 1] if number + 1 < len(blocks) else (), uneven):
            continue
        alone += [(block[place], offset, block[place].target[offset]) for place, offset in uneven]
    for pair, offset, char in _unmatched(alone, _is_pair_of_quotes):
        yield pair.issue("quote_unpaired", "warning", f"the quotation mark {char} has no partner", offset, offset + 1)


def _is_pair_of_quotes(one: str, other: str) -> bool:
    return one == other == '"' or any(one == opening and other in closing for opening, closing in (*_PAIRS, ("‘", "’")))


def _goes_on(block: tuple[Pair, ...], following: tuple[Pair, ...], uneven: list[tuple[int, int]]) -> bool:
    """Whether a quotation goes on in the next paragraph, which opens it anew."""
    return (
        len(uneven) == 1
        and bool(following)
        and block[uneven[0][0]].target[uneven[0][1]] in '"“«„「'
        and following[0].target.lstrip()[:1] in tuple('"“«„「')
    )


def _uneven_quotes(texts: list[str], lang: str) -> list[tuple[int, int]]:
    """Text and offset of quotation marks that have no partner."""
    straight: list[tuple[int, int]] = []
    curly: list[tuple[int, int]] = []
    for place, text in enumerate(texts):
        inches = [match.start() for match in _INCHES.finditer(text)]
        for offset, char in enumerate(text):
            if char == '"':
                straight.append((place, offset))
            elif char in _QUOTES:
                curly.append((place, offset))
        # An inch sign makes the count odd, never even.
        marks = [(place, offset) for offset in inches if text[offset] == '"']
        if len(straight) % 2 and marks:
            straight.remove(marks[-1])
        curly = [mark for mark in curly if mark[0] != place or mark[1] not in inches]
    alone = _uneven_curly(texts, curly, lang)
    if len(straight) % 2:
        alone.append(_odd_one(texts, straight))
    return sorted(alone)


def _uneven_curly(texts: list[str], marks: list[tuple[int, int]], lang: str) -> list[tuple[int, int]]:
    """Those of some typographic marks that open nothing or close nothing."""
    opened: list[tuple[int, int, str]] = []
    alone: list[tuple[int, int]] = []
    for place, offset in marks:
        text = texts[place]
        char, following = text[offset], text[offset + 1 : offset + 2]
        if char in "‘’‚":
            if char == "‘" and lang not in _LOW_OPENING and _SINGLE_OPEN.match(text, pos=offset):
                opened.append((place, offset, "’"))
            elif char == "’" and opened and opened[-1][2] == "’" and not following.isalnum():
                opened.pop()
        elif opened and char in opened[-1][2]:
            opened.pop()
        elif (closers := _closers(char, text, offset, lang)) is not None:
            opened.append((place, offset, closers))
        elif len(opened) > 1 and opened[-1][2] == "’" and char in opened[-2][2]:
            alone.append(opened.pop()[:2])
            opened.pop()
        else:
            alone.append((place, offset))
    return alone + [(place, offset) for place, offset, _ in opened]


_LOW_OPENING: Final = frozenset({"de", "cs", "sk", "sl", "bg", "lt", "et", "is", "da", "hr"})
"""Languages in which ‘ closes."""


def _closers(char: str, text: str, offset: int, lang: str) -> str | None:
    """What may close a mark, or None if it opens nothing."""
    if lang in {"de", "cs", "sk", "sl", "da", "hr"} and char in "»›":
        return {"»": "«", "›": "‹"}[char]
    if lang in {"sv", "fi"} and char in "”»":  # both marks look alike there
        before = text[offset - 1 : offset]
        return char if not before or before.isspace() or before in "([" else None
    return next((closing for opening, closing in _PAIRS if char == opening), None)


def _is_open(texts: list[str], mark: tuple[int, int]) -> bool:
    text, offset = texts[mark[0]], mark[1]
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    return (not before or before.isspace() or before in "([—") and bool(after) and not after.isspace()


def _odd_one(texts: list[str], marks: list[tuple[int, int]]) -> tuple[int, int]:
    """Of an odd number of straight marks the first that breaks the turn of opening and closing, else the last."""
    for number, mark in enumerate(marks):
        if _is_open(texts, mark) == bool(number % 2):
            return marks[number - 1] if number % 2 else mark
    return marks[-1]
