"""Spelling, by a Hunspell dictionary where one is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from align.checks.context import CJK, Context, Place, Survey
from align.checks.english import in_other_english
from align.checks.scopes import of_document
from align.checks.tables import words
from align.model import Issue
from align.text.patterns import lazily
from align.text.tags import same_language

__all__ = ["spelling"]

_WORD: Final = lazily(
    r"(?<![\p{L}\p{N}@#/\\._&-])\p{Latin}[\p{Latin}\p{M}]*(?:['’]\p{Latin}+)*(?![\p{L}\p{N}@/\\_&-]|\.\p{L})"
)
_CODE: Final = lazily(r"https?://\S+|(?<!\S)[^\s@]++@\S+|\{[^{}]*\}|<[^<>]*>|`[^`]*`|%\S+|\$\w+")
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_USUAL: Final = 3
"""A word that stands so often in a document is a word of its field, and no slip."""
_KEPT: Final = 100_000
"""Words of which it is remembered whether they are suspect."""
_ENDINGS: Final = (
    "s",
    "es",
    "er",
    "ers",
    "ed",
    "d",
    "r",
    "ing",
    "ly",
    "ness",
    "able",
    "ization",
    "isation",
    "like",
    "less",
)
_BEGINNINGS: Final = (
    "un", "re", "pre", "non", "multi", "micro", "cyber", "bio", "geo", "inter", "co", "sub", "super", "hyper", "over",
    "mis", "anti", "auto", "de", "semi", "ultra", "under", "nano", "neuro", "meta", "counter",
)  # fmt: skip


@dataclass(slots=True)
class _Seen:
    """How often a word stands in a document, and whether in one of the sources."""

    count: int = 0
    in_source: bool = False


class _Suspects(Survey):
    """The words of a document that may be misspelled; of those that are, what is to be said."""

    def __init__(self) -> None:
        self._judge: _Judge | None = None
        self._seen: dict[str, _Seen] = {}
        self.words: set[str] = set()
        self.said: dict[str, tuple[str, str, str | None]] = {}

    def see(self, context: Context) -> None:
        if context.lang in CJK:
            return
        if self._judge is None:
            self._judge = _Judge(context)
            self._suspects = lru_cache(_KEPT)(self._judge.suspects)
        suspects = [word for word in context.words if self._suspects(word)]
        self.words.update(suspects)
        for word, (pair, _, _) in _written(context, suspects):
            seen = self._seen.setdefault(word, _Seen())
            seen.count += 1
            seen.in_source = seen.in_source or (bool(pair.source) and _bare(word).lower() in pair.source.lower())

    def end(self) -> None:
        for word, seen in self._seen.items() if self._judge else ():
            said = self._judge(word, seen) if self._judge else None
            if said is not None:
                self.said[word] = said
        if not self.said:
            self.words.clear()


def _written(context: Context, words_: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """All words of the units that have some, code and addresses left out."""
    for pair in context.having_words(words_):
        text = pair.target
        if not pair.target_chars.isdisjoint("/@{<`%$"):
            text = _CODE.sub(lambda match: " " * len(match[0]), text)
        for match in _WORD.finditer(text):
            yield match[0], (pair, *match.span())


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").removesuffix("'")


@of_document(_Suspects)
def spelling(context: Context) -> Iterator[Issue]:
    """A word is misspelled.

    Some hundred common misspellings of English, and names of well-known places that a letter is wrong in, are found
    by a list. Everything else needs the extra ``spelling`` and a Hunspell dictionary of the language; without them
    the command says that the check is off. Words of the glossary and of the source count as known, and so do words
    that the document has three times and
    names: one that stands once is flagged only if it is a letter away from a known name. Words that are near no known
    one may be terms of a field, and are information.

    Why:
        A misspelled word is the first thing that a reader sees.

    Severity:
        warning; info for words that are near no known one

    Options:
        words: Further words that are known.
        dictionaries: Folders where to look for dictionaries first.

    Fails:
        zh-en: 创新很难。 | Inovation is hard.

    Fails:
        zh-en: 他住在杭州。 | He lives in Hangzho.

    Passes:
        zh-en: 梁文锋住在杭州。 | Liang Wenfeng lives in Hangzhou.
    """
    survey = context.survey(_Suspects)
    for word, (pair, start, end) in _written(context, survey.words):
        if word in survey.said:
            severity, message, fix = survey.said[word]
            yield pair.issue("spelling", severity, message, start, end, fix=fix)


class _Judge:
    """Says of a word whether it is misspelled."""

    def __init__(self, context: Context) -> None:
        lang = context.lang
        own = context.option("spelling", "words")
        self._speller = context.speller
        self._is_english = context.lang == "en"
        self._names = words("spelling", "names", lang)
        self._common = dict(pair.split("/") for pair in words("spelling", "common", lang))
        known = {word.lower() for word in self._names} | words("spelling", "known", lang) | _glossary(context)
        self._known = frozenset(known | {word.lower() for word in own} if isinstance(own, tuple) else known)

    def __call__(self, word: str, seen: _Seen) -> tuple[str, str, str | None] | None:
        """Severity, message and certain fix of a misspelled word, or None if it is right or may be."""
        plain = word.replace("’", "'")
        bare = _bare(word)
        right = self._common.get(bare.lower(), self._common.get(bare)) if bare.lower() not in self._known else None
        if right is not None:
            right = right.replace("-", " ")
            fix = (right[0].upper() + right[1:] if word[0].isupper() else right) + plain[len(bare) :]
            return "warning", f'"{word}" is misspelled: {fix}', fix
        if len(bare) < 3 or not bare[1:].islower() or bare.lower() in self._known:
            return None
        if self._speller is not None and self._is_word(plain, bare):
            return None
        if seen.in_source:
            return None
        if bare[0].isupper():
            if not bare.isascii():
                return None
            near = self._near_name(bare) if seen.count == 1 else None
            return None if near is None else ("warning", f'"{word}" is not known; "{near}" is', None)
        if self._speller is None or seen.count >= _USUAL:
            return None
        near = (
            next((other for other in sorted(_one_off(bare)) if self._speller(other)), None) if len(bare) > 4 else None
        )
        if near is not None and _plain_vowels(near) == _plain_vowels(bare):
            return None
        if near is None:
            return "info", f'"{word}" is in no dictionary', None
        return "warning", f'"{word}" is in no dictionary; "{near}" is', None

    def suspects(self, word: str) -> bool:
        """Whether a word, taken by itself, may be misspelled."""
        return any(self._suspicious(part) for part in word.split("-"))

    def _suspicious(self, part: str) -> bool:
        lower = part.lower()
        if lower in self._common or part in self._common:
            return lower not in self._known
        if len(part) < 3 or not part[1:].islower() or lower in self._known:
            return False
        if self._speller is None:
            return part[0].isupper() and self._near_name(part) is not None
        return not self._is_word(part, part)

    def _is_word(self, plain: str, bare: str) -> bool:
        spells = self._speller
        if spells is None or spells(plain) or spells(bare) or spells(bare.capitalize()):
            return True
        stems = [bare.removesuffix(ending) for ending in _ENDINGS if bare.endswith(ending)]
        rests = [bare.removeprefix(beginning) for beginning in _BEGINNINGS if bare.startswith(beginning)]
        parts = [part for part in (*stems, *rests) if len(part) > 3]
        if self._is_english:  # whose spelling a text should have is not judged here, whatever dictionary there is
            parts += filter(None, [in_other_english(bare.lower())])
        return any(part in self._known or spells(part) for part in parts)

    def _near_name(self, word: str) -> str | None:
        lower = word.lower()
        near = _one_off(lower) & self._known
        found = sorted(name for name in near if len(name) > 4 and name[0] == lower[0] and not _is_form(lower, name))
        return found[0].capitalize() if found else None


def _plain_vowels(word: str) -> str:
    """A word as Americans write what comes from Greek: glycemia is glycaemia."""
    return word.replace("ae", "e").replace("oe", "e")


def _is_form(word: str, name: str) -> bool:
    """Whether a word is a name with an ending, or may be another name: Chinas, Maria beside Marie."""
    return word.startswith(name) or (len(word) == len(name) and (sorted(word) != sorted(name) or word[-1] != name[-1]))


def _glossary(context: Context) -> frozenset[str]:
    """The words of the glossary, its definitions and notes, in small letters."""
    texts = [
        text
        for term in context.termbase.terms
        if same_language(term.lang, context.bitext.target_lang)
        for text in (term.text, term.definition, term.note)
    ]
    return frozenset(match[0].lower() for text in texts for match in _WORD.finditer(text))


def _one_off(word: str) -> set[str]:
    """Words that differ by one letter, missing, added, exchanged or moved (Damerau 1964)."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    near = {left + char + right for left, right in splits for char in _ALPHABET}
    near |= {left + char + right[1:] for left, right in splits if right for char in _ALPHABET}
    near |= {left + right[1:] for left, right in splits if right}
    near |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    return near - {word}
