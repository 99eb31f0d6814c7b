"""Brackets and quotation marks that belong in pairs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import regex

from align.checks.context import CJK, Context, Pair, Survey
from align.checks.scopes import of_document
from align.model import Issue
from align.text.patterns import lazily

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
_BRACKET: Final = re.compile(f"[{re.escape(''.join(_BRACKETS))}]")
_MAY_BE_FACE: Final = re.compile(r"[:;=][-^o']?[()\[\]{}]|\([-^']?[:;=^]|¯")
_LIST_ITEM: Final = lazily(r"(?<![\p{L}\p{N}(（])(?:\p{L}|[ivxIVX]{1,4}|\d{1,3}|[一二三四五六七八九十]{1,2})([)）])")
_SMILEY: Final = lazily(
    r"(?<![\p{L}\p{N}])[:;=][-^o']?[()\[\]{}](?!\w)|(?<!\S)\([-^']?[:;=](?!\w)|¯\\_\(ツ\)_/¯|\(\^.{1,3}\^\)"
)
_INTERVAL: Final = lazily(r"[\[(]\s*-?[\d.∞]+\s*[,;]\s*[-+]?[\d.∞]+\s*[\])]")

_NEAR: Final = 20
"""Units within which a mark of an aligned text may find its partner."""

_PAIRS: Final = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("„", "“”"), ("‹", "›"))
_QUOTES: Final = frozenset('"“”„«»「」『』‹›‘’‚')
_QUOTE: Final = re.compile(f"[{''.join(_QUOTES)}]")
_MAY_BE_INCHES: Final = re.compile(r"\d[\"”″]")
_INCHES: Final = lazily(r"(?<=\d)[\"”](?![\w])|(?<=\d['’′]\s?\d{1,2})[\"”″]")
_SINGLE_OPEN: Final = lazily(r"(?<![\w’])‘(?!\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n\b|round\b)", regex.IGNORECASE)


class _Alone(NamedTuple):
    """A mark without a partner in its block."""

    number: int
    unit: str
    block: int
    offset: int
    char: str

    @classmethod
    def of(cls, pair: Pair, offset: int) -> _Alone:
        return cls(pair.number, pair.unit.id, pair.unit.block, offset, pair.target[offset])

    def issue(self, rule: str, message: str) -> tuple[int, Issue]:
        span = (self.offset, self.offset + 1)
        return self.number, Issue(rule, "warning", message, self.unit, "target", *span)


class _Brackets(Survey):
    """Brackets without a partner, with what to say of them."""

    def __init__(self) -> None:
        self._alone: list[_Alone] = []
        self.found: list[tuple[int, Issue]] = []

    def see(self, context: Context) -> None:
        for block in context.blocks:
            if all(pair.target_chars.isdisjoint(_BRACKETS) for pair in block):
                continue
            uneven = _uneven_brackets([pair.target for pair in block])
            if not uneven or (
                any(pair.source for pair in block)
                and _shape(uneven) == _shape(_uneven_brackets([pair.source for pair in block]))
            ):
                continue
            self._alone += [_Alone.of(block[place], offset) for place, offset, _ in uneven]

    def end(self) -> None:
        for mark in _unmatched(self._alone, _is_pair_of_brackets):
            said = "opened and not closed" if mark.char in _OPENING else "closed and not opened"
            self.found.append(mark.issue("bracket_unpaired", f"{mark.char} is {said}"))


@of_document(_Brackets)
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
    yield from context.among_units(context.survey(_Brackets).found)


def _is_pair_of_brackets(one: str, other: str) -> bool:
    return one in _OPENING and other in _CLOSING and _OPENING[one] == _CLOSING[other]


def _unmatched(alone: Sequence[_Alone], is_pair: Callable[[str, str], bool]) -> Iterator[_Alone]:
    """Marks without a partner, those left out that find it in one of the next units of an aligned text.

    The units of an aligned text come from no paragraph that would keep the two together.
    """
    opened: list[int] = []
    passed: set[int] = set()
    for number, mark in enumerate(alone):
        if mark.block:
            continue
        while opened and mark.number - alone[opened[-1]].number > _NEAR:
            opened.pop()
        if len(opened) > 1 and alone[opened[-1]].char == "‘" and is_pair(alone[opened[-2]].char, mark.char):
            passed.add(opened.pop())  # what closes it may be taken for an apostrophe
        last = opened[-1] if opened else -1
        if last >= 0 and mark.number > alone[last].number and is_pair(alone[last].char, mark.char):
            passed |= {opened.pop(), number}
        else:
            opened.append(number)
    yield from (mark for number, mark in enumerate(alone) if number not in passed)


def _shape(uneven: list[tuple[int, int, str]]) -> list[str]:
    return sorted(_OPENING.get(char, "-" + _CLOSING.get(char, char)) for _, _, char in uneven)


def _plainly_even(text: str) -> bool:
    """Whether each bracket of a text has its partner in it, and none can be part of a face."""
    opened: list[str] = []
    for char in _BRACKET.findall(text):
        if char in _OPENING:
            opened.append(_OPENING[char])
        elif not opened or opened.pop() != _CLOSING[char]:
            return False
    return not opened and not _MAY_BE_FACE.search(text)


def _uneven_brackets(texts: list[str]) -> list[tuple[int, int, str]]:
    """Text, offset and bracket of those that have no partner."""
    if all(map(_plainly_even, texts)):
        return []
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


class _Quotes(Survey):
    """Quotation marks without a partner, with what to say of them."""

    def __init__(self) -> None:
        self._alone: list[_Alone] = []
        self._open: list[_Alone] = []
        self.found: list[tuple[int, Issue]] = []

    def see(self, context: Context) -> None:
        for block in context.blocks:
            self._settle(block[0].target)
            if not all(pair.target_chars.isdisjoint(_QUOTES) for pair in block):
                self._open = _alone_in(block, context)

    def _settle(self, following: str) -> None:
        """Whether the marks of a block are without a partner: a quotation may go on in the next one, and open anew."""
        if len(self._open) != 1 or not (self._open[0].char in '"“«„「' and following.lstrip()[:1] in tuple('"“«„「')):
            self._alone += self._open
        self._open = []

    def end(self) -> None:
        self._settle("")
        for mark in _unmatched(self._alone, _is_pair_of_quotes):
            self.found.append(mark.issue("quote_unpaired", f"the quotation mark {mark.char} has no partner"))


def _alone_in(block: Sequence[Pair], context: Context) -> list[_Alone]:
    uneven = _uneven_quotes([pair.target for pair in block], context.lang)
    sources = [pair.source for pair in block if pair.source] if uneven else []
    if sources and _uneven_quotes(sources, context.source_lang):
        return []
    return [_Alone.of(block[place], offset) for place, offset in uneven]


@of_document(_Quotes)
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
    yield from context.among_units(context.survey(_Quotes).found)


def _is_pair_of_quotes(one: str, other: str) -> bool:
    return one == other == '"' or any(one == opening and other in closing for opening, closing in (*_PAIRS, ("‘", "’")))


def _plainly_quoted(text: str) -> bool:
    """Whether each quotation mark of a text is one of “ and ” in turn, and none is an inch sign: most texts."""
    return not "".join(_QUOTE.findall(text)).replace("“”", "") and not _MAY_BE_INCHES.search(text)


def _uneven_quotes(texts: list[str], lang: str) -> list[tuple[int, int]]:
    """Text and offset of quotation marks that have no partner."""
    if all(map(_plainly_quoted, texts)):
        return []
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
        if char in "‘’‚" and lang not in CJK:
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
    if char == "‘" and lang in CJK:
        return "’"
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
