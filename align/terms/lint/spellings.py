"""A rule about terms that are spelled almost alike."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice, product
from typing import Final

from align.model import Term
from align.terms.lint.context import LintContext
from align.terms.references import related
from align.text.normal import parts, without_joints
from align.text.tags import primary

__all__ = ["near_duplicate"]

_Groups = Mapping[tuple[str, str], list[Term]]

_SHORTEST: Final = 3  # letters before the ending
_SHORTEST_ACRONYM: Final = 2
_MOST_WAYS: Final = 500


def near_duplicate(context: LintContext) -> Iterator[tuple[Term, str]]:
    """Two terms differ only in letter case, in hyphens and spaces, or in the plural; one of them is enough.

    Nothing is said where the difference is on purpose: the status tells the two apart (``finetuning`` is deprecated for
    ``fine-tuning``), one has the type ``variant``, the parts of speech differ, a letter case is
    exact (``Polish`` is not ``polish``), or the two concepts refer to each other.
    """
    groups: dict[tuple[str, str], list[Term]] = defaultdict(list)
    order: dict[int, int] = {}
    for number, term in enumerate(context.termbase.terms):
        order[id(term)] = number
        groups[primary(term.lang), without_joints(term.text)].append(term)
    told: set[int] = set()
    for language, key in list(groups):
        for one, other, difference in _pairs(groups, language, key):
            earlier, later = sorted((one, other), key=lambda term: order[id(term)])
            if difference and id(later) not in told and not _on_purpose(earlier, later, difference):
                told.add(id(later))
                yield later, f'"{later.text}" differs from "{earlier.text}" ({earlier.place}) only in {difference}'


def _pairs(groups: _Groups, language: str, key: str) -> Iterator[tuple[Term, Term, str]]:
    """The terms of a group with those before them and with their singulars, and what each two differ in."""
    terms = groups[language, key]
    for number, other in enumerate(terms):
        for one in terms[:number]:
            yield one, other, _difference(one, other)
    for singular in _singulars(terms[0].text, language):
        for one in groups.get((language, singular), ()):
            for other in terms:
                yield one, other, "the plural"


def _difference(one: Term, other: Term) -> str:
    if one.text == other.text:
        return ""
    if one.text.casefold() == other.text.casefold():
        return "letter case"
    same = without_joints(one.text, fold=False) == without_joints(other.text, fold=False)
    return "hyphens or spaces" if same else "letter case, hyphens or spaces"


def _on_purpose(earlier: Term, later: Term, difference: str) -> bool:
    if not (earlier.allowed and later.allowed):
        return True
    if earlier.pos and later.pos and earlier.pos.casefold() != later.pos.casefold():
        return True
    if difference == "letter case" and {earlier.case, later.case} != {"any"}:
        return True
    if earlier.concept != later.concept:
        return related(earlier, later)
    return "variant" in {earlier.type, later.type} or earlier.lang != later.lang


@cache
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    table = tomllib.loads((files(__package__) / "plurals.toml").read_text(encoding="utf-8"))
    return tuple((singular, plural) for singular, plural in table.get(language, ()))


def _singulars(text: str, language: str) -> Iterator[str]:
    """What a term may be the plural of, without joints: in several languages each of its words has its own."""
    ways = [list(dict.fromkeys((word.casefold(), *_singular(word, language)))) for word in parts(text)]
    for words in islice(product(*ways), 1, _MOST_WAYS):  # the first is the term itself
        yield "".join(words)


def _singular(word: str, language: str) -> Iterator[str]:
    shortest = _SHORTEST_ACRONYM if word[:-1].isupper() else _SHORTEST
    folded = word.casefold()
    for singular, plural in _endings(language):
        if folded.endswith(plural) and len(folded) - len(plural) >= shortest:
            yield folded.removesuffix(plural) + singular
