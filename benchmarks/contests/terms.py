"""Terms found in running text."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks import terms
from benchmarks.contests.contest import OURS, Contender, Contest, in_process

_TERMS = 10_000


def _text(lang: str, size: int) -> tuple[list[str], str]:
    made = terms.english_terms(_TERMS) if lang == "en" else terms.chinese_terms(_TERMS)
    text = (terms.english if lang == "en" else terms.chinese)(made, random.Random(4))
    return made, text[:size]


def _ours(lang: str) -> Contender:
    def prepare(size: int) -> Callable[[], object]:
        from align.model import Term
        from align.terms import TermMatcher

        made, text = _text(lang, size)
        matcher = TermMatcher(
            [Term(f"c{n}", lang, term, case="exact" if term.isupper() else "any") for n, term in enumerate(made)], lang
        )
        matcher.find(text[:1000])
        return lambda: matcher.find(text)

    return in_process(prepare)


def _bare(lang: str) -> Contender:
    def prepare(size: int) -> Callable[[], object]:
        from ahocorasick_rs import AhoCorasick, MatchKind

        made, text = _text(lang, size)
        patterns = [term.lower() for term in made]
        automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest, store_patterns=False)
        lowered = text.lower()
        return lambda: automaton.find_matches_as_indexes(lowered)

    return in_process(prepare)


CONTESTS = [
    Contest(
        "terms",
        f"{_TERMS:,} terms, {language}",
        size,
        "characters",
        {OURS: _ours(lang), "ahocorasick-rs, no boundaries or forms": _bare(lang)},
    )
    for language, lang, size in (("English", "en", 5_000_000), ("Chinese", "zh", 2_000_000))
]
