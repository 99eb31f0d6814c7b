"""Spaces: too many, too few, and those of French and of Chinese beside Latin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import regex

from align.checks.context import CJK, Context, Pair, Survey
from align.checks.scopes import of_document, of_unit
from align.model import Issue

__all__ = ["cjk_latin_spacing", "fr_spacing", "spacing"]

_DOUBLE: Final = regex.compile(r"(?<=\S)[ \u00A0\u2000-\u200A]{2,}(?=\S)")
_BEFORE: Final = regex.compile(
    r"(?<=[\p{L}\p{N})\]”\"’]) +([,;:!?.])(?![\p{L}\p{N}.=\-)(/:;?!*_']|(?<=\.) \.)(?!\s*[)(DPp](?:\s|$))"
)
_BEFORE_FRENCH: Final = regex.compile(r"(?<=[\p{L}\p{N})\]]) +([,.])(?![\p{L}\p{N}.=\-]|(?<=\.) \.)")
_MISPLACED: Final = regex.compile(
    r"(?<=[\p{L}\p{N})”\"]) ([,;])(?=\p{L})|(?<=\p{Ll}) (\.)(?=\p{Lu}\p{Ll}+\b(?<!\.Net))"
)
_AFTER: Final = regex.compile(
    r"(?<=\p{Ll})[,;](?=\p{L}{2})|(?<=\p{Ll})[!?](?=\p{Lu}\p{Ll})|(?<=\p{Ll}{2})\.(?=\p{Lu}\p{Ll}+[ ,])"
    r"|(?<=\p{Ll}{3}):(?=\p{Ll}{2,}\s\p{Ll})"
)
_WORTH_A_LOOK: Final = re.compile(
    r"[,;:!?.)\]'’”(\[“](?:(?<=[ \u00a0][,;:!?.)\]'’”])|(?<=[,;!?:.)])(?=[^\W\d_])|(?<=[(\[“])(?=[ \u00a0])"
    r"|(?<=[^\W\d_]\()|(?<=[ \u00a0]n['’])t)"
)
"""Matches every text that a rule about marks finds something in."""
_RUN: Final = re.compile(r"\S+")
_ADDRESS: Final = re.compile(r"\S@\S|[/\\]")
_CODE_PARTS: Final = regex.compile(r"www\.\S+|\{[^{}]*\}|<[^<>]+>|`[^`]*`|&\w+;|%\S*")
_INSIDE: Final = regex.compile(r"(?<=[(\[])[ \u00A0]+(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.])[ \u00A0]+(?=[)\]])")
_IN_QUOTES: Final = regex.compile(r"(?<=“) +(?=\w)|(?<=[\w.,!?]) +(?=”(?!\w))")
_BRACKET: Final = regex.compile(r"(?<=[\p{Ll}]{3})\((?=\p{L}{4,})|\)(?=\p{L}{2})(?<!\(\p{L}{1,4}\))")
_POSSESSIVE: Final = regex.compile(r"(?<=\p{L}) ['’](?=s\b)(?!\p{L}+['’])|(?<=\p{L}) n['’]t\b")
_HAN: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}ー々]"
_HAN_SPACE: Final = regex.compile(
    rf"(?<={_HAN}) +(?={_HAN})|(?<=[，。！？；：、]) +(?={_HAN})|(?<={_HAN}) +(?=[，。！？；：、])"
)
_EDGE: Final = regex.compile(r"(?<=\p{L})\d?[—–](?=\s)(?<!\s[—–])")

_FRENCH_BEFORE: Final = regex.compile(
    r"(?<=[\p{L}\p{N})\]%”\"'’])([!?;:]|»)(?![\w/\\:)(])|(?<=[\p{L}])([?!])(?=[\p{L}]{2})"
)
_FRENCH_AFTER: Final = regex.compile(r"«(?=[^\s\u00A0\u202F])")
_FRENCH_PERCENT: Final = regex.compile(r"(?<=\d)%(?![\w(])")

_JOINED: Final = regex.compile(rf"(?<={_HAN})(?=[\p{{Latin}}\d])|(?<=[\p{{Latin}}\d])(?={_HAN})")
_SPACED: Final = regex.compile(rf"(?<={_HAN}) (?=[\p{{Latin}}\d])|(?<=[\p{{Latin}}\d]) (?={_HAN})")
_LATIN_WORD: Final = regex.compile(rf"(?<={_HAN})( ?)(\p{{Latin}}[\p{{Latin}}\d.+#-]*)( ?)(?={_HAN})")
_UNITS: Final = regex.compile(r"[年月日时分秒号个名位次万亿千百岁%％代届第后前]")


@of_unit
def spacing(context: Context) -> Iterator[Issue]:
    """A space is doubled, missing, or stands where none belongs.

    Found are double spaces, spaces before a comma or a full stop and inside brackets, a missing space behind a comma
    or between two sentences, and white space at the edges of the translation that the source has not. Two spaces
    behind a sentence are a matter of taste (information). Addresses, code, faces and decimal points pass.

    Why:
        Readers stumble, and words that stick together escape every search and spelling check.

    Severity:
        warning; info for two spaces behind a sentence, at the end, and between Chinese characters

    Fails:
        zh-en: 好奇心驱动我们。 | Curiosity  drives us.

    Fails:
        en: They came , saw and left.

    Passes:
        en: See example.com/a,b or write to a.b@c.org, and use .NET 8.
    """
    cjk = context.lang in CJK
    for pair in context.pairs:
        text = pair.target
        if "  " in text or not _WIDE_SPACES.isdisjoint(pair.target_chars):
            yield from _doubled(pair)
        if cjk:
            yield from _between_han(pair)
        elif _WORTH_A_LOOK.search(text):
            yield from _around_marks(pair, context.lang)
        source = pair.source
        if source and (text[0].isspace() or text[-1].isspace() or source[0].isspace() or source[-1].isspace()):
            yield from _edges(pair)


_WIDE_SPACES: Final = frozenset("\u00a0\u2002\u2003\u2009\u202f\u200a")


def _doubled(pair: Pair) -> Iterator[Issue]:
    for match in _DOUBLE.finditer(pair.target):
        if "\n" in pair.target and pair.target[: match.start()].endswith("\n"):
            continue
        ends = pair.target[match.start() - 1] in '.?!:”"'
        severity = "info" if ends else "warning"
        yield pair.issue("spacing", severity, "there is more than one space", *match.span(), fix=" ")


def _between_han(pair: Pair) -> Iterator[Issue]:
    if " " not in pair.target_chars:
        return
    found = list(_HAN_SPACE.finditer(pair.target))
    spaces = pair.target.count(" ")
    if found and len(found) == spaces and len(found) > 3:
        return  # words set apart throughout, as in a list or a lesson
    for match in found:
        beside_mark = pair.target[match.start() - 1] in "，。！？；：、" or pair.target[match.end()] in "，。！？；：、"
        severity = "warning" if beside_mark else "info"
        yield pair.issue("spacing", severity, "there is a space between full-width characters", *match.span(), fix="")


def _around_marks(pair: Pair, lang: str) -> Iterator[Issue]:
    text = pair.target
    addresses = _code(text, _CODE)
    tokenised = bool(pair.source) and _BEFORE_FRENCH.search(pair.source) is not None
    for pattern, message, fix in _rules(lang):
        if tokenised and pattern in {_BEFORE, _BEFORE_FRENCH, _INSIDE, _MISPLACED}:
            continue  # the source sets its marks apart too
        for match in pattern.finditer(text):
            if 1 in addresses[match.start() : match.end()]:
                continue
            yield pair.issue("spacing", "warning", message, *match.span(), fix=fix(match) if fix else None)


_CODE: Final = frozenset("/@{<`\\&%")
_FRENCH_CODE: Final = frozenset("/@{<`&")


def _code(text: str, signs: frozenset[str]) -> bytearray:
    """Which characters belong to addresses and code, 1 for each: whole words with an address, and what is set apart.

    Args:
        text: A text; in one without any of the signs nothing is looked for.
        signs: What marks code; without ``%`` percentages are none.
    """
    if signs.isdisjoint(text):
        return bytearray()
    words = [run.span() for run in _RUN.finditer(text) if _ADDRESS.search(text, *run.span())]
    covered = bytearray(len(text))
    for start, end in words + [match.span() for match in _CODE_PARTS.finditer(text)]:
        if text[start] == "%" and "%" not in signs:
            continue
        covered[start:end] = b"\1" * (end - start)
    return covered


def _rules(lang: str) -> Iterator[tuple[regex.Pattern[str], str, Callable[[regex.Match[str]], str] | None]]:
    """What is looked for: a pattern, what to say, and what it becomes where that is certain."""
    yield (
        _MISPLACED,
        "the space stands before the mark instead of behind it",
        lambda match: (match[1] or match[2]) + " ",
    )
    before = _BEFORE_FRENCH if lang in {"fr", "br"} else _BEFORE
    yield before, "there is a space before the mark", lambda match: match[1]
    yield _INSIDE, "there is a space inside the brackets", lambda _: ""
    yield _AFTER, "a space is missing behind the mark", lambda match: match[0] + " "
    yield _BRACKET, "a space is missing beside the bracket", None
    if lang in {"en", "es", "it", "pt", "nl"}:
        yield _IN_QUOTES, "there is a space inside the quotation marks", lambda _: ""
    if lang == "en":
        yield _POSSESSIVE, "there is a space inside the word", None


def _edges(pair: Pair) -> Iterator[Issue]:
    """White space before or behind the translation that the source has not, or the other way round."""
    source, target = pair.source, pair.target
    for left in (True, False):
        ours = target[: len(target) - len(target.lstrip())] if left else target[len(target.rstrip()) :]
        theirs = source[: len(source) - len(source.lstrip())] if left else source[len(source.rstrip()) :]
        if bool(ours) == bool(theirs) or "\n" in ours + theirs:
            continue
        start = 0 if left else len(target) - max(1, len(ours))
        where = "begins" if left else "ends"
        message = (
            f"the translation {where} with a space, the source does not" if ours else f"the source {where} with a space"
        )
        severity = "warning" if left and ours else "info"
        yield pair.issue("spacing", severity, message, start, start + max(1, len(ours)), fix="" if ours else None)


@of_unit
def fr_spacing(context: Context) -> Iterator[Issue]:
    """French wants a space before ``! ? ; :`` and inside ``« »``.

    A plain space, a no-break space and a narrow one all pass; times, addresses and code need none. In Canadian French
    only the colon and the quotation marks want one. The space before ``%`` is information.

    Why:
        It is the rule of French typography; without it the text reads as translated.

    Severity:
        warning; info before %

    Fails:
        en-fr: What a day! | Quelle journée!

    Passes:
        en-fr: What a day! It is 9:30. | Quelle journée ! Il est 9:30.
        fr: Il a dit : « Voyez https://example.fr/a?b=1 ».
    """
    if context.lang != "fr":
        return
    canadian = context.bitext.target_lang.lower().replace("_", "-") in {"fr-ca", "fr-latn-ca"}
    for pair in context.having(frozenset("!?;:«»%")):
        text = pair.target
        skipped = _code(text, _FRENCH_CODE)
        for match in _FRENCH_BEFORE.finditer(text):
            mark = match[1] or match[2]
            if canadian and mark in "!?;":
                continue
            if mark == ":" and text[match.start() - 1].isdigit() and text[match.end() : match.end() + 1].isdigit():
                continue
            if 1 in skipped[match.start() : match.end()]:
                continue
            yield pair.issue(
                "fr_spacing",
                "warning",
                f"French wants a space before {mark}",
                *match.span(),
                fix=f"\u202f{mark}" if mark in "!?;" else f"\u00a0{mark}",
            )
        for match in _FRENCH_AFTER.finditer(text):
            yield pair.issue("fr_spacing", "warning", "French wants a space behind «", *match.span(), fix="«\u00a0")
        for match in _FRENCH_PERCENT.finditer(text):
            if 1 not in skipped[match.start() : match.end()]:
                yield pair.issue("fr_spacing", "info", "French wants a space before %", *match.span(), fix="\u00a0%")


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
