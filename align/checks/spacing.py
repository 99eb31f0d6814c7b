"""Spaces: too many, too few, and those of French and of Chinese beside Latin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import regex

from align.checks.context import CJK, Context, Pair
from align.model import Issue

__all__ = ["cjk_latin_spacing", "fr_spacing", "spacing"]

_DOUBLE: Final = regex.compile(r"(?<=\S)[ \u00A0\u2000-\u200A]{2,}(?=\S)")
_BEFORE: Final = regex.compile(
    r"(?<=[\p{L}\p{N})\]”\"’]) +([,;:!?.])(?![\p{L}\p{N}.=\-)(/:;?!*_'])(?!\s*[)(DPp](?:\s|$))"
)
_BEFORE_FRENCH: Final = regex.compile(r"(?<=[\p{L}\p{N})\]]) +([,.])(?![\p{L}\p{N}.=\-])")
_MISPLACED: Final = regex.compile(
    r"(?<=[\p{L}\p{N})”\"]) ([,;])(?=\p{L})|(?<=\p{Ll}) (\.)(?=\p{Lu}\p{Ll}+\b(?<!\.Net))"
)
_AFTER: Final = regex.compile(
    r"(?<=\p{Ll})[,;](?=\p{L}{2})|(?<=\p{Ll})[!?](?=\p{Lu}\p{Ll})|(?<=\p{Ll}{2})\.(?=\p{Lu}\p{Ll}+[ ,])"
    r"|(?<=\p{Ll}{3}):(?=\p{Ll}{2,}\s\p{Ll})"
)
_WORTH_A_LOOK: Final = re.compile(r" [,;:!?.)\]'n]|[,;!?:.][A-Za-z]|[(\[] |[a-z]\(|\)[A-Za-z]")
_ADDRESS: Final = regex.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S*[/\\]\S*|\{[^{}]*\}|<[^<>]+>|`[^`]*`|&\w+;|%\S*")
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
    for pair in context.pairs:
        yield from _doubled(pair)
        if context.lang in CJK:
            yield from _between_han(pair)
        else:
            yield from _around_marks(pair, context.lang)
        yield from _edges(pair)


def _doubled(pair: Pair) -> Iterator[Issue]:
    if "  " not in pair.target and pair.target_chars.isdisjoint("\u00a0\u2002\u2003\u2009\u202f\u200a"):
        return
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
    if text.isascii() and not _WORTH_A_LOOK.search(text):
        return
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if not pair.target_chars.isdisjoint(_CODE) else []
    tokenised = bool(pair.source) and _BEFORE_FRENCH.search(pair.source) is not None
    for pattern, message, fix in _rules(lang):
        if tokenised and pattern in {_BEFORE, _BEFORE_FRENCH, _INSIDE, _MISPLACED}:
            continue  # the source sets its marks apart too
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in addresses):
                continue
            yield pair.issue("spacing", "warning", message, *match.span(), fix=fix(match) if fix else None)


_CODE: Final = frozenset("/@{<`\\&%")


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
    if not source or not (target[0].isspace() or target[-1].isspace() or source[0].isspace() or source[-1].isspace()):
        return
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
        skipped = (
            [match.span() for match in _ADDRESS.finditer(text)] if not pair.target_chars.isdisjoint("/@{<`&") else []
        )
        for match in _FRENCH_BEFORE.finditer(text):
            mark = match[1] or match[2]
            if canadian and mark in "!?;":
                continue
            if mark == ":" and text[match.start() - 1].isdigit() and text[match.end() : match.end() + 1].isdigit():
                continue
            if any(start < match.end() and match.start() < end for start, end in skipped):
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
            if not any(start < match.end() and match.start() < end for start, end in skipped if text[start] != "%"):
                yield pair.issue("fr_spacing", "info", "French wants a space before %", *match.span(), fix="\u00a0%")


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
    counted = []
    for pair in context.pairs:
        if pair.target_chars.isdisjoint(_ASCII_WORD):
            continue
        joined, spaced = _boundaries(pair.target)
        counted.append((pair, joined, spaced))
    total_joined = sum(len(joined) for _, joined, _ in counted)
    total_spaced = sum(len(spaced) for _, _, spaced in counted)
    for pair, joined, spaced in counted:
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
        elif (joined and total_spaced > total_joined) or (spaced and total_joined > total_spaced):
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
