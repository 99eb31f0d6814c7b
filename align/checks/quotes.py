"""Which quotation marks a text uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from align.checks.context import Context, Mark, Pair, Survey, marked, places
from align.checks.scopes import of_document
from align.checks.tables import table
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["quote_style", "quote_style_mix"]

_TYPOGRAPHIC: Final = frozenset("“”„«»‹›「」『』‚")
_STRAIGHT: Final = lazily(r"(?<![\d'’])\"(?!\w*=)")
_ENDS_ALIKE: Final = lazily(r"\"[^\"“”\n]{1,200}”|“[^\"“”\n]{1,200}\"")
_ODD: Final = lazily(r"“[^“”„\n]{1,200}“(?!\w)|‘[^‘’“”\n]{1,60}”|(?<![`\w])``[^`'\n]{1,200}''")
_SINGLE_HAN: Final = lazily(r"'\p{Han}[^'\n]{0,60}'")
_ATTRIBUTE: Final = lazily(r"<[^<>]*>|\{[^{}]*\}|`[^`]*`")


class _Typographic(Survey):
    """Whether a document has typographic quotation marks."""

    def __init__(self) -> None:
        self._pairs = 0
        self._found = False

    def see(self, context: Context) -> None:
        self._pairs += len(context.pairs)
        self._found = self._found or next(context.having(_TYPOGRAPHIC), None) is not None

    @property
    def straight_everywhere(self) -> bool:
        """Whether no unit uses any but straight ones: then it is a choice."""
        return self._pairs > 1 and not self._found


@of_document(_Typographic)
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
            if straight is not None and not (
                context.lang in {"de", "fr"} and context.survey(_Typographic).straight_everywhere
            ):
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


_KINDS: Final = (("quotation marks", ('"', "“”„")), ("apostrophes", ("'", "’")))
_KIND_CHARS: Final = tuple((name, tuple(map(frozenset, kinds))) for name, kinds in _KINDS)
_ANY_MARK: Final = frozenset("".join(kind for _, kinds in _KINDS for kind in kinds))


@dataclass(slots=True)
class _Kind:
    """In how many blocks a kind of mark stands, and in which unit first."""

    number: int
    unit: Mark
    blocks: int = 0


class _Marks(Survey):
    """The kinds of quotation marks and apostrophes in a document: straight and curly ones."""

    def __init__(self) -> None:
        self.kinds: dict[tuple[str, int], _Kind] = {}

    def see(self, context: Context) -> None:
        for name, kinds in _KIND_CHARS:
            for kind, members in enumerate(kinds):
                for pairs in _blocks_with(context, name, members):
                    first = pairs[0][0]
                    self.kinds.setdefault((name, kind), _Kind(first.number, marked(first.unit))).blocks += 1

    def fewer(self, name: str) -> int | None:
        """The kind that fewer blocks have, of as many the later one; None where there are not both."""
        straight, curly = (self.kinds.get((name, kind)) for kind in (0, 1))
        if straight is None or curly is None:
            return None
        return 0 if (straight.blocks, -straight.number) < (curly.blocks, -curly.number) else 1


def _blocks_with_marks(context: Context) -> list[tuple[Pair, ...]]:
    return [block for block in context.blocks if any(not pair.target_chars.isdisjoint(_ANY_MARK) for pair in block)]


def _blocks_with(context: Context, name: str, members: frozenset[str]) -> Iterator[list[tuple[Pair, int]]]:
    """The marks of one kind, block by block, and where they stand."""
    for block in context.shared(_blocks_with_marks):
        found = [
            (pair, offset)
            for pair in block
            if not pair.target_chars.isdisjoint(members)
            for offset in _marks(pair.target, members, apostrophes=name == "apostrophes")
        ]
        if found:
            yield found


@of_document(_Marks)
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
    survey = context.survey(_Marks)
    said = ("straight", "curly")
    for name, kinds in _KIND_CHARS:
        fewer = survey.fewer(name)
        if fewer is None:
            continue
        other = places([survey.kinds[name, 1 - fewer].unit])
        message = f"{said[fewer]} {name} here, {said[1 - fewer]} ones in most of the text (first in {other})"
        severity = "info" if name == "apostrophes" else "warning"
        passed: set[int | str] = set()
        for marks in _blocks_with(context, name, kinds[fewer]):
            pair, offset = marks[0]
            block = pair.unit.block or pair.unit.id
            if block not in passed:
                passed.add(block)
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
