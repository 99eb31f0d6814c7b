"""Two texts and their alignment become a bitext: one unit a bead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from align.model import Alignment, Bitext, Block, Document, Segment, Unit
from align.sheet.slots import unit_id
from align.text.joints import joint

__all__ = ["Sentence", "build_aligned", "sentences", "text_of"]


class Sentence(NamedTuple):
    """A sentence, its number in the text, and the block that it stands in with the block's number from 1."""

    place: int
    number: int
    block: Block
    segment: Segment


def build_aligned(source: Document, target: Document, alignment: Alignment) -> Bitext:
    """The units of two aligned texts.

    Sentences of one bead that are neighbours in one block keep what stands between them; others are joined by a space,
    or by nothing where the script puts none between sentences. What is known of a unit's place is that of its target.

    Args:
        source: The source text.
        target: The target text.
        alignment: Its indices count the sentences of both texts from 0.
    """
    sources, targets = sentences(source), sentences(target)
    units = []
    for number, bead in enumerate(alignment.beads, start=1):
        source_text = text_of(source, [sources[index] for index in bead.source])
        there = [targets[index] for index in bead.target]
        target_text = text_of(target, there)
        block = there[0].block if there else None
        units.append(
            Unit(
                id=unit_id(number),
                target=target_text,
                source=source_text,
                source_state="original" if source_text else "missing",
                status="translated" if target_text else "initial",
                score=bead.score,
                section=block.section if block else "",
                speaker=block.speaker if block else "",
                kind=block.kind if block else "body",
                block=there[0].number if there else 0,
                line=block.line if block else 0,
                start=there[0].segment.start if there else 0,
                end=there[-1].segment.end if there else 0,
            )
        )
    return Bitext(tuple(units), source.lang, target.lang, next_id=len(units) + 1)


def sentences(document: Document) -> list[Sentence]:
    """All sentences of a document in order."""
    pairs = [(number, block, s) for number, block in enumerate(document.blocks, start=1) for s in block.segments]
    return [Sentence(place, *pair) for place, pair in enumerate(pairs)]


def text_of(document: Document, places: Sequence[Sentence], *, labels: bool = True) -> str:
    """The text of some sentences: exact slices of the document where they are neighbours in a block.

    Args:
        document: The document.
        places: The sentences, ascending.
        labels: Whether a label that names the speaker belongs to the first sentence of its block.
    """
    runs = groupby(enumerate(places), key=lambda item: (item[1].number, item[1].place - item[0]))
    text = ""
    for _, items in runs:
        run = [place for _, place in items]
        start, block = run[0].segment.start, run[0].block
        part = document.text[start if labels else max(start, block.start + len(block.label)) : run[-1].segment.end]
        text += joint(text, part) + part
    return text
