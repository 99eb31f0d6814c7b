"""Characters that should not be there, and full-width and half-width forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

import regex

from align.checks.context import CJK, Context, Pair
from align.checks.scopes import of_unit
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["bad_character", "fullwidth_in_latin", "halfwidth_in_cjk"]

_HIGH: Final = "\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ"
_MOJIBAKE: Final = lazily(rf"(?:[ÂÃÄÅÐÑÎÏ][{_HIGH}]|[àáâãäåæçèéêëìíîï][{_HIGH}]{{2}}|ð[{_HIGH}]{{3}})+")
_SUSPICIOUS: Final = lazily(
    r"[\p{Cc}--[\t\n\r]]|[\uFFFD\uFFFC\uFFF9-\uFFFB]|[\p{Co}]|[\p{Cs}]|[\p{Cn}]"
    r"|[\u200B\uFEFF\u2060\u180E\u00AD]|[\u202A-\u202E\u2066-\u2069\u200E\u200F]|[\uFB00-\uFB06]",
    regex.V1,
)
_PRINTED: Final = frozenset("\ufffc\ufffd\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")
_MIXED: Final = lazily(r"(?<!\w)(?=\w*\p{Latin})(?=\w*[\p{Cyrillic}\p{Greek}])\w{2,}+")
_FOREIGN: Final = lazily(r"[\p{Cyrillic}\p{Greek}]+")
_LIKE_LATIN: Final = dict(
    zip("АВЕКМНОРСТУХаеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeopcyxijsdqwABEZHIKMNOPTYXo", strict=True)
)
_ENTITY: Final = lazily(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", regex.IGNORECASE)
_DIRECTION: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_RIGHT_TO_LEFT: Final = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "ug", "sd", "dv", "ckb"})
_FULLWIDTH: Final = lazily(r"[\uFF01-\uFF5E\uFFE0-\uFFE6\u3000-\u3003\u3008-\u3011\u3014-\u301B]+")
_UNSPACED: Final = lazily(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}]")
_IDEOGRAPHIC: Final = {"。": ".", "、": ",", "　": " ", "〈": "<", "〉": ">", "〔": "[", "〕": "]"}
_HALF: Final = lazily(
    r"(?<=[\p{Han}\p{Hiragana}\p{Katakana}ー）」』”》])[,;:?!](?![\p{Latin}\d/\\)>=-])"
    r"|(?<=[\p{Han}\p{Hiragana}\p{Katakana}ー）」』”》])[,;:?!](?=[\p{Latin}\d ][^,;:?!]*[\p{Han}\p{Hiragana}])"
    r"|(?<=[\p{Latin}\d%])[,;?!](?=[\p{Han}\p{Hiragana}\p{Katakana}])"
    r"|(?<=[\p{Han}\p{Hiragana}\p{Katakana}ー）」』”》])\.(?=[\p{Han}\s”」』]|$)"
    r"|[\uFF61-\uFF9F]+"
)
_HALF_BRACKET: Final = lazily(r"(?<=\p{Han})\((?=\p{Han})|(?<=\p{Han})\)|(?<=\p{Han})\.{3,}")
_WIDE: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}


@of_unit
def bad_character(context: Context) -> Iterator[Issue]:
    """A character is broken, invisible, or from another script than it looks.

    Found are replacement and control characters, UTF-8 that was read as Windows-1252 (``â€™``), invisible spaces and
    marks of direction, entities of HTML that the source has not, ligatures of fonts (``ﬁ``), and words with letters
    of two scripts (a Cyrillic ``а`` in a Latin word). Greek letters that stand as symbols pass.

    Why:
        Such characters are shown as boxes, break searches, and tell of damage on the way here.

    Severity:
        error; warning where the character is only invisible

    Fails:
        zh-en: 他很开心。 | Heâ€™s happy.

    Fails:
        en: The p\u0430yment failed.

    Passes:
        zh-en: α-β剪枝 | α–β pruning
        en: A café in Zürich costs 5 µs.
    """
    for pair in context.pairs:
        if pair.target.isascii():
            if "&" in pair.target_chars:
                yield from _entities(pair)
            if pair.target.isprintable():
                continue
        elif "&" in pair.target_chars:
            yield from _entities(pair)
        yield from _broken(pair)
        for match in _SUSPICIOUS.finditer(pair.target) if _may_be_suspicious(pair) else ():
            if (said := _suspicious(pair, match[0], context.lang)) is not None:
                yield pair.issue("bad_character", *said, match.start(), match.end())
        if not pair.target.isascii() and _FOREIGN.search(pair.target):
            yield from _mixed_scripts(pair)


def _may_be_suspicious(pair: Pair) -> bool:
    """Whether a target has a character that is not printed, or one that is and should not be."""
    return not pair.target.isprintable() or not pair.target_chars.isdisjoint(_PRINTED)


def _entities(pair: Pair) -> Iterator[Issue]:
    if ";" not in pair.target_chars:
        return
    for match in _ENTITY.finditer(pair.target):
        if match[0] not in pair.source:
            if pair.source and "<" in pair.source_chars:  # mark-up needs its entities
                continue
            yield pair.issue("bad_character", "error", f"{match[0]} is an entity of HTML, not text", *match.span())


def _broken(pair: Pair) -> Iterator[Issue]:
    """UTF-8 read as Windows-1252: what reads as UTF-8 again once it is turned back."""
    if pair.target_chars.isdisjoint("ÂÃÄÅÐÑÎÏàáâãäåæçèéêëìíîïð"):
        return
    for match in _MOJIBAKE.finditer(pair.target):
        meant = _unbroken(match[0])
        if meant is not None and match[0] not in pair.source:
            message = f'"{match[0]}" is UTF-8 that was read as Windows-1252; it was "{meant}"'
            yield pair.issue("bad_character", "error", message, *match.span(), fix=meant)


def _unbroken(text: str) -> str | None:
    raw = bytearray()
    for char in text:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 255:
                return None
            raw.append(ord(char))
    try:
        meant = bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return None
    # Two bytes of a capital letter and a quotation mark may be meant; longer ones never are.
    certain = len(raw) >= 3 or (text[0] in "ÂÃ" and text[1] not in "“”‘’")
    return meant if certain and len(meant) < len(text) else None


def _suspicious(pair: Pair, char: str, lang: str) -> tuple[str, str] | None:
    name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
    if char in _DIRECTION:
        return None if lang in _RIGHT_TO_LEFT or char in pair.source_chars else ("warning", f"an invisible {name}")
    if "\ufb00" <= char <= "\ufb06":
        return "warning", f"{char} is one character of a font; write {unicodedata.normalize('NFKC', char)}"
    if char == "\u00ad":
        return None if char in pair.source_chars else ("info", "an invisible soft hyphen")
    if char in "\u200b\ufeff\u2060\u180e":
        if char == "\u200b" and lang in {"th", "km", "lo", "my", "bo", "ja"}:
            return None
        return None if char in pair.source_chars else ("warning", f"an invisible {name}")
    category = unicodedata.category(char)
    if category == "Cn" and ord(char) not in range(0xFDD0, 0xFDF0) and ord(char) & 0xFFFE != 0xFFFE:
        return None  # newer than this Python's tables
    if category == "Cc" and char in pair.source_chars:
        return None
    said = {"Cc": "a control character", "Co": "a character for private use", "Cs": "half a character"}
    return "error", f"{said.get(category, name)} (U+{ord(char):04X}) is no text"


def _mixed_scripts(pair: Pair) -> Iterator[Issue]:
    """Words of Latin and Cyrillic or Greek letters; Greek ones that look like no Latin letter are symbols (``kΩ``)."""
    for match in _MIXED.finditer(pair.target):
        if match[0] in pair.source:
            continue
        for part in _FOREIGN.finditer(match[0]):
            plain = "".join(_LIKE_LATIN.get(char, "") for char in part[0])
            alike = len(plain) == len(part[0])
            script = unicodedata.name(part[0][0]).split()[0].title()
            if not alike and script != "Cyrillic":
                continue
            start = match.start() + part.start()
            meant = f", where Latin {plain} is meant" if alike else " beside Latin letters"
            message = f'"{part[0]}" in "{match[0]}" is {script}{meant}'
            fix = plain if alike else None
            yield pair.issue("bad_character", "error", message, start, start + len(part[0]), fix=fix)


@of_unit
def fullwidth_in_latin(context: Context) -> Iterator[Issue]:
    """Full-width punctuation, letters or digits stand in a text in Latin script.

    Between Chinese or Japanese characters, as in a title that is quoted, they are right.

    Why:
        They leave wide gaps and come from an input method that was left on.

    Severity:
        warning

    Fails:
        zh-en: 我们有算力；他们有数据。 | We have compute；they have data.

    Passes:
        zh-en: 《三体》很畅销。 | The Three-Body Problem (《三体》) sold well.
    """
    if context.lang in CJK or context.lang == "ko" or context.lang == "und":
        return
    for pair in context.pairs:
        if pair.target.isascii():
            continue
        for match in _FULLWIDTH.finditer(pair.target):
            start, end = match.span()
            beside = _UNSPACED.match(pair.target[start - 1 : start]) or _UNSPACED.match(pair.target[end : end + 1])
            if beside and not (match[0] in "，。！？；：" and _ends_latin(pair.target, start)):
                continue
            plain = _narrow(match[0])
            fix = None if plain is None else plain + (" " if _needs_space(plain, pair.target[end : end + 1]) else "")
            message = f'"{match[0]}" is full-width, in a text in Latin script'
            yield pair.issue("fullwidth_in_latin", "warning", message, start, end, fix=fix)


def _ends_latin(text: str, start: int) -> bool:
    return text[start - 1 : start].isascii() and text[start - 1 : start].isalnum()


def _narrow(text: str) -> str | None:
    plain = "".join(_IDEOGRAPHIC.get(char) or unicodedata.normalize("NFKC", char) for char in text)
    return plain if plain.isascii() else None


def _needs_space(plain: str, following: str) -> bool:
    return plain[-1] in ",.;:!?" and following.isalnum()


@of_unit
def halfwidth_in_cjk(context: Context) -> Iterator[Issue]:
    """Half-width punctuation stands between Chinese or Japanese characters, or katakana are half-width.

    Between digits and Latin letters (``3,000``, ``9:30``, ``example.com``) it is right.

    Why:
        Chinese and Japanese set their punctuation full-width; the two side by side look uneven.

    Severity:
        warning; info for brackets and dots

    Fails:
        en-zh: He came, and then he left. | 他来了,然后又走了。

    Passes:
        en-zh: It costs 3,000 yuan at 9:30. | 9:30的价格是3,000元。
    """
    if context.lang not in CJK:
        return
    for pair in context.pairs:
        if pair.target_chars.isdisjoint(",;:?!.()") and pair.target_chars.isdisjoint(_half_katakana()):
            continue
        for match in _HALF.finditer(pair.target):
            if match[0] == "." and (pair.target[match.end() : match.end() + 1] == "." or match.start() == 0):
                continue
            if match[0] not in ",;:?!." or len(match[0]) > 1:
                fix: str | None = unicodedata.normalize("NFKC", match[0])
            else:
                fix = _WIDE[match[0]]
            message = f'"{match[0]}" is half-width between full-width characters; write "{fix}"'
            yield pair.issue("halfwidth_in_cjk", "warning", message, *match.span(), fix=fix)
        for match in _HALF_BRACKET.finditer(pair.target):
            message = f'"{match[0]}" is half-width between full-width characters'
            yield pair.issue("halfwidth_in_cjk", "info", message, *match.span())


@cache
def _half_katakana() -> frozenset[str]:
    return frozenset(map(chr, range(0xFF61, 0xFFA0)))
