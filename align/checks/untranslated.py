"""What was not translated: nothing, the source as it is, or words of it that were left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from align.checks.context import CJK, Context, Pair, Survey
from align.checks.scopes import of_document, of_unit
from align.checks.tables import words
from align.model import Issue
from align.text.patterns import lazily
from align.text.tags import same_language

__all__ = ["source_missing", "target_empty", "target_same_as_source", "untranslated_residue"]

_WORD: Final = lazily(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
_NOT_WORDS: Final = lazily(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]++@\S+\.\w+|\{[^{}]*\}|<[^<>]+>|%\w+|\$\w+|(?<!\S)[^\s/\\_]*+[/\\_]\S*|`[^`]*`"
    r"|(?<!\S)\S+\.(?:py|js|com|org|md|txt|json)\b"
)
_HAN: Final = lazily(r"[\p{Han}\p{Hiragana}\p{Katakana}][\p{Han}\p{Hiragana}\p{Katakana}ー・，、。！？：；《》“”]*")
_GLOSSED: Final = lazily(r"[(（\[«“\"‘'《「『【]\s*$")
_KANA: Final = lazily(r"[\p{Hiragana}\p{Katakana}]")
_LOWER_RUN: Final = lazily(
    r"(?<![\p{Latin}\d./@_'-])\p{Ll}[\p{Latin}'’-]*(?: \p{Ll}[\p{Latin}'’-]*)+(?![\p{Latin}\d./@_])"
)
_LATIN_WORD: Final = lazily(r"(?<![\p{Latin}\d./@_{$%<-])\p{Latin}[\p{Latin}'’-]*(?![\p{Latin}\d/@_(}>-]|\.\w)")


@of_unit
def target_empty(context: Context) -> Iterator[Issue]:
    """The source is there, and the translation is empty.

    Why:
        A sentence was forgotten.

    Severity:
        error

    Fails:
        zh-en: 他走了。 |

    Passes:
        zh-en: 他走了。 | He left.
    """
    for unit in context.units:
        if unit.source.strip() and not unit.target.strip() and any(map(str.isalnum, unit.source)):
            yield Issue("target_empty", "error", "there is no translation", unit.id, "target", 0, len(unit.target))


class _Sources(Survey):
    """Whether a source stands anywhere in a document."""

    def __init__(self) -> None:
        self.found = False

    def see(self, context: Context) -> None:
        self.found = self.found or any(unit.source.strip() for unit in context.units)


@of_document(_Sources)
def source_missing(context: Context) -> Iterator[Issue]:
    """The slot of the source is still empty, where others are filled.

    Silent while no source at all is there: that is how the work begins.

    Why:
        It shows what is left to be found.

    Severity:
        info

    Fails:
        zh-en: 他走了。 | He left.
        en: She stayed.

    Passes:
        en: He left.
        en: She stayed.
    """
    if not context.survey(_Sources).found:
        return
    for unit in context.units:
        if unit.target.strip() and not unit.source.strip():
            message = "the source of this unit is not filled yet"
            yield Issue("source_missing", "info", message, unit.id, "target", 0, len(unit.target))


@of_unit
def target_same_as_source(context: Context) -> Iterator[Issue]:
    """The translation is the source, letter for letter.

    Names, numbers, codes, addresses, terms to be kept and single words that both languages share pass.

    Why:
        The sentence was copied and then forgotten.

    Severity:
        warning

    Fails:
        en-de: Save all changes | Save all changes

    Passes:
        zh-en: OpenAI | OpenAI
        en-de: Hotel | Hotel
    """
    if same_language(context.bitext.source_lang, context.bitext.target_lang):
        return
    kept = frozenset(term.text for term in context.termbase.terms if term.case == "keep")
    for pair in context.bilingual:
        text = pair.target.strip()
        if text != pair.source.strip() or text in kept or not any(map(str.isalpha, text)):
            continue
        if _is_untranslated(text, context):
            yield pair.whole("target_same_as_source", "warning", "the translation is the same as the source")


def _is_untranslated(text: str, context: Context) -> bool:
    """Whether a text that stands on both sides should have been translated."""
    plain = _NOT_WORDS.sub(" ", text)
    if context.source_lang in CJK and _HAN.search(plain):
        return context.lang not in CJK or _KANA.search(plain) is not None
    found = _WORD.findall(plain)
    if len(found) < 2:
        plain_words = words("function_words", context.source_lang) | (
            words("lists", "single_words") if context.source_lang == "en" else frozenset()
        )
        return bool(found) and found[0].lower() in plain_words and len(found[0]) > 2
    small = [word for word in found if word[0].islower()]
    function = words("function_words", context.source_lang) - words("function_words", context.lang)
    return (
        any(word.lower() in function for word in found)
        or len(small) >= 2
        or (len(found) > 1 and len(small) * 2 >= len(found))
    )


@of_unit
def untranslated_residue(context: Context) -> Iterator[Issue]:
    """Words of the source were left in the translation.

    In a text in Latin script: Chinese, Japanese or Korean characters, except where they gloss a name in brackets or
    quotation marks, or the glossary keeps them. In Chinese or Japanese: English function words, and two small words
    or more in a row. Between two languages in Latin script: a row of four words and more of the source that is no
    name.

    Why:
        The reader cannot read what was left.

    Severity:
        warning

    Fails:
        zh-en: 他喜欢火锅。 | He likes 火锅 very much.

    Fails:
        en-zh: The model is very large. | 模型 is very 大。

    Passes:
        zh-en: 暗涌采访了他。 | Anyong (暗涌) interviewed him.
        en-zh: We use a transformer. | 我们使用transformer架构和Python。
    """
    if context.lang == "und":
        return
    kept = tuple(term.text for term in context.termbase.terms if same_language(term.lang, context.bitext.target_lang))
    for pair in context.pairs:
        if context.lang in CJK:
            yield from _latin_left(pair)
        elif context.lang == "ko":
            continue
        elif not pair.target.isascii():
            yield from _han_left(pair, kept)
        if pair.source and context.lang not in CJK and context.source_lang not in CJK:
            yield from _row_left(pair, context)


def _han_left(pair: Pair, kept: tuple[str, ...]) -> Iterator[Issue]:
    found = list(_HAN.finditer(pair.target))
    if (
        sum(len(match[0]) for match in found) > 0.5 * len(pair.target.strip())
        and pair.target.strip() == pair.source.strip()
    ):
        return  # target_same_as_source
    for match in found:
        before = pair.target[: match.start()]
        if _GLOSSED.search(before) or _in_brackets(pair.target, match.start()):
            continue
        if any(match[0] in text for text in kept):
            continue
        yield pair.issue("untranslated_residue", "warning", f'"{match[0]}" was not translated', *match.span())


def _in_brackets(text: str, start: int) -> bool:
    """Whether a place is inside brackets or quotation marks that open before it and close behind it."""
    for opening, closing in ("()", "（）", "[]", "“”", "《》", "「」", "«»"):
        left = text.rfind(opening, 0, start)
        if left >= 0 and text.find(closing, left) > start:
            return True
    return text.count('"', 0, start) % 2 == 1 and '"' in text[start:]


def _latin_left(pair: Pair) -> Iterator[Issue]:
    if pair.target_chars.isdisjoint("abcdefghijklmnopqrstuvwxyz"):
        return
    text = pair.target
    blocked = [match.span() for match in _NOT_WORDS.finditer(text)]
    if not _HAN.search(text):
        return
    runs = list(_LOWER_RUN.finditer(text))
    found = [match.span() for match in runs if len(match[0].split()) >= 2 and not _quoted(text, match.start())]
    function = words("function_words", "en")
    for match in _LATIN_WORD.finditer(text):
        if (
            match[0] in function
            and not any(a <= match.start() < b for a, b in found)
            and not _quoted(text, match.start())
        ):
            beside = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 2]
            if not any(char.isascii() and char.isalpha() for char in beside) and len(match[0]) > 1:
                found.append(match.span())
    for start, end in sorted(found):
        if any(a <= start < b for a, b in blocked):
            continue
        if pair.source and text[start:end].split()[0].lower() not in pair.source.lower():
            continue
        yield pair.issue("untranslated_residue", "warning", f'"{text[start:end]}" was not translated', start, end)


def _quoted(text: str, start: int) -> bool:
    return _in_brackets(text, start)


def _row_left(pair: Pair, context: Context) -> Iterator[Issue]:
    """A row of words that stands in both sides though the languages differ."""
    if (
        same_language(context.bitext.source_lang, context.bitext.target_lang)
        or pair.source.strip() == pair.target.strip()
    ):
        return
    function = words("function_words", context.source_lang) - words("function_words", context.lang)
    theirs = {match[0] for match in _WORD.finditer(pair.source)}
    row: list[tuple[int, int]] = []
    for match in (*_WORD.finditer(pair.target), None):
        if match is not None and match[0] in theirs and not (row and _breaks(pair.target[row[-1][1] : match.start()])):
            row.append(match.span())
            continue
        if row:
            start, end = row[0][0], row[-1][1]
            said = pair.target[start:end]
            small = [pair.target[a:b] for a, b in row if pair.target[a].islower()]
            foreign = sum(word in function for word in small)
            if (
                (
                    (len(row) >= 2 and len(small) == len(row) and small[0] in function and len(small[0]) > 2)
                    or (len(row) >= 4 and len(small) >= 3 and foreign)
                    or (len(row) >= 2 and foreign >= 2 and len(small) >= 2)
                )
                and said in pair.source
                and not _quoted(pair.target, start)
            ):
                yield pair.issue("untranslated_residue", "warning", f'"{said}" was not translated', start, end)
        row = [match.span()] if match is not None and match[0] in theirs else []


def _breaks(between: str) -> bool:
    return between.strip(" \u00a0\u202f-'’") != ""
