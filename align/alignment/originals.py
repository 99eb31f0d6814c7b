"""The originals of translated sentences, in texts that hold much more: found, aligned, and looked for once more.

Passages are found by what is known of words (:mod:`align.alignment.passages`) and aligned
(:mod:`align.alignment.lexical`). What the surer beads teach about words, such as how names are written, finds more
passages in a second round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from align.alignment.lexical import align_lexical
from align.alignment.passages import Passage, find_passages
from align.collector import collector_paused
from align.errors import ArgumentError
from align.model import Alignment, Bead, Pair, Side, Term, UserLexicon

__all__ = ["Original", "find_originals"]

_ROUNDS: Final = 2
_SURE: Final = 0.6  # confidence of beads that words are learned from


@dataclass(frozen=True, slots=True)
class Original:
    """Source sentences that some units translate.

    Attributes:
        text: Number of the source text.
        source: Its sentences, one or more, ascending.
        units: The units, one or more, ascending.
        score: How sure it is that just these belong together, 0 to 1, given that the passage is the right one.
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
    user = user_lexicon or UserLexicon()
    found: list[Original] = []
    with collector_paused():
        for _ in range(_ROUNDS):
            taught = [
                (_joined(texts[one.text], one.source), _joined(units, one.units)) for one in found if one.score >= _SURE
            ]
            known = replace(user, sentences=(*user.sentences, *taught))
            passages = find_passages(
                texts,
                units,
                source_lang=source_lang,
                target_lang=target_lang,
                blocks=blocks,
                terms=terms,
                user_lexicon=known,
            )
            pairs = [_pair(passage, texts[passage.text], units, fixed) for passage in passages]
            alignments = align_lexical(
                pairs, source_lang=source_lang, target_lang=target_lang, terms=terms, user_lexicon=known
            )
            found = [one for both in zip(passages, alignments, strict=True) for one in _originals(*both)]
    taken = {(text, sentence) for text, sentences in fixed.values() for sentence in sentences}
    return [
        one
        for one in found
        if one.score >= least
        and fixed.keys().isdisjoint(one.units)
        and taken.isdisjoint((one.text, sentence) for sentence in one.source)
    ]


def _joined(sentences: Sequence[str], numbers: Sequence[int]) -> str:
    return " ".join(sentences[k] for k in numbers)


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


def _originals(passage: Passage, alignment: Alignment) -> list[Original]:
    return [
        Original(
            passage.text,
            tuple(passage.start + i for i in bead.source),
            tuple(passage.unit + j for j in bead.target),
            bead.score if bead.score is not None else 1.0,
        )
        for bead in alignment.beads
        if bead.source and bead.target
    ]
