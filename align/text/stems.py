"""Stems and inflection, through the Snowball stemmers (Porter 2001, "Snowball: a language for stemming")."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from align.text.tags import primary
from align.text.tokens import tokens

__all__ = ["SNOWBALL", "phrase_key", "same_word", "stem", "stems"]

SNOWBALL: Final = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}
"""Names of the Snowball stemmers, by language."""

# Snowball takes derivations for inflections (follower and follow, innovation and innovative share a stem). In English
# two words of one stem are forms of one word only if their endings are one of these pairs.
_ENGLISH_PLURALS: Final = frozenset(frozenset(pair) for pair in (("", "s"), ("", "es"), ("y", "ies"), ("is", "es")))
_ENGLISH_ENDINGS: Final = _ENGLISH_PLURALS | frozenset(
    frozenset(pair)
    for pair in (
        ("", "ed"),
        ("", "ing"),
        ("e", "ing"),
        ("e", "ed"),
        ("", "d"),
        ("s", "ed"),
        ("s", "ing"),
        ("es", "ing"),
        ("ed", "ing"),
        ("es", "ed"),
        ("s", "d"),
        ("y", "ied"),
        ("ies", "ied"),
        ("ies", "ying"),
        ("ied", "ying"),
    )
)


class _Inflection(NamedTuple):
    """What ``inflection.toml`` says of a language."""

    suffixes: tuple[re.Pattern[str], ...]
    either: re.Pattern[str] | None
    respelled: tuple[tuple[str, str], ...]
    endings: tuple[str, ...]  # of what is respelled
    english: bool


@cache
def _stemmer(language: str) -> Callable[[Sequence[str]], list[str]] | None:
    name = SNOWBALL.get(language)
    if name is None:
        return None
    from Stemmer import Stemmer  # here: only texts with terms to find need it

    # Without its cache, which is slower than the stemmer once it is full.
    stem_words: Callable[[Sequence[str]], list[str]] = Stemmer(name, maxCacheSize=0).stemWords
    return stem_words


def stems(words: Sequence[str], lang: str) -> list[str]:
    """The Snowball stems of words; much faster than one by one.

    Args:
        words: In case-folded form.
        lang: BCP 47 tag. In ``und`` only a plural -s is removed; where there is no stemmer words are their own stems.
    """
    if lang == "und":
        return [word[:-1] if len(word) > 3 and word.isascii() and word.endswith("s") else word for word in words]
    stem_words = _stemmer(primary(lang))
    if stem_words is None:
        return list(words)
    known = _inflection(lang)
    spelled = [_respelled(word, known.respelled) if word.endswith(known.endings) else word for word in words]
    found = stem_words([word if word.isalpha() else "" for word in spelled])
    return [one if one and one != word else word for one, word in zip(found, words, strict=True)]


def _respelled(word: str, endings: Iterable[tuple[str, str]]) -> str:
    for ending, other in endings:
        if word.endswith(ending):
            return word[: -len(ending)] + other
    return word


@lru_cache(maxsize=65_536)
def stem(word: str, lang: str) -> str:
    """The Snowball stem of a word, case folded; the folded word itself in languages that have no stemmer."""
    return stems([word.casefold()], lang)[0]


def phrase_key(phrase: str, lang: str) -> str:
    """What the inflected forms and the spellings with other hyphens of a phrase have in common."""
    return " ".join(stem(token.norm, lang) for token in tokens(phrase))


@lru_cache(maxsize=65_536)
def same_word(one: str, other: str, lang: str, *, noun: bool = False) -> bool:
    """Whether two words are forms of one word: equal, or of one stem and differing by inflection only.

    Letter case does not count. English knows the endings of inflection; other languages the suffixes of derivation that
    their stemmers remove (``inflection.toml``), so that ``organization`` is no form of ``organ``.

    Args:
        one: A word.
        other: Another.
        lang: BCP 47 tag.
        noun: The word is known for a noun: in English only singular and plural are its forms.
    """
    one, other = one.casefold(), other.casefold()
    return one == other or (_inflected(one, other, lang, noun=noun) and stem(one, lang) == stem(other, lang))


def _inflected(one: str, other: str, lang: str, *, noun: bool) -> bool:
    """Whether two words of one stem differ by inflection only."""
    known = _inflection(lang)
    if known.english:
        return _english_forms(one, other, noun=noun)
    if known.either and (known.either.search(one) or known.either.search(other)):
        return True
    return all(bool(suffix.search(one)) == bool(suffix.search(other)) for suffix in known.suffixes)


def _english_forms(one: str, other: str, *, noun: bool) -> bool:
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    tails = {one[common:], other[common:]}
    if noun:
        return frozenset(tails) in _ENGLISH_PLURALS
    if frozenset(tails) in _ENGLISH_ENDINGS:
        return True
    # A doubled consonant: plan, planned, planning.
    short, long = sorted(tails, key=len)
    return not short and long[:1] == one[common - 1 : common] and long[1:] in {"ed", "ing"}


@cache
def _inflection(lang: str) -> _Inflection:
    name = primary(lang)
    table = _tables().get({"nn": "nb", "no": "nb"}.get(name, name), {})
    return _Inflection(
        tuple(re.compile(f"(?:{suffix})$") for suffix in table.get("suffixes", ())),
        re.compile(f"(?:{table['either']})$") if "either" in table else None,
        tuple((ending, other) for ending, other in table.get("respelled", ())),
        tuple(ending for ending, _ in table.get("respelled", ())),
        english=name == "en",
    )


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("align.text") / "inflection.toml").read_text(encoding="utf-8"))
