"""The originals of translated sentences, in texts that hold much more: found, aligned, and looked for once more.

Passages are found by what is known of words (:mod:`align.alignment.passages`) and aligned
(:mod:`align.alignment.lexical`). What the surer beads teach about words, such as how names are written, finds more
passages in a second round.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from align.alignment.certainty import block_spans, certainties
from align.alignment.lexical import align_lexical
from align.alignment.passages import Passage, find_passages
from align.alignment.windows import Lengths
from align.collector import collector_paused
from align.errors import ArgumentError
from align.model import Alignment, Bead, Pair, Side, Term, UserLexicon

__all__ = ["Original", "find_originals", "located"]

_ROUNDS: Final = 2
_SURE: Final = 0.6  # confidence of beads that words are learned from
_FEW: Final = 10  # beads that tell nothing of how long units are
_LEAST_SPREAD: Final = 0.15  # of the logarithm of lengths


@dataclass(frozen=True, slots=True)
class Original:
    """Source sentences that some units translate.

    Attributes:
        text: Number of the source text.
        source: Its sentences, one or more, ascending.
        units: The units, one or more, ascending.
        score: How sure it is that the units translate at least one of these sentences, 0 to 1.
    """

    text: int
    source: tuple[int, ...]
    units: tuple[int, ...]
    score: float


def find_originals(
    texts: Sequence[Sequence[str]],
    units: Sequence[str],
    *,
    source_lang: str,
    target_lang: str,
    blocks: frozenset[int] = frozenset(),
    fixed: Mapping[int, tuple[int, tuple[int, ...]]] | None = None,
    terms: Sequence[Term] = (),
    user_lexicon: UserLexicon | None = None,
    least: float = 0.0,
) -> list[Original]:
    """Find the source sentences that units translate.

    Args:
        texts: The sentences of each source text.
        units: The translated sentences.
        source_lang: BCP 47 tag of the texts.
        target_lang: BCP 47 tag of the units.
        blocks: Units that begin a block.
        fixed: Units whose source is known to stand in a text, and where: no other unit gets these sentences.
        terms: Terms; those of one concept translate each other.
        user_lexicon: Words and sentences that are known to translate each other.
        least: Beads of a lower score are left out, 0 to 1.

    Returns:
        What was found, in order of the units; units that are fixed, and those whose original is in none of the texts,
        are in none of it.

    Raises:
        ArgumentError: ``least`` is not between 0 and 1.
    """
    if not 0 <= least <= 1:
        raise ArgumentError(f"the least score {least} is not between 0 and 1")
    fixed = fixed or {}
    found = located(
        texts,
        units,
        source_lang=source_lang,
        target_lang=target_lang,
        blocks=blocks,
        fixed=fixed,
        terms=terms,
        user_lexicon=user_lexicon,
    )
    spans = block_spans(blocks, len(units))
    taken = {(text, sentence) for text, sentences in fixed.values() for sentence in sentences}
    return [
        one
        for passage, alignment in found
        for one in _originals(passage, alignment, certainties(passage, alignment, spans))
        if one.score >= least
        and fixed.keys().isdisjoint(one.units)
        and taken.isdisjoint((one.text, sentence) for sentence in one.source)
    ]


def located(
    texts: Sequence[Sequence[str]],
    units: Sequence[str],
    *,
    source_lang: str,
    target_lang: str,
    blocks: frozenset[int] = frozenset(),
    fixed: Mapping[int, tuple[int, tuple[int, ...]]] | None = None,
    terms: Sequence[Term] = (),
    user_lexicon: UserLexicon | None = None,
) -> list[tuple[Passage, Alignment]]:
    """The passages that units were translated from, each with the alignment of its sentences and units.

    The arguments are those of :func:`find_originals`; nothing is left out of what was found.
    """
    user = user_lexicon or UserLexicon()
    taught: list[tuple[str, str]] = []
    found: list[tuple[Passage, Alignment]] = []
    lengths = None
    with collector_paused():
        for _ in range(_ROUNDS):
            known = replace(user, sentences=(*user.sentences, *taught))
            passages = find_passages(
                texts,
                units,
                source_lang=source_lang,
                target_lang=target_lang,
                blocks=blocks,
                terms=terms,
                user_lexicon=known,
                lengths=lengths,
            )
            pairs = [_pair(passage, texts[passage.text], units, fixed or {}) for passage in passages]
            alignments = align_lexical(
                pairs, source_lang=source_lang, target_lang=target_lang, terms=terms, user_lexicon=known
            )
            found = list(zip(passages, alignments, strict=True))
            sure = [
                (pair, bead)
                for pair, alignment in zip(pairs, alignments, strict=True)
                for bead in alignment.beads
                if bead.source and bead.target and (bead.score is None or bead.score >= _SURE)
            ]
            taught = [(_joined(pair.source, bead.source), _joined(pair.target, bead.target)) for pair, bead in sure]
            lengths = _lengths([text for text, (_, bead) in zip(taught, sure, strict=True) if len(bead.target) == 1])
    return found


def _joined(side: Side, numbers: Sequence[int]) -> str:
    return " ".join(side.sentences[k] for k in numbers)


def _lengths(taught: Sequence[tuple[str, str]]) -> Lengths | None:
    """How long units are beside their source, from some that are alone with theirs; None if these are few."""
    if len(taught) < _FEW:
        return None
    logs = [math.log(max(len(target), 1) / max(len(source), 1)) for source, target in taught]
    ratio = median(logs)
    return Lengths(ratio, max(1.48 * median(abs(log - ratio) for log in logs), _LEAST_SPREAD))


def _pair(
    passage: Passage, text: Sequence[str], units: Sequence[str], fixed: Mapping[int, tuple[int, tuple[int, ...]]]
) -> Pair:
    """A passage and its units, with what is fixed of it."""
    confirmed: list[Bead] = []
    least = 0
    for unit in range(passage.unit, passage.unit_end):
        number, sentences = fixed.get(unit, (-1, ()))
        inside = tuple(sentence - passage.start for sentence in sentences)
        if number == passage.text and inside and least <= inside[0] and inside[-1] < passage.end - passage.start:
            confirmed.append(Bead(inside, (unit - passage.unit,)))
            least = inside[-1] + 1
    return Pair(
        Side(tuple(text[passage.start : passage.end])),
        Side(tuple(units[passage.unit : passage.unit_end])),
        confirmed=tuple(confirmed),
    )


def _originals(passage: Passage, alignment: Alignment, scores: Sequence[float]) -> Iterator[Original]:
    beads = (bead for bead in alignment.beads if bead.source and bead.target)
    for bead, score in zip(beads, scores, strict=True):
        source = tuple(passage.start + i for i in bead.source)
        yield Original(passage.text, source, tuple(passage.unit + j for j in bead.target), score)
