"""Sentences of a text and of its translation, aligned."""

from __future__ import annotations

from collections.abc import Callable

from align.alignment import align_pairs
from align.model import Pair, Side
from benchmarks.alignment import by_nltk, synthetic
from benchmarks.contests.contest import OURS, Contender, Contest, in_process


def _ours(aligner: str) -> Contender:
    def prepare(size: int) -> Callable[[], object]:
        texts = synthetic(size)
        pairs = [Pair(pair.source, pair.target) for pair in texts.pairs]
        align_pairs([Pair(Side(("一",)), Side(("One",)))], aligner=aligner, source_lang="zh", target_lang="en")
        return lambda: align_pairs(pairs, aligner=aligner, source_lang="zh", target_lang="en")

    return in_process(prepare)


def _nltk(size: int) -> Callable[[], object]:
    pairs = synthetic(size).pairs
    by_nltk(pairs[:0], scaled=False)
    return lambda: by_nltk(pairs, scaled=False)


CONTESTS = [
    Contest(
        "alignment",
        "Chinese-English",
        1_000,
        "sentences",
        {
            f"{OURS} length": _ours("length"),
            f"{OURS} lexical": _ours("lexical"),
            "nltk gale_church": in_process(_nltk),
        },
    )
]
