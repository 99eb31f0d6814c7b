"""A rule about the two scripts of Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from align.model import Concept, Term
from align.terms.lint.context import LintContext
from align.text.scripts import script_counts
from align.text.tags import primary, script_of

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["mixed_chinese"]

_LONE: Final = re.compile("[\ud800-\udfff]")
_NAMES: Final = {"Hans": "simplified", "Hant": "traditional"}


def mixed_chinese(context: LintContext) -> Iterator[tuple[Term, str]]:
    """Simplified and traditional characters are mixed, in one term or among the terms of one concept.

    A language tag that tells the script (``zh-Hant``, ``zh-TW``) says which is right; under plain ``zh`` it is what the
    preferred term has. Characters that both scripts use are of neither, and terms that are to be avoided do not count.
    """
    for concept in context.termbase.concepts:
        terms = [
            term
            for term in concept.terms
            if primary(term.lang) == "zh" and term.allowed and script_counts(term.text).get("Han")
        ]
        if terms:
            yield from _in_concept(concept, terms)


def _in_concept(concept: Concept, terms: Sequence[Term]) -> Iterator[tuple[Term, str]]:
    kinds = {id(term): _evidence(term.text) for term in terms}
    first: tuple[str, Term] | None = None
    for term in sorted(terms, key=lambda term: term.status != "preferred"):
        found = kinds[id(term)]
        if len(found) == 2:
            parts = f"simplified ({found['Hans']}) and traditional characters ({found['Hant']})"
            yield term, f'"{term.text}" mixes {parts}'
            continue
        if not found:
            continue
        ((script, characters),) = found.items()
        said = f'"{term.text}" has {_NAMES[script]} characters ({characters})'
        if "-" in term.lang:
            if script_of(term.lang) != script:
                yield term, f"{said}, and its language is {term.lang}"
            continue
        first = first or (script, term)
        if first[0] != script:
            other = first[1]
            yield (
                term,
                f'{said}, "{other.text}" ({other.place}) {_NAMES[first[0]]} ones; tag the terms of {concept.id} as '
                "zh-Hans and zh-Hant if both are wanted",
            )


def _evidence(text: str) -> dict[str, str]:
    """The characters of a text that only one of the scripts has, by its ISO 15924 code.

    A character is simplified if every standard of traditional Chinese (OpenCC's, Taiwan's, Hong Kong's) has another in
    its place there, and traditional if simplified Chinese has another.
    """
    converters = _converters()
    text = _LONE.sub("\ufffd", text)  # OpenCC refuses halves of pairs
    traditional = [converter.convert(text) for converter in converters[:3]]
    simplified = converters[3].convert(text)
    if any(len(other) != len(text) for other in (*traditional, simplified)):
        return {}
    places = range(len(text))
    found = {
        "Hans": "".join(dict.fromkeys(text[n] for n in places if all(other[n] != text[n] for other in traditional))),
        "Hant": "".join(dict.fromkeys(text[n] for n in places if simplified[n] != text[n])),
    }
    return {script: characters for script, characters in found.items() if characters}


@cache
def _converters() -> tuple[OpenCC, ...]:
    from opencc import OpenCC  # here: its dictionaries take a tenth of a second

    return tuple(OpenCC(name) for name in ("s2t", "s2tw", "s2hk", "t2s"))
