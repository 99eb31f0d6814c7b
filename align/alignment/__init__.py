"""Two lists of sentences become beads: which belong together. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from align.collector import collector_paused
from align.errors import ArgumentError
from align.model import Alignment, Pair, Term, UserLexicon

__all__ = ["ALIGNERS", "align_pairs"]

ALIGNERS: Final[Mapping[str, str]] = {
    "embed": "align.alignment.embed:align_embedded",
    "length": "align.alignment.length:align_by_length",
    "lexical": "align.alignment.lexical:align_lexical",
}
"""Aligners by name: functions ``(pairs, *, source_lang, target_lang, terms, user_lexicon,
jobs, explain) -> list[Alignment]``."""


def align_pairs(
    pairs: Sequence[Pair],
    *,
    source_lang: str,
    target_lang: str,
    aligner: str = "lexical",
    terms: Sequence[Term] = (),
    user_lexicon: UserLexicon | None = None,
    jobs: int = 1,
    explain: bool = False,
) -> list[Alignment]:
    """Align pairs of texts.

    Args:
        pairs: The texts, and what is known of them.
        source_lang: BCP 47 tag of the sources.
        target_lang: BCP 47 tag of the targets.
        aligner: One of :data:`ALIGNERS`.
        terms: Terms that speak for a bead where both sides hold one of a concept.
        user_lexicon: Words and sentences that are known to translate each other.
        jobs: How many processes may work at once, >= 1.
        explain: Whether beads are to say why they were made, as far as the aligner can.

    Returns:
        One alignment a pair, whose beads tile both texts in order.

    Raises:
        ArgumentError: The aligner is unknown, or a pair contradicts itself.
    """
    target = ALIGNERS.get(aligner)
    if target is None:
        raise ArgumentError(f"unknown aligner {aligner!r}; known are {', '.join(sorted(ALIGNERS))}")
    module, _, function = target.partition(":")
    run = getattr(import_module(module), function)
    with collector_paused():
        found: list[Alignment] = run(
            pairs,
            source_lang=source_lang,
            target_lang=target_lang,
            terms=terms,
            user_lexicon=user_lexicon,
            jobs=jobs,
            explain=explain,
        )
    return found
