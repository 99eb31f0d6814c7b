"""Capital and small letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import regex

from align.checks.context import Context, Pair, places
from align.checks.tables import words
from align.model import Issue

__all__ = ["capitalization", "case_variant", "heading_case"]

_START: Final = regex.compile(r"^[\"“”‘'«„(\[¿¡*_\s—–-]*(?:<[^<>]*>\s*)*(\p{Ll}[\p{L}\p{N}\p{M}'’-]*)(?![\w.@/:\\_=(])")
_AFTER_STOP: Final = regex.compile(r"(?<=\b\p{Ll}[\p{Ll}'’]{2,})(\.)[\"”]? +[\"“]?(\p{Ll}{2,})\b(?![.@/(_])")
_PRONOUN: Final = regex.compile(
    r"(?<![\w.'’-])i(?= (?:am|was|have|had|do|did|will|would|can|could|think|thought|know|knew|want|believe|said|say"
    r"|don['’]t|just|never|like|need)\b|['’](?:m|ve|ll|d)\b)"
)
_PROPER_WORDS: Final = words("lists", "proper")
_PROPER: Final = regex.compile(rf"(?<![\w@#./'’-])({'|'.join(sorted(_PROPER_WORDS))})(?![\w@/-]|\.\w)")
_COUNTRY: Final = regex.compile(
    r"(?<=\b(?:in|from|to|across|outside|within|throughout|with) )china\b(?![\w-])|\bchina(?=['’]s\b)"
    r"|(?<![\w.@/])u\.s\.(?!\w)"
)
_SCREAM: Final = regex.compile(r"^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$")
_CASED: Final = words("lists", "cased")
_WORD: Final = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'’&.][\p{L}\p{N}\p{M}]+)*")
_INNER: Final = regex.compile(r"\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}|-\p{Lu}")
_CAPITALS: Final = re.compile(r"[a-z,;A] [A-Z][a-z]+[ -][A-Z]")
_TITLE_RUN: Final = regex.compile(r"(?<=[\p{Ll},;] |\b[aA] )\p{Lu}\p{Ll}{2,}(?:[ -]\p{Lu}\p{Ll}{2,})+(?![\w-])")
_SENTENCE_START: Final = regex.compile(r"(?:^|[.!?:…—–\n]|[.!?][\"”’)]+|[\"“‘«„(\[*•])\s*$")


def capitalization(context: Context) -> Iterator[Issue]:
    """A sentence begins with a small letter, or a word that always has a capital has none.

    Looked at are the first word of a unit, words behind a full stop, and in English *i*, days, months, languages and
    countries. A unit whose source begins with a small letter too, a text without capitals, and names such as *iPhone*
    pass.

    Why:
        It looks unfinished, and tools that divide texts rely on it.

    Severity:
        warning

    Fails:
        zh-en: 他走了。 | he left.

    Passes:
        en: iPhone sales rose. The U.S. economy grew, e.g. in May.
        fr: Il arrive lundi.
    """
    if context.lang not in _CASED:
        return
    small = [pair for pair in context.pairs if _START.match(pair.target)]
    lower_throughout = len(context.pairs) > 4 and len(small) * 2 > len(context.pairs)
    if not lower_throughout:
        for pair in small:
            yield from _small_start(pair, context)
    if lower_throughout:
        return
    for pair in context.pairs:
        if ". " not in pair.target and ".”" not in pair.target and '."' not in pair.target:
            continue
        for match in _AFTER_STOP.finditer(pair.target):
            before = regex.search(r"[\p{L}.]+$", pair.target[: match.start()])
            if before and (before[0].lower() in words("lengths", "abbreviations") or "." in before[0]):
                continue
            yield _capital(pair, match.start(2), match.end(2), "a sentence begins with a small letter")
    if context.lang == "en":
        yield from _english(context)


def _english(context: Context) -> Iterator[Issue]:
    for pair in context.having_words(["i"]):
        for match in _PRONOUN.finditer(pair.target):
            yield _capital(pair, *match.span(), "the pronoun I has a capital")
    for pair in context.having_words(["china", "u"]):
        for match in _COUNTRY.finditer(pair.target):
            fix = match[0].upper() if "." in match[0] else "China"
            message = f"{fix} has a capital"
            yield pair.issue("capitalization", "warning", message, *match.span(), fix=fix)
    function = words("function_words", "en")
    doubled = [word for word in context.words if len(word) > 2 and word[:2].isupper() and word[2:].islower()]
    for word in doubled:
        if word.lower() in function:
            for pair, start, end in context.words[word]:
                message = f'"{word}" has a second capital'
                yield pair.issue("capitalization", "warning", message, start, end, fix=word.capitalize())
    for pair in context.having_words(_PROPER_WORDS):
        for match in _PROPER.finditer(pair.target):
            yield _capital(pair, *match.span(), f"{match[1].title()} has a capital")


def _small_start(pair: Pair, context: Context) -> Iterator[Issue]:
    match = _START.match(pair.target)
    if match is None:
        return
    word = match[1]
    source = pair.source.lstrip(" \"“‘'«„([")
    if source[:1].islower() or pair.target.lstrip().startswith(("...", "…")) or any(map(str.isupper, word[1:])):
        return
    ends = pair.target.rstrip(" \"”’'»)")[-1:]
    sentence = ends in tuple(".!?") and len(_WORD.findall(pair.target)) > 1
    spoken = len(word) > 1 or context.lang != "en" or word == "a"
    if not spoken or (pair.unit.kind == "heading" and not source):
        return
    if not sentence and not source[:1].isupper():
        return
    if pair.number and _continues(context, pair):
        return
    yield _capital(pair, match.start(1), match.end(1), "the sentence begins with a small letter")


def _continues(context: Context, pair: Pair) -> bool:
    """Whether the unit before it ends in the middle of a sentence."""
    before = context.units[pair.number - 1].target.rstrip(" \"”’'»)")
    same_block = context.units[pair.number - 1].block == pair.unit.block
    return bool(before) and (before[-1] in ",;:—–…-" or (before[-1].isalnum() and same_block))


def _capital(pair: Pair, start: int, end: int, message: str) -> Issue:
    word = pair.target[start:end]
    return pair.issue("capitalization", "warning", message, start, end, fix=word[0].upper() + word[1:])


def case_variant(context: Context) -> Iterator[Issue]:
    """A name or a term is written with other capitals elsewhere in the document.

    Names with capitals inside (*DeepSeek*, *High-Flyer*) are compared with every other spelling; rows of capitalised
    words in running text (*Artificial Intelligence*) with the same words in small letters. Headings and words in
    capitals throughout pass.

    Why:
        The reader wonders whether two things are meant.

    Severity:
        warning

    Fails:
        en: DeepSeek was founded in 2023.
        en: Its founder says that Deepseek will stay small.

    Passes:
        en: DeepSeek was founded in 2023.
        en: ALL ABOUT DEEPSEEK
    """
    yield from _inner_capitals(context)
    yield from _title_runs(context)


def _inner_capitals(context: Context) -> Iterator[Issue]:
    for forms in _spellings(context):
        if len(forms) < 2:
            continue
        usual = max(forms, key=lambda form: (len(forms[form]), bool(_INNER.search(form)), -forms[form][0][0].position))
        if _INNER.search(usual) is None and len(forms[usual]) < 2:
            continue
        where = places([forms[usual][0][0].unit])
        for form, found in forms.items():
            for pair, start in found if form != usual else ():
                if _initial_only(pair, start, form, usual) or _in_address(pair.target, start, len(form)):
                    continue
                message = f'"{form}" is written "{usual}" elsewhere ({where})'
                fix = usual if len(forms[usual]) > 1 and len(found) == 1 else None
                yield pair.issue("case_variant", "warning", message, start, start + len(form), fix=fix)


def _spellings(context: Context) -> Iterator[dict[str, list[tuple[Pair, int]]]]:
    """The spellings of each word that has a capital inside somewhere, those in capitals throughout left out."""
    odd = [word for word in context.words if not (word.islower() or word.istitle() or word.isupper()) or "-" in word]
    wanted = {word.lower() for word in odd if _INNER.search(word)}
    spelled: dict[str, dict[str, list[tuple[Pair, int]]]] = defaultdict(dict)
    for word, found in context.words.items() if wanted else ():
        if word.lower() in wanted and (not word.isupper() or len(word) == 1):
            spelled[word.lower()][word] = [(pair, start) for pair, start, _ in found]
    yield from (spelled[word] for word in sorted(wanted))


def _initial_only(pair: Pair, start: int, form: str, usual: str) -> bool:
    """Whether a word differs in its first letter only, because a sentence or a title begins there."""
    if form[1:] == usual[1:] and form[0] == usual[0].upper():
        return bool(_SENTENCE_START.search(pair.target[:start])) or pair.unit.kind == "heading"
    return pair.unit.kind == "heading" and form.lower() == usual.lower() and "-" in form


def _in_address(text: str, start: int, length: int) -> bool:
    return text[start - 1 : start] in tuple("/@.#_") or text[start + length : start + length + 1] in tuple("/@_")


def _title_runs(context: Context) -> Iterator[Issue]:
    runs: dict[str, list[tuple[Pair, int, int]]] = defaultdict(list)
    for pair in context.pairs:
        if pair.unit.kind == "heading" or not _CAPITALS.search(pair.target) or not _is_sentence(pair.target):
            continue
        for match in _TITLE_RUN.finditer(pair.target):
            runs[match[0].lower()].append((pair, *match.span()))
    if not runs:
        return
    for key, found in runs.items():
        small = next((pair for pair in context.pairs if _has_phrase(pair.target, key)), None)
        if small is None:
            continue
        for pair, start, end in found:
            if regex.match(r" \(\p{Lu}{2,}\)", pair.target, pos=end):
                continue  # the phrase is spelled out for its acronym
            message = f'"{pair.target[start:end]}" is written "{key}" elsewhere ({places([small.unit])})'
            yield pair.issue("case_variant", "warning", message, start, end)


def _is_sentence(text: str) -> bool:
    return text.rstrip(" \"”’')»")[-1:] in tuple(".!?:;,…") or len(text) > 120


def _has_phrase(text: str, phrase: str) -> bool:
    start = text.find(phrase)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(phrase) : start + len(phrase) + 1]
        if not before.isalnum() and not after.isalnum() and before != "-":
            return True
        start = text.find(phrase, start + 1)
    return False


def heading_case(context: Context) -> Iterator[Issue]:
    """The headings of a document are capitalised in two ways.

    A word in a heading counts as capitalised for style only if the text has it in small letters elsewhere, so that
    names say nothing. The way that fewer headings follow is flagged.

    Why:
        Headings are seen at a glance, and so is their unevenness.

    Severity:
        info

    Fails:
        heading: Talent and team building
        en: The team trusts innovation and its talent.
        heading: On Innovation
        heading: A future for research

    Passes:
        heading: Talent and team building
        heading: About Liang Wenfeng
    """
    headings = [pair for pair in context.pairs if pair.unit.kind == "heading"]
    if len(headings) < 2 or context.lang != "en":
        return
    small = frozenset(
        match[0]
        for pair in context.pairs
        if pair.unit.kind != "heading"
        for match in _WORD.finditer(pair.target)
        if match[0].islower() and len(match[0]) > 3
    )
    ways: dict[str, list[tuple[Pair, int, int]]] = {"title": [], "sentence": []}
    for pair in headings:
        if _SCREAM.match(pair.target):
            continue
        marked = list(_WORD.finditer(pair.target))[1:]
        title = [m for m in marked if m[0][0].isupper() and m[0].lower() in small]
        plain = [m for m in marked if m[0].islower() and len(m[0]) > 4]
        if title and not plain:
            ways["title"].append((pair, *title[0].span()))
        elif plain and not title:
            ways["sentence"].append((pair, *plain[0].span()))
    if not ways["title"] or not ways["sentence"]:
        return
    fewer, usual = sorted(ways, key=lambda way: len(ways[way]))
    for pair, start, end in ways[fewer]:
        message = (
            f"this heading is in {fewer} case, most others are in {usual} case ({places([ways[usual][0][0].unit])})"
        )
        yield pair.issue("heading_case", "info", message, start, end)
