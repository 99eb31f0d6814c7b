"""Stems and inflection, through NLTK's Snowball stemmers (Porter 2001, "Snowball: a language for stemming")."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from align.text.tags import primary
from align.text.tokens import tokens

__all__ = ["SNOWBALL", "phrase_key", "same_word", "stem"]

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
"""Names of the Snowball stemmers that NLTK has, by language."""

# Snowball takes derivations for inflections (follower and follow, innovation and innovative share a stem). In English
# two words of one stem are forms of one word only if their endings are one of these pairs.
_ENGLISH_ENDINGS: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("", "s"),
        ("", "es"),
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
        ("y", "ies"),
        ("y", "ied"),
        ("ies", "ied"),
        ("ies", "ying"),
        ("ied", "ying"),
    )
)


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    name = SNOWBALL.get(language)
    if name is None:
        return None
    from nltk.stem.snowball import SnowballStemmer  # here: the import takes a quarter of a second

    stem_word: Callable[[str], str] = SnowballStemmer(name).stem
    return stem_word


@lru_cache(maxsize=65_536)
def stem(word: str, lang: str) -> str:
    """The Snowball stem of a word, case folded; the folded word itself in languages that have no stemmer."""
    folded = word.casefold()
    if lang == "und":  # no language, but a plural is likely
        return folded[:-1] if len(folded) > 3 and folded.isascii() and folded.endswith("s") else folded
    stem_word = _stemmer(primary(lang))
    return folded if stem_word is None or not folded.isalpha() else stem_word(folded)


def phrase_key(phrase: str, lang: str) -> str:
    """What the inflected forms and the spellings with other hyphens of a phrase have in common."""
    return " ".join(stem(token.norm, lang) for token in tokens(phrase))


@lru_cache(maxsize=65_536)
def same_word(one: str, other: str, lang: str) -> bool:
    """Whether two words are forms of one word: equal, or of one stem and differing by inflection only.

    Where a language has no table of endings here (all but English), one stem is enough.
    """
    one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    if stem(one, lang) != stem(other, lang):
        return False
    if primary(lang) != "en":
        return True
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    tails = {one[common:], other[common:]}
    if frozenset(tails) in _ENGLISH_ENDINGS:
        return True
    # A doubled consonant: plan, planned, planning.
    short, long = sorted(tails, key=len)
    return not short and long[:1] == one[common - 1 : common] and long[1:] in {"ed", "ing"}
