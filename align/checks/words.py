"""Words beside words: doubled ones, articles, and a small core of grammar that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import compress, count
from operator import eq
from typing import Final, NamedTuple

import regex

from align.checks.context import CJK, Context, Pair
from align.checks.scopes import of_unit
from align.checks.tables import table, words
from align.model import Issue
from align.text.patterns import lazily

__all__ = ["article_a_an", "grammar", "repeated_word"]

_REPEATED: Final = lazily(
    r"(?<![\p{L}\p{N}'’.-])(\p{L}+(?:['’]\p{L}+)?)[ \u00A0\n]+\1(?![\p{L}\p{N}'’-])", regex.IGNORECASE
)
_REPEATED_HAN: Final = lazily(
    r"(\p{Han}{3,8}?)\1|((?:可以|已经|因为|所以|但是|通过|对于|以及)|(?<![\p{Han}])\p{Han}{2})\2|(?<!目)的的(?!确)|をを|、、"
)
_ARTICLE: Final = lazily(
    r"(?<![\w.'’&/-])(a|an|A|An|AN)[ \u00A0]+([\"“‘'(\[*_]*)([\p{Latin}\d][\p{Latin}\d]*(?:[.&'’+-][\p{Latin}\d]+)*)"
)
_AFTER_LETTER: Final = words("lists", "after_letter")
_NUMBER: Final = lazily(r"(\d[\d,]*)(.*)")


@of_unit
def repeated_word(context: Context) -> Iterator[Issue]:
    """A word stands twice in a row.

    Words that are doubled rightly pass (``had had``, ``that that``, ``nous nous``, ``die die``, 看看, names such as
    ``Bora Bora``), and so do those that the source doubles too. Where the doubling may be grammar (``logged in in
    March``) it is information.

    Why:
        It is the commonest slip of editing, and the eye passes over it.

    Severity:
        warning; info where the doubling may be grammar

    Options:
        allowed: Further words that may be doubled.

    Fails:
        en: They trained the the model.

    Passes:
        en: He had had enough, and said that that was very very bad.
        zh-en: 看看再试试。 | Have a look and try again.
    """
    lang = context.lang
    allowed = words("repeated", "allowed", lang)
    own = context.option("repeated_word", "allowed")
    allowed |= frozenset(own) if isinstance(own, tuple) else frozenset()
    possible = words("repeated", "possible", lang)
    if lang in CJK:
        for pair in context.pairs:
            yield from _repeated_han(pair, lang)
        return
    for pair in _doubled(context):
        for match in _REPEATED.finditer(pair.target):
            word = match[1].lower()
            if (
                (word in allowed and not _thrice(match, pair.target))
                or (len(word) == 1 and word not in {"a", "i"})
                or _is_name(match)
            ):
                continue
            if _doubled_in(pair.source, match[1]):
                continue
            severity = "info" if word in possible else "warning"
            fix = match[1] if severity == "warning" and len(word) > 1 else None
            yield pair.issue("repeated_word", severity, f'"{match[1]}" stands twice', *match.span(), fix=fix)


def _thrice(match: regex.Match[str], text: str) -> bool:
    """Whether a small word that may be doubled stands a third time."""
    return match[1].lower() in {"that", "had"} and text[match.end() :].lower().startswith(f" {match[1].lower()} ")


def _doubled(context: Context) -> Iterator[Pair]:
    """The units where a word may stand twice in a row."""
    small = "\n".join(context.row).lower().split("\n")
    twice = set(compress(count(), map(eq, small, small[1:])))
    if any(sign in pair.target_chars for pair in context.pairs for sign in "'’"):
        twice.update(compress(count(), map(eq, small, small[2:])))  # don't don't
    yield from context.owning(twice)


def _is_name(match: regex.Match[str]) -> bool:
    """Whether a doubled word is a name: capitalised both times, and not at the beginning of a sentence."""
    second = match[0][-len(match[1]) :]
    return (
        match[1][0].isupper()
        and second[0].isupper()
        and not (second.isupper() and len(second) > 3)
        and second.lower() not in _COMMON
    )


_COMMON: Final = frozenset({"the", "a", "an", "of", "and", "is", "to", "for", "with", "this"})


def _doubled_in(source: str, word: str) -> bool:
    return (
        bool(source)
        and regex.search(rf"\b{regex.escape(word)}\s+{regex.escape(word)}\b", source, regex.IGNORECASE) is not None
    )


def _repeated_han(pair: Pair, lang: str) -> Iterator[Issue]:
    closed = words("repeated", "closed", lang)
    for match in _REPEATED_HAN.finditer(pair.target):
        if match[2] and match[2] not in closed:
            if (
                match[2] not in words("repeated", "verbs", lang)
                and len(set(match[2])) == 2
                and match[2] * 2 not in pair.source
            ):
                message = f'"{match[2]}" stands twice; only verbs are doubled so'
                yield pair.issue("repeated_word", "info", message, *match.span())
            continue
        if match[1] and (
            len(set(match[1])) == 1
            or match[1] * 2 in pair.source
            or regex.match(r"[一二三四五六七八九十百千万]+", match[1])
        ):
            continue
        said = match[1] or match[2] or match[0][0]
        yield pair.issue("repeated_word", "warning", f'"{said}" stands twice', *match.span(), fix=said)


@of_unit
def article_a_an(context: Context) -> Iterator[Issue]:
    """``a`` stands before a vowel sound, or ``an`` before a consonant sound.

    The sound decides, not the letter: *an hour*, *a university*, *an XML file*, *a UN report*, *an 8-bit chip*. What
    is said in two ways passes (*a/an historic*, acronyms that are read as words or as letters).

    Why:
        English readers trip over it at once.

    Severity:
        warning

    Fails:
        zh-en: 一个XML文件 | a XML file

    Passes:
        en: It took an hour to see a university, a one-off and an MRI in an 18-bed ward.
    """
    if context.lang != "en":
        return
    for pair in context.having_words(["a", "an", "A", "An", "AN"]):
        for match in _ARTICLE.finditer(pair.target):
            article, word = match[1], match[3]
            if article == "A" and not _begins_sentence(pair.target, match.start()):
                continue
            if (
                article == "a"
                and not match[2]
                and (word.lower() in _AFTER_LETTER or pair.target[match.end() : match.end() + 1] == "'")
            ):
                continue
            wanted = _wanted(word)
            if wanted is None or wanted == article.lower():
                continue
            fix = wanted.capitalize() if article[0].isupper() else wanted
            said = f'"{word}" begins with a {"vowel" if wanted == "an" else "consonant"} sound: write {wanted}'
            yield pair.issue("article_a_an", "warning", said, match.start(1), match.end(1), fix=fix)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \u00a0\"“‘'([*_")
    return not before or before[-1] in ".!?:\n…—–>"


@lru_cache(maxsize=8_192)
def _wanted(word: str) -> str | None:
    """The article before a word by its sound, or None where both are right or nothing is certain."""
    if word[0].isdigit():
        return _before_number(word)
    lower = word.lower()
    consonant, vowel, either = _sounds()
    if either.match(lower):
        return None
    if vowel.match(lower):
        return "an"
    letters = regex.match(r"\p{Lu}+(?=$|[\d.&'’+-]|s$)", word)
    if letters and (len(letters[0]) > 1 or len(word) == 1 or word[1] in "-&0123456789"):
        return _before_letters(letters[0])
    if len(lower) > 1 and lower[1] == "-" and lower[0].isalpha():
        return "an" if lower[0].upper() in table("articles")["letters"]["vowel"] else "a"
    if len(lower) == 1:
        return None
    if consonant.match(lower):
        return "a"
    if not lower[0].isascii() or frozenset("aeiouy").isdisjoint(lower):
        return None
    return "an" if lower[0] in "aeiou" else "a"


@cache
def _sounds() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    found = table("articles")
    consonant, vowel, either = (regex.compile("|".join(found[name])) for name in ("consonant", "vowel", "either"))
    return consonant, vowel, either


def _before_letters(letters: str) -> str | None:
    """Before an acronym: by the name of its first letter, unless it may be read as a word that begins otherwise."""
    by_letter = "an" if letters[0] in table("articles")["letters"]["vowel"] else "a"
    if len(letters) == 1 or letters in words("articles", "spelled") or not frozenset("AEIOUY") & frozenset(letters):
        return by_letter
    by_word = "an" if letters[0] in "AEIOU" else "a"
    return by_letter if by_letter == by_word else None


def _before_number(word: str) -> str | None:
    match = _NUMBER.match(word)
    if match is None:
        return None
    digits = match[1].rstrip(",")
    number = digits.replace(",", "")
    if number.startswith("8"):
        return "an"
    if number in {"11", "18"} or digits.startswith(("11,", "18,")):
        return "an" if len(number) in {2, 5} or digits.count(",") != 1 else None
    if number.startswith(("11", "18")) and len(number) == 4:
        return None  # eleven hundred, or one thousand one hundred
    return "a"


class _Rule(NamedTuple):
    """A rule of ``grammar.toml``."""

    pattern: regex.Pattern[str]
    message: str
    first: tuple[str, ...]
    second: tuple[str, ...]

    def candidates(self, context: Context) -> Iterable[Pair]:
        """The units that have the words that the rule is about."""
        return context.having_neighbours(self.first, self.second) if self.second else context.having_words(self.first)


@cache
def _grammar() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            lazily(rule["pattern"]),
            rule["message"],
            tuple(rule["first"].split()),
            tuple(rule.get("second", "").split()),
        )
        for rule in table("grammar")["en"]
    )


@of_unit
def grammar(context: Context) -> Iterator[Issue]:
    """A fault of English grammar that is certain from a few words.

    Only a small core: two articles side by side, ``could of``, doubled comparatives, plurals of nouns that have none,
    ``he have``, ``didn't went``, ``as a "counterproductive" to``. For more there are grammar checkers.

    Why:
        Such faults mark a text as careless, and a checker of texts that finds only these raises no false alarms.

    Severity:
        warning

    Fails:
        en: They describe it as a "counterproductive" to the attempt.

    Passes:
        en: He could, of course, have done more; better models came later.
    """
    if context.lang != "en":
        return
    for rule in _grammar():
        for pair in rule.candidates(context):
            match = rule.pattern.search(pair.target)
            if match is not None:
                start = match.start() + len(match[0]) - len(match[0].lstrip(".!?, "))
                yield pair.issue("grammar", "warning", rule.message, start, match.end())
