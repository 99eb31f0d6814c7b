"""What each block of a text is, and who says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from align.segmentation.blocks import block_kinds
from align.segmentation.languages import Rules
from align.segmentation.quotations import enclosing_quotes, open_quotation
from align.segmentation.speakers import attribute
from align.segmentation.turns import turns

__all__ = ["Part", "structure"]


class Part(NamedTuple):
    """The attributes of a block that its text and its neighbours tell, as in :class:`align.model.Block`."""

    kind: str
    speaker: str
    label: str
    quotes: tuple[str, str] | None


def structure(texts: Sequence[str], rules: Rules) -> list[Part]:
    """The part that each block plays.

    The label of a turn names the speaker of its block, and of the blocks behind it up to the next label or heading;
    elsewhere an excerpt has the speaker that the text announces.
    """
    kinds = block_kinds(texts, rules)
    starts = turns(list(zip(kinds, texts, strict=True)), rules)
    labels = ["" if turn is None else turn.label for turn in starts]
    quotes = [enclosing_quotes(text[len(label) :]) for text, label in zip(texts, labels, strict=True)]
    # A quotation of several paragraphs opens anew in each, and closes in the last one only.
    for number in range(len(texts) - 2, -1, -1):
        if quotes[number] is None and quotes[number + 1] is not None:
            quotes[number] = open_quotation(texts[number][len(labels[number]) :])
    kinds = [
        "excerpt" if pair else "body" if turn and kind == "heading" else kind
        for kind, pair, turn in zip(kinds, quotes, starts, strict=True)
    ]
    announced = attribute(list(zip(kinds, texts, strict=True)), rules)
    parts = []
    speaking = ""
    for kind, label, pair, turn, speaker in zip(kinds, labels, quotes, starts, announced, strict=True):
        if turn is not None:
            speaking = turn.speaker
        elif kind == "heading":
            speaking = ""
        says = speaking if kind in {"body", "excerpt"} else ""
        parts.append(Part(kind, says or speaker, label, pair))
    return parts
