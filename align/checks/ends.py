"""The mark at the end of a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category

import regex

from align.checks.context import Context, Pair
from align.checks.scopes import of_unit
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["end_punct"]

_CLOSERS: Final = lazily(
    r"(?:[\s\"'”’»›」』）)\]】》〉〕｣*_~]|</?[A-Za-z][^<>]*>|(?<=[\p{L}%)”][.。])\d{1,3}(?:\s*[,–-]\s*\d{1,3})*$|\[\d{1,3}\]|[\u00B9\u00B2\u00B3\u2070-\u2079])+$"
)
_KINDS: Final = (
    ("question", frozenset("?？؟⸮՞፧")),
    ("exclamation", frozenset("!！¡՜")),
    ("ellipsis", frozenset("…⋯")),
    ("stop", frozenset(".。．｡।॥۔։።។၊။")),
    ("colon", frozenset(":：︰")),
    ("semicolon", frozenset(";；؛")),
    ("comma", frozenset(",，、،､")),
    ("dash", frozenset("-–—―─－~～")),
)
_KIND_OF: Final = {char: kind for kind, chars in _KINDS for char in chars}
_NAMES: Final = {
    "abbreviation": "an abbreviation",
    "stop": "a full stop",
    "none": "no mark",
    "ellipsis": "an ellipsis",
    "exclamation": "an exclamation mark",
}
_TWO_MARKS: Final = re.compile("[.,;:?!。，、；：][.,;:。，、；：]")
_DOUBLED: Final = lazily(
    r"(?<![.\w]\.)(?<![./])(?<=[\w\"”)])\.\.(?![./\w])|,\.|\.,(?<!\b\p{L}{1,5}\.,)|,,(?!\S)|(?<![。，、；：])[。，、；：]{2,}+(?<!。。。)|;;|[?!]\.(?![.\w])|[;:]\.(?!\S)"
)
_SPEECH: Final = frozenset('"“”„«»「」『』‘')
_ENGLISH_QUESTION: Final = lazily(
    r"(?:(?:and|but|so|or|then|well|yes|no),? )?"
    r"(?:who|whom|whose|what|when|where|why|how|which|do|does|did|is|are|was|were|am"
    r"|can|could|will|would|should|shall|may|might|must|have|has|had|don['’]t|isn['’]t|aren['’]t|won['’]t|can['’]t|really)\b",
    regex.IGNORECASE,
)
_EASTERN_QUESTION: Final = lazily("吗|呢|么|谁|哪|怎|几|多少|何|是否|吧|か(?=[。？?」]|$)|ですか|ますか")
_ABBREVIATED: Final = lazily(
    r"(?:\b\p{L}\.\s?){2,}$|\b(?:etc|inc|ltd|co|corp|jr|sr|vs|no|usw|bzw|al)\.$", regex.IGNORECASE
)
_UNMARKED: Final = frozenset({"th", "lo", "km", "my", "bo"})


@of_unit
def end_punct(context: Context) -> Iterator[Issue]:
    """The mark at the end of the translation does not say what that of the source says.

    Marks of all scripts count as the same mark (``。`` and ``.``, ``؟`` and ``?``), behind closing quotation marks,
    brackets and tags too. An ellipsis or a colon may become a full stop, an exclamation mark be softened, and a
    question in direct speech be turned (information). A heading needs no mark. Marks that were typed twice (``..``,
    ``,.``) and a Spanish question without ``¿`` are found in the target alone.

    Why:
        A question that became a statement says something else; a lost full stop often stands for lost words.

    Severity:
        warning; info where a mark is only softened or added

    Fails:
        zh-en: 你怎么看？ | How do you see it.

    Fails:
        en-es: Where is it? | Dónde está?

    Passes:
        zh-en: 太难了…… | It was so hard...
        zh-en: 他说：“好。” | He said, "Good."
    """
    stops = context.lang != "el" and context.source_lang != "el"
    for pair in context.bilingual:
        if stops and _plain_stop(pair.source) and _plain_stop(pair.target):
            continue
        if (said := _compare(pair, context)) is not None:
            severity, message, start, end = said
            yield pair.issue("end_punct", severity, message, start, end)
    for pair in context.pairs:
        if not _TWO_MARKS.search(pair.target):
            continue
        for match in _DOUBLED.finditer(pair.target):
            if match[0] not in pair.source:
                yield pair.issue("end_punct", "warning", f'the marks "{match[0]}" stand side by side', *match.span())
    if context.lang == "es":
        yield from _spanish(context)


def _plain_stop(text: str) -> bool:
    """Whether a text ends with a full stop behind a word that is no abbreviation, as most do."""
    return len(text) > 5 and text[-1] in ".。" and text[-6:-1].isalpha()


def _compare(pair: Pair, context: Context) -> tuple[str, str, int, int] | None:
    source, _ = _final(pair.source, context.source_lang)
    target, place = _final(pair.target, context.lang)
    if source == target:
        return None
    severity = _severity(pair, source, target, context)
    if severity is None:
        return None
    message = f"the source ends with {_name(source)}, the translation with {_name(target)}"
    start = max(0, place - 1)
    return severity, message, start, max(place, start + 1)


def _severity(pair: Pair, source: str, target: str, context: Context) -> str | None:
    """How grave it is that a final mark became another, or None if it is not."""
    if "question" in (source, target):
        other = pair.target_chars if source == "question" else pair.source_chars
        asked = not other.isdisjoint("?？؟") or (context.lang == "el" and not other.isdisjoint(";\u037e"))
        if asked or (target == "none" and context.lang in _UNMARKED):
            return None
        spoken = not pair.target_chars.isdisjoint(_SPEECH) or not pair.source_chars.isdisjoint(_SPEECH)
        if spoken or {source, target} & {"exclamation", "ellipsis"}:
            return "info"
        return "warning" if _asks(pair.target, context.lang) == _asks(pair.source, context.source_lang) else "info"
    if {source, target} == {"stop", "none"}:
        return _lost_stop(pair, source, context)
    if "abbreviation" in (source, target):
        return None if {source, target} <= {"abbreviation", "stop", "none"} else "info"
    if source == "stop" and target == "comma":
        return "warning"
    if target == "comma" or (source == "comma" and target == "stop"):
        return "info"
    soft = ({"stop", "exclamation", "ellipsis"}, {"stop", "colon"}, {"stop", "semicolon"})
    if any({source, target} <= kinds for kinds in soft):
        return "info"
    if "none" in (source, target) and {source, target} & {"exclamation", "comma", "semicolon", "ellipsis", "colon"}:
        return "info"
    return None


def _asks(text: str, lang: str) -> bool:
    """Whether the words of a text ask, whatever its mark: a question that was put as a statement is no lost mark."""
    if lang == "en":
        return _ENGLISH_QUESTION.match(text) is not None
    return lang not in {"zh", "ja"} or _EASTERN_QUESTION.search(text) is not None


def _lost_stop(pair: Pair, source: str, context: Context) -> str | None:
    text, lang = (pair.target, context.lang) if source == "stop" else (pair.source, context.source_lang)
    if pair.unit.kind == "heading" or lang in _UNMARKED:
        return None
    last = text.rstrip()[-1:]
    if lang in {"ja", "zh"} and last in "」』）)”":
        return None  # the mark inside closing quotation marks is often left out
    if not last.isalnum() and last not in "”\"'’»)）」』%>]" and not category(last).startswith("M"):
        return None
    return "warning" if source == "stop" else "info"


def _final(text: str, lang: str) -> tuple[str, int]:
    """The kind of the final mark and the offset behind it; ``none`` where a letter, a digit or a sign is last."""
    end = len(text)
    last = text[-1]
    if not last.isalpha() and last not in _KIND_OF:
        match = _CLOSERS.search(text, max(0, end - 200))
        end = end if match is None else match.start()
    if not end:
        return "none", len(text)
    last = text[end - 1]
    if last in ".。" and lang != "el" and end > 5 and text[end - 6 : end - 1].isalpha():
        return "stop", end  # behind a word that is no abbreviation: nearly always
    kind = _KIND_OF.get(last, "none")
    if lang == "el" and last in ";\u037e":
        kind = "question"
    if last == "." and text[end - 2 : end - 1].isalpha() and _ABBREVIATED.search(text, max(0, end - 12), end):
        return "abbreviation", end
    if kind in {"stop", "comma"} and text.endswith(("...", "。。", "．．．", "..", ", , ,"), 0, end):
        kind = "ellipsis" if text.endswith(("...", "。。。", "．．．"), 0, end) else kind
    if kind in {"exclamation", "question", "ellipsis"} and any(mark in "?？؟" for mark in text[max(0, end - 3) : end]):
        kind = "question"
    return kind, end


def _name(kind: str) -> str:
    return _NAMES.get(kind, f"a {kind}" if kind != "question" else "a question mark")


def _spanish(context: Context) -> Iterator[Issue]:
    for pair in context.having(frozenset("?!")):
        for mark, opening in (("?", "¿"), ("!", "¡")):
            missing = pair.target.count(mark) - pair.target.count(opening)
            if missing <= 0 or "://" in pair.target or "!=" in pair.target or pair.target.count(mark * 2):
                continue
            if mark == "!" and "¿" in pair.target_chars and missing == 1 and "?" in pair.target_chars:
                continue  # ¿...!? opens with one of the two
            end = pair.target.rfind(mark)
            message = f"a Spanish sentence that ends with {mark} begins with {opening}"
            yield pair.issue("end_punct", "warning", message, end, end + 1)
