"""Spaces: too many, too few, and those of French."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple

import regex

from align.checks.context import CJK, Context, Pair
from align.checks.scopes import of_unit
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["HAN", "fr_spacing", "spacing"]

_DOUBLE: Final = lazily(r"(?<=\S)[ \u00A0\u2000-\u200A]{2,}(?=\S)")
_BEFORE: Final = lazily(
    r"(?<=[\p{L}\p{N})\]”\"’]) +([,;:!?.])(?![\p{L}\p{N}.=\-)(/:;?!*_']|(?<=\.) \.)(?!\s*[)(DPp](?:\s|$))"
)
_BEFORE_FRENCH: Final = lazily(r"(?<=[\p{L}\p{N})\]]) +([,.])(?![\p{L}\p{N}.=\-]|(?<=\.) \.)")
_MISPLACED: Final = lazily(r"(?<=[\p{L}\p{N})”\"]) ([,;])(?=\p{L})|(?<=\p{Ll}) (\.)(?=\p{Lu}\p{Ll}+\b(?<!\.Net))")
_AFTER: Final = lazily(
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
_CODE_PARTS: Final = lazily(r"www\.\S+|\{[^{}]*\}|<[^<>]+>|`[^`]*`|&\w+;|%\S*")
_INSIDE: Final = lazily(r"(?<=[(\[])[ \u00A0]+(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.])[ \u00A0]+(?=[)\]])")
_IN_QUOTES: Final = lazily(r"(?<=“) +(?=\w)|(?<=[\w.,!?]) +(?=”(?!\w))")
_BRACKET: Final = lazily(r"(?<=[\p{Ll}]{3})\((?=\p{L}{4,})|\)(?=\p{L}{2})(?<!\(\p{L}{1,4}\))")
_POSSESSIVE: Final = lazily(r"(?<=\p{L}) ['’](?=s\b)(?!\p{L}+['’])|(?<=\p{L}) n['’]t\b")
HAN: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}ー々]"
"""A class of the characters that Chinese and Japanese put no spaces between."""
_HAN_SPACE: Final = lazily(rf"(?<={HAN}) +(?={HAN})|(?<=[，。！？；：、]) +(?={HAN})|(?<={HAN}) +(?=[，。！？；：、])")

_FRENCH_BEFORE: Final = lazily(r"(?<=[\p{L}\p{N})\]%”\"'’])([!?;:]|»)(?![\w/\\:)(])|(?<=[\p{L}])([?!])(?=[\p{L}]{2})")
_FRENCH_AFTER: Final = lazily(r"«(?=[^\s\u00A0\u202F])")
_FRENCH_PERCENT: Final = lazily(r"(?<=\d)%(?![\w(])")


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
    source = pair.source
    tokenised = (" ." in source or " ," in source) and _BEFORE_FRENCH.search(source) is not None
    for pattern, signs, message, fix in _rules(lang):
        if signs.isdisjoint(pair.target_chars):
            continue
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
    words = []
    if _ADDRESS.search(text):
        words = [run.span() for run in _RUN.finditer(text) if _ADDRESS.search(text, *run.span())]
    covered = bytearray(len(text))
    for start, end in words + [match.span() for match in _CODE_PARTS.finditer(text)]:
        if text[start] == "%" and "%" not in signs:
            continue
        covered[start:end] = b"\1" * (end - start)
    return covered


class _Rule(NamedTuple):
    """What is looked for, signs of which each match has or touches one, what to say, and the fix."""

    pattern: regex.Pattern[str]
    signs: frozenset[str]
    message: str
    fix: Callable[[regex.Match[str]], str] | None


@cache
def _rules(lang: str) -> tuple[_Rule, ...]:
    marks = frozenset(",;:!?.")
    misplaced = "the space stands before the mark instead of behind it"
    rules = [
        _Rule(_MISPLACED, marks, misplaced, lambda match: (match[1] or match[2]) + " "),
        _Rule(
            _BEFORE_FRENCH if lang in {"fr", "br"} else _BEFORE,
            marks,
            "there is a space before the mark",
            lambda match: match[1],
        ),
        _Rule(_INSIDE, frozenset("()[]"), "there is a space inside the brackets", lambda _: ""),
        _Rule(_AFTER, marks, "a space is missing behind the mark", lambda match: match[0] + " "),
        _Rule(_BRACKET, frozenset("()"), "a space is missing beside the bracket", None),
    ]
    if lang in {"en", "es", "it", "pt", "nl"}:
        rules.append(_Rule(_IN_QUOTES, frozenset("“”"), "there is a space inside the quotation marks", lambda _: ""))
    if lang == "en":
        rules.append(_Rule(_POSSESSIVE, frozenset("'’"), "there is a space inside the word", None))
    return tuple(rules)


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
