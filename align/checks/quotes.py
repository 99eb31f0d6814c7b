"""Which quotation marks a text uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import regex

from align.checks.context import Context, Pair, places
from align.checks.tables import table
from align.model import Issue

__all__ = ["quote_style", "quote_style_mix"]

_TYPOGRAPHIC: Final = frozenset("“”„«»‹›「」『』‚")
_STRAIGHT: Final = regex.compile(r"(?<![\d'’])\"(?!\w*=)")
_ENDS_ALIKE: Final = regex.compile(r"\"[^\"“”\n]{1,200}”|“[^\"“”\n]{1,200}\"")
_ODD: Final = regex.compile(r"“[^“”„\n]{1,200}“(?!\w)|‘[^‘’“”\n]{1,60}”|(?<![`\w])``[^`'\n]{1,200}''")
_SINGLE_HAN: Final = regex.compile(r"'\p{Han}[^'\n]{0,60}'")
_ATTRIBUTE: Final = regex.compile(r"<[^<>]*>|\{[^{}]*\}|`[^`]*`")


def quote_style(context: Context) -> Iterator[Issue]:
    """Quotation marks of another language are used, or one kind opens and another closes.

    English text has “ ”, German „ “ or » «, French « », Chinese “ ” or 「 」, and so on. Straight marks are nobody's
    and pass in English; in the other languages they are information.

    Why:
        Marks of another language show that the text is a translation, and marks that do not match look broken.

    Severity:
        warning; info for straight marks

    Fails:
        zh-en: 他说：“好。” | He said, „Good.“

    Fails:
        en-de: He said "yes". | Er sagte “ja”.

    Passes:
        zh-en: 他说：“好。” | He said, “Good.”

    Passes:
        zh-en: 「好」是字。 | "Good" is a word.
    """
    usual = table("quotes").get(context.lang)
    if usual is None:
        return
    wrong = _TYPOGRAPHIC - frozenset(usual)
    for pair in context.pairs:
        yield from _ends_otherwise(pair, context.lang)
        if not pair.target_chars.isdisjoint(wrong):
            yield from _foreign(pair, wrong, context)
        elif context.lang == "de" and "“" in pair.target_chars:
            yield from _german(pair)
        if '"' in pair.target_chars and context.lang in {"de", "fr", "zh", "ja", "ru"}:
            plain = _ATTRIBUTE.sub(lambda m: "x" * len(m[0]), pair.target)
            straight = _STRAIGHT.search(plain)
            if straight is not None and not (context.lang in {"de", "fr"} and _straight_everywhere(context)):
                message = f"straight quotation marks; this language writes {usual[0]} {usual[1]}"
                yield pair.issue("quote_style", "info", message, *straight.span())


def _ends_otherwise(pair: Pair, lang: str) -> Iterator[Issue]:
    """Quotations that open with one kind of mark and close with another."""
    if '"' in pair.target_chars and not pair.target_chars.isdisjoint("“”"):
        for match in _ENDS_ALIKE.finditer(pair.target):
            yield pair.issue(
                "quote_style",
                "warning",
                "the quotation opens with one kind of mark and closes with another",
                *match.span(),
            )
    if lang in {"en", "zh", "fr", "es", "it", "pt"} and not pair.target_chars.isdisjoint("“‘`"):
        for match in _ODD.finditer(pair.target):
            message = "the quotation opens with one kind of mark and closes with another"
            yield pair.issue("quote_style", "warning", message, *match.span())
    if "'" in pair.target_chars and lang == "zh":
        for match in _SINGLE_HAN.finditer(pair.target):
            yield pair.issue("quote_style", "info", "straight quotation marks; Chinese writes ‘ ’", *match.span())


def _straight_everywhere(context: Context) -> bool:
    """Whether no unit uses any other kind: then it is a choice."""
    return len(context.pairs) > 1 and all(pair.target_chars.isdisjoint(_TYPOGRAPHIC) for pair in context.pairs)


def _foreign(pair: Pair, wrong: frozenset[str], context: Context) -> Iterator[Issue]:
    usual = table("quotes")[context.lang]
    for offset, char in enumerate(pair.target):
        if char not in wrong:
            continue
        beside = pair.target[max(0, offset - 1) : offset] + pair.target[offset + 1 : offset + 2]
        if any("\u3040" <= other <= "\u9fff" for other in beside) and context.lang not in {"zh", "ja"}:
            continue  # a Chinese title, quoted as it is
        yield pair.issue(
            "quote_style",
            "warning",
            f"{char} is no quotation mark of this language, which writes {usual[0]} {usual[1]}",
            offset,
            offset + 1,
        )
        return


def _german(pair: Pair) -> Iterator[Issue]:
    """In German “ closes; one that stands before a word and has no „ before it is English."""
    offset = pair.target.find("“")
    before = pair.target[:offset]
    following = pair.target[offset + 1 : offset + 2]
    if before.count("„") <= before.count("“") and (not before or before[-1] in " (\n") and following.isalnum():
        yield pair.issue("quote_style", "warning", "“ opens no quotation in German; write „ and “", offset, offset + 1)


def quote_style_mix(context: Context) -> Iterator[Issue]:
    """Straight and curly quotation marks are mixed in one document.

    The kind that fewer paragraphs use is flagged, and where both are as frequent, the later one. Marks of inches and
    those inside tags and code are left out of account.

    Why:
        One document has one style; the mix tells of pieces that were pasted together.

    Severity:
        warning

    Fails:
        en: "One," he said.
        en: "Two," she said.
        en: “Three,” they said.

    Passes:
        en: “One,” he said.
        en: “Two,” she said. It's 5" long.
    """
    for name, patterns in (("quotation marks", ('"', "“”„")), ("apostrophes", ("'", "’"))):
        yield from _mixed(context, name, patterns)


def _mixed(context: Context, name: str, kinds: tuple[str, str]) -> Iterator[Issue]:
    chars = tuple(frozenset(kind) for kind in kinds)
    found: dict[int, list[tuple[Pair, int]]] = defaultdict(list)
    blocks: dict[int, set[int]] = defaultdict(set)
    for number, block in enumerate(context.blocks):
        for pair in block:
            for kind, members in enumerate(chars):
                if pair.target_chars.isdisjoint(members):
                    continue
                for offset in _marks(pair.target, members, apostrophes=name == "apostrophes"):
                    found[kind].append((pair, offset))
                    blocks[kind].add(number)
    if len(found) < 2:
        return
    fewer = 0 if (len(blocks[0]), -found[0][0][0].number) < (len(blocks[1]), -found[1][0][0].number) else 1
    other = found[1 - fewer][0][0]
    severity = "info" if name == "apostrophes" else "warning"
    first_of_block: dict[int | str, tuple[Pair, int]] = {}
    for pair, offset in found[fewer]:
        first_of_block.setdefault(pair.unit.block or pair.unit.id, (pair, offset))
    for pair, offset in first_of_block.values():
        said = ("straight", "curly")
        message = (
            f"{said[fewer]} {name} here, {said[1 - fewer]} ones in most of the text (first in {places([other.unit])})"
        )
        yield pair.issue("quote_style_mix", severity, message, offset, offset + 1)


def _marks(text: str, members: frozenset[str], *, apostrophes: bool) -> Iterator[int]:
    plain = (
        _ATTRIBUTE.sub(lambda match: "x" * len(match[0]), text) if "<" in text or "{" in text or "`" in text else text
    )
    for offset, char in enumerate(plain):
        if char not in members:
            continue
        before, after = plain[offset - 1 : offset], plain[offset + 1 : offset + 2]
        if apostrophes and not (before.isalpha() and after.isalpha()):
            continue
        if not apostrophes and char in '"”' and before.isdigit() and not after.isalnum() and plain.count('"') % 2:
            continue
        yield offset
