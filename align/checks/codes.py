"""What programs read inside a text: placeholders, tags and line breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from align.checks.context import Context, Pair
from align.checks.scopes import of_unit
from align.checks.tables import words
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["apart", "differences", "newline_mismatch", "placeholder_mismatch", "tag_mismatch"]

_PRINTF: Final = lazily(
    r"%(?:\((?P<name>\w+)\)|(?P<place>\d+)\$)?[-+#0]*+(?:\d++|\*)?(?:\.\d++)?(?:hh?|ll?|[Lzjt])?(?P<kind>[diouxXeEfFgGcsrapn@])(?![\p{Latin}\d])"
    r"|%\((?P<named>\w+)\)[-+#0]*+(?:\d++)?(?:\.\d++)?(?P<namedkind>[diouxXeEfFgGcsr])"
    r"|%(?P<bare>[sd@])"
)
_DOUBLE_BRACES: Final = lazily(r"\{\{\{?\s*([#/^&>!]?\s*[\w.\-]+)[^{}]*\}?\}\}")
_DOLLAR: Final = lazily(r"\$\{[^{}]*\}|#\{[^{}]*\}|<%=?[^%]*%>|(?<![A-Za-z0-9_$])\$[A-Za-z_][A-Za-z0-9_]*|\[\[\w+\]\]")
_MAY_BE_PRINTF: Final = re.compile(r"%(?:[-+#*(A-Za-z_@\d]|\.\d)")
"""Matches every text that has a placeholder with a percent sign, and few others."""
_PERCENT_NAME: Final = lazily(r"%[A-Za-z_][A-Za-z_]+%")
_SIMPLE: Final = lazily(r"(?:[A-Za-z_][\w.\-]*(?:\[\w+\])?|\d{0,3})(?:![rsa])?(?::[^{}\s]*)?")
_ICU: Final = lazily(r"\s*([\w.]+)\s*,\s*(plural|select|selectordinal|number|date|time|choice)\b")
_PLACEHOLDER_CHARS: Final = frozenset("{%$#[<")
_MAY_BE_PLACEHOLDER: Final = re.compile(r"[{%$#\[<]")

_TAG: Final = lazily(
    r"<(/?)([A-Za-z][\w:.-]*|\d{1,3})((?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>=]+))?)*)\s*(/?)>"
)
_IDENTITY: Final = lazily(r"""\b(?:id|rid|i)\s*=\s*["']?([\w-]+)""")
_VOID: Final = frozenset({"br", "hr", "img", "wbr", "input"})
_INLINE: Final = words("lists", "inline")

_ESCAPED_BREAK: Final = lazily(r"(?<!\\)\\n(?![a-z]{3})")


@of_unit
def placeholder_mismatch(context: Context) -> Iterator[Issue]:
    """A placeholder of the source is missing in the translation, or one was added or changed.

    Known are those of printf (``%s``, ``%1$d``, ``%(name)s``), Python (``{}``, ``{name}``), ICU (``{count, plural,
    ...}``: the branches may differ), mustache (``{{name}}``), shells and templates (``${name}``, ``$name``,
    ``%NAME%``). Their order may change, and ``%s`` may become ``%1$s``. Sums of money and percentages are none.

    Why:
        The program shows a wrong text, or fails.

    Severity:
        error

    Fails:
        zh-en: 剩余{days}天。 | {day} days left.

    Passes:
        zh-en: 费用为$5，涨了5%。 | The fee is $5, up 5% since May.
        zh-en: %1$s发给%2$s | %2$s received it from %1$s
    """
    for pair in context.bilingual:
        if pair.target_chars.isdisjoint(_PLACEHOLDER_CHARS) and not _MAY_BE_PLACEHOLDER.search(pair.source):
            continue
        ours, theirs = _placeholders(pair.target), _placeholders(pair.source)
        if [key for key, _, _ in ours] == [key for key, _, _ in theirs]:
            continue
        yield from differences(pair, "placeholder_mismatch", theirs, ours, "placeholder")


def _placeholders(text: str) -> list[tuple[str, int, int]]:
    """What a text has of placeholders: a key to compare by, and the span; of those that overlap the first."""
    return apart(_candidates(text))


