"""Terms as pairs of a source and a target, as the glossaries of other programs have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from align.errors import ArgumentError, FormatError
from align.model import TERM_STATUSES, Concept, Term, Termbase
from align.text.tags import same_language, standard_tag

__all__ = ["Langs", "Pair", "flat", "is_acronym", "languages", "pair_of", "paired"]

Langs = tuple[str, str]
Pair = tuple[Term, Term]

_ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_SHORT: Final = frozenset({"acronym", "abbreviation", "short"})
_BREAKS: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


def languages(langs: Langs | None) -> Langs:
    """The two languages of a file that does not tell them.

    Raises:
        ArgumentError: They are not known.
        LanguageTagError: One is no language tag.
    """
    if langs is None:
        raise ArgumentError("it does not say its languages; give --source-lang and --target-lang")
    return standard_tag(langs[0]), standard_tag(langs[1])


def is_acronym(text: str) -> bool:
    """Whether a term is taken for an acronym where nothing says what it is: a word in capitals."""
    return _ACRONYM.fullmatch(text) is not None


def pair_of(source: str, target: str, langs: Langs, line: int, note: str = "") -> tuple[Term, ...]:
    """The terms of a row: a word in capitals is taken for an acronym, whose letter case is exact.

    Raises:
        FormatError: A side is empty.
    """
    sides = (("source", source.strip(), langs[0]), ("target", target.strip(), langs[1]))
    for name, text, _ in sides:
        if not text:
            raise FormatError(f"the {name} is empty", line=line)
    return tuple(
        Term(
            "",
            lang,
            text,
            type="acronym" if is_acronym(text) else "full",
            case="exact" if is_acronym(text) else "any",
            note=note.strip() if name == "source" else "",
            line=line,
        )
        for name, text, lang in sides
    )


def paired(termbase: Termbase, langs: Langs) -> tuple[list[Pair], list[str]]:
    """The terms that may be used, each once at least with one of the other language.

    A source goes with the preferred target, an acronym with an acronym if there is one; targets that no source took
    follow with the preferred source.

    Returns:
        The pairs in the order of the termbase, and a sentence on each term that is in none.
    """
    pairs: list[Pair] = []
    left_out: list[str] = []
    for concept in termbase.concepts:
        sources, targets = (_usable(concept, lang) for lang in langs)
        found = list(_pairs(sources, targets))
        pairs += found
        held = {id(term) for pair in found for term in pair}
        left_out += [_why(term, langs) for term in concept.terms if id(term) not in held]
    return pairs, left_out


def _usable(concept: Concept, lang: str) -> list[Term]:
    terms = [term for term in concept.terms if same_language(term.lang, lang) and term.allowed]
    return sorted(terms, key=lambda term: TERM_STATUSES.index(term.status))


def _pairs(sources: Sequence[Term], targets: Sequence[Term]) -> Iterator[Pair]:
    if not sources or not targets:
        return
    used = set()
    for source in sources:
        alike = [target for target in targets if source.type in _SHORT and target.type == source.type]
        target = (alike or targets)[0]
        used.add(id(target))
        yield source, target
    for target in targets:
        if id(target) not in used:
            yield sources[0], target


def _why(term: Term, langs: Langs) -> str:
    said = f'{term.concept}, {term.lang}, "{term.text}" is not in it'
    if not term.allowed:
        return f"{said}: it is {term.status}"
    if not any(same_language(term.lang, lang) for lang in langs):
        return f"{said}: it is of another language"
    other = langs[1] if same_language(term.lang, langs[0]) else langs[0]
    return f"{said}: its concept has no term to use in {other}"


def flat(texts: Iterable[str]) -> tuple[list[str], bool]:
    """Texts with tabs and line ends as spaces, and whether there were any."""
    given = list(texts)
    plain = [_BREAKS.sub(" ", text) for text in given]
    return plain, plain != given
