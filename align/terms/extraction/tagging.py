"""A light tagger: which words may be parts of a noun phrase, from closed word classes and endings, without a model."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import regex

from align.terms.extraction.passages import Word
from align.text.tags import primary

__all__ = ["Lexicon", "lexicon", "tags"]

_ADJECTIVE: Final = regex.compile(
    r".{2,}(?:al|ive|ous|ic|ical|able|ible|ful|less|ary|ish|ent|ant|like|driven|based|free)"
)
_NOUN_ENT: Final = regex.compile(r".+(?:ment|gent|dent|sent|tent|rent|lent|vent|cent|stant|tant|dant|pant|plant|grant)")
_ADJECTIVE_ENT: Final = regex.compile(
    r".{2,}(?:lligent|icient|fferent|pendent|sistent|potent|parent|evident|urgent|"
    r"portant|levant|levent|tinent|silent|recent|excellent|minant|cedent)"
)
_GERMAN_ADJECTIVE: Final = regex.compile(r"\p{Ll}{3,}(?:e|en|er|es|em)")


class Lexicon(NamedTuple):
    """Words of a language, in lower case; ``closed_class.toml`` tells what for, and has not all lists of all."""

    closed: frozenset[str]
    verbs: frozenset[str]
    either: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]
    capitalised: frozenset[str]
    inner: frozenset[str]
    links: frozenset[str]
    before_verb: frozenset[str]
    objects: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    joints: frozenset[str]
    common: frozenset[str]


@cache
def lexicon(lang: str) -> Lexicon | None:
    """The word lists of a language, or None if there are none."""
    table = tomllib.loads((files(__package__) / "closed_class.toml").read_text(encoding="utf-8")).get(primary(lang))
    if table is None:
        return None
    lists = {name: frozenset(table.get(name, "").split()) for name in Lexicon._fields}
    either = lists["either"]
    verbs = {form for verb in lists["verbs"] for form in _forms(verb)} | frozenset(table.get("irregular", "").split())
    verbs -= either | {_plural(word) for word in either}
    return Lexicon(**{**lists, "verbs": frozenset(verbs)})


def _forms(verb: str) -> list[str]:
    """The regular forms of an English verb."""
    stem = verb.removesuffix("e")
    past = verb[:-1] + "ied" if regex.search("[^aeiou]y$", verb) else stem + "ed"
    doubled = (
        [verb + verb[-1] + ending for ending in ("ed", "ing")]
        if regex.search("[^aeiou][aeiou][bdglmnprt]$", verb)
        else []
    )
    return [verb, _plural(verb), past, stem + "ing", *doubled]


def _plural(word: str) -> str:
    if regex.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def tags(row: Sequence[Word], lang: str) -> str:
    """A letter a word: ``N`` noun, ``A`` adjective, ``L`` a word that links nouns (French ``de``), ``X`` anything else.

    English verbs, adverbs and words of closed classes are ``X``; in German nouns have a capital letter and adjectives
    an ending; of the other languages every word that is in no closed class is ``N``.
    """
    known = lexicon(lang)
    if known is None:
        return "X" * len(row)
    language = primary(lang)
    if language == "en":
        return _english(row, known)
    found = []
    for word in row:
        low = word.text.casefold()
        if low in known.links:
            found.append("L")
        elif low in known.closed or not word.text[:1].isalpha() or len(word.text) == 1:
            found.append("X")
        elif language == "de" and word.text[:1].islower():
            found.append("A" if _GERMAN_ADJECTIVE.fullmatch(word.text) else "X")
        else:
            found.append("N")
    return "".join(found)


def _english(row: Sequence[Word], known: Lexicon) -> str:
    found: list[str] = []
    for number, word in enumerate(row):
        before = row[number - 1].text.lower() if number and not word.apart else ""
        after = row[number + 1].text.lower() if number + 1 < len(row) and not row[number + 1].apart else ""
        found.append(_english_tag(word, before, after, found[-1] if before else "", known))
    return "".join(found)


def _english_tag(word: Word, before: str, after: str, left: str, known: Lexicon) -> str:
    text, low = word.text, word.text.lower()
    if low in known.closed or len(text) == 1 or not any(map(str.isalpha, text)):
        return "X"
    if low in known.adjectives:
        return "A"
    if (text[:1].isupper() and not word.first) or low in known.nouns or low.removesuffix("s") in known.nouns:
        return "N"
    if _is_verb(low, before, after, left, known):
        return "X"
    if (low.endswith(("ed", "ing")) and "-" not in low and len(low) > 4) or low in known.verbs:
        return _participle(low, before, after, left, known)
    return "A" if _is_adjective(low) else "N"


def _is_verb(low: str, before: str, after: str, left: str, known: Lexicon) -> bool:
    """Whether a word that may be a noun is a verb where it stands, or an adverb."""
    if low.endswith("ly") and low not in known.nouns:
        return True
    if before in known.before_verb and after in known.objects:
        return True
    third = left in {"N", "A"} and after in known.objects and low.endswith("s")
    return _is_either(low, known) and (before in known.before_verb or third)


def _participle(low: str, before: str, after: str, left: str, known: Lexicon) -> str:
    """A form of a verb: an adjective before a noun, a noun behind one, and mostly no part of a phrase."""
    if low.endswith("ed"):
        free = known.auxiliaries | known.before_verb
        return "A" if left == "X" and before in known.closed and before not in free else "X"
    if low.endswith("ing"):
        return "N" if (left in {"N", "A"} and after not in known.objects) or before in known.determiners else "X"
    return "X"


def _is_either(low: str, known: Lexicon) -> bool:
    return low in known.either or (low.endswith("s") and (low[:-1] in known.either or low[:-2] in known.either))


def _is_adjective(low: str) -> bool:
    if _ADJECTIVE_ENT.fullmatch(low):
        return True
    return _ADJECTIVE.fullmatch(low) is not None and _NOUN_ENT.fullmatch(low) is None