def apart(candidates: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Of spans that overlap the first, by their place; a span is a key, a start and an end behind it."""
    starts: list[int] = []
    found: list[tuple[str, int, int]] = []
    for span in candidates:
        _, start, end = span
        at = bisect_right(starts, start)
        if (at and found[at - 1][2] > start) or (at < len(found) and starts[at] < end):
            continue
        starts.insert(at, start)
        found.insert(at, span)
    return found


def _candidates(text: str) -> Iterator[tuple[str, int, int]]:
    if "{" in text:
        for match in _DOUBLE_BRACES.finditer(text):
            yield "{{" + "".join(match[1].split()) + "}}", *match.span()
    if not frozenset("$#[<").isdisjoint(text):
        for match in _DOLLAR.finditer(text):
            yield match[0], *match.span()
    if "{" in text:
        for start, end in _braces(text):
            inner = text[start + 1 : end - 1].strip()
            if icu := _ICU.match(inner):
                yield f"{{{icu[1]},{icu[2]}}}", start, end
            elif _SIMPLE.fullmatch(inner):
                yield f"{{{inner}}}", start, end
    if "%" in text and _MAY_BE_PRINTF.search(text):
        yield from _percent(text)


def _percent(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PERCENT_NAME.finditer(text):
        yield match[0], *match.span()
    place = 0
    for match in _PRINTF.finditer(text.replace("%%", "  ")):
        before = text[match.start() - 1 : match.start()]
        if before.isdigit() or (before in {"}", ")"} and not match["place"] and not match["name"]):
            continue  # a percentage
        kind = _same_kind(match["kind"] or match["namedkind"] or match["bare"])
        name = match["name"] or match["named"]
        if name is None:
            place += 1
        yield f"%{name or match['place'] or place} {kind}", *match.span()


def _same_kind(kind: str) -> str:
    return {"i": "d", "u": "d", "F": "f"}.get(kind, kind)


def _braces(text: str) -> Iterator[tuple[int, int]]:
    """The outermost balanced braces."""
    depth = start = 0
    for offset, char in enumerate(text):
        if char == "{":
            if not depth:
                start = offset
            depth += 1
        elif char == "}" and depth:
            depth -= 1
            if not depth:
                yield start, offset + 1


def differences(
    pair: Pair,
    rule: str,
    theirs: list[tuple[str, int, int]],
    ours: list[tuple[str, int, int]],
    noun: str,
) -> Iterator[Issue]:
    """One issue for each thing of the source that the target lacks, and for each that it has too many."""
    missing = Counter(key for key, _, _ in theirs)
    missing.subtract(key for key, _, _ in ours)
    for key, start, end in theirs:
        if missing[key] > 0:
            missing[key] -= 1
            message = f"the {noun} {_short(pair.source[start:end])} is missing in the translation"
            yield pair.issue(rule, "error", message, start, end, side="source")
    for key, start, end in reversed(ours):
        if missing[key] < 0:
            missing[key] += 1
            said = pair.target[start:end]
            yield pair.issue(rule, "error", f"the {noun} {_short(said)} is not in the source", start, end)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


@of_unit
def tag_mismatch(context: Context) -> Iterator[Issue]:
    """The tags of the translation are not those of the source.

    Compared are names, numbers and ids, opening and closing each for itself; ``<br>`` and ``<br/>`` are one.
    Attributes may be translated. Where the source slot is empty, only tags that are opened and not closed are found.

    Why:
        A lost or crossed tag loses the format or breaks the page.

    Severity:
        error; warning where the source is not known

    Fails:
        zh-en: <i>直觉</i>很重要。 | Intuition matters.

    Passes:
        zh-en: <b>人才</b>比<i>资金</i>重要。 | <b>Talent</b> matters more than <i>money</i>.
        zh-en: 若a<b且c>d | if a < b and c > d
    """
    for pair in context.pairs:
        if "<" not in pair.target_chars and "<" not in pair.source:
            continue
        ours = _tags(pair.target)
        if not pair.source:
            yield from _unclosed(pair)
            continue
        theirs = _tags(pair.source)
        if Counter(key for key, _, _ in ours) != Counter(key for key, _, _ in theirs):
            yield from differences(pair, "tag_mismatch", theirs, ours, "tag")
        elif ours and not _nested(ours) and _nested(theirs):
            message = "the tags close in another order than they open"
            yield pair.issue("tag_mismatch", "error", message, ours[0][1], ours[-1][2])


def _tags(text: str) -> list[tuple[str, int, int]]:
    found = []
    for match in _TAG.finditer(text):
        closing, name, attributes, empty = match.groups()
        lower = name.lower()
        if not closing and not empty and lower not in _INLINE and not attributes and f"</{name}" not in text:
            continue  # <name> that stands for something, or a comparison
        identity = (
            _IDENTITY.search(attributes) if lower in {"x", "g", "ph", "bx", "ex", "bpt", "ept", "it", "mrk"} else None
        )
        kind = "/" if closing else "empty" if empty or lower in _VOID else ""
        found.append((f"{kind} {lower} {identity[1] if identity else ''}", match.start(), match.end()))
    return found


def _nested(tags: list[tuple[str, int, int]]) -> bool:
    opened: list[str] = []
    for key, _, _ in tags:
        kind, name, _ = key.split(" ", 2)
        if kind == "/":
            if not opened or opened.pop() != name:
                return False
        elif kind == "":
            opened.append(name)
    return not opened


def _unclosed(pair: Pair) -> Iterator[Issue]:
    opened: list[tuple[str, int, int]] = []
    for key, start, end in _tags(pair.target):
        kind, name, _ = key.split(" ", 2)
        if kind == "/" and opened and opened[-1][0] == name:
            opened.pop()
        elif kind == "/":
            yield pair.issue("tag_mismatch", "warning", f"the tag {pair.target[start:end]} closes nothing", start, end)
        elif kind == "" and name in _INLINE and name not in {"p", "li", "td", "tr"}:
            opened.append((name, start, end))
    for _, start, end in opened:
        yield pair.issue("tag_mismatch", "warning", f"the tag {pair.target[start:end]} is not closed", start, end)


@of_unit
def newline_mismatch(context: Context) -> Iterator[Issue]:
    r"""The translation has more or fewer lines than the source.

    Line breaks at the very end are left out of account, and an escaped ``\n`` counts as one.

    Why:
        Lines carry the layout of addresses, lists and dialogues.

    Severity:
        warning

    Fails:
        zh-en: 第一行\n第二行 | First line, second line

    Passes:
        zh-en: 第一行\n第二行 | First line\nSecond line
    """
    for pair in context.bilingual:
        theirs, ours = _breaks(pair.source), _breaks(pair.target)
        if theirs != ours:
            message = f"the translation has {ours + 1} lines, the source {theirs + 1}"
            start = max(0, pair.target.find("\n"))
            yield pair.issue("newline_mismatch", "warning", message, start, start + 1)


def _breaks(text: str) -> int:
    escaped = len(_ESCAPED_BREAK.findall(text)) if "\\n" in text else 0
    if "\n" not in text and "\r" not in text:
        return escaped
    return len(text.strip("\r\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1 + escaped
